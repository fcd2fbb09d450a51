//! What anybody concerned may read after closing: the book, the digests, the draw.

use chrono::Duration;

use crate::allocation::rounds::model::RoundId;
use crate::allocation::rounds::service::load;
use crate::allocation::tender::book::Book;
use crate::allocation::tender::dto::BidDigests;
use crate::allocation::tender::model::RoundBook;
use crate::allocation::tender::service::keys;
use crate::allocation::tender::store;
use crate::app::Cx;
use crate::auth::Action;
use crate::db::Ts;
use crate::error::{AppResult, OrNotFound};

/// A stored book, read.
pub(super) fn read(row: &RoundBook) -> AppResult<Book> {
    Ok(serde_json::from_slice(&row.content)?)
}

/// A revision of a round's book. 404 before it is frozen.
pub fn book(cx: &mut Cx<'_>, round: RoundId, revision: i32) -> AppResult<Book> {
    read(&store::find_book(cx.conn, round, revision).or_not_found()?)
}

/// A revision of a round's book as the clearing reads it, with its seed. 404 before it is frozen.
pub fn instance(cx: &mut Cx<'_>, round: RoundId, revision: i32) -> AppResult<kejing_clearing::Instance> {
    let row = store::find_book(cx.conn, round, revision).or_not_found()?;
    read(&row)?.instance(row.seed.as_deref())
}

fn stored(cx: &mut Cx<'_>, id: RoundId, action: Action, revision: Option<i32>) -> AppResult<RoundBook> {
    let round = load(cx, id, action)?;
    store::find_book(cx.conn, id, revision.unwrap_or(round.book_revision)).or_not_found()
}

/// The frozen book, byte by byte.
pub fn get_book(cx: &mut Cx<'_>, id: RoundId, revision: Option<i32>) -> AppResult<Vec<u8>> {
    Ok(stored(cx, id, Action::GetBook, revision)?.content)
}

/// The book as the input file of a clearing.
pub fn get_book_instance(
    cx: &mut Cx<'_>,
    id: RoundId,
    revision: Option<i32>,
) -> AppResult<serde_json::Value> {
    let row = stored(cx, id, Action::GetBookInstance, revision)?;
    read(&row)?.instance_file(row.seed.as_deref())
}

/// Digests without names, and what the draw is repeated from. The secret is shown once it was used, which is
/// after the book's digest stood in the audit chain.
pub fn list_bid_digests(cx: &mut Cx<'_>, id: RoundId, revision: Option<i32>) -> AppResult<BidDigests> {
    let row = stored(cx, id, Action::ListBidDigests, revision)?;
    let first = store::find_book(cx.conn, id, 1).or_not_found()?;
    let book = read(&row)?;
    let secret = match first.seed {
        Some(_) => Some(hex::encode(keys::secret(cx, id)?)),
        None => None,
    };
    let mut items: Vec<String> = book.all_bids().into_iter().map(|b| b.digest.clone()).collect();
    items.sort_unstable();
    Ok(BidDigests {
        revision: row.revision,
        book_digest: hex::encode(&row.digest),
        first_book_digest: hex::encode(&first.digest),
        commitment: book.commitment,
        secret,
        seed: row.seed.as_deref().map(hex::encode),
        beacon_name: book.beacon,
        beacon_figure: store::find_beacon(cx.conn, id)?.map(|b| b.figure),
        items,
    })
}

/// When bidding began in the oldest round whose bids are still sealed; acts on bids since then are shown to
/// nobody, for they say who bid. A little earlier, since two servers' clocks may differ by half a second.
pub fn sealed_since(cx: &mut Cx<'_>) -> AppResult<Option<Ts>> {
    Ok(store::find_sealed_since(cx.conn)?.map(|at| at.plus(Duration::seconds(-2))))
}
