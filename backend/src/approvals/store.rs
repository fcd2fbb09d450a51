//! Queries of requests.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::*;
use super::rules::Lent;
use crate::auth::{Role, Scope};
use crate::db::schema::{
    approval_gainers, approval_requests, approval_steps, deputies, employees, org_units, positions,
};
use crate::db::{Conn, Ts};
use crate::identity::model::UserId;
use crate::on_each;
use crate::org::model::{EmployeeId, OrgUnitId};

pub fn insert_request(
    conn: &mut Conn,
    request: &Request,
    gainers: &[Gainer],
    steps: &[StepRow],
) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(approval_requests::table).values(request).execute(c))?;
    on_each!(conn, |c| diesel::insert_into(approval_gainers::table).values(gainers).execute(c))?;
    on_each!(conn, |c| diesel::insert_into(approval_steps::table).values(steps).execute(c)).map(drop)
}

pub fn find_request(conn: &mut Conn, id: RequestId) -> QueryResult<Request> {
    approval_requests::table.find(id).select(Request::as_select()).first(conn)
}

/// The pending request of a kind on a subject; at most one.
pub fn find_pending(conn: &mut Conn, kind: Kind, subject: SubjectId) -> QueryResult<Option<RequestId>> {
    approval_requests::table
        .filter(approval_requests::kind.eq(kind).and(approval_requests::subject_id.eq(subject)))
        .filter(approval_requests::state.eq(RequestState::Pending))
        .select(approval_requests::id)
        .first(conn)
        .optional()
}

/// The pending requests of a kind on subjects, at most 500.
pub fn list_pending(
    conn: &mut Conn,
    kind: Kind,
    subjects: &[SubjectId],
) -> QueryResult<Vec<(SubjectId, RequestId)>> {
    approval_requests::table
        .filter(approval_requests::kind.eq(kind))
        .filter(approval_requests::subject_id.eq_any(subjects.to_vec()))
        .filter(approval_requests::state.eq(RequestState::Pending))
        .select((approval_requests::subject_id, approval_requests::id))
        .load(conn)
}

pub fn list_gainers(conn: &mut Conn, id: RequestId) -> QueryResult<Vec<EmployeeId>> {
    approval_gainers::table
        .filter(approval_gainers::request_id.eq(id))
        .select(approval_gainers::employee_id)
        .load(conn)
}

pub fn list_steps(conn: &mut Conn, ids: &[RequestId]) -> QueryResult<Vec<StepRow>> {
    approval_steps::table
        .filter(approval_steps::request_id.eq_any(ids))
        .order((approval_steps::request_id, approval_steps::idx))
        .select(StepRow::as_select())
        .load(conn)
}

/// Decides a step once; 0 where somebody was faster.
pub fn decide_step(
    conn: &mut Conn,
    id: RequestId,
    idx: i32,
    decision: Decision,
    by: (UserId, Option<EmployeeId>),
    reason: &str,
    at: Ts,
) -> QueryResult<usize> {
    diesel::update(
        approval_steps::table.filter(
            approval_steps::request_id
                .eq(id)
                .and(approval_steps::idx.eq(idx))
                .and(approval_steps::decision.is_null()),
        ),
    )
    .set((
        approval_steps::decision.eq(decision),
        approval_steps::decided_by.eq(by.0),
        approval_steps::decided_employee.eq(by.1),
        approval_steps::reason.eq(reason),
        approval_steps::decided_at.eq(at),
    ))
    .execute(conn)
}

/// Ends a pending request; 0 where it has ended.
pub fn end_request(
    conn: &mut Conn,
    id: RequestId,
    version: i64,
    state: RequestState,
    at: Ts,
) -> QueryResult<usize> {
    diesel::update(
        approval_requests::table.filter(
            approval_requests::id
                .eq(id)
                .and(approval_requests::version.eq(version))
                .and(approval_requests::state.eq(RequestState::Pending)),
        ),
    )
    .set((
        approval_requests::state.eq(state),
        approval_requests::version.eq(version + 1),
        approval_requests::decided_at.eq(at),
    ))
    .execute(conn)
}

/// Bumps a pending request's version after a step, so that two deciders at once collide.
pub fn bump_request(conn: &mut Conn, id: RequestId, version: i64) -> QueryResult<usize> {
    diesel::update(
        approval_requests::table
            .filter(approval_requests::id.eq(id).and(approval_requests::version.eq(version))),
    )
    .set(approval_requests::version.eq(version + 1))
    .execute(conn)
}

/// Pending requests that an employee proposed, the oldest first.
pub fn list_pending_of(conn: &mut Conn, employees: &[EmployeeId]) -> QueryResult<Vec<Request>> {
    approval_requests::table
        .filter(approval_requests::proposer_employee.eq_any(employees))
        .filter(approval_requests::state.eq(RequestState::Pending))
        .order(approval_requests::id)
        .select(Request::as_select())
        .load(conn)
}

/// Pending requests with an undecided step for one of these roles, the oldest first.
pub fn list_requests_waiting_for(conn: &mut Conn, roles: &[Role]) -> QueryResult<Vec<Request>> {
    let theirs = approval_steps::table
        .filter(approval_steps::role.eq_any(roles.to_vec()))
        .filter(approval_steps::decision.is_null())
        .filter(approval_steps::request_id.eq(approval_requests::id));
    approval_requests::table
        .filter(approval_requests::state.eq(RequestState::Pending))
        .filter(diesel::dsl::exists(theirs))
        .order(approval_requests::id)
        .select(Request::as_select())
        .load(conn)
}

