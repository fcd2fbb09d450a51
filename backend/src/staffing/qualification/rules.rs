//! How lines stand. Everything here is a function of its arguments alone.

use chrono::{Days, Months, NaiveDate};

use super::model::*;
use crate::policy::qualification::RatingMethod;
use crate::staffing::rules::Span;

/// Leftover days of several times in banking make a month by so many: no calendar month is longer, so that nobody is
/// credited a month that was not worked.
const DAYS_OF_A_MONTH: i64 = 31;

/// How a line comes about.
pub const fn kind_of(line: Line) -> LineKind {
    match line {
        Line::Innovation | Line::Business | Line::PublicRelations | Line::Image => LineKind::Rated,
        Line::CreditExam | Line::Record | Line::Experience => LineKind::Computed,
        Line::Character | Line::Further | Line::Health | Line::Education => LineKind::Stated,
    }
}

/// The clause behind a line.
pub const fn clause_of(line: Line) -> &'static str {
    match line {
        Line::Character => "D3.1",
        Line::Innovation => "D3.2",
        Line::Business => "D3.3",
        Line::PublicRelations => "D3.4",
        Line::Image => "D3.5",
        Line::CreditExam | Line::Further => "D3.6",
        Line::Record | Line::Health | Line::Education | Line::Experience => "E2.1",
    }
}

/// The lines that a panel rates.
pub fn rated_lines() -> impl Iterator<Item = Line> {
    Line::ALL.iter().copied().filter(|l| kind_of(*l) == LineKind::Rated)
}

