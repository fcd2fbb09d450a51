//! Leaving procedures: orchestration.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::{checklist, rules, store};
use crate::app::Cx;
use crate::auth::{Action, Role, Thing};
use crate::clients::model::{ClientId, HolderKind};
use crate::clients::{holdings, locks, measures};
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::hr::model::HrEventId;
use crate::http::{IdemKey, IfMatch, Page};
use crate::org::model::{Employee, EmployeeId};
use crate::staffing::model::{Manager, ManagerId};
use crate::staffing::service::{leave_post, manager_of, managers_by_id};

fn thing(leaving: &Leaving) -> Thing {
    Thing { branch: leaving.branch_id, managers: leaving.manager_id.into_iter().collect() }
}

/// A procedure within what the caller's read reaches; one's own is always.
fn visible(cx: &mut Cx<'_>, id: LeavingId, read: Action) -> AppResult<Leaving> {
    let scope = cx.scope(read)?;
    let own = cx.actor.employee_id();
    store::find_within(cx.conn, id, &scope, own).or_not_found()
}

/// A procedure that the caller leads: permitted to act on it, and not the leaver.
///
/// Errors: 404 for what is hidden, 403 without the right or for the leaver's own.
pub(super) fn lead(cx: &mut Cx<'_>, id: LeavingId, action: Action) -> AppResult<Leaving> {
    let leaving = visible(cx, id, Action::GetLeaving)?;
    cx.may(action, &thing(&leaving))?;
    if cx.actor.employee_id() == Some(leaving.employee_id) {
        return Err(AppError::new(Code::Forbidden).clause("D9.4"));
    }
    Ok(leaving)
}

/// Keeps an act of a procedure.
pub(super) fn note(
    cx: &mut Cx<'_>,
    id: LeavingId,
    kind: LeavingActKind,
    detail: serde_json::Value,
) -> AppResult<()> {
    let row = LeavingAct {
        id: LeavingActId::new(),
        leaving_id: id,
        kind,
        detail: Json(detail),
        done_by: cx.actor.user_id(),
        done_at: cx.now,
    };
    Ok(store::insert_act(cx.conn, &row)?)
}

/// Begins a procedure.
///
/// Errors: fields at fault; 403 for somebody of another branch or oneself; `already_pending` where one is open.
pub fn start_leaving(cx: &mut Cx<'_>, key: &IdemKey, input: &StartLeaving) -> AppResult<LeavingDetail> {
    cx.scope(Action::StartLeaving)?;
    let id: LeavingId = cx.once(key, Action::StartLeaving, input, |cx| {
        let employee = crate::org::service::check_employee(cx, input.employee_id, "/employee_id")?;
        let manager = manager_of(cx, employee.id)?;
        let branch = manager.as_ref().map_or(employee.branch_id, |m| Some(m.branch_id));
        cx.may(Action::StartLeaving, &Thing { branch, managers: Vec::new() })?;
        if cx.actor.employee_id() == Some(employee.id) {
            return Err(AppError::new(Code::Forbidden).clause("D9.4"));
        }
        if input.leaves_on < cx.today {
            return Err(AppError::field("/leaves_on", "in_past"));
        }
        if employee.left_on.is_some_and(|left| left <= cx.today)
            || (input.scope == LeavingScope::Post && manager.is_none())
        {
            return Err(AppError::field("/employee_id", "invalid"));
        }
        let plan = Start {
            scope: input.scope,
            leaves_on: input.leaves_on,
            reason: input.reason.clone(),
            hr_event_id: None,
        };
        start(cx, &employee, manager.as_ref(), plan)
    })?;
    get_leaving(cx, id)
}

struct Start {
    scope: LeavingScope,
    leaves_on: NaiveDate,
    reason: String,
    hr_event_id: Option<HrEventId>,
}

