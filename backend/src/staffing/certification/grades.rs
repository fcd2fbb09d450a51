//! How a manager's grade changes: by a certificate, by a demotion, by an overturned certificate (E2.4, E3.3).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::certificates::certificate_view;
use super::decisions::step;
use super::dto::*;
use super::model::*;
use super::service::{items, not_own, policy, tell};
use super::{rules, store};
use crate::app::Cx;
use crate::approvals::model::Request;
use crate::approvals::registry::{Handler, nothing_to_drop};
use crate::approvals::service::{Proposal, Step, pending_on, propose};
use crate::approvals::{Kind, RequestId};
use crate::auth::{Action, Role, Scope, Thing};
use crate::error::{AppError, AppResult, Code};
use crate::http::IdemKey;
use crate::org::model::EmployeeId;
use crate::policy::certification::DemotionMode;
use crate::staffing::model::{Grade, Manager, ManagerClass, ManagerId, ManagerState};

/// What is proposed.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Demotion {
    manager_id: ManagerId,
    manager_no: String,
    from: Grade,
    to: Grade,
    evidence: String,
    source: CertificationSource,
}

/// What a change rests on.
struct Ground<'a> {
    kind: GradeChangeKind,
    source: CertificationSource,
    reason: &'a str,
    evidence: Option<&'a str>,
    certificate: Option<CertificateId>,
    request: Option<RequestId>,
    effective_on: chrono::NaiveDate,
}

/// Gives a manager another grade from a day on, with the change on record and in staffing's history.
fn change(cx: &mut Cx<'_>, m: &mut Manager, to: Option<Grade>, ground: &Ground<'_>) -> AppResult<()> {
    let from = m.grade;
    let row = GradeChange {
        id: GradeChangeId::new(),
        manager_id: m.id,
        from_grade: from,
        to_grade: to,
        kind: ground.kind,
        source: ground.source,
        effective_on: ground.effective_on,
        reason: ground.reason.to_owned(),
        evidence: ground.evidence.map(str::to_owned),
        certificate_id: ground.certificate,
        request_id: ground.request,
        decided_by: cx.actor.user_id(),
        decided_at: cx.now,
    };
    store::insert_change(cx.conn, &row)?;
    if to != from {
        m.grade = to;
        crate::staffing::service::save(cx, m, ground.reason, Some(ground.effective_on))?;
    }
    let detail = json!({ "from": from, "to": to, "kind": row.kind, "effective_on": row.effective_on });
    cx.audit("change_grade", "manager", Some(m.id), detail)
}

fn manager(cx: &mut Cx<'_>, id: Option<ManagerId>) -> AppResult<Option<Manager>> {
    let Some(id) = id else { return Ok(None) };
    Ok(crate::staffing::service::managers_by_id(cx, &[id])?.remove(&id))
}

/// Gives the certified grade to the manager that the person is, if any.
pub(super) fn certify(
    cx: &mut Cx<'_>,
    file: &File,
    certificate: &Certificate,
    request: &Request,
) -> AppResult<()> {
    let Some(mut m) = manager(cx, file.manager_id)?.filter(|m| m.state != ManagerState::Left) else {
        return Ok(());
    };
    // Certified anew for a grade that has been lost meanwhile or surpassed: the higher one stays.
    let to = m.grade.max(Some(file.grade));
    let ground = Ground {
        kind: GradeChangeKind::Certified,
        source: file.source,
        reason: &request.reason,
        evidence: None,
        certificate: Some(certificate.id),
        request: Some(request.id),
        effective_on: cx.today,
    };
    change(cx, &mut m, to, &ground)
}

/// Takes back what an overturned certificate gave, where nothing has changed the grade since.
pub(super) fn take_back(
    cx: &mut Cx<'_>,
    certificate: &Certificate,
    reason: &str,
    effective_on: chrono::NaiveDate,
) -> AppResult<()> {
    let Some(mut m) = manager(cx, certificate.manager_id)? else { return Ok(()) };
    let changes = store::list_changes(cx.conn, m.id)?;
    let given = changes.iter().find(|c| c.certificate_id == Some(certificate.id));
    let newest = changes.first().is_some_and(|c| c.certificate_id == Some(certificate.id));
    let Some(given) = given else { return Ok(()) };
    let to = rules::after_overturn(m.grade, newest, given.from_grade);
    let ground = Ground {
        kind: GradeChangeKind::Overturned,
        source: given.source,
        reason,
        evidence: None,
        certificate: Some(certificate.id),
        request: None,
        effective_on,
    };
    change(cx, &mut m, to, &ground)
}

