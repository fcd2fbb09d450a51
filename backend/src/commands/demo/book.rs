//! The demo bank's clients and who looks after them.

use std::collections::HashSet;

use chrono::{Days, NaiveDate};
use rand::Rng;
use rand::rngs::StdRng;

use super::accounts::AccountTables;
use super::bank::Files;
use super::names;
use super::people::BRANCHES;
use super::tables::{Table, date, text};
use crate::clients::numbers::{resident_id_check_character, uscc_check_character};
use crate::error::AppResult;

const CLIENTS_PER_BRANCH: usize = 500;
const CORPORATE_PER_BRANCH: usize = 125;
const ACCOUNTS: usize = 8_000;
/// Of the clients of a branch, how many in a thousand nobody looks after yet: the first branch is being allocated.
const UNALLOCATED_PERMILLE: [u32; 6] = [260, 90, 90, 140, 90, 60];

/// Clients, accounts, loans and balances.
pub(super) fn book(rng: &mut StdRng, today: NaiveDate, months: u32, files: &mut Files) -> AppResult<()> {
    let mut c = Table::new(&[
        "client_no",
        "kind",
        "name",
        "identity_kind",
        "identity_no",
        "branch_code",
        "outlet_code",
        "industry",
        "place",
        "equipment",
        "standing",
        "size",
        "flags",
        "opened_on",
        "phone",
        "address",
        "owner_manager_no",
    ])?;
    let mut accounts = AccountTables::new(today, months)?;
    let mut taken = HashSet::new();
    let total = BRANCHES.len() * CLIENTS_PER_BRANCH;
    for n in 0..total {
        let branch_index = n / CLIENTS_PER_BRANCH;
        let branch = BRANCHES[branch_index].0;
        let corporate = n % CLIENTS_PER_BRANCH < CORPORATE_PER_BRANCH;
        let client_no = format!("C{:06}", n + 1);
        let outlet = format!("{branch}-{}", rng.random_range(1..4));
        let opened = date(rng.random_range(2008..2025), rng.random_range(1..13), rng.random_range(1..28));
        let place = names::place(rng);
        let street = rng.random_range(1..300);
        let phone = format!("138{:08}", rng.random_range(0..100_000_000u32));
        let identity = identity_number(rng, corporate, &mut taken);
        let owner = owner(rng, branch_index);
        let profile = Profile::draw(rng, corporate);
        let (name, industry, equipment) = if corporate {
            let (name, i) = names::company(rng);
            (name, names::INDUSTRIES[i].0, names::INDUSTRIES[i].2)
        } else {
            (names::person(rng), "", "")
        };
        let left = ACCOUNTS.saturating_sub(accounts.count);
        let clients_left = total - n;
        let wanted = (left / clients_left + rng.random_range(0..2)).clamp(1, 5).min(left.max(1));
        let borrows =
            accounts.of_client(rng, &client_no, branch, &outlet, opened, corporate, &profile, wanted)?;
        let owner = if corporate || borrows { owner } else { with_class_b(owner, branch_index, n) };
        c.add(&[
            &client_no,
            if corporate { "corporate" } else { "individual" },
            &name,
            if corporate { "uscc" } else { "resident_id" },
            &identity,
            branch,
            &outlet,
            industry,
            place,
            equipment,
            profile.standing,
            profile.size,
            profile.flags,
            &text(opened),
            &phone,
            &format!("{place}路{street}号"),
            &owner,
        ])?;
    }
    files.clients = c.done()?;
    files.accounts = accounts.accounts.done()?;
    files.loans = accounts.loans.done()?;
    files.balance_changes = accounts.balances.done()?;
    Ok(())
}

/// What a client is like.
pub(super) struct Profile {
    standing: &'static str,
    size: &'static str,
    flags: &'static str,
    /// Typical deposit in fen.
    pub(super) scale: i64,
}

impl Profile {
    fn draw(rng: &mut StdRng, corporate: bool) -> Self {
        if !corporate {
            let high = rng.random_ratio(1, 25);
            return Self {
                standing: if high { "basic" } else { "other" },
                size: "small",
                flags: if high { "high_value" } else { "" },
                scale: if high { 200_000_000 } else { 6_000_000 },
            };
        }
        let (standing, size, scale) = match rng.random_range(0..100u32) {
            0..=3 => ("core", "large", 6_000_000_000),
            4..=11 => ("basic", "large", 2_500_000_000),
            12..=39 => ("basic", "medium", 700_000_000),
            _ => ("other", "small", 120_000_000),
        };
        let flags = match rng.random_range(0..40u32) {
            0 => "risk_latent",
            1 => "complex_need",
            2 => "key;quality",
            3 => "new_product",
            _ => "",
        };
        Self { standing, size, flags, scale }
    }
}

/// Who looks after a client: a manager of the branch whose grade fits most, the virtual one, or nobody yet.
fn owner(rng: &mut StdRng, branch: usize) -> String {
    let number = &BRANCHES[branch].0[1..];
    match rng.random_range(0..1_000u32) {
        n if n < UNALLOCATED_PERMILLE[branch] => String::new(),
        n if n < UNALLOCATED_PERMILLE[branch] + 40 => format!("M{number}90"),
        _ => format!("M{number}{:02}", rng.random_range(1..8)),
    }
}

/// A person without credit may be looked after by one of class B: every sixth is.
fn with_class_b(owner: String, branch: usize, n: usize) -> String {
    if owner.is_empty() || owner.ends_with("90") || !n.is_multiple_of(6) {
        return owner;
    }
    format!("M{}{:02}", &BRANCHES[branch].0[1..], 8 + n / 6 % 2)
}

fn identity_number(rng: &mut StdRng, corporate: bool, taken: &mut HashSet<String>) -> String {
    loop {
        let first = if corporate {
            format!("91330{:03}MA{:07}", rng.random_range(100..200), rng.random_range(0..10_000_000u32))
        } else {
            let born = date(1950, 1, 1) + Days::new(rng.random_range(0..19_000));
            format!(
                "330{:03}{}{:03}",
                rng.random_range(102..328),
                born.format("%Y%m%d"),
                rng.random_range(0..1_000)
            )
        };
        let check =
            if corporate { uscc_check_character(&first) } else { resident_id_check_character(&first) };
        if let Some(check) = check {
            let number = format!("{first}{check}");
            if taken.insert(number.clone()) {
                return number;
            }
        }
    }
}
