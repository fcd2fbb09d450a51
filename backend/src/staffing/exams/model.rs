//! Rows of examinations.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::db::schema::{
    exam_answers, exam_marker_releases, exam_marks, exam_papers, exam_question_versions, exam_questions,
    exam_sittings, exams,
};
use crate::db::{Json, Ts};
use crate::identity::model::UserId;
use crate::org::model::EmployeeId;
use crate::staffing::model::Grade;
use crate::{id, text_enum};

id! {
    /// A question of the bank.
    QuestionId
}
id! {
    /// An examination.
    ExamId
}
id! {
    /// Somebody's sitting of an examination.
    SittingId
}
id! {
    /// An answer; it names nobody.
    AnswerId
}

text_enum! {
    /// A knowledge area: one of B's sixteen topics.
    Area {
        /// What modern banks do business for.
        B1 = "b1",
        /// The loyal client.
        B2 = "b2",
        /// The relationship-manager system.
        B3 = "b3",
        /// A client's worth.
        B4 = "b4",
        /// Satisfaction.
        B5 = "b5",
        /// Working together.
        B6 = "b6",
        /// Service without defects.
        B7 = "b7",
        /// From the client's need.
        B8 = "b8",
        /// Experience.
        B9 = "b9",
        /// What banks do business for, applied.
        B10 = "b10",
        /// Winning clients.
        B11 = "b11",
        /// Forms of contact.
        B12 = "b12",
        /// Ways of keeping a relation.
        B13 = "b13",
        /// Minding how clients feel.
        B14 = "b14",
        /// Answering what clients need.
        B15 = "b15",
        /// The lobby manager's work.
        B16 = "b16",
    }
}

text_enum! {
    /// A kind of question.
    QuestionKind {
        /// Right or wrong.
        TrueFalse = "true_false",
        /// One option is right.
        Single = "single",
        /// Some options are right.
        Multiple = "multiple",
        /// Answered in words; marked by people.
        Written = "written",
    }
}

text_enum! {
    /// A part of a question.
    QuestionPart {
        /// What is asked.
        Text = "text",
        /// The options.
        Options = "options",
        /// What is right.
        Answer = "answer",
        /// Why, or the marking guide.
        Explanation = "explanation",
        /// The points.
        Points = "points",
        /// The difficulty.
        Difficulty = "difficulty",
    }
}

text_enum! {
    /// Whether papers may draw a question.
    QuestionState {
        /// No version has been adopted yet.
        Draft = "draft",
        /// Papers draw its adopted version.
        InUse = "in_use",
        /// No paper draws it any more.
        Retired = "retired",
    }
}

text_enum! {
    /// What an examination is for.
    ExamPurpose {
        /// A grade (E2.3).
        Grade = "grade",
        /// The credit officer's qualification that class A needs (D3.6).
        CreditOfficer = "credit_officer",
    }
}

