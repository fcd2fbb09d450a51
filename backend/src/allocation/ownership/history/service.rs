//! Asking for the history, within the asker's scope.

use std::collections::HashMap;

use super::dto::*;
use crate::allocation::ownership::model::OwnedKind;
use crate::allocation::ownership::service::{self, held, owners_on};
use crate::allocation::ownership::store::{self, Known};
use crate::allocation::shares::Shares;
use crate::app::Cx;
use crate::auth::{Action, Scope};
use crate::clients::model::{AccountId, ClientId};
use crate::error::{AppError, AppResult, OrNotFound};
use crate::staffing::model::{Manager, ManagerId};

/// Who looks after a client: its history, and the answer for a day as known at a moment.
pub fn get_client_ownership(cx: &mut Cx<'_>, id: ClientId, q: &AskOwnership) -> AppResult<OwnershipView> {
    let scope = cx.scope(Action::GetClientOwnership)?;
    check_visible(cx, &scope, id)?;
    view(cx, OwnedKind::Client, id.into(), q)
}

/// Who looks after an account: its own entries, and the answer for a day, its client's where it has none.
pub fn get_account_ownership(cx: &mut Cx<'_>, id: AccountId, q: &AskOwnership) -> AppResult<OwnershipView> {
    let scope = cx.scope(Action::GetAccountOwnership)?;
    let client = store::list_clients_of(cx.conn, &[id])?.remove(&id).or_not_found()?;
    check_visible(cx, &scope, client)?;
    view(cx, OwnedKind::Account, id.into(), q)
}

/// 404 for a client that is not there or hidden: an RM sees the clients that the RM's managers own a part of today,
/// or an account of.
pub(in crate::allocation::ownership) fn check_visible(
    cx: &mut Cx<'_>,
    scope: &Scope,
    id: ClientId,
) -> AppResult<()> {
    let subject = store::find_subject(cx.conn, OwnedKind::Client, id.into()).or_not_found()?;
    if !store::is_shown(cx.conn, id)? {
        return Err(AppError::not_found());
    }
    let Scope::Some { branches, managers } = scope else { return Ok(()) };
    if branches.contains(&subject.branch_id)
        || (!managers.is_empty() && store::is_owned_by(cx.conn, id, managers, cx.today)?)
    {
        return Ok(());
    }
    Err(AppError::not_found())
}

fn view(
    cx: &mut Cx<'_>,
    kind: OwnedKind,
    id: crate::allocation::ownership::model::OwnedId,
    q: &AskOwnership,
) -> AppResult<OwnershipView> {
    let owner_version = store::find_subject(cx.conn, kind, id).or_not_found()?.owner_version;
    let day = q.day.unwrap_or(cx.today);
    let rows = held(cx, kind, id, q.known_at.map_or(Known::Ever, Known::At))?;
    let on_day = owners_on(cx, kind, &[id], day, q.known_at)?.remove(&id);
    let own = service::own_entries(cx, kind, &[id], day, q.known_at)?.contains_key(&id);
    let people = rows.iter().map(|r| &r.shares).chain(on_day.as_ref()).flat_map(|s| s.parts());
    let people: Vec<ManagerId> = people.map(|(m, _)| *m).collect();
    let names = crate::staffing::service::managers_by_id(cx, &people)?;
    Ok(OwnershipView {
        rows: rows
            .into_iter()
            .map(|held| OwnershipRow {
                valid_from: held.row.valid_from,
                valid_to: held.row.valid_to,
                known_from: held.row.known_from,
                known_to: held.row.known_to,
                shares: share_views(&held.shares, &names),
                source_kind: held.row.source_kind,
                source_id: held.row.source_id.map(|s| s.0.to_string()),
                reason: held.row.reason,
            })
            .collect(),
        on_day: on_day.map(|shares| OnDay { day, inherited: !own, shares: share_views(&shares, &names) }),
        owner_version,
    })
}

/// Shares with the managers' names.
pub(in crate::allocation::ownership) fn share_views(
    shares: &Shares<ManagerId>,
    managers: &HashMap<ManagerId, Manager>,
) -> Vec<ShareView> {
    shares
        .parts()
        .iter()
        .map(|(id, bps)| ShareView {
            manager_id: id.to_string(),
            manager_name: managers.get(id).map(|m| m.name.clone()).unwrap_or_default(),
            bps: bps.get(),
        })
        .collect()
}
