//! Chinese working days: weekends, public holidays, and weekends worked in exchange (调休).
//!
//! The State Council announces each year's days late in the year before. Until a year's announcement is in the
//! calendar its days follow the weekday rule and are flagged `provisional`, so that whoever computed a due date
//! can compute it again.
//!
//! [`WorkingDays`] is made from rows, which a bank keeps in its database and extends by import. The rows shipped
//! with the program are `days_2004_2026.csv`: every `holidays` and `workdays` entry of `dist/chinese-days.json` in
//! npm package chinese-days 1.5.7 (MIT, its licence lies beside), as `date,kind,name` in order of date, with the
//! Chinese name.
//! A test compares each day with PyPI package chinesecalendar 1.11.0 (MIT).

mod shipped;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

pub use shipped::{SHIPPED_SOURCE, shipped_days};

/// How a day differs from the weekday rule, or confirms it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// No work, whatever the weekday.
    Holiday,
    /// Work, though it is a weekend (调休).
    Workday,
}

impl DayKind {
    /// The name in rows and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            DayKind::Holiday => "holiday",
            DayKind::Workday => "workday",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<DayKind> {
        [DayKind::Holiday, DayKind::Workday].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// One row of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    pub date: NaiveDate,
    pub kind: DayKind,
    /// The holiday it belongs to, in Chinese.
    pub name: String,
    /// Where the row comes from.
    pub source: String,
    /// Announced, as opposed to expected.
    pub confirmed: bool,
}

/// Whether a day is worked, and whether that is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// The year's announcement is in the calendar.
    Known(bool),
    /// It is not; this follows an expected row or the weekday rule.
    Provisional(bool),
}

impl Status {
    /// True for a working day, certain or not.
    pub const fn is_working(self) -> bool {
        matches!(self, Status::Known(true) | Status::Provisional(true))
    }

    /// True when the answer may change with the year's announcement.
    pub const fn is_provisional(self) -> bool {
        matches!(self, Status::Provisional(_))
    }
}

/// A day that was counted to; `provisional` when any day passed on the way was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Due {
    pub date: NaiveDate,
    pub provisional: bool,
}

/// A number of working days; `provisional` when any day counted was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Count {
    pub days: u32,
    pub provisional: bool,
}

/// Which days are worked.
///
/// A year is known when it has a confirmed row for National Day, 1 October: every announcement names it, and no
/// neighbouring year's does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingDays {
    days: BTreeMap<NaiveDate, CalendarDay>,
    known_years: BTreeSet<i32>,
}

impl WorkingDays {
    /// The calendar of these rows; of two rows for a date the later one in the sequence counts.
    pub fn from_rows(rows: impl IntoIterator<Item = CalendarDay>) -> WorkingDays {
        let days: BTreeMap<_, _> = rows.into_iter().map(|row| (row.date, row)).collect();
        let known_years = days
            .values()
            .filter(|row| row.confirmed && row.kind == DayKind::Holiday)
            .filter(|row| (row.date.month(), row.date.day()) == (10, 1))
            .map(|row| row.date.year())
            .collect();
        WorkingDays { days, known_years }
    }

    /// The calendar shipped with the program: 2004 to 2026.
    pub fn shipped() -> WorkingDays {
        WorkingDays::from_rows(shipped_days())
    }

    /// The row that says something about `date` besides its weekday.
    pub fn row(&self, date: NaiveDate) -> Option<&CalendarDay> {
        self.days.get(&date)
    }

    /// The years whose announcement is in the calendar.
    pub fn known_years(&self) -> impl Iterator<Item = i32> + '_ {
        self.known_years.iter().copied()
    }

    /// Whether `date` is worked.
    pub fn is_working_day(&self, date: NaiveDate) -> Status {
        let row = self.days.get(&date);
        let working = match row {
            Some(row) => row.kind == DayKind::Workday,
            None => !matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
        };
        let certain = match row {
            Some(row) => row.confirmed,
            None => self.known_years.contains(&date.year()),
        };
        if certain { Status::Known(working) } else { Status::Provisional(working) }
    }

    /// The `n`-th working day after `date`, which itself is not counted; `date` for `n` = 0.
    ///
    /// `None` beyond the calendar's last representable day.
    pub fn add_working_days(&self, date: NaiveDate, n: u32) -> Option<Due> {
        self.walk(date, n, |day| day.succ_opt())
    }

    /// The `n`-th working day before `date`, which itself is not counted; `date` for `n` = 0.
    ///
    /// `None` before the calendar's first representable day.
    pub fn subtract_working_days(&self, date: NaiveDate, n: u32) -> Option<Due> {
        self.walk(date, n, |day| day.pred_opt())
    }

    /// `date` if it is worked, else the next day that is.
    pub fn on_or_after(&self, date: NaiveDate) -> Option<Due> {
        self.add_working_days(date.pred_opt()?, 1)
    }

    /// `date` if it is worked, else the last day before it that is.
    pub fn on_or_before(&self, date: NaiveDate) -> Option<Due> {
        self.subtract_working_days(date.succ_opt()?, 1)
    }

    /// The number of working days after `from`, up to and including `to`; none when `to` is not after `from`.
    pub fn count_after(&self, from: NaiveDate, to: NaiveDate) -> Count {
        let mut count = Count { days: 0, provisional: false };
        let mut day = from;
        while day < to {
            let Some(next) = day.succ_opt() else { break };
            day = next;
            let status = self.is_working_day(day);
            count.days += u32::from(status.is_working());
            count.provisional |= status.is_provisional();
        }
        count
    }

    /// The `n`-th working day of a month, counted from 1; `None` when the month is not one or has fewer.
    pub fn nth_working_day_of_month(&self, year: i32, month: u32, n: u32) -> Option<Due> {
        let before = NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()?;
        let due = self.add_working_days(before, n)?;
        (n > 0 && (due.date.year(), due.date.month()) == (year, month)).then_some(due)
    }

    /// The last working day of a month; `None` when the month is not one or has none.
    pub fn last_working_day_of_month(&self, year: i32, month: u32) -> Option<Due> {
        let last = NaiveDate::from_ymd_opt(year, month, 1)?
            .checked_add_months(chrono::Months::new(1))?
            .checked_sub_days(Days::new(1))?;
        let due = self.on_or_before(last)?;
        ((due.date.year(), due.date.month()) == (year, month)).then_some(due)
    }

    fn walk(&self, from: NaiveDate, n: u32, step: impl Fn(NaiveDate) -> Option<NaiveDate>) -> Option<Due> {
        let mut due = Due { date: from, provisional: false };
        let mut left = n;
        while left > 0 {
            due.date = step(due.date)?;
            let status = self.is_working_day(due.date);
            due.provisional |= status.is_provisional();
            left -= u32::from(status.is_working());
        }
        Some(due)
    }
}
