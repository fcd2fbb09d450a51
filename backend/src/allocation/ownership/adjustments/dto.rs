//! Requests and answers of adjustments.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::allocation::ownership::history::dto::ShareView;
use crate::allocation::ownership::model::AdjustmentState;
use crate::clients::model::ClientId;
use crate::db::Ts;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;

/// Applies for a change of who looks after a client.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplyForAdjustment {
    /// The client.
    pub client_id: ClientId,
    /// Who is to look after it; adds to 10,000 basis points.
    #[validate(length(min = 1, max = 20), nested)]
    #[schema(min_items = 1, max_items = 20)]
    pub shares: Vec<ShareAsked>,
    /// The first day; later than today.
    #[schema(format = Date, max_length = 10)]
    pub effective_on: NaiveDate,
    /// Who manages the credit; needed where a virtual manager receives a client with credit, else not asked for (D9.3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_manager_id: Option<ManagerId>,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "客户迁至开发区，由该片区客户经理就近服务")]
    pub reason: String,
}

/// A share asked for.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareAsked {
    /// The manager.
    pub manager_id: ManagerId,
    /// Basis points.
    #[validate(range(min = 1, max = 10_000))]
    #[schema(minimum = 1, maximum = 10000, example = 10000)]
    pub bps: i32,
}

/// Lists adjustments.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAdjustments {
    /// Of this client.
    pub client_id: Option<ClientId>,
    /// Of this branch's clients.
    pub branch_id: Option<OrgUnitId>,
    /// How far they are.
    #[param(inline)]
    pub state: Option<AdjustmentState>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// An adjustment.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AdjustmentView {
    /// The adjustment.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// The client.
    #[schema(format = Uuid, max_length = 36)]
    pub client_id: String,
    /// The client's number.
    #[schema(max_length = 40)]
    pub client_no: String,
    /// The client's name.
    #[schema(max_length = 200)]
    pub client_name: String,
    /// The branch.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: String,
    /// For which manager it was applied.
    #[schema(format = Uuid, max_length = 36)]
    pub applicant_manager_id: String,
    /// That manager's name.
    #[schema(max_length = 120)]
    pub applicant_manager_name: String,
    /// Who looked after the client on the effective day, as known at the application.
    #[schema(max_items = 100)]
    pub before: Vec<ShareView>,
    /// Who is to look after it.
    #[schema(max_items = 20)]
    pub shares: Vec<ShareView>,
    /// Whether a virtual manager receives a client with credit: a named manager of class A must then manage that
    /// credit (D9.3).
    pub needs_named_a: bool,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: String,
    /// The first day.
    #[schema(format = Date, max_length = 10)]
    pub effective_on: NaiveDate,
    /// How far it is.
    pub state: AdjustmentState,
    /// The request in the inbox, with its steps.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: Option<String>,
    /// Whether the caller applied for it.
    pub mine: bool,
    /// Counts its changes.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
    /// When it was applied for.
    pub created_at: Ts,
    /// When it ended.
    pub decided_at: Option<Ts>,
}
