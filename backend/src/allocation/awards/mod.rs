//! Clearing, results, objections, confirmation, commitments (D9.5).

pub mod model;
