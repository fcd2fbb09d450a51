//! Renewal of a manager's term: proposed after a passed assessment, decided by somebody else (D4).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::{rules, service, store};
use crate::app::Cx;
use crate::approvals::model::Request;
use crate::approvals::registry::{Handler, nothing_to_drop};
use crate::approvals::service::{Proposal, Step, propose};
use crate::approvals::{Kind, RequestId};
use crate::auth::{Action, Role, Thing};
use crate::error::{AppError, AppResult, Code};
use crate::http::IdemKey;
use crate::policy::rules::DecidingBody;
use crate::staffing::keepers::people_behind;
use crate::staffing::model::{Manager, ManagerId};

/// What is proposed. The days are computed anew when it is decided: a lapsed term begins again that day.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Payload {
    manager_id: ManagerId,
    manager_no: String,
    result_id: TermResultId,
    term_to: chrono::NaiveDate,
    bank_term_id: BankTermId,
    bank_term: String,
    valid_to: chrono::NaiveDate,
}

/// The bank's term and the days that a renewal today would give; none where the bank has no term there.
pub(super) fn next_of(cx: &mut Cx<'_>, m: &Manager) -> AppResult<Option<(BankTerm, rules::Term)>> {
    let Ok(ended) = rules::renewable(m) else { return Ok(None) };
    let terms = store::list_bank_terms(cx.conn)?;
    let spans: Vec<rules::Term> = terms.iter().map(|t| (t.valid_from, t.valid_to)).collect();
    let Some(span) = rules::next_term(ended, cx.today, &spans) else { return Ok(None) };
    Ok(terms.into_iter().find(|t| t.valid_to == span.1).map(|t| (t, span)))
}

/// Proposes that a manager's term be renewed to the end of the bank's; never one's own.
///
/// Errors: `renewal_not_due`, `renewal_unassessed`, `bank_term_missing`, `self_approval`, `already_pending`.
pub fn propose_renewal(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    id: ManagerId,
    input: &ProposeRenewal,
) -> AppResult<RenewalProposed> {
    let (m, _) = service::find(cx, id)?;
    cx.may(Action::ProposeRenewal, &Thing::branch(m.branch_id).of(id))?;
    let request: RequestId = cx.once(key, Action::ProposeRenewal, &(id, input), |cx| {
        if cx.actor.employee_id().is_some() && cx.actor.employee_id() == m.employee_id {
            return Err(AppError::new(Code::SelfApproval).clause("D4"));
        }
        let (result, term, (_, valid_to)) = check(cx, &m)?;
        let (_, policy) = crate::policy::service::at(cx, cx.today)?;
        let step = match policy.renewal_body {
            DecidingBody::Branch => Step { role: Role::President, scope: Some(m.branch_id) },
            DecidingBody::Committee => Step { role: Role::CommitteeMember, scope: None },
        };
        let payload = Payload {
            manager_id: id,
            manager_no: m.manager_no.clone(),
            result_id: result.id,
            term_to: result.term_to,
            bank_term_id: term.id,
            bank_term: term.name,
            valid_to,
        };
        propose(
            cx,
            Proposal {
                kind: Kind::Renewal,
                subject_kind: "manager",
                subject_id: id.0,
                branch_id: Some(m.branch_id),
                base_version: m.version,
                payload,
                reason: input.reason.trim().to_owned(),
                gainers: m.employee_id.into_iter().collect(),
                steps: vec![step],
            },
        )
    })?;
    Ok(RenewalProposed { request_id: request.to_string() })
}

/// What a renewal rests on: the passed result, the bank's term, the new days.
fn check(cx: &mut Cx<'_>, m: &Manager) -> AppResult<(TermResult, BankTerm, rules::Term)> {
    let ended = rules::renewable(m)?;
    let newest = store::list_newest_results(cx.conn, &[m.id])?.remove(&m.id);
    let result = rules::check_passed(ended, newest.as_ref())?.clone();
    let (term, span) = next_of(cx, m)?.ok_or_else(|| AppError::new(Code::BankTermMissing).clause("D4"))?;
    Ok((result, term, span))
}

/// The part of renewals in their requests.
pub fn handler() -> Handler {
    Handler { validate, apply, dropped: nothing_to_drop }
}

/// The manager, where what the request rests on still stands.
fn subject(cx: &mut Cx<'_>, request: &Request) -> AppResult<(Manager, TermResult, BankTerm, rules::Term)> {
    let stale = || AppError::new(Code::Stale).clause("D4");
    let payload: Payload = request.payload.read()?;
    let id = payload.manager_id;
    let m = crate::staffing::service::managers_by_id(cx, &[id])?.remove(&id).ok_or_else(stale)?;
    if m.version != request.base_version {
        return Err(stale());
    }
    let (result, term, span) = check(cx, &m)?;
    if result.id != payload.result_id || term.id != payload.bank_term_id || span.1 != payload.valid_to {
        return Err(stale());
    }
    Ok((m, result, term, span))
}

fn validate(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    match subject(cx, request) {
        Err(e) if e.code() == Code::RenewalUnassessed => Err(AppError::new(Code::Stale).clause("D4")),
        other => other.map(drop),
    }
}

fn apply(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let (mut m, result, term, (from, to)) = subject(cx, request)?;
    // The result's author does not decide what rests on it.
    if result.entered_by.is_some() && result.entered_by == cx.actor.user_id() {
        return Err(AppError::new(Code::SelfApproval).clause("D4"));
    }
    let renewal = Renewal {
        id: RenewalId::new(),
        manager_id: m.id,
        result_id: result.id,
        bank_term_id: term.id,
        request_id: request.id,
        ended_on: result.term_to,
        valid_from: from,
        valid_to: to,
        decided_by: cx.actor.user_id(),
        decided_at: cx.now,
    };
    store::insert_renewal(cx.conn, &renewal)?;
    if from > result.term_to {
        // It had lapsed: the days between stay without standing.
        m.term_from = from;
    }
    m.term_to = Some(to);
    crate::staffing::service::save(cx, &mut m, &request.reason, None)?;
    let people = people_behind(cx, std::slice::from_ref(&m), cx.today)?;
    let params = json!({ "until": rules::last_day(to) });
    crate::notices::service::notify_employees(cx, &people, "term_renewed", &params, Some("/term"))?;
    let detail = json!({ "request_id": request.id, "valid_from": from, "valid_to": to });
    cx.audit("renew_term", "manager", Some(m.id), detail)
}
