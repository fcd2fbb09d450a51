//! What must be under a named manager and is not (D9.1), per branch and day.
//!
//! Loans and other credit and corporate deposits must; personal deposits once the branch has confirmed who won
//! them. An account is covered where its own entry, or else its client's, names a manager who has not left the post
//! by the day. What sits with virtual managers is covered, and shown with who maintains it.

pub mod dto;
pub mod routes;
pub mod service;
pub mod store;
