//! Clearing by request, and what was decided.

use std::collections::{BTreeSet, HashMap};

use kejing_clearing::{Award, Prices};

use super::clearing::{self, dedupe_key, queue};
use super::dto::*;
use super::model::{BidOutcome, RoundAward, RoundBid};
use super::store;
use crate::allocation::ownership::service::{Book as Looked, book_of};
use crate::allocation::rounds::lots::store::list_lots;
use crate::allocation::rounds::model::*;
use crate::allocation::rounds::service::load;
use crate::allocation::tender::book::Book;
use crate::allocation::tender::service as tender;
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::http::IdemKey;
use crate::jobs::{self, JobId};
use crate::money::{Rounding, divide};
use crate::staffing::model::{Manager, ManagerId};
use crate::staffing::service::managers_by_id;

/// Queues the clearing of a closed round's book; one that waits or runs already is the answer then.
///
/// Errors: `round_state` for a round that is not closed, or whose draw has not taken place.
pub fn clear_round(cx: &mut Cx<'_>, id: RoundId, key: &IdemKey) -> AppResult<ClearingView> {
    let round = load(cx, id, Action::ClearRound)?;
    let job: JobId = cx.once(key, Action::ClearRound, &id, |cx| {
        let drawn = round.state == RoundState::Closed
            && round.book_revision > 0
            && tender::instance(cx, id, round.book_revision)?.seed.is_some();
        if !drawn {
            return Err(AppError::new(Code::RoundState).clause("D9.1").param("state", round.state.as_str()));
        }
        let job = queue(cx, &round)?;
        let detail = serde_json::json!({ "job_id": job, "revision": round.book_revision });
        cx.audit("queue_clearing", "round", Some(id), detail)?;
        Ok(job)
    })?;
    view(cx, job, round.book_revision)
}

/// The clearing of the round's present book.
pub fn get_clearing(cx: &mut Cx<'_>, id: RoundId) -> AppResult<ClearingView> {
    let round = load(cx, id, Action::GetClearing)?;
    let key = dedupe_key(id, round.book_revision);
    let job = jobs::service::find_last(cx, clearing::KIND, &key)?.or_not_found()?;
    view(cx, job, round.book_revision)
}

fn view(cx: &mut Cx<'_>, job: JobId, revision: i32) -> AppResult<ClearingView> {
    let job = jobs::service::find(cx, job)?;
    Ok(ClearingView { job_id: job.id.to_string(), revision, state: job.state, progress: job.progress.0 })
}

/// Asks a running clearing to stop with the best award found so far and its proven gap. 404 where none runs.
pub fn stop_clearing(cx: &mut Cx<'_>, id: RoundId) -> AppResult<ClearingView> {
    let round = load(cx, id, Action::StopClearing)?;
    let key = dedupe_key(id, round.book_revision);
    let job = jobs::service::request_stop(cx, clearing::KIND, &key)?.or_not_found()?;
    cx.audit("stop_clearing", "round", Some(id), serde_json::json!({ "job_id": job }))?;
    view(cx, job, round.book_revision)
}

/// Notes that the award of the round's present book was announced: from now on participants read it.
pub fn announced(cx: &mut Cx<'_>, round: &Round) -> AppResult<()> {
    let now = cx.now;
    store::set_announced(cx.conn, round.id, round.book_revision, now)?;
    Ok(())
}

/// The award that the caller may read: the branch and head office once it stands, participants once it was
/// announced.
fn readable(
    cx: &mut Cx<'_>,
    id: RoundId,
    action: Action,
    revision: Option<i32>,
) -> AppResult<(Round, RoundAward)> {
    let round = load(cx, id, action)?;
    let staff = cx.actor.can(action, &Thing::branch(round.branch_id));
    let award = match revision {
        Some(revision) => Some(store::find_award(cx.conn, id, revision).or_not_found()?)
            .filter(|a| staff || a.published_at.is_some()),
        None => store::find_last_award(cx.conn, id, !staff)?,
    };
    Ok((round, award.or_not_found()?))
}

/// The award's file, byte by byte.
pub fn get_award(cx: &mut Cx<'_>, id: RoundId, q: &WhichRevision) -> AppResult<Vec<u8>> {
    Ok(readable(cx, id, Action::GetAward, q.revision)?.1.content)
}

/// What the clearing decided, with names, for the page that participants read.
pub fn get_result(cx: &mut Cx<'_>, id: RoundId, q: &WhichRevision) -> AppResult<ResultView> {
    let (round, row) = readable(cx, id, Action::GetResult, q.revision)?;
    let award = Award::from_json(&row.content).map_err(AppError::internal)?;
    let book = tender::book(cx, id, row.revision)?;
    let draw = tender::list_bid_digests(cx, id, Some(row.revision))?;
    let bids = store::list_bids(cx.conn, id, row.revision)?;
    let lots = list_lots(cx.conn, id, None, None)?;
    let ids: Vec<ManagerId> =
        book.managers.iter().map(|m| m.id).chain(bids.iter().map(|b| b.manager_id)).collect();
    let names = managers_by_id(cx, &ids)?;
    let (winners, losers) = outcomes(&bids, &names)?;
    let won_by: HashMap<&str, &str> =
        winners.iter().flat_map(|w| w.lot_ids.iter().map(|lot| (lot.as_str(), w.bid_id.as_str()))).collect();
    let lot_results = lot_results(&book, &lots, &award.prices, &won_by);
    let unallocated_lots =
        lot_results.iter().filter(|l| l.won_by.is_none()).map(|l| l.lot_id.clone()).collect();
    let managers = manager_results(cx, &round, &book, &lots, &winners, &names)?;
    let word = |v: serde_json::Result<serde_json::Value>| -> AppResult<String> {
        Ok(v?.as_str().unwrap_or_default().to_owned())
    };
    Ok(ResultView {
        round_id: id.to_string(),
        revision: row.revision,
        status: row.status,
        value: row.value,
        bound: row.bound,
        gap_pct: row.gap_pct,
        tie_status: row.tie_status,
        stopped_by: word(serde_json::to_value(award.stopped_by))?,
        certificate: word(serde_json::to_value(award.certificate))?,
        work: award.work,
        book_digest: draw.book_digest,
        first_book_digest: draw.first_book_digest,
        commitment: draw.commitment,
        secret: draw.secret,
        seed: draw.seed,
        beacon_name: draw.beacon_name,
        beacon_figure: draw.beacon_figure,
        digests: draw.items,
        winners,
        losers,
        lots: lot_results,
        unallocated_lots,
        managers,
        announced_at: row.published_at,
        notice_ends_at: round.notice_ends_at,
    })
}

