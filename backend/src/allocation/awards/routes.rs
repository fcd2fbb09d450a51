//! Handlers of clearing and results.

use actix_web::{HttpResponse, get, post, web};

use super::dto::*;
use super::service;
use crate::allocation::rounds::model::RoundId;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Caller, IdemKey, Params, Query};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(clear_round)
        .service(get_clearing)
        .service(stop_clearing)
        .service(get_award)
        .service(get_result);
    super::objections::routes::mount(to);
}

/// Clear a closed round's book; closing queues it by itself, this queues it again after a failure.
#[utoipa::path(tag = "clearing", operation_id = "clear_round",
    params(("id" = RoundId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 202, description = "Queued, or running already.", body = ClearingView)))]
#[post("/rounds/{id}/clear")]
async fn clear_round(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    id: Params<RoundId>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::clear_round(cx, id.0, &key)).await?;
    Ok(HttpResponse::Accepted().json(view))
}

/// The clearing of the round's present book, running or ended.
#[utoipa::path(tag = "clearing", operation_id = "get_clearing", params(("id" = RoundId, Path)),
    responses((status = 200, description = "The clearing.", body = ClearingView)))]
#[get("/rounds/{id}/clear")]
async fn get_clearing(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
) -> AppResult<web::Json<ClearingView>> {
    app.read(caller, move |cx| service::get_clearing(cx, id.0)).await.map(web::Json)
}

/// Stop a clearing: it ends with the best award found so far and its proven gap.
#[utoipa::path(tag = "clearing", operation_id = "stop_clearing", params(("id" = RoundId, Path)),
    responses((status = 202, description = "Asked to stop.", body = ClearingView)))]
#[post("/rounds/{id}/clear/stop")]
async fn stop_clearing(app: web::Data<App>, caller: Caller, id: Params<RoundId>) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::stop_clearing(cx, id.0)).await?;
    Ok(HttpResponse::Accepted().json(view))
}

/// The award's file: what was won, its proof, and what beat each losing bid.
#[utoipa::path(tag = "clearing", operation_id = "get_award", params(("id" = RoundId, Path), WhichRevision),
    responses((status = 200, description = "The file, byte by byte.", body = AwardFile)))]
#[get("/rounds/{id}/award")]
async fn get_award(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    q: Query<WhichRevision>,
) -> AppResult<HttpResponse> {
    let file = app.read(caller, move |cx| service::get_award(cx, id.0, &q.0)).await?;
    Ok(HttpResponse::Ok().content_type("application/json").body(file))
}

/// What the clearing decided, with names: winners, prices, the draw, and what beat each losing bid.
#[utoipa::path(tag = "clearing", operation_id = "get_result", params(("id" = RoundId, Path), WhichRevision),
    responses((status = 200, description = "The result.", body = ResultView)))]
#[get("/rounds/{id}/result")]
async fn get_result(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    q: Query<WhichRevision>,
) -> AppResult<web::Json<ResultView>> {
    app.read(caller, move |cx| service::get_result(cx, id.0, &q.0)).await.map(web::Json)
}
