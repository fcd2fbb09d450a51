//! The regulations' clauses: `GET /api/v1/clauses`.

pub mod routes;
pub mod table;

pub use table::{CLAUSES, Clause, find};
