//! Carrying an import: reads batches, settles each in a short write transaction, keeps the cursor in the same one.
//!
//! It may be stopped anywhere and run again: what is settled stays settled. A dry run, and the first pass of
//! all-or-nothing, write nothing but the rejects.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::driver::Driver;
use super::loaders::{self, Loader, Numbered, Reading, Run};
use super::model::*;
use super::rows::{Cells, Reject, content};
use super::source::{Batch, Origin, Rows};
use super::store::{self, Counts};
use crate::app::Cx;
use crate::db::Json;
use crate::error::{AppError, AppResult, Code};

/// The most rows that one transaction settles.
pub const BATCH: usize = 2_000;
/// All-or-nothing files of up to so many rows are applied in one transaction.
const ONE_TRANSACTION: i64 = 20_000;

/// From so many loaded rows on the database counts anew what its tables hold.
const LARGE: i64 = 10_000;

/// Carries an import to its end and returns it. Errors: the file's faults, after the import is marked failed;
/// `unavailable` when it was asked to stop and goes on another time.
pub fn run(driver: &Driver<'_>, id: ImportId, origin: &Origin) -> AppResult<Import> {
    let import = driver.read(|cx| Ok(store::find_import(cx.conn, id)?))?;
    let outcome = match import.kind {
        ImportKind::OrgUnits => carry::<loaders::OrgUnits>(driver, &import, origin),
        ImportKind::Employees => carry::<loaders::Employees>(driver, &import, origin),
        ImportKind::Managers => carry::<loaders::Managers>(driver, &import, origin),
        ImportKind::Clients => carry::<loaders::Clients>(driver, &import, origin),
        ImportKind::Accounts => carry::<loaders::Accounts>(driver, &import, origin),
        ImportKind::Loans => carry::<loaders::Loans>(driver, &import, origin),
        ImportKind::BalanceChanges => carry::<loaders::BalanceChanges>(driver, &import, origin),
    };
    if let Err(e) = &outcome
        && !matches!(e.code(), Code::Unavailable | Code::Conflict)
    {
        let error = Json(json!({
            "code": e.code().as_str(),
            "params": e.params(),
            "errors": e.fields().iter().map(|f| json!({ "pointer": f.pointer, "code": f.code, "params": f.params })).collect::<Vec<_>>(),
        }));
        driver.write(|cx| end(cx, &import, ImportState::Failed, Some(&error)))?;
    }
    outcome?;
    let import = driver.read(|cx| Ok(store::find_import(cx.conn, id)?))?;
    if import.rows_loaded >= LARGE
        && !import.dry_run
        && let Err(e) = driver.app().db().analyze(tables(import.kind))
    {
        log::warn!("import {id}: its tables could not be counted anew: {e}");
    }
    Ok(import)
}

/// The tables that a kind of file fills.
fn tables(kind: ImportKind) -> &'static [&'static str] {
    match kind {
        ImportKind::OrgUnits => &["import_contents", "org_units"],
        ImportKind::Employees => &["import_contents", "employees", "positions", "users"],
        ImportKind::Managers => &["import_contents", "managers", "manager_history", "manager_maintainers"],
        ImportKind::Clients => &[
            "import_contents",
            "clients",
            "client_contacts",
            "client_flags",
            "client_holdings",
            "client_identities",
            "client_ratings",
            "ownerships",
            "ownership_shares",
            "search_tokens",
        ],
        ImportKind::Accounts => {
            &["import_contents", "accounts", "client_holdings", "ownerships", "ownership_shares"]
        }
        ImportKind::Loans => &["import_contents", "loans"],
        ImportKind::BalanceChanges => &["balance_changes"],
    }
}

fn end(cx: &mut Cx<'_>, import: &Import, state: ImportState, error: Option<&Json>) -> AppResult<()> {
    if store::finish_import(cx.conn, import.id, state, error, cx.now)? == 0 {
        return Ok(());
    }
    let of_accounts = matches!(import.kind, ImportKind::Accounts | ImportKind::BalanceChanges);
    if of_accounts && !import.dry_run {
        crate::clients::intake::compute_measures(cx, import.all_or_nothing)?;
    }
    cx.audit("finish_import", "import", Some(import.id), json!({ "state": state }))
}

