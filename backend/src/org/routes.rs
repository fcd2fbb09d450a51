//! Handlers of units, employees and positions.

use actix_web::{HttpResponse, get, post, web};

use super::dto::*;
use super::model::{EmployeeId, PositionId};
use super::service;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, Page, Params, Query, Written};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_org_units)
        .service(list_employees)
        .service(get_employee)
        .service(propose_position)
        .service(propose_position_end);
}

/// List the bank's units by name.
#[utoipa::path(tag = "org", operation_id = "list_org_units", params(ListOrgUnits),
    responses((status = 200, description = "Units.", body = Page<OrgUnitView>)))]
#[get("/org-units")]
async fn list_org_units(app: web::Data<App>, caller: Caller, q: Query<ListOrgUnits>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_org_units(cx, &q.0)).await
}

/// List employees by name: found by characters, pinyin, initials or number.
#[utoipa::path(tag = "org", operation_id = "list_employees", params(ListEmployees),
    responses((status = 200, description = "Employees.", body = Page<EmployeeRow>)))]
#[get("/employees")]
async fn list_employees(app: web::Data<App>, caller: Caller, q: Query<ListEmployees>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_employees(cx, &q.0)).await
}

/// One employee with positions.
#[utoipa::path(tag = "org", operation_id = "get_employee", params(("id" = EmployeeId, Path)),
    responses((status = 200, description = "The employee.", body = EmployeeView)))]
#[get("/employees/{id}")]
async fn get_employee(
    app: web::Data<App>,
    caller: Caller,
    id: Params<EmployeeId>,
) -> AppResult<web::Json<EmployeeView>> {
    app.read(caller, move |cx| service::get_employee(cx, id.0)).await.map(web::Json)
}

/// Propose a position for an employee; another HR officer confirms it.
#[utoipa::path(tag = "org", operation_id = "propose_position", request_body = ProposePosition,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Proposed.", body = PositionProposed)))]
#[post("/positions")]
async fn propose_position(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<ProposePosition>,
) -> AppResult<HttpResponse> {
    let answer = app.write(caller, move |cx| service::propose_position(cx, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(answer))
}

/// Propose the end of a position; another HR officer confirms it.
#[utoipa::path(tag = "org", operation_id = "propose_position_end", request_body = ProposePositionEnd,
    params(("id" = PositionId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Proposed.", body = PositionProposed)))]
#[post("/positions/{id}/end")]
async fn propose_position_end(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    id: Params<PositionId>,
    body: Body<ProposePositionEnd>,
) -> AppResult<HttpResponse> {
    let answer = app.write(caller, move |cx| service::propose_position_end(cx, &key, id.0, &body.0)).await?;
    Ok(HttpResponse::Created().json(answer))
}
