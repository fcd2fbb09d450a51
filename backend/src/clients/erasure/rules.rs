//! When a client's personal data may go.

use chrono::{Months, NaiveDate};

use crate::clients::model::ClientState;
use crate::error::{AppError, Code};

/// What an erasure depends on.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// How the client stands.
    pub state: ClientState,
    /// Whether an account is open.
    pub open_account: bool,
    /// The day when the last account was closed; where there never was one, the day when the client was opened.
    pub ended_on: NaiveDate,
    /// Whether a round or an adjustment holds the client.
    pub held: bool,
}

/// Permits the erasure on a day, or says what stands against it.
///
/// Errors: `client_served` while the client or an account is, `client_locked`, `kept_by_law` with the first day.
pub fn may_erase(standing: &Standing, kept_years: u32, today: NaiveDate) -> Result<(), AppError> {
    if standing.state != ClientState::Closed || standing.open_account {
        return Err(AppError::new(Code::ClientServed));
    }
    if standing.held {
        return Err(AppError::new(Code::ClientLocked));
    }
    let free = free_on(standing.ended_on, kept_years);
    if today < free {
        return Err(AppError::new(Code::KeptByLaw).param("day", free.to_string()));
    }
    Ok(())
}

/// The first day on which records of a relation that ended on a day need not be kept any more. The end of February
/// stands for a day that a year lacks.
pub fn free_on(ended_on: NaiveDate, kept_years: u32) -> NaiveDate {
    let months = Months::new(kept_years.saturating_mul(12));
    ended_on.checked_add_months(months).and_then(|d| d.succ_opt()).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn ended() -> Standing {
        Standing { state: ClientState::Closed, open_account: false, ended_on: day(2016, 2, 29), held: false }
    }

    #[test]
    fn records_are_kept_to_the_day() {
        assert_eq!(free_on(day(2016, 2, 29), 10), day(2026, 3, 1));
        assert_eq!(free_on(day(2016, 2, 29), 8), day(2024, 3, 1));
        assert_eq!(free_on(day(2016, 11, 24), 10), day(2026, 11, 25));
        let refused = may_erase(&ended(), 10, day(2026, 2, 28)).unwrap_err();
        assert_eq!(refused.code(), Code::KeptByLaw);
        assert!(may_erase(&ended(), 10, day(2026, 3, 1)).is_ok());
    }

    #[test]
    fn whoever_is_served_or_held_stays() {
        let today = day(2030, 1, 1);
        let active = Standing { state: ClientState::Active, ..ended() };
        let with_account = Standing { open_account: true, ..ended() };
        let gone = Standing { state: ClientState::Erased, ..ended() };
        for standing in [active, with_account, gone] {
            assert_eq!(may_erase(&standing, 10, today).unwrap_err().code(), Code::ClientServed);
        }
        let held = Standing { held: true, ..ended() };
        assert_eq!(may_erase(&held, 10, today).unwrap_err().code(), Code::ClientLocked);
    }
}
