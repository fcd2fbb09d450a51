//! Rounds: prepared, published, called off; who sees what of them.

use std::collections::HashMap;

use chrono::Days;
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::rules::{self, RecruitmentPhase, state_error};
use super::store::{self, RecruitmentFilter};
use super::{ranking, scoring};
use crate::app::Cx;
use crate::approvals::Kind;
use crate::auth::{Action, Thing};
use crate::calendar::WorkingDays;
use crate::db::{Json, Ts};
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::http::{IdemKey, IfMatch, Page};
use crate::org::model::{EmployeeId, OrgKind};
use crate::search_text::clean;
use crate::staffing::model::ManagerClass;

/// A round as permissions see it.
pub(super) fn thing(r: &Recruitment) -> Thing {
    Thing::branch(r.branch_id)
}

/// The round, where the caller may see it: drafts are those of who prepares them.
pub(super) fn find(cx: &mut Cx<'_>, id: RecruitmentId) -> AppResult<(Recruitment, String)> {
    let (r, branch) = store::find_recruitment(cx.conn, id).or_not_found()?;
    if r.state == RecruitmentState::Draft && !cx.actor.can(Action::UpdateRecruitment, &thing(&r)) {
        return Err(AppError::not_found());
    }
    Ok((r, branch))
}

/// Whether the caller sees who applied: those who run it, those who oversee it, and the panel.
pub(super) fn sees_applicants(cx: &mut Cx<'_>, r: &Recruitment) -> AppResult<bool> {
    Ok(cx.actor.can(Action::ListRecruitmentEvents, &thing(r)) || is_member(cx, r.id)?)
}

/// Whether the caller sits on the panel.
pub(super) fn is_member(cx: &mut Cx<'_>, id: RecruitmentId) -> AppResult<bool> {
    let me = cx.actor.employee_id();
    Ok(store::list_panel(cx.conn, &[id])?.iter().any(|(m, _)| Some(m.employee_id) == me))
}

/// Leaves a line in the round's history, and one in the audit.
pub(super) fn event(cx: &mut Cx<'_>, id: RecruitmentId, kind: &str, reason: Option<&str>) -> AppResult<()> {
    detailed_event(cx, id, kind, reason, json!({}))
}

/// As [`event`], with what the audit keeps of it.
pub(super) fn detailed_event(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    kind: &str,
    reason: Option<&str>,
    detail: serde_json::Value,
) -> AppResult<()> {
    let row = PostEvent {
        id: PostEventId::new(),
        recruitment_id: id,
        kind: kind.to_owned(),
        reason: reason.map(str::to_owned),
        made_by: cx.actor.user_id(),
        made_at: cx.now,
    };
    store::insert_event(cx.conn, &row)?;
    cx.audit(kind, "recruitment", Some(id), detail)
}

/// Writes the round where its version still stands, which it returns moved on.
pub(super) fn save(cx: &mut Cx<'_>, r: &Recruitment) -> AppResult<Recruitment> {
    if store::update_recruitment(cx.conn, r)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    Ok(Recruitment { version: r.version + 1, ..r.clone() })
}

/// Tells people about a round.
pub(super) fn tell(cx: &mut Cx<'_>, r: &Recruitment, people: &[EmployeeId], code: &str) -> AppResult<()> {
    let link = format!("/recruitments/{}", r.id);
    let params = json!({ "title": r.title });
    crate::notices::service::notify_employees(cx, people, code, &params, Some(&link))
}

/// Those whose applications stand.
pub(super) fn applicants(cx: &mut Cx<'_>, id: RecruitmentId) -> AppResult<Vec<EmployeeId>> {
    Ok(store::list_applicants(cx.conn, id)?
        .into_iter()
        .filter(|(a, ..)| a.state == PostApplicationState::Submitted)
        .map(|(_, e, _)| e.id)
        .collect())
}

/// The end of the n-th working day from today, today not counted.
pub(super) fn notice_end(cx: &Cx<'_>, days: u32) -> AppResult<Ts> {
    let due = WorkingDays::shipped()
        .add_working_days(cx.today, days)
        .and_then(|due| due.date.checked_add_days(Days::new(1)))
        .ok_or_else(|| AppError::internal("beyond the calendar"))?;
    Ok(cx.app.clock().start_of(due))
}

/// The round that the caller may act on, based on its version and in one of these phases.
pub(super) fn find_to_act(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    action: Action,
    version: IfMatch,
    phases: &[RecruitmentPhase],
) -> AppResult<Recruitment> {
    cx.scope(action)?;
    let (r, _) = find(cx, id)?;
    cx.may(action, &thing(&r))?;
    version.check(r.version)?;
    if phases.contains(&rules::phase(&r, cx.now)) { Ok(r) } else { Err(state_error()) }
}

