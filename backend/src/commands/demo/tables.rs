//! CSV files in memory and the cells that go into them.

use chrono::NaiveDate;

use crate::error::{AppError, AppResult};

/// A file being written.
pub(super) struct Table {
    rows: csv::Writer<Vec<u8>>,
}

impl Table {
    pub(super) fn new(columns: &[&str]) -> AppResult<Self> {
        let mut t = Self { rows: csv::Writer::from_writer(Vec::new()) };
        t.add(columns)?;
        Ok(t)
    }
    pub(super) fn add(&mut self, row: &[&str]) -> AppResult<()> {
        self.rows.write_record(row).map_err(AppError::internal)
    }
    pub(super) fn done(self) -> AppResult<Vec<u8>> {
        self.rows.into_inner().map_err(|e| AppError::internal(e.to_string()))
    }
}

/// A day.
pub(super) fn date(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
}

/// A day as a cell.
pub(super) fn text(d: NaiveDate) -> String {
    d.format("%Y-%m-%d").to_string()
}

/// Fen as a cell in yuan.
pub(super) fn yuan(fen: i64) -> String {
    format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.unsigned_abs() / 100, fen.unsigned_abs() % 100)
}
