//! A database per test: a SQLite file of its own, or a PostgreSQL database of its own. Empty, or a copy of one that was
//! filled once.
//!
//! `KEJING_TEST_POSTGRES=postgres://…` chooses PostgreSQL (15 or later), as a role that may create databases; without it
//! tests run on SQLite. What a test made is dropped with its [`TestDatabase`]; what copies are made of stays on the
//! server, one database by key.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use diesel::prelude::*;
use tempfile::TempDir;

/// A database that belongs to one test.
pub struct TestDatabase {
    url: String,
    place: Place,
}

enum Place {
    File(TempDir),
    Server { server: String, name: String },
}

/// Why no database could be made.
#[derive(Debug)]
pub struct TestDatabaseError(String);

impl std::fmt::Display for TestDatabaseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for TestDatabaseError {}

fn err(e: impl std::fmt::Display) -> TestDatabaseError {
    TestDatabaseError(e.to_string())
}

/// Files to copy, by key: none of them outlives the program.
static FILES: Mutex<BTreeMap<String, Arc<Vec<u8>>>> = Mutex::new(BTreeMap::new());

/// One of a program fills a server's.
static FILLING: Mutex<()> = Mutex::new(());

impl TestDatabase {
    /// An empty database on the engine that the environment names.
    ///
    /// # Errors
    /// No temporary directory, or a server that refuses.
    pub fn new() -> Result<Self, TestDatabaseError> {
        match server_of_environment() {
            Some(server) => Self::served(&server),
            None => Self::file(),
        }
    }

    /// An empty SQLite file.
    ///
    /// # Errors
    /// No temporary directory.
    pub fn file() -> Result<Self, TestDatabaseError> {
        let dir = tempfile::tempdir().map_err(err)?;
        let url = format!("sqlite:{}", file_in(&dir).display());
        Ok(Self { url, place: Place::File(dir) })
    }

    /// An empty database on a PostgreSQL server.
    ///
    /// # Errors
    /// A server that refuses.
    pub fn served(server: &str) -> Result<Self, TestDatabaseError> {
        Self::created(server, None)
    }

    /// A database as `fill` leaves an empty one, on the engine that the environment names. `fill` gets its URL and must
    /// have closed what it opened; it runs once for a `key`, letters and digits that tell one content from another.
    ///
    /// # Errors
    /// As [`new`](Self::new), and what `fill` answers.
    pub fn filled<E: std::fmt::Display>(
        key: &str,
        fill: impl FnOnce(&str) -> Result<(), E>,
    ) -> Result<Self, TestDatabaseError> {
        match server_of_environment() {
            Some(server) => Self::served_filled(&server, key, fill),
            None => Self::file_filled(key, fill),
        }
    }

    /// As [`filled`](Self::filled), in a SQLite file.
    ///
    /// # Errors
    /// As [`filled`](Self::filled).
    pub fn file_filled<E: std::fmt::Display>(
        key: &str,
        fill: impl FnOnce(&str) -> Result<(), E>,
    ) -> Result<Self, TestDatabaseError> {
        let content = {
            let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
            match files.get(key) {
                Some(content) => content.clone(),
                None => {
                    let made = Self::file()?;
                    fill(made.url()).map_err(err)?;
                    let content = Arc::new(made.content()?);
                    files.insert(key.to_owned(), content.clone());
                    content
                }
            }
        };
        let copy = Self::file()?;
        if let Some(path) = copy.path() {
            std::fs::write(path, &*content).map_err(err)?;
        }
        Ok(copy)
    }

    /// The SQLite file as if nobody had it open.
    fn content(&self) -> Result<Vec<u8>, TestDatabaseError> {
        let Some(path) = self.path() else { return Err(err("no file")) };
        let whole = path.with_extension("whole");
        let mut conn = SqliteConnection::establish(&path.display().to_string()).map_err(err)?;
        diesel::sql_query("VACUUM INTO ?")
            .bind::<diesel::sql_types::Text, _>(whole.display().to_string())
            .execute(&mut conn)
            .map_err(err)?;
        std::fs::read(whole).map_err(err)
    }