fn check(cx: &mut Cx<'_>, input: &SetRecruitment) -> AppResult<()> {
    let unit = crate::org::service::find_unit(cx, input.branch_id)?;
    if unit.is_none_or(|u| u.kind != OrgKind::Branch || u.closed_on.is_some()) {
        return Err(AppError::field("/branch_id", "not_found"));
    }
    match (input.class, input.b_kind) {
        (ManagerClass::Virtual, _) => return Err(AppError::field("/class", "invalid").clause("D2")),
        (ManagerClass::A, Some(_)) => return Err(AppError::field("/b_kind", "invalid").clause("D2")),
        (ManagerClass::B, None) => return Err(AppError::field("/b_kind", "required").clause("D2")),
        _ => {}
    }
    for (pointer, text) in [("/title", &input.title), ("/requirements", &input.requirements)] {
        if text.trim().is_empty() {
            return Err(AppError::field(pointer, "required"));
        }
    }
    if input.closes_at <= input.opens_at {
        return Err(AppError::field("/closes_at", "date_order"));
    }
    if input.scoring_ends_at <= input.closes_at {
        return Err(AppError::field("/scoring_ends_at", "date_order"));
    }
    for (i, m) in input.panel.iter().enumerate() {
        let pointer = format!("/panel/{i}/employee_id");
        let found = crate::org::service::check_employee(cx, m.employee_id, &pointer)?;
        if found.left_on.is_some_and(|d| d <= cx.today) {
            return Err(AppError::field(pointer, "not_found"));
        }
        if input.panel[..i].iter().any(|other| other.employee_id == m.employee_id) {
            return Err(AppError::field(pointer, "duplicate"));
        }
    }
    if input.panel.iter().filter(|m| m.chair).count() > 1 {
        return Err(AppError::field("/panel", "one_chair"));
    }
    Ok(())
}

fn fill(r: &mut Recruitment, input: &SetRecruitment) {
    r.title = clean(&input.title);
    r.class = input.class;
    r.b_kind = input.b_kind;
    r.grade = input.grade;
    r.vacancies = input.vacancies;
    r.requirements = input.requirements.trim().to_owned();
    r.opens_at = input.opens_at;
    r.closes_at = input.closes_at;
    r.scoring_ends_at = input.scoring_ends_at;
}

fn panel_of(id: RecruitmentId, input: &SetRecruitment) -> Vec<PanelMember> {
    input
        .panel
        .iter()
        .map(|m| PanelMember { recruitment_id: id, employee_id: m.employee_id, chair: m.chair })
        .collect()
}

/// Prepares a round. Errors: fields at fault.
pub fn create_recruitment(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    input: &SetRecruitment,
) -> AppResult<RecruitmentView> {
    cx.may(Action::CreateRecruitment, &Thing::branch(input.branch_id))?;
    let id: RecruitmentId = cx.once(key, Action::CreateRecruitment, input, |cx| {
        check(cx, input)?;
        let (policy_number, policy) = crate::policy::service::at(cx, cx.today)?;
        let mut r = Recruitment {
            id: RecruitmentId::new(),
            title: String::new(),
            branch_id: input.branch_id,
            class: input.class,
            b_kind: input.b_kind,
            grade: input.grade,
            vacancies: input.vacancies,
            requirements: String::new(),
            opens_at: input.opens_at,
            closes_at: input.closes_at,
            scoring_ends_at: input.scoring_ends_at,
            criteria: Json::of(&policy.recruitment.criteria)?,
            state: RecruitmentState::Draft,
            revision: 0,
            notice_ends_at: None,
            request_id: None,
            policy_number,
            reason: None,
            version: 1,
            created_by: cx.actor.user()?.user_id,
            created_at: cx.now,
        };
        fill(&mut r, input);
        store::insert_recruitment(cx.conn, &r)?;
        store::put_panel(cx.conn, r.id, &panel_of(r.id, input))?;
        event(cx, r.id, "create_recruitment", None)?;
        Ok(r.id)
    })?;
    get_recruitment(cx, id)
}

/// Changes a round that is being prepared; its branch stays.
pub fn update_recruitment(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    version: IfMatch,
    input: &SetRecruitment,
) -> AppResult<RecruitmentView> {
    let mut r = find_to_act(cx, id, Action::UpdateRecruitment, version, &[RecruitmentPhase::Draft])?;
    check(cx, input)?;
    if input.branch_id != r.branch_id {
        return Err(AppError::field("/branch_id", "invalid"));
    }
    fill(&mut r, input);
    save(cx, &r)?;
    store::put_panel(cx.conn, id, &panel_of(id, input))?;
    event(cx, id, "update_recruitment", None)?;
    get_recruitment(cx, id)
}

