//! What identifies a client, taken out of the database.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::clients::model::{ClientId, ClientState};
use crate::db::schema::{accounts, client_contacts, client_identities, client_locks, clients};
use crate::db::{Conn, Ts};

/// Whether an account is open, and when the last one was closed.
pub fn find_accounts_end(conn: &mut Conn, id: ClientId) -> QueryResult<(bool, Option<NaiveDate>)> {
    let of = accounts::table.filter(accounts::client_id.eq(id));
    let open: i64 = of.filter(accounts::closed_on.is_null()).count().get_result(conn)?;
    let last = of.select(diesel::dsl::max(accounts::closed_on)).first(conn)?;
    Ok((open > 0, last))
}

/// Whether something holds the client.
pub fn is_held(conn: &mut Conn, id: ClientId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(client_locks::table.find(id))).get_result(conn)
}

/// Leaves the tombstone of a version; how many rows it met.
pub fn erase_client(
    conn: &mut Conn,
    id: ClientId,
    version: i64,
    sort_key: &str,
    now: Ts,
) -> QueryResult<usize> {
    diesel::update(clients::table.filter(clients::id.eq(id).and(clients::version.eq(version))))
        .set((
            clients::name.eq(clients::client_no),
            clients::sort_key.eq(sort_key),
            clients::industry.eq(None::<String>),
            clients::place.eq(None::<String>),
            clients::equipment.eq(None::<String>),
            clients::identity_kind.eq(None::<String>),
            clients::identity_ct.eq(None::<Vec<u8>>),
            clients::identity_key.eq(None::<String>),
            clients::identity_last4.eq(None::<String>),
            clients::state.eq(ClientState::Erased),
            clients::version.eq(version + 1),
            clients::updated_at.eq(now),
        ))
        .execute(conn)
}

/// Takes out the index of the identity number, and every contact, removed ones too.
pub fn delete_identity_and_contacts(conn: &mut Conn, id: ClientId) -> QueryResult<()> {
    diesel::delete(client_identities::table.filter(client_identities::client_id.eq(id))).execute(conn)?;
    diesel::delete(client_contacts::table.filter(client_contacts::client_id.eq(id))).execute(conn).map(drop)
}
