//! Files: keeping, reading, purging.

use sha2::{Digest, Sha256};

use super::model::*;
use super::store;
use crate::app::{App, Cx};
use crate::auth::Actor;
use crate::auth::actor::SystemActor;
use crate::db::Ts;
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::keyring::{Keyring, Purpose, field_address};

/// The largest file that is kept whole, in bytes.
pub const MAX_FILE: usize = 20 * 1024 * 1024;
/// The size of a chunk, in bytes: what one statement carries.
pub const CHUNK: usize = 1024 * 1024;

/// Keeps a file of at most 20 MB in the open transaction; the same content is kept once for a purpose. `purpose` says
/// what it is for (`export`, `document`), `expires` when it goes (none: never). A flow with much to seal does it
/// outside its transaction by [`super::Upload`].
///
/// Errors: `file_too_large`.
pub fn put(
    cx: &mut Cx<'_>,
    purpose: &str,
    media_type: &str,
    bytes: &[u8],
    expires: Option<Ts>,
) -> AppResult<FileId> {
    if bytes.len() > MAX_FILE {
        return Err(too_large(MAX_FILE as u64));
    }
    let mac = content_mac(cx.app.keys(), &Sha256::digest(bytes));
    if let Some(same) = store::find_same(cx.conn, &mac, purpose, cx.now)? {
        keep_longer(cx, &same, expires)?;
        return Ok(same.id);
    }
    let id = FileId::new();
    let mut chunks = Vec::with_capacity(bytes.len().div_ceil(CHUNK));
    for (idx, piece) in (0i32..).zip(bytes.chunks(CHUNK)) {
        chunks.push(FileChunk { file_id: id, idx, body: seal_chunk(cx.app.keys(), id, idx, piece)?.1 });
    }
    let file = File {
        id,
        content_mac: mac,
        media_type: media_type.to_owned(),
        purpose: purpose.to_owned(),
        size: bytes.len() as i64,
        chunks: chunks.len() as i32,
        key_id: seal_chunk(cx.app.keys(), id, -1, &[])?.0,
        created_by: cx.actor.user_id(),
        created_at: cx.now,
        expires_at: expires,
    };
    store::insert_file(cx.conn, &file)?;
    for chunk in &chunks {
        store::insert_chunk(cx.conn, chunk)?;
    }
    Ok(id)
}

/// A file of at most 20 MB, opened. Whether the actor may see it is for the room that names it to say.
///
/// Errors: 404 for one that is gone or past its time; `file_too_large` for one that must be streamed.
pub fn read(cx: &mut Cx<'_>, id: FileId) -> AppResult<(File, Vec<u8>)> {
    let file = find(cx, id)?;
    if file.size > MAX_FILE as i64 {
        return Err(too_large(MAX_FILE as u64));
    }
    let mut bytes = Vec::with_capacity(file.size.max(0) as usize);
    for idx in 0..file.chunks {
        let body = store::find_chunk(cx.conn, id, idx).or_not_found()?;
        bytes.extend(open_chunk(cx.app.keys(), &file, idx, &body)?);
    }
    Ok((file, bytes))
}

/// What is known of a file that lives.
pub fn find(cx: &mut Cx<'_>, id: FileId) -> AppResult<File> {
    let file = store::find_file(cx.conn, id).or_not_found()?;
    if file.expires_at.is_some_and(|at| at <= cx.now) {
        return Err(AppError::not_found());
    }
    Ok(file)
}

/// Removes files past their time with their chunks, a few at a time so that no other write waits.
pub fn purge(app: &App) -> AppResult<()> {
    const CHUNKS_AT_ONCE: i64 = 16;
    let actor = Actor::System(SystemActor { job: "purge_files" });
    loop {
        let gone = app.write_as(&actor, |cx| {
            let Some((id, _)) = store::list_expired(cx.conn, cx.now, 1)?.first().copied() else {
                return Ok(false);
            };
            let numbers = store::list_chunk_numbers(cx.conn, id, CHUNKS_AT_ONCE)?;
            if numbers.is_empty() {
                store::delete_file(cx.conn, id)?;
                cx.audit("purge_file", "file", Some(id), serde_json::json!({}))?;
            } else {
                store::delete_chunks(cx.conn, id, &numbers)?;
            }
            Ok(true)
        })?;
        if !gone {
            return Ok(());
        }
    }
}

pub(super) fn keep_longer(cx: &mut Cx<'_>, file: &File, expires: Option<Ts>) -> AppResult<()> {
    let longer = match (file.expires_at, expires) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(old), Some(new)) => new > old,
    };
    if longer {
        store::extend_file(cx.conn, file.id, expires)?;
    }
    Ok(())
}

/// The MAC that content is found by, of its SHA-256.
pub(super) fn content_mac(keys: &Keyring, digest: &[u8]) -> Vec<u8> {
    keys.audit_hmac("file/content", digest).value.to_vec()
}

pub(super) fn seal_chunk(keys: &Keyring, id: FileId, idx: i32, piece: &[u8]) -> AppResult<(String, Vec<u8>)> {
    let sealed = keys.seal(Purpose::File, &address(id, idx), piece).map_err(AppError::internal)?;
    Ok((sealed.key_id, sealed.bytes))
}

pub(super) fn open_chunk(keys: &Keyring, file: &File, idx: i32, body: &[u8]) -> AppResult<Vec<u8>> {
    keys.open_sealed(Purpose::File, &file.key_id, &address(file.id, idx), body)
        .map(|plain| plain.to_vec())
        .map_err(AppError::internal)
}

fn address(id: FileId, idx: i32) -> Vec<u8> {
    field_address("file_chunks", "body", &format!("{id}/{idx}"))
}

pub(super) fn too_large(max: u64) -> AppError {
    AppError::new(Code::FileTooLarge).param("max_mb", max / 1024 / 1024)
}
