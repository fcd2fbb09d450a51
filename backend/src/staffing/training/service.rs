//! Training: orchestration.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::{rules, store};
use crate::app::Cx;
use crate::auth::{Action, Scope, Thing};
use crate::db::Ts;
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::http::{IdemKey, IfMatch, Page};
use crate::search_text::clean;
use crate::staffing::keepers::people_behind;
use crate::staffing::model::{Manager, ManagerId};
use crate::staffing::service::{check_standing, find_within, managers_by_id};

fn thing(event: &Training) -> Thing {
    Thing { branch: event.branch_id, managers: Vec::new() }
}

/// The event, where the actor may see it: head office's are everybody's, a branch's are the branch's.
fn find(cx: &mut Cx<'_>, id: TrainingId, action: Action) -> AppResult<(Training, Scope)> {
    let scope = cx.scope(action)?;
    let event = store::find_event(cx.conn, id).or_not_found()?;
    let seen = match (&scope, event.branch_id) {
        (Scope::All, _) | (_, None) => true,
        (Scope::Some { branches, .. }, Some(branch)) => branches.contains(&branch),
    };
    if seen { Ok((event, scope)) } else { Err(AppError::not_found()) }
}

/// The event, for its organiser.
fn find_own(cx: &mut Cx<'_>, id: TrainingId, action: Action) -> AppResult<Training> {
    cx.scope(action)?;
    let (event, _) = find(cx, id, Action::GetTraining)?;
    cx.may(action, &thing(&event))?;
    Ok(event)
}

fn views(cx: &mut Cx<'_>, events: Vec<Training>) -> AppResult<Vec<TrainingView>> {
    let ids: Vec<TrainingId> = events.iter().map(|e| e.id).collect();
    let mine: HashMap<TrainingId, Attendance> = match cx.actor.manager() {
        Ok(me) => store::list_parts(cx.conn, me, &ids)?.into_iter().map(|a| (a.event_id, a.state)).collect(),
        Err(_) => HashMap::new(),
    };
    let names = crate::org::service::unit_names(cx, events.iter().filter_map(|e| e.branch_id))?;
    let actor = cx.actor;
    Ok(events
        .into_iter()
        .map(|e| TrainingView {
            organises: actor.can(Action::UpdateTraining, &thing(&e)),
            mine: mine.get(&e.id).copied(),
            id: e.id.to_string(),
            branch_id: e.branch_id.map(|b| b.to_string()),
            branch_name: e.branch_id.and_then(|b| names.get(&b).cloned()),
            title: e.title,
            content: e.content,
            place: e.place,
            starts_at: e.starts_at,
            ends_at: e.ends_at,
            seats: e.seats,
            taken: e.taken,
            state: e.state,
            reason: e.reason,
            version: e.version,
        })
        .collect())
}

/// Events to come, next first, or those that are over, newest first.
pub fn list_trainings(cx: &mut Cx<'_>, q: &ListTrainings) -> AppResult<Page<TrainingView>> {
    let scope = cx.scope(Action::ListTrainings)?;
    let over = q.over.unwrap_or(false);
    let list = if over { "trainings/over" } else { "trainings" };
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), list, q.cursor.as_deref())?;
    let rows = store::list_events(cx.conn, &scope, (over, cx.now), after, limit + 1)?;
    let page = crate::db::page::page(cx.app.keys(), list, rows, limit, |e| (e.starts_at, e.id), |e| e)?;
    Ok(Page { items: views(cx, page.items)?, next_cursor: page.next_cursor })
}

/// One event.
pub fn get_training(cx: &mut Cx<'_>, id: TrainingId) -> AppResult<TrainingView> {
    let (event, _) = find(cx, id, Action::GetTraining)?;
    views(cx, vec![event])?.pop().ok_or_else(AppError::not_found)
}

fn check_times(cx: &Cx<'_>, starts_at: Ts, ends_at: Ts) -> AppResult<()> {
    if starts_at <= cx.now {
        return Err(AppError::field("/starts_at", "in_past"));
    }
    if ends_at <= starts_at {
        return Err(AppError::field("/ends_at", "date_order"));
    }
    Ok(())
}

