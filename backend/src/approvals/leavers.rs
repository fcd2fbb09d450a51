//! What waits on somebody who leaves: what they proposed, and what they alone could decide.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::model::*;
use super::{rules, service, store};
use crate::app::Cx;
use crate::auth::Role;
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::org::model::EmployeeId;

/// Pending requests that employees proposed, the oldest first.
pub fn proposed_by(
    cx: &mut Cx<'_>,
    employees: &[EmployeeId],
) -> AppResult<HashMap<EmployeeId, Vec<Request>>> {
    let mut out: HashMap<EmployeeId, Vec<Request>> = HashMap::new();
    for request in store::list_pending_of(cx.conn, employees)? {
        if let Some(employee) = request.proposer_employee {
            out.entry(employee).or_default().push(request);
        }
    }
    Ok(out)
}

/// Pending requests whose waiting step answers to a role of each of some employees that nobody else holds there on their
/// day.
pub fn only_by(
    cx: &mut Cx<'_>,
    at: &[(EmployeeId, NaiveDate)],
) -> AppResult<HashMap<EmployeeId, Vec<Request>>> {
    let people: Vec<EmployeeId> = at.iter().map(|(e, _)| *e).collect();
    let held = crate::org::service::roles_held(cx, &people)?;
    let mut roles: Vec<Role> = held.values().flatten().map(|r| r.0).collect();
    roles.sort_unstable();
    roles.dedup();
    if roles.is_empty() {
        return Ok(HashMap::new());
    }
    let holders = crate::org::service::holders_of(cx, &roles)?;
    let requests = store::list_requests_waiting_for(cx.conn, &roles)?;
    let ids: Vec<RequestId> = requests.iter().map(|r| r.id).collect();
    let mut steps: HashMap<RequestId, Vec<StepRow>> = HashMap::new();
    for step in store::list_steps(cx.conn, &ids)? {
        steps.entry(step.request_id).or_default().push(step);
    }
    let waiting: Vec<(&Request, &StepRow)> = requests
        .iter()
        .filter_map(|r| Some((r, steps.get(&r.id).and_then(|s| rules::current(s))?)))
        .collect();
    let mut out = HashMap::with_capacity(at.len());
    for (employee, day) in at {
        let Some(held) = held.get(employee) else { continue };
        let others = |role: &rules::HeldRole| {
            holders.iter().any(|h| h.employee_id != *employee && h.holds(*role, *day))
        };
        let alone = |step: &StepRow| {
            let mut answering =
                held.iter().filter(|role| rules::answers_to(std::slice::from_ref(role), step)).peekable();
            answering.peek().is_some() && answering.all(|role| !others(role))
        };
        let theirs = waiting.iter().filter(|(_, step)| alone(step)).map(|(r, _)| (*r).clone()).collect();
        out.insert(*employee, theirs);
    }
    Ok(out)
}

/// Withdraws a pending request for a proposer who leaves, as the room that leads the leaving permits.
///
/// Errors: 404 for one that is not there, `already_decided`.
pub fn withdraw_for(cx: &mut Cx<'_>, id: RequestId, reason: &str) -> AppResult<()> {
    let request = store::find_request(cx.conn, id).or_not_found()?;
    if request.state != RequestState::Pending {
        return Err(AppError::new(Code::AlreadyDecided).clause(request.kind.clause()));
    }
    service::end_withdrawn(cx, &request)?;
    let detail = json!({ "request_id": id, "reason": reason, "for_leaver": true });
    cx.audit("withdraw_approval", request.kind.subject(), Some(request.subject_id.0), detail)
}
