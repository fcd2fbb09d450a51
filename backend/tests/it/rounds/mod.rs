//! Allocation rounds: by every method, from draft to effect.

pub mod bank;
mod demo;
mod draft;
mod methods;
