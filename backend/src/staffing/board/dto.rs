//! Requests and answers about the board.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::org::model::OrgUnitId;
use crate::staffing::recruitment::stages::RecruitmentStage;

/// Asks for the board.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GetStaffingBoard {
    /// Of this branch alone; absent: of everything within reach.
    #[param(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub branch_id: Option<OrgUnitId>,
}

/// Posts to be filled of a branch, in rounds on one part of their way.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VacancyCount {
    /// The branch.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: String,
    /// Its name.
    #[schema(max_length = 120, example = "城东支行")]
    pub branch_name: String,
    /// How far the rounds are.
    pub stage: RecruitmentStage,
    /// How many rounds: as many as `list_recruitments` has of this branch and stage.
    #[schema(minimum = 1, maximum = 9007199254740991i64, example = 1)]
    pub rounds: i64,
    /// For how many posts.
    #[schema(minimum = 1, maximum = 9007199254740991i64, example = 2)]
    pub vacancies: i64,
}

/// Applications that stand, of rounds on one part of their way.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CandidateCount {
    /// How far the rounds are.
    pub stage: RecruitmentStage,
    /// How many applications: the sum of `applicants` in `list_recruitments` of this stage.
    #[schema(minimum = 0, maximum = 9007199254740991i64, example = 5)]
    pub applications: i64,
}

/// How many end or lapse within some days.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MonthCount {
    /// The month; absent for what is over already.
    #[schema(min_length = 7, max_length = 7, pattern = "^[0-9]{4}-[0-9]{2}$", example = "2026-12")]
    pub month: Option<String>,
    /// The first day that is counted: `last_from` of the list behind it. Absent for what is over already.
    #[schema(format = Date, max_length = 10)]
    pub first_day: Option<NaiveDate>,
    /// The last day that is counted: `last_to` of the list behind it.
    #[schema(format = Date, max_length = 10)]
    pub last_day: NaiveDate,
    /// How many.
    #[schema(minimum = 0, maximum = 9007199254740991i64, example = 3)]
    pub count: i64,
}

/// How many managers of a branch are short of training (D8.2).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BranchShortfall {
    /// The branch.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: String,
    /// Its name.
    #[schema(max_length = 120, example = "城东支行")]
    pub branch_name: String,
    /// Managers in standing.
    #[schema(minimum = 0, maximum = 9007199254740991i64, example = 12)]
    pub managers: i64,
    /// Of them, with fewer events than owed.
    #[schema(minimum = 0, maximum = 9007199254740991i64, example = 4)]
    pub short: i64,
}

/// How staffing stands, each figure with a list behind it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct StaffingBoard {
    /// The day that it is of.
    #[schema(format = Date, max_length = 10)]
    pub today: NaiveDate,
    /// The branch that the figures are of, where they are of one.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: Option<String>,
    /// Number of the policy whose warnings and quotas are used.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: i64,
    /// Ends of terms are warned of so many days before.
    #[schema(minimum = 0, maximum = 3660)]
    pub term_warning_days: u32,
    /// Certificates that lapse are warned of so many days before.
    #[schema(minimum = 0, maximum = 3660)]
    pub certificate_warning_days: u32,
    /// The year that training is counted in.
    #[schema(minimum = 2000, maximum = 9999)]
    pub year: i32,
    /// Events of training that head office owes a year.
    #[schema(minimum = 0, maximum = 100)]
    pub trainings_per_year: u32,
    /// Posts to be filled, by branch in order of name, then by stage.
    #[schema(max_items = 10000)]
    pub vacancies: Vec<VacancyCount>,
    /// Candidates on each part of the way, from the first to the last.
    #[schema(max_items = 10)]
    pub candidates: Vec<CandidateCount>,
    /// Terms by the month of their last days, what is over first.
    #[schema(max_items = 20)]
    pub terms: Vec<MonthCount>,
    /// Certificates by the month of their last days, what is over first.
    #[schema(max_items = 20)]
    pub certificates: Vec<MonthCount>,
    /// Training by branch, in order of name.
    #[schema(max_items = 2000)]
    pub training: Vec<BranchShortfall>,
}
