//! Queries of what a round would change.

use diesel::prelude::*;

use crate::clients::model::{ClientId, ClientState};
use crate::db::Conn;
use crate::db::schema::{clients, managers};
use crate::org::model::OrgUnitId;
use crate::staffing::model::{ManagerClass, ManagerId, ManagerState};

/// Managers of a branch with a body, in standing or for the time being without.
pub fn list_managers_of(conn: &mut Conn, branch: OrgUnitId) -> QueryResult<Vec<ManagerId>> {
    managers::table
        .filter(managers::branch_id.eq(branch).and(managers::state.ne(ManagerState::Left)))
        .filter(managers::class.ne(ManagerClass::Virtual))
        .order(managers::manager_no)
        .limit(1_000)
        .select(managers::id)
        .load(conn)
}

/// Served clients of a branch.
pub fn list_clients_of(conn: &mut Conn, branch: OrgUnitId) -> QueryResult<Vec<ClientId>> {
    clients::table
        .filter(clients::branch_id.eq(branch).and(clients::state.eq(ClientState::Active)))
        .select(clients::id)
        .load(conn)
}
