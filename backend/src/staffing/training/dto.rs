//! Requests and answers of training.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{Attendance, TrainingState};
use crate::db::Ts;
use crate::org::model::OrgUnitId;
use crate::staffing::model::Grade;

/// An event.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TrainingView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// The branch that holds it; absent for head office.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: Option<String>,
    /// The branch's name.
    #[schema(max_length = 200)]
    pub branch_name: Option<String>,
    /// What it is called.
    #[schema(max_length = 120)]
    pub title: String,
    /// What it is about.
    #[schema(max_length = 4000)]
    pub content: String,
    /// Where.
    #[schema(max_length = 200)]
    pub place: String,
    /// Start.
    pub starts_at: Ts,
    /// End.
    pub ends_at: Ts,
    /// Seats; absent where there is no limit.
    #[schema(minimum = 1, maximum = 10000)]
    pub seats: Option<i32>,
    /// Seats that are taken.
    #[schema(minimum = 0, maximum = 10000)]
    pub taken: i32,
    /// How far it is.
    pub state: TrainingState,
    /// Why it was called off.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// How the caller stands to it; absent where the caller takes no part.
    pub mine: Option<Attendance>,
    /// Whether the caller may change it.
    pub organises: bool,
    /// Version for `If-Match`.
    pub version: i64,
}

/// Lists events.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListTrainings {
    /// Those that are over, newest first; absent or false: those to come, next first.
    pub over: Option<bool>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Plans an event.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateTraining {
    /// The branch that holds it; absent: head office.
    pub branch_id: Option<OrgUnitId>,
    /// What it is called.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "小微客户授信尽职调查")]
    pub title: String,
    /// What it is about.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "现场核查要点与常见造假手法")]
    pub content: String,
    /// Where.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "总行三楼培训室")]
    pub place: String,
    /// Start; not past.
    pub starts_at: Ts,
    /// End, after the start.
    pub ends_at: Ts,
    /// Seats; absent: no limit.
    #[validate(range(min = 1, max = 10000))]
    #[schema(minimum = 1, maximum = 10000)]
    pub seats: Option<i32>,
}

/// Changes an event before it starts; what is absent stays.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateTraining {
    /// What it is called.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub title: Option<String>,
    /// What it is about.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000)]
    pub content: Option<String>,
    /// Where.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub place: Option<String>,
    /// Start; not past.
    pub starts_at: Option<Ts>,
    /// End, after the start.
    pub ends_at: Option<Ts>,
    /// Seats; not fewer than are taken.
    #[validate(range(min = 1, max = 10000))]
    #[schema(minimum = 1, maximum = 10000)]
    pub seats: Option<i32>,
}

/// A reason.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrainingReason {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "当日陪同客户办理抵押登记")]
    pub reason: String,
}

/// The room's code.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TrainingCode {
    /// Six digits.
    #[schema(min_length = 6, max_length = 6, pattern = "^[0-9]{6}$")]
    pub code: String,
    /// When the next one takes its place; the last one counts for another minute.
    pub until: Ts,
}

/// Shows that one is in the room.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// The code that the room shows.
    #[validate(length(min = 6, max = 6))]
    #[schema(min_length = 6, max_length = 6, pattern = "^[0-9]{6}$", example = "204816")]
    pub code: String,
}

/// Says who came and who did not.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordAttendance {
    /// `attended`, `excused` or `absent`.
    pub state: Attendance,
    /// Why; needed for `excused`.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: Option<String>,
}

/// Somebody's part in an event.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AttendanceView {
    /// The manager.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub manager_no: String,
    /// Name.
    #[schema(max_length = 200)]
    pub name: String,
    /// Branch.
    #[schema(max_length = 200)]
    pub branch_name: String,
    /// How the manager stands to the event.
    pub state: Attendance,
    /// Why not.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// When it was stated: checked in, excused, recorded.
    pub stated_at: Option<Ts>,
}

/// Lists who takes part.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAttendances {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// What head office owes managers in a year.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListTrainingCounts {
    /// The year; absent: this one.
    #[validate(range(min = 2000, max = 2100))]
    #[param(minimum = 2000, maximum = 2100)]
    pub year: Option<i32>,
    /// Of this branch alone.
    pub branch_id: Option<OrgUnitId>,
    /// Those who are short alone.
    pub short: Option<bool>,
}

/// A manager's count against what head office owes (D8.2).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TrainingCount {
    /// The manager.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub manager_no: String,
    /// Name.
    #[schema(max_length = 200)]
    pub name: String,
    /// Grade.
    pub grade: Option<Grade>,
    /// Branch.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: String,
    /// Branch's name.
    #[schema(max_length = 200)]
    pub branch_name: String,
    /// Head office's events attended in the year.
    #[schema(minimum = 0, maximum = 1000)]
    pub attended: i64,
    /// Owed in the year.
    #[schema(minimum = 0, maximum = 1000)]
    pub owed: i64,
}

/// All counts of a year: managers in standing within the caller's reach, by name.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TrainingCounts {
    /// The year.
    #[schema(minimum = 2000, maximum = 2100)]
    pub year: i32,
    /// How many head office owes a manager for a whole year.
    #[schema(minimum = 0, maximum = 100)]
    pub per_year: u32,
    /// Number of the policy that says so.
    pub policy_number: i64,
    /// Head office's events of the year, held or planned.
    #[schema(minimum = 0, maximum = 100000)]
    pub events: i64,
    /// The managers.
    #[schema(max_items = 5000)]
    pub items: Vec<TrainingCount>,
}
