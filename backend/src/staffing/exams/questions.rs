//! The question bank: written by one, adopted by another, drawn from by papers.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;

use super::dto::*;
use super::model::*;
use super::rules::{self, Content};
use super::store;
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::{IdemKey, IfMatch, Page};
use crate::identity::model::UserId;

/// The bank's own questions are numbered from here, so that they never meet those that come with the program.
const OWN_FROM: u32 = 101;

type Pair = (Question, QuestionVersion);

fn view(cx: &Cx<'_>, (q, v): Pair, names: &HashMap<UserId, String>) -> AppResult<QuestionView> {
    let waits = q.state != QuestionState::Retired && q.adopted != Some(q.latest);
    let by_other = v.written_by.is_none_or(|u| cx.actor.user_id() != Some(u));
    Ok(QuestionView {
        id: q.id.to_string(),
        code: q.code,
        area: q.area,
        kind: q.kind,
        state: q.state,
        number: v.number,
        adopted: q.adopted,
        difficulty: v.difficulty,
        text: v.text,
        options: v.options.read()?,
        answer: v.answer.read()?,
        points: v.points,
        explanation: v.explanation,
        author: v.written_by.map(|u| names.get(&u).cloned().unwrap_or_default()),
        written_at: v.written_at,
        may_adopt: waits && by_other && cx.actor.can(Action::AdoptExamQuestion, &Thing::bank()),
        reason: q.reason,
        version: q.version,
    })
}

/// Questions in the order in which they were entered.
pub fn list_exam_questions(cx: &mut Cx<'_>, q: &ListQuestions) -> AppResult<Page<QuestionView>> {
    cx.scope(Action::ListExamQuestions)?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "exam_questions", q.cursor.as_deref())?;
    let rows = store::list_questions(cx.conn, q, after, limit + 1)?;
    let page = crate::db::page::page(cx.app.keys(), "exam_questions", rows, limit, |(q, _)| q.id, |r| r)?;
    let names = crate::identity::service::names_of(cx, page.items.iter().filter_map(|(_, v)| v.written_by))?;
    let items = page.items.into_iter().map(|r| view(cx, r, &names)).collect::<AppResult<_>>()?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// How many questions in use there are of each sort.
pub fn count_exam_questions(cx: &mut Cx<'_>) -> AppResult<QuestionCounts> {
    cx.scope(Action::CountExamQuestions)?;
    let mut counts: BTreeMap<(Area, QuestionKind, i32), i64> = BTreeMap::new();
    for q in store::list_drawable(cx.conn)? {
        *counts.entry((q.area, q.kind, q.difficulty)).or_default() += 1;
    }
    let item = |((area, kind, difficulty), count)| QuestionCount { area, kind, difficulty, count };
    Ok(QuestionCounts { items: counts.into_iter().map(item).collect() })
}

/// One question.
pub fn get_exam_question(cx: &mut Cx<'_>, id: QuestionId) -> AppResult<QuestionView> {
    cx.scope(Action::GetExamQuestion)?;
    let pair = store::find_question(cx.conn, id).or_not_found()?;
    let names = crate::identity::service::names_of(cx, pair.1.written_by.into_iter())?;
    view(cx, pair, &names)
}

/// A question's versions, newest first, each with what it changed; for whoever may read the bank.
pub fn list_exam_question_versions(cx: &mut Cx<'_>, id: QuestionId) -> AppResult<QuestionVersions> {
    cx.scope(Action::ListExamQuestionVersions)?;
    let (q, _) = store::find_question(cx.conn, id).or_not_found()?;
    let rows = store::list_versions(cx.conn, id)?;
    let names = crate::identity::service::names_of(cx, rows.iter().filter_map(|v| v.written_by))?;
    let mut items = Vec::with_capacity(rows.len());
    for (i, v) in rows.iter().enumerate() {
        // Newest first: the one before stands behind it.
        let changed = rows.get(i + 1).map_or_else(Vec::new, |before| rules::changed(before, v));
        items.push(QuestionVersionView {
            number: v.number,
            in_use: q.state != QuestionState::Retired && q.adopted == Some(v.number),
            changed,
            difficulty: v.difficulty,
            text: v.text.clone(),
            options: v.options.read()?,
            answer: v.answer.read()?,
            points: v.points,
            explanation: v.explanation.clone(),
            author: v.written_by.map(|u| names.get(&u).cloned().unwrap_or_default()),
            written_at: v.written_at,
        });
    }
    Ok(QuestionVersions { items })
}

/// What a version says; refused where its form is wrong.
struct Written<'a> {
    difficulty: i32,
    text: &'a str,
    options: &'a [String],
    answer: &'a [u32],
    points: i32,
    explanation: &'a str,
}

