//! Stories told through HTTP, each on a fresh database; the same on SQLite and on PostgreSQL.

mod audit;
mod contract;
mod identity;
mod matrix;
mod migrations;
mod policy;
mod support;
