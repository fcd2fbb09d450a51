//! Queries of units, employees and positions.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::*;
use crate::auth::Role;
use crate::db::Conn;
use crate::db::schema::{employees, org_units, positions};
use crate::on_each;

/// An employee's positions on a day, as `me` shows them.
pub fn list_my_positions(
    conn: &mut Conn,
    employee: EmployeeId,
    day: NaiveDate,
) -> QueryResult<Vec<(Role, OrgUnitId, String, OrgKind, Option<OrgUnitId>)>> {
    positions::table
        .inner_join(org_units::table.on(org_units::id.eq(positions::org_unit_id)))
        .filter(positions::employee_id.eq(employee))
        .filter(positions::valid_from.le(day))
        .filter(positions::valid_to.is_null().or(positions::valid_to.gt(day)))
        .order((positions::role, positions::id))
        .select((positions::role, org_units::id, org_units::name, org_units::kind, org_units::branch_id))
        .load(conn)
}

pub fn find_employee(conn: &mut Conn, id: EmployeeId) -> QueryResult<Employee> {
    employees::table.find(id).select(Employee::as_select()).first(conn)
}

pub fn insert_org_unit(conn: &mut Conn, unit: &OrgUnit) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(org_units::table).values(unit).execute(c)).map(drop)
}

pub fn insert_employee(conn: &mut Conn, employee: &Employee) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(employees::table).values(employee).execute(c)).map(drop)
}

pub fn insert_position(conn: &mut Conn, position: &Position) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(positions::table).values(position).execute(c)).map(drop)
}

pub fn list_units_by_code(conn: &mut Conn, codes: &[String]) -> QueryResult<Vec<OrgUnit>> {
    org_units::table.filter(org_units::code.eq_any(codes.to_vec())).select(OrgUnit::as_select()).load(conn)
}

pub fn find_head_office(conn: &mut Conn) -> QueryResult<Option<OrgUnitId>> {
    org_units::table
        .filter(org_units::kind.eq(OrgKind::HeadOffice))
        .order(org_units::id)
        .select(org_units::id)
        .first(conn)
        .optional()
}

pub fn list_employees_by_no(conn: &mut Conn, numbers: &[String]) -> QueryResult<Vec<Employee>> {
    employees::table
        .filter(employees::employee_no.eq_any(numbers.to_vec()))
        .select(Employee::as_select())
        .load(conn)
}

pub fn describe_unit(
    conn: &mut Conn,
    id: OrgUnitId,
    name: &str,
    sort_key: &str,
    district: Option<&str>,
    opened_on: NaiveDate,
) -> QueryResult<usize> {
    diesel::update(org_units::table.find(id))
        .set((
            org_units::name.eq(name),
            org_units::sort_key.eq(sort_key),
            org_units::district.eq(district),
            org_units::opened_on.eq(opened_on),
            org_units::version.eq(org_units::version + 1),
        ))
        .execute(conn)
}
