//! What the database says about itself: which kind it is, what the demo's logins are.

use diesel::prelude::*;

use crate::db::schema::settings;
use crate::db::{Conn, Json, Ts};
use crate::on_each;

/// Key of the database's kind: `"demo"`, `"test"` or `"bank"`.
pub const KIND: &str = "kind";
/// Key of the demo bank's logins.
pub const DEMO_LOGINS: &str = "demo_logins";

/// A setting.
pub fn find(conn: &mut Conn, key: &str) -> QueryResult<Option<Json>> {
    settings::table.find(key).select(settings::value).first(conn).optional()
}

/// Sets a setting.
pub fn put(conn: &mut Conn, key: &str, value: &Json, at: Ts) -> QueryResult<()> {
    let row = (settings::key.eq(key), settings::value.eq(value), settings::updated_at.eq(at));
    on_each!(conn, |c| diesel::insert_into(settings::table)
        .values(row)
        .on_conflict(settings::key)
        .do_update()
        .set((settings::value.eq(value), settings::updated_at.eq(at)))
        .execute(c))
    .map(drop)
}

/// Whether this is the demo bank.
pub fn is_demo(conn: &mut Conn) -> QueryResult<bool> {
    Ok(find(conn, KIND)?.is_some_and(|k| k.0 == "demo"))
}
