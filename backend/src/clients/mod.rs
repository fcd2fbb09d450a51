//! Clients: who they are and how they are identified.

pub mod model;
pub mod numbers;
