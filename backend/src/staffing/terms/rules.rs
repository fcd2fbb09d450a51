//! How terms stand on a day, and when they may be renewed.

use chrono::{Duration, NaiveDate};

use super::model::{TermResult, TermStanding};
use crate::error::{AppError, Code};
use crate::staffing::model::{Manager, ManagerClass, ManagerState};

/// A span of days; the second one is the first day after.
pub type Term = (NaiveDate, NaiveDate);

/// How a term stands on a day; its end is warned of on that many days before.
pub fn standing(from: NaiveDate, to: Option<NaiveDate>, today: NaiveDate, warning_days: u32) -> TermStanding {
    match to {
        Some(to) if to <= today => TermStanding::Lapsed,
        _ if today < from => TermStanding::Coming,
        None => TermStanding::Open,
        Some(to) if to <= warned_until(today, warning_days) => TermStanding::Ending,
        Some(_) => TermStanding::Running,
    }
}

/// Terms that end on this day or before are warned of.
pub fn warned_until(today: NaiveDate, warning_days: u32) -> NaiveDate {
    today + Duration::days(i64::from(warning_days))
}

/// The last day of a term that ends with a day.
pub fn last_day(to: NaiveDate) -> NaiveDate {
    to.pred_opt().unwrap_or(to)
}

/// The end of a term with this last day: the first day after.
pub fn end_after(last: NaiveDate) -> NaiveDate {
    last.succ_opt().unwrap_or(last)
}

/// The earlier of two days, as far as there are any.
pub fn earlier(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<NaiveDate> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        _ => a.or(b),
    }
}

/// The term that follows one: from its end, or from today where that has passed, to the end of the bank's term that
/// this day lies in; none where the bank has none there (D4).
pub fn next_term(ended: NaiveDate, today: NaiveDate, bank: &[Term]) -> Option<Term> {
    let from = ended.max(today);
    bank.iter().find(|(start, end)| *start <= from && from < *end).map(|(_, end)| (from, *end))
}

/// Whether two spans share a day.
pub fn overlap(a: Term, b: Term) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// The end of the term that can be renewed: of a manager with a body who has not left. Error: `renewal_not_due`.
pub fn renewable(m: &Manager) -> Result<NaiveDate, AppError> {
    let person = m.class != ManagerClass::Virtual && m.employee_id.is_some();
    match m.term_to {
        Some(to) if person && m.state != ManagerState::Left => Ok(to),
        _ => Err(AppError::new(Code::RenewalNotDue).clause("D4")),
    }
}

/// Permits renewal after a passed result of the term that ends; the newest counts. Error: `renewal_unassessed`.
pub fn check_passed(term_to: NaiveDate, newest: Option<&TermResult>) -> Result<&TermResult, AppError> {
    match newest {
        Some(r) if r.term_to == term_to && r.passed => Ok(r),
        _ => Err(AppError::new(Code::RenewalUnassessed).clause("D4")),
    }
}