fn start(
    cx: &mut Cx<'_>,
    employee: &Employee,
    manager: Option<&Manager>,
    plan: Start,
) -> AppResult<LeavingId> {
    let row = Leaving {
        id: LeavingId::new(),
        employee_id: employee.id,
        manager_id: manager.map(|m| m.id),
        branch_id: manager.map_or(employee.branch_id, |m| Some(m.branch_id)),
        scope: plan.scope,
        leaves_on: plan.leaves_on,
        reason: plan.reason,
        hr_event_id: plan.hr_event_id,
        state: LeavingState::Open,
        version: 1,
        started_by: cx.actor.user_id(),
        started_at: cx.now,
        ended_by: None,
        ended_at: None,
        end_reason: None,
    };
    store::insert(cx.conn, &row).on_duplicate(|| AppError::new(Code::AlreadyPending).clause("D9.4"))?;
    note(cx, row.id, LeavingActKind::Started, json!({ "leaves_on": row.leaves_on }))?;
    tell_started(cx, &row, &employee.name)?;
    let detail = json!({ "employee_id": row.employee_id, "manager_id": row.manager_id, "scope": row.scope,
        "leaves_on": row.leaves_on, "hr_event_id": row.hr_event_id });
    cx.audit("start_leaving", "leaving", Some(row.id), detail)?;
    Ok(row.id)
}

/// Tells the leaver and whoever leads the branch.
fn tell_started(cx: &mut Cx<'_>, leaving: &Leaving, name: &str) -> AppResult<()> {
    let link = format!("/leavings/{}", leaving.id);
    let said = json!({ "day": leaving.leaves_on, "name": name });
    let leaver = [leaving.employee_id];
    crate::notices::service::notify_employees(cx, &leaver, "leaving_started", &said, Some(&link))?;
    let mut leads = Vec::new();
    if leaving.branch_id.is_some() {
        for role in [Role::Supervisor, Role::President] {
            leads.extend(crate::org::service::holders_at(cx, role, leaving.branch_id, cx.today)?);
        }
    }
    leads.sort_unstable();
    leads.dedup();
    let acting = cx.actor.employee_id();
    leads.retain(|e| *e != leaving.employee_id && Some(*e) != acting);
    crate::notices::service::notify_employees(cx, &leads, "leaving_to_lead", &said, Some(&link))
}

/// The HR system says that somebody leaves the bank: begins the procedure of whoever has something to hand over, or moves
/// the day of the one that is open.
pub fn start_by_event(
    cx: &mut Cx<'_>,
    employee: EmployeeId,
    leaves_on: NaiveDate,
    reason: Option<&str>,
    event: HrEventId,
) -> AppResult<()> {
    if let Some(mut open) = store::find_open_of(cx.conn, employee)? {
        if open.leaves_on != leaves_on {
            let before = open.leaves_on;
            open.leaves_on = leaves_on;
            save(cx, &mut open)?;
            let detail = json!({ "from": before, "to": leaves_on });
            note(cx, open.id, LeavingActKind::Moved, detail.clone())?;
            cx.audit("move_leaving", "leaving", Some(open.id), detail)?;
        }
        return Ok(());
    }
    let manager = manager_of(cx, employee)?;
    let day = rules::last_day(leaves_on, cx.today);
    if manager.is_none() && !checklist::has_duties(cx, employee, day)? {
        return Ok(());
    }
    let row = crate::org::service::find_employee(cx, employee)?.ok_or_else(AppError::not_found)?;
    let reason = reason.unwrap_or("HR").to_owned();
    let plan = Start { scope: LeavingScope::Bank, leaves_on, reason, hr_event_id: Some(event) };
    start(cx, &row, manager.as_ref(), plan).map(drop)
}

fn save(cx: &mut Cx<'_>, row: &mut Leaving) -> AppResult<()> {
    let before = row.version;
    row.version += 1;
    match store::update(cx.conn, before, row)? {
        0 => Err(AppError::new(Code::VersionMoved)),
        _ => Ok(()),
    }
}

