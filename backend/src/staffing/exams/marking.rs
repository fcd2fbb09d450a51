//! Marks of written answers: two people each, without a name and without the other's mark; a third where they differ.

use std::collections::HashMap;

use serde_json::json;

use super::dto::*;
use super::model::*;
use super::rules::{self, Settled};
use super::service::find;
use super::{markers, store};
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::Page;
use crate::identity::model::UserId;

/// What a marker needs beside an answer.
struct Desk {
    /// The question, its guide and its points, by place.
    questions: HashMap<i32, (String, String, i32)>,
    marks: Vec<Mark>,
    names: HashMap<UserId, String>,
    me: UserId,
    /// Whether the caller may mark in this examination.
    marks_here: bool,
}

impl Desk {
    fn new(cx: &mut Cx<'_>, exam: &Exam, answers: &[Answer]) -> AppResult<Self> {
        let me = cx.actor.user()?.user_id;
        let questions = store::list_paper(cx.conn, exam.id)?
            .into_iter()
            .map(|(place, _, v)| (place, (v.text, v.explanation, v.points)))
            .collect();
        let ids: Vec<AnswerId> = answers.iter().map(|a| a.id).collect();
        let marks = store::list_marks(cx.conn, &ids)?;
        let names = crate::identity::service::names_of(cx, marks.iter().map(|m| m.marker))?;
        let marks_here = rules::is_marked_now(exam, cx.now)
            && !is_candidate(cx, exam.id)?
            && !markers::is_released(cx, exam.id)?;
        Ok(Self { questions, marks, names, me, marks_here })
    }

    fn view(&self, answer: &Answer) -> AppResult<MarkingView> {
        let marks: Vec<&Mark> = self.marks.iter().filter(|m| m.answer_id == answer.id).collect();
        let mine = marks.iter().find(|m| m.marker == self.me).copied();
        let settled = answer.points.is_some();
        let (question, guide, full_points) =
            self.questions.get(&answer.place).cloned().ok_or_else(AppError::not_found)?;
        let text = match answer.answer.read()? {
            Given::Text(text) => text,
            Given::Options(_) => return Err(AppError::internal("a written answer without words")),
        };
        Ok(MarkingView {
            id: answer.id.to_string(),
            place: answer.place,
            question,
            guide,
            full_points,
            answer: text,
            mine: mine.map(|m| self.mark(m)),
            may_mark: self.marks_here && !settled && (mine.is_none() || answer.marks < 2),
            third: !settled && answer.marks == 2 && mine.is_none(),
            points: answer.points,
            marks: if settled { marks.iter().map(|m| self.mark(m)).collect() } else { Vec::new() },
        })
    }

    fn mark(&self, m: &Mark) -> MarkView {
        MarkView {
            round: m.round,
            marker: self.names.get(&m.marker).cloned().unwrap_or_default(),
            points: m.points,
            note: m.note.clone(),
            marked_at: m.marked_at,
        }
    }
}

/// Whether the caller is a candidate of the examination: then nothing in it is theirs to mark.
fn is_candidate(cx: &mut Cx<'_>, exam: ExamId) -> AppResult<bool> {
    Ok(match cx.actor.employee_id() {
        Some(me) => store::find_sitting_of(cx.conn, exam, me)?.is_some(),
        None => false,
    })
}

/// Written answers to mark, by question, once the time to sit is over; none before.
pub fn list_exam_marking(cx: &mut Cx<'_>, id: ExamId, q: &ListMarking) -> AppResult<Page<MarkingView>> {
    cx.scope(Action::ListExamMarking)?;
    let exam = find(cx, id)?;
    if exam.state != ExamState::Released && !rules::is_marked_now(&exam, cx.now) || is_candidate(cx, id)? {
        return Ok(Page { items: Vec::new(), next_cursor: None });
    }
    let me = cx.actor.user()?.user_id;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "exam_marking", q.cursor.as_deref())?;
    let open_to = q.open.unwrap_or(false).then_some(me);
    let rows = store::list_written(cx.conn, id, open_to, after, limit + 1)?;
    let page = crate::db::page::page(cx.app.keys(), "exam_marking", rows, limit, |a| (a.place, a.id), |a| a)?;
    let desk = Desk::new(cx, &exam, &page.items)?;
    let items = page.items.iter().map(|a| desk.view(a)).collect::<AppResult<_>>()?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// Marks a written answer, or changes the own mark while the other one is not in. Two marks within the limit settle it;
/// else a third by somebody else does.
///
/// Errors: `exam_state` outside the time to mark, `exam_marked`, `self_approval` for a candidate; 403 for whoever was released.
pub fn give_mark(cx: &mut Cx<'_>, id: AnswerId, input: &GiveMark) -> AppResult<MarkingView> {
    cx.may(Action::GiveMark, &Thing::bank())?;
    let (mut answer, sitting) = store::find_written(cx.conn, id).or_not_found()?;
    let exam = find(cx, sitting.exam_id)?;
    if sitting.state != SittingState::Submitted || !rules::is_marked_now(&exam, cx.now) {
        return Err(rules::exam_state());
    }
    if is_candidate(cx, exam.id)? {
        return Err(AppError::new(Code::SelfApproval).clause("D8.2"));
    }
    if markers::is_released(cx, exam.id)? {
        return Err(AppError::new(Code::Forbidden).clause("D8.2"));
    }
    let me = cx.actor.user()?.user_id;
    let paper = store::list_paper(cx.conn, exam.id)?;
    let full = paper.iter().find(|(place, ..)| *place == answer.place).map_or(0, |(_, _, v)| v.points);
    if input.points > full {
        return Err(AppError::field("/points", "invalid"));
    }
    let mut marks = store::list_marks(cx.conn, &[id])?;
    let mine = marks.iter().position(|m| m.marker == me);
    if answer.points.is_some() || mine.is_some() && answer.marks >= 2 {
        return Err(AppError::new(Code::ExamMarked).clause("D8.2"));
    }
    let note = input.note.as_deref().map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned);
    let round = mine.map_or(answer.marks + 1, |at| marks[at].round);
    match mine {
        Some(at) => {
            let mark = Mark { points: input.points, note, marked_at: cx.now, ..marks[at].clone() };
            store::update_mark(cx.conn, &mark)?;
            marks[at] = mark;
        }
        None => {
            let mark =
                Mark { answer_id: id, round, marker: me, points: input.points, note, marked_at: cx.now };
            store::insert_mark(cx.conn, &mark)
                .on_duplicate(|| AppError::new(Code::Conflict).clause("D8.2"))?;
            answer.marks += 1;
            marks.push(mark);
        }
    }
    let given: Vec<i32> = marks.iter().map(|m| m.points).collect();
    if let Settled::Points(points) = rules::settle(&given, exam.mark_limit) {
        answer.points = Some(points);
    }
    store::update_answer(cx.conn, &answer)?;
    // A mark may change while the other one is not in: the audit keeps each.
    let detail = json!({ "answer_id": id, "round": round, "points": input.points });
    cx.audit("give_mark", "exam", Some(exam.id), detail)?;
    Desk::new(cx, &exam, std::slice::from_ref(&answer))?.view(&answer)
}
