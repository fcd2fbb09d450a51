//! Questions and answers about workload.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::org::model::OrgUnitId;
use crate::staffing::model::{Grade, ManagerClass};

/// Lists workload.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListWorkload {
    /// Of this branch's managers.
    pub branch_id: Option<OrgUnitId>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// What a manager looks after today. A client shared with others counts whole among the clients, and by share in
/// worth and exposure.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WorkloadRow {
    /// The manager.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// The manager's name.
    #[schema(max_length = 120)]
    pub name: String,
    /// Class.
    pub class: ManagerClass,
    /// Grade; a virtual manager has none.
    pub grade: Option<Grade>,
    /// The branch.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: String,
    /// Clients.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub clients: i64,
    /// Core clients among them.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub core_clients: i64,
    /// Credit outstanding, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub exposure_fen: i64,
    /// Weighted average daily balance, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub worth_fen: i64,
    /// How many clients the grade may hold; absent: no limit.
    #[schema(minimum = 0, maximum = 100000)]
    pub capacity_clients: Option<u32>,
    /// How many core clients among them; absent: no limit.
    #[schema(minimum = 0, maximum = 100000)]
    pub capacity_core_clients: Option<u32>,
    /// How much credit the grade may hold, in fen; absent: no limit.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub capacity_exposure_fen: Option<i64>,
}
