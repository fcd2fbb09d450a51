//! The job that clears a book: runs the solver, shows how far it is, has the award verified, and writes it with
//! what became of each bid. A killed run starts again and, ended by its proof or by work, finds the same.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use kejing_clearing::{Award, Halt, Instance, Options, solve, verify};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::model::{BidOutcome, RoundAward, RoundBid};
use super::store;
use crate::allocation::rounds::assignments::service::{Win, award as give_lots};
use crate::allocation::rounds::model::{Round, RoundId, RoundState};
use crate::allocation::rounds::service::{find, move_to};
use crate::allocation::rounds::terms::Terms;
use crate::allocation::tender::book::Book;
use crate::allocation::tender::model::BidId;
use crate::allocation::tender::service as tender;
use crate::app::Cx;
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, OnConflict};
use crate::jobs::{Handler, JobCx, JobId, Lane};
use crate::org::model::OrgUnitId;

/// Kind of the job.
pub const KIND: &str = "clear_round";
/// Clears a book's revision.
pub const CLEAR: Handler = Handler { kind: KIND, lane: Lane::Solver, run };
/// Between two looks at the progress.
const SHOWN_EVERY: Duration = Duration::from_millis(500);

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Payload {
    round_id: RoundId,
    revision: i32,
    branch_id: OrgUnitId,
}

/// What keeps a second job for the same revision away.
pub fn dedupe_key(round: RoundId, revision: i32) -> String {
    format!("{round}/{revision}")
}

/// Queues the clearing of the round's present book; one that waits or runs already is returned instead.
pub fn queue(cx: &mut Cx<'_>, round: &Round) -> AppResult<JobId> {
    let revision = round.book_revision;
    let payload = Payload { round_id: round.id, revision, branch_id: round.branch_id };
    let key = dedupe_key(round.id, revision);
    crate::jobs::enqueue(cx, KIND, Some(key), serde_json::to_value(payload)?)
}

struct Task {
    book: Book,
    instance: Instance,
    terms: Terms,
}

/// What there is to clear; none once another run has, or the round has gone on.
fn task(cx: &mut Cx<'_>, payload: &Payload) -> AppResult<Option<Task>> {
    let round = find(cx, payload.round_id)?;
    if !is_waiting(&round, payload) {
        return Ok(None);
    }
    Ok(Some(Task {
        book: tender::book(cx, round.id, payload.revision)?,
        instance: tender::instance(cx, round.id, payload.revision)?,
        terms: round.terms.read()?,
    }))
}

fn is_waiting(round: &Round, payload: &Payload) -> bool {
    round.state == RoundState::Closed && round.book_revision == payload.revision
}

fn run(jcx: &JobCx) -> AppResult<Value> {
    let payload: Payload = jcx.job.payload.read()?;
    let Some(task) = jcx.read(|cx| task(cx, &payload))? else { return Ok(json!({ "skipped": true })) };
    let start = Instant::now();
    let award = clear(jcx, &task, start)?;
    let file = award.to_json();
    check(&task.instance, &file)?;
    let stored = jcx.write(|cx| put(cx, &payload, &task.book, &award, &file, jcx.job.id))?;
    Ok(json!({
        "skipped": !stored, "revision": payload.revision, "status": award.status, "value": award.value,
        "bound": award.bound, "gap_pct": award.gap_pct, "work": award.work, "stopped_by": award.stopped_by,
        "seconds": start.elapsed().as_secs(),
    }))
}

/// Solves within the round's limits. A request to stop ends it with the best award so far; a server that goes down
/// gives the job back.
fn clear(jcx: &JobCx, task: &Task, start: Instant) -> AppResult<Award> {
    let limit = Duration::from_secs(u64::from(task.terms.time_limit_s));
    let options = Options {
        work_limit: task.terms.work_limit,
        threads: usize::try_from(task.terms.threads).unwrap_or(1).max(1),
    };
    let mut shown: Option<Instant> = None;
    let mut given_up = false;
    let award = solve(&task.instance, &options, &mut |p| {
        if shown.is_none_or(|at| at.elapsed() >= SHOWN_EVERY) {
            shown = Some(Instant::now());
            let progress = json!({
                "value": p.value, "bound": p.bound, "gap_pct": p.gap, "work": p.work,
                "seconds": start.elapsed().as_secs(),
            });
            if let Err(e) = jcx.progress(progress) {
                log::warn!("round {}: progress: {e}", task.book.round);
            }
        }
        if jcx.cancel_requested() {
            ControlFlow::Break(Halt::Interrupt)
        } else if jcx.should_stop() {
            given_up = true;
            ControlFlow::Break(Halt::Interrupt)
        } else if start.elapsed() >= limit {
            ControlFlow::Break(Halt::Time)
        } else {
            ControlFlow::Continue(())
        }
    })
    .map_err(|e| AppError::internal(format!("the book cannot be cleared: {e}")))?;
    if given_up {
        return Err(AppError::unavailable("the clearing was handed back".to_owned()));
    }
    Ok(award)
}

