//! Handlers of workload.

use actix_web::{get, web};

use super::dto::*;
use super::service;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Caller, Page, Query, Written};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_workload);
}

/// What each manager looks after today, next to what the grade may hold.
#[utoipa::path(tag = "ownership", operation_id = "list_workload", params(ListWorkload),
    responses((status = 200, description = "Managers in the order of their names.", body = Page<WorkloadRow>)))]
#[get("/workload")]
async fn list_workload(app: web::Data<App>, caller: Caller, q: Query<ListWorkload>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_workload(cx, &q.0)).await
}
