//! Queries of applications.

use diesel::prelude::*;

use crate::allocation::rounds::model::*;
use crate::db::schema::{managers, round_applications, round_lots};
use crate::db::{Conn, Ts};
use crate::on_each;
use crate::staffing::model::ManagerId;

pub fn insert_application(conn: &mut Conn, row: &Application) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(round_applications::table).values(row).execute(c)).map(drop)
}

/// An application.
pub fn find_application(conn: &mut Conn, id: ApplicationId) -> QueryResult<Application> {
    round_applications::table.find(id).select(Application::as_select()).first(conn)
}

/// A manager's application for a lot.
pub fn find_by_manager(conn: &mut Conn, lot: LotId, manager: ManagerId) -> QueryResult<Option<Application>> {
    round_applications::table
        .filter(round_applications::lot_id.eq(lot).and(round_applications::manager_id.eq(manager)))
        .select(Application::as_select())
        .first(conn)
        .optional()
}

/// Writes an application's state and reason from a version to the next; 0 where it has moved on.
pub fn update_application(
    conn: &mut Conn,
    row: &Application,
    state: ApplicationState,
    reason: &str,
) -> QueryResult<usize> {
    diesel::update(
        round_applications::table
            .filter(round_applications::id.eq(row.id).and(round_applications::version.eq(row.version))),
    )
    .set((
        round_applications::state.eq(state),
        round_applications::reason.eq(reason),
        round_applications::version.eq(row.version + 1),
    ))
    .execute(conn)
}

/// Sets the state of applications that wait.
pub fn decide(conn: &mut Conn, ids: &[ApplicationId], state: ApplicationState) -> QueryResult<()> {
    for chunk in ids.chunks(500) {
        diesel::update(round_applications::table.filter(round_applications::id.eq_any(chunk)))
            .set((
                round_applications::state.eq(state),
                round_applications::version.eq(round_applications::version + 1),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Those of a round that wait, in order.
pub fn list_pending(conn: &mut Conn, round: RoundId) -> QueryResult<Vec<Application>> {
    round_applications::table
        .filter(round_applications::round_id.eq(round))
        .filter(round_applications::state.eq(ApplicationState::Pending))
        .order(round_applications::id)
        .select(Application::as_select())
        .load(conn)
}

/// Applications of a round with lot number and manager's name, newest first, before a place; a manager's alone
/// where one is given.
pub fn list_applications(
    conn: &mut Conn,
    round: RoundId,
    of: Option<ManagerId>,
    state: Option<ApplicationState>,
    before: Option<(Ts, ApplicationId)>,
    limit: i64,
) -> QueryResult<Vec<(Application, i32, String)>> {
    let mut q = round_applications::table
        .inner_join(round_lots::table)
        .inner_join(managers::table)
        .filter(round_applications::round_id.eq(round))
        .into_boxed();
    if let Some(manager) = of {
        q = q.filter(round_applications::manager_id.eq(manager));
    }
    if let Some(state) = state {
        q = q.filter(round_applications::state.eq(state));
    }
    if let Some((at, id)) = before {
        q = q.filter(
            round_applications::created_at
                .lt(at)
                .or(round_applications::created_at.eq(at).and(round_applications::id.lt(id))),
        );
    }
    q.order((round_applications::created_at.desc(), round_applications::id.desc()))
        .limit(limit)
        .select((Application::as_select(), round_lots::number, managers::name))
        .load(conn)
}
