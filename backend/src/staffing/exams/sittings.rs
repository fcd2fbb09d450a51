//! Sitting an examination: the server's clock, answers kept as they are given, handed in by the candidate or the clock.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde_json::json;

use super::dto::*;
use super::model::*;
use super::service::{check_no_author, find, me, result_of, warning_days};
use super::{rules, store};
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::db::{Json, Ts};
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};

/// The examination and the caller's sitting of it; 404 for whoever is no candidate.
fn find_mine(cx: &mut Cx<'_>, id: ExamId, action: Action) -> AppResult<(Exam, Sitting)> {
    cx.may(action, &Thing::bank())?;
    let (exam, me) = (find(cx, id)?, me(cx)?);
    let sitting = store::find_sitting_of(cx.conn, id, me)?.or_not_found()?;
    Ok((exam, sitting))
}

fn seed(exam: &Exam) -> AppResult<[u8; 32]> {
    let bytes = hex::decode(exam.seed.as_deref().unwrap_or_default()).map_err(AppError::internal)?;
    bytes.try_into().map_err(|_| AppError::internal("an examination without its seed"))
}

/// A question of a sitting: its number there, its place on the paper, and the order of its options.
struct Shown {
    no: i32,
    place: i32,
    question: Question,
    version: QuestionVersion,
    /// Shown index to the paper's; of `true_false` and `written` as on the paper.
    order: Vec<u32>,
}

impl Shown {
    fn options(&self) -> AppResult<Vec<String>> {
        let options: Vec<String> = self.version.options.read()?;
        Ok(self.order.iter().filter_map(|i| options.get(*i as usize).cloned()).collect())
    }

    /// The paper's indices as this sitting shows them, ascending.
    fn as_shown(&self, chosen: &[u32]) -> Vec<u32> {
        if self.order.is_empty() {
            return chosen.to_vec();
        }
        (0..).zip(&self.order).filter(|(_, i)| chosen.contains(i)).map(|(n, _)| n).collect()
    }

    /// Shown indices as the paper's, ascending. Error: one that is not there.
    fn as_on_paper(&self, shown: &[u32]) -> AppResult<Vec<u32>> {
        let kind = self.question.kind;
        let count = if kind == QuestionKind::TrueFalse { 2 } else { self.order.len() };
        let mut out = Vec::with_capacity(shown.len());
        for n in shown {
            if *n as usize >= count {
                return Err(AppError::field("/options", "invalid"));
            }
            out.push(self.order.get(*n as usize).copied().unwrap_or(*n));
        }
        out.sort_unstable();
        out.dedup();
        if kind != QuestionKind::Multiple && out.len() > 1 {
            return Err(AppError::field("/options", "invalid"));
        }
        Ok(out)
    }

    fn saved(&self, answer: &Answer) -> AppResult<SavedAnswer> {
        let (options, text) = match answer.answer.read()? {
            Given::Options(chosen) => (Some(self.as_shown(&chosen)), None),
            Given::Text(text) => (None, Some(text)),
        };
        Ok(SavedAnswer { no: self.no, options, text, seq: answer.seq, saved_at: answer.saved_at })
    }
}

/// The paper as a sitting shows it.
fn shown(cx: &mut Cx<'_>, exam: &Exam, sitting: SittingId) -> AppResult<Vec<Shown>> {
    let seed = seed(exam)?;
    let mut paper = store::list_paper(cx.conn, exam.id)?;
    let kinds: Vec<(i32, QuestionKind)> = paper.iter().map(|(place, q, _)| (*place, q.kind)).collect();
    let order = rules::order(&seed, sitting, &kinds);
    paper.sort_by_key(|(place, ..)| order.iter().position(|p| p == place));
    (1..)
        .zip(paper)
        .map(|(no, (place, question, version))| {
            let count = version.options.read::<Vec<String>>()?.len();
            let order = rules::option_order(&seed, sitting, place, count);
            Ok(Shown { no, place, question, version, order })
        })
        .collect()
}

