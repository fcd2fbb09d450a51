//! Who may apply, applying, taking an application back.

use serde_json::json;

use super::documents::{self, MAX_BYTES};
use super::dto::*;
use super::model::*;
use super::rules::{self, Hindered, RecruitmentPhase, state_error};
use super::service::{detailed_event, event, find, get_recruitment, is_member};
use super::store;
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, FieldError, OnConflict, OrNotFound};
use crate::http::IdemKey;
use crate::org::model::{Employee, EmployeeId};
use crate::staffing::qualification::dto::LineView;

/// The employee behind the caller, or 403.
pub(super) fn me(cx: &mut Cx<'_>) -> AppResult<Employee> {
    let id = cx.actor.employee_id().ok_or_else(|| AppError::new(Code::Forbidden))?;
    crate::org::service::find_employee(cx, id)?.or_not_found()
}

/// What hinders somebody from a post, with the checklist and its policy's number; for applying, unknown lines hinder by
/// policy, for an appointment always.
pub(super) fn hindrances(
    cx: &mut Cx<'_>,
    r: &Recruitment,
    who: &Employee,
    unknown_admits: bool,
) -> AppResult<(Vec<Hindered>, Vec<LineView>, i64)> {
    let (number, lines) = crate::staffing::qualification::service::evaluate(cx, who, r.class, r.grade)?;
    let held = crate::staffing::service::manager_of(cx, who.id)?;
    let mut out: Vec<Hindered> =
        rules::hindered_as(held.as_ref(), who.hire_kind, r.class).into_iter().collect();
    if who.left_on.is_some_and(|d| d <= cx.today) {
        out.push(rules::LEFT);
    }
    let on_panel = store::list_panel(cx.conn, &[r.id])?.iter().any(|(m, _)| m.employee_id == who.id);
    if on_panel || store::is_user_of(cx.conn, r.created_by, who.id)? {
        out.push(rules::CONCERNED);
    }
    out.extend(rules::hindered_by_lines(&lines, unknown_admits));
    Ok((out, lines, number))
}

/// Hindrances as an answer: the clause is that of the first, each line at its place.
pub(super) fn refuse(code: Code, found: &[Hindered]) -> AppResult<()> {
    let Some(first) = found.first() else { return Ok(()) };
    let fields = found
        .iter()
        .map(|h| FieldError {
            pointer: h.line.map_or_else(|| "/post".to_owned(), |l| format!("/lines/{l}")),
            code: h.by.as_str(),
            params: serde_json::Map::new(),
            clause: Some(h.clause()),
        })
        .collect();
    Err(AppError::new(code).clause(first.clause()).with_fields(fields))
}

/// Whether the caller may apply, and why not; answered at once.
pub fn get_eligibility(cx: &mut Cx<'_>, id: RecruitmentId) -> AppResult<EligibilityView> {
    cx.may(Action::GetEligibility, &Thing::bank())?;
    let (r, _) = find(cx, id)?;
    let who = me(cx)?;
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let (found, lines, policy_number) = hindrances(cx, &r, &who, policy.recruitment.unknown_admits)?;
    let view = |h: &Hindered| HindranceView { hindrance: h.by, line: h.line, clause: h.clause().to_owned() };
    Ok(EligibilityView {
        eligible: found.is_empty(),
        hindrances: found.iter().map(view).collect(),
        lines,
        policy_number,
        documents: documents::views(store::list_documents(cx.conn, id, Some(who.id))?),
        documents_max: policy.recruitment.documents,
        document_bytes: MAX_BYTES as i64,
    })
}

fn own(cx: &mut Cx<'_>, id: RecruitmentId, who: EmployeeId) -> AppResult<Option<PostApplication>> {
    Ok(store::list_applications_of(cx.conn, who, &[id])?.pop())
}

/// Applies, while the round is open; whoever took an application back may apply again.
///
/// Errors: `recruitment_state`; `applicant_hindered` with each reason and its clause; `already_exists`.
pub fn apply_for_post(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    key: &IdemKey,
    input: &ApplyForPost,
) -> AppResult<RecruitmentView> {
    cx.may(Action::ApplyForPost, &Thing::bank())?;
    let (r, _) = find(cx, id)?;
    let who = me(cx)?;
    cx.once(key, Action::ApplyForPost, &(id, input), |cx| {
        if rules::phase(&r, cx.accept_time()?) != RecruitmentPhase::Open {
            return Err(state_error());
        }
        let statement = input.statement.trim().to_owned();
        if statement.is_empty() {
            return Err(AppError::field("/statement", "required"));
        }
        let (_, policy) = crate::policy::service::at(cx, cx.today)?;
        let (found, lines, number) = hindrances(cx, &r, &who, policy.recruitment.unknown_admits)?;
        refuse(Code::ApplicantHindered, &found)?;
        let exists = || AppError::new(Code::AlreadyExists).clause("D4");
        match own(cx, id, who.id)? {
            Some(a) if a.state == PostApplicationState::Withdrawn => {
                let again = PostApplication {
                    statement,
                    state: PostApplicationState::Submitted,
                    lines: Json::of(&lines)?,
                    policy_number: number,
                    submitted_at: cx.now,
                    ended_at: None,
                    reason: None,
                    ..a
                };
                if store::update_application(cx.conn, &again)? == 0 {
                    return Err(AppError::new(Code::VersionMoved));
                }
            }
            Some(_) => return Err(exists()),
            None => {
                let row = PostApplication {
                    id: PostApplicationId::new(),
                    recruitment_id: id,
                    employee_id: who.id,
                    statement,
                    state: PostApplicationState::Submitted,
                    lines: Json::of(&lines)?,
                    policy_number: number,
                    submitted_at: cx.now,
                    ended_at: None,
                    reason: None,
                    version: 1,
                };
                store::insert_application(cx.conn, &row).on_duplicate(exists)?;
            }
        }
        event(cx, id, "apply_for_post", None)
    })?;
    get_recruitment(cx, id)
}

