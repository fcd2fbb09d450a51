//! Proposing, deciding, withdrawing.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::dto::*;
use super::model::*;
use super::registry::{Handler, handler};
use super::rules::{self, Decider, HeldRole, Separation};
use super::store;
use crate::app::Cx;
use crate::auth::{Actor, Role};
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::{IdemKey, Page};
use crate::identity::model::UserId;
use crate::org::model::{EmployeeId, OrgUnitId};

/// What a domain proposes.
pub struct Proposal<P> {
    /// What it is about.
    pub kind: Kind,
    /// Kind of its subject.
    pub subject_kind: &'static str,
    /// Its subject.
    pub subject_id: Uuid,
    /// The branch concerned.
    pub branch_id: Option<OrgUnitId>,
    /// The subject's version that it is based on.
    pub base_version: i64,
    /// What changes.
    pub payload: P,
    /// Why, up to 2,000 characters.
    pub reason: String,
    /// Who gains, and so may not decide.
    pub gainers: Vec<EmployeeId>,
    /// Who must agree, in order; at least one.
    pub steps: Vec<Step>,
}

/// Who must agree.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// In what role.
    pub role: Role,
    /// At which branch; the whole bank where absent.
    pub scope: Option<OrgUnitId>,
}

fn part_of(kind: Kind) -> AppResult<Handler> {
    handler(kind).ok_or_else(|| AppError::internal(format!("nothing carries out {kind}")))
}

fn hash(payload: &serde_json::Value) -> AppResult<Vec<u8>> {
    let canonical = serde_json_canonicalizer::to_vec(payload).map_err(AppError::internal)?;
    Ok(Sha256::digest(canonical).to_vec())
}

/// Puts a proposal before its first step. Errors: what the domain's check says; `already_pending` for a second
/// one of the kind on the subject.
pub fn propose<P: Serialize>(cx: &mut Cx<'_>, p: Proposal<P>) -> AppResult<RequestId> {
    let user = cx.actor.user()?.user_id;
    let payload = serde_json::to_value(&p.payload)?;
    let id = RequestId::new();
    let request = Request {
        id,
        kind: p.kind,
        subject_kind: p.subject_kind.to_owned(),
        subject_id: SubjectId(p.subject_id),
        branch_id: p.branch_id,
        base_version: p.base_version,
        payload_hash: hash(&payload)?,
        payload: Json(payload),
        proposer_user: user,
        proposer_employee: cx.actor.employee_id(),
        reason: p.reason,
        state: RequestState::Pending,
        version: 1,
        created_at: cx.now,
        decided_at: None,
    };
    (part_of(p.kind)?.validate)(cx, &request)?;
    let mut gainers = p.gainers;
    gainers.sort_unstable();
    gainers.dedup();
    let gainers: Vec<Gainer> =
        gainers.into_iter().map(|employee_id| Gainer { request_id: id, employee_id }).collect();
    let steps: Vec<StepRow> = (0i32..)
        .zip(&p.steps)
        .map(|(idx, s)| StepRow {
            request_id: id,
            idx,
            role: s.role,
            scope_org: s.scope,
            decision: None,
            decided_by: None,
            decided_employee: None,
            reason: None,
            decided_at: None,
        })
        .collect();
    store::insert_request(cx.conn, &request, &gainers, &steps)
        .on_duplicate(|| AppError::new(Code::AlreadyPending).clause(p.kind.clause()))?;
    cx.audit("propose", p.subject_kind, Some(p.subject_id), json!({ "request_id": id, "kind": p.kind }))?;
    Ok(id)
}

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
pub enum Outcome {
    /// The step is decided.
    Decided,
    /// The base had moved: the request has ended, and the caller gets 409.
    Stale,
}

fn decider(cx: &mut Cx<'_>) -> AppResult<Decider> {
    let Actor::User(u) = cx.actor else { return Err(AppError::new(Code::Unauthenticated)) };
    let roles: Vec<HeldRole> = u.positions.iter().map(|p| (p.role, p.branch_id)).collect();
    let lent = match u.employee_id {
        Some(e) if !roles.is_empty() => store::list_deputised(cx.conn, e, cx.today)?,
        _ => Vec::new(),
    };
    Ok(Decider { user: u.user_id, employee: u.employee_id, roles, lent })
}

