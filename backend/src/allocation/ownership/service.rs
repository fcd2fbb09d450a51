//! Saying who looks after whom, and asking it for any day as known at any moment.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::model::*;
use super::store::{self, Held, Known};
use crate::allocation::shares::Shares;
use crate::allocation::timeline::{self, Entry, Origin, Row, TimelineError};
use crate::app::Cx;
use crate::clients::model::{AccountId, ClientId};
use crate::db::Ts;
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;

pub use super::workload::service::{Book, book_of};

/// Where a statement comes from.
#[derive(Debug, Clone)]
pub struct Source {
    /// What kind of act.
    pub kind: SourceKind,
    /// Which one, where it has an id.
    pub id: Option<SourceId>,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// A subject that begins to be owned, from its opening on and for good.
#[derive(Debug, Clone)]
pub struct Opening {
    /// What it is.
    pub kind: OwnedKind,
    /// Its id.
    pub subject: OwnedId,
    /// The branch it belongs to.
    pub branch_id: OrgUnitId,
    /// The first day.
    pub opened_on: NaiveDate,
    /// Whose; empty means unallocated.
    pub shares: Shares<ManagerId>,
}

/// Says who owns a client or an account over a span of days.
#[derive(Debug, Clone)]
pub struct Statement {
    /// What it is about.
    pub kind: OwnedKind,
    /// Its id.
    pub subject: OwnedId,
    /// The first day.
    pub from: NaiveDate,
    /// The first day it no longer holds; absent means for good.
    pub until: Option<NaiveDate>,
    /// Whose; empty means unallocated.
    pub shares: Shares<ManagerId>,
    /// Where it comes from.
    pub source: Source,
    /// The subject's `owner_version` that it is based on; absent means whatever stands now.
    pub base_version: Option<i64>,
}

/// Opens one subject: see [`open_many`].
pub fn open_subject(
    cx: &mut Cx<'_>,
    kind: OwnedKind,
    subject: OwnedId,
    branch_id: OrgUnitId,
    opened_on: NaiveDate,
    shares: Shares<ManagerId>,
    source: &Source,
) -> AppResult<()> {
    open_many(cx, &[Opening { kind, subject, branch_id, opened_on, shares }], source)
}

/// Gives subjects made in this transaction their first row. Their `owner_version` stays what it was made with.
///
/// Every client is opened; an account only where its owners differ from its client's from its opening on.
/// Errors: `ownership_moved` for a subject that is open already.
pub fn open_many(cx: &mut Cx<'_>, openings: &[Opening], source: &Source) -> AppResult<()> {
    let mut rows = Vec::with_capacity(openings.len());
    let mut shares = Vec::with_capacity(openings.len());
    for o in openings {
        let id = OwnershipId::new();
        rows.push(Ownership {
            id,
            subject_kind: o.kind,
            subject_id: o.subject,
            branch_id: o.branch_id,
            valid_from: o.opened_on,
            valid_to: None,
            known_from: cx.now,
            known_to: None,
            source_kind: source.kind,
            source_id: source.id,
            reason: source.reason.clone(),
            created_by: cx.actor.user_id(),
        });
        shares.extend(share_rows(id, &o.shares));
    }
    store::insert_ownerships(cx.conn, &rows, &shares).on_duplicate(moved)?;
    for kind in [OwnedKind::Client, OwnedKind::Account] {
        let owned: Vec<OwnedId> = openings
            .iter()
            .filter(|o| o.kind == kind && !o.shares.is_unallocated())
            .map(|o| o.subject)
            .collect();
        crate::clients::holdings::refresh(cx, kind, &owned)?;
    }
    let subject = match openings {
        [only] => Some(only.subject.0),
        _ => None,
    };
    cx.audit(
        "open_ownership",
        "ownership",
        subject,
        json!({ "count": openings.len(), "source": source.kind, "source_id": source.id.map(|s| s.0) }),
    )
}

fn share_rows(id: OwnershipId, shares: &Shares<ManagerId>) -> impl Iterator<Item = OwnershipShare> {
    shares.parts().iter().map(move |(manager, bps)| OwnershipShare {
        ownership_id: id,
        manager_id: *manager,
        bps: bps.get(),
    })
}

fn moved() -> AppError {
    AppError::new(Code::OwnershipMoved).clause("D9.4")
}

/// Writes a statement and returns the subject's new `owner_version`.
///
/// Rows that it touches are closed, what remains of them outside its days is said again under its own source.
/// Errors: 404 for an unknown subject, `ownership_moved` when the base has moved, `shares_invalid` at
/// `/from` or `/until` for days before the opening or a span that would leave a gap.
pub fn record(cx: &mut Cx<'_>, statement: &Statement) -> AppResult<i64> {
    let (kind, id) = (statement.kind, statement.subject);
    let subject = store::find_subject(cx.conn, kind, id).or_not_found()?;
    if statement.base_version.is_some_and(|v| v != subject.owner_version) {
        return Err(moved());
    }
    if statement.from < subject.opened_on {
        return Err(AppError::field("/from", "date_order").code_as(Code::SharesInvalid).clause("D9.1"));
    }
    if store::bump_owner_version(cx.conn, kind, id, subject.owner_version)? == 0 {
        return Err(moved());
    }
    let held = held(cx, kind, id, Known::Standing)?;
    // A clock a little behind another server's must not make a statement older than what it replaces.
    let known_at = store::find_latest_knowledge(cx.conn, kind, id)?.map_or(cx.now, |at| at.max(cx.now));
    let rows: Vec<Row<usize, Shares<ManagerId>>> = held.iter().enumerate().map(row).collect();
    let entry = Entry { from: statement.from, until: statement.until, shares: statement.shares.clone() };
    let change = timeline::record(&rows, entry, known_at.utc()).map_err(refused)?;
    let closed: Vec<OwnershipId> = change.close.iter().map(|i| held[*i].row.id).collect();
    if store::close_ownerships(cx.conn, &closed, known_at)? != closed.len() {
        return Err(moved());
    }
    let (mut inserted, mut shares) = (Vec::new(), Vec::new());
    for new in change.insert {
        let source = match new.origin {
            Origin::Entry => statement.source.clone(),
            Origin::RemainderOf(i) => source_of(&held[i].row),
        };
        let row = Ownership {
            id: OwnershipId::new(),
            subject_kind: kind,
            subject_id: id,
            branch_id: subject.branch_id,
            valid_from: new.valid_from,
            valid_to: new.valid_to,
            known_from: known_at,
            known_to: None,
            source_kind: source.kind,
            source_id: source.id,
            reason: source.reason,
            created_by: cx.actor.user_id(),
        };
        shares.extend(share_rows(row.id, &new.shares));
        inserted.push(row);
    }
    store::insert_ownerships(cx.conn, &inserted, &shares).on_duplicate(moved)?;
    crate::clients::holdings::refresh(cx, kind, &[id])?;
    let detail = json!({
        "subject_kind": kind, "from": statement.from, "until": statement.until,
        "source": statement.source.kind, "source_id": statement.source.id.map(|s| s.0),
    });
    cx.audit("record_ownership", "ownership", Some(id.0), detail)?;
    Ok(subject.owner_version + 1)
}

fn row((i, held): (usize, &Held)) -> Row<usize, Shares<ManagerId>> {
    Row {
        id: i,
        valid_from: held.row.valid_from,
        valid_to: held.row.valid_to,
        known_from: held.row.known_from.utc(),
        known_to: held.row.known_to.map(Ts::utc),
        shares: held.shares.clone(),
    }
}

fn source_of(row: &Ownership) -> Source {
    Source { kind: row.source_kind, id: row.source_id, reason: row.reason.clone() }
}

fn refused(e: TimelineError) -> AppError {
    match e {
        TimelineError::NoDay | TimelineError::Gap { .. } => {
            AppError::field("/until", "date_order").code_as(Code::SharesInvalid).clause("D9.1")
        }
        TimelineError::KnownAlready { .. } => moved(),
    }
}

/// A subject's rows with their shares, in order of day and knowledge; at most 1,000.
pub(super) fn held(cx: &mut Cx<'_>, kind: OwnedKind, id: OwnedId, known: Known) -> AppResult<Vec<Held>> {
    let rows = store::list_ownerships(cx.conn, kind, id, known, 1_000)?;
    let ids: Vec<OwnershipId> = rows.iter().map(|r| r.id).collect();
    let mut shares = store::list_shares(cx.conn, &ids)?;
    rows.into_iter()
        .map(|row| {
            let shares = read_shares(shares.remove(&row.id).unwrap_or_default())?;
            Ok(Held { row, shares })
        })
        .collect()
}

fn read_shares(
    parts: Vec<(ManagerId, crate::allocation::shares::BasisPoints)>,
) -> AppResult<Shares<ManagerId>> {
    Shares::new(parts).map_err(|e| AppError::internal(format!("stored shares: {e}")))
}

/// Who owned clients or accounts on a day, as known at a moment (now where absent).
///
/// Where an account has no entry of its own on the day, its client's counts. A subject that was not open on the
/// day, or not known at the moment, is left out; an unallocated one has empty shares.
pub fn owners_on(
    cx: &mut Cx<'_>,
    kind: OwnedKind,
    ids: &[OwnedId],
    day: NaiveDate,
    known_at: Option<Ts>,
) -> AppResult<HashMap<OwnedId, Shares<ManagerId>>> {
    let mut out = own_entries(cx, kind, ids, day, known_at)?;
    if kind == OwnedKind::Account {
        let without: Vec<AccountId> =
            ids.iter().filter(|id| !out.contains_key(*id)).map(|id| AccountId(id.0)).collect();
        let clients = store::list_clients_of(cx.conn, &without)?;
        let mut owners: Vec<OwnedId> = clients.values().map(|c| OwnedId::from(*c)).collect();
        owners.sort_unstable();
        owners.dedup();
        let inherited = own_entries(cx, OwnedKind::Client, &owners, day, known_at)?;
        for (account, client) in clients {
            if let Some(shares) = inherited.get(&OwnedId::from(client)) {
                out.insert(account.into(), shares.clone());
            }
        }
    }
    Ok(out)
}

/// The owners of accounts that have an entry of their own on a day, overriding their client's; others are left out.
pub fn overrides_on(
    cx: &mut Cx<'_>,
    accounts: &[AccountId],
    day: NaiveDate,
) -> AppResult<HashMap<AccountId, Shares<ManagerId>>> {
    let ids: Vec<OwnedId> = accounts.iter().map(|a| OwnedId::from(*a)).collect();
    let found = own_entries(cx, OwnedKind::Account, &ids, day, None)?;
    Ok(found.into_iter().map(|(id, shares)| (AccountId(id.0), shares)).collect())
}

pub(super) fn own_entries(
    cx: &mut Cx<'_>,
    kind: OwnedKind,
    ids: &[OwnedId],
    day: NaiveDate,
    known_at: Option<Ts>,
) -> AppResult<HashMap<OwnedId, Shares<ManagerId>>> {
    store::list_owners_on(cx.conn, kind, ids, day, known_at)?
        .into_iter()
        .map(|(id, parts)| Ok((id, read_shares(parts)?)))
        .collect()
}

/// Which clients each manager owns a part of on a day, in order of client; a manager without any has an empty list.
pub fn clients_of(
    cx: &mut Cx<'_>,
    managers: &[ManagerId],
    day: NaiveDate,
) -> AppResult<HashMap<ManagerId, Vec<ClientId>>> {
    let mut out: HashMap<ManagerId, Vec<ClientId>> = managers.iter().map(|m| (*m, Vec::new())).collect();
    for (manager, client) in store::list_clients_owned(cx.conn, managers, day)? {
        out.entry(manager).or_default().push(client);
    }
    Ok(out)
}
