//! What each manager looks after, next to what the grade may hold (E2.2, E4.2).

pub mod dto;
pub mod routes;
pub mod service;
pub mod store;
