//! Queries of imports.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::upsert::excluded;

use super::model::*;
use super::rows::Reject;
use crate::db::schema::{import_contents, import_rejects, imports};
use crate::db::{Conn, Json, Ts};
use crate::jobs::JobId;
use crate::on_each;

/// How many values go into one statement.
const CHUNK: usize = 500;

/// What became of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Loaded, or would be in a dry run.
    pub loaded: i64,
    /// Stood already with the same content.
    pub skipped: i64,
    /// Refused.
    pub rejected: i64,
}

impl Counts {
    /// An import's.
    pub fn of(import: &Import) -> Self {
        Self { loaded: import.rows_loaded, skipped: import.rows_skipped, rejected: import.rows_rejected }
    }
    /// Adds others.
    pub fn add(&mut self, other: &Counts) {
        self.loaded += other.loaded;
        self.skipped += other.skipped;
        self.rejected += other.rejected;
    }
    /// All of them.
    pub fn total(&self) -> i64 {
        self.loaded + self.skipped + self.rejected
    }
}

pub fn insert_import(conn: &mut Conn, import: &Import) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(imports::table).values(import).execute(c)).map(drop)
}

pub fn find_import(conn: &mut Conn, id: ImportId) -> QueryResult<Import> {
    imports::table.find(id).select(Import::as_select()).first(conn)
}

pub fn set_job(conn: &mut Conn, id: ImportId, job: JobId) -> QueryResult<usize> {
    diesel::update(imports::table.find(id)).set(imports::job_id.eq(job)).execute(conn)
}

/// Imports of kinds, newest first.
pub fn list_imports(
    conn: &mut Conn,
    kinds: &[ImportKind],
    after: Option<(Ts, ImportId)>,
    limit: i64,
) -> QueryResult<Vec<Import>> {
    let mut q = imports::table.filter(imports::kind.eq_any(kinds.to_vec())).into_boxed();
    if let Some((at, id)) = after {
        q = q.filter(imports::created_at.lt(at).or(imports::created_at.eq(at).and(imports::id.lt(id))));
    }
    q.order((imports::created_at.desc(), imports::id.desc()))
        .limit(limit)
        .select(Import::as_select())
        .load(conn)
}

const LIVE: [ImportState; 3] = [ImportState::Queued, ImportState::Validating, ImportState::Applying];

/// Begins a pass at the first row; 0 where the import has ended. What a hidden import loads is not there for readers
/// before its end.
pub fn begin_pass(conn: &mut Conn, id: ImportId, state: ImportState, hidden: bool) -> QueryResult<usize> {
    let begun = diesel::update(imports::table.filter(imports::id.eq(id).and(imports::state.eq_any(LIVE))))
        .set((
            imports::state.eq(state),
            imports::hidden.eq(hidden),
            imports::cursor_line.eq(1),
            imports::rows_loaded.eq(0),
            imports::rows_skipped.eq(0),
            imports::rows_rejected.eq(0),
            imports::version.eq(imports::version + 1),
        ))
        .execute(conn)?;
    diesel::delete(import_rejects::table.filter(import_rejects::import_id.eq(id))).execute(conn)?;
    Ok(begun)
}

/// Moves the cursor on from where it was; 0 where it was moved or the import ended meanwhile.
pub fn advance(conn: &mut Conn, id: ImportId, from: i64, to: i64, counts: &Counts) -> QueryResult<usize> {
    diesel::update(
        imports::table
            .filter(imports::id.eq(id).and(imports::cursor_line.eq(from)).and(imports::state.eq_any(LIVE))),
    )
    .set((
        imports::cursor_line.eq(to),
        imports::rows_loaded.eq(imports::rows_loaded + counts.loaded),
        imports::rows_skipped.eq(imports::rows_skipped + counts.skipped),
        imports::rows_rejected.eq(imports::rows_rejected + counts.rejected),
    ))
    .execute(conn)
}

