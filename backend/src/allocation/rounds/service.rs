//! Rounds: making, changing, publishing, cancelling, and the one way from a state to the next.

use std::sync::Arc;

use serde_json::json;

use super::dto::*;
use super::model::*;
use super::rules::{self, Act};
use super::store::{self, Filter, Sight};
use super::terms::Terms;
use super::{confirmation, lots, participants};
use crate::allocation::tender;
use crate::app::Cx;
use crate::approvals::Kind;
use crate::auth::actor::UserActor;
use crate::auth::permissions::{Grant, Reach};
use crate::auth::{Action, Actor, Thing};
use crate::calendar::WorkingDays;
use crate::clients::locks;
use crate::clients::model::{HolderId, HolderKind};
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::{IdemKey, IfMatch, Page};
use crate::policy::Policy;

/// What the caller may see: what was published by the grant of `get_round`, drafts by that of `list_candidates`.
fn sight(cx: &Cx<'_>) -> AppResult<Sight> {
    Ok(Sight { scope: cx.scope(Action::GetRound)?, drafts: cx.scope(Action::ListCandidates).ok() })
}

/// The round, for an action. Errors: 404 where the caller may not see it; `not_participant` where the action is
/// for participants and the caller is none; `forbidden`.
pub fn load(cx: &mut Cx<'_>, id: RoundId, action: Action) -> AppResult<Round> {
    let sight = sight(cx)?;
    let round = store::find_round(cx.conn, &sight, id).or_not_found()?;
    let mut thing = Thing::branch(round.branch_id);
    let me = match cx.actor {
        Actor::User(UserActor { manager_id: Some(m), .. }) => Some(*m),
        _ => None,
    };
    if let Some(me) = me
        && store::is_participant(cx.conn, id, me)?
    {
        thing = thing.of(me);
    }
    if cx.actor.can(action, &thing) {
        // Asks for a fresh code where the act is weighty.
        cx.may(action, &thing)?;
        return Ok(round);
    }
    let for_participants = match action.grant() {
        Grant::Held(grants) => {
            grants.iter().any(|(role, reach)| *reach == Reach::Own && cx.actor.holds(*role, None))
        }
        _ => false,
    };
    Err(if for_participants {
        AppError::new(Code::NotParticipant).clause("D9.1")
    } else {
        AppError::new(Code::Forbidden)
    })
}

/// A round for an act that was permitted elsewhere: a decision of the branch group, a job.
pub fn find(cx: &mut Cx<'_>, id: RoundId) -> AppResult<Round> {
    store::find_any(cx.conn, id).or_not_found()
}

/// The round, for a change of one version of it that its state permits, after what the clock has moved.
pub fn load_for(
    cx: &mut Cx<'_>,
    id: RoundId,
    action: Action,
    version: IfMatch,
    act: Act,
) -> AppResult<Round> {
    let round = load(cx, id, action)?;
    version.check(round.version)?;
    let round = catch_up(cx, &round)?;
    rules::check_act(act, round.method, round.state)?;
    Ok(round)
}

/// Moves a round to a state: the only way. Writes the event and the audit; returns the round as it is then.
///
/// Errors: `round_state` with D9.1 for a move outside the table; `version_moved` where another was faster.
pub fn move_to(cx: &mut Cx<'_>, round: &Round, to: RoundState, reason: Option<&str>) -> AppResult<Round> {
    rules::check_move(round.method, round.state, to)?;
    let next = Round { state: to, ..round.clone() };
    let next = save(cx, next)?;
    event(cx, round.id, Some(round.state), to, reason)?;
    cx.audit("move_round", "round", Some(round.id), json!({ "from": round.state, "to": to }))?;
    Ok(next)
}

fn event(
    cx: &mut Cx<'_>,
    round: RoundId,
    from: Option<RoundState>,
    to: RoundState,
    reason: Option<&str>,
) -> AppResult<()> {
    let row = RoundEvent {
        id: RoundEventId::new(),
        round_id: round,
        at: cx.now,
        from_state: from,
        to_state: to,
        actor_user: cx.actor.user_id(),
        reason: reason.map(str::to_owned),
    };
    Ok(store::insert_event(cx.conn, &row)?)
}

/// Writes a changed round under its next version. Errors: `version_moved`.
pub fn save(cx: &mut Cx<'_>, round: Round) -> AppResult<Round> {
    let round = Round { updated_at: cx.now, ..round };
    if store::update_round(cx.conn, &round)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    Ok(Round { version: round.version + 1, touched: round.touched + 1, ..round })
}

