//! Qualification (D3.1–D3.6, E2.1): the checklist that a person meets for a class and a grade, line by line passed, failed
//! or unknown, each with its evidence and who said so.
//!
//! What can be computed is computed and can be typed in by nobody: months in banking from dates of employment, the record
//! from the register of adverse records, the credit officer's examination from released results. What somebody must say is
//! stated with evidence; what several must judge is rated by a panel whose members do not see each other's ratings before
//! the last is in. Statements are added, never changed. Nobody states, rates or records anything of their own.

pub mod dto;
pub mod model;
pub mod panels;
pub mod register;
pub mod routes;
pub mod rules;
pub mod seats;
pub mod service;
mod store;
