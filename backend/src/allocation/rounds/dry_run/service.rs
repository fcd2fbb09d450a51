//! Trying a round's assignments.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::dto::*;
use super::rules::{gini_bps, share_bps};
use super::store;
use crate::allocation::ownership::model::{OwnedId, OwnedKind};
use crate::allocation::ownership::service::{Book, book_of, owners_on};
use crate::allocation::rounds::model::*;
use crate::allocation::rounds::service::{load, policy_of};
use crate::allocation::rounds::{assignments, lots};
use crate::app::Cx;
use crate::auth::Action;
use crate::clients::measures;
use crate::clients::model::{ClientId, Standing};
use crate::error::AppResult;
use crate::staffing::model::{ManagerClass, ManagerId};
use crate::staffing::service::managers_by_id;

/// The day on which things stand as they did without the round.
fn day_before(round: &Round, today: NaiveDate) -> NaiveDate {
    match round.effective_on.and_then(|d| d.pred_opt()) {
        Some(eve) if round.state == RoundState::Effective => eve,
        _ => today,
    }
}

/// What the round would change if it were confirmed as it stands, or has changed: coverage, books, inequality.
pub fn get_dry_run(cx: &mut Cx<'_>, id: RoundId) -> AppResult<DryRunView> {
    let round = load(cx, id, Action::GetDryRun)?;
    let lots = lots::store::list_lots(cx.conn, id, None, None)?;
    let members = lots::store::list_lot_clients(cx.conn, id)?;
    let given = standing_assignments(cx, id)?;
    let subjects: Vec<OwnedId> = members.iter().map(|m| OwnedId(m.client_id.0)).collect();
    let day = day_before(&round, cx.today);
    let owners = owners_on(cx, OwnedKind::Client, &subjects, day, None)?;

    let mut ids = store::list_managers_of(cx.conn, round.branch_id)?;
    ids.extend(given.values().map(|a| a.manager_id));
    ids.extend(owners.values().flat_map(|s| s.parts().iter().map(|(m, _)| *m)));
    ids.sort_unstable();
    ids.dedup();
    let managers = managers_by_id(cx, &ids)?;
    let before = book_of(cx, &ids, day)?;
    let mut after = before.clone();
    let mut won: HashMap<ManagerId, i64> = HashMap::new();
    for member in &members {
        let Some(a) = given.get(&member.lot_id) else { continue };
        let core = i64::from(member.standing == Some(Standing::Core));
        if let Some(shares) = owners.get(&OwnedId(member.client_id.0)) {
            let worths: HashMap<ManagerId, i64> = shares.split(member.worth_fen).into_iter().collect();
            for (m, exposure) in shares.split(member.exposure_fen) {
                let worth = worths.get(&m).copied().unwrap_or(0);
                change(&mut after, m, -1, -core, -worth, -exposure);
            }
        }
        change(&mut after, a.manager_id, 1, core, member.worth_fen, member.exposure_fen);
    }
    for a in given.values() {
        *won.entry(a.manager_id).or_default() += 1;
    }
    let book = |books: &HashMap<ManagerId, Book>, m: ManagerId| books.get(&m).copied().unwrap_or_default();
    let mut rows: Vec<_> = ids.iter().filter_map(|m| managers.get(m)).collect();
    rows.sort_by(|a, b| a.manager_no.cmp(&b.manager_no));
    let with_body: Vec<ManagerId> =
        rows.iter().filter(|m| m.class != ManagerClass::Virtual).map(|m| m.id).collect();
    let gini = |books: &HashMap<ManagerId, Book>, of: fn(Book) -> i64| {
        gini_bps(with_body.iter().map(|m| of(book(books, *m))))
    };
    let (must, covered_before, covered_after) = coverage(cx, &round, &members, &given)?;
    let unassigned: Vec<&Lot> =
        lots.iter().filter(|l| l.sent_to.is_none() && !given.contains_key(&l.id)).collect();
    let demanding: HashSet<LotId> = members.iter().filter(|m| m.must_allocate).map(|m| m.lot_id).collect();
    Ok(DryRunView {
        must_allocate: must,
        covered_before,
        covered_after,
        coverage_before_bps: share_bps(covered_before, must),
        coverage_after_bps: share_bps(covered_after, must),
        gini_before_bps: gini(&before, |b| b.worth_fen),
        gini_after_bps: gini(&after, |b| b.worth_fen),
        count_gini_before_bps: gini(&before, |b| b.clients),
        count_gini_after_bps: gini(&after, |b| b.clients),
        uncovered_lots: unassigned.iter().filter(|l| demanding.contains(&l.id)).map(|l| l.number).collect(),
        unassigned_lots: unassigned.iter().map(|l| l.number).collect(),
        managers: rows
            .into_iter()
            .map(|m| {
                let (was, will) = (book(&before, m.id), book(&after, m.id));
                DryRunManager {
                    manager_id: m.id.to_string(),
                    manager_name: m.name.clone(),
                    class: m.class,
                    grade: m.grade,
                    lots: won.get(&m.id).copied().unwrap_or(0),
                    clients_before: was.clients,
                    clients_after: will.clients.max(0),
                    worth_before_fen: was.worth_fen,
                    worth_after_fen: will.worth_fen,
                    exposure_before_fen: was.exposure_fen,
                    exposure_after_fen: will.exposure_fen,
                }
            })
            .collect(),
    })
}

