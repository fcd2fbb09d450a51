//! Kejing.
