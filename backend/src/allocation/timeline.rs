//! Ownership over time, on two axes: which day it holds for, and since when the bank knew it (D9.1, D9.4).
//!
//! A row says: for the days from `valid_from` up to but not including `valid_to`, these shares; known from
//! `known_from` up to but not including `known_to`. Rows are never edited but for setting `known_to` once. At each
//! moment of knowledge from the first on, the rows known then cover every day from the subject's opening on, each
//! exactly once: no gap, no overlap, no end. A correction closes the rows it touches and inserts what holds now,
//! so that what was known before can still be asked.
//!
//! Future-dated entries are rows like any others: nothing has to happen at midnight.

use chrono::{DateTime, NaiveDate, Utc};
use thiserror::Error;

/// One row of a subject's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<I, S> {
    pub id: I,
    pub valid_from: NaiveDate,
    /// The first day it no longer holds; `None` means for good.
    pub valid_to: Option<NaiveDate>,
    pub known_from: DateTime<Utc>,
    /// The moment from which it was superseded; `None` while it stands.
    pub known_to: Option<DateTime<Utc>>,
    pub shares: S,
}

/// A new statement about a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<S> {
    pub from: NaiveDate,
    /// The first day it no longer holds; `None` means for good, replacing everything known from `from` on.
    pub until: Option<NaiveDate>,
    pub shares: S,
}

/// A row to insert, known from the change's moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRow<I, S> {
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub shares: S,
    pub origin: Origin<I>,
}

/// Why a row is inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin<I> {
    /// It is the entry itself.
    Entry,
    /// It is what remains of a closed row outside the entry's days; its reason and source are that row's.
    RemainderOf(I),
}

/// What to write: set `known_to` of the closed rows and insert the new ones, all at `known_at`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<I, S> {
    pub known_at: DateTime<Utc>,
    pub close: Vec<I>,
    /// In order of day.
    pub insert: Vec<NewRow<I, S>>,
}

/// Why an entry is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TimelineError {
    /// It ends on or before the day it begins.
    #[error("an entry must hold for at least one day")]
    NoDay,
    /// It would leave days without a row: it ends before the known history begins, or the first one ends at all.
    #[error("the days from {from} on would be without an entry")]
    Gap { from: NaiveDate },
    /// The moment lies before something that is known already.
    #[error("already known at {latest}, later than this change")]
    KnownAlready { latest: DateTime<Utc> },
}

/// The rows to close and to insert so that `entry` holds from `known_at` on.
///
/// `rows` are the subject's rows; superseded ones may be left out, but then `known_at` is not checked against
/// them. An entry may begin before the known history when it reaches it.
///
/// # Errors
/// An entry without a day, one that leaves a gap, or a `known_at` before the latest knowledge.
pub fn record<I: Clone, S: Clone>(
    rows: &[Row<I, S>],
    entry: Entry<S>,
    known_at: DateTime<Utc>,
) -> Result<Change<I, S>, TimelineError> {
    if entry.until.is_some_and(|until| until <= entry.from) {
        return Err(TimelineError::NoDay);
    }
    let latest = rows.iter().flat_map(|row| [Some(row.known_from), row.known_to]).flatten().max();
    if let Some(latest) = latest.filter(|latest| *latest > known_at) {
        return Err(TimelineError::KnownAlready { latest });
    }
    let mut standing: Vec<&Row<I, S>> = rows.iter().filter(|row| row.known_to.is_none()).collect();
    standing.sort_by_key(|row| row.valid_from);
    if let Some(until) = entry.until {
        let begins = standing.first().map(|row| row.valid_from);
        if begins.is_none_or(|begins| until < begins) {
            return Err(TimelineError::Gap { from: until });
        }
    }

    let mut change = Change { known_at, close: Vec::new(), insert: Vec::new() };
    let mut after = None;
    for row in standing.into_iter().filter(|row| overlap(row, &entry)) {
        change.close.push(row.id.clone());
        if row.valid_from < entry.from {
            change.insert.push(NewRow {
                valid_from: row.valid_from,
                valid_to: Some(entry.from),
                shares: row.shares.clone(),
                origin: Origin::RemainderOf(row.id.clone()),
            });
        }
        if let Some(until) = entry.until.filter(|until| row.valid_to.is_none_or(|end| *until < end)) {
            after = Some(NewRow {
                valid_from: until,
                valid_to: row.valid_to,
                shares: row.shares.clone(),
                origin: Origin::RemainderOf(row.id.clone()),
            });
        }
    }
    change.insert.push(NewRow {
        valid_from: entry.from,
        valid_to: entry.until,
        shares: entry.shares,
        origin: Origin::Entry,
    });
    change.insert.extend(after);
    Ok(change)
}

fn overlap<I, S>(row: &Row<I, S>, entry: &Entry<S>) -> bool {
    row.valid_to.is_none_or(|end| entry.from < end) && entry.until.is_none_or(|until| row.valid_from < until)
}

/// The row that held on `day` as known at `known_at`; `None` before the subject was opened or known.
pub fn as_of<I, S>(rows: &[Row<I, S>], day: NaiveDate, known_at: DateTime<Utc>) -> Option<&Row<I, S>> {
    known(rows, known_at).find(|row| row.valid_from <= day && row.valid_to.is_none_or(|end| day < end))
}

/// The rows known at a moment, in the order given.
pub fn known<I, S>(rows: &[Row<I, S>], known_at: DateTime<Utc>) -> impl Iterator<Item = &Row<I, S>> {
    rows.iter()
        .filter(move |row| row.known_from <= known_at && row.known_to.is_none_or(|closed| known_at < closed))
}

/// How stored rows break the law of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Breach {
    /// A row holds for no day.
    #[error("a row from {from} holds for no day")]
    Empty { from: NaiveDate },
    /// No row holds from this day on, up to the next row.
    #[error("no row holds on {from}")]
    Gap { from: NaiveDate },
    /// Two rows hold on this day.
    #[error("two rows hold on {on}")]
    Overlap { on: NaiveDate },
}

/// Checks that the rows known at `known_at` hold for each day from the first on exactly once; no rows pass.
///
/// # Errors
/// The first breach in order of day.
pub fn check<I, S>(rows: &[Row<I, S>], known_at: DateTime<Utc>) -> Result<(), Breach> {
    let mut spans: Vec<(NaiveDate, Option<NaiveDate>)> =
        known(rows, known_at).map(|row| (row.valid_from, row.valid_to)).collect();
    spans.sort();
    if let Some(&(from, _)) = spans.iter().find(|(from, to)| to.is_some_and(|to| to <= *from)) {
        return Err(Breach::Empty { from });
    }
    for pair in spans.windows(2) {
        let ((_, end), (next, _)) = (pair[0], pair[1]);
        match end {
            Some(end) if end < next => return Err(Breach::Gap { from: end }),
            Some(end) if end == next => {}
            _ => return Err(Breach::Overlap { on: next }),
        }
    }
    match spans.last() {
        Some((_, Some(end))) => Err(Breach::Gap { from: *end }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
