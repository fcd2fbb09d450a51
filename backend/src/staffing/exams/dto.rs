//! Requests and answers of examinations.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::*;
use super::rules::ResultStanding;
use crate::db::Ts;
use crate::org::model::{EmployeeId, OrgUnitId};
use crate::staffing::model::Grade;
use crate::text_enum;

/// A question as its authors see it: its newest version.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct QuestionView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Its code; the bank's own are numbered from 101.
    #[schema(max_length = 20)]
    pub code: String,
    /// Area.
    pub area: Area,
    /// Kind.
    pub kind: QuestionKind,
    /// Whether papers draw it.
    pub state: QuestionState,
    /// Number of this version.
    #[schema(minimum = 1, maximum = 1000000)]
    pub number: i32,
    /// Number of the version that papers draw; absent: none yet.
    #[schema(minimum = 1, maximum = 1000000)]
    pub adopted: Option<i32>,
    /// 1 easy, 2 medium, 3 hard.
    #[schema(minimum = 1, maximum = 3)]
    pub difficulty: i32,
    /// The question.
    #[schema(max_length = 4000)]
    pub text: String,
    /// The options, of `single` and `multiple`.
    #[schema(max_items = 6)]
    pub options: Vec<String>,
    /// Indices of the right options from 0; of `true_false` 0 for right and 1 for wrong.
    #[schema(max_items = 6)]
    pub answer: Vec<u32>,
    /// Points.
    #[schema(minimum = 1, maximum = 100)]
    pub points: i32,
    /// Why the answer is right; of `written` the marking guide.
    #[schema(max_length = 4000)]
    pub explanation: String,
    /// Who wrote this version; absent for questions that came with the program.
    #[schema(max_length = 200)]
    pub author: Option<String>,
    /// When.
    pub written_at: Ts,
    /// Whether the caller may adopt this version: it waits, and somebody else wrote it.
    pub may_adopt: bool,
    /// Why it was retired.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// Version for `If-Match`.
    pub version: i64,
}

/// Lists questions.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuestions {
    /// Of this area.
    pub area: Option<Area>,
    /// Of this kind.
    pub kind: Option<QuestionKind>,
    /// Of this difficulty.
    #[validate(range(min = 1, max = 3))]
    #[param(minimum = 1, maximum = 3)]
    pub difficulty: Option<i32>,
    /// In this state.
    pub state: Option<QuestionState>,
    /// Whose newest version waits to be adopted.
    pub waiting: Option<bool>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// How many questions in use there are of a sort.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct QuestionCount {
    /// Area.
    pub area: Area,
    /// Kind.
    pub kind: QuestionKind,
    /// Difficulty.
    #[schema(minimum = 1, maximum = 3)]
    pub difficulty: i32,
    /// How many.
    #[schema(minimum = 0, maximum = 1000000)]
    pub count: i64,
}

/// The bank by sorts.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct QuestionCounts {
    /// Sorts that have questions in use.
    #[schema(max_items = 192)]
    pub items: Vec<QuestionCount>,
}

/// Writes a question; papers draw it once somebody else has adopted it.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateQuestion {
    /// Area.
    pub area: Area,
    /// Kind.
    pub kind: QuestionKind,
    /// 1 easy, 2 medium, 3 hard.
    #[validate(range(min = 1, max = 3))]
    #[schema(minimum = 1, maximum = 3)]
    pub difficulty: i32,
    /// The question.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "客户办理贷款展期，应当在何时提出申请？")]
    pub text: String,
    /// Three to six options of `single` and `multiple`; else empty.
    #[validate(length(max = 6))]
    #[schema(max_items = 6)]
    pub options: Vec<String>,
    /// Indices of the right options, ascending; of `true_false` 0 or 1; of `written` empty.
    #[validate(length(max = 6))]
    #[schema(max_items = 6)]
    pub answer: Vec<u32>,
    /// Points.
    #[validate(range(min = 1, max = 100))]
    #[schema(minimum = 1, maximum = 100)]
    pub points: i32,
    /// Why the answer is right; of `written` the marking guide.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000)]
    pub explanation: String,
}

