//! Rows of org units, employees and positions.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::auth::Role;
use crate::db::Ts;
use crate::db::schema::{employees, org_units, positions, service_periods};
use crate::{id, text_enum};

id! {
    /// A unit of the bank.
    OrgUnitId
}
id! {
    /// An employee.
    EmployeeId
}
id! {
    /// A position held by an employee.
    PositionId
}
id! {
    /// An employee's earlier time with the bank.
    ServicePeriodId
}

text_enum! {
    /// What a unit is.
    OrgKind {
        /// 总行.
        HeadOffice = "head_office",
        /// A department of head office.
        Department = "department",
        /// 分行, where the tier exists.
        RegionalBranch = "regional_branch",
        /// 支行.
        Branch = "branch",
        /// 网点.
        Outlet = "outlet",
    }
}
text_enum! {
    /// How an employee is hired.
    HireKind {
        /// The bank's own.
        Employee = "employee",
        /// 外聘.
        External = "external",
    }
}

/// A unit.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = org_units)]
pub struct OrgUnit {
    pub id: OrgUnitId,
    pub code: String,
    pub name: String,
    pub sort_key: String,
    pub kind: OrgKind,
    pub parent_id: Option<OrgUnitId>,
    /// The branch it belongs to: itself for a branch, none at head office.
    pub branch_id: Option<OrgUnitId>,
    pub district: Option<String>,
    pub opened_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    pub version: i64,
    pub created_at: Ts,
}

/// An employee.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = employees)]
pub struct Employee {
    pub id: EmployeeId,
    pub employee_no: String,
    pub name: String,
    pub sort_key: String,
    pub org_unit_id: OrgUnitId,
    pub branch_id: Option<OrgUnitId>,
    pub hire_kind: HireKind,
    pub hired_on: NaiveDate,
    /// First day away.
    pub left_on: Option<NaiveDate>,
    pub version: i64,
    pub created_at: Ts,
}

/// A time that somebody who came back worked at the bank before; `to_on` is the first day away. The present one, or the
/// last, stands with the employee.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = service_periods)]
pub struct ServicePeriod {
    pub id: ServicePeriodId,
    pub employee_id: EmployeeId,
    pub hire_kind: HireKind,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
}

/// A position; `valid_to` is the first day without it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = positions)]
pub struct Position {
    pub id: PositionId,
    pub employee_id: EmployeeId,
    pub role: Role,
    pub org_unit_id: OrgUnitId,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub request_id: Option<crate::approvals::RequestId>,
    pub version: i64,
    pub created_at: Ts,
}
