//! Who takes over a leaver's clients: proposed by the branch, agreed by its group and by the committee (D9.4).

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::dto::{HandoverLine, LeavingDetail, ProposeHandover};
use super::model::*;
use super::service::{get_leaving, lead, note};
use super::store;
use crate::allocation::ownership::handing::hand_over;
use crate::allocation::ownership::model::{SourceId, SourceKind};
use crate::allocation::ownership::rules::{Asked, CreditFit, credit_fit, unfit};
use crate::allocation::ownership::service::Source;
use crate::app::Cx;
use crate::approvals::Kind;
use crate::approvals::model::{Request, RequestState};
use crate::approvals::registry::Handler;
use crate::approvals::service::{Proposal, Step, propose};
use crate::auth::{Action, Role};
use crate::clients::model::{ClientId, HolderId, HolderKind};
use crate::clients::{holdings, locks, measures};
use crate::error::{AppError, AppResult, Code, FieldError};
use crate::http::IdemKey;
use crate::staffing::keepers::people_behind;
use crate::staffing::model::{Manager, ManagerId};
use crate::staffing::service::managers_by_id;

/// What the deciders see: names and numbers; the clients stand in the plan, whose digest is part of it.
#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    leaving_id: LeavingId,
    handover_id: HandoverId,
    leaver_name: String,
    leaves_on: NaiveDate,
    effective_on: NaiveDate,
    clients: usize,
    receivers: Vec<Receiver>,
    plan_sha256: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Receiver {
    manager_id: ManagerId,
    manager_name: String,
    clients: usize,
}

fn digest(plan: &[HandoverClient]) -> String {
    let mut h = Sha256::new();
    for line in plan {
        h.update(line.client_id.0.as_bytes());
        h.update(line.manager_id.0.as_bytes());
    }
    hex::encode(h.finalize())
}

/// Proposes who takes over clients from a day on; each client is held until it is decided.
///
/// Errors: 404, 403; `leaving_ended`; fields at fault, each client named once with a receiver who may have it;
/// `client_locked` while a round or an adjustment holds one; `already_pending` while another plan waits.
pub fn propose_leaving_handover(
    cx: &mut Cx<'_>,
    id: LeavingId,
    key: &IdemKey,
    input: &ProposeHandover,
) -> AppResult<LeavingDetail> {
    let leaving = lead(cx, id, Action::ProposeLeavingHandover)?;
    let _: HandoverId = cx.once(key, Action::ProposeLeavingHandover, &(id, input), |cx| {
        super::rules::refuse_ended(&leaving)?;
        propose_once(cx, &leaving, input)
    })?;
    get_leaving(cx, id)
}

fn field(pointer: String, code: &'static str, clause: Option<&'static str>) -> FieldError {
    FieldError { pointer, code, params: serde_json::Map::new(), clause }
}

