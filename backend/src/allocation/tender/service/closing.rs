//! Closing: no bid any more, the book frozen, its digest in the audit chain, then the draw.
//!
//! Each step is a transaction of its own and picks up where the last one that was committed left off, whoever ran
//! it: the clock's job, a late bidder, a second server. Nothing before the freezing reveals anything; the secret
//! is used once the book's digest stands under a signed head.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::json;

use super::bidders::{self, Bidders, bidders};
use super::bids::address;
use super::{keys, published};
use crate::allocation::awards::model::{BidOutcome, ObjectionId, RoundBid};
use crate::allocation::draw;
use crate::allocation::rounds::eligibility::Facts;
use crate::allocation::rounds::model::{Lot, LotClient, LotId, Participant, Round, RoundId, RoundState};
use crate::allocation::rounds::service::{move_to, policy_of, save};
use crate::allocation::tender::book::{self, *};
use crate::allocation::tender::dto::EnterBeacon;
use crate::allocation::tender::model::*;
use crate::allocation::tender::rules::Sealed;
use crate::allocation::tender::store;
use crate::app::{App, Cx};
use crate::auth::actor::SystemActor;
use crate::auth::{Action, Actor};
use crate::clients::model::ClientId;
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::keyring::RoundKey;
use crate::policy::Policy;
use crate::staffing::model::ManagerId;

/// What clears a book; its handler stands in the awards room.
const CLEAR: &str = "clear_round";

fn actor() -> Actor {
    Actor::System(SystemActor { job: "close_tender" })
}

/// Takes every tender whose time has come a step on; one that fails does not hold up the others.
pub fn close_due(app: &App) -> AppResult<()> {
    let now = app.clock().now();
    for round in app.read_as(&actor(), |cx| Ok(store::list_due(cx.conn, now)?))? {
        if let Err(e) = close(app, round) {
            log::error!("round {round}: closing: {e}");
        }
    }
    Ok(())
}

/// Closes a tender whose time has come and freezes its book; harmless at any other time and when done twice or at
/// once by several.
pub fn close(app: &App, round: RoundId) -> AppResult<()> {
    app.write_in_turn_as(&actor(), round.0, |cx| shut(cx, round))?;
    freeze(app, round)?;
    reveal(app, round)
}

/// Ends bidding, once the clock that decides about bids says so.
fn shut(cx: &mut Cx<'_>, id: RoundId) -> AppResult<()> {
    store::touch_round(cx.conn, id)?;
    let mut round = store::find_round(cx.conn, id).or_not_found()?;
    let at = cx.accept_time()?;
    let tender = store::find_keys(cx.conn, id)?.is_some();
    if !tender
        || !matches!(round.state, RoundState::Published | RoundState::Open)
        || round.closes_at.is_none_or(|t| at < t)
    {
        return Ok(());
    }
    if round.state == RoundState::Published {
        round = move_to(cx, &round, RoundState::Open, None)?;
    }
    move_to(cx, &round, RoundState::Closed, None).map(drop)
}

/// What a book is made of, read on one view of the data.
struct Gathered {
    round: Round,
    policy_number: i64,
    policy: Arc<Policy>,
    key: RoundKey,
    lots: Vec<Lot>,
    clients: Vec<LotClient>,
    participants: Vec<Participant>,
    facts: HashMap<LotId, Vec<Facts>>,
    bidders: Bidders,
    bids: Vec<(Bid, BidVersion)>,
}

fn freeze(app: &App, round: RoundId) -> AppResult<()> {
    let Some(gathered) = app.read_as(&actor(), |cx| gather(cx, round))? else { return Ok(()) };
    let book = assemble(&gathered)?;
    let content = book.canonical()?;
    let digest = book::digest(&content);
    app.write_as(&actor(), |cx| {
        let round = store::find_round(cx.conn, round).or_not_found()?;
        if round.state != RoundState::Closed || round.book_revision != 0 {
            return Ok(()); // another was faster, or it was cancelled
        }
        insert_book(cx, &book, &content, None, None, None)?;
        keys::destroy_keys(cx, round.id)?;
        let detail = json!({
            "revision": 1, "digest": hex::encode(digest), "bids": book.bids.len(), "excluded": book.excluded.len(),
        });
        cx.audit("freeze_book", "round", Some(round.id), detail)?;
        save(cx, Round { book_revision: 1, ..round }).map(drop)
    })
}

