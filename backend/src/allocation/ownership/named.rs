//! Who manages the credit of a client that a virtual manager owns: a named manager of class A, by date (D2, D6, D9.3).

pub mod dto;
pub mod model;
pub mod routes;
pub mod rules;
pub mod service;
mod store;
