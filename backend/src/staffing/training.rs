//! Training (D8.2, A5): events of head office and of branches, who enrols, who comes, and what each manager is short of.
//!
//! Head office owes each manager two events a year (policy). Whoever is in the room shows it with a code that the desk
//! shows and that changes every minute; it is derived from the keyring, so nothing in the database tells it.

pub mod clock;
pub mod dto;
pub mod model;
pub mod routes;
pub mod rules;
pub mod service;
mod store;
