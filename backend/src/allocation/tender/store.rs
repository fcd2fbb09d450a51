//! Queries of keys, bids, books.

use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::model::*;
use crate::allocation::awards::model::RoundBid;
use crate::allocation::rounds::model::{Lot, LotClient, LotId, Participant, Round, RoundId, RoundState};
use crate::db::schema::{
    bid_versions, bids, round_beacons, round_bids, round_books, round_keys, round_lot_clients, round_lots,
    round_participants, rounds,
};
use crate::db::{Conn, Ts};
use crate::on_each;
use crate::staffing::model::ManagerId;

pub fn insert_keys(conn: &mut Conn, keys: &RoundKeys) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(round_keys::table).values(keys).execute(c)).map(drop)
}

pub fn find_keys(conn: &mut Conn, round: RoundId) -> QueryResult<Option<RoundKeys>> {
    round_keys::table.find(round).select(RoundKeys::as_select()).first(conn).optional()
}

/// Forgets the key that a round's bids are sealed under.
pub fn destroy_key(conn: &mut Conn, round: RoundId, at: Ts) -> QueryResult<usize> {
    diesel::update(
        round_keys::table.filter(round_keys::round_id.eq(round).and(round_keys::destroyed_at.is_null())),
    )
    .set((round_keys::wrapped_key.eq(None::<Vec<u8>>), round_keys::destroyed_at.eq(at)))
    .execute(conn)
}

pub fn insert_beacon(conn: &mut Conn, beacon: &RoundBeacon) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(round_beacons::table).values(beacon).execute(c)).map(drop)
}

pub fn find_beacon(conn: &mut Conn, round: RoundId) -> QueryResult<Option<RoundBeacon>> {
    round_beacons::table.find(round).select(RoundBeacon::as_select()).first(conn).optional()
}

/// Moves the round's row, so that a bid and the closing wait for each other.
pub fn touch_round(conn: &mut Conn, round: RoundId) -> QueryResult<()> {
    diesel::update(rounds::table.find(round))
        .set(rounds::touched.eq(rounds::touched + 1))
        .execute(conn)
        .map(drop)
}

/// When bidding began in the oldest round whose bids are still sealed.
pub fn find_sealed_since(conn: &mut Conn) -> QueryResult<Option<Ts>> {
    rounds::table
        .inner_join(round_keys::table)
        .filter(round_keys::destroyed_at.is_null())
        .filter(rounds::state.eq_any([RoundState::Published, RoundState::Open, RoundState::Closed]))
        .filter(rounds::opens_at.is_not_null())
        .order(rounds::opens_at)
        .select(rounds::opens_at)
        .first::<Option<Ts>>(conn)
        .optional()
        .map(Option::flatten)
}

/// Tenders that have to be closed, or whose closing has not come to its end, oldest first.
pub fn list_due(conn: &mut Conn, now: Ts) -> QueryResult<Vec<RoundId>> {
    let running = rounds::state
        .eq_any([RoundState::Published, RoundState::Open])
        .and(rounds::closes_at.le(now).assume_not_null());
    let unsealed = exists(
        round_books::table.filter(round_books::round_id.eq(rounds::id).and(round_books::seed.is_null())),
    );
    let closing = rounds::state.eq(RoundState::Closed).and(round_keys::destroyed_at.is_null().or(unsealed));
    rounds::table
        .inner_join(round_keys::table)
        .filter(running.or(closing))
        .order((rounds::closes_at, rounds::id))
        .select(rounds::id)
        .load(conn)
}

/// A round for the closing, which no scope limits.
pub fn find_round(conn: &mut Conn, round: RoundId) -> QueryResult<Round> {
    rounds::table.find(round).select(Round::as_select()).first(conn)
}

/// Lots of a round by number; some of them where ids are named.
pub fn list_lots(conn: &mut Conn, round: RoundId, ids: Option<&[LotId]>) -> QueryResult<Vec<Lot>> {
    let mut q = round_lots::table.filter(round_lots::round_id.eq(round)).into_boxed();
    if let Some(ids) = ids {
        q = q.filter(round_lots::id.eq_any(ids.to_vec()));
    }
    q.order(round_lots::number).select(Lot::as_select()).load(conn)
}

/// Clients in a round's lots; in some of them where ids are named.
pub fn list_lot_clients(
    conn: &mut Conn,
    round: RoundId,
    lots: Option<&[LotId]>,
) -> QueryResult<Vec<LotClient>> {
    let mut q = round_lot_clients::table.filter(round_lot_clients::round_id.eq(round)).into_boxed();
    if let Some(ids) = lots {
        q = q.filter(round_lot_clients::lot_id.eq_any(ids.to_vec()));
    }
    q.order((round_lot_clients::lot_id, round_lot_clients::client_id))
        .select(LotClient::as_select())
        .load(conn)
}

/// Who takes part in a round.
pub fn list_participants(conn: &mut Conn, round: RoundId) -> QueryResult<Vec<Participant>> {
    round_participants::table
        .filter(round_participants::round_id.eq(round))
        .order(round_participants::manager_id)
        .select(Participant::as_select())
        .load(conn)
}

