//! Queries of ownerships over time.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::*;
use crate::allocation::shares::{BasisPoints, Shares};
use crate::clients::model::{AccountId, ClientId, ClientState};
use crate::db::schema::{accounts, clients, imports, ownership_shares, ownerships};
use crate::db::{Conn, Ts};
use crate::on_each;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;

/// How many ids go into one statement.
const CHUNK: usize = 500;

/// What an ownership is about, as far as ownership needs it.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    /// The branch it belongs to.
    pub branch_id: OrgUnitId,
    /// From which day on it is owned.
    pub opened_on: NaiveDate,
    /// Bumped by each statement.
    pub owner_version: i64,
}

/// A row with its shares.
#[derive(Debug, Clone)]
pub struct Held {
    /// The row.
    pub row: Ownership,
    /// Whose, and how much.
    pub shares: Shares<ManagerId>,
}

pub fn find_subject(conn: &mut Conn, kind: OwnedKind, id: OwnedId) -> QueryResult<Subject> {
    let (branch_id, opened_on, owner_version) = match kind {
        OwnedKind::Client => clients::table
            .find(ClientId(id.0))
            .select((clients::branch_id, clients::opened_on, clients::owner_version))
            .first(conn)?,
        OwnedKind::Account => accounts::table
            .filter(accounts::id.eq(AccountId(id.0)))
            .select((accounts::branch_id, accounts::opened_on, accounts::owner_version))
            .first(conn)?,
    };
    Ok(Subject { branch_id, opened_on, owner_version })
}

/// Moves a subject's version on, if it still is what was read; 0 where it is not.
pub fn bump_owner_version(conn: &mut Conn, kind: OwnedKind, id: OwnedId, version: i64) -> QueryResult<usize> {
    match kind {
        OwnedKind::Client => diesel::update(
            clients::table.filter(clients::id.eq(ClientId(id.0)).and(clients::owner_version.eq(version))),
        )
        .set(clients::owner_version.eq(version + 1))
        .execute(conn),
        OwnedKind::Account => diesel::update(
            accounts::table.filter(accounts::id.eq(AccountId(id.0)).and(accounts::owner_version.eq(version))),
        )
        .set(accounts::owner_version.eq(version + 1))
        .execute(conn),
    }
}

