//! Handlers of ratings.

use actix_web::{HttpResponse, get, post, web};

use super::dto::*;
use super::service;
use crate::app::App;
use crate::clients::model::ClientId;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, Page, Params, Query, Written};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_client_ratings).service(rate_client);
}

/// The history of a client's standing, size and flags, newest first (E4.2).
#[utoipa::path(tag = "clients", operation_id = "list_client_ratings",
    params(("id" = ClientId, Path), ListClientRatings),
    responses((status = 200, description = "The history.", body = Page<RatingView>)))]
#[get("/clients/{id}/ratings")]
async fn list_client_ratings(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ClientId>,
    q: Query<ListClientRatings>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_client_ratings(cx, id.0, &q.0)).await
}

/// Rate a client on one axis, or set or end a flag, from a day on (E4.2).
#[utoipa::path(tag = "clients", operation_id = "rate_client", request_body = RateClient,
    params(("id" = ClientId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Rated.", body = RatingView)))]
#[post("/clients/{id}/ratings")]
async fn rate_client(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ClientId>,
    key: IdemKey,
    body: Body<RateClient>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::rate_client(cx, &key, id.0, &body.0)).await?;
    Ok(HttpResponse::Created().json(view))
}
