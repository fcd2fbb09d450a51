//! Queries of awards and of what became of bids.

use diesel::prelude::*;

use super::model::{BidOutcome, RoundAward, RoundBid};
use crate::allocation::rounds::model::RoundId;
use crate::db::schema::{round_awards, round_bids};
use crate::db::{Conn, Ts};
use crate::on_each;

pub fn insert_award(conn: &mut Conn, award: &RoundAward) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(round_awards::table).values(award).execute(c)).map(drop)
}

pub fn find_award(conn: &mut Conn, round: RoundId, revision: i32) -> QueryResult<RoundAward> {
    round_awards::table.find((round, revision)).select(RoundAward::as_select()).first(conn)
}

/// The last revision that was cleared; of those announced alone where asked so.
pub fn find_last_award(
    conn: &mut Conn,
    round: RoundId,
    announced_alone: bool,
) -> QueryResult<Option<RoundAward>> {
    let mut q = round_awards::table.filter(round_awards::round_id.eq(round)).into_boxed();
    if announced_alone {
        q = q.filter(round_awards::published_at.is_not_null());
    }
    q.order(round_awards::revision.desc()).select(RoundAward::as_select()).first(conn).optional()
}

/// Notes when a revision's award was announced, once.
pub fn set_announced(conn: &mut Conn, round: RoundId, revision: i32, at: Ts) -> QueryResult<usize> {
    diesel::update(
        round_awards::table
            .filter(round_awards::round_id.eq(round).and(round_awards::revision.eq(revision)))
            .filter(round_awards::published_at.is_null()),
    )
    .set(round_awards::published_at.eq(at))
    .execute(conn)
}

/// The bids of a book's revision, in order of id.
pub fn list_bids(conn: &mut Conn, round: RoundId, revision: i32) -> QueryResult<Vec<RoundBid>> {
    round_bids::table
        .filter(round_bids::round_id.eq(round).and(round_bids::revision.eq(revision)))
        .order(round_bids::bid_id)
        .select(RoundBid::as_select())
        .load(conn)
}

/// Puts bids with their outcome in place of the live ones of a revision.
pub fn replace_live(conn: &mut Conn, round: RoundId, revision: i32, decided: &[RoundBid]) -> QueryResult<()> {
    diesel::delete(
        round_bids::table
            .filter(round_bids::round_id.eq(round).and(round_bids::revision.eq(revision)))
            .filter(round_bids::outcome.eq(BidOutcome::Live)),
    )
    .execute(conn)?;
    for chunk in decided.chunks(500) {
        on_each!(conn, |c| diesel::insert_into(round_bids::table).values(chunk).execute(c))?;
    }
    Ok(())
}