fn version_of(cx: &Cx<'_>, q: &Question, number: i32, written: &Written<'_>) -> AppResult<QuestionVersion> {
    let content = Content { kind: q.kind, options: written.options, answer: written.answer };
    let mut faults = rules::faults(&content);
    for (pointer, text) in [("/text", written.text), ("/explanation", written.explanation)] {
        if text.trim().is_empty() {
            faults.extend(AppError::field(pointer, "required").fields().iter().cloned());
        }
    }
    if !faults.is_empty() {
        return Err(AppError::new(Code::InvalidBody).with_fields(faults));
    }
    let options: Vec<&str> = written.options.iter().map(|o| o.trim()).collect();
    Ok(QuestionVersion {
        question_id: q.id,
        number,
        difficulty: written.difficulty,
        text: written.text.trim().to_owned(),
        options: Json::of(&options)?,
        answer: Json::of(&written.answer)?,
        points: written.points,
        explanation: written.explanation.trim().to_owned(),
        written_by: Some(cx.actor.user()?.user_id),
        written_at: cx.now,
    })
}

/// Writes a question. Papers draw it once somebody else has adopted it.
pub fn create_exam_question(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    input: &CreateQuestion,
) -> AppResult<QuestionView> {
    cx.may(Action::CreateExamQuestion, &Thing::bank())?;
    let id: QuestionId = cx.once(key, Action::CreateExamQuestion, input, |cx| {
        let own = store::list_codes(cx.conn, input.area)?
            .iter()
            .filter_map(|c| c.rsplit_once('-')?.1.parse::<u32>().ok())
            .max()
            .map_or(OWN_FROM, |last| OWN_FROM.max(last + 1));
        let question = Question {
            id: QuestionId::new(),
            code: format!("{}-{own}", input.area.as_str().to_uppercase()),
            area: input.area,
            kind: input.kind,
            state: QuestionState::Draft,
            latest: 1,
            adopted: None,
            reason: None,
            version: 1,
            created_at: cx.now,
        };
        let written = Written {
            difficulty: input.difficulty,
            text: &input.text,
            options: &input.options,
            answer: &input.answer,
            points: input.points,
            explanation: &input.explanation,
        };
        let version = version_of(cx, &question, 1, &written)?;
        store::insert_question(cx.conn, &question)
            .on_duplicate(|| AppError::new(Code::AlreadyExists).clause("D8.2"))?;
        store::insert_versions(cx.conn, &[version])?;
        cx.audit(
            "create_exam_question",
            "exam_question",
            Some(question.id),
            json!({ "code": question.code }),
        )?;
        Ok(question.id)
    })?;
    get_exam_question(cx, id)
}

/// The question, for whoever may change it, at the version that the change is based on.
fn find_to_change(cx: &mut Cx<'_>, id: QuestionId, action: Action, version: IfMatch) -> AppResult<Pair> {
    cx.may(action, &Thing::bank())?;
    let pair = store::find_question(cx.conn, id).or_not_found()?;
    version.check(pair.0.version)?;
    if pair.0.state == QuestionState::Retired {
        return Err(AppError::new(Code::QuestionState).clause("D8.2"));
    }
    Ok(pair)
}

fn save(cx: &mut Cx<'_>, q: &Question) -> AppResult<()> {
    if store::update_question(cx.conn, q)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    Ok(())
}

/// Writes a new version. Papers draw the adopted one until somebody else has adopted this one; papers drawn before
/// keep theirs.
pub fn revise_exam_question(
    cx: &mut Cx<'_>,
    id: QuestionId,
    version: IfMatch,
    input: &ReviseQuestion,
) -> AppResult<QuestionView> {
    let (mut q, _) = find_to_change(cx, id, Action::ReviseExamQuestion, version)?;
    let written = Written {
        difficulty: input.difficulty,
        text: &input.text,
        options: &input.options,
        answer: &input.answer,
        points: input.points,
        explanation: &input.explanation,
    };
    q.latest += 1;
    let next = version_of(cx, &q, q.latest, &written)?;
    store::insert_versions(cx.conn, &[next])?;
    save(cx, &q)?;
    cx.audit("revise_exam_question", "exam_question", Some(id), json!({ "number": q.latest }))?;
    get_exam_question(cx, id)
}

/// Takes the newest version into use; whoever wrote it cannot. Errors: `question_state`, `self_approval`.
pub fn adopt_exam_question(cx: &mut Cx<'_>, id: QuestionId, version: IfMatch) -> AppResult<QuestionView> {
    let (mut q, v) = find_to_change(cx, id, Action::AdoptExamQuestion, version)?;
    if q.adopted == Some(q.latest) {
        return Err(AppError::new(Code::QuestionState).clause("D8.2"));
    }
    if v.written_by.is_some() && v.written_by == cx.actor.user_id() {
        return Err(AppError::new(Code::SelfApproval).clause("D8.2"));
    }
    q.state = QuestionState::InUse;
    q.adopted = Some(q.latest);
    save(cx, &q)?;
    cx.audit("adopt_exam_question", "exam_question", Some(id), json!({ "number": q.latest }))?;
    get_exam_question(cx, id)
}

/// Retires a question: no paper draws it any more, papers drawn before keep it.
pub fn retire_exam_question(
    cx: &mut Cx<'_>,
    id: QuestionId,
    version: IfMatch,
    input: &ExamReason,
) -> AppResult<QuestionView> {
    let (mut q, _) = find_to_change(cx, id, Action::RetireExamQuestion, version)?;
    q.state = QuestionState::Retired;
    q.reason = Some(input.reason.trim().to_owned());
    save(cx, &q)?;
    cx.audit("retire_exam_question", "exam_question", Some(id), json!({}))?;
    get_exam_question(cx, id)
}
