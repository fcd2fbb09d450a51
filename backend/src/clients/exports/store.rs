//! Queries of exports.

use diesel::prelude::*;

use super::model::*;
use crate::db::schema::exports;
use crate::db::{Conn, Json, Ts};
use crate::files::model::FileId;
use crate::identity::model::UserId;
use crate::on_each;

pub fn insert_export(conn: &mut Conn, export: &Export) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(exports::table).values(export).execute(c)).map(drop)
}

pub fn find_export(conn: &mut Conn, id: ExportId) -> QueryResult<Export> {
    exports::table.find(id).select(Export::as_select()).first(conn)
}

/// An export of its own maker.
pub fn find_own_export(conn: &mut Conn, id: ExportId, maker: UserId) -> QueryResult<Export> {
    exports::table
        .filter(exports::id.eq(id).and(exports::created_by.eq(maker)))
        .select(Export::as_select())
        .first(conn)
}

/// Says that the file stands; 0 where the export has ended already.
pub fn finish_export(
    conn: &mut Conn,
    id: ExportId,
    rows: i64,
    file: FileId,
    at: Ts,
    expires: Ts,
) -> QueryResult<usize> {
    diesel::update(exports::table.filter(exports::id.eq(id).and(exports::state.eq(ExportState::Queued))))
        .set((
            exports::state.eq(ExportState::Done),
            exports::exported_rows.eq(Some(rows)),
            exports::file_id.eq(Some(file)),
            exports::finished_at.eq(Some(at)),
            exports::expires_at.eq(Some(expires)),
        ))
        .execute(conn)
}

/// Says that there is no file.
pub fn fail_export(conn: &mut Conn, id: ExportId, error: &Json, at: Ts) -> QueryResult<usize> {
    diesel::update(exports::table.filter(exports::id.eq(id).and(exports::state.eq(ExportState::Queued))))
        .set((
            exports::state.eq(ExportState::Failed),
            exports::error.eq(Some(error)),
            exports::finished_at.eq(Some(at)),
        ))
        .execute(conn)
}
