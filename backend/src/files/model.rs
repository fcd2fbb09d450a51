//! Rows of files.

use diesel::prelude::*;

use crate::db::Ts;
use crate::db::schema::{file_chunks, files};
use crate::id;
use crate::identity::model::UserId;

id! {
    /// A file.
    FileId
}

/// A file, kept encrypted in chunks.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = files)]
pub struct File {
    pub id: FileId,
    pub content_mac: Vec<u8>,
    pub media_type: String,
    pub purpose: String,
    pub size: i64,
    pub chunks: i32,
    pub key_id: String,
    pub created_by: Option<UserId>,
    pub created_at: Ts,
    pub expires_at: Option<Ts>,
}

/// A piece of a file, encrypted.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = file_chunks)]
pub struct FileChunk {
    pub file_id: FileId,
    pub idx: i32,
    pub body: Vec<u8>,
}
