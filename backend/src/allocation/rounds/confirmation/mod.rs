//! Confirmation: the branch group decides, and ownerships and commitments are written for a future day.

pub mod dto;
pub mod routes;
pub mod rules;
pub mod service;
pub mod store;
pub mod undo;
