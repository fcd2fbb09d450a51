//! Queries of units, employees and positions.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::*;
use crate::auth::{Role, Scope};
use crate::db::schema::{employees, org_units, positions, search_tokens, service_periods};
use crate::db::{Conn, Ts};
use crate::on_each;

/// Kind of an employee's search tokens.
pub const SEARCHED: &str = "employee";

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

/// An employee within a scope, with the unit's name.
pub fn find_employee_within(
    conn: &mut Conn,
    id: EmployeeId,
    scope: &Scope,
) -> QueryResult<(Employee, String)> {
    let mut q = employees::table.inner_join(org_units::table).into_boxed().filter(employees::id.eq(id));
    if let Scope::Some { branches, .. } = scope {
        q = q.filter(employees::branch_id.eq_any(branches));
    }
    q.select((Employee::as_select(), org_units::name)).first(conn)
}

/// Employees by id, at most 500.
pub fn list_employees_by_id(conn: &mut Conn, ids: &[EmployeeId]) -> QueryResult<Vec<Employee>> {
    employees::table.filter(employees::id.eq_any(ids)).select(Employee::as_select()).load(conn)
}

/// Narrows the list of employees.
#[derive(Debug, Default)]
pub struct EmployeeFilter {
    /// Each range holds one of the name's tokens.
    pub tokens: Vec<(String, String)>,
    pub branch: Option<OrgUnitId>,
    /// Held on this day.
    pub role: Option<(Role, NaiveDate)>,
}

/// Employees in the order of their names, after a place, with their units' names.
pub fn list_employees(
    conn: &mut Conn,
    scope: &Scope,
    filter: &EmployeeFilter,
    after: Option<(String, EmployeeId)>,
    limit: i64,
) -> QueryResult<Vec<(Employee, String)>> {
    let mut q = employees::table.inner_join(org_units::table).into_boxed();
    if let Scope::Some { branches, .. } = scope {
        q = q.filter(employees::branch_id.eq_any(branches));
    }
    for (from, until) in &filter.tokens {
        let found = search_tokens::table
            .filter(search_tokens::kind.eq(SEARCHED))
            .filter(search_tokens::token.ge(from).and(search_tokens::token.lt(until)))
            .select(search_tokens::subject_id);
        q = q.filter(employees::id.eq_any(found));
    }
    if let Some(branch) = filter.branch {
        q = q.filter(employees::branch_id.eq(branch));
    }
    if let Some((role, day)) = filter.role {
        let held = positions::table
            .filter(positions::role.eq(role).and(positions::valid_from.le(day)))
            .filter(positions::valid_to.is_null().or(positions::valid_to.gt(day)))
            .select(positions::employee_id);
        q = q.filter(employees::id.eq_any(held));
    }
    if let Some((key, id)) = after {
        q = q.filter(
            employees::sort_key.gt(key.clone()).or(employees::sort_key.eq(key).and(employees::id.gt(id))),
        );
    }
    q.order((employees::sort_key, employees::id))
        .limit(limit)
        .select((Employee::as_select(), org_units::name))
        .load(conn)
}

/// Roles that employees hold on a day.
pub fn list_roles_on(
    conn: &mut Conn,
    ids: &[EmployeeId],
    day: NaiveDate,
) -> QueryResult<Vec<(EmployeeId, Role)>> {
    positions::table
        .filter(positions::employee_id.eq_any(ids))
        .filter(positions::valid_from.le(day))
        .filter(positions::valid_to.is_null().or(positions::valid_to.gt(day)))
        .order((positions::employee_id, positions::role))
        .select((positions::employee_id, positions::role))
        .distinct()
        .load(conn)
}

/// All positions of an employee, newest first, with the units' names.
pub fn list_positions_of(conn: &mut Conn, id: EmployeeId) -> QueryResult<Vec<(Position, String)>> {
    positions::table
        .inner_join(org_units::table)
        .filter(positions::employee_id.eq(id))
        .order((positions::valid_from.desc(), positions::id.desc()))
        .select((Position::as_select(), org_units::name))
        .load(conn)
}

pub fn find_position(conn: &mut Conn, id: PositionId) -> QueryResult<Position> {
    positions::table.find(id).select(Position::as_select()).first(conn)
}

/// Ends a position where its version still stands; 0 where it has moved.
pub fn end_position(
    conn: &mut Conn,
    id: PositionId,
    version: i64,
    valid_to: NaiveDate,
) -> QueryResult<usize> {
    diesel::update(positions::table.filter(positions::id.eq(id).and(positions::version.eq(version))))
        .set((positions::valid_to.eq(valid_to), positions::version.eq(version + 1)))
        .execute(conn)
}

/// Moves an employee's version on where it still stands; 0 where it has moved.
pub fn bump_employee(conn: &mut Conn, id: EmployeeId, version: i64, at: Ts) -> QueryResult<usize> {
    diesel::update(employees::table.filter(employees::id.eq(id).and(employees::version.eq(version))))
        .set((employees::version.eq(version + 1), employees::changed_at.eq(at)))
        .execute(conn)
}

