//! The migrations that the binary carries, one tree per database with the same names.

use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, Db};
use crate::error::{AppError, AppResult};

const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgresql");

/// How a database's schema stands to this binary's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaState {
    /// No migration has run.
    Empty,
    /// Some are to run.
    Older,
    /// The same.
    Current,
    /// It has migrations that this binary does not know.
    Newer,
}

/// Compares the database's schema with this binary's migrations.
pub fn state(db: &Db) -> AppResult<SchemaState> {
    db.outside_transactions(|conn| {
        let (applied, known) = match conn {
            Conn::Pg(c) => (applied(c)?, known::<diesel::pg::Pg>(&POSTGRES)?),
            Conn::Sqlite(c) => (applied(c)?, known::<diesel::sqlite::Sqlite>(&SQLITE)?),
        };
        if applied.is_empty() {
            return Ok(SchemaState::Empty);
        }
        if applied.iter().any(|v| !known.contains(v)) {
            return Ok(SchemaState::Newer);
        }
        Ok(if applied.len() < known.len() { SchemaState::Older } else { SchemaState::Current })
    })
}

/// Runs what is missing; on PostgreSQL under an advisory lock, so that two instances do not collide.
/// Returns the names of the migrations that ran.
pub fn run(db: &Db) -> AppResult<Vec<String>> {
    db.outside_transactions(|conn| match conn {
        Conn::Pg(c) => {
            diesel::sql_query("SELECT pg_advisory_lock(724115)").execute(c)?;
            let ran = pending(c, POSTGRES);
            diesel::sql_query("SELECT pg_advisory_unlock(724115)").execute(c)?;
            ran
        }
        Conn::Sqlite(c) => pending(c, SQLITE),
    })
}

/// Runs `f` while no other instance runs it on the same PostgreSQL; a SQLite file has one server.
pub fn alone<T>(db: &Db, f: impl FnOnce() -> AppResult<T>) -> AppResult<T> {
    db.outside_transactions(|conn| match conn {
        Conn::Pg(c) => {
            diesel::sql_query("SELECT pg_advisory_lock(724116)").execute(c)?;
            let done = f();
            diesel::sql_query("SELECT pg_advisory_unlock(724116)").execute(c)?;
            done
        }
        Conn::Sqlite(_) => f(),
    })
}

/// Versions of the migrations that have run, in order.
pub fn applied_versions(db: &Db) -> AppResult<Vec<String>> {
    let mut out: Vec<String> = db.outside_transactions(|conn| {
        let versions = match conn {
            Conn::Pg(c) => applied(c)?,
            Conn::Sqlite(c) => applied(c)?,
        };
        Ok(versions.iter().map(ToString::to_string).collect())
    })?;
    out.sort_unstable();
    Ok(out)
}

/// Runs the migrations of these versions alone: what rows of an older dump belong to.
///
/// Errors: a version that this program does not know.
pub fn run_these(db: &Db, versions: &[String]) -> AppResult<()> {
    db.outside_transactions(|conn| match conn {
        Conn::Pg(c) => these(c, &POSTGRES, versions),
        Conn::Sqlite(c) => these(c, &SQLITE, versions),
    })
}

fn these<C: MigrationHarness<DB>, DB: diesel::backend::Backend>(
    conn: &mut C,
    source: &EmbeddedMigrations,
    versions: &[String],
) -> AppResult<()> {
    let mut all: Vec<Box<dyn Migration<DB>>> =
        source.migrations().map_err(|e| AppError::config(format!("migrations cannot be read: {e}")))?;
    all.sort_by_key(|m| m.name().version().as_owned());
    all.retain(|m| versions.contains(&m.name().version().to_string()));
    if all.len() < versions.len() {
        return Err(AppError::config("the dump has a newer schema than this program".to_owned()));
    }
    // Asking makes the list of applied migrations, where there is none yet.
    conn.applied_migrations().map_err(|e| AppError::config(format!("the schema cannot be read: {e}")))?;
    for m in all {
        conn.run_migration(m.as_ref()).map_err(|e| AppError::config(format!("a migration failed: {e}")))?;
    }
    Ok(())
}

/// Reverts what came after a version, newest first: for dumps of what stood before.
pub fn revert_after(db: &Db, version: &str) -> AppResult<()> {
    let digits = |v: &str| v.replace('-', "");
    let last = digits(version);
    while applied_versions(db)?.last().is_some_and(|v| digits(v) > last) {
        db.outside_transactions(|conn| {
            match conn {
                Conn::Pg(c) => c.revert_last_migration(POSTGRES).map(drop),
                Conn::Sqlite(c) => c.revert_last_migration(SQLITE).map(drop),
            }
            .map_err(|e| AppError::config(format!("a migration cannot be reverted: {e}")))
        })?;
    }
    Ok(())
}

/// Reverts everything: for the test that proves up, down, up.
pub fn revert_all(db: &Db) -> AppResult<()> {
    db.outside_transactions(|conn| {
        match conn {
            Conn::Pg(c) => c.revert_all_migrations(POSTGRES).map(drop),
            Conn::Sqlite(c) => c.revert_all_migrations(SQLITE).map(drop),
        }
        .map_err(|e| AppError::config(format!("a migration cannot be reverted: {e}")))
    })
}

fn applied<C: MigrationHarness<DB>, DB: diesel::backend::Backend>(
    conn: &mut C,
) -> AppResult<Vec<MigrationVersion<'static>>> {
    conn.applied_migrations().map_err(|e| AppError::config(format!("migrations cannot be read: {e}")))
}

fn known<DB: diesel::backend::Backend>(
    source: &EmbeddedMigrations,
) -> AppResult<Vec<MigrationVersion<'static>>> {
    let all: Vec<Box<dyn Migration<DB>>> =
        source.migrations().map_err(|e| AppError::config(format!("migrations cannot be read: {e}")))?;
    Ok(all.iter().map(|m| m.name().version().as_owned()).collect())
}

fn pending<C: MigrationHarness<DB>, DB: diesel::backend::Backend>(
    conn: &mut C,
    source: EmbeddedMigrations,
) -> AppResult<Vec<String>> {
    conn.run_pending_migrations(source)
        .map(|versions| versions.iter().map(ToString::to_string).collect())
        .map_err(|e| AppError::config(format!("a migration failed: {e}")))
}