pub fn set_file_rows(conn: &mut Conn, id: ImportId, rows: i64) -> QueryResult<usize> {
    diesel::update(imports::table.find(id)).set(imports::file_rows.eq(rows)).execute(conn)
}

/// Says that nothing was loaded: the rows that would have been are none.
pub fn set_loaded_to_none(conn: &mut Conn, id: ImportId) -> QueryResult<usize> {
    diesel::update(imports::table.find(id)).set(imports::rows_loaded.eq(0)).execute(conn)
}

/// Ends an import that has not ended, and shows what it loaded.
pub fn finish_import(
    conn: &mut Conn,
    id: ImportId,
    state: ImportState,
    error: Option<&Json>,
    at: Ts,
) -> QueryResult<usize> {
    diesel::update(imports::table.filter(imports::id.eq(id).and(imports::state.eq_any(LIVE))))
        .set((
            imports::state.eq(state),
            imports::hidden.eq(false),
            imports::error.eq(error),
            imports::finished_at.eq(at),
            imports::version.eq(imports::version + 1),
        ))
        .execute(conn)
}

pub fn insert_rejects(conn: &mut Conn, id: ImportId, rejects: &[Reject]) -> QueryResult<()> {
    let mut rows = Vec::with_capacity(rejects.len());
    let (mut line, mut idx) = (-1, 0);
    for r in rejects {
        idx = if r.line == line { idx + 1 } else { 0 };
        line = r.line;
        rows.push(ImportReject {
            import_id: id,
            line,
            idx,
            col: r.column.to_owned(),
            code: r.code.to_owned(),
            params: Json(serde_json::Value::Object(r.params.clone())),
        });
    }
    for chunk in rows.chunks(CHUNK) {
        on_each!(conn, |c| diesel::insert_into(import_rejects::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Rejects in order of line.
pub fn list_rejects(
    conn: &mut Conn,
    id: ImportId,
    after: Option<(i64, i32)>,
    limit: i64,
) -> QueryResult<Vec<ImportReject>> {
    let mut q = import_rejects::table.filter(import_rejects::import_id.eq(id)).into_boxed();
    if let Some((line, idx)) = after {
        q = q.filter(
            import_rejects::line.gt(line).or(import_rejects::line.eq(line).and(import_rejects::idx.gt(idx))),
        );
    }
    q.order((import_rejects::line, import_rejects::idx))
        .limit(limit)
        .select(ImportReject::as_select())
        .load(conn)
}

/// The MACs of what was loaded under natural keys.
pub fn list_contents(
    conn: &mut Conn,
    kind: ImportKind,
    keys: &[&str],
) -> QueryResult<HashMap<String, Vec<u8>>> {
    let mut out = HashMap::with_capacity(keys.len());
    for chunk in keys.chunks(CHUNK) {
        let found: Vec<(String, Vec<u8>)> = import_contents::table
            .filter(import_contents::kind.eq(kind).and(import_contents::natural_key.eq_any(chunk.to_vec())))
            .select((import_contents::natural_key, import_contents::content))
            .load(conn)?;
        out.extend(found);
    }
    Ok(out)
}

/// Keeps the MACs of what was loaded, in place of what was loaded under the same keys before.
pub fn put_contents(conn: &mut Conn, kind: ImportKind, contents: &[(&str, &[u8])]) -> QueryResult<()> {
    for chunk in contents.chunks(CHUNK) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|(key, content)| {
                (
                    import_contents::kind.eq(kind),
                    import_contents::natural_key.eq(*key),
                    import_contents::content.eq(*content),
                )
            })
            .collect();
        on_each!(conn, |c| diesel::insert_into(import_contents::table)
            .values(&rows)
            .on_conflict((import_contents::kind, import_contents::natural_key))
            .do_update()
            .set(import_contents::content.eq(excluded(import_contents::content)))
            .execute(c))?;
    }
    Ok(())
}
