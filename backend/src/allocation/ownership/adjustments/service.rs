//! Applying for an adjustment, and its part in the approvals.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::dto::*;
use super::fitness::{check, refusal};
use super::model::Party;
use super::store::{self, Filter, WithClient};
use crate::allocation::ownership::history::service::{check_visible, share_views};
use crate::allocation::ownership::model::*;
use crate::allocation::ownership::named;
use crate::allocation::ownership::rules::{self, CreditFit};
use crate::allocation::ownership::service::{Source, Statement, owners_on, record};
use crate::allocation::ownership::store::find_subject;
use crate::allocation::shares::{BasisPoints, Shares, SharesError};
use crate::app::Cx;
use crate::approvals::Kind;
use crate::approvals::model::{Request, RequestState};
use crate::approvals::registry::Handler;
use crate::approvals::service::{Proposal, Step, propose};
use crate::auth::{Action, Actor, Role, Thing};
use crate::clients::locks;
use crate::clients::model::{ClientId, ClientState, HolderId, HolderKind};
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::{IdemKey, Page};
use crate::staffing::keepers::people_behind;
use crate::staffing::model::{Manager, ManagerId};
use crate::staffing::service::managers_by_id;

/// What the deciders see and what is hashed: ids, numbers and colleagues' names.
#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    adjustment_id: AdjustmentId,
    client_id: ClientId,
    client_no: String,
    effective_on: chrono::NaiveDate,
    before: Vec<Part>,
    shares: Vec<Part>,
    needs_named_a: bool,
    /// Who manages the credit under a virtual manager.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    credit_manager: Option<Named>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Named {
    manager_id: ManagerId,
    manager_name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Part {
    manager_id: ManagerId,
    manager_name: String,
    bps: i32,
}

fn parts(shares: &Shares<ManagerId>, managers: &HashMap<ManagerId, Manager>) -> Vec<Part> {
    share_views(shares, managers)
        .into_iter()
        .zip(shares.parts())
        .map(|(view, (id, bps))| Part { manager_id: *id, manager_name: view.manager_name, bps: bps.get() })
        .collect()
}

fn stale() -> AppError {
    AppError::new(Code::Stale).clause("D9.4")
}

/// Applies for a change of who looks after a client (D9.4); the client is held until it ends.
///
/// Errors: 404 for a client that the caller does not see, 403 for one that is not the caller's own; `shares_invalid`
/// and fields at fault; `manager_no_standing` (D4), `credit_needs_class_a` (D6); `already_pending`; `client_locked`
/// while a round holds the client.
pub fn apply_for_adjustment(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    input: &ApplyForAdjustment,
) -> AppResult<AdjustmentView> {
    let scope = cx.scope(Action::GetClientOwnership)?;
    check_visible(cx, &scope, input.client_id)?;
    let id: AdjustmentId = cx.once(key, Action::ApplyForAdjustment, input, |cx| apply_once(cx, input))?;
    get_adjustment(cx, id)
}

