//! The history of who looks after a client or an account, as the pages ask it.

pub mod dto;
pub mod routes;
pub mod service;
