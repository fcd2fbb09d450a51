//! Consistent copies: a file of the embedded database, or every row of a PostgreSQL schema as lines of JSON.
//!
//! A dump of PostgreSQL needs no other program and no fitting version of one: it is read in one repeatable-read
//! transaction and loaded in one transaction, after the migrations that it names. Foreign keys are taken off
//! while it loads and put back, so that the order of rows does not matter.

use std::io::{BufRead, Write};
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};
use serde::{Deserialize, Serialize};

use super::{Conn, Db, migrate};
use crate::error::{AppError, AppResult};

/// Rows fetched or inserted at once.
const BATCH: usize = 1_000;
const FORMAT: u32 = 1;

/// The first line of a dump.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    format: u32,
    /// Versions of the migrations that the rows belong to.
    migrations: Vec<String>,
    /// Partitions that are there.
    partitions: Vec<Partition>,
}

#[derive(Debug, Serialize, Deserialize, QueryableByName)]
struct Partition {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    parent: String,
    #[diesel(sql_type = Text)]
    bound: String,
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    needs_json: bool,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct ForeignKey {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    definition: String,
}

/// Copies the embedded database to a file that must not be there: consistent while others write.
pub fn copy_sqlite(db: &Db, to: &Path) -> AppResult<()> {
    let target = to.display().to_string().replace('\'', "''");
    db.outside_transactions(|conn| Ok(conn.batch_execute(&format!("VACUUM INTO '{target}'"))?))
}

/// The tables that hold rows, in the order of their names; the list of migrations is not one.
pub fn list_tables(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let sql = match conn {
        Conn::Sqlite(_) => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
             AND name <> '__diesel_schema_migrations' ORDER BY name"
        }
        Conn::Pg(_) => {
            "SELECT relname::text AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace \
             AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> '__diesel_schema_migrations' \
             ORDER BY relname"
        }
    };
    let rows: Vec<Named> = diesel::sql_query(sql).load(conn)?;
    Ok(rows.into_iter().map(|r| r.name).collect())
}

/// How many rows each table holds.
pub fn count_rows(conn: &mut Conn) -> QueryResult<std::collections::BTreeMap<String, i64>> {
    let mut out = std::collections::BTreeMap::new();
    for table in list_tables(conn)? {
        let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM \"{table}\"");
        let row: Counted = diesel::sql_query(sql).get_result(conn)?;
        out.insert(table, row.n);
    }
    Ok(out)
}

/// How many rows each table of a copy holds.
pub fn count_rows_of_file(path: &Path) -> AppResult<std::collections::BTreeMap<String, i64>> {
    let copy = SqliteConnection::establish(&path.display().to_string())
        .map_err(|e| AppError::config(format!("{}: {e}", path.display())))?;
    Ok(count_rows(&mut Conn::Sqlite(copy))?)
}

/// Writes every row of a PostgreSQL schema, as of one moment.
pub fn write_postgres(db: &Db, out: &mut dyn Write) -> AppResult<()> {
    let migrations = migrate::applied_versions(db)?;
    // The transaction reads alone and is not tried again, so the output is written once.
    let out = std::cell::RefCell::new(out);
    db.read(|conn| {
        let mut out = out.borrow_mut();
        let mut line = |text: &str| writeln!(out, "{text}").map_err(AppError::internal);
        let partitions: Vec<Partition> = diesel::sql_query(
            "SELECT c.relname::text AS name, p.relname::text AS parent, pg_get_expr(c.relpartbound, c.oid) AS bound \
             FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent \
             WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' ORDER BY c.relname",
        )
        .load(conn)?;
        let header = Header { format: FORMAT, migrations: migrations.clone(), partitions };
        line(&serde_json::to_string(&header)?)?;
        for table in list_tables(conn)? {
            line(&format!("# {table}"))?;
            conn.batch_execute(&format!(
                "DECLARE dump CURSOR FOR SELECT row_to_json(t)::text AS name FROM \"{table}\" t"
            ))?;
            loop {
                let rows: Vec<Named> = diesel::sql_query(format!("FETCH {BATCH} FROM dump")).load(conn)?;
                for row in &rows {
                    line(&row.name)?;
                }
                if rows.len() < BATCH {
                    break;
                }
            }
            conn.batch_execute("CLOSE dump")?;
        }
        Ok(())
    })
}

