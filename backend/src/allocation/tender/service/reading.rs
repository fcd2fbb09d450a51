//! One's own bids and receipts, and what one may bid for.

use std::collections::HashMap;

use super::bidders::{self, bidders};
use super::bids::{address, limit_of_one};
use super::{keys, published};
use crate::allocation::awards::model::RoundBid;
use crate::allocation::rounds::model::{Round, RoundId};
use crate::allocation::rounds::service::load;
use crate::allocation::tender::dto::*;
use crate::allocation::tender::model::*;
use crate::allocation::tender::rules::{self, BidBody, BidKind, Sealed};
use crate::allocation::tender::store;
use crate::app::{App, Cx};
use crate::auth::Action;
use crate::error::{AppError, AppResult, OrNotFound};
use crate::http::Page;
use crate::keyring::{Purpose, RoundKey};
use crate::staffing::model::ManagerId;

/// An accepted version with its receipt, built from what is on record.
pub(super) fn placed(
    cx: &mut Cx<'_>,
    round: &Round,
    manager: ManagerId,
    id: BidId,
    version: i32,
) -> AppResult<PlacedBid> {
    let bid = store::find_bid(cx.conn, round.id, manager, id).or_not_found()?;
    let receipt = receipt(cx, round, &bid, version)?;
    let body = match bid.state {
        BidState::Live => opened(cx, round, &bid, bid.version)?.map(|s| s.body),
        BidState::Withdrawn => None,
    };
    Ok(PlacedBid { bid: view(bid, body, None)?, receipt })
}

fn view(bid: Bid, body: Option<BidBody>, row: Option<RoundBid>) -> AppResult<BidView> {
    let (outcome, reasons) = match row {
        Some(r) => (Some(r.outcome), r.reasons.read()?),
        None => (None, Vec::new()),
    };
    Ok(BidView {
        id: bid.id.to_string(),
        state: bid.state,
        version: bid.version,
        body,
        placed_at: bid.created_at,
        changed_at: bid.updated_at,
        outcome,
        reasons,
    })
}

/// What a version says: opened under the round's key before closing, read from the book after it.
fn opened(cx: &mut Cx<'_>, round: &Round, bid: &Bid, version: i32) -> AppResult<Option<Sealed>> {
    match keys::round_key(cx, round.id)? {
        Some(key) => {
            let row = store::find_version(cx.conn, bid.id, version).or_not_found()?;
            open_with(&key, bid, &row)
        }
        None => from_book(cx, round, bid.id, version),
    }
}

fn open_with(key: &RoundKey, bid: &Bid, row: &BidVersion) -> AppResult<Option<Sealed>> {
    row.ciphertext.as_deref().map(|ct| Sealed::open(key, &address(bid, row.version), ct)).transpose()
}

/// What the book says of a version; none where it is not in the book.
pub(super) fn from_book(
    cx: &mut Cx<'_>,
    round: &Round,
    bid: BidId,
    version: i32,
) -> AppResult<Option<Sealed>> {
    if round.book_revision == 0 {
        return Ok(None);
    }
    let version = u32::try_from(version).unwrap_or_default();
    let book = published::book(cx, round.id, 1)?;
    Ok(book.find(bid, version).map(|b| b.sealed()))
}

fn receipt(cx: &mut Cx<'_>, round: &Round, bid: &Bid, version: i32) -> AppResult<ReceiptView> {
    let row = store::find_version(cx.conn, bid.id, version).or_not_found()?;
    let said = match row.digest {
        Some(_) => opened(cx, round, bid, version)?,
        None => None,
    };
    let message =
        rules::receipt_message(&address(bid, version), row.kind, row.placed_at, row.digest.as_deref())?;
    let (body, salt) = said.map_or((None, None), |s| (Some(s.body), Some(s.salt)));
    Ok(ReceiptView {
        bid_id: bid.id.to_string(),
        version,
        step: row.kind,
        placed_at: row.placed_at,
        digest: row.digest.map(hex::encode),
        salt,
        body,
        message: String::from_utf8(message).map_err(AppError::internal)?,
        key_id: row.receipt_key_id,
        signature: hex::encode(row.receipt_signature),
    })
}

