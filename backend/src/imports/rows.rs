//! A row's cells as typed values, each checked against its column; what is wrong is noted without its content.

use std::str::FromStr;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::columns::{Column, ColumnType, columns};
use super::model::ImportKind;
use super::source::{Line, Places};
use super::values::{parse_amount, parse_date, parse_flag};
use crate::search_text::clean;

/// A row, or a cell of it, that was refused: where and why, never what it held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Line of the file, the heading being 1.
    pub line: i64,
    /// Column; empty for the row as a whole.
    pub column: &'static str,
    /// Code of the catalogue, `field.<code>`.
    pub code: &'static str,
    /// Values for the text: bounds alone.
    pub params: Map<String, Value>,
}

impl Reject {
    /// A refusal.
    pub fn new(line: i64, column: &'static str, code: &'static str) -> Self {
        Self { line, column, code, params: Map::new() }
    }

    /// Adds a bound for the text.
    #[must_use]
    pub fn with(mut self, name: &str, value: i64) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}

/// Reads the cells of one row.
pub struct Cells<'a> {
    columns: &'static [Column],
    places: &'a Places,
    line: &'a Line,
    rejects: Vec<Reject>,
}

impl<'a> Cells<'a> {
    /// A row of a file of a kind.
    pub fn new(kind: ImportKind, places: &'a Places, line: &'a Line) -> Self {
        Self { columns: columns(kind), places, line, rejects: Vec::new() }
    }

    /// What was refused so far.
    pub fn into_rejects(self) -> Vec<Reject> {
        self.rejects
    }

    /// Whether nothing was refused so far.
    pub fn is_good(&self) -> bool {
        self.rejects.is_empty()
    }

    /// Notes a refusal that only several cells together show.
    pub fn refuse(&mut self, column: &'static str, code: &'static str) {
        self.rejects.push(Reject::new(self.line.number, column, code));
    }

    /// The cell of a column without surrounding spaces; `None` where it is empty, noted where it must not be.
    fn raw(&mut self, name: &'static str) -> Option<(&'a str, &'static Column)> {
        let at = self.columns.iter().position(|c| c.name == name)?;
        let column = &self.columns[at];
        let cell = self.places[at].and_then(|i| self.line.cells.get(i)).unwrap_or_default().trim();
        if cell.is_empty() {
            if column.required {
                self.refuse(name, "required");
            }
            return None;
        }
        Some((cell, column))
    }

    fn read<T>(
        &mut self,
        name: &'static str,
        code: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let (cell, _) = self.raw(name)?;
        let value = parse(cell);
        if value.is_none() {
            self.refuse(name, code);
        }
        value
    }

    /// A text, cleaned.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        let (cell, column) = self.raw(name)?;
        let value = if cell.is_ascii() && !cell.bytes().any(|b| b.is_ascii_control()) {
            cell.to_owned()
        } else {
            clean(cell)
        };
        if value.chars().count() as i64 > column.max {
            self.rejects.push(Reject::new(self.line.number, name, "too_long").with("max", column.max));
            return None;
        }
        (!value.is_empty()).then_some(value)
    }

    /// A code: visible characters without spaces.
    pub fn code(&mut self, name: &'static str) -> Option<&'a str> {
        let (cell, column) = self.raw(name)?;
        if cell.chars().count() as i64 > column.max {
            self.rejects.push(Reject::new(self.line.number, name, "too_long").with("max", column.max));
            return None;
        }
        if cell.chars().any(|c| c.is_whitespace() || c.is_control()) {
            self.refuse(name, "invalid");
            return None;
        }
        Some(cell)
    }

    /// A day.
    pub fn date(&mut self, name: &'static str) -> Option<NaiveDate> {
        self.read(name, "not_a_date", parse_date)
    }

    /// An amount in minor units of a currency with so many decimals.
    pub fn amount(&mut self, name: &'static str, decimals: u32) -> Option<i64> {
        self.read(name, "not_an_amount", |t| parse_amount(t, decimals))
    }

    /// A whole number from 1 to the column's greatest.
    pub fn integer(&mut self, name: &'static str) -> Option<i32> {
        let (cell, column) = self.raw(name)?;
        let value = (cell.len() <= 9 && cell.bytes().all(|b| b.is_ascii_digit()))
            .then(|| cell.parse::<i32>().ok())
            .flatten()
            .filter(|n| (1..=column.max).contains(&i64::from(*n)));
        if value.is_none() {
            let refused = Reject::new(self.line.number, name, "out_of_range");
            self.rejects.push(refused.with("min", 1).with("max", column.max));
        }
        value
    }

    /// A flag.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        self.read(name, "unknown_value", parse_flag)
    }

    /// One of the column's values.
    pub fn choice<T: FromStr>(&mut self, name: &'static str) -> Option<T> {
        let (cell, column) = self.raw(name)?;
        let value = column.choices.contains(&cell).then(|| cell.parse().ok()).flatten();
        if value.is_none() {
            self.refuse(name, "unknown_value");
        }
        value
    }

    /// Several of the column's values, each once.
    pub fn choices(&mut self, name: &'static str) -> Vec<&'static str> {
        let Some((cell, column)) = self.raw(name) else { return Vec::new() };
        let mut out = Vec::new();
        for part in cell.split(';').map(str::trim).filter(|p| !p.is_empty()) {
            match column.choices.iter().find(|c| **c == part) {
                Some(known) if !out.contains(known) => out.push(*known),
                Some(_) => {}
                None => {
                    self.refuse(name, "unknown_value");
                    return Vec::new();
                }
            }
        }
        out
    }
}

/// The natural key and the whole content of a row, in the published order of columns whatever the file's.
pub fn content(kind: ImportKind, places: &Places, line: &Line) -> (String, Vec<u8>) {
    let cell = |place: Option<usize>| place.and_then(|i| line.cells.get(i)).unwrap_or_default().trim();
    let key = places.first().map(|p| cell(*p)).unwrap_or_default().to_owned();
    let mut bytes = Vec::with_capacity(line.cells.as_slice().len() + columns(kind).len());
    for (column, place) in columns(kind).iter().zip(places) {
        let text = cell(*place);
        if column.holds == ColumnType::Text && !text.is_ascii() {
            bytes.extend_from_slice(clean(text).as_bytes());
        } else {
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes.push(0x1f);
    }
    (key, bytes)
}