/// Plans an event of head office or of a branch (D8.2).
pub fn create_training(cx: &mut Cx<'_>, key: &IdemKey, input: &CreateTraining) -> AppResult<TrainingView> {
    cx.may(Action::CreateTraining, &Thing { branch: input.branch_id, managers: Vec::new() })?;
    let id: TrainingId = cx.once(key, Action::CreateTraining, input, |cx| {
        check_times(cx, input.starts_at, input.ends_at)?;
        if let Some(branch) = input.branch_id {
            let unit = crate::org::service::find_unit(cx, branch)?;
            if unit.is_none_or(|u| u.kind != crate::org::model::OrgKind::Branch) {
                return Err(AppError::field("/branch_id", "not_found"));
            }
        }
        let event = Training {
            id: TrainingId::new(),
            branch_id: input.branch_id,
            title: clean(&input.title),
            content: input.content.trim().to_owned(),
            place: clean(&input.place),
            starts_at: input.starts_at,
            ends_at: input.ends_at,
            seats: input.seats,
            taken: 0,
            state: TrainingState::Planned,
            reason: None,
            version: 1,
            created_by: cx.actor.user()?.user_id,
            created_at: cx.now,
        };
        for (pointer, text) in
            [("/title", &event.title), ("/content", &event.content), ("/place", &event.place)]
        {
            if text.is_empty() {
                return Err(AppError::field(pointer, "required"));
            }
        }
        store::insert_event(cx.conn, &event)?;
        cx.audit("create_training", "training", Some(event.id), json!({ "branch_id": event.branch_id }))?;
        Ok(event.id)
    })?;
    get_training(cx, id)
}

fn save(cx: &mut Cx<'_>, event: &Training) -> AppResult<()> {
    if store::update_event(cx.conn, event)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    Ok(())
}

fn tell(cx: &mut Cx<'_>, event: &Training, code: &str) -> AppResult<()> {
    let ids = store::list_enrolled(cx.conn, event.id)?;
    let managers: Vec<_> = managers_by_id(cx, &ids)?.into_values().collect();
    let people = people_behind(cx, &managers, cx.today)?;
    let link = format!("/training/{}", event.id);
    crate::notices::service::notify_employees(
        cx,
        &people,
        code,
        &json!({ "title": event.title }),
        Some(&link),
    )
}

/// Changes an event before it starts; whoever is enrolled is told.
pub fn update_training(
    cx: &mut Cx<'_>,
    id: TrainingId,
    version: IfMatch,
    input: &UpdateTraining,
) -> AppResult<TrainingView> {
    let mut event = find_own(cx, id, Action::UpdateTraining)?;
    version.check(event.version)?;
    rules::before_start(&event, cx.now)?;
    for (field, given) in [
        (&mut event.title, &input.title),
        (&mut event.content, &input.content),
        (&mut event.place, &input.place),
    ] {
        if let Some(text) = given {
            *field = text.trim().to_owned();
        }
    }
    event.starts_at = input.starts_at.unwrap_or(event.starts_at);
    event.ends_at = input.ends_at.unwrap_or(event.ends_at);
    check_times(cx, event.starts_at, event.ends_at)?;
    if input.seats.is_some_and(|s| s < event.taken) {
        return Err(AppError::field("/seats", "invalid"));
    }
    event.seats = input.seats.or(event.seats);
    save(cx, &event)?;
    tell(cx, &event, "training_changed")?;
    cx.audit("update_training", "training", Some(id), json!({ "version": event.version + 1 }))?;
    get_training(cx, id)
}

/// Calls an event off; whoever is enrolled is told.
pub fn cancel_training(
    cx: &mut Cx<'_>,
    id: TrainingId,
    version: IfMatch,
    input: &TrainingReason,
) -> AppResult<TrainingView> {
    let mut event = find_own(cx, id, Action::CancelTraining)?;
    version.check(event.version)?;
    if event.state != TrainingState::Planned {
        return Err(AppError::new(Code::TrainingState).clause("D8.2"));
    }
    event.state = TrainingState::Cancelled;
    event.reason = Some(clean(&input.reason));
    save(cx, &event)?;
    tell(cx, &event, "training_cancelled")?;
    cx.audit("cancel_training", "training", Some(id), json!({}))?;
    get_training(cx, id)
}

/// Ends an event: whoever was enrolled and did not come is absent.
pub fn close_training(cx: &mut Cx<'_>, id: TrainingId, version: IfMatch) -> AppResult<TrainingView> {
    let mut event = find_own(cx, id, Action::CloseTraining)?;
    version.check(event.version)?;
    if event.state != TrainingState::Planned || cx.now < event.ends_at {
        return Err(AppError::new(Code::TrainingState).clause("D8.2"));
    }
    event.state = TrainingState::Held;
    save(cx, &event)?;
    let absent = store::mark_absent(cx.conn, id, cx.now, cx.actor.user_id())?;
    cx.audit("close_training", "training", Some(id), json!({ "absent": absent }))?;
    get_training(cx, id)
}