fn gather(cx: &mut Cx<'_>, id: RoundId) -> AppResult<Option<Gathered>> {
    let round = store::find_round(cx.conn, id).or_not_found()?;
    if round.state != RoundState::Closed || round.book_revision != 0 {
        return Ok(None);
    }
    let Some(key) = keys::round_key(cx, id)? else { return Ok(None) };
    let (policy_number, policy) = policy_of(cx, &round)?;
    let participants = store::list_participants(cx.conn, id)?;
    let bids = store::list_live(cx.conn, id)?;
    let mut managers: Vec<ManagerId> =
        participants.iter().map(|p| p.manager_id).chain(bids.iter().map(|(b, _)| b.manager_id)).collect();
    managers.sort_unstable();
    managers.dedup();
    let clients = store::list_lot_clients(cx.conn, id, None)?;
    Ok(Some(Gathered {
        bidders: bidders(cx, &round, &managers)?,
        facts: facts_now(cx, &policy, &clients)?,
        lots: store::list_lots(cx.conn, id, None)?,
        round,
        policy_number,
        policy,
        key,
        clients,
        participants,
        bids,
    }))
}

/// What eligibility asks of each lot's clients now: standing, size, flags and credit as they are; the exposure as
/// it was frozen, for limits are reckoned in it.
fn facts_now(
    cx: &mut Cx<'_>,
    policy: &Policy,
    clients: &[LotClient],
) -> AppResult<HashMap<LotId, Vec<Facts>>> {
    let ids: Vec<ClientId> = clients.iter().map(|c| c.client_id).collect();
    let now = crate::clients::measures::of_clients(cx, &ids, policy)?;
    let mut out: HashMap<LotId, Vec<Facts>> = HashMap::new();
    for c in clients {
        let exposure_fen = c.exposure_fen;
        let facts = match now.get(&c.client_id) {
            Some(m) => Facts {
                standing: m.standing,
                size: m.size,
                flags: m.flags.clone(),
                has_credit: m.has_credit,
                exposure_fen,
            },
            None => Facts {
                standing: c.standing,
                size: c.size,
                flags: c.flags.read()?,
                has_credit: c.has_credit,
                exposure_fen,
            },
        };
        out.entry(c.lot_id).or_default().push(facts);
    }
    Ok(out)
}

/// The book: bids opened, their digests checked, eligibility evaluated the second time.
fn assemble(g: &Gathered) -> AppResult<Book> {
    let numbers = book::numbered(g.clients.iter().map(|c| c.client_id));
    let mut of_lot: HashMap<LotId, Vec<ClientId>> = HashMap::new();
    for c in &g.clients {
        of_lot.entry(c.lot_id).or_default().push(c.client_id);
    }
    let exposure: HashMap<ClientId, i64> =
        g.clients.iter().map(|c| (c.client_id, c.exposure_fen.max(0))).collect();
    let mut opened = Vec::with_capacity(g.bids.len());
    for (bid, version) in &g.bids {
        let one = open(g, bid, version)?;
        opened.push(one);
    }
    let mut book = Book {
        format: FORMAT.to_owned(),
        round: g.round.id,
        code: g.round.code.clone(),
        branch: g.round.branch_id,
        revision: 1,
        opens_at: g.round.opens_at,
        closes_at: g.round.closes_at,
        policy_number: g.policy_number,
        terms: g.round.terms.0.clone(),
        commitment: g.round.secret_digest.as_deref().map(hex::encode).unwrap_or_default(),
        beacon: g.policy.draw_beacon.clone(),
        exposure_unit_fen: book::exposure_unit(exposure.values().copied()),
        clients: numbers
            .iter()
            .map(|(id, number)| BookClient {
                number: *number,
                id: *id,
                exposure_fen: exposure.get(id).copied().unwrap_or(0),
            })
            .collect(),
        lots: g
            .lots
            .iter()
            .map(|l| BookLot {
                number: l.number.into(),
                id: l.id,
                reserve_value: l.reserve_value,
                clients: of_lot.get(&l.id).cloned().unwrap_or_default(),
            })
            .collect(),
        managers: (0..)
            .zip(&g.participants)
            .map(|(number, p)| {
                let room = g.bidders.room(p.manager_id);
                BookManager {
                    number,
                    id: p.manager_id,
                    capacity: room.clients.map(|c| c.max(0)),
                    max_exposure_fen: room.exposure_fen.map(|e| e.max(0)),
                }
            })
            .collect(),
        bids: Vec::new(),
        excluded: Vec::new(),
        changes: Vec::new(),
    };
    book::enter(&mut book, opened);
    Ok(book)
}

