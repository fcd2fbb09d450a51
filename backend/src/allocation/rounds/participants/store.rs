//! Queries of participants.

use diesel::prelude::*;

use crate::allocation::rounds::model::*;
use crate::db::Conn;
use crate::db::schema::{round_applications, round_assignments, round_participants, rounds};
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

/// Rounds that are neither confirmed nor over in which a manager takes part, oldest first.
pub fn list_running_of(conn: &mut Conn, managers: &[ManagerId]) -> QueryResult<Vec<(ManagerId, Round)>> {
    use RoundState::*;
    rounds::table
        .inner_join(round_participants::table)
        .filter(round_participants::manager_id.eq_any(managers))
        .filter(rounds::state.eq_any([Draft, Published, Open, Closed, Cleared, Notice]))
        .order((rounds::created_at, rounds::id))
        .select((round_participants::manager_id, Round::as_select()))
        .load(conn)
}

/// The rounds in which managers are to get a lot.
pub fn list_assigned(conn: &mut Conn, managers: &[ManagerId]) -> QueryResult<Vec<(RoundId, ManagerId)>> {
    round_assignments::table
        .filter(round_assignments::manager_id.eq_any(managers))
        .select((round_assignments::round_id, round_assignments::manager_id))
        .distinct()
        .load(conn)
}

/// Whether a manager is to get a lot of a round.
pub fn is_assigned(conn: &mut Conn, round: RoundId, manager: ManagerId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        round_assignments::table
            .filter(round_assignments::round_id.eq(round).and(round_assignments::manager_id.eq(manager))),
    ))
    .get_result(conn)
}

/// Takes a manager out of a round; 0 where the manager takes no part.
pub fn delete_participant(conn: &mut Conn, round: RoundId, manager: ManagerId) -> QueryResult<usize> {
    diesel::delete(round_participants::table.find((round, manager))).execute(conn)
}

/// Takes a manager's waiting applications in a round back; how many.
pub fn withdraw_applications(conn: &mut Conn, round: RoundId, manager: ManagerId) -> QueryResult<usize> {
    diesel::update(
        round_applications::table
            .filter(round_applications::round_id.eq(round).and(round_applications::manager_id.eq(manager)))
            .filter(round_applications::state.eq(ApplicationState::Pending)),
    )
    .set((
        round_applications::state.eq(ApplicationState::Withdrawn),
        round_applications::version.eq(round_applications::version + 1),
    ))
    .execute(conn)
}

/// Puts participants in place of those before.
pub fn replace(conn: &mut Conn, round: RoundId, rows: &[Participant]) -> QueryResult<()> {
    diesel::delete(round_participants::table.filter(round_participants::round_id.eq(round))).execute(conn)?;
    for chunk in rows.chunks(500) {
        on_each!(conn, |c| diesel::insert_into(round_participants::table).values(chunk).execute(c))?;
    }
    Ok(())
}
