//! Handlers of announcements.

use actix_web::{HttpResponse, post, web};

use super::service;
use crate::allocation::rounds::dto::RoundView;
use crate::allocation::rounds::model::RoundId;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Caller, IfMatch, Params, etag};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(announce_result);
}

/// Announce what a round decided: the notice period begins.
#[utoipa::path(tag = "clearing", operation_id = "announce_result",
    params(("id" = RoundId, Path), ("If-Match" = String, Header, description = "The version of the round that the change is based on.")),
    responses((status = 200, description = "Announced; the round as it is now.", body = RoundView)))]
#[post("/rounds/{id}/announce")]
async fn announce_result(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    version: IfMatch,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::announce_result(cx, id.0, version)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}