/// Decides the waiting step; after the last the request is carried out in the same transaction.
///
/// Errors: `self_approval`, `gainer_approval`, `two_steps_one_person`, `forbidden`, `already_decided`, `stale`
/// (through [`Outcome::Stale`], so that the request's end is kept), and what carrying out says.
pub fn decide_approval(
    cx: &mut Cx<'_>,
    id: RequestId,
    key: &IdemKey,
    input: &DecideApproval,
) -> AppResult<Outcome> {
    cx.once(key, crate::auth::Action::DecideApproval, &(id, input), |cx| decide(cx, id, input))
}

fn decide(cx: &mut Cx<'_>, id: RequestId, input: &DecideApproval) -> AppResult<Outcome> {
    let request = find_visible(cx, id)?;
    let clause = request.kind.clause();
    if request.state != RequestState::Pending {
        return Err(AppError::new(Code::AlreadyDecided).clause(clause));
    }
    let steps = store::list_steps(cx.conn, &[id])?;
    let gainers = store::list_gainers(cx.conn, id)?;
    let decider = decider(cx)?;
    let proposer = (request.proposer_user, request.proposer_employee);
    let separation = Separation { kind: request.kind, proposer, gainers: &gainers, steps: &steps };
    let idx = rules::may_decide(&decider, &separation)?.idx;
    if matches!(request.kind, Kind::Position | Kind::PositionEnd) {
        cx.actor.check_strong(cx.now)?;
    }
    if hex::encode(&request.payload_hash) != input.payload_hash
        || hash(&request.payload.0)? != request.payload_hash
    {
        return Err(AppError::new(Code::Stale).clause(clause));
    }
    let by = (decider.user, decider.employee);
    if store::decide_step(cx.conn, id, idx, input.decision, by, &input.reason, cx.now)? == 0 {
        return Err(AppError::new(Code::AlreadyDecided).clause(clause));
    }
    let detail = json!({ "request_id": id, "step": idx, "decision": input.decision });
    cx.audit("decide_approval", request.kind.subject(), Some(request.subject_id.0), detail)?;
    let last = steps.iter().filter(|s| s.decision.is_none()).count() == 1;
    match (input.decision, last) {
        (Decision::Refused, _) => {
            end(cx, &request, RequestState::Refused)?;
            (part_of(request.kind)?.dropped)(cx, &request, RequestState::Refused)?;
        }
        (Decision::Agreed, false) => {
            if store::bump_request(cx.conn, id, request.version)? == 0 {
                return Err(AppError::new(Code::AlreadyDecided).clause(clause));
            }
        }
        (Decision::Agreed, true) => {
            let part = part_of(request.kind)?;
            match (part.validate)(cx, &request) {
                Err(e) if e.code() == Code::Stale => {
                    end(cx, &request, RequestState::Stale)?;
                    (part.dropped)(cx, &request, RequestState::Stale)?;
                    return Ok(Outcome::Stale);
                }
                other => other?,
            }
            end(cx, &request, RequestState::Approved)?;
            (part.apply)(cx, &request)?;
        }
    }
    let code = match input.decision {
        Decision::Agreed => "approval_agreed",
        Decision::Refused => "approval_refused",
    };
    crate::notices::service::notify(
        cx,
        request.proposer_user,
        code,
        json!({ "kind": request.kind }),
        Some(format!("/approvals/{id}")),
    )?;
    Ok(Outcome::Decided)
}

fn end(cx: &mut Cx<'_>, request: &Request, state: RequestState) -> AppResult<()> {
    if store::end_request(cx.conn, request.id, request.version, state, cx.now)? == 0 {
        return Err(AppError::new(Code::AlreadyDecided).clause(request.kind.clause()));
    }
    Ok(())
}

