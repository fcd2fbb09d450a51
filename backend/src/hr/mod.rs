//! The bank's HR system, as a machine: it signs in with its own secret, keeps employees and says what becomes of them,
//! and reads appointments, grades and terms (DOMAIN 2, 10).
//!
//! A machine is an actor of its own, with scopes in place of positions; its tokens open nothing outside `/hr`. Events
//! carry the sender's `biz_id`: the same one with the same content does nothing twice, with other content it is refused.
//! What holds from a later day is written at once where the data know days (hiring, leaving) and waits for its day
//! where they do not (a change of unit, a return).

pub mod dto;
pub mod employees;
pub mod events;
pub mod machines;
pub mod model;
pub mod routes;
pub mod rules;
pub mod staffing;
mod store;
