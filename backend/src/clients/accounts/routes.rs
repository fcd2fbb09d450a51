//! Handlers of accounts.

use actix_web::{HttpResponse, get, post, web};

use super::dto::*;
use super::service;
use crate::app::App;
use crate::clients::model::{AccountId, ClientId};
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IfMatch, Page, Params, Query, Written, etag};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_client_accounts).service(list_balances).service(confirm_won);
}

/// A client's accounts, with today's balance and the average of the policy's days.
#[utoipa::path(tag = "clients", operation_id = "list_client_accounts",
    params(("id" = ClientId, Path), ListClientAccounts),
    responses((status = 200, description = "Accounts.", body = Page<AccountView>)))]
#[get("/clients/{id}/accounts")]
async fn list_client_accounts(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ClientId>,
    q: Query<ListClientAccounts>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_client_accounts(cx, id.0, &q.0)).await
}

/// What an account held at the end of each day of a span.
#[utoipa::path(tag = "clients", operation_id = "list_balances",
    params(("id" = AccountId, Path), ListBalances),
    responses((status = 200, description = "Every day of the span.", body = BalanceSeries)))]
#[get("/accounts/{id}/balances")]
async fn list_balances(
    app: web::Data<App>,
    caller: Caller,
    id: Params<AccountId>,
    q: Query<ListBalances>,
) -> AppResult<web::Json<BalanceSeries>> {
    app.read(caller, move |cx| service::list_balances(cx, id.0, &q.0)).await.map(web::Json)
}

/// Confirm that a personal deposit was won (D9.1), or say that a deposit grows by itself (D9.2).
#[utoipa::path(tag = "clients", operation_id = "confirm_won", request_body = ConfirmWon,
    params(("id" = AccountId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "As confirmed.", body = AccountView)))]
#[post("/accounts/{id}/won")]
async fn confirm_won(
    app: web::Data<App>,
    caller: Caller,
    id: Params<AccountId>,
    version: IfMatch,
    body: Body<ConfirmWon>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::confirm_won(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}
