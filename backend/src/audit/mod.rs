//! Append-only record of every write, sealed into a hash chain by one job.
//!
//! A write leaves its row unlinked, in its own transaction: a chain tail that every write reads would make
//! serialisable transactions fail. The sealer links rows at least every second; signed heads leave the
//! database, so that a chain cut short is found too.

pub mod dto;
pub mod model;
pub mod routes;
pub mod rules;
pub mod service;
pub mod store;
