//! Queries of adjustments.

use diesel::prelude::*;

use super::model::Party;
use crate::allocation::ownership::model::*;
use crate::approvals::RequestId;
use crate::auth::Scope;
use crate::clients::model::ClientId;
use crate::db::schema::{adjustment_managers, adjustments, clients};
use crate::db::{Conn, Ts};
use crate::on_each;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;

/// An adjustment with its client's number and name.
pub type WithClient = (Adjustment, String, String);

pub fn insert_adjustment(conn: &mut Conn, row: &Adjustment, parties: &[Party]) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(adjustments::table).values(row).execute(c))?;
    on_each!(conn, |c| diesel::insert_into(adjustment_managers::table).values(parties).execute(c)).map(drop)
}

pub fn set_request(conn: &mut Conn, id: AdjustmentId, request: RequestId) -> QueryResult<usize> {
    diesel::update(adjustments::table.find(id)).set(adjustments::request_id.eq(request)).execute(conn)
}

/// For what has been permitted already: the parts of a request.
pub fn find_adjustment(conn: &mut Conn, id: AdjustmentId) -> QueryResult<Adjustment> {
    adjustments::table.find(id).select(Adjustment::as_select()).first(conn)
}

/// Ends a pending adjustment; 0 where it has ended already.
pub fn end_adjustment(
    conn: &mut Conn,
    id: AdjustmentId,
    state: AdjustmentState,
    at: Ts,
) -> QueryResult<usize> {
    diesel::update(
        adjustments::table
            .filter(adjustments::id.eq(id).and(adjustments::state.eq(AdjustmentState::Pending))),
    )
    .set((
        adjustments::state.eq(state),
        adjustments::decided_at.eq(at),
        adjustments::version.eq(adjustments::version + 1),
    ))
    .execute(conn)
}

/// Whether a client has a pending one.
pub fn is_pending(conn: &mut Conn, client: ClientId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        adjustments::table
            .filter(adjustments::client_id.eq(client).and(adjustments::state.eq(AdjustmentState::Pending))),
    ))
    .get_result(conn)
}

pub fn list_parties(conn: &mut Conn, ids: &[AdjustmentId]) -> QueryResult<Vec<Party>> {
    adjustment_managers::table
        .filter(adjustment_managers::adjustment_id.eq_any(ids.to_vec()))
        .order((adjustment_managers::adjustment_id, adjustment_managers::manager_id))
        .select(Party::as_select())
        .load(conn)
}

/// Which adjustments to list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// This one.
    pub id: Option<AdjustmentId>,
    /// Of this client.
    pub client: Option<ClientId>,
    /// Of this branch.
    pub branch: Option<OrgUnitId>,
    /// How far they are.
    pub state: Option<AdjustmentState>,
}

/// Adjustments, newest first, before a place; within a scope: the branch's, and those that concern its managers.
pub fn list_adjustments(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    before: Option<(Ts, AdjustmentId)>,
    limit: i64,
) -> QueryResult<Vec<WithClient>> {
    let mut q = adjustments::table.inner_join(clients::table).into_boxed();
    if let Scope::Some { branches, managers } = scope {
        let concerned = adjustment_managers::table
            .filter(adjustment_managers::manager_id.eq_any(managers.clone()))
            .select(adjustment_managers::adjustment_id);
        q = q.filter(
            adjustments::branch_id
                .eq_any(branches.clone())
                .or(adjustments::applicant_manager.eq_any(managers.clone()))
                .or(adjustments::id.eq_any(concerned)),
        );
    }
    if let Some(id) = filter.id {
        q = q.filter(adjustments::id.eq(id));
    }
    if let Some(client) = filter.client {
        q = q.filter(adjustments::client_id.eq(client));
    }
    if let Some(branch) = filter.branch {
        q = q.filter(adjustments::branch_id.eq(branch));
    }
    if let Some(state) = filter.state {
        q = q.filter(adjustments::state.eq(state));
    }
    if let Some((at, id)) = before {
        q = q.filter(
            adjustments::created_at.lt(at).or(adjustments::created_at.eq(at).and(adjustments::id.lt(id))),
        );
    }
    q.order((adjustments::created_at.desc(), adjustments::id.desc()))
        .limit(limit)
        .select((Adjustment::as_select(), clients::client_no, clients::name))
        .load(conn)
}

/// The number and name of a client, its branch and state.
pub fn find_client(
    conn: &mut Conn,
    id: ClientId,
) -> QueryResult<(String, OrgUnitId, crate::clients::model::ClientState)> {
    clients::table.find(id).select((clients::client_no, clients::branch_id, clients::state)).first(conn)
}

/// For the names in notices.
pub fn list_managers_of(conn: &mut Conn, id: AdjustmentId) -> QueryResult<Vec<ManagerId>> {
    adjustment_managers::table
        .filter(adjustment_managers::adjustment_id.eq(id))
        .order(adjustment_managers::manager_id)
        .select(adjustment_managers::manager_id)
        .load(conn)
}
