//! Who looks after which client, in the order in which lists show clients.
//!
//! A list by manager that walked ownerships would read and sort every client of the manager for one page. Each part
//! that stands (`known_to` is absent) has a row here under its manager and the client's sort key, with the days it
//! holds for, so that a page is one range of an index, whatever the day. Ownership writes it in its own transaction
//! ([`refresh`]), a new name moves it; nothing else decides by it.

mod store;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::model::{AccountId, ClientId, Holding};
use crate::allocation::ownership::model::{OwnedId, OwnedKind};
use crate::app::Cx;
use crate::error::AppResult;
use crate::staffing::model::ManagerId;

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

/// A client that a manager holds a part of: id, number, name, sort key.
pub type Held = (ClientId, String, String, String);

/// Clients, served and shown, that a manager holds a part of on a day or later, themselves or an account of theirs, in
/// the order of their names, after a place.
pub fn list_held(
    cx: &mut Cx<'_>,
    manager: ManagerId,
    day: NaiveDate,
    after: Option<(String, ClientId)>,
    limit: i64,
) -> AppResult<Vec<Held>> {
    Ok(store::list_held(cx.conn, manager, day, after, limit)?)
}

/// How many there are; see [`list_held`].
pub fn count_held(cx: &mut Cx<'_>, manager: ManagerId, day: NaiveDate) -> AppResult<i64> {
    let all = store::list_held(cx.conn, manager, day, None, i64::MAX)?;
    Ok(i64::try_from(all.len()).unwrap_or(i64::MAX))
}

/// Clients, served and shown, that each of some managers holds a part of on its day or later, each client once.
pub fn clients_held(
    cx: &mut Cx<'_>,
    from: &[(ManagerId, NaiveDate)],
) -> AppResult<HashMap<ManagerId, HashSet<ClientId>>> {
    let days: HashMap<ManagerId, NaiveDate> = from.iter().copied().collect();
    let Some(first) = days.values().min().copied() else { return Ok(HashMap::new()) };
    let ids: Vec<ManagerId> = days.keys().copied().collect();
    let mut out: HashMap<ManagerId, HashSet<ClientId>> = HashMap::new();
    for (manager, client, valid_to) in store::list_held_by(cx.conn, &ids, first)? {
        if valid_to.is_none_or(|to| days.get(&manager).is_some_and(|day| *day < to)) {
            out.entry(manager).or_default().insert(client);
        }
    }
    Ok(out)
}

/// The days, not counting the last, for which a virtual manager owns a part of each of these clients.
pub fn virtual_days(
    cx: &mut Cx<'_>,
    clients: &[ClientId],
) -> AppResult<Vec<(ClientId, NaiveDate, Option<NaiveDate>)>> {
    Ok(store::list_virtual_days(cx.conn, clients)?)
}

/// A manager's parts of clients that hold on a day or later.
pub fn parts_held(
    cx: &mut Cx<'_>,
    manager: ManagerId,
    clients: &[ClientId],
    day: NaiveDate,
) -> AppResult<Vec<Holding>> {
    Ok(store::list_parts_held(cx.conn, manager, clients, day)?)
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
