//! Handlers of the audit.

use actix_web::{get, web};

use super::dto::*;
use super::service;
use crate::app::App;
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult};
use crate::http::mount::Mount;
use crate::http::{Caller, Page, Query, Written};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_audit).service(get_audit_state).service(list_access_log);
}

/// Acts on record, newest first.
#[utoipa::path(tag = "audit", operation_id = "list_audit", params(ListAudit),
    responses((status = 200, description = "Acts.", body = Page<AuditEntry>)))]
#[get("/audit")]
async fn list_audit(app: web::Data<App>, caller: Caller, q: Query<ListAudit>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_audit(cx, &q.0)).await
}

/// Walk the chain and say whether it holds.
#[utoipa::path(tag = "audit", operation_id = "get_audit_state",
    responses((status = 200, description = "What the walk found.", body = AuditState)))]
#[get("/audit/state")]
async fn get_audit_state(app: web::Data<App>, caller: Caller) -> AppResult<web::Json<AuditState>> {
    app.read(caller, |cx| cx.may(Action::GetAuditState, &Thing::bank())).await?;
    let app2 = app.clone();
    web::block(move || service::verify(&app2)).await.map_err(AppError::internal)?.map(web::Json)
}

/// Who looked at whom, newest first.
#[utoipa::path(tag = "audit", operation_id = "list_access_log", params(ListAccessLog),
    responses((status = 200, description = "Accesses.", body = Page<AccessEntry>)))]
#[get("/audit/accesses")]
async fn list_access_log(app: web::Data<App>, caller: Caller, q: Query<ListAccessLog>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_access_log(cx, &q.0)).await
}
