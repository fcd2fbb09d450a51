//! Answers about what a round would change.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::staffing::model::{Grade, ManagerClass};

/// What a round would change if it were confirmed as it stands.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DryRunView {
    /// Clients of the branch that must be under a named manager (D9.1).
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub must_allocate: i64,
    /// Those that somebody looks after today.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub covered_before: i64,
    /// Those that somebody would look after.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub covered_after: i64,
    /// Coverage today, in basis points, rounded down.
    #[schema(minimum = 0, maximum = 10000)]
    pub coverage_before_bps: i32,
    /// Coverage then, in basis points, rounded down.
    #[schema(minimum = 0, maximum = 10000)]
    pub coverage_after_bps: i32,
    /// How unequal the managers' worth is today: Gini coefficient in basis points.
    #[schema(minimum = 0, maximum = 10000)]
    pub gini_before_bps: i32,
    /// How unequal it would be.
    #[schema(minimum = 0, maximum = 10000)]
    pub gini_after_bps: i32,
    /// How unequal the managers' numbers of clients are today, in basis points.
    #[schema(minimum = 0, maximum = 10000)]
    pub count_gini_before_bps: i32,
    /// How unequal they would be.
    #[schema(minimum = 0, maximum = 10000)]
    pub count_gini_after_bps: i32,
    /// Numbers of lots that nobody gets.
    #[schema(max_items = 5000)]
    pub unassigned_lots: Vec<i32>,
    /// Those among them with a client that must be under a named manager: the round cannot be confirmed so.
    #[schema(max_items = 5000)]
    pub uncovered_lots: Vec<i32>,
    /// Each manager of the branch, and whoever else gets a lot.
    #[schema(max_items = 2000)]
    pub managers: Vec<DryRunManager>,
}

/// A manager's book before and after.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DryRunManager {
    /// The manager.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// Name.
    #[schema(max_length = 120)]
    pub manager_name: String,
    /// Class.
    pub class: ManagerClass,
    /// Grade.
    pub grade: Option<Grade>,
    /// Lots that the manager gets.
    #[schema(minimum = 0, maximum = 5000)]
    pub lots: i64,
    /// Clients today.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub clients_before: i64,
    /// Clients then.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub clients_after: i64,
    /// Worth today, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub worth_before_fen: i64,
    /// Worth then, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub worth_after_fen: i64,
    /// Credit today, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub exposure_before_fen: i64,
    /// Credit then, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub exposure_after_fen: i64,
}
