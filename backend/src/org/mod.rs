//! Org units, employees and positions. Positions are proposed by one and confirmed by another.

pub mod intake;
pub mod model;
pub mod rules;
pub mod service;
pub mod store;
