//! Applying, taking back, granting.

use std::collections::{BTreeSet, HashMap};

use serde_json::json;

use super::dto::*;
use super::rules::{Waiting, decide};
use super::store;
use crate::allocation::rounds::eligibility::{Room, reasons};
use crate::allocation::rounds::model::*;
use crate::allocation::rounds::rules::{Act, check_act};
use crate::allocation::rounds::{assignments, lots, participants, sending, service};
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult, Code, FieldError, OnConflict, OrNotFound};
use crate::http::{IdemKey, Page};
use crate::staffing::model::ManagerId;

/// The round, open to applications at the moment of acceptance.
fn load_open(cx: &mut Cx<'_>, id: RoundId, action: Action) -> AppResult<Round> {
    let round = service::load(cx, id, action)?;
    let round = service::catch_up(cx, &round)?;
    if round.method == Method::VoluntaryApplication && round.state == RoundState::Closed {
        return Err(AppError::new(Code::BiddingClosed).clause("D9.1"));
    }
    check_act(Act::Apply, round.method, round.state)?;
    let at = cx.accept_time()?;
    if round.closes_at.is_none_or(|closes| at >= closes) {
        return Err(AppError::new(Code::BiddingClosed).clause("D9.1"));
    }
    Ok(round)
}

/// Applies for a lot with a reason, for the caller's own manager; again after taking it back.
///
/// Errors: `not_participant`; `round_method`, `round_state`, `bidding_closed`; `bid_ineligible` with each reason
/// and its clause; `already_exists`.
pub fn apply_for_lot(
    cx: &mut Cx<'_>,
    id: RoundId,
    key: &IdemKey,
    input: &ApplyForLot,
) -> AppResult<ApplicationView> {
    let application: ApplicationId = cx.once(key, Action::ApplyForLot, &(id, input), |cx| {
        let round = load_open(cx, id, Action::ApplyForLot)?;
        let manager = cx.actor.manager()?;
        if lots::store::find_lot(cx.conn, id, input.lot_id).is_err() {
            return Err(AppError::field("/lot_id", "not_found"));
        }
        let reasons = participants::service::reasons_for(cx, &round, manager, &[input.lot_id])?;
        if let Some(first) = reasons.first() {
            let fields = reasons
                .iter()
                .map(|r| FieldError {
                    pointer: "/lot_id".to_owned(),
                    code: r.code,
                    params: serde_json::Map::new(),
                    clause: Some(r.clause),
                })
                .collect();
            return Err(AppError::new(Code::BidIneligible).clause(first.clause).with_fields(fields));
        }
        let exists = || AppError::new(Code::AlreadyExists).clause("D9.1");
        let row = match store::find_by_manager(cx.conn, input.lot_id, manager)? {
            Some(row) if row.state == ApplicationState::Withdrawn => {
                if store::update_application(cx.conn, &row, ApplicationState::Pending, &input.reason)? == 0 {
                    return Err(exists());
                }
                row.id
            }
            Some(_) => return Err(exists()),
            None => {
                let row = Application {
                    id: ApplicationId::new(),
                    round_id: id,
                    lot_id: input.lot_id,
                    manager_id: manager,
                    reason: input.reason.clone(),
                    state: ApplicationState::Pending,
                    version: 1,
                    created_at: cx.now,
                };
                store::insert_application(cx.conn, &row).on_duplicate(exists)?;
                row.id
            }
        };
        cx.audit(
            "apply_for_lot",
            "round",
            Some(id),
            json!({ "application_id": row, "lot_id": input.lot_id }),
        )?;
        Ok(row)
    })?;
    let row = store::find_application(cx.conn, application)?;
    let lot = lots::store::find_lot(cx.conn, id, row.lot_id)?;
    let names = crate::staffing::service::managers_by_id(cx, &[row.manager_id])?;
    let name = names.get(&row.manager_id).map(|m| m.name.clone()).unwrap_or_default();
    Ok(view((row, lot.number, name), cx.actor.manager().ok()))
}

fn view(
    (row, lot_number, manager_name): (Application, i32, String),
    me: Option<ManagerId>,
) -> ApplicationView {
    ApplicationView {
        id: row.id.to_string(),
        round_id: row.round_id.to_string(),
        lot_id: row.lot_id.to_string(),
        lot_number,
        manager_id: row.manager_id.to_string(),
        manager_name,
        reason: row.reason,
        state: row.state,
        mine: me == Some(row.manager_id),
        created_at: row.created_at,
    }
}

/// Takes one's own application back while the round is open.
pub fn withdraw_application(cx: &mut Cx<'_>, id: ApplicationId) -> AppResult<()> {
    cx.scope(Action::WithdrawApplication)?;
    let row = store::find_application(cx.conn, id).or_not_found()?;
    if cx.actor.manager().ok() != Some(row.manager_id) {
        return Err(AppError::not_found());
    }
    load_open(cx, row.round_id, Action::WithdrawApplication)?;
    if row.state != ApplicationState::Pending
        || store::update_application(cx.conn, &row, ApplicationState::Withdrawn, &row.reason)? == 0
    {
        return Err(AppError::new(Code::AlreadyDecided).clause("D9.1"));
    }
    cx.audit("withdraw_application", "round", Some(row.round_id), json!({ "application_id": id }))
}

