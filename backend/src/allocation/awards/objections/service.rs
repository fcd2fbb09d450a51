//! Objecting, deciding, taking back.

use serde_json::json;

use super::dto::*;
use super::store::{self, End};
use crate::allocation::awards::clearing::queue;
use crate::allocation::awards::model::*;
use crate::allocation::rounds::model::*;
use crate::allocation::rounds::participants::store::list_participants;
use crate::allocation::rounds::service::{load, move_to};
use crate::allocation::tender::service as tender;
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::http::{IdemKey, Page};
use crate::org::model::EmployeeId;
use crate::staffing::model::ManagerId;
use crate::staffing::service::managers_by_id;

/// Objects to an announced result; participants, until the notice period ends.
///
/// Errors: `not_participant`; `objection_late` outside the notice period.
pub fn object_to_result(
    cx: &mut Cx<'_>,
    id: RoundId,
    key: &IdemKey,
    input: &ObjectToResult,
) -> AppResult<ObjectionView> {
    let round = load(cx, id, Action::ObjectToResult)?;
    let objection: ObjectionId = cx.once(key, Action::ObjectToResult, &(id, input), |cx| {
        let at = cx.accept_time()?;
        if round.state != RoundState::Notice || round.notice_ends_at.is_none_or(|ends| at >= ends) {
            return Err(AppError::new(Code::ObjectionLate).clause("D9.5"));
        }
        let row = Objection {
            id: ObjectionId::new(),
            round_id: id,
            revision: round.book_revision,
            manager_id: Some(cx.actor.manager()?),
            created_by: cx.actor.user()?.user_id,
            text: input.text.clone(),
            state: ObjectionState::Open,
            correction: None,
            decision_reason: None,
            decided_by: None,
            decided_at: None,
            version: 1,
            created_at: cx.now,
        };
        store::insert_objection(cx.conn, &row)?;
        let params = json!({ "round": round.code, "name": round.name });
        let link = format!("/rounds/{id}");
        crate::notices::service::notify(cx, round.created_by, "objection_raised", params, Some(link))?;
        cx.audit("object_to_result", "round", Some(id), json!({ "objection_id": row.id }))?;
        Ok(row.id)
    })?;
    get(cx, &round, objection)
}

/// Objections of a round, newest first.
pub fn list_objections(cx: &mut Cx<'_>, id: RoundId, q: &ListObjections) -> AppResult<Page<ObjectionView>> {
    let round = load(cx, id, Action::ListObjections)?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "objections", q.cursor.as_deref())?;
    let rows = store::list_objections(cx.conn, id, q.state, before, limit + 1)?;
    let page =
        crate::db::page::page(cx.app.keys(), "objections", rows, limit, |o| (o.created_at, o.id), |o| o)?;
    Ok(Page { items: views(cx, &round, page.items)?, next_cursor: page.next_cursor })
}

fn get(cx: &mut Cx<'_>, round: &Round, id: ObjectionId) -> AppResult<ObjectionView> {
    let row = store::find_objection(cx.conn, id).or_not_found()?;
    views(cx, round, vec![row])?.pop().ok_or_else(AppError::not_found)
}

/// Decides an objection, with reason. An upheld one corrects the book of a tender, on record, and clears it again
/// under the same seed; the result is announced anew.
///
/// Errors: `objection_concerned` for who raised it, takes part, or made the round; `already_decided`; at
/// `/correction` where one is missing or has no place; `round_state`.
pub fn decide_objection(
    cx: &mut Cx<'_>,
    id: ObjectionId,
    key: &IdemKey,
    input: &DecideObjection,
) -> AppResult<ObjectionView> {
    let objection = store::find_objection(cx.conn, id).or_not_found()?;
    let round = load(cx, objection.round_id, Action::DecideObjection)?;
    cx.once(key, Action::DecideObjection, &(id, input), |cx| decide(cx, &round, &objection, input))?;
    let round = load(cx, objection.round_id, Action::DecideObjection)?;
    get(cx, &round, id)
}

