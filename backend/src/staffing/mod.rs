//! Managers.

pub mod keepers;
pub mod intake;
mod intake_store;
pub mod model;
pub mod service;
pub mod store;
