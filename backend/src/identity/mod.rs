//! Logins, sessions, invitations.
//!
//! A session says how strongly one signed in. Where the bank asks for a second factor, positions count only in a
//! session that had one; whoever has an authenticator steps up before weighty acts.
//!
//! A session ends by logout, by deactivation and by leaving, at the next request: nothing about rights is in a
//! token. The first administrator and the first `hq_hr` are invited by one-time links and must be two people.

pub mod dto;
pub mod model;
pub mod routes;
pub mod rules;
pub mod second_factor;
pub mod service;
pub mod store;
pub mod totp;
pub mod users;