/// Times that overlap or touch, joined, each up to the day (not counting it), in order.
fn joined(spans: &[Span], day: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let mut cut: Vec<(NaiveDate, NaiveDate)> = spans
        .iter()
        .map(|(from, to)| (*from, to.map_or(day, |to| to.min(day))))
        .filter(|(from, to)| from < to)
        .collect();
    cut.sort_unstable();
    let mut out: Vec<(NaiveDate, NaiveDate)> = Vec::with_capacity(cut.len());
    for (from, to) in cut {
        match out.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}

/// Whole months of a time, and the days that are left. A month ends on the day of the same number, or on the month's last
/// where it has none.
fn months_and_days(from: NaiveDate, to: NaiveDate) -> (u32, i64) {
    let after = |m: u32| from.checked_add_months(Months::new(m));
    // Never more than one month off, from above.
    let mut months = u32::try_from((to - from).num_days() / 28 + 1).unwrap_or(0);
    while months > 0 && after(months).is_none_or(|d| d > to) {
        months -= 1;
    }
    let left = after(months).map_or(0, |d| (to - d).num_days());
    (months, left)
}

/// Months worked up to a day, the day itself not counted; what overlaps counts once (E2.1).
pub fn months_worked(spans: &[Span], day: NaiveDate) -> u32 {
    let (mut months, mut days) = (0_u32, 0_i64);
    for (from, to) in joined(spans, day) {
        let (m, d) = months_and_days(from, to);
        months += m;
        days += d;
    }
    months + u32::try_from(days / DAYS_OF_A_MONTH).unwrap_or(0)
}

/// The first day on which so many months are worked, where that lies ahead and the work goes on; today where it is
/// reached.
pub fn reached_on(spans: &[Span], months: u32, today: NaiveDate) -> Option<NaiveDate> {
    let enough = |after: u64| {
        today.checked_add_days(Days::new(after)).is_some_and(|day| months_worked(spans, day) >= months)
    };
    let (mut low, mut high) = (0_u64, u64::from(months) * 31 + 31);
    if !enough(high) {
        return None;
    }
    while low < high {
        let middle = low.midpoint(high);
        if enough(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    today.checked_add_days(Days::new(low))
}

/// Whether an adverse record counts on a day.
pub fn counts_on(r: &Adverse, day: NaiveDate) -> bool {
    r.counts_from <= day
        && r.counts_to.is_none_or(|to| day < to)
        && r.lifted_on.is_none_or(|lifted| day < lifted)
}

/// The last day on which something of a day counts, so many months on.
pub fn last_day(of: NaiveDate, months: u32) -> NaiveDate {
    of.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// The points that ratings come to, in hundredths, rounded down; none without ratings. Which comes first does not matter.
pub fn points_of(ratings: &[i32], method: RatingMethod) -> Option<i64> {
    let (sum, count) = total(ratings, method);
    (count > 0).then(|| sum * 100 / count)
}

fn total(ratings: &[i32], method: RatingMethod) -> (i64, i64) {
    let mut sorted: Vec<i64> = ratings.iter().map(|p| i64::from(*p)).collect();
    sorted.sort_unstable();
    let counted = match method {
        RatingMethod::TrimmedMean if sorted.len() >= 5 => &sorted[1..sorted.len() - 1],
        _ => &sorted[..],
    };
    (counted.iter().sum(), counted.len() as i64)
}

/// How a rated line stands: unknown with fewer ratings than are needed, else by exact comparison with the mark.
pub fn rated(ratings: &[i32], method: RatingMethod, needed: u32, pass_mark: u32) -> LineOutcome {
    if ratings.is_empty() || ratings.len() < needed as usize {
        return LineOutcome::Unknown;
    }
    let (sum, count) = total(ratings, method);
    if sum >= i64::from(pass_mark) * count { LineOutcome::Passed } else { LineOutcome::Failed }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_year_is_full_on_its_day_and_not_the_day_before() {
        let since = [(day(2025, 11, 24), None)];
        assert_eq!(months_worked(&since, day(2026, 11, 23)), 11);
        assert_eq!(months_worked(&since, day(2026, 11, 24)), 12);
        assert_eq!(reached_on(&since, 12, day(2026, 3, 1)), Some(day(2026, 11, 24)));
        assert_eq!(reached_on(&since, 12, day(2026, 12, 1)), Some(day(2026, 12, 1)));
    }

    #[test]
    fn months_end_where_the_calendar_has_no_such_day() {
        assert_eq!(months_worked(&[(day(2024, 1, 31), None)], day(2024, 2, 28)), 0);
        assert_eq!(months_worked(&[(day(2024, 1, 31), None)], day(2024, 2, 29)), 1);
        assert_eq!(months_worked(&[(day(2023, 1, 31), None)], day(2023, 2, 28)), 1);
        assert_eq!(months_worked(&[(day(2024, 2, 29), None)], day(2025, 2, 28)), 12);
    }

    #[test]
    fn what_overlaps_counts_once_and_gaps_do_not_count() {
        let elsewhere = (day(2020, 1, 1), Some(day(2020, 7, 1)));
        let at_once = (day(2020, 4, 1), Some(day(2020, 10, 1)));
        assert_eq!(months_worked(&[elsewhere, at_once], day(2026, 1, 1)), 9);
        let later = (day(2022, 1, 1), Some(day(2022, 4, 1)));
        assert_eq!(months_worked(&[later, elsewhere], day(2026, 1, 1)), 9);
        // Fifteen days and sixteen days make a month; fifteen and fifteen do not.
        let some = |n: u64| (day(2021, 3, 1), Some(day(2021, 3, 1) + Days::new(n)));
        let more = (day(2023, 3, 1), Some(day(2023, 3, 16)));
        assert_eq!(months_worked(&[some(16), more], day(2026, 1, 1)), 1);
        assert_eq!(months_worked(&[some(15), more], day(2026, 1, 1)), 0);
        assert_eq!(reached_on(&[elsewhere], 12, day(2026, 1, 1)), None);
    }

    #[test]
    fn a_record_counts_until_it_ends_or_is_lifted() {
        let record = |to, lifted| Adverse {
            id: AdverseId::new(),
            employee_id: crate::org::model::EmployeeId::new(),
            kind: AdverseKind::Sanction,
            description: String::new(),
            evidence: String::new(),
            occurred_on: day(2026, 1, 1),
            counts_from: day(2026, 1, 10),
            counts_to: to,
            source: AdverseSource::Register,
            entered_by: None,
            entered_at: crate::db::Ts::new(chrono::DateTime::UNIX_EPOCH),
            lifted_on: lifted,
            lifted_by: None,
            lifted_at: None,
            reason: None,
            version: 1,
        };
        let open = record(None, None);
        assert!(!counts_on(&open, day(2026, 1, 9)) && counts_on(&open, day(2026, 1, 10)));
        let ends = record(Some(day(2026, 6, 1)), None);
        assert!(counts_on(&ends, day(2026, 5, 31)) && !counts_on(&ends, day(2026, 6, 1)));
        let lifted = record(None, Some(day(2026, 3, 1)));
        assert!(counts_on(&lifted, day(2026, 2, 28)) && !counts_on(&lifted, day(2026, 3, 1)));
    }

    #[test]
    fn ratings_are_compared_exactly() {
        let mean = |r: &[i32]| rated(r, RatingMethod::Mean, 3, 60);
        assert_eq!(mean(&[60, 60, 60]), LineOutcome::Passed);
        assert_eq!(mean(&[60, 60, 59]), LineOutcome::Failed);
        assert_eq!(mean(&[100, 100]), LineOutcome::Unknown);
        assert_eq!(points_of(&[60, 60, 59], RatingMethod::Mean), Some(5_966));
        assert_eq!(points_of(&[0, 70, 70, 70, 100], RatingMethod::TrimmedMean), Some(7_000));
        assert_eq!(points_of(&[0, 70, 70, 100], RatingMethod::TrimmedMean), Some(6_000));
        assert_eq!(points_of(&[], RatingMethod::Mean), None);
    }

    fn a_day() -> impl Strategy<Value = NaiveDate> {
        (0_u64..12_000).prop_map(|n| day(2000, 1, 1) + Days::new(n))
    }

    fn a_span() -> impl Strategy<Value = Span> {
        (a_day(), proptest::option::weighted(0.8, 1_u64..4_000))
            .prop_map(|(from, n)| (from, n.map(|n| from + Days::new(n))))
    }

    proptest! {
        #[test]
        fn months_are_whole_to_the_day(from in a_day(), months in 1_u32..300) {
            let full = from.checked_add_months(Months::new(months)).unwrap();
            let since = [(from, None)];
            prop_assert_eq!(months_worked(&since, full), months);
            prop_assert_eq!(months_worked(&since, full.pred_opt().unwrap()), months - 1);
        }

        #[test]
        fn an_employment_told_twice_or_in_parts_counts_the_same(
            spans in proptest::collection::vec(a_span(), 1..6), cut in 1_u64..2_000, on in a_day(),
        ) {
            let told = months_worked(&spans, on);
            let twice: Vec<Span> = spans.iter().chain(&spans).copied().collect();
            prop_assert_eq!(months_worked(&twice, on), told);
            let parts: Vec<Span> = spans.iter().flat_map(|(from, to)| {
                let at = *from + Days::new(cut);
                if to.is_some_and(|to| at >= to) { vec![(*from, *to)] } else { vec![(at, *to), (*from, Some(at))] }
            }).collect();
            prop_assert_eq!(months_worked(&parts, on), told);
            let mut other_way = spans.clone();
            other_way.reverse();
            prop_assert_eq!(months_worked(&other_way, on), told);
        }

        #[test]
        fn more_work_and_later_days_never_make_fewer_months(
            spans in proptest::collection::vec(a_span(), 0..5), more in a_span(), on in a_day(), later in 0_u64..500,
        ) {
            let before = months_worked(&spans, on);
            prop_assert!(months_worked(&spans, on + Days::new(later)) >= before);
            // Another time that is apart from the others adds; one that overlaps takes nothing away but days that no
            // longer make a month of their own: at most one month of those.
            let mut all = spans.clone();
            all.push(more);
            prop_assert!(months_worked(&all, on) + 1 >= before);
        }

        #[test]
        fn the_day_that_is_foretold_is_the_first(spans in proptest::collection::vec(a_span(), 0..4), on in a_day(), months in 1_u32..60) {
            match reached_on(&spans, months, on) {
                Some(first) => {
                    prop_assert!(months_worked(&spans, first) >= months);
                    prop_assert!(first == on || months_worked(&spans, first.pred_opt().unwrap()) < months);
                }
                None => prop_assert!(months_worked(&spans, on + Days::new(4_000)) < months || spans.iter().any(|s| s.0 > on)),
            }
        }

        #[test]
        fn who_rated_first_does_not_matter(mut ratings in proptest::collection::vec(0_i32..=100, 1..9), mark in 1_u32..=100) {
            for method in [RatingMethod::Mean, RatingMethod::TrimmedMean] {
                let (points, outcome) = (points_of(&ratings, method), rated(&ratings, method, 1, mark));
                let mut turned = ratings.clone();
                turned.reverse();
                prop_assert_eq!((points_of(&turned, method), rated(&turned, method, 1, mark)), (points, outcome));
            }
            ratings.fill(100);
            prop_assert_eq!(rated(&ratings, RatingMethod::Mean, 1, mark), LineOutcome::Passed);
        }
    }
}
