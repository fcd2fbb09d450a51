//! Dispatches: orchestration.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::rules;
use super::store::{self, Filter};
use crate::app::Cx;
use crate::approvals::Kind;
use crate::approvals::model::{Request, RequestState};
use crate::approvals::registry::Handler;
use crate::approvals::service::{Proposal, Step, propose};
use crate::auth::{Action, Role, Thing};
use crate::error::{AppError, AppResult, Code};
use crate::http::{IdemKey, IfMatch, Page};
use crate::org::model::OrgKind;
use crate::staffing::model::{Manager, ManagerId};
use crate::staffing::service::managers_by_id;

/// What HR confirms.
#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    dispatch_id: DispatchId,
    manager_id: ManagerId,
    manager_name: String,
    from_branch_name: String,
    to_branch_name: String,
    purpose: DispatchPurpose,
    valid_from: NaiveDate,
    valid_to: NaiveDate,
}

/// What stands against sending a manager over some days, with the clause.
fn fault(
    cx: &mut Cx<'_>,
    id: DispatchId,
    manager: &Manager,
    days: rules::Days,
) -> AppResult<Option<(&'static str, &'static str)>> {
    let (_, policy) = crate::policy::service::at(cx, days.0)?;
    if let Some(fault) = rules::unfit_to_go(manager, days, policy.dispatch_lowest_grade) {
        return Ok(Some(fault));
    }
    let away = store::list_days_of(cx.conn, manager.id, id)?;
    Ok(away.into_iter().any(|other| rules::meet(days, other)).then_some(("away_then", "E4.2")))
}

/// Proposes to send a manager to another branch; head office's HR confirms, who is neither the proposer nor the one sent.
///
/// Errors: fields at fault; 403 for a branch president whose branch is neither end.
pub fn propose_dispatch(cx: &mut Cx<'_>, key: &IdemKey, input: &ProposeDispatch) -> AppResult<DispatchView> {
    cx.scope(Action::ProposeDispatch)?;
    let id: DispatchId = cx.once(key, Action::ProposeDispatch, input, |cx| {
        let manager = managers_by_id(cx, &[input.manager_id])?
            .remove(&input.manager_id)
            .ok_or_else(|| AppError::field("/manager_id", "not_found"))?;
        let to = crate::org::service::find_unit(cx, input.to_branch_id)?
            .filter(|u| u.kind == OrgKind::Branch && u.closed_on.is_none())
            .ok_or_else(|| AppError::field("/to_branch_id", "not_found"))?;
        let reaches = [manager.branch_id, to.id]
            .into_iter()
            .any(|b| cx.actor.can(Action::ProposeDispatch, &Thing::branch(b)));
        if !reaches {
            return Err(AppError::new(Code::Forbidden));
        }
        let checks = [
            (to.id == manager.branch_id, "/to_branch_id", "invalid"),
            (input.valid_from < cx.today, "/valid_from", "in_past"),
            (input.valid_to <= input.valid_from, "/valid_to", "date_order"),
        ];
        if let Some((_, pointer, code)) = checks.into_iter().find(|(bad, ..)| *bad) {
            return Err(AppError::field(pointer, code));
        }
        let id = DispatchId::new();
        if let Some((code, clause)) = fault(cx, id, &manager, (input.valid_from, input.valid_to))? {
            return Err(AppError::field("/manager_id", code).clause(clause));
        }
        write(cx, id, &manager, &to.name, input)
    })?;
    shown(cx, id)
}

