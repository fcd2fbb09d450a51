//! Handlers of objections.

use actix_web::{HttpResponse, delete, get, post, web};

use super::dto::*;
use super::service;
use crate::allocation::awards::model::ObjectionId;
use crate::allocation::rounds::model::RoundId;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, Page, Params, Query, Written};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_objections)
        .service(object_to_result)
        .service(decide_objection)
        .service(withdraw_objection);
}

/// List the objections to a round's result, newest first.
#[utoipa::path(tag = "clearing", operation_id = "list_objections", params(("id" = RoundId, Path), ListObjections),
    responses((status = 200, description = "Objections.", body = Page<ObjectionView>)))]
#[get("/rounds/{id}/objections")]
async fn list_objections(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    q: Query<ListObjections>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_objections(cx, id.0, &q.0)).await
}

/// Object to an announced result, until the notice period ends.
#[utoipa::path(tag = "clearing", operation_id = "object_to_result", request_body = ObjectToResult,
    params(("id" = RoundId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Raised.", body = ObjectionView)))]
#[post("/rounds/{id}/objections")]
async fn object_to_result(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    id: Params<RoundId>,
    body: Body<ObjectToResult>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::object_to_result(cx, id.0, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Decide an objection, with reason; an upheld one corrects the book and clears it again.
#[utoipa::path(tag = "clearing", operation_id = "decide_objection", request_body = DecideObjection,
    params(("id" = ObjectionId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 200, description = "Decided.", body = ObjectionView)))]
#[post("/objections/{id}/decide")]
async fn decide_objection(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    id: Params<ObjectionId>,
    body: Body<DecideObjection>,
) -> AppResult<web::Json<ObjectionView>> {
    app.write(caller, move |cx| service::decide_objection(cx, id.0, &key, &body.0)).await.map(web::Json)
}

/// Take one's own objection back.
#[utoipa::path(tag = "clearing", operation_id = "withdraw_objection", params(("id" = ObjectionId, Path)),
    responses((status = 204, description = "Taken back.")))]
#[delete("/objections/{id}")]
async fn withdraw_objection(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ObjectionId>,
) -> AppResult<HttpResponse> {
    app.write(caller, move |cx| service::withdraw_objection(cx, id.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}
