//! Proposing packs.

use std::collections::{BTreeMap, HashMap};

use super::dto::*;
use crate::allocation::packs::{Arrangement, PackClient, PacksError, propose_packs as propose};
use crate::allocation::rounds::lots::dto::{MAX_CLIENTS, WhichCandidates};
use crate::allocation::rounds::lots::store;
use crate::allocation::rounds::model::*;
use crate::allocation::rounds::service::{load, policy_of};
use crate::app::Cx;
use crate::auth::Action;
use crate::clients::locks;
use crate::clients::measures;
use crate::clients::model::{ClientId, Size};
use crate::error::{AppError, AppResult};
use crate::money::Fen;

/// Proposes balanced packs of clients of the round's branch; saves nothing.
///
/// Errors: at `/count` for more packs than clients; at `/client_ids` for clients that are not the branch's.
pub fn propose_packs(cx: &mut Cx<'_>, id: RoundId, input: &ProposePacks) -> AppResult<PacksView> {
    let round = load(cx, id, Action::ProposePacks)?;
    let which = match &input.client_ids {
        Some(_) => WhichCandidates::All,
        None => input.which.unwrap_or(WhichCandidates::Unowned),
    };
    let limit = i64::try_from(MAX_CLIENTS).unwrap_or(i64::MAX);
    let mut possible = store::list_possible(cx.conn, round.branch_id, which, cx.today, None, limit)?;
    if let Some(asked) = &input.client_ids {
        let by_id: HashMap<ClientId, store::Possible> = possible.into_iter().map(|c| (c.id, c)).collect();
        possible = asked
            .iter()
            .map(|c| by_id.get(c).cloned().ok_or_else(|| AppError::field("/client_ids", "not_found")))
            .collect::<AppResult<_>>()?;
    }
    let ids: Vec<ClientId> = possible.iter().map(|c| c.id).collect();
    let held = locks::of(cx, &ids)?;
    possible.retain(|c| held.get(&c.id).is_none_or(|lock| lock.holder_id.0 == id.0));
    let (_, policy) = policy_of(cx, &round)?;
    let measures = measures::of_clients(cx, &ids, &policy)?;
    let by = input.by.unwrap_or(PackBy::None);
    let clients: Vec<PackClient> = possible
        .into_iter()
        .map(|c| {
            let m = measures.get(&c.id);
            PackClient {
                id: c.id.0,
                worth: Fen(m.map_or(0, |m| m.worth_fen).max(0)),
                group: match by {
                    PackBy::None => None,
                    PackBy::Place => c.place,
                    PackBy::Industry => c.industry,
                    PackBy::Size => m.and_then(|m| m.size).map(|s: Size| s.as_str().to_owned()),
                },
            }
        })
        .collect();
    let arrangement = match by {
        PackBy::None => Arrangement::Free,
        PackBy::Place | PackBy::Industry => Arrangement::Together,
        PackBy::Size => Arrangement::Spread,
    };
    let count = usize::try_from(input.count).unwrap_or(usize::MAX);
    let proposed = propose(&clients, count, arrangement).map_err(|e| match e {
        PacksError::ClientTwice { .. } => AppError::field("/client_ids", "duplicate").clause("D9.1"),
        PacksError::NoPacks | PacksError::TooFewClients { .. } => {
            AppError::field("/count", "too_many").clause("D9.1")
        }
        PacksError::NegativeWorth { .. } | PacksError::TooMuchWorth => AppError::internal(e),
    })?;
    let groups: HashMap<uuid::Uuid, Option<String>> = clients.into_iter().map(|c| (c.id, c.group)).collect();
    let b = &proposed.balance;
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(PacksView {
        balance: BalanceView {
            largest_worth_fen: b.largest_worth.get(),
            smallest_worth_fen: b.smallest_worth.get(),
            largest_count: number(b.largest_count),
            smallest_count: number(b.smallest_count),
            worth_gini_bps: b.worth_inequality.get(),
            count_gini_bps: b.count_inequality.get(),
        },
        packs: proposed
            .packs
            .iter()
            .map(|pack| {
                let mut within: BTreeMap<Option<String>, i64> = BTreeMap::new();
                for client in &pack.clients {
                    *within.entry(groups.get(client).cloned().flatten()).or_default() += 1;
                }
                PackView {
                    client_ids: pack.clients.iter().map(ToString::to_string).collect(),
                    worth_fen: pack.worth.get(),
                    client_count: number(pack.clients.len()),
                    groups: within.into_iter().map(|(name, clients)| PackGroup { name, clients }).collect(),
                }
            })
            .collect(),
    })
}
