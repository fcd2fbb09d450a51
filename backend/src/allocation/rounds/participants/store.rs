//! Queries of participants.

use diesel::prelude::*;

use crate::allocation::rounds::model::*;
use crate::db::Conn;
use crate::db::schema::round_participants;
use crate::on_each;
use crate::staffing::model::ManagerId;

/// Who takes part in a round.
pub fn list_participants(conn: &mut Conn, round: RoundId) -> QueryResult<Vec<Participant>> {
    round_participants::table
        .filter(round_participants::round_id.eq(round))
        .order(round_participants::manager_id)
        .select(Participant::as_select())
        .load(conn)
}

/// In which of the rounds a manager takes part.
pub fn list_rounds_of(conn: &mut Conn, manager: ManagerId, rounds: &[RoundId]) -> QueryResult<Vec<RoundId>> {
    round_participants::table
        .filter(round_participants::manager_id.eq(manager))
        .filter(round_participants::round_id.eq_any(rounds))
        .select(round_participants::round_id)
        .load(conn)
}

/// Puts participants in place of those before.
pub fn replace(conn: &mut Conn, round: RoundId, rows: &[Participant]) -> QueryResult<()> {
    diesel::delete(round_participants::table.filter(round_participants::round_id.eq(round))).execute(conn)?;
    for chunk in rows.chunks(500) {
        on_each!(conn, |c| diesel::insert_into(round_participants::table).values(chunk).execute(c))?;
    }
    Ok(())
}
