//! Rows of dispatches.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::approvals::RequestId;
use crate::db::Ts;
use crate::db::schema::dispatches;
use crate::identity::model::UserId;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;
use crate::{id, text_enum};

id! {
    /// A dispatch.
    DispatchId
}

text_enum! {
    /// What a manager is sent for (E4.2).
    DispatchPurpose {
        /// A core client.
        CoreClient = "core_client",
        /// A client with complex needs.
        ComplexNeed = "complex_need",
        /// An investment or capital project.
        InvestmentCapital = "investment_capital",
        /// The first development of a large client.
        FirstDevelopment = "first_development",
        /// A large risk.
        LargeRisk = "large_risk",
        /// A crisis.
        Crisis = "crisis",
    }
}
text_enum! {
    /// How far a dispatch is.
    DispatchState {
        /// Waits to be confirmed.
        Pending = "pending",
        /// Confirmed for its days.
        Approved = "approved",
        /// Refused.
        Refused = "refused",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// What it was based on had moved.
        Stale = "stale",
        /// Ended before its last day.
        Ended = "ended",
    }
}

/// A dispatch; `valid_to` is the first day back.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = dispatches)]
pub struct Dispatch {
    pub id: DispatchId,
    pub manager_id: ManagerId,
    pub from_branch_id: OrgUnitId,
    pub to_branch_id: OrgUnitId,
    pub purpose: DispatchPurpose,
    pub task: String,
    pub valid_from: NaiveDate,
    pub valid_to: NaiveDate,
    pub state: DispatchState,
    pub request_id: Option<RequestId>,
    pub version: i64,
    pub proposed_by: UserId,
    pub proposed_at: Ts,
    pub decided_at: Option<Ts>,
}
