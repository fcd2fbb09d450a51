//! What a bank may decide differently: typed, validated, versioned, effective-dated.
//!
//! A computation names the version that it used. Numbers here are our defaults, not the regulations'.

pub mod cache;
pub mod certification;
pub mod dto;
pub mod model;
pub mod qualification;
pub mod recruitment;
pub mod routes;
pub mod rules;
pub mod service;
pub mod store;

pub use rules::Policy;
