//! Participants: setting, listing, telling.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::dto::*;
use super::store;
use crate::allocation::ownership::model::{OwnedId, OwnedKind};
use crate::allocation::ownership::service::{Book, book_of, owners_on};
use crate::allocation::rounds::dto::RoundView;
use crate::allocation::rounds::eligibility::{self, Candidate, Room, room_by_policy};
use crate::allocation::rounds::lots::store::list_lot_clients;
use crate::allocation::rounds::model::*;
use crate::allocation::rounds::rules::Act;
use crate::allocation::rounds::service::{get_round, load, load_for, policy_of, save};
use crate::app::Cx;
use crate::auth::Action;
use crate::error::{AppError, AppResult, Code, FieldError};
use crate::http::IfMatch;
use crate::staffing::model::{Manager, ManagerClass, ManagerId};
use crate::staffing::service::managers_by_id;

/// Sets all participants of a round in draft.
///
/// Errors: at `/participants/i/…` for a manager named twice, unknown, of another branch, virtual or without
/// standing; for a limit above what the policy leaves (E4.2).
pub fn set_participants(
    cx: &mut Cx<'_>,
    id: RoundId,
    version: IfMatch,
    input: &SetParticipants,
) -> AppResult<RoundView> {
    let round = load_for(cx, id, Action::SetParticipants, version, Act::Edit)?;
    replace(cx, &round, &input.participants)?;
    save(cx, round)?;
    let detail = json!({ "participants": input.participants.len() });
    cx.audit("set_participants", "round", Some(id), detail)?;
    get_round(cx, id)
}

/// Puts participants in place of those before; see [`set_participants`].
pub fn replace(cx: &mut Cx<'_>, round: &Round, participants: &[ParticipantInput]) -> AppResult<()> {
    let ids: Vec<ManagerId> = participants.iter().map(|p| p.manager_id).collect();
    let managers = managers_by_id(cx, &ids)?;
    let rooms = rooms(cx, round, &managers)?;
    let (mut rows, mut faults) = (Vec::with_capacity(participants.len()), Vec::new());
    let mut seen = HashSet::new();
    for (i, p) in participants.iter().enumerate() {
        let mut wrong = |field: &str, code: &'static str, clause: &'static str| {
            faults.push(FieldError {
                pointer: format!("/participants/{i}/{field}"),
                code,
                params: serde_json::Map::new(),
                clause: Some(clause),
            });
        };
        let room = rooms.get(&p.manager_id).copied().unwrap_or_default();
        match managers.get(&p.manager_id) {
            _ if !seen.insert(p.manager_id) => wrong("manager_id", "duplicate", "D9.1"),
            None => wrong("manager_id", "not_found", "D9.1"),
            Some(m) if m.branch_id != round.branch_id => wrong("manager_id", "wrong_branch", "D9.1"),
            Some(m) if m.class == ManagerClass::Virtual => wrong("manager_id", "virtual_manager", "D2"),
            Some(m) if !m.has_standing(cx.today) => wrong("manager_id", "no_standing", "D4"),
            Some(_) => {}
        }
        if let (Some(asked), Some(left)) = (p.capacity, room.clients)
            && i64::from(asked) > left
        {
            wrong("capacity", "capacity", "E4.2");
        }
        if let (Some(asked), Some(left)) = (p.max_exposure_fen, room.exposure_fen)
            && asked > left
        {
            wrong("max_exposure_fen", "exposure", "E4.2");
        }
        rows.push(Participant {
            round_id: round.id,
            manager_id: p.manager_id,
            capacity: p.capacity.or(room.clients.map(|c| i32::try_from(c).unwrap_or(i32::MAX))),
            max_exposure_fen: p.max_exposure_fen.or(room.exposure_fen),
        });
    }
    if !faults.is_empty() {
        return Err(AppError::new(Code::InvalidBody).clause("D9.1").with_fields(faults));
    }
    Ok(store::replace(cx.conn, round.id, &rows)?)
}

/// What the policy leaves each manager beside the present book; clients of this round's lots do not count there,
/// for they are what is allocated.
fn rooms(
    cx: &mut Cx<'_>,
    round: &Round,
    managers: &HashMap<ManagerId, Manager>,
) -> AppResult<HashMap<ManagerId, Room>> {
    let (_, policy) = policy_of(cx, round)?;
    let books = books_without(cx, round, managers)?;
    Ok(managers
        .values()
        .map(|m| {
            let book = books.get(&m.id).copied().unwrap_or_default();
            (m.id, room_by_policy(m.grade, &policy, book.clients, book.exposure_fen))
        })
        .collect())
}

/// What each participant may still take: the round's limit, and never more than the policy leaves beside the
/// present book.
pub fn rooms_left(
    cx: &mut Cx<'_>,
    round: &Round,
    managers: &[ManagerId],
) -> AppResult<HashMap<ManagerId, Room>> {
    let found = managers_by_id(cx, managers)?;
    let mut by_policy = rooms(cx, round, &found)?;
    let least = |a: Option<i64>, b: Option<i64>| a.into_iter().chain(b).min();
    Ok(store::list_participants(cx.conn, round.id)?
        .into_iter()
        .filter_map(|p| {
            let (left, set) = (by_policy.remove(&p.manager_id)?, Room::from(&p));
            let room = Room {
                clients: least(left.clients, set.clients),
                exposure_fen: least(left.exposure_fen, set.exposure_fen),
            };
            Some((p.manager_id, room))
        })
        .collect())
}

