//! Marks and released results.

use super::*;

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
