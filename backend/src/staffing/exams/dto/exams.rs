//! Examinations, their papers and candidates.

use super::*;

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
    #[schema(max_length = 10)]
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
