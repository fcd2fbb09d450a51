//! Queries of holdings.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::allocation::ownership::model::{OwnedId, OwnedKind, OwnershipId};
use crate::clients::model::{AccountId, ClientId, ClientState, Holding};
use crate::db::Conn;
use crate::db::schema::{
    accounts, client_holdings, clients, imports, managers, ownership_shares, ownerships,
};
use crate::on_each;
use crate::staffing::model::{ManagerClass, ManagerId};

/// A share that stands, with what it is a share of.
#[derive(Debug, Queryable)]
pub struct Part {
    pub subject_kind: OwnedKind,
    pub subject_id: OwnedId,
    pub ownership_id: OwnershipId,
    pub manager_id: ManagerId,
    pub bps: i32,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
}

/// The shares of subjects that stand, of any day.
pub fn list_parts(conn: &mut Conn, kind: OwnedKind, ids: &[OwnedId]) -> QueryResult<Vec<Part>> {
    let mut out = Vec::new();
    for chunk in ids.chunks(500) {
        out.extend(
            ownerships::table
                .inner_join(ownership_shares::table)
                .filter(ownerships::subject_kind.eq(kind).and(ownerships::subject_id.eq_any(chunk)))
                .filter(ownerships::known_to.is_null())
                .select((
                    ownerships::subject_kind,
                    ownerships::subject_id,
                    ownerships::id,
                    ownership_shares::manager_id,
                    ownership_shares::bps,
                    ownerships::valid_from,
                    ownerships::valid_to,
                ))
                .load::<Part>(conn)?,
        );
    }
    Ok(out)
}

pub fn list_clients_of(conn: &mut Conn, ids: &[AccountId]) -> QueryResult<Vec<ClientId>> {
    let mut out = Vec::new();
    for chunk in ids.chunks(500) {
        out.extend(
            accounts::table
                .filter(accounts::id.eq_any(chunk))
                .select(accounts::client_id)
                .load::<ClientId>(conn)?,
        );
    }
    Ok(out)
}

pub fn list_sort_keys(conn: &mut Conn, ids: &[ClientId]) -> QueryResult<Vec<(ClientId, String)>> {
    clients::table.filter(clients::id.eq_any(ids)).select((clients::id, clients::sort_key)).load(conn)
}

pub fn list_accounts_of(conn: &mut Conn, ids: &[ClientId]) -> QueryResult<Vec<(AccountId, ClientId)>> {
    accounts::table
        .filter(accounts::client_id.eq_any(ids))
        .select((accounts::id, accounts::client_id))
        .load(conn)
}

pub fn delete_holdings(conn: &mut Conn, ids: &[ClientId]) -> QueryResult<usize> {
    diesel::delete(client_holdings::table.filter(client_holdings::client_id.eq_any(ids))).execute(conn)
}

pub fn insert_holdings(conn: &mut Conn, rows: &[Holding]) -> QueryResult<()> {
    for chunk in rows.chunks(500) {
        on_each!(conn, |c| diesel::insert_into(client_holdings::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Clients, served and shown, that a manager holds a part of on a day or later, by name, after a place.
pub fn list_held(
    conn: &mut Conn,
    manager: ManagerId,
    day: NaiveDate,
    after: Option<(String, ClientId)>,
    limit: i64,
) -> QueryResult<Vec<super::Held>> {
    // Before every name and id.
    let (key, id) = after.unwrap_or_else(|| (String::new(), ClientId(uuid::Uuid::nil())));
    let hidden = imports::table.filter(imports::hidden).select(imports::id.nullable());
    client_holdings::table
        .inner_join(clients::table)
        .filter(client_holdings::manager_id.eq(manager))
        .filter(client_holdings::valid_to.is_null().or(client_holdings::valid_to.gt(day)))
        .filter(clients::state.eq(ClientState::Active))
        .filter(clients::import_id.is_null().or(clients::import_id.ne_all(hidden)))
        .filter(clients::sort_key.gt(key.clone()).or(clients::sort_key.eq(key).and(clients::id.gt(id))))
        .select((clients::id, clients::client_no, clients::name, clients::sort_key))
        .distinct()
        .order((clients::sort_key, clients::id))
        .limit(limit)
        .load(conn)
}

/// Clients, served and shown, that managers hold a part of on a day or later, with each part's end.
pub fn list_held_by(
    conn: &mut Conn,
    managers: &[ManagerId],
    day: NaiveDate,
) -> QueryResult<Vec<(ManagerId, ClientId, Option<NaiveDate>)>> {
    let hidden = imports::table.filter(imports::hidden).select(imports::id.nullable());
    client_holdings::table
        .inner_join(clients::table)
        .filter(client_holdings::manager_id.eq_any(managers))
        .filter(client_holdings::valid_to.is_null().or(client_holdings::valid_to.gt(day)))
        .filter(clients::state.eq(ClientState::Active))
        .filter(clients::import_id.is_null().or(clients::import_id.ne_all(hidden)))
        .select((client_holdings::manager_id, clients::id, client_holdings::valid_to))
        .load(conn)
}

/// The days for which virtual managers hold a part of clients themselves.
pub fn list_virtual_days(
    conn: &mut Conn,
    ids: &[ClientId],
) -> QueryResult<Vec<(ClientId, NaiveDate, Option<NaiveDate>)>> {
    let mut out = Vec::new();
    for chunk in ids.chunks(500) {
        out.extend(
            client_holdings::table
                .inner_join(managers::table.on(managers::id.eq(client_holdings::manager_id)))
                .filter(client_holdings::client_id.eq_any(chunk))
                .filter(client_holdings::subject_kind.eq(OwnedKind::Client))
                .filter(managers::class.eq(ManagerClass::Virtual))
                .select((client_holdings::client_id, client_holdings::valid_from, client_holdings::valid_to))
                .load::<(ClientId, NaiveDate, Option<NaiveDate>)>(conn)?,
        );
    }
    Ok(out)
}

/// A manager's parts of clients that hold on a day or later.
pub fn list_parts_held(
    conn: &mut Conn,
    manager: ManagerId,
    ids: &[ClientId],
    day: NaiveDate,
) -> QueryResult<Vec<Holding>> {
    let mut out = Vec::new();
    for chunk in ids.chunks(500) {
        out.extend(
            client_holdings::table
                .filter(client_holdings::manager_id.eq(manager))
                .filter(client_holdings::client_id.eq_any(chunk))
                .filter(client_holdings::valid_to.is_null().or(client_holdings::valid_to.gt(day)))
                .order((client_holdings::client_id, client_holdings::ownership_id))
                .select(Holding::as_select())
                .load::<Holding>(conn)?,
        );
    }
    Ok(out)
}