fn outcomes(
    bids: &[RoundBid],
    names: &HashMap<ManagerId, Manager>,
) -> AppResult<(Vec<WinnerView>, Vec<LoserView>)> {
    let (mut winners, mut losers) = (Vec::new(), Vec::new());
    for b in bids {
        let lots: Vec<LotId> = b.lots.read()?;
        let lot_ids = lots.iter().map(ToString::to_string).collect();
        let manager_name = names.get(&b.manager_id).map(|m| m.name.clone()).unwrap_or_default();
        let (bid_id, manager_id) = (b.bid_id.to_string(), b.manager_id.to_string());
        if b.outcome == BidOutcome::Won {
            winners.push(WinnerView { bid_id, manager_id, manager_name, lot_ids, value: b.value });
        } else {
            losers.push(LoserView {
                bid_id,
                manager_id,
                manager_name,
                lot_ids,
                value: b.value,
                outcome: b.outcome,
                beaten_by: b.beaten_by.read()?,
                short_by: b.short_by,
                reasons: b.reasons.read()?,
            });
        }
    }
    Ok((winners, losers))
}

fn lot_results(book: &Book, lots: &[Lot], prices: &Prices, won_by: &HashMap<&str, &str>) -> Vec<LotResult> {
    let number_of: HashMap<_, i64> = book.clients.iter().map(|c| (c.id, c.number)).collect();
    let name_of: HashMap<LotId, &str> = lots.iter().map(|l| (l.id, l.name.as_str())).collect();
    book.lots
        .iter()
        .map(|lot| {
            let lot_id = lot.id.to_string();
            let of_clients = lot.clients.iter().filter_map(|c| number_of.get(c));
            let scaled: i128 = of_clients.filter_map(|n| prices.clients.get(n)).sum();
            LotResult {
                number: lot.number,
                name: name_of.get(&lot.id).copied().unwrap_or_default().to_owned(),
                reserve_value: lot.reserve_value,
                price: price(scaled, prices.scale),
                won_by: won_by.get(lot_id.as_str()).map(|b| (*b).to_owned()),
                lot_id,
            }
        })
        .collect()
}

/// `scaled / scale` in decimals, rounded up to four of them.
fn price(scaled: i128, scale: i128) -> String {
    let units = scaled
        .checked_mul(10_000)
        .and_then(|n| divide(n, scale.max(1), Rounding::Ceiling))
        .unwrap_or_else(|| scaled / scale.max(1) * 10_000);
    format!("{}.{:04}", units / 10_000, units % 10_000)
}

/// Each participant's book before: by the owners of today, or of the day before the round takes effect.
fn manager_results(
    cx: &mut Cx<'_>,
    round: &Round,
    book: &Book,
    lots: &[Lot],
    winners: &[WinnerView],
    names: &HashMap<ManagerId, Manager>,
) -> AppResult<Vec<ManagerResult>> {
    let ids: Vec<ManagerId> =
        book.managers.iter().map(|m| m.id).collect::<BTreeSet<_>>().into_iter().collect();
    let today = cx.today;
    let day = round.effective_on.and_then(|d| d.pred_opt()).map_or(today, |d| d.min(today));
    let before = book_of(cx, &ids, day)?;
    let lot_of: HashMap<String, &Lot> = lots.iter().map(|l| (l.id.to_string(), l)).collect();
    Ok(ids
        .into_iter()
        .map(|id| {
            let had: Looked = before.get(&id).copied().unwrap_or_default();
            let name = id.to_string();
            let mine: Vec<&WinnerView> = winners.iter().filter(|w| w.manager_id == name).collect();
            let won: Vec<&Lot> =
                mine.iter().flat_map(|w| &w.lot_ids).filter_map(|l| lot_of.get(l).copied()).collect();
            ManagerResult {
                manager_name: names.get(&id).map(|m| m.name.clone()).unwrap_or_default(),
                manager_id: name,
                lots: won.len() as i64,
                value: mine.iter().map(|w| w.value).sum(),
                clients_before: had.clients,
                clients_after: had.clients + won.iter().map(|l| i64::from(l.client_count)).sum::<i64>(),
                worth_before_fen: had.worth_fen,
                worth_after_fen: had.worth_fen + won.iter().map(|l| l.worth_fen).sum::<i64>(),
                exposure_before_fen: had.exposure_fen,
                exposure_after_fen: had.exposure_fen + won.iter().map(|l| l.exposure_fen).sum::<i64>(),
            }
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::price;

    #[test]
    fn a_price_is_rounded_up_to_four_decimals() {
        assert_eq!(price(0, 1), "0.0000");
        assert_eq!(price(7, 2), "3.5000");
        assert_eq!(price(1, 3), "0.3334");
        assert_eq!(price(123 << 66, 1 << 66), "123.0000");
        assert_eq!(price((123 << 66) + 1, 1 << 66), "123.0001");
    }
}
