//! Which values belong to which axis, and what of a history counts today.

use chrono::NaiveDate;

use super::dto::{Axis, RatingValue};

/// Whether a value belongs to an axis.
pub fn fits(axis: Axis, value: RatingValue) -> bool {
    use RatingValue::*;
    match axis {
        Axis::Standing => matches!(value, Core | Basic | Other),
        Axis::Size => matches!(value, Large | Medium | Small),
        _ => value == Yes,
    }
}

/// What counts on a day among the lines that stand: the latest that has begun.
pub fn current(lines: &[(NaiveDate, Option<String>)], day: NaiveDate) -> Option<&str> {
    lines
        .iter()
        .filter(|(from, _)| *from <= day)
        .max_by_key(|(from, _)| *from)
        .and_then(|(_, value)| value.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, d).unwrap()
    }

    #[test]
    fn the_latest_line_that_has_begun_counts() {
        let lines = [(day(5), Some("basic".to_owned())), (day(1), Some("core".to_owned())), (day(9), None)];
        assert_eq!(current(&lines, day(4)), Some("core"));
        assert_eq!(current(&lines, day(5)), Some("basic"));
        assert_eq!(current(&lines, day(9)), None);
        assert_eq!(current(&[], day(9)), None);
    }

    #[test]
    fn every_flag_is_an_axis() {
        let axes: Vec<&str> = Axis::ALL.iter().skip(2).map(|a| a.as_str()).collect();
        assert_eq!(axes, crate::policy::rules::FLAGS);
        assert!(fits(Axis::Key, RatingValue::Yes) && !fits(Axis::Key, RatingValue::Core));
        assert!(fits(Axis::Size, RatingValue::Small) && !fits(Axis::Standing, RatingValue::Small));
    }
}
