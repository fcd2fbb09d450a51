//! Handlers of timelines.

use actix_web::{get, web};

use super::dto::*;
use super::service;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Caller, Params, Query};
use crate::org::model::EmployeeId;

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(get_employee_timeline);
}

/// Everything that staffing knows of an employee, newest first: what the caller may read in its own room; one's own whole.
#[utoipa::path(tag = "staffing", operation_id = "get_employee_timeline",
    params(("id" = EmployeeId, Path), GetEmployeeTimeline),
    responses((status = 200, description = "A page of the timeline.", body = EmployeeTimeline)))]
#[get("/employees/{id}/timeline")]
async fn get_employee_timeline(
    app: web::Data<App>,
    caller: Caller,
    id: Params<EmployeeId>,
    q: Query<GetEmployeeTimeline>,
) -> AppResult<web::Json<EmployeeTimeline>> {
    app.read(caller, move |cx| service::get_employee_timeline(cx, id.0, &q.0)).await.map(web::Json)
}
