//! Assigning lots, by hand or by an award.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::dto::*;
use super::{rules, store};
use crate::allocation::rounds::dto::RoundView;
use crate::allocation::rounds::eligibility::{Room, reasons, room_by_policy};
use crate::allocation::rounds::model::*;
use crate::allocation::rounds::rules::Act;
use crate::allocation::rounds::service::{get_round, load, load_for, policy_of, save};
use crate::allocation::rounds::{lots, participants};
use crate::allocation::tender::model::BidId;
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult, Code, FieldError, OrNotFound};
use crate::http::{IfMatch, Page};
use crate::staffing::model::{Manager, ManagerClass, ManagerId};
use crate::staffing::service::managers_by_id;

/// A winning bid, as clearing found it.
#[derive(Debug, Clone)]
pub struct Win {
    /// The bid.
    pub bid_id: BidId,
    /// Who bid.
    pub manager_id: ManagerId,
    /// Its lots.
    pub lots: Vec<LotId>,
    /// Committed value, in the round's unit.
    pub value: i64,
}

/// Gives lots to the winners of an award, in place of an earlier award; what was coordinated stays unless an
/// award takes it.
pub fn award(cx: &mut Cx<'_>, round: &Round, wins: &[Win]) -> AppResult<()> {
    let lots: HashMap<LotId, Lot> =
        lots::store::list_lots(cx.conn, round.id, None, None)?.into_iter().map(|lot| (lot.id, lot)).collect();
    let mut rows = Vec::new();
    for win in wins {
        let worths: Vec<i64> =
            win.lots.iter().map(|lot| lots.get(lot).map_or(0, |lot| lot.worth_fen)).collect();
        for (lot, value) in win.lots.iter().zip(rules::split_value(win.value, &worths)) {
            rows.push(Assignment {
                lot_id: *lot,
                round_id: round.id,
                manager_id: win.manager_id,
                source: AssignmentSource::Award,
                bid_id: Some(win.bid_id),
                value: Some(value),
                reason: None,
                assigned_by: None,
                assigned_at: cx.now,
                version: 1,
            });
        }
    }
    store::delete_awarded(cx.conn, round.id)?;
    let taken: Vec<LotId> = rows.iter().map(|r| r.lot_id).collect();
    store::delete_assignments(cx.conn, &taken)?;
    store::insert_assignments(cx.conn, &rows)?;
    cx.audit("award_lots", "round", Some(round.id), json!({ "bids": wins.len(), "lots": rows.len() }))
}

/// Assigns a lot by hand: the unit its packages, a supervisor what is left, a virtual manager what nobody can take.
///
/// Errors: `round_method`, `round_state`; `lot_taken` for a lot that an award, an application or another round
/// has; `assignee_ineligible` with each reason and its clause.
pub fn assign_lot(
    cx: &mut Cx<'_>,
    id: RoundId,
    lot: LotId,
    version: IfMatch,
    input: &AssignLot,
) -> AppResult<RoundView> {
    let round = load_for(cx, id, Action::AssignLot, version, Act::Assign)?;
    let lot = lots::store::find_lot(cx.conn, id, lot).or_not_found()?;
    let before = store::find_assignment(cx.conn, lot.id)?;
    let taken = AppError::new(Code::LotTaken).clause("D9.1");
    if lot.sent_to.is_some() {
        return Err(taken);
    }
    if let Some(before) = &before {
        let by_hand = matches!(before.source, AssignmentSource::Unit | AssignmentSource::Coordination);
        let open = round.state != RoundState::Notice && by_hand;
        if !open && !lost_standing(cx, before.manager_id)? {
            return Err(taken);
        }
    }
    check_assignee(cx, &round, &lot, input.manager_id)?;
    let source = match (round.method, round.state) {
        (Method::UnitPackage, RoundState::Open | RoundState::Closed) => AssignmentSource::Unit,
        _ => AssignmentSource::Coordination,
    };
    let row = Assignment {
        lot_id: lot.id,
        round_id: id,
        manager_id: input.manager_id,
        source,
        bid_id: None,
        value: None,
        reason: Some(input.reason.clone()),
        assigned_by: cx.actor.user_id(),
        assigned_at: cx.now,
        version: before.map_or(1, |b| b.version + 1),
    };
    store::delete_assignments(cx.conn, &[lot.id])?;
    store::insert_assignments(cx.conn, &[row])?;
    save(cx, round)?;
    let detail = json!({ "lot_id": lot.id, "manager_id": input.manager_id, "source": source });
    cx.audit("assign_lot", "round", Some(id), detail)?;
    get_round(cx, id)
}

fn lost_standing(cx: &mut Cx<'_>, manager: ManagerId) -> AppResult<bool> {
    let found = managers_by_id(cx, &[manager])?;
    Ok(!found.get(&manager).is_some_and(|m| m.has_standing(cx.today)))
}

