//! Handlers of participants.

use actix_web::{HttpResponse, get, put, web};

use super::dto::*;
use super::service;
use crate::allocation::rounds::dto::RoundView;
use crate::allocation::rounds::model::RoundId;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IfMatch, Params, etag};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_participants).service(set_participants);
}

/// Who takes part in a round, and how much more each may hold.
#[utoipa::path(tag = "rounds", operation_id = "list_participants", params(("id" = RoundId, Path)),
    responses((status = 200, description = "Participants.", body = Participants)))]
#[get("/rounds/{id}/participants")]
async fn list_participants(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
) -> AppResult<web::Json<Participants>> {
    app.read(caller, move |cx| service::list_participants(cx, id.0)).await.map(web::Json)
}

/// Set all participants of a round in draft.
#[utoipa::path(tag = "rounds", operation_id = "set_participants", request_body = SetParticipants,
    params(("id" = RoundId, Path), ("If-Match" = String, Header, description = "The version of the round that the change is based on.")),
    responses((status = 200, description = "Set; the round as it is now.", body = RoundView)))]
#[put("/rounds/{id}/participants")]
async fn set_participants(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    version: IfMatch,
    body: Body<SetParticipants>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::set_participants(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}
