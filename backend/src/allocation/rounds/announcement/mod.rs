//! Announcing what a round decided: from then on objections are heard for the policy's working days (D9.5).

pub mod routes;
pub mod service;