    /// As [`filled`](Self::filled), on a PostgreSQL server.
    ///
    /// # Errors
    /// As [`filled`](Self::filled).
    pub fn served_filled<E: std::fmt::Display>(
        server: &str,
        key: &str,
        fill: impl FnOnce(&str) -> Result<(), E>,
    ) -> Result<Self, TestDatabaseError> {
        let template = format!("kejing_template_{key}");
        {
            let _alone = FILLING.lock().unwrap_or_else(PoisonError::into_inner);
            let mut conn = PgConnection::establish(server).map_err(err)?;
            if !exists(&mut conn, &template)? {
                // Named as what it is when it is whole; another program may have been quicker.
                let made = Self::served(server)?;
                fill(made.url()).map_err(err)?;
                let Place::Server { name, .. } = &made.place else { return Err(err("no server")) };
                let renamed = diesel::sql_query(format!("ALTER DATABASE {name} RENAME TO {template}"))
                    .execute(&mut conn);
                if let Err(e) = renamed
                    && !exists(&mut conn, &template)?
                {
                    return Err(err(e));
                }
            }
        }
        Self::created(server, Some(&template))
    }

    fn created(server: &str, template: Option<&str>) -> Result<Self, TestDatabaseError> {
        let name = format!("t_{}", uuid::Uuid::now_v7().simple());
        let mut conn = PgConnection::establish(server).map_err(err)?;
        // Copied as files: here six times as quick as through the log, which PostgreSQL 15 and later do else.
        let of = template.map_or_else(String::new, |t| format!(" TEMPLATE {t} STRATEGY FILE_COPY"));
        diesel::sql_query(format!("CREATE DATABASE {name}{of}")).execute(&mut conn).map_err(err)?;
        Ok(Self { url: on(server, &name), place: Place::Server { server: server.to_owned(), name } })
    }

    /// The URL to open it by.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The SQLite file, where it is one.
    pub fn path(&self) -> Option<std::path::PathBuf> {
        match &self.place {
            Place::File(dir) => Some(file_in(dir)),
            Place::Server { .. } => None,
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Place::Server { server, name } = &self.place
            && let Ok(mut conn) = PgConnection::establish(server)
        {
            // One left behind goes with the throwaway cluster.
            let _ =
                diesel::sql_query(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).execute(&mut conn);
        }
    }
}

fn server_of_environment() -> Option<String> {
    std::env::var("KEJING_TEST_POSTGRES").ok().filter(|server| !server.is_empty())
}

fn file_in(dir: &TempDir) -> std::path::PathBuf {
    dir.path().join("test.db")
}

/// The server's URL with another database's name.
fn on(server: &str, name: &str) -> String {
    let (place, options) =
        server.split_once('?').map_or((server, None), |(place, options)| (place, Some(options)));
    let host = place.find("://").map_or(0, |i| i + 3);
    let end = place[host..].find('/').map_or(place.len(), |i| host + i);
    let options = options.map_or_else(String::new, |o| format!("?{o}"));
    format!("{}/{name}{options}", &place[..end])
}

fn exists(conn: &mut PgConnection, name: &str) -> Result<bool, TestDatabaseError> {
    let found = diesel::sql_query("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind::<diesel::sql_types::Text, _>(name)
        .execute(conn)
        .map_err(err)?;
    Ok(found > 0)
}

#[cfg(test)]
mod tests {
    use super::on;

    #[test]
    fn only_the_database_of_a_url_changes() {
        assert_eq!(on("postgres://u@h:1/postgres", "t"), "postgres://u@h:1/t");
        assert_eq!(on("postgres://u@h:1", "t"), "postgres://u@h:1/t");
        assert_eq!(on("postgres:///postgres?host=/tmp/x", "t"), "postgres:///t?host=/tmp/x");
    }
}
