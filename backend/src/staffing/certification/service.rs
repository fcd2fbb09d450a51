//! Files: registration, the review of qualification, examiners' scores.

use std::collections::HashMap;

use serde_json::json;

use super::certificates::certificate_view;
use super::dto::*;
use super::model::*;
use super::{rules, store};
use crate::app::Cx;
use crate::auth::{Action, Scope, Thing};
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::{IdemKey, IfMatch, Page};
use crate::identity::model::UserId;
use crate::org::model::{Employee, EmployeeId};
use crate::policy::certification::CertificationPolicy;
use crate::staffing::exams::grade_results::{GradeResult, grade_result_of};
use crate::staffing::model::{Grade, ManagerClass};

/// A file as permissions see it.
pub(super) fn thing(file: &File) -> Thing {
    Thing { branch: file.branch_id, managers: file.manager_id.into_iter().collect() }
}

/// Refuses somebody who would say something of their own. Error: `self_approval`.
pub(super) fn not_own(cx: &Cx<'_>, employee: EmployeeId, clause: &'static str) -> AppResult<()> {
    if cx.actor.employee_id() == Some(employee) {
        return Err(AppError::new(Code::SelfApproval).clause(clause));
    }
    Ok(())
}

/// Number of today's policy, and what it says of grades.
pub(super) fn policy(cx: &mut Cx<'_>) -> AppResult<(i64, CertificationPolicy)> {
    let (number, policy) = crate::policy::service::at(cx, cx.today)?;
    Ok((number, policy.certification.clone()))
}

/// A file within the caller's reach, or their own.
fn find(cx: &mut Cx<'_>, id: CertificationFileId) -> AppResult<store::FileRow> {
    let nothing = Scope::Some { branches: Vec::new(), managers: Vec::new() };
    let scope = cx.actor.scope(Action::ListCertificationFiles).unwrap_or(nothing);
    store::find_file(cx.conn, id, &scope, cx.actor.employee_id()).or_not_found()
}

/// A file of somebody else that the caller may do something with.
pub(super) fn find_for(
    cx: &mut Cx<'_>,
    id: CertificationFileId,
    action: Action,
) -> AppResult<store::FileRow> {
    cx.scope(Action::ListCertificationFiles)?;
    let row = find(cx, id)?;
    cx.may(action, &thing(&row.0))?;
    not_own(cx, row.0.employee_id, "E2.3")?;
    Ok(row)
}

/// Writes a file's next step. Error: `version_moved`.
pub(super) fn save(cx: &mut Cx<'_>, file: &mut File) -> AppResult<()> {
    if store::update_file(cx.conn, file)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    file.version += 1;
    Ok(())
}

/// Registers the caller for a grade's certification (E2.1: open to everybody). Errors: `grade_not_higher`,
/// `already_exists` for a second open file of the grade.
pub fn register_for_certification(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    input: &RegisterForCertification,
) -> AppResult<CertificationFileView> {
    cx.may(Action::RegisterForCertification, &Thing::bank())?;
    let me = cx.actor.employee_id().ok_or_else(|| AppError::new(Code::Forbidden))?;
    let id: CertificationFileId = cx.once(key, Action::RegisterForCertification, input, |cx| {
        open_file(cx, me, input.grade, CertificationSource::Registration, &input.reason)
    })?;
    get_certification_file(cx, id)
}

/// Opens a file for somebody else; the person is told.
pub fn open_certification_file(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    input: &OpenCertificationFile,
) -> AppResult<CertificationFileView> {
    let scope = cx.scope(Action::OpenCertificationFile)?;
    let employee = crate::org::service::find_employee(cx, input.employee_id)?;
    let reached = employee.filter(|e| match &scope {
        Scope::All => true,
        Scope::Some { branches, .. } => e.branch_id.is_some_and(|b| branches.contains(&b)),
    });
    let employee = reached.ok_or_else(|| AppError::field("/employee_id", "not_found"))?;
    not_own(cx, employee.id, "E2.3")?;
    let id: CertificationFileId = cx.once(key, Action::OpenCertificationFile, input, |cx| {
        let id = open_file(cx, employee.id, input.grade, CertificationSource::Entered, &input.reason)?;
        tell(cx, employee.id, "certification_opened", json!({ "grade": input.grade }))?;
        Ok(id)
    })?;
    get_certification_file(cx, id)
}

