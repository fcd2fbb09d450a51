//! Allocation rounds: by every method, from draft to effect.

mod bank;
mod draft;
mod methods;