/// Applications of a round: all for the branch and head office, one's own for who takes part.
pub fn list_applications(
    cx: &mut Cx<'_>,
    id: RoundId,
    q: &ListApplications,
) -> AppResult<Page<ApplicationView>> {
    let round = service::load(cx, id, Action::ListApplications)?;
    let all = cx.actor.can(Action::ListCandidates, &Thing::branch(round.branch_id));
    let me = cx.actor.manager().ok();
    let of = match (all, me) {
        (true, _) => None,
        (false, Some(me)) => Some(me),
        (false, None) => return Err(AppError::new(Code::NotParticipant).clause("D9.1")),
    };
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "applications", q.cursor.as_deref())?;
    let rows = store::list_applications(cx.conn, id, of, q.state, before, limit + 1)?;
    let place = |r: &(Application, i32, String)| (r.0.created_at, r.0.id);
    crate::db::page::page(cx.app.keys(), "applications", rows, limit, place, |r| view(r, me))
}

/// Grants what is uncontested, after eligibility, and sends the contested on to a new tender, in one act.
///
/// Errors: `round_method`, `round_state`; at `/tender` where lots are contested and no tender is given; what the
/// tender's publication says.
pub fn grant_applications(
    cx: &mut Cx<'_>,
    id: RoundId,
    key: &IdemKey,
    input: &GrantApplications,
) -> AppResult<Granted> {
    type Kept = (i64, i64, i64, Option<RoundId>);
    let kept: Kept = cx.once(key, Action::GrantApplications, &(id, input), |cx| grant(cx, id, input))?;
    Ok(Granted {
        round: service::get_round(cx, id)?,
        granted: kept.0,
        contested: kept.1,
        refused: kept.2,
        tender: kept.3.map(|t| service::get_round(cx, t)).transpose()?,
    })
}

fn grant(
    cx: &mut Cx<'_>,
    id: RoundId,
    input: &GrantApplications,
) -> AppResult<(i64, i64, i64, Option<RoundId>)> {
    let round = service::load(cx, id, Action::GrantApplications)?;
    let round = service::catch_up(cx, &round)?;
    check_act(Act::Grant, round.method, round.state)?;
    let pending = store::list_pending(cx.conn, id)?;
    let lots = lots::store::list_lots(cx.conn, id, None, None)?;
    let (waiting, rooms) = weigh(cx, &round, &pending)?;
    let decided = decide(&waiting, &lots, &rooms);
    let of = |state| -> Vec<&Application> {
        pending.iter().filter(|a| decided.get(&a.id) == Some(&state)).collect()
    };
    let (granted, contested, refused) =
        (of(ApplicationState::Granted), of(ApplicationState::Contested), of(ApplicationState::Refused));
    for (rows, state) in [
        (&granted, ApplicationState::Granted),
        (&contested, ApplicationState::Contested),
        (&refused, ApplicationState::Refused),
    ] {
        let ids: Vec<ApplicationId> = rows.iter().map(|a| a.id).collect();
        store::decide(cx.conn, &ids, state)?;
    }
    let by = cx.actor.user_id();
    let rows: Vec<Assignment> = granted
        .iter()
        .map(|a| Assignment {
            lot_id: a.lot_id,
            round_id: id,
            manager_id: a.manager_id,
            source: AssignmentSource::Application,
            bid_id: None,
            value: None,
            reason: Some(a.reason.clone()),
            assigned_by: by,
            assigned_at: cx.now,
            version: 1,
        })
        .collect();
    assignments::store::insert_assignments(cx.conn, &rows)?;
    let mut round = round;
    let mut tender = None;
    let disputed: BTreeSet<LotId> = contested.iter().map(|a| a.lot_id).collect();
    if !disputed.is_empty() {
        let Some(to) = &input.tender else {
            return Err(AppError::field("/tender", "required").clause("D9.5"));
        };
        let left: Vec<Lot> = lots.iter().filter(|l| disputed.contains(&l.id)).cloned().collect();
        let bidders: BTreeSet<ManagerId> = contested.iter().map(|a| a.manager_id).collect();
        let bidders: Vec<ManagerId> = bidders.into_iter().collect();
        let (parent, child) = sending::service::send_on(cx, &round, &left, &bidders, to)?;
        round = parent;
        tender = Some(child);
    }
    let counts = (count(&granted), count(&contested), count(&refused));
    cx.audit(
        "grant_applications",
        "round",
        Some(id),
        json!({ "granted": counts.0, "contested": counts.1, "refused": counts.2 }),
    )?;
    match &tender {
        // Everything went on: nothing is left to decide here.
        Some(child) if disputed.len() == lots.len() => {
            sending::service::end(cx, &round, child)?;
        }
        _ => {
            service::move_to(cx, &round, RoundState::Cleared, None)?;
        }
    }
    Ok((counts.0, counts.1, counts.2, tender.map(|t| t.id)))
}

fn count(rows: &[&Application]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}

/// Waiting applications with whether each applicant is eligible, and how much each may still take.
fn weigh(
    cx: &mut Cx<'_>,
    round: &Round,
    pending: &[Application],
) -> AppResult<(Vec<Waiting>, HashMap<ManagerId, Room>)> {
    let (_, policy) = service::policy_of(cx, round)?;
    let facts = lots::service::facts_of(cx, round.id)?;
    let mut managers: Vec<ManagerId> = pending.iter().map(|a| a.manager_id).collect();
    managers.sort_unstable();
    managers.dedup();
    let rooms = participants::service::rooms_left(cx, round, &managers)?;
    let candidates = participants::service::candidates(cx, round, &managers)?;
    let none = Vec::new();
    let waiting = pending
        .iter()
        .map(|a| Waiting {
            id: a.id,
            lot: a.lot_id,
            manager: a.manager_id,
            eligible: candidates.get(&a.manager_id).is_some_and(|who| {
                let facts = facts.get(&a.lot_id).unwrap_or(&none);
                let room = rooms.get(&a.manager_id).copied();
                reasons(who, facts, round.branch_id, &policy, room).is_empty()
            }),
        })
        .collect();
    Ok((waiting, rooms))
}