/// Writes a new version of a question; papers drawn before keep theirs.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviseQuestion {
    /// 1 easy, 2 medium, 3 hard.
    #[validate(range(min = 1, max = 3))]
    #[schema(minimum = 1, maximum = 3)]
    pub difficulty: i32,
    /// The question.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub text: String,
    /// The options.
    #[validate(length(max = 6))]
    #[schema(max_items = 6)]
    pub options: Vec<String>,
    /// The right ones.
    #[validate(length(max = 6))]
    #[schema(max_items = 6)]
    pub answer: Vec<u32>,
    /// Points.
    #[validate(range(min = 1, max = 100))]
    #[schema(minimum = 1, maximum = 100)]
    pub points: i32,
    /// Why; of `written` the marking guide.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000)]
    pub explanation: String,
}

/// A reason.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExamReason {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "考场网络检修，改期举行")]
    pub reason: String,
}

text_enum! {
    /// How far an examination is at a moment.
    ExamPhase {
        /// Being prepared.
        Draft = "draft",
        /// Announced; it opens later.
        Announced = "announced",
        /// It can be sat.
        Open = "open",
        /// The time to sit is over; marks are given.
        Marking = "marking",
        /// Its results are out.
        Released = "released",
        /// Called off.
        Cancelled = "cancelled",
    }
}

/// How the caller stands to an examination.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MyPart {
    /// How far the own sitting is.
    pub state: SittingState,
    /// When it was started.
    pub started_at: Option<Ts>,
    /// When it must be handed in.
    pub deadline_at: Option<Ts>,
    /// When it was handed in.
    pub submitted_at: Option<Ts>,
    /// What it came to, once results are out.
    pub result: Option<ExamOutcome>,
}

/// What a sitting came to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ExamOutcome {
    /// Points of the questions with options.
    #[schema(minimum = 0, maximum = 100000)]
    pub objective_points: i32,
    /// Points of the written ones.
    #[schema(minimum = 0, maximum = 100000)]
    pub written_points: i32,
    /// All points.
    #[schema(minimum = 0, maximum = 100000)]
    pub points: i32,
    /// Whether it passed.
    pub passed: bool,
    /// The last day on which it counts (E2.3).
    pub counts_until: Option<NaiveDate>,
    /// How it stands today.
    pub standing: ResultStanding,
}

/// How far an examination is with its candidates.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct ExamProgress {
    /// Enrolled in all.
    #[schema(minimum = 0, maximum = 1000000)]
    pub candidates: i64,
    /// Of those, who sit.
    #[schema(minimum = 0, maximum = 1000000)]
    pub sitting: i64,
    /// Of those, who handed in.
    #[schema(minimum = 0, maximum = 1000000)]
    pub submitted: i64,
    /// Written answers that people mark.
    #[schema(minimum = 0, maximum = 10000000)]
    pub written: i64,
    /// Of those, which wait for a mark.
    #[schema(minimum = 0, maximum = 10000000)]
    pub unmarked: i64,
}

/// An examination.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ExamView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// What it is called.
    #[schema(max_length = 120)]
    pub name: String,
    /// What it is for.
    pub purpose: ExamPurpose,
    /// The grade, of `grade`.
    pub grade: Option<Grade>,
    /// From when on it can be sat.
    pub opens_at: Ts,
    /// When every sitting ends.
    pub closes_at: Ts,
    /// How long a sitting takes.
    #[schema(minimum = 5, maximum = 480)]
    pub minutes: i32,
    /// Questions of its paper; 0 before the draw.
    #[schema(minimum = 0, maximum = 1000)]
    pub questions: i32,
    /// Points of its paper.
    #[schema(minimum = 0, maximum = 100000)]
    pub full_points: i32,
    /// The fewest points that pass.
    #[schema(minimum = 0, maximum = 100000)]
    pub pass_points: i32,
    /// The ratio that passes, in basis points.
    #[schema(minimum = 1, maximum = 10000)]
    pub pass_bps: i32,
    /// Two marks of a written answer that are further apart ask for a third.
    #[schema(minimum = 0, maximum = 100)]
    pub mark_limit: i32,
    /// What was done with it.
    pub state: ExamState,
    /// How far it is now.
    pub phase: ExamPhase,
    /// Why it was called off.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// When its results came out.
    pub released_at: Option<Ts>,
    /// The caller's part; absent where the caller has none.
    pub mine: Option<MyPart>,
    /// What its paper consists of; for organisers.
    #[schema(max_items = 200)]
    pub rules: Option<Vec<PaperRule>>,
    /// The draw's seed, in hexadecimal; for organisers, and for everybody once results are out.
    #[schema(min_length = 64, max_length = 64)]
    pub seed: Option<String>,
    /// How far candidates and marks are; for those who see candidates or mark.
    pub progress: Option<ExamProgress>,
    /// Whether the caller may change it.
    pub organises: bool,
    /// Version for `If-Match`.
    pub version: i64,
}

