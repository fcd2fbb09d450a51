//! What stands between actix and the services: extractors, envelopes, the outermost layer.

pub mod addresses;
pub mod extract;
pub mod idempotency;
pub mod layer;
pub mod limits;
pub mod mount;
pub mod strict;

pub use extract::{Body, Caller, IdemKey, IfMatch, Params, Query, etag};

use actix_web::http::header::ContentType;
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of a list.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    /// The items, in the list's order.
    #[schema(max_items = 200)]
    pub items: Vec<T>,
    /// Where the next page starts; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 600)]
    pub next_cursor: Option<String>,
}

/// Bytes set aside for each item of a page: most need fewer, and a buffer that grows from nothing is copied at each
/// doubling.
const ITEM_BYTES: usize = 768;

impl<T: Serialize> Responder for Page<T> {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut body = Vec::with_capacity((self.items.len() + 1) * ITEM_BYTES);
        match serde_json::to_writer(&mut body, &self) {
            Ok(()) => HttpResponse::Ok().content_type(ContentType::json()).body(body),
            Err(e) => HttpResponse::from_error(crate::error::AppError::internal(e)),
        }
    }
}
