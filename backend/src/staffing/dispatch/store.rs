//! Queries of dispatches.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::*;
use crate::approvals::RequestId;
use crate::auth::Scope;
use crate::db::schema::dispatches;
use crate::db::{Conn, Ts};
use crate::on_each;
use crate::staffing::model::ManagerId;

/// Narrows the list.
#[derive(Debug, Default)]
pub struct Filter {
    pub id: Option<DispatchId>,
    pub manager: Option<ManagerId>,
    pub state: Option<DispatchState>,
}

/// Dispatches within a scope (from or to its branches, of its managers), the latest first, before a place.
pub fn list(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    before: Option<(Ts, DispatchId)>,
    limit: i64,
) -> QueryResult<Vec<Dispatch>> {
    let mut q = dispatches::table.into_boxed();
    if let Scope::Some { branches, managers } = scope {
        q = q.filter(
            dispatches::from_branch_id
                .eq_any(branches.clone())
                .or(dispatches::to_branch_id.eq_any(branches.clone()))
                .or(dispatches::manager_id.eq_any(managers.clone())),
        );
    }
    if let Some(id) = filter.id {
        q = q.filter(dispatches::id.eq(id));
    }
    if let Some(manager) = filter.manager {
        q = q.filter(dispatches::manager_id.eq(manager));
    }
    if let Some(state) = filter.state {
        q = q.filter(dispatches::state.eq(state));
    }
    if let Some((at, id)) = before {
        q = q.filter(
            dispatches::proposed_at.lt(at).or(dispatches::proposed_at.eq(at).and(dispatches::id.lt(id))),
        );
    }
    q.order((dispatches::proposed_at.desc(), dispatches::id.desc()))
        .limit(limit)
        .select(Dispatch::as_select())
        .load(conn)
}

/// For what has been permitted already: the parts of a request.
pub fn find(conn: &mut Conn, id: DispatchId) -> QueryResult<Dispatch> {
    dispatches::table.find(id).select(Dispatch::as_select()).first(conn)
}

/// Days on which a manager is away, or is proposed to be, but for one dispatch.
pub fn list_days_of(
    conn: &mut Conn,
    manager: ManagerId,
    but: DispatchId,
) -> QueryResult<Vec<(NaiveDate, NaiveDate)>> {
    dispatches::table
        .filter(dispatches::manager_id.eq(manager).and(dispatches::id.ne(but)))
        .filter(dispatches::state.eq_any([DispatchState::Pending, DispatchState::Approved]))
        .select((dispatches::valid_from, dispatches::valid_to))
        .load(conn)
}

pub fn insert(conn: &mut Conn, row: &Dispatch) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(dispatches::table).values(row).execute(c)).map(drop)
}

pub fn set_request(conn: &mut Conn, id: DispatchId, request: RequestId) -> QueryResult<usize> {
    diesel::update(dispatches::table.find(id)).set(dispatches::request_id.eq(request)).execute(conn)
}

/// Writes state, end and decision where the version still stands; 0 where it has moved.
pub fn update(conn: &mut Conn, before: i64, row: &Dispatch) -> QueryResult<usize> {
    diesel::update(dispatches::table.filter(dispatches::id.eq(row.id).and(dispatches::version.eq(before))))
        .set((
            dispatches::state.eq(row.state),
            dispatches::valid_to.eq(row.valid_to),
            dispatches::decided_at.eq(row.decided_at),
            dispatches::version.eq(row.version),
        ))
        .execute(conn)
}
