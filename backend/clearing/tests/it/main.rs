//! Tests of the clearing against exhaustive search, and of the verifier against mutated awards.

mod exhaustive;
mod files;
mod invariance;
mod mutation;
mod support;
