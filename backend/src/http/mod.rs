//! What stands between actix and the services: extractors, envelopes, the outermost layer.

pub mod extract;
pub mod idempotency;
pub mod layer;
pub mod limits;
pub mod mount;
pub mod strict;

pub use extract::{Body, Caller, IdemKey, IfMatch, Params, Query, etag};

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