fn view(cx: &mut Cx<'_>, exam: &Exam, s: &Sitting, now: Ts) -> AppResult<SittingView> {
    let lasts = s.state == SittingState::Sitting && s.deadline_at.is_some_and(|d| now < d);
    let mut questions = Vec::new();
    if lasts {
        let answers = store::list_answers(cx.conn, s.id)?;
        for q in shown(cx, exam, s.id)? {
            let answer = answers.iter().find(|a| a.place == q.place).map(|a| q.saved(a)).transpose()?;
            questions.push(SittingQuestion {
                no: q.no,
                kind: q.question.kind,
                options: q.options()?,
                text: q.version.text,
                points: q.version.points,
                answer,
            });
        }
    }
    let left = s.deadline_at.filter(|_| lasts).map_or(0, |d| (d.utc() - now.utc()).num_seconds().max(0));
    // Whoever's time is over has handed in, whether the clock has come by or not.
    let over = s.state == SittingState::Sitting && !lasts;
    Ok(SittingView {
        exam_id: exam.id.to_string(),
        state: if over { SittingState::Submitted } else { s.state },
        started_at: s.started_at,
        deadline_at: s.deadline_at,
        submitted_at: s.submitted_at.or(s.deadline_at.filter(|_| over)),
        by_clock: s.by_clock || over,
        seconds_left: left,
        questions,
    })
}

/// Starts the caller's sitting: from now on the time runs, whatever happens to the connection. Repeated, it changes
/// nothing. Errors: `exam_state`, `exam_author`; 404 for whoever is no candidate.
pub fn start_sitting(cx: &mut Cx<'_>, id: ExamId) -> AppResult<SittingView> {
    let (exam, mut sitting) = find_mine(cx, id, Action::StartSitting)?;
    let now = cx.accept_time()?;
    if sitting.state == SittingState::Enrolled {
        rules::may_start(&exam, now)?;
        check_no_author(cx, sitting.employee_id)?;
        sitting.state = SittingState::Sitting;
        sitting.started_at = Some(now);
        sitting.deadline_at = Some(rules::deadline(now, exam.minutes, exam.closes_at));
        store::update_sitting(cx.conn, &sitting)?;
        cx.audit("start_sitting", "exam", Some(id), json!({ "employee_id": sitting.employee_id }))?;
    }
    view(cx, &exam, &sitting, now)
}

/// The caller's sitting: the questions without what is right, what was answered, how many seconds are left.
pub fn get_sitting(cx: &mut Cx<'_>, id: ExamId) -> AppResult<SittingView> {
    let (exam, sitting) = find_mine(cx, id, Action::GetSitting)?;
    let now = cx.accept_time()?;
    view(cx, &exam, &sitting, now)
}

/// Permits writing to a sitting: while it lasts. Errors: `exam_time_over`, `exam_state`.
fn check_lasts(exam: &Exam, s: &Sitting, now: Ts) -> AppResult<()> {
    if exam.state != ExamState::Published || s.state == SittingState::Enrolled {
        return Err(rules::exam_state());
    }
    let lasts = s.state == SittingState::Sitting && s.deadline_at.is_some_and(|d| now < d);
    if lasts { Ok(()) } else { Err(AppError::new(Code::ExamTimeOver).clause("D8.2")) }
}

/// Keeps an answer. A repetition changes nothing, and what comes late from a phone's queue never takes a newer one's
/// place: the answer says what stands. Error: `exam_time_over` from the deadline on.
pub fn save_answer(cx: &mut Cx<'_>, id: ExamId, no: i32, input: &SaveAnswer) -> AppResult<SavedAnswer> {
    let (exam, sitting) = find_mine(cx, id, Action::SaveAnswer)?;
    let now = cx.accept_time()?;
    check_lasts(&exam, &sitting, now)?;
    let question =
        shown(cx, &exam, sitting.id)?.into_iter().find(|q| q.no == no).ok_or_else(AppError::not_found)?;
    let written = question.question.kind == QuestionKind::Written;
    let given = match (written, &input.options, &input.text) {
        (false, Some(chosen), None) => Given::Options(question.as_on_paper(chosen)?),
        (true, None, Some(text)) => Given::Text(text.clone()),
        (false, ..) => return Err(AppError::field("/options", "required")),
        (true, ..) => return Err(AppError::field("/text", "required")),
    };
    let answer = match store::find_answer(cx.conn, sitting.id, question.place)? {
        Some(before) if before.seq >= input.seq => before,
        Some(before) => {
            let next = Answer { answer: Json::of(&given)?, seq: input.seq, saved_at: now, ..before };
            store::update_answer(cx.conn, &next)?;
            next
        }
        None => {
            let first = Answer {
                id: AnswerId::new(),
                sitting_id: sitting.id,
                place: question.place,
                written,
                answer: Json::of(&given)?,
                seq: input.seq,
                saved_at: now,
                marks: 0,
                points: None,
            };
            store::insert_answer(cx.conn, &first)
                .on_duplicate(|| AppError::new(Code::Conflict).clause("D8.2"))?;
            first
        }
    };
    question.saved(&answer)
}