fn apply_once(cx: &mut Cx<'_>, input: &ApplyForAdjustment) -> AppResult<AdjustmentId> {
    let client = input.client_id;
    let (client_no, branch, state) = store::find_client(cx.conn, client).or_not_found()?;
    let today = cx.today;
    let owners = owners_of(cx, client, today)?;
    let thing = owners.parts().iter().fold(Thing::branch(branch), |thing, (manager, _)| thing.of(*manager));
    cx.may(Action::ApplyForAdjustment, &thing)?;
    let applicant = applicant(cx.actor, &thing)?;
    if state != ClientState::Active {
        return Err(AppError::field("/client_id", "not_served"));
    }
    if store::is_pending(cx.conn, client)? {
        return Err(pending());
    }
    let asked = asked_shares(input)?;
    let before = owners_of(cx, client, input.effective_on)?;
    if before == asked {
        return Err(AppError::field("/shares", "unchanged"));
    }
    let managers = managers_by_id(cx, &all_of(&before, &asked))?;
    let receiving: Vec<ManagerId> = input.shares.iter().map(|s| s.manager_id).collect();
    let found = check(cx, client, branch, &receiving, input.effective_on)?;
    if !found.faults.is_empty() {
        return Err(refusal(&found.faults));
    }
    let credit_manager = credit_manager(cx, branch, input, found.needs_named_a)?;
    let base = find_subject(cx.conn, OwnedKind::Client, client.into()).or_not_found()?.owner_version;
    let id = AdjustmentId::new();
    locks::take(cx, &[client], HolderKind::Adjustment, HolderId(id.0))?;
    let row = Adjustment {
        id,
        client_id: client,
        applicant_manager: applicant,
        shares: Json::of(&parts(&asked, &managers))?,
        reason: input.reason.clone(),
        effective_on: input.effective_on,
        base_owner_version: base,
        state: AdjustmentState::Pending,
        request_id: None,
        branch_id: branch,
        version: 1,
        created_by: cx.actor.user()?.user_id,
        created_at: cx.now,
        decided_at: None,
    };
    store::insert_adjustment(cx.conn, &row, &parties(id, &before, &asked)).on_duplicate(pending)?;
    let receivers: Vec<Manager> =
        asked.parts().iter().filter_map(|(m, _)| managers.get(m).cloned()).collect();
    let gainers = people_behind(cx, &receivers, today)?;
    let request = propose(
        cx,
        Proposal {
            kind: Kind::Adjustment,
            subject_kind: "client",
            subject_id: client.0,
            branch_id: Some(branch),
            base_version: base,
            payload: Payload {
                adjustment_id: id,
                client_id: client,
                client_no,
                effective_on: input.effective_on,
                before: parts(&before, &managers),
                shares: parts(&asked, &managers),
                needs_named_a: found.needs_named_a,
                credit_manager,
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
    tell(cx, &row, "adjustment_applied")?;
    cx.audit(
        "apply_for_adjustment",
        "client",
        Some(client),
        json!({ "adjustment_id": id, "request_id": request, "effective_on": input.effective_on }),
    )?;
    Ok(id)
}

/// Who is to manage the credit: a named manager of class A where a virtual one receives it, nobody else (D2, D9.3).
fn credit_manager(
    cx: &mut Cx<'_>,
    branch: crate::org::model::OrgUnitId,
    input: &ApplyForAdjustment,
    needed: bool,
) -> AppResult<Option<Named>> {
    const FIELD: &str = "/credit_manager_id";
    let refuse = |code| AppError::field(FIELD, code).code_as(Code::CreditNeedsClassA).clause("D9.3");
    match (input.credit_manager_id, needed) {
        (None, false) => Ok(None),
        (None, true) => Err(refuse("named_a_needed")),
        (Some(_), false) => Err(AppError::field(FIELD, "not_asked")),
        (Some(id), true) => {
            named::service::check_fit(cx, id, branch, input.effective_on, FIELD)?;
            let manager_name = managers_by_id(cx, &[id])?.remove(&id).map(|m| m.name).unwrap_or_default();
            Ok(Some(Named { manager_id: id, manager_name }))
        }
    }
}

/// The manager for whom the caller applies: the caller's own where it is among the owners, else a virtual one that
/// the caller maintains.
fn applicant(actor: &Actor, thing: &Thing) -> AppResult<ManagerId> {
    let user = actor.user()?;
    user.manager_id
        .iter()
        .chain(&user.maintains)
        .find(|m| thing.managers.contains(m))
        .copied()
        .ok_or_else(|| AppError::new(Code::Forbidden).clause("D9.4"))
}

fn owners_of(cx: &mut Cx<'_>, client: ClientId, day: chrono::NaiveDate) -> AppResult<Shares<ManagerId>> {
    let id = OwnedId::from(client);
    Ok(owners_on(cx, OwnedKind::Client, &[id], day, None)?.remove(&id).unwrap_or_else(Shares::unallocated))
}

fn pending() -> AppError {
    AppError::new(Code::AlreadyPending).clause("D9.4")
}

fn asked_shares(input: &ApplyForAdjustment) -> AppResult<Shares<ManagerId>> {
    Shares::new(input.shares.iter().map(|s| (s.manager_id, BasisPoints(s.bps)))).map_err(|e| {
        let e = match e {
            SharesError::OwnerTwice { index } => {
                AppError::field(format!("/shares/{index}/manager_id"), "duplicate")
            }
            SharesError::OutOfRange { index } => AppError::field(format!("/shares/{index}/bps"), "invalid"),
            SharesError::NotWhole { .. } => AppError::field("/shares", "invalid"),
        };
        e.code_as(Code::SharesInvalid).clause("D9.4")
    })
}

fn all_of(before: &Shares<ManagerId>, after: &Shares<ManagerId>) -> Vec<ManagerId> {
    let mut all: Vec<ManagerId> = before.parts().iter().chain(after.parts()).map(|(m, _)| *m).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn parties(id: AdjustmentId, before: &Shares<ManagerId>, after: &Shares<ManagerId>) -> Vec<Party> {
    all_of(before, after)
        .into_iter()
        .map(|m| Party {
            adjustment_id: id,
            manager_id: m,
            before_bps: before.of(&m).get(),
            after_bps: after.of(&m).get(),
        })
        .collect()
}

/// Tells everybody behind the managers concerned, but for who acts.
fn tell(cx: &mut Cx<'_>, adjustment: &Adjustment, code: &str) -> AppResult<()> {
    let ids = store::list_managers_of(cx.conn, adjustment.id)?;
    let managers: Vec<Manager> = managers_by_id(cx, &ids)?.into_values().collect();
    let today = cx.today;
    let mut people = people_behind(cx, &managers, today)?;
    let acting = cx.actor.employee_id();
    people.retain(|p| Some(*p) != acting);
    let (client_no, _, _) = store::find_client(cx.conn, adjustment.client_id)?;
    let params = json!({ "client": client_no, "day": adjustment.effective_on });
    let link = format!("/adjustments/{}", adjustment.id);
    crate::notices::service::notify_employees(cx, &people, code, &params, Some(&link))
}

/// Adjustments, newest first: of the branch, and those that concern the caller's managers.
pub fn list_adjustments(cx: &mut Cx<'_>, q: &ListAdjustments) -> AppResult<Page<AdjustmentView>> {
    let scope = cx.scope(Action::ListAdjustments)?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "adjustments", q.cursor.as_deref())?;
    let filter = Filter { id: None, client: q.client_id, branch: q.branch_id, state: q.state };
    let rows = store::list_adjustments(cx.conn, &scope, &filter, before, limit + 1)?;
    let page = crate::db::page::page(
        cx.app.keys(),
        "adjustments",
        rows,
        limit,
        |r| (r.0.created_at, r.0.id),
        |r| r,
    )?;
    Ok(Page { items: views(cx, page.items)?, next_cursor: page.next_cursor })
}

/// One adjustment.
pub fn get_adjustment(cx: &mut Cx<'_>, id: AdjustmentId) -> AppResult<AdjustmentView> {
    let scope = cx.scope(Action::GetAdjustment)?;
    let filter = Filter { id: Some(id), ..Filter::default() };
    let rows = store::list_adjustments(cx.conn, &scope, &filter, None, 1)?;
    views(cx, rows)?.pop().ok_or_else(AppError::not_found)
}

fn views(cx: &mut Cx<'_>, rows: Vec<WithClient>) -> AppResult<Vec<AdjustmentView>> {
    let ids: Vec<AdjustmentId> = rows.iter().map(|r| r.0.id).collect();
    let mut parties: HashMap<AdjustmentId, Vec<Party>> = HashMap::new();
    for party in store::list_parties(cx.conn, &ids)? {
        parties.entry(party.adjustment_id).or_default().push(party);
    }
    let people = parties.values().flatten().map(|p| p.manager_id);
    let people: Vec<ManagerId> = people.chain(rows.iter().map(|r| r.0.applicant_manager)).collect();
    let managers = managers_by_id(cx, &people)?;
    let clients: Vec<ClientId> = rows.iter().map(|r| r.0.client_id).collect();
    let today = cx.today;
    let (_, policy) = crate::policy::service::at(cx, today)?;
    let measures = crate::clients::measures::of_clients(cx, &clients, &policy)?;
    let me = cx.actor.user_id();
    let shown = |parties: &[Party], bps: fn(&Party) -> i32| {
        let named = |p: &Party| crate::allocation::ownership::history::dto::ShareView {
            manager_id: p.manager_id.to_string(),
            manager_name: managers.get(&p.manager_id).map(|m| m.name.clone()).unwrap_or_default(),
            bps: bps(p),
        };
        parties.iter().filter(|p| bps(p) > 0).map(named).collect::<Vec<_>>()
    };
    let none = Vec::new();
    Ok(rows
        .into_iter()
        .map(|(a, client_no, client_name)| {
            let concerned = parties.get(&a.id).unwrap_or(&none);
            let has_credit = measures.get(&a.client_id).is_some_and(|m| m.has_credit);
            let needs_named_a = concerned.iter().filter(|p| p.after_bps > 0).any(|p| {
                managers
                    .get(&p.manager_id)
                    .is_some_and(|m| rules::credit_fit(m.class, has_credit) == CreditFit::NeedsNamedA)
            });
            AdjustmentView {
                id: a.id.to_string(),
                client_id: a.client_id.to_string(),
                client_no,
                client_name,
                branch_id: a.branch_id.to_string(),
                applicant_manager_id: a.applicant_manager.to_string(),
                applicant_manager_name: managers
                    .get(&a.applicant_manager)
                    .map(|m| m.name.clone())
                    .unwrap_or_default(),
                before: shown(concerned, |p| p.before_bps),
                shares: shown(concerned, |p| p.after_bps),
                needs_named_a,
                reason: a.reason,
                effective_on: a.effective_on,
                state: a.state,
                request_id: a.request_id.map(|r| r.to_string()),
                mine: me == Some(a.created_by),
                version: a.version,
                created_at: a.created_at,
                decided_at: a.decided_at,
            }
        })
        .collect())
}

/// The part of adjustments in their requests.
pub fn handler() -> Handler {
    Handler { validate, apply, dropped }
}

fn adjustment_of(cx: &mut Cx<'_>, request: &Request) -> AppResult<Adjustment> {
    let payload: Payload = request.payload.read()?;
    Ok(store::find_adjustment(cx.conn, payload.adjustment_id)?)
}

/// Stale once the client's owners have moved, something else holds the client, a receiver is no longer fit, or the
/// effective day has come.
fn validate(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let adjustment = adjustment_of(cx, request)?;
    let client = adjustment.client_id;
    let subject = find_subject(cx.conn, OwnedKind::Client, client.into())?;
    let holds = locks::of(cx, &[client])?.get(&client).is_some_and(|lock| {
        (lock.holder_kind, lock.holder_id) == (HolderKind::Adjustment, HolderId(adjustment.id.0))
    });
    if adjustment.state != AdjustmentState::Pending || subject.owner_version != request.base_version || !holds
    {
        return Err(stale());
    }
    let receiving: Vec<ManagerId> = store::list_parties(cx.conn, &[adjustment.id])?
        .into_iter()
        .filter(|p| p.after_bps > 0)
        .map(|p| p.manager_id)
        .collect();
    let found = check(cx, client, subject.branch_id, &receiving, adjustment.effective_on)?;
    let payload: Payload = request.payload.read()?;
    if let Some(by) = &payload.credit_manager {
        let fit =
            named::service::check_fit(cx, by.manager_id, subject.branch_id, adjustment.effective_on, "");
        fit.map_err(|_| stale())?;
    }
    let bound = payload.credit_manager.is_some() || !found.needs_named_a;
    if found.faults.is_empty() && bound { Ok(()) } else { Err(stale()) }
}

/// Writes the ownership from the effective day and lets the client go.
fn apply(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let adjustment = adjustment_of(cx, request)?;
    let parties = store::list_parties(cx.conn, &[adjustment.id])?;
    let after = parties.iter().filter(|p| p.after_bps > 0);
    let shares = Shares::new(after.map(|p| (p.manager_id, BasisPoints(p.after_bps))))
        .map_err(|e| AppError::internal(format!("stored shares: {e}")))?;
    end(cx, &adjustment, AdjustmentState::Approved)?;
    record(
        cx,
        &Statement {
            kind: OwnedKind::Client,
            subject: adjustment.client_id.into(),
            from: adjustment.effective_on,
            until: None,
            shares,
            source: Source {
                kind: SourceKind::Adjustment,
                id: Some(SourceId(adjustment.id.0)),
                reason: adjustment.reason.clone(),
            },
            base_version: Some(request.base_version),
        },
    )?;
    let payload: Payload = request.payload.read()?;
    if let Some(by) = payload.credit_manager {
        let (client, day) = (adjustment.client_id, adjustment.effective_on);
        named::service::name(cx, client, by.manager_id, day, &adjustment.reason)?;
    }
    tell(cx, &adjustment, "adjustment_approved")?;
    cx.audit(
        "approve_adjustment",
        "client",
        Some(adjustment.client_id),
        json!({ "adjustment_id": adjustment.id, "effective_on": adjustment.effective_on }),
    )
}

fn dropped(cx: &mut Cx<'_>, request: &Request, state: RequestState) -> AppResult<()> {
    let adjustment = adjustment_of(cx, request)?;
    let state = match state {
        RequestState::Withdrawn => AdjustmentState::Withdrawn,
        RequestState::Stale => AdjustmentState::Stale,
        _ => AdjustmentState::Refused,
    };
    end(cx, &adjustment, state)?;
    tell(cx, &adjustment, "adjustment_ended")
}

/// Ends a pending adjustment and lets the client go.
fn end(cx: &mut Cx<'_>, adjustment: &Adjustment, state: AdjustmentState) -> AppResult<()> {
    let now = cx.now;
    if store::end_adjustment(cx.conn, adjustment.id, state, now)? == 0 {
        return Err(AppError::new(Code::AlreadyDecided).clause("D9.4"));
    }
    locks::release(cx, HolderKind::Adjustment, HolderId(adjustment.id.0)).map(drop)
}
