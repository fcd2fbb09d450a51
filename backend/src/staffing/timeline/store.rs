//! Queries of a person's timeline: each source newest first, from a place on.

pub mod entry;
pub mod person;
pub mod post;
pub mod recruitment;

use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

use super::rules::{Before, Place, days_before, moments_before};
use crate::auth::Scope;
use crate::db::schema::managers;
use crate::db::{Conn, Ts};
use crate::org::model::EmployeeId;
use crate::staffing::model::{Manager, ManagerId};

/// What a source is asked for.
pub struct Ask<'a> {
    /// Its name.
    pub source: &'static str,
    /// Whose.
    pub employee: EmployeeId,
    /// The managers that the employee is or was, within the scope.
    pub managers: &'a [ManagerId],
    /// The managers that the employee is or was, wherever.
    pub everybody: &'a [ManagerId],
    /// Where rows may stand that have a branch of their own.
    pub scope: &'a Scope,
    /// The place that the page before ended on, and the moment at which its day began.
    pub after: Option<(&'a Place, Ts)>,
    /// At most so many.
    pub limit: i64,
    /// The bank's day today.
    pub today: NaiveDate,
}

impl Ask<'_> {
    /// Where a source of days goes on.
    fn days(&self) -> Option<Before<NaiveDate>> {
        self.after.map(|(place, _)| days_before(self.source, place))
    }
    /// Where a source of moments goes on.
    fn moments(&self) -> Option<Before<Ts>> {
        self.after.map(|(place, start)| moments_before(self.source, place, start))
    }
}

/// Orders a boxed query newest first, from a place on.
macro_rules! page {
    ($query:expr, $ask:expr, $before:expr, $at:expr, $id:expr, $row:expr) => {{
        let q = match $before {
            None => $query,
            Some(crate::staffing::timeline::rules::Before { at, id: None }) => $query.filter($at.lt(at)),
            Some(crate::staffing::timeline::rules::Before { at, id: Some(id) }) => {
                $query.filter($at.lt(at).or($at.eq(at).and($id.lt($row(id)))))
            }
        };
        q.order(($at.desc(), $id.desc())).limit($ask.limit)
    }};
}
/// Restricts a boxed query to rows that stand in a scope by their own branch or manager.
macro_rules! stands_in {
    ($query:expr, $scope:expr, $branch:expr, $manager:expr) => {{
        let mut q = $query;
        if let crate::auth::Scope::Some { branches, managers } = $scope {
            q = q.filter($branch.eq_any(branches.clone()).or($manager.eq_any(managers.clone())));
        }
        q
    }};
}
use {page, stands_in};

/// Every manager that an employee is or was.
pub fn list_managers_of(conn: &mut Conn, employee: EmployeeId) -> QueryResult<Vec<Manager>> {
    managers::table
        .filter(managers::employee_id.eq(employee))
        .order(managers::id.desc())
        .select(Manager::as_select())
        .load(conn)
}

/// Rows as entries.
fn entries<T>(rows: Vec<T>, entry: impl Fn(T) -> super::model::Entry) -> Vec<super::model::Entry> {
    rows.into_iter().map(entry).collect()
}

/// An open leaving procedure of an employee within a scope.
pub fn find_open_leaving(conn: &mut Conn, employee: EmployeeId, scope: &Scope) -> QueryResult<Option<Uuid>> {
    use crate::db::schema::leavings as l;
    use crate::staffing::leaving::model::{LeavingId, LeavingState};
    let q = l::table.into_boxed().filter(l::employee_id.eq(employee).and(l::state.eq(LeavingState::Open)));
    let found: Option<LeavingId> =
        stands_in!(q, scope, l::branch_id, l::manager_id).select(l::id).first(conn).optional()?;
    Ok(found.map(|id| id.0))
}
