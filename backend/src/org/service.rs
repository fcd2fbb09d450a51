//! Units, employees and positions: orchestration.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::rules::{self, Clash};
use super::store;
use crate::app::Cx;
use crate::approvals::model::Request;
use crate::approvals::registry::{Handler, nothing_to_drop};
use crate::approvals::service::{Proposal, Step, propose};
use crate::approvals::{Kind, RequestId};
use crate::auth::{Action, Role, Thing};
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::http::{IdemKey, Page};

/// The employee that a request names, or a failure at the field.
pub fn check_employee(cx: &mut Cx<'_>, id: EmployeeId, pointer: &str) -> AppResult<Employee> {
    match store::find_employee(cx.conn, id) {
        Ok(e) => Ok(e),
        Err(diesel::result::Error::NotFound) => {
            Err(AppError::field(pointer, "not_found").code_as(Code::InvalidBody))
        }
        Err(e) => Err(e.into()),
    }
}

/// A unit, where there is one.
pub fn find_unit(cx: &mut Cx<'_>, id: OrgUnitId) -> AppResult<Option<OrgUnit>> {
    Ok(store::find_org_unit(cx.conn, id)?)
}

/// An employee, where there is one.
pub fn find_employee(cx: &mut Cx<'_>, id: EmployeeId) -> AppResult<Option<Employee>> {
    use diesel::OptionalExtension as _;
    Ok(store::find_employee(cx.conn, id).optional()?)
}

/// An employee with the unit's name, where there is one.
pub fn find_employee_with_unit(cx: &mut Cx<'_>, id: EmployeeId) -> AppResult<Option<(Employee, String)>> {
    use diesel::OptionalExtension as _;
    Ok(store::find_employee_within(cx.conn, id, &crate::auth::Scope::All).optional()?)
}

/// An employee within a scope, with the unit's name; 404 for one that is hidden.
pub fn find_employee_within(
    cx: &mut Cx<'_>,
    id: EmployeeId,
    scope: &crate::auth::Scope,
) -> AppResult<(Employee, String)> {
    store::find_employee_within(cx.conn, id, scope).or_not_found()
}

/// The employees who hold a role today.
pub fn employees_in(cx: &mut Cx<'_>, role: Role) -> AppResult<Vec<EmployeeId>> {
    Ok(store::list_holders_on(cx.conn, role, cx.today)?)
}

/// The roles that employees hold today, each with its branch.
pub fn roles_held(
    cx: &mut Cx<'_>,
    ids: &[EmployeeId],
) -> AppResult<HashMap<EmployeeId, Vec<(Role, Option<OrgUnitId>)>>> {
    let mut out: HashMap<EmployeeId, Vec<(Role, Option<OrgUnitId>)>> = HashMap::new();
    for (employee, role, branch) in store::list_roles_held(cx.conn, ids, cx.today)? {
        out.entry(employee).or_default().push((role, branch));
    }
    Ok(out)
}

/// Somebody who holds a role at a branch (at head office where absent), today or later.
#[derive(Debug, Clone, Copy)]
pub struct Holder {
    /// Who.
    pub employee_id: EmployeeId,
    role: (Role, Option<OrgUnitId>),
    from: NaiveDate,
    to: Option<NaiveDate>,
    left_on: Option<NaiveDate>,
}

impl Holder {
    /// Whether this is a role that is held on a day.
    pub fn holds(&self, role: (Role, Option<OrgUnitId>), day: NaiveDate) -> bool {
        let before = |end: Option<NaiveDate>| end.is_none_or(|end| day < end);
        self.role == role && self.from <= day && before(self.to) && before(self.left_on)
    }
}

/// Everybody who holds one of some roles today or later.
pub fn holders_of(cx: &mut Cx<'_>, roles: &[Role]) -> AppResult<Vec<Holder>> {
    let rows = store::list_holders_from(cx.conn, roles, cx.today)?;
    Ok(rows
        .into_iter()
        .map(|(employee_id, role, branch, from, to, left_on)| Holder {
            employee_id,
            role: (role, branch),
            from,
            to,
            left_on,
        })
        .collect())
}

/// Who holds a role at a branch on a day.
pub fn holders_at(
    cx: &mut Cx<'_>,
    role: Role,
    branch: Option<OrgUnitId>,
    day: NaiveDate,
) -> AppResult<Vec<EmployeeId>> {
    Ok(store::list_holders_at(cx.conn, role, branch, day)?)
}

