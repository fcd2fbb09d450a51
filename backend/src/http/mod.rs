//! What stands between actix and the services: extractors, envelopes, the outermost layer.

pub mod addresses;
pub mod extract;
pub mod idempotency;
pub mod layer;
pub mod limits;
pub mod mount;
pub mod strict;

pub use extract::{Body, Caller, IdemKey, IfMatch, Params, Query, etag};

use actix_web::body::BoxBody;
use actix_web::http::header::ContentType;
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::{AppError, AppResult};

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

impl<T: Serialize> Page<T> {
    /// The page in JSON.
    pub fn write(&self) -> AppResult<Written> {
        let mut body = Vec::with_capacity((self.items.len() + 1) * ITEM_BYTES);
        serde_json::to_writer(&mut body, self).map_err(AppError::internal)?;
        Ok(Written(body))
    }
}

impl<T: Serialize> Responder for Page<T> {
    type Body = BoxBody;

    fn respond_to(self, req: &HttpRequest) -> HttpResponse {
        self.write().respond_to(req).map_into_boxed_body()
    }
}

/// A page in JSON, written where it was read: its items are in that core's cache, and their memory goes back to the
/// thread that took it.
pub struct Written(Vec<u8>);

impl Responder for Written {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().content_type(ContentType::json()).body(self.0)
    }
}
