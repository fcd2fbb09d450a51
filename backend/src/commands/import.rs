//! `kejing import`: the engine of the API, as the operator, in this process.

use std::cell::Cell;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::app::App;
use crate::error::AppResult;
use crate::imports::dto::CreateImport;
use crate::imports::model::ImportState;
use crate::imports::service;
use crate::imports::source::Origin;

/// How often a line of progress is written.
const EVERY: Duration = Duration::from_secs(1);
/// How many rejects are written out; the rest are counted.
const SHOWN: i64 = 1_000;

/// Loads a file with lines of progress, then writes counts and rejects. Returns whether every row was good.
pub fn run(app: &App, input: &CreateImport, file: &Path) -> AppResult<bool> {
    let shown = Cell::new(Instant::now());
    let watch = |p: &serde_json::Value| {
        if shown.get().elapsed() >= EVERY {
            shown.set(Instant::now());
            eprintln!(
                "{}: {} rows, {} rejected",
                p["phase"].as_str().unwrap_or_default(),
                p["rows"],
                p["rejected"]
            );
        }
        true
    };
    let done = service::import_as_operator(app, input, &Origin::Path(file.to_owned()), &watch)?;
    let loaded = if done.dry_run { "would load" } else { "loaded" };
    println!(
        "{}: {loaded} {}, skipped {}, rejected {}",
        done.kind, done.rows_loaded, done.rows_skipped, done.rows_rejected
    );
    for r in service::first_rejects(app, done.id, SHOWN)? {
        println!("line {}: {}: {} {}", r.line, r.column, r.code, r.message);
    }
    Ok(done.state == ImportState::Done && done.rows_rejected == 0)
}
