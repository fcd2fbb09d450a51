//! Units and employees that come in by files: found by their numbers, put in as the file says.

use std::collections::HashMap;

use super::model::*;
use super::store;
use crate::app::Cx;
use crate::error::AppResult;

/// Units by their codes; unknown codes are left out.
pub fn units_by_code(cx: &mut Cx<'_>, codes: &[String]) -> AppResult<HashMap<String, OrgUnit>> {
    let mut out = HashMap::with_capacity(codes.len());
    for chunk in codes.chunks(500) {
        out.extend(store::list_units_by_code(cx.conn, chunk)?.into_iter().map(|u| (u.code.clone(), u)));
    }
    Ok(out)
}

/// The bank's head office.
pub fn head_office(cx: &mut Cx<'_>) -> AppResult<Option<OrgUnitId>> {
    Ok(store::find_head_office(cx.conn)?.map(|u| u.id))
}

/// Employees by their numbers; unknown numbers are left out.
pub fn employees_by_no(cx: &mut Cx<'_>, numbers: &[String]) -> AppResult<HashMap<String, Employee>> {
    let mut out = HashMap::with_capacity(numbers.len());
    for chunk in numbers.chunks(500) {
        let found = store::list_employees_by_no(cx.conn, chunk)?;
        out.extend(found.into_iter().map(|e| (e.employee_no.clone(), e)));
    }
    Ok(out)
}

/// Puts a unit in.
pub fn insert_unit(cx: &mut Cx<'_>, unit: &OrgUnit) -> AppResult<()> {
    Ok(store::insert_org_unit(cx.conn, unit)?)
}

/// Says of a unit that stands what a file says of it.
pub fn describe_unit(
    cx: &mut Cx<'_>,
    id: OrgUnitId,
    (name, sort_key): (&str, &str),
    district: Option<&str>,
    opened_on: chrono::NaiveDate,
) -> AppResult<()> {
    Ok(store::describe_unit(cx.conn, id, name, sort_key, district, opened_on).map(drop)?)
}

/// Puts an employee in.
pub fn insert_employee(cx: &mut Cx<'_>, employee: &Employee) -> AppResult<()> {
    Ok(store::insert_employee(cx.conn, employee)?)
}

/// Puts in a position that the operator vouches for.
pub fn insert_position(cx: &mut Cx<'_>, position: &Position) -> AppResult<()> {
    Ok(store::insert_position(cx.conn, position)?)
}
