//! Requests about the tender that takes lots on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::allocation::rounds::participants::dto::ParticipantInput;
use crate::allocation::rounds::terms::Terms;
use crate::db::Ts;

/// The tender that takes lots on.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"opens_at": "2026-12-01T01:00:00Z", "closes_at": "2026-12-04T09:00:00Z", "effective_on": "2027-01-01", "publish": true}))]
pub struct TenderInput {
    /// Name; absent: that of the round it comes from.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    /// Terms; absent: those of the round it comes from.
    #[validate(nested)]
    pub terms: Option<Terms>,
    /// When bids begin.
    pub opens_at: Option<Ts>,
    /// When they end.
    pub closes_at: Option<Ts>,
    /// First day of the new ownership.
    #[schema(format = Date, max_length = 10)]
    pub effective_on: Option<NaiveDate>,
    /// Who may bid; absent: who applied for the lots, else who takes part in the round they come from.
    #[validate(length(min = 1, max = 1000), nested)]
    #[schema(min_items = 1, max_items = 1000)]
    pub participants: Option<Vec<ParticipantInput>>,
    /// Whether it is published in the same act; else it is a draft.
    #[serde(default)]
    pub publish: bool,
}
