//! Handlers of ownership over time.

use actix_web::{get, web};

use super::dto::*;
use super::service;
use crate::app::App;
use crate::clients::model::{AccountId, ClientId};
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Caller, Params, Query};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(get_client_ownership).service(get_account_ownership);
}

/// Who looks after a client: its history, and the answer for a day as known at a moment.
#[utoipa::path(tag = "ownership", operation_id = "get_client_ownership",
    params(("id" = ClientId, Path), AskOwnership),
    responses((status = 200, description = "Ownership over time.", body = OwnershipView)))]
#[get("/clients/{id}/ownership")]
async fn get_client_ownership(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ClientId>,
    q: Query<AskOwnership>,
) -> AppResult<web::Json<OwnershipView>> {
    app.read(caller, move |cx| service::get_client_ownership(cx, id.0, &q.0)).await.map(web::Json)
}

/// Who looks after an account: its own entries, and the answer for a day, its client's where it has none.
#[utoipa::path(tag = "ownership", operation_id = "get_account_ownership",
    params(("id" = AccountId, Path), AskOwnership),
    responses((status = 200, description = "Ownership over time.", body = OwnershipView)))]
#[get("/accounts/{id}/ownership")]
async fn get_account_ownership(
    app: web::Data<App>,
    caller: Caller,
    id: Params<AccountId>,
    q: Query<AskOwnership>,
) -> AppResult<web::Json<OwnershipView>> {
    app.read(caller, move |cx| service::get_account_ownership(cx, id.0, &q.0)).await.map(web::Json)
}
