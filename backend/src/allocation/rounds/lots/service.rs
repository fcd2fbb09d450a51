//! Lots: setting, listing, freezing.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::dto::*;
use super::store;
use crate::allocation::ownership::model::{OwnedId, OwnedKind};
use crate::allocation::ownership::service::owners_on;
use crate::allocation::rounds::dto::RoundView;
use crate::allocation::rounds::eligibility::Facts;
use crate::allocation::rounds::model::*;
use crate::allocation::rounds::rules::Act;
use crate::allocation::rounds::service::{get_round, load, load_for, policy_of, save};
use crate::allocation::rounds::terms::Terms;
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::clients::locks;
use crate::clients::measures::{self, Measure};
use crate::clients::model::{ClientId, ClientKind, ClientState, HolderId, HolderKind};
use crate::clients::numbers::mask_name;
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, FieldError};
use crate::http::{IfMatch, Page};
use crate::policy::Policy;

/// Sets all lots of a round in draft.
///
/// Errors: at `/lots/i/client_ids/j` for a client named twice, unknown, not served, or of another branch.
pub fn set_lots(cx: &mut Cx<'_>, id: RoundId, version: IfMatch, input: &SetLots) -> AppResult<RoundView> {
    let round = load_for(cx, id, Action::SetLots, version, Act::Edit)?;
    let count: usize = input.lots.iter().map(|l| l.client_ids.len()).sum();
    if count > MAX_CLIENTS {
        return Err(AppError::field("/lots", "too_many").clause("D9.1"));
    }
    replace(cx, &round, &input.lots)?;
    save(cx, round)?;
    cx.audit("set_lots", "round", Some(id), json!({ "lots": input.lots.len(), "clients": count }))?;
    get_round(cx, id)
}

/// Puts lots in place of those before; see [`set_lots`].
pub fn replace(cx: &mut Cx<'_>, round: &Round, lots: &[LotInput]) -> AppResult<()> {
    let ids: Vec<ClientId> = lots.iter().flat_map(|l| l.client_ids.iter().copied()).collect();
    let known = store::list_clients(cx.conn, &ids)?;
    let mut faults = Vec::new();
    let mut seen = HashSet::new();
    for (i, lot) in lots.iter().enumerate() {
        for (j, client) in lot.client_ids.iter().enumerate() {
            let code = match known.get(client) {
                _ if !seen.insert(*client) => "duplicate",
                None => "not_found",
                Some(m) if m.branch_id != round.branch_id => "not_found",
                Some(m) if m.state != ClientState::Active => "not_served",
                Some(_) => continue,
            };
            faults.push(FieldError {
                pointer: format!("/lots/{i}/client_ids/{j}"),
                code,
                params: serde_json::Map::new(),
                clause: Some("D9.1"),
            });
        }
    }
    if !faults.is_empty() {
        faults.truncate(100);
        return Err(AppError::new(Code::InvalidBody).clause("D9.1").with_fields(faults));
    }
    let (_, policy) = policy_of(cx, round)?;
    let measures = measures::of_clients(cx, &ids, &policy)?;
    let (mut rows, mut members) = (Vec::with_capacity(lots.len()), Vec::with_capacity(ids.len()));
    for (number, input) in (1_i32..).zip(lots) {
        let name = match (&input.name, input.client_ids.as_slice()) {
            (Some(name), _) => name.clone(),
            (None, [only]) => known.get(only).map(|m| m.name.chars().take(120).collect()).unwrap_or_default(),
            (None, _) => number.to_string(),
        };
        let lot = Lot {
            id: LotId::new(),
            round_id: round.id,
            number,
            name,
            reserve_value: input.reserve_value,
            worth_fen: 0,
            exposure_fen: 0,
            base_fen: 0,
            client_count: i32::try_from(input.client_ids.len()).unwrap_or(i32::MAX),
            sent_to: None,
        };
        members.extend(input.client_ids.iter().map(|client| member(&lot, *client, measures.get(client))));
        rows.push(lot);
    }
    let bases = bases(cx, round, &ids, &policy)?;
    total(&mut rows, &members, &bases)?;
    store::delete_lots(cx.conn, round.id)?;
    store::insert_lots(cx.conn, &rows, &members)?;
    if round.parent_round.is_some() {
        // A tender holds what it took on from its making, so that no other round gets between.
        locks::release(cx, HolderKind::Round, HolderId(round.id.0))?;
        locks::take(cx, &ids, HolderKind::Round, HolderId(round.id.0))?;
    }
    Ok(())
}