/// Hands the caller's sitting in; repeated, it changes nothing. Error: `exam_state` before it was started.
pub fn submit_sitting(cx: &mut Cx<'_>, id: ExamId) -> AppResult<SittingView> {
    let (exam, mut sitting) = find_mine(cx, id, Action::SubmitSitting)?;
    let now = cx.accept_time()?;
    if exam.state != ExamState::Published || sitting.state == SittingState::Enrolled {
        return Err(rules::exam_state());
    }
    // Whoever comes after the deadline is told that the clock has handed in.
    if sitting.state == SittingState::Sitting && sitting.deadline_at.is_some_and(|d| now < d) {
        let paper = store::list_paper(cx.conn, id)?;
        hand_in(cx, &paper, &mut sitting, now, false)?;
        cx.audit("submit_sitting", "exam", Some(id), json!({ "employee_id": sitting.employee_id }))?;
    }
    view(cx, &exam, &sitting, now)
}

/// A paper: places, questions, the versions drawn.
type Paper = [(i32, Question, QuestionVersion)];

/// Ends a sitting: marks what has options, and gives nothing for written questions that were left blank.
fn hand_in(cx: &mut Cx<'_>, paper: &Paper, s: &mut Sitting, at: Ts, by_clock: bool) -> AppResult<()> {
    let mut objective = 0;
    for mut answer in store::list_answers(cx.conn, s.id)? {
        let Some((_, q, v)) = paper.iter().find(|(place, ..)| *place == answer.place) else { continue };
        match answer.answer.read()? {
            Given::Options(chosen) => {
                let right: Vec<u32> = v.answer.read()?;
                let points = rules::objective_points(q.kind, &right, &chosen, v.points);
                objective += points;
                answer.points = Some(points);
            }
            Given::Text(text) if text.trim().is_empty() => answer.points = Some(0),
            Given::Text(_) => continue,
        }
        store::update_answer(cx.conn, &answer)?;
    }
    s.state = SittingState::Submitted;
    s.submitted_at = Some(at);
    s.by_clock = by_clock;
    s.objective_points = Some(objective);
    store::update_sitting(cx.conn, s)?;
    Ok(())
}

/// Hands in so many sittings whose time is over, each at its deadline; of one examination or of all. How many.
pub(super) fn settle_due(cx: &mut Cx<'_>, exam: Option<ExamId>, now: Ts, limit: i64) -> AppResult<usize> {
    let due = store::list_overdue(cx.conn, exam, now, limit)?;
    let count = due.len();
    let mut papers: HashMap<ExamId, Vec<(i32, Question, QuestionVersion)>> = HashMap::new();
    for mut sitting in due {
        let paper = match papers.entry(sitting.exam_id) {
            Entry::Occupied(read) => read.into_mut(),
            Entry::Vacant(new) => new.insert(store::list_paper(cx.conn, sitting.exam_id)?),
        };
        let at = sitting.deadline_at.unwrap_or(now);
        hand_in(cx, paper, &mut sitting, at, true)?;
        let detail = json!({ "employee_id": sitting.employee_id });
        cx.audit("end_sitting", "exam", Some(sitting.exam_id), detail)?;
    }
    Ok(count)
}

/// The caller's own result with what was right and why, once results are out. Errors: `exam_state` before; 404 for
/// whoever did not sit.
pub fn get_my_exam_result(cx: &mut Cx<'_>, id: ExamId) -> AppResult<MyExamResult> {
    let (exam, sitting) = find_mine(cx, id, Action::GetMyExamResult)?;
    if exam.state != ExamState::Released {
        return Err(rules::exam_state());
    }
    let warning = warning_days(cx)?;
    let result = result_of(&exam, &sitting, cx.today, warning).ok_or_else(AppError::not_found)?;
    let answers = store::list_answers(cx.conn, sitting.id)?;
    let mut questions = Vec::new();
    for q in shown(cx, &exam, sitting.id)? {
        let answer = answers.iter().find(|a| a.place == q.place);
        let right: Vec<u32> = q.version.answer.read()?;
        questions.push(ResultQuestion {
            no: q.no,
            area: q.question.area,
            kind: q.question.kind,
            options: q.options()?,
            right: q.as_shown(&right),
            answer: answer.map(|a| q.saved(a)).transpose()?,
            got: answer.and_then(|a| a.points).unwrap_or(0),
            points: q.version.points,
            text: q.version.text,
            explanation: q.version.explanation,
        });
    }
    Ok(MyExamResult {
        result,
        full_points: exam.full_points,
        pass_points: rules::pass_points(exam.full_points, exam.pass_bps),
        questions,
    })
}