/// Makes the moves that are due by the clock, so that no request depends on the job that does the same.
pub fn catch_up(cx: &mut Cx<'_>, round: &Round) -> AppResult<Round> {
    let mut round = round.clone();
    while let Some(to) = due(cx, &round) {
        round = move_to(cx, &round, to, None)?;
    }
    Ok(round)
}

/// The move that the clock asks for now. A tender is closed by its own room, which freezes the book in the same
/// act.
pub fn due(cx: &Cx<'_>, round: &Round) -> Option<RoundState> {
    rules::due_move(round.state, round.opens_at, round.closes_at, round.effective_on, cx.now, cx.today)
        .filter(|to| *to != RoundState::Closed || round.method != Method::OpenTender)
}

/// The policy that a round was published under, or the one that holds today for a draft.
pub fn policy_of(cx: &mut Cx<'_>, round: &Round) -> AppResult<(i64, Arc<Policy>)> {
    match round.policy_number {
        Some(number) => Ok((number, crate::policy::service::by_number(cx, number)?)),
        None => crate::policy::service::at(cx, cx.today),
    }
}

/// Makes a round in draft.
pub fn create_round(cx: &mut Cx<'_>, key: &IdemKey, input: &CreateRound) -> AppResult<RoundView> {
    cx.may(Action::CreateRound, &Thing::branch(input.branch_id))?;
    let id: RoundId = cx.once(key, Action::CreateRound, input, |cx| insert(cx, input, None).map(|r| r.id))?;
    get_round(cx, id)
}

/// Makes a round in draft, perhaps to take on lots of another.
pub fn insert(cx: &mut Cx<'_>, input: &CreateRound, parent: Option<RoundId>) -> AppResult<Round> {
    let created_by = cx.actor.user()?.user_id;
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let terms = input.terms.clone().unwrap_or_else(|| Terms::by_policy(&policy, cx.today));
    let branches = store::list_branch_names(cx.conn, &[input.branch_id])?;
    let (branch_code, _) = branches.get(&input.branch_id).or_not_found()?;
    let number = store::count_of_branch(cx.conn, input.branch_id)? + 1;
    let round = Round {
        id: RoundId::new(),
        code: format!("{branch_code}-{}-{number:03}", cx.today.format("%Y")),
        name: input.name.clone(),
        branch_id: input.branch_id,
        method: input.method,
        state: RoundState::Draft,
        terms: Json::of(&terms)?,
        opens_at: input.opens_at,
        closes_at: input.closes_at,
        notice_ends_at: None,
        effective_on: input.effective_on,
        policy_number: None,
        parent_round: parent,
        secret_digest: None,
        book_revision: 0,
        reason: None,
        version: 1,
        touched: 0,
        created_by,
        created_at: cx.now,
        updated_at: cx.now,
    };
    store::insert_round(cx.conn, &round).on_duplicate(|| AppError::new(Code::Conflict))?;
    event(cx, round.id, None, RoundState::Draft, None)?;
    cx.audit("create_round", "round", Some(round.id), json!({ "code": round.code, "method": round.method }))?;
    Ok(round)
}

/// Changes a round in draft.
pub fn update_round(
    cx: &mut Cx<'_>,
    id: RoundId,
    version: IfMatch,
    input: &UpdateRound,
) -> AppResult<RoundView> {
    let mut round = load_for(cx, id, Action::UpdateRound, version, Act::Edit)?;
    if let Some(name) = &input.name {
        round.name.clone_from(name);
    }
    if let Some(terms) = &input.terms {
        round.terms = Json::of(terms)?;
    }
    round.opens_at = input.opens_at.unwrap_or(round.opens_at);
    round.closes_at = input.closes_at.unwrap_or(round.closes_at);
    round.effective_on = input.effective_on.unwrap_or(round.effective_on);
    save(cx, round)?;
    cx.audit("update_round", "round", Some(id), json!({}))?;
    get_round(cx, id)
}

/// Announces a round: checks that it is complete, takes its clients, freezes policy, lots and participants; for a
/// tender makes its key and commits to the draw's secret.
///
/// Errors: `round_state`; `round_incomplete` with each gap at its field; `client_locked`.
pub fn publish_round(cx: &mut Cx<'_>, id: RoundId, version: IfMatch) -> AppResult<RoundView> {
    let round = load(cx, id, Action::PublishRound)?;
    version.check(round.version)?;
    publish(cx, &round)?;
    get_round(cx, id)
}

