//! What the calendar promises.

use proptest::prelude::*;

use super::*;

/// `month,working_days,days` from PyPI chinesecalendar 1.11.0: `days` has a 1 for each worked day of the month.
const GOLDEN: &str = include_str!("golden_chinesecalendar_1_11_0.csv");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn due(date: &str, provisional: bool) -> Option<Due> {
    Some(Due { date: day(date), provisional })
}

#[test]
fn every_day_of_2004_to_2026_agrees_with_an_independent_calendar() {
    let calendar = WorkingDays::shipped();
    let mut months = 0;
    for line in GOLDEN.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let first = day(&format!("{}-01", cells[0]));
        let last = first.checked_add_months(chrono::Months::new(1)).unwrap().pred_opt().unwrap();
        let before = first.pred_opt().unwrap();
        assert_eq!(calendar.count_after(before, last).days.to_string(), cells[1], "{}", cells[0]);
        let ours: String = first
            .iter_days()
            .take_while(|d| *d <= last)
            .map(|d| match calendar.is_working_day(d) {
                Status::Known(true) => '1',
                Status::Known(false) => '0',
                Status::Provisional(_) => '?',
            })
            .collect();
        assert_eq!(ours, cells[2], "{}", cells[0]);
        months += 1;
    }
    assert_eq!(months, 23 * 12);
}

#[test]
fn shipped_rows_are_in_order_and_say_something() {
    let rows = shipped_days();
    assert!(rows.windows(2).all(|pair| pair[0].date < pair[1].date));
    for row in &rows {
        let weekend = matches!(row.date.weekday(), Weekday::Sat | Weekday::Sun);
        assert!(row.kind == DayKind::Holiday || weekend, "{} would be worked anyway", row.date);
    }
    let years: Vec<i32> = WorkingDays::shipped().known_years().collect();
    assert_eq!(years, (2004..=2026).collect::<Vec<_>>());
}

#[test]
fn spring_festival_2026_is_nine_days_with_two_worked_saturdays() {
    let calendar = WorkingDays::shipped();
    assert_eq!(calendar.is_working_day(day("2026-02-14")), Status::Known(true));
    assert_eq!(calendar.is_working_day(day("2026-02-15")), Status::Known(false));
    assert_eq!(calendar.is_working_day(day("2026-02-23")), Status::Known(false));
    assert_eq!(calendar.is_working_day(day("2026-02-28")), Status::Known(true));
    assert_eq!(calendar.add_working_days(day("2026-02-13"), 1), due("2026-02-14", false));
    assert_eq!(calendar.add_working_days(day("2026-02-14"), 1), due("2026-02-24", false));
    assert_eq!(calendar.subtract_working_days(day("2026-02-24"), 1), due("2026-02-14", false));
    assert_eq!(calendar.on_or_after(day("2026-02-15")), due("2026-02-24", false));
    assert_eq!(calendar.on_or_before(day("2026-02-23")), due("2026-02-14", false));
    assert_eq!(calendar.on_or_after(day("2026-02-14")), due("2026-02-14", false));
    assert_eq!(calendar.row(day("2026-02-17")).unwrap().name, "春节");
}

#[test]
fn a_month_ends_on_its_last_working_day() {
    let calendar = WorkingDays::shipped();
    assert_eq!(calendar.last_working_day_of_month(2026, 2), due("2026-02-28", false));
    assert_eq!(calendar.last_working_day_of_month(2026, 5), due("2026-05-29", false));
    assert_eq!(calendar.nth_working_day_of_month(2026, 10, 1), due("2026-10-08", false));
    assert_eq!(calendar.nth_working_day_of_month(2026, 10, 0), None);
    assert_eq!(calendar.nth_working_day_of_month(2026, 10, 24), None);
    assert_eq!(calendar.last_working_day_of_month(2026, 13), None);
}

#[test]
fn a_year_without_its_announcement_is_provisional() {
    let calendar = WorkingDays::shipped();
    assert_eq!(calendar.is_working_day(day("2027-01-01")), Status::Provisional(true));
    assert_eq!(calendar.is_working_day(day("2027-01-02")), Status::Provisional(false));
    assert_eq!(calendar.is_working_day(day("2003-12-31")), Status::Provisional(true));
    assert_eq!(calendar.add_working_days(day("2026-12-30"), 1), due("2026-12-31", false));
    assert_eq!(calendar.add_working_days(day("2026-12-30"), 2), due("2027-01-01", true));
    assert!(calendar.count_after(day("2026-12-30"), day("2027-01-04")).provisional);
}

#[test]
fn an_expected_row_moves_a_due_date_but_makes_nothing_certain() {
    let mut rows = shipped_days();
    let row = |date, kind, confirmed| CalendarDay {
        date: day(date),
        kind,
        name: "元旦".into(),
        source: "test".into(),
        confirmed,
    };
    rows.push(row("2027-01-01", DayKind::Holiday, false));
    let expected = WorkingDays::from_rows(rows.clone());
    assert_eq!(expected.is_working_day(day("2027-01-01")), Status::Provisional(false));
    assert_eq!(expected.add_working_days(day("2026-12-31"), 1), due("2027-01-04", true));

    // One announced day that reaches over the new year does not make the year known.
    rows.push(row("2027-01-01", DayKind::Holiday, true));
    let straddling = WorkingDays::from_rows(rows.clone());
    assert_eq!(straddling.is_working_day(day("2027-01-01")), Status::Known(false));
    assert_eq!(straddling.is_working_day(day("2027-01-04")), Status::Provisional(true));

    rows.push(row("2027-10-01", DayKind::Holiday, true));
    let announced = WorkingDays::from_rows(rows);
    assert_eq!(announced.add_working_days(day("2026-12-31"), 1), due("2027-01-04", false));
}

#[test]
fn the_end_of_time_is_none_rather_than_a_panic() {
    let calendar = WorkingDays::shipped();
    assert_eq!(calendar.add_working_days(NaiveDate::MAX, 1), None);
    assert_eq!(calendar.subtract_working_days(NaiveDate::MIN, 1), None);
    assert_eq!(calendar.on_or_after(NaiveDate::MIN), None);
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..9_500).prop_map(|n| day("2003-06-01") + Days::new(n))
}

proptest! {
    #[test]
    fn counting_undoes_adding(from in any_day(), n in 1_u32..60) {
        let calendar = WorkingDays::shipped();
        let due = calendar.add_working_days(from, n).unwrap();
        let counted = calendar.count_after(from, due.date);
        prop_assert_eq!((counted.days, counted.provisional), (n, due.provisional));
        prop_assert!(calendar.is_working_day(due.date).is_working());
        prop_assert_eq!(calendar.count_after(from, due.date.pred_opt().unwrap()).days, n - 1);
    }

    #[test]
    fn adding_is_monotone(from in any_day(), gap in 0_u64..30, n in 0_u32..30, more in 0_u32..10) {
        let calendar = WorkingDays::shipped();
        let at = |date, n| calendar.add_working_days(date, n).unwrap().date;
        prop_assert!(at(from, n) <= at(from + Days::new(gap), n));
        prop_assert!(at(from, n) <= at(from, n + more));
        prop_assert_eq!(at(at(from, n), more), at(from, n + more));
    }

    #[test]
    fn subtracting_undoes_adding_from_a_working_day(from in any_day(), n in 0_u32..30) {
        let calendar = WorkingDays::shipped();
        let from = calendar.on_or_after(from).unwrap().date;
        let there = calendar.add_working_days(from, n).unwrap().date;
        prop_assert_eq!(calendar.subtract_working_days(there, n).unwrap().date, from);
    }
}