fn write(
    cx: &mut Cx<'_>,
    id: DispatchId,
    manager: &Manager,
    to: &str,
    input: &ProposeDispatch,
) -> AppResult<DispatchId> {
    let row = Dispatch {
        id,
        manager_id: manager.id,
        from_branch_id: manager.branch_id,
        to_branch_id: input.to_branch_id,
        purpose: input.purpose,
        task: input.task.clone(),
        valid_from: input.valid_from,
        valid_to: input.valid_to,
        state: DispatchState::Pending,
        request_id: None,
        version: 1,
        proposed_by: cx.actor.user()?.user_id,
        proposed_at: cx.now,
        decided_at: None,
    };
    store::insert(cx.conn, &row)?;
    let names = crate::org::service::unit_names(cx, std::iter::once(manager.branch_id))?;
    let request = propose(
        cx,
        Proposal {
            kind: Kind::Dispatch,
            subject_kind: "dispatch",
            subject_id: id.0,
            branch_id: Some(manager.branch_id),
            base_version: row.version,
            payload: Payload {
                dispatch_id: id,
                manager_id: manager.id,
                manager_name: manager.name.clone(),
                from_branch_name: names.get(&manager.branch_id).cloned().unwrap_or_default(),
                to_branch_name: to.to_owned(),
                purpose: row.purpose,
                valid_from: row.valid_from,
                valid_to: row.valid_to,
            },
            reason: input.task.clone(),
            gainers: manager.employee_id.into_iter().collect(),
            steps: vec![Step { role: Role::HqHr, scope: None }],
        },
    )?;
    store::set_request(cx.conn, id, request)?;
    let detail = json!({ "dispatch_id": id, "to_branch_id": row.to_branch_id, "purpose": row.purpose,
        "valid_from": row.valid_from, "valid_to": row.valid_to, "request_id": request });
    cx.audit("propose_dispatch", "manager", Some(manager.id), detail)?;
    Ok(id)
}

fn shown(cx: &mut Cx<'_>, id: DispatchId) -> AppResult<DispatchView> {
    let row = store::find(cx.conn, id)?;
    views(cx, vec![row])?.pop().ok_or_else(AppError::not_found)
}

/// Dispatches, the latest first: from or to one's branch, or one's own.
pub fn list_dispatches(cx: &mut Cx<'_>, q: &ListDispatches) -> AppResult<Page<DispatchView>> {
    let scope = cx.scope(Action::ListDispatches)?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "dispatches", q.cursor.as_deref())?;
    let filter = Filter { id: None, manager: q.manager_id, state: q.state };
    let rows = store::list(cx.conn, &scope, &filter, before, limit + 1)?;
    let page =
        crate::db::page::page(cx.app.keys(), "dispatches", rows, limit, |r| (r.proposed_at, r.id), |r| r)?;
    Ok(Page { items: views(cx, page.items)?, next_cursor: page.next_cursor })
}

fn views(cx: &mut Cx<'_>, rows: Vec<Dispatch>) -> AppResult<Vec<DispatchView>> {
    let ids: Vec<ManagerId> = rows.iter().map(|r| r.manager_id).collect();
    let managers = managers_by_id(cx, &ids)?;
    let units =
        crate::org::service::unit_names(cx, rows.iter().flat_map(|r| [r.from_branch_id, r.to_branch_id]))?;
    let people = crate::identity::service::names_of(cx, rows.iter().map(|r| r.proposed_by))?;
    let today = cx.today;
    Ok(rows
        .into_iter()
        .map(|r| {
            let manager = managers.get(&r.manager_id);
            DispatchView {
                id: r.id.to_string(),
                manager_id: r.manager_id.to_string(),
                manager_no: manager.map(|m| m.manager_no.clone()).unwrap_or_default(),
                manager_name: manager.map(|m| m.name.clone()).unwrap_or_default(),
                grade: manager.and_then(|m| m.grade),
                from_branch_id: r.from_branch_id.to_string(),
                from_branch_name: units.get(&r.from_branch_id).cloned().unwrap_or_default(),
                to_branch_id: r.to_branch_id.to_string(),
                to_branch_name: units.get(&r.to_branch_id).cloned().unwrap_or_default(),
                purpose: r.purpose,
                task: r.task,
                today: r.state == DispatchState::Approved && r.valid_from <= today && today < r.valid_to,
                valid_from: r.valid_from,
                valid_to: r.valid_to,
                state: r.state,
                request_id: r.request_id.map(|r| r.to_string()),
                proposed_by: people.get(&r.proposed_by).cloned().unwrap_or_default(),
                proposed_at: r.proposed_at,
                version: r.version,
            }
        })
        .collect())
}

