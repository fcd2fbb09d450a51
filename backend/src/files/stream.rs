//! Files that do not fit in memory: written and read chunk by chunk.

use std::io;

use chrono::Duration;
use sha2::{Digest, Sha256};

use super::model::*;
use super::{service, store};
use crate::app::App;
use crate::auth::Actor;
use crate::db::Ts;
use crate::error::{AppError, AppResult, OrNotFound};
use crate::identity::model::UserId;

/// How long an upload that never ended stays, in hours.
const UNFINISHED_HOURS: i64 = 2;

/// A file on its way in. Each full chunk is sealed and written by a short transaction of its own; dropped before
/// [`Upload::finish`], what was written goes with the next purge.
pub struct Upload {
    app: App,
    file: File,
    limit: u64,
    buffer: Vec<u8>,
    digest: Sha256,
    begun: bool,
}

impl Upload {
    /// An upload of at most `limit` bytes. `owner` is who uploads.
    pub fn new(app: &App, purpose: &str, owner: Option<UserId>, limit: u64) -> AppResult<Self> {
        let id = FileId::new();
        let now = app.clock().now();
        let file = File {
            id,
            content_mac: Vec::new(),
            media_type: "application/octet-stream".to_owned(),
            purpose: purpose.to_owned(),
            size: 0,
            chunks: 0,
            key_id: service::seal_chunk(app.keys(), id, -1, &[])?.0,
            created_by: owner,
            created_at: now,
            expires_at: Some(now.plus(Duration::hours(UNFINISHED_HOURS))),
        };
        Ok(Self {
            app: app.clone(),
            file,
            limit,
            buffer: Vec::with_capacity(service::CHUNK),
            digest: Sha256::new(),
            begun: false,
        })
    }

    /// Takes the next bytes; returns whether [`Upload::flush`] is due, which writes and so must not run on a request
    /// thread. Errors: `file_too_large`.
    pub fn push(&mut self, bytes: &[u8]) -> AppResult<bool> {
        self.file.size += bytes.len() as i64;
        if self.file.size as u64 > self.limit {
            return Err(service::too_large(self.limit));
        }
        self.digest.update(bytes);
        self.buffer.extend_from_slice(bytes);
        Ok(self.buffer.len() >= service::CHUNK)
    }

    /// Writes the full chunks.
    pub fn flush(&mut self) -> AppResult<()> {
        while self.buffer.len() >= service::CHUNK {
            let rest = self.buffer.split_off(service::CHUNK);
            let chunk = std::mem::replace(&mut self.buffer, rest);
            self.write(&chunk)?;
        }
        Ok(())
    }

    fn write(&mut self, plain: &[u8]) -> AppResult<()> {
        let idx = self.file.chunks;
        let body = service::seal_chunk(self.app.keys(), self.file.id, idx, plain)?.1;
        let chunk = FileChunk { file_id: self.file.id, idx, body };
        let (first, file) = (!self.begun, &self.file);
        self.app.db().write(|conn| {
            if first {
                store::insert_file(conn, file)?;
            }
            Ok(store::insert_chunk(conn, &chunk)?)
        })?;
        self.begun = true;
        self.file.chunks += 1;
        Ok(())
    }

    /// Ends the upload; the same content that is kept already is not kept twice. Returns the file as it stands.
    pub fn finish(mut self, media_type: &str, expires: Option<Ts>) -> AppResult<File> {
        self.flush()?;
        if !self.buffer.is_empty() || !self.begun {
            let last = std::mem::take(&mut self.buffer);
            self.write(&last)?;
        }
        self.file.content_mac = service::content_mac(self.app.keys(), &self.digest.finalize_reset());
        self.file.media_type = media_type.to_owned();
        self.file.expires_at = expires;
        let file = self.file;
        self.app.write_as(&Actor::Operator, |cx| {
            if let Some(same) = store::find_same(cx.conn, &file.content_mac, &file.purpose, cx.now)? {
                service::keep_longer(cx, &same, expires)?;
                return Ok(same);
            }
            store::finish_file(cx.conn, &file)?;
            Ok(file.clone())
        })
    }
}

/// Reads a file from its first byte to its last, one chunk in memory.
pub struct Reader {
    app: App,
    file: File,
    next: i32,
    chunk: io::Cursor<Vec<u8>>,
}

impl Reader {
    /// Opens a file. Errors: 404 for one that is gone or past its time.
    pub fn open(app: &App, id: FileId) -> AppResult<Self> {
        let file = app.read_as(&Actor::Operator, |cx| service::find(cx, id))?;
        Ok(Self { app: app.clone(), file, next: 0, chunk: io::Cursor::default() })
    }

    /// Its size in bytes.
    pub fn size(&self) -> u64 {
        self.file.size.max(0) as u64
    }

    fn load(&mut self) -> AppResult<bool> {
        if self.next >= self.file.chunks {
            return Ok(false);
        }
        let (id, idx) = (self.file.id, self.next);
        let body = self.app.db().read(|conn| store::find_chunk(conn, id, idx).or_not_found())?;
        self.chunk = io::Cursor::new(service::open_chunk(self.app.keys(), &self.file, idx, &body)?);
        self.next += 1;
        Ok(true)
    }
}

impl io::Read for Reader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let n = self.chunk.read(out)?;
            if n > 0 || out.is_empty() {
                return Ok(n);
            }
            if !self.load().map_err(|e: AppError| io::Error::other(e))? {
                return Ok(0);
            }
        }
    }
}
