//! Requests and answers of qualification.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::*;
use crate::db::Ts;
use crate::org::model::EmployeeId;
use crate::staffing::model::{Grade, ManagerClass};

/// For which class and grade a checklist is evaluated.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct QualificationFor {
    /// `a` or `b`; absent: the class that the person has, else `b`.
    #[param(inline)]
    pub class: Option<ManagerClass>,
    /// Absent: the grade that the person has, else `trainee`.
    #[param(inline)]
    pub grade: Option<Grade>,
}

/// Months in banking against what is needed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ExperienceDetail {
    /// Whole months, overlaps once.
    #[schema(minimum = 0, maximum = 2000)]
    pub months: u32,
    /// Needed.
    #[schema(minimum = 12, maximum = 240)]
    pub needed: u32,
    /// The day on which it is reached while the work goes on; absent where it is reached, or never.
    #[schema(max_length = 10)]
    pub reached_on: Option<NaiveDate>,
}

/// The stated education against the lowest.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EducationDetail {
    /// As stated.
    pub education: Option<Education>,
    /// Needed.
    pub needed: Education,
}

/// The credit officer's examination.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CreditExamDetail {
    /// Its name.
    #[schema(max_length = 120)]
    pub exam_name: String,
    /// Whether it was passed.
    pub passed: bool,
    /// Points.
    #[schema(minimum = 0, maximum = 100000)]
    pub points: i32,
    /// Of so many.
    #[schema(minimum = 0, maximum = 100000)]
    pub full_points: i32,
}

/// What a panel's ratings come to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RatingDetail {
    /// Points in hundredths, rounded down.
    #[schema(minimum = 0, maximum = 10000)]
    pub hundredths: i64,
    /// The fewest points that pass.
    #[schema(minimum = 1, maximum = 100)]
    pub pass_mark: u32,
    /// Ratings.
    #[schema(minimum = 0, maximum = 100)]
    pub ratings: u32,
    /// The fewest ratings that are needed.
    #[schema(minimum = 1, maximum = 15)]
    pub needed: u32,
}

/// A line of the checklist.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LineView {
    /// The line.
    pub line: Line,
    /// How it comes about.
    pub kind: LineKind,
    /// The clause behind it.
    #[schema(max_length = 8)]
    pub clause: String,
    /// How it stands.
    pub outcome: LineOutcome,
    /// The evidence that was given.
    #[schema(max_length = 2000)]
    pub evidence: Option<String>,
    /// Where the evidence comes from.
    #[schema(max_length = 200)]
    pub source: Option<String>,
    /// Who said so.
    #[schema(max_length = 200)]
    pub said_by: Option<String>,
    /// The day that the evidence is of.
    #[schema(max_length = 10)]
    pub said_on: Option<NaiveDate>,
    /// The last day on which it counts, where it lapses.
    #[schema(max_length = 10)]
    pub counts_until: Option<NaiveDate>,
    /// Of experience.
    pub experience: Option<ExperienceDetail>,
    /// Of education.
    pub education: Option<EducationDetail>,
    /// Of the credit officer's examination.
    pub credit_exam: Option<CreditExamDetail>,
    /// Of a rated line.
    pub rating: Option<RatingDetail>,
    /// Adverse records that count, of the record.
    #[schema(minimum = 0, maximum = 1000)]
    pub adverse: Option<u32>,
}

