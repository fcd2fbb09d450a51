//! What a round would change, before anyone confirms it.

pub mod dto;
pub mod routes;
pub mod rules;
pub mod service;
pub mod store;
