//! Clearing.
