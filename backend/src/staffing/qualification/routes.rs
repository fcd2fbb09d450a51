//! Handlers of qualification.

use actix_web::{HttpResponse, get, post, web};

use super::dto::*;
use super::model::{AdverseId, EmploymentId, RatingPanelId};
use super::{panels, register, service};
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};
use crate::org::model::EmployeeId;

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(get_my_qualification)
        .service(get_qualification)
        .service(state_qualification)
        .service(list_qualification_statements)
        .service(record_employment)
        .service(revoke_employment)
        .service(list_adverse_records)
        .service(record_adverse)
        .service(lift_adverse)
        .service(convene_rating_panel)
        .service(list_rating_panels)
        .service(get_rating_panel)
        .service(give_ratings)
        .service(close_rating_panel)
        .service(cancel_rating_panel);
}

/// The caller's own checklist for a class and grade, and what is missing (D3, E2.1).
#[utoipa::path(tag = "qualification", operation_id = "get_my_qualification", params(QualificationFor),
    responses((status = 200, description = "The checklist.", body = QualificationView)))]
#[get("/my-qualification")]
async fn get_my_qualification(
    app: web::Data<App>,
    caller: Caller,
    q: Query<QualificationFor>,
) -> AppResult<web::Json<QualificationView>> {
    app.read(caller, move |cx| service::get_my_qualification(cx, &q.0)).await.map(web::Json)
}

/// Somebody's checklist for a class and grade (D3, E2.1).
#[utoipa::path(tag = "qualification", operation_id = "get_qualification", params(("id" = EmployeeId, Path), QualificationFor),
    responses((status = 200, description = "The checklist.", body = QualificationView)))]
#[get("/employees/{id}/qualification")]
async fn get_qualification(
    app: web::Data<App>,
    caller: Caller,
    id: Params<EmployeeId>,
    q: Query<QualificationFor>,
) -> AppResult<web::Json<QualificationView>> {
    app.read(caller, move |cx| service::get_qualification(cx, id.0, &q.0)).await.map(web::Json)
}