/// Opens a file where a final assessment found a higher grade's standard met (E3.3); for the assessments room.
pub fn open_from_assessment(
    cx: &mut Cx<'_>,
    employee: EmployeeId,
    grade: Grade,
    reason: &str,
) -> AppResult<CertificationFileId> {
    let id = open_file(cx, employee, grade, CertificationSource::Assessment, reason)?;
    tell(cx, employee, "certification_opened", json!({ "grade": grade }))?;
    Ok(id)
}

pub(super) fn tell(
    cx: &mut Cx<'_>,
    employee: EmployeeId,
    code: &str,
    params: serde_json::Value,
) -> AppResult<()> {
    crate::notices::service::notify_employees(cx, &[employee], code, &params, Some("/grade"))
}

fn open_file(
    cx: &mut Cx<'_>,
    employee: EmployeeId,
    grade: Grade,
    source: CertificationSource,
    reason: &str,
) -> AppResult<CertificationFileId> {
    let person = crate::org::service::find_employee(cx, employee)?.or_not_found()?;
    if person.left_on.is_some_and(|d| d <= cx.today) {
        return Err(AppError::not_found());
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(AppError::field("/reason", "required"));
    }
    let manager = crate::staffing::service::manager_of(cx, employee)?;
    rules::may_aim(manager.as_ref().and_then(|m| m.grade), grade)?;
    let file = File {
        id: CertificationFileId::new(),
        employee_id: employee,
        branch_id: manager.as_ref().map(|m| m.branch_id).or(person.branch_id),
        manager_id: manager.map(|m| m.id),
        grade,
        source,
        reason: reason.to_owned(),
        stage: CertificationStage::Registered,
        end_reason: None,
        request_id: None,
        version: 1,
        created_by: cx.actor.user_id(),
        created_at: cx.now,
        ended_at: None,
    };
    store::insert_file(cx.conn, &file).on_duplicate(|| AppError::new(Code::AlreadyExists).clause("E2.3"))?;
    let detail = json!({ "employee_id": employee, "grade": grade, "source": source });
    cx.audit("open_certification_file", "certification_file", Some(file.id), detail)?;
    Ok(file.id)
}

/// How a file's person stands today against the checklist of the aimed grade, with the policy's number.
pub(super) fn checklist(
    cx: &mut Cx<'_>,
    employee: &Employee,
    grade: Grade,
) -> AppResult<(i64, Vec<ChecklistLine>)> {
    let class = crate::staffing::service::manager_of(cx, employee.id)?.map(|m| m.class);
    let class = class.unwrap_or(ManagerClass::B);
    let (number, lines) = crate::staffing::qualification::service::evaluate(cx, employee, class, grade)?;
    let lines = lines
        .into_iter()
        .map(|l| ChecklistLine { line: l.line, outcome: l.outcome, clause: l.clause })
        .collect();
    Ok((number, lines))
}