/// Somebody's checklist for a class and grade.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct QualificationView {
    /// The person.
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
    /// Class.
    pub class: ManagerClass,
    /// Grade.
    pub grade: Grade,
    /// The day that it holds for.
    pub day: NaiveDate,
    /// The policy's number.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: i64,
    /// What else the bank asks for, in words.
    #[schema(max_length = 500)]
    pub further: Option<String>,
    /// Whether every line is passed.
    pub qualified: bool,
    /// The lines.
    #[schema(max_items = 11)]
    pub lines: Vec<LineView>,
    /// First day at this bank.
    pub hired_on: NaiveDate,
    /// First day away.
    #[schema(max_length = 10)]
    pub left_on: Option<NaiveDate>,
    /// Time in banking elsewhere, by dates.
    #[schema(max_items = 200)]
    pub employments: Vec<EmploymentView>,
    /// Adverse records, newest first.
    #[schema(max_items = 1000)]
    pub adverse_records: Vec<AdverseView>,
    /// The panel that is rating.
    #[schema(format = Uuid, max_length = 36)]
    pub open_panel_id: Option<String>,
    /// Whether the caller may state lines of it.
    pub may_state: bool,
    /// Whether the caller keeps employments and adverse records.
    pub may_record: bool,
    /// Whether the caller may convene a panel.
    pub may_convene: bool,
}

/// Time in banking elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EmploymentView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// The bank.
    #[schema(max_length = 120)]
    pub employer: String,
    /// The post.
    #[schema(max_length = 120)]
    pub post: String,
    /// First day.
    pub from_on: NaiveDate,
    /// First day after.
    pub to_on: NaiveDate,
    /// Evidence.
    #[schema(max_length = 2000)]
    pub evidence: String,
    /// Who recorded it.
    #[schema(max_length = 200)]
    pub recorded_by: String,
    /// When.
    pub recorded_at: Ts,
    /// When it was revoked.
    pub revoked_at: Option<Ts>,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// Version for `If-Match`.
    pub version: i64,
}

/// Records time in banking elsewhere.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordEmployment {
    /// The bank.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "余姚农村商业银行")]
    pub employer: String,
    /// The post.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "柜员")]
    pub post: String,
    /// First day.
    pub from_on: NaiveDate,
    /// First day after; not after today.
    pub to_on: NaiveDate,
    /// Evidence.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "社保缴费证明、离职证明")]
    pub evidence: String,
}

/// A reason.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QualificationReason {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "材料核对有误，撤回重报")]
    pub reason: String,
}

/// States a line, with evidence.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StateQualification {
    /// `character`, `health`, `education` or `further`.
    pub line: Line,
    /// `passed` or `failed`; `unknown` takes back what was said before. Absent where a level of education is stated.
    pub outcome: Option<LineOutcome>,
    /// The level of education, of that line alone; what it comes to is computed.
    pub education: Option<Education>,
    /// The evidence, or why it is taken back.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "学信网学历证书电子注册备案表")]
    pub evidence: String,
    /// Who or what the evidence comes from.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "学信网")]
    pub source: String,
    /// The day that the evidence is of; not after today.
    pub stated_on: NaiveDate,
}

/// A statement.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct StatementView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// The line.
    pub line: Line,
    /// What was said.
    pub outcome: Option<LineOutcome>,
    /// The level of education.
    pub education: Option<Education>,
    /// Evidence.
    #[schema(max_length = 2000)]
    pub evidence: String,
    /// Where it comes from.
    #[schema(max_length = 200)]
    pub source: String,
    /// The day that the evidence is of.
    pub stated_on: NaiveDate,
    /// Who said so.
    #[schema(max_length = 200)]
    pub stated_by: String,
    /// When.
    pub stated_at: Ts,
}

/// Lists statements.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListStatements {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Enters an adverse record.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordAdverse {
    /// What it is about.
    pub kind: AdverseKind,
    /// What happened.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "贷前调查未到现场，形成虚假调查报告")]
    pub description: String,
    /// Evidence.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "合规部检查通报〔2026〕8号")]
    pub evidence: String,
    /// When it happened; not after today.
    pub occurred_on: NaiveDate,
    /// From when it counts, not before it happened; absent: from today.
    #[schema(max_length = 10)]
    pub counts_from: Option<NaiveDate>,
    /// The first day on which it counts no more; absent: until it is lifted.
    #[schema(max_length = 10)]
    pub counts_to: Option<NaiveDate>,
}

