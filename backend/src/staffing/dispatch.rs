//! Sending senior managers across the bank for a while: core clients, complex needs, investment and capital projects, first
//! development of large clients, large risks, crises (E4.2).
//!
//! Proposed by one and confirmed by head office's HR, who is another. Who may be sent is policy; nobody is in two places on
//! one day. A dispatch moves no client and grants no right: it says who works where, for what, until when.

pub mod dto;
pub mod model;
pub mod routes;
pub mod rules;
pub mod service;
mod store;
