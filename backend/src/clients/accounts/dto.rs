//! Requests and answers about accounts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::clients::dto::Owner;
use crate::clients::model::{AccountKind, LoanClass};

/// Lists a client's accounts in the order in which they were put in.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListClientAccounts {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// What a loan has beyond an account. Amounts in minor units of the account's currency.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LoanView {
    /// When it was granted.
    #[schema(format = Date, max_length = 10)]
    pub granted_on: NaiveDate,
    /// When it is due.
    #[schema(format = Date, max_length = 10)]
    pub due_on: Option<NaiveDate>,
    /// What was lent.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub principal_minor: i64,
    /// Months.
    #[schema(minimum = 0, maximum = 1200)]
    pub months: Option<i32>,
    /// One of the five categories.
    pub loan_class: LoanClass,
    /// As the core system calls it.
    #[schema(max_length = 40)]
    pub status: Option<String>,
}

/// An account.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AccountView {
    /// The account.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Number in the core system.
    #[schema(max_length = 40)]
    pub account_no: String,
    /// The client.
    #[schema(format = Uuid, max_length = 36)]
    pub client_id: String,
    /// Kind.
    pub kind: AccountKind,
    /// The product's name.
    #[schema(max_length = 120)]
    pub product: String,
    /// ISO 4217.
    #[schema(min_length = 3, max_length = 3)]
    pub currency: String,
    /// Whether it counts as credit, whatever its kind (D6).
    pub credit_kind: bool,
    /// The first day.
    #[schema(format = Date, max_length = 10)]
    pub opened_on: NaiveDate,
    /// The first day closed.
    #[schema(format = Date, max_length = 10)]
    pub closed_on: Option<NaiveDate>,
    /// Whether it grows by itself: never counted in an assessment (D9.2).
    pub is_natural: bool,
    /// When the branch confirmed that it was won (D9.1).
    #[schema(format = Date, max_length = 10)]
    pub won_confirmed_on: Option<NaiveDate>,
    /// Today's balance in minor units of the currency.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub balance_minor: i64,
    /// Average daily balance over `average_days` days up to yesterday, a half rounded away from zero.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub average_minor: i64,
    /// The days of the average, from the policy.
    #[schema(minimum = 1, maximum = 366)]
    pub average_days: u32,
    /// The policy version behind the days.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: i64,
    /// What a loan has beyond.
    pub loan: Option<LoanView>,
    /// Who looks after it where that is not who looks after the client; absent: as the client.
    #[schema(max_items = 100)]
    pub owners: Option<Vec<Owner>>,
    /// For `If-Match`.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}

/// Asks for the balances of a span of days.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListBalances {
    /// First day; absent: so many days before the last as the policy's average has.
    #[param(value_type = Option<String>, format = Date, max_length = 10)]
    pub from: Option<NaiveDate>,
    /// Last day; absent: today; at most 731 days after the first.
    #[param(value_type = Option<String>, format = Date, max_length = 10)]
    pub to: Option<NaiveDate>,
}

/// What an account held at the end of each day.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BalanceSeries {
    /// The account.
    #[schema(format = Uuid, max_length = 36)]
    pub account_id: String,
    /// ISO 4217.
    #[schema(min_length = 3, max_length = 3)]
    pub currency: String,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub from: NaiveDate,
    /// Last day.
    #[schema(format = Date, max_length = 10)]
    pub to: NaiveDate,
    /// Every day in order; a day without a change keeps the last balance, one before the opening counts nothing.
    #[schema(max_items = 732)]
    pub items: Vec<DayBalance>,
    /// Average over these days, a half rounded away from zero.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub average_minor: i64,
}

/// The end-of-day balance of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DayBalance {
    /// The day.
    #[schema(format = Date, max_length = 10)]
    pub day: NaiveDate,
    /// Minor units of the currency.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub balance_minor: i64,
}

crate::text_enum! {
    /// What the branch says of a deposit.
    WonOutcome {
        /// A manager won it: it must be under a named manager and counts (D9.1).
        Won = "won",
        /// It grows by itself: it never counts in an assessment (D9.2).
        Natural = "natural",
    }
}

/// Says whether a deposit was won or grows by itself.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmWon {
    /// Which.
    pub outcome: WonOutcome,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "首问记录与客户确认一致")]
    pub reason: String,
}
