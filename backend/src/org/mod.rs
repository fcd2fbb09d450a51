//! Org units, employees and positions. Positions are proposed by one and confirmed by another.

pub mod model;
pub mod service;
pub mod store;
