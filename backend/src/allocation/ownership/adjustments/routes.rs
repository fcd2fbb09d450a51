//! Handlers of adjustments.

use actix_web::{HttpResponse, get, post, web};

use super::dto::*;
use super::service;
use crate::allocation::ownership::model::AdjustmentId;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, Page, Params, Query, Written};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_adjustments).service(apply_for_adjustment).service(get_adjustment);
}

/// List adjustments, newest first: of the branch, and those that concern the caller.
#[utoipa::path(tag = "ownership", operation_id = "list_adjustments", params(ListAdjustments),
    responses((status = 200, description = "Adjustments.", body = Page<AdjustmentView>)))]
#[get("/adjustments")]
async fn list_adjustments(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListAdjustments>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_adjustments(cx, &q.0)).await
}

/// Apply for a change of who looks after a client; the branch's group and head office's committee decide.
#[utoipa::path(tag = "ownership", operation_id = "apply_for_adjustment", request_body = ApplyForAdjustment,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Applied for.", body = AdjustmentView)))]
#[post("/adjustments")]
async fn apply_for_adjustment(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<ApplyForAdjustment>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::apply_for_adjustment(cx, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// One adjustment.
#[utoipa::path(tag = "ownership", operation_id = "get_adjustment", params(("id" = AdjustmentId, Path)),
    responses((status = 200, description = "The adjustment.", body = AdjustmentView)))]
#[get("/adjustments/{id}")]
async fn get_adjustment(
    app: web::Data<App>,
    caller: Caller,
    id: Params<AdjustmentId>,
) -> AppResult<web::Json<AdjustmentView>> {
    app.read(caller, move |cx| service::get_adjustment(cx, id.0)).await.map(web::Json)
}
