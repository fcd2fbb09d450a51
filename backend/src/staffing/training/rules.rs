//! When one may enrol and check in, the room's code, and how many events a year head office owes whom.

use chrono::{Datelike, Duration, NaiveDate};

use super::model::{Attendance, Training, TrainingState};
use crate::db::Ts;
use crate::error::{AppError, Code};

/// The room's code changes this often.
pub const CODE_SECONDS: i64 = 60;
/// Checking in begins this long before the event.
pub const EARLY_MINUTES: i64 = 30;
/// Wrong codes after which a person is recorded by the organiser alone.
pub const WRONG_CODES: i32 = 5;

/// The minute that a moment's code belongs to.
pub fn step_of(at: Ts) -> i64 {
    at.utc().timestamp().div_euclid(CODE_SECONDS)
}

/// Six digits from a digest.
pub fn digits(digest: &[u8; 32]) -> String {
    let number = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
    format!("{:06}", number % 1_000_000)
}

/// Permits enrolling, leaving and excusing oneself: before the start of a planned event. Error: `training_state`.
pub fn before_start(event: &Training, now: Ts) -> Result<(), AppError> {
    let open = event.state == TrainingState::Planned && now < event.starts_at;
    if open { Ok(()) } else { Err(AppError::new(Code::TrainingState).clause("D8.2")) }
}

/// Permits checking in: from half an hour before the start to the end. Error: `training_state`.
pub fn check_in_open(event: &Training, now: Ts) -> Result<(), AppError> {
    let from = event.starts_at.plus(-Duration::minutes(EARLY_MINUTES));
    let open = event.state == TrainingState::Planned && from <= now && now < event.ends_at;
    if open { Ok(()) } else { Err(AppError::new(Code::TrainingState).clause("D8.2")) }
}

/// Permits an organiser to say who came: from the start on, of an event that was not called off. Error:
/// `training_state`.
pub fn may_record(event: &Training, now: Ts) -> Result<(), AppError> {
    let open = event.state != TrainingState::Cancelled && event.starts_at <= now;
    if open { Ok(()) } else { Err(AppError::new(Code::TrainingState).clause("D8.2")) }
}

/// Whether a state takes a seat.
pub fn seated(state: Attendance) -> bool {
    matches!(state, Attendance::Enrolled | Attendance::Attended)
}

/// How many of head office's events a manager is owed in a year: all of them, half (rounded up) where the term began
/// after the first of July, none before the term.
pub fn owed(term_from: NaiveDate, year: i32, per_year: u32) -> u32 {
    match term_from.year() - year {
        y if y > 0 => 0,
        0 if (term_from.month(), term_from.day()) > (7, 1) => per_year.div_ceil(2),
        _ => per_year,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};
    use proptest::prelude::*;

    use super::super::model::TrainingId;
    use super::*;
    use crate::identity::model::UserId;

    fn at(h: u32, m: u32) -> Ts {
        Ts::new(Utc.with_ymd_and_hms(2026, 11, 24, h, m, 0).unwrap())
    }

    fn event(state: TrainingState) -> Training {
        Training {
            id: TrainingId::new(),
            branch_id: None,
            title: String::new(),
            content: String::new(),
            place: String::new(),
            starts_at: at(9, 0),
            ends_at: at(11, 0),
            seats: None,
            taken: 0,
            state,
            reason: None,
            version: 1,
            created_by: UserId::new(),
            created_at: at(0, 0),
        }
    }

    #[test]
    fn doors_open_and_close_to_the_minute() {
        let planned = event(TrainingState::Planned);
        assert!(before_start(&planned, at(8, 59)).is_ok() && before_start(&planned, at(9, 0)).is_err());
        assert!(check_in_open(&planned, at(8, 29)).is_err() && check_in_open(&planned, at(8, 30)).is_ok());
        assert!(check_in_open(&planned, at(10, 59)).is_ok() && check_in_open(&planned, at(11, 0)).is_err());
        assert!(may_record(&planned, at(8, 59)).is_err() && may_record(&planned, at(9, 0)).is_ok());
        for state in [TrainingState::Held, TrainingState::Cancelled] {
            assert!(before_start(&event(state), at(8, 0)).is_err());
            assert!(check_in_open(&event(state), at(9, 30)).is_err());
        }
        assert!(may_record(&event(TrainingState::Held), at(12, 0)).is_ok());
        assert!(may_record(&event(TrainingState::Cancelled), at(12, 0)).is_err());
    }

    #[test]
    fn a_term_that_begins_late_is_owed_half() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(owed(day(2020, 1, 1), 2026, 2), 2);
        assert_eq!(owed(day(2026, 7, 1), 2026, 2), 2);
        assert_eq!(owed(day(2026, 7, 2), 2026, 2), 1);
        assert_eq!(owed(day(2026, 12, 31), 2026, 3), 2);
        assert_eq!(owed(day(2027, 1, 1), 2026, 2), 0);
    }

    proptest! {
        #[test]
        fn never_more_is_owed_than_the_policy_says(days in -4000i64..4000, per_year in 0u32..12) {
            let term = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap() + Duration::days(days);
            prop_assert!(owed(term, 2026, per_year) <= per_year);
        }

        #[test]
        fn a_code_is_six_digits(digest in any::<[u8; 32]>()) {
            let code = digits(&digest);
            prop_assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()));
        }
    }
}