/// State a line with evidence; what was said before stays on record.
#[utoipa::path(tag = "qualification", operation_id = "state_qualification", request_body = StateQualification,
    params(("id" = EmployeeId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Stated.", body = StatementView)))]
#[post("/employees/{id}/qualification-statements")]
async fn state_qualification(
    app: web::Data<App>,
    caller: Caller,
    id: Params<EmployeeId>,
    key: IdemKey,
    body: Body<StateQualification>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::state_qualification(cx, id.0, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Everything that was ever stated about somebody, newest first.
#[utoipa::path(tag = "qualification", operation_id = "list_qualification_statements", params(("id" = EmployeeId, Path), ListStatements),
    responses((status = 200, description = "Statements.", body = Page<StatementView>)))]
#[get("/employees/{id}/qualification-statements")]
async fn list_qualification_statements(
    app: web::Data<App>,
    caller: Caller,
    id: Params<EmployeeId>,
    q: Query<ListStatements>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_qualification_statements(cx, id.0, &q.0)).await
}

/// Record time in banking elsewhere, with evidence.
#[utoipa::path(tag = "qualification", operation_id = "record_employment", request_body = RecordEmployment,
    params(("id" = EmployeeId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Recorded.", body = EmploymentView)))]
#[post("/employees/{id}/employments")]
async fn record_employment(
    app: web::Data<App>,
    caller: Caller,
    id: Params<EmployeeId>,
    key: IdemKey,
    body: Body<RecordEmployment>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| register::record_employment(cx, id.0, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.version, &view))
}

/// Revoke an employment that was recorded wrongly; it stays on record.
#[utoipa::path(tag = "qualification", operation_id = "revoke_employment", request_body = QualificationReason,
    params(("id" = EmploymentId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Revoked.", body = EmploymentView)))]
#[post("/employments/{id}/revoke")]
async fn revoke_employment(
    app: web::Data<App>,
    caller: Caller,
    id: Params<EmploymentId>,
    version: IfMatch,
    body: Body<QualificationReason>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| register::revoke_employment(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// The register of adverse records, newest entry first.
#[utoipa::path(tag = "qualification", operation_id = "list_adverse_records", params(ListAdverseRecords),
    responses((status = 200, description = "Records.", body = Page<AdverseRow>)))]
#[get("/adverse-records")]
async fn list_adverse_records(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListAdverseRecords>,
) -> AppResult<Written> {
    app.list(caller, move |cx| register::list_adverse_records(cx, &q.0)).await
}

/// Enter an adverse record with evidence; the person is told.
#[utoipa::path(tag = "qualification", operation_id = "record_adverse", request_body = RecordAdverse,
    params(("id" = EmployeeId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Entered.", body = AdverseView)))]
#[post("/employees/{id}/adverse-records")]
async fn record_adverse(
    app: web::Data<App>,
    caller: Caller,
    id: Params<EmployeeId>,
    key: IdemKey,
    body: Body<RecordAdverse>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| register::record_adverse(cx, id.0, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.version, &view))
}

/// Lift an adverse record from today on; it stays on record.
#[utoipa::path(tag = "qualification", operation_id = "lift_adverse", request_body = QualificationReason,
    params(("id" = AdverseId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Lifted.", body = AdverseView)))]
#[post("/adverse-records/{id}/lift")]
async fn lift_adverse(
    app: web::Data<App>,
    caller: Caller,
    id: Params<AdverseId>,
    version: IfMatch,
    body: Body<QualificationReason>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| register::lift_adverse(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Convene a panel that rates what must be judged (D3.2–D3.5); its members are told.
#[utoipa::path(tag = "qualification", operation_id = "convene_rating_panel", request_body = ConveneRatingPanel,
    params(("id" = EmployeeId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Convened.", body = RatingPanelView)))]
#[post("/employees/{id}/rating-panels")]
async fn convene_rating_panel(
    app: web::Data<App>,
    caller: Caller,
    id: Params<EmployeeId>,
    key: IdemKey,
    body: Body<ConveneRatingPanel>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| panels::convene_rating_panel(cx, id.0, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.version, &view))
}

/// Panels that the caller sits on, and those about people within the caller's reach, newest first.
#[utoipa::path(tag = "qualification", operation_id = "list_rating_panels", params(ListRatingPanels),
    responses((status = 200, description = "Panels.", body = Page<RatingPanelView>)))]
#[get("/rating-panels")]
async fn list_rating_panels(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListRatingPanels>,
) -> AppResult<Written> {
    app.list(caller, move |cx| panels::list_rating_panels(cx, &q.0)).await
}

/// One panel; each member's ratings once it is closed.
#[utoipa::path(tag = "qualification", operation_id = "get_rating_panel", params(("id" = RatingPanelId, Path)),
    responses((status = 200, description = "The panel.", body = RatingPanelView)))]
#[get("/rating-panels/{id}")]
async fn get_rating_panel(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RatingPanelId>,
) -> AppResult<HttpResponse> {
    let view = app.read(caller, move |cx| panels::get_rating_panel(cx, id.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Rate every line, once; with the last member's ratings the panel closes.
#[utoipa::path(tag = "qualification", operation_id = "give_ratings", request_body = GiveRatings,
    params(("id" = RatingPanelId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Rated.", body = RatingPanelView)))]
#[post("/rating-panels/{id}/ratings")]
async fn give_ratings(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RatingPanelId>,
    key: IdemKey,
    body: Body<GiveRatings>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| panels::give_ratings(cx, id.0, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.version, &view))
}

/// Close a panel once as many members have rated as the policy asks for.
#[utoipa::path(tag = "qualification", operation_id = "close_rating_panel",
    params(("id" = RatingPanelId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Closed.", body = RatingPanelView)))]
#[post("/rating-panels/{id}/close")]
async fn close_rating_panel(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RatingPanelId>,
    version: IfMatch,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| panels::close_rating_panel(cx, id.0, version)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Call a panel off, with reason; its ratings count for nothing.
#[utoipa::path(tag = "qualification", operation_id = "cancel_rating_panel", request_body = QualificationReason,
    params(("id" = RatingPanelId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Called off.", body = RatingPanelView)))]
#[post("/rating-panels/{id}/cancel")]
async fn cancel_rating_panel(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RatingPanelId>,
    version: IfMatch,
    body: Body<QualificationReason>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| panels::cancel_rating_panel(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}
