//! Files, encrypted and kept in chunks in the database.

pub mod model;
