//! Which moves a round may make, and which acts its state permits. No I/O.

use chrono::NaiveDate;

use super::model::{Method, RoundState};
use crate::db::Ts;
use crate::error::{AppError, Code, FieldError};

use RoundState::*;

/// Every lawful move. `true`: by a tender alone (an upheld objection clears the corrected book again).
const MOVES: &[(RoundState, RoundState, bool)] = &[
    (Draft, Published, false),
    (Published, Open, false),
    (Open, Closed, false),
    (Closed, Cleared, false),
    (Cleared, Notice, false),
    (Cleared, Closed, true),
    (Notice, Closed, true),
    (Notice, Confirmed, false),
    (Confirmed, Effective, false),
    (Draft, Cancelled, false),
    (Published, Cancelled, false),
    (Open, Cancelled, false),
    (Closed, Cancelled, false),
    (Cleared, Cancelled, false),
    (Notice, Cancelled, false),
    (Confirmed, Cancelled, false),
];

/// Whether a round of this method may go from one state to the other.
pub fn may_move(method: Method, from: RoundState, to: RoundState) -> bool {
    MOVES.iter().any(|(f, t, tender)| *f == from && *t == to && (!tender || method == Method::OpenTender))
}

/// Whether a result can be announced: it is decided, or assigned by hand and closed.
pub fn may_announce(method: Method, state: RoundState) -> bool {
    let by_hand = matches!(method, Method::UnitPackage | Method::Coordination);
    state == Cleared || (by_hand && state == Closed)
}

/// Refuses a move that is not in the table: 409 with its clause.
pub fn check_move(method: Method, from: RoundState, to: RoundState) -> Result<(), AppError> {
    if may_move(method, from, to) {
        return Ok(());
    }
    Err(AppError::new(Code::RoundState)
        .clause("D9.1")
        .param("state", from.as_str())
        .param("wanted", to.as_str()))
}

/// What somebody does to a round without moving it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Change its name, terms, dates, lots, participants.
    Edit,
    /// Apply for a lot, or take an application back.
    Apply,
    /// Grant what is uncontested and send on the rest.
    Grant,
    /// Send its lots on to a tender.
    Tender,
    /// Assign a lot by hand.
    Assign,
    /// Propose its confirmation.
    Propose,
}

impl Act {
    /// Every act.
    pub const ALL: &'static [Act] =
        &[Act::Edit, Act::Apply, Act::Grant, Act::Tender, Act::Assign, Act::Propose];
}

/// Which states permit an act, by method; empty where the method has no such act.
pub fn states_for(act: Act, method: Method) -> &'static [RoundState] {
    use Method::*;
    match (act, method) {
        (Act::Edit, _) => &[Draft],
        (Act::Apply, VoluntaryApplication) => &[Open],
        (Act::Grant, VoluntaryApplication) => &[Closed],
        (Act::Tender, UnitPackage) => &[Draft, Published, Open, Closed],
        (Act::Assign, UnitPackage | Coordination) => &[Open, Closed, Cleared, Notice],
        // What bids and applications left over is coordinated once they are decided.
        (Act::Assign, OpenTender | VoluntaryApplication) => &[Cleared, Notice],
        (Act::Propose, _) => &[Notice],
        _ => &[],
    }
}

/// Refuses an act that the method lacks (`round_method`) or the state does not permit (`round_state`).
pub fn check_act(act: Act, method: Method, state: RoundState) -> Result<(), AppError> {
    let states = states_for(act, method);
    if states.is_empty() {
        return Err(AppError::new(Code::RoundMethod).clause("D9.1").param("method", method.as_str()));
    }
    if !states.contains(&state) {
        return Err(AppError::new(Code::RoundState).clause("D9.1").param("state", state.as_str()));
    }
    Ok(())
}

/// The move that is due by the clock alone, if one is.
pub fn due_move(
    state: RoundState,
    opens_at: Option<Ts>,
    closes_at: Option<Ts>,
    effective_on: Option<NaiveDate>,
    now: Ts,
    today: NaiveDate,
) -> Option<RoundState> {
    match state {
        Published if opens_at.is_some_and(|t| t <= now) => Some(Open),
        Open if closes_at.is_some_and(|t| t <= now) => Some(Closed),
        Confirmed if effective_on.is_some_and(|d| d <= today) => Some(Effective),
        _ => None,
    }
}

/// What publication needs to know of a round.
#[derive(Debug, Clone, Copy)]
pub struct Complete {
    /// How it decides.
    pub method: Method,
    /// When bids or applications begin.
    pub opens_at: Option<Ts>,
    /// When they end.
    pub closes_at: Option<Ts>,
    /// First day of the new ownership.
    pub effective_on: Option<NaiveDate>,
    /// The bank's date at closing.
    pub closing_day: Option<NaiveDate>,
    /// How many lots.
    pub lots: usize,
    /// How many participants.
    pub participants: usize,
}

