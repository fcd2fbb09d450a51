//! Lots that go on from one round to a tender, in one act (D9.1, D9.5).

pub mod dto;
pub mod routes;
pub mod service;