/// Lists examinations, newest first.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListExams {
    /// Those that the caller is a candidate of.
    pub mine: Option<bool>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Prepares an examination.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateExam {
    /// What it is called.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "二级客户经理资格笔试")]
    pub name: String,
    /// What it is for.
    pub purpose: ExamPurpose,
    /// The grade; of `grade` alone.
    pub grade: Option<Grade>,
    /// From when on it can be sat; not past.
    pub opens_at: Ts,
    /// When every sitting ends.
    pub closes_at: Ts,
    /// How long a sitting takes.
    #[validate(range(min = 5, max = 480))]
    #[schema(minimum = 5, maximum = 480)]
    pub minutes: i32,
    /// The ratio that passes, in basis points.
    #[validate(range(min = 1, max = 10000))]
    #[schema(minimum = 1, maximum = 10000)]
    pub pass_bps: i32,
    /// Two marks of a written answer that are further apart ask for a third.
    #[validate(range(min = 0, max = 100))]
    #[schema(minimum = 0, maximum = 100)]
    pub mark_limit: i32,
    /// What its paper consists of.
    #[validate(length(min = 1, max = 200), nested)]
    #[schema(min_items = 1, max_items = 200)]
    pub rules: Vec<PaperRule>,
}

/// Changes an examination that is being prepared; what is absent stays. A change of its rules undoes the draw.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateExam {
    /// What it is called.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    /// From when on it can be sat; not past.
    pub opens_at: Option<Ts>,
    /// When every sitting ends.
    pub closes_at: Option<Ts>,
    /// How long a sitting takes.
    #[validate(range(min = 5, max = 480))]
    #[schema(minimum = 5, maximum = 480)]
    pub minutes: Option<i32>,
    /// The ratio that passes, in basis points.
    #[validate(range(min = 1, max = 10000))]
    #[schema(minimum = 1, maximum = 10000)]
    pub pass_bps: Option<i32>,
    /// Two marks of a written answer that are further apart ask for a third.
    #[validate(range(min = 0, max = 100))]
    #[schema(minimum = 0, maximum = 100)]
    pub mark_limit: Option<i32>,
    /// What its paper consists of.
    #[validate(length(min = 1, max = 200), nested)]
    #[schema(min_items = 1, max_items = 200)]
    pub rules: Option<Vec<PaperRule>>,
}

/// A question of a drawn paper, for its authors.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PaperQuestion {
    /// Its place on the paper.
    #[schema(minimum = 1, maximum = 1000)]
    pub place: i32,
    /// The question's id.
    #[schema(format = Uuid, max_length = 36)]
    pub question_id: String,
    /// Code.
    #[schema(max_length = 20)]
    pub code: String,
    /// Number of the version.
    #[schema(minimum = 1, maximum = 1000000)]
    pub number: i32,
    /// Area.
    pub area: Area,
    /// Kind.
    pub kind: QuestionKind,
    /// Difficulty.
    #[schema(minimum = 1, maximum = 3)]
    pub difficulty: i32,
    /// The question.
    #[schema(max_length = 4000)]
    pub text: String,
    /// The options.
    #[schema(max_items = 6)]
    pub options: Vec<String>,
    /// The right ones.
    #[schema(max_items = 6)]
    pub answer: Vec<u32>,
    /// Points.
    #[schema(minimum = 1, maximum = 100)]
    pub points: i32,
    /// Why; of `written` the marking guide.
    #[schema(max_length = 4000)]
    pub explanation: String,
}

