//! Kejing.

pub mod allocation;
pub mod calendar;
pub mod keyring;
pub mod money;
