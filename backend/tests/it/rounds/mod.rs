//! Allocation rounds: by every method, from draft to effect.

mod bank;
mod demo;
mod draft;
mod methods;