fn decide(cx: &mut Cx<'_>, round: &Round, objection: &Objection, input: &DecideObjection) -> AppResult<()> {
    if objection.state != ObjectionState::Open {
        return Err(AppError::new(Code::AlreadyDecided).clause("D9.5"));
    }
    if is_concerned(cx, round, objection)? {
        return Err(AppError::new(Code::ObjectionConcerned).clause("D9.5"));
    }
    let upheld = input.decision == ObjectionDecision::Upheld;
    let tender = round.method == Method::OpenTender;
    match (&input.correction, upheld && tender) {
        (None, true) => return Err(AppError::field("/correction", "required").clause("D9.5")),
        (Some(_), false) => return Err(AppError::field("/correction", "invalid").clause("D9.5")),
        _ => {}
    }
    let end = End {
        state: if upheld { ObjectionState::Upheld } else { ObjectionState::Rejected },
        reason: Some(&input.reason),
        correction: input.correction.as_ref().map(Json::of).transpose()?,
        by: cx.actor.user_id(),
        at: cx.now,
    };
    if store::end_objection(cx.conn, objection.id, &end)? == 0 {
        return Err(AppError::new(Code::AlreadyDecided).clause("D9.5"));
    }
    if let Some(change) = &input.correction {
        if round.state != RoundState::Notice {
            return Err(AppError::new(Code::RoundState).clause("D9.5").param("state", round.state.as_str()));
        }
        let changes = std::slice::from_ref(change);
        let amended = tender::amend_book(cx, round, changes, &input.reason, Some(objection.id))?;
        let closed = move_to(cx, &amended, RoundState::Closed, Some(&input.reason))?;
        queue(cx, &closed)?;
    }
    let params = json!({ "round": round.code, "name": round.name });
    let link = format!("/rounds/{}", round.id);
    crate::notices::service::notify(cx, objection.created_by, "objection_decided", params, Some(link))?;
    let detail = json!({ "objection_id": objection.id, "decision": input.decision });
    cx.audit("decide_objection", "round", Some(round.id), detail)
}

/// Whether the caller raised the objection, stands behind a participant, or made the round.
fn is_concerned(cx: &mut Cx<'_>, round: &Round, objection: &Objection) -> AppResult<bool> {
    let user = cx.actor.user_id();
    if user == Some(objection.created_by) || user == Some(round.created_by) {
        return Ok(true);
    }
    let Some(me) = cx.actor.employee_id() else { return Ok(false) };
    Ok(behind_participants(cx, round)?.contains(&me))
}

fn behind_participants(cx: &mut Cx<'_>, round: &Round) -> AppResult<Vec<EmployeeId>> {
    let ids: Vec<ManagerId> =
        list_participants(cx.conn, round.id)?.into_iter().map(|p| p.manager_id).collect();
    Ok(managers_by_id(cx, &ids)?.into_values().filter_map(|m| m.employee_id).collect())
}

/// Takes one's own open objection back.
pub fn withdraw_objection(cx: &mut Cx<'_>, id: ObjectionId) -> AppResult<()> {
    let objection = store::find_objection(cx.conn, id).or_not_found()?;
    load(cx, objection.round_id, Action::WithdrawObjection)?;
    if cx.actor.user_id() != Some(objection.created_by) {
        return Err(AppError::new(Code::Forbidden));
    }
    let end = End { state: ObjectionState::Withdrawn, reason: None, correction: None, by: None, at: cx.now };
    if store::end_objection(cx.conn, id, &end)? == 0 {
        return Err(AppError::new(Code::AlreadyDecided).clause("D9.5"));
    }
    cx.audit("withdraw_objection", "round", Some(objection.round_id), json!({ "objection_id": id }))
}

fn views(cx: &mut Cx<'_>, round: &Round, rows: Vec<Objection>) -> AppResult<Vec<ObjectionView>> {
    let managers: Vec<ManagerId> = rows.iter().filter_map(|o| o.manager_id).collect();
    let managers = managers_by_id(cx, &managers)?;
    let people = crate::identity::service::names_of(cx, rows.iter().filter_map(|o| o.decided_by))?;
    let me = cx.actor.user_id();
    let mut out = Vec::with_capacity(rows.len());
    let may = cx.actor.can(Action::DecideObjection, &Thing::branch(round.branch_id));
    for o in rows {
        let can_decide = may && o.state == ObjectionState::Open && !is_concerned(cx, round, &o)?;
        out.push(ObjectionView {
            id: o.id.to_string(),
            round_id: o.round_id.to_string(),
            revision: o.revision,
            manager_id: o.manager_id.map(|m| m.to_string()),
            manager_name: o
                .manager_id
                .and_then(|m| managers.get(&m))
                .map(|m| m.name.clone())
                .unwrap_or_default(),
            text: o.text,
            state: o.state,
            correction: o.correction.map(|c| c.read()).transpose()?,
            decision_reason: o.decision_reason,
            decided_by: o.decided_by.and_then(|u| people.get(&u).cloned()),
            decided_at: o.decided_at,
            mine: me == Some(o.created_by),
            can_decide,
            version: o.version,
            created_at: o.created_at,
        });
    }
    Ok(out)
}