struct Carrier<'a, L: Loader> {
    driver: &'a Driver<'a>,
    import: &'a Import,
    run: Run,
    rows: Rows,
    cursor: i64,
    counts: Counts,
    loader: std::marker::PhantomData<L>,
}

fn carry<L: Loader>(driver: &Driver<'_>, import: &Import, origin: &Origin) -> AppResult<()> {
    let mut phase = import.state;
    if matches!(phase, ImportState::Done | ImportState::Failed | ImportState::Cancelled) {
        return Ok(());
    }
    let app = driver.app();
    let mut file_rows = import.file_rows;
    if (import.dry_run || import.all_or_nothing) && phase != ImportState::Applying {
        // What was seen of the file is in memory alone, so this pass begins again after a restart.
        let counts = {
            let mut c = Carrier::<L>::begin(driver, import, origin, false)?;
            c.pass()?;
            c.counts
        };
        file_rows = Some(counts.total());
        driver.write(|cx| Ok(store::set_file_rows(cx.conn, import.id, counts.total()).map(drop)?))?;
        if import.dry_run {
            return driver.write(|cx| end(cx, import, ImportState::Done, None));
        }
        if counts.rejected > 0 {
            let error = Json(json!({ "code": Code::ImportInvalid.as_str(), "params": {} }));
            driver.write(|cx| store::set_loaded_to_none(cx.conn, import.id).map(drop).map_err(Into::into))?;
            return driver.write(|cx| end(cx, import, ImportState::Failed, Some(&error)));
        }
        phase = ImportState::Validating;
    }
    if import.all_or_nothing && file_rows.is_some_and(|n| n <= ONE_TRANSACTION) {
        let mut c = Carrier::<L>::begin(driver, import, origin, true)?;
        return c.at_once();
    }
    let mut c = if phase == ImportState::Applying {
        let rows = Rows::open(app, origin, import.kind)?;
        Carrier::<L>::at(driver, import, rows, import.cursor_line, Counts::of(import))?
    } else {
        Carrier::<L>::begin(driver, import, origin, true)?
    };
    c.pass()?;
    let moved = import.all_or_nothing && c.counts.rejected > 0;
    let error = moved.then(|| Json(json!({ "code": Code::Conflict.as_str(), "params": {} })));
    let state = if moved { ImportState::Failed } else { ImportState::Done };
    driver.write(|cx| {
        store::set_file_rows(cx.conn, import.id, c.counts.total())?;
        end(cx, import, state, error.as_ref())
    })
}

/// A row of a batch, ready to be settled.
struct Ready<R> {
    key: String,
    content: Vec<u8>,
    row: Numbered<R>,
}

/// A batch, read outside its transaction.
struct ReadBatch<R> {
    ready: Vec<Ready<R>>,
    rejects: Vec<Reject>,
    last: i64,
    rows: i64,
}

/// What became of a batch.
struct Outcome {
    rejects: Vec<Reject>,
    counts: Counts,
    seen: Vec<(String, Vec<u8>)>,
    notes: Vec<loaders::Note>,
}

impl<'a, L: Loader> Carrier<'a, L> {
    /// Begins a pass at the file's first row: counters and rejects of an earlier pass go.
    fn begin(driver: &'a Driver<'a>, import: &'a Import, origin: &Origin, apply: bool) -> AppResult<Self> {
        let rows = Rows::open(driver.app(), origin, import.kind)?;
        let state = if apply { ImportState::Applying } else { ImportState::Validating };
        driver.write(|cx| {
            if store::begin_pass(cx.conn, import.id, state, apply && import.all_or_nothing)? == 0 {
                return Err(AppError::new(Code::Conflict).because("the import has ended"));
            }
            Ok(())
        })?;
        let mut out = Self::at(driver, import, rows, 1, Counts::default())?;
        out.run.apply = apply;
        Ok(out)
    }

    fn at(
        driver: &'a Driver<'a>,
        import: &'a Import,
        mut rows: Rows,
        cursor: i64,
        counts: Counts,
    ) -> AppResult<Self> {
        rows.skip_to(cursor)?;
        let run = Run::new(import, driver.by_operator());
        Ok(Self { driver, import, run, rows, cursor, counts, loader: std::marker::PhantomData })
    }

