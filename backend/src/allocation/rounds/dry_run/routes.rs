//! Handlers of dry runs.

use actix_web::{get, web};

use super::dto::DryRunView;
use super::service;
use crate::allocation::rounds::model::RoundId;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Caller, Params};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(get_dry_run);
}

/// What the round would change if it were confirmed as it stands: coverage, books before and after, inequality.
#[utoipa::path(tag = "rounds", operation_id = "get_dry_run", params(("id" = RoundId, Path)),
    responses((status = 200, description = "Before and after.", body = DryRunView)))]
#[get("/rounds/{id}/dry-run")]
async fn get_dry_run(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
) -> AppResult<web::Json<DryRunView>> {
    app.read(caller, move |cx| service::get_dry_run(cx, id.0)).await.map(web::Json)
}