pub fn count_participants(conn: &mut Conn, round: RoundId) -> QueryResult<i64> {
    round_participants::table.filter(round_participants::round_id.eq(round)).select(count_star()).first(conn)
}

/// What became of some bids in a book's revision.
pub fn list_round_bids(
    conn: &mut Conn,
    round: RoundId,
    revision: i32,
    ids: &[BidId],
) -> QueryResult<Vec<RoundBid>> {
    round_bids::table
        .filter(round_bids::round_id.eq(round).and(round_bids::revision.eq(revision)))
        .filter(round_bids::bid_id.eq_any(ids))
        .select(RoundBid::as_select())
        .load(conn)
}

pub fn insert_bid(conn: &mut Conn, bid: &Bid) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(bids::table).values(bid).execute(c)).map(drop)
}

pub fn insert_version(conn: &mut Conn, version: &BidVersion) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(bid_versions::table).values(version).execute(c)).map(drop)
}

/// A manager's own bid in a round.
pub fn find_bid(conn: &mut Conn, round: RoundId, manager: ManagerId, id: BidId) -> QueryResult<Bid> {
    bids::table
        .filter(bids::id.eq(id).and(bids::round_id.eq(round)).and(bids::manager_id.eq(manager)))
        .select(Bid::as_select())
        .first(conn)
}

/// Moves a live bid to its next version; 0 where another was faster.
pub fn move_bid(conn: &mut Conn, bid: &Bid, state: BidState, at: Ts) -> QueryResult<usize> {
    diesel::update(
        bids::table.filter(
            bids::id.eq(bid.id).and(bids::version.eq(bid.version)).and(bids::state.eq(BidState::Live)),
        ),
    )
    .set((bids::state.eq(state), bids::version.eq(bid.version + 1), bids::updated_at.eq(at)))
    .execute(conn)
}

pub fn find_version(conn: &mut Conn, bid: BidId, version: i32) -> QueryResult<BidVersion> {
    bid_versions::table.find((bid, version)).select(BidVersion::as_select()).first(conn)
}

/// A manager's bids in a round in order of id, with their last version, after an id.
pub fn list_bids_of(
    conn: &mut Conn,
    round: RoundId,
    manager: ManagerId,
    after: Option<BidId>,
    limit: i64,
) -> QueryResult<Vec<(Bid, BidVersion)>> {
    let mut q = bids::table
        .inner_join(
            bid_versions::table
                .on(bid_versions::bid_id.eq(bids::id).and(bid_versions::version.eq(bids::version))),
        )
        .filter(bids::round_id.eq(round).and(bids::manager_id.eq(manager)))
        .into_boxed();
    if let Some(id) = after {
        q = q.filter(bids::id.gt(id));
    }
    q.order(bids::id).limit(limit).select((Bid::as_select(), BidVersion::as_select())).load(conn)
}

pub fn count_live_of(conn: &mut Conn, round: RoundId, manager: ManagerId) -> QueryResult<i64> {
    bids::table
        .filter(
            bids::round_id.eq(round).and(bids::manager_id.eq(manager)).and(bids::state.eq(BidState::Live)),
        )
        .select(count_star())
        .first(conn)
}

/// Every live bid of a round with its last version.
pub fn list_live(conn: &mut Conn, round: RoundId) -> QueryResult<Vec<(Bid, BidVersion)>> {
    bids::table
        .inner_join(
            bid_versions::table
                .on(bid_versions::bid_id.eq(bids::id).and(bid_versions::version.eq(bids::version))),
        )
        .filter(bids::round_id.eq(round).and(bids::state.eq(BidState::Live)))
        .order(bids::id)
        .select((Bid::as_select(), BidVersion::as_select()))
        .load(conn)
}

pub fn insert_book(conn: &mut Conn, book: &RoundBook) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(round_books::table).values(book).execute(c)).map(drop)
}

pub fn find_book(conn: &mut Conn, round: RoundId, revision: i32) -> QueryResult<RoundBook> {
    round_books::table.find((round, revision)).select(RoundBook::as_select()).first(conn)
}

/// The book that closing froze, if it did.
pub fn find_first_book(conn: &mut Conn, round: RoundId) -> QueryResult<Option<RoundBook>> {
    find_book(conn, round, 1).optional()
}

/// Writes the seed once.
pub fn put_seed(conn: &mut Conn, round: RoundId, revision: i32, seed: &[u8]) -> QueryResult<usize> {
    diesel::update(round_books::table.find((round, revision)).filter(round_books::seed.is_null()))
        .set(round_books::seed.eq(seed))
        .execute(conn)
}

pub fn insert_round_bids(conn: &mut Conn, rows: &[RoundBid]) -> QueryResult<()> {
    for chunk in rows.chunks(500) {
        on_each!(&mut *conn, |c| diesel::insert_into(round_bids::table).values(chunk).execute(c))?;
    }
    Ok(())
}
