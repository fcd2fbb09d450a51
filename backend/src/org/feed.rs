//! Employees as the HR system keeps them: what it reads by change, puts in, moves, lets go and takes back.

use chrono::NaiveDate;
use serde_json::json;

use super::model::*;
use super::{rules, store};
use crate::app::Cx;
use crate::auth::Role;
use crate::db::Ts;
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::IfMatch;
use crate::search_text::{clean, sort_key};

/// An employee with the unit's code and name and the moment of the last change.
pub type Kept = (Employee, String, String, Ts);

/// Employees in the order of their last change, after a place.
pub fn list_by_change(
    cx: &mut Cx<'_>,
    since: Option<Ts>,
    employee_no: Option<&str>,
    after: Option<(Ts, EmployeeId)>,
    limit: i64,
) -> AppResult<Vec<Kept>> {
    Ok(store::list_changed_employees(cx.conn, since, employee_no, after, limit)?)
}

/// One employee; 404 where there is none.
pub fn get(cx: &mut Cx<'_>, id: EmployeeId) -> AppResult<Kept> {
    store::find_changed_employee(cx.conn, id).or_not_found()
}

/// An employee by number, where there is one.
pub fn by_no(cx: &mut Cx<'_>, employee_no: &str) -> AppResult<Option<Employee>> {
    Ok(store::find_employee_by_no(cx.conn, employee_no)?)
}

/// An open unit by its code, or a failure at the field.
pub fn open_unit(cx: &mut Cx<'_>, code: &str, pointer: &str) -> AppResult<OrgUnit> {
    store::list_units_by_code(cx.conn, &[code.to_owned()])?
        .into_iter()
        .find(|u| u.closed_on.is_none_or(|d| cx.today < d))
        .ok_or_else(|| AppError::field(pointer, "not_found"))
}

/// Somebody to be put in.
#[derive(Debug, Clone)]
pub struct Newcomer<'a> {
    /// Number.
    pub employee_no: &'a str,
    /// Name.
    pub name: &'a str,
    /// Where.
    pub unit: &'a OrgUnit,
    /// How hired.
    pub hire_kind: HireKind,
    /// First day.
    pub hired_on: NaiveDate,
}

/// Puts an employee in, without position or login. Errors: fields at fault; `already_exists` for a number that is taken.
pub fn hire(cx: &mut Cx<'_>, id: EmployeeId, new: &Newcomer<'_>) -> AppResult<()> {
    let (name, number) = (clean(new.name), clean(new.employee_no));
    if name.is_empty() || number.is_empty() {
        return Err(AppError::field(if name.is_empty() { "/name" } else { "/employee_no" }, "invalid"));
    }
    let row = Employee {
        id,
        employee_no: number,
        sort_key: sort_key(&name),
        name,
        org_unit_id: new.unit.id,
        branch_id: new.unit.branch_id,
        hire_kind: new.hire_kind,
        hired_on: new.hired_on,
        left_on: None,
        version: 1,
        created_at: cx.now,
    };
    store::insert_employee(cx.conn, &row).on_duplicate(|| AppError::new(Code::AlreadyExists))?;
    let detail =
        json!({ "org_unit_id": row.org_unit_id, "hire_kind": row.hire_kind, "hired_on": row.hired_on });
    cx.audit("hire_employee", "employee", Some(id), detail)
}

/// Says anew what an employee is called and how hired. Errors: fields at fault, `version_moved`.
pub fn describe(
    cx: &mut Cx<'_>,
    id: EmployeeId,
    version: IfMatch,
    name: Option<&str>,
    hire_kind: Option<HireKind>,
) -> AppResult<()> {
    let mut e = store::find_employee(cx.conn, id).or_not_found()?;
    version.check(e.version)?;
    if let Some(name) = name {
        e.name = clean(name);
        e.sort_key = sort_key(&e.name);
        if e.name.is_empty() {
            return Err(AppError::field("/name", "invalid"));
        }
    }
    e.hire_kind = hire_kind.unwrap_or(e.hire_kind);
    save(cx, e)?;
    // The name stands in its home table alone.
    cx.audit(
        "describe_employee",
        "employee",
        Some(id),
        json!({ "name": name.is_some(), "hire_kind": hire_kind }),
    )
}

