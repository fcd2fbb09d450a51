//! Queries of assignments.

use diesel::prelude::*;

use crate::allocation::rounds::model::*;
use crate::db::Conn;
use crate::db::schema::round_assignments;
use crate::on_each;

/// Who gets a round's lots.
pub fn list_assignments(conn: &mut Conn, round: RoundId) -> QueryResult<Vec<Assignment>> {
    round_assignments::table
        .filter(round_assignments::round_id.eq(round))
        .order(round_assignments::lot_id)
        .select(Assignment::as_select())
        .load(conn)
}

/// Who gets a lot.
pub fn find_assignment(conn: &mut Conn, lot: LotId) -> QueryResult<Option<Assignment>> {
    round_assignments::table.find(lot).select(Assignment::as_select()).first(conn).optional()
}

pub fn insert_assignments(conn: &mut Conn, rows: &[Assignment]) -> QueryResult<()> {
    for chunk in rows.chunks(500) {
        on_each!(conn, |c| diesel::insert_into(round_assignments::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Takes lots from whoever got them.
pub fn delete_assignments(conn: &mut Conn, lots: &[LotId]) -> QueryResult<()> {
    for chunk in lots.chunks(500) {
        diesel::delete(round_assignments::table.filter(round_assignments::lot_id.eq_any(chunk)))
            .execute(conn)?;
    }
    Ok(())
}

/// Takes back what an award gave, before another takes its place.
pub fn delete_awarded(conn: &mut Conn, round: RoundId) -> QueryResult<()> {
    diesel::delete(round_assignments::table.filter(
        round_assignments::round_id.eq(round).and(round_assignments::source.eq(AssignmentSource::Award)),
    ))
    .execute(conn)
    .map(drop)
}
