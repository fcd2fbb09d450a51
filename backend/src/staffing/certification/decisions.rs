//! The decision on a file, through the approvals engine (E2.4).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::service::{checklist, find_for, get_certification_file, policy, reached, save, tell};
use super::{grades, rules, store};
use crate::app::Cx;
use crate::approvals::model::{Request, RequestState};
use crate::approvals::registry::Handler;
use crate::approvals::service::{Proposal, Step, propose};
use crate::approvals::{Kind, RequestId};
use crate::auth::{Action, Role};
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::http::IdemKey;
use crate::org::model::{Employee, OrgUnitId};
use crate::policy::rules::DecidingBody;
use crate::staffing::model::Grade;

/// What is proposed: the evaluation as it stood, so that another one is another ground.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Payload {
    file_id: CertificationFileId,
    employee_no: String,
    grade: Grade,
    total_bps: i32,
    policy_number: i64,
    body: DecidingBody,
}

/// Who decides for a body.
pub(super) fn step(body: DecidingBody, branch: Option<OrgUnitId>) -> Step {
    match (body, branch) {
        (DecidingBody::Branch, Some(branch)) => Step { role: Role::President, scope: Some(branch) },
        _ => Step { role: Role::CommitteeMember, scope: None },
    }
}

/// Puts a file that passed its evaluation before who decides: head office for senior, the branch for the rest (E2.4).
///
/// Errors: `certification_stage`, `evaluation_failed`, `qualification_failed`, `qualification_unknown`; `self_approval`
/// for one's own.
pub fn propose_certification(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    id: CertificationFileId,
    input: &CertificationReason,
) -> AppResult<CertificationFileView> {
    let (mut file, employee, _) = find_for(cx, id, Action::ProposeCertification)?;
    let _: RequestId = cx.once(key, Action::ProposeCertification, &(id, input), |cx| {
        rules::at_stage(file.stage, CertificationStage::Evaluation)?;
        let (total_bps, policy_number, body) = check(cx, &file, &employee)?;
        // The examination's result stands with the file from now on.
        if let (_, _, Some(w)) = reached(cx, &file)? {
            let score = Score {
                id: ScoreId::new(),
                file_id: id,
                part: EvaluationPart::Written,
                score_bps: w.score_bps,
                evidence: w.exam_name,
                examined_on: w.released_on,
                source: ScoreSource::Examination,
                sitting_id: Some(w.sitting_id),
                entered_by: cx.actor.user()?.user_id,
                entered_at: cx.now,
            };
            store::insert_score(cx.conn, &score)?;
        }
        let employee_no = employee.employee_no.clone();
        let payload = Payload { file_id: id, employee_no, grade: file.grade, total_bps, policy_number, body };
        // The file moves on with the proposal: the request is based on the version that this makes.
        let request = propose(
            cx,
            Proposal {
                kind: Kind::Certification,
                subject_kind: "certification_file",
                subject_id: id.0,
                branch_id: file.branch_id,
                base_version: file.version,
                payload,
                reason: input.reason.trim().to_owned(),
                gainers: vec![file.employee_id],
                steps: vec![step(body, file.branch_id)],
            },
        )?;
        (file.stage, file.request_id) = (CertificationStage::Deciding, Some(request));
        save(cx, &mut file)?;
        Ok(request)
    })?;
    get_certification_file(cx, id)
}

/// The total of an evaluation that passes today, under which policy, and who decides.
///
/// Errors: `evaluation_failed`; `qualification_failed` and `qualification_unknown` while a line of the checklist stands in
/// the way: what was reviewed may have moved since.
fn check(cx: &mut Cx<'_>, file: &File, employee: &Employee) -> AppResult<(i32, i64, DecidingBody)> {
    let (number, policy) = policy(cx)?;
    let standard = policy.standard(file.grade).copied();
    let standard = standard.ok_or_else(|| AppError::internal("a policy without a grade's standard"))?;
    let (reached, ..) = reached(cx, file)?;
    let result = rules::evaluate(&standard, &reached);
    if !result.passed {
        return Err(AppError::new(Code::EvaluationFailed).clause("E2.3"));
    }
    let (_, lines) = checklist(cx, employee, file.grade)?;
    rules::refuse_hindering(&rules::hindering(&lines, policy.unknown_blocks))?;
    Ok((result.total_bps, number, policy.body(file.grade, file.branch_id.is_some())))
}

/// The part of certifications in their requests.
pub fn handler() -> Handler {
    Handler { validate, apply, dropped }
}

fn subject(cx: &mut Cx<'_>, request: &Request) -> AppResult<(File, Payload)> {
    let payload: Payload = request.payload.read()?;
    Ok((store::find_file_row(cx.conn, payload.file_id).or_not_found()?, payload))
}

