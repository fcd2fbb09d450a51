//! Books of managers, and workload within the asker's scope.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::dto::*;
use super::store;
use crate::allocation::ownership::model::{OwnedId, OwnedKind};
use crate::allocation::ownership::service::{clients_of, overrides_on, owners_on};
use crate::allocation::ownership::store::list_accounts_apart;
use crate::allocation::shares::Shares;
use crate::app::Cx;
use crate::auth::Action;
use crate::clients::model::{AccountId, ClientId, Standing};
use crate::error::AppResult;
use crate::http::Page;
use crate::policy;
use crate::staffing::model::ManagerId;

/// What a manager looks after. A client shared with others counts whole among the clients, and by share in the
/// amounts; an account with owners of its own counts in their amounts instead of its client's owners'. The parts of a
/// client add up exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Book {
    /// Clients.
    pub clients: i64,
    /// Core clients among them.
    pub core_clients: i64,
    /// Credit outstanding, in fen.
    pub exposure_fen: i64,
    /// Weighted average daily balance, in fen.
    pub worth_fen: i64,
}

/// What managers look after by the owners of a day, measured today under the policy of that day; every manager
/// asked for is in the answer.
pub fn book_of(
    cx: &mut Cx<'_>,
    managers: &[ManagerId],
    day: NaiveDate,
) -> AppResult<HashMap<ManagerId, Book>> {
    let mut books: HashMap<ManagerId, Book> = managers.iter().map(|m| (*m, Book::default())).collect();
    let mut clients: Vec<ClientId> = clients_of(cx, managers, day)?.into_values().flatten().collect();
    clients.sort_unstable();
    clients.dedup();
    let (_, policy) = policy::service::at(cx, day)?;
    let measures = crate::clients::measures::of_clients(cx, &clients, &policy)?;
    let apart = accounts_apart(cx, managers, &clients, day)?;
    let accounts: Vec<AccountId> = apart.keys().copied().collect();
    let figures = crate::clients::measures::of_accounts(cx, &accounts, &policy)?;
    // What of a client's amounts is in accounts with owners of their own.
    let mut taken: HashMap<ClientId, (i64, i64)> = HashMap::new();
    for (account, (client, shares)) in &apart {
        let Some(f) = figures.get(account) else { continue };
        add(&mut books, shares, f.exposure_fen, f.worth_fen);
        let part = taken.entry(*client).or_default();
        *part = (part.0.saturating_add(f.exposure_fen), part.1.saturating_add(f.worth_fen));
    }
    let ids: Vec<OwnedId> = clients.iter().map(|c| OwnedId::from(*c)).collect();
    for (id, shares) in owners_on(cx, OwnedKind::Client, &ids, day, None)? {
        let Some(measure) = measures.get(&ClientId(id.0)) else { continue };
        for (manager, _) in shares.parts() {
            if let Some(book) = books.get_mut(manager) {
                book.clients += 1;
                book.core_clients += i64::from(measure.standing == Some(Standing::Core));
            }
        }
        let (exposure, worth) = taken.get(&ClientId(id.0)).copied().unwrap_or_default();
        add(&mut books, &shares, measure.exposure_fen - exposure, measure.worth_fen - worth);
    }
    Ok(books)
}

/// Splits amounts among owners, exactly.
fn add(books: &mut HashMap<ManagerId, Book>, shares: &Shares<ManagerId>, exposure_fen: i64, worth_fen: i64) {
    for ((manager, exposure), (_, worth)) in
        shares.split(exposure_fen).into_iter().zip(shares.split(worth_fen))
    {
        if let Some(book) = books.get_mut(&manager) {
            book.exposure_fen = book.exposure_fen.saturating_add(exposure);
            book.worth_fen = book.worth_fen.saturating_add(worth);
        }
    }
}

/// The accounts with owners of their own that concern managers or their clients: each with its client and owners.
fn accounts_apart(
    cx: &mut Cx<'_>,
    managers: &[ManagerId],
    clients: &[ClientId],
    day: NaiveDate,
) -> AppResult<HashMap<AccountId, (ClientId, Shares<ManagerId>)>> {
    let clients_of = list_accounts_apart(cx.conn, managers, clients, day)?;
    let accounts: Vec<AccountId> = clients_of.keys().copied().collect();
    let owners = overrides_on(cx, &accounts, day)?;
    Ok(owners
        .into_iter()
        .filter_map(|(account, s)| Some((account, (*clients_of.get(&account)?, s))))
        .collect())
}

/// What each manager looks after today, in the order of their names, next to what the grade may hold.
pub fn list_workload(cx: &mut Cx<'_>, q: &ListWorkload) -> AppResult<Page<WorkloadRow>> {
    let scope = cx.scope(Action::ListWorkload)?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "workload", q.cursor.as_deref())?;
    let managers = store::list_managers(cx.conn, &scope, q.branch_id, after, limit + 1)?;
    let page = crate::db::page::page(
        cx.app.keys(),
        "workload",
        managers,
        limit,
        |m| (m.sort_key.clone(), m.id),
        |m| m,
    )?;
    let today = cx.today;
    let ids: Vec<ManagerId> = page.items.iter().map(|m| m.id).collect();
    let books = book_of(cx, &ids, today)?;
    let (_, policy) = policy::service::at(cx, today)?;
    let row = |m: crate::staffing::model::Manager| {
        let book = books.get(&m.id).copied().unwrap_or_default();
        let capacity = m.grade.and_then(|g| policy.capacity_of(g));
        WorkloadRow {
            manager_id: m.id.to_string(),
            name: m.name,
            class: m.class,
            grade: m.grade,
            branch_id: m.branch_id.to_string(),
            clients: book.clients,
            core_clients: book.core_clients,
            exposure_fen: book.exposure_fen,
            worth_fen: book.worth_fen,
            capacity_clients: capacity.and_then(|c| c.clients),
            capacity_core_clients: capacity.and_then(|c| c.core_clients),
            capacity_exposure_fen: capacity.and_then(|c| c.exposure_fen),
        }
    };
    Ok(Page { items: page.items.into_iter().map(row).collect(), next_cursor: page.next_cursor })
}