/// Says what the review of qualification came to (E2.3), with the checklist as it stands; a file that does not pass ends.
///
/// Errors: `certification_stage` unless it waits for it, `self_approval` for one's own, `qualification_failed` where it
/// is to pass and a line of the checklist is not met.
pub fn review_qualification(
    cx: &mut Cx<'_>,
    id: CertificationFileId,
    version: IfMatch,
    input: &ReviewQualification,
) -> AppResult<CertificationFileView> {
    let (mut file, employee, _) = find_for(cx, id, Action::ReviewQualification)?;
    version.check(file.version)?;
    rules::at_stage(file.stage, CertificationStage::Registered)?;
    let (policy_number, lines) = checklist(cx, &employee, file.grade)?;
    // What nobody has stated yet may still be stated until the decision, which asks again.
    if input.passed {
        rules::refuse_hindering(&rules::hindering(&lines, false))?;
    }
    let review = Review {
        id: ReviewId::new(),
        file_id: id,
        passed: input.passed,
        reason: input.reason.trim().to_owned(),
        evidence: input.evidence.trim().to_owned(),
        policy_number,
        checklist: Json::of(&lines)?,
        reviewed_by: cx.actor.user()?.user_id,
        reviewed_at: cx.now,
    };
    for (pointer, text) in [("/reason", &review.reason), ("/evidence", &review.evidence)] {
        if text.is_empty() {
            return Err(AppError::field(pointer, "required"));
        }
    }
    store::insert_review(cx.conn, &review)?;
    if input.passed {
        file.stage = CertificationStage::Evaluation;
    } else {
        (file.stage, file.ended_at) = (CertificationStage::Unqualified, Some(cx.now));
        file.end_reason = Some(review.reason);
    }
    save(cx, &mut file)?;
    let code = if input.passed { "certification_qualified" } else { "certification_unqualified" };
    tell(cx, file.employee_id, code, json!({ "grade": file.grade }))?;
    let detail = json!({ "passed": input.passed });
    cx.audit("review_qualification", "certification_file", Some(id), detail)?;
    get_certification_file(cx, id)
}

/// Enters what was reached in a part, by an examiner; the newest of a part counts.
///
/// Errors: `certification_stage` unless it is being evaluated, `self_approval` for one's own; the written part comes from
/// an examination and is refused at its field.
pub fn enter_certification_score(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    id: CertificationFileId,
    input: &EnterScore,
) -> AppResult<CertificationFileView> {
    let (file, ..) = find_for(cx, id, Action::EnterCertificationScore)?;
    let _: ScoreId = cx.once(key, Action::EnterCertificationScore, &(id, input), |cx| {
        rules::at_stage(file.stage, CertificationStage::Evaluation)?;
        if input.part == EvaluationPart::Written {
            return Err(AppError::field("/part", "invalid").clause("E2.3"));
        }
        if input.examined_on > cx.today {
            return Err(AppError::field("/examined_on", "in_future"));
        }
        let evidence = input.evidence.trim().to_owned();
        if evidence.is_empty() {
            return Err(AppError::field("/evidence", "required"));
        }
        let row = Score {
            id: ScoreId::new(),
            file_id: id,
            part: input.part,
            score_bps: input.score_bps,
            evidence,
            examined_on: input.examined_on,
            source: ScoreSource::Examiner,
            sitting_id: None,
            entered_by: cx.actor.user()?.user_id,
            entered_at: cx.now,
        };
        store::insert_score(cx.conn, &row)?;
        let detail = json!({ "part": row.part, "score_id": row.id });
        cx.audit("enter_certification_score", "certification_file", Some(id), detail)?;
        Ok(row.id)
    })?;
    get_certification_file(cx, id)
}

/// Takes an open file back: the person, or who may open files; what waits for its decision is withdrawn there.
pub fn withdraw_certification(
    cx: &mut Cx<'_>,
    id: CertificationFileId,
    version: IfMatch,
    input: &CertificationReason,
) -> AppResult<CertificationFileView> {
    cx.may(Action::WithdrawCertification, &Thing::bank())?;
    let (mut file, ..) = find(cx, id)?;
    if cx.actor.employee_id() != Some(file.employee_id) {
        cx.may(Action::OpenCertificationFile, &thing(&file))?;
    }
    version.check(file.version)?;
    if !matches!(file.stage, CertificationStage::Registered | CertificationStage::Evaluation) {
        return Err(AppError::new(Code::CertificationStage).clause("E2.3"));
    }
    (file.stage, file.ended_at) = (CertificationStage::Withdrawn, Some(cx.now));
    file.end_reason = Some(input.reason.trim().to_owned());
    save(cx, &mut file)?;
    cx.audit("withdraw_certification", "certification_file", Some(id), json!({}))?;
    get_certification_file(cx, id)
}

