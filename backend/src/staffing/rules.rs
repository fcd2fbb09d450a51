//! Days of maintainers, and what may become of a manager.

use chrono::NaiveDate;

use super::model::{ManagerClass, ManagerState};

/// A span of days; open at the end where `to` is absent, `to` being the first day outside.
pub type Span = (NaiveDate, Option<NaiveDate>);

/// The first day of `need` that no span covers; none where every day is covered.
pub fn first_gap(need: Span, spans: &[Span]) -> Option<NaiveDate> {
    let mut spans: Vec<Span> = spans.to_vec();
    spans.sort_unstable();
    let mut day = need.0;
    for (from, to) in spans {
        if need.1.is_some_and(|end| day >= end) || from > day {
            break;
        }
        match to {
            None => return None,
            Some(to) => day = day.max(to),
        }
    }
    need.1.is_none_or(|end| day < end).then_some(day)
}

/// What stands of a span once others take over from a day on: a future one becomes empty and stays on record.
pub fn cut(span: Span, from: NaiveDate) -> Span {
    if span.1.is_some_and(|to| to <= from) { span } else { (span.0, Some(from.max(span.0))) }
}

/// What stands of a span for somebody who leaves.
pub fn until(span: Span, left_on: Option<NaiveDate>) -> Span {
    match (span.1, left_on) {
        (Some(to), Some(left)) => (span.0, Some(to.min(left))),
        (to, left) => (span.0, to.or(left)),
    }
}

/// Whether a manager's state may become another: whoever left does not come back under the same number.
pub fn may_become(from: ManagerState, to: ManagerState) -> bool {
    from != ManagerState::Left || to == ManagerState::Left
}

/// Whether a person's term has ended by a day (D4); a virtual manager's is of no assessment.
pub fn has_lapsed(class: ManagerClass, term_to: Option<NaiveDate>, day: NaiveDate) -> bool {
    class != ManagerClass::Virtual && term_to.is_some_and(|to| to <= day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::default() + chrono::Duration::days(n)
    }

    fn covers(s: Span, d: NaiveDate) -> bool {
        s.0 <= d && s.1.is_none_or(|to| d < to)
    }

    #[test]
    fn a_day_between_two_maintainers_is_a_gap() {
        let need = (day(0), None);
        assert_eq!(first_gap(need, &[(day(0), Some(day(5))), (day(6), None)]), Some(day(5)));
        assert_eq!(first_gap(need, &[(day(0), Some(day(5))), (day(5), None)]), None);
        assert_eq!(first_gap(need, &[(day(0), Some(day(5)))]), Some(day(5)));
        assert_eq!(first_gap(need, &[]), Some(day(0)));
        assert_eq!(first_gap((day(0), Some(day(5))), &[(day(0), Some(day(5)))]), None);
    }

    #[test]
    fn whoever_left_stays_away() {
        assert!(may_become(ManagerState::Suspended, ManagerState::Active));
        assert!(!may_become(ManagerState::Left, ManagerState::Active));
    }

    proptest! {
        #[test]
        fn the_gap_is_the_first_day_that_nobody_covers(
            from in 0i64..5, length in 1i64..40,
            spans in proptest::collection::vec((0i64..40, 0i64..15, any::<bool>()), 0..6),
        ) {
            let need = (day(from), Some(day(from + length)));
            let spans: Vec<Span> = spans.iter().map(|(a, n, open)| (day(*a), (!open).then(|| day(a + n)))).collect();
            let expected = (from..from + length).map(day).find(|d| !spans.iter().any(|s| covers(*s, *d)));
            prop_assert_eq!(first_gap(need, &spans), expected);
        }

        #[test]
        fn a_change_that_is_let_through_leaves_no_day_without_a_maintainer(
            changes in proptest::collection::vec((0i64..30, proptest::collection::vec((0i64..20, 1i64..20, any::<bool>()), 1..4)), 1..8),
        ) {
            let need = (day(0), None);
            let mut kept: Vec<Span> = vec![(day(0), None)];
            for (at, rows) in changes {
                let rows: Vec<Span> =
                    rows.iter().map(|(a, n, open)| (day(at + a), (!open).then(|| day(at + a + n)))).collect();
                let Some(from) = rows.iter().map(|r| r.0).min() else { continue };
                let after: Vec<Span> = kept.iter().map(|s| cut(*s, from)).chain(rows).collect();
                if first_gap(need, &after).is_none() {
                    kept = after;
                }
                for d in (0..200).map(day) {
                    prop_assert!(kept.iter().any(|s| covers(*s, d)), "{d}");
                }
            }
        }
    }
}
