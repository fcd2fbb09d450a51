//! Rounds and what happened to them.

use super::*;

/// A member of a panel.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PanelInput {
    /// Who.
    pub employee_id: EmployeeId,
    /// Whether this is the chair; a panel has one.
    pub chair: bool,
}

/// Prepares a round, or changes one that is being prepared.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetRecruitment {
    /// What it is called.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "城东支行A类客户经理公开招聘")]
    pub title: String,
    /// The branch that it is for.
    pub branch_id: OrgUnitId,
    /// `a` or `b`.
    pub class: ManagerClass,
    /// Kind of class B, of that class alone.
    pub b_kind: Option<BKind>,
    /// Grade.
    pub grade: Grade,
    /// How many.
    #[validate(range(min = 1, max = 100))]
    #[schema(minimum = 1, maximum = 100)]
    pub vacancies: i32,
    /// What is asked for, in words.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "熟悉小微信贷，能独立完成贷前调查")]
    pub requirements: String,
    /// From when on it takes applications.
    pub opens_at: Ts,
    /// Until when.
    pub closes_at: Ts,
    /// Until when the panel scores.
    pub scoring_ends_at: Ts,
    /// The panel, with one chair; complete at publication.
    #[validate(length(max = 15), nested)]
    #[schema(max_items = 15)]
    pub panel: Vec<PanelInput>,
}

/// Lists rounds.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRecruitments {
    /// Those alone that the caller applied for or sits on the panel of.
    pub mine: Option<bool>,
    /// On this part of their way.
    #[param(inline)]
    pub stage: Option<RecruitmentStage>,
    /// Those alone that still have posts to fill.
    pub running: Option<bool>,
    /// Of this branch.
    #[param(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub branch_id: Option<OrgUnitId>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// A member of a panel.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PanelMemberView {
    /// Who.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// Name.
    #[schema(max_length = 120)]
    pub name: String,
    /// Chair.
    pub chair: bool,
}

/// A round.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RecruitmentView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// What it is called.
    #[schema(max_length = 120)]
    pub title: String,
    /// The branch.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: String,
    /// Its name.
    #[schema(max_length = 120)]
    pub branch_name: String,
    /// Class.
    pub class: ManagerClass,
    /// Kind of class B.
    pub b_kind: Option<BKind>,
    /// Grade.
    pub grade: Grade,
    /// How many.
    #[schema(minimum = 1, maximum = 100)]
    pub vacancies: i32,
    /// What is asked for.
    #[schema(max_length = 4000)]
    pub requirements: String,
    /// From when on it takes applications.
    pub opens_at: Ts,
    /// Until when.
    pub closes_at: Ts,
    /// Until when the panel scores.
    pub scoring_ends_at: Ts,
    /// What the panel scores.
    #[schema(max_items = 10)]
    pub criteria: Vec<Criterion>,
    /// What was done with it.
    pub state: RecruitmentState,
    /// Where it stands now.
    pub phase: RecruitmentPhase,
    /// Why it was called off.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// When the notice period ends.
    pub notice_ends_at: Option<Ts>,
    /// Number of the ranking.
    #[schema(minimum = 0, maximum = 100000)]
    pub revision: i32,
    /// The policy that criteria come from.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: i64,
    /// The panel, the chair first.
    #[schema(max_items = 15)]
    pub panel: Vec<PanelMemberView>,
    /// Applications that stand, for those who may see who applied.
    #[schema(minimum = 0, maximum = 100000)]
    pub applicants: Option<i64>,
    /// Score sheets that are still missing, for the same.
    #[schema(minimum = 0, maximum = 1000000)]
    pub sheets_missing: Option<i64>,
    /// The caller's application.
    pub mine: Option<MyPostApplication>,
    /// Whether the caller prepares and runs it.
    pub organises: bool,
    /// Whether the caller sits on its panel.
    pub on_panel: bool,
    /// Whether the caller sees who applied.
    pub sees_applicants: bool,
    /// The request that decides the appointment.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: Option<String>,
    /// Version for `If-Match`.
    pub version: i64,
}

/// The caller's application.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MyPostApplication {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// How far it is.
    pub state: PostApplicationState,
    /// What the applicant wrote.
    #[schema(max_length = 4000)]
    pub statement: String,
    /// When it was handed in.
    pub submitted_at: Ts,
    /// Why it ended.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// The place in the ranking, once that is announced.
    #[schema(minimum = 1, maximum = 100000)]
    pub place: Option<i32>,
    /// Whether the place is among the vacancies.
    pub won: Option<bool>,
    /// Whether the applicant became a manager by it.
    pub appointed: bool,
}

/// A reason.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecruitmentReason {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "岗位编制调整")]
    pub reason: String,
}

/// Gives the panel more time.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReopenScoring {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "一名评委漏评，补评后重排")]
    pub reason: String,
    /// Until when; not past.
    pub scoring_ends_at: Ts,
}

/// Lists what happened.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPostEvents {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PostEventView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// The act, by its operation.
    #[schema(max_length = 60)]
    pub kind: String,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// Who.
    #[schema(max_length = 200)]
    pub made_by: Option<String>,
    /// When.
    pub made_at: Ts,
}