/// What a file's parts came to, and the written result behind it.
pub(super) fn reached(
    cx: &mut Cx<'_>,
    file: &File,
) -> AppResult<(Vec<rules::Reached>, Vec<Score>, Option<GradeResult>)> {
    let scores = store::list_scores(cx.conn, file.id)?;
    let written = grade_result_of(cx, file.employee_id, file.grade)?;
    let mut out: HashMap<EvaluationPart, rules::Reached> = HashMap::new();
    for s in scores.iter().filter(|s| s.source == ScoreSource::Examiner) {
        out.insert(s.part, rules::Reached { part: s.part, score_bps: s.score_bps, counts: true });
    }
    if let Some(w) = &written {
        let counts = w.counts(cx.today);
        out.insert(
            EvaluationPart::Written,
            rules::Reached { part: EvaluationPart::Written, score_bps: w.score_bps, counts },
        );
    }
    Ok((out.into_values().collect(), scores, written))
}

fn evaluation(
    cx: &mut Cx<'_>,
    file: &File,
    number: i64,
    policy: &CertificationPolicy,
    names: &mut HashMap<UserId, String>,
) -> AppResult<EvaluationView> {
    let standard = policy.standard(file.grade).copied();
    let standard = standard.ok_or_else(|| AppError::internal("a policy without a grade's standard"))?;
    let (reached, scores, written) = reached(cx, file)?;
    names.extend(crate::identity::service::names_of(cx, scores.iter().map(|s| s.entered_by))?);
    let result = rules::evaluate(&standard, &reached);
    let lines = result
        .lines
        .iter()
        .map(|line| {
            let mut view = EvaluationLine {
                part: line.part,
                weight_bps: line.weight_bps,
                score_bps: line.score_bps,
                met: line.met,
                source: None,
                evidence: None,
                examined_on: None,
                counts_until: None,
                entered_by: None,
            };
            if line.part == EvaluationPart::Written {
                if let Some(w) = &written {
                    view.source = Some(ScoreSource::Examination);
                    view.evidence = Some(w.exam_name.clone());
                    view.examined_on = Some(w.released_on);
                    view.counts_until = w.counts_until;
                }
            } else if let Some(s) = scores.iter().rev().find(|s| s.part == line.part) {
                view.source = Some(s.source);
                view.evidence = Some(s.evidence.clone());
                view.examined_on = Some(s.examined_on);
                view.entered_by = names.get(&s.entered_by).cloned();
            }
            view
        })
        .collect();
    Ok(EvaluationView {
        lines,
        total_bps: result.total_bps,
        pass_bps: standard.pass_bps,
        part_floor_bps: standard.part_floor_bps,
        passed: result.passed,
        policy_number: number,
    })
}

/// What lists show of files.
pub(super) fn items(
    cx: &mut Cx<'_>,
    rows: Vec<store::FileRow>,
    policy: &CertificationPolicy,
) -> AppResult<Vec<CertificationFile>> {
    let names = crate::org::service::unit_names(cx, rows.iter().filter_map(|(f, ..)| f.branch_id))?;
    Ok(rows.into_iter().map(|row| item(row, &names, policy)).collect())
}

