//! Handlers of packs.

use actix_web::{post, web};

use super::dto::*;
use super::service;
use crate::allocation::rounds::model::RoundId;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, Params};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(propose_packs);
}

/// Propose balanced packs of the branch's clients, about equal in worth and number; nothing is saved.
#[utoipa::path(tag = "rounds", operation_id = "propose_packs", request_body = ProposePacks, params(("id" = RoundId, Path)),
    responses((status = 200, description = "Packs and their balance.", body = PacksView)))]
#[post("/rounds/{id}/packs")]
async fn propose_packs(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    body: Body<ProposePacks>,
) -> AppResult<web::Json<PacksView>> {
    app.read(caller, move |cx| service::propose_packs(cx, id.0, &body.0)).await.map(web::Json)
}
