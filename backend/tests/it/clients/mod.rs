//! Clients: what they hold, what holds them, who sees them.

mod accounts;
mod archive;
pub mod bank;
mod erasure;
mod exports;
mod lists;
mod locks;
mod measures;
mod ratings;
