//! How worth is counted, and what must be allocated.

use chrono::{Days, NaiveDate};

use super::store::MeasuredAccount;
use crate::clients::model::AccountKind;
use crate::money::{Rounding, divide};
use crate::policy::Policy;
use crate::policy::rules::WorthWeights;

/// The days of an average, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Window {
    /// So many days up to the day before `today`.
    pub fn before(today: NaiveDate, days: u32) -> Self {
        let from = today.checked_sub_days(Days::new(u64::from(days))).unwrap_or(today);
        Self { from, to: today.pred_opt().unwrap_or(today) }
    }
}

/// What is added up of a client's accounts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    /// Balance-days times basis points.
    pub weighted_days: i128,
    /// Owed today.
    pub exposure: i128,
    /// A credit account is open.
    pub has_credit: bool,
    /// An account must be under a named manager.
    pub must_allocate: bool,
}

/// Basis points of an account's average that count.
pub fn weight(weights: &WorthWeights, kind: AccountKind) -> i32 {
    match kind {
        AccountKind::CorporateDeposit => weights.corporate_deposit_bps,
        AccountKind::PersonalDeposit => weights.personal_deposit_bps,
        AccountKind::Loan => weights.loan_bps,
        AccountKind::Intermediary => weights.intermediary_bps,
    }
}

/// Weighted balance-days over the days and the whole in basis points, a half rounded away from zero; `None` beyond
/// 64 bits or without a day.
pub fn worth(weighted_days: i128, days: u32) -> Option<i64> {
    let whole = i128::from(days) * 10_000;
    divide(weighted_days, whole, Rounding::HalfAwayFromZero).and_then(|v| i64::try_from(v).ok())
}

/// The average of balance-days over the days, a half rounded away from zero.
pub fn average(balance_days: i128, days: i64) -> Option<i64> {
    divide(balance_days, i128::from(days), Rounding::HalfAwayFromZero).and_then(|v| i64::try_from(v).ok())
}

/// Whether an open account must be under a named manager: credit and corporate deposits always, a personal deposit
/// once the branch confirmed that it was won and while it is not natural growth (D9.1, D9.2).
pub fn must_allocate(account: &MeasuredAccount, today: NaiveDate) -> bool {
    account.credit_kind
        || match account.kind {
            AccountKind::Loan | AccountKind::CorporateDeposit => true,
            AccountKind::PersonalDeposit => {
                !account.is_natural && account.won_confirmed_on.is_some_and(|d| d <= today)
            }
            AccountKind::Intermediary => false,
        }
}

/// What of a policy decides about figures, as text: equal for two versions under which they are the same.
pub fn basis(policy: &Policy) -> String {
    let w = &policy.worth;
    format!(
        "{} {} {} {} {} {}",
        policy.base_currency,
        w.days,
        w.corporate_deposit_bps,
        w.personal_deposit_bps,
        w.loan_bps,
        w.intermediary_bps
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(n)
    }

    #[test]
    fn an_average_runs_up_to_yesterday() {
        let w = Window::before(day(90), 90);
        assert_eq!((w.from, w.to), (day(0), day(89)));
    }

    #[test]
    fn a_half_rounds_away_from_zero_once_at_the_end() {
        assert_eq!(average(3, 2), Some(2));
        assert_eq!(average(-3, 2), Some(-2));
        assert_eq!(worth(15_000, 1), Some(2));
        // Two accounts of half a fen each make one fen, not two.
        assert_eq!(worth(5_000 + 5_000, 1), Some(1));
    }

    #[test]
    fn a_personal_deposit_must_be_allocated_once_it_was_won() {
        let mut a = MeasuredAccount {
            id: crate::clients::model::AccountId::new(),
            key: 1,
            client_id: crate::clients::model::ClientId(uuid::Uuid::nil()),
            kind: AccountKind::PersonalDeposit,
            currency: "CNY".to_owned(),
            credit_kind: false,
            opened_on: day(0),
            closed_on: None,
            is_natural: false,
            won_confirmed_on: None,
        };
        assert!(!must_allocate(&a, day(9)));
        a.won_confirmed_on = Some(day(9));
        assert!(must_allocate(&a, day(9)) && !must_allocate(&a, day(8)));
        a.is_natural = true;
        assert!(!must_allocate(&a, day(9)));
        a.kind = AccountKind::CorporateDeposit;
        assert!(must_allocate(&a, day(9)));
        a.kind = AccountKind::Intermediary;
        assert!(!must_allocate(&a, day(9)));
        a.credit_kind = true;
        assert!(must_allocate(&a, day(9)));
    }

    proptest! {
        #[test]
        fn an_average_is_within_half_a_unit_of_its_due(sum in -1_000_000_000_000_000_000_i128..1_000_000_000_000_000_000, days in 1_i64..366) {
            let a = i128::from(average(sum, days).unwrap());
            prop_assert!(2 * (a * i128::from(days) - sum).abs() <= i128::from(days));
        }
    }
}
