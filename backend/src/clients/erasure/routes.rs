//! Handlers of erasures.

use actix_web::{HttpResponse, post, web};

use super::dto::*;
use super::service;
use crate::app::App;
use crate::clients::model::ClientId;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, Params};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(propose_erasure);
}

/// Propose that a former client's personal data be erased; head office decides.
///
/// Possible once the client and every account are closed and the period of the policy has passed.
#[utoipa::path(tag = "clients", operation_id = "propose_erasure", request_body = ProposeErasure,
    params(("id" = ClientId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Proposed.", body = ErasureProposed)))]
#[post("/clients/{id}/erasure")]
async fn propose_erasure(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ClientId>,
    key: IdemKey,
    body: Body<ProposeErasure>,
) -> AppResult<HttpResponse> {
    let answer = app.write(caller, move |cx| service::propose_erasure(cx, &key, id.0, &body.0)).await?;
    Ok(HttpResponse::Created().json(answer))
}
