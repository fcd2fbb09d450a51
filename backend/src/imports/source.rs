//! Reading a file row by row: compressed or not, one batch in memory.

use std::io::{self, BufReader, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use csv::{ByteRecord, StringRecord};
use serde_json::Map;

use super::columns::{Column, columns};
use super::model::ImportKind;
use super::rows::Reject;
use crate::app::App;
use crate::error::{AppError, AppResult, Code, FieldError};
use crate::files;
use crate::files::model::FileId;

/// The most rows of a file.
pub const MAX_ROWS: i64 = 5_000_000;
/// The most bytes of a file, uncompressed.
const MAX_PLAIN: u64 = 4 * 1024 * 1024 * 1024;
/// The most bytes of a row.
const MAX_ROW: usize = 64 * 1024;

/// Where a file is.
#[derive(Debug, Clone)]
pub enum Origin {
    /// Kept encrypted in the database.
    Kept(FileId),
    /// On the operator's disk.
    Path(PathBuf),
    /// In memory: the demo.
    Memory(Arc<[u8]>),
}

impl Origin {
    /// The file and its size in bytes.
    fn open(&self, app: &App) -> AppResult<(Box<dyn Read>, u64)> {
        Ok(match self {
            Origin::Kept(id) => {
                let reader = files::Reader::open(app, *id)?;
                let size = reader.size();
                (Box::new(reader), size)
            }
            Origin::Path(path) => {
                let failed = |e: io::Error| AppError::config(format!("{}: {e}", path.display()));
                let file = std::fs::File::open(path).map_err(failed)?;
                let size = file.metadata().map_err(failed)?.len();
                (Box::new(file), size)
            }
            Origin::Memory(bytes) => (Box::new(io::Cursor::new(bytes.clone())), bytes.len() as u64),
        })
    }
}

/// A row as it stands in the file.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its number, the heading being 1.
    pub number: i64,
    /// Its cells.
    pub cells: StringRecord,
}

/// Rows that are settled together.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// What can be read.
    pub lines: Vec<Line>,
    /// What cannot.
    pub unreadable: Vec<Reject>,
    /// The last line.
    pub last: i64,
}

