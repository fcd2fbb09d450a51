//! Kejing.

pub mod allocation;
pub mod money;
