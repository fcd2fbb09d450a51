//! Examinations: prepared, drawn, announced, released; candidates and results.

use chrono::NaiveDate;
use rand::RngCore;
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::rules;
use super::sittings::settle_due;
use super::store::{self, ExamFilter};
use crate::app::Cx;
use crate::auth::permissions::Grant;
use crate::auth::{Action, Thing};
use crate::db::{Json, Ts};
use crate::error::{AppError, AppResult, Code, FieldError, OnConflict, OrNotFound};
use crate::http::{IdemKey, IfMatch, Page};
use crate::org::model::{Employee, EmployeeId};
use crate::search_text::clean;
use crate::staffing::model::Grade;

/// The examination, where the caller may see it: drafts are their authors'.
pub(super) fn find(cx: &mut Cx<'_>, id: ExamId) -> AppResult<Exam> {
    let exam = store::find_exam(cx.conn, id).or_not_found()?;
    if exam.state == ExamState::Draft && !sees_drafts(cx) {
        return Err(AppError::not_found());
    }
    Ok(exam)
}

fn sees_drafts(cx: &Cx<'_>) -> bool {
    cx.actor.can_somewhere(Action::GetExamPaper)
}

fn phase(exam: &Exam, now: Ts) -> ExamPhase {
    match exam.state {
        ExamState::Draft => ExamPhase::Draft,
        ExamState::Released => ExamPhase::Released,
        ExamState::Cancelled => ExamPhase::Cancelled,
        ExamState::Published if now < exam.opens_at => ExamPhase::Announced,
        ExamState::Published if now < exam.closes_at => ExamPhase::Open,
        ExamState::Published => ExamPhase::Marking,
    }
}

/// How long before its end a result is warned of, by the policy of today.
pub(super) fn warning_days(cx: &mut Cx<'_>) -> AppResult<u32> {
    Ok(crate::policy::service::at(cx, cx.today)?.1.exam_warning_days)
}

/// What a released sitting came to; nothing before, and nothing where it was not sat.
pub(super) fn result_of(
    exam: &Exam,
    s: &Sitting,
    today: NaiveDate,
    warning_days: u32,
) -> Option<ExamOutcome> {
    let (ExamState::Released, Some(objective), Some(written)) =
        (exam.state, s.objective_points, s.written_points)
    else {
        return None;
    };
    let passed = s.passed.unwrap_or(false);
    Some(ExamOutcome {
        objective_points: objective,
        written_points: written,
        points: objective + written,
        passed,
        counts_until: s.counts_until,
        standing: rules::standing(passed, s.counts_until, today, warning_days),
    })
}

fn views(cx: &mut Cx<'_>, exams: Vec<Exam>, with_progress: bool) -> AppResult<Vec<ExamView>> {
    let ids: Vec<ExamId> = exams.iter().map(|e| e.id).collect();
    let mine = match cx.actor.employee_id() {
        Some(me) => store::list_sittings_of(cx.conn, me, &ids)?,
        None => Vec::new(),
    };
    let organises = cx.actor.can_somewhere(Action::UpdateExam);
    let authors = sees_drafts(cx);
    let counts = with_progress
        && (cx.actor.can_somewhere(Action::ListExamCandidates)
            || cx.actor.can_somewhere(Action::ListExamMarking));
    let warning = warning_days(cx)?;
    let mut out = Vec::with_capacity(exams.len());
    for e in exams {
        let part = mine.iter().find(|s| s.exam_id == e.id).map(|s| MyPart {
            state: s.state,
            started_at: s.started_at,
            deadline_at: s.deadline_at,
            submitted_at: s.submitted_at,
            result: result_of(&e, s, cx.today, warning),
        });
        let progress = if counts { Some(progress(cx, e.id)?) } else { None };
        let published = matches!(e.state, ExamState::Released);
        out.push(ExamView {
            phase: phase(&e, cx.now),
            mine: part,
            rules: if authors { Some(e.rules.read()?) } else { None },
            progress,
            organises,
            pass_points: rules::pass_points(e.full_points, e.pass_bps),
            seed: e.seed.filter(|_| authors || published),
            id: e.id.to_string(),
            name: e.name,
            purpose: e.purpose,
            grade: e.grade,
            opens_at: e.opens_at,
            closes_at: e.closes_at,
            minutes: e.minutes,
            questions: e.questions,
            full_points: e.full_points,
            pass_bps: e.pass_bps,
            mark_limit: e.mark_limit,
            state: e.state,
            reason: e.reason,
            released_at: e.released_at,
            version: e.version,
        });
    }
    Ok(out)
}

