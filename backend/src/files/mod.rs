//! Files, encrypted and kept in chunks in the database.
//!
//! A file is found again by the MAC of its content: the same content is kept once. A whole file in memory goes in by
//! [`service::put`] (20 MB at most); an upload streams through [`Upload`]; [`Reader`] reads one chunk at a time.
//! A file ends with its expiry: a nightly job removes it with its chunks.

pub mod model;
pub mod service;
pub mod store;
mod stream;

pub use stream::{Reader, Upload};

/// The bytes of a file, as the contract names them.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary, max_length = 209715200)]
pub struct FileBytes(pub Vec<u8>);
