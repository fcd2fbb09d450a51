//! Kejing.

pub mod allocation;
pub mod keyring;
pub mod money;
