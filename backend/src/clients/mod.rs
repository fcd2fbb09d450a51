//! Clients: who they are and how they are identified.

pub mod numbers;
