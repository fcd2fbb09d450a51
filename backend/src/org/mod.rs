//! Org units, employees and positions. Positions are proposed by one and confirmed by another.

pub mod dto;
pub mod feed;
pub mod intake;
pub mod model;
pub mod routes;
pub mod rules;
pub mod service;
pub mod store;
