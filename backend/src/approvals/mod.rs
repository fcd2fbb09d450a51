//! One engine and one inbox for every proposal.
//!
//! A request names its subject, the version it is based on, the payload and its hash, who proposed, who gains,
//! and the steps that must agree. Refused: the proposer, anyone who gains, one person at two steps, a moved
//! base, a changed payload. A step is decided once, by the database.

pub mod deputies;
pub mod dto;
pub mod leavers;
pub mod model;
pub mod registry;
pub mod routes;
pub mod rules;
pub mod service;
pub mod store;

pub use model::{Kind, RequestId};
