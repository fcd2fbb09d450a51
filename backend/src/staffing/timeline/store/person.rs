//! What is known of an employee: employment, positions, virtual managers that they keep, leaving.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Deserialize;

use super::{Ask, entries, page, stands_in};
use crate::approvals::model::{Request, SubjectId};
use crate::approvals::{Kind, RequestId};
use crate::auth::{Role, Scope};
use crate::db::Conn;
use crate::db::schema::{
    approval_requests, hr_events, leaving_acts, leavings, manager_maintainers, managers, positions,
};
use crate::hr::model::{HrEventId, HrEventKind, HrEventState};
use crate::org::model::{EmployeeId, HireKind, OrgUnitId, PositionId};
use crate::staffing::leaving::model::{LeavingAct, LeavingActId, LeavingActKind, LeavingId, LeavingScope};
use crate::staffing::model::MaintainerId;
use crate::staffing::timeline::dto::TimelineParams;
use crate::staffing::timeline::model::{Entry, TimelineCode, TimelineTarget};

/// What the HR system said and was carried out.
pub fn hr_events(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use hr_events as t;
    let q =
        t::table.into_boxed().filter(t::employee_id.eq(ask.employee).and(t::state.eq(HrEventState::Applied)));
    type Row = (HrEventId, HrEventKind, NaiveDate, Option<OrgUnitId>, Option<HireKind>);
    let rows: Vec<Row> = page!(q, ask, ask.days(), t::effective_on, t::id, HrEventId)
        .select((t::id, t::kind, t::effective_on, t::org_unit_id, t::hire_kind))
        .load(conn)?;
    Ok(entries(rows, |(id, kind, day, unit, hire_kind)| {
        let code = match kind {
            HrEventKind::Hire => TimelineCode::Hired,
            HrEventKind::Transfer => TimelineCode::Moved,
            HrEventKind::Leave => TimelineCode::Left,
            HrEventKind::Rehire => TimelineCode::Rehired,
        };
        Entry::new(ask.source, id.0, day, code)
            .at(unit)
            .with(TimelineParams { hire_kind, ..Default::default() })
    }))
}

/// Whether the HR system said of an employee, on a day, what the record says too.
pub fn is_said_by_hr(
    conn: &mut Conn,
    employee: EmployeeId,
    kinds: &[HrEventKind],
    day: NaiveDate,
) -> QueryResult<bool> {
    use hr_events as t;
    let found = t::table
        .filter(t::employee_id.eq(employee).and(t::effective_on.eq(day)))
        .filter(t::state.eq(HrEventState::Applied).and(t::kind.eq_any(kinds.to_vec())));
    diesel::select(diesel::dsl::exists(found)).get_result(conn)
}

type PositionRow = (PositionId, Role, OrgUnitId, NaiveDate, Option<NaiveDate>);

fn position(ask: &Ask<'_>, (id, role, unit, from, to): PositionRow, ended: bool) -> Entry {
    let (day, code) = match (ended, to) {
        (true, Some(to)) => (to, TimelineCode::PositionEnded),
        _ => (from, TimelineCode::PositionHeld),
    };
    Entry::new(ask.source, id.0, day, code)
        .by("E4.0")
        .at(unit)
        .with(TimelineParams { role: Some(role), ..Default::default() })
}

/// Positions by their first days; one that kept no day is none.
pub fn positions_held(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use positions as t;
    let q = t::table
        .into_boxed()
        .filter(t::employee_id.eq(ask.employee))
        .filter(t::valid_to.is_null().or(t::valid_to.gt(t::valid_from.nullable())));
    let rows: Vec<PositionRow> = page!(q, ask, ask.days(), t::valid_from, t::id, PositionId)
        .select((t::id, t::role, t::org_unit_id, t::valid_from, t::valid_to))
        .load(conn)?;
    Ok(entries(rows, |row| position(ask, row, false)))
}

/// Positions by the first days without them.
pub fn positions_ended(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use positions as t;
    let q = t::table
        .into_boxed()
        .filter(t::employee_id.eq(ask.employee))
        .filter(t::valid_to.gt(t::valid_from.nullable()));
    let at = t::valid_to.assume_not_null();
    let rows: Vec<PositionRow> = page!(q, ask, ask.days(), at, t::id, PositionId)
        .select((t::id, t::role, t::org_unit_id, t::valid_from, t::valid_to))
        .load(conn)?;
    Ok(entries(rows, |row| position(ask, row, true)))
}

