//! Sealed bids, closing and the book (D9.1, D9.5).

pub mod model;
