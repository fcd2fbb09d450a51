//! Certification (E2.2–E2.4, E3.3): from registration over the review of qualification and the evaluation to a decision,
//! its certificate, and how it changes a manager's grade.
//!
//! A file is of one person and one grade. The written part comes from the examinations room and from nowhere else; the
//! other parts are entered by examiners with evidence, and none is ever changed: the newest counts. Whoever reviewed or
//! examined does not decide. Senior is decided by head office, the rest by the branch, which files it by deciding; head
//! office may review what was filed and overturn it. Whether a certificate counts is read from the date; one that has
//! lapsed wins no client that needs a grade, where the policy says so. The checklist is asked at the review and again at
//! the proposal and the decision. A grade changes here alone, through staffing's history.

pub mod certificates;
pub mod clock;
pub mod decisions;
pub mod dto;
pub mod grades;
pub mod model;
pub mod routes;
pub mod rules;
pub mod service;
mod store;
