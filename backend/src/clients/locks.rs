//! What holds a client: a client is in at most one active round (D9.1), and a pending adjustment blocks it too (D9.4).
//!
//! A primary key settles races: of two that take the same client at once, one is refused.

mod store;

use std::collections::HashMap;

use super::model::{ClientId, ClientLock, HolderId, HolderKind};
use crate::app::Cx;
use crate::error::{AppError, AppResult, Code, OnConflict};

/// Takes the clients for a holder; those it holds already stay its.
///
/// # Errors
/// `client_locked` with D9.4 and the ids of up to 20 clients, where another holds one: then none is taken.
pub fn take(cx: &mut Cx<'_>, clients: &[ClientId], kind: HolderKind, holder: HolderId) -> AppResult<()> {
    let mut wanted = clients.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let held = of(cx, &wanted)?;
    let mut others: Vec<String> = held
        .values()
        .filter(|lock| (lock.holder_kind, lock.holder_id) != (kind, holder))
        .map(|lock| lock.client_id.to_string())
        .collect();
    if !others.is_empty() {
        others.sort_unstable();
        others.truncate(20);
        return Err(locked().param("client_ids", others));
    }
    let rows: Vec<ClientLock> = wanted
        .into_iter()
        .filter(|id| !held.contains_key(id))
        .map(|client_id| ClientLock { client_id, holder_kind: kind, holder_id: holder, since: cx.now })
        .collect();
    store::insert_locks(cx.conn, &rows).on_duplicate(locked)
}

/// Lets go of every client of a holder; returns how many there were.
pub fn release(cx: &mut Cx<'_>, kind: HolderKind, holder: HolderId) -> AppResult<usize> {
    Ok(store::delete_locks_of(cx.conn, kind, holder)?)
}

/// Lets go of some clients of a holder.
pub fn release_some(
    cx: &mut Cx<'_>,
    clients: &[ClientId],
    kind: HolderKind,
    holder: HolderId,
) -> AppResult<usize> {
    Ok(store::delete_locks(cx.conn, clients, kind, holder)?)
}

/// What holds each of the clients that something holds.
pub fn of(cx: &mut Cx<'_>, clients: &[ClientId]) -> AppResult<HashMap<ClientId, ClientLock>> {
    Ok(store::list_locks(cx.conn, clients)?.into_iter().map(|lock| (lock.client_id, lock)).collect())
}

fn locked() -> AppError {
    AppError::new(Code::ClientLocked).clause("D9.4")
}
