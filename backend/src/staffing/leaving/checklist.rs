//! What is left of a procedure, computed from the other rooms.

use super::dto::{LeavingItem, LeavingThing};
use super::model::*;
use super::rules::{self, Left};
use super::store;
use crate::allocation::ownership::named::service::named_from;
use crate::allocation::rounds::participants::leaving::{Tie, rounds_of};
use crate::app::Cx;
use crate::approvals::leavers;
use crate::approvals::model::Request;
use crate::clients::holdings;
use crate::error::AppResult;
use crate::staffing::keepers;

/// The lines with their things.
pub fn items(cx: &mut Cx<'_>, leaving: &Leaving) -> AppResult<Vec<LeavingItem>> {
    let day = rules::last_day(leaving.leaves_on, cx.today);
    let mut out = vec![clients(cx, leaving)?, rounds(cx, leaving)?];
    let proposed = leavers::proposed_by(cx, leaving.employee_id)?;
    out.push(item(ItemKind::Proposed, proposed.iter().map(|r| request(r, true)).collect(), 0));
    let waiting = leavers::only_by(cx, leaving.employee_id, day)?;
    out.push(item(ItemKind::Waiting, waiting.iter().map(|r| request(r, false)).collect(), 0));
    let kept = keepers::kept_from(cx, leaving.employee_id, day)?;
    let things = kept.into_iter().map(|k| LeavingThing {
        id: k.manager.id.to_string(),
        name: Some(k.manager.name),
        request_kind: None,
        round_state: None,
        can_settle: true,
    });
    out.push(item(ItemKind::Maintained, things.collect(), 0));
    out.push(named_credits(cx, leaving, day)?);
    out.push(item(ItemKind::CreditResponsibilities, Vec::new(), 0));
    out.push(item(ItemKind::RiskFund, Vec::new(), 0));
    Ok(out)
}

/// The lines as the rules weigh them.
pub fn lefts(items: &[LeavingItem]) -> Vec<Left> {
    items.iter().map(|i| Left { kind: i.kind, left: i.left, waiting: i.waiting }).collect()
}

fn item(kind: ItemKind, things: Vec<LeavingThing>, waiting: i64) -> LeavingItem {
    let left = i64::try_from(things.len()).unwrap_or(i64::MAX);
    counted(kind, left, waiting, things)
}

fn counted(kind: ItemKind, left: i64, waiting: i64, mut things: Vec<LeavingThing>) -> LeavingItem {
    things.truncate(500);
    LeavingItem {
        kind,
        state: Left { kind, left, waiting }.state(),
        left,
        waiting,
        clause: rules::clause(kind).to_owned(),
        by: rules::who(kind).to_vec(),
        things,
    }
}

fn clients(cx: &mut Cx<'_>, leaving: &Leaving) -> AppResult<LeavingItem> {
    let Some(manager) = leaving.manager_id else { return Ok(counted(ItemKind::Clients, 0, 0, Vec::new())) };
    let day = rules::last_day(leaving.leaves_on, cx.today);
    let held = holdings::list_held(cx, manager, day, None, i64::MAX)?;
    let planned: std::collections::HashSet<_> =
        store::list_planned(cx.conn, leaving.id)?.into_iter().map(|(client, _)| client).collect();
    let waiting = held.iter().filter(|h| planned.contains(&h.0)).count();
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(counted(ItemKind::Clients, number(held.len()), number(waiting), Vec::new()))
}

fn named_credits(cx: &mut Cx<'_>, leaving: &Leaving, day: chrono::NaiveDate) -> AppResult<LeavingItem> {
    let found = match leaving.manager_id {
        Some(manager) => named_from(cx, manager, day)?,
        None => Vec::new(),
    };
    let things = found.into_iter().map(|(client, number)| LeavingThing {
        id: client.to_string(),
        // Its number: whoever leads is no reader of clients everywhere.
        name: Some(number),
        request_kind: None,
        round_state: None,
        can_settle: true,
    });
    Ok(item(ItemKind::NamedCredits, things.collect(), 0))
}

fn rounds(cx: &mut Cx<'_>, leaving: &Leaving) -> AppResult<LeavingItem> {
    let Some(manager) = leaving.manager_id else { return Ok(counted(ItemKind::Rounds, 0, 0, Vec::new())) };
    let found = rounds_of(cx, manager)?;
    let bound = found.iter().filter(|(_, tie)| *tie == Tie::Bound).count();
    let things = found.into_iter().map(|(round, tie)| LeavingThing {
        id: round.id.to_string(),
        name: Some(format!("{} {}", round.code, round.name)),
        request_kind: None,
        round_state: Some(round.state.as_str().to_owned()),
        can_settle: tie == Tie::Loose,
    });
    Ok(item(ItemKind::Rounds, things.collect(), i64::try_from(bound).unwrap_or_default()))
}

fn request(r: &Request, can_settle: bool) -> LeavingThing {
    LeavingThing {
        id: r.id.to_string(),
        name: None,
        request_kind: Some(r.kind),
        round_state: None,
        can_settle,
    }
}
