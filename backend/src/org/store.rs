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
