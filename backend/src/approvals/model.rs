//! Rows of requests and their steps.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::auth::Role;
use crate::db::schema::{approval_gainers, approval_requests, approval_steps, deputies};
use crate::db::{Json, Ts};
use crate::identity::model::UserId;
use crate::org::model::{EmployeeId, OrgUnitId};
use crate::{id, text_enum, uid_sql};

id! {
    /// An approval request.
    RequestId
}

id! {
    /// Somebody who stands in.
    DeputyId
}

text_enum! {
    /// What a request is about.
    Kind {
        /// A position for an employee.
        Position = "position",
        /// The end of a position.
        PositionEnd = "position_end",
        /// A change of an allocated client (D9.4).
        Adjustment = "adjustment",
        /// A version of the policy (D13).
        Policy = "policy",
        /// Confirmation of an allocation round (D9.1, D9.5).
        RoundConfirmation = "round_confirmation",
        /// Appointment of those who won a round of recruitment (D4).
        Appointment = "appointment",
        /// Erasure of a former client's personal data.
        Erasure = "erasure",
        /// Renewal of a manager's term (D4).
        Renewal = "renewal",
        /// Certification of a grade (E2.4).
        Certification = "certification",
        /// Lowering of a manager's grade (E3.3).
        Demotion = "demotion",
        /// Who takes over a leaver's clients (D9.4).
        LeavingHandover = "leaving_handover",
        /// Sending a senior manager to another branch (E4.2).
        Dispatch = "dispatch",
    }
}

impl Kind {
    /// What the audit calls the thing that it is about.
    pub fn subject(self) -> &'static str {
        match self {
            Kind::Position => "employee",
            Kind::PositionEnd => "position",
            Kind::Adjustment | Kind::Erasure => "client",
            Kind::LeavingHandover => "leaving",
            Kind::Dispatch => "dispatch",
            Kind::Policy => "policy",
            Kind::RoundConfirmation => "round",
            Kind::Renewal | Kind::Demotion => "manager",
            Kind::Certification => "certification_file",
            Kind::Appointment => "recruitment",
        }
    }

    /// The clause behind the proposal's rules.
    pub fn clause(self) -> &'static str {
        match self {
            Kind::Position | Kind::PositionEnd => "E4.0",
            Kind::Adjustment | Kind::LeavingHandover => "D9.4",
            Kind::Policy => "D13",
            Kind::Renewal => "D4",
            Kind::Certification => "E2.4",
            Kind::Demotion => "E3.3",
            Kind::Dispatch => "E4.2",
            Kind::Appointment => "D4",
            Kind::RoundConfirmation => "D9.1",
            // Personal data are no matter of the regulations; who may decide is the confidentiality of the post.
            Kind::Erasure => "E4.0",
        }
    }
}

text_enum! {
    /// How far a request is.
    RequestState {
        /// Waits for a step.
        Pending = "pending",
        /// Every step agreed; it was carried out.
        Approved = "approved",
        /// A step refused.
        Refused = "refused",
        /// The proposer took it back.
        Withdrawn = "withdrawn",
        /// What it was based on had moved.
        Stale = "stale",
    }
}
text_enum! {
    /// A step's answer.
    Decision {
        /// Agreed.
        Agreed = "agreed",
        /// Refused.
        Refused = "refused",
    }
}

/// What a request is about: the id of a thing of `subject_kind`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = crate::db::types::Uid)]
pub struct SubjectId(pub uuid::Uuid);
uid_sql!(SubjectId, |v| v.0, SubjectId);

/// A request.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = approval_requests)]
pub struct Request {
    pub id: RequestId,
    pub kind: Kind,
    pub subject_kind: String,
    pub subject_id: SubjectId,
    pub branch_id: Option<OrgUnitId>,
    pub base_version: i64,
    pub payload: Json,
    pub payload_hash: Vec<u8>,
    pub proposer_user: UserId,
    pub proposer_employee: Option<EmployeeId>,
    pub reason: String,
    pub state: RequestState,
    pub version: i64,
    pub created_at: Ts,
    pub decided_at: Option<Ts>,
}

/// Somebody who gains from a request.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = approval_gainers)]
pub struct Gainer {
    pub request_id: RequestId,
    pub employee_id: EmployeeId,
}

/// A step.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = approval_steps)]
pub struct StepRow {
    pub request_id: RequestId,
    pub idx: i32,
    pub role: Role,
    pub scope_org: Option<OrgUnitId>,
    pub decision: Option<Decision>,
    pub decided_by: Option<UserId>,
    pub decided_employee: Option<EmployeeId>,
    pub reason: Option<String>,
    pub decided_at: Option<Ts>,
}

/// Somebody who decides in another's role; `valid_to` is the first day without.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = deputies)]
pub struct Deputy {
    pub id: DeputyId,
    pub employee_id: EmployeeId,
    pub deputy_employee_id: EmployeeId,
    pub role: Role,
    pub org_unit_id: OrgUnitId,
    pub valid_from: NaiveDate,
    pub valid_to: NaiveDate,
    pub created_by: UserId,
    pub created_at: Ts,
}
