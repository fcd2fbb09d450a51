//! Placing, changing and withdrawing sealed bids.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::bidders::{self, bidders};
use super::{keys, reading};
use crate::allocation::preimage::canonical_json;
use crate::allocation::rounds::model::{LotId, Round, RoundId, RoundState};
use crate::allocation::rounds::service::load;
use crate::allocation::tender::dto::*;
use crate::allocation::tender::model::*;
use crate::allocation::tender::rules::{self, BidBody, Sealed, internal};
use crate::allocation::tender::store;
use crate::app::Cx;
use crate::auth::Action;
use crate::db::Ts;
use crate::error::{AppError, AppResult, Code, FieldError, OrNotFound};
use crate::http::{IdemKey, IfMatch, idempotency};
use crate::keyring::{BidAddress, RoundKey, random_bytes};
use crate::staffing::model::ManagerId;

/// What a repetition is answered from: no more than this is kept of a request.
#[derive(Serialize, Deserialize)]
struct Kept {
    bid: BidId,
    version: i32,
}

/// Places a sealed bid and answers with its signed receipt. A repetition with the same key and body gets the
/// same bid and receipt, after closing too.
///
/// Errors: `bidding_closed` at or after `closes_at`, `round_state` before `opens_at` (D9.1); `bid_ineligible`
/// with every reason and its clause; `bid_below_reserve` (D9.5); `too_many_bids`; `idempotency_key_reused`.
pub fn place_bid(cx: &mut Cx<'_>, key: &IdemKey, id: RoundId, input: &PlaceBid) -> AppResult<PlacedBid> {
    let round = load(cx, id, Action::PlaceBid)?;
    let manager = cx.actor.manager()?;
    let kept = match keys::round_key(cx, id)? {
        Some(sealing) => {
            let request = canonical_json(&json!([id, input])).map_err(AppError::internal)?;
            let mac = sealing.request_hash(&request).to_vec();
            cx.once_with_mac(key, Action::PlaceBid, mac, |cx| insert(cx, &round, manager, &sealing, input))?
        }
        None => replayed(cx, key, &round, manager, input)?,
    };
    reading::placed(cx, &round, manager, kept.bid, kept.version)
}

fn insert(
    cx: &mut Cx<'_>,
    round: &Round,
    manager: ManagerId,
    sealing: &RoundKey,
    input: &PlaceBid,
) -> AppResult<Kept> {
    let at = accepted_at(cx, round)?;
    let body = checked(cx, round, manager, input)?;
    let live = store::count_live_of(cx.conn, round.id, manager)?;
    if live >= limit_of_one(cx, round)? {
        return Err(AppError::new(Code::TooManyBids).clause("D9.5"));
    }
    let bid = Bid {
        id: BidId::new(),
        round_id: round.id,
        manager_id: manager,
        state: BidState::Live,
        version: 1,
        created_at: at,
        updated_at: at,
    };
    store::insert_bid(cx.conn, &bid)?;
    insert_version(cx, &bid, BidStep::Placed, at, Some((sealing, body)))?;
    Ok(Kept { bid: bid.id, version: 1 })
}

/// The answer to a repetition when the round's key is gone: the body is compared with the book's, where the bid
/// is in it.
fn replayed(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    round: &Round,
    manager: ManagerId,
    input: &PlaceBid,
) -> AppResult<Kept> {
    let actor = cx.actor.user_id().map(|u| u.to_string()).unwrap_or_default();
    let Some(row) = idempotency::find(cx.conn, &actor, &key.0)? else { return Err(over(round)) };
    let reused = || AppError::new(Code::KeyReused);
    if row.operation != Action::PlaceBid.as_str() {
        return Err(reused());
    }
    let kept: Kept = row.result.read()?;
    match store::find_bid(cx.conn, round.id, manager, kept.bid).or_not_found() {
        Err(e) if e.code() == Code::NotFound => return Err(reused()),
        Err(e) => return Err(e),
        Ok(_) => {}
    }
    let body = BidBody::new(input.kind, &input.lots, input.value, input.group.as_deref())?;
    match reading::from_book(cx, round, kept.bid, kept.version)? {
        Some(sealed) if sealed.body != body => Err(reused()),
        _ => Ok(kept),
    }
}

