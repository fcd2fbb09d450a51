//! Books of managers, and workload within the asker's scope.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::dto::*;
use super::store;
use crate::allocation::ownership::model::{OwnedId, OwnedKind};
use crate::allocation::ownership::service::{clients_of, owners_on};
use crate::app::Cx;
use crate::auth::Action;
use crate::clients::model::{ClientId, Standing};
use crate::error::AppResult;
use crate::http::Page;
use crate::policy;
use crate::staffing::model::ManagerId;

/// What a manager looks after. A client shared with others counts whole among the clients, and by share in the
/// amounts; the parts of a client add up exactly.
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
    let ids: Vec<OwnedId> = clients.iter().map(|c| OwnedId::from(*c)).collect();
    for (id, shares) in owners_on(cx, OwnedKind::Client, &ids, day, None)? {
        let Some(measure) = measures.get(&ClientId(id.0)) else { continue };
        let exposure = shares.split(measure.exposure_fen);
        let worth = shares.split(measure.worth_fen);
        for ((manager, exposure), (_, worth)) in exposure.into_iter().zip(worth) {
            if let Some(book) = books.get_mut(&manager) {
                book.clients += 1;
                book.core_clients += i64::from(measure.standing == Some(Standing::Core));
                book.exposure_fen = book.exposure_fen.saturating_add(exposure);
                book.worth_fen = book.worth_fen.saturating_add(worth);
            }
        }
    }
    Ok(books)
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
