//! Stories told through HTTP, each on a fresh database; the same on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used)]

mod audit;
mod clearing;
mod clients;
mod contract;
mod identity;
mod imports;
mod matrix;
mod migrations;
mod ownership;
mod policy;
mod rounds;
mod support;
mod tender;
