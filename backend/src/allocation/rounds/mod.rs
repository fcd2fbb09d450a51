//! Allocation rounds (D9.1): lots of clients go to managers by one of four methods.
//!
//! A round is draft → published → open → closed → cleared → notice → confirmed → effective, or cancelled with a
//! reason at any time before effective. [`rules`] holds the one table of moves; [`service::move_to`] is the only
//! way from one state to another, and leaves an event. Its clients are locked from publication to confirmation.

pub mod announcement;
pub mod applications;
pub mod assignments;
pub mod clock;
pub mod confirmation;
pub mod dry_run;
pub mod dto;
pub mod eligibility;
pub mod lots;
pub mod model;
pub mod packs;
pub mod participants;
pub mod routes;
pub mod rules;
pub mod sending;
pub mod service;
pub mod store;
pub mod terms;
