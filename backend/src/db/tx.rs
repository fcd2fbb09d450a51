//! Transactions: the one door.
//!
//! A write is `BEGIN IMMEDIATE` on SQLite (writers queue first-in first-out in the process) and
//! SERIALIZABLE on PostgreSQL. The closure may run several times, so it does database work alone.

use std::time::Duration;

use diesel::QueryResult;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use rand::Rng;
use uuid::Uuid;

use super::pool::Pooled;
use super::{Conn, Db};
use crate::error::{AppError, AppResult, Code};

const TRIES: u32 = 12;
/// The longest pause between two tries, in milliseconds.
const LONGEST_PAUSE: u64 = 256;
/// Tries after which a write asks to be alone: others have made it start again as often.
const FREE_TRIES: u32 = 3;

enum Mode {
    Write,
    Read,
}

impl Db {
    /// Runs `f` in a write transaction, again where the database asks for it (at most 12 times, with jittered
    /// backoff); then 503. An error from `f` rolls everything back.
    pub fn write<T>(&self, f: impl Fn(&mut Conn) -> AppResult<T>) -> AppResult<T> {
        for attempt in 1..=TRIES {
            let outcome = {
                let _leave = self.leave(attempt > FREE_TRIES);
                let _turn = self.writer_turn();
                self.begin(Mode::Write).and_then(|mut conn| finish(&mut conn, &f))
            };
            match outcome {
                Err(e) if e.is_retryable() && attempt < TRIES => {
                    let ceiling = (4u64 << attempt).min(LONGEST_PAUSE);
                    std::thread::sleep(Duration::from_millis(rand::rng().random_range(1..=ceiling)));
                }
                Err(e) if e.is_retryable() => {
                    return Err(AppError::unavailable(format!("too much contention: {e}")));
                }
                other => return other,
            }
        }
        Err(AppError::unavailable("too much contention".to_owned()))
    }

    /// As [`Self::write`], after whoever in this process came first for the same thing: for a row that many write
    /// at once, where they would only make each other start again.
    pub fn write_in_turn<T>(&self, thing: Uuid, f: impl Fn(&mut Conn) -> AppResult<T>) -> AppResult<T> {
        self.in_turn(thing, || self.write(f))
    }

    /// Runs `f` on one consistent view of the data (repeatable read).
    pub fn read<T>(&self, f: impl Fn(&mut Conn) -> AppResult<T>) -> AppResult<T> {
        let mut conn = self.begin(Mode::Read)?;
        finish(&mut conn, &f)
    }

    /// Runs `f` for an answer that one statement gives, without a transaction around it: each statement sees a moment of
    /// its own, and `f` is told that there is no view yet. Where it says that it needs one ([`needs_view`]), or the
    /// connection no longer lives, it is run again as by [`Self::read`].
    pub fn read_at_once<T>(&self, f: impl Fn(&mut Conn, bool) -> AppResult<T>) -> AppResult<T> {
        let mut conn = self.connection()?;
        match f(&mut conn, false) {
            Err(e) if e.is_retryable() || e.code() == Code::Unavailable => {
                drop(conn);
                self.read(|conn| f(conn, true))
            }
            done => done,
        }
    }

    /// A bare connection for what no transaction can do (backup, migrations, partitions).
    pub fn outside_transactions<T>(&self, f: impl FnOnce(&mut Conn) -> AppResult<T>) -> AppResult<T> {
        // Only a statement tells whether a connection that was kept still lives.
        let mut conn = self.begin(Mode::Read)?;
        commit(&mut conn)?;
        f(&mut conn)
    }

    /// A connection with its transaction begun. Nothing asks beforehand whether the connection still lives: where
    /// beginning tells that it does not, the pool drops it and the next one is tried.
    fn begin(&self, mode: Mode) -> AppResult<Pooled> {
        let mut kept = self.most_connections();
        loop {
            let mut conn = self.connection()?;
            match begin(&mut conn, &mode) {
                Ok(()) => return Ok(conn),
                Err(e) if kept > 0 && is_away(&e) => kept -= 1,
                Err(e) => return Err(e.into()),
            }
        }
    }
}

/// Runs `f` in the transaction that has begun, and ends it.
fn finish<T>(conn: &mut Conn, f: &impl Fn(&mut Conn) -> AppResult<T>) -> AppResult<T> {
    match f(conn) {
        Ok(value) => {
            commit(conn).inspect_err(|_| {
                rollback(conn);
            })?;
            Ok(value)
        }
        Err(e) => {
            rollback(conn);
            Err(e)
        }
    }
}

fn begin(conn: &mut Conn, mode: &Mode) -> QueryResult<()> {
    match (conn, mode) {
        (Conn::Pg(c), Mode::Write) => {
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN TRANSACTION ISOLATION LEVEL SERIALIZABLE")
        }
        (Conn::Pg(c), Mode::Read) => AnsiTransactionManager::begin_transaction_sql(
            c,
            "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
        (Conn::Sqlite(c), Mode::Write) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
        (Conn::Sqlite(c), Mode::Read) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN DEFERRED"),
    }
}

fn commit(conn: &mut Conn) -> AppResult<()> {
    let done = match conn {
        Conn::Pg(c) => AnsiTransactionManager::commit_transaction(c),
        Conn::Sqlite(c) => AnsiTransactionManager::commit_transaction(c),
    };
    Ok(done?)
}

fn rollback(conn: &mut Conn) {
    let done = match conn {
        Conn::Pg(c) => AnsiTransactionManager::rollback_transaction(c),
        Conn::Sqlite(c) => AnsiTransactionManager::rollback_transaction(c),
    };
    // A failed commit may have ended the transaction already; the pool checks the connection.
    if let Err(e) = done {
        log::debug!("rollback after a failure: {e}");
    }
}

/// What several statements answer needs one view of the data: has [`Db::read_at_once`] run its question again with one.
pub fn needs_view() -> AppError {
    AppError::again("one view of the data is needed")
}

/// Whether the database asks for the transaction to be run again: 40001, 40P01, SQLITE_BUSY.
pub fn wants_retry(e: &DieselError) -> bool {
    match e {
        DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        DieselError::DatabaseError(_, info) => {
            let m = info.message();
            m.contains("deadlock detected")
                || m.contains("database is locked")
                || m.contains("could not serialize")
        }
        DieselError::RollbackErrorOnCommit { commit_error, .. } => wants_retry(commit_error),
        _ => false,
    }
}

/// Whether the database is away, rather than refusing.
pub fn is_away(e: &DieselError) -> bool {
    match e {
        DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, _)
        | DieselError::BrokenTransactionManager => true,
        DieselError::DatabaseError(_, info) => {
            let m = info.message();
            m.contains("server closed the connection")
                || m.contains("terminating connection")
                || m.contains("no connection to the server")
        }
        DieselError::RollbackErrorOnCommit { commit_error, .. } => is_away(commit_error),
        _ => false,
    }
}
