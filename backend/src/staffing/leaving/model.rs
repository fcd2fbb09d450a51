//! Rows of leaving procedures.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::approvals::RequestId;
use crate::clients::model::ClientId;
use crate::db::schema::{leaving_acts, leaving_handover_clients, leaving_handovers, leavings};
use crate::db::{Json, Ts};
use crate::hr::model::HrEventId;
use crate::identity::model::UserId;
use crate::org::model::{EmployeeId, OrgUnitId};
use crate::staffing::model::ManagerId;
use crate::{id, text_enum};

id! {
    /// A leaving procedure.
    LeavingId
}
id! {
    /// A plan of who takes over clients.
    HandoverId
}
id! {
    /// One act of a procedure.
    LeavingActId
}

text_enum! {
    /// What is left.
    LeavingScope {
        /// The manager's post; the employee stays.
        Post = "post",
        /// The bank.
        Bank = "bank",
    }
}
text_enum! {
    /// How far a procedure is.
    LeavingState {
        /// Being handed over.
        Open = "open",
        /// Nothing was left; the post is ended.
        Finished = "finished",
        /// Nobody leaves after all.
        Cancelled = "cancelled",
    }
}
text_enum! {
    /// How far a plan is.
    HandoverState {
        /// Waits for a decision.
        Pending = "pending",
        /// Agreed by both steps and written.
        Approved = "approved",
        /// Refused.
        Refused = "refused",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// What it was based on had moved.
        Stale = "stale",
    }
}
text_enum! {
    /// What was done in a procedure.
    LeavingActKind {
        /// Begun.
        Started = "started",
        /// The day was moved.
        Moved = "moved",
        /// A plan of who takes over clients was proposed.
        HandoverProposed = "handover_proposed",
        /// A plan was decided or ended.
        HandoverEnded = "handover_ended",
        /// Taken out of a round.
        RoundLeft = "round_left",
        /// A request was withdrawn.
        RequestWithdrawn = "request_withdrawn",
        /// A virtual manager was passed on.
        MaintenancePassed = "maintenance_passed",
        /// A seat on a panel was passed on or given up.
        SeatSettled = "seat_settled",
        /// What was left to mark of an examination went to others.
        MarkerReleased = "marker_released",
        /// Finished.
        Finished = "finished",
        /// Called off.
        Cancelled = "cancelled",
    }
}
text_enum! {
    /// A line of the checklist.
    ItemKind {
        /// Clients and accounts with the leaver (D9.4).
        Clients = "clients",
        /// Rounds that run with the leaver among them (D9.1, D9.5).
        Rounds = "rounds",
        /// Requests that the leaver proposed.
        Proposed = "proposed",
        /// Requests that the leaver alone could decide.
        Waiting = "waiting",
        /// Virtual managers that the leaver maintains (D2).
        Maintained = "maintained",
        /// Credit under virtual managers that the leaver is named for (D9.3).
        NamedCredits = "named_credits",
        /// Seats on rating and recruitment panels that still need the leaver (D3.2, D4).
        PanelSeats = "panel_seats",
        /// Examinations that the leaver has begun to mark (D8.2).
        Marking = "marking",
        /// Responsibilities for credit (D10).
        CreditResponsibilities = "credit_responsibilities",
        /// The risk fund (D8.5).
        RiskFund = "risk_fund",
    }
}
text_enum! {
    /// How a line stands.
    ItemState {
        /// Nothing is left.
        Done = "done",
        /// Somebody has to act.
        Open = "open",
        /// Everything left waits for a decision or for its time.
        Waiting = "waiting",
        /// Not handled here yet.
        Later = "later",
    }
}

/// A procedure.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = leavings)]
pub struct Leaving {
    pub id: LeavingId,
    pub employee_id: EmployeeId,
    /// None for whoever is no manager.
    pub manager_id: Option<ManagerId>,
    pub branch_id: Option<OrgUnitId>,
    pub scope: LeavingScope,
    /// First day away from the post.
    pub leaves_on: NaiveDate,
    pub reason: String,
    /// What the HR system said, where it began with that.
    pub hr_event_id: Option<HrEventId>,
    pub state: LeavingState,
    pub version: i64,
    pub started_by: Option<UserId>,
    pub started_at: Ts,
    pub ended_by: Option<UserId>,
    pub ended_at: Option<Ts>,
    pub end_reason: Option<String>,
}

/// A plan of who takes over clients.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = leaving_handovers)]
pub struct Handover {
    pub id: HandoverId,
    pub leaving_id: LeavingId,
    pub request_id: Option<RequestId>,
    pub effective_on: NaiveDate,
    pub state: HandoverState,
    pub created_by: UserId,
    pub created_at: Ts,
    pub decided_at: Option<Ts>,
}

/// A client and who takes it over.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = leaving_handover_clients)]
pub struct HandoverClient {
    pub handover_id: HandoverId,
    pub client_id: ClientId,
    pub manager_id: ManagerId,
}

/// One act of a procedure.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = leaving_acts)]
pub struct LeavingAct {
    pub id: LeavingActId,
    pub leaving_id: LeavingId,
    pub kind: LeavingActKind,
    pub detail: Json,
    pub done_by: Option<UserId>,
    pub done_at: Ts,
}
