//! Queries of training.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::*;
use crate::auth::Scope;
use crate::db::schema::{managers, org_units, training_attendances, training_events};
use crate::db::{Conn, Ts};
use crate::identity::model::UserId;
use crate::on_each;
use crate::org::model::OrgUnitId;
use crate::staffing::model::{Manager, ManagerClass, ManagerId, ManagerState};

/// Events that are over or not, as seen from a branch: head office's are everybody's.
pub fn list_events(
    conn: &mut Conn,
    scope: &Scope,
    (over, now): (bool, Ts),
    after: Option<(Ts, TrainingId)>,
    limit: i64,
) -> QueryResult<Vec<Training>> {
    use training_events as t;
    let mut q = t::table.into_boxed();
    if let Scope::Some { branches, .. } = scope {
        q = q.filter(t::branch_id.is_null().or(t::branch_id.eq_any(branches)));
    }
    q = if over { q.filter(t::ends_at.le(now)) } else { q.filter(t::ends_at.gt(now)) };
    if let Some((at, last)) = after {
        q = if over {
            q.filter(t::starts_at.lt(at).or(t::starts_at.eq(at).and(t::id.lt(last))))
        } else {
            q.filter(t::starts_at.gt(at).or(t::starts_at.eq(at).and(t::id.gt(last))))
        };
    }
    q = if over {
        q.order((t::starts_at.desc(), t::id.desc()))
    } else {
        q.order((t::starts_at.asc(), t::id.asc()))
    };
    q.limit(limit).select(Training::as_select()).load(conn)
}

pub fn find_event(conn: &mut Conn, event: TrainingId) -> QueryResult<Training> {
    training_events::table.find(event).select(Training::as_select()).first(conn)
}

pub fn insert_event(conn: &mut Conn, event: &Training) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(training_events::table).values(event).execute(c)).map(drop)
}

/// Writes what may change of an event, where its version still stands.
pub fn update_event(conn: &mut Conn, e: &Training) -> QueryResult<usize> {
    use training_events as t;
    diesel::update(t::table.filter(t::id.eq(e.id).and(t::version.eq(e.version))))
        .set((
            t::title.eq(&e.title),
            t::content.eq(&e.content),
            t::place.eq(&e.place),
            t::starts_at.eq(e.starts_at),
            t::ends_at.eq(e.ends_at),
            t::seats.eq(e.seats),
            t::state.eq(e.state),
            t::reason.eq(&e.reason),
            t::version.eq(e.version + 1),
        ))
        .execute(conn)
}

/// Takes a seat, where one is left; 0 where none is.
pub fn take_seat(conn: &mut Conn, event: TrainingId) -> QueryResult<usize> {
    use training_events as t;
    diesel::update(
        t::table.filter(t::id.eq(event).and(t::seats.is_null().or(t::seats.gt(t::taken.nullable())))),
    )
    .set(t::taken.eq(t::taken + 1))
    .execute(conn)
}

/// Gives a seat back.
pub fn free_seat(conn: &mut Conn, event: TrainingId) -> QueryResult<()> {
    use training_events as t;
    diesel::update(t::table.filter(t::id.eq(event).and(t::taken.gt(0))))
        .set(t::taken.eq(t::taken - 1))
        .execute(conn)
        .map(drop)
}

pub fn find_attendance(
    conn: &mut Conn,
    event: TrainingId,
    manager: ManagerId,
) -> QueryResult<Option<AttendanceRow>> {
    training_attendances::table
        .find((event, manager))
        .select(AttendanceRow::as_select())
        .first(conn)
        .optional()
}

/// Puts a manager's part in, in place of the one that was.
pub fn put_attendance(conn: &mut Conn, row: &AttendanceRow) -> QueryResult<()> {
    delete_attendance(conn, row.event_id, row.manager_id)?;
    on_each!(conn, |c| diesel::insert_into(training_attendances::table).values(row).execute(c)).map(drop)
}

pub fn delete_attendance(conn: &mut Conn, event: TrainingId, manager: ManagerId) -> QueryResult<()> {
    diesel::delete(training_attendances::table.find((event, manager))).execute(conn).map(drop)
}