/// An adverse record.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AdverseView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// The person.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// What it is about.
    pub kind: AdverseKind,
    /// What happened.
    #[schema(max_length = 2000)]
    pub description: String,
    /// Evidence.
    #[schema(max_length = 2000)]
    pub evidence: String,
    /// When it happened.
    pub occurred_on: NaiveDate,
    /// From when it counts.
    pub counts_from: NaiveDate,
    /// The first day on which it counts no more.
    #[schema(max_length = 10)]
    pub counts_to: Option<NaiveDate>,
    /// Where it comes from.
    pub source: AdverseSource,
    /// Who entered it.
    #[schema(max_length = 200)]
    pub entered_by: Option<String>,
    /// When.
    pub entered_at: Ts,
    /// The day on which it was lifted.
    #[schema(max_length = 10)]
    pub lifted_on: Option<NaiveDate>,
    /// Who lifted it.
    #[schema(max_length = 200)]
    pub lifted_by: Option<String>,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// Whether it counts today.
    pub counts: bool,
    /// Version for `If-Match`.
    pub version: i64,
}

/// A line of the register.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AdverseRow {
    /// The record.
    #[serde(flatten)]
    pub record: AdverseView,
    /// The person's number.
    #[schema(max_length = 40)]
    pub employee_no: String,
    /// The person's name.
    #[schema(max_length = 120)]
    pub name: String,
    /// The person's unit.
    #[schema(max_length = 120)]
    pub unit_name: String,
}

/// Lists the register.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAdverseRecords {
    /// Of this person.
    #[param(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub employee_id: Option<EmployeeId>,
    /// Those that count today alone.
    pub counting: Option<bool>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Convenes a panel that rates innovation, business, public relations and image.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConveneRatingPanel {
    /// Its members: not fewer than the policy asks for, each in a role that may rate.
    #[validate(length(min = 1, max = 15))]
    #[schema(min_items = 1, max_items = 15)]
    pub raters: Vec<EmployeeId>,
    /// The last day for rating.
    pub due_on: NaiveDate,
}

/// Lists panels.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRatingPanels {
    /// Those alone that the caller sits on.
    pub mine: Option<bool>,
    /// About this person.
    #[param(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub employee_id: Option<EmployeeId>,
    /// In this state.
    #[param(inline)]
    pub state: Option<RatingPanelState>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// A rating of a line.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineRating {
    /// `innovation`, `business`, `public_relations` or `image`.
    pub line: Line,
    /// Points of a hundred.
    #[validate(range(min = 0, max = 100))]
    #[schema(minimum = 0, maximum = 100)]
    pub points: i32,
    /// A remark.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub remark: Option<String>,
}

/// Rates every rated line at once; it cannot be changed afterwards.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveRatings {
    /// One rating of each line.
    #[validate(length(min = 4, max = 4), nested)]
    #[schema(min_items = 4, max_items = 4)]
    pub ratings: Vec<LineRating>,
}

/// A member of a panel.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RaterView {
    /// Who.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// Name.
    #[schema(max_length = 120)]
    pub name: String,
    /// When the member rated.
    pub rated_at: Option<Ts>,
    /// The ratings, once the panel is closed; one's own at once.
    #[schema(max_items = 4)]
    pub ratings: Vec<LineRating>,
}

/// A panel.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RatingPanelView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Who is rated.
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
    /// How far it is.
    pub state: RatingPanelState,
    /// The last day for rating.
    pub due_on: NaiveDate,
    /// Who convened it.
    #[schema(max_length = 200)]
    pub convened_by: String,
    /// When.
    pub convened_at: Ts,
    /// When it ended.
    pub ended_at: Option<Ts>,
    /// Why it was called off.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// Its members.
    #[schema(max_items = 15)]
    pub raters: Vec<RaterView>,
    /// Whether the caller still has to rate.
    pub may_rate: bool,
    /// Whether the caller may close it or call it off.
    pub may_end: bool,
    /// Version for `If-Match`.
    pub version: i64,
}
