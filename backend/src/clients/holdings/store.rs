//! Queries of holdings.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::allocation::ownership::model::{OwnedId, OwnedKind, OwnershipId};
use crate::clients::model::{AccountId, ClientId, Holding};
use crate::db::Conn;
use crate::db::schema::{accounts, client_holdings, clients, ownership_shares, ownerships};
use crate::on_each;
use crate::staffing::model::ManagerId;

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