fn item(
    (f, e, present_grade): store::FileRow,
    names: &HashMap<crate::org::model::OrgUnitId, String>,
    policy: &CertificationPolicy,
) -> CertificationFile {
    CertificationFile {
        body: policy.body(f.grade, f.branch_id.is_some()),
        id: f.id.to_string(),
        employee_id: e.id.to_string(),
        employee_no: e.employee_no,
        name: e.name,
        manager_id: f.manager_id.map(|m| m.to_string()),
        branch_name: f.branch_id.and_then(|b| names.get(&b).cloned()),
        branch_id: f.branch_id.map(|b| b.to_string()),
        present_grade,
        grade: f.grade,
        source: f.source,
        stage: f.stage,
        created_at: f.created_at,
        ended_at: f.ended_at,
        version: f.version,
    }
}

/// Files within the caller's reach, newest first.
pub fn list_certification_files(
    cx: &mut Cx<'_>,
    q: &ListCertificationFiles,
) -> AppResult<Page<CertificationFile>> {
    let scope = cx.scope(Action::ListCertificationFiles)?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "certification_files", q.cursor.as_deref())?;
    let filter = store::FileFilter { stage: q.stage, grade: q.grade, branch: q.branch_id, employee: None };
    let rows = store::list_files(cx.conn, &scope, &filter, before, limit + 1)?;
    let key = |(f, ..): &store::FileRow| (f.created_at, f.id);
    let page = crate::db::page::page(cx.app.keys(), "certification_files", rows, limit, key, |r| r)?;
    let (_, policy) = policy(cx)?;
    Ok(Page { items: items(cx, page.items, &policy)?, next_cursor: page.next_cursor })
}

/// One file with its review, evaluation and what it led to; one's own whatever the position.
pub fn get_certification_file(cx: &mut Cx<'_>, id: CertificationFileId) -> AppResult<CertificationFileView> {
    cx.may(Action::GetCertificationFile, &Thing::bank())?;
    let row = find(cx, id)?;
    let (number, policy) = policy(cx)?;
    let file = row.0.clone();
    let review = store::find_review(cx.conn, id)?;
    let (_, today) = checklist(cx, &row.1, file.grade)?;
    let undecided = file.ended_at.is_none();
    let hindering: Vec<ChecklistLine> = if undecided {
        rules::hindering(&today, policy.unknown_blocks).into_iter().cloned().collect()
    } else {
        Vec::new()
    };
    let checklist = match &review {
        Some(r) => r.checklist.read()?,
        None => today,
    };
    let mut names = crate::identity::service::names_of(cx, review.iter().map(|r| r.reviewed_by))?;
    let evaluation = evaluation(cx, &file, number, &policy, &mut names)?;
    let certificate = match store::find_certificate_of(cx.conn, id)? {
        Some(found) => certificate_view(cx, vec![found])?.pop(),
        None => None,
    };
    let own = cx.actor.employee_id() == Some(file.employee_id);
    let (actor, thing) = (cx.actor, thing(&file));
    let may = |action| !own && actor.can(action, &thing);
    let open = matches!(file.stage, CertificationStage::Registered | CertificationStage::Evaluation);
    let item = items(cx, vec![row], &policy)?.pop().ok_or_else(AppError::not_found)?;
    Ok(CertificationFileView {
        may_review: file.stage == CertificationStage::Registered && may(Action::ReviewQualification),
        may_score: file.stage == CertificationStage::Evaluation && may(Action::EnterCertificationScore),
        may_propose: file.stage == CertificationStage::Evaluation
            && evaluation.passed
            && hindering.is_empty()
            && may(Action::ProposeCertification),
        may_withdraw: open && (own || may(Action::OpenCertificationFile)),
        file: item,
        reason: file.reason,
        end_reason: file.end_reason,
        review: review.map(|r| QualificationReview {
            passed: r.passed,
            reason: r.reason,
            evidence: r.evidence,
            reviewed_by: names.get(&r.reviewed_by).cloned(),
            reviewed_at: r.reviewed_at,
        }),
        checklist,
        hindering,
        evaluation,
        request_id: file.request_id.map(|r| r.to_string()),
        certificate,
    })
}