/// Ends a confirmed dispatch from today on. Errors: 404, 403; `version_moved`; `conflict` for one that is not confirmed or
/// is over.
pub fn end_dispatch(
    cx: &mut Cx<'_>,
    id: DispatchId,
    version: IfMatch,
    input: &EndDispatch,
) -> AppResult<DispatchView> {
    cx.scope(Action::EndDispatch)?;
    let scope = cx.scope(Action::ListDispatches)?;
    let filter = Filter { id: Some(id), ..Filter::default() };
    let mut row = store::list(cx.conn, &scope, &filter, None, 1)?.pop().ok_or_else(AppError::not_found)?;
    let reaches = [row.from_branch_id, row.to_branch_id]
        .into_iter()
        .any(|b| cx.actor.can(Action::EndDispatch, &Thing::branch(b)));
    if !reaches {
        return Err(AppError::new(Code::Forbidden));
    }
    version.check(row.version)?;
    if row.state != DispatchState::Approved || row.valid_to <= cx.today {
        return Err(AppError::new(Code::Conflict).clause("E4.2"));
    }
    row.state = DispatchState::Ended;
    // A dispatch that would have begun later keeps its days on record and runs on none.
    if row.valid_from < cx.today {
        row.valid_to = cx.today;
    }
    save(cx, &mut row)?;
    cx.audit(
        "end_dispatch",
        "manager",
        Some(row.manager_id),
        json!({ "dispatch_id": id, "reason": input.reason }),
    )?;
    shown(cx, id)
}

fn save(cx: &mut Cx<'_>, row: &mut Dispatch) -> AppResult<()> {
    let before = row.version;
    row.version += 1;
    match store::update(cx.conn, before, row)? {
        0 => Err(AppError::new(Code::VersionMoved)),
        _ => Ok(()),
    }
}

/// The part of dispatches in their requests.
pub fn handler() -> Handler {
    Handler { validate, apply, dropped }
}

fn stale() -> AppError {
    AppError::new(Code::Stale).clause("E4.2")
}

/// Stale once the dispatch moved, its first day has passed, or the manager may not go any more.
fn validate(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let payload: Payload = request.payload.read()?;
    let row = store::find(cx.conn, payload.dispatch_id)?;
    let manager = managers_by_id(cx, &[row.manager_id])?.remove(&row.manager_id).ok_or_else(stale)?;
    let stands = row.state == DispatchState::Pending
        && row.version == request.base_version
        && manager.branch_id == row.from_branch_id
        && cx.today <= row.valid_from
        && fault(cx, row.id, &manager, (row.valid_from, row.valid_to))?.is_none();
    if stands { Ok(()) } else { Err(stale()) }
}

fn settle(cx: &mut Cx<'_>, request: &Request, state: DispatchState) -> AppResult<Dispatch> {
    let payload: Payload = request.payload.read()?;
    let mut row = store::find(cx.conn, payload.dispatch_id)?;
    (row.state, row.decided_at) = (state, Some(cx.now));
    save(cx, &mut row)?;
    let detail = json!({ "dispatch_id": row.id, "state": state });
    cx.audit("settle_dispatch", "manager", Some(row.manager_id), detail)?;
    Ok(row)
}

/// Confirms the dispatch and tells whoever is sent.
fn apply(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let payload: Payload = request.payload.read()?;
    let row = settle(cx, request, DispatchState::Approved)?;
    let sent = managers_by_id(cx, &[row.manager_id])?.remove(&row.manager_id).and_then(|m| m.employee_id);
    let people: Vec<_> = sent.into_iter().collect();
    let said = json!({ "branch": payload.to_branch_name, "from": row.valid_from, "to": row.valid_to });
    crate::notices::service::notify_employees(cx, &people, "dispatched", &said, Some("/dispatches"))
}

fn dropped(cx: &mut Cx<'_>, request: &Request, state: RequestState) -> AppResult<()> {
    let state = match state {
        RequestState::Withdrawn => DispatchState::Withdrawn,
        RequestState::Stale => DispatchState::Stale,
        _ => DispatchState::Refused,
    };
    settle(cx, request, state).map(drop)
}
