//! Rows of training.

use diesel::prelude::*;

use crate::db::Ts;
use crate::db::schema::{training_attendances, training_events};
use crate::identity::model::UserId;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;
use crate::{id, text_enum};

id! {
    /// A training event.
    TrainingId
}

text_enum! {
    /// How far an event is.
    TrainingState {
        /// Will be, or is being held.
        Planned = "planned",
        /// Held; attendance is complete.
        Held = "held",
        /// Called off.
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// How a manager stands to an event.
    Attendance {
        /// Means to come.
        Enrolled = "enrolled",
        /// Came.
        Attended = "attended",
        /// Did not come, with a reason.
        Excused = "excused",
        /// Did not come.
        Absent = "absent",
    }
}

/// An event; without a branch it is head office's.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = training_events)]
pub struct Training {
    pub id: TrainingId,
    pub branch_id: Option<OrgUnitId>,
    pub title: String,
    pub content: String,
    pub place: String,
    pub starts_at: Ts,
    pub ends_at: Ts,
    pub seats: Option<i32>,
    /// Seats that are taken.
    pub taken: i32,
    pub state: TrainingState,
    pub reason: Option<String>,
    pub version: i64,
    pub created_by: UserId,
    pub created_at: Ts,
}

/// A manager's part in an event.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = training_attendances)]
pub struct AttendanceRow {
    pub event_id: TrainingId,
    pub manager_id: ManagerId,
    pub state: Attendance,
    pub reason: Option<String>,
    /// Wrong codes that were given.
    pub failures: i32,
    pub enrolled_at: Ts,
    pub stated_at: Option<Ts>,
    pub stated_by: Option<UserId>,
}