/// Those who take part, by name, as seen from a scope, with their branches' names.
pub fn list_attendances(
    conn: &mut Conn,
    event: TrainingId,
    scope: &Scope,
    after: Option<(String, ManagerId)>,
    limit: i64,
) -> QueryResult<Vec<(AttendanceRow, Manager, String)>> {
    let mut q = training_attendances::table
        .inner_join(managers::table.inner_join(org_units::table.on(org_units::id.eq(managers::branch_id))))
        .into_boxed()
        .filter(training_attendances::event_id.eq(event));
    if let Scope::Some { branches, managers: own } = scope {
        q = q.filter(managers::branch_id.eq_any(branches).or(managers::id.eq_any(own)));
    }
    if let Some((name, id)) = after {
        q = q.filter(
            managers::sort_key.gt(name.clone()).or(managers::sort_key.eq(name).and(managers::id.gt(id))),
        );
    }
    q.order((managers::sort_key, managers::id))
        .limit(limit)
        .select((AttendanceRow::as_select(), Manager::as_select(), org_units::name))
        .load(conn)
}

/// Managers who are enrolled.
pub fn list_enrolled(conn: &mut Conn, event: TrainingId) -> QueryResult<Vec<ManagerId>> {
    training_attendances::table
        .filter(training_attendances::event_id.eq(event))
        .filter(training_attendances::state.eq(Attendance::Enrolled))
        .select(training_attendances::manager_id)
        .load(conn)
}

/// Says of everybody who is still enrolled that they did not come; how many.
pub fn mark_absent(conn: &mut Conn, event: TrainingId, at: Ts, by: Option<UserId>) -> QueryResult<usize> {
    diesel::update(
        training_attendances::table
            .filter(training_attendances::event_id.eq(event))
            .filter(training_attendances::state.eq(Attendance::Enrolled)),
    )
    .set((
        training_attendances::state.eq(Attendance::Absent),
        training_attendances::stated_at.eq(at),
        training_attendances::stated_by.eq(by),
    ))
    .execute(conn)
}

/// A manager's parts in these events.
pub fn list_parts(
    conn: &mut Conn,
    manager: ManagerId,
    events: &[TrainingId],
) -> QueryResult<Vec<AttendanceRow>> {
    training_attendances::table
        .filter(training_attendances::manager_id.eq(manager))
        .filter(training_attendances::event_id.eq_any(events))
        .select(AttendanceRow::as_select())
        .load(conn)
}

/// Managers with a body in standing on a day, by name, with their branches' names.
pub fn list_standing(
    conn: &mut Conn,
    scope: &Scope,
    branch: Option<OrgUnitId>,
    day: NaiveDate,
) -> QueryResult<Vec<(Manager, String)>> {
    let mut q = managers::table
        .inner_join(org_units::table.on(org_units::id.eq(managers::branch_id)))
        .into_boxed()
        .filter(managers::class.ne(ManagerClass::Virtual).and(managers::state.eq(ManagerState::Active)))
        .filter(managers::term_from.le(day))
        .filter(managers::term_to.is_null().or(managers::term_to.gt(day)));
    if let Scope::Some { branches, managers: own } = scope {
        q = q.filter(managers::branch_id.eq_any(branches).or(managers::id.eq_any(own)));
    }
    if let Some(branch) = branch {
        q = q.filter(managers::branch_id.eq(branch));
    }
    q.order((managers::sort_key, managers::id)).select((Manager::as_select(), org_units::name)).load(conn)
}

/// How many of head office's events each manager attended that began within a span.
pub fn count_attended(conn: &mut Conn, (from, until): (Ts, Ts)) -> QueryResult<Vec<(ManagerId, i64)>> {
    training_attendances::table
        .inner_join(training_events::table)
        .filter(training_events::branch_id.is_null())
        .filter(training_events::starts_at.ge(from).and(training_events::starts_at.lt(until)))
        .filter(training_attendances::state.eq(Attendance::Attended))
        .group_by(training_attendances::manager_id)
        .select((training_attendances::manager_id, diesel::dsl::count_star()))
        .load(conn)
}

/// How many events head office has held or planned within a span.
pub fn count_events(conn: &mut Conn, (from, until): (Ts, Ts)) -> QueryResult<i64> {
    training_events::table
        .filter(training_events::branch_id.is_null().and(training_events::state.ne(TrainingState::Cancelled)))
        .filter(training_events::starts_at.ge(from).and(training_events::starts_at.lt(until)))
        .count()
        .get_result(conn)
}
