//! Queries of locks.

use diesel::prelude::*;

use crate::clients::model::{ClientId, ClientLock, HolderId, HolderKind};
use crate::db::Conn;
use crate::db::schema::client_locks;
use crate::on_each;

pub fn list_locks(conn: &mut Conn, clients: &[ClientId]) -> QueryResult<Vec<ClientLock>> {
    let mut out = Vec::new();
    for chunk in clients.chunks(500) {
        out.extend(
            client_locks::table
                .filter(client_locks::client_id.eq_any(chunk))
                .select(ClientLock::as_select())
                .load::<ClientLock>(conn)?,
        );
    }
    Ok(out)
}

pub fn insert_locks(conn: &mut Conn, rows: &[ClientLock]) -> QueryResult<()> {
    for chunk in rows.chunks(500) {
        on_each!(conn, |c| diesel::insert_into(client_locks::table).values(chunk).execute(c))?;
    }
    Ok(())
}

pub fn delete_locks_of(conn: &mut Conn, kind: HolderKind, holder: HolderId) -> QueryResult<usize> {
    diesel::delete(
        client_locks::table
            .filter(client_locks::holder_kind.eq(kind).and(client_locks::holder_id.eq(holder))),
    )
    .execute(conn)
}

pub fn delete_locks(
    conn: &mut Conn,
    clients: &[ClientId],
    kind: HolderKind,
    holder: HolderId,
) -> QueryResult<usize> {
    let mut gone = 0;
    for chunk in clients.chunks(500) {
        gone += diesel::delete(
            client_locks::table
                .filter(client_locks::holder_kind.eq(kind).and(client_locks::holder_id.eq(holder)))
                .filter(client_locks::client_id.eq_any(chunk)),
        )
        .execute(conn)?;
    }
    Ok(gone)
}