/// Writes what an employee is where the version still stands, findable by the new name; 0 where it has moved.
pub fn change_employee(conn: &mut Conn, before: i64, e: &Employee, at: Ts) -> QueryResult<usize> {
    let changed =
        diesel::update(employees::table.filter(employees::id.eq(e.id).and(employees::version.eq(before))))
            .set((
                employees::name.eq(&e.name),
                employees::sort_key.eq(&e.sort_key),
                employees::org_unit_id.eq(e.org_unit_id),
                employees::branch_id.eq(e.branch_id),
                employees::hire_kind.eq(e.hire_kind),
                employees::hired_on.eq(e.hired_on),
                employees::left_on.eq(e.left_on),
                employees::version.eq(e.version),
                employees::changed_at.eq(at),
            ))
            .execute(conn)?;
    if changed > 0 {
        let texts = vec![e.name.as_str(), e.employee_no.as_str()];
        crate::search_text::store::put(conn, SEARCHED, &[(e.id.0, texts)])?;
    }
    Ok(changed)
}

pub fn insert_service_period(conn: &mut Conn, period: &ServicePeriod) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(service_periods::table).values(period).execute(c)).map(drop)
}

/// An employee's earlier times at the bank, in order.
pub fn list_service_periods(conn: &mut Conn, employee: EmployeeId) -> QueryResult<Vec<ServicePeriod>> {
    service_periods::table
        .filter(service_periods::employee_id.eq(employee))
        .order((service_periods::from_on, service_periods::id))
        .select(ServicePeriod::as_select())
        .load(conn)
}

/// Employees in the order of their last change, after a place, with their units' codes and names.
pub fn list_changed_employees(
    conn: &mut Conn,
    since: Option<Ts>,
    employee_no: Option<&str>,
    after: Option<(Ts, EmployeeId)>,
    limit: i64,
) -> QueryResult<Vec<(Employee, String, String, Ts)>> {
    let mut q = employees::table.inner_join(org_units::table).into_boxed();
    if let Some(since) = since {
        q = q.filter(employees::changed_at.ge(since));
    }
    if let Some(no) = employee_no {
        q = q.filter(employees::employee_no.eq(no.to_owned()));
    }
    if let Some((at, id)) = after {
        q = q.filter(employees::changed_at.gt(at).or(employees::changed_at.eq(at).and(employees::id.gt(id))));
    }
    q.order((employees::changed_at, employees::id))
        .limit(limit)
        .select((Employee::as_select(), org_units::code, org_units::name, employees::changed_at))
        .load(conn)
}

/// One employee with the unit's code and name and the last change.
pub fn find_changed_employee(conn: &mut Conn, id: EmployeeId) -> QueryResult<(Employee, String, String, Ts)> {
    employees::table
        .inner_join(org_units::table)
        .filter(employees::id.eq(id))
        .select((Employee::as_select(), org_units::code, org_units::name, employees::changed_at))
        .first(conn)
}

/// Positions of an employee that hold on a day or later.
pub fn list_positions_from(conn: &mut Conn, id: EmployeeId, day: NaiveDate) -> QueryResult<Vec<Position>> {
    positions::table
        .filter(positions::employee_id.eq(id))
        .filter(positions::valid_to.is_null().or(positions::valid_to.gt(day)))
        .order(positions::id)
        .select(Position::as_select())
        .load(conn)
}

pub fn find_org_unit(conn: &mut Conn, id: OrgUnitId) -> QueryResult<Option<OrgUnit>> {
    org_units::table.find(id).select(OrgUnit::as_select()).first(conn).optional()
}

pub fn find_employee_by_no(conn: &mut Conn, no: &str) -> QueryResult<Option<Employee>> {
    employees::table
        .filter(employees::employee_no.eq(no))
        .select(Employee::as_select())
        .first(conn)
        .optional()
}

/// Employees who hold a role on a day.
pub fn list_holders_on(conn: &mut Conn, role: Role, day: NaiveDate) -> QueryResult<Vec<EmployeeId>> {
    positions::table
        .inner_join(employees::table)
        .filter(employees::left_on.is_null().or(employees::left_on.gt(day)))
        .filter(positions::role.eq(role).and(positions::valid_from.le(day)))
        .filter(positions::valid_to.is_null().or(positions::valid_to.gt(day)))
        .select(positions::employee_id)
        .distinct()
        .load(conn)
}

/// Roles that employees hold on a day, each with its branch.
pub fn list_roles_held(
    conn: &mut Conn,
    employees: &[EmployeeId],
    day: NaiveDate,
) -> QueryResult<Vec<(EmployeeId, Role, Option<OrgUnitId>)>> {
    positions::table
        .inner_join(org_units::table.on(org_units::id.eq(positions::org_unit_id)))
        .filter(positions::employee_id.eq_any(employees))
        .filter(positions::valid_from.le(day))
        .filter(positions::valid_to.is_null().or(positions::valid_to.gt(day)))
        .order((positions::role, positions::id))
        .select((positions::employee_id, positions::role, org_units::branch_id))
        .load(conn)
}

/// Who holds a role: the person, the role, its branch, from when until when, and when the person left.
type HolderRow = (EmployeeId, Role, Option<OrgUnitId>, NaiveDate, Option<NaiveDate>, Option<NaiveDate>);

