//! Who gets which lot: by an award, an application, the unit, or by coordination of what is left (D9.1).

pub mod dto;
pub mod routes;
pub mod rules;
pub mod service;
pub mod store;