/// Writes how a manager stands to an event, and takes or frees the seat that goes with it.
fn put(
    cx: &mut Cx<'_>,
    event: &Training,
    manager: ManagerId,
    state: Attendance,
    reason: Option<String>,
) -> AppResult<()> {
    let before = store::find_attendance(cx.conn, event.id, manager)?;
    let had = before.as_ref().is_some_and(|b| rules::seated(b.state));
    match (had, rules::seated(state)) {
        (false, true) if store::take_seat(cx.conn, event.id)? == 0 => {
            return Err(AppError::new(Code::TrainingFull).clause("D8.2"));
        }
        (true, false) => store::free_seat(cx.conn, event.id)?,
        _ => {}
    }
    let row = AttendanceRow {
        event_id: event.id,
        manager_id: manager,
        state,
        reason,
        failures: before.as_ref().map_or(0, |b| b.failures),
        enrolled_at: before.as_ref().map_or(cx.now, |b| b.enrolled_at),
        stated_at: (state != Attendance::Enrolled).then_some(cx.now),
        stated_by: cx.actor.user_id(),
    };
    store::put_attendance(cx.conn, &row)?;
    Ok(())
}

/// The caller's manager and the event that it may take part in.
fn find_to_join(cx: &mut Cx<'_>, id: TrainingId, action: Action) -> AppResult<(Training, ManagerId)> {
    let (event, _) = find(cx, id, Action::GetTraining)?;
    let me = cx.actor.manager()?;
    cx.may(action, &thing(&event).of(me))?;
    check_standing(cx, me, cx.today)?;
    Ok((event, me))
}

/// Enrols the caller. Errors: `training_state` once it has started, `training_full`.
pub fn enrol_in_training(cx: &mut Cx<'_>, id: TrainingId) -> AppResult<TrainingView> {
    let (event, me) = find_to_join(cx, id, Action::EnrolInTraining)?;
    rules::before_start(&event, cx.now)?;
    put(cx, &event, me, Attendance::Enrolled, None)?;
    cx.audit("enrol_in_training", "training", Some(id), json!({ "manager_id": me }))?;
    get_training(cx, id)
}

/// Takes the caller's enrolment back.
pub fn leave_training(cx: &mut Cx<'_>, id: TrainingId) -> AppResult<TrainingView> {
    let (event, me) = find_to_join(cx, id, Action::LeaveTraining)?;
    rules::before_start(&event, cx.now)?;
    let part = store::find_attendance(cx.conn, id, me)?.ok_or_else(AppError::not_found)?;
    if rules::seated(part.state) {
        store::free_seat(cx.conn, id)?;
    }
    store::delete_attendance(cx.conn, id, me)?;
    cx.audit("leave_training", "training", Some(id), json!({ "manager_id": me }))?;
    get_training(cx, id)
}

/// The event and a manager whom the caller may enrol in it, before it starts.
fn find_to_enrol(
    cx: &mut Cx<'_>,
    id: TrainingId,
    manager: ManagerId,
    action: Action,
) -> AppResult<(Training, Manager, String)> {
    let scope = cx.scope(action)?;
    let (event, _) = find(cx, id, Action::GetTraining)?;
    let (found, branch) = find_within(cx, manager, &scope)?;
    if found.employee_id.is_none() || event.branch_id.is_some_and(|b| b != found.branch_id) {
        return Err(AppError::not_found());
    }
    cx.may(action, &Thing::branch(found.branch_id).of(manager))?;
    rules::before_start(&event, cx.now)?;
    Ok((event, found, branch))
}

/// Enrols a manager of the caller's, who is told; repeated, it changes nothing. Whoever said that they will not come keeps
/// that.
///
/// Errors: 404 for a manager or an event that is hidden; `training_state` once it has started, or for who is excused;
/// `training_full`; `manager_no_standing`.
pub fn enrol_manager(cx: &mut Cx<'_>, id: TrainingId, manager: ManagerId) -> AppResult<AttendanceView> {
    let (event, found, branch) = find_to_enrol(cx, id, manager, Action::EnrolManager)?;
    check_standing(cx, manager, cx.today)?;
    match store::find_attendance(cx.conn, id, manager)?.map(|a| a.state) {
        None => {
            put(cx, &event, manager, Attendance::Enrolled, None)?;
            let people: Vec<_> = found.employee_id.into_iter().collect();
            let link = format!("/training/{id}");
            let said = json!({ "title": event.title });
            crate::notices::service::notify_employees(cx, &people, "training_enrolled", &said, Some(&link))?;
            cx.audit("enrol_manager", "training", Some(id), json!({ "manager_id": manager }))?;
        }
        Some(Attendance::Enrolled) => {}
        Some(_) => return Err(AppError::new(Code::TrainingState).clause("D8.2")),
    }
    let row = store::find_attendance(cx.conn, id, manager)?.or_not_found()?;
    Ok(attendance(row, found, branch))
}