/// The receipt of a version of one's own bid; of the last without a version.
pub fn get_receipt(cx: &mut Cx<'_>, id: RoundId, bid: BidId, version: Option<i32>) -> AppResult<ReceiptView> {
    let round = load(cx, id, Action::GetReceipt)?;
    let manager = cx.actor.manager()?;
    let bid = store::find_bid(cx.conn, id, manager, bid).or_not_found()?;
    receipt(cx, &round, &bid, version.unwrap_or(bid.version))
}

/// One's own bids, in the order in which they were first placed.
pub fn list_my_bids(cx: &mut Cx<'_>, id: RoundId, q: &ListMyBids) -> AppResult<Page<BidView>> {
    let round = load(cx, id, Action::ListMyBids)?;
    let manager = cx.actor.manager()?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "my_bids", q.cursor.as_deref())?;
    let rows = store::list_bids_of(cx.conn, id, manager, after, limit + 1)?;
    let page = crate::db::page::page(cx.app.keys(), "my_bids", rows, limit, |r| r.0.id, |r| r)?;
    let ids: Vec<BidId> = page.items.iter().map(|(b, _)| b.id).collect();
    let mut booked: HashMap<BidId, RoundBid> =
        store::list_round_bids(cx.conn, id, round.book_revision, &ids)?
            .into_iter()
            .map(|r| (r.bid_id, r))
            .collect();
    let key = keys::round_key(cx, id)?;
    let mut items = Vec::with_capacity(page.items.len());
    for (bid, row) in page.items {
        let row_of_book = booked.remove(&bid.id);
        let body = match (&key, &row_of_book) {
            (Some(key), _) => open_with(key, &bid, &row)?.map(|s| s.body),
            (None, Some(r)) => Some(body_of(r)?),
            (None, None) => None,
        };
        items.push(view(bid, body, row_of_book)?);
    }
    Ok(Page { items, next_cursor: page.next_cursor })
}

fn body_of(row: &RoundBid) -> AppResult<BidBody> {
    let lots: Vec<_> = row.lots.read()?;
    let kind = if lots.len() == 1 { BidKind::Single } else { BidKind::Bundle };
    Ok(BidBody { kind, lots, value: row.value, group: row.group_name.clone() })
}

/// What the caller may bid for.
pub fn get_my_terms(cx: &mut Cx<'_>, id: RoundId) -> AppResult<MyTerms> {
    let round = load(cx, id, Action::GetMyTerms)?;
    let manager = cx.actor.manager()?;
    store::find_keys(cx.conn, id)?.ok_or_else(keys::no_tender)?;
    let bidders = bidders(cx, &round, &[manager])?;
    let facts = bidders::facts(cx, &round, None)?;
    let lots = store::list_lots(cx.conn, id, None)?
        .into_iter()
        .map(|l| LotTerms {
            lot_id: l.id.to_string(),
            number: l.number,
            reasons: bidders::views(
                bidders.reasons(manager, facts.get(&l.id).map_or(&[][..], Vec::as_slice)),
            ),
        })
        .collect();
    let now = cx.accept_time()?;
    let left = limit_of_one(cx, &round)? - store::count_live_of(cx.conn, id, manager)?;
    let room = bidders.room(manager);
    Ok(MyTerms {
        manager_id: manager.to_string(),
        accepting: rules::accepts(round.state, round.opens_at, round.closes_at, now).is_ok(),
        now,
        opens_at: round.opens_at,
        closes_at: round.closes_at,
        capacity: room.clients,
        max_exposure_fen: room.exposure_fen,
        bids_left: left.max(0),
        lots,
    })
}

/// Public keys of receipts, older ones included.
pub fn list_receipt_keys(app: &App) -> ReceiptKeys {
    let items = app
        .keys()
        .public_keys()
        .into_iter()
        .filter(|k| k.purpose == Purpose::Receipt)
        .map(|k| ReceiptKeyView {
            key_id: k.key_id,
            algorithm: "Ed25519".to_owned(),
            public_key: hex::encode(k.bytes),
        })
        .collect();
    ReceiptKeys { items }
}
