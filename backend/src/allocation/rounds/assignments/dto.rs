//! Requests and answers about who gets a lot.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::allocation::rounds::model::AssignmentSource;
use crate::db::Ts;
use crate::staffing::model::ManagerId;

/// Assigns a lot by hand.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"manager_id": "01936f0e-0000-7000-8000-000000000001", "reason": "同一园区，路程最近"}))]
pub struct AssignLot {
    /// The manager; a virtual one too.
    pub manager_id: ManagerId,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// Lists assignments by lot number.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAssignments {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Who gets a lot, or that nobody does yet.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AssignmentView {
    /// The lot.
    #[schema(format = Uuid, max_length = 36)]
    pub lot_id: String,
    /// Its number.
    #[schema(minimum = 1, maximum = 5000)]
    pub lot_number: i32,
    /// Its name.
    #[schema(max_length = 120)]
    pub lot_name: String,
    /// Whether a client of it must be under a named manager.
    pub must_allocate: bool,
    /// The manager; absent while nobody gets it.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: Option<String>,
    /// The manager's name.
    #[schema(max_length = 120)]
    pub manager_name: Option<String>,
    /// Whether the manager has lost standing since: the lot is forfeited at confirmation (D9.5).
    pub forfeited: bool,
    /// Why this manager.
    pub source: Option<AssignmentSource>,
    /// The winning bid.
    #[schema(format = Uuid, max_length = 36)]
    pub bid_id: Option<String>,
    /// Committed value, in the round's unit; a bundle's is split over its lots by their worth.
    #[schema(minimum = 0, maximum = 1000000000)]
    pub value: Option<i64>,
    /// Reason given.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// When.
    pub assigned_at: Option<Ts>,
    /// The round that took it on, if one did.
    #[schema(format = Uuid, max_length = 36)]
    pub sent_to: Option<String>,
}
