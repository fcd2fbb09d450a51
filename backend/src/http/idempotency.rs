//! Results kept by `Idempotency-Key`, in the transaction of the write they belong to.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::schema::idempotency_keys;
use crate::db::{Conn, Json, Ts};
use crate::error::AppResult;

/// A kept result.
#[derive(Queryable, Selectable)]
#[diesel(table_name = idempotency_keys)]
pub struct Kept {
    /// The operation it was for.
    pub operation: String,
    /// MAC of the request.
    pub request_mac: Vec<u8>,
    /// Ids alone.
    pub result: Json,
}

/// The result kept for an actor's key.
pub fn find(conn: &mut Conn, actor: &str, key: &str) -> QueryResult<Option<Kept>> {
    idempotency_keys::table.find((actor, key)).select(Kept::as_select()).first(conn).optional()
}

/// Keeps a result.
pub fn insert<R: Serialize>(
    conn: &mut Conn,
    actor: &str,
    key: &str,
    operation: &str,
    request_mac: Vec<u8>,
    result: &R,
    at: Ts,
) -> AppResult<()> {
    use idempotency_keys::dsl;
    diesel::insert_into(dsl::idempotency_keys)
        .values((
            dsl::actor.eq(actor),
            dsl::key.eq(key),
            dsl::operation.eq(operation),
            dsl::request_mac.eq(request_mac),
            dsl::result.eq(Json::of(result)?),
            dsl::created_at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}
