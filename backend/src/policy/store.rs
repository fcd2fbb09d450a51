//! Queries of policy versions.

use chrono::NaiveDate;
use diesel::dsl::max;
use diesel::prelude::*;

use super::model::*;
use crate::db::schema::policy_versions;
use crate::db::{Conn, Ts};
use crate::on_each;

pub fn insert_version(conn: &mut Conn, v: &PolicyVersion) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(policy_versions::table).values(v).execute(c)).map(drop)
}

pub fn find_last_number(conn: &mut Conn) -> QueryResult<i64> {
    policy_versions::table
        .select(max(policy_versions::number))
        .first::<Option<i64>>(conn)
        .map(Option::unwrap_or_default)
}

/// The adopted version that holds on a day.
pub fn find_on(conn: &mut Conn, day: NaiveDate) -> QueryResult<Option<PolicyVersion>> {
    on(day).select(PolicyVersion::as_select()).first(conn).optional()
}

/// Which adopted version holds on a day.
pub fn find_id_on(conn: &mut Conn, day: NaiveDate) -> QueryResult<Option<PolicyId>> {
    on_each!(conn, |c| on(day).select(policy_versions::id).first(c)).optional()
}

/// Which adopted version holds on a day, as a part of another room's statement.
#[diesel::dsl::auto_type]
pub fn in_force_on(day: NaiveDate) -> _ {
    let held: on = on(day);
    held.select(policy_versions::id).single_value()
}

/// Adopted versions in effect on a day, the one that holds first.
#[diesel::dsl::auto_type]
fn on(day: NaiveDate) -> _ {
    let state: PolicyState = PolicyState::Adopted;
    policy_versions::table
        .filter(policy_versions::state.eq(state).and(policy_versions::effective_from.le(day)))
        .order(policy_versions::effective_from.desc())
}

pub fn find_id(conn: &mut Conn, number: i64) -> QueryResult<PolicyId> {
    policy_versions::table.filter(policy_versions::number.eq(number)).select(policy_versions::id).first(conn)
}

pub fn find_number(conn: &mut Conn, number: i64) -> QueryResult<PolicyVersion> {
    policy_versions::table
        .filter(policy_versions::number.eq(number))
        .select(PolicyVersion::as_select())
        .first(conn)
}

pub fn find_version(conn: &mut Conn, id: PolicyId) -> QueryResult<PolicyVersion> {
    policy_versions::table.find(id).select(PolicyVersion::as_select()).first(conn)
}

/// Whether an adopted version takes effect on the day.
pub fn is_taken(conn: &mut Conn, day: NaiveDate) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(policy_versions::table.filter(
        policy_versions::state.eq(PolicyState::Adopted).and(policy_versions::effective_from.eq(day)),
    )))
    .get_result(conn)
}

/// Versions, newest number first, before a number.
pub fn list_versions(conn: &mut Conn, before: Option<i64>, limit: i64) -> QueryResult<Vec<PolicyVersion>> {
    let mut q = policy_versions::table.into_boxed();
    if let Some(number) = before {
        q = q.filter(policy_versions::number.lt(number));
    }
    q.order(policy_versions::number.desc()).limit(limit).select(PolicyVersion::as_select()).load(conn)
}

/// Ends a proposal.
pub fn end_proposal(conn: &mut Conn, id: PolicyId, state: PolicyState, at: Option<Ts>) -> QueryResult<usize> {
    diesel::update(
        policy_versions::table
            .filter(policy_versions::id.eq(id).and(policy_versions::state.eq(PolicyState::Proposed))),
    )
    .set((policy_versions::state.eq(state), policy_versions::adopted_at.eq(at)))
    .execute(conn)
}
