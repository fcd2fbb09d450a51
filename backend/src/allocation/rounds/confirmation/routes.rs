//! Handlers of confirmation and commitments.

use actix_web::{HttpResponse, get, post, web};

use super::dto::*;
use super::service;
use crate::allocation::rounds::model::RoundId;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, Page, Params, Query, Written};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(propose_confirmation).service(list_commitments);
}

/// Propose a round's confirmation to the branch group.
#[utoipa::path(tag = "clearing", operation_id = "propose_confirmation", request_body = ProposeConfirmation,
    params(("id" = RoundId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Proposed.", body = ConfirmationView)))]
#[post("/rounds/{id}/confirmation")]
async fn propose_confirmation(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    id: Params<RoundId>,
    body: Body<ProposeConfirmation>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::propose_confirmation(cx, id.0, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// What winners owe, frozen at confirmation.
#[utoipa::path(tag = "clearing", operation_id = "list_commitments", params(("id" = RoundId, Path), ListCommitments),
    responses((status = 200, description = "Commitments by lot.", body = Page<CommitmentView>)))]
#[get("/rounds/{id}/commitments")]
async fn list_commitments(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    q: Query<ListCommitments>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_commitments(cx, id.0, &q.0)).await
}
