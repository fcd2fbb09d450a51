//! Days put into months, and who is short of training. Everything here is a function of its arguments alone.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use crate::org::model::OrgUnitId;
use crate::staffing::training::rules::owed;

/// The board looks so many months ahead, the one that runs among them.
pub const MONTHS: u32 = 12;

/// A bar: days from the first to the last one, both counted. What is over has no first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    /// First day.
    pub first: Option<NaiveDate>,
    /// Last day.
    pub last: NaiveDate,
    /// How many.
    pub count: i64,
}

/// The first day of the month that follows a day's by so many.
fn month_after(day: NaiveDate, months: u32) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    first.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// The day before.
fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

/// What is over before today, then today to the end of this month, then the months that follow: every day up to the last
/// one belongs to one bucket.
pub fn buckets(today: NaiveDate, months: u32) -> Vec<Bucket> {
    let mut out = vec![Bucket { first: None, last: before(today), count: 0 }];
    for n in 0..months {
        let first = if n == 0 { today } else { month_after(today, n) };
        out.push(Bucket { first: Some(first), last: before(month_after(today, n + 1)), count: 0 });
    }
    out
}

/// The last day that the board looks at.
pub fn horizon(today: NaiveDate, months: u32) -> NaiveDate {
    before(month_after(today, months))
}

/// Counts what falls on a day; days beyond the last bucket are left out.
pub fn count_on(buckets: &mut [Bucket], day: NaiveDate, count: i64) {
    if let Some(bucket) = buckets.iter_mut().find(|b| day <= b.last) {
        bucket.count += count;
    }
}

/// Managers in standing of a branch whose terms began on one day.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Their branch.
    pub branch: OrgUnitId,
    /// Their terms' first day.
    pub term_from: NaiveDate,
    /// How many.
    pub managers: i64,
}

/// How a branch's managers stand to what head office owes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchTraining {
    /// The branch.
    pub branch: OrgUnitId,
    /// In standing today.
    pub managers: i64,
    /// Of them, with fewer events than owed.
    pub short: i64,
}

/// What a manager has attended: the branch, the term's first day, how many events. Nobody without one is listed.
pub type Attended = (OrgUnitId, NaiveDate, i64);

/// Who is short, by branch (D8.2): those whom something is owed but for those who have attended as much.
pub fn shortfall(
    standing: &[Standing],
    attended: &[Attended],
    year: i32,
    per_year: u32,
) -> Vec<BranchTraining> {
    let mut enough: BTreeMap<(OrgUnitId, NaiveDate), i64> = BTreeMap::new();
    for (branch, from, events) in attended {
        if *events >= i64::from(owed(*from, year, per_year)) {
            *enough.entry((*branch, *from)).or_default() += 1;
        }
    }
    let mut branches: BTreeMap<OrgUnitId, BranchTraining> = BTreeMap::new();
    for s in standing {
        let row =
            branches.entry(s.branch).or_insert(BranchTraining { branch: s.branch, managers: 0, short: 0 });
        row.managers += s.managers;
        if owed(s.term_from, year, per_year) > 0 {
            row.short += s.managers - enough.get(&(s.branch, s.term_from)).copied().unwrap_or(0);
        }
    }
    branches.into_values().collect()
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use proptest::prelude::*;

    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0i64..146_097).prop_map(|n| day(2000, 1, 1) + Duration::days(n))
    }

    #[test]
    fn a_month_ends_with_its_last_day_also_in_leap_years() {
        let found = buckets(day(2028, 1, 31), 3);
        let spans: Vec<_> = found.iter().map(|b| (b.first, b.last)).collect();
        assert_eq!(
            spans,
            [
                (None, day(2028, 1, 30)),
                (Some(day(2028, 1, 31)), day(2028, 1, 31)),
                (Some(day(2028, 2, 1)), day(2028, 2, 29)),
                (Some(day(2028, 3, 1)), day(2028, 3, 31)),
            ]
        );
        assert_eq!(horizon(day(2028, 1, 31), 3), day(2028, 3, 31));
    }

    #[test]
    fn whoever_is_owed_nothing_is_not_short() {
        let branch = OrgUnitId::new();
        let of = |term_from, managers| Standing { branch, term_from, managers };
        let standing = [of(day(2025, 1, 1), 3), of(day(2026, 9, 1), 2), of(day(2027, 1, 1), 4)];
        // Of three who are owed two, one has both; of two who are owed one, one has it.
        let attended = [
            (branch, day(2025, 1, 1), 2),
            (branch, day(2025, 1, 1), 1),
            (branch, day(2026, 9, 1), 1),
            (branch, day(2027, 1, 1), 1),
        ];
        let found = shortfall(&standing, &attended, 2026, 2);
        assert_eq!(found, [BranchTraining { branch, managers: 9, short: 3 }]);
    }

    proptest! {
        #[test]
        fn buckets_follow_each_other_without_a_day_between(today in any_day(), months in 1u32..40) {
            let found = buckets(today, months);
            prop_assert_eq!(found.len(), months as usize + 1);
            for pair in found.windows(2) {
                prop_assert_eq!(pair[1].first, pair[0].last.succ_opt());
                prop_assert!(pair[1].first.unwrap() <= pair[1].last);
            }
            prop_assert_eq!(found[found.len() - 1].last, horizon(today, months));
        }

        #[test]
        fn every_day_is_counted_once_or_lies_beyond(
            today in any_day(), rows in proptest::collection::vec((-800i64..800, 1i64..50), 0..40),
        ) {
            let mut found = buckets(today, MONTHS);
            for (days, count) in &rows {
                count_on(&mut found, today + Duration::days(*days), *count);
            }
            let end = horizon(today, MONTHS);
            let within: i64 =
                rows.iter().filter(|(d, _)| today + Duration::days(*d) <= end).map(|(_, n)| n).sum();
            prop_assert_eq!(found.iter().map(|b| b.count).sum::<i64>(), within);
            for b in &found {
                let here: i64 = rows
                    .iter()
                    .map(|(d, n)| (today + Duration::days(*d), n))
                    .filter(|(d, _)| b.first.is_none_or(|f| f <= *d) && *d <= b.last)
                    .map(|(_, n)| n)
                    .sum();
                prop_assert_eq!(b.count, here);
            }
        }

        #[test]
        fn nobody_is_short_who_is_not_there(
            rows in proptest::collection::vec((0u8..3, 0i64..700, 0i64..5), 0..60), per_year in 0u32..5,
        ) {
            let branches = [OrgUnitId::new(), OrgUnitId::new(), OrgUnitId::new()];
            let people: Vec<Attended> = rows
                .iter()
                .map(|(b, d, n)| (branches[usize::from(*b)], day(2025, 6, 1) + Duration::days(*d), *n))
                .collect();
            let mut standing: Vec<Standing> = Vec::new();
            for (branch, term_from, _) in &people {
                match standing.iter_mut().find(|s| s.branch == *branch && s.term_from == *term_from) {
                    Some(s) => s.managers += 1,
                    None => standing.push(Standing {
                        branch: *branch, term_from: *term_from, managers: 1,
                    }),
                }
            }
            let listed: Vec<Attended> = people.iter().filter(|(.., n)| *n > 0).copied().collect();
            for b in shortfall(&standing, &listed, 2026, per_year) {
                let here = people.iter().filter(|(branch, ..)| *branch == b.branch);
                let short = here.clone().filter(|(_, from, n)| *n < i64::from(owed(*from, 2026, per_year)));
                prop_assert_eq!(b.managers, here.count() as i64);
                prop_assert_eq!(b.short, short.count() as i64);
            }
        }
    }
}
