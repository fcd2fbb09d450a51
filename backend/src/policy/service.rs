//! Reading and changing the policy.

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::rules::Policy;
use super::store;
use crate::app::Cx;
use crate::approvals::model::{Request, RequestState};
use crate::approvals::registry::Handler;
use crate::approvals::service::{Proposal, Step, propose};
use crate::approvals::{Kind, RequestId};
use crate::auth::{Action, Role, Thing};
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::{IdemKey, Page};

/// The policy that holds on a day, with its number; number 0 and the defaults before any version.
pub fn at(cx: &mut Cx<'_>, day: NaiveDate) -> AppResult<(i64, Arc<Policy>)> {
    let held = match cx.in_force {
        Some(known) if known.day == day => known.version,
        _ => store::find_id_on(cx.conn, day)?,
    };
    match held {
        Some(id) => version(cx, id),
        None => Ok((0, Arc::default())),
    }
}

fn version(cx: &mut Cx<'_>, id: PolicyId) -> AppResult<(i64, Arc<Policy>)> {
    cx.app.policies().get(id, || {
        let version = store::find_version(cx.conn, id)?;
        Ok((version.number, version.body.read()?))
    })
}

/// A version by number; 0 is the defaults.
pub fn by_number(cx: &mut Cx<'_>, number: i64) -> AppResult<Arc<Policy>> {
    if number == 0 {
        return Ok(Arc::default());
    }
    let id = store::find_id(cx.conn, number).or_not_found()?;
    Ok(version(cx, id)?.1)
}

/// Versions, newest first.
pub fn list_policies(cx: &mut Cx<'_>, q: &ListPolicies) -> AppResult<Page<PolicyView>> {
    cx.scope(Action::ListPolicies)?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "policies", q.cursor.as_deref())?;
    let rows = store::list_versions(cx.conn, before, limit + 1)?;
    let page = crate::db::page::page(cx.app.keys(), "policies", rows, limit, |v| v.number, |v| v)?;
    let items = page.items.into_iter().map(|v| view(cx, v, None)).collect::<AppResult<_>>()?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// A version by number, or what holds today for `current`.
pub fn get_policy(cx: &mut Cx<'_>, which: &str) -> AppResult<PolicyView> {
    let found = match which {
        "current" => store::find_on(cx.conn, cx.today)?,
        "0" => None,
        number => Some(
            store::find_number(cx.conn, number.parse().map_err(|_| AppError::not_found())?).or_not_found()?,
        ),
    };
    match found {
        Some(v) => view(cx, v, None),
        None => Ok(PolicyView {
            number: 0,
            effective_from: None,
            state: PolicyState::Adopted,
            note: String::new(),
            proposed_by: None,
            created_at: None,
            adopted_at: None,
            request_id: None,
            body: Policy::default(),
        }),
    }
}

fn view(cx: &mut Cx<'_>, v: PolicyVersion, request_id: Option<RequestId>) -> AppResult<PolicyView> {
    let names = crate::identity::service::names_of(cx, v.proposed_by.into_iter())?;
    Ok(PolicyView {
        number: v.number,
        effective_from: Some(v.effective_from),
        state: v.state,
        note: v.note,
        proposed_by: v.proposed_by.and_then(|u| names.get(&u).cloned()),
        created_at: Some(v.created_at),
        adopted_at: v.adopted_at,
        request_id: request_id.map(|r| r.to_string()),
        body: v.body.read()?,
    })
}

/// Proposes a version; the committee adopts it (D13). Errors: `policy_invalid` with each fault at its field,
/// `policy_date_taken`.
pub fn propose_policy(cx: &mut Cx<'_>, key: &IdemKey, input: &ProposePolicy) -> AppResult<PolicyView> {
    cx.may(Action::ProposePolicy, &Thing::bank())?;
    let (id, request): (PolicyId, RequestId) = cx.once(key, Action::ProposePolicy, input, |cx| {
        let mut faults = input.body.faults();
        if input.effective_from <= cx.today {
            faults.extend(AppError::field("/effective_from", "in_past").fields().to_vec());
        }
        if !faults.is_empty() {
            return Err(AppError::new(Code::PolicyInvalid).clause("D13").with_fields(faults));
        }
        let version = PolicyVersion {
            id: PolicyId::new(),
            number: store::find_last_number(cx.conn)? + 1,
            effective_from: input.effective_from,
            body: Json::of(&input.body)?,
            note: input.note.clone(),
            state: PolicyState::Proposed,
            proposed_by: cx.actor.user_id(),
            created_at: cx.now,
            adopted_at: None,
        };
        store::insert_version(cx.conn, &version).on_duplicate(|| AppError::new(Code::Conflict))?;
        let request = propose(cx, Proposal {
            kind: Kind::Policy,
            subject_kind: "policy",
            subject_id: version.id.0,
            branch_id: None,
            base_version: version.number,
            payload: json!({ "number": version.number, "effective_from": version.effective_from, "body": input.body }),
            reason: input.note.clone(),
            gainers: Vec::new(),
            steps: vec![Step { role: Role::CommitteeMember, scope: None }],
        })?;
        cx.audit("propose_policy", "policy", Some(version.id), json!({ "number": version.number }))?;
        Ok((version.id, request))
    })?;
    let version = store::find_version(cx.conn, id)?;
    view(cx, version, Some(request))
}

/// The policy's part in its requests.
pub fn handler() -> Handler {
    Handler { validate, apply, dropped }
}

fn proposed(cx: &mut Cx<'_>, request: &Request) -> AppResult<PolicyVersion> {
    store::find_version(cx.conn, PolicyId(request.subject_id.0)).or_not_found()
}

fn validate(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let version = proposed(cx, request)?;
    if version.effective_from <= cx.today {
        return Err(AppError::new(Code::Stale).clause("D13"));
    }
    if store::is_taken(cx.conn, version.effective_from)? {
        return Err(AppError::new(Code::PolicyDateTaken).clause("D13"));
    }
    Ok(())
}

fn apply(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let version = proposed(cx, request)?;
    let now = cx.now;
    store::end_proposal(cx.conn, version.id, PolicyState::Adopted, Some(now))
        .on_duplicate(|| AppError::new(Code::PolicyDateTaken).clause("D13"))?;
    cx.audit("adopt_policy", "policy", Some(version.id), json!({ "number": version.number }))
}

fn dropped(cx: &mut Cx<'_>, request: &Request, _: RequestState) -> AppResult<()> {
    store::end_proposal(cx.conn, PolicyId(request.subject_id.0), PolicyState::Refused, None)?;
    Ok(())
}
