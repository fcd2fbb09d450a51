//! Requests and answers of leaving procedures.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::*;
use crate::approvals::Kind;
use crate::auth::Role;
use crate::clients::model::ClientId;
use crate::db::Ts;
use crate::org::model::{EmployeeId, OrgUnitId};
use crate::staffing::model::{Grade, ManagerClass, ManagerId};
use crate::text_enum;

/// Lists procedures.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListLeavings {
    /// How far they are.
    #[param(inline)]
    pub state: Option<LeavingState>,
    /// Of this branch.
    #[param(value_type = Option<String>, format = Uuid, max_length = 36)]
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

/// Begins a procedure.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StartLeaving {
    /// Who leaves.
    pub employee_id: EmployeeId,
    /// The post, or the bank.
    pub scope: LeavingScope,
    /// First day away; not before today.
    #[schema(format = Date, max_length = 10)]
    pub leaves_on: NaiveDate,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "调任零售部")]
    pub reason: String,
}

/// A reason.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeavingReason {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "本人留任")]
    pub reason: String,
}

/// A client and who takes it over.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverLine {
    /// The client, with all its accounts.
    pub client_id: ClientId,
    /// Who takes the leaver's part over.
    pub manager_id: ManagerId,
}

/// Proposes who takes over clients; the branch's group and the committee decide (D9.4).
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeHandover {
    /// First day with the new managers; later than today.
    #[schema(format = Date, max_length = 10)]
    pub effective_on: NaiveDate,
    /// Client by client.
    #[validate(length(min = 1, max = 500), nested)]
    #[schema(min_items = 1, max_items = 500)]
    pub clients: Vec<HandoverLine>,
    /// Why so.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "按片区就近承接")]
    pub reason: String,
}

/// Passes a virtual manager on.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PassOn {
    /// Who maintains it from the day of leaving on.
    pub employee_id: EmployeeId,
}

/// Passes a seat on a panel on, or gives it up.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleSeat {
    /// Who takes the seat; absent: it is given up, where enough members are left.
    pub employee_id: Option<EmployeeId>,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "离岗移交")]
    pub reason: String,
}

/// A procedure.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LeavingView {
    /// The procedure.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Who leaves.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub employee_no: String,
    /// Name.
    #[schema(max_length = 120)]
    pub employee_name: String,
    /// The manager that this is; none for whoever is no manager.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: Option<String>,
    /// Manager's number.
    #[schema(max_length = 40)]
    pub manager_no: Option<String>,
    /// Class.
    pub class: Option<ManagerClass>,
    /// Grade.
    pub grade: Option<Grade>,
    /// The branch; none at head office.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: Option<String>,
    /// The branch's name.
    #[schema(max_length = 120)]
    pub branch_name: Option<String>,
    /// The post, or the bank.
    pub scope: LeavingScope,
    /// First day away.
    #[schema(format = Date, max_length = 10)]
    pub leaves_on: NaiveDate,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: String,
    /// Whether the HR system began it.
    pub by_hr: bool,
    /// How far it is.
    pub state: LeavingState,
    /// Who began it.
    #[schema(max_length = 120)]
    pub started_by: Option<String>,
    /// When.
    pub started_at: Ts,
    /// Who ended it.
    #[schema(max_length = 120)]
    pub ended_by: Option<String>,
    /// When.
    pub ended_at: Option<Ts>,
    /// Why it was called off.
    #[schema(max_length = 2000)]
    pub end_reason: Option<String>,
    /// Lines of the checklist that are done.
    #[schema(minimum = 0, maximum = 20)]
    pub done: i32,
    /// Lines that count.
    #[schema(minimum = 0, maximum = 20)]
    pub of: i32,
    /// Whether it is the caller's own.
    pub mine: bool,
    /// For `If-Match`.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}

text_enum! {
    /// What kind of panel a seat is on.
    SeatKind {
        /// It rates somebody's qualification.
        RatingPanel = "rating_panel",
        /// It scores the applicants of a recruitment.
        RecruitmentPanel = "recruitment_panel",
    }
}

