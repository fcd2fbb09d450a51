//! The order of a timeline, and where a source goes on. Everything here is a function of its arguments alone.

use std::cmp::Ordering;

use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::auth::Scope;
use crate::db::Ts;
use crate::org::model::OrgUnitId;
use crate::staffing::model::{Manager, ManagerHistory};

use super::model::ManagerChange;

/// A day of the bank, or a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A day.
    Day(NaiveDate),
    /// A moment.
    At(Ts),
}

impl From<NaiveDate> for When {
    fn from(day: NaiveDate) -> Self {
        When::Day(day)
    }
}
impl From<Ts> for When {
    fn from(at: Ts) -> Self {
        When::At(at)
    }
}

/// An entry's place in the order, which is the reverse of this one's: by day, on a day what has no time of day before
/// what has, then by source and row. It never changes, and no two entries share one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The bank's day.
    pub day: NaiveDate,
    /// The moment, where there is one.
    pub at: Option<Ts>,
    /// The source.
    pub source: String,
    /// Its row.
    pub id: Uuid,
}

/// Where a source goes on: rows before a day or moment and, where an id stands, those on it with a smaller id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before<T> {
    /// The day or moment.
    pub at: T,
    /// The row on it.
    pub id: Option<Uuid>,
}

impl<T: PartialOrd> Before<T> {
    /// Whether a row comes after the place that this was made of.
    pub fn admits(&self, at: &T, id: Uuid) -> bool {
        *at < self.at || (*at == self.at && self.id.is_some_and(|last| id < last))
    }
}

/// From a day or moment that a source shares with a place on: what follows the day or moment, the day or moment with the
/// place's row, or without it.
fn on_equal<T>(source: &str, place: &Place, at: T, next: T) -> Before<T> {
    match source.cmp(place.source.as_str()) {
        Ordering::Less => Before { at: next, id: None },
        Ordering::Equal => Before { at, id: Some(place.id) },
        Ordering::Greater => Before { at, id: None },
    }
}

fn day_after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// Where a source of days goes on after a place.
pub fn days_before(source: &str, place: &Place) -> Before<NaiveDate> {
    match place.at {
        Some(_) => Before { at: day_after(place.day), id: None },
        None => on_equal(source, place, place.day, day_after(place.day)),
    }
}

/// Where a source of moments goes on after a place, whose day begins at `start`.
pub fn moments_before(source: &str, place: &Place, start: Ts) -> Before<Ts> {
    match place.at {
        Some(at) => on_equal(source, place, at, at.plus(Duration::microseconds(1))),
        None => Before { at: start, id: None },
    }
}

/// Whether a scope reaches a person of a branch, or of head office.
pub fn reaches(scope: &Scope, branch: Option<OrgUnitId>) -> bool {
    match scope {
        Scope::All => true,
        Scope::Some { branches, .. } => branch.is_some_and(|b| branches.contains(&b)),
    }
}

/// Whether a scope reaches a manager's record.
pub fn reaches_manager(scope: &Scope, m: &Manager) -> bool {
    match scope {
        Scope::All => true,
        Scope::Some { branches, managers } => branches.contains(&m.branch_id) || managers.contains(&m.id),
    }
}