fn progress(cx: &mut Cx<'_>, id: ExamId) -> AppResult<ExamProgress> {
    let by_state = store::count_sittings(cx.conn, id)?;
    let of = |state| by_state.iter().find(|(s, _)| *s == state).map_or(0, |(_, n)| *n);
    let (written, unmarked) = store::count_written(cx.conn, id)?;
    Ok(ExamProgress {
        candidates: by_state.iter().map(|(_, n)| n).sum(),
        sitting: of(SittingState::Sitting),
        submitted: of(SittingState::Submitted),
        written,
        unmarked,
    })
}

/// Examinations, newest first: drafts for their authors, the others for everybody.
pub fn list_exams(cx: &mut Cx<'_>, q: &ListExams) -> AppResult<Page<ExamView>> {
    cx.scope(Action::ListExams)?;
    let candidate = match (q.mine.unwrap_or(false), cx.actor.employee_id()) {
        (true, None) => return Ok(Page { items: Vec::new(), next_cursor: None }),
        (true, me) => me,
        _ => None,
    };
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "exams", q.cursor.as_deref())?;
    let filter = ExamFilter { drafts: sees_drafts(cx), candidate };
    let rows = store::list_exams(cx.conn, &filter, before, limit + 1)?;
    let page = crate::db::page::page(cx.app.keys(), "exams", rows, limit, |e| (e.opens_at, e.id), |e| e)?;
    Ok(Page { items: views(cx, page.items, false)?, next_cursor: page.next_cursor })
}

/// One examination.
pub fn get_exam(cx: &mut Cx<'_>, id: ExamId) -> AppResult<ExamView> {
    cx.scope(Action::GetExam)?;
    let exam = find(cx, id)?;
    views(cx, vec![exam], true)?.pop().ok_or_else(AppError::not_found)
}

fn check_times(cx: &Cx<'_>, exam: &Exam) -> AppResult<()> {
    if exam.opens_at < cx.now {
        return Err(AppError::field("/opens_at", "in_past"));
    }
    if exam.closes_at < exam.opens_at.plus(chrono::Duration::minutes(i64::from(exam.minutes))) {
        return Err(AppError::field("/closes_at", "too_soon"));
    }
    Ok(())
}

fn check_grade(purpose: ExamPurpose, grade: Option<Grade>) -> AppResult<()> {
    match (purpose, grade) {
        (ExamPurpose::Grade, None) => Err(AppError::field("/grade", "required")),
        (ExamPurpose::CreditOfficer, Some(_)) => Err(AppError::field("/grade", "invalid")),
        _ => Ok(()),
    }
}