/// Moves an employee to a unit; positions are proposed and confirmed apart.
pub fn transfer(cx: &mut Cx<'_>, id: EmployeeId, unit: &OrgUnit) -> AppResult<()> {
    let mut e = store::find_employee(cx.conn, id)?;
    let before = e.org_unit_id;
    (e.org_unit_id, e.branch_id) = (unit.id, unit.branch_id);
    save(cx, e)?;
    cx.audit("transfer_employee", "employee", Some(id), json!({ "from": before, "to": unit.id }))
}

/// An employee goes: first day away, every position ends with it, and sessions where the day has come (they are refused
/// from the day on in any case).
pub fn leave(cx: &mut Cx<'_>, id: EmployeeId, left_on: NaiveDate) -> AppResult<()> {
    let mut e = store::find_employee(cx.conn, id)?;
    e.left_on = Some(left_on);
    save(cx, e)?;
    end_positions(cx, id, left_on)?;
    if left_on <= cx.today {
        crate::identity::service::end_sessions_of_employee(cx, id, "left")?;
    }
    cx.audit("employee_leaves", "employee", Some(id), json!({ "left_on": left_on }))
}

/// Ends an employee's positions on a day; one that would begin later keeps no day.
pub fn end_positions(cx: &mut Cx<'_>, id: EmployeeId, day: NaiveDate) -> AppResult<()> {
    end_positions_in(cx, id, day, None)
}

/// As [`end_positions`], for those in one role alone where one is named.
pub fn end_positions_in(
    cx: &mut Cx<'_>,
    id: EmployeeId,
    day: NaiveDate,
    only: Option<Role>,
) -> AppResult<()> {
    let held = store::list_positions_from(cx.conn, id, day)?;
    for p in held.into_iter().filter(|p| only.is_none_or(|role| p.role == role)) {
        let valid_to = rules::cut_position(p.valid_from, day);
        if store::end_position(cx.conn, p.id, p.version, valid_to)? == 0 {
            return Err(AppError::new(Code::Conflict));
        }
        let detail = json!({ "position_id": p.id, "role": p.role, "org_unit_id": p.org_unit_id, "valid_to": valid_to });
        cx.audit("end_position", "employee", Some(id), detail)?;
    }
    Ok(())
}

/// An employee who left comes back, without position; the time before stays on record.
pub fn rehire(
    cx: &mut Cx<'_>,
    id: EmployeeId,
    unit: Option<&OrgUnit>,
    hire_kind: Option<HireKind>,
    hired_on: NaiveDate,
) -> AppResult<()> {
    let mut e = store::find_employee(cx.conn, id)?;
    if let Some(left_on) = e.left_on {
        let period = ServicePeriod {
            id: ServicePeriodId::new(),
            employee_id: id,
            hire_kind: e.hire_kind,
            from_on: e.hired_on,
            to_on: left_on,
        };
        store::insert_service_period(cx.conn, &period)?;
    }
    if let Some(unit) = unit {
        (e.org_unit_id, e.branch_id) = (unit.id, unit.branch_id);
    }
    e.hire_kind = hire_kind.unwrap_or(e.hire_kind);
    (e.hired_on, e.left_on) = (hired_on, None);
    let detail = json!({ "org_unit_id": e.org_unit_id, "hire_kind": e.hire_kind, "hired_on": hired_on });
    save(cx, e)?;
    cx.audit("rehire_employee", "employee", Some(id), detail)
}

/// When somebody who came back worked at the bank before, in order.
pub fn periods_before(cx: &mut Cx<'_>, id: EmployeeId) -> AppResult<Vec<ServicePeriod>> {
    Ok(store::list_service_periods(cx.conn, id)?)
}

fn save(cx: &mut Cx<'_>, mut e: Employee) -> AppResult<()> {
    let before = e.version;
    e.version += 1;
    match store::change_employee(cx.conn, before, &e, cx.now)? {
        0 => Err(AppError::new(Code::VersionMoved)),
        _ => Ok(()),
    }
}