/// Procedures, the latest first: of the branch, of the bank, or one's own.
pub fn list_leavings(cx: &mut Cx<'_>, q: &ListLeavings) -> AppResult<Page<LeavingView>> {
    let scope = cx.scope(Action::ListLeavings)?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "leavings", q.cursor.as_deref())?;
    let own = cx.actor.employee_id();
    let rows = store::list(cx.conn, &scope, own, (q.state, q.branch_id), before, limit + 1)?;
    let page =
        crate::db::page::page(cx.app.keys(), "leavings", rows, limit, |r| (r.started_at, r.id), |r| r)?;
    let open: Vec<Leaving> = page.items.iter().filter(|r| r.state == LeavingState::Open).cloned().collect();
    let items = checklist::items(cx, &open)?;
    let lines = items.into_iter().map(|(id, items)| (id, checklist::lefts(&items))).collect();
    Ok(Page { items: views(cx, page.items, &lines)?, next_cursor: page.next_cursor })
}

fn views(
    cx: &mut Cx<'_>,
    rows: Vec<Leaving>,
    lines: &HashMap<LeavingId, Vec<rules::Left>>,
) -> AppResult<Vec<LeavingView>> {
    let managers: Vec<ManagerId> = rows.iter().filter_map(|r| r.manager_id).collect();
    let managers = managers_by_id(cx, &managers)?;
    let units = crate::org::service::unit_names(cx, rows.iter().filter_map(|r| r.branch_id))?;
    let leavers: Vec<EmployeeId> = rows.iter().map(|r| r.employee_id).collect();
    let leavers = crate::org::service::employees_by_id(cx, &leavers)?;
    let people = rows.iter().flat_map(|r| [r.started_by, r.ended_by]).flatten();
    let people = crate::identity::service::names_of(cx, people)?;
    let me = cx.actor.employee_id();
    let mut out = Vec::with_capacity(rows.len());
    for r in rows {
        let employee = leavers.get(&r.employee_id).cloned().ok_or_else(AppError::not_found)?;
        let manager = r.manager_id.and_then(|m| managers.get(&m));
        let counted = lines.get(&r.id).map(|l| rules::progress(l));
        let (done, of) = counted.unwrap_or_default();
        let name = |u: Option<crate::identity::model::UserId>| u.and_then(|u| people.get(&u).cloned());
        out.push(LeavingView {
            id: r.id.to_string(),
            employee_id: r.employee_id.to_string(),
            employee_no: employee.employee_no,
            employee_name: employee.name,
            manager_id: r.manager_id.map(|m| m.to_string()),
            manager_no: manager.map(|m| m.manager_no.clone()),
            class: manager.map(|m| m.class),
            grade: manager.and_then(|m| m.grade),
            branch_id: r.branch_id.map(|b| b.to_string()),
            branch_name: r.branch_id.and_then(|b| units.get(&b).cloned()),
            scope: r.scope,
            leaves_on: r.leaves_on,
            reason: r.reason,
            by_hr: r.hr_event_id.is_some(),
            state: r.state,
            started_by: name(r.started_by),
            started_at: r.started_at,
            ended_by: name(r.ended_by),
            ended_at: r.ended_at,
            end_reason: r.end_reason,
            done,
            of,
            mine: me == Some(r.employee_id),
            version: r.version,
        });
    }
    Ok(out)
}

/// One procedure with what is left and what was done.
pub fn get_leaving(cx: &mut Cx<'_>, id: LeavingId) -> AppResult<LeavingDetail> {
    let row = visible(cx, id, Action::GetLeaving)?;
    let open = row.state == LeavingState::Open;
    let items = if open { checklist::items_of(cx, &row)? } else { Vec::new() };
    let lefts = checklist::lefts(&items);
    let can_finish = open && rules::may_finish(row.leaves_on, cx.today, &lefts);
    let handovers = handovers(cx, id)?;
    let acts = acts(cx, id)?;
    let lines = HashMap::from([(id, lefts)]);
    let leaving = views(cx, vec![row], &lines)?.pop().ok_or_else(AppError::not_found)?;
    Ok(LeavingDetail { leaving, items, handovers, acts, can_finish })
}