/// Employees by id; what is not there is left out.
pub fn employees_by_id(cx: &mut Cx<'_>, ids: &[EmployeeId]) -> AppResult<HashMap<EmployeeId, Employee>> {
    Ok(store::list_employees_by_id(cx.conn, ids)?.into_iter().map(|e| (e.id, e)).collect())
}

/// The names of units.
pub fn unit_names(
    cx: &mut Cx<'_>,
    ids: impl Iterator<Item = OrgUnitId>,
) -> AppResult<HashMap<OrgUnitId, String>> {
    let mut ids: Vec<OrgUnitId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let mut out = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        out.extend(store::list_unit_names(cx.conn, chunk)?);
    }
    Ok(out)
}

/// The names of employees.
pub fn employee_names(
    cx: &mut Cx<'_>,
    ids: impl Iterator<Item = EmployeeId>,
) -> AppResult<HashMap<EmployeeId, String>> {
    let mut ids: Vec<EmployeeId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let mut out = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        out.extend(store::list_employee_names(cx.conn, chunk)?);
    }
    Ok(out)
}

/// Units in the order of their names: whoever works here knows the house.
pub fn list_org_units(cx: &mut Cx<'_>, q: &ListOrgUnits) -> AppResult<Page<OrgUnitView>> {
    cx.may(Action::ListOrgUnits, &Thing::bank())?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "org_units", q.cursor.as_deref())?;
    let rows = store::list_org_units(cx.conn, q.kind, q.branch_id, after, limit + 1)?;
    crate::db::page::page(
        cx.app.keys(),
        "org_units",
        rows,
        limit,
        |u| (u.sort_key.clone(), u.id),
        |u| OrgUnitView {
            id: u.id.to_string(),
            code: u.code,
            name: u.name,
            kind: u.kind,
            parent_id: u.parent_id.map(|p| p.to_string()),
            branch_id: u.branch_id.map(|b| b.to_string()),
            district: u.district,
            opened_on: u.opened_on,
            closed_on: u.closed_on,
        },
    )
}

/// Employees in the order of their names.
pub fn list_employees(cx: &mut Cx<'_>, q: &ListEmployees) -> AppResult<Page<EmployeeRow>> {
    let scope = cx.scope(Action::ListEmployees)?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "employees", q.cursor.as_deref())?;
    let tokens = match q.q.as_deref().map(crate::search_text::store::ranges) {
        Some(None) => return Ok(Page { items: Vec::new(), next_cursor: None }),
        Some(Some(tokens)) => tokens,
        None => Vec::new(),
    };
    let filter = store::EmployeeFilter { tokens, branch: q.branch_id, role: q.role.map(|r| (r, cx.today)) };
    let rows = store::list_employees(cx.conn, &scope, &filter, after, limit + 1)?;
    let page = crate::db::page::page(
        cx.app.keys(),
        "employees",
        rows,
        limit,
        |(e, _)| (e.sort_key.clone(), e.id),
        |r| r,
    )?;
    Ok(Page { items: rows_of(cx, page.items)?, next_cursor: page.next_cursor })
}

fn rows_of(cx: &mut Cx<'_>, employees: Vec<(Employee, String)>) -> AppResult<Vec<EmployeeRow>> {
    let ids: Vec<EmployeeId> = employees.iter().map(|(e, _)| e.id).collect();
    let mut roles: HashMap<EmployeeId, Vec<Role>> = HashMap::new();
    for (id, role) in store::list_roles_on(cx.conn, &ids, cx.today)? {
        roles.entry(id).or_default().push(role);
    }
    let row = |(e, unit): (Employee, String)| EmployeeRow {
        roles: roles.remove(&e.id).unwrap_or_default(),
        id: e.id.to_string(),
        employee_no: e.employee_no,
        name: e.name,
        org_unit_id: e.org_unit_id.to_string(),
        org_unit_name: unit,
        branch_id: e.branch_id.map(|b| b.to_string()),
        hire_kind: e.hire_kind,
        hired_on: e.hired_on,
        left_on: e.left_on,
        version: e.version,
    };
    Ok(employees.into_iter().map(row).collect())
}