/// Has the file checked as anybody may: without it nothing is stored.
fn check(instance: &Instance, file: &[u8]) -> AppResult<()> {
    let read = Award::from_json(file).map_err(AppError::internal)?;
    verify(instance, &read).map_err(|e| AppError::internal(format!("the award does not verify: {e}")))?;
    Ok(())
}

/// Writes the award, what became of each bid, and who gets which lot; the round is cleared then. False when the
/// round has gone on meanwhile.
fn put(
    cx: &mut Cx<'_>,
    payload: &Payload,
    book: &Book,
    award: &Award,
    file: &[u8],
    job: JobId,
) -> AppResult<bool> {
    let round = find(cx, payload.round_id)?;
    if !is_waiting(&round, payload) {
        return Ok(false);
    }
    let row = RoundAward {
        round_id: round.id,
        revision: payload.revision,
        job_id: Some(job),
        status: text(&award.status)?,
        value: award.value,
        bound: award.bound,
        gap_pct: award.gap_pct.clone(),
        tie_status: text(&award.tie_status)?,
        lots_awarded: i32::try_from(award.lots_awarded).map_err(AppError::internal)?,
        content: file.to_vec(),
        created_at: cx.now,
        published_at: None,
    };
    store::insert_award(cx.conn, &row).on_duplicate(|| AppError::new(Code::Conflict))?;
    let rows = store::list_bids(cx.conn, round.id, payload.revision)?;
    let decided = decided(rows, book, award)?;
    store::replace_live(cx.conn, round.id, payload.revision, &decided)?;
    give_lots(cx, &round, &wins(book, award))?;
    let round = move_to(cx, &round, RoundState::Cleared, None)?;
    let detail = json!({
        "revision": payload.revision, "status": row.status, "value": award.value, "bound": award.bound,
        "work": award.work, "winners": award.winners.len(), "digest": hex::encode(Sha256::digest(file)),
    });
    cx.audit("clear_round", "round", Some(round.id), detail)?;
    let params = json!({ "round": round.code, "name": round.name });
    let link = format!("/rounds/{}", round.id);
    crate::notices::service::notify(cx, round.created_by, "round_cleared", params, Some(link))?;
    Ok(true)
}

/// The word that a value has in the award's file.
fn text(value: &impl Serialize) -> AppResult<String> {
    match serde_json::to_value(value)? {
        Value::String(s) => Ok(s),
        other => Err(AppError::internal(format!("not a word: {other}"))),
    }
}

/// The live bids with their outcome: won, or lost to whom and by how much.
fn decided(rows: Vec<RoundBid>, book: &Book, award: &Award) -> AppResult<Vec<RoundBid>> {
    let id_of: HashMap<i64, BidId> = book.bids.iter().map(|b| (b.number, b.id)).collect();
    let number_of: HashMap<BidId, i64> = book.bids.iter().map(|b| (b.id, b.number)).collect();
    rows.into_iter()
        .filter(|row| row.outcome == BidOutcome::Live)
        .map(|row| {
            let number = number_of
                .get(&row.bid_id)
                .ok_or_else(|| AppError::internal(format!("bid {} is not in the book", row.bid_id)))?;
            Ok(match award.losers.get(number) {
                None => RoundBid { outcome: BidOutcome::Won, ..row },
                Some(loser) => {
                    let beaten_by: Vec<BidId> =
                        loser.beaten_by.iter().filter_map(|n| id_of.get(n)).copied().collect();
                    RoundBid {
                        outcome: BidOutcome::Lost,
                        beaten_by: Json::of(&beaten_by)?,
                        short_by: Some(loser.short_by),
                        ..row
                    }
                }
            })
        })
        .collect()
}

fn wins(book: &Book, award: &Award) -> Vec<Win> {
    let won = |number: &i64| book.bids.iter().find(|b| b.number == *number);
    award
        .winners
        .iter()
        .filter_map(won)
        .map(|b| Win { bid_id: b.id, manager_id: b.manager, lots: b.lots.clone(), value: b.value })
        .collect()
}