fn propose_once(cx: &mut Cx<'_>, leaving: &Leaving, input: &ProposeHandover) -> AppResult<HandoverId> {
    let branch = leaving.branch_id.ok_or_else(|| AppError::field("/clients", "not_found"))?;
    let faults = faults(cx, leaving, input.effective_on, &input.clients)?;
    if !faults.is_empty() {
        return Err(AppError::new(Code::InvalidBody).clause("D9.4").with_fields(faults));
    }
    let id = HandoverId::new();
    let mut plan: Vec<HandoverClient> = input
        .clients
        .iter()
        .map(|l| HandoverClient { handover_id: id, client_id: l.client_id, manager_id: l.manager_id })
        .collect();
    plan.sort_by_key(|l| l.client_id);
    let clients: Vec<ClientId> = plan.iter().map(|l| l.client_id).collect();
    locks::take(cx, &clients, HolderKind::Adjustment, HolderId(id.0))?;
    let row = Handover {
        id,
        leaving_id: leaving.id,
        request_id: None,
        effective_on: input.effective_on,
        state: HandoverState::Pending,
        created_by: cx.actor.user()?.user_id,
        created_at: cx.now,
        decided_at: None,
    };
    store::insert_handover(cx.conn, &row, &plan)?;
    let mut counts: BTreeMap<ManagerId, usize> = BTreeMap::new();
    for line in &plan {
        *counts.entry(line.manager_id).or_default() += 1;
    }
    let ids: Vec<ManagerId> = counts.keys().copied().collect();
    let managers = managers_by_id(cx, &ids)?;
    let receiving: Vec<Manager> = managers.values().cloned().collect();
    let today = cx.today;
    let gainers = people_behind(cx, &receiving, today)?;
    let names = crate::org::service::employee_names(cx, std::iter::once(leaving.employee_id))?;
    let named = |m: &ManagerId| managers.get(m).map(|m| m.name.clone()).unwrap_or_default();
    let request = propose(
        cx,
        Proposal {
            kind: Kind::LeavingHandover,
            subject_kind: "leaving",
            subject_id: leaving.id.0,
            branch_id: Some(branch),
            base_version: leaving.version,
            payload: Payload {
                leaving_id: leaving.id,
                handover_id: id,
                leaver_name: names.get(&leaving.employee_id).cloned().unwrap_or_default(),
                leaves_on: leaving.leaves_on,
                effective_on: input.effective_on,
                clients: plan.len(),
                receivers: counts
                    .iter()
                    .map(|(m, clients)| Receiver {
                        manager_id: *m,
                        manager_name: named(m),
                        clients: *clients,
                    })
                    .collect(),
                plan_sha256: digest(&plan),
            },
            reason: input.reason.clone(),
            gainers,
            steps: vec![
                Step { role: Role::GroupMember, scope: Some(branch) },
                Step { role: Role::CommitteeMember, scope: None },
            ],
        },
    )?;
    store::set_request(cx.conn, id, request)?;
    let detail = json!({ "clients": plan.len(), "effective_on": input.effective_on, "request_id": request });
    note(cx, leaving.id, LeavingActKind::HandoverProposed, detail)?;
    cx.audit(
        "propose_leaving_handover",
        "leaving",
        Some(leaving.id),
        json!({ "handover_id": id, "request_id": request, "clients": plan.len(), "effective_on": input.effective_on }),
    )?;
    Ok(id)
}

/// What stands against a plan, at its fields.
fn faults(
    cx: &mut Cx<'_>,
    leaving: &Leaving,
    effective_on: NaiveDate,
    lines: &[HandoverLine],
) -> AppResult<Vec<FieldError>> {
    let mut out = Vec::new();
    if effective_on <= cx.today {
        out.push(field("/effective_on".to_owned(), "must_be_later", Some("D9.4")));
    }
    let mut seen = HashSet::new();
    for (i, line) in lines.iter().enumerate() {
        if !seen.insert(line.client_id) {
            out.push(field(format!("/clients/{i}/client_id"), "duplicate", Some("D9.4")));
        }
    }
    let Some(leaver) = leaving.manager_id else {
        out.push(field("/clients".to_owned(), "no_share", Some("D9.4")));
        return Ok(out);
    };
    let clients: Vec<ClientId> = seen.into_iter().collect();
    let held: HashSet<ClientId> =
        holdings::parts_held(cx, leaver, &clients, effective_on)?.into_iter().map(|h| h.client_id).collect();
    let receivers: Vec<ManagerId> = lines.iter().map(|l| l.manager_id).collect();
    let managers = managers_by_id(cx, &receivers)?;
    let found = fitness(cx, leaving, effective_on, &clients)?;
    for (i, line) in lines.iter().enumerate() {
        if !held.contains(&line.client_id) {
            out.push(field(format!("/clients/{i}/client_id"), "no_share", Some("D9.4")));
            continue;
        }
        let at = format!("/clients/{i}/manager_id");
        match managers.get(&line.manager_id) {
            _ if line.manager_id == leaver => out.push(field(at, "is_leaver", Some("D9.4"))),
            None => out.push(field(at, "not_found", None)),
            Some(m) => {
                if let Some(asked) = found.get(&line.client_id) {
                    if credit_fit(m.class, asked.has_credit) == CreditFit::NeedsNamedA {
                        out.push(field(at.clone(), "named_a_needed", Some("D9.3")));
                    }
                    out.extend(
                        unfit(m, asked)
                            .into_iter()
                            .map(|u| field(at.clone(), u.field_code(), Some(u.clause()))),
                    );
                }
            }
        }
    }
    Ok(out)
}