    /// Settles the file's remaining rows, batch by batch.
    fn pass(&mut self) -> AppResult<()> {
        loop {
            self.report()?;
            let batch = self.rows.next_batch(BATCH)?;
            if batch.is_empty() {
                return Ok(());
            }
            let batch = self.read_batch(batch);
            L::prepare(self.driver, &self.run, batch.ready.iter().map(|r| &r.row))?;
            let outcome = if self.run.apply { self.apply(&batch)? } else { self.validate(&batch)? };
            self.cursor = batch.last;
            self.counts.add(&outcome.counts);
            self.run.remember(outcome.seen, outcome.notes);
        }
    }

    fn report(&self) -> AppResult<()> {
        if self.driver.should_stop() {
            return Err(AppError::unavailable("the import was asked to stop".to_owned()));
        }
        let (read, of) = self.rows.bytes();
        self.driver.progress(json!({
            "phase": if self.run.apply { "applying" } else { "validating" },
            "rows": self.counts.total(), "loaded": self.counts.loaded, "skipped": self.counts.skipped,
            "rejected": self.counts.rejected, "bytes": read, "of_bytes": of,
        }))
    }

    fn read_batch(&self, batch: Batch) -> ReadBatch<L::Row> {
        let app = self.driver.app();
        let reading = Reading {
            keys: app.keys(),
            today: app.clock().date_of(app.clock().now()),
            by_operator: self.run.by_operator,
        };
        let rows = batch.len() as i64;
        let mut out = ReadBatch { ready: Vec::new(), rejects: batch.unreadable, last: batch.last, rows };
        for line in &batch.lines {
            let mut cells = Cells::new(L::KIND, &self.rows.places, line);
            match L::read(&reading, &mut cells) {
                Some(row) if cells.is_good() => {
                    let (key, content) = if L::KEYED {
                        let (key, plain) = content(L::KIND, &self.rows.places, line);
                        let label = format!("import/{}", L::KIND);
                        (key, app.keys().audit_hmac(&label, &plain).value[..16].to_vec())
                    } else {
                        Default::default()
                    };
                    out.ready.push(Ready { key, content, row: Numbered { line: line.number, row } });
                }
                _ => {
                    let mut refused = cells.into_rejects();
                    if refused.is_empty() {
                        refused.push(Reject::new(line.number, "", "invalid"));
                    }
                    out.rejects.extend(refused);
                }
            }
        }
        out
    }

    fn validate(&self, batch: &ReadBatch<L::Row>) -> AppResult<Outcome> {
        let outcome = self.driver.read(|cx| self.settle(cx, batch))?;
        self.driver.write(|cx| self.keep(cx, batch, &outcome))?;
        Ok(outcome)
    }

    fn apply(&self, batch: &ReadBatch<L::Row>) -> AppResult<Outcome> {
        let whole = || {
            self.driver.write(|cx| {
                let outcome = self.settle(cx, batch)?;
                self.keep(cx, batch, &outcome)?;
                Ok(outcome)
            })
        };
        match whole() {
            // A row of the batch stands already: settle it again, looking first.
            Err(_) if self.run.must_look() => whole(),
            other => other,
        }
    }

    /// All batches in one transaction; any reject rolls everything back.
    fn at_once(&mut self) -> AppResult<()> {
        let mut batches = Vec::new();
        loop {
            let batch = self.rows.next_batch(BATCH)?;
            if batch.is_empty() {
                break;
            }
            let batch = self.read_batch(batch);
            L::prepare(self.driver, &self.run, batch.ready.iter().map(|r| &r.row))?;
            batches.push(batch);
        }
        self.run.look_first();
        let me = &*self;
        me.driver.write(|cx| {
            let mut cursor = me.cursor;
            let mut rejected = Vec::new();
            for batch in &batches {
                let outcome = me.settle(cx, batch)?;
                rejected.extend(outcome.rejects.iter().cloned());
                me.keep_at(cx, batch, &outcome, cursor)?;
                cursor = batch.last;
            }
            if !rejected.is_empty() {
                return Err(AppError::new(Code::ImportInvalid).because("rows moved between the passes"));
            }
            end(cx, me.import, ImportState::Done, None)
        })
    }

