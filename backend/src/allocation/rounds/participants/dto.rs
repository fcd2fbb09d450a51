//! Requests and answers about participants.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::staffing::model::{Grade, ManagerClass, ManagerId};

/// Sets all participants of a round in draft, in place of those before.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetParticipants {
    /// Managers of the round's branch, each once; no virtual ones.
    #[validate(length(max = 1000), nested)]
    #[schema(max_items = 1000)]
    pub participants: Vec<ParticipantInput>,
}

/// A participant.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ParticipantInput {
    /// The manager.
    pub manager_id: ManagerId,
    /// How many more clients the manager may get here; absent: what the policy leaves beside the present book.
    #[validate(range(min = 0, max = 100000))]
    #[schema(minimum = 0, maximum = 100000)]
    pub capacity: Option<i32>,
    /// How much more credit, in fen; absent: what the policy leaves beside the present book.
    #[validate(range(min = 0, max = 9_007_199_254_740_991i64))]
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub max_exposure_fen: Option<i64>,
}

/// Who takes part.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Participants {
    /// In order of manager number.
    #[schema(max_items = 1000)]
    pub items: Vec<ParticipantView>,
}

/// A participant.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ParticipantView {
    /// The manager.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub manager_no: String,
    /// Name.
    #[schema(max_length = 120)]
    pub manager_name: String,
    /// Class.
    pub class: ManagerClass,
    /// Grade.
    pub grade: Option<Grade>,
    /// Active and within the term today.
    pub has_standing: bool,
    /// How many more clients here; absent: no limit.
    #[schema(minimum = 0, maximum = 100000)]
    pub capacity: Option<i32>,
    /// How much more credit here, in fen; absent: no limit.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub max_exposure_fen: Option<i64>,
    /// Clients looked after today.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub clients: i64,
    /// Credit of these, in fen.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub exposure_fen: i64,
}
