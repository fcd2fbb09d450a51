//! Queries of commitments and what stands in the way of a confirmation.

use diesel::prelude::*;

use crate::allocation::awards::model::{Commitment, ObjectionState};
use crate::allocation::rounds::model::*;
use crate::db::Conn;
use crate::db::schema::{commitments, managers, objections, round_lots};
use crate::on_each;

/// How many objections of a round wait for a decision.
pub fn count_open_objections(conn: &mut Conn, round: RoundId) -> QueryResult<i64> {
    objections::table
        .filter(objections::round_id.eq(round).and(objections::state.eq(ObjectionState::Open)))
        .count()
        .get_result(conn)
}

pub fn insert_commitments(conn: &mut Conn, rows: &[Commitment]) -> QueryResult<()> {
    for chunk in rows.chunks(200) {
        on_each!(conn, |c| diesel::insert_into(commitments::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Commitments of a round by lot number, after a place.
pub fn list_commitments(
    conn: &mut Conn,
    round: RoundId,
    after: Option<i32>,
    limit: i64,
) -> QueryResult<Vec<(Commitment, i32, String, String)>> {
    let mut q = commitments::table
        .inner_join(round_lots::table)
        .inner_join(managers::table)
        .filter(commitments::round_id.eq(round))
        .into_boxed();
    if let Some(after) = after {
        q = q.filter(round_lots::number.gt(after));
    }
    q.order(round_lots::number)
        .limit(limit)
        .select((Commitment::as_select(), round_lots::number, round_lots::name, managers::name))
        .load(conn)
}