/// Takes a pending request back; the proposer alone.
pub fn withdraw_approval(cx: &mut Cx<'_>, id: RequestId, input: &WithdrawApproval) -> AppResult<()> {
    let request = find_visible(cx, id)?;
    if cx.actor.user_id() != Some(request.proposer_user) {
        return Err(AppError::new(Code::Forbidden));
    }
    if request.state != RequestState::Pending {
        return Err(AppError::new(Code::AlreadyDecided).clause(request.kind.clause()));
    }
    end_withdrawn(cx, &request)?;
    let detail = json!({ "request_id": id, "reason": input.reason });
    cx.audit("withdraw_approval", request.kind.subject(), Some(request.subject_id.0), detail)
}

/// Ends a pending request as withdrawn, with what its domain undoes.
pub(super) fn end_withdrawn(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    end(cx, request, RequestState::Withdrawn)?;
    (part_of(request.kind)?.dropped)(cx, request, RequestState::Withdrawn)
}

/// Ends a pending request because its subject has gone, as the domain that owns the subject sees it.
pub fn drop_pending(cx: &mut Cx<'_>, id: RequestId) -> AppResult<()> {
    let request = store::find_request(cx.conn, id).or_not_found()?;
    if request.state == RequestState::Pending {
        end(cx, &request, RequestState::Stale)?;
    }
    Ok(())
}

/// Why a request was refused, for its domain when it ends.
pub fn refusal_of(cx: &mut Cx<'_>, id: RequestId) -> AppResult<Option<String>> {
    let steps = store::list_steps(cx.conn, &[id])?;
    Ok(steps.into_iter().find(|s| s.decision == Some(Decision::Refused)).and_then(|s| s.reason))
}

/// What waits on each of these subjects.
pub fn pending_on(cx: &mut Cx<'_>, kind: Kind, subjects: &[Uuid]) -> AppResult<HashMap<Uuid, RequestId>> {
    let ids: Vec<SubjectId> = subjects.iter().copied().map(SubjectId).collect();
    let mut out = HashMap::new();
    for chunk in ids.chunks(500) {
        out.extend(store::list_pending(cx.conn, kind, chunk)?.into_iter().map(|(s, r)| (s.0, r)));
    }
    Ok(out)
}

/// Ends whatever waits on a subject that has gone; see [`drop_pending`].
pub fn drop_pending_of(cx: &mut Cx<'_>, kind: Kind, subject: Uuid) -> AppResult<()> {
    match store::find_pending(cx.conn, kind, SubjectId(subject))? {
        Some(id) => drop_pending(cx, id),
        None => Ok(()),
    }
}

/// Ends whatever waits on a subject that has gone, with what its domain undoes.
pub fn drop_and_undo_of(cx: &mut Cx<'_>, kind: Kind, subject: Uuid) -> AppResult<()> {
    let Some(id) = store::find_pending(cx.conn, kind, SubjectId(subject))? else { return Ok(()) };
    let request = store::find_request(cx.conn, id)?;
    end(cx, &request, RequestState::Stale)?;
    (part_of(kind)?.dropped)(cx, &request, RequestState::Stale)
}

fn sees(cx: &Cx<'_>, decider: &Decider, request: &Request, steps: &[StepRow]) -> bool {
    request.proposer_user == decider.user
        || steps
            .iter()
            .any(|s| rules::answers_to(&decider.all_roles(), s) || s.decided_by == Some(decider.user))
        || cx.actor.holds(Role::Auditor, None)
        || cx.actor.holds(Role::HqBusiness, None)
        || request.branch_id.is_some_and(|b| cx.actor.holds(Role::President, Some(b)))
}

fn find_visible(cx: &mut Cx<'_>, id: RequestId) -> AppResult<Request> {
    let request = store::find_request(cx.conn, id).or_not_found()?;
    let steps = store::list_steps(cx.conn, &[id])?;
    let decider = decider(cx)?;
    if sees(cx, &decider, &request, &steps) { Ok(request) } else { Err(AppError::not_found()) }
}

