//! One timeline of everything that staffing knows of a person, newest first.
//!
//! A read model over the rooms: each source is one query that begins where the page before ended, so that a page is the
//! same whatever is written meanwhile and a long life costs no more than a short one. Whoever may not read a source in
//! its own room does not read it here; a person reads everything of their own. Free text stays in the rooms: an entry
//! says what happened by code and typed parameters, and leads there.

pub mod dto;
pub mod model;
pub mod routes;
pub mod rules;
pub mod service;
mod sources;
mod store;
