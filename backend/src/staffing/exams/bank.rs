//! The questions that come with the program: twelve of our own for each of B's sixteen topics.

use diesel::prelude::*;
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::model::*;
use super::rules::{self, Content};
use super::store;
use crate::app::{App, Cx};
use crate::auth::Actor;
use crate::db::Json;
use crate::db::schema::exam_questions;
use crate::error::{AppError, AppResult, Code, OnConflict};
use crate::{on_each, settings};

const FILES: [&str; 16] = [
    include_str!("bank/b01.toml"),
    include_str!("bank/b02.toml"),
    include_str!("bank/b03.toml"),
    include_str!("bank/b04.toml"),
    include_str!("bank/b05.toml"),
    include_str!("bank/b06.toml"),
    include_str!("bank/b07.toml"),
    include_str!("bank/b08.toml"),
    include_str!("bank/b09.toml"),
    include_str!("bank/b10.toml"),
    include_str!("bank/b11.toml"),
    include_str!("bank/b12.toml"),
    include_str!("bank/b13.toml"),
    include_str!("bank/b14.toml"),
    include_str!("bank/b15.toml"),
    include_str!("bank/b16.toml"),
];

/// The setting that keeps which files were taken in last.
const SETTING: &str = "exam_bank";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    area: String,
    question: Vec<Entry>,
}

/// A question as its file says it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    kind: QuestionKind,
    difficulty: i32,
    text: String,
    #[serde(default)]
    options: Vec<String>,
    #[serde(default)]
    answer: Vec<u32>,
    points: i32,
    explanation: String,
}

/// Every question with its area.
fn entries() -> AppResult<Vec<(Area, Entry)>> {
    let mut out = Vec::new();
    for text in FILES {
        let file: File = toml::from_str(text).map_err(AppError::internal)?;
        let area: Area = file.area.to_ascii_lowercase().parse().map_err(AppError::internal)?;
        for entry in file.question {
            let content = Content { kind: entry.kind, options: &entry.options, answer: &entry.answer };
            if !rules::faults(&content).is_empty() {
                return Err(AppError::internal(format!("the question {}", entry.code)));
            }
            out.push((area, entry));
        }
    }
    Ok(out)
}

/// Puts in those questions that the database lacks, by their codes; does nothing where these files were taken in
/// before. What a bank has changed of a question stays.
pub fn ensure_standard(app: &App) -> AppResult<usize> {
    let mut digest = Sha256::new();
    FILES.iter().for_each(|f| digest.update(f.as_bytes()));
    let digest = Json(json!(hex::encode(digest.finalize())));
    let known = app.db().read(|conn| Ok(settings::find(conn, SETTING)?))?;
    if known.is_some_and(|k| k.0 == digest.0) {
        return Ok(0);
    }
    let entries = entries()?;
    match app.write_as(&Actor::Operator, |cx| put(cx, &entries, &digest)) {
        // Another instance that starts as well was first.
        Err(e) if e.code() == Code::AlreadyExists => Ok(0),
        other => other,
    }
}

fn put(cx: &mut Cx<'_>, entries: &[(Area, Entry)], digest: &Json) -> AppResult<usize> {
    let known: Vec<String> = exam_questions::table.select(exam_questions::code).load(cx.conn)?;
    let (mut questions, mut versions) = (Vec::new(), Vec::new());
    for (area, entry) in entries.iter().filter(|(_, e)| !known.contains(&e.code)) {
        let id = QuestionId::new();
        questions.push(Question {
            id,
            code: entry.code.clone(),
            area: *area,
            kind: entry.kind,
            state: QuestionState::InUse,
            latest: 1,
            adopted: Some(1),
            reason: None,
            version: 1,
            created_at: cx.now,
        });
        versions.push(QuestionVersion {
            question_id: id,
            number: 1,
            difficulty: entry.difficulty,
            text: entry.text.trim().to_owned(),
            options: Json::of(&entry.options)?,
            answer: Json::of(&entry.answer)?,
            points: entry.points,
            explanation: entry.explanation.trim().to_owned(),
            written_by: None,
            written_at: cx.now,
        });
    }
    for chunk in questions.chunks(100) {
        on_each!(cx.conn, |c| diesel::insert_into(exam_questions::table).values(chunk).execute(c))
            .on_duplicate(|| AppError::new(Code::AlreadyExists))?;
    }
    for chunk in versions.chunks(100) {
        store::insert_versions(cx.conn, chunk)?;
    }
    settings::put(cx.conn, SETTING, digest, cx.now)?;
    if !questions.is_empty() {
        let count = json!({ "questions": questions.len() });
        cx.audit("load_exam_questions", "exam_question", None::<String>, count)?;
    }
    Ok(questions.len())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use super::*;

    /// The sum of the marks that a marking guide gives: what stands before 分 in each pair of brackets.
    fn guided(explanation: &str) -> i32 {
        explanation
            .lines()
            .filter_map(|line| line.rsplit_once('（')?.1.split_once("分）")?.0.parse::<i32>().ok())
            .sum()
    }

    #[test]
    fn every_question_is_well_formed() {
        let entries = entries().unwrap();
        assert!(entries.len() >= 160);
        let mut codes = HashSet::new();
        let mut texts = HashSet::new();
        for (area, q) in &entries {
            let at = &q.code;
            assert!(at.starts_with(&format!("{}-", area.as_str().to_uppercase())), "{at} of {area}");
            assert!(codes.insert(at.clone()) && texts.insert(q.text.clone()), "{at} twice");
            assert!((1..=3).contains(&q.difficulty), "{at}: difficulty");
            assert!((8..=600).contains(&q.text.trim().chars().count()), "{at}: text");
            assert!(q.explanation.trim().chars().count() >= 10, "{at}: explanation");
            let points = match q.kind {
                QuestionKind::TrueFalse => 1,
                QuestionKind::Single => 2,
                QuestionKind::Multiple => 3,
                QuestionKind::Written => 10,
            };
            assert_eq!(q.points, points, "{at}: points");
            if matches!(q.kind, QuestionKind::Single | QuestionKind::Multiple) {
                assert!((4..=5).contains(&q.options.len()), "{at}: options");
            }
            if q.kind == QuestionKind::Written {
                assert_eq!(guided(&q.explanation), q.points, "{at}: the guide's marks");
                assert!((3..=6).contains(&q.explanation.trim().lines().count()), "{at}: the guide's points");
            }
        }
    }

    #[test]
    fn every_area_has_ten_questions_or_more_and_every_kind() {
        let mut areas: BTreeMap<Area, Vec<QuestionKind>> = BTreeMap::new();
        for (area, q) in entries().unwrap() {
            areas.entry(area).or_default().push(q.kind);
        }
        assert_eq!(areas.len(), Area::ALL.len());
        for (area, kinds) in areas {
            assert!(kinds.len() >= 10, "{area}");
            assert!(QuestionKind::ALL.iter().all(|k| kinds.contains(k)), "{area}");
        }
    }

    #[test]
    fn where_the_right_option_stands_tells_nothing() {
        let mut at = [0; 5];
        for (_, q) in entries().unwrap().iter().filter(|(_, q)| q.kind == QuestionKind::Single) {
            at[q.answer[0] as usize] += 1;
        }
        let all: usize = at.iter().sum();
        assert!(at[..4].iter().all(|n| (all / 6..=all / 3).contains(n)), "{at:?}");
    }
}