/// A thing that is left.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LeavingThing {
    /// The round, the request, the virtual manager, the panel, the examination.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// What it is called; of a request nothing.
    #[schema(max_length = 200)]
    pub name: Option<String>,
    /// What kind of request.
    pub request_kind: Option<Kind>,
    /// How far a round is.
    #[schema(max_length = 20)]
    pub round_state: Option<String>,
    /// What kind of panel a seat is on.
    pub seat: Option<SeatKind>,
    /// Whether it can be settled from here now.
    pub can_settle: bool,
}

/// A line of the checklist.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LeavingItem {
    /// What it is about.
    pub kind: ItemKind,
    /// How it stands.
    pub state: ItemState,
    /// How many things are left.
    #[schema(minimum = 0, maximum = 1000000)]
    pub left: i64,
    /// How many of them wait for a decision or for their time.
    #[schema(minimum = 0, maximum = 1000000)]
    pub waiting: i64,
    /// The clause behind it.
    #[schema(max_length = 8)]
    pub clause: String,
    /// Whose turn it is.
    #[schema(max_items = 5)]
    pub by: Vec<Role>,
    /// The things; clients are listed apart.
    #[schema(max_items = 500)]
    pub things: Vec<LeavingThing>,
}

/// A plan of who takes over clients.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct HandoverView {
    /// The plan.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Its request for approval.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: Option<String>,
    /// First day with the new managers.
    #[schema(format = Date, max_length = 10)]
    pub effective_on: NaiveDate,
    /// How far it is.
    pub state: HandoverState,
    /// Who takes over how many.
    #[schema(max_items = 500)]
    pub receivers: Vec<HandoverReceiver>,
    /// When it was proposed.
    pub created_at: Ts,
}

/// Who takes over how many clients.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct HandoverReceiver {
    /// The manager.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// Name.
    #[schema(max_length = 120)]
    pub manager_name: String,
    /// How many clients.
    #[schema(minimum = 0, maximum = 500)]
    pub clients: i64,
}

/// One act of a procedure.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LeavingActView {
    /// What was done.
    pub kind: LeavingActKind,
    /// Ids, names of managers and rounds, days.
    #[schema(value_type = Object)]
    pub detail: serde_json::Value,
    /// Who did it; none for the system.
    #[schema(max_length = 120)]
    pub done_by: Option<String>,
    /// When.
    pub done_at: Ts,
}

/// A procedure with what is left and what was done.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LeavingDetail {
    /// The procedure.
    #[serde(flatten)]
    pub leaving: LeavingView,
    /// What is left, line by line.
    #[schema(max_items = 20)]
    pub items: Vec<LeavingItem>,
    /// Plans of who takes over clients, the latest first.
    #[schema(max_items = 200)]
    pub handovers: Vec<HandoverView>,
    /// What was done, the latest first.
    #[schema(max_items = 500)]
    pub acts: Vec<LeavingActView>,
    /// Whether it may be finished now.
    pub can_finish: bool,
}

/// Lists the leaver's clients.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListLeavingClients {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// A client that is still with the leaver.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LeavingClient {
    /// The client.
    #[schema(format = Uuid, max_length = 36)]
    pub client_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub client_no: String,
    /// Name.
    #[schema(max_length = 120)]
    pub client_name: String,
    /// The leaver's share of the client; absent where accounts alone are with the leaver.
    #[schema(minimum = 1, maximum = 10000)]
    pub bps: Option<i32>,
    /// Accounts with owners of their own, the leaver among them.
    #[schema(minimum = 0, maximum = 100000)]
    pub accounts_apart: i64,
    /// Worth in fen, by policy.
    pub worth_fen: i64,
    /// Credit outstanding, in fen.
    pub exposure_fen: i64,
    /// Whether it has credit, which class A must manage (D6).
    pub has_credit: bool,
    /// Who takes it over by the plan that waits or holds.
    #[schema(max_length = 120)]
    pub receiver_name: Option<String>,
    /// Whether something else holds it: a round or an adjustment that has to end first.
    pub locked: bool,
}