/// What is missing or out of order before publication, each at its field.
pub fn gaps(c: &Complete, now: Ts) -> Vec<FieldError> {
    let mut out = Vec::new();
    let mut wrong = |pointer: &str, code: &'static str| {
        out.push(FieldError {
            pointer: pointer.to_owned(),
            code,
            params: serde_json::Map::new(),
            clause: Some("D9.1"),
        });
    };
    if c.lots == 0 {
        wrong("/lots", "required");
    }
    if c.participants == 0 && matches!(c.method, Method::OpenTender | Method::VoluntaryApplication) {
        wrong("/participants", "required");
    }
    match (c.opens_at, c.closes_at) {
        (None, _) => wrong("/opens_at", "required"),
        (Some(opens), Some(closes)) if closes <= opens => wrong("/closes_at", "date_order"),
        _ => {}
    }
    match c.closes_at {
        None => wrong("/closes_at", "required"),
        Some(closes) if closes <= now => wrong("/closes_at", "in_past"),
        _ => {}
    }
    match (c.effective_on, c.closing_day) {
        (None, _) => wrong("/effective_on", "required"),
        (Some(on), Some(closing)) if on <= closing => wrong("/effective_on", "date_order"),
        _ => {}
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ts(seconds: i64) -> Ts {
        Ts::new(chrono::DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap())
    }

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).unwrap() + chrono::Days::new(n)
    }

    #[test]
    fn the_way_forward_is_the_same_for_every_method() {
        let way = [Draft, Published, Open, Closed, Cleared, Notice, Confirmed, Effective];
        for &method in Method::ALL {
            for pair in way.windows(2) {
                assert!(may_move(method, pair[0], pair[1]), "{method} {} {}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn a_round_is_cancelled_before_it_takes_effect_and_never_after() {
        for &method in Method::ALL {
            for &from in RoundState::ALL {
                assert_eq!(may_move(method, from, Cancelled), !matches!(from, Effective | Cancelled));
            }
        }
    }

    #[test]
    fn only_a_tender_is_cleared_again() {
        for &method in Method::ALL {
            assert_eq!(may_move(method, Notice, Closed), method == Method::OpenTender);
        }
    }

    #[test]
    fn an_illegal_move_is_a_conflict_with_its_clause() {
        let e = check_move(Method::OpenTender, Draft, Open).unwrap_err();
        assert_eq!((e.code(), e.clause_id()), (Code::RoundState, Some("D9.1")));
        let e = check_act(Act::Apply, Method::OpenTender, Open).unwrap_err();
        assert_eq!(e.code(), Code::RoundMethod);
        let e = check_act(Act::Edit, Method::OpenTender, Open).unwrap_err();
        assert_eq!(e.code(), Code::RoundState);
    }

    #[test]
    fn publication_names_everything_that_is_missing() {
        let empty = Complete {
            method: Method::OpenTender,
            opens_at: None,
            closes_at: None,
            effective_on: None,
            closing_day: None,
            lots: 0,
            participants: 0,
        };
        let pointers: Vec<String> = gaps(&empty, ts(0)).into_iter().map(|f| f.pointer).collect();
        assert_eq!(pointers, ["/lots", "/participants", "/opens_at", "/closes_at", "/effective_on"]);
        let full = Complete {
            opens_at: Some(ts(10)),
            closes_at: Some(ts(20)),
            effective_on: Some(day(2)),
            closing_day: Some(day(1)),
            lots: 1,
            participants: 1,
            ..empty
        };
        assert!(gaps(&full, ts(0)).is_empty());
        assert_eq!(gaps(&full, ts(20))[0].code, "in_past");
        assert_eq!(gaps(&Complete { closes_at: Some(ts(10)), ..full }, ts(0))[0].code, "date_order");
        assert_eq!(gaps(&Complete { effective_on: Some(day(1)), ..full }, ts(0))[0].code, "date_order");
        let by_hand = Complete { method: Method::Coordination, participants: 0, ..full };
        assert!(gaps(&by_hand, ts(0)).is_empty());
    }

    proptest! {
        /// Whatever is tried, in whatever order: a round is only ever where the table leads, and what has ended
        /// stays.
        #[test]
        fn moves_never_leave_the_table(
            method in prop::sample::select(Method::ALL),
            tries in prop::collection::vec(prop::sample::select(RoundState::ALL), 0..60),
        ) {
            let mut state = Draft;
            let mut seen = vec![Draft];
            for to in tries {
                let before = state;
                if check_move(method, state, to).is_ok() {
                    state = to;
                    seen.push(to);
                }
                prop_assert!(state == before || MOVES.iter().any(|m| (m.0, m.1) == (before, state)));
                prop_assert!(!matches!(before, Effective | Cancelled) || state == before);
            }
            // Nothing is confirmed that was not announced, nothing announced that was not decided.
            for (later, earlier) in [(Effective, Confirmed), (Confirmed, Notice), (Notice, Cleared), (Cleared, Closed)] {
                if seen.contains(&later) {
                    prop_assert!(seen.contains(&earlier));
                }
            }
        }

        #[test]
        fn the_clock_makes_lawful_moves_alone(
            method in prop::sample::select(Method::ALL),
            state in prop::sample::select(RoundState::ALL),
            opens in prop::option::of(0_i64..100),
            closes in prop::option::of(0_i64..100),
            effective in prop::option::of(0_u64..5),
            now in 0_i64..100,
            today in 0_u64..5,
        ) {
            let due = due_move(state, opens.map(ts), closes.map(ts), effective.map(day), ts(now), day(today));
            if let Some(to) = due {
                prop_assert!(may_move(method, state, to));
            }
        }
    }
}
