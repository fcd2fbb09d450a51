//! Managers.

pub mod keepers;
pub mod model;
pub mod service;
pub mod store;
