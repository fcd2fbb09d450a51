//! Clearing, results and objections (D9.1, D9.5; CLEARING).
//!
//! A frozen book is cleared by a job: the award is verified before it is stored, and each losing bid learns what beat
//! it and by how much. Nobody may announce another result than the one cleared; an upheld objection corrects the
//! book, on record, and clears it again under the same seed.

pub mod clearing;
pub mod dto;
pub mod model;
pub mod objections;
pub mod routes;
pub mod service;
pub mod store;