/// Takes a manager's enrolment back before the event starts. Errors: as for enrolling; 404 for who is not enrolled.
pub fn remove_enrolment(cx: &mut Cx<'_>, id: TrainingId, manager: ManagerId) -> AppResult<()> {
    find_to_enrol(cx, id, manager, Action::RemoveEnrolment)?;
    let part = store::find_attendance(cx.conn, id, manager)?.or_not_found()?;
    if part.state != Attendance::Enrolled {
        return Err(AppError::new(Code::TrainingState).clause("D8.2"));
    }
    store::free_seat(cx.conn, id)?;
    store::delete_attendance(cx.conn, id, manager)?;
    cx.audit("remove_enrolment", "training", Some(id), json!({ "manager_id": manager }))
}

/// Says before the start why the caller will not come.
pub fn excuse_from_training(
    cx: &mut Cx<'_>,
    id: TrainingId,
    input: &TrainingReason,
) -> AppResult<TrainingView> {
    let (event, me) = find_to_join(cx, id, Action::ExcuseFromTraining)?;
    rules::before_start(&event, cx.now)?;
    put(cx, &event, me, Attendance::Excused, Some(clean(&input.reason)))?;
    cx.audit("excuse_from_training", "training", Some(id), json!({ "manager_id": me }))?;
    get_training(cx, id)
}

fn code_at(cx: &Cx<'_>, id: TrainingId, step: i64) -> String {
    let mut bytes = id.0.as_bytes().to_vec();
    bytes.extend_from_slice(&step.to_be_bytes());
    rules::digits(&cx.app.keys().audit_hmac("training/code", &bytes).value)
}

/// The code that the room shows now, for the organiser.
pub fn get_training_code(cx: &mut Cx<'_>, id: TrainingId) -> AppResult<TrainingCode> {
    let event = find_own(cx, id, Action::GetTrainingCode)?;
    rules::check_in_open(&event, cx.now)?;
    let step = rules::step_of(cx.now);
    let next = chrono::DateTime::from_timestamp((step + 1) * rules::CODE_SECONDS, 0)
        .ok_or_else(|| AppError::internal("no such moment"))?;
    Ok(TrainingCode { code: code_at(cx, id, step), until: Ts::new(next) })
}

/// What came of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckedIn {
    /// The caller is in the room.
    Yes,
    /// The code is not the room's; that it was tried is kept.
    Wrong,
}

/// Shows by the room's code that the caller came; the last minute's code counts too. Whoever was not enrolled takes a
/// seat where one is left. A wrong code is counted, so the answer comes after the transaction is kept.
///
/// Errors: `training_state`, `training_full`, `too_many_requests` after five wrong codes.
pub fn check_in_to_training(cx: &mut Cx<'_>, id: TrainingId, input: &CheckIn) -> AppResult<CheckedIn> {
    let (event, me) = find_to_join(cx, id, Action::CheckInToTraining)?;
    rules::check_in_open(&event, cx.now)?;
    let part = store::find_attendance(cx.conn, id, me)?;
    if part.as_ref().is_some_and(|p| p.state == Attendance::Attended) {
        return Ok(CheckedIn::Yes);
    }
    let failures = part.as_ref().map_or(0, |p| p.failures);
    if failures >= rules::WRONG_CODES {
        return Err(AppError::new(Code::TooManyRequests));
    }
    let step = rules::step_of(cx.now);
    let right = [step, step - 1].iter().any(|s| code_at(cx, id, *s) == input.code);
    if !right {
        let before = match part {
            Some(part) => part,
            None => {
                put(cx, &event, me, Attendance::Enrolled, None)?;
                store::find_attendance(cx.conn, id, me)?.ok_or_else(AppError::not_found)?
            }
        };
        store::put_attendance(cx.conn, &AttendanceRow { failures: failures + 1, ..before })?;
        return Ok(CheckedIn::Wrong);
    }
    put(cx, &event, me, Attendance::Attended, None)?;
    cx.audit("check_in_to_training", "training", Some(id), json!({ "manager_id": me }))?;
    Ok(CheckedIn::Yes)
}