/// Everybody who holds one of some roles on a day or later.
pub fn list_holders_from(conn: &mut Conn, roles: &[Role], day: NaiveDate) -> QueryResult<Vec<HolderRow>> {
    positions::table
        .inner_join(employees::table)
        .inner_join(org_units::table.on(org_units::id.eq(positions::org_unit_id)))
        .filter(positions::role.eq_any(roles.to_vec()))
        .filter(positions::valid_to.is_null().or(positions::valid_to.gt(day)))
        .select((
            positions::employee_id,
            positions::role,
            org_units::branch_id,
            positions::valid_from,
            positions::valid_to,
            employees::left_on,
        ))
        .load(conn)
}

/// Employees who hold a role at a branch (at head office where absent) on a day.
pub fn list_holders_at(
    conn: &mut Conn,
    role: Role,
    branch: Option<OrgUnitId>,
    day: NaiveDate,
) -> QueryResult<Vec<EmployeeId>> {
    let mut q = positions::table
        .inner_join(employees::table)
        .inner_join(org_units::table.on(org_units::id.eq(positions::org_unit_id)))
        .filter(employees::left_on.is_null().or(employees::left_on.gt(day)))
        .filter(positions::role.eq(role).and(positions::valid_from.le(day)))
        .filter(positions::valid_to.is_null().or(positions::valid_to.gt(day)))
        .into_boxed();
    q = match branch {
        Some(branch) => q.filter(org_units::branch_id.eq(branch)),
        None => q.filter(org_units::branch_id.is_null()),
    };
    q.select(positions::employee_id).distinct().load(conn)
}

/// Where an employee holds a role on a day, with the branch.
pub fn find_place(
    conn: &mut Conn,
    employee: EmployeeId,
    role: Role,
    day: NaiveDate,
) -> QueryResult<Option<(OrgUnitId, Option<OrgUnitId>)>> {
    positions::table
        .inner_join(org_units::table)
        .filter(positions::employee_id.eq(employee).and(positions::role.eq(role)))
        .filter(positions::valid_from.le(day))
        .filter(positions::valid_to.is_null().or(positions::valid_to.gt(day)))
        .order(positions::id)
        .select((positions::org_unit_id, org_units::branch_id))
        .first(conn)
        .optional()
}

/// Head office.
pub fn find_head_office(conn: &mut Conn) -> QueryResult<Option<OrgUnit>> {
    org_units::table
        .filter(org_units::kind.eq(OrgKind::HeadOffice))
        .order(org_units::id)
        .select(OrgUnit::as_select())
        .first(conn)
        .optional()
}

/// Units in the order of their names, after a place.
pub fn list_org_units(
    conn: &mut Conn,
    kind: Option<OrgKind>,
    branch: Option<OrgUnitId>,
    after: Option<(String, OrgUnitId)>,
    limit: i64,
) -> QueryResult<Vec<OrgUnit>> {
    let mut q = org_units::table.into_boxed();
    if let Some(kind) = kind {
        q = q.filter(org_units::kind.eq(kind));
    }
    if let Some(branch) = branch {
        q = q.filter(org_units::branch_id.eq(branch));
    }
    if let Some((key, id)) = after {
        q = q.filter(
            org_units::sort_key.gt(key.clone()).or(org_units::sort_key.eq(key).and(org_units::id.gt(id))),
        );
    }
    q.order((org_units::sort_key, org_units::id)).limit(limit).select(OrgUnit::as_select()).load(conn)
}

/// Names of employees.
pub fn list_employee_names(conn: &mut Conn, ids: &[EmployeeId]) -> QueryResult<Vec<(EmployeeId, String)>> {
    employees::table.filter(employees::id.eq_any(ids)).select((employees::id, employees::name)).load(conn)
}

/// Names of units.
pub fn list_unit_names(conn: &mut Conn, ids: &[OrgUnitId]) -> QueryResult<Vec<(OrgUnitId, String)>> {
    org_units::table.filter(org_units::id.eq_any(ids)).select((org_units::id, org_units::name)).load(conn)
}

pub fn insert_org_unit(conn: &mut Conn, unit: &OrgUnit) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(org_units::table).values(unit).execute(c)).map(drop)
}

/// An employee, findable by name and number.
pub fn insert_employee(conn: &mut Conn, employee: &Employee) -> QueryResult<()> {
    let row = (employee, employees::changed_at.eq(employee.created_at));
    on_each!(conn, |c| diesel::insert_into(employees::table).values(row).execute(c))?;
    let texts = vec![employee.name.as_str(), employee.employee_no.as_str()];
    crate::search_text::store::put(conn, SEARCHED, &[(employee.id.0, texts)])
}

pub fn insert_position(conn: &mut Conn, position: &Position) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(positions::table).values(position).execute(c)).map(drop)
}

pub fn list_units_by_code(conn: &mut Conn, codes: &[String]) -> QueryResult<Vec<OrgUnit>> {
    org_units::table.filter(org_units::code.eq_any(codes.to_vec())).select(OrgUnit::as_select()).load(conn)
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
