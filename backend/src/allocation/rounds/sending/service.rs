//! Sending lots on to a tender.

use std::collections::HashMap;

use serde_json::json;

use super::dto::TenderInput;
use crate::allocation::rounds::dto::{CreateRound, RoundView};
use crate::allocation::rounds::lots::dto::LotInput;
use crate::allocation::rounds::model::*;
use crate::allocation::rounds::participants::dto::ParticipantInput;
use crate::allocation::rounds::rules::{Act, check_act};
use crate::allocation::rounds::{assignments, lots, participants, service};
use crate::app::Cx;
use crate::auth::Action;
use crate::clients::locks;
use crate::clients::model::{ClientId, HolderId, HolderKind};
use crate::error::{AppError, AppResult, Code};
use crate::http::IdemKey;
use crate::staffing::model::ManagerId;

/// Sends the lots of a unit's packages that nobody has yet on to a tender; a round that is left without lots ends.
///
/// Errors: `round_method`, `round_state`; `round_incomplete` when no lot is left, or when it is to be published
/// and something is missing.
pub fn tender_lots(cx: &mut Cx<'_>, id: RoundId, key: &IdemKey, input: &TenderInput) -> AppResult<RoundView> {
    let child: RoundId = cx.once(key, Action::TenderLots, &(id, input), |cx| {
        let round = service::load(cx, id, Action::TenderLots)?;
        let round = service::catch_up(cx, &round)?;
        check_act(Act::Tender, round.method, round.state)?;
        let given: Vec<LotId> =
            assignments::store::list_assignments(cx.conn, id)?.into_iter().map(|a| a.lot_id).collect();
        let left: Vec<Lot> = lots::store::list_lots(cx.conn, id, None, None)?
            .into_iter()
            .filter(|l| l.sent_to.is_none() && !given.contains(&l.id))
            .collect();
        let members: Vec<ManagerId> =
            participants::store::list_participants(cx.conn, id)?.into_iter().map(|p| p.manager_id).collect();
        let (round, child) = send_on(cx, &round, &left, &members, input)?;
        if given.is_empty() {
            end(cx, &round, &child)?;
        }
        Ok(child.id)
    })?;
    service::get_round(cx, child)
}

/// Ends a round whose lots all went on.
pub fn end(cx: &mut Cx<'_>, round: &Round, child: &Round) -> AppResult<Round> {
    service::cancel(cx, round, &format!("→ {}", child.code))
}

/// Makes a tender of lots of a round and hands their clients over, so that no other round gets between. Returns
/// both rounds as they are then.
pub fn send_on(
    cx: &mut Cx<'_>,
    round: &Round,
    left: &[Lot],
    bidders: &[ManagerId],
    input: &TenderInput,
) -> AppResult<(Round, Round)> {
    if left.is_empty() {
        return Err(AppError::new(Code::RoundIncomplete).clause("D9.1").with_field("/lots", "required"));
    }
    let create = CreateRound {
        name: input.name.clone().unwrap_or_else(|| round.name.clone()),
        branch_id: round.branch_id,
        method: Method::OpenTender,
        terms: Some(input.terms.clone().map_or_else(|| round.terms.read(), Ok)?),
        opens_at: input.opens_at,
        closes_at: input.closes_at,
        effective_on: input.effective_on.or(round.effective_on),
    };
    let child = service::insert(cx, &create, Some(round.id))?;
    let mut members: HashMap<LotId, Vec<ClientId>> = HashMap::new();
    for m in lots::store::list_lot_clients(cx.conn, round.id)? {
        members.entry(m.lot_id).or_default().push(m.client_id);
    }
    let inputs: Vec<LotInput> = left
        .iter()
        .map(|l| LotInput {
            name: Some(l.name.clone()),
            client_ids: members.get(&l.id).cloned().unwrap_or_default(),
            reserve_value: l.reserve_value,
        })
        .collect();
    let clients: Vec<ClientId> = inputs.iter().flat_map(|l| l.client_ids.iter().copied()).collect();
    locks::release_some(cx, &clients, HolderKind::Round, HolderId(round.id.0))?;
    lots::service::replace(cx, &child, &inputs)?;
    let ids: Vec<LotId> = left.iter().map(|l| l.id).collect();
    lots::store::update_sent_to(cx.conn, &ids, child.id)?;
    let participants: Vec<ParticipantInput> = input.participants.clone().unwrap_or_else(|| {
        bidders
            .iter()
            .map(|m| ParticipantInput { manager_id: *m, capacity: None, max_exposure_fen: None })
            .collect()
    });
    participants::service::replace(cx, &child, &participants)?;
    let child = if input.publish { service::publish(cx, &child)? } else { child };
    let round = service::save(cx, round.clone())?;
    let detail = json!({ "to": child.id, "lots": ids.len(), "clients": clients.len() });
    cx.audit("send_lots_on", "round", Some(round.id), detail)?;
    Ok((round, child))
}
