//! Opening the database: the URL decides which, and a mistyped one never makes an empty file.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::r2d2::R2D2Connection;
use diesel::{Connection, PgConnection, SqliteConnection};
use parking_lot::{FairMutex, RwLock, RwLockReadGuard, RwLockWriteGuard};
use uuid::Uuid;

use super::Conn;
use super::Engine;
use crate::error::{AppError, AppResult};

/// How to open a database.
#[derive(Debug, Clone)]
pub struct DbOptions {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// Connections kept, 1 to 64; on SQLite 8 at most.
    pub pool_size: u32,
    /// `synchronous=NORMAL` on SQLite and unsafe servers allowed on PostgreSQL: tests alone.
    pub relaxed_durability: bool,
}

/// The database: a pool of connections and the writers' queue.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    pool: r2d2::Pool<Manager>,
    /// SQLite has one writer: ours wait first-in first-out here, not in its busy handler.
    writers: FairMutex<()>,
    /// Queues of what many would write at once: see [`Db::write_in_turn`].
    turns: FairMutex<HashMap<Uuid, Arc<FairMutex<()>>>>,
    /// Shared by writes beside each other; whole for one that the others made start again too often.
    beside: RwLock<()>,
}

/// The longest that a write waits for those under way to end, before it goes beside them again.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// A write's leave to begin.
pub(super) enum Leave<'a> {
    /// Others may write meanwhile.
    Beside { _shared: RwLockReadGuard<'a, ()> },
    /// No other write of this process runs meanwhile.
    Alone { _whole: RwLockWriteGuard<'a, ()> },
}

/// Opens connections for the pool.
#[derive(Debug)]
pub struct Manager {
    engine: Engine,
    target: String,
    relaxed: bool,
}

/// A pooled connection.
pub type Pooled = r2d2::PooledConnection<Manager>;

/// Each of SQLite's connections keeps pages of its own, and more of them than cores read no faster.
const SQLITE_CONNECTIONS: u32 = 8;

impl r2d2::ManageConnection for Manager {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        let connect = || -> diesel::ConnectionResult<Conn> {
            match self.engine {
                Engine::Postgres => {
                    let mut c = PgConnection::establish(&self.target)?;
                    c.batch_execute("SET TIME ZONE 'UTC'")
                        .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                    Ok(Conn::Pg(c))
                }
                Engine::Sqlite => {
                    let mut c = SqliteConnection::establish(&self.target)?;
                    let sync = if self.relaxed { "NORMAL" } else { "FULL" };
                    c.batch_execute(&format!(
                        "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous={sync}; \
                         PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-4000; PRAGMA temp_store=MEMORY;"
                    ))
                    .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                    Ok(Conn::Sqlite(c))
                }
            }
        };
        connect().map_err(diesel::r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        conn.ping().map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        conn.is_broken()
    }
}

impl Db {
    /// Opens the database that the URL names.
    ///
    /// Errors: an unknown scheme; a SQLite file in a directory that does not exist; a server that refuses;
    /// PostgreSQL with `fsync` or `synchronous_commit` off outside tests.
    pub fn open(options: &DbOptions) -> AppResult<Self> {
        let (engine, target) = parse_url(&options.url)?;
        if engine == Engine::Sqlite
            && let Some(dir) = Path::new(&target).parent()
            && !dir.as_os_str().is_empty()
            && !dir.is_dir()
        {
            return Err(AppError::config(format!("no such directory for the database: {}", dir.display())));
        }
        let most = if engine == Engine::Sqlite { SQLITE_CONNECTIONS } else { u32::MAX };
        let manager = Manager { engine, target, relaxed: options.relaxed_durability };
        let pool = r2d2::Pool::builder()
            .max_size(options.pool_size.min(most))
            .min_idle(Some(1))
            .connection_timeout(Duration::from_secs(5))
            .test_on_check_out(false)
            .build(manager)
            .map_err(|e| AppError::config(format!("the database cannot be opened: {e}")))?;
        let db = Self {
            inner: Arc::new(Inner {
                engine,
                pool,
                writers: FairMutex::new(()),
                turns: FairMutex::default(),
                beside: RwLock::default(),
            }),
        };
        if !options.relaxed_durability {
            db.refuse_unsafe_server()?;
        }
        Ok(db)
    }

    /// Which database this is.
    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// A connection from the pool; 503 when none is to be had within five seconds.
    pub(super) fn connection(&self) -> AppResult<Pooled> {
        self.inner.pool.get().map_err(|e| AppError::unavailable(format!("no database connection: {e}")))
    }

    /// How many connections the pool keeps at most.
    pub fn most_connections(&self) -> u32 {
        self.inner.pool.max_size()
    }

    /// Waits for this process's turn to write, on SQLite.
    pub(super) fn writer_turn(&self) -> Option<parking_lot::FairMutexGuard<'_, ()>> {
        (self.inner.engine == Engine::Sqlite).then(|| self.inner.writers.lock())
    }

    /// Leave to write, alone where asked for and to be had within a second. Who waits to be alone is let in before
    /// those that come later.
    pub(super) fn leave(&self, alone: bool) -> Leave<'_> {
        let whole = if alone { self.inner.beside.try_write_for(LONGEST_WAIT) } else { None };
        match whole {
            Some(_whole) => Leave::Alone { _whole },
            None => Leave::Beside { _shared: self.inner.beside.read() },
        }
    }

    /// Runs `f` when it is this process's turn with a thing, first come, first served.
    pub(super) fn in_turn<T>(&self, thing: Uuid, f: impl FnOnce() -> T) -> T {
        let queue = self.inner.turns.lock().entry(thing).or_default().clone();
        let out = {
            let _turn = queue.lock();
            f()
        };
        drop(queue);
        let mut turns = self.inner.turns.lock();
        if turns.get(&thing).is_some_and(|q| Arc::strong_count(q) == 1) {
            turns.remove(&thing);
        }
        out
    }

    /// Has the database count anew what tables hold, or with none named what has grown, so that it plans by their
    /// sizes of today.
    pub fn analyze(&self, tables: &[&'static str]) -> AppResult<()> {
        let _turn = self.writer_turn();
        self.outside_transactions(|conn| {
            match tables {
                [] => super::dialect::analyze_grown(conn)?,
                some => super::dialect::analyze(conn, some)?,
            }
            Ok(())
        })
    }

    fn refuse_unsafe_server(&self) -> AppResult<()> {
        use diesel::prelude::*;
        #[derive(QueryableByName)]
        struct Setting {
            #[diesel(sql_type = diesel::sql_types::Text)]
            value: String,
        }
        let mut conn = self.connection()?;
        let Conn::Pg(c) = &mut *conn else { return Ok(()) };
        for name in ["fsync", "synchronous_commit"] {
            let row: Setting =
                diesel::sql_query(format!("SELECT current_setting('{name}') AS value")).get_result(c)?;
            if row.value == "off" {
                return Err(AppError::config(format!(
                    "PostgreSQL runs with {name}=off: accepted data could be lost"
                )));
            }
        }
        Ok(())
    }
}

/// Reads `sqlite:PATH` or `postgres://…`; anything else is refused.
fn parse_url(url: &str) -> AppResult<(Engine, String)> {
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return Ok((Engine::Postgres, url.to_owned()));
    }
    match url.strip_prefix("sqlite:") {
        Some(path) if !path.is_empty() => Ok((Engine::Sqlite, path.trim_start_matches("//").to_owned())),
        _ => Err(AppError::config("the database URL must start with sqlite: or postgres://".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_scheme_is_refused() {
        for url in ["postgress://h/d", "kejing.db", "mysql://h/d", "sqlite:"] {
            assert!(parse_url(url).is_err(), "{url}");
        }
    }

    #[test]
    fn each_scheme_names_its_database() {
        assert_eq!(parse_url("sqlite:data/k.db").unwrap(), (Engine::Sqlite, "data/k.db".to_owned()));
        assert_eq!(parse_url("postgres://h/d").unwrap().0, Engine::Postgres);
    }
}