/// Announces a round: its criteria are those of the policy from now on. Errors: `panel_incomplete` with fewer members than
/// the policy asks for, or without a chair, whoever has left not counted; fields at fault.
pub fn publish_recruitment(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    version: IfMatch,
) -> AppResult<RecruitmentView> {
    let mut r = find_to_act(cx, id, Action::PublishRecruitment, version, &[RecruitmentPhase::Draft])?;
    if r.closes_at <= cx.now {
        return Err(AppError::field("/closes_at", "in_past"));
    }
    let (number, policy) = crate::policy::service::at(cx, cx.today)?;
    let mut panel = store::list_panel(cx.conn, &[id])?;
    // Who has left since the round was prepared scores nobody.
    let ids: Vec<EmployeeId> = panel.iter().map(|(m, _)| m.employee_id).collect();
    let people = crate::org::service::employees_by_id(cx, &ids)?;
    let today = cx.today;
    panel.retain(|(m, _)| {
        people.get(&m.employee_id).is_some_and(|e| e.left_on.is_none_or(|left| today < left))
    });
    let needed = policy.recruitment.panel_size;
    if panel.len() < needed as usize || !panel.iter().any(|(m, _)| m.chair) {
        return Err(AppError::new(Code::PanelIncomplete).clause("D4").param("needed", needed));
    }
    r.policy_number = number;
    r.criteria = Json::of(&policy.recruitment.criteria)?;
    r.state = RecruitmentState::Published;
    save(cx, &r)?;
    event(cx, id, "publish_recruitment", None)?;
    let members: Vec<EmployeeId> = panel.into_iter().map(|(m, _)| m.employee_id).collect();
    tell(cx, &r, &members, "recruitment_panel")?;
    get_recruitment(cx, id)
}

/// Takes a publication back, as long as nobody has applied: `recruitment_applied` after that, it is then called off.
pub fn withdraw_recruitment(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    version: IfMatch,
    input: &RecruitmentReason,
) -> AppResult<RecruitmentView> {
    let phases = [RecruitmentPhase::Announced, RecruitmentPhase::Open, RecruitmentPhase::Scoring];
    let mut r = find_to_act(cx, id, Action::WithdrawRecruitment, version, &phases)?;
    if !store::list_applicants(cx.conn, id)?.is_empty() {
        return Err(AppError::new(Code::RecruitmentApplied).clause("D4"));
    }
    r.state = RecruitmentState::Draft;
    save(cx, &r)?;
    event(cx, id, "withdraw_recruitment", Some(input.reason.trim()))?;
    get_recruitment(cx, id)
}

/// Calls a round off, with reason, at any time before an appointment; its applicants are told.
pub fn cancel_recruitment(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    version: IfMatch,
    input: &RecruitmentReason,
) -> AppResult<RecruitmentView> {
    cx.scope(Action::CancelRecruitment)?;
    let (mut r, _) = find(cx, id)?;
    cx.may(Action::CancelRecruitment, &thing(&r))?;
    version.check(r.version)?;
    if matches!(r.state, RecruitmentState::Appointed | RecruitmentState::Cancelled) {
        return Err(state_error());
    }
    crate::approvals::service::drop_pending_of(cx, Kind::Appointment, id.0)?;
    r.state = RecruitmentState::Cancelled;
    r.reason = Some(input.reason.trim().to_owned());
    save(cx, &r)?;
    event(cx, id, "cancel_recruitment", Some(input.reason.trim()))?;
    let people = applicants(cx, id)?;
    tell(cx, &r, &people, "recruitment_cancelled")?;
    get_recruitment(cx, id)
}

/// Rounds, newest first.
pub fn list_recruitments(cx: &mut Cx<'_>, q: &ListRecruitments) -> AppResult<Page<RecruitmentView>> {
    cx.may(Action::ListRecruitments, &Thing::bank())?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "recruitments", q.cursor.as_deref())?;
    let concerns = match (q.mine.unwrap_or(false), cx.actor.employee_id()) {
        (true, None) => return Ok(Page { items: Vec::new(), next_cursor: None }),
        (true, me) => me,
        _ => None,
    };
    let drafts = cx.actor.can_somewhere(Action::UpdateRecruitment);
    let filter = RecruitmentFilter {
        drafts: if drafts { Some(cx.scope(Action::UpdateRecruitment)?) } else { None },
        concerns,
        branch: q.branch_id,
        stage: q.stage.map(|stage| (stage, cx.now)),
        running: q.running.unwrap_or(false),
    };
    let rows = store::list_recruitments(cx.conn, &filter, before, limit + 1)?;
    let key = |(r, _): &(Recruitment, String)| (r.created_at, r.id);
    let page = crate::db::page::page(cx.app.keys(), "recruitments", rows, limit, key, |r| r)?;
    Ok(Page { items: views(cx, page.items)?, next_cursor: page.next_cursor })
}