fn acts(cx: &mut Cx<'_>, id: LeavingId) -> AppResult<Vec<LeavingActView>> {
    let rows = store::list_acts(cx.conn, id)?;
    let names = crate::identity::service::names_of(cx, rows.iter().filter_map(|a| a.done_by))?;
    Ok(rows
        .into_iter()
        .map(|a| LeavingActView {
            kind: a.kind,
            detail: a.detail.0,
            done_by: a.done_by.and_then(|u| names.get(&u).cloned()),
            done_at: a.done_at,
        })
        .collect())
}

fn handovers(cx: &mut Cx<'_>, id: LeavingId) -> AppResult<Vec<HandoverView>> {
    let rows = store::list_handovers(cx.conn, id)?;
    let ids: Vec<HandoverId> = rows.iter().map(|h| h.id).collect();
    let counts = store::count_receivers(cx.conn, &ids)?;
    let managers: Vec<ManagerId> = counts.iter().map(|c| c.1).collect();
    let managers = managers_by_id(cx, &managers)?;
    let receivers = |plan: HandoverId| {
        counts
            .iter()
            .filter(|c| c.0 == plan)
            .map(|(_, m, clients)| HandoverReceiver {
                manager_id: m.to_string(),
                manager_name: managers.get(m).map(|m| m.name.clone()).unwrap_or_default(),
                clients: *clients,
            })
            .collect()
    };
    Ok(rows
        .iter()
        .map(|h| HandoverView {
            id: h.id.to_string(),
            request_id: h.request_id.map(|r| r.to_string()),
            effective_on: h.effective_on,
            state: h.state,
            receivers: receivers(h.id),
            created_at: h.created_at,
        })
        .collect())
}

/// Clients that are still with the leaver on the day of leaving, by name.
pub fn list_leaving_clients(
    cx: &mut Cx<'_>,
    id: LeavingId,
    q: &ListLeavingClients,
) -> AppResult<Page<LeavingClient>> {
    let row = visible(cx, id, Action::ListLeavingClients)?;
    let none = Page { items: Vec::new(), next_cursor: None };
    let Some(manager) = row.manager_id.filter(|_| row.state == LeavingState::Open) else { return Ok(none) };
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "leaving_clients", q.cursor.as_deref())?;
    let day = rules::last_day(row.leaves_on, cx.today);
    let rows = holdings::list_held(cx, manager, day, after, limit + 1)?;
    let place = |r: &holdings::Held| (r.3.clone(), r.0);
    let page = crate::db::page::page(cx.app.keys(), "leaving_clients", rows, limit, place, |r| r)?;
    let ids: Vec<ClientId> = page.items.iter().map(|r| r.0).collect();
    let parts = holdings::parts_held(cx, manager, &ids, day)?;
    let (_, policy) = crate::policy::service::at(cx, day)?;
    let measured = measures::of_clients(cx, &ids, &policy)?;
    let planned = store::list_planned(cx.conn, &[id])?;
    let planned: HashMap<ClientId, ManagerId> = planned.into_iter().map(|(_, c, m)| (c, m)).collect();
    let receivers: Vec<ManagerId> = planned.values().copied().collect();
    let receivers = managers_by_id(cx, &receivers)?;
    let held = locks::of(cx, &ids)?;
    let items = page
        .items
        .into_iter()
        .map(|(client, client_no, client_name, _)| {
            let of_client = |kind| {
                parts.iter().filter(move |p| p.client_id == client && p.subject_kind == kind).map(|p| p.bps)
            };
            let measure = measured.get(&client);
            let receiver = planned.get(&client);
            LeavingClient {
                client_id: client.to_string(),
                client_no,
                client_name,
                bps: of_client(crate::allocation::ownership::model::OwnedKind::Client).next(),
                accounts_apart: i64::try_from(
                    of_client(crate::allocation::ownership::model::OwnedKind::Account).count(),
                )
                .unwrap_or_default(),
                worth_fen: measure.map_or(0, |m| m.worth_fen),
                exposure_fen: measure.map_or(0, |m| m.exposure_fen),
                has_credit: measure.is_some_and(|m| m.has_credit),
                receiver_name: receiver.and_then(|m| receivers.get(m)).map(|m| m.name.clone()),
                locked: receiver.is_none()
                    && held
                        .get(&client)
                        .is_some_and(|l| matches!(l.holder_kind, HolderKind::Round | HolderKind::Adjustment)),
            }
        })
        .collect();
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// Calls a procedure off; what was handed over stays so. Errors: `version_moved`, `leaving_ended`; `conflict` where the
/// HR system says that the employee leaves.
pub fn cancel_leaving(
    cx: &mut Cx<'_>,
    id: LeavingId,
    version: IfMatch,
    input: &LeavingReason,
) -> AppResult<LeavingDetail> {
    let mut leaving = lead(cx, id, Action::CancelLeaving)?;
    version.check(leaving.version)?;
    rules::refuse_ended(&leaving)?;
    let employee =
        crate::org::service::find_employee(cx, leaving.employee_id)?.ok_or_else(AppError::not_found)?;
    if leaving.hr_event_id.is_some() && employee.left_on.is_some() {
        return Err(AppError::new(Code::Conflict).clause("D9.4"));
    }
    crate::approvals::service::drop_and_undo_of(cx, crate::approvals::Kind::LeavingHandover, id.0)?;
    end(cx, &mut leaving, LeavingState::Cancelled, Some(input.reason.clone()))?;
    note(cx, id, LeavingActKind::Cancelled, json!({}))?;
    cx.audit("cancel_leaving", "leaving", Some(id), json!({ "reason": input.reason }))?;
    get_leaving(cx, id)
}