/// Prepares an examination. Errors: fields at fault.
pub fn create_exam(cx: &mut Cx<'_>, key: &IdemKey, input: &CreateExam) -> AppResult<ExamView> {
    cx.may(Action::CreateExam, &Thing::bank())?;
    let id: ExamId = cx.once(key, Action::CreateExam, input, |cx| {
        check_grade(input.purpose, input.grade)?;
        let exam = Exam {
            id: ExamId::new(),
            name: clean(&input.name),
            purpose: input.purpose,
            grade: input.grade,
            opens_at: input.opens_at,
            closes_at: input.closes_at,
            minutes: input.minutes,
            rules: Json::of(&input.rules)?,
            pass_bps: input.pass_bps,
            mark_limit: input.mark_limit,
            seed: None,
            questions: 0,
            full_points: 0,
            state: ExamState::Draft,
            reason: None,
            released_at: None,
            version: 1,
            created_by: cx.actor.user()?.user_id,
            created_at: cx.now,
        };
        if exam.name.is_empty() {
            return Err(AppError::field("/name", "required"));
        }
        check_times(cx, &exam)?;
        store::insert_exam(cx.conn, &exam)?;
        cx.audit("create_exam", "exam", Some(exam.id), json!({}))?;
        Ok(exam.id)
    })?;
    get_exam(cx, id)
}

/// The examination, for its organiser, at the version that the change is based on and in one of these states.
fn find_own(
    cx: &mut Cx<'_>,
    id: ExamId,
    action: Action,
    version: IfMatch,
    states: &[ExamState],
) -> AppResult<Exam> {
    cx.may(action, &Thing::bank())?;
    let exam = store::find_exam(cx.conn, id).or_not_found()?;
    version.check(exam.version)?;
    if states.contains(&exam.state) { Ok(exam) } else { Err(rules::exam_state()) }
}

fn save(cx: &mut Cx<'_>, exam: &Exam) -> AppResult<()> {
    if store::update_exam(cx.conn, exam)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    Ok(())
}

/// Changes an examination that is being prepared; other rules undo the draw.
pub fn update_exam(cx: &mut Cx<'_>, id: ExamId, version: IfMatch, input: &UpdateExam) -> AppResult<ExamView> {
    let mut exam = find_own(cx, id, Action::UpdateExam, version, &[ExamState::Draft])?;
    if let Some(name) = &input.name {
        exam.name = clean(name);
        if exam.name.is_empty() {
            return Err(AppError::field("/name", "required"));
        }
    }
    exam.opens_at = input.opens_at.unwrap_or(exam.opens_at);
    exam.closes_at = input.closes_at.unwrap_or(exam.closes_at);
    exam.minutes = input.minutes.unwrap_or(exam.minutes);
    exam.pass_bps = input.pass_bps.unwrap_or(exam.pass_bps);
    exam.mark_limit = input.mark_limit.unwrap_or(exam.mark_limit);
    check_times(cx, &exam)?;
    if let Some(rules) = &input.rules {
        let rules = Json::of(rules)?;
        if rules.0 != exam.rules.0 {
            exam.rules = rules;
            exam.seed = None;
            (exam.questions, exam.full_points) = (0, 0);
            store::put_paper(cx.conn, id, &[])?;
        }
    }
    save(cx, &exam)?;
    cx.audit("update_exam", "exam", Some(id), json!({ "version": exam.version + 1 }))?;
    get_exam(cx, id)
}

/// Draws the paper with a new seed, which nobody chooses. The audit keeps its digest, and the seed itself once results are
/// out: with it and the bank's codes anybody could draw the paper again. Error: `exam_questions_short` at the rule
/// that finds too few.
pub fn draw_exam_paper(cx: &mut Cx<'_>, id: ExamId, version: IfMatch) -> AppResult<ExamView> {
    let mut exam = find_own(cx, id, Action::DrawExamPaper, version, &[ExamState::Draft])?;
    let mut seed = [0; 32];
    rand::rng().fill_bytes(&mut seed);
    let rules: Vec<PaperRule> = exam.rules.read()?;
    let bank = store::list_drawable(cx.conn)?;
    let drawn = rules::draw(&seed, &bank, &rules).map_err(|(rule, available)| {
        let mut params = serde_json::Map::new();
        params.insert("available".to_owned(), available.into());
        let field =
            FieldError { pointer: format!("/rules/{rule}/count"), code: "too_few", params, clause: None };
        AppError::new(Code::ExamQuestionsShort).clause("D8.2").with_fields(vec![field])
    })?;
    let rows: Vec<PaperRow> = (1..)
        .zip(&drawn)
        .map(|(place, q)| PaperRow { exam_id: id, place, question_id: q.id, number: q.number })
        .collect();
    store::put_paper(cx.conn, id, &rows)?;
    exam.questions = i32::try_from(drawn.len()).map_err(AppError::internal)?;
    exam.full_points = drawn.iter().map(|q| q.points).sum();
    exam.seed = Some(hex::encode(seed));
    save(cx, &exam)?;
    cx.audit(
        "draw_exam_paper",
        "exam",
        Some(id),
        json!({ "seed_sha256": rules::digest(&seed), "questions": exam.questions }),
    )?;
    get_exam(cx, id)
}