/// Proposes that a manager's grade be lowered; policy says who decides (E3.3, D11.2, E2.4). Never one's own.
///
/// Errors: `grade_not_lower`, `self_approval`, `already_pending`.
pub fn propose_demotion(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    id: ManagerId,
    input: &ProposeDemotion,
) -> AppResult<DemotionProposed> {
    let (m, _) = find_manager(cx, id)?;
    cx.may(Action::ProposeDemotion, &Thing::branch(m.branch_id).of(id))?;
    if let Some(employee) = m.employee_id {
        not_own(cx, employee, "E3.3")?;
    }
    let request: RequestId = cx.once(key, Action::ProposeDemotion, &(id, input), |cx| {
        let evidence = input.evidence.trim();
        if evidence.is_empty() {
            return Err(AppError::field("/evidence", "required"));
        }
        put_before(cx, &m, input.grade, input.reason.trim(), evidence, CertificationSource::Entered)
    })?;
    Ok(DemotionProposed { request_id: request.to_string() })
}

fn put_before(
    cx: &mut Cx<'_>,
    m: &Manager,
    to: Grade,
    reason: &str,
    evidence: &str,
    source: CertificationSource,
) -> AppResult<RequestId> {
    let from = rules::may_demote(m.grade, to)?;
    let (_, policy) = policy(cx)?;
    let decides = match policy.demotion {
        DemotionMode::Committee => Step { role: Role::CommitteeMember, scope: None },
        DemotionMode::Automatic | DemotionMode::Certifier => step(policy.body(from, true), Some(m.branch_id)),
    };
    let (manager_no, evidence) = (m.manager_no.clone(), evidence.to_owned());
    propose(
        cx,
        Proposal {
            kind: Kind::Demotion,
            subject_kind: "manager",
            subject_id: m.id.0,
            branch_id: Some(m.branch_id),
            base_version: m.version,
            payload: Demotion { manager_id: m.id, manager_no, from, to, evidence, source },
            reason: reason.to_owned(),
            gainers: m.employee_id.into_iter().collect(),
            steps: vec![decides],
        },
    )
}

/// Lowers a grade as a final assessment asks for, at once where the policy says so, else through a proposal; for the
/// assessments room (E3.3). The request, where one was made.
pub fn demote_by_assessment(
    cx: &mut Cx<'_>,
    id: ManagerId,
    to: Grade,
    reason: &str,
    evidence: &str,
) -> AppResult<Option<RequestId>> {
    let found = crate::staffing::service::managers_by_id(cx, &[id])?.remove(&id);
    let mut m = found.ok_or_else(AppError::not_found)?;
    let (_, policy) = policy(cx)?;
    if policy.demotion != DemotionMode::Automatic {
        return put_before(cx, &m, to, reason, evidence, CertificationSource::Assessment).map(Some);
    }
    rules::may_demote(m.grade, to)?;
    demote(cx, &mut m, to, (reason, evidence), CertificationSource::Assessment, None)?;
    Ok(None)
}

fn demote(
    cx: &mut Cx<'_>,
    m: &mut Manager,
    to: Grade,
    (reason, evidence): (&str, &str),
    source: CertificationSource,
    request: Option<RequestId>,
) -> AppResult<()> {
    let ground = Ground {
        kind: GradeChangeKind::Demoted,
        source,
        reason,
        evidence: Some(evidence),
        certificate: None,
        request,
        effective_on: cx.today,
    };
    change(cx, m, Some(to), &ground)?;
    match m.employee_id {
        Some(employee) => tell(cx, employee, "demoted", json!({ "grade": to })),
        None => Ok(()),
    }
}

