//! Rows of what the HR system said.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::machines::model::ApiClientId;
use crate::db::Ts;
use crate::db::schema::hr_events;
use crate::org::model::{EmployeeId, HireKind, OrgUnitId};
use crate::{id, text_enum};

id! {
    /// An employment event.
    HrEventId
}

text_enum! {
    /// What became of an employee.
    HrEventKind {
        /// Comes in new.
        Hire = "hire",
        /// Goes to another unit.
        Transfer = "transfer",
        /// Leaves the bank.
        Leave = "leave",
        /// Comes back.
        Rehire = "rehire",
    }
}

text_enum! {
    /// What became of an event.
    HrEventState {
        /// Waits for its day.
        Waiting = "waiting",
        /// Carried out.
        Applied = "applied",
        /// Did not fit any more when its day came.
        Failed = "failed",
    }
}

/// An employment event as it was received; the name of somebody new stands with the employee alone.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = hr_events)]
pub struct HrEvent {
    pub id: HrEventId,
    pub api_client_id: ApiClientId,
    /// The sender's own id of the event.
    pub biz_id: String,
    /// Over the whole request, to tell a repetition from another event under the same id.
    pub content_mac: Vec<u8>,
    pub content_key_id: String,
    pub kind: HrEventKind,
    pub employee_id: EmployeeId,
    pub org_unit_id: Option<OrgUnitId>,
    pub hire_kind: Option<HireKind>,
    pub effective_on: NaiveDate,
    pub reason: Option<String>,
    pub state: HrEventState,
    pub failure: Option<String>,
    pub received_at: Ts,
    pub settled_at: Option<Ts>,
}
