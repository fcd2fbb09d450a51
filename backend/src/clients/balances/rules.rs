//! Day series and balance-days (积数), exactly.

use chrono::NaiveDate;

/// What an account held before a day, and its end-of-day balances from then on, in order of day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    opening: i64,
    changes: Vec<(NaiveDate, i64)>,
}

impl History {
    /// A history that begins with a balance.
    pub fn opening(balance: i64) -> Self {
        Self { opening: balance, changes: Vec::new() }
    }

    /// Adds a change after the others; a second one of a day replaces the first.
    pub fn push(&mut self, day: NaiveDate, balance: i64) {
        match self.changes.last_mut() {
            Some((last, held)) if *last == day => *held = balance,
            _ => self.changes.push((day, balance)),
        }
    }

    /// The last balance on or before a day.
    pub fn on(&self, day: NaiveDate) -> i64 {
        let after = self.changes.partition_point(|(d, _)| *d <= day);
        after.checked_sub(1).map_or(self.opening, |i| self.changes[i].1)
    }

    /// The end-of-day balance of each day, both ends included; days before the opening and from the closing on
    /// count nothing.
    pub fn series(
        &self,
        opened_on: NaiveDate,
        closed_on: Option<NaiveDate>,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Vec<(NaiveDate, i64)> {
        let mut changes = self.changes.iter().peekable();
        let mut held = self.opening;
        let mut out = Vec::new();
        for day in from.iter_days().take_while(|d| *d <= to) {
            while let Some((_, balance)) = changes.next_if(|(d, _)| *d <= day) {
                held = *balance;
            }
            let alive = opened_on <= day && closed_on.is_none_or(|c| day < c);
            out.push((day, if alive { held } else { 0 }));
        }
        out
    }

    /// The sum of [`Self::series`], in one step a change.
    pub fn balance_days(
        &self,
        opened_on: NaiveDate,
        closed_on: Option<NaiveDate>,
        from: NaiveDate,
        to: NaiveDate,
    ) -> i128 {
        let begin = from.max(opened_on);
        let Some(after) = to.succ_opt() else { return 0 };
        let end = closed_on.map_or(after, |c| c.min(after));
        let (mut at, mut held, mut sum) = (begin, self.opening, 0_i128);
        for (day, balance) in &self.changes {
            if *day >= end {
                break;
            }
            if *day > at {
                sum += i128::from(held) * i128::from((*day - at).num_days());
                at = *day;
            }
            held = *balance;
        }
        if end > at {
            sum += i128::from(held) * i128::from((end - at).num_days());
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(n)
    }

    #[test]
    fn a_day_without_a_change_keeps_the_last_balance() {
        let mut h = History::opening(7);
        h.push(day(2), 10);
        h.push(day(2), 12);
        h.push(day(5), 0);
        let balances: Vec<i64> = h.series(day(0), None, day(0), day(6)).into_iter().map(|(_, b)| b).collect();
        assert_eq!(balances, [7, 7, 12, 12, 12, 0, 0]);
        assert_eq!(h.balance_days(day(0), None, day(0), day(6)), 50);
        assert_eq!((h.on(day(1)), h.on(day(2)), h.on(day(9))), (7, 12, 0));
    }

    #[test]
    fn days_before_the_opening_and_from_the_closing_on_count_nothing() {
        let h = History::opening(10);
        assert_eq!(h.balance_days(day(3), Some(day(5)), day(0), day(9)), 20);
        assert_eq!(h.balance_days(day(20), None, day(0), day(9)), 0);
        assert_eq!(h.balance_days(day(0), Some(day(0)), day(0), day(9)), 0);
    }

    proptest! {
        #[test]
        fn balance_days_are_the_sum_of_the_days(
            opening in -1_000_000_i64..1_000_000,
            mut changes in prop::collection::vec((0_u64..60, -1_000_000_i64..1_000_000), 0..30),
            opened in 0_u64..60, life in 0_u64..80, closes in any::<bool>(), from in 0_u64..60, span in 0_u64..60,
        ) {
            changes.sort_by_key(|(d, _)| *d);
            let mut h = History::opening(opening);
            for (d, b) in changes {
                h.push(day(d), b);
            }
            let closed = closes.then(|| day(opened + life));
            let (from, to) = (day(from), day(from + span));
            let series = h.series(day(opened), closed, from, to);
            prop_assert_eq!(series.len() as u64, span + 1);
            let sum: i128 = series.iter().map(|(_, b)| i128::from(*b)).sum();
            prop_assert_eq!(h.balance_days(day(opened), closed, from, to), sum);
        }
    }
}
