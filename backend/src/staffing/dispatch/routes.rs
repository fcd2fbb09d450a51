//! Handlers of dispatches.

use actix_web::{HttpResponse, get, post, web};

use super::dto::*;
use super::model::DispatchId;
use super::service;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_dispatches).service(propose_dispatch).service(end_dispatch);
}

/// List dispatches of managers to other branches, the latest first.
#[utoipa::path(tag = "staffing", operation_id = "list_dispatches", params(ListDispatches),
    responses((status = 200, description = "Dispatches.", body = Page<DispatchView>)))]
#[get("/dispatches")]
async fn list_dispatches(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListDispatches>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_dispatches(cx, &q.0)).await
}

/// Propose to send a senior manager to another branch; head office's HR confirms it.
#[utoipa::path(tag = "staffing", operation_id = "propose_dispatch", request_body = ProposeDispatch,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Proposed.", body = DispatchView)))]
#[post("/dispatches")]
async fn propose_dispatch(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<ProposeDispatch>,
) -> AppResult<HttpResponse> {
    let made = app.write(caller, move |cx| service::propose_dispatch(cx, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), made.version, &made))
}

/// End a confirmed dispatch from today on.
#[utoipa::path(tag = "staffing", operation_id = "end_dispatch", request_body = EndDispatch,
    params(("id" = DispatchId, Path), ("If-Match" = String, Header, max_length = 40, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Ended.", body = DispatchView)))]
#[post("/dispatches/{id}/end")]
async fn end_dispatch(
    app: web::Data<App>,
    caller: Caller,
    id: Params<DispatchId>,
    version: IfMatch,
    body: Body<EndDispatch>,
) -> AppResult<HttpResponse> {
    let done = app.write(caller, move |cx| service::end_dispatch(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), done.version, &done))
}