/// Deputies' days that have not ended on a day, of somebody who is stood in for or stands in.
pub fn list_deputies_of(conn: &mut Conn, employee: EmployeeId, day: NaiveDate) -> QueryResult<Vec<Deputy>> {
    deputies::table
        .filter(deputies::employee_id.eq(employee).or(deputies::deputy_employee_id.eq(employee)))
        .filter(deputies::valid_to.gt(day))
        .select(Deputy::as_select())
        .load(conn)
}

/// Which requests a list holds.
#[derive(Debug, Clone)]
pub enum Box {
    /// Those with a step for these roles.
    For(Vec<Role>),
    /// Those that this login proposed.
    ProposedBy(UserId),
    /// Everything.
    All,
}

/// Requests newest first, before a place.
pub fn list_requests(
    conn: &mut Conn,
    which: &Box,
    state: Option<RequestState>,
    before: Option<(Ts, RequestId)>,
    limit: i64,
) -> QueryResult<Vec<Request>> {
    let mut q = approval_requests::table.into_boxed();
    match which {
        Box::For(roles) => {
            let mine = approval_steps::table
                .filter(approval_steps::role.eq_any(roles.clone()))
                .filter(approval_steps::request_id.eq(approval_requests::id));
            q = q.filter(diesel::dsl::exists(mine));
        }
        Box::ProposedBy(user) => q = q.filter(approval_requests::proposer_user.eq(*user)),
        Box::All => {}
    }
    if let Some(state) = state {
        q = q.filter(approval_requests::state.eq(state));
    }
    if let Some((at, id)) = before {
        q = q.filter(
            approval_requests::created_at
                .lt(at)
                .or(approval_requests::created_at.eq(at).and(approval_requests::id.lt(id))),
        );
    }
    q.order((approval_requests::created_at.desc(), approval_requests::id.desc()))
        .limit(limit)
        .select(Request::as_select())
        .load(conn)
}

/// Roles that an employee stands in for on a day, where the one stood in for still holds them.
pub fn list_deputised(conn: &mut Conn, employee: EmployeeId, day: NaiveDate) -> QueryResult<Vec<Lent>> {
    let rows = deputies::table
        .inner_join(
            positions::table.on(positions::employee_id
                .eq(deputies::employee_id)
                .and(positions::role.eq(deputies::role))
                .and(positions::org_unit_id.eq(deputies::org_unit_id))),
        )
        .inner_join(org_units::table.on(org_units::id.eq(deputies::org_unit_id)))
        .inner_join(employees::table.on(employees::id.eq(deputies::employee_id)))
        .filter(deputies::deputy_employee_id.eq(employee))
        .filter(deputies::valid_from.le(day).and(deputies::valid_to.gt(day)))
        .filter(
            positions::valid_from.le(day).and(positions::valid_to.is_null().or(positions::valid_to.gt(day))),
        )
        .filter(employees::left_on.is_null().or(employees::left_on.gt(day)))
        .select((positions::role, org_units::branch_id, deputies::employee_id))
        .load::<(Role, Option<OrgUnitId>, EmployeeId)>(conn)?;
    Ok(rows.into_iter().map(|(role, branch, by)| Lent { role: (role, branch), by }).collect())
}

/// Deputies at units of a scope's branches, the latest first, before a place.
pub fn list_deputies(
    conn: &mut Conn,
    scope: &Scope,
    before: Option<(NaiveDate, DeputyId)>,
    limit: i64,
) -> QueryResult<Vec<Deputy>> {
    let mut q =
        deputies::table.inner_join(org_units::table.on(org_units::id.eq(deputies::org_unit_id))).into_boxed();
    if let Scope::Some { branches, .. } = scope {
        q = q.filter(org_units::branch_id.eq_any(branches));
    }
    if let Some((day, id)) = before {
        q = q.filter(deputies::valid_from.lt(day).or(deputies::valid_from.eq(day).and(deputies::id.lt(id))));
    }
    q.order((deputies::valid_from.desc(), deputies::id.desc()))
        .limit(limit)
        .select(Deputy::as_select())
        .load(conn)
}

pub fn find_deputy(conn: &mut Conn, id: DeputyId) -> QueryResult<Deputy> {
    deputies::table.find(id).select(Deputy::as_select()).first(conn)
}

/// A deputy at a unit of a scope's branches.
pub fn find_deputy_within(conn: &mut Conn, id: DeputyId, scope: &Scope) -> QueryResult<Deputy> {
    let mut q = deputies::table
        .inner_join(org_units::table.on(org_units::id.eq(deputies::org_unit_id)))
        .into_boxed()
        .filter(deputies::id.eq(id));
    if let Scope::Some { branches, .. } = scope {
        q = q.filter(org_units::branch_id.eq_any(branches));
    }
    q.select(Deputy::as_select()).first(conn)
}

pub fn insert_deputy(conn: &mut Conn, row: &Deputy) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(deputies::table).values(row).execute(c)).map(drop)
}

pub fn end_deputy(conn: &mut Conn, id: DeputyId, valid_to: NaiveDate) -> QueryResult<usize> {
    diesel::update(deputies::table.find(id)).set(deputies::valid_to.eq(valid_to)).execute(conn)
}