/// Changes a bid: a new version with its own receipt.
///
/// Errors: as [`place_bid`]; `version_moved`; `bid_withdrawn`; 404 for a bid that is not the caller's.
pub fn change_bid(
    cx: &mut Cx<'_>,
    id: RoundId,
    bid: BidId,
    version: IfMatch,
    input: &PlaceBid,
) -> AppResult<PlacedBid> {
    let round = load(cx, id, Action::ChangeBid)?;
    let manager = cx.actor.manager()?;
    let sealing = keys::round_key(cx, id)?.ok_or_else(|| over(&round))?;
    let at = accepted_at(cx, &round)?;
    let bid = store::find_bid(cx.conn, id, manager, bid).or_not_found()?;
    if bid.state == BidState::Withdrawn {
        return Err(AppError::new(Code::BidWithdrawn).clause("D9.1"));
    }
    version.check(bid.version.into())?;
    let body = checked(cx, &round, manager, input)?;
    let bid = next_version(cx, bid, BidState::Live, at)?;
    insert_version(cx, &bid, BidStep::Changed, at, Some((&sealing, body)))?;
    reading::placed(cx, &round, manager, bid.id, bid.version)
}

/// Takes a bid back. Doing it again answers with the same receipt.
///
/// Errors: `bidding_closed`; `version_moved`; 404 for a bid that is not the caller's.
pub fn withdraw_bid(cx: &mut Cx<'_>, id: RoundId, bid: BidId, version: IfMatch) -> AppResult<PlacedBid> {
    let round = load(cx, id, Action::WithdrawBid)?;
    let manager = cx.actor.manager()?;
    let bid = store::find_bid(cx.conn, id, manager, bid).or_not_found()?;
    if bid.state == BidState::Withdrawn && i64::from(bid.version) == version.0 + 1 {
        return reading::placed(cx, &round, manager, bid.id, bid.version);
    }
    let at = accepted_at(cx, &round)?;
    if bid.state == BidState::Withdrawn {
        return Err(AppError::new(Code::BidWithdrawn).clause("D9.1"));
    }
    version.check(bid.version.into())?;
    let bid = next_version(cx, bid, BidState::Withdrawn, at)?;
    insert_version(cx, &bid, BidStep::Withdrawn, at, None)?;
    reading::placed(cx, &round, manager, bid.id, bid.version)
}

/// Takes every live bid of a manager in a round back, for whoever leaves the post; nobody learns whether there were any.
///
/// Errors: `bidding_closed` at or after the closing.
pub fn withdraw_all_of(cx: &mut Cx<'_>, round: &Round, manager: ManagerId) -> AppResult<()> {
    let at = accepted_at(cx, round)?;
    for (bid, _) in store::list_bids_of(cx.conn, round.id, manager, None, i64::MAX)? {
        if bid.state == BidState::Live {
            let bid = next_version(cx, bid, BidState::Withdrawn, at)?;
            insert_version(cx, &bid, BidStep::Withdrawn, at, None)?;
        }
    }
    Ok(())
}

/// The moment of acceptance: read after the round's row was touched, which makes bidding and closing wait for
/// each other. A closing that is late changes nothing.
fn accepted_at(cx: &mut Cx<'_>, round: &Round) -> AppResult<Ts> {
    store::touch_round(cx.conn, round.id)?;
    let at = cx.accept_time()?;
    rules::accepts(round.state, round.opens_at, round.closes_at, at)?;
    Ok(at)
}

/// Whether a round is a tender that takes bids at a moment, for what a page offers.
pub fn takes_bids(round: &Round, at: Ts) -> bool {
    round.secret_digest.is_some() && rules::accepts(round.state, round.opens_at, round.closes_at, at).is_ok()
}

/// Why a round whose key is gone takes no bids.
fn over(round: &Round) -> AppError {
    let code = if round.state == RoundState::Cancelled { Code::RoundState } else { Code::BiddingClosed };
    AppError::new(code).clause("D9.1").param("state", round.state.as_str())
}