fn check_assignee(cx: &mut Cx<'_>, round: &Round, lot: &Lot, manager: ManagerId) -> AppResult<()> {
    let found = managers_by_id(cx, &[manager])?;
    let Some(m) = found.get(&manager) else {
        return Err(AppError::field("/manager_id", "not_found"));
    };
    let (_, policy) = policy_of(cx, round)?;
    let candidates = participants::service::candidates(cx, round, &[manager])?;
    let who = candidates.get(&manager).or_not_found()?;
    let facts = lots::service::facts_of(cx, round.id)?;
    let none = Vec::new();
    let reasons = reasons(
        who,
        facts.get(&lot.id).unwrap_or(&none),
        round.branch_id,
        &policy,
        Some(room_left(cx, round, m, lot.id)?),
    );
    let fields: Vec<FieldError> = reasons
        .into_iter()
        .filter(|r| !(m.class == ManagerClass::Virtual && r.code == "virtual_manager"))
        .map(|r| FieldError {
            pointer: "/manager_id".to_owned(),
            code: r.code,
            params: serde_json::Map::new(),
            clause: Some(r.clause),
        })
        .collect();
    match fields.first().and_then(|f| f.clause) {
        None => Ok(()),
        Some(clause) => Err(AppError::new(Code::AssigneeIneligible).clause(clause).with_fields(fields)),
    }
}

/// What a manager may still take in this round beside what the round has given already, a lot left aside.
fn room_left(cx: &mut Cx<'_>, round: &Round, m: &Manager, but: LotId) -> AppResult<Room> {
    let set = participants::service::rooms_left(cx, round, &[m.id])?.remove(&m.id);
    let mut room = match set {
        Some(room) => room,
        None => {
            let (_, policy) = policy_of(cx, round)?;
            let one = HashMap::from([(m.id, m.clone())]);
            let books = participants::service::books_without(cx, round, &one)?;
            let book = books.get(&m.id).copied().unwrap_or_default();
            room_by_policy(m.grade, &policy, book.clients, book.exposure_fen)
        }
    };
    let given: HashSet<LotId> = store::list_assignments(cx.conn, round.id)?
        .into_iter()
        .filter(|a| a.manager_id == m.id && a.lot_id != but)
        .map(|a| a.lot_id)
        .collect();
    for lot in lots::store::list_lots(cx.conn, round.id, None, None)? {
        if given.contains(&lot.id) {
            room = room.after(&lot);
        }
    }
    Ok(room)
}

/// A page of a round's lots with who gets each; for participants from the announcement on.
pub fn list_assignments(
    cx: &mut Cx<'_>,
    id: RoundId,
    q: &ListAssignments,
) -> AppResult<Page<AssignmentView>> {
    let round = load(cx, id, Action::ListAssignments)?;
    let announced = matches!(round.state, RoundState::Notice | RoundState::Confirmed | RoundState::Effective);
    if !announced && !cx.actor.can(Action::ListCandidates, &Thing::branch(round.branch_id)) {
        return Err(AppError::not_found());
    }
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "assignments", q.cursor.as_deref())?;
    let rows = lots::store::list_lots(cx.conn, id, after, Some(limit + 1))?;
    let page = crate::db::page::page(cx.app.keys(), "assignments", rows, limit, |l| l.number, |l| l)?;
    let lots = lots::service::views(cx, &round, page.items)?;
    let mut given: HashMap<String, Assignment> =
        store::list_assignments(cx.conn, id)?.into_iter().map(|a| (a.lot_id.to_string(), a)).collect();
    let ids: Vec<ManagerId> = given.values().map(|a| a.manager_id).collect();
    let managers = managers_by_id(cx, &ids)?;
    let items = lots
        .into_iter()
        .map(|lot| {
            let a = given.remove(&lot.id);
            let m = a.as_ref().and_then(|a| managers.get(&a.manager_id));
            AssignmentView {
                must_allocate: lot.clients.iter().any(|c| c.must_allocate),
                lot_id: lot.id,
                lot_number: lot.number,
                lot_name: lot.name,
                manager_id: m.map(|m| m.id.to_string()),
                manager_name: m.map(|m| m.name.clone()),
                forfeited: m.is_some_and(|m| !m.has_standing(cx.today)),
                source: a.as_ref().map(|a| a.source),
                bid_id: a.as_ref().and_then(|a| a.bid_id).map(|b| b.to_string()),
                value: a.as_ref().and_then(|a| a.value),
                reason: a.as_ref().and_then(|a| a.reason.clone()),
                assigned_at: a.as_ref().map(|a| a.assigned_at),
                sent_to: lot.sent_to,
            }
        })
        .collect();
    Ok(Page { items, next_cursor: page.next_cursor })
}
