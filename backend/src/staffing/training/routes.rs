//! Handlers of training.

use actix_web::{HttpResponse, delete, get, patch, post, put, web};

use super::dto::*;
use super::model::TrainingId;
use super::service::{self, CheckedIn};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};
use crate::staffing::model::ManagerId;

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_trainings)
        .service(create_training)
        .service(list_training_counts)
        .service(get_training)
        .service(update_training)
        .service(cancel_training)
        .service(close_training)
        .service(enrol_in_training)
        .service(leave_training)
        .service(excuse_from_training)
        .service(get_training_code)
        .service(check_in_to_training)
        .service(list_attendances)
        .service(record_attendance)
        .service(enrol_manager)
        .service(remove_enrolment);
}

/// List training events: those to come, next first, or those that are over, newest first (D8.2).
#[utoipa::path(tag = "training", operation_id = "list_trainings", params(ListTrainings),
    responses((status = 200, description = "Events of head office and of the caller's branch.", body = Page<TrainingView>)))]
#[get("/trainings")]
async fn list_trainings(app: web::Data<App>, caller: Caller, q: Query<ListTrainings>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_trainings(cx, &q.0)).await
}

/// Plan a training event of head office or of a branch (D8.2).
#[utoipa::path(tag = "training", operation_id = "create_training", request_body = CreateTraining,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Planned.", body = TrainingView)))]
#[post("/trainings")]
async fn create_training(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<CreateTraining>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::create_training(cx, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.version, &view))
}

/// Each manager's count of head office's training in a year against what is owed (D8.2).
#[utoipa::path(tag = "training", operation_id = "list_training_counts", params(ListTrainingCounts),
    responses((status = 200, description = "The counts.", body = TrainingCounts)))]
#[get("/training-counts")]
async fn list_training_counts(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListTrainingCounts>,
) -> AppResult<web::Json<TrainingCounts>> {
    app.read(caller, move |cx| service::list_training_counts(cx, &q.0)).await.map(web::Json)
}

/// One training event.
#[utoipa::path(tag = "training", operation_id = "get_training", params(("id" = TrainingId, Path)),
    responses((status = 200, description = "The event.", body = TrainingView)))]
#[get("/trainings/{id}")]
async fn get_training(
    app: web::Data<App>,
    caller: Caller,
    id: Params<TrainingId>,
) -> AppResult<HttpResponse> {
    let view = app.read(caller, move |cx| service::get_training(cx, id.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Change a training event before it starts; whoever is enrolled is told.
#[utoipa::path(tag = "training", operation_id = "update_training", request_body = UpdateTraining,
    params(("id" = TrainingId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "As changed.", body = TrainingView)))]
#[patch("/trainings/{id}")]
async fn update_training(
    app: web::Data<App>,
    caller: Caller,
    id: Params<TrainingId>,
    version: IfMatch,
    body: Body<UpdateTraining>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::update_training(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Call a training event off; whoever is enrolled is told.
#[utoipa::path(tag = "training", operation_id = "cancel_training", request_body = TrainingReason,
    params(("id" = TrainingId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Called off.", body = TrainingView)))]
#[post("/trainings/{id}/cancel")]
async fn cancel_training(
    app: web::Data<App>,
    caller: Caller,
    id: Params<TrainingId>,
    version: IfMatch,
    body: Body<TrainingReason>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::cancel_training(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// End a training event: whoever was enrolled and did not come is absent.
#[utoipa::path(tag = "training", operation_id = "close_training",
    params(("id" = TrainingId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Ended.", body = TrainingView)))]
#[post("/trainings/{id}/close")]
async fn close_training(
    app: web::Data<App>,
    caller: Caller,
    id: Params<TrainingId>,
    version: IfMatch,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::close_training(cx, id.0, version)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Enrol in a training event before it starts; repeated, it changes nothing.
#[utoipa::path(tag = "training", operation_id = "enrol_in_training", params(("id" = TrainingId, Path)),
    responses((status = 200, description = "Enrolled.", body = TrainingView)))]
#[put("/trainings/{id}/enrolment")]
async fn enrol_in_training(
    app: web::Data<App>,
    caller: Caller,
    id: Params<TrainingId>,
) -> AppResult<web::Json<TrainingView>> {
    app.write(caller, move |cx| service::enrol_in_training(cx, id.0)).await.map(web::Json)
}

/// Take an enrolment back before the start.
#[utoipa::path(tag = "training", operation_id = "leave_training", params(("id" = TrainingId, Path)),
    responses((status = 200, description = "Taken back.", body = TrainingView)))]
#[delete("/trainings/{id}/enrolment")]
async fn leave_training(
    app: web::Data<App>,
    caller: Caller,
    id: Params<TrainingId>,
) -> AppResult<web::Json<TrainingView>> {
    app.write(caller, move |cx| service::leave_training(cx, id.0)).await.map(web::Json)
}

/// Say before the start why one will not come.
#[utoipa::path(tag = "training", operation_id = "excuse_from_training", request_body = TrainingReason,
    params(("id" = TrainingId, Path)),
    responses((status = 200, description = "Excused.", body = TrainingView)))]
#[put("/trainings/{id}/excuse")]
async fn excuse_from_training(
    app: web::Data<App>,
    caller: Caller,
    id: Params<TrainingId>,
    body: Body<TrainingReason>,
) -> AppResult<web::Json<TrainingView>> {
    app.write(caller, move |cx| service::excuse_from_training(cx, id.0, &body.0)).await.map(web::Json)
}

/// The code that the room shows now, for the organiser.
#[utoipa::path(tag = "training", operation_id = "get_training_code", params(("id" = TrainingId, Path)),
    responses((status = 200, description = "The code.", body = TrainingCode)))]
#[get("/trainings/{id}/code")]
async fn get_training_code(
    app: web::Data<App>,
    caller: Caller,
    id: Params<TrainingId>,
) -> AppResult<web::Json<TrainingCode>> {
    app.read(caller, move |cx| service::get_training_code(cx, id.0)).await.map(web::Json)
}

/// Show by the room's code that one came.
#[utoipa::path(tag = "training", operation_id = "check_in_to_training", request_body = CheckIn,
    params(("id" = TrainingId, Path)),
    responses((status = 200, description = "Attended.", body = TrainingView)))]
