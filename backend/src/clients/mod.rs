//! Clients: who they are, how they are identified, what they hold and what holds them.
//!
//! What an import has not shown yet (`imports.hidden`) is not there for any reader of this room.

pub mod accounts;
pub mod balances;
pub mod dto;
pub mod erasure;
pub mod exports;
pub mod holdings;
pub mod intake;
pub mod locks;
pub mod measures;
pub mod model;
pub mod numbers;
pub mod personal;
pub mod ratings;
pub mod routes;
pub mod rules;
pub mod sealing;
pub mod service;
pub mod store;