/// The drawn paper with its answers, for its authors.
pub fn get_exam_paper(cx: &mut Cx<'_>, id: ExamId) -> AppResult<PaperView> {
    cx.scope(Action::GetExamPaper)?;
    let exam = find(cx, id)?;
    let mut items = Vec::new();
    for (place, q, v) in store::list_paper(cx.conn, id)? {
        items.push(PaperQuestion {
            place,
            question_id: q.id.to_string(),
            code: q.code,
            number: v.number,
            area: q.area,
            kind: q.kind,
            difficulty: v.difficulty,
            text: v.text,
            options: v.options.read()?,
            answer: v.answer.read()?,
            points: v.points,
            explanation: v.explanation,
        });
    }
    Ok(PaperView { seed: exam.seed, full_points: exam.full_points, items })
}

/// Announces an examination whose paper has been drawn; from then on nothing of it changes.
pub fn publish_exam(cx: &mut Cx<'_>, id: ExamId, version: IfMatch) -> AppResult<ExamView> {
    let mut exam = find_own(cx, id, Action::PublishExam, version, &[ExamState::Draft])?;
    if exam.seed.is_none() || exam.questions == 0 {
        return Err(rules::exam_state());
    }
    check_times(cx, &exam)?;
    exam.state = ExamState::Published;
    save(cx, &exam)?;
    cx.audit("publish_exam", "exam", Some(id), json!({ "questions": exam.questions }))?;
    get_exam(cx, id)
}

pub(super) fn tell(cx: &mut Cx<'_>, exam: &Exam, people: &[EmployeeId], code: &str) -> AppResult<()> {
    let link = format!("/exams/{}", exam.id);
    let params = json!({ "name": exam.name });
    crate::notices::service::notify_employees(cx, people, code, &params, Some(&link))
}

/// Calls an examination off before its results are out; its candidates are told.
pub fn cancel_exam(cx: &mut Cx<'_>, id: ExamId, version: IfMatch, input: &ExamReason) -> AppResult<ExamView> {
    let states = [ExamState::Draft, ExamState::Published];
    let mut exam = find_own(cx, id, Action::CancelExam, version, &states)?;
    exam.state = ExamState::Cancelled;
    exam.reason = Some(clean(&input.reason));
    save(cx, &exam)?;
    let people: Vec<EmployeeId> =
        store::list_sittings(cx.conn, id)?.into_iter().map(|s| s.employee_id).collect();
    tell(cx, &exam, &people, "exam_cancelled")?;
    cx.audit("cancel_exam", "exam", Some(id), json!({}))?;
    get_exam(cx, id)
}