/// Publishes a draft; see [`publish_round`].
pub fn publish(cx: &mut Cx<'_>, round: &Round) -> AppResult<Round> {
    rules::check_move(round.method, round.state, RoundState::Published)?;
    let (number, policy) = crate::policy::service::at(cx, cx.today)?;
    let clients = lots::store::list_client_ids(cx.conn, round.id)?;
    let taking_part = store::count_participants(cx.conn, &[round.id])?.get(&round.id).copied().unwrap_or(0);
    let lots = store::count_lots(cx.conn, &[round.id])?.get(&round.id).map_or(0, |c| c.0);
    let complete = rules::Complete {
        method: round.method,
        opens_at: round.opens_at,
        closes_at: round.closes_at,
        effective_on: round.effective_on,
        closing_day: round.closes_at.map(|t| cx.app.clock().date_of(t)),
        lots: usize::try_from(lots).unwrap_or(0),
        participants: usize::try_from(taking_part).unwrap_or(0),
    };
    let gaps = rules::gaps(&complete, cx.now);
    if !gaps.is_empty() {
        return Err(AppError::new(Code::RoundIncomplete).clause("D9.1").with_fields(gaps));
    }
    let holder = HolderId(round.id.0);
    locks::release(cx, HolderKind::Round, holder)?;
    locks::take(cx, &clients, HolderKind::Round, holder)?;
    lots::service::freeze(cx, round, &policy)?;
    let secret_digest = match round.method {
        Method::OpenTender => Some(tender::service::prepare_keys(cx, round.id)?),
        _ => None,
    };
    let frozen = Round { policy_number: Some(number), secret_digest, ..round.clone() };
    let round = move_to(cx, &frozen, RoundState::Published, None)?;
    participants::service::notify(cx, &round, "round_published")?;
    Ok(round)
}

/// Cancels a round with a reason: its clients are free again, its bids can never be read.
///
/// Errors: `round_state` once it is in effect.
pub fn cancel_round(
    cx: &mut Cx<'_>,
    id: RoundId,
    version: IfMatch,
    input: &CancelRound,
) -> AppResult<RoundView> {
    let round = load(cx, id, Action::CancelRound)?;
    version.check(round.version)?;
    // What takes effect today by the clock is in effect, whether or not the job has said so yet.
    let round = match due(cx, &round) {
        Some(RoundState::Effective) => move_to(cx, &round, RoundState::Effective, None)?,
        _ => round,
    };
    cancel(cx, &round, &input.reason)?;
    get_round(cx, id)
}

/// Cancels; see [`cancel_round`].
pub fn cancel(cx: &mut Cx<'_>, round: &Round, reason: &str) -> AppResult<Round> {
    rules::check_move(round.method, round.state, RoundState::Cancelled)?;
    locks::release(cx, HolderKind::Round, HolderId(round.id.0))?;
    if round.secret_digest.is_some() {
        tender::service::destroy_keys(cx, round.id)?;
    }
    crate::approvals::service::drop_pending_of(cx, Kind::RoundConfirmation, round.id.0)?;
    if round.state == RoundState::Confirmed {
        confirmation::undo::take_back(cx, round, reason)?;
    }
    let ended = Round { reason: Some(reason.to_owned()), ..round.clone() };
    let ended = move_to(cx, &ended, RoundState::Cancelled, Some(reason))?;
    if round.policy_number.is_some() {
        participants::service::notify(cx, &ended, "round_cancelled")?;
    }
    Ok(ended)
}

/// One round.
pub fn get_round(cx: &mut Cx<'_>, id: RoundId) -> AppResult<RoundView> {
    let round = load(cx, id, Action::GetRound)?;
    views(cx, vec![round])?.pop().ok_or_else(AppError::not_found)
}

/// Rounds, newest first.
pub fn list_rounds(cx: &mut Cx<'_>, q: &ListRounds) -> AppResult<Page<RoundView>> {
    cx.scope(Action::ListRounds)?;
    let sight = sight(cx)?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "rounds", q.cursor.as_deref())?;
    let filter = Filter { branch: q.branch_id, state: q.state, method: q.method, parent: q.parent_round };
    let rows = store::list_rounds(cx.conn, &sight, &filter, before, limit + 1)?;
    let page = crate::db::page::page(cx.app.keys(), "rounds", rows, limit, |r| (r.created_at, r.id), |r| r)?;
    Ok(Page { items: views(cx, page.items)?, next_cursor: page.next_cursor })
}

