//! Queries of files.

use diesel::prelude::*;

use super::model::*;
use crate::db::schema::{file_chunks, files};
use crate::db::{Conn, Ts};
use crate::on_each;

pub fn insert_file(conn: &mut Conn, file: &File) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(files::table).values(file).execute(c)).map(drop)
}

pub fn insert_chunk(conn: &mut Conn, chunk: &FileChunk) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(file_chunks::table).values(chunk).execute(c)).map(drop)
}

pub fn find_file(conn: &mut Conn, id: FileId) -> QueryResult<File> {
    files::table.find(id).select(File::as_select()).first(conn)
}

pub fn find_chunk(conn: &mut Conn, id: FileId, idx: i32) -> QueryResult<Vec<u8>> {
    file_chunks::table.find((id, idx)).select(file_chunks::body).first(conn)
}

/// A whole file with this content that was kept for the same purpose and still lives.
pub fn find_same(conn: &mut Conn, mac: &[u8], purpose: &str, now: Ts) -> QueryResult<Option<File>> {
    files::table
        .filter(files::content_mac.eq(mac).and(files::purpose.eq(purpose)))
        .filter(files::expires_at.is_null().or(files::expires_at.gt(now)))
        .order(files::id)
        .select(File::as_select())
        .first(conn)
        .optional()
}

/// Says what an upload turned out to be.
pub fn finish_file(conn: &mut Conn, file: &File) -> QueryResult<usize> {
    diesel::update(files::table.find(file.id))
        .set((
            files::content_mac.eq(&file.content_mac),
            files::media_type.eq(&file.media_type),
            files::size.eq(file.size),
            files::chunks.eq(file.chunks),
            files::expires_at.eq(file.expires_at),
        ))
        .execute(conn)
}

/// Lets a file live longer.
pub fn extend_file(conn: &mut Conn, id: FileId, expires: Option<Ts>) -> QueryResult<usize> {
    diesel::update(files::table.find(id)).set(files::expires_at.eq(expires)).execute(conn)
}

pub fn list_expired(conn: &mut Conn, now: Ts, limit: i64) -> QueryResult<Vec<(FileId, i32)>> {
    files::table
        .filter(files::expires_at.le(now).assume_not_null())
        .order((files::expires_at, files::id))
        .select((files::id, files::chunks))
        .limit(limit)
        .load(conn)
}

/// The numbers of a file's chunks, whether or not its upload ended.
pub fn list_chunk_numbers(conn: &mut Conn, id: FileId, limit: i64) -> QueryResult<Vec<i32>> {
    file_chunks::table
        .filter(file_chunks::file_id.eq(id))
        .order(file_chunks::idx)
        .select(file_chunks::idx)
        .limit(limit)
        .load(conn)
}

pub fn delete_chunks(conn: &mut Conn, id: FileId, numbers: &[i32]) -> QueryResult<usize> {
    diesel::delete(
        file_chunks::table.filter(file_chunks::file_id.eq(id).and(file_chunks::idx.eq_any(numbers.to_vec()))),
    )
    .execute(conn)
}

pub fn delete_file(conn: &mut Conn, id: FileId) -> QueryResult<usize> {
    diesel::delete(files::table.find(id)).execute(conn)
}