/// What a proposal of a position, or of its end, says.
#[derive(Deserialize)]
struct Proposed {
    role: Role,
    org_unit_id: OrgUnitId,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

/// Proposals of positions and of their ends.
pub fn position_requests(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use approval_requests as t;
    let held: Vec<PositionId> =
        positions::table.filter(positions::employee_id.eq(ask.employee)).select(positions::id).load(conn)?;
    let held: Vec<SubjectId> = held.into_iter().map(|p| SubjectId(p.0)).collect();
    let of = t::kind
        .eq(Kind::Position)
        .and(t::subject_id.eq(SubjectId(ask.employee.0)))
        .or(t::kind.eq(Kind::PositionEnd).and(t::subject_id.eq_any(held)));
    let mut q = t::table.into_boxed().filter(of);
    if let Scope::Some { branches, .. } = ask.scope {
        q = q.filter(t::branch_id.eq_any(branches.clone()));
    }
    let rows: Vec<Request> = page!(q, ask, ask.moments(), t::created_at, t::id, RequestId)
        .select(Request::as_select())
        .load(conn)?;
    Ok(entries(rows, |r| {
        let said: Option<Proposed> = r.payload.read().ok();
        let code = match r.kind {
            Kind::PositionEnd => TimelineCode::PositionEndProposed,
            _ => TimelineCode::PositionProposed,
        };
        let params = TimelineParams {
            role: said.as_ref().map(|s| s.role),
            first_day: said.as_ref().and_then(|s| s.valid_from.or(s.valid_to)),
            request_state: Some(r.state),
            ..Default::default()
        };
        Entry::new(ask.source, r.id.0, r.created_at, code)
            .by("E4.0")
            .at(said.map(|s| s.org_unit_id))
            .to(TimelineTarget::Approval, r.id.0)
            .with(params)
    }))
}

type MaintainerRow =
    (MaintainerId, crate::staffing::model::ManagerId, String, OrgUnitId, NaiveDate, Option<NaiveDate>);

fn kept(ask: &Ask<'_>, row: MaintainerRow, ended: bool) -> Entry {
    let (id, manager, name, branch, from, to) = row;
    let (day, code) = match (ended, to) {
        (true, Some(to)) => (to, TimelineCode::MaintenanceEnded),
        _ => (from, TimelineCode::MaintenanceBegun),
    };
    Entry::new(ask.source, id.0, day, code)
        .by("D2")
        .at(branch)
        .to(TimelineTarget::Manager, manager.0)
        .with(TimelineParams { title: Some(name), ..Default::default() })
}

/// Virtual managers that the employee keeps, by the first days.
pub fn maintenance_begun(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use manager_maintainers as t;
    let q = t::table
        .inner_join(managers::table)
        .into_boxed()
        .filter(t::employee_id.eq(ask.employee))
        .filter(t::valid_to.is_null().or(t::valid_to.gt(t::valid_from.nullable())));
    let q = stands_in!(q, ask.scope, managers::branch_id, managers::id);
    let rows: Vec<MaintainerRow> = page!(q, ask, ask.days(), t::valid_from, t::id, MaintainerId)
        .select((t::id, t::manager_id, managers::name, managers::branch_id, t::valid_from, t::valid_to))
        .load(conn)?;
    Ok(entries(rows, |row| kept(ask, row, false)))
}

/// Virtual managers that the employee keeps no more, by the first days without.
pub fn maintenance_ended(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use manager_maintainers as t;
    let q = t::table
        .inner_join(managers::table)
        .into_boxed()
        .filter(t::employee_id.eq(ask.employee))
        .filter(t::valid_to.gt(t::valid_from.nullable()));
    let q = stands_in!(q, ask.scope, managers::branch_id, managers::id);
    let at = t::valid_to.assume_not_null();
    let rows: Vec<MaintainerRow> = page!(q, ask, ask.days(), at, t::id, MaintainerId)
        .select((t::id, t::manager_id, managers::name, managers::branch_id, t::valid_from, t::valid_to))
        .load(conn)?;
    Ok(entries(rows, |row| kept(ask, row, true)))
}

/// What was done in the employee's leaving procedures.
pub fn leaving_acts(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use leaving_acts as t;
    let q = t::table
        .inner_join(leavings::table.on(leavings::id.eq(t::leaving_id)))
        .into_boxed()
        .filter(leavings::employee_id.eq(ask.employee));
    let q = stands_in!(q, ask.scope, leavings::branch_id, leavings::manager_id);
    let rows: Vec<(LeavingAct, LeavingId, LeavingScope, NaiveDate)> =
        page!(q, ask, ask.moments(), t::done_at, t::id, LeavingActId)
            .select((LeavingAct::as_select(), leavings::id, leavings::scope, leavings::leaves_on))
            .load(conn)?;
    Ok(entries(rows, |(act, leaving, scope, leaves_on)| {
        let code = match act.kind {
            LeavingActKind::Started => TimelineCode::LeavingStarted,
            LeavingActKind::Moved => TimelineCode::LeavingMoved,
            LeavingActKind::HandoverProposed => TimelineCode::LeavingHandoverProposed,
            LeavingActKind::HandoverEnded => TimelineCode::LeavingHandoverEnded,
            LeavingActKind::RoundLeft => TimelineCode::LeavingRoundLeft,
            LeavingActKind::RequestWithdrawn => TimelineCode::LeavingRequestWithdrawn,
            LeavingActKind::MaintenancePassed => TimelineCode::LeavingMaintenancePassed,
            LeavingActKind::SeatSettled => TimelineCode::LeavingSeatSettled,
            LeavingActKind::MarkerReleased => TimelineCode::LeavingMarkerReleased,
            LeavingActKind::Finished => TimelineCode::LeavingFinished,
            LeavingActKind::Cancelled => TimelineCode::LeavingCancelled,
        };
        let params =
            TimelineParams { leaving_scope: Some(scope), first_day: Some(leaves_on), ..Default::default() };
        Entry::new(ask.source, act.id.0, act.done_at, code)
            .by("D9.4")
            .to(TimelineTarget::Leaving, leaving.0)
            .with(params)
    }))
}
