//! The one door to the database: connections, transactions, dialects, types.
//!
//! Nothing outside this room opens a transaction or asks which database it is.

pub mod dialect;
pub mod dump;
mod macros;
pub mod migrate;
pub mod page;
pub mod pool;
pub mod tx;

pub use kejing_schema::{Conn, Engine, MultiBackend, schema, types};
pub use pool::{Db, DbOptions};
pub use types::{Json, Ts};

/// All of diesel, compiled once per real connection: for batch inserts and upserts,
/// which the joint backend lacks.
#[macro_export]
macro_rules! on_each {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::db::Conn::Pg($c) => $body,
            $crate::db::Conn::Sqlite($c) => $body,
        }
    };
}

/// What each database does best in its own way, where one statement for both would be slow: bulk loads.
#[macro_export]
macro_rules! by_engine {
    ($conn:expr, pg |$p:ident| $pg:expr, sqlite |$s:ident| $sqlite:expr $(,)?) => {
        match $conn {
            $crate::db::Conn::Pg($p) => $pg,
            $crate::db::Conn::Sqlite($s) => $sqlite,
        }
    };
}
