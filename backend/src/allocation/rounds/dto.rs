//! Requests and answers about rounds.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{Method, RoundState};
use super::terms::Terms;
use crate::db::Ts;
use crate::org::model::OrgUnitId;

/// A field that was given, be it null: PATCH tells absent, null and a value apart.
pub fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(d).map(Some)
}

/// Lists rounds, newest first.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRounds {
    /// Those of this branch.
    pub branch_id: Option<OrgUnitId>,
    /// Those in this state.
    #[param(inline)]
    pub state: Option<RoundState>,
    /// Those by this method.
    #[param(inline)]
    pub method: Option<Method>,
    /// Those that take part of this round's lots on.
    pub parent_round: Option<super::model::RoundId>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Makes a round in draft.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "2027 年存量对公客户竞价", "branch_id": "01936f0e-0000-7000-8000-000000000001", "method": "open_tender", "opens_at": "2026-11-25T01:00:00Z", "closes_at": "2026-11-30T09:00:00Z", "effective_on": "2027-01-01"}))]
pub struct CreateRound {
    /// Name.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// The branch whose clients are allocated.
    pub branch_id: OrgUnitId,
    /// How it decides.
    pub method: Method,
    /// Terms; absent: by the policy that holds today.
    #[validate(nested)]
    pub terms: Option<Terms>,
    /// When bids or applications begin.
    pub opens_at: Option<Ts>,
    /// When they end.
    pub closes_at: Option<Ts>,
    /// First day of the new ownership.
    #[schema(format = Date, max_length = 10)]
    pub effective_on: Option<NaiveDate>,
}

/// Changes a round in draft; what is absent stays.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateRound {
    /// Name.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    /// Terms.
    #[validate(nested)]
    pub terms: Option<Terms>,
    /// When bids or applications begin; null: not yet known.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Ts>)]
    pub opens_at: Option<Option<Ts>>,
    /// When they end; null: not yet known.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Ts>)]
    pub closes_at: Option<Option<Ts>>,
    /// First day of the new ownership; null: not yet known.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = Date, max_length = 10)]
    pub effective_on: Option<Option<NaiveDate>>,
}

/// Cancels a round.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelRound {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// A round.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RoundView {
    /// The round.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Code that people use.
    #[schema(max_length = 40)]
    pub code: String,
    /// Name.
    #[schema(max_length = 120)]
    pub name: String,
    /// The branch whose clients are allocated.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: String,
    /// Its name.
    #[schema(max_length = 120)]
    pub branch_name: String,
    /// How it decides.
    pub method: Method,
    /// How far it is.
    pub state: RoundState,
    /// Terms.
    pub terms: Terms,
    /// When bids or applications begin.
    pub opens_at: Option<Ts>,
    /// When they end.
    pub closes_at: Option<Ts>,
    /// When the notice period ends.
    pub notice_ends_at: Option<Ts>,
    /// Whether that may still move, because the year's working days are not announced.
    pub notice_provisional: bool,
    /// First day of the new ownership.
    #[schema(format = Date, max_length = 10)]
    pub effective_on: Option<NaiveDate>,
    /// The policy version that it was published under.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: Option<i64>,
    /// The round whose lots it took on.
    #[schema(format = Uuid, max_length = 36)]
    pub parent_round: Option<String>,
    /// SHA-256 of the draw's secret, committed to at publication (hex).
    #[schema(min_length = 64, max_length = 64)]
    pub secret_digest: Option<String>,
    /// Revision of its book; 0 before closing.
    #[schema(minimum = 0, maximum = 1000000)]
    pub book_revision: i32,
    /// Why it was cancelled.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// How many lots.
    #[schema(minimum = 0, maximum = 131072)]
    pub lots: i64,
    /// How many clients in them.
    #[schema(minimum = 0, maximum = 131072)]
    pub clients: i64,
    /// How many participants.
    #[schema(minimum = 0, maximum = 131072)]
    pub participants: i64,
    /// Version, for `If-Match`.
    #[schema(minimum = 1, maximum = 9007199254740991i64)]
    pub version: i64,
    /// Operation ids that the reader may carry out now.
    #[schema(max_items = 40)]
    pub may: Vec<String>,
    /// When it was made.
    pub created_at: Ts,
}

/// A step of a round.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RoundEventView {
    /// The step.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// When.
    pub at: Ts,
    /// State before; none at its making.
    pub from_state: Option<RoundState>,
    /// State after.
    pub to_state: RoundState,
    /// Who; none for the clock.
    #[schema(max_length = 120)]
    pub by: Option<String>,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
}
