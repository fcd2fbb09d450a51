//! Applications, documents and scores.

use std::collections::BTreeMap;

use super::*;

/// Why somebody may not apply.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct HindranceView {
    /// What hinders.
    pub hindrance: Hindrance,
    /// The line of the checklist that it is about.
    pub line: Option<Line>,
    /// The clause behind it.
    #[schema(max_length = 8)]
    pub clause: String,
}

/// Whether the caller may apply, and why not.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EligibilityView {
    /// Nothing hinders.
    pub eligible: bool,
    /// What hinders.
    #[schema(max_items = 20)]
    pub hindrances: Vec<HindranceView>,
    /// The checklist for the post's class and grade.
    #[schema(max_items = 11)]
    pub lines: Vec<LineView>,
    /// The policy's number.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: i64,
    /// The caller's documents for this round.
    #[schema(max_items = 30)]
    pub documents: Vec<PostDocumentView>,
    /// How many the caller may hand in.
    #[schema(minimum = 1, maximum = 30)]
    pub documents_max: u32,
    /// The largest document, in bytes.
    #[schema(minimum = 1, maximum = 20971520)]
    pub document_bytes: i64,
}

/// Applies for a post.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplyForPost {
    /// Why the applicant fits.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "从事柜面与大堂工作六年，熟悉辖内商户")]
    pub statement: String,
}

/// Says what an uploaded document is.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AddPostDocument {
    /// What it is.
    #[param(inline)]
    pub kind: PostDocumentKind,
}

/// A document.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PostDocumentView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// What it is.
    pub kind: PostDocumentKind,
    /// PDF, JPEG or PNG, as its bytes say.
    #[schema(max_length = 40)]
    pub media_type: String,
    /// Bytes.
    #[schema(minimum = 1, maximum = 20971520)]
    pub size: i64,
    /// When it was handed in.
    pub added_at: Ts,
}

/// Says that a member does not score an applicant.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecuseMember {
    /// The member; absent: the caller.
    pub employee_id: Option<EmployeeId>,
    /// Why.
    pub kind: RecusalKind,
    /// Why, in words.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000, example = "与应聘人系表亲")]
    pub reason: String,
}

/// A recusal.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RecusalView {
    /// The member.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// The member's name.
    #[schema(max_length = 120)]
    pub name: String,
    /// Why.
    pub kind: RecusalKind,
    /// Why, in words.
    #[schema(max_length = 1000)]
    pub reason: String,
}

/// Points of a criterion.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionPoints {
    /// The criterion's key.
    #[validate(length(min = 1, max = 40))]
    #[schema(min_length = 1, max_length = 40, example = "performance")]
    pub criterion: String,
    /// Points of a hundred.
    #[validate(range(min = 0, max = 100))]
    #[schema(minimum = 0, maximum = 100)]
    pub points: i32,
}

/// Scores an applicant by every criterion; until every sheet is in, a later one takes an earlier one's place.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveScores {
    /// Points of each criterion.
    #[validate(length(min = 1, max = 10), nested)]
    #[schema(min_items = 1, max_items = 10)]
    pub points: Vec<CriterionPoints>,
    /// A remark.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub remark: Option<String>,
}

/// A member's scores of an applicant.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SheetView {
    /// The member.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// The member's name.
    #[schema(max_length = 120)]
    pub name: String,
    /// Points of each criterion.
    #[schema(max_items = 10)]
    pub points: Vec<CriterionPoints>,
    /// Weighted points in hundredths, rounded down.
    #[schema(minimum = 0, maximum = 10000)]
    pub hundredths: i64,
    /// The remark.
    #[schema(max_length = 1000)]
    pub remark: Option<String>,
    /// When.
    pub given_at: Ts,
    /// How often the member has scored.
    #[schema(minimum = 1, maximum = 1000)]
    pub no: i32,
}

impl SheetView {
    /// Points of a sheet in the criteria's order.
    pub fn points_of(criteria: &[Criterion], points: &BTreeMap<String, i32>) -> Vec<CriterionPoints> {
        criteria
            .iter()
            .filter_map(|c| {
                points.get(&c.key).map(|p| CriterionPoints { criterion: c.key.clone(), points: *p })
            })
            .collect()
    }
}

/// An application, for those who see who applied.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PostApplicationView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Who applied.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub employee_no: String,
    /// Name.
    #[schema(max_length = 120)]
    pub name: String,
    /// Unit.
    #[schema(max_length = 120)]
    pub unit_name: String,
    /// How hired.
    pub hire_kind: HireKind,
    /// What the applicant wrote.
    #[schema(max_length = 4000)]
    pub statement: String,
    /// How far it is.
    pub state: PostApplicationState,
    /// Why it ended.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// When it was handed in.
    pub submitted_at: Ts,
    /// How each line of the checklist stood then.
    #[schema(max_items = 11)]
    pub lines: Vec<LineView>,
    /// Documents.
    #[schema(max_items = 30)]
    pub documents: Vec<PostDocumentView>,
    /// Members who do not score this applicant.
    #[schema(max_items = 15)]
    pub recusals: Vec<RecusalView>,
    /// Whether the caller may score this applicant now.
    pub may_score: bool,
    /// The caller's own scores.
    pub my_sheet: Option<SheetView>,
    /// Everybody's scores, once every sheet is in.
    #[schema(max_items = 15)]
    pub sheets: Vec<SheetView>,
    /// Sheets that are in.
    #[schema(minimum = 0, maximum = 15)]
    pub sheets_in: u32,
    /// Sheets that are expected.
    #[schema(minimum = 0, maximum = 15)]
    pub sheets_expected: u32,
}

/// Who applied.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PostApplications {
    /// Whether every sheet is in.
    pub all_in: bool,
    /// The applications, by name.
    #[schema(max_items = 5000)]
    pub items: Vec<PostApplicationView>,
}
