//! How a line of the checklist stands, whose turn it is, and when a procedure may be finished.

use chrono::NaiveDate;

use super::model::{ItemKind, ItemState, Leaving, LeavingState};
use crate::auth::Role;
use crate::error::{AppError, Code, FieldError};

/// What is left of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// The line.
    pub kind: ItemKind,
    /// How many things are left.
    pub left: i64,
    /// How many of them wait for a decision or for their time.
    pub waiting: i64,
}

impl Left {
    /// How the line stands.
    pub fn state(self) -> ItemState {
        if is_later(self.kind) {
            ItemState::Later
        } else if self.left == 0 {
            ItemState::Done
        } else if self.waiting >= self.left {
            ItemState::Waiting
        } else {
            ItemState::Open
        }
    }
}

/// Whether a line comes with a later room and is named here alone.
pub fn is_later(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::CreditResponsibilities | ItemKind::RiskFund)
}

/// The clause behind a line.
pub fn clause(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Clients => "D9.4",
        ItemKind::Rounds => "D9.1",
        ItemKind::Proposed | ItemKind::Waiting => "E4.0",
        ItemKind::Maintained => "D2",
        ItemKind::NamedCredits => "D9.3",
        ItemKind::PanelSeats => "D4",
        ItemKind::Marking => "D8.2",
        ItemKind::CreditResponsibilities => "D10",
        ItemKind::RiskFund => "D8.5",
    }
}

/// Whose turn a line is.
pub fn who(kind: ItemKind) -> &'static [Role] {
    match kind {
        ItemKind::Clients
        | ItemKind::Rounds
        | ItemKind::Proposed
        | ItemKind::Maintained
        | ItemKind::NamedCredits => &[Role::Supervisor, Role::President],
        ItemKind::PanelSeats => &[Role::Supervisor, Role::President, Role::HqHr],
        ItemKind::Waiting | ItemKind::Marking => &[Role::HqHr],
        ItemKind::CreditResponsibilities => &[Role::HqCredit],
        ItemKind::RiskFund => &[Role::Auditor, Role::CommitteeMember],
    }
}

/// The first day on which nothing may be left: the day of leaving, or today where that is past.
pub fn last_day(leaves_on: NaiveDate, today: NaiveDate) -> NaiveDate {
    leaves_on.max(today)
}

/// Lines that count towards the end, and how many of them are done.
pub fn progress(lines: &[Left]) -> (i32, i32) {
    let counted: Vec<_> = lines.iter().filter(|l| !is_later(l.kind)).collect();
    let done = counted.iter().filter(|l| l.state() == ItemState::Done).count();
    (i32::try_from(done).unwrap_or_default(), i32::try_from(counted.len()).unwrap_or_default())
}

/// Whether a procedure may be finished on a day.
pub fn may_finish(leaves_on: NaiveDate, today: NaiveDate, lines: &[Left]) -> bool {
    let (done, of) = progress(lines);
    leaves_on <= today && done == of
}

/// Refuses the end while anything is left, naming each line: `leaving_open`.
pub fn refuse_left(leaves_on: NaiveDate, today: NaiveDate, lines: &[Left]) -> Result<(), AppError> {
    if may_finish(leaves_on, today, lines) {
        return Ok(());
    }
    let mut fields: Vec<FieldError> = lines
        .iter()
        .filter(|l| matches!(l.state(), ItemState::Open | ItemState::Waiting))
        .map(|l| FieldError {
            pointer: format!("/{}", l.kind),
            code: match l.kind {
                ItemKind::Rounds => "left_rounds",
                ItemKind::Proposed => "left_proposed",
                ItemKind::Waiting => "left_waiting",
                ItemKind::Maintained => "left_maintained",
                ItemKind::NamedCredits => "left_named_credits",
                ItemKind::PanelSeats => "left_panel_seats",
                ItemKind::Marking => "left_marking",
                _ => "left_clients",
            },
            params: [("count".to_owned(), l.left.into())].into_iter().collect(),
            clause: Some(clause(l.kind)),
        })
        .collect();
    if today < leaves_on {
        fields.push(FieldError {
            pointer: "/leaves_on".to_owned(),
            code: "left_day",
            params: [("day".to_owned(), leaves_on.to_string().into())].into_iter().collect(),
            clause: None,
        });
    }
    Err(AppError::new(Code::LeavingOpen).clause("D9.4").with_fields(fields))
}

/// Refuses an act on a procedure that has ended: `leaving_ended`.
pub fn refuse_ended(leaving: &Leaving) -> Result<(), AppError> {
    if leaving.state == LeavingState::Open {
        Ok(())
    } else {
        Err(AppError::new(Code::LeavingEnded).clause("D9.4"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + chrono::Duration::days(n)
    }

    fn line(kind: ItemKind, left: i64, waiting: i64) -> Left {
        Left { kind, left, waiting }
    }

    #[test]
    fn a_line_stands_by_what_is_left() {
        assert_eq!(line(ItemKind::Clients, 0, 0).state(), ItemState::Done);
        assert_eq!(line(ItemKind::Clients, 3, 2).state(), ItemState::Open);
        assert_eq!(line(ItemKind::Clients, 3, 3).state(), ItemState::Waiting);
        assert_eq!(line(ItemKind::RiskFund, 0, 0).state(), ItemState::Later);
    }

    #[test]
    fn the_refusal_names_every_line_that_is_left_and_the_day() {
        let lines = [
            line(ItemKind::Clients, 3, 3),
            line(ItemKind::Rounds, 0, 0),
            line(ItemKind::Maintained, 1, 0),
            line(ItemKind::PanelSeats, 2, 0),
            line(ItemKind::Marking, 1, 0),
            line(ItemKind::RiskFund, 0, 0),
        ];
        let e = refuse_left(day(5), day(4), &lines).unwrap_err();
        let named: Vec<&str> = e.fields().iter().map(|f| f.pointer.as_str()).collect();
        assert_eq!(
            (e.code(), named),
            (Code::LeavingOpen, vec!["/clients", "/maintained", "/panel_seats", "/marking", "/leaves_on"])
        );
    }

    proptest! {
        #[test]
        fn nobody_is_done_while_anything_is_left(lefts in proptest::collection::vec((0usize..ItemKind::ALL.len(), 0i64..4, 0i64..4), 0..9), at in -3i64..3) {
            let lines: Vec<Left> =
                lefts.iter().map(|(k, left, waiting)| line(ItemKind::ALL[*k], *left, (*waiting).min(*left))).collect();
            let open = lines.iter().any(|l| !is_later(l.kind) && l.left > 0);
            prop_assert_eq!(may_finish(day(0), day(at), &lines), !open && at >= 0);
            prop_assert_eq!(refuse_left(day(0), day(at), &lines).is_ok(), !open && at >= 0);
        }
    }
}
