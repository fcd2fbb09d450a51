//! What is loaded of each kind of file: how a row is read and how a batch of rows is settled.

mod accounts;
mod balance_changes;
mod clients;
mod employees;
mod loans;
mod managers;
mod org_units;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use chrono::NaiveDate;

pub use accounts::Accounts;
pub use balance_changes::BalanceChanges;
pub use clients::Clients;
pub use employees::Employees;
pub use loans::Loans;
pub use managers::Managers;
pub use org_units::OrgUnits;

use super::columns::columns;
use super::driver::Driver;
use super::model::{Import, ImportId, ImportKind};
use super::rows::{Cells, Reject};
use crate::app::Cx;
use crate::clients::intake::KnownAccount;
use crate::error::AppResult;
use crate::keyring::Keyring;

/// What reading a row may look at: outside the transaction.
pub struct Reading<'a> {
    /// The keys that personal data is sealed under.
    pub keys: &'a Keyring,
    /// The bank's date.
    pub today: NaiveDate,
    /// Whether the machine's operator loads.
    pub by_operator: bool,
}

/// A row with its line.
#[derive(Debug, Clone)]
pub struct Numbered<R> {
    /// Line of the file.
    pub line: i64,
    /// What it says.
    pub row: R,
}

/// Something a later batch must know of a batch that wrote nothing.
pub enum Note {
    /// A name that the file has used, and what for.
    Name(String, String),
    /// A balance that the file has said.
    Balance((i64, NaiveDate, i32), i64),
}

/// What became of rows that are new: the ones without a reject and not skipped were loaded.
#[derive(Default)]
pub struct Settled {
    /// What was refused.
    pub rejects: Vec<Reject>,
    /// How many stood already.
    pub skipped: i64,
    /// For later batches, when nothing is written.
    pub notes: Vec<Note>,
}

/// An import on its way, as its batches see it.
pub struct Run {
    /// Which one.
    pub import: ImportId,
    /// Whether rows are written.
    pub apply: bool,
    /// Whether known content may be said anew.
    pub restate: bool,
    /// Whether the machine's operator loads.
    pub by_operator: bool,
    keys: HashMap<String, Vec<u8>>,
    names: HashMap<String, String>,
    balances: HashMap<(i64, NaiveDate, i32), i64>,
    /// Accounts by number, of this and earlier batches.
    pub accounts: RefCell<HashMap<String, KnownAccount>>,
    months: RefCell<Vec<NaiveDate>>,
    look: Cell<bool>,
    looked: Cell<bool>,
}

impl Run {
    /// Of an import, before its first batch.
    pub fn new(import: &Import, by_operator: bool) -> Self {
        Self {
            import: import.id,
            apply: true,
            restate: import.restate,
            by_operator,
            keys: HashMap::new(),
            names: HashMap::new(),
            balances: HashMap::new(),
            accounts: RefCell::default(),
            months: RefCell::default(),
            look: Cell::new(false),
            looked: Cell::new(false),
        }
    }

    /// The content that the file has under a key, when nothing is written.
    pub fn seen(&self, key: &str) -> Option<&[u8]> {
        self.keys.get(key).map(Vec::as_slice)
    }

    /// What the file has used a name for, when nothing is written.
    pub fn named(&self, name: &str) -> Option<&str> {
        self.names.get(name).map(String::as_str)
    }

    /// The balance that the file has said, when nothing is written.
    pub fn balance(&self, key: &(i64, NaiveDate, i32)) -> Option<i64> {
        self.balances.get(key).copied()
    }

    /// Keeps for later batches what a batch that wrote nothing found.
    pub fn remember(&mut self, keys: Vec<(String, Vec<u8>)>, notes: Vec<Note>) {
        if self.apply {
            return;
        }
        self.keys.extend(keys);
        for note in notes {
            match note {
                Note::Name(name, what) => {
                    self.names.insert(name, what);
                }
                Note::Balance(key, balance) => {
                    self.balances.insert(key, balance);
                }
            }
        }
    }

    /// Whether the batch that failed must be settled again by looking first; asked once.
    pub fn must_look(&self) -> bool {
        self.look.get() && !self.looked.replace(true)
    }

    /// From now on each batch looks what stands before it writes.
    pub fn look_first(&self) {
        self.look.set(true);
    }

    /// Whether batches look before they write.
    pub fn looks_first(&self) -> bool {
        self.look.get()
    }

    /// The months that have not been seen before, each once.
    pub fn new_months(&self, days: impl Iterator<Item = NaiveDate>) -> Vec<NaiveDate> {
        use chrono::Datelike;
        let mut known = self.months.borrow_mut();
        let mut new = Vec::new();
        for month in days.filter_map(|d| d.with_day(1)) {
            if !known.contains(&month) {
                known.push(month);
                new.push(month);
            }
        }
        new
    }
}

/// How a kind of file is loaded.
pub trait Loader {
    /// The kind.
    const KIND: ImportKind;
    /// Whether the first column alone is the natural key, so that the engine knows what was loaded before.
    const KEYED: bool = true;
    /// Whether known content may be said anew.
    const RESTATES: bool = false;
    /// A row as it will be loaded.
    type Row;

    /// Reads a row, outside the transaction; `None` where something was refused.
    fn read(reading: &Reading<'_>, cells: &mut Cells<'_>) -> Option<Self::Row>;

    /// Makes room for rows, outside the transaction.
    fn prepare<'r>(
        _driver: &Driver<'_>,
        _run: &Run,
        _rows: impl Iterator<Item = &'r Numbered<Self::Row>>,
    ) -> AppResult<()>
    where
        Self::Row: 'r,
    {
        Ok(())
    }

    /// Decides about rows whose keys are new and, where the run applies, loads them.
    fn settle(cx: &mut Cx<'_>, run: &Run, rows: &[&Numbered<Self::Row>]) -> AppResult<Settled>;

    /// Says known rows anew.
    fn restate(_cx: &mut Cx<'_>, _run: &Run, _rows: &[&Numbered<Self::Row>]) -> AppResult<Vec<Reject>> {
        Ok(Vec::new())
    }

    /// The column of the natural key.
    fn key() -> &'static str {
        columns(Self::KIND)[0].name
    }
}

/// Each text once, for a lookup.
pub(super) fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut out: Vec<String> = texts.map(str::to_owned).collect();
    out.sort_unstable();
    out.dedup();
    out
}
