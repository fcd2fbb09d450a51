//! Handlers of named managers of credit.

use actix_web::{HttpResponse, get, post, web};

use super::dto::*;
use super::service;
use crate::app::App;
use crate::clients::model::ClientId;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, Page, Params, Query, Written};
use crate::staffing::model::ManagerId;

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_virtual_credits).service(list_credit_managers).service(name_credit_manager);
}

/// List clients with credit that a virtual manager owns, each with the named manager who manages the credit.
#[utoipa::path(tag = "ownership", operation_id = "list_virtual_credits", params(("id" = ManagerId, Path), ListVirtualCredits),
    responses((status = 200, description = "Clients with credit.", body = Page<VirtualCredit>)))]
#[get("/managers/{id}/credits")]
async fn list_virtual_credits(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ManagerId>,
    q: Query<ListVirtualCredits>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_virtual_credits(cx, id.0, &q.0)).await
}

/// Who manages a client's credit under a virtual manager, by dates.
#[utoipa::path(tag = "ownership", operation_id = "list_credit_managers", params(("id" = ClientId, Path)),
    responses((status = 200, description = "Managers of its credit.", body = CreditManagers)))]
#[get("/clients/{id}/credit-managers")]
async fn list_credit_managers(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ClientId>,
) -> AppResult<web::Json<CreditManagers>> {
    app.read(caller, move |cx| service::list_credit_managers(cx, id.0)).await.map(web::Json)
}

/// Name who manages a client's credit under a virtual manager from a day on.
#[utoipa::path(tag = "ownership", operation_id = "name_credit_manager", request_body = NameCreditManager,
    params(("id" = ClientId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Named.", body = CreditManagers)))]
#[post("/clients/{id}/credit-managers")]
async fn name_credit_manager(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    id: Params<ClientId>,
    body: Body<NameCreditManager>,
) -> AppResult<HttpResponse> {
    let named = app.write(caller, move |cx| service::name_credit_manager(cx, id.0, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(named))
}
