//! Stories told through HTTP, each on a fresh database; the same on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used)]

mod approvals;
mod audit;
mod backup;
mod clearing;
mod clients;
mod contract;
mod database;
mod dumps;
mod engines;
mod hr;
mod identity;
mod imports;
mod matrix;
mod migrations;
mod org;
mod ownership;
mod policy;
mod retention;
mod rounds;
mod staffing;
mod starting;
mod support;
mod tender;
