//! The question bank.

use super::*;

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

/// A version of a question.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct QuestionVersionView {
    /// Its number.
    #[schema(minimum = 1, maximum = 1000000)]
    pub number: i32,
    /// Whether papers draw this version now.
    pub in_use: bool,
    /// What it says otherwise than the version before it; of the first nothing.
    #[schema(max_items = 6)]
    pub changed: Vec<QuestionPart>,
    /// 1 easy, 2 medium, 3 hard.
    #[schema(minimum = 1, maximum = 3)]
    pub difficulty: i32,
    /// The question.
    #[schema(max_length = 4000)]
    pub text: String,
    /// The options, of `single` and `multiple`.
    #[schema(max_items = 6)]
    pub options: Vec<String>,
    /// Indices of the right options.
    #[schema(max_items = 6)]
    pub answer: Vec<u32>,
    /// Points.
    #[schema(minimum = 1, maximum = 100)]
    pub points: i32,
    /// Why the answer is right; of `written` the marking guide.
    #[schema(max_length = 4000)]
    pub explanation: String,
    /// Who wrote it; absent for versions that came with the program.
    #[schema(max_length = 200)]
    pub author: Option<String>,
    /// When.
    pub written_at: Ts,
}

/// Versions of a question, the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct QuestionVersions {
    /// The newest 200.
    #[schema(max_items = 200)]
    pub items: Vec<QuestionVersionView>,
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