fn validate(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let (file, payload) = subject(cx, request)?;
    let stale = || AppError::new(Code::Stale).clause("E2.3");
    // At proposal the file is still being evaluated; at the decision it has moved on by the proposal alone.
    let waits = match file.stage {
        CertificationStage::Evaluation => file.version == request.base_version,
        CertificationStage::Deciding => {
            file.version == request.base_version + 1 && file.request_id == Some(request.id)
        }
        _ => false,
    };
    if !waits {
        return Err(stale());
    }
    let employee = crate::org::service::find_employee(cx, file.employee_id)?.ok_or_else(stale)?;
    match check(cx, &file, &employee) {
        Ok((total, _, body)) if total == payload.total_bps && body == payload.body => Ok(()),
        Err(e) if e.code() != Code::EvaluationFailed => Err(e),
        _ => Err(stale()),
    }
}

fn apply(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let (mut file, payload) = subject(cx, request)?;
    // Whoever reviewed or examined does not decide what rests on it.
    let review = store::find_review(cx.conn, file.id)?.map(|r| r.reviewed_by);
    let scores = store::list_scores(cx.conn, file.id)?;
    let examiners = scores.iter().filter(|s| s.source == ScoreSource::Examiner).map(|s| s.entered_by);
    if examiners.chain(review).any(|u| Some(u) == cx.actor.user_id()) {
        return Err(AppError::new(Code::SelfApproval).clause("E2.4"));
    }
    let (_, policy) = policy(cx)?;
    (file.stage, file.ended_at) = (CertificationStage::Certified, Some(cx.now));
    save(cx, &mut file)?;
    if let Some(mut before) = store::find_in_state(cx.conn, file.employee_id, CertificateState::Valid)? {
        before.state = CertificateState::Replaced;
        store::update_certificate(cx.conn, &before)?;
    }
    let by_branch = payload.body == DecidingBody::Branch;
    let certificate = Certificate {
        id: CertificateId::new(),
        file_id: file.id,
        employee_id: file.employee_id,
        manager_id: file.manager_id,
        branch_id: file.branch_id,
        grade: file.grade,
        total_bps: payload.total_bps,
        policy_number: payload.policy_number,
        body: payload.body,
        granted_on: cx.today,
        counts_until: rules::counts_until(cx.today, policy.certificate_months),
        state: CertificateState::Valid,
        decided_by: cx.actor.user_id(),
        filed_at: by_branch.then_some(cx.now),
        warned_at: None,
        version: 1,
    };
    store::insert_certificate(cx.conn, &certificate)?;
    grades::certify(cx, &file, &certificate, request)?;
    let params = json!({ "grade": file.grade, "until": certificate.counts_until });
    tell(cx, file.employee_id, "certified", params)?;
    if by_branch {
        file_with_head_office(cx, &certificate)?;
    }
    let detail = json!({ "certificate_id": certificate.id, "grade": certificate.grade, "counts_until": certificate.counts_until });
    cx.audit("certify", "certification_file", Some(file.id), detail)
}

/// Files a branch's decision with head office: it stands in the list of what was filed, and the committee's office is
/// told (E2.4).
fn file_with_head_office(cx: &mut Cx<'_>, certificate: &Certificate) -> AppResult<()> {
    let office = crate::org::service::employees_in(cx, Role::HqBusiness)?;
    let names = crate::org::service::unit_names(cx, certificate.branch_id.into_iter())?;
    let branch = certificate.branch_id.and_then(|b| names.get(&b).cloned()).unwrap_or_default();
    let params = json!({ "branch": branch, "grade": certificate.grade });
    let link = format!("/certification/{}", certificate.file_id);
    crate::notices::service::notify_employees(cx, &office, "certification_filed", &params, Some(&link))?;
    let detail = json!({ "file_id": certificate.file_id });
    cx.audit("file_certificate", "certificate", Some(certificate.id), detail)
}

fn dropped(cx: &mut Cx<'_>, request: &Request, state: RequestState) -> AppResult<()> {
    let (mut file, _) = subject(cx, request)?;
    if file.stage != CertificationStage::Deciding || file.request_id != Some(request.id) {
        return Ok(());
    }
    if state == RequestState::Refused {
        (file.stage, file.ended_at) = (CertificationStage::Refused, Some(cx.now));
        file.end_reason = crate::approvals::service::refusal_of(cx, request.id)?;
        save(cx, &mut file)?;
        return tell(cx, file.employee_id, "certification_refused", json!({ "grade": file.grade }));
    }
    // Withdrawn or overtaken: it is evaluated again.
    file.stage = CertificationStage::Evaluation;
    save(cx, &mut file)
}
