//! Requests and answers about terms.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{ResultSource, TermStanding};
use crate::db::Ts;
use crate::org::model::OrgUnitId;
use crate::staffing::model::{Grade, ManagerClass, ManagerState};

/// A term of the bank.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BankTermView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// What it is called.
    #[schema(max_length = 60, example = "2025—2027 年聘期")]
    pub name: String,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// First day after.
    #[schema(format = Date, max_length = 10)]
    pub valid_to: NaiveDate,
    /// How it stands today.
    pub standing: TermStanding,
    /// For `If-Match`.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}

/// The bank's terms, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BankTerms {
    /// The terms.
    #[schema(max_items = 200)]
    pub items: Vec<BankTermView>,
}

/// Sets a term of the bank; it shares no day with another.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetBankTerm {
    /// What it is called.
    #[validate(length(min = 1, max = 60))]
    #[schema(min_length = 1, max_length = 60, example = "2028—2030 年聘期")]
    pub name: String,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// First day after.
    #[schema(format = Date, max_length = 10)]
    pub valid_to: NaiveDate,
}

/// Lists managers' terms in the order of their ends.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListManagerTerms {
    /// The branch that they belong to.
    #[param(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub branch_id: Option<OrgUnitId>,
    /// How they stand today: `running`, `ending` or `lapsed`.
    #[param(inline)]
    pub standing: Option<TermStanding>,
    /// Those that end within this many days, today's policy where absent.
    #[validate(range(min = 1, max = 3660))]
    #[param(minimum = 1, maximum = 3660)]
    pub within: Option<u32>,
    /// Those whose last day is this one or later.
    #[param(format = Date, max_length = 10)]
    pub last_from: Option<NaiveDate>,
    /// Those whose last day is this one or before.
    #[param(format = Date, max_length = 10)]
    pub last_to: Option<NaiveDate>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// A manager's term.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ManagerTerm {
    /// The manager.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub manager_no: String,
    /// Name.
    #[schema(max_length = 200)]
    pub name: String,
    /// Class.
    pub class: ManagerClass,
    /// Grade.
    pub grade: Option<Grade>,
    /// State.
    pub state: ManagerState,
    /// Branch.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: String,
    /// Branch's name.
    #[schema(max_length = 200)]
    pub branch_name: String,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub term_from: NaiveDate,
    /// First day after.
    #[schema(format = Date, max_length = 10)]
    pub term_to: Option<NaiveDate>,
    /// Last day.
    #[schema(format = Date, max_length = 10)]
    pub last_day: Option<NaiveDate>,
    /// Days until it has ended; negative since then.
    #[schema(minimum = -100000, maximum = 100000)]
    pub days_left: Option<i64>,
    /// How it stands today.
    pub standing: TermStanding,
    /// Whether the newest assessment of this term was passed; absent: none yet.
    pub passed: Option<bool>,
    /// The renewal that waits for its decision.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: Option<String>,
}

/// What an assessment of a term came to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TermResultView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// End of the term that it is of.
    #[schema(format = Date, max_length = 10)]
    pub term_to: NaiveDate,
    /// First day of the period.
    #[schema(format = Date, max_length = 10)]
    pub period_from: NaiveDate,
    /// Last day of the period.
    #[schema(format = Date, max_length = 10)]
    pub period_to: NaiveDate,
    /// Whether it was passed.
    pub passed: bool,
    /// What it rests on.
    #[schema(max_length = 2000)]
    pub evidence: String,
    /// When it was assessed.
    #[schema(format = Date, max_length = 10)]
    pub assessed_on: NaiveDate,
    /// Where it comes from.
    pub source: ResultSource,
    /// Who entered it.
    #[schema(max_length = 120)]
    pub entered_by: Option<String>,
    /// When.
    pub entered_at: Ts,
}

/// A renewal that was decided.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RenewalView {
    /// The bank's term.
    #[schema(max_length = 60)]
    pub bank_term: String,
    /// First day after the term before.
    #[schema(format = Date, max_length = 10)]
    pub ended_on: NaiveDate,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// First day after.
    #[schema(format = Date, max_length = 10)]
    pub valid_to: NaiveDate,
    /// Who decided.
    #[schema(max_length = 120)]
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Ts,
    /// The request behind it.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: String,
}

/// The term that a renewal would begin.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NextTerm {
    /// The bank's term.
    #[schema(max_length = 60)]
    pub bank_term: String,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// First day after.
    #[schema(format = Date, max_length = 10)]
    pub valid_to: NaiveDate,
}

/// A manager's term with its assessments and renewals.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ManagerTermView {
    /// The term.
    #[serde(flatten)]
    pub term: ManagerTerm,
    /// Days before the end from which it is warned of.
    #[schema(minimum = 0, maximum = 3660)]
    pub warning_days: u32,
    /// Number of the policy that says so.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: i64,
    /// The term that a renewal today would begin; absent where the bank has none there.
    pub next: Option<NextTerm>,
    /// Assessments of its terms, newest first.
    #[schema(max_items = 200)]
    pub results: Vec<TermResultView>,
    /// Renewals, newest first.
    #[schema(max_items = 200)]
    pub renewals: Vec<RenewalView>,
    /// Whether the caller may enter a result.
    pub may_record: bool,
    /// Whether the caller may propose the renewal now.
    pub may_propose: bool,
}

/// Enters what the assessment of a manager's term came to (D4).
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordTermResult {
    /// First day of the period.
    #[schema(format = Date, max_length = 10)]
    pub period_from: NaiveDate,
    /// Last day of the period.
    #[schema(format = Date, max_length = 10)]
    pub period_to: NaiveDate,
    /// Whether it was passed.
    pub passed: bool,
    /// What it rests on.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "2025—2027 年度考核结果汇总表，三年均为合格以上")]
    pub evidence: String,
    /// When it was assessed; not after today.
    #[schema(format = Date, max_length = 10)]
    pub assessed_on: NaiveDate,
}

/// Proposes that a manager's term be renewed (D4).
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeRenewal {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// A renewal that waits for its decision.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RenewalProposed {
    /// The request in the inbox.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: String,
}

/// Counts terms by branch.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CountManagerTerms {
    /// Those that end within this many days, today's policy where absent.
    #[validate(range(min = 1, max = 3660))]
    #[param(minimum = 1, maximum = 3660)]
    pub within: Option<u32>,
}

/// How many terms of a branch stand how.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TermCount {
    /// Branch.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: String,
    /// Branch's name.
    #[schema(max_length = 200)]
    pub branch_name: String,
    /// They run and end later.
    #[schema(minimum = 0, maximum = 1000000)]
    pub running: i64,
    /// They will soon have ended.
    #[schema(minimum = 0, maximum = 1000000)]
    pub ending: i64,
    /// They have ended.
    #[schema(minimum = 0, maximum = 1000000)]
    pub lapsed: i64,
    /// Clients under a manager whose term has lapsed.
    #[schema(minimum = 0, maximum = 100000000)]
    pub clients: i64,
}

/// How terms stand, by branch within the caller's reach.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TermCounts {
    /// Days within which a term counts as ending.
    #[schema(minimum = 1, maximum = 3660)]
    pub within: u32,
    /// Number of the policy of today.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: i64,
    /// The branches.
    #[schema(max_items = 2000)]
    pub items: Vec<TermCount>,
}
