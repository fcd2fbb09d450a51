//! Orchestration of tenders.

mod keys;

pub use keys::{destroy_keys, prepare_keys};
