//! What waits on somebody who leaves: what they proposed, and what they alone could decide.

use std::collections::HashMap;

use serde_json::json;

use super::model::*;
use super::{rules, service, store};
use crate::app::Cx;
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::org::model::EmployeeId;

/// Pending requests that an employee proposed, the oldest first.
pub fn proposed_by(cx: &mut Cx<'_>, employee: EmployeeId) -> AppResult<Vec<Request>> {
    Ok(store::list_pending_of(cx.conn, employee)?)
}

/// Pending requests whose waiting step answers to a role of the employee that nobody else holds there on a day.
pub fn only_by(cx: &mut Cx<'_>, employee: EmployeeId, day: chrono::NaiveDate) -> AppResult<Vec<Request>> {
    let held = crate::org::service::roles_held(cx, employee)?;
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let mut others: HashMap<rules::HeldRole, bool> = HashMap::new();
    for at in &held {
        let found = crate::org::service::others_hold(cx, *at, employee, day)?;
        others.insert(*at, found);
    }
    let roles: Vec<crate::auth::Role> = held.iter().map(|r| r.0).collect();
    let requests = store::list_requests_waiting_for(cx.conn, &roles)?;
    let ids: Vec<RequestId> = requests.iter().map(|r| r.id).collect();
    let mut steps: HashMap<RequestId, Vec<StepRow>> = HashMap::new();
    for step in store::list_steps(cx.conn, &ids)? {
        steps.entry(step.request_id).or_default().push(step);
    }
    let alone = |request: &Request| {
        let Some(step) = steps.get(&request.id).and_then(|s| rules::current(s)) else { return false };
        let answering: Vec<_> =
            held.iter().filter(|at| rules::answers_to(std::slice::from_ref(at), step)).collect();
        !answering.is_empty() && answering.iter().all(|at| !others.get(*at).copied().unwrap_or_default())
    };
    Ok(requests.into_iter().filter(alone).collect())
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
