//! Queries of objections.

use diesel::prelude::*;

use crate::allocation::awards::model::{Objection, ObjectionId, ObjectionState};
use crate::allocation::rounds::model::RoundId;
use crate::db::schema::objections;
use crate::db::{Conn, Json, Ts};
use crate::identity::model::UserId;
use crate::on_each;

pub fn insert_objection(conn: &mut Conn, row: &Objection) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(objections::table).values(row).execute(c)).map(drop)
}

/// For what the round permits: callers load the round within their scope.
pub fn find_objection(conn: &mut Conn, id: ObjectionId) -> QueryResult<Objection> {
    objections::table.find(id).select(Objection::as_select()).first(conn)
}

/// Objections of a round, newest first, before a place.
pub fn list_objections(
    conn: &mut Conn,
    round: RoundId,
    state: Option<ObjectionState>,
    before: Option<(Ts, ObjectionId)>,
    limit: i64,
) -> QueryResult<Vec<Objection>> {
    let mut q = objections::table.filter(objections::round_id.eq(round)).into_boxed();
    if let Some(state) = state {
        q = q.filter(objections::state.eq(state));
    }
    if let Some((at, id)) = before {
        q = q.filter(
            objections::created_at.lt(at).or(objections::created_at.eq(at).and(objections::id.lt(id))),
        );
    }
    q.order((objections::created_at.desc(), objections::id.desc()))
        .limit(limit)
        .select(Objection::as_select())
        .load(conn)
}

/// What ends an objection.
pub struct End<'a> {
    /// How.
    pub state: ObjectionState,
    /// Why.
    pub reason: Option<&'a str>,
    /// How the book is corrected.
    pub correction: Option<Json>,
    /// Who decided.
    pub by: Option<UserId>,
    /// When.
    pub at: Ts,
}

/// Ends an open objection; 0 where it has ended already.
pub fn end_objection(conn: &mut Conn, id: ObjectionId, end: &End<'_>) -> QueryResult<usize> {
    diesel::update(
        objections::table.filter(objections::id.eq(id).and(objections::state.eq(ObjectionState::Open))),
    )
    .set((
        objections::state.eq(end.state),
        objections::decision_reason.eq(end.reason),
        objections::correction.eq(end.correction.as_ref()),
        objections::decided_by.eq(end.by),
        objections::decided_at.eq(end.at),
        objections::version.eq(objections::version + 1),
    ))
    .execute(conn)
}
