//! Handlers of rounds.

use actix_web::{HttpResponse, get, patch, post, web};

use super::dto::*;
use super::model::RoundId;
use super::{
    announcement, applications, assignments, confirmation, dry_run, lots, packs, participants, sending,
    service,
};
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_rounds)
        .service(create_round)
        .service(get_round)
        .service(update_round)
        .service(publish_round)
        .service(cancel_round)
        .service(list_round_events);
    lots::routes::mount(to);
    participants::routes::mount(to);
    packs::routes::mount(to);
    applications::routes::mount(to);
    sending::routes::mount(to);
    assignments::routes::mount(to);
    dry_run::routes::mount(to);
    announcement::routes::mount(to);
    confirmation::routes::mount(to);
}

/// List rounds, newest first.
#[utoipa::path(tag = "rounds", operation_id = "list_rounds", params(ListRounds),
    responses((status = 200, description = "Rounds.", body = Page<RoundView>)))]
#[get("/rounds")]
async fn list_rounds(app: web::Data<App>, caller: Caller, q: Query<ListRounds>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_rounds(cx, &q.0)).await
}

/// Make a round in draft.
#[utoipa::path(tag = "rounds", operation_id = "create_round", request_body = CreateRound,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Made.", body = RoundView)))]
#[post("/rounds")]
async fn create_round(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<CreateRound>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::create_round(cx, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.version, &view))
}

/// One round, and what the reader may do to it now.
#[utoipa::path(tag = "rounds", operation_id = "get_round", params(("id" = RoundId, Path)),
    responses((status = 200, description = "The round.", body = RoundView)))]
#[get("/rounds/{id}")]
async fn get_round(app: web::Data<App>, caller: Caller, id: Params<RoundId>) -> AppResult<HttpResponse> {
    let view = app.read(caller, move |cx| service::get_round(cx, id.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Change a round in draft.
#[utoipa::path(tag = "rounds", operation_id = "update_round", request_body = UpdateRound,
    params(("id" = RoundId, Path), ("If-Match" = String, Header, description = "The version that the change is based on.")),
    responses((status = 200, description = "Changed.", body = RoundView)))]
#[patch("/rounds/{id}")]
async fn update_round(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    version: IfMatch,
    body: Body<UpdateRound>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::update_round(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Publish a round: its clients are taken, its policy, lots and participants stand from now on.
#[utoipa::path(tag = "rounds", operation_id = "publish_round",
    params(("id" = RoundId, Path), ("If-Match" = String, Header, description = "The version that the change is based on.")),
    responses((status = 200, description = "Published.", body = RoundView)))]
#[post("/rounds/{id}/publish")]
async fn publish_round(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    version: IfMatch,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::publish_round(cx, id.0, version)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Cancel a round with a reason, at any time before it takes effect.
#[utoipa::path(tag = "rounds", operation_id = "cancel_round", request_body = CancelRound,
    params(("id" = RoundId, Path), ("If-Match" = String, Header, description = "The version that the change is based on.")),
    responses((status = 200, description = "Cancelled.", body = RoundView)))]
#[post("/rounds/{id}/cancel")]
async fn cancel_round(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    version: IfMatch,
    body: Body<CancelRound>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::cancel_round(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// A round's steps, in order.
#[utoipa::path(tag = "rounds", operation_id = "list_round_events", params(("id" = RoundId, Path)),
    responses((status = 200, description = "Steps.", body = Page<RoundEventView>)))]
#[get("/rounds/{id}/events")]
async fn list_round_events(app: web::Data<App>, caller: Caller, id: Params<RoundId>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_round_events(cx, id.0)).await
}