    fn keep(&self, cx: &mut Cx<'_>, batch: &ReadBatch<L::Row>, outcome: &Outcome) -> AppResult<()> {
        self.keep_at(cx, batch, outcome, self.cursor)
    }

    /// Moves the cursor in the batch's own transaction; refused where somebody else has moved or ended the import.
    fn keep_at(
        &self,
        cx: &mut Cx<'_>,
        batch: &ReadBatch<L::Row>,
        outcome: &Outcome,
        cursor: i64,
    ) -> AppResult<()> {
        let id = self.import.id;
        if store::advance(cx.conn, id, cursor, batch.last, &outcome.counts)? == 0 {
            return Err(AppError::new(Code::Conflict).because("the import was moved or cancelled"));
        }
        store::insert_rejects(cx.conn, id, &outcome.rejects)?;
        if self.run.apply && outcome.counts.loaded > 0 {
            let detail = json!({ "kind": L::KIND, "after_line": cursor, "to_line": batch.last, "loaded": outcome.counts.loaded });
            cx.audit("import_rows", "import", Some(id), detail)?;
        }
        Ok(())
    }

    /// Decides about each row of a batch and, when applying, loads what is new.
    fn settle(&self, cx: &mut Cx<'_>, batch: &ReadBatch<L::Row>) -> AppResult<Outcome> {
        let mut rejects = batch.rejects.clone();
        let mut skipped = 0;
        let mut fresh: Vec<&Ready<L::Row>> = Vec::with_capacity(batch.ready.len());
        let mut restated: Vec<&Ready<L::Row>> = Vec::new();
        if L::KEYED {
            let keys: Vec<&str> = batch.ready.iter().map(|r| r.key.as_str()).collect();
            let known = store::list_contents(cx.conn, L::KIND, &keys)?;
            let mut here: HashMap<&str, &[u8]> = HashMap::new();
            for ready in &batch.ready {
                let key = ready.key.as_str();
                let in_file = here.get(key).copied().or_else(|| self.run.seen(key));
                match (known.get(key).map(Vec::as_slice), in_file) {
                    (Some(c), _) | (None, Some(c)) if c == ready.content => skipped += 1,
                    (_, Some(_)) => rejects.push(Reject::new(ready.row.line, L::key(), "duplicate")),
                    (Some(_), None) if self.run.restate && L::RESTATES => {
                        here.insert(key, &ready.content);
                        restated.push(ready);
                    }
                    (Some(_), None) => rejects.push(Reject::new(ready.row.line, L::key(), "differs")),
                    (None, None) => {
                        here.insert(key, &ready.content);
                        fresh.push(ready);
                    }
                }
            }
        } else {
            fresh.extend(&batch.ready);
        }
        let rows: Vec<&Numbered<L::Row>> = fresh.iter().map(|r| &r.row).collect();
        let mut settled = L::settle(cx, &self.run, &rows)?;
        if !restated.is_empty() {
            let rows: Vec<&Numbered<L::Row>> = restated.iter().map(|r| &r.row).collect();
            settled.rejects.extend(L::restate(cx, &self.run, &rows)?);
            fresh.append(&mut restated);
        }
        skipped += settled.skipped;
        let refused: HashSet<i64> = settled.rejects.iter().map(|r| r.line).collect();
        let loaded: Vec<&Ready<L::Row>> =
            fresh.into_iter().filter(|r| !refused.contains(&r.row.line)).collect();
        if L::KEYED && self.run.apply {
            let contents: Vec<(&str, &[u8])> =
                loaded.iter().map(|r| (r.key.as_str(), r.content.as_slice())).collect();
            store::put_contents(cx.conn, L::KIND, &contents)?;
        }
        rejects.extend(settled.rejects);
        rejects.sort_by_key(|r| r.line);
        let rejected = rejects.iter().map(|r| r.line).collect::<HashSet<_>>().len() as i64;
        let counts = Counts { loaded: batch.rows - skipped - rejected, skipped, rejected };
        let seen = if L::KEYED && !self.run.apply {
            loaded.iter().map(|r| (r.key.clone(), r.content.clone())).collect()
        } else {
            Vec::new()
        };
        Ok(Outcome { rejects, counts, seen, notes: settled.notes })
    }
}