#[post("/trainings/{id}/check-in")]
async fn check_in_to_training(
    app: web::Data<App>,
    caller: Caller,
    id: Params<TrainingId>,
    body: Body<CheckIn>,
) -> AppResult<web::Json<TrainingView>> {
    let id = id.0;
    let came = app.write(caller.clone(), move |cx| service::check_in_to_training(cx, id, &body.0)).await?;
    if came == CheckedIn::Wrong {
        return Err(AppError::field("/code", "wrong_code").clause("D8.2"));
    }
    app.read(caller, move |cx| service::get_training(cx, id)).await.map(web::Json)
}

/// Who takes part, by name, within the caller's reach.
#[utoipa::path(tag = "training", operation_id = "list_attendances",
    params(("id" = TrainingId, Path), ListAttendances),
    responses((status = 200, description = "Who takes part.", body = Page<AttendanceView>)))]
#[get("/trainings/{id}/attendances")]
async fn list_attendances(
    app: web::Data<App>,
    caller: Caller,
    id: Params<TrainingId>,
    q: Query<ListAttendances>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_attendances(cx, id.0, &q.0)).await
}

/// Enrol a manager of one's branch, of the bank for head office, before the event starts; the manager is told.
#[utoipa::path(tag = "training", operation_id = "enrol_manager",
    params(("id" = TrainingId, Path), ("manager_id" = ManagerId, Path)),
    responses((status = 200, description = "Enrolled.", body = AttendanceView)))]
#[put("/trainings/{id}/enrolments/{manager_id}")]
async fn enrol_manager(
    app: web::Data<App>,
    caller: Caller,
    ids: Params<(TrainingId, ManagerId)>,
) -> AppResult<web::Json<AttendanceView>> {
    let (id, manager) = ids.0;
    app.write(caller, move |cx| service::enrol_manager(cx, id, manager)).await.map(web::Json)
}

/// Take a manager's enrolment back before the event starts.
#[utoipa::path(tag = "training", operation_id = "remove_enrolment",
    params(("id" = TrainingId, Path), ("manager_id" = ManagerId, Path)),
    responses((status = 204, description = "Taken back.")))]
#[delete("/trainings/{id}/enrolments/{manager_id}")]
async fn remove_enrolment(
    app: web::Data<App>,
    caller: Caller,
    ids: Params<(TrainingId, ManagerId)>,
) -> AppResult<HttpResponse> {
    let (id, manager) = ids.0;
    app.write(caller, move |cx| service::remove_enrolment(cx, id, manager)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Say of a manager, from the start on, that they came, were excused or were absent.
#[utoipa::path(tag = "training", operation_id = "record_attendance", request_body = RecordAttendance,
    params(("id" = TrainingId, Path), ("manager_id" = ManagerId, Path)),
    responses((status = 200, description = "Recorded.", body = AttendanceView)))]
#[put("/trainings/{id}/attendances/{manager_id}")]
async fn record_attendance(
    app: web::Data<App>,
    caller: Caller,
    ids: Params<(TrainingId, ManagerId)>,
    body: Body<RecordAttendance>,
) -> AppResult<web::Json<AttendanceView>> {
    let (id, manager) = ids.0;
    app.write(caller, move |cx| service::record_attendance(cx, id, manager, &body.0)).await.map(web::Json)
}
