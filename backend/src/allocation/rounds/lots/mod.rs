//! Lots of a round: which clients, at what reserve, and what they are worth and owe as it is frozen.

pub mod dto;
pub mod routes;
pub mod service;
pub mod store;