/// One request.
pub fn get_approval(cx: &mut Cx<'_>, id: RequestId) -> AppResult<ApprovalView> {
    let request = find_visible(cx, id)?;
    views(cx, vec![request])?.pop().ok_or_else(AppError::not_found)
}

/// Requests, newest first: what waits for the caller, what the caller proposed, or what the caller may see.
pub fn list_approvals(cx: &mut Cx<'_>, q: &ListApprovals) -> AppResult<Page<ApprovalView>> {
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "approvals", q.cursor.as_deref())?;
    let decider = decider(cx)?;
    let which = q.which.unwrap_or(WhichBox::Inbox);
    let (source, state) = match which {
        WhichBox::Inbox => {
            (store::Box::For(decider.all_roles().iter().map(|r| r.0).collect()), Some(RequestState::Pending))
        }
        WhichBox::Proposed => (store::Box::ProposedBy(decider.user), q.state),
        WhichBox::All => (store::Box::All, q.state),
    };
    let rows = store::list_requests(cx.conn, &source, state, before, limit + 1)?;
    let mut page =
        crate::db::page::page(cx.app.keys(), "approvals", rows, limit, |r| (r.created_at, r.id), |r| r)?;
    let steps = steps_of(cx, &page.items)?;
    let none = Vec::new();
    page.items.retain(|r| sees(cx, &decider, r, steps.get(&r.id).unwrap_or(&none)));
    let mut items = views(cx, page.items)?;
    if which == WhichBox::Inbox {
        items.retain(|v| v.can_decide);
    }
    Ok(Page { items, next_cursor: page.next_cursor })
}

fn steps_of(cx: &mut Cx<'_>, requests: &[Request]) -> AppResult<HashMap<RequestId, Vec<StepRow>>> {
    let ids: Vec<RequestId> = requests.iter().map(|r| r.id).collect();
    let mut out: HashMap<RequestId, Vec<StepRow>> = HashMap::new();
    for step in store::list_steps(cx.conn, &ids)? {
        out.entry(step.request_id).or_default().push(step);
    }
    Ok(out)
}

fn views(cx: &mut Cx<'_>, requests: Vec<Request>) -> AppResult<Vec<ApprovalView>> {
    let mut steps = steps_of(cx, &requests)?;
    let deciders = steps.values().flatten().filter_map(|s| s.decided_by);
    let people: Vec<UserId> = requests.iter().map(|r| r.proposer_user).chain(deciders).collect();
    let names = crate::identity::service::names_of(cx, people.into_iter())?;
    let name = |u: UserId| names.get(&u).cloned().unwrap_or_default();
    let me = decider(cx)?;
    let mut out = Vec::with_capacity(requests.len());
    for r in requests {
        let steps = steps.remove(&r.id).unwrap_or_default();
        let gainers = store::list_gainers(cx.conn, r.id)?;
        let separation = Separation {
            kind: r.kind,
            proposer: (r.proposer_user, r.proposer_employee),
            gainers: &gainers,
            steps: &steps,
        };
        out.push(ApprovalView {
            id: r.id.to_string(),
            kind: r.kind,
            clause: r.kind.clause().to_owned(),
            subject_kind: r.subject_kind,
            subject_id: r.subject_id.0.to_string(),
            branch_id: r.branch_id.map(|b| b.to_string()),
            proposer_name: name(r.proposer_user),
            mine: r.proposer_user == me.user,
            reason: r.reason,
            state: r.state,
            payload: r.payload.0,
            payload_hash: hex::encode(&r.payload_hash),
            can_decide: r.state == RequestState::Pending && rules::may_decide(&me, &separation).is_ok(),
            steps: steps
                .iter()
                .map(|s| StepView {
                    role: s.role,
                    scope_org: s.scope_org.map(|o| o.to_string()),
                    decision: s.decision,
                    decided_by: s.decided_by.map(name),
                    reason: s.reason.clone(),
                    decided_at: s.decided_at,
                })
                .collect(),
            created_at: r.created_at,
            decided_at: r.decided_at,
        });
    }
    Ok(out)
}
