//! Sittings and own results.

use super::*;

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