/// Releases the results, once the examination has closed and every written answer has its points: who passed, and
/// through which day that counts (E2.3). Candidates are told. Errors: `exam_state`, `exam_marks_missing`.
pub fn release_exam(cx: &mut Cx<'_>, id: ExamId, version: IfMatch) -> AppResult<ExamView> {
    let mut exam = find_own(cx, id, Action::ReleaseExam, version, &[ExamState::Published])?;
    if !rules::is_marked_now(&exam, cx.now) {
        return Err(rules::exam_state());
    }
    settle_due(cx, Some(id), cx.now, i64::MAX)?;
    let (_, unmarked) = store::count_written(cx.conn, id)?;
    if unmarked > 0 {
        return Err(AppError::new(Code::ExamMarksMissing).clause("D8.2").param("count", unmarked));
    }
    exam.state = ExamState::Released;
    exam.released_at = Some(cx.now);
    save(cx, &exam)?;
    let needed = rules::pass_points(exam.full_points, exam.pass_bps);
    let (mut people, mut passed) = (Vec::new(), 0);
    let written_points = store::sum_written(cx.conn, id)?;
    for mut s in store::list_sittings(cx.conn, id)? {
        people.push(s.employee_id);
        if s.state != SittingState::Submitted {
            continue;
        }
        let written = written_points.get(&s.id).copied().unwrap_or(0);
        s.written_points = Some(written);
        let passes = s.objective_points.unwrap_or(0) + written >= needed;
        s.passed = Some(passes);
        s.counts_until = passes.then(|| rules::counts_until(cx.today));
        passed += i64::from(passes);
        store::update_sitting(cx.conn, &s)?;
    }
    tell(cx, &exam, &people, "exam_released")?;
    let detail = json!({ "seed": exam.seed, "candidates": people.len(), "passed": passed });
    cx.audit("release_exam", "exam", Some(id), detail)?;
    get_exam(cx, id)
}

/// Whoever may read the question bank knows the answers and is no candidate. Error: `exam_author`.
pub(super) fn check_no_author(cx: &mut Cx<'_>, employee: EmployeeId) -> AppResult<()> {
    let Grant::Held(grants) = Action::ListExamQuestions.grant() else { return Ok(()) };
    for (role, _) in grants {
        if crate::org::service::employees_in(cx, *role)?.contains(&employee) {
            return Err(AppError::new(Code::ExamAuthor).clause("D8.2"));
        }
    }
    Ok(())
}

fn enrol(cx: &mut Cx<'_>, exam: &Exam, employee: EmployeeId) -> AppResult<bool> {
    rules::may_enrol(exam, cx.now)?;
    check_no_author(cx, employee)?;
    if store::find_sitting_of(cx.conn, exam.id, employee)?.is_some() {
        return Ok(false);
    }
    let sitting = Sitting {
        id: SittingId::new(),
        exam_id: exam.id,
        employee_id: employee,
        state: SittingState::Enrolled,
        enrolled_at: cx.now,
        started_at: None,
        deadline_at: None,
        submitted_at: None,
        by_clock: false,
        objective_points: None,
        written_points: None,
        passed: None,
        counts_until: None,
        warned_at: None,
    };
    store::insert_sitting(cx.conn, &sitting)
        .on_duplicate(|| AppError::new(Code::AlreadyExists).clause("D8.2"))?;
    Ok(true)
}

fn leave(cx: &mut Cx<'_>, exam: &Exam, employee: EmployeeId) -> AppResult<()> {
    rules::may_enrol(exam, cx.now)?;
    let sitting = store::find_sitting_of(cx.conn, exam.id, employee)?.or_not_found()?;
    if sitting.state != SittingState::Enrolled {
        return Err(rules::exam_state());
    }
    store::delete_sitting(cx.conn, sitting.id)?;
    Ok(())
}

/// The employee behind the caller, or 403.
pub(super) fn me(cx: &Cx<'_>) -> AppResult<EmployeeId> {
    cx.actor.employee_id().ok_or_else(|| AppError::new(Code::Forbidden))
}

/// Enrols the caller; repeated, it changes nothing. Errors: `exam_state`, `exam_author`.
pub fn enrol_in_exam(cx: &mut Cx<'_>, id: ExamId) -> AppResult<ExamView> {
    cx.may(Action::EnrolInExam, &Thing::bank())?;
    let (exam, me) = (find(cx, id)?, me(cx)?);
    if enrol(cx, &exam, me)? {
        cx.audit("enrol_in_exam", "exam", Some(id), json!({ "employee_id": me }))?;
    }
    get_exam(cx, id)
}