/// One employee with positions.
pub fn get_employee(cx: &mut Cx<'_>, id: EmployeeId) -> AppResult<EmployeeView> {
    let scope = cx.scope(Action::GetEmployee)?;
    let found = store::find_employee_within(cx.conn, id, &scope).or_not_found()?;
    let employee = rows_of(cx, vec![found])?.pop().ok_or_else(AppError::not_found)?;
    let positions = store::list_positions_of(cx.conn, id)?
        .into_iter()
        .map(|(p, unit)| PositionView {
            id: p.id.to_string(),
            role: p.role,
            org_unit_id: p.org_unit_id.to_string(),
            org_unit_name: unit,
            valid_from: p.valid_from,
            valid_to: p.valid_to,
            version: p.version,
        })
        .collect();
    Ok(EmployeeView { employee, positions })
}

/// Refuses a role that the employee may not hold over days beside what is held: `positions_exclude` where
/// administration, audit and business meet, `already_exists` where it is held there already.
pub fn check_clash(
    cx: &mut Cx<'_>,
    employee: EmployeeId,
    role: Role,
    unit: OrgUnitId,
    days: rules::Span,
) -> AppResult<()> {
    let held = store::list_positions_of(cx.conn, employee)?;
    let others = held.iter().map(|(p, _)| (p.role, (p.valid_from, p.valid_to), p.org_unit_id == unit));
    match rules::clash(role, days, others) {
        None => Ok(()),
        Some(Clash::Excluded) => Err(AppError::new(Code::PositionsExclude).clause("E4.0")),
        Some(Clash::Held) => Err(AppError::new(Code::AlreadyExists).clause("E4.0")),
    }
}

/// What a proposal of a position says.
#[derive(Debug, Serialize, Deserialize)]
struct PositionPayload {
    employee_id: EmployeeId,
    role: Role,
    org_unit_id: OrgUnitId,
    valid_from: NaiveDate,
}

/// What a proposal of an end says.
#[derive(Debug, Serialize, Deserialize)]
struct EndPayload {
    position_id: PositionId,
    employee_id: EmployeeId,
    role: Role,
    org_unit_id: OrgUnitId,
    valid_to: NaiveDate,
}

/// Gives an employee a role that comes with an appointment which one proposed and another decided; nothing where it is
/// held there already. Error: `positions_exclude`.
pub fn take_role(
    cx: &mut Cx<'_>,
    employee: &Employee,
    role: Role,
    unit: OrgUnitId,
    from: NaiveDate,
    request: RequestId,
) -> AppResult<()> {
    match check_clash(cx, employee.id, role, unit, (from, None)) {
        Err(e) if e.code() == Code::AlreadyExists => return Ok(()),
        other => other?,
    }
    if store::bump_employee(cx.conn, employee.id, employee.version, cx.now)? == 0 {
        return Err(stale());
    }
    let position = Position {
        id: PositionId::new(),
        employee_id: employee.id,
        role,
        org_unit_id: unit,
        valid_from: from,
        valid_to: None,
        request_id: Some(request),
        version: 1,
        created_at: cx.now,
    };
    store::insert_position(cx.conn, &position)?;
    let detail = json!({ "position_id": position.id, "role": role, "org_unit_id": unit, "valid_from": from,
        "request_id": request });
    cx.audit("take_position", "employee", Some(employee.id), detail)
}

const CONFIRMED_BY_HR: Step = Step { role: Role::HqHr, scope: None };

/// Proposes a position; another HR officer confirms it, who is not the one to hold it.
///
/// Errors: fields at fault, `positions_exclude`, `already_exists`, `already_pending`.
pub fn propose_position(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    input: &ProposePosition,
) -> AppResult<PositionProposed> {
    cx.may(Action::ProposePosition, &Thing::bank())?;
    let request: RequestId = cx.once(key, Action::ProposePosition, input, |cx| {
        let employee = check_employee(cx, input.employee_id, "/employee_id")?;
        let unit = store::find_org_unit(cx.conn, input.org_unit_id)?
            .ok_or_else(|| AppError::field("/org_unit_id", "not_found"))?;
        let left = employee.left_on.is_some_and(|d| d <= input.valid_from);
        let checks = [
            (left, "/employee_id", "invalid"),
            (!rules::fits(input.role, unit.kind) || unit.closed_on.is_some(), "/org_unit_id", "invalid"),
            (input.valid_from < cx.today, "/valid_from", "in_past"),
        ];
        if let Some((_, pointer, code)) = checks.into_iter().find(|(bad, ..)| *bad) {
            return Err(AppError::field(pointer, code));
        }
        propose(
            cx,
            Proposal {
                kind: Kind::Position,
                subject_kind: "employee",
                subject_id: employee.id.0,
                branch_id: unit.branch_id,
                base_version: employee.version,
                payload: PositionPayload {
                    employee_id: employee.id,
                    role: input.role,
                    org_unit_id: unit.id,
                    valid_from: input.valid_from,
                },
                reason: input.reason.clone(),
                gainers: vec![employee.id],
                steps: vec![CONFIRMED_BY_HR],
            },
        )
    })?;
    Ok(PositionProposed { request_id: request.to_string() })
}

