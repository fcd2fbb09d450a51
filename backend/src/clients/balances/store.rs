//! Queries of balance changes. What an import has not shown yet is left out.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{accounts, balance_changes, imports};

/// Changes from a day to a day, both included, in order of account, day, sequence and restatement: of several in a
/// day the last decides.
pub fn list_changes(
    conn: &mut Conn,
    keys: &[i64],
    from: NaiveDate,
    to: NaiveDate,
) -> QueryResult<Vec<(i64, NaiveDate, i64)>> {
    use balance_changes as b;
    let mut out = Vec::new();
    for chunk in keys.chunks(500) {
        let hidden = imports::table.filter(imports::hidden).select(imports::id);
        out.extend(
            b::table
                .filter(b::account_key.eq_any(chunk))
                .filter(b::day.between(from, to))
                .filter(b::import_id.ne_all(hidden))
                .order((b::account_key, b::day, b::seq, b::known))
                .select((b::account_key, b::day, b::balance_minor))
                .load::<(i64, NaiveDate, i64)>(conn)?,
        );
    }
    Ok(out)
}

/// What each account held at the end of the day before a day; accounts without an earlier change are left out.
pub fn list_before(conn: &mut Conn, keys: &[i64], day: NaiveDate) -> QueryResult<Vec<(i64, i64)>> {
    use balance_changes as b;
    let mut out = Vec::new();
    for chunk in keys.chunks(500) {
        let hidden = imports::table.filter(imports::hidden).select(imports::id);
        let last = b::table
            .filter(b::account_key.eq(accounts::key).and(b::day.lt(day)))
            .filter(b::import_id.ne_all(hidden))
            .order((b::day.desc(), b::seq.desc(), b::known.desc()))
            .limit(1)
            .select(b::balance_minor)
            .single_value();
        let rows: Vec<(i64, Option<i64>)> =
            accounts::table.filter(accounts::key.eq_any(chunk)).select((accounts::key, last)).load(conn)?;
        out.extend(rows.into_iter().filter_map(|(key, balance)| balance.map(|b| (key, b))));
    }
    Ok(out)
}
