//! API clients: machines with scopes, their secrets, and the tokens they get for them (RFC 6749 4.4).
//!
//! A secret is 256 random bits, shown once; the database holds its HMAC under a key of the keyring. A rotated secret may
//! go on for some hours beside its successor. Revoking ends every token at the next request.

pub mod dto;
pub mod model;
pub mod routes;
pub mod rules;
pub mod service;
mod store;
