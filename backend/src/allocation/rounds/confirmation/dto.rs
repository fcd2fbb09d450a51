//! Requests and answers about confirmation and commitments.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::rules::Part;
use crate::allocation::rounds::terms::CommitmentMeasure;
use crate::db::Ts;

/// Proposes the confirmation of a round.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "公示期满，无异议"}))]
pub struct ProposeConfirmation {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
    /// First day of the new ownership, after today; absent: the round's.
    #[schema(format = Date, max_length = 10)]
    pub effective_on: Option<NaiveDate>,
}

/// A proposed confirmation.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ConfirmationView {
    /// The round.
    #[schema(format = Uuid, max_length = 36)]
    pub round_id: String,
    /// Its request in the inbox of the branch group.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: String,
}

/// Lists commitments by lot number.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCommitments {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// What a winner owes for a lot, frozen at confirmation.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CommitmentView {
    /// The commitment.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// The lot.
    #[schema(format = Uuid, max_length = 36)]
    pub lot_id: String,
    /// Its number.
    #[schema(minimum = 1, maximum = 5000)]
    pub lot_number: i32,
    /// Its name.
    #[schema(max_length = 120)]
    pub lot_name: String,
    /// Who owes it.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// The manager's name.
    #[schema(max_length = 120)]
    pub manager_name: String,
    /// The bid it comes from.
    #[schema(format = Uuid, max_length = 36)]
    pub bid_id: Option<String>,
    /// What is committed.
    pub measure: CommitmentMeasure,
    /// A committed value of one stands for this many fen.
    #[schema(minimum = 1, maximum = 100000000000i64)]
    pub unit_fen: i64,
    /// Committed value, in that unit.
    #[schema(minimum = 0, maximum = 1000000000)]
    pub value: i64,
    /// Average daily balance that it is measured against, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub base_fen: i64,
    /// First day of its period.
    #[schema(format = Date, max_length = 10)]
    pub period_from: NaiveDate,
    /// Last day.
    #[schema(format = Date, max_length = 10)]
    pub period_to: NaiveDate,
    /// The parts of the lot's clients.
    #[schema(max_items = 500)]
    pub split: Vec<Part>,
    /// Policy version.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: i64,
    /// When it was frozen.
    pub created_at: Ts,
}
