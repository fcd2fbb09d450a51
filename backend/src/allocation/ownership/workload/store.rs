//! Queries of workload.

use diesel::prelude::*;

use crate::auth::Scope;
use crate::db::Conn;
use crate::db::schema::managers;
use crate::org::model::OrgUnitId;
use crate::staffing::model::{Manager, ManagerId, ManagerState};

/// Managers who have not left the post in the order of their names, after a place; within a scope.
pub fn list_managers(
    conn: &mut Conn,
    scope: &Scope,
    branch: Option<OrgUnitId>,
    after: Option<(String, ManagerId)>,
    limit: i64,
) -> QueryResult<Vec<Manager>> {
    let mut q = managers::table.filter(managers::state.ne(ManagerState::Left)).into_boxed();
    if let Scope::Some { branches, managers: own } = scope {
        q = q.filter(managers::branch_id.eq_any(branches.clone()).or(managers::id.eq_any(own.clone())));
    }
    if let Some(branch) = branch {
        q = q.filter(managers::branch_id.eq(branch));
    }
    if let Some((key, id)) = after {
        q = q.filter(
            managers::sort_key.gt(key.clone()).or(managers::sort_key.eq(key).and(managers::id.gt(id))),
        );
    }
    q.order((managers::sort_key, managers::id)).limit(limit).select(Manager::as_select()).load(conn)
}
