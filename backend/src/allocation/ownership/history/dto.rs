//! Questions and answers about ownership over time.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::allocation::ownership::model::SourceKind;
use crate::db::Ts;

/// Asks who looks after a client or an account.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AskOwnership {
    /// On this day; today where absent.
    #[param(format = Date, max_length = 10)]
    pub day: Option<NaiveDate>,
    /// As known at this moment: rows superseded by then and rows written later are left out. Absent: what is
    /// known now, with the whole history in `rows`.
    pub known_at: Option<Ts>,
}

/// A manager's share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShareView {
    /// The manager.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// The manager's name.
    #[schema(max_length = 120)]
    pub manager_name: String,
    /// Basis points; those of a row add to 10,000.
    #[schema(minimum = 1, maximum = 10000, example = 10000)]
    pub bps: i32,
}

/// Who looks after it over a span of days, as known over a span of time.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct OwnershipRow {
    /// The first day.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// The first day it no longer holds; absent means for good.
    #[schema(format = Date, max_length = 10)]
    pub valid_to: Option<NaiveDate>,
    /// Since when it is known.
    pub known_from: Ts,
    /// Until when it was known; absent while it stands.
    pub known_to: Option<Ts>,
    /// Whose; empty means unallocated.
    #[schema(max_items = 100)]
    pub shares: Vec<ShareView>,
    /// Where it comes from.
    pub source_kind: SourceKind,
    /// The round, the adjustment or the import.
    #[schema(format = Uuid, max_length = 36)]
    pub source_id: Option<String>,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: String,
}

/// Who looks after it on the day asked for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct OnDay {
    /// The day.
    #[schema(format = Date, max_length = 10)]
    pub day: NaiveDate,
    /// Whether the client's entry counts because the account has none of its own.
    pub inherited: bool,
    /// Whose; empty means unallocated.
    #[schema(max_items = 100)]
    pub shares: Vec<ShareView>,
}

/// Ownership over time.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct OwnershipView {
    /// In order of day and knowledge.
    #[schema(max_items = 1000)]
    pub rows: Vec<OwnershipRow>,
    /// The answer for the day; absent before the opening, or before anything was known.
    pub on_day: Option<OnDay>,
    /// Bumped by each statement; what an adjustment is based on.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub owner_version: i64,
}