/// A drawn paper.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PaperView {
    /// The draw's seed, in hexadecimal.
    #[schema(min_length = 64, max_length = 64)]
    pub seed: Option<String>,
    /// Points in all.
    #[schema(minimum = 0, maximum = 100000)]
    pub full_points: i32,
    /// Its questions; none before the draw.
    #[schema(max_items = 1000)]
    pub items: Vec<PaperQuestion>,
}

text_enum! {
    /// How far a candidate is at a moment.
    CandidateState {
        /// Means to sit.
        Enrolled = "enrolled",
        /// Sits.
        Sitting = "sitting",
        /// Handed in.
        Submitted = "submitted",
        /// Did not sit while it was open.
        Missed = "missed",
    }
}

/// A candidate.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ExamCandidate {
    /// The employee.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub employee_no: String,
    /// Name.
    #[schema(max_length = 200)]
    pub name: String,
    /// Unit.
    #[schema(max_length = 200)]
    pub unit_name: String,
    /// How far the sitting is.
    pub state: CandidateState,
    /// When it was started.
    pub started_at: Option<Ts>,
    /// When it was handed in.
    pub submitted_at: Option<Ts>,
    /// Whether the clock handed it in.
    pub by_clock: bool,
    /// What it came to, once results are out.
    pub result: Option<ExamOutcome>,
}

/// Lists candidates.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListExamParts {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// A question as its candidate sees it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SittingQuestion {
    /// Its number in this sitting.
    #[schema(minimum = 1, maximum = 1000)]
    pub no: i32,
    /// Kind.
    pub kind: QuestionKind,
    /// The question.
    #[schema(max_length = 4000)]
    pub text: String,
    /// The options, in this sitting's order.
    #[schema(max_items = 6)]
    pub options: Vec<String>,
    /// Points.
    #[schema(minimum = 1, maximum = 100)]
    pub points: i32,
    /// What was answered so far.
    pub answer: Option<SavedAnswer>,
}

/// What was saved.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SavedAnswer {
    /// Number of the question in this sitting.
    #[schema(minimum = 1, maximum = 1000)]
    pub no: i32,
    /// Chosen options, by this sitting's order; of `true_false` 0 for right and 1 for wrong.
    #[schema(max_items = 6)]
    pub options: Option<Vec<u32>>,
    /// Words.
    #[schema(max_length = 8000)]
    pub text: Option<String>,
    /// The candidate's count of savings of this answer.
    #[schema(minimum = 1, maximum = 9007199254740991i64)]
    pub seq: i64,
    /// When the server took it.
    pub saved_at: Ts,
}

/// The caller's sitting.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SittingView {
    /// Id of the examination.
    #[schema(format = Uuid, max_length = 36)]
    pub exam_id: String,
    /// How far it is.
    pub state: SittingState,
    /// When it was started.
    pub started_at: Option<Ts>,
    /// When it ends, whatever happens to the connection.
    pub deadline_at: Option<Ts>,
    /// When it was handed in.
    pub submitted_at: Option<Ts>,
    /// Whether the clock handed it in.
    pub by_clock: bool,
    /// Seconds that are left, by the server.
    #[schema(minimum = 0, maximum = 100000)]
    pub seconds_left: i64,
    /// The questions with what was answered, while it lasts.
    #[schema(max_items = 1000)]
    pub questions: Vec<SittingQuestion>,
}

/// Saves an answer: options of the kinds that have them, text of `written`.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveAnswer {
    /// The candidate's count of savings of this answer: a lower one never takes a higher one's place.
    #[validate(range(min = 1, max = 9007199254740991i64))]
    #[schema(minimum = 1, maximum = 9007199254740991i64)]
    pub seq: i64,
    /// Chosen options, by this sitting's order; empty: none after all.
    #[validate(length(max = 6))]
    #[schema(max_items = 6)]
    pub options: Option<Vec<u32>>,
    /// Words.
    #[validate(length(max = 8000))]
    #[schema(max_length = 8000)]
    pub text: Option<String>,
}

