//! Who may take part in a round, and how much more each may hold.

pub mod dto;
pub mod leaving;
pub mod routes;
pub mod service;
pub mod store;
