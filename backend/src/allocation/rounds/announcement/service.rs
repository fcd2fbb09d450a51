//! Announcing a result.

use chrono::Days;
use serde_json::json;

use crate::allocation::rounds::dto::RoundView;
use crate::allocation::rounds::model::*;
use crate::allocation::rounds::service::{catch_up, get_round, load, move_to, policy_of};
use crate::allocation::rounds::{participants, rules};
use crate::app::Cx;
use crate::auth::Action;
use crate::calendar::WorkingDays;
use crate::db::Ts;
use crate::error::{AppError, AppResult};
use crate::http::IfMatch;

/// Announces a round's result; see [`announce`].
pub fn announce_result(cx: &mut Cx<'_>, id: RoundId, version: IfMatch) -> AppResult<RoundView> {
    let round = load(cx, id, Action::AnnounceResult)?;
    version.check(round.version)?;
    announce(cx, &round)?;
    get_round(cx, id)
}

/// Announces a round that is decided. One that assigns by hand is decided by being closed and announced.
///
/// After an upheld objection the notice period starts again, or goes on, as the policy says.
/// Errors: `round_state`.
pub fn announce(cx: &mut Cx<'_>, round: &Round) -> AppResult<Round> {
    let mut round = catch_up(cx, round)?;
    let by_hand = matches!(round.method, Method::UnitPackage | Method::Coordination);
    if by_hand && round.state == RoundState::Closed {
        round = move_to(cx, &round, RoundState::Cleared, None)?;
    }
    rules::check_move(round.method, round.state, RoundState::Notice)?;
    let (_, policy) = policy_of(cx, &round)?;
    let ends_at = match round.notice_ends_at {
        Some(at) if !policy.notice_restarts => at,
        _ => notice_end(cx, policy.notice_working_days)?,
    };
    let round = move_to(cx, &Round { notice_ends_at: Some(ends_at), ..round }, RoundState::Notice, None)?;
    crate::allocation::awards::service::announced(cx, &round)?;
    participants::service::notify(cx, &round, "round_announced")?;
    cx.audit("announce_result", "round", Some(round.id), json!({ "notice_ends_at": ends_at }))?;
    Ok(round)
}

/// The end of the n-th working day from today, today not counted.
fn notice_end(cx: &Cx<'_>, days: u32) -> AppResult<Ts> {
    let due = WorkingDays::shipped()
        .add_working_days(cx.today, days)
        .and_then(|due| due.date.checked_add_days(Days::new(1)))
        .ok_or_else(|| AppError::internal("beyond the calendar"))?;
    Ok(cx.app.clock().start_of(due))
}