/// Proposes the end of a position; another HR officer confirms it, who is not the one concerned.
///
/// Errors: fields at fault, `already_pending`; 404 for a position that is not there.
pub fn propose_position_end(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    id: PositionId,
    input: &ProposePositionEnd,
) -> AppResult<PositionProposed> {
    cx.may(Action::ProposePositionEnd, &Thing::bank())?;
    let request: RequestId = cx.once(key, Action::ProposePositionEnd, &(id, input), |cx| {
        let position = store::find_position(cx.conn, id).or_not_found()?;
        if input.valid_to < cx.today {
            return Err(AppError::field("/valid_to", "in_past"));
        }
        if input.valid_to <= position.valid_from || position.valid_to.is_some_and(|to| to <= input.valid_to) {
            return Err(AppError::field("/valid_to", "date_order"));
        }
        let unit = store::find_org_unit(cx.conn, position.org_unit_id)?;
        propose(
            cx,
            Proposal {
                kind: Kind::PositionEnd,
                subject_kind: "position",
                subject_id: id.0,
                branch_id: unit.and_then(|u| u.branch_id),
                base_version: position.version,
                payload: EndPayload {
                    position_id: id,
                    employee_id: position.employee_id,
                    role: position.role,
                    org_unit_id: position.org_unit_id,
                    valid_to: input.valid_to,
                },
                reason: input.reason.clone(),
                gainers: vec![position.employee_id],
                steps: vec![CONFIRMED_BY_HR],
            },
        )
    })?;
    Ok(PositionProposed { request_id: request.to_string() })
}

/// The part of positions in their requests.
pub fn position_handler() -> Handler {
    Handler { validate: validate_position, apply: apply_position, dropped: nothing_to_drop }
}

/// The part of ends of positions in their requests.
pub fn end_handler() -> Handler {
    Handler { validate: validate_end, apply: apply_end, dropped: nothing_to_drop }
}

fn stale() -> AppError {
    AppError::new(Code::Stale).clause("E4.0")
}

fn validate_position(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let p: PositionPayload = request.payload.read()?;
    let employee = store::find_employee(cx.conn, p.employee_id).or_not_found()?;
    let from = p.valid_from.max(cx.today);
    if employee.version != request.base_version || employee.left_on.is_some_and(|d| d <= from) {
        return Err(stale());
    }
    check_clash(cx, p.employee_id, p.role, p.org_unit_id, (from, None))
}

fn apply_position(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let p: PositionPayload = request.payload.read()?;
    if store::bump_employee(cx.conn, p.employee_id, request.base_version, cx.now)? == 0 {
        return Err(stale());
    }
    let position = Position {
        id: PositionId::new(),
        employee_id: p.employee_id,
        role: p.role,
        org_unit_id: p.org_unit_id,
        valid_from: p.valid_from.max(cx.today),
        valid_to: None,
        request_id: Some(request.id),
        version: 1,
        created_at: cx.now,
    };
    store::insert_position(cx.conn, &position)?;
    let detail = json!({ "position_id": position.id, "role": p.role, "org_unit_id": p.org_unit_id,
        "valid_from": position.valid_from, "request_id": request.id });
    cx.audit("take_position", "employee", Some(p.employee_id), detail)
}

fn validate_end(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let p: EndPayload = request.payload.read()?;
    let position = store::find_position(cx.conn, p.position_id).or_not_found()?;
    if position.version == request.base_version { Ok(()) } else { Err(stale()) }
}

fn apply_end(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let p: EndPayload = request.payload.read()?;
    let valid_to = p.valid_to.max(cx.today);
    if store::end_position(cx.conn, p.position_id, request.base_version, valid_to)? == 0 {
        return Err(stale());
    }
    let detail = json!({ "position_id": p.position_id, "role": p.role, "org_unit_id": p.org_unit_id,
        "valid_to": valid_to, "request_id": request.id });
    cx.audit("end_position", "employee", Some(p.employee_id), detail)
}