fn open(g: &Gathered, bid: &Bid, version: &BidVersion) -> AppResult<Opened> {
    let broken = || AppError::internal(format!("bid {} version {} does not open", bid.id, version.version));
    let address = address(bid, version.version);
    let ciphertext = version.ciphertext.as_deref().ok_or_else(broken)?;
    let sealed = Sealed::open(&g.key, &address, ciphertext)?;
    let clients: Vec<Facts> =
        sealed.body.lots.iter().filter_map(|l| g.facts.get(l)).flatten().cloned().collect();
    let reasons = bidders::views(g.bidders.reasons(bid.manager_id, &clients));
    let digest = version.digest.clone().ok_or_else(broken)?;
    let one =
        Opened { id: bid.id, manager: bid.manager_id, version: address.version, sealed, digest, reasons };
    if one.is_genuine(g.round.id)? { Ok(one) } else { Err(broken()) }
}

/// Writes a book's revision and its bids.
fn insert_book(
    cx: &mut Cx<'_>,
    book: &Book,
    content: &[u8],
    seed: Option<Vec<u8>>,
    reason: Option<&str>,
    objection: Option<ObjectionId>,
) -> AppResult<()> {
    let row = RoundBook {
        round_id: book.round,
        revision: book.revision,
        content: content.to_vec(),
        digest: book::digest(content).to_vec(),
        seed,
        reason: reason.map(str::to_owned),
        objection_id: objection,
        created_at: cx.now,
    };
    store::insert_book(cx.conn, &row).on_duplicate(|| AppError::new(Code::Conflict))?;
    let live = book.bids.iter().map(|b| (b, BidOutcome::Live, &[][..]));
    let excluded = book.excluded.iter().map(|e| (&e.bid, BidOutcome::Excluded, e.reasons.as_slice()));
    let rows = live
        .chain(excluded)
        .map(|(b, outcome, reasons)| {
            Ok(RoundBid {
                round_id: book.round,
                revision: book.revision,
                bid_id: b.id,
                manager_id: b.manager,
                value: b.value,
                lots: Json::of(&b.lots)?,
                group_name: b.group.clone(),
                digest: hex::decode(&b.digest).map_err(AppError::internal)?,
                outcome,
                reasons: Json::of(&reasons)?,
                beaten_by: Json(json!([])),
                short_by: None,
            })
        })
        .collect::<AppResult<Vec<_>>>()?;
    Ok(store::insert_round_bids(cx.conn, &rows)?)
}

