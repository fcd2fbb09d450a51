//! The appointment: proposed by who runs the round, decided by another, makes managers for the bank's term (D4).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::applications::{hindrances, refuse};
use super::dto::*;
use super::model::*;
use super::rules::{self, RecruitmentPhase};
use super::service::{event, find_to_act, get_recruitment, save, tell};
use super::store;
use crate::app::Cx;
use crate::approvals::Kind;
use crate::approvals::model::{Request, RequestState};
use crate::approvals::registry::Handler;
use crate::approvals::service::{Proposal, Step, propose};
use crate::auth::{Action, Role};
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::http::IfMatch;
use crate::org::model::Employee;
use crate::policy::rules::DecidingBody;
use crate::staffing::service::Appointment;

/// What is proposed; names are left out.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Payload {
    recruitment_id: RecruitmentId,
    revision: i32,
    /// Who won, by place.
    winners: Vec<PostApplicationId>,
    term_from: NaiveDate,
}

/// Proposes the appointment of those who won, once the notice period is over and every objection decided. Each must meet
/// every line of the checklist by now.
///
/// Errors: `notice_running`; `objections_open`; `nobody_won`; `appointee_hindered` with each reason; `already_pending`.
pub fn propose_appointment(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    version: IfMatch,
    input: &ProposeAppointment,
) -> AppResult<RecruitmentView> {
    let phases = [RecruitmentPhase::Notice, RecruitmentPhase::Noticed];
    let mut r = find_to_act(cx, id, Action::ProposeAppointment, version, &phases)?;
    if rules::phase(&r, cx.now) == RecruitmentPhase::Notice {
        return Err(AppError::new(Code::NoticeRunning).clause("D4"));
    }
    if store::count_open_objections(cx.conn, id)? > 0 {
        return Err(AppError::new(Code::ObjectionsOpen).clause("D4"));
    }
    if input.term_from < cx.today {
        return Err(AppError::field("/term_from", "in_past"));
    }
    let rows = store::list_ranking(cx.conn, id, r.revision)?;
    let winners = rules::winners(&rows, r.vacancies);
    if winners.is_empty() {
        return Err(AppError::new(Code::NobodyWon).clause("D4"));
    }
    r.state = RecruitmentState::Proposed;
    let saved = save(cx, &r)?;
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let step = match policy.recruitment.appointed_by {
        DecidingBody::Branch => Step { role: Role::President, scope: Some(r.branch_id) },
        DecidingBody::Committee => Step { role: Role::CommitteeMember, scope: None },
    };
    let gainers = people_of(cx, &winners)?.into_iter().map(|(_, e)| e.id).collect();
    let request = propose(
        cx,
        Proposal {
            kind: Kind::Appointment,
            subject_kind: "recruitment",
            subject_id: id.0,
            branch_id: Some(r.branch_id),
            base_version: saved.version,
            payload: Payload {
                recruitment_id: id,
                revision: r.revision,
                winners,
                term_from: input.term_from,
            },
            reason: input.reason.trim().to_owned(),
            gainers,
            steps: vec![step],
        },
    )?;
    store::set_request(cx.conn, id, Some(request))?;
    event(cx, id, "propose_appointment", Some(input.reason.trim()))?;
    get_recruitment(cx, id)
}

/// The part of appointments in their requests.
pub fn handler() -> Handler {
    Handler { validate, apply, dropped }
}

fn people_of(cx: &mut Cx<'_>, winners: &[PostApplicationId]) -> AppResult<Vec<(PostApplication, Employee)>> {
    let mut out = Vec::with_capacity(winners.len());
    for id in winners {
        let a = store::find_application(cx.conn, *id).or_not_found()?;
        let e = crate::org::service::find_employee(cx, a.employee_id)?.or_not_found()?;
        out.push((a, e));
    }
    Ok(out)
}

fn subject(cx: &mut Cx<'_>, request: &Request) -> AppResult<(Recruitment, Payload)> {
    let payload: Payload = request.payload.read()?;
    let (r, _) = store::find_recruitment(cx.conn, payload.recruitment_id).or_not_found()?;
    let stands = r.version == request.base_version
        && r.state == RecruitmentState::Proposed
        && r.revision == payload.revision;
    if stands { Ok((r, payload)) } else { Err(AppError::new(Code::Stale).clause("D4")) }
}

fn validate(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let (r, payload) = subject(cx, request)?;
    for (a, e) in people_of(cx, &payload.winners)? {
        if a.state != PostApplicationState::Submitted {
            return Err(AppError::new(Code::Stale).clause("D4"));
        }
        let (found, ..) = hindrances(cx, &r, &e, false)?;
        refuse(Code::AppointeeHindered, &found).map_err(|err| err.param("name", e.name.clone()))?;
    }
    Ok(())
}

fn apply(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let (mut r, payload) = subject(cx, request)?;
    let term_from = payload.term_from.max(cx.today);
    let term_to = term_end(cx, term_from)?;
    let mut people = Vec::new();
    for (a, e) in people_of(cx, &payload.winners)? {
        let m = crate::staffing::service::appoint(
            cx,
            &Appointment {
                employee: &e,
                class: r.class,
                b_kind: r.b_kind,
                grade: r.grade,
                branch_id: r.branch_id,
                term: (term_from, term_to),
                reason: &r.title,
            },
        )?;
        crate::org::service::take_role(cx, &e, Role::Rm, r.branch_id, term_from, request.id)?;
        store::insert_appointed(
            cx.conn,
            &Appointed {
                application_id: a.id,
                manager_id: m.id,
                request_id: request.id,
                term_from,
                term_to,
                appointed_at: cx.now,
            },
        )?;
        people.push(e.id);
    }
    r.state = RecruitmentState::Appointed;
    save(cx, &r)?;
    event(cx, r.id, "appoint_managers", None)?;
    tell(cx, &r, &people, "recruitment_appointed")
}

/// The end of the bank's term that a day lies in: a manager is appointed until then (D4). A bank that keeps no terms
/// appoints without an end.
fn term_end(cx: &mut Cx<'_>, day: NaiveDate) -> AppResult<Option<NaiveDate>> {
    match crate::staffing::terms::service::appointment_end(cx, day) {
        Err(e) if e.code() == Code::BankTermMissing => Ok(None),
        end => end.map(Some),
    }
}

fn dropped(cx: &mut Cx<'_>, request: &Request, state: RequestState) -> AppResult<()> {
    let payload: Payload = request.payload.read()?;
    let (mut r, _) = store::find_recruitment(cx.conn, payload.recruitment_id).or_not_found()?;
    if r.state != RecruitmentState::Proposed {
        return Ok(());
    }
    r.state = RecruitmentState::Notice;
    save(cx, &r)?;
    store::set_request(cx.conn, r.id, None)?;
    let kind = match state {
        RequestState::Refused => "appointment_refused",
        RequestState::Withdrawn => "appointment_withdrawn",
        _ => "appointment_stale",
    };
    event(cx, r.id, kind, None)
}
