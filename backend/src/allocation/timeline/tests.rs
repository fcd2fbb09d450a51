//! What the timeline promises.

use chrono::{Days, TimeDelta};
use proptest::prelude::*;

use super::*;
use crate::allocation::shares::{BasisPoints, Shares};

type History = Vec<Row<usize, Shares<u8>>>;

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(n)
}

fn moment(n: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(n)
}

fn entry(from: u64, until: Option<u64>, owner: u8) -> Entry<Shares<u8>> {
    Entry { from: day(from), until: until.map(day), shares: Shares::sole(owner) }
}

/// Applies a change as a store would.
fn apply(history: &mut History, change: Change<usize, Shares<u8>>) {
    for id in change.close {
        assert_eq!(history[id].known_to, None, "a closed row is never closed again");
        history[id].known_to = Some(change.known_at);
    }
    for row in change.insert {
        history.push(Row {
            id: history.len(),
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            known_from: change.known_at,
            known_to: None,
            shares: row.shares,
        });
    }
}

fn recorded(entries: impl IntoIterator<Item = Entry<Shares<u8>>>) -> History {
    let mut history = History::new();
    for (n, entry) in entries.into_iter().enumerate() {
        let change = record(&history, entry, moment(i64::try_from(n).unwrap())).unwrap();
        apply(&mut history, change);
    }
    history
}

fn owner(history: &History, on: u64, known: i64) -> Option<u8> {
    as_of(history, day(on), moment(known)).and_then(|row| row.shares.parts().first().map(|(o, _)| *o))
}

#[test]
fn a_change_from_a_day_leaves_the_days_before_as_they_were() {
    let history = recorded([entry(0, None, 1), entry(10, None, 2)]);
    assert_eq!((owner(&history, 9, 1), owner(&history, 10, 1)), (Some(1), Some(2)));
    assert_eq!(owner(&history, 10, 0), Some(1), "before the change the first owner was known for good");
    assert_eq!(as_of(&history, day(0), moment(-1)), None);
}

#[test]
fn a_correction_in_the_middle_splits_the_row_around_it() {
    let mut history = recorded([entry(0, None, 1)]);
    let change = record(&history, entry(5, Some(8), 2), moment(1)).unwrap();
    assert_eq!(change.close, [0]);
    let origins: Vec<_> = change.insert.iter().map(|r| (r.valid_from, r.valid_to, r.origin)).collect();
    assert_eq!(
        origins,
        [
            (day(0), Some(day(5)), Origin::RemainderOf(0)),
            (day(5), Some(day(8)), Origin::Entry),
            (day(8), None, Origin::RemainderOf(0)),
        ]
    );
    apply(&mut history, change);
    assert_eq!(check(&history, moment(1)), Ok(()));
    assert_eq!([4, 5, 7, 8].map(|n| owner(&history, n, 1)), [Some(1), Some(2), Some(2), Some(1)]);
}

#[test]
fn rows_that_are_not_touched_stay() {
    let history = recorded([entry(0, None, 1), entry(10, None, 2), entry(20, None, 3)]);
    let standing: Vec<_> = history.iter().filter(|row| row.known_to.is_none()).collect();
    assert_eq!(standing.len(), 3);
    let change = record(&history, entry(10, Some(20), 9), moment(9)).unwrap();
    assert_eq!(change.insert.len(), 1, "an entry that fits a row exactly leaves no remainder");
    assert_eq!(change.close.len(), 1);
}

#[test]
fn an_opening_may_be_moved_back_but_not_torn_off() {
    let history = recorded([entry(10, None, 1)]);
    let back = record(&history, entry(5, Some(10), 2), moment(1)).unwrap();
    assert!(back.close.is_empty());
    assert_eq!(record(&history, entry(5, Some(9), 2), moment(1)), Err(TimelineError::Gap { from: day(9) }));
}

#[test]
fn entries_that_break_the_law_are_refused() {
    let empty = History::new();
    assert_eq!(record(&empty, entry(3, Some(4), 1), moment(0)), Err(TimelineError::Gap { from: day(4) }));
    assert_eq!(record(&empty, entry(3, Some(3), 1), moment(0)), Err(TimelineError::NoDay));
    let history = recorded([entry(0, None, 1), entry(1, None, 2)]);
    assert_eq!(
        record(&history, entry(2, None, 3), moment(0)),
        Err(TimelineError::KnownAlready { latest: moment(1) })
    );
}

