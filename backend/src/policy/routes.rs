//! Handlers of the policy.

use actix_web::{HttpResponse, get, post, web};

use super::dto::*;
use super::service;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, Page, Params, Query, Written};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_policies).service(get_policy).service(propose_policy);
}

/// List versions of the policy, newest first.
#[utoipa::path(tag = "policy", operation_id = "list_policies", params(ListPolicies),
    responses((status = 200, description = "Versions.", body = Page<PolicyView>)))]
#[get("/policies")]
async fn list_policies(app: web::Data<App>, caller: Caller, q: Query<ListPolicies>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_policies(cx, &q.0)).await
}

/// A version by number, or what holds today for `current`.
#[utoipa::path(tag = "policy", operation_id = "get_policy",
    params(("number" = String, Path, min_length = 1, max_length = 16, pattern = "^(current|[0-9]+)$", description = "A number, or `current`.")),
    responses((status = 200, description = "The version.", body = PolicyView)))]
#[get("/policies/{number}")]
async fn get_policy(
    app: web::Data<App>,
    caller: Caller,
    number: Params<String>,
) -> AppResult<web::Json<PolicyView>> {
    app.read(caller, move |cx| service::get_policy(cx, &number.0)).await.map(web::Json)
}

/// Propose a version of the policy; the committee adopts it.
#[utoipa::path(tag = "policy", operation_id = "propose_policy", request_body = ProposePolicy,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Proposed.", body = PolicyView)))]
#[post("/policies")]
async fn propose_policy(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<ProposePolicy>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::propose_policy(cx, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(view))
}
