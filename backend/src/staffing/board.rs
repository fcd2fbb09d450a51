//! The staffing board: vacancies, candidates by stage, terms that end, certificates that lapse, training that is short.
//!
//! A read model over the rooms beside it, by aggregates alone: each figure is as many as the list behind it holds, within
//! the same reach and by the same day. Nothing is written here.

pub mod dto;
pub mod routes;
pub mod rules;
pub mod service;
mod store;
