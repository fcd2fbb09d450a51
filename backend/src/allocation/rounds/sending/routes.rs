//! Handlers of lots that go on.

use actix_web::{HttpResponse, post, web};

use super::dto::TenderInput;
use super::service;
use crate::allocation::rounds::dto::RoundView;
use crate::allocation::rounds::model::RoundId;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, Params, etag};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(tender_lots);
}

/// Send a unit's packages on to a tender: its lots that nobody has yet, in one act.
#[utoipa::path(tag = "rounds", operation_id = "tender_lots", request_body = TenderInput,
    params(("id" = RoundId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "The tender.", body = RoundView)))]
#[post("/rounds/{id}/tender")]
async fn tender_lots(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    id: Params<RoundId>,
    body: Body<TenderInput>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::tender_lots(cx, id.0, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.version, &view))
}
