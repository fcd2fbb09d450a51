//! Applications for lots (D9.1, voluntary_application): what is uncontested is granted, the contested goes on to a
//! tender.

pub mod dto;
pub mod routes;
pub mod rules;
pub mod service;
pub mod store;
