//! Managers: class, grade, term, standing, and the maintainers of virtual ones (D2).

pub mod board;
pub mod certification;
pub mod dispatch;
pub mod dto;
pub mod exams;
pub mod feed;
pub mod intake;
mod intake_store;
pub mod keepers;
pub mod leaving;
pub mod model;
pub mod qualification;
pub mod recruitment;
pub mod routes;
pub mod rules;
pub mod service;
pub mod store;
pub mod terms;
pub mod timeline;
pub mod training;
