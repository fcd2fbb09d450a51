//! Requests and answers of the inbox.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{Decision, Kind, RequestState};
use crate::auth::Role;
use crate::db::Ts;
use crate::org::model::EmployeeId;

crate::text_enum! {
    /// Which requests to list.
    WhichBox {
        /// Pending ones that wait for the caller.
        Inbox = "inbox",
        /// Those that the caller proposed.
        Proposed = "proposed",
        /// Those that the caller may see.
        All = "all",
    }
}

/// Lists requests.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListApprovals {
    /// Default: `inbox`.
    #[serde(rename = "box")]
    #[param(inline)]
    pub which: Option<WhichBox>,
    /// How far they are.
    #[param(inline)]
    pub state: Option<RequestState>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// A request with its steps.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ApprovalView {
    /// The request.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// What it is about.
    pub kind: Kind,
    /// The clause behind its rules.
    #[schema(max_length = 8)]
    pub clause: String,
    /// Kind of its subject.
    #[schema(max_length = 40)]
    pub subject_kind: String,
    /// Its subject.
    #[schema(format = Uuid, max_length = 36)]
    pub subject_id: String,
    /// The branch concerned.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: Option<String>,
    /// Who proposed.
    #[schema(max_length = 120)]
    pub proposer_name: String,
    /// Whether the caller proposed it.
    pub mine: bool,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: String,
    /// How far it is.
    pub state: RequestState,
    /// What changes, by kind.
    #[schema(value_type = Object)]
    pub payload: serde_json::Value,
    /// SHA-256 of the payload's canonical JSON, to be sent with the decision.
    #[schema(min_length = 64, max_length = 64)]
    pub payload_hash: String,
    /// Steps in order.
    #[schema(max_items = 10)]
    pub steps: Vec<StepView>,
    /// Whether the caller may decide the waiting step.
    pub can_decide: bool,
    /// When it was proposed.
    pub created_at: Ts,
    /// When it ended.
    pub decided_at: Option<Ts>,
}

/// A step.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct StepView {
    /// Whose.
    pub role: Role,
    /// At this unit; the whole bank where absent.
    #[schema(format = Uuid, max_length = 36)]
    pub scope_org: Option<String>,
    /// The answer, once given.
    pub decision: Option<Decision>,
    /// Who gave it.
    #[schema(max_length = 120)]
    pub decided_by: Option<String>,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// When.
    pub decided_at: Option<Ts>,
}

/// Decides the waiting step.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideApproval {
    /// The answer.
    pub decision: Decision,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
    /// Hash of the payload that the decider saw.
    #[validate(length(min = 64, max = 64))]
    #[schema(min_length = 64, max_length = 64, pattern = "^[0-9a-f]{64}$")]
    pub payload_hash: String,
}

/// Takes a request back.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawApproval {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// Lists deputies.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDeputies {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Names somebody who decides in another's role for some days.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetDeputy {
    /// Who is away.
    pub employee_id: EmployeeId,
    /// In which role.
    pub role: Role,
    /// Who stands in.
    pub deputy_employee_id: EmployeeId,
    /// First day; not before today.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// First day without.
    #[schema(format = Date, max_length = 10)]
    pub valid_to: NaiveDate,
}

/// Somebody who stands in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DeputyView {
    /// The entry.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Who is away.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// Name.
    #[schema(max_length = 120)]
    pub name: String,
    /// In which role.
    pub role: Role,
    /// Where.
    #[schema(format = Uuid, max_length = 36)]
    pub org_unit_id: String,
    /// Who stands in.
    #[schema(format = Uuid, max_length = 36)]
    pub deputy_employee_id: String,
    /// Name.
    #[schema(max_length = 120)]
    pub deputy_name: String,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// First day without.
    #[schema(format = Date, max_length = 10)]
    pub valid_to: NaiveDate,
}