#[test]
fn two_changes_at_one_moment_leave_one_answer() {
    let mut history = recorded([entry(0, None, 1)]);
    for owner in [2, 3] {
        let change = record(&history, entry(0, None, owner), moment(5)).unwrap();
        apply(&mut history, change);
    }
    assert_eq!(check(&history, moment(5)), Ok(()));
    assert_eq!((owner(&history, 0, 4), owner(&history, 0, 5)), (Some(1), Some(3)));
}

#[test]
fn a_check_finds_gaps_overlaps_and_ends() {
    let good = recorded([entry(0, None, 1), entry(10, None, 2)]);
    let with = |f: &dyn Fn(&mut History)| {
        let mut history: History = good.iter().filter(|r| r.known_to.is_none()).cloned().collect();
        history.sort_by_key(|r| r.valid_from);
        f(&mut history);
        check(&history, moment(9))
    };
    assert_eq!(with(&|_| {}), Ok(()));
    assert_eq!(with(&|h| h[0].valid_to = Some(day(9))), Err(Breach::Gap { from: day(9) }));
    assert_eq!(with(&|h| h[0].valid_to = Some(day(11))), Err(Breach::Overlap { on: day(10) }));
    assert_eq!(with(&|h| h[0].valid_to = None), Err(Breach::Overlap { on: day(10) }));
    assert_eq!(with(&|h| h[1].valid_to = Some(day(12))), Err(Breach::Gap { from: day(12) }));
    assert_eq!(with(&|h| h[0].valid_to = Some(day(0))), Err(Breach::Empty { from: day(0) }));
}

fn any_shares() -> impl Strategy<Value = Shares<u8>> {
    prop::collection::btree_set(0_u8..20, 0..4)
        .prop_map(|owners| Shares::equal(&owners.into_iter().collect::<Vec<_>>()).unwrap())
}

fn any_entry() -> impl Strategy<Value = (Entry<Shares<u8>>, i64)> {
    (0_u64..60, prop::option::of(1_u64..30), any_shares(), 0_i64..3).prop_map(
        |(from, length, shares, later)| {
            let until = length.map(|length| day(from + length));
            (Entry { from: day(from), until, shares }, later)
        },
    )
}

/// What is known about each day of the window, the way a reader asks.
fn view(history: &History, known: i64) -> Vec<Option<Shares<u8>>> {
    (0..100).map(|n| as_of(history, day(n), moment(known)).map(|row| row.shares.clone())).collect()
}

proptest! {
    #[test]
    fn a_history_of_any_entries_answers_like_a_calendar_that_is_painted_over(
        opening in 0_u64..40,
        entries in prop::collection::vec(any_entry(), 1..15),
    ) {
        let mut history = recorded([entry(opening, None, 1)]);
        // The model: one cell a day, painted over by each entry.
        let mut model: Vec<Option<Shares<u8>>> =
            (0..100).map(|n| (n >= opening).then(|| Shares::sole(1))).collect();
        let mut seen = vec![(0, model.clone())];
        let mut now = 0;
        for (entry, later) in entries {
            now += later;
            let first = model.iter().position(Option::is_some).unwrap();
            match record(&history, entry.clone(), moment(now)) {
                Err(TimelineError::Gap { from }) => {
                    prop_assert_eq!(entry.until, Some(from));
                    prop_assert!(from < day(first as u64));
                }
                Err(other) => prop_assert!(false, "{other}"),
                Ok(change) => {
                    apply(&mut history, change);
                    for (n, cell) in model.iter_mut().enumerate() {
                        let on = day(n as u64);
                        if entry.from <= on && entry.until.is_none_or(|until| on < until) {
                            *cell = Some(entry.shares.clone());
                        }
                    }
                    if seen.last().is_some_and(|(at, _)| *at == now) {
                        seen.pop();
                    }
                    seen.push((now, model.clone()));
                }
            }
        }
        // Each day has one row, and everything that was ever known is still known for its moment.
        for (at, expected) in &seen {
            prop_assert_eq!(check(&history, moment(*at)), Ok(()));
            prop_assert_eq!(&view(&history, *at), expected);
            for n in 0..100 {
                let holding = known(&history, moment(*at))
                    .filter(|row| row.valid_from <= day(n) && row.valid_to.is_none_or(|end| day(n) < end))
                    .count();
                prop_assert_eq!(holding, usize::from(expected[n as usize].is_some()));
            }
        }
        for row in &history {
            let total: i32 = row.shares.parts().iter().map(|(_, share)| share.0).sum();
            prop_assert!(row.shares.is_unallocated() || BasisPoints(total) == BasisPoints::WHOLE);
        }
    }
}
