//! What a round commits its winners to and how long its clearing may take.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use crate::policy::Policy;
use crate::policy::rules::WorthWeights;
use crate::text_enum;

text_enum! {
    /// What is committed.
    CommitmentMeasure {
        /// Growth of average daily deposits against the base.
        DepositGrowth = "average_daily_deposit_growth",
        /// Growth of average daily loans against the base.
        LoanGrowth = "average_daily_loan_growth",
        /// Growth of average daily deposits and loans together against the base.
        BusinessGrowth = "average_daily_business_growth",
    }
}

impl CommitmentMeasure {
    /// Which accounts count, each whole, over the policy's days.
    pub fn counted(self, worth: &WorthWeights) -> WorthWeights {
        let (deposits, loans) = match self {
            CommitmentMeasure::DepositGrowth => (10_000, 0),
            CommitmentMeasure::LoanGrowth => (0, 10_000),
            CommitmentMeasure::BusinessGrowth => (10_000, 10_000),
        };
        WorthWeights {
            days: worth.days,
            corporate_deposit_bps: deposits,
            personal_deposit_bps: deposits,
            loan_bps: loans,
            intermediary_bps: 0,
        }
    }
}

/// Terms of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "in_order"))]
pub struct Terms {
    /// What is committed.
    pub measure: CommitmentMeasure,
    /// A committed value of one stands for this many fen.
    #[validate(range(min = 1, max = 100_000_000_000i64))]
    #[schema(minimum = 1, maximum = 100000000000i64)]
    pub unit_fen: i64,
    /// First day of the period in which the commitment is measured.
    #[schema(format = Date, max_length = 10)]
    pub period_from: NaiveDate,
    /// Last day of it.
    #[schema(format = Date, max_length = 10)]
    pub period_to: NaiveDate,
    /// Seconds that a clearing may take.
    #[validate(range(min = 1, max = 86400))]
    #[schema(minimum = 1, maximum = 86400)]
    pub time_limit_s: u32,
    /// Work units (the solver's deterministic count) that a clearing may take; absent: no limit.
    #[validate(range(min = 1, max = 9007199254740991u64))]
    #[schema(minimum = 1, maximum = 9007199254740991i64)]
    pub work_limit: Option<u64>,
    /// Threads of a clearing.
    #[validate(range(min = 1, max = 64))]
    #[schema(minimum = 1, maximum = 64)]
    pub threads: u32,
}

fn in_order(terms: &Terms) -> Result<(), ValidationError> {
    if terms.period_to > terms.period_from { Ok(()) } else { Err(ValidationError::new("date_order")) }
}

impl Terms {
    /// What a policy says where a round says nothing: growth of deposits over the next calendar year.
    pub fn by_policy(policy: &Policy, today: NaiveDate) -> Terms {
        let year = today.year() + 1;
        let day = |m, d| NaiveDate::from_ymd_opt(year, m, d).unwrap_or(today);
        Terms {
            measure: CommitmentMeasure::DepositGrowth,
            unit_fen: policy.value_unit_fen,
            period_from: day(1, 1),
            period_to: day(12, 31),
            time_limit_s: policy.clearing.time_limit_s,
            work_limit: policy.clearing.work_limit,
            threads: policy.clearing.threads,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_without_a_word_are_next_year_s_deposits() {
        let t = Terms::by_policy(&Policy::default(), NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
        assert_eq!(
            (t.period_from.to_string(), t.period_to.to_string()),
            ("2027-01-01".into(), "2027-12-31".into())
        );
        assert!(t.validate().is_ok());
        assert!(Terms { period_to: t.period_from, ..t }.validate().is_err());
    }
}