/// Each manager's present book without the clients of this round's lots.
pub fn books_without(
    cx: &mut Cx<'_>,
    round: &Round,
    managers: &HashMap<ManagerId, Manager>,
) -> AppResult<HashMap<ManagerId, Book>> {
    let mut ids: Vec<ManagerId> = managers.keys().copied().collect();
    ids.sort_unstable();
    let mut books = book_of(cx, &ids, cx.today)?;
    let members = list_lot_clients(cx.conn, round.id)?;
    let subjects: Vec<OwnedId> = members.iter().map(|m| OwnedId(m.client_id.0)).collect();
    let owners = owners_on(cx, OwnedKind::Client, &subjects, cx.today, None)?;
    for member in &members {
        let Some(shares) = owners.get(&OwnedId(member.client_id.0)) else { continue };
        for (manager, exposure) in shares.split(member.exposure_fen) {
            if let Some(book) = books.get_mut(&manager) {
                book.clients = (book.clients - 1).max(0);
                book.exposure_fen = (book.exposure_fen - exposure).max(0);
                if member.standing == Some(crate::clients::model::Standing::Core) {
                    book.core_clients = (book.core_clients - 1).max(0);
                }
            }
        }
    }
    Ok(books)
}

/// Managers as eligibility sees them today.
pub fn candidates(
    cx: &mut Cx<'_>,
    round: &Round,
    managers: &[ManagerId],
) -> AppResult<HashMap<ManagerId, Candidate>> {
    let found = managers_by_id(cx, managers)?;
    let books = books_without(cx, round, &found)?;
    let people: Vec<_> = found.values().filter_map(|m| m.employee_id).collect();
    let lapsed = crate::staffing::certification::certificates::lapsed_among(cx, &people)?;
    Ok(found
        .values()
        .map(|m| {
            let candidate = Candidate {
                class: m.class,
                grade: m.grade,
                branch_id: m.branch_id,
                has_standing: m.has_standing(cx.today),
                certificate_lapsed: m.employee_id.is_some_and(|e| lapsed.contains(&e)),
                core_clients: books.get(&m.id).map_or(0, |b| b.core_clients),
            };
            (m.id, candidate)
        })
        .collect())
}

/// The reasons why a manager may not bid or apply for some lots of a round taken together; empty when eligible.
pub fn reasons_for(
    cx: &mut Cx<'_>,
    round: &Round,
    manager: ManagerId,
    lots: &[LotId],
) -> AppResult<Vec<eligibility::Reason>> {
    let (_, policy) = policy_of(cx, round)?;
    let facts = crate::allocation::rounds::lots::service::facts_of(cx, round.id)?;
    let together: Vec<eligibility::Facts> =
        lots.iter().filter_map(|l| facts.get(l)).flatten().cloned().collect();
    let room = rooms_left(cx, round, &[manager])?.remove(&manager);
    let candidates = candidates(cx, round, &[manager])?;
    let Some(who) = candidates.get(&manager) else { return Ok(vec![eligibility::NO_STANDING]) };
    Ok(eligibility::reasons(who, &together, round.branch_id, &policy, room))
}

/// Who takes part.
pub fn list_participants(cx: &mut Cx<'_>, id: RoundId) -> AppResult<Participants> {
    load(cx, id, Action::ListParticipants)?;
    let rows = store::list_participants(cx.conn, id)?;
    let ids: Vec<ManagerId> = rows.iter().map(|p| p.manager_id).collect();
    let managers = managers_by_id(cx, &ids)?;
    let books = book_of(cx, &ids, cx.today)?;
    let mut items: Vec<ParticipantView> = rows
        .into_iter()
        .filter_map(|p| {
            let m = managers.get(&p.manager_id)?;
            let book = books.get(&p.manager_id).copied().unwrap_or_default();
            Some(ParticipantView {
                manager_id: m.id.to_string(),
                manager_no: m.manager_no.clone(),
                manager_name: m.name.clone(),
                class: m.class,
                grade: m.grade,
                has_standing: m.has_standing(cx.today),
                capacity: p.capacity,
                max_exposure_fen: p.max_exposure_fen,
                clients: book.clients,
                exposure_fen: book.exposure_fen,
            })
        })
        .collect();
    items.sort_by(|a, b| a.manager_no.cmp(&b.manager_no));
    Ok(Participants { items })
}

/// Tells those who take part what became of a round.
pub fn notify(cx: &mut Cx<'_>, round: &Round, code: &str) -> AppResult<()> {
    let ids: Vec<ManagerId> =
        store::list_participants(cx.conn, round.id)?.into_iter().map(|p| p.manager_id).collect();
    let people: Vec<_> = managers_by_id(cx, &ids)?.into_values().filter_map(|m| m.employee_id).collect();
    let params = json!({ "round": round.code, "name": round.name });
    crate::notices::service::notify_employees(
        cx,
        &people,
        code,
        &params,
        Some(&format!("/rounds/{}", round.id)),
    )
}
