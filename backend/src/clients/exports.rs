//! Lists of clients as files: an act on record, with a reason, of what the exporter may see and no more.
//!
//! A job writes the file under the exporter's positions of that moment; whoever has lost them gets none. The file is
//! kept encrypted until it expires and names who made it. Its own exporter alone may fetch it, and each fetch is on
//! record.

pub mod dto;
mod job;
pub mod model;
pub mod routes;
mod service;
mod sheet;
mod store;

pub use job::EXPORT;