/// Takes the caller's application back, with reason, until the ranking is made.
pub fn withdraw_post_application(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    input: &RecruitmentReason,
) -> AppResult<RecruitmentView> {
    cx.may(Action::WithdrawPostApplication, &Thing::bank())?;
    let (r, _) = find(cx, id)?;
    let who = me(cx)?;
    let a = own(cx, id, who.id)?.or_not_found()?;
    let open = [RecruitmentPhase::Open, RecruitmentPhase::Scoring, RecruitmentPhase::Scored];
    if a.state != PostApplicationState::Submitted || !open.contains(&rules::phase(&r, cx.now)) {
        return Err(state_error());
    }
    let reason = input.reason.trim().to_owned();
    let gone = PostApplication {
        state: PostApplicationState::Withdrawn,
        ended_at: Some(cx.now),
        reason: Some(reason),
        ..a
    };
    if store::update_application(cx.conn, &gone)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    event(cx, id, "withdraw_post_application", None)?;
    get_recruitment(cx, id)
}

/// An application that the caller may act on: one of a round whose applicants the caller sees.
pub(super) fn find_application(
    cx: &mut Cx<'_>,
    id: PostApplicationId,
) -> AppResult<(PostApplication, Recruitment)> {
    let a = store::find_application(cx.conn, id).or_not_found()?;
    let (r, _) = find(cx, a.recruitment_id)?;
    if super::service::sees_applicants(cx, &r)? { Ok((a, r)) } else { Err(AppError::not_found()) }
}

/// Says that a member of the panel does not score an applicant: a relative, a rival. What the member has scored of them
/// stays on record and counts no more.
///
/// Errors: `recruitment_state` once the ranking is made; `recusal_few` where too few would be left; `already_exists`.
pub fn recuse_panel_member(
    cx: &mut Cx<'_>,
    id: PostApplicationId,
    key: &IdemKey,
    input: &RecuseMember,
) -> AppResult<PostApplications> {
    cx.may(Action::RecusePanelMember, &Thing::bank())?;
    let (a, r) = find_application(cx, id)?;
    let caller = cx.actor.employee_id();
    let member = input.employee_id.or(caller).or_not_found()?;
    if Some(member) != caller && !cx.actor.can(Action::UpdateRecruitment, &super::service::thing(&r)) {
        return Err(AppError::new(Code::Forbidden));
    }
    if input.employee_id.is_none() && !is_member(cx, r.id)? {
        return Err(AppError::not_found());
    }
    cx.once(key, Action::RecusePanelMember, &(id, input), |cx| {
        if !matches!(r.state, RecruitmentState::Published) {
            return Err(state_error());
        }
        let panel = store::list_panel(cx.conn, &[r.id])?;
        if !panel.iter().any(|(m, _)| m.employee_id == member) {
            return Err(AppError::field("/employee_id", "not_found"));
        }
        let recused = store::list_recusals(cx.conn, r.id)?;
        let of_this = recused.iter().filter(|x| x.application_id == a.id).count();
        let (_, policy) = crate::policy::service::at(cx, cx.today)?;
        let needed = policy.recruitment.sheets;
        if panel.len() <= of_this + needed as usize {
            return Err(AppError::new(Code::RecusalFew).clause("D4").param("needed", needed));
        }
        let row = Recusal {
            application_id: a.id,
            employee_id: member,
            kind: input.kind,
            reason: input.reason.trim().to_owned(),
            declared_by: cx.actor.user()?.user_id,
            declared_at: cx.now,
        };
        store::insert_recusal(cx.conn, &row)
            .on_duplicate(|| AppError::new(Code::AlreadyExists).clause("D4"))?;
        let detail = json!({ "application_id": a.id, "employee_id": member, "kind": input.kind });
        detailed_event(cx, r.id, "recuse_panel_member", Some(&row.reason), detail)
    })?;
    super::scoring::list_post_applications(cx, r.id)
}
