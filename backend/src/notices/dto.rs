//! Answers about messages.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::db::Ts;

/// Lists messages.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListNotices {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// A message to the person signed in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NoticeView {
    /// The message.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// When.
    pub at: Ts,
    /// Stable code.
    #[schema(max_length = 60)]
    pub code: String,
    /// In the reader's language.
    #[schema(max_length = 1000)]
    pub text: String,
    /// Where it leads within the pages.
    #[schema(max_length = 400)]
    pub link: Option<String>,
    /// Whether it has been read.
    pub read: bool,
}

/// Messages and how many are unread.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Notices {
    /// Newest first.
    #[schema(max_items = 200)]
    pub items: Vec<NoticeView>,
    /// Where the next page starts; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 600)]
    pub next_cursor: Option<String>,
    /// How many are unread in all.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub unread: i64,
}
