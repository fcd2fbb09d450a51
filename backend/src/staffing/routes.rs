//! Handlers of managers.

use actix_web::{HttpResponse, get, patch, post, web};

use super::dto::*;
use super::model::ManagerId;
use super::service;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_managers)
        .service(create_virtual_manager)
        .service(get_manager)
        .service(update_manager)
        .service(list_manager_history)
        .service(list_maintainers)
        .service(set_maintainers);
}

/// List managers by name: found by characters, pinyin, initials or number.
#[utoipa::path(tag = "staffing", operation_id = "list_managers", params(ListManagers),
    responses((status = 200, description = "Managers.", body = Page<ManagerView>)))]
#[get("/managers")]
async fn list_managers(app: web::Data<App>, caller: Caller, q: Query<ListManagers>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_managers(cx, &q.0)).await
}

/// Make a virtual manager with its reason and its maintainers.
#[utoipa::path(tag = "staffing", operation_id = "create_virtual_manager", request_body = CreateVirtualManager,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Made.", body = ManagerView)))]
#[post("/managers")]
async fn create_virtual_manager(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<CreateVirtualManager>,
) -> AppResult<HttpResponse> {
    let made = app.write(caller, move |cx| service::create_virtual_manager(cx, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), made.version, &made))
}

/// One manager.
#[utoipa::path(tag = "staffing", operation_id = "get_manager", params(("id" = ManagerId, Path)),
    responses((status = 200, description = "The manager.", body = ManagerView)))]
#[get("/managers/{id}")]
async fn get_manager(app: web::Data<App>, caller: Caller, id: Params<ManagerId>) -> AppResult<HttpResponse> {
    let found = app.read(caller, move |cx| service::get_manager(cx, id.0)).await?;
    Ok(etag(HttpResponse::Ok(), found.version, &found))
}

/// Change a manager's state or term.
#[utoipa::path(tag = "staffing", operation_id = "update_manager", request_body = UpdateManager,
    params(("id" = ManagerId, Path), ("If-Match" = String, Header, max_length = 40, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Changed.", body = ManagerView)))]
#[patch("/managers/{id}")]
async fn update_manager(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ManagerId>,
    version: IfMatch,
    body: Body<UpdateManager>,
) -> AppResult<HttpResponse> {
    let changed = app.write(caller, move |cx| service::update_manager(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), changed.version, &changed))
}

/// What a manager was, newest first.
#[utoipa::path(tag = "staffing", operation_id = "list_manager_history", params(("id" = ManagerId, Path), ListManagerHistory),
    responses((status = 200, description = "Its history.", body = Page<ManagerHistoryView>)))]
#[get("/managers/{id}/history")]
async fn list_manager_history(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ManagerId>,
    q: Query<ListManagerHistory>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_manager_history(cx, id.0, &q.0)).await
}

/// Who keeps a virtual manager, by dates.
#[utoipa::path(tag = "staffing", operation_id = "list_maintainers", params(("id" = ManagerId, Path)),
    responses((status = 200, description = "Its maintainers.", body = Maintainers)))]
#[get("/managers/{id}/maintainers")]
async fn list_maintainers(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ManagerId>,
) -> AppResult<web::Json<Maintainers>> {
    app.read(caller, move |cx| service::list_maintainers(cx, id.0)).await.map(web::Json)
}

/// Name who keeps a virtual manager from a day on; never a day without.
#[utoipa::path(tag = "staffing", operation_id = "set_maintainers", request_body = SetMaintainers,
    params(("id" = ManagerId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 200, description = "Named.", body = Maintainers)))]
#[post("/managers/{id}/maintainers")]
async fn set_maintainers(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    id: Params<ManagerId>,
    body: Body<SetMaintainers>,
) -> AppResult<web::Json<Maintainers>> {
    app.write(caller, move |cx| service::set_maintainers(cx, &key, id.0, &body.0)).await.map(web::Json)
}