/// What changed of a manager's record from one line of its history to the next.
pub fn changes(before: &ManagerHistory, after: &ManagerHistory) -> Vec<ManagerChange> {
    let pairs = [
        (ManagerChange::Class, before.class != after.class || before.b_kind != after.b_kind),
        (ManagerChange::Grade, before.grade != after.grade),
        (ManagerChange::Branch, before.branch_id != after.branch_id),
        (ManagerChange::State, before.state != after.state),
        (ManagerChange::Term, before.term_from != after.term_from || before.term_to != after.term_to),
    ];
    pairs.into_iter().filter(|(_, changed)| *changed).map(|(what, _)| what).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};
    use proptest::prelude::*;

    use super::*;

    /// The bank's days begin at 16:00 of the day before by UTC.
    fn start_of(day: NaiveDate) -> Ts {
        Ts::new(day.and_hms_opt(0, 0, 0).unwrap().and_utc() - Duration::hours(8))
    }
    fn date_of(at: Ts) -> NaiveDate {
        (at.utc() + Duration::hours(8)).date_naive()
    }

    /// Rows of four sources, two of days and two of moments.
    #[derive(Debug, Clone, Copy)]
    struct Row {
        source: &'static str,
        when: When,
        id: Uuid,
    }

    fn place(r: &Row) -> Place {
        let (day, at) = match r.when {
            When::Day(day) => (day, None),
            When::At(at) => (date_of(at), Some(at)),
        };
        Place { day, at, source: r.source.to_owned(), id: r.id }
    }

    const SOURCES: [&str; 4] = ["a_day", "b_moment", "c_day", "d_moment"];

    fn rows() -> impl Strategy<Value = Vec<Row>> {
        // Few days and few hours, so that many rows share them; midnight too.
        let one = (0usize..4, 0i64..3, 0i64..4, any::<u128>());
        proptest::collection::vec(one, 0..60).prop_map(|all| {
            let first = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
            all.into_iter()
                .map(|(source, days, hours, id)| {
                    let day = first + Duration::days(days);
                    let when = match SOURCES[source].ends_with("day") {
                        true => When::Day(day),
                        false => When::At(start_of(day).plus(Duration::hours(hours * 6))),
                    };
                    Row { source: SOURCES[source], when, id: Uuid::from_u128(id) }
                })
                .collect()
        })
    }

    /// What a source's query gives: newest first, after a place, so many.
    fn ask(all: &[Row], source: &str, after: Option<&Place>, limit: usize) -> Vec<Row> {
        let mut found: Vec<Row> = all.iter().filter(|r| r.source == source).copied().collect();
        found.sort_by_key(|r| std::cmp::Reverse(place(r)));
        found.retain(|r| match (r.when, after) {
            (_, None) => true,
            (When::Day(day), Some(p)) => days_before(source, p).admits(&day, r.id),
            (When::At(at), Some(p)) => moments_before(source, p, start_of(p.day)).admits(&at, r.id),
        });
        found.truncate(limit);
        found
    }

    #[test]
    fn what_has_no_time_of_day_stands_under_what_has() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let noon = Ts::new(Utc.with_ymd_and_hms(2026, 11, 24, 4, 0, 0).unwrap());
        let at = |when, source| place(&Row { source, when, id: Uuid::nil() });
        assert!(at(When::Day(day), "z") < at(When::At(noon), "a"));
        assert!(at(When::At(noon), "a") < at(When::Day(day + Duration::days(1)), "a"));
    }

    proptest! {
        #[test]
        fn pages_put_together_are_the_whole_timeline_in_order(all in rows(), limit in 1usize..7) {
            let mut whole: Vec<Place> = all.iter().map(place).collect();
            whole.sort_by(|a, b| b.cmp(a));
            let mut told: Vec<Place> = Vec::new();
            loop {
                let after = told.last().cloned();
                let mut page: Vec<Place> = SOURCES
                    .iter()
                    .flat_map(|s| ask(&all, s, after.as_ref(), limit))
                    .map(|r| place(&r))
                    .collect();
                page.sort_by(|a, b| b.cmp(a));
                page.truncate(limit);
                if page.is_empty() {
                    break;
                }
                told.extend(page);
            }
            prop_assert_eq!(told, whole);
        }

        #[test]
        fn what_comes_later_moves_nothing_of_what_was_told(all in rows(), late in rows(), limit in 1usize..7) {
            let first: Vec<Place> = {
                let mut page: Vec<Place> =
                    SOURCES.iter().flat_map(|s| ask(&all, s, None, limit)).map(|r| place(&r)).collect();
                page.sort_by(|a, b| b.cmp(a));
                page.truncate(limit);
                page
            };
            prop_assume!(!first.is_empty());
            let last = first[first.len() - 1].clone();
            let mut both = all.clone();
            // Rows that stand above the place.
            both.extend(late.into_iter().filter(|r| place(r) > last));
            let next = |rows: &[Row]| {
                let mut page: Vec<Place> =
                    SOURCES.iter().flat_map(|s| ask(rows, s, Some(&last), limit)).map(|r| place(&r)).collect();
                page.sort_by(|a, b| b.cmp(a));
                page.truncate(limit);
                page
            };
            prop_assert_eq!(next(&all), next(&both));
        }
    }
}
