//! Handlers of coverage.

use actix_web::{get, web};

use super::dto::*;
use super::service;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Caller, Page, Query, Written};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(get_coverage).service(list_uncovered);
}

/// How much of what must be under a named manager is, per branch.
#[utoipa::path(tag = "ownership", operation_id = "get_coverage", params(AskCoverage),
    responses((status = 200, description = "Coverage.", body = CoverageView)))]
#[get("/coverage")]
async fn get_coverage(
    app: web::Data<App>,
    caller: Caller,
    q: Query<AskCoverage>,
) -> AppResult<web::Json<CoverageView>> {
    app.read(caller, move |cx| service::get_coverage(cx, &q.0)).await.map(web::Json)
}

/// Accounts that must be under a named manager and are not.
#[utoipa::path(tag = "ownership", operation_id = "list_uncovered", params(ListUncovered),
    responses((status = 200, description = "Accounts in the order of their numbers.", body = Page<UncoveredAccount>)))]
#[get("/coverage/uncovered")]
async fn list_uncovered(app: web::Data<App>, caller: Caller, q: Query<ListUncovered>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_uncovered(cx, &q.0)).await
}
