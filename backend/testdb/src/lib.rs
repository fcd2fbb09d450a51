//! A fresh database per test: a SQLite file of its own, or a PostgreSQL schema of its own.
//!
//! `KEJING_TEST_POSTGRES=postgres://…` chooses PostgreSQL; without it tests run on SQLite. What a test made is
//! dropped with its [`TestDatabase`].

use diesel::prelude::*;
use tempfile::TempDir;

/// An empty database that belongs to one test.
pub struct TestDatabase {
    url: String,
    place: Place,
}

enum Place {
    File(TempDir),
    Schema { server: String, name: String },
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

impl TestDatabase {
    /// An empty database on the engine that the environment names.
    ///
    /// # Errors
    /// No temporary directory, or a server that refuses.
    pub fn new() -> Result<Self, TestDatabaseError> {
        match std::env::var("KEJING_TEST_POSTGRES") {
            Ok(server) if !server.is_empty() => Self::schema(&server),
            _ => Self::file(),
        }
    }

    /// An empty SQLite file.
    ///
    /// # Errors
    /// No temporary directory.
    pub fn file() -> Result<Self, TestDatabaseError> {
        let dir = tempfile::tempdir().map_err(err)?;
        let url = format!("sqlite:{}", dir.path().join("test.db").display());
        Ok(Self { url, place: Place::File(dir) })
    }

    /// An empty schema on a PostgreSQL server.
    ///
    /// # Errors
    /// A server that refuses.
    pub fn schema(server: &str) -> Result<Self, TestDatabaseError> {
        let name = format!("t_{}", uuid::Uuid::now_v7().simple());
        let mut conn = PgConnection::establish(server).map_err(err)?;
        diesel::sql_query(format!("CREATE SCHEMA {name}")).execute(&mut conn).map_err(err)?;
        let joint = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{joint}options=-csearch_path%3D{name}");
        Ok(Self { url, place: Place::Schema { server: server.to_owned(), name } })
    }

    /// The URL to open it by.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The SQLite file, where it is one.
    pub fn path(&self) -> Option<std::path::PathBuf> {
        match &self.place {
            Place::File(dir) => Some(dir.path().join("test.db")),
            Place::Schema { .. } => None,
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Place::Schema { server, name } = &self.place
            && let Ok(mut conn) = PgConnection::establish(server)
        {
            // A schema left behind goes with the throwaway cluster.
            let _ = diesel::sql_query(format!("DROP SCHEMA {name} CASCADE")).execute(&mut conn);
        }
    }
}