/// Loads what [`write_postgres`] wrote into an empty schema: its migrations first, then its rows. `open` opens
/// the dump; it may be called again.
///
/// Errors: a dump of another format, or with migrations that this program does not know.
pub fn load_postgres<R: BufRead>(db: &Db, open: impl Fn() -> AppResult<R>) -> AppResult<()> {
    let header = read_header(&mut open()?)?;
    migrate::run_these(db, &header.migrations)?;
    db.write(|conn| {
        for p in &header.partitions {
            conn.batch_execute(&format!(
                "CREATE TABLE IF NOT EXISTS \"{}\" PARTITION OF \"{}\" {}",
                p.name, p.parent, p.bound
            ))?;
        }
        let keys: Vec<ForeignKey> = diesel::sql_query(
            "SELECT r.relname::text AS table_name, c.conname::text AS name, pg_get_constraintdef(c.oid) AS definition \
             FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid \
             WHERE c.contype = 'f' AND c.conparentid = 0 AND c.connamespace = current_schema()::regnamespace",
        )
        .load(conn)?;
        for k in &keys {
            conn.batch_execute(&format!("ALTER TABLE \"{}\" DROP CONSTRAINT \"{}\"", k.table_name, k.name))?;
        }
        let mut input = open()?;
        read_header(&mut input)?;
        load_rows(conn, input)?;
        for k in &keys {
            conn.batch_execute(&format!(
                "ALTER TABLE \"{}\" ADD CONSTRAINT \"{}\" {}",
                k.table_name, k.name, k.definition
            ))?;
        }
        set_sequences(conn)
    })
}

fn read_header(input: &mut impl BufRead) -> AppResult<Header> {
    let mut line = String::new();
    input.read_line(&mut line).map_err(AppError::internal)?;
    let header: Header =
        serde_json::from_str(&line).map_err(|e| AppError::config(format!("this is not a dump: {e}")))?;
    if header.format != FORMAT {
        return Err(AppError::config(format!("format {} of the dump is not {FORMAT}", header.format)));
    }
    Ok(header)
}

fn load_rows(conn: &mut Conn, input: impl BufRead) -> AppResult<()> {
    let known = list_tables(conn)?;
    let mut table = String::new();
    let mut rows: Vec<String> = Vec::with_capacity(BATCH);
    for line in input.lines() {
        let line = line.map_err(AppError::internal)?;
        if let Some(name) = line.strip_prefix("# ") {
            insert_rows(conn, &table, &mut rows)?;
            if !known.iter().any(|k| k == name) {
                return Err(AppError::config(format!("the dump has a table that is not ours: {name}")));
            }
            name.clone_into(&mut table);
        } else {
            rows.push(line);
            if rows.len() == BATCH {
                insert_rows(conn, &table, &mut rows)?;
            }
        }
    }
    insert_rows(conn, &table, &mut rows)
}

fn insert_rows(conn: &mut Conn, table: &str, rows: &mut Vec<String>) -> AppResult<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let columns = list_columns(conn, table)?;
    let names: Vec<String> = columns.iter().map(|c| format!("\"{}\"", c.name)).collect();
    // A JSON null is written as one and read as no value, which the column would refuse.
    let values = columns.iter().zip(&names).map(|(c, name)| {
        if c.needs_json { format!("COALESCE({name}, 'null'::jsonb)") } else { name.clone() }
    });
    let sql = format!(
        "INSERT INTO \"{table}\" ({}) SELECT {} FROM json_populate_recordset(NULL::\"{table}\", $1::json)",
        names.join(", "),
        values.collect::<Vec<_>>().join(", ")
    );
    let Conn::Pg(c) = conn else { return Err(AppError::internal("rows of PostgreSQL on another database")) };
    diesel::sql_query(sql).bind::<Text, _>(format!("[{}]", rows.join(","))).execute(c)?;
    rows.clear();
    Ok(())
}

/// A table's columns in order, each with whether it holds JSON and never nothing.
fn list_columns(conn: &mut Conn, table: &str) -> QueryResult<Vec<Column>> {
    diesel::sql_query(format!(
        "SELECT a.attname::text AS name, (a.attnotnull AND a.atttypid = 'jsonb'::regtype) AS needs_json \
         FROM pg_attribute a WHERE a.attrelid = '\"{table}\"'::regclass AND a.attnum > 0 AND NOT a.attisdropped \
         ORDER BY a.attnum"
    ))
    .load(conn)
}

/// Lets sequences go on after the largest value loaded.
fn set_sequences(conn: &mut Conn) -> AppResult<()> {
    let columns: Vec<ForeignKey> = diesel::sql_query(
        // The schema's own columns first: asked of others, the function fails.
        "WITH ours AS MATERIALIZED (SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
         WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') \
         AND a.attnum > 0 AND NOT a.attisdropped), \
         known AS MATERIALIZED (SELECT relname, attname, pg_get_serial_sequence(quote_ident(relname), attname) AS sequence FROM ours) \
         SELECT relname::text AS table_name, attname::text AS name, sequence AS definition \
         FROM known WHERE sequence IS NOT NULL",
    )
    .load(conn)?;
    for c in columns {
        let sql = format!(
            "SELECT setval('{}', COALESCE((SELECT MAX(\"{}\") FROM \"{}\"), 0) + 1, false)",
            c.definition, c.name, c.table_name
        );
        conn.batch_execute(&sql)?;
    }
    Ok(())
}
