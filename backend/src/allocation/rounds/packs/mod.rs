//! Balanced packs of a branch's clients, proposed before anything is saved (D9.1, unit_package).

pub mod dto;
pub mod routes;
pub mod service;
