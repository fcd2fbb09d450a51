//! Handlers of leaving procedures.

use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use uuid::Uuid;

use super::dto::*;
use super::model::LeavingId;
use super::{handover, service, settling};
use crate::allocation::rounds::model::RoundId;
use crate::app::App;
use crate::approvals::RequestId;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};
use crate::staffing::exams::model::ExamId;
use crate::staffing::model::ManagerId;

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_leavings)
        .service(start_leaving)
        .service(get_leaving)
        .service(list_leaving_clients)
        .service(propose_leaving_handover)
        .service(take_leaver_out_of_round)
        .service(withdraw_leavers_request)
        .service(pass_on_maintenance)
        .service(settle_panel_seat)
        .service(release_marker)
        .service(cancel_leaving)
        .service(finish_leaving);
}

/// List leaving procedures, the latest first: of the branch, of the bank, or one's own.
#[utoipa::path(tag = "leaving", operation_id = "list_leavings", params(ListLeavings),
    responses((status = 200, description = "Procedures.", body = Page<LeavingView>)))]
#[get("/leavings")]
async fn list_leavings(app: web::Data<App>, caller: Caller, q: Query<ListLeavings>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_leavings(cx, &q.0)).await
}

/// Begin a leaving procedure.
#[utoipa::path(tag = "leaving", operation_id = "start_leaving", request_body = StartLeaving,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Begun.", body = LeavingDetail)))]
#[post("/leavings")]
async fn start_leaving(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<StartLeaving>,
) -> AppResult<HttpResponse> {
    let made = app.write(caller, move |cx| service::start_leaving(cx, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), made.leaving.version, &made))
}

/// One procedure with what is left and what was done.
#[utoipa::path(tag = "leaving", operation_id = "get_leaving", params(("id" = LeavingId, Path)),
    responses((status = 200, description = "The procedure.", body = LeavingDetail)))]
#[get("/leavings/{id}")]
async fn get_leaving(app: web::Data<App>, caller: Caller, id: Params<LeavingId>) -> AppResult<HttpResponse> {
    let found = app.read(caller, move |cx| service::get_leaving(cx, id.0)).await?;
    Ok(etag(HttpResponse::Ok(), found.leaving.version, &found))
}

/// List the clients that are still with the leaver, by name.
#[utoipa::path(tag = "leaving", operation_id = "list_leaving_clients", params(("id" = LeavingId, Path), ListLeavingClients),
    responses((status = 200, description = "Clients.", body = Page<LeavingClient>)))]
#[get("/leavings/{id}/clients")]
async fn list_leaving_clients(
    app: web::Data<App>,
    caller: Caller,
    id: Params<LeavingId>,
    q: Query<ListLeavingClients>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_leaving_clients(cx, id.0, &q.0)).await
}

/// Propose who takes over clients; the branch's group and the committee decide.
#[utoipa::path(tag = "leaving", operation_id = "propose_leaving_handover", request_body = ProposeHandover,
    params(("id" = LeavingId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Proposed.", body = LeavingDetail)))]
#[post("/leavings/{id}/handovers")]
async fn propose_leaving_handover(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    id: Params<LeavingId>,
    body: Body<ProposeHandover>,
) -> AppResult<HttpResponse> {
    let made =
        app.write(caller, move |cx| handover::propose_leaving_handover(cx, id.0, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), made.leaving.version, &made))
}

#[derive(Deserialize)]
struct OfRound {
    id: LeavingId,
    round_id: RoundId,
}

/// Take the leaver out of a round that is not closed, with bids and applications there.
#[utoipa::path(tag = "leaving", operation_id = "take_leaver_out_of_round", params(("id" = LeavingId, Path), ("round_id" = RoundId, Path)),
    responses((status = 200, description = "Taken out.", body = LeavingDetail)))]
#[post("/leavings/{id}/rounds/{round_id}/leave")]
async fn take_leaver_out_of_round(
    app: web::Data<App>,
    caller: Caller,
    at: Params<OfRound>,
) -> AppResult<HttpResponse> {
    let (id, round) = (at.0.id, at.0.round_id);
    let done = app
        .write_in_turn(caller, round.0, move |cx| settling::take_leaver_out_of_round(cx, id, round))
        .await?;
    Ok(etag(HttpResponse::Ok(), done.leaving.version, &done))
}

#[derive(Deserialize)]
struct OfRequest {
    id: LeavingId,
    request_id: RequestId,
}

/// Withdraw a request that the leaver proposed.
#[utoipa::path(tag = "leaving", operation_id = "withdraw_leavers_request", request_body = LeavingReason,
    params(("id" = LeavingId, Path), ("request_id" = RequestId, Path)),
    responses((status = 200, description = "Withdrawn.", body = LeavingDetail)))]
