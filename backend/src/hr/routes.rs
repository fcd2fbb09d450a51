//! Handlers of the HR system.

use actix_web::{HttpResponse, get, patch, post, web};

use super::dto::*;
use super::model::HrEventId;
use super::{employees, events, staffing};
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};
use crate::org::model::EmployeeId;

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_hr_employees)
        .service(create_hr_employee)
        .service(get_hr_employee)
        .service(update_hr_employee)
        .service(list_hr_events)
        .service(create_hr_event)
        .service(get_hr_event)
        .service(list_hr_appointments)
        .service(list_hr_appointment_changes);
}

/// List employees in the order of their last change.
#[utoipa::path(tag = "hr", operation_id = "list_hr_employees", params(ListHrEmployees),
    security(("machine" = ["hr.employees:read"])),
    responses((status = 200, description = "Employees.", body = Page<HrEmployee>)))]
#[get("/hr/employees")]
async fn list_hr_employees(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListHrEmployees>,
) -> AppResult<Written> {
    app.list(caller, move |cx| employees::list_hr_employees(cx, &q.0)).await
}

/// Put an employee in, without position or login.
#[utoipa::path(tag = "hr", operation_id = "create_hr_employee", request_body = CreateHrEmployee,
    security(("machine" = ["hr.employees:write"])),
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Put in.", body = HrEmployee)))]
#[post("/hr/employees")]
async fn create_hr_employee(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<CreateHrEmployee>,
) -> AppResult<HttpResponse> {
    let made = app.write(caller, move |cx| employees::create_hr_employee(cx, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), made.version, &made))
}

/// One employee.
#[utoipa::path(tag = "hr", operation_id = "get_hr_employee", params(("id" = EmployeeId, Path)),
    security(("machine" = ["hr.employees:read"])),
    responses((status = 200, description = "The employee.", body = HrEmployee)))]
#[get("/hr/employees/{id}")]
async fn get_hr_employee(
    app: web::Data<App>,
    caller: Caller,
    id: Params<EmployeeId>,
) -> AppResult<HttpResponse> {
    let found = app.read(caller, move |cx| employees::get_hr_employee(cx, id.0)).await?;
    Ok(etag(HttpResponse::Ok(), found.version, &found))
}

/// Change an employee's name or how hired.
#[utoipa::path(tag = "hr", operation_id = "update_hr_employee", request_body = UpdateHrEmployee,
    security(("machine" = ["hr.employees:write"])),
    params(("id" = EmployeeId, Path), ("If-Match" = String, Header, max_length = 40, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Changed.", body = HrEmployee)))]
#[patch("/hr/employees/{id}")]
async fn update_hr_employee(
    app: web::Data<App>,
    caller: Caller,
    id: Params<EmployeeId>,
    version: IfMatch,
    body: Body<UpdateHrEmployee>,
) -> AppResult<HttpResponse> {
    let changed =
        app.write(caller, move |cx| employees::update_hr_employee(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), changed.version, &changed))
}

/// List employment events, the latest first: a machine's own, or all for the people who look after them.
#[utoipa::path(tag = "hr", operation_id = "list_hr_events", params(ListHrEvents),
    security(("bearer" = []), ("machine" = ["hr.events:write"])),
    responses((status = 200, description = "Events.", body = Page<HrEventView>)))]
#[get("/hr/events")]
async fn list_hr_events(app: web::Data<App>, caller: Caller, q: Query<ListHrEvents>) -> AppResult<Written> {
    app.list(caller, move |cx| events::list_hr_events(cx, &q.0)).await
}

/// Say what becomes of an employee: hired, moved, gone, back.
#[utoipa::path(tag = "hr", operation_id = "create_hr_event", request_body = CreateHrEvent,
    security(("machine" = ["hr.events:write"])),
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Received; carried out, or waiting for its day.", body = HrEventView)))]
#[post("/hr/events")]
async fn create_hr_event(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<CreateHrEvent>,
) -> AppResult<HttpResponse> {
    let made = app.write(caller, move |cx| events::create_hr_event(cx, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(made))
}

/// One employment event.
#[utoipa::path(tag = "hr", operation_id = "get_hr_event", params(("id" = HrEventId, Path)),
    security(("bearer" = []), ("machine" = ["hr.events:write"])),
    responses((status = 200, description = "The event.", body = HrEventView)))]
#[get("/hr/events/{id}")]
async fn get_hr_event(
    app: web::Data<App>,
    caller: Caller,
    id: Params<HrEventId>,
) -> AppResult<web::Json<HrEventView>> {
    app.read(caller, move |cx| events::get_hr_event(cx, id.0)).await.map(web::Json)
}

/// List how managers with a body stand: class, grade, term, in the order of the last change.
#[utoipa::path(tag = "hr", operation_id = "list_hr_appointments", params(ListHrChanges),
    security(("machine" = ["hr.staffing:read"])),
    responses((status = 200, description = "Appointments.", body = Page<HrAppointment>)))]
#[get("/hr/appointments")]
async fn list_hr_appointments(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListHrChanges>,
) -> AppResult<Written> {
    app.list(caller, move |cx| staffing::list_hr_appointments(cx, &q.0)).await
}

/// List every change of an appointment, a grade or a term, in the order in which it became known.
#[utoipa::path(tag = "hr", operation_id = "list_hr_appointment_changes", params(ListHrChanges),
    security(("machine" = ["hr.staffing:read"])),
    responses((status = 200, description = "Changes.", body = Page<HrAppointmentChange>)))]
#[get("/hr/appointment-changes")]
async fn list_hr_appointment_changes(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListHrChanges>,
) -> AppResult<Written> {
    app.list(caller, move |cx| staffing::list_hr_appointment_changes(cx, &q.0)).await
}
