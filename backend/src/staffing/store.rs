//! Queries of managers.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::*;
use crate::auth::Scope;
use crate::db::schema::{
    employees, manager_history, manager_maintainers, managers, org_units, search_tokens,
};
use crate::db::{Conn, Ts};
use crate::on_each;
use crate::org::model::{EmployeeId, OrgUnitId};

/// Kind of a manager's search tokens.
pub const SEARCHED: &str = "manager";

/// Managers by id, at most 500.
pub fn list_by_id(conn: &mut Conn, ids: &[ManagerId]) -> QueryResult<Vec<Manager>> {
    managers::table.filter(managers::id.eq_any(ids)).select(Manager::as_select()).load(conn)
}

pub fn find_manager(conn: &mut Conn, id: ManagerId) -> QueryResult<Manager> {
    managers::table.find(id).select(Manager::as_select()).first(conn)
}

/// The manager that an employee is and has not ceased to be; the last where there were several.
pub fn find_of_employee(conn: &mut Conn, employee: EmployeeId) -> QueryResult<Option<Manager>> {
    managers::table
        .filter(managers::employee_id.eq(employee).and(managers::state.ne(ManagerState::Left)))
        .order(managers::id.desc())
        .select(Manager::as_select())
        .first(conn)
        .optional()
}

/// A manager within a scope, with the branch's name.
pub fn find_manager_within(conn: &mut Conn, id: ManagerId, scope: &Scope) -> QueryResult<(Manager, String)> {
    let mut q = managers::table
        .inner_join(org_units::table.on(org_units::id.eq(managers::branch_id)))
        .into_boxed()
        .filter(managers::id.eq(id));
    if let Scope::Some { branches, managers: own } = scope {
        q = q.filter(managers::branch_id.eq_any(branches).or(managers::id.eq_any(own)));
    }
    q.select((Manager::as_select(), org_units::name)).first(conn)
}

/// Narrows the list of managers.
#[derive(Debug, Default)]
pub struct ManagerFilter {
    /// Each range holds one of the name's tokens.
    pub tokens: Vec<(String, String)>,
    pub branch: Option<OrgUnitId>,
    pub class: Option<ManagerClass>,
    pub grade: Option<Grade>,
    pub state: Option<ManagerState>,
}

/// Managers in the order of their names, after a place, with their branches' names.
pub fn list_managers(
    conn: &mut Conn,
    scope: &Scope,
    filter: &ManagerFilter,
    after: Option<(String, ManagerId)>,
    limit: i64,
) -> QueryResult<Vec<(Manager, String)>> {
    let mut q =
        managers::table.inner_join(org_units::table.on(org_units::id.eq(managers::branch_id))).into_boxed();
    if let Scope::Some { branches, managers: own } = scope {
        q = q.filter(managers::branch_id.eq_any(branches).or(managers::id.eq_any(own)));
    }
    for (from, until) in &filter.tokens {
        let found = search_tokens::table
            .filter(search_tokens::kind.eq(SEARCHED))
            .filter(search_tokens::token.ge(from).and(search_tokens::token.lt(until)))
            .select(search_tokens::subject_id);
        q = q.filter(managers::id.eq_any(found));
    }
    if let Some(branch) = filter.branch {
        q = q.filter(managers::branch_id.eq(branch));
    }
    if let Some(class) = filter.class {
        q = q.filter(managers::class.eq(class));
    }
    if let Some(grade) = filter.grade {
        q = q.filter(managers::grade.eq(grade));
    }
    if let Some(state) = filter.state {
        q = q.filter(managers::state.eq(state));
    }
    if let Some((key, id)) = after {
        q = q.filter(
            managers::sort_key.gt(key.clone()).or(managers::sort_key.eq(key).and(managers::id.gt(id))),
        );
    }
    q.order((managers::sort_key, managers::id))
        .limit(limit)
        .select((Manager::as_select(), org_units::name))
        .load(conn)
}

/// A manager, findable by name and number.
pub fn insert_manager(conn: &mut Conn, m: &Manager) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(managers::table).values(m).execute(c))?;
    let texts = vec![m.name.as_str(), m.manager_no.as_str()];
    crate::search_text::store::put(conn, SEARCHED, &[(m.id.0, texts)])
}

/// What an employee is and was as a manager.
pub fn list_of_employee(conn: &mut Conn, employee: EmployeeId) -> QueryResult<Vec<Manager>> {
    managers::table
        .filter(managers::employee_id.eq(employee))
        .order(managers::id)
        .select(Manager::as_select())
        .load(conn)
}

/// Writes a manager's name where the version still stands, findable by it; 0 where it has moved.
pub fn rename_manager(conn: &mut Conn, before: i64, m: &Manager) -> QueryResult<usize> {
    let changed =
        diesel::update(managers::table.filter(managers::id.eq(m.id).and(managers::version.eq(before))))
            .set((
                managers::name.eq(&m.name),
                managers::sort_key.eq(&m.sort_key),
                managers::version.eq(m.version),
            ))
            .execute(conn)?;
    if changed > 0 {
        let texts = vec![m.name.as_str(), m.manager_no.as_str()];
        crate::search_text::store::put(conn, SEARCHED, &[(m.id.0, texts)])?;
    }
    Ok(changed)
}

/// Changes grade, state and term where the version still stands; 0 where it has moved.
pub fn update_manager(conn: &mut Conn, before: i64, m: &Manager) -> QueryResult<usize> {
    diesel::update(managers::table.filter(managers::id.eq(m.id).and(managers::version.eq(before))))
        .set((
            managers::grade.eq(m.grade),
            managers::state.eq(m.state),
            managers::term_from.eq(m.term_from),
            managers::term_to.eq(m.term_to),
            managers::version.eq(m.version),
        ))
        .execute(conn)
}

