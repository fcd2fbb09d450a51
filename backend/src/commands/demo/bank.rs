//! The demo bank as files: the same that a real bank would load. A function of the seed and the day.

use chrono::NaiveDate;
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::{book, people};
use crate::error::AppResult;

/// Files by kind, in the order in which they load.
#[derive(Debug, Default)]
pub struct Files {
    /// Units.
    pub org_units: Vec<u8>,
    /// Employees with their positions and logins.
    pub employees: Vec<u8>,
    /// Managers.
    pub managers: Vec<u8>,
    /// Clients with who looks after them.
    pub clients: Vec<u8>,
    /// Accounts.
    pub accounts: Vec<u8>,
    /// Loans.
    pub loans: Vec<u8>,
    /// Balance changes.
    pub balance_changes: Vec<u8>,
}

/// A login of the demo.
#[derive(Debug, Clone)]
pub struct Login {
    /// Employee number.
    pub employee_no: String,
    /// User name.
    pub username: String,
    /// Whether the page to sign in offers it.
    pub offered: bool,
}

/// The bank.
#[derive(Debug, Default)]
pub struct Bank {
    /// Its files.
    pub files: Files,
    /// Who signs in.
    pub logins: Vec<Login>,
}

/// Makes the bank as it stands on a day, with balance changes of so many months before it.
pub fn make(seed: u64, today: NaiveDate, months: u32) -> AppResult<Bank> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut bank = Bank::default();
    bank.files.org_units = people::units()?;
    let (employees, managers) = people::people(&mut rng, &mut bank.logins)?;
    bank.files.employees = employees;
    bank.files.managers = managers;
    book::book(&mut rng, today, months, &mut bank.files)?;
    Ok(bank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::demo::tables::date;

    fn rows(file: &[u8]) -> usize {
        csv::Reader::from_reader(file).records().filter(Result::is_ok).count()
    }

    #[test]
    fn it_has_the_size_that_is_promised_and_is_the_same_again() {
        let day = date(2026, 11, 24);
        let bank = make(1, day, 15).unwrap();
        assert_eq!(rows(&bank.files.org_units), 1 + 4 + 6 + 18);
        assert!((110..=130).contains(&rows(&bank.files.employees)), "{}", rows(&bank.files.employees));
        assert_eq!(rows(&bank.files.managers), 60);
        assert_eq!(rows(&bank.files.clients), 3_000);
        let accounts = rows(&bank.files.accounts);
        assert!((7_900..=8_100).contains(&accounts), "{accounts}");
        assert!(rows(&bank.files.balance_changes) > 100_000);
        assert_eq!(make(1, day, 15).unwrap().files.balance_changes, bank.files.balance_changes);
    }
}