/// The part of demotions in their requests.
pub fn demotion_handler() -> Handler {
    Handler { validate, apply, dropped: nothing_to_drop }
}

fn subject(cx: &mut Cx<'_>, request: &Request) -> AppResult<(Manager, Demotion)> {
    let payload: Demotion = request.payload.read()?;
    let m = manager(cx, Some(payload.manager_id))?.ok_or_else(AppError::not_found)?;
    if m.version != request.base_version || m.grade != Some(payload.from) {
        return Err(AppError::new(Code::Stale).clause("E3.3"));
    }
    Ok((m, payload))
}

fn validate(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    subject(cx, request).map(drop)
}

fn apply(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let (mut m, p) = subject(cx, request)?;
    demote(cx, &mut m, p.to, (&request.reason, &p.evidence), p.source, Some(request.id))
}

/// A manager whose grade's record the caller may see.
fn find_manager(cx: &mut Cx<'_>, id: ManagerId) -> AppResult<(Manager, String)> {
    let scope = cx.scope(Action::GetManagerGrade)?;
    crate::staffing::service::find_within(cx, id, &scope)
}

/// How a manager's grade came about, what certifies it, what is under way.
pub fn get_manager_grade(cx: &mut Cx<'_>, id: ManagerId) -> AppResult<GradeRecord> {
    let (m, _) = find_manager(cx, id)?;
    record(cx, Some(&m), m.employee_id)
}

/// The caller's own.
pub fn get_my_grade(cx: &mut Cx<'_>) -> AppResult<GradeRecord> {
    cx.may(Action::GetMyGrade, &Thing::bank())?;
    let me = cx.actor.employee_id().ok_or_else(|| AppError::new(Code::Forbidden))?;
    let m = crate::staffing::service::manager_of(cx, me)?;
    record(cx, m.as_ref(), Some(me))
}

fn record(cx: &mut Cx<'_>, m: Option<&Manager>, employee: Option<EmployeeId>) -> AppResult<GradeRecord> {
    let (policy_number, policy) = policy(cx)?;
    let changes = match m {
        Some(m) => store::list_changes(cx.conn, m.id)?,
        None => Vec::new(),
    };
    let names = crate::identity::service::names_of(cx, changes.iter().filter_map(|c| c.decided_by))?;
    let (mut certificates, files) = match employee {
        Some(e) => {
            let filter = store::CertificateFilter { employee: Some(e), ..Default::default() };
            let found = store::list_certificates(cx.conn, &Scope::All, &filter, None, Some(200))?;
            let of = store::FileFilter { employee: Some(e), ..Default::default() };
            let files = store::list_files(cx.conn, &Scope::All, &of, None, 200)?;
            (certificate_view(cx, found)?, items(cx, files, &policy)?)
        }
        None => (Vec::new(), Vec::new()),
    };
    certificates.reverse();
    let pending = match m {
        Some(m) => pending_on(cx, Kind::Demotion, &[m.id.0])?.remove(&m.id.0),
        None => None,
    };
    let may_demote = m.is_some_and(|m| {
        let others = cx.actor.employee_id() != m.employee_id;
        let lower = m.grade.is_some_and(|g| g > Grade::Trainee) && m.class != ManagerClass::Virtual;
        let thing = Thing::branch(m.branch_id).of(m.id);
        others && lower && m.state != ManagerState::Left && cx.actor.can(Action::ProposeDemotion, &thing)
    });
    Ok(GradeRecord {
        grade: m.and_then(|m| m.grade),
        changes: changes
            .into_iter()
            .map(|c| GradeChangeView {
                from_grade: c.from_grade,
                to_grade: c.to_grade,
                kind: c.kind,
                source: c.source,
                effective_on: c.effective_on,
                reason: c.reason,
                decided_by: c.decided_by.and_then(|u| names.get(&u).cloned()),
                decided_at: c.decided_at,
            })
            .collect(),
        certificates,
        files,
        may_demote: may_demote && pending.is_none(),
        request_id: pending.map(|r| r.to_string()),
        warning_days: policy.warning_days,
        policy_number,
    })
}