#[post("/leavings/{id}/requests/{request_id}/withdraw")]
async fn withdraw_leavers_request(
    app: web::Data<App>,
    caller: Caller,
    at: Params<OfRequest>,
    body: Body<LeavingReason>,
) -> AppResult<HttpResponse> {
    let (id, request) = (at.0.id, at.0.request_id);
    let done =
        app.write(caller, move |cx| settling::withdraw_leavers_request(cx, id, request, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), done.leaving.version, &done))
}

#[derive(Deserialize)]
struct OfManager {
    id: LeavingId,
    manager_id: ManagerId,
}

/// Pass a virtual manager that the leaver maintains on to somebody, never a day without.
#[utoipa::path(tag = "leaving", operation_id = "pass_on_maintenance", request_body = PassOn,
    params(("id" = LeavingId, Path), ("manager_id" = ManagerId, Path)),
    responses((status = 200, description = "Passed on.", body = LeavingDetail)))]
#[post("/leavings/{id}/maintained/{manager_id}")]
async fn pass_on_maintenance(
    app: web::Data<App>,
    caller: Caller,
    at: Params<OfManager>,
    body: Body<PassOn>,
) -> AppResult<HttpResponse> {
    let (id, manager) = (at.0.id, at.0.manager_id);
    let done = app.write(caller, move |cx| settling::pass_on_maintenance(cx, id, manager, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), done.leaving.version, &done))
}

#[derive(Deserialize)]
struct OfPanel {
    id: LeavingId,
    panel_id: Uuid,
}

/// Pass a seat on a rating or recruitment panel on to somebody, or give it up.
#[utoipa::path(tag = "leaving", operation_id = "settle_panel_seat", request_body = SettleSeat,
    params(("id" = LeavingId, Path), ("panel_id" = String, Path, format = Uuid, max_length = 36, description = "The rating panel, or the recruitment.")),
    responses((status = 200, description = "Settled.", body = LeavingDetail)))]
#[post("/leavings/{id}/panel-seats/{panel_id}")]
async fn settle_panel_seat(
    app: web::Data<App>,
    caller: Caller,
    at: Params<OfPanel>,
    body: Body<SettleSeat>,
) -> AppResult<HttpResponse> {
    let (id, panel) = (at.0.id, at.0.panel_id);
    let done = app.write(caller, move |cx| settling::settle_panel_seat(cx, id, panel, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), done.leaving.version, &done))
}

#[derive(Deserialize)]
struct OfExam {
    id: LeavingId,
    exam_id: ExamId,
}

/// Release the leaver from what is left to mark of an examination, so that others mark it.
#[utoipa::path(tag = "leaving", operation_id = "release_marker", request_body = LeavingReason,
    params(("id" = LeavingId, Path), ("exam_id" = ExamId, Path)),
    responses((status = 200, description = "Released.", body = LeavingDetail)))]
#[post("/leavings/{id}/markings/{exam_id}/release")]
async fn release_marker(
    app: web::Data<App>,
    caller: Caller,
    at: Params<OfExam>,
    body: Body<LeavingReason>,
) -> AppResult<HttpResponse> {
    let (id, exam) = (at.0.id, at.0.exam_id);
    let done = app.write(caller, move |cx| settling::release_marker(cx, id, exam, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), done.leaving.version, &done))
}

/// Call a procedure off.
#[utoipa::path(tag = "leaving", operation_id = "cancel_leaving", request_body = LeavingReason,
    params(("id" = LeavingId, Path), ("If-Match" = String, Header, max_length = 40, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Called off.", body = LeavingDetail)))]
#[post("/leavings/{id}/cancel")]
async fn cancel_leaving(
    app: web::Data<App>,
    caller: Caller,
    id: Params<LeavingId>,
    version: IfMatch,
    body: Body<LeavingReason>,
) -> AppResult<HttpResponse> {
    let done = app.write(caller, move |cx| service::cancel_leaving(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), done.leaving.version, &done))
}

/// End the post: nothing is left, the day has come.
#[utoipa::path(tag = "leaving", operation_id = "finish_leaving",
    params(("id" = LeavingId, Path), ("If-Match" = String, Header, max_length = 40, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Finished.", body = LeavingDetail)))]
#[post("/leavings/{id}/finish")]
async fn finish_leaving(
    app: web::Data<App>,
    caller: Caller,
    id: Params<LeavingId>,
    version: IfMatch,
) -> AppResult<HttpResponse> {
    let done = app.write(caller, move |cx| service::finish_leaving(cx, id.0, version)).await?;
    Ok(etag(HttpResponse::Ok(), done.leaving.version, &done))
}
