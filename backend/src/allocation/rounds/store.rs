//! Queries of rounds.

use std::collections::HashMap;

use diesel::prelude::*;

use super::model::*;
use crate::auth::Scope;
use crate::db::dialect::SumI64;
use crate::db::schema::{org_units, round_events, round_lots, round_participants, rounds};
use crate::db::{Conn, Ts};
use crate::on_each;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;

/// What a reader may see: published rounds within `scope`, those that never were published within `drafts`.
#[derive(Debug, Clone)]
pub struct Sight {
    /// Where the reader sees what was published.
    pub scope: Scope,
    /// Where the reader sees drafts too; none: nowhere.
    pub drafts: Option<Scope>,
}

/// Which rounds a list holds.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this branch.
    pub branch: Option<OrgUnitId>,
    /// In this state.
    pub state: Option<RoundState>,
    /// By this method.
    pub method: Option<Method>,
    /// Child of this round.
    pub parent: Option<RoundId>,
}

type Boxed<'a> = rounds::BoxedQuery<'a, crate::db::MultiBackend>;

fn seen<'a>(sight: &Sight) -> Boxed<'a> {
    let mut q = rounds::table.into_boxed();
    if let Scope::Some { branches, .. } = &sight.scope {
        q = q.filter(rounds::branch_id.eq_any(branches.clone()));
    }
    match &sight.drafts {
        Some(Scope::All) => q,
        Some(Scope::Some { branches, .. }) => {
            q.filter(rounds::policy_number.is_not_null().or(rounds::branch_id.eq_any(branches.clone())))
        }
        None => q.filter(rounds::policy_number.is_not_null()),
    }
}

pub fn insert_round(conn: &mut Conn, round: &Round) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(rounds::table).values(round).execute(c)).map(drop)
}

/// A round within sight.
pub fn find_round(conn: &mut Conn, sight: &Sight, id: RoundId) -> QueryResult<Round> {
    seen(sight).filter(rounds::id.eq(id)).select(Round::as_select()).first(conn)
}

/// A round for the clock, whom no scope limits.
pub fn find_any(conn: &mut Conn, id: RoundId) -> QueryResult<Round> {
    rounds::table.find(id).select(Round::as_select()).first(conn)
}

/// Rounds within sight, newest first, before a place.
pub fn list_rounds(
    conn: &mut Conn,
    sight: &Sight,
    filter: &Filter,
    before: Option<(Ts, RoundId)>,
    limit: i64,
) -> QueryResult<Vec<Round>> {
    let mut q = seen(sight);
    if let Some(branch) = filter.branch {
        q = q.filter(rounds::branch_id.eq(branch));
    }
    if let Some(state) = filter.state {
        q = q.filter(rounds::state.eq(state));
    }
    if let Some(method) = filter.method {
        q = q.filter(rounds::method.eq(method));
    }
    if let Some(parent) = filter.parent {
        q = q.filter(rounds::parent_round.eq(parent));
    }
    if let Some((at, id)) = before {
        q = q.filter(rounds::created_at.lt(at).or(rounds::created_at.eq(at).and(rounds::id.lt(id))));
    }
    q.order((rounds::created_at.desc(), rounds::id.desc())).limit(limit).select(Round::as_select()).load(conn)
}

/// Rounds whose time may have come: those that the clock moves.
pub fn list_waiting(conn: &mut Conn) -> QueryResult<Vec<Round>> {
    rounds::table
        .filter(rounds::state.eq_any([RoundState::Published, RoundState::Open, RoundState::Confirmed]))
        .order(rounds::id)
        .select(Round::as_select())
        .load(conn)
}

/// How many rounds a branch has had.
pub fn count_of_branch(conn: &mut Conn, branch: OrgUnitId) -> QueryResult<i64> {
    rounds::table.filter(rounds::branch_id.eq(branch)).count().get_result(conn)
}

/// Writes what may change of a round, from a version to the next; 0 where it has moved on.
pub fn update_round(conn: &mut Conn, round: &Round) -> QueryResult<usize> {
    diesel::update(rounds::table.filter(rounds::id.eq(round.id).and(rounds::version.eq(round.version))))
        .set((
            rounds::name.eq(&round.name),
            rounds::state.eq(round.state),
            rounds::terms.eq(&round.terms),
            rounds::opens_at.eq(round.opens_at),
            rounds::closes_at.eq(round.closes_at),
            rounds::notice_ends_at.eq(round.notice_ends_at),
            rounds::effective_on.eq(round.effective_on),
            rounds::policy_number.eq(round.policy_number),
            rounds::secret_digest.eq(&round.secret_digest),
            rounds::book_revision.eq(round.book_revision),
            rounds::reason.eq(&round.reason),
            rounds::updated_at.eq(round.updated_at),
            rounds::version.eq(round.version + 1),
            rounds::touched.eq(rounds::touched + 1),
        ))
        .execute(conn)
}

pub fn insert_event(conn: &mut Conn, event: &RoundEvent) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(round_events::table).values(event).execute(c)).map(drop)
}

/// A round's steps, in order.
pub fn list_events(conn: &mut Conn, round: RoundId) -> QueryResult<Vec<RoundEvent>> {
    round_events::table
        .filter(round_events::round_id.eq(round))
        .order((round_events::at, round_events::id))
        .limit(1000)
        .select(RoundEvent::as_select())
        .load(conn)
}

/// Lots and clients per round.
pub fn count_lots(conn: &mut Conn, ids: &[RoundId]) -> QueryResult<HashMap<RoundId, (i64, i64)>> {
    let rows: Vec<(RoundId, i64, Option<i64>)> = round_lots::table
        .filter(round_lots::round_id.eq_any(ids))
        .group_by(round_lots::round_id)
        .select((round_lots::round_id, diesel::dsl::count_star(), SumI64(round_lots::client_count)))
        .load(conn)?;
    Ok(rows.into_iter().map(|(round, lots, clients)| (round, (lots, clients.unwrap_or(0)))).collect())
}

/// Participants per round.
pub fn count_participants(conn: &mut Conn, ids: &[RoundId]) -> QueryResult<HashMap<RoundId, i64>> {
    let rows: Vec<(RoundId, i64)> = round_participants::table
        .filter(round_participants::round_id.eq_any(ids))
        .group_by(round_participants::round_id)
        .select((round_participants::round_id, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Whether a manager may take part.
pub fn is_participant(conn: &mut Conn, round: RoundId, manager: ManagerId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        round_participants::table
            .filter(round_participants::round_id.eq(round).and(round_participants::manager_id.eq(manager))),
    ))
    .get_result(conn)
}

/// Names of branches.
pub fn list_branch_names(
    conn: &mut Conn,
    ids: &[OrgUnitId],
) -> QueryResult<HashMap<OrgUnitId, (String, String)>> {
    let rows: Vec<(OrgUnitId, String, String)> = org_units::table
        .filter(org_units::id.eq_any(ids))
        .select((org_units::id, org_units::code, org_units::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, code, name)| (id, (code, name))).collect())
}
