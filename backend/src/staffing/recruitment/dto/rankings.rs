//! Rankings, ties, objections and appointments.

use chrono::NaiveDate;

use super::*;

/// A place in the ranking.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RankView {
    /// The application.
    #[schema(format = Uuid, max_length = 36)]
    pub application_id: String,
    /// Who applied.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// Name.
    #[schema(max_length = 120)]
    pub name: String,
    /// Unit.
    #[schema(max_length = 120)]
    pub unit_name: String,
    /// Mean of weighted points in hundredths, rounded down.
    #[schema(minimum = 0, maximum = 10000)]
    pub hundredths: i64,
    /// Sheets that it is the mean of.
    #[schema(minimum = 1, maximum = 15)]
    pub sheets: i32,
    /// Equal points, equal rank.
    #[schema(minimum = 1, maximum = 100000)]
    pub rank: i32,
    /// The order.
    #[schema(minimum = 1, maximum = 100000)]
    pub place: i32,
    /// Shares its rank, and nobody has decided.
    pub tied: bool,
    /// Has the points that may be appointed.
    pub passed: bool,
    /// Among the vacancies.
    pub won: bool,
    /// Why it stands where it does, where somebody decided.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
}

/// A ranking.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RankingView {
    /// Its number.
    #[schema(minimum = 1, maximum = 100000)]
    pub revision: i32,
    /// By place.
    #[schema(max_items = 5000)]
    pub items: Vec<RankView>,
    /// Applications whose tie must be decided before the ranking is announced.
    #[schema(max_items = 5000)]
    pub open_tie: Vec<String>,
    /// Whether the caller decides that tie.
    pub may_decide_tie: bool,
}

/// Reads a ranking.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GetRanking {
    /// An earlier one, for those who see who applied; absent: the newest.
    #[validate(range(min = 1, max = 100_000))]
    #[param(minimum = 1, maximum = 100_000)]
    pub revision: Option<i32>,
}

/// Decides a tie.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideTie {
    /// Everybody of one rank, in order.
    #[validate(length(min = 2, max = 100))]
    #[schema(min_items = 2, max_items = 100)]
    pub order: Vec<PostApplicationId>,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "近两年业绩更稳，答辩思路更清楚")]
    pub reason: String,
}

/// Objects to an announced ranking.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectToRanking {
    /// The applicant whom it is about.
    pub application_id: Option<PostApplicationId>,
    /// What is wrong.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "其申报的业绩与系统数据不符")]
    pub text: String,
}

crate::text_enum! {
    /// What is decided about an objection.
    PostObjectionDecision {
        /// It is right.
        Upheld = "upheld",
        /// It is not.
        Rejected = "rejected",
    }
}

/// Decides an objection.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideRankingObjection {
    /// The decision.
    pub decision: PostObjectionDecision,
    /// What an upheld one does.
    pub remedy: Option<Remedy>,
    /// The applicant who is removed; absent: whom the objection is about.
    pub application_id: Option<PostApplicationId>,
    /// The whole ranking in its new order.
    #[validate(length(max = 5000))]
    #[schema(max_items = 5000)]
    pub order: Option<Vec<PostApplicationId>>,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "经核对，申报业绩中有一户不属本人")]
    pub reason: String,
}

/// An objection.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PostObjectionView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// The ranking that it is about.
    #[schema(minimum = 1, maximum = 100000)]
    pub revision: i32,
    /// The applicant whom it is about.
    #[schema(format = Uuid, max_length = 36)]
    pub application_id: Option<String>,
    /// The applicant's name.
    #[schema(max_length = 120)]
    pub about: Option<String>,
    /// Who raised it.
    #[schema(max_length = 200)]
    pub raised_by: String,
    /// What is wrong.
    #[schema(max_length = 2000)]
    pub text: String,
    /// How far it is.
    pub state: PostObjectionState,
    /// What it did.
    pub remedy: Option<Remedy>,
    /// Why it was decided so.
    #[schema(max_length = 2000)]
    pub decision_reason: Option<String>,
    /// Who decided.
    #[schema(max_length = 200)]
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Ts>,
    /// When it was raised.
    pub created_at: Ts,
    /// Whether the caller raised it.
    pub mine: bool,
    /// Whether the caller may decide it.
    pub may_decide: bool,
}

/// Objections.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PostObjections {
    /// Newest first.
    #[schema(max_items = 5000)]
    pub items: Vec<PostObjectionView>,
}

/// Proposes the appointment of those who won.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeAppointment {
    /// The first day of their term; not past.
    pub term_from: NaiveDate,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "公示期满无异议")]
    pub reason: String,
}
