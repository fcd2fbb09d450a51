//! Rows of managers.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::Ts;
use crate::db::schema::{manager_history, manager_maintainers, managers};
use crate::identity::model::UserId;
use crate::org::model::{EmployeeId, OrgUnitId};
use crate::{id, text_enum};

id! {
    /// A manager: the subject that owns clients.
    ManagerId
}
id! {
    /// One line of a manager's history.
    ManagerHistoryId
}
id! {
    /// A maintainer's entry.
    MaintainerId
}

text_enum! {
    /// Class of a manager (D2).
    ManagerClass {
        /// Full-time.
        A = "a",
        /// Part-time.
        B = "b",
        /// A subject without a body, kept by maintainers.
        Virtual = "virtual",
    }
}
text_enum! {
    /// Kind of a class-B manager (D2).
    BKind {
        /// 在岗.
        InPost = "in_post",
        /// 非在岗.
        OffPost = "off_post",
    }
}
text_enum! {
    /// Grade of a manager (E2.2), lowest first.
    Grade {
        /// 见习.
        Trainee = "trainee",
        /// 三级.
        Level3 = "level_3",
        /// 二级.
        Level2 = "level_2",
        /// 一级.
        Level1 = "level_1",
        /// 高级.
        Senior = "senior",
    }
}
text_enum! {
    /// Whether a manager has standing.
    ManagerState {
        /// In standing, within the term.
        Active = "active",
        /// For the time being without standing.
        Suspended = "suspended",
        /// No longer a manager.
        Left = "left",
    }
}

/// A manager.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = managers)]
pub struct Manager {
    pub id: ManagerId,
    pub manager_no: String,
    pub name: String,
    pub sort_key: String,
    pub employee_id: Option<EmployeeId>,
    pub class: ManagerClass,
    pub b_kind: Option<BKind>,
    pub grade: Option<Grade>,
    pub branch_id: OrgUnitId,
    pub outlet_id: Option<OrgUnitId>,
    pub state: ManagerState,
    pub term_from: NaiveDate,
    /// First day after the term.
    pub term_to: Option<NaiveDate>,
    pub reason: Option<String>,
    pub version: i64,
    pub created_at: Ts,
}

impl Manager {
    /// Whether the manager has standing on a day: active and within the term (D4).
    pub fn has_standing(&self, day: NaiveDate) -> bool {
        self.state == ManagerState::Active && self.term_from <= day && self.term_to.is_none_or(|to| day < to)
    }
}

/// What a manager was from a day on, as known from a moment on.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = manager_history)]
pub struct ManagerHistory {
    pub id: ManagerHistoryId,
    pub manager_id: ManagerId,
    pub version: i64,
    pub class: ManagerClass,
    pub b_kind: Option<BKind>,
    pub grade: Option<Grade>,
    pub branch_id: OrgUnitId,
    pub state: ManagerState,
    pub term_from: NaiveDate,
    pub term_to: Option<NaiveDate>,
    pub valid_from: NaiveDate,
    pub known_from: Ts,
    pub reason: String,
    pub changed_by: Option<UserId>,
}

/// Who keeps a virtual manager; `valid_to` is the first day without.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = manager_maintainers)]
pub struct Maintainer {
    pub id: MaintainerId,
    pub manager_id: ManagerId,
    pub employee_id: EmployeeId,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub reason: String,
    pub created_by: Option<UserId>,
    pub created_at: Ts,
}

/// A line of the history of a manager with a body.
#[derive(Debug, Clone, Queryable)]
pub struct Appointed {
    /// What the manager was from then on.
    pub line: ManagerHistory,
    /// Manager's number.
    pub manager_no: String,
    /// The employee's number.
    pub employee_no: String,
    /// The branch's code.
    pub branch_code: String,
}
