//! Requests and answers of the HR system.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{HrEventKind, HrEventState};
use crate::db::Ts;
use crate::org::model::HireKind;
use crate::staffing::model::{BKind, Grade, ManagerClass, ManagerState};

/// Lists employees in the order of their last change.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListHrEmployees {
    /// Those that changed at this moment or later. Ask again from some minutes before the last answer: changes are dated
    /// by their beginning.
    pub changed_since: Option<Ts>,
    /// The one with this number.
    #[validate(length(min = 1, max = 40))]
    #[param(min_length = 1, max_length = 40)]
    pub employee_no: Option<String>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Lists in the order of the last change.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListHrChanges {
    /// Those that changed at this moment or later. Ask again from some minutes before the last answer: changes are dated
    /// by their beginning.
    pub changed_since: Option<Ts>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// An employee as the HR system keeps it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct HrEmployee {
    /// The employee.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub employee_no: String,
    /// Name.
    #[schema(max_length = 120)]
    pub name: String,
    /// The unit's code.
    #[schema(max_length = 40)]
    pub org_unit_code: String,
    /// The unit's name.
    #[schema(max_length = 120)]
    pub org_unit_name: String,
    /// How hired.
    pub hire_kind: HireKind,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub hired_on: NaiveDate,
    /// First day away.
    #[schema(format = Date, max_length = 10)]
    pub left_on: Option<NaiveDate>,
    /// When it last changed.
    pub changed_at: Ts,
    /// For `If-Match`.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}

/// Puts an employee in, without position or login.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateHrEmployee {
    /// Number; nobody else's.
    #[validate(length(min = 1, max = 40))]
    #[schema(min_length = 1, max_length = 40, example = "E20931")]
    pub employee_no: String,
    /// Name.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "方晓")]
    pub name: String,
    /// The unit's code.
    #[validate(length(min = 1, max = 40))]
    #[schema(min_length = 1, max_length = 40, example = "B01")]
    pub org_unit_code: String,
    /// How hired.
    pub hire_kind: HireKind,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub hired_on: NaiveDate,
}

/// Changes an employee; what is absent stays. The unit and days of service are matters of events.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateHrEmployee {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    /// How hired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hire_kind: Option<HireKind>,
}

/// Says what becomes of an employee.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "biz_id": "HR-2026-004711", "kind": "leave", "employee_no": "E20931",
    "effective_on": "2026-12-31", "reason": "合同到期" }))]
pub struct CreateHrEvent {
    /// The sender's own id of the event: the same one with the same content does nothing twice.
    #[validate(length(min = 1, max = 80))]
    #[schema(min_length = 1, max_length = 80)]
    pub biz_id: String,
    /// What becomes of the employee.
    pub kind: HrEventKind,
    /// Who.
    #[validate(length(min = 1, max = 40))]
    #[schema(min_length = 1, max_length = 40)]
    pub employee_no: String,
    /// First day on which it holds; for `leave` the first day away.
    #[schema(format = Date, max_length = 10)]
    pub effective_on: NaiveDate,
    /// The name; for `hire` alone, and needed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    /// The unit's code; needed for `hire` and `transfer`, the one before where `rehire` names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 40))]
    #[schema(min_length = 1, max_length = 40)]
    pub org_unit_code: Option<String>,
    /// How hired; `employee` where `hire` names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hire_kind: Option<HireKind>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: Option<String>,
}

/// Lists events.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListHrEvents {
    /// What became of them.
    #[param(inline)]
    pub state: Option<HrEventState>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// An employment event.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct HrEventView {
    /// The event.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Who sent it.
    #[schema(max_length = 100)]
    pub client_name: String,
    /// The sender's own id.
    #[schema(max_length = 80)]
    pub biz_id: String,
    /// What becomes of the employee.
    pub kind: HrEventKind,
    /// The employee.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub employee_no: String,
    /// Name.
    #[schema(max_length = 120)]
    pub employee_name: String,
    /// The unit's name, where it names one.
    #[schema(max_length = 120)]
    pub org_unit_name: Option<String>,
    /// How hired, where it says so.
    pub hire_kind: Option<HireKind>,
    /// First day on which it holds.
    #[schema(format = Date, max_length = 10)]
    pub effective_on: NaiveDate,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// What became of it.
    pub state: HrEventState,
    /// Why it failed, as a code.
    #[schema(max_length = 60)]
    pub failure: Option<String>,
    /// When it was received.
    pub received_at: Ts,
    /// When it was carried out or failed.
    pub settled_at: Option<Ts>,
}

/// How a manager with a body stands.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct HrAppointment {
    /// The manager.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// Manager's number.
    #[schema(max_length = 40)]
    pub manager_no: String,
    /// The employee's number.
    #[schema(max_length = 40)]
    pub employee_no: String,
    /// Class (D2).
    pub class: ManagerClass,
    /// Kind of a class-B manager (D2).
    pub b_kind: Option<BKind>,
    /// Grade (E2.2).
    pub grade: Option<Grade>,
    /// The branch's code.
    #[schema(max_length = 40)]
    pub branch_code: String,
    /// State.
    pub state: ManagerState,
    /// First day of the term.
    #[schema(format = Date, max_length = 10)]
    pub term_from: NaiveDate,
    /// First day after the term.
    #[schema(format = Date, max_length = 10)]
    pub term_to: Option<NaiveDate>,
    /// Since when it stands so.
    pub changed_at: Ts,
    /// Its version: that of the line in the changes that made it.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}

/// One change of an appointment, a grade or a term; never edited.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct HrAppointmentChange {
    /// The change.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// What it made of the appointment.
    #[serde(flatten)]
    pub appointment: HrAppointment,
    /// The day from which it holds.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
}
