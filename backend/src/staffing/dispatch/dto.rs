//! Requests and answers about dispatches.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{DispatchPurpose, DispatchState};
use crate::db::Ts;
use crate::org::model::OrgUnitId;
use crate::staffing::model::{Grade, ManagerId};

/// Lists dispatches.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDispatches {
    /// Of this manager.
    #[param(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub manager_id: Option<ManagerId>,
    /// How far they are.
    #[param(inline)]
    pub state: Option<DispatchState>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Proposes a dispatch; HR confirms it.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeDispatch {
    /// Who is sent.
    pub manager_id: ManagerId,
    /// The branch sent to; not the manager's own.
    pub to_branch_id: OrgUnitId,
    /// What for.
    pub purpose: DispatchPurpose,
    /// The work.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "牵头滨江化工集团首次综合授信")]
    pub task: String,
    /// First day; not before today.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// First day back.
    #[schema(format = Date, max_length = 10)]
    pub valid_to: NaiveDate,
}

/// Ends a dispatch.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndDispatch {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "项目提前完成")]
    pub reason: String,
}

/// A dispatch.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DispatchView {
    /// The dispatch.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Who is sent.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub manager_no: String,
    /// Name.
    #[schema(max_length = 120)]
    pub manager_name: String,
    /// Grade.
    pub grade: Option<Grade>,
    /// The manager's branch.
    #[schema(format = Uuid, max_length = 36)]
    pub from_branch_id: String,
    /// Its name.
    #[schema(max_length = 120)]
    pub from_branch_name: String,
    /// The branch sent to.
    #[schema(format = Uuid, max_length = 36)]
    pub to_branch_id: String,
    /// Its name.
    #[schema(max_length = 120)]
    pub to_branch_name: String,
    /// What for.
    pub purpose: DispatchPurpose,
    /// The work.
    #[schema(max_length = 2000)]
    pub task: String,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// First day back.
    #[schema(format = Date, max_length = 10)]
    pub valid_to: NaiveDate,
    /// How far it is.
    pub state: DispatchState,
    /// Whether it runs today.
    pub today: bool,
    /// Its request for approval.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: Option<String>,
    /// Who proposed it.
    #[schema(max_length = 120)]
    pub proposed_by: String,
    /// When.
    pub proposed_at: Ts,
    /// For `If-Match`.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}
