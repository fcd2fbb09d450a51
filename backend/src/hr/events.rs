//! Employment events: received once, carried out at once or on their day.

use chrono::NaiveDate;
use serde_json::json;

use super::dto::*;
use super::machines;
use super::model::*;
use super::rules::{self, Brought, Standing};
use super::store::{self, Filter, Seen};
use crate::app::{App, Cx};
use crate::auth::actor::SystemActor;
use crate::auth::{Action, Actor, Thing};
use crate::error::{AppError, AppResult, Code, FieldError, OnConflict};
use crate::http::{IdemKey, Page};
use crate::jobs::Recurring;
use crate::keyring::KeyedDigest;
use crate::org::feed::{self, Newcomer};
use crate::org::model::{Employee, EmployeeId, HireKind, OrgUnit};

/// Carries out what waited for its day.
pub const APPLY_DUE: Recurring = Recurring { name: "hr_events", every_seconds: 60, run: apply_due };

fn standing(e: &Employee) -> Standing {
    Standing { hired_on: e.hired_on, left_on: e.left_on }
}

fn refused(code: &'static str) -> AppError {
    AppError::field("/kind", code).code_as(Code::HrEventRefused)
}

fn digest(cx: &Cx<'_>, input: &CreateHrEvent) -> AppResult<(Vec<u8>, KeyedDigest)> {
    let body = serde_json_canonicalizer::to_vec(input).map_err(AppError::internal)?;
    let mac = cx.app.keys().audit_hmac("hr/event", &body);
    Ok((body, mac))
}

/// Receives an event. The same `biz_id` with the same content is answered with the first result.
///
/// Errors: `biz_id_reused` for other content; fields at fault; `hr_event_refused` where it does not fit how the employee
/// stands.
pub fn create_hr_event(cx: &mut Cx<'_>, key: &IdemKey, input: &CreateHrEvent) -> AppResult<HrEventView> {
    cx.may(Action::CreateHrEvent, &Thing::bank())?;
    let client = cx.actor.machine()?.client_id;
    let id: HrEventId = cx.once(key, Action::CreateHrEvent, input, |cx| {
        let (body, mac) = digest(cx, input)?;
        if let Some(before) = store::find_by_biz_id(cx.conn, client, &input.biz_id)? {
            let again = cx.app.keys().audit_hmac_under(&before.content_key_id, "hr/event", &body);
            let same = again.map_err(AppError::internal)?.as_slice() == before.content_mac.as_slice();
            return if same { Ok(before.id) } else { Err(AppError::new(Code::BizIdReused)) };
        }
        receive(cx, input, mac)
    })?;
    shown(cx, id)
}

fn receive(cx: &mut Cx<'_>, input: &CreateHrEvent, mac: KeyedDigest) -> AppResult<HrEventId> {
    let brought = Brought {
        name: input.name.is_some(),
        unit: input.org_unit_code.is_some(),
        hire_kind: input.hire_kind.is_some(),
    };
    let faults: Vec<FieldError> = rules::faults(input.kind, brought)
        .into_iter()
        .flat_map(|(at, code)| AppError::field(at, code).fields().to_vec())
        .collect();
    if !faults.is_empty() {
        return Err(AppError::new(Code::InvalidBody).with_fields(faults));
    }
    let known = feed::by_no(cx, &input.employee_no)?;
    if let Some(code) = rules::misfit(input.kind, known.as_ref().map(standing), input.effective_on, cx.today)
    {
        return Err(match code {
            "not_found" => AppError::field("/employee_no", code),
            other => refused(other),
        });
    }
    let unit = match &input.org_unit_code {
        Some(code) => Some(feed::open_unit(cx, code, "/org_unit_code")?),
        None => None,
    };
    let employee_id = match &known {
        Some(e) => e.id,
        None => hire(cx, input, unit.as_ref())?,
    };
    let at_once = rules::at_once(input.kind, input.effective_on, cx.today);
    let event = HrEvent {
        id: HrEventId::new(),
        api_client_id: cx.actor.machine()?.client_id,
        biz_id: input.biz_id.clone(),
        content_mac: mac.value.to_vec(),
        content_key_id: mac.key_id,
        kind: input.kind,
        employee_id,
        org_unit_id: unit.as_ref().map(|u| u.id),
        hire_kind: input.hire_kind,
        effective_on: input.effective_on,
        reason: input.reason.clone(),
        state: if at_once { HrEventState::Applied } else { HrEventState::Waiting },
        failure: None,
        received_at: cx.now,
        settled_at: at_once.then_some(cx.now),
    };
    store::insert(cx.conn, &event).on_duplicate(|| AppError::new(Code::BizIdReused))?;
    if at_once {
        carry_out(cx, &event, unit.as_ref())?;
    }
    let detail = json!({ "event_id": event.id, "kind": event.kind, "effective_on": event.effective_on, "state": event.state });
    cx.audit("create_hr_event", "employee", Some(employee_id), detail)?;
    Ok(event.id)
}

fn hire(cx: &mut Cx<'_>, input: &CreateHrEvent, unit: Option<&OrgUnit>) -> AppResult<EmployeeId> {
    let id = EmployeeId::new();
    let new = Newcomer {
        employee_no: &input.employee_no,
        name: input.name.as_deref().unwrap_or_default(),
        unit: unit.ok_or_else(|| AppError::field("/org_unit_code", "required"))?,
        hire_kind: input.hire_kind.unwrap_or(HireKind::Employee),
        hired_on: input.effective_on,
    };
    feed::hire(cx, id, &new)?;
    Ok(id)
}