/// Writes what an appointment changes where the version still stands; 0 where it has moved.
pub fn reappoint_manager(conn: &mut Conn, before: i64, m: &Manager) -> QueryResult<usize> {
    diesel::update(managers::table.filter(managers::id.eq(m.id).and(managers::version.eq(before))))
        .set((
            managers::class.eq(m.class),
            managers::b_kind.eq(m.b_kind),
            managers::grade.eq(m.grade),
            managers::branch_id.eq(m.branch_id),
            managers::outlet_id.eq(m.outlet_id),
            managers::state.eq(m.state),
            managers::term_from.eq(m.term_from),
            managers::term_to.eq(m.term_to),
            managers::version.eq(m.version),
        ))
        .execute(conn)
}

/// How many managers an employee has been.
pub fn count_of_employee(conn: &mut Conn, employee: EmployeeId) -> QueryResult<i64> {
    managers::table.filter(managers::employee_id.eq(employee)).count().get_result(conn)
}

pub fn insert_history(conn: &mut Conn, line: &ManagerHistory) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(manager_history::table).values(line).execute(c)).map(drop)
}

/// A manager's history, newest version first, before one, with the branches' names.
pub fn list_history(
    conn: &mut Conn,
    id: ManagerId,
    before: Option<i64>,
    limit: i64,
) -> QueryResult<Vec<(ManagerHistory, String)>> {
    let mut q = manager_history::table
        .inner_join(org_units::table.on(org_units::id.eq(manager_history::branch_id)))
        .into_boxed()
        .filter(manager_history::manager_id.eq(id));
    if let Some(version) = before {
        q = q.filter(manager_history::version.lt(version));
    }
    q.order(manager_history::version.desc())
        .limit(limit)
        .select((ManagerHistory::as_select(), org_units::name))
        .load(conn)
}

/// How many virtual managers a branch has had.
pub fn count_virtual(conn: &mut Conn, branch: OrgUnitId) -> QueryResult<i64> {
    managers::table
        .filter(managers::branch_id.eq(branch).and(managers::class.eq(ManagerClass::Virtual)))
        .count()
        .get_result(conn)
}

/// A manager's maintainers, newest first, with name and first day away.
pub fn list_maintainers(
    conn: &mut Conn,
    id: ManagerId,
) -> QueryResult<Vec<(Maintainer, String, Option<NaiveDate>)>> {
    manager_maintainers::table
        .inner_join(employees::table)
        .filter(manager_maintainers::manager_id.eq(id))
        .order((manager_maintainers::valid_from.desc(), manager_maintainers::id.desc()))
        .select((Maintainer::as_select(), employees::name, employees::left_on))
        .load(conn)
}

pub fn insert_maintainers(conn: &mut Conn, rows: &[Maintainer]) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(manager_maintainers::table).values(rows).execute(c)).map(drop)
}

pub fn end_maintainer(conn: &mut Conn, id: MaintainerId, valid_to: NaiveDate) -> QueryResult<usize> {
    diesel::update(manager_maintainers::table.find(id))
        .set(manager_maintainers::valid_to.eq(valid_to))
        .execute(conn)
}

/// Who maintains each of the managers on a day, in order of name.
pub fn list_keepers_on(
    conn: &mut Conn,
    managers: &[ManagerId],
    day: NaiveDate,
) -> QueryResult<Vec<(ManagerId, EmployeeId, String)>> {
    manager_maintainers::table
        .inner_join(employees::table)
        .filter(manager_maintainers::manager_id.eq_any(managers.to_vec()))
        .filter(manager_maintainers::valid_from.le(day))
        .filter(manager_maintainers::valid_to.is_null().or(manager_maintainers::valid_to.gt(day)))
        .order((employees::sort_key, employees::id))
        .select((manager_maintainers::manager_id, employees::id, employees::name))
        .load(conn)
}

/// Virtual managers, not gone, that employees maintain on a day or later, by name, with the entries.
pub fn list_kept_from(
    conn: &mut Conn,
    employees: &[EmployeeId],
    day: NaiveDate,
) -> QueryResult<Vec<(Manager, Maintainer)>> {
    manager_maintainers::table
        .inner_join(managers::table)
        .filter(manager_maintainers::employee_id.eq_any(employees))
        .filter(manager_maintainers::valid_to.is_null().or(manager_maintainers::valid_to.gt(day)))
        .filter(managers::state.ne(ManagerState::Left))
        .order((managers::sort_key, managers::id, manager_maintainers::valid_from))
        .select((Manager::as_select(), Maintainer::as_select()))
        .load(conn)
}

/// Lines of the history of managers with a body after a place in the order of knowledge; those alone that stand now, or
/// all.
pub fn list_appointed_lines(
    conn: &mut Conn,
    since: Option<Ts>,
    standing: bool,
    after: Option<(Ts, ManagerHistoryId)>,
    limit: i64,
) -> QueryResult<Vec<Appointed>> {
    use manager_history as h;
    let mut q = h::table
        .inner_join(managers::table)
        .inner_join(employees::table.on(managers::employee_id.eq(employees::id.nullable())))
        .inner_join(org_units::table.on(org_units::id.eq(h::branch_id)))
        .into_boxed();
    if standing {
        q = q.filter(h::version.eq(managers::version));
    }
    if let Some(since) = since {
        q = q.filter(h::known_from.ge(since));
    }
    if let Some((at, id)) = after {
        q = q.filter(h::known_from.gt(at).or(h::known_from.eq(at).and(h::id.gt(id))));
    }
    q.order((h::known_from, h::id))
        .limit(limit)
        .select((ManagerHistory::as_select(), managers::manager_no, employees::employee_no, org_units::code))
        .load(conn)
}