pub fn insert_ownerships(conn: &mut Conn, rows: &[Ownership], shares: &[OwnershipShare]) -> QueryResult<()> {
    for chunk in rows.chunks(CHUNK) {
        on_each!(conn, |c| diesel::insert_into(ownerships::table).values(chunk).execute(c))?;
    }
    for chunk in shares.chunks(CHUNK) {
        on_each!(conn, |c| diesel::insert_into(ownership_shares::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Says of rows that stand that they were superseded; returns how many did stand.
pub fn close_ownerships(conn: &mut Conn, ids: &[OwnershipId], at: Ts) -> QueryResult<usize> {
    diesel::update(
        ownerships::table.filter(ownerships::id.eq_any(ids.to_vec()).and(ownerships::known_to.is_null())),
    )
    .set(ownerships::known_to.eq(at))
    .execute(conn)
}

/// The shares of rows.
pub fn list_shares(
    conn: &mut Conn,
    ids: &[OwnershipId],
) -> QueryResult<HashMap<OwnershipId, Vec<(ManagerId, BasisPoints)>>> {
    let mut out: HashMap<OwnershipId, Vec<(ManagerId, BasisPoints)>> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let shares: Vec<OwnershipShare> = ownership_shares::table
            .filter(ownership_shares::ownership_id.eq_any(chunk.to_vec()))
            .select(OwnershipShare::as_select())
            .load(conn)?;
        for s in shares {
            out.entry(s.ownership_id).or_default().push((s.manager_id, BasisPoints(s.bps)));
        }
    }
    Ok(out)
}

/// Which rows of a subject's history.
#[derive(Debug, Clone, Copy)]
pub enum Known {
    /// Those that stand.
    Standing,
    /// Those that were known at a moment.
    At(Ts),
    /// All, superseded ones too.
    Ever,
}

/// A subject's rows in order of day and knowledge, at most `limit`.
pub fn list_ownerships(
    conn: &mut Conn,
    kind: OwnedKind,
    id: OwnedId,
    known: Known,
    limit: i64,
) -> QueryResult<Vec<Ownership>> {
    let mut q = ownerships::table
        .filter(ownerships::subject_kind.eq(kind).and(ownerships::subject_id.eq(id)))
        .into_boxed();
    match known {
        Known::Standing => q = q.filter(ownerships::known_to.is_null()),
        Known::At(at) => {
            q = q
                .filter(ownerships::known_from.le(at))
                .filter(ownerships::known_to.is_null().or(ownerships::known_to.gt(at)));
        }
        Known::Ever => {}
    }
    q.order((ownerships::valid_from, ownerships::known_from, ownerships::id))
        .limit(limit)
        .select(Ownership::as_select())
        .load(conn)
}

/// Rows by id.
pub fn list_by_id(conn: &mut Conn, ids: &[OwnershipId]) -> QueryResult<Vec<Ownership>> {
    let mut out = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        out.extend(
            ownerships::table
                .filter(ownerships::id.eq_any(chunk))
                .order((ownerships::subject_id, ownerships::valid_from, ownerships::id))
                .select(Ownership::as_select())
                .load::<Ownership>(conn)?,
        );
    }
    Ok(out)
}

/// The latest moment at which anything about a subject was said.
pub fn find_latest_knowledge(conn: &mut Conn, kind: OwnedKind, id: OwnedId) -> QueryResult<Option<Ts>> {
    ownerships::table
        .filter(ownerships::subject_kind.eq(kind).and(ownerships::subject_id.eq(id)))
        .order(ownerships::known_from.desc())
        .select(ownerships::known_from)
        .first(conn)
        .optional()
}

/// Who owned subjects on a day, as known at a moment (now where absent); subjects without a row are left out, an
/// unallocated one has no shares.
pub fn list_owners_on(
    conn: &mut Conn,
    kind: OwnedKind,
    ids: &[OwnedId],
    day: NaiveDate,
    known_at: Option<Ts>,
) -> QueryResult<HashMap<OwnedId, Vec<(ManagerId, BasisPoints)>>> {
    let mut out: HashMap<OwnedId, Vec<(ManagerId, BasisPoints)>> = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let mut q = ownerships::table
            .left_join(ownership_shares::table)
            .filter(ownerships::subject_kind.eq(kind))
            .filter(ownerships::subject_id.eq_any(chunk.to_vec()))
            .filter(ownerships::valid_from.le(day))
            .filter(ownerships::valid_to.is_null().or(ownerships::valid_to.gt(day)))
            .into_boxed();
        match known_at {
            None => q = q.filter(ownerships::known_to.is_null()),
            Some(at) => {
                q = q
                    .filter(ownerships::known_from.le(at))
                    .filter(ownerships::known_to.is_null().or(ownerships::known_to.gt(at)));
            }
        }
        let rows: Vec<(OwnedId, Option<ManagerId>, Option<i32>)> = q
            .select((
                ownerships::subject_id,
                ownership_shares::manager_id.nullable(),
                ownership_shares::bps.nullable(),
            ))
            .load(conn)?;
        for (subject, manager, bps) in rows {
            let shares = out.entry(subject).or_default();
            if let (Some(manager), Some(bps)) = (manager, bps) {
                shares.push((manager, BasisPoints(bps)));
            }
        }
    }
    Ok(out)
}

/// The clients of accounts.
pub fn list_clients_of(conn: &mut Conn, ids: &[AccountId]) -> QueryResult<HashMap<AccountId, ClientId>> {
    let mut out = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<(AccountId, ClientId)> = accounts::table
            .filter(accounts::id.eq_any(chunk.to_vec()))
            .select((accounts::id, accounts::client_id))
            .load(conn)?;
        out.extend(rows);
    }
    Ok(out)
}

