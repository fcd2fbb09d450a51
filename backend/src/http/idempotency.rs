//! Results kept by `Idempotency-Key`, in the transaction of the write they belong to.
//!
//! A key is taken before anything else by putting it in, not by looking for it: on PostgreSQL whoever looks for a key
//! that is not there conflicts with everybody who puts one in beside it, and one of them would have to start again.

use diesel::prelude::*;

use crate::db::schema::idempotency_keys;
use crate::db::{Conn, Json, Ts};
use crate::on_each;

/// A kept result.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = idempotency_keys)]
pub struct Kept {
    /// Who sent the key.
    pub actor: String,
    /// The key.
    pub key: String,
    /// The operation it was for.
    pub operation: String,
    /// MAC of the request.
    pub request_mac: Vec<u8>,
    /// Ids alone; null while the write is under way, which nobody else sees.
    pub result: Json,
    /// When it was taken.
    pub created_at: Ts,
}

/// Takes an actor's key; false where it was taken before.
pub fn take(conn: &mut Conn, one: &Kept) -> QueryResult<bool> {
    let done = on_each!(conn, |c| diesel::insert_into(idempotency_keys::table)
        .values(one)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(done > 0)
}

/// What is kept for an actor's key.
pub fn find(conn: &mut Conn, actor: &str, key: &str) -> QueryResult<Option<Kept>> {
    idempotency_keys::table.find((actor, key)).select(Kept::as_select()).first(conn).optional()
}

/// Keeps the result of a key taken in this transaction.
pub fn keep(conn: &mut Conn, one: &Kept) -> QueryResult<()> {
    use idempotency_keys::dsl;
    on_each!(conn, |c| diesel::insert_into(dsl::idempotency_keys)
        .values(one)
        .on_conflict((dsl::actor, dsl::key))
        .do_update()
        .set(dsl::result.eq(&one.result))
        .execute(c))
    .map(drop)
}
