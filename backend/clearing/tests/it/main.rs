//! Tests of the clearing against exhaustive search, and of the verifier against mutated awards.

#![allow(clippy::unwrap_used)]

mod exhaustive;
mod files;
mod invariance;
mod mutation;
mod support;
