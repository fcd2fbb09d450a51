//! Standing, size and flags of clients, with their history (E4.2).

pub mod dto;
pub mod routes;
mod rules;
pub mod service;
mod store;