fn member(lot: &Lot, client: ClientId, measure: Option<&Measure>) -> LotClient {
    let m = measure.cloned().unwrap_or_default();
    LotClient {
        round_id: lot.round_id,
        client_id: client,
        lot_id: lot.id,
        worth_fen: m.worth_fen,
        exposure_fen: m.exposure_fen,
        has_credit: m.has_credit,
        must_allocate: m.must_allocate,
        standing: m.standing,
        size: m.size,
        flags: Json(json!(m.flags)),
    }
}

/// Each client's average daily balance of what the round's commitments measure, unweighted: their base.
fn bases(
    cx: &mut Cx<'_>,
    round: &Round,
    clients: &[ClientId],
    policy: &Policy,
) -> AppResult<HashMap<ClientId, i64>> {
    let terms: Terms = round.terms.read()?;
    let plain = Policy { worth: terms.measure.counted(&policy.worth), ..policy.clone() };
    let figures = measures::figures_of(cx, clients, &plain)?;
    Ok(figures.into_iter().map(|(client, f)| (client, f.worth_fen)).collect())
}

/// Adds up each lot from its clients.
fn total(lots: &mut [Lot], members: &[LotClient], bases: &HashMap<ClientId, i64>) -> AppResult<()> {
    let mut sums: HashMap<LotId, (i128, i128, i128)> = HashMap::new();
    for m in members {
        let sum = sums.entry(m.lot_id).or_default();
        sum.0 += i128::from(m.worth_fen);
        sum.1 += i128::from(m.exposure_fen);
        sum.2 += i128::from(bases.get(&m.client_id).copied().unwrap_or(0));
    }
    let fen = |sum: i128| i64::try_from(sum).map_err(AppError::internal);
    for lot in lots {
        let (worth, exposure, base) = sums.get(&lot.id).copied().unwrap_or_default();
        (lot.worth_fen, lot.exposure_fen, lot.base_fen) = (fen(worth)?, fen(exposure)?, fen(base)?);
    }
    Ok(())
}

/// Takes the lots' figures once more, under the policy that the round is published under; they stand from then on.
pub fn freeze(cx: &mut Cx<'_>, round: &Round, policy: &Policy) -> AppResult<()> {
    let mut lots = store::list_lots(cx.conn, round.id, None, None)?;
    let before = store::list_lot_clients(cx.conn, round.id)?;
    let ids: Vec<ClientId> = before.iter().map(|m| m.client_id).collect();
    let measures = measures::of_clients(cx, &ids, policy)?;
    let by_id: HashMap<LotId, &Lot> = lots.iter().map(|l| (l.id, l)).collect();
    let members: Vec<LotClient> = before
        .iter()
        .filter_map(|m| by_id.get(&m.lot_id).map(|lot| member(lot, m.client_id, measures.get(&m.client_id))))
        .collect();
    let bases = bases(cx, round, &ids, policy)?;
    total(&mut lots, &members, &bases)?;
    store::delete_lots(cx.conn, round.id)?;
    store::insert_lots(cx.conn, &lots, &members)?;
    Ok(())
}

/// A page of a round's lots, by number.
pub fn list_lots(cx: &mut Cx<'_>, id: RoundId, q: &ListLots) -> AppResult<Page<LotView>> {
    let round = load(cx, id, Action::ListLots)?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "lots", q.cursor.as_deref())?;
    let rows = store::list_lots(cx.conn, id, after, Some(limit + 1))?;
    let page = crate::db::page::page(cx.app.keys(), "lots", rows, limit, |l| l.number, |l| l)?;
    Ok(Page { items: views(cx, &round, page.items)?, next_cursor: page.next_cursor })
}