/// How many live bids a participant may have.
pub(super) fn limit_of_one(cx: &mut Cx<'_>, round: &Round) -> AppResult<i64> {
    let participants = usize::try_from(store::count_participants(cx.conn, round.id)?).unwrap_or_default();
    Ok(rules::bids_of_one(participants) as i64)
}

/// The body of a bid that the manager may make. Everything that is wrong with its lots is said at once.
fn checked(cx: &mut Cx<'_>, round: &Round, manager: ManagerId, input: &PlaceBid) -> AppResult<BidBody> {
    let body = BidBody::new(input.kind, &input.lots, input.value, input.group.as_deref())?;
    let reserves: HashMap<LotId, i64> = store::list_lots(cx.conn, round.id, Some(&input.lots))?
        .into_iter()
        .map(|l| (l.id, l.reserve_value))
        .collect();
    let missing: Vec<FieldError> = input
        .lots
        .iter()
        .enumerate()
        .filter(|(_, l)| !reserves.contains_key(l))
        .flat_map(|(i, _)| AppError::field(format!("/lots/{i}"), "not_found").fields().to_vec())
        .collect();
    if !missing.is_empty() {
        return Err(AppError::new(Code::InvalidBody).with_fields(missing));
    }
    let facts = bidders::facts(cx, round, Some(&input.lots))?;
    let bidders = bidders(cx, round, &[manager])?;
    bidders::check(&bidders, manager, &input.lots, &facts)?;
    if let Some(needed) = rules::below_reserve(body.value, reserves.into_values()) {
        return Err(AppError::field("/value", "below_reserve")
            .code_as(Code::BidBelowReserve)
            .clause("D9.5")
            .param("reserve", needed.to_string()));
    }
    Ok(body)
}

fn next_version(cx: &mut Cx<'_>, bid: Bid, state: BidState, at: Ts) -> AppResult<Bid> {
    if store::move_bid(cx.conn, &bid, state, at)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    Ok(Bid { state, version: bid.version + 1, updated_at: at, ..bid })
}

/// Writes a version: sealed with a salt of its own where it says something, signed in any case. Audit and row
/// carry ids, version and salted digest alone.
fn insert_version(
    cx: &mut Cx<'_>,
    bid: &Bid,
    step: BidStep,
    at: Ts,
    said: Option<(&RoundKey, BidBody)>,
) -> AppResult<()> {
    let address = address(bid, bid.version);
    let (mut ciphertext, mut digest) = (None, None);
    if let Some((sealing, body)) = said {
        let sealed = Sealed { body, salt: hex::encode(random_bytes::<32>().map_err(internal)?) };
        digest = Some(sealed.digest(&address)?.to_vec());
        ciphertext = Some(sealed.close(sealing, &address)?);
    }
    let message = rules::receipt_message(&address, step, at, digest.as_deref())?;
    let signature = cx.app.keys().sign_receipt(&message);
    let detail = json!({
        "round": bid.round_id, "version": bid.version, "digest": digest.as_deref().map(hex::encode),
    });
    let row = BidVersion {
        bid_id: bid.id,
        version: bid.version,
        kind: step,
        placed_at: at,
        ciphertext,
        digest,
        receipt_key_id: signature.key_id,
        receipt_signature: signature.bytes.to_vec(),
    };
    store::insert_version(cx.conn, &row)?;
    let act = match step {
        BidStep::Placed => Action::PlaceBid,
        BidStep::Changed => Action::ChangeBid,
        BidStep::Withdrawn => Action::WithdrawBid,
    };
    cx.audit(act.as_str(), AUDITED, Some(bid.id), detail)
}

/// How the audit names a bid; such rows are shown once no round is sealed any more.
pub const AUDITED: &str = "bid";

/// What a version of a bid is bound to.
pub(super) fn address(bid: &Bid, version: i32) -> BidAddress {
    BidAddress {
        round: bid.round_id.0,
        manager: bid.manager_id.0,
        bid: bid.id.0,
        version: u32::try_from(version).unwrap_or_default(),
    }
}
