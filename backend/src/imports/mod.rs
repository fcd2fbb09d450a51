//! Files from the core banking system: published columns, every bad row reported, restartable.
//!
//! A file is settled in batches of at most 2,000 rows, each its own transaction with the import's cursor in it, so that
//! nobody waits for an import and a killed one goes on where it was. A row whose natural key was loaded with the same
//! content is skipped; with other content it is refused. Refused rows are told by line, column and code, never by what
//! they held. An import with `all_or_nothing` is validated wholly before anything is loaded.

pub mod columns;
pub mod driver;
pub mod dto;
pub mod engine;
pub mod loaders;
pub mod model;
pub mod routes;
pub mod rows;
pub mod service;
pub mod source;
pub mod store;
pub mod values;
