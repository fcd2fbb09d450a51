//! Recruitment (D4): open, fair, by competition: a round is announced, anybody eligible applies, a panel scores without
//! seeing itself, the ranking is computed exactly and shown with its ties, a notice period takes objections, and an
//! appointment that one proposes and another decides makes the manager.
//!
//! States: draft → published → ranked → notice → proposed → appointed, or cancelled with a reason at any time before.
//! Whether a published round is announced, open or being scored follows from the time. Every step that can be taken back
//! is taken back with a reason, and stays in the round's events. A ranking is never changed: each correction is a new
//! revision.

pub mod applications;
pub mod appointment;
pub mod documents;
pub mod dto;
pub mod model;
pub mod objections;
pub mod ranking;
pub mod routes;
pub mod rules;
pub mod scoring;
pub mod seats;
pub mod service;
pub mod stages;
mod store;
