//! Who looks after which client, in the order in which lists show clients.
//!
//! A list by manager that walked ownerships would read and sort every client of the manager for one page. Each part
//! that stands (`known_to` is absent) has a row here under its manager and the client's sort key, with the days it
//! holds for, so that a page is one range of an index, whatever the day. Ownership writes it in its own transaction
//! ([`refresh`]), a new name moves it; nothing else decides by it.

mod store;

use std::collections::HashMap;

use super::model::{AccountId, ClientId, Holding};
use crate::allocation::ownership::model::{OwnedId, OwnedKind};
use crate::app::Cx;
use crate::error::AppResult;

/// Writes anew what is held of these subjects' clients, after their ownerships have changed in this transaction.
pub fn refresh(cx: &mut Cx<'_>, kind: OwnedKind, subjects: &[OwnedId]) -> AppResult<()> {
    let clients: Vec<ClientId> = match kind {
        OwnedKind::Client => subjects.iter().map(|id| ClientId(id.0)).collect(),
        OwnedKind::Account => {
            let accounts: Vec<AccountId> = subjects.iter().map(|id| AccountId(id.0)).collect();
            store::list_clients_of(cx.conn, &accounts)?
        }
    };
    refresh_clients(cx, &clients)
}

/// As [`refresh`], for clients.
pub fn refresh_clients(cx: &mut Cx<'_>, clients: &[ClientId]) -> AppResult<()> {
    let mut clients = clients.to_vec();
    clients.sort_unstable();
    clients.dedup();
    for chunk in clients.chunks(500) {
        let rows = standing(cx, chunk)?;
        store::delete_holdings(cx.conn, chunk)?;
        store::insert_holdings(cx.conn, &rows)?;
    }
    Ok(())
}

/// What ownerships say of up to 500 clients and their accounts.
fn standing(cx: &mut Cx<'_>, clients: &[ClientId]) -> AppResult<Vec<Holding>> {
    let keys: HashMap<ClientId, String> = store::list_sort_keys(cx.conn, clients)?.into_iter().collect();
    let accounts: HashMap<AccountId, ClientId> =
        store::list_accounts_of(cx.conn, clients)?.into_iter().collect();
    let of_clients: Vec<OwnedId> = clients.iter().map(|id| OwnedId(id.0)).collect();
    let of_accounts: Vec<OwnedId> = accounts.keys().map(|id| OwnedId(id.0)).collect();
    let mut parts = store::list_parts(cx.conn, OwnedKind::Client, &of_clients)?;
    parts.extend(store::list_parts(cx.conn, OwnedKind::Account, &of_accounts)?);
    Ok(parts
        .into_iter()
        .filter_map(|p| {
            let client_id = match p.subject_kind {
                OwnedKind::Client => ClientId(p.subject_id.0),
                OwnedKind::Account => *accounts.get(&AccountId(p.subject_id.0))?,
            };
            Some(Holding {
                manager_id: p.manager_id,
                sort_key: keys.get(&client_id)?.clone(),
                client_id,
                ownership_id: p.ownership_id,
                subject_kind: p.subject_kind,
                bps: p.bps,
                valid_from: p.valid_from,
                valid_to: p.valid_to,
            })
        })
        .collect())
}