/// A round's steps, in order.
pub fn list_round_events(cx: &mut Cx<'_>, id: RoundId) -> AppResult<Page<RoundEventView>> {
    load(cx, id, Action::ListRoundEvents)?;
    let rows = store::list_events(cx.conn, id)?;
    let names = crate::identity::service::names_of(cx, rows.iter().filter_map(|e| e.actor_user))?;
    let items = rows
        .into_iter()
        .map(|e| RoundEventView {
            id: e.id.to_string(),
            at: e.at,
            from_state: e.from_state,
            to_state: e.to_state,
            by: e.actor_user.and_then(|u| names.get(&u).cloned()),
            reason: e.reason,
        })
        .collect();
    Ok(Page { items, next_cursor: None })
}

fn views(cx: &mut Cx<'_>, rows: Vec<Round>) -> AppResult<Vec<RoundView>> {
    let ids: Vec<RoundId> = rows.iter().map(|r| r.id).collect();
    let lots = store::count_lots(cx.conn, &ids)?;
    let taking_part = store::count_participants(cx.conn, &ids)?;
    let mut branches: Vec<_> = rows.iter().map(|r| r.branch_id).collect();
    branches.sort_unstable();
    branches.dedup();
    let branches = store::list_branch_names(cx.conn, &branches)?;
    let mine = match cx.actor {
        Actor::User(UserActor { manager_id: Some(m), .. }) => {
            participants::store::list_rounds_of(cx.conn, *m, &ids)?
        }
        _ => Vec::new(),
    };
    let calendar = WorkingDays::shipped();
    rows.into_iter()
        .map(|r| {
            let (lots, clients) = lots.get(&r.id).copied().unwrap_or_default();
            let provisional = r
                .notice_ends_at
                .is_some_and(|t| calendar.is_working_day(cx.app.clock().date_of(t)).is_provisional());
            Ok(RoundView {
                id: r.id.to_string(),
                may: acts_of(cx, &r, mine.contains(&r.id)),
                code: r.code,
                name: r.name,
                branch_id: r.branch_id.to_string(),
                branch_name: branches.get(&r.branch_id).map(|b| b.1.clone()).unwrap_or_default(),
                method: r.method,
                state: r.state,
                terms: r.terms.read()?,
                opens_at: r.opens_at,
                closes_at: r.closes_at,
                notice_ends_at: r.notice_ends_at,
                notice_provisional: provisional,
                effective_on: r.effective_on,
                policy_number: r.policy_number,
                parent_round: r.parent_round.map(|p| p.to_string()),
                secret_digest: r.secret_digest.map(hex::encode),
                book_revision: r.book_revision,
                reason: r.reason,
                lots,
                clients,
                participants: taking_part.get(&r.id).copied().unwrap_or(0),
                version: r.version,
                created_at: r.created_at,
            })
        })
        .collect()
}

/// What the reader may do to a round now, by permission, method and state.
fn acts_of(cx: &Cx<'_>, round: &Round, participant: bool) -> Vec<String> {
    let mut thing = Thing::branch(round.branch_id);
    if let (true, Actor::User(UserActor { manager_id: Some(m), .. })) = (participant, cx.actor) {
        thing = thing.of(*m);
    }
    let state = due(cx, round).unwrap_or(round.state);
    let act = |a: Act| rules::check_act(a, round.method, state).is_ok();
    let step = |to| rules::may_move(round.method, state, to);
    let now = [
        (Action::UpdateRound, act(Act::Edit)),
        (Action::SetLots, act(Act::Edit)),
        (Action::SetParticipants, act(Act::Edit)),
        (Action::PublishRound, step(RoundState::Published)),
        (Action::CancelRound, step(RoundState::Cancelled)),
        (Action::ProposePacks, act(Act::Edit)),
        (Action::ApplyForLot, act(Act::Apply)),
        (Action::PlaceBid, tender::service::takes_bids(round, cx.now)),
        (Action::GrantApplications, act(Act::Grant)),
        (Action::TenderLots, act(Act::Tender)),
        (Action::AssignLot, act(Act::Assign)),
        (Action::AnnounceResult, rules::may_announce(round.method, state)),
        (
            Action::ProposeConfirmation,
            act(Act::Propose) && round.notice_ends_at.is_some_and(|ends| ends <= cx.now),
        ),
    ];
    now.into_iter()
        .filter(|(action, fits)| *fits && cx.actor.can(*action, &thing))
        .map(|(action, _)| action.as_str().to_owned())
        .collect()
}
