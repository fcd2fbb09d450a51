//! Aggregates over recruitment, terms, certificates and training.

use chrono::NaiveDate;
use diesel::dsl::{count_star, sum};
use diesel::prelude::*;

use super::rules::{Attended, Standing};
use crate::auth::Scope;
use crate::db::schema::{
    certificates, managers, recruitment_applications, recruitments, training_attendances, training_events,
};
use crate::db::{Conn, Ts};
use crate::org::model::OrgUnitId;
use crate::staffing::certification::model::CertificateState;
use crate::staffing::model::{ManagerClass, ManagerState};
use crate::staffing::recruitment::model::PostApplicationState;
use crate::staffing::recruitment::stages::{RecruitmentStage, states_of};
use crate::staffing::training::model::Attendance;

/// Whose figures are asked for.
pub struct Of<'a> {
    pub scope: &'a Scope,
    pub branch: Option<OrgUnitId>,
}

/// Narrows a boxed query to the branches that are asked for.
macro_rules! of {
    ($query:expr, $branch:expr, $of:expr) => {{
        let mut q = $query;
        if let Scope::Some { branches, .. } = $of.scope {
            q = q.filter($branch.eq_any(branches.clone()));
        }
        if let Some(branch) = $of.branch {
            q = q.filter($branch.eq(branch));
        }
        q
    }};
}

/// Narrows a boxed query of rounds to those on a part of their way.
macro_rules! on_the_way {
    ($query:expr, $stage:expr, $now:expr) => {{
        let (state, closed) = states_of($stage);
        let q = $query.filter(recruitments::state.eq(state));
        match closed {
            None => q,
            Some(true) => q.filter(recruitments::closes_at.le($now)),
            Some(false) => q.filter(recruitments::closes_at.gt($now)),
        }
    }};
}

/// A branch, how many rounds, and for how many posts.
pub type Vacant = (OrgUnitId, i64, Option<i64>);

/// Posts of rounds on a part of their way, by branch.
pub fn sum_vacancies(
    conn: &mut Conn,
    of: &Of<'_>,
    stage: RecruitmentStage,
    now: Ts,
) -> QueryResult<Vec<Vacant>> {
    let q = recruitments::table
        .group_by(recruitments::branch_id)
        .select((recruitments::branch_id, count_star(), sum(recruitments::vacancies)))
        .into_boxed();
    on_the_way!(of!(q, recruitments::branch_id, of), stage, now).load(conn)
}

/// Applications that stand, of rounds on a part of their way.
pub fn count_candidates(conn: &mut Conn, of: &Of<'_>, stage: RecruitmentStage, now: Ts) -> QueryResult<i64> {
    let q = recruitment_applications::table
        .inner_join(recruitments::table)
        .select(count_star())
        .into_boxed()
        .filter(recruitment_applications::state.eq(PostApplicationState::Submitted));
    on_the_way!(of!(q, recruitments::branch_id, of), stage, now).get_result(conn)
}

/// Managers whose terms have an end up to a day, by it: with a body, and not gone. The day is the first one after.
pub fn count_ends(
    conn: &mut Conn,
    of: &Of<'_>,
    until: NaiveDate,
) -> QueryResult<Vec<(Option<NaiveDate>, i64)>> {
    let q = managers::table
        .group_by(managers::term_to)
        .select((managers::term_to, count_star()))
        .into_boxed()
        .filter(managers::class.ne(ManagerClass::Virtual).and(managers::state.ne(ManagerState::Left)))
        .filter(managers::term_to.le(until));
    of!(q, managers::branch_id, of).load(conn)
}

/// Certificates that stand and count until a day at the latest, by their last days.
pub fn count_last_days(conn: &mut Conn, of: &Of<'_>, until: NaiveDate) -> QueryResult<Vec<(NaiveDate, i64)>> {
    let q = certificates::table
        .group_by(certificates::counts_until)
        .select((certificates::counts_until, count_star()))
        .into_boxed()
        .filter(certificates::state.eq(CertificateState::Valid).and(certificates::counts_until.le(until)));
    of!(q, certificates::branch_id, of).load(conn)
}

/// Managers with a body in standing on a day, by branch and their terms' first days.
pub fn count_standing(conn: &mut Conn, of: &Of<'_>, day: NaiveDate) -> QueryResult<Vec<Standing>> {
    let q = managers::table
        .group_by((managers::branch_id, managers::term_from))
        .select((managers::branch_id, managers::term_from, count_star()))
        .into_boxed()
        .filter(managers::class.ne(ManagerClass::Virtual).and(managers::state.eq(ManagerState::Active)))
        .filter(managers::term_from.le(day))
        .filter(managers::term_to.is_null().or(managers::term_to.gt(day)));
    let rows: Vec<(OrgUnitId, NaiveDate, i64)> = of!(q, managers::branch_id, of).load(conn)?;
    let row = |(branch, term_from, managers)| Standing { branch, term_from, managers };
    Ok(rows.into_iter().map(row).collect())
}

/// What each manager in standing on a day has attended of head office's events that began within a span.
pub fn list_attended(
    conn: &mut Conn,
    of: &Of<'_>,
    day: NaiveDate,
    (from, until): (Ts, Ts),
) -> QueryResult<Vec<Attended>> {
    let q = managers::table
        .inner_join(training_attendances::table.inner_join(training_events::table))
        .group_by(managers::id)
        .select((managers::branch_id, managers::term_from, count_star()))
        .into_boxed()
        .filter(training_events::branch_id.is_null())
        .filter(training_events::starts_at.ge(from).and(training_events::starts_at.lt(until)))
        .filter(training_attendances::state.eq(Attendance::Attended))
        .filter(managers::class.ne(ManagerClass::Virtual).and(managers::state.eq(ManagerState::Active)))
        .filter(managers::term_from.le(day))
        .filter(managers::term_to.is_null().or(managers::term_to.gt(day)));
    of!(q, managers::branch_id, of).load(conn)
}