fn carry_out(cx: &mut Cx<'_>, event: &HrEvent, unit: Option<&OrgUnit>) -> AppResult<()> {
    let id = event.employee_id;
    match (event.kind, unit) {
        (HrEventKind::Hire, _) => Ok(()),
        (HrEventKind::Leave, _) => {
            feed::leave(cx, id, event.effective_on)?;
            let why = event.reason.as_deref();
            crate::staffing::leaving::service::start_by_event(cx, id, event.effective_on, why, event.id)
        }
        (HrEventKind::Transfer, Some(unit)) => feed::transfer(cx, id, unit),
        (HrEventKind::Transfer, None) => Err(AppError::internal("a transfer without a unit")),
        (HrEventKind::Rehire, unit) => feed::rehire(cx, id, unit, event.hire_kind, event.effective_on),
    }
}

/// Carries out events whose day has come; one that does not fit any more is kept as failed, and HR is told.
pub fn apply_due(app: &App) -> AppResult<()> {
    let actor = Actor::System(SystemActor { job: APPLY_DUE.name });
    let today = app.clock().date_of(app.clock().now());
    while let Some(event) =
        app.read_as(&actor, |cx| Ok(store::list_due(cx.conn, today, 1)?))?.into_iter().next()
    {
        app.write_as(&actor, |cx| settle(cx, &event, today))?;
    }
    Ok(())
}

fn settle(cx: &mut Cx<'_>, event: &HrEvent, today: NaiveDate) -> AppResult<()> {
    let employee = crate::org::service::find_employee(cx, event.employee_id)?;
    let unit = match event.org_unit_id {
        Some(id) => crate::org::service::find_unit(cx, id)?,
        None => None,
    };
    let closed = unit.as_ref().is_some_and(|u| u.closed_on.is_some_and(|d| d <= today));
    let misfit = if closed { Some("unit_closed") } else { None }
        .or_else(|| rules::misfit(event.kind, employee.as_ref().map(standing), event.effective_on, today));
    let state = if misfit.is_some() { HrEventState::Failed } else { HrEventState::Applied };
    if store::settle(cx.conn, event.id, state, misfit, cx.now)? == 0 {
        return Ok(());
    }
    match misfit {
        None => carry_out(cx, event, unit.as_ref())?,
        Some(_) => {
            let hr = crate::org::service::employees_in(cx, crate::auth::Role::HqHr)?;
            let said = json!({ "biz_id": event.biz_id });
            crate::notices::service::notify_employees(cx, &hr, "hr_event_failed", &said, Some("/hr-events"))?;
        }
    }
    let detail = json!({ "event_id": event.id, "kind": event.kind, "state": state, "failure": misfit });
    cx.audit("settle_hr_event", "employee", Some(event.employee_id), detail)
}

fn shown(cx: &mut Cx<'_>, id: HrEventId) -> AppResult<HrEventView> {
    let filter = Filter { id: Some(id), ..Filter::default() };
    let rows = store::list(cx.conn, &filter, None, 1)?;
    views(cx, rows)?.pop().ok_or_else(AppError::not_found)
}

/// What a reader sees: a machine what it sent itself, people everything.
fn filter(cx: &Cx<'_>) -> Filter {
    Filter { client: cx.actor.machine().ok().map(|m| m.client_id), ..Filter::default() }
}

/// One event.
pub fn get_hr_event(cx: &mut Cx<'_>, id: HrEventId) -> AppResult<HrEventView> {
    cx.may(Action::GetHrEvent, &Thing::bank())?;
    let filter = Filter { id: Some(id), ..filter(cx) };
    let rows = store::list(cx.conn, &filter, None, 1)?;
    views(cx, rows)?.pop().ok_or_else(AppError::not_found)
}

/// Events, the latest first.
pub fn list_hr_events(cx: &mut Cx<'_>, q: &ListHrEvents) -> AppResult<Page<HrEventView>> {
    cx.may(Action::ListHrEvents, &Thing::bank())?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "hr_events", q.cursor.as_deref())?;
    let filter = Filter { state: q.state, ..filter(cx) };
    let rows = store::list(cx.conn, &filter, before, limit + 1)?;
    let page =
        crate::db::page::page(cx.app.keys(), "hr_events", rows, limit, |r| (r.0.received_at, r.0.id), |r| r)?;
    Ok(Page { items: views(cx, page.items)?, next_cursor: page.next_cursor })
}

fn views(cx: &mut Cx<'_>, rows: Vec<Seen>) -> AppResult<Vec<HrEventView>> {
    let clients: Vec<_> = rows.iter().map(|r| r.0.api_client_id).collect();
    let names = machines::service::names_of(cx, &clients)?;
    Ok(rows
        .into_iter()
        .map(|(e, employee_no, employee_name, org_unit_name)| HrEventView {
            id: e.id.to_string(),
            client_name: names.get(&e.api_client_id).cloned().unwrap_or_default(),
            biz_id: e.biz_id,
            kind: e.kind,
            employee_id: e.employee_id.to_string(),
            employee_no,
            employee_name,
            org_unit_name,
            hire_kind: e.hire_kind,
            effective_on: e.effective_on,
            reason: e.reason,
            state: e.state,
            failure: e.failure,
            received_at: e.received_at,
            settled_at: e.settled_at,
        })
        .collect())
}