fn end(cx: &mut Cx<'_>, leaving: &mut Leaving, state: LeavingState, reason: Option<String>) -> AppResult<()> {
    leaving.state = state;
    leaving.ended_by = cx.actor.user_id();
    leaving.ended_at = Some(cx.now);
    leaving.end_reason = reason;
    save(cx, leaving)
}

/// Ends the post: the manager leaves, positions, deputies' days and sessions end, all in one. From the day of leaving on,
/// and with nothing left.
///
/// Errors: `version_moved`, `leaving_ended`; `leaving_open` naming what is left.
pub fn finish_leaving(cx: &mut Cx<'_>, id: LeavingId, version: IfMatch) -> AppResult<LeavingDetail> {
    let mut leaving = lead(cx, id, Action::FinishLeaving)?;
    version.check(leaving.version)?;
    rules::refuse_ended(&leaving)?;
    let lefts = checklist::lefts(&checklist::items_of(cx, &leaving)?);
    rules::refuse_left(leaving.leaves_on, cx.today, &lefts)?;
    let employee = leaving.employee_id;
    if let Some(manager) = leaving.manager_id {
        leave_post(cx, manager, &leaving.reason)?;
    }
    match leaving.scope {
        LeavingScope::Post => {
            crate::org::feed::end_positions_in(cx, employee, cx.today, Some(Role::Rm))?;
        }
        LeavingScope::Bank => {
            let row = crate::org::service::find_employee(cx, employee)?.ok_or_else(AppError::not_found)?;
            if row.left_on.is_none() {
                crate::org::feed::leave(cx, employee, leaving.leaves_on)?;
            }
            crate::org::feed::end_positions(cx, employee, cx.today)?;
            crate::approvals::deputies::end_all_of(cx, employee, cx.today)?;
        }
    }
    crate::identity::service::end_sessions_of_employee(cx, employee, "left_post")?;
    end(cx, &mut leaving, LeavingState::Finished, None)?;
    note(cx, id, LeavingActKind::Finished, json!({}))?;
    cx.audit(
        "finish_leaving",
        "leaving",
        Some(id),
        json!({ "employee_id": employee, "manager_id": leaving.manager_id, "scope": leaving.scope }),
    )?;
    get_leaving(cx, id)
}