text_enum! {
    /// What has been done with an examination.
    ExamState {
        /// Being prepared.
        Draft = "draft",
        /// Announced; whether it can be sat follows from the time.
        Published = "published",
        /// Its results are out.
        Released = "released",
        /// Called off.
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// How far a sitting is.
    SittingState {
        /// Means to sit.
        Enrolled = "enrolled",
        /// Sits.
        Sitting = "sitting",
        /// Handed in, by the candidate or by the clock.
        Submitted = "submitted",
    }
}

/// A question of the bank.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = exam_questions)]
pub struct Question {
    pub id: QuestionId,
    pub code: String,
    pub area: Area,
    pub kind: QuestionKind,
    pub state: QuestionState,
    /// Number of the newest version.
    pub latest: i32,
    /// Number of the version that papers draw.
    pub adopted: Option<i32>,
    /// Why it was retired.
    pub reason: Option<String>,
    pub version: i64,
    pub created_at: Ts,
}

/// A version of a question; never changed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = exam_question_versions)]
pub struct QuestionVersion {
    pub question_id: QuestionId,
    pub number: i32,
    pub difficulty: i32,
    pub text: String,
    /// The options, as texts.
    pub options: Json,
    /// Indices of the right options; of true-or-false 0 for right, 1 for wrong.
    pub answer: Json,
    pub points: i32,
    pub explanation: String,
    /// Absent for questions that came with the program.
    pub written_by: Option<UserId>,
    pub written_at: Ts,
}

/// An examination.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = exams)]
pub struct Exam {
    pub id: ExamId,
    pub name: String,
    pub purpose: ExamPurpose,
    pub grade: Option<Grade>,
    pub opens_at: Ts,
    pub closes_at: Ts,
    pub minutes: i32,
    /// What the paper consists of, as [`PaperRule`]s.
    pub rules: Json,
    pub pass_bps: i32,
    /// Two marks of a written answer that are further apart ask for a third.
    pub mark_limit: i32,
    /// The draw's seed, in hexadecimal.
    pub seed: Option<String>,
    pub questions: i32,
    pub full_points: i32,
    pub state: ExamState,
    pub reason: Option<String>,
    pub released_at: Option<Ts>,
    pub version: i64,
    pub created_by: UserId,
    pub created_at: Ts,
}

/// How many questions of a kind a paper takes from an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperRule {
    /// The area.
    pub area: Area,
    /// The kind.
    pub kind: QuestionKind,
    /// 1 easy, 2 medium, 3 hard; absent: any.
    #[validate(range(min = 1, max = 3))]
    #[schema(minimum = 1, maximum = 3)]
    pub difficulty: Option<i32>,
    /// How many.
    #[validate(range(min = 1, max = 50))]
    #[schema(minimum = 1, maximum = 50)]
    pub count: u32,
}

/// A question's place on a paper.
#[derive(Debug, Clone, Copy, Queryable, Selectable, Insertable)]
#[diesel(table_name = exam_papers)]
pub struct PaperRow {
    pub exam_id: ExamId,
    pub place: i32,
    pub question_id: QuestionId,
    pub number: i32,
}

/// Somebody's sitting.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = exam_sittings)]
pub struct Sitting {
    pub id: SittingId,
    pub exam_id: ExamId,
    pub employee_id: EmployeeId,
    pub state: SittingState,
    pub enrolled_at: Ts,
    pub started_at: Option<Ts>,
    pub deadline_at: Option<Ts>,
    pub submitted_at: Option<Ts>,
    /// Whether the clock handed it in.
    pub by_clock: bool,
    pub objective_points: Option<i32>,
    pub written_points: Option<i32>,
    pub passed: Option<bool>,
    /// The last day on which a passed result counts.
    pub counts_until: Option<NaiveDate>,
    pub warned_at: Option<Ts>,
}

/// An answer.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = exam_answers)]
pub struct Answer {
    pub id: AnswerId,
    pub sitting_id: SittingId,
    pub place: i32,
    pub written: bool,
    /// What was answered, as [`Given`].
    pub answer: Json,
    /// The candidate's own count of savings of this answer; a lower one never takes a higher one's place.
    pub seq: i64,
    pub saved_at: Ts,
    /// How many people have marked it.
    pub marks: i32,
    /// What it came to, once that is settled.
    pub points: Option<i32>,
}

/// What was answered: chosen options, by their index on the paper, or words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Given {
    /// Indices of options, ascending.
    Options(Vec<u32>),
    /// Words.
    Text(String),
}

/// A marker who leaves and gives no more marks in an examination.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = exam_marker_releases)]
pub struct MarkerRelease {
    pub exam_id: ExamId,
    pub employee_id: EmployeeId,
    pub reason: String,
    pub released_by: Option<UserId>,
    pub released_at: Ts,
}

/// A marker's mark of a written answer.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = exam_marks)]
pub struct Mark {
    pub answer_id: AnswerId,
    /// 1 and 2 are the two blind ones, 3 the one that a difference asks for.
    pub round: i32,
    pub marker: UserId,
    pub points: i32,
    pub note: Option<String>,
    pub marked_at: Ts,
}
