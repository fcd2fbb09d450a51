//! Accounts of clients, their balances by day, and whether a deposit was won or grew by itself (D9.1, D9.2).

pub mod dto;
pub mod routes;
pub mod service;
pub mod store;
