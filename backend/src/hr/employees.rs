//! Employees, as the HR system reads and keeps them.

use super::dto::*;
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::error::AppResult;
use crate::http::{IdemKey, IfMatch, Page};
use crate::org::feed::{self, Kept, Newcomer};
use crate::org::model::EmployeeId;

fn view((e, code, unit, changed_at): Kept) -> HrEmployee {
    HrEmployee {
        id: e.id.to_string(),
        employee_no: e.employee_no,
        name: e.name,
        org_unit_code: code,
        org_unit_name: unit,
        hire_kind: e.hire_kind,
        hired_on: e.hired_on,
        left_on: e.left_on,
        changed_at,
        version: e.version,
    }
}

/// Employees in the order of their last change.
pub fn list_hr_employees(cx: &mut Cx<'_>, q: &ListHrEmployees) -> AppResult<Page<HrEmployee>> {
    cx.may(Action::ListHrEmployees, &Thing::bank())?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "hr_employees", q.cursor.as_deref())?;
    let rows = feed::list_by_change(cx, q.changed_since, q.employee_no.as_deref(), after, limit + 1)?;
    crate::db::page::page(cx.app.keys(), "hr_employees", rows, limit, |r| (r.3, r.0.id), view)
}

/// One employee.
pub fn get_hr_employee(cx: &mut Cx<'_>, id: EmployeeId) -> AppResult<HrEmployee> {
    cx.may(Action::GetHrEmployee, &Thing::bank())?;
    feed::get(cx, id).map(view)
}

/// Puts an employee in. Errors: fields at fault, `already_exists` for a number that is taken.
pub fn create_hr_employee(cx: &mut Cx<'_>, key: &IdemKey, input: &CreateHrEmployee) -> AppResult<HrEmployee> {
    cx.may(Action::CreateHrEmployee, &Thing::bank())?;
    let id: EmployeeId = cx.once(key, Action::CreateHrEmployee, input, |cx| {
        let unit = feed::open_unit(cx, &input.org_unit_code, "/org_unit_code")?;
        let new = Newcomer {
            employee_no: &input.employee_no,
            name: &input.name,
            unit: &unit,
            hire_kind: input.hire_kind,
            hired_on: input.hired_on,
        };
        let id = EmployeeId::new();
        feed::hire(cx, id, &new)?;
        Ok(id)
    })?;
    feed::get(cx, id).map(view)
}

/// Changes an employee's name or how hired. Errors: `version_moved`, fields at fault.
pub fn update_hr_employee(
    cx: &mut Cx<'_>,
    id: EmployeeId,
    version: IfMatch,
    input: &UpdateHrEmployee,
) -> AppResult<HrEmployee> {
    cx.may(Action::UpdateHrEmployee, &Thing::bank())?;
    feed::describe(cx, id, version, input.name.as_deref(), input.hire_kind)?;
    if let Some(name) = &input.name {
        crate::staffing::feed::rename(cx, id, name)?;
    }
    feed::get(cx, id).map(view)
}