/// Takes the caller's enrolment back, before the sitting was started.
pub fn leave_exam(cx: &mut Cx<'_>, id: ExamId) -> AppResult<ExamView> {
    cx.may(Action::LeaveExam, &Thing::bank())?;
    let (exam, me) = (find(cx, id)?, me(cx)?);
    leave(cx, &exam, me)?;
    cx.audit("leave_exam", "exam", Some(id), json!({ "employee_id": me }))?;
    get_exam(cx, id)
}

/// Enrols somebody, who is told. Errors: `exam_state`, `exam_author`.
pub fn enrol_candidate(cx: &mut Cx<'_>, id: ExamId, employee: EmployeeId) -> AppResult<ExamCandidate> {
    cx.may(Action::EnrolCandidate, &Thing::bank())?;
    let exam = find(cx, id)?;
    let found = crate::org::service::find_employee(cx, employee)?.or_not_found()?;
    if found.left_on.is_some_and(|d| d <= cx.today) {
        return Err(AppError::not_found());
    }
    if enrol(cx, &exam, employee)? {
        tell(cx, &exam, &[employee], "exam_enrolled")?;
        cx.audit("enrol_candidate", "exam", Some(id), json!({ "employee_id": employee }))?;
    }
    let sitting = store::find_sitting_of(cx.conn, id, employee)?.or_not_found()?;
    let units = crate::org::service::unit_names(cx, std::iter::once(found.org_unit_id))?;
    let unit = units.get(&found.org_unit_id).cloned().unwrap_or_default();
    let warning = warning_days(cx)?;
    Ok(candidate(cx, &exam, warning, (sitting, found, unit)))
}

/// Takes somebody's enrolment back, before the sitting was started.
pub fn remove_candidate(cx: &mut Cx<'_>, id: ExamId, employee: EmployeeId) -> AppResult<()> {
    cx.may(Action::RemoveCandidate, &Thing::bank())?;
    let exam = find(cx, id)?;
    leave(cx, &exam, employee)?;
    cx.audit("remove_candidate", "exam", Some(id), json!({ "employee_id": employee }))
}

fn candidate(
    cx: &Cx<'_>,
    exam: &Exam,
    warning: u32,
    (s, e, unit_name): (Sitting, Employee, String),
) -> ExamCandidate {
    let over = exam.state == ExamState::Released || rules::is_marked_now(exam, cx.now);
    ExamCandidate {
        state: match s.state {
            SittingState::Enrolled if over => CandidateState::Missed,
            SittingState::Enrolled => CandidateState::Enrolled,
            SittingState::Sitting => CandidateState::Sitting,
            SittingState::Submitted => CandidateState::Submitted,
        },
        result: result_of(exam, &s, cx.today, warning),
        employee_id: e.id.to_string(),
        employee_no: e.employee_no,
        name: e.name,
        unit_name,
        started_at: s.started_at,
        submitted_at: s.submitted_at,
        by_clock: s.by_clock,
    }
}

/// Candidates by name, within the caller's reach.
pub fn list_exam_candidates(
    cx: &mut Cx<'_>,
    id: ExamId,
    q: &ListExamParts,
) -> AppResult<Page<ExamCandidate>> {
    let scope = cx.scope(Action::ListExamCandidates)?;
    let exam = find(cx, id)?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "exam_candidates", q.cursor.as_deref())?;
    let rows = store::list_candidates(cx.conn, id, &scope, after, limit + 1)?;
    let key = |(_, e, _): &(Sitting, Employee, String)| (e.sort_key.clone(), e.id);
    let page = crate::db::page::page(cx.app.keys(), "exam_candidates", rows, limit, key, |r| r)?;
    let warning = warning_days(cx)?;
    let items = page.items.into_iter().map(|r| candidate(cx, &exam, warning, r)).collect();
    Ok(Page { items, next_cursor: page.next_cursor })
}
