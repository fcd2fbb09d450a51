//! Requests and answers about managers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{BKind, Grade, ManagerClass, ManagerState};
use crate::db::Ts;
use crate::org::model::{EmployeeId, OrgUnitId};

/// Lists managers.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListManagers {
    /// Part of the name (characters, pinyin, initials) or of the number.
    #[validate(length(min = 1, max = 60))]
    #[param(min_length = 1, max_length = 60)]
    pub q: Option<String>,
    /// The branch they belong to.
    #[param(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub branch_id: Option<OrgUnitId>,
    /// Class.
    #[param(inline)]
    pub class: Option<ManagerClass>,
    /// Grade.
    #[param(inline)]
    pub grade: Option<Grade>,
    /// State.
    #[param(inline)]
    pub state: Option<ManagerState>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Pages of a manager's history.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListManagerHistory {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// A manager.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ManagerView {
    /// The manager.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub manager_no: String,
    /// Name.
    #[schema(max_length = 120)]
    pub name: String,
    /// The employee; none for a virtual manager.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: Option<String>,
    /// Class (D2).
    pub class: ManagerClass,
    /// Kind of a class-B manager (D2).
    pub b_kind: Option<BKind>,
    /// Grade (E2.2); none for a virtual manager.
    pub grade: Option<Grade>,
    /// The branch.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: String,
    /// The branch's name.
    #[schema(max_length = 120)]
    pub branch_name: String,
    /// The outlet.
    #[schema(format = Uuid, max_length = 36)]
    pub outlet_id: Option<String>,
    /// State.
    pub state: ManagerState,
    /// Whether the manager has standing today: active and within the term (D4).
    pub has_standing: bool,
    /// First day of the term.
    #[schema(format = Date, max_length = 10)]
    pub term_from: NaiveDate,
    /// First day after the term.
    #[schema(format = Date, max_length = 10)]
    pub term_to: Option<NaiveDate>,
    /// Why a virtual manager exists (D2).
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// For `If-Match`.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}

/// A line of a manager's history, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ManagerHistoryView {
    /// The version that it made.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
    /// Class from then on.
    pub class: ManagerClass,
    /// Kind of a class-B manager from then on.
    pub b_kind: Option<BKind>,
    /// Grade from then on.
    pub grade: Option<Grade>,
    /// The branch from then on.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: String,
    /// The branch's name.
    #[schema(max_length = 120)]
    pub branch_name: String,
    /// State from then on.
    pub state: ManagerState,
    /// First day of the term.
    #[schema(format = Date, max_length = 10)]
    pub term_from: NaiveDate,
    /// First day after the term.
    #[schema(format = Date, max_length = 10)]
    pub term_to: Option<NaiveDate>,
    /// The day from which it holds.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// When it was recorded.
    pub known_from: Ts,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: String,
    /// Who recorded it; none for an import.
    #[schema(max_length = 120)]
    pub changed_by: Option<String>,
}

/// Changes a manager; what is absent stays. A grade changes by certification alone (E2.3).
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateManager {
    /// The new state; who left stays away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ManagerState>,
    /// First day after the term; null for a term without an end.
    #[serde(
        default,
        deserialize_with = "crate::http::extract::present",
        skip_serializing_if = "Option::is_none"
    )]
    #[schema(value_type = Option<String>, format = Date, max_length = 10)]
    pub term_to: Option<Option<NaiveDate>>,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// Makes a virtual manager (D2).
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateVirtualManager {
    /// Name.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "城东支行公共客户")]
    pub name: String,
    /// Number; the next free one of the branch where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 40))]
    #[schema(min_length = 1, max_length = 40)]
    pub manager_no: Option<String>,
    /// The branch.
    pub branch_id: OrgUnitId,
    /// First day; today where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date, max_length = 10)]
    pub term_from: Option<NaiveDate>,
    /// Why it exists.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
    /// Who keeps it, by dates; never a day without.
    #[validate(length(min = 1, max = 50), nested)]
    #[schema(min_items = 1, max_items = 50)]
    pub maintainers: Vec<MaintainerInput>,
}

/// Who keeps a virtual manager over a span of days.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MaintainerInput {
    /// Who.
    pub employee_id: EmployeeId,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// First day without; open where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date, max_length = 10)]
    pub valid_to: Option<NaiveDate>,
}

/// Names who keeps a virtual manager from the first day named on, in place of what was named for then.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetMaintainers {
    /// Who, by dates; not before today, never a day without.
    #[validate(length(min = 1, max = 50), nested)]
    #[schema(min_items = 1, max_items = 50)]
    pub maintainers: Vec<MaintainerInput>,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// A maintainer of a virtual manager.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MaintainerView {
    /// Who.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// Name.
    #[schema(max_length = 120)]
    pub name: String,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// First day without.
    #[schema(format = Date, max_length = 10)]
    pub valid_to: Option<NaiveDate>,
    /// Whether it holds today.
    pub today: bool,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: String,
}

/// Maintainers of a virtual manager.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Maintainers {
    /// Past, present and future ones, newest first.
    #[schema(max_items = 1000)]
    pub items: Vec<MaintainerView>,
}
