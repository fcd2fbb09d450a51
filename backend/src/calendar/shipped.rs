//! The rows shipped with the program.

use chrono::NaiveDate;

use super::{CalendarDay, DayKind};

/// What the `source` of a shipped row says.
pub const SHIPPED_SOURCE: &str = "chinese-days 1.5.7";

const DAYS: &str = include_str!("days_2004_2026.csv");

/// Every holiday and every worked weekend from 2004 to 2026, in order of date, all confirmed.
pub fn shipped_days() -> Vec<CalendarDay> {
    DAYS.lines()
        .skip(1)
        .map(|line| parse(line).expect("the embedded calendar is date,kind,name on every line: tested"))
        .collect()
}

fn parse(line: &str) -> Option<CalendarDay> {
    let mut cells = line.split(',');
    let date: NaiveDate = cells.next()?.parse().ok()?;
    let kind = DayKind::from_name(cells.next()?)?;
    let name = cells.next()?.to_owned();
    cells.next().is_none().then(|| CalendarDay {
        date,
        kind,
        name,
        source: SHIPPED_SOURCE.to_owned(),
        confirmed: true,
    })
}
