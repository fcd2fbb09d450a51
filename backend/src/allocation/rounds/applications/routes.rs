//! Handlers of applications.

use actix_web::{HttpResponse, delete, get, post, web};

use super::dto::*;
use super::service;
use crate::allocation::rounds::model::{ApplicationId, RoundId};
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, Page, Params, Query, Written};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_applications)
        .service(apply_for_lot)
        .service(withdraw_application)
        .service(grant_applications);
}

/// Applications of a round: all for the branch and head office, one's own for who takes part.
#[utoipa::path(tag = "rounds", operation_id = "list_applications", params(("id" = RoundId, Path), ListApplications),
    responses((status = 200, description = "Applications, newest first.", body = Page<ApplicationView>)))]
#[get("/rounds/{id}/applications")]
async fn list_applications(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    q: Query<ListApplications>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_applications(cx, id.0, &q.0)).await
}

/// Apply for a lot with a reason.
#[utoipa::path(tag = "rounds", operation_id = "apply_for_lot", request_body = ApplyForLot,
    params(("id" = RoundId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Applied.", body = ApplicationView)))]
#[post("/rounds/{id}/applications")]
async fn apply_for_lot(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    id: Params<RoundId>,
    body: Body<ApplyForLot>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::apply_for_lot(cx, id.0, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Take one's own application back while the round is open.
#[utoipa::path(tag = "rounds", operation_id = "withdraw_application", params(("id" = ApplicationId, Path)),
    responses((status = 204, description = "Taken back.")))]
#[delete("/applications/{id}")]
async fn withdraw_application(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ApplicationId>,
) -> AppResult<HttpResponse> {
    app.write(caller, move |cx| service::withdraw_application(cx, id.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Grant what is uncontested and send the contested on to a tender, in one act.
#[utoipa::path(tag = "rounds", operation_id = "grant_applications", request_body = GrantApplications,
    params(("id" = RoundId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 200, description = "Decided.", body = Granted)))]
#[post("/rounds/{id}/grant")]
async fn grant_applications(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    id: Params<RoundId>,
    body: Body<GrantApplications>,
) -> AppResult<web::Json<Granted>> {
    app.write(caller, move |cx| service::grant_applications(cx, id.0, &key, &body.0)).await.map(web::Json)
}
