//! Handlers of lots.

use actix_web::{HttpResponse, get, put, web};

use super::dto::*;
use super::service;
use crate::allocation::rounds::dto::RoundView;
use crate::allocation::rounds::model::RoundId;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IfMatch, Page, Params, Query, Written, etag};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_candidates).service(list_lots).service(set_lots);
}

/// Clients of the round's branch that a lot could hold, with what they are worth.
#[utoipa::path(tag = "rounds", operation_id = "list_candidates", params(("id" = RoundId, Path), ListCandidates),
    responses((status = 200, description = "Clients.", body = Page<CandidateView>)))]
#[get("/rounds/{id}/candidates")]
async fn list_candidates(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    q: Query<ListCandidates>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_candidates(cx, id.0, &q.0)).await
}

/// A round's lots, by number.
#[utoipa::path(tag = "rounds", operation_id = "list_lots", params(("id" = RoundId, Path), ListLots),
    responses((status = 200, description = "Lots.", body = Page<LotView>)))]
#[get("/rounds/{id}/lots")]
async fn list_lots(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    q: Query<ListLots>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_lots(cx, id.0, &q.0)).await
}

/// Set all lots of a round in draft.
#[utoipa::path(tag = "rounds", operation_id = "set_lots", request_body = SetLots,
    params(("id" = RoundId, Path), ("If-Match" = String, Header, description = "The version of the round that the change is based on.")),
    responses((status = 200, description = "Set; the round as it is now.", body = RoundView)))]
#[put("/rounds/{id}/lots")]
async fn set_lots(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    version: IfMatch,
    body: Body<SetLots>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::set_lots(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}
