//! Terms (D4): the bank's, each manager's own, and their renewal after a passed assessment.
//!
//! A manager's term stands with the manager and its history; every end is the first day after. Nothing makes a term
//! lapse: whether it has is read from the date, so a manager has no standing from that day on. A renewal runs to the end
//! of the bank's term it begins in; it needs a passed result of the ending term, and is decided by somebody else than who
//! entered that result. The job only tells people.

pub mod clock;
pub mod dto;
pub mod model;
pub mod renewals;
pub mod routes;
pub mod rules;
pub mod service;
mod store;
