//! Handlers of the inbox.

use actix_web::{HttpResponse, delete, get, post, web};

use super::deputies;
use super::dto::*;
use super::model::{DeputyId, RequestId};
use super::service::{self, Outcome};
use crate::app::App;
use crate::error::{AppError, AppResult, Code};
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, Page, Params, Query, Written};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_approvals)
        .service(get_approval)
        .service(decide_approval)
        .service(withdraw_approval)
        .service(list_deputies)
        .service(set_deputy)
        .service(end_deputy);
}

/// List requests, newest first: what waits for the caller unless asked otherwise.
#[utoipa::path(tag = "approvals", operation_id = "list_approvals", params(ListApprovals),
    responses((status = 200, description = "Requests.", body = Page<ApprovalView>)))]
#[get("/approvals")]
async fn list_approvals(app: web::Data<App>, caller: Caller, q: Query<ListApprovals>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_approvals(cx, &q.0)).await
}

/// One request with its steps.
#[utoipa::path(tag = "approvals", operation_id = "get_approval", params(("id" = RequestId, Path)),
    responses((status = 200, description = "The request.", body = ApprovalView)))]
#[get("/approvals/{id}")]
async fn get_approval(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RequestId>,
) -> AppResult<web::Json<ApprovalView>> {
    app.read(caller, move |cx| service::get_approval(cx, id.0)).await.map(web::Json)
}

/// Decide the waiting step; after the last the request is carried out.
#[utoipa::path(tag = "approvals", operation_id = "decide_approval", request_body = DecideApproval,
    params(("id" = RequestId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 200, description = "Decided.", body = ApprovalView)))]
#[post("/approvals/{id}/decisions")]
async fn decide_approval(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    id: Params<RequestId>,
    body: Body<DecideApproval>,
) -> AppResult<web::Json<ApprovalView>> {
    let id = id.0;
    let outcome =
        app.write(caller.clone(), move |cx| service::decide_approval(cx, id, &key, &body.0)).await?;
    if outcome == Outcome::Stale {
        return Err(AppError::new(Code::Stale));
    }
    app.read(caller, move |cx| service::get_approval(cx, id)).await.map(web::Json)
}

/// Take one's own request back.
#[utoipa::path(tag = "approvals", operation_id = "withdraw_approval", request_body = WithdrawApproval, params(("id" = RequestId, Path)),
    responses((status = 200, description = "Taken back.", body = ApprovalView)))]
#[post("/approvals/{id}/withdraw")]
async fn withdraw_approval(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RequestId>,
    body: Body<WithdrawApproval>,
) -> AppResult<web::Json<ApprovalView>> {
    let id = id.0;
    app.write(caller, move |cx| {
        service::withdraw_approval(cx, id, &body.0)?;
        service::get_approval(cx, id)
    })
    .await
    .map(web::Json)
}

/// List who stands in for whom, the latest first.
#[utoipa::path(tag = "approvals", operation_id = "list_deputies", params(ListDeputies),
    responses((status = 200, description = "Deputies.", body = Page<DeputyView>)))]
#[get("/deputies")]
async fn list_deputies(app: web::Data<App>, caller: Caller, q: Query<ListDeputies>) -> AppResult<Written> {
    app.list(caller, move |cx| deputies::list_deputies(cx, &q.0)).await
}

/// Name somebody who decides in another's role for some days.
#[utoipa::path(tag = "approvals", operation_id = "set_deputy", request_body = SetDeputy,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Named.", body = DeputyView)))]
#[post("/deputies")]
async fn set_deputy(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<SetDeputy>,
) -> AppResult<HttpResponse> {
    let named = app.write(caller, move |cx| deputies::set_deputy(cx, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(named))
}

/// End a deputy's days from today on.
#[utoipa::path(tag = "approvals", operation_id = "end_deputy", params(("id" = DeputyId, Path)),
    responses((status = 204, description = "Ended.")))]
#[delete("/deputies/{id}")]
async fn end_deputy(app: web::Data<App>, caller: Caller, id: Params<DeputyId>) -> AppResult<HttpResponse> {
    app.write(caller, move |cx| deputies::end_deputy(cx, id.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}