/// What each client asks of who receives it, by the policy of the effective day.
fn fitness(
    cx: &mut Cx<'_>,
    leaving: &Leaving,
    day: NaiveDate,
    clients: &[ClientId],
) -> AppResult<HashMap<ClientId, Asked>> {
    let Some(branch_id) = leaving.branch_id else { return Ok(HashMap::new()) };
    let (_, policy) = crate::policy::service::at(cx, day)?;
    let measured = measures::of_clients(cx, clients, &policy)?;
    Ok(measured
        .into_iter()
        .map(|(id, m)| {
            let grade =
                policy.grade_needed(m.standing.map(|s| s.as_str()), m.size.map(|s| s.as_str()), &m.flags);
            (id, Asked { branch_id, day, has_credit: m.has_credit, grade })
        })
        .collect())
}

/// The part of handovers in their requests.
pub fn handler() -> Handler {
    Handler { validate, apply, dropped }
}

fn stale() -> AppError {
    AppError::new(Code::Stale).clause("D9.4")
}

/// Stale once the procedure has ended, the plan was changed, something else holds a client, the leaver has no part of
/// one any more, a receiver is no longer fit, or the day has come.
fn validate(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let payload: Payload = request.payload.read()?;
    let leaving = store::find(cx.conn, payload.leaving_id)?;
    let handover = store::find_handover(cx.conn, payload.handover_id)?;
    let plan = store::list_handover_clients(cx.conn, handover.id)?;
    let clients: Vec<ClientId> = plan.iter().map(|l| l.client_id).collect();
    let holder = (HolderKind::Adjustment, HolderId(handover.id.0));
    let held = locks::of(cx, &clients)?;
    let locked =
        clients.iter().all(|c| held.get(c).is_some_and(|lock| (lock.holder_kind, lock.holder_id) == holder));
    let lines: Vec<HandoverLine> =
        plan.iter().map(|l| HandoverLine { client_id: l.client_id, manager_id: l.manager_id }).collect();
    let stands = leaving.state == LeavingState::Open
        && handover.state == HandoverState::Pending
        && digest(&plan) == payload.plan_sha256
        && locked
        && faults(cx, &leaving, handover.effective_on, &lines)?.is_empty();
    if stands { Ok(()) } else { Err(stale()) }
}

/// Gives every part of the plan's clients to its receiver from the effective day on and lets the clients go.
fn apply(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let payload: Payload = request.payload.read()?;
    let leaving = store::find(cx.conn, payload.leaving_id)?;
    let leaver = leaving.manager_id.ok_or_else(stale)?;
    let plan = store::list_handover_clients(cx.conn, payload.handover_id)?;
    let source = Source {
        kind: SourceKind::Adjustment,
        id: Some(SourceId(payload.handover_id.0)),
        reason: request.reason.clone(),
    };
    for line in &plan {
        hand_over(cx, line.client_id, leaver, line.manager_id, payload.effective_on, &source)?;
    }
    end(cx, &leaving, payload.handover_id, HandoverState::Approved)?;
    let ids: Vec<ManagerId> = payload.receivers.iter().map(|r| r.manager_id).collect();
    let managers = managers_by_id(cx, &ids)?;
    let today = cx.today;
    for receiver in &payload.receivers {
        let Some(m) = managers.get(&receiver.manager_id) else { continue };
        let people = people_behind(cx, std::slice::from_ref(m), today)?;
        let said =
            json!({ "name": payload.leaver_name, "day": payload.effective_on, "count": receiver.clients });
        crate::notices::service::notify_employees(cx, &people, "leaving_received", &said, Some("/clients"))?;
    }
    Ok(())
}

fn dropped(cx: &mut Cx<'_>, request: &Request, state: RequestState) -> AppResult<()> {
    let payload: Payload = request.payload.read()?;
    let leaving = store::find(cx.conn, payload.leaving_id)?;
    let state = match state {
        RequestState::Withdrawn => HandoverState::Withdrawn,
        RequestState::Stale => HandoverState::Stale,
        _ => HandoverState::Refused,
    };
    end(cx, &leaving, payload.handover_id, state)
}

/// Ends a pending plan and lets its clients go.
fn end(cx: &mut Cx<'_>, leaving: &Leaving, id: HandoverId, state: HandoverState) -> AppResult<()> {
    if store::end_handover(cx.conn, id, state, cx.now)? == 0 {
        return Err(AppError::new(Code::AlreadyDecided).clause("D9.4"));
    }
    locks::release(cx, HolderKind::Adjustment, HolderId(id.0))?;
    note(cx, leaving.id, LeavingActKind::HandoverEnded, json!({ "state": state }))?;
    cx.audit(
        "end_leaving_handover",
        "leaving",
        Some(leaving.id),
        json!({ "handover_id": id, "state": state }),
    )
}
