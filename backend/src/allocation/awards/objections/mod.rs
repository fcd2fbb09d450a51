//! Objections to an announced result: heard during the notice period, decided with reason by somebody not concerned
//! (D9.5). An upheld one corrects the book, on record, and clears it again under the same seed.

pub mod dto;
pub mod routes;
pub mod service;
pub mod store;
