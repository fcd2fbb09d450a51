//! End-of-day balances: what an account held on each day.
//!
//! The balance of a day is the last change's of that day, or the last one's before it; before the opening and from
//! the closing on it is nothing.

pub mod rules;
mod store;

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::app::Cx;
use crate::error::AppResult;
use rules::History;

/// The histories of accounts from a day to a day, both included, with what they held before; accounts by their
/// inner key.
pub fn read(
    cx: &mut Cx<'_>,
    accounts: &[i64],
    from: NaiveDate,
    to: NaiveDate,
) -> AppResult<HashMap<i64, History>> {
    let mut out: HashMap<i64, History> = HashMap::with_capacity(accounts.len());
    for (key, balance) in store::list_before(cx.conn, accounts, from)? {
        out.insert(key, History::opening(balance));
    }
    for (key, day, balance) in store::list_changes(cx.conn, accounts, from, to)? {
        out.entry(key).or_default().push(day, balance);
    }
    Ok(out)
}