/// A question of the caller's own released sitting, with what was right.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ResultQuestion {
    /// Its number in this sitting.
    #[schema(minimum = 1, maximum = 1000)]
    pub no: i32,
    /// Area.
    pub area: Area,
    /// Kind.
    pub kind: QuestionKind,
    /// The question.
    #[schema(max_length = 4000)]
    pub text: String,
    /// The options, in this sitting's order.
    #[schema(max_items = 6)]
    pub options: Vec<String>,
    /// The right ones, by this sitting's order.
    #[schema(max_items = 6)]
    pub right: Vec<u32>,
    /// What was answered.
    pub answer: Option<SavedAnswer>,
    /// Points that it came to.
    #[schema(minimum = 0, maximum = 100)]
    pub got: i32,
    /// Points.
    #[schema(minimum = 1, maximum = 100)]
    pub points: i32,
    /// Why; of `written` the marking guide.
    #[schema(max_length = 4000)]
    pub explanation: String,
}

/// The caller's own result with explanations.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MyExamResult {
    /// What it came to.
    pub result: ExamOutcome,
    /// Points of the paper.
    #[schema(minimum = 0, maximum = 100000)]
    pub full_points: i32,
    /// The fewest points that pass.
    #[schema(minimum = 0, maximum = 100000)]
    pub pass_points: i32,
    /// The questions.
    #[schema(max_items = 1000)]
    pub questions: Vec<ResultQuestion>,
}

/// A mark.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MarkView {
    /// 1 or 2, or 3 for the one that a difference asked for.
    #[schema(minimum = 1, maximum = 3)]
    pub round: i32,
    /// Who gave it.
    #[schema(max_length = 200)]
    pub marker: String,
    /// Points.
    #[schema(minimum = 0, maximum = 100)]
    pub points: i32,
    /// What the marker noted.
    #[schema(max_length = 2000)]
    pub note: Option<String>,
    /// When.
    pub marked_at: Ts,
}

/// A written answer to mark. It names no candidate; others' marks stand in it once it is settled.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MarkingView {
    /// The answer's id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// The question's place on the paper.
    #[schema(minimum = 1, maximum = 1000)]
    pub place: i32,
    /// The question.
    #[schema(max_length = 4000)]
    pub question: String,
    /// The marking guide.
    #[schema(max_length = 4000)]
    pub guide: String,
    /// Points of the question.
    #[schema(minimum = 1, maximum = 100)]
    pub full_points: i32,
    /// What was answered.
    #[schema(max_length = 8000)]
    pub answer: String,
    /// The caller's own mark.
    pub mine: Option<MarkView>,
    /// Whether the caller can mark it, or change the own mark.
    pub may_mark: bool,
    /// Whether two marks differ so much that a third is asked for.
    pub third: bool,
    /// What the marks came to, once they are settled.
    #[schema(minimum = 0, maximum = 100)]
    pub points: Option<i32>,
    /// All marks, once they are settled.
    #[schema(max_items = 3)]
    pub marks: Vec<MarkView>,
}

/// Lists written answers to mark.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMarking {
    /// Those alone that wait for a mark of the caller.
    pub open: Option<bool>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Marks a written answer.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveMark {
    /// Points, at most the question's.
    #[validate(range(min = 0, max = 100))]
    #[schema(minimum = 0, maximum = 100)]
    pub points: i32,
    /// What to remember of it.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub note: Option<String>,
}

/// A released result of somebody.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ExamResult {
    /// Id of the sitting.
    #[schema(format = Uuid, max_length = 36)]
    pub sitting_id: String,
    /// Id of the examination.
    #[schema(format = Uuid, max_length = 36)]
    pub exam_id: String,
    /// Its name.
    #[schema(max_length = 120)]
    pub exam_name: String,
    /// What it is for.
    pub purpose: ExamPurpose,
    /// The grade.
    pub grade: Option<Grade>,
    /// The day of the result.
    pub released_on: NaiveDate,
    /// The employee.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub employee_no: String,
    /// Name.
    #[schema(max_length = 200)]
    pub name: String,
    /// Unit.
    #[schema(max_length = 200)]
    pub unit_name: String,
    /// Points of the paper.
    #[schema(minimum = 0, maximum = 100000)]
    pub full_points: i32,
    /// What it came to.
    pub result: ExamOutcome,
}

/// Lists released results, newest first.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListExamResults {
    /// Of this employee.
    pub employee_id: Option<EmployeeId>,
    /// Of this branch.
    pub branch_id: Option<OrgUnitId>,
    /// How they stand today.
    pub standing: Option<ResultStanding>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}