/// Uses the secret, once the book's digest stands in the audit chain under a signed head that left the database;
/// waits for the beacon's figure where the round has one. Queues the clearing.
fn reveal(app: &App, round: RoundId) -> AppResult<()> {
    let waits = app.read_as(&actor(), |cx| {
        let Some(first) = store::find_first_book(cx.conn, round)? else { return Ok(true) };
        let named = published::read(&first)?.beacon.is_some();
        Ok(first.seed.is_some() || (named && store::find_beacon(cx.conn, round)?.is_none()))
    })?;
    if waits {
        return Ok(());
    }
    crate::audit::service::sign_head(app, "book")?;
    app.write_as(&actor(), |cx| {
        let first = store::find_book(cx.conn, round, 1).or_not_found()?;
        let current = store::find_round(cx.conn, round).or_not_found()?;
        if first.seed.is_some() || current.state != RoundState::Closed {
            return Ok(());
        }
        let secret = keys::secret(cx, round)?;
        let figure = store::find_beacon(cx.conn, round)?.map(|b| b.figure);
        let digest: [u8; 32] = first.digest.as_slice().try_into().map_err(AppError::internal)?;
        let seed = draw::seed(round.0, &digest, &secret, figure.as_deref());
        store::put_seed(cx.conn, round, 1, &seed)?;
        let detail = json!({
            "revision": 1, "digest": hex::encode(digest), "secret": hex::encode(secret),
            "beacon": figure, "seed": hex::encode(seed),
        });
        cx.audit("reveal_draw", "round", Some(round), detail)?;
        queue_clearing(cx, &current, 1)
    })
}

/// Queues the clearing of a book's revision, once.
fn queue_clearing(cx: &mut Cx<'_>, round: &Round, revision: i32) -> AppResult<()> {
    if crate::jobs::handlers().iter().any(|h| h.kind == CLEAR) {
        let payload = json!({ "round_id": round.id, "revision": revision, "branch_id": round.branch_id });
        crate::jobs::enqueue(cx, CLEAR, Some(format!("{}/{revision}", round.id)), payload)?;
    }
    Ok(())
}

/// Makes the next revision of a round's book, as an upheld objection says: recorded, under the same seed, never
/// with new bids. Returns the round; clearing it again is the caller's to queue.
///
/// Errors: as [`Book::amended`]; `round_state` before the draw.
pub fn amend_book(
    cx: &mut Cx<'_>,
    round: &Round,
    changes: &[BookChange],
    reason: &str,
    objection: Option<ObjectionId>,
) -> AppResult<Round> {
    let last = store::find_book(cx.conn, round.id, round.book_revision).or_not_found()?;
    let seed = last.seed.clone().ok_or_else(|| AppError::new(Code::RoundState).clause("D9.1"))?;
    let next = published::read(&last)?.amended(changes, objection)?;
    let content = next.canonical()?;
    insert_book(cx, &next, &content, Some(seed), Some(reason), objection)?;
    let detail = json!({
        "revision": next.revision, "digest": hex::encode(book::digest(&content)),
        "objection": objection, "bids": next.bids.len(), "excluded": next.excluded.len(),
    });
    cx.audit("amend_book", "round", Some(round.id), detail)?;
    save(cx, Round { book_revision: next.revision, ..round.clone() })
}

/// Enters the public figure that joins the draw, once, after closing.
///
/// Errors: `round_state` before the book is frozen; `conflict` for a round without a beacon, and for another
/// figure than the one entered.
pub fn enter_beacon(cx: &mut Cx<'_>, id: RoundId, input: &EnterBeacon) -> AppResult<()> {
    let round = crate::allocation::rounds::service::load(cx, id, Action::EnterBeacon)?;
    if round.state != RoundState::Closed || round.book_revision == 0 {
        return Err(AppError::new(Code::RoundState).clause("D9.1").param("state", round.state.as_str()));
    }
    let name = published::book(cx, id, 1)?.beacon.ok_or_else(|| AppError::new(Code::Conflict))?;
    match store::find_beacon(cx.conn, id)? {
        Some(entered) if entered.figure == input.figure => return Ok(()),
        Some(_) => return Err(AppError::new(Code::Conflict)),
        None => {}
    }
    let row = RoundBeacon {
        round_id: id,
        name,
        figure: input.figure.clone(),
        entered_by: cx.actor.user_id(),
        entered_at: cx.now,
    };
    store::insert_beacon(cx.conn, &row).on_duplicate(|| AppError::new(Code::Conflict))?;
    cx.audit("enter_beacon", "round", Some(id), json!({ "name": row.name, "figure": row.figure }))
}
