//! Examinations (D8.2, B1–B16, E2.3): the question bank, papers drawn from it with a recorded seed, sittings by the
//! server's clock, blind marks, and results that count for 24 months.
//!
//! A paper names versions of questions, so that no later change of the bank reaches it. What answers are right leaves
//! this room for the bank's authors alone until a result is released; marking guides reach markers once the time to
//! sit is over. Who is examined never stands next to what is marked.

pub mod bank;
pub mod clock;
pub mod dto;
pub mod grade_results;
pub mod markers;
pub mod marking;
pub mod model;
pub mod questions;
pub mod results;
pub mod routes;
pub mod rules;
pub mod service;
pub mod sittings;
mod store;