/// One round.
pub fn get_recruitment(cx: &mut Cx<'_>, id: RecruitmentId) -> AppResult<RecruitmentView> {
    cx.may(Action::GetRecruitment, &Thing::bank())?;
    let found = find(cx, id)?;
    views(cx, vec![found])?.pop().ok_or_else(AppError::not_found)
}

fn views(cx: &mut Cx<'_>, rows: Vec<(Recruitment, String)>) -> AppResult<Vec<RecruitmentView>> {
    let ids: Vec<RecruitmentId> = rows.iter().map(|(r, _)| r.id).collect();
    let mut panels: HashMap<RecruitmentId, Vec<PanelMemberView>> = HashMap::new();
    let me = cx.actor.employee_id();
    let mut sits = Vec::new();
    for (m, name) in store::list_panel(cx.conn, &ids)? {
        if Some(m.employee_id) == me {
            sits.push(m.recruitment_id);
        }
        let member = PanelMemberView { employee_id: m.employee_id.to_string(), name, chair: m.chair };
        panels.entry(m.recruitment_id).or_default().push(member);
    }
    let mut mine = match me {
        Some(me) => store::list_applications_of(cx.conn, me, &ids)?,
        None => Vec::new(),
    };
    let mut out = Vec::with_capacity(rows.len());
    for (r, branch_name) in rows {
        let on_panel = sits.contains(&r.id);
        let sees = on_panel || cx.actor.can(Action::ListRecruitmentEvents, &thing(&r));
        let board = if sees { Some(scoring::board(cx, &r)?) } else { None };
        let own = match mine.iter().position(|a| a.recruitment_id == r.id) {
            Some(i) => Some(ranking::my_application(cx, &r, mine.swap_remove(i))?),
            None => None,
        };
        out.push(RecruitmentView {
            phase: rules::phase(&r, cx.now),
            panel: panels.remove(&r.id).unwrap_or_default(),
            applicants: board.as_ref().map(|b| b.standing() as i64),
            sheets_missing: board.as_ref().map(|b| b.missing() as i64),
            mine: own,
            organises: cx.actor.can(Action::UpdateRecruitment, &thing(&r)),
            on_panel,
            sees_applicants: sees,
            request_id: r.request_id.filter(|_| sees).map(|q| q.to_string()),
            criteria: r.criteria.read()?,
            id: r.id.to_string(),
            title: r.title,
            branch_id: r.branch_id.to_string(),
            branch_name,
            class: r.class,
            b_kind: r.b_kind,
            grade: r.grade,
            vacancies: r.vacancies,
            requirements: r.requirements,
            opens_at: r.opens_at,
            closes_at: r.closes_at,
            scoring_ends_at: r.scoring_ends_at,
            state: r.state,
            reason: r.reason,
            notice_ends_at: r.notice_ends_at,
            revision: r.revision,
            policy_number: r.policy_number,
            version: r.version,
        });
    }
    Ok(out)
}

/// What happened to a round, newest first.
pub fn list_recruitment_events(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    q: &ListPostEvents,
) -> AppResult<Page<PostEventView>> {
    cx.scope(Action::ListRecruitmentEvents)?;
    let (r, _) = find(cx, id)?;
    if !cx.actor.can(Action::ListRecruitmentEvents, &thing(&r)) {
        return Err(AppError::not_found());
    }
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "recruitment_events", q.cursor.as_deref())?;
    let rows = store::list_events(cx.conn, id, before, limit + 1)?;
    let names = crate::identity::service::names_of(cx, rows.iter().filter_map(|e| e.made_by))?;
    let key = |e: &PostEvent| (e.made_at, e.id);
    crate::db::page::page(cx.app.keys(), "recruitment_events", rows, limit, key, |e| PostEventView {
        id: e.id.to_string(),
        kind: e.kind,
        reason: e.reason,
        made_by: e.made_by.and_then(|u| names.get(&u).cloned()),
        made_at: e.made_at,
    })
}
