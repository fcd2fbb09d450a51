//! Which events fit how an employee stands, what each asks for, and when it is carried out.

use chrono::NaiveDate;

use super::model::HrEventKind;

/// How somebody stands to the bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// First day.
    pub hired_on: NaiveDate,
    /// First day away.
    pub left_on: Option<NaiveDate>,
}

/// Why an event does not fit, as the code of the field `/kind`; none where it fits.
pub fn misfit(
    kind: HrEventKind,
    standing: Option<Standing>,
    effective_on: NaiveDate,
    today: NaiveDate,
) -> Option<&'static str> {
    use HrEventKind::*;
    match (kind, standing) {
        (Hire, None) => None,
        (Hire, Some(_)) => Some("already_employed"),
        (_, None) => Some("not_found"),
        (Transfer, Some(s)) if effective_on < s.hired_on => Some("before_hire"),
        (Transfer, Some(s)) => s.left_on.filter(|left| *left <= effective_on).map(|_| "has_left"),
        (Leave, Some(s)) if effective_on <= s.hired_on => Some("before_hire"),
        // A day that has not come may still be moved.
        (Leave, Some(s)) => s.left_on.filter(|left| *left <= today).map(|_| "has_left"),
        (Rehire, Some(s)) if s.left_on.is_some_and(|left| left <= effective_on) => None,
        (Rehire, Some(_)) => Some("still_employed"),
    }
}

/// What an event brings beside number, kind and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brought {
    /// A name.
    pub name: bool,
    /// A unit.
    pub unit: bool,
    /// How hired.
    pub hire_kind: bool,
}

/// The fields at fault: what a kind needs and does not have, what it has and does not need.
pub fn faults(kind: HrEventKind, b: Brought) -> Vec<(&'static str, &'static str)> {
    use HrEventKind::*;
    // Needed, allowed.
    let (name, unit, hire_kind) = match kind {
        Hire => ((true, true), (true, true), (false, true)),
        Transfer => ((false, false), (true, true), (false, false)),
        Leave => ((false, false), (false, false), (false, false)),
        Rehire => ((false, false), (false, true), (false, true)),
    };
    [("/name", name, b.name), ("/org_unit_code", unit, b.unit), ("/hire_kind", hire_kind, b.hire_kind)]
        .into_iter()
        .filter_map(|(at, (needed, allowed), there)| match (needed, allowed, there) {
            (true, _, false) => Some((at, "required")),
            (_, false, true) => Some((at, "not_asked")),
            _ => None,
        })
        .collect()
}

/// Whether an event is carried out when it is received: hiring and leaving are dated facts, the others have their day.
pub fn at_once(kind: HrEventKind, effective_on: NaiveDate, today: NaiveDate) -> bool {
    matches!(kind, HrEventKind::Hire | HrEventKind::Leave) || effective_on <= today
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::HrEventKind::*;
    use super::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + chrono::Duration::days(n)
    }

    #[test]
    fn an_event_fits_how_somebody_stands() {
        let here = Some(Standing { hired_on: day(0), left_on: None });
        let gone = Some(Standing { hired_on: day(0), left_on: Some(day(10)) });
        let today = day(20);
        assert_eq!(misfit(Hire, None, day(30), today), None);
        assert_eq!(misfit(Hire, here, day(30), today), Some("already_employed"));
        assert_eq!(misfit(Leave, None, day(30), today), Some("not_found"));
        assert_eq!(misfit(Transfer, here, day(30), today), None);
        assert_eq!(misfit(Transfer, here, day(-1), today), Some("before_hire"));
        assert_eq!(misfit(Transfer, gone, day(9), today), None);
        assert_eq!(misfit(Transfer, gone, day(10), today), Some("has_left"));
        assert_eq!(misfit(Leave, here, day(0), today), Some("before_hire"));
        assert_eq!(misfit(Leave, here, day(1), today), None);
        assert_eq!(misfit(Leave, gone, day(30), today), Some("has_left"));
        assert_eq!(misfit(Leave, gone, day(30), day(9)), None, "the day may be moved until it comes");
        assert_eq!(misfit(Rehire, here, day(30), today), Some("still_employed"));
        assert_eq!(misfit(Rehire, gone, day(10), today), None);
        assert_eq!(misfit(Rehire, gone, day(9), today), Some("still_employed"));
    }

    #[test]
    fn each_kind_asks_for_what_it_needs_and_nothing_else() {
        let none = Brought { name: false, unit: false, hire_kind: false };
        let all = Brought { name: true, unit: true, hire_kind: true };
        assert_eq!(faults(Hire, none), [("/name", "required"), ("/org_unit_code", "required")]);
        assert_eq!(faults(Hire, all), []);
        assert_eq!(faults(Leave, none), []);
        assert_eq!(
            faults(Leave, all),
            [("/name", "not_asked"), ("/org_unit_code", "not_asked"), ("/hire_kind", "not_asked")]
        );
        assert_eq!(faults(Transfer, none), [("/org_unit_code", "required")]);
        assert_eq!(faults(Rehire, Brought { name: false, ..all }), []);
    }

    proptest! {
        #[test]
        fn whoever_left_and_came_back_may_leave_again(left in 1i64..100, back in 0i64..100, again in 1i64..100) {
            let gone = Some(Standing { hired_on: day(0), left_on: Some(day(left)) });
            let back = day(left + back);
            prop_assert_eq!(misfit(Rehire, gone, back, back), None);
            let here = Some(Standing { hired_on: back, left_on: None });
            prop_assert_eq!(misfit(Leave, here, back + chrono::Duration::days(again), back), None);
        }
    }
}