/// Accounts with an entry of their own on a day that managers hold a part of or whose client is among these, each
/// with its client.
pub fn list_accounts_apart(
    conn: &mut Conn,
    managers: &[ManagerId],
    clients: &[ClientId],
    day: NaiveDate,
) -> QueryResult<HashMap<AccountId, ClientId>> {
    macro_rules! standing {
        () => {
            accounts::table
                .inner_join(ownerships::table.on(ownerships::subject_id.eq(accounts::id)))
                .filter(ownerships::subject_kind.eq(OwnedKind::Account))
                .filter(ownerships::known_to.is_null())
                .filter(ownerships::valid_from.le(day))
                .filter(ownerships::valid_to.is_null().or(ownerships::valid_to.gt(day)))
                .select((accounts::id, accounts::client_id))
        };
    }
    let mut out = HashMap::new();
    for chunk in managers.chunks(CHUNK) {
        let held = ownership_shares::table
            .filter(ownership_shares::manager_id.eq_any(chunk.to_vec()))
            .select(ownership_shares::ownership_id);
        out.extend(standing!().filter(ownerships::id.eq_any(held)).load::<(AccountId, ClientId)>(conn)?);
    }
    for chunk in clients.chunks(CHUNK) {
        let of_clients = standing!().filter(accounts::client_id.eq_any(chunk.to_vec()));
        out.extend(of_clients.load::<(AccountId, ClientId)>(conn)?);
    }
    Ok(out)
}

/// Whether a client is shown: not part of an import that has not been applied yet.
pub fn is_shown(conn: &mut Conn, id: ClientId) -> QueryResult<bool> {
    let hidden = imports::table.filter(imports::hidden).select(imports::id.nullable());
    diesel::select(diesel::dsl::exists(
        clients::table
            .filter(clients::id.eq(id))
            .filter(clients::import_id.is_null().or(clients::import_id.ne_all(hidden))),
    ))
    .get_result(conn)
}

/// Whether managers own a part of a client, or of one of its accounts, on a day.
pub fn is_owned_by(
    conn: &mut Conn,
    id: ClientId,
    managers: &[ManagerId],
    day: NaiveDate,
) -> QueryResult<bool> {
    let mut subjects: Vec<OwnedId> = accounts::table
        .filter(accounts::client_id.eq(id))
        .select(accounts::id)
        .load::<AccountId>(conn)?
        .into_iter()
        .map(OwnedId::from)
        .collect();
    subjects.push(id.into());
    for chunk in subjects.chunks(CHUNK) {
        let found: Option<OwnershipId> = ownerships::table
            .inner_join(ownership_shares::table)
            .filter(ownerships::subject_id.eq_any(chunk.to_vec()))
            .filter(ownerships::known_to.is_null())
            .filter(ownerships::valid_from.le(day))
            .filter(ownerships::valid_to.is_null().or(ownerships::valid_to.gt(day)))
            .filter(ownership_shares::manager_id.eq_any(managers.to_vec()))
            .select(ownerships::id)
            .first(conn)
            .optional()?;
        if found.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Which clients managers own a part of on a day, as known now: those served and shown.
pub fn list_clients_owned(
    conn: &mut Conn,
    managers: &[ManagerId],
    day: NaiveDate,
) -> QueryResult<Vec<(ManagerId, ClientId)>> {
    let mut out = Vec::new();
    for chunk in managers.chunks(CHUNK) {
        let hidden = imports::table.filter(imports::hidden).select(imports::id.nullable());
        let rows: Vec<(ManagerId, ClientId)> = ownership_shares::table
            .inner_join(ownerships::table)
            .inner_join(clients::table.on(clients::id.eq(ownerships::subject_id)))
            .filter(clients::state.eq(ClientState::Active))
            .filter(clients::import_id.is_null().or(clients::import_id.ne_all(hidden)))
            .filter(ownership_shares::manager_id.eq_any(chunk.to_vec()))
            .filter(ownerships::subject_kind.eq(OwnedKind::Client))
            .filter(ownerships::known_to.is_null())
            .filter(ownerships::valid_from.le(day))
            .filter(ownerships::valid_to.is_null().or(ownerships::valid_to.gt(day)))
            .order((ownership_shares::manager_id, clients::id))
            .select((ownership_shares::manager_id, clients::id))
            .load(conn)?;
        out.extend(rows);
    }
    Ok(out)
}