/// Lots with their clients, as the reader may see them.
pub fn views(cx: &mut Cx<'_>, round: &Round, lots: Vec<Lot>) -> AppResult<Vec<LotView>> {
    let by_name = cx.actor.can(Action::ListCandidates, &Thing::branch(round.branch_id));
    let ids: Vec<LotId> = lots.iter().map(|l| l.id).collect();
    let mut members: HashMap<LotId, Vec<LotClientView>> = HashMap::new();
    for (m, (client_no, name, kind)) in store::list_members(cx.conn, &ids)? {
        let name = if by_name || kind == ClientKind::Corporate { name } else { mask_name(&name) };
        members.entry(m.lot_id).or_default().push(LotClientView {
            client_id: m.client_id.to_string(),
            client_no,
            name,
            kind,
            standing: m.standing,
            size: m.size,
            flags: m.flags.read()?,
            worth_fen: m.worth_fen,
            exposure_fen: m.exposure_fen,
            has_credit: m.has_credit,
            must_allocate: m.must_allocate,
        });
    }
    Ok(lots
        .into_iter()
        .map(|l| {
            let clients = members.remove(&l.id).unwrap_or_default();
            let name = match clients.as_slice() {
                [only] if only.kind == ClientKind::Individual && !by_name => only.name.clone(),
                _ => l.name,
            };
            LotView {
                id: l.id.to_string(),
                number: l.number,
                name,
                reserve_value: l.reserve_value,
                worth_fen: l.worth_fen,
                exposure_fen: l.exposure_fen,
                base_fen: l.base_fen,
                client_count: l.client_count,
                sent_to: l.sent_to.map(|r| r.to_string()),
                clients,
            }
        })
        .collect())
}

/// Names of lots as the reader may see them.
pub fn shown_names(
    cx: &mut Cx<'_>,
    round: &Round,
    lots: impl Iterator<Item = LotId>,
) -> AppResult<HashMap<LotId, String>> {
    let ids: Vec<LotId> = lots.collect();
    let rows = store::list_lots_by_id(cx.conn, round.id, &ids)?;
    Ok(views(cx, round, rows)?.into_iter().filter_map(|v| Some((v.id.parse().ok()?, v.name))).collect())
}

/// Clients of the round's branch that a lot could hold, in order of name.
pub fn list_candidates(cx: &mut Cx<'_>, id: RoundId, q: &ListCandidates) -> AppResult<Page<CandidateView>> {
    let round = load(cx, id, Action::ListCandidates)?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "candidates", q.cursor.as_deref())?;
    let which = q.which.unwrap_or(WhichCandidates::Unowned);
    let rows = store::list_possible(cx.conn, round.branch_id, which, cx.today, after, limit + 1)?;
    let page = crate::db::page::page(
        cx.app.keys(),
        "candidates",
        rows,
        limit,
        |c| (c.sort_key.clone(), c.id),
        |c| c,
    )?;
    let ids: Vec<ClientId> = page.items.iter().map(|c| c.id).collect();
    let owned_ids: Vec<OwnedId> = ids.iter().map(|c| OwnedId(c.0)).collect();
    let (_, policy) = policy_of(cx, &round)?;
    let measures = measures::of_clients(cx, &ids, &policy)?;
    let owners = owners_on(cx, OwnedKind::Client, &owned_ids, cx.today, None)?;
    let inside = store::list_in_round(cx.conn, id, &ids)?;
    let held = locks::of(cx, &ids)?;
    let items = page
        .items
        .into_iter()
        .map(|c| {
            let m = measures.get(&c.id).cloned().unwrap_or_default();
            CandidateView {
                client_id: c.id.to_string(),
                client_no: c.client_no,
                name: c.name,
                kind: c.kind,
                industry: c.industry,
                place: c.place,
                standing: m.standing,
                size: m.size,
                flags: m.flags,
                worth_fen: m.worth_fen,
                exposure_fen: m.exposure_fen,
                has_credit: m.has_credit,
                must_allocate: m.must_allocate,
                owned: owners.get(&OwnedId(c.id.0)).is_some_and(|s| !s.is_unallocated()),
                in_round: inside.contains(&c.id),
                locked_since: held.get(&c.id).filter(|l| l.holder_id.0 != id.0).map(|l| l.since),
            }
        })
        .collect();
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// What eligibility asks of each lot's clients, as it stands frozen.
pub fn facts_of(cx: &mut Cx<'_>, round: RoundId) -> AppResult<HashMap<LotId, Vec<Facts>>> {
    let mut out: HashMap<LotId, Vec<Facts>> = HashMap::new();
    for m in store::list_lot_clients(cx.conn, round)? {
        out.entry(m.lot_id).or_default().push(Facts {
            standing: m.standing,
            size: m.size,
            flags: m.flags.read()?,
            has_credit: m.has_credit,
            exposure_fen: m.exposure_fen,
        });
    }
    Ok(out)
}

/// Takes an erased client's name out of the lots that carry it: they get the client's number; how many.
pub fn forget_client_name(cx: &mut Cx<'_>, id: ClientId, name: &str, number: &str) -> AppResult<usize> {
    Ok(store::rename_lots(cx.conn, id, name, number)?)
}
