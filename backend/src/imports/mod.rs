//! Files from the core banking system: published columns, every bad row reported, restartable.

pub mod model;