/// Whether a change of a term's end needs a renewal: it lengthens a person's term.
pub fn lengthens(m: &Manager, to: Option<NaiveDate>) -> bool {
    m.class != ManagerClass::Virtual
        && match (m.term_to, to) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(before), Some(after)) => after > before,
        }
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use proptest::prelude::*;

    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    /// A day of four centuries, leap days among them.
    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0i64..146_097).prop_map(|n| day(2000, 1, 1) + Duration::days(n))
    }

    #[test]
    fn a_term_counts_through_its_last_day_also_in_leap_years() {
        // From 29 February 2024 to the end of 28 February 2027, and to the end of 29 February 2028.
        for (to, last) in [(day(2027, 3, 1), day(2027, 2, 28)), (day(2028, 3, 1), day(2028, 2, 29))] {
            assert_eq!(last_day(to), last);
            assert_eq!(standing(day(2024, 2, 29), Some(to), last, 90), TermStanding::Ending);
            assert_eq!(standing(day(2024, 2, 29), Some(to), to, 90), TermStanding::Lapsed);
        }
        assert_eq!(standing(day(2024, 2, 29), None, day(2099, 1, 1), 90), TermStanding::Open);
        assert_eq!(standing(day(2024, 2, 29), None, day(2024, 2, 28), 90), TermStanding::Coming);
    }

    #[test]
    fn a_renewal_runs_to_the_end_of_the_banks_term() {
        let bank = [(day(2025, 1, 1), day(2028, 1, 1)), (day(2028, 1, 1), day(2031, 1, 1))];
        let next = |ended, today| next_term(ended, today, &bank);
        assert_eq!(next(day(2028, 1, 1), day(2027, 11, 1)), Some((day(2028, 1, 1), day(2031, 1, 1))));
        assert_eq!(next(day(2026, 7, 1), day(2026, 6, 1)), Some((day(2026, 7, 1), day(2028, 1, 1))));
        // A lapsed one begins anew when it is decided; the days between stay without standing.
        assert_eq!(next(day(2026, 7, 1), day(2026, 9, 9)), Some((day(2026, 9, 9), day(2028, 1, 1))));
        assert_eq!(next(day(2031, 1, 1), day(2030, 6, 1)), None);
    }

    proptest! {
        #[test]
        fn each_day_is_before_in_or_after_a_term(from in any_day(), length in 1i64..4000, at in -500i64..4500, warning in 0u32..366) {
            let to = from + Duration::days(length);
            let today = from + Duration::days(at);
            let found = standing(from, Some(to), today, warning);
            let expected = if at < 0 { TermStanding::Coming }
                else if at >= length { TermStanding::Lapsed }
                else if length - at <= i64::from(warning) { TermStanding::Ending }
                else { TermStanding::Running };
            prop_assert_eq!(found, expected);
            // It holds on its last day and not on the next, whatever the month.
            prop_assert_ne!(standing(from, Some(to), last_day(to), warning), TermStanding::Lapsed);
            prop_assert_eq!(standing(from, Some(to), to, warning), TermStanding::Lapsed);
        }

        #[test]
        fn a_next_term_begins_with_the_end_or_today_and_is_longer_than_nothing(
            start in any_day(), lengths in proptest::collection::vec(1i64..2000, 1..5), ended in 0i64..4000, late in -900i64..900,
        ) {
            let mut bank = Vec::new();
            let mut at = start;
            for n in lengths {
                bank.push((at, at + Duration::days(n)));
                at = bank.last().unwrap().1;
            }
            let ended = start + Duration::days(ended);
            let today = ended + Duration::days(late);
            match next_term(ended, today, &bank) {
                Some((from, to)) => {
                    prop_assert!(from == ended.max(today) && from < to);
                    prop_assert!(bank.iter().any(|b| b.1 == to));
                }
                None => prop_assert!(ended.max(today) >= at),
            }
        }

        #[test]
        fn terms_that_follow_each_other_share_no_day(from in any_day(), a in 1i64..2000, b in 1i64..2000) {
            let middle = from + Duration::days(a);
            let end = middle + Duration::days(b);
            prop_assert!(!overlap((from, middle), (middle, end)));
            prop_assert!(overlap((from, middle), (last_day(middle), end)));
        }

        #[test]
        fn a_leap_day_is_a_day_like_others(year in 0i32..100) {
            let y = 2000 + 4 * year;
            prop_assume!(day(y, 1, 1).leap_year());
            let leap = day(y, 2, 29);
            prop_assert_eq!(standing(day(y, 1, 1), Some(day(y, 3, 1)), leap, 0), TermStanding::Running);
            prop_assert_eq!(standing(day(y, 1, 1), Some(leap), leap, 0), TermStanding::Lapsed);
            prop_assert_eq!(last_day(day(y, 3, 1)).day(), 29);
        }
    }
}
