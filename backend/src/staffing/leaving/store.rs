//! Queries of leaving procedures.

use diesel::prelude::*;

use super::model::*;
use crate::approvals::RequestId;
use crate::auth::Scope;
use crate::clients::model::ClientId;
use crate::db::schema::{leaving_acts, leaving_handover_clients, leaving_handovers, leavings};
use crate::db::{Conn, Ts};
use crate::on_each;
use crate::org::model::{EmployeeId, OrgUnitId};
use crate::staffing::model::ManagerId;

type Boxed<'a> = leavings::BoxedQuery<'a, crate::db::MultiBackend>;

fn within<'a>(scope: &Scope, own: Option<EmployeeId>) -> Boxed<'a> {
    let q = leavings::table.into_boxed();
    match scope {
        Scope::All => q,
        Scope::Some { branches, managers } => {
            let seen = leavings::branch_id
                .eq_any(branches.clone())
                .or(leavings::manager_id.eq_any(managers.clone()));
            match own {
                Some(own) => q.filter(seen.or(leavings::employee_id.eq(own))),
                None => q.filter(seen),
            }
        }
    }
}

/// A procedure within a scope; one's own is always.
pub fn find_within(
    conn: &mut Conn,
    id: LeavingId,
    scope: &Scope,
    own: Option<EmployeeId>,
) -> QueryResult<Leaving> {
    within(scope, own).filter(leavings::id.eq(id)).select(Leaving::as_select()).first(conn)
}

/// For what has been permitted already: the parts of a request.
pub fn find(conn: &mut Conn, id: LeavingId) -> QueryResult<Leaving> {
    leavings::table.find(id).select(Leaving::as_select()).first(conn)
}

/// The open procedure of an employee.
pub fn find_open_of(conn: &mut Conn, employee: EmployeeId) -> QueryResult<Option<Leaving>> {
    leavings::table
        .filter(leavings::employee_id.eq(employee).and(leavings::state.eq(LeavingState::Open)))
        .select(Leaving::as_select())
        .first(conn)
        .optional()
}

/// Procedures within a scope, the latest first, before a place.
pub fn list(
    conn: &mut Conn,
    scope: &Scope,
    own: Option<EmployeeId>,
    (state, branch): (Option<LeavingState>, Option<OrgUnitId>),
    before: Option<(Ts, LeavingId)>,
    limit: i64,
) -> QueryResult<Vec<Leaving>> {
    let mut q = within(scope, own);
    if let Some(state) = state {
        q = q.filter(leavings::state.eq(state));
    }
    if let Some(branch) = branch {
        q = q.filter(leavings::branch_id.eq(branch));
    }
    if let Some((at, id)) = before {
        q = q.filter(leavings::started_at.lt(at).or(leavings::started_at.eq(at).and(leavings::id.lt(id))));
    }
    q.order((leavings::started_at.desc(), leavings::id.desc()))
        .limit(limit)
        .select(Leaving::as_select())
        .load(conn)
}

pub fn insert(conn: &mut Conn, row: &Leaving) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(leavings::table).values(row).execute(c)).map(drop)
}

/// Writes day, state and end where the version still stands; 0 where it has moved.
pub fn update(conn: &mut Conn, before: i64, row: &Leaving) -> QueryResult<usize> {
    diesel::update(leavings::table.filter(leavings::id.eq(row.id).and(leavings::version.eq(before))))
        .set((
            leavings::leaves_on.eq(row.leaves_on),
            leavings::state.eq(row.state),
            leavings::ended_by.eq(row.ended_by),
            leavings::ended_at.eq(row.ended_at),
            leavings::end_reason.eq(&row.end_reason),
            leavings::version.eq(row.version),
        ))
        .execute(conn)
}

pub fn insert_act(conn: &mut Conn, row: &LeavingAct) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(leaving_acts::table).values(row).execute(c)).map(drop)
}

/// What was done, the latest first.
pub fn list_acts(conn: &mut Conn, id: LeavingId) -> QueryResult<Vec<LeavingAct>> {
    leaving_acts::table
        .filter(leaving_acts::leaving_id.eq(id))
        .order((leaving_acts::done_at.desc(), leaving_acts::id.desc()))
        .limit(500)
        .select(LeavingAct::as_select())
        .load(conn)
}

pub fn insert_handover(conn: &mut Conn, row: &Handover, clients: &[HandoverClient]) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(leaving_handovers::table).values(row).execute(c))?;
    for chunk in clients.chunks(500) {
        on_each!(conn, |c| diesel::insert_into(leaving_handover_clients::table).values(chunk).execute(c))?;
    }
    Ok(())
}

pub fn set_request(conn: &mut Conn, id: HandoverId, request: RequestId) -> QueryResult<usize> {
    diesel::update(leaving_handovers::table.find(id))
        .set(leaving_handovers::request_id.eq(request))
        .execute(conn)
}

pub fn find_handover(conn: &mut Conn, id: HandoverId) -> QueryResult<Handover> {
    leaving_handovers::table.find(id).select(Handover::as_select()).first(conn)
}

/// Plans of a procedure, the latest first.
pub fn list_handovers(conn: &mut Conn, id: LeavingId) -> QueryResult<Vec<Handover>> {
    leaving_handovers::table
        .filter(leaving_handovers::leaving_id.eq(id))
        .order((leaving_handovers::created_at.desc(), leaving_handovers::id.desc()))
        .limit(200)
        .select(Handover::as_select())
        .load(conn)
}

/// Ends a pending plan; 0 where it has ended already.
pub fn end_handover(conn: &mut Conn, id: HandoverId, state: HandoverState, at: Ts) -> QueryResult<usize> {
    diesel::update(
        leaving_handovers::table
            .filter(leaving_handovers::id.eq(id).and(leaving_handovers::state.eq(HandoverState::Pending))),
    )
    .set((leaving_handovers::state.eq(state), leaving_handovers::decided_at.eq(at)))
    .execute(conn)
}

/// Clients of a plan, in the order of their ids.
pub fn list_handover_clients(conn: &mut Conn, id: HandoverId) -> QueryResult<Vec<HandoverClient>> {
    leaving_handover_clients::table
        .filter(leaving_handover_clients::handover_id.eq(id))
        .order(leaving_handover_clients::client_id)
        .select(HandoverClient::as_select())
        .load(conn)
}

/// How many clients each manager takes over, by plan.
pub fn count_receivers(
    conn: &mut Conn,
    ids: &[HandoverId],
) -> QueryResult<Vec<(HandoverId, ManagerId, i64)>> {
    leaving_handover_clients::table
        .filter(leaving_handover_clients::handover_id.eq_any(ids))
        .group_by((leaving_handover_clients::handover_id, leaving_handover_clients::manager_id))
        .select((
            leaving_handover_clients::handover_id,
            leaving_handover_clients::manager_id,
            diesel::dsl::count_star(),
        ))
        .order((leaving_handover_clients::handover_id, leaving_handover_clients::manager_id))
        .load(conn)
}

/// Clients of procedures' plans that wait or hold, with who takes them over.
pub fn list_planned(
    conn: &mut Conn,
    ids: &[LeavingId],
) -> QueryResult<Vec<(LeavingId, ClientId, ManagerId)>> {
    leaving_handover_clients::table
        .inner_join(leaving_handovers::table)
        .filter(leaving_handovers::leaving_id.eq_any(ids))
        .filter(leaving_handovers::state.eq_any([HandoverState::Pending, HandoverState::Approved]))
        .select((
            leaving_handovers::leaving_id,
            leaving_handover_clients::client_id,
            leaving_handover_clients::manager_id,
        ))
        .load(conn)
}
