//! Kejing.

pub mod allocation;
pub mod calendar;
pub mod clients;
pub mod keyring;
pub mod money;
pub mod search_text;
