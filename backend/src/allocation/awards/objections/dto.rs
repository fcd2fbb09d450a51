//! Requests and answers of objections.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::allocation::awards::model::ObjectionState;
use crate::allocation::tender::book::BookChange;
use crate::db::Ts;

/// Objects to a result.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectToResult {
    /// What is wrong, and why.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "中标人在截止时已无有效任职")]
    pub text: String,
}

crate::text_enum! {
    /// What is decided about an objection.
    ObjectionDecision {
        /// It is right.
        Upheld = "upheld",
        /// It is not.
        Rejected = "rejected",
    }
}

/// Decides an objection.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideObjection {
    /// The decision.
    pub decision: ObjectionDecision,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
    /// How the book of a tender is corrected; with `upheld` alone.
    pub correction: Option<BookChange>,
}

/// Lists objections.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListObjections {
    /// How far they are.
    #[param(inline)]
    pub state: Option<ObjectionState>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// An objection.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ObjectionView {
    /// The objection.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// The round.
    #[schema(format = Uuid, max_length = 36)]
    pub round_id: String,
    /// The book's revision whose result it is about.
    #[schema(minimum = 0, maximum = 1000)]
    pub revision: i32,
    /// Whose it is.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: Option<String>,
    /// The manager's name.
    #[schema(max_length = 120)]
    pub manager_name: String,
    /// What is wrong, and why.
    #[schema(max_length = 4000)]
    pub text: String,
    /// How far it is.
    pub state: ObjectionState,
    /// How the book was corrected.
    pub correction: Option<BookChange>,
    /// Why it was decided so.
    #[schema(max_length = 2000)]
    pub decision_reason: Option<String>,
    /// Who decided.
    #[schema(max_length = 120)]
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Ts>,
    /// Whether the caller raised it.
    pub mine: bool,
    /// Whether the caller may decide it.
    pub can_decide: bool,
    /// Counts its changes.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
    /// When it was raised.
    pub created_at: Ts,
}
