//! Sealed bids, closing and the book (D9.1, D9.5; CLEARING).
//!
//! Before a round closes, what is bid exists as ciphertext alone, under a key of the round that publication makes
//! and closing destroys. Closing freezes the book: everything that a clearing may read. Its digest stands in the
//! audit chain before the secret of the draw is used.

pub mod book;
pub mod dto;
pub mod model;
pub mod routes;
pub mod rules;
pub mod service;
pub mod store;