impl Batch {
    /// How many rows of the file it covers.
    pub fn len(&self) -> usize {
        self.lines.len() + self.unreadable.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Which cell of a row belongs to which column of the kind.
pub type Places = Vec<Option<usize>>;

/// A file, open at a row.
pub struct Rows {
    reader: csv::Reader<Capped>,
    /// Which cell belongs to which column.
    pub places: Places,
    width: usize,
    record: ByteRecord,
    count: i64,
    read: Arc<AtomicU64>,
    size: u64,
}

impl Rows {
    /// Opens a file and reads its heading.
    ///
    /// Errors: `import_invalid` at `/columns` for a heading without a required column, with an unknown or a
    /// repeated one (named by its place, since a file without a heading would show a client); 404 for a file gone.
    pub fn open(app: &App, origin: &Origin, kind: ImportKind) -> AppResult<Self> {
        let (file, size) = origin.open(app)?;
        let read = Arc::new(AtomicU64::new(0));
        let counted: Box<dyn Read> = Box::new(Counted { source: file, read: read.clone() });
        let mut plain = BufReader::with_capacity(1 << 16, counted);
        let magic = peek(&mut plain).map_err(unreadable)?;
        let source: Box<dyn Read> = if magic.starts_with(&[0x1f, 0x8b]) {
            Box::new(flate2::read::MultiGzDecoder::new(plain))
        } else {
            Box::new(plain)
        };
        let capped = Capped { source, left: MAX_PLAIN };
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).buffer_capacity(1 << 16).from_reader(capped);
        let heading = reader.byte_headers().map_err(csv_failure)?.clone();
        let places = places(&heading, columns(kind))?;
        Ok(Self { reader, places, width: heading.len(), record: ByteRecord::new(), count: 0, read, size })
    }

    /// Passes over the rows up to and with a line.
    pub fn skip_to(&mut self, line: i64) -> AppResult<()> {
        while line > 1 && self.number() < line {
            if !self.reader.read_byte_record(&mut self.record).map_err(csv_failure)? {
                break;
            }
            self.count += 1;
        }
        Ok(())
    }

    /// How many bytes of how many of the file have been read.
    pub fn bytes(&self) -> (u64, u64) {
        (self.read.load(Relaxed), self.size)
    }

    fn number(&self) -> i64 {
        self.record.position().map_or(0, |p| p.line() as i64)
    }

    /// The next rows, `most` at most; empty at the end. Errors: `import_invalid` for too many rows or bytes.
    pub fn next_batch(&mut self, most: usize) -> AppResult<Batch> {
        let mut batch = Batch::default();
        while batch.len() < most && self.reader.read_byte_record(&mut self.record).map_err(csv_failure)? {
            self.count += 1;
            if self.count > MAX_ROWS {
                return Err(invalid("/rows", "out_of_range", &[("min", 0), ("max", MAX_ROWS)]));
            }
            let number = self.number();
            batch.last = number;
            if self.record.len() != self.width {
                batch.unreadable.push(Reject::new(number, "", "cells"));
            } else if self.record.as_slice().len() > MAX_ROW {
                batch.unreadable.push(Reject::new(number, "", "too_long").with("max", MAX_ROW as i64));
            } else {
                match StringRecord::from_byte_record(self.record.clone()) {
                    Ok(cells) => batch.lines.push(Line { number, cells }),
                    Err(_) => batch.unreadable.push(Reject::new(number, "", "not_utf8")),
                }
            }
        }
        Ok(batch)
    }
}

fn peek(plain: &mut BufReader<Box<dyn Read>>) -> io::Result<Vec<u8>> {
    use io::BufRead;
    Ok(plain.fill_buf()?.iter().take(2).copied().collect())
}

fn places(heading: &ByteRecord, columns: &[Column]) -> AppResult<Places> {
    let mut places: Places = vec![None; columns.len()];
    let mut faults = Vec::new();
    for (at, cell) in heading.iter().enumerate() {
        let name = std::str::from_utf8(cell).unwrap_or_default();
        let name = name.trim_start_matches('\u{feff}').trim().to_ascii_lowercase();
        let fault = match columns.iter().position(|c| c.name == name) {
            None => "unknown_value",
            Some(i) if places[i].is_some() => "duplicate",
            Some(i) => {
                places[i] = Some(at);
                continue;
            }
        };
        faults.push(field(format!("/columns/{at}"), fault));
    }
    for (column, place) in columns.iter().zip(&places) {
        if column.required && place.is_none() {
            faults.push(field(format!("/columns/{}", column.name), "required"));
        }
    }
    if faults.is_empty() {
        return Ok(places);
    }
    faults.truncate(50);
    Err(AppError::new(Code::ImportInvalid).with_fields(faults))
}

fn field(pointer: String, code: &'static str) -> FieldError {
    FieldError { pointer, code, params: Map::new(), clause: None }
}

fn invalid(pointer: &str, code: &'static str, params: &[(&str, i64)]) -> AppError {
    let params = params.iter().map(|(k, v)| ((*k).to_owned(), (*v).into())).collect();
    let fault = FieldError { pointer: pointer.to_owned(), code, params, clause: None };
    AppError::new(Code::ImportInvalid).with_fields(vec![fault])
}

fn csv_failure(e: csv::Error) -> AppError {
    match e.into_kind() {
        csv::ErrorKind::Io(e) => unreadable(e),
        _ => invalid("/rows", "invalid", &[]),
    }
}

/// A file that cannot be read: ours to answer for when the database failed, the file's otherwise.
fn unreadable(e: io::Error) -> AppError {
    if e.get_ref().is_some_and(|inner| inner.is::<AppError>()) {
        return match e.into_inner().map(|inner| inner.downcast::<AppError>()) {
            Some(Ok(ours)) => *ours,
            _ => AppError::internal("reading a file failed"),
        };
    }
    match e.kind() {
        io::ErrorKind::FileTooLarge => {
            invalid("/bytes", "out_of_range", &[("min", 0), ("max", MAX_PLAIN as i64)])
        }
        _ => invalid("/rows", "invalid", &[]).because(e),
    }
}

/// Counts what is read.
struct Counted {
    source: Box<dyn Read>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.source.read(out)?;
        self.read.fetch_add(n as u64, Relaxed);
        Ok(n)
    }
}

/// Ends with a failure beyond the most bytes, so that a small compressed file cannot become an endless one.
struct Capped {
    source: Box<dyn Read>,
    left: u64,
}

impl Read for Capped {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.source.read(out)?;
        self.left = self
            .left
            .checked_sub(n as u64)
            .ok_or_else(|| io::Error::new(io::ErrorKind::FileTooLarge, "too many bytes"))?;
        Ok(n)
    }
}