/// Says who came and who did not, by the organiser, from the start on.
pub fn record_attendance(
    cx: &mut Cx<'_>,
    id: TrainingId,
    manager: ManagerId,
    input: &RecordAttendance,
) -> AppResult<AttendanceView> {
    let event = find_own(cx, id, Action::RecordAttendance)?;
    rules::may_record(&event, cx.now)?;
    if cx.actor.manager().is_ok_and(|me| me == manager) {
        return Err(AppError::new(Code::SelfApproval).clause("D8.2"));
    }
    let reason = input.reason.as_deref().map(clean).filter(|r| !r.is_empty());
    match input.state {
        Attendance::Enrolled => return Err(AppError::field("/state", "invalid")),
        Attendance::Excused if reason.is_none() => return Err(AppError::field("/reason", "required")),
        _ => {}
    }
    let found = managers_by_id(cx, &[manager])?.remove(&manager).ok_or_else(AppError::not_found)?;
    if found.employee_id.is_none() || event.branch_id.is_some_and(|b| b != found.branch_id) {
        return Err(AppError::not_found());
    }
    put(cx, &event, manager, input.state, reason)?;
    cx.audit(
        "record_attendance",
        "training",
        Some(id),
        json!({ "manager_id": manager, "state": input.state }),
    )?;
    let branch = crate::org::service::find_unit(cx, found.branch_id)?.map_or_else(String::new, |u| u.name);
    let row = store::find_attendance(cx.conn, id, manager)?.ok_or_else(AppError::not_found)?;
    Ok(attendance(row, found, branch))
}

fn attendance(row: AttendanceRow, m: Manager, branch_name: String) -> AttendanceView {
    AttendanceView {
        manager_id: m.id.to_string(),
        manager_no: m.manager_no,
        name: m.name,
        branch_name,
        state: row.state,
        reason: row.reason,
        stated_at: row.stated_at,
    }
}

/// Who takes part, by name, within the caller's reach.
pub fn list_attendances(
    cx: &mut Cx<'_>,
    id: TrainingId,
    q: &ListAttendances,
) -> AppResult<Page<AttendanceView>> {
    let (event, scope) = find(cx, id, Action::ListAttendances)?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "attendances", q.cursor.as_deref())?;
    let rows = store::list_attendances(cx.conn, event.id, &scope, after, limit + 1)?;
    crate::db::page::page(
        cx.app.keys(),
        "attendances",
        rows,
        limit,
        |(_, m, _)| (m.sort_key.clone(), m.id),
        |(row, m, branch)| attendance(row, m, branch),
    )
}

/// The moments between which a year's events begin.
pub fn span_of(cx: &Cx<'_>, year: i32) -> AppResult<(Ts, Ts)> {
    let first = |y| NaiveDate::from_ymd_opt(y, 1, 1).ok_or_else(|| AppError::internal("no such year"));
    let clock = cx.app.clock();
    Ok((clock.start_of(first(year)?), clock.start_of(first(year + 1)?)))
}

/// Each manager's count of head office's events in a year against what is owed (D8.2).
pub fn list_training_counts(cx: &mut Cx<'_>, q: &ListTrainingCounts) -> AppResult<TrainingCounts> {
    let scope = cx.scope(Action::ListTrainingCounts)?;
    counts(cx, &scope, q)
}

pub(super) fn counts(cx: &mut Cx<'_>, scope: &Scope, q: &ListTrainingCounts) -> AppResult<TrainingCounts> {
    let year = q.year.unwrap_or_else(|| cx.today.year());
    let (policy_number, policy) = crate::policy::service::at(cx, cx.today)?;
    let per_year = policy.trainings_per_year;
    let span = span_of(cx, year)?;
    let attended: HashMap<ManagerId, i64> = store::count_attended(cx.conn, span)?.into_iter().collect();
    let items = store::list_standing(cx.conn, scope, q.branch_id, cx.today)?
        .into_iter()
        .map(|(m, branch_name)| TrainingCount {
            attended: attended.get(&m.id).copied().unwrap_or(0),
            owed: rules::owed(m.term_from, year, per_year).into(),
            manager_id: m.id.to_string(),
            manager_no: m.manager_no,
            name: m.name,
            grade: m.grade,
            branch_id: m.branch_id.to_string(),
            branch_name,
        })
        .filter(|c| !q.short.unwrap_or(false) || c.attended < c.owed)
        .collect();
    Ok(TrainingCounts { year, per_year, policy_number, events: store::count_events(cx.conn, span)?, items })
}