fn change(
    books: &mut HashMap<ManagerId, Book>,
    m: ManagerId,
    clients: i64,
    core: i64,
    worth: i64,
    exposure: i64,
) {
    let book = books.entry(m).or_default();
    book.clients += clients;
    book.core_clients += core;
    book.worth_fen = book.worth_fen.saturating_add(worth);
    book.exposure_fen = book.exposure_fen.saturating_add(exposure);
}

/// Who gets which lot, those left out who have lost standing since (D9.5).
pub fn standing_assignments(cx: &mut Cx<'_>, round: RoundId) -> AppResult<HashMap<LotId, Assignment>> {
    let rows = assignments::store::list_assignments(cx.conn, round)?;
    let mut ids: Vec<ManagerId> = rows.iter().map(|a| a.manager_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let managers = managers_by_id(cx, &ids)?;
    Ok(rows
        .into_iter()
        .filter(|a| managers.get(&a.manager_id).is_some_and(|m| m.has_standing(cx.today)))
        .map(|a| (a.lot_id, a))
        .collect())
}

/// How many clients of the branch must be under a named manager, are, and would be.
fn coverage(
    cx: &mut Cx<'_>,
    round: &Round,
    members: &[LotClient],
    given: &HashMap<LotId, Assignment>,
) -> AppResult<(i64, i64, i64)> {
    let clients = store::list_clients_of(cx.conn, round.branch_id)?;
    let (_, policy) = policy_of(cx, round)?;
    let figures = measures::figures_of(cx, &clients, &policy)?;
    let must: Vec<ClientId> =
        clients.into_iter().filter(|c| figures.get(c).is_some_and(|f| f.must_allocate)).collect();
    let subjects: Vec<OwnedId> = must.iter().map(|c| OwnedId(c.0)).collect();
    let owners = owners_on(cx, OwnedKind::Client, &subjects, day_before(round, cx.today), None)?;
    let gets: HashSet<ClientId> =
        members.iter().filter(|m| given.contains_key(&m.lot_id)).map(|m| m.client_id).collect();
    let (mut before, mut after) = (0, 0);
    for client in &must {
        let owned = owners.get(&OwnedId(client.0)).is_some_and(|s| !s.is_unallocated());
        before += i64::from(owned);
        after += i64::from(owned || gets.contains(client));
    }
    Ok((i64::try_from(must.len()).unwrap_or(i64::MAX), before, after))
}
