//! Requests and answers about units, employees and positions.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{EmployeeId, HireKind, OrgKind, OrgUnitId};
use crate::auth::Role;

/// Lists units.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListOrgUnits {
    /// What they are.
    #[param(inline)]
    pub kind: Option<OrgKind>,
    /// The branch they belong to.
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

/// A unit of the bank.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct OrgUnitView {
    /// The unit.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Its code in the core banking system.
    #[schema(max_length = 40)]
    pub code: String,
    /// Its name.
    #[schema(max_length = 120)]
    pub name: String,
    /// What it is.
    pub kind: OrgKind,
    /// The unit above it.
    #[schema(format = Uuid, max_length = 36)]
    pub parent_id: Option<String>,
    /// The branch it belongs to: itself for a branch, none at head office.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: Option<String>,
    /// Its district.
    #[schema(max_length = 120)]
    pub district: Option<String>,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub opened_on: NaiveDate,
    /// First day closed.
    #[schema(format = Date, max_length = 10)]
    pub closed_on: Option<NaiveDate>,
}

/// Lists employees.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListEmployees {
    /// Part of the name (characters, pinyin, initials) or of the employee number.
    #[validate(length(min = 1, max = 60))]
    #[param(min_length = 1, max_length = 60)]
    pub q: Option<String>,
    /// The branch they belong to.
    #[param(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub branch_id: Option<OrgUnitId>,
    /// A position held today.
    #[param(inline)]
    pub role: Option<Role>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// An employee.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EmployeeRow {
    /// The employee.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub employee_no: String,
    /// Name.
    #[schema(max_length = 120)]
    pub name: String,
    /// The unit.
    #[schema(format = Uuid, max_length = 36)]
    pub org_unit_id: String,
    /// The unit's name.
    #[schema(max_length = 120)]
    pub org_unit_name: String,
    /// The branch; none at head office.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: Option<String>,
    /// How hired.
    pub hire_kind: HireKind,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub hired_on: NaiveDate,
    /// First day away.
    #[schema(format = Date, max_length = 10)]
    pub left_on: Option<NaiveDate>,
    /// Roles held today.
    #[schema(max_items = 20)]
    pub roles: Vec<Role>,
    /// For `If-Match`.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}

/// An employee with positions.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EmployeeView {
    /// Who it is.
    #[serde(flatten)]
    pub employee: EmployeeRow,
    /// Past, present and future positions, newest first.
    #[schema(max_items = 1000)]
    pub positions: Vec<PositionView>,
}

/// A position.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PositionView {
    /// The position.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// What it is.
    pub role: Role,
    /// Where.
    #[schema(format = Uuid, max_length = 36)]
    pub org_unit_id: String,
    /// The unit's name.
    #[schema(max_length = 120)]
    pub org_unit_name: String,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// First day without it.
    #[schema(format = Date, max_length = 10)]
    pub valid_to: Option<NaiveDate>,
    /// The version that its end is based on.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}

/// Proposes a position; another HR officer confirms it.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposePosition {
    /// Who is to hold it.
    pub employee_id: EmployeeId,
    /// What it is.
    pub role: Role,
    /// Where: head office's roles at head office, the others at a branch or one of its outlets.
    pub org_unit_id: OrgUnitId,
    /// First day; not before today. Confirmed later, it begins on the day of the confirmation.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// Proposes the end of a position; another HR officer confirms it.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposePositionEnd {
    /// First day without it; not before today. Confirmed later, it ends on the day of the confirmation.
    #[schema(format = Date, max_length = 10)]
    pub valid_to: NaiveDate,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// A proposal in the inbox.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PositionProposed {
    /// Its request.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: String,
}
