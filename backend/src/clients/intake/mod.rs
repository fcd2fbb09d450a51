//! Clients, accounts, loans and balances that come in by files: found by their numbers, put in as the file says.

mod store;

use std::collections::{HashMap, HashSet};

use super::measures;
use super::model::*;
use crate::app::Cx;
use crate::error::AppResult;
pub use store::{BalanceKey, KnownAccount, KnownBalance, NewAccount};

/// A client with all that a file says of it.
#[derive(Debug)]
pub struct NewClient {
    /// The client.
    pub client: Client,
    /// The blind index of its identity number.
    pub identity: Option<ClientIdentity>,
    /// Telephone and address, sealed.
    pub contacts: Vec<Contact>,
    /// Its standing, size and flags from its opening on.
    pub ratings: Vec<Rating>,
    /// The flags that it carries.
    pub flags: Vec<ClientFlag>,
}

/// Clients by their numbers; unknown numbers are left out.
pub fn clients_by_no(cx: &mut Cx<'_>, numbers: &[String]) -> AppResult<HashMap<String, Client>> {
    let mut out = HashMap::with_capacity(numbers.len());
    for chunk in numbers.chunks(500) {
        let found = store::list_clients_by_no(cx.conn, chunk)?;
        out.extend(found.into_iter().map(|c| (c.client_no.clone(), c)));
    }
    Ok(out)
}

/// Which blind indexes belong to a client.
pub fn identities_taken(cx: &mut Cx<'_>, macs: &[Vec<u8>]) -> AppResult<HashSet<Vec<u8>>> {
    let mut out = HashSet::new();
    for chunk in macs.chunks(500) {
        out.extend(store::list_identities(cx.conn, chunk)?);
    }
    Ok(out)
}

/// Puts clients in, findable by name and number.
pub fn insert_clients(cx: &mut Cx<'_>, clients: &[NewClient]) -> AppResult<()> {
    store::insert_clients(cx.conn, clients)?;
    let names: Vec<_> = clients
        .iter()
        .map(|c| (c.client.id.0, vec![c.client.name.as_str(), c.client.client_no.as_str()]))
        .collect();
    Ok(crate::search_text::store::add(cx.conn, super::store::SEARCHED, &names)?)
}

/// Accounts by their numbers; unknown numbers are left out.
pub fn accounts_by_no(cx: &mut Cx<'_>, numbers: &[String]) -> AppResult<HashMap<String, KnownAccount>> {
    let mut out = HashMap::with_capacity(numbers.len());
    for chunk in numbers.chunks(500) {
        out.extend(store::list_accounts_by_no(cx.conn, chunk)?);
    }
    Ok(out)
}

/// Has what clients are worth computed again, after accounts or balances came in; `all` where what came in was hidden
/// until now.
pub fn compute_measures(cx: &mut Cx<'_>, all: bool) -> AppResult<()> {
    if all {
        measures::forget_all(cx)?;
    }
    measures::queue_refresh(cx)
}

/// Puts accounts in.
pub fn insert_accounts(cx: &mut Cx<'_>, accounts: &[NewAccount]) -> AppResult<()> {
    store::insert_accounts(cx.conn, accounts)?;
    let mut clients: Vec<ClientId> = accounts.iter().map(|a| a.client_id).collect();
    clients.sort_unstable();
    clients.dedup();
    measures::forget(cx, &clients)
}

/// Which of the accounts have a loan's record.
pub fn loans_of(cx: &mut Cx<'_>, accounts: &[AccountId]) -> AppResult<HashMap<AccountId, Loan>> {
    let mut out = HashMap::new();
    for chunk in accounts.chunks(500) {
        out.extend(store::list_loans(cx.conn, chunk)?.into_iter().map(|l| (l.account_id, l)));
    }
    Ok(out)
}

/// Puts loans in.
pub fn insert_loans(cx: &mut Cx<'_>, loans: &[Loan]) -> AppResult<()> {
    Ok(store::insert_loans(cx.conn, loans)?)
}

/// Says a loan anew.
pub fn update_loan(cx: &mut Cx<'_>, loan: &Loan) -> AppResult<()> {
    Ok(store::update_loan(cx.conn, loan).map(drop)?)
}

/// Makes room for the balances of months (partitions, where the database has them), outside transactions.
pub fn ensure_months(db: &crate::db::Db, months: &[chrono::NaiveDate]) -> AppResult<()> {
    for month in months {
        db.outside_transactions(|conn| {
            Ok(crate::db::dialect::ensure_month(conn, "balance_changes", *month)?)
        })?;
    }
    Ok(())
}

/// The latest known balance under keys; keys without one are left out.
pub fn balances_at(cx: &mut Cx<'_>, keys: &[BalanceKey]) -> AppResult<HashMap<BalanceKey, KnownBalance>> {
    Ok(store::list_balances(cx.conn, keys)?)
}

/// Puts balances in; the ones whose key and version stand already stay as they are. Returns how many went in.
pub fn insert_balances(cx: &mut Cx<'_>, changes: &[BalanceChange]) -> AppResult<usize> {
    let inserted = store::insert_balances(cx.conn, changes)?;
    let mut accounts: Vec<i64> = changes.iter().map(|c| c.account_key).collect();
    accounts.sort_unstable();
    accounts.dedup();
    measures::forget_accounts(cx, &accounts)?;
    Ok(inserted)
}
