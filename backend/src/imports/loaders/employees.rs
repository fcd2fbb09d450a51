//! Employees. Positions and login names come from the operator alone: elsewhere they are proposed and confirmed.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::*;
use crate::auth::Role;
use crate::org::intake;
use crate::org::model::*;
use crate::org::rules;
use crate::search_text::sort_key;

/// Employees.
pub struct Employees;

/// An employee of a file.
pub struct Row {
    id: EmployeeId,
    position: PositionId,
    employee_no: String,
    name: String,
    sort_key: String,
    unit: String,
    hire_kind: HireKind,
    hired_on: NaiveDate,
    left_on: Option<NaiveDate>,
    role: Option<Role>,
    username: Option<String>,
}

impl Loader for Employees {
    const KIND: ImportKind = ImportKind::Employees;
    type Row = Row;

    fn read(reading: &Reading<'_>, cells: &mut Cells<'_>) -> Option<Row> {
        let (employee_no, name) = (cells.code("employee_no"), cells.text("name"));
        let unit = cells.code("org_unit_code");
        let hire_kind = cells.choice("hire_kind");
        let (hired_on, left_on) = (cells.date("hired_on"), cells.date("left_on"));
        let role: Option<Role> = cells.choice("role");
        let username = cells.code("username");
        if let (Some(from), Some(to)) = (hired_on, left_on)
            && to <= from
        {
            cells.refuse("left_on", "date_order");
        }
        for (column, given) in [("role", role.is_some()), ("username", username.is_some())] {
            if given && !reading.by_operator {
                cells.refuse(column, "operator_only");
            }
        }
        if username.is_some_and(|u| crate::identity::dto::check_username(u).is_err()) {
            cells.refuse("username", "invalid");
        }
        let name = name?;
        Some(Row {
            id: EmployeeId::new(),
            position: PositionId::new(),
            employee_no: employee_no?.to_owned(),
            sort_key: sort_key(&name),
            name,
            unit: unit?.to_owned(),
            hire_kind: hire_kind?,
            hired_on: hired_on?,
            left_on,
            role,
            username: username.map(str::to_owned),
        })
    }

    fn settle(cx: &mut Cx<'_>, run: &Run, rows: &[&Numbered<Row>]) -> AppResult<Settled> {
        let mut out = Settled::default();
        let numbers = distinct(rows.iter().map(|r| r.row.employee_no.as_str()));
        let taken = intake::employees_by_no(cx, &numbers)?;
        let units = intake::units_by_code(cx, &distinct(rows.iter().map(|r| r.row.unit.as_str())))?;
        let usernames = distinct(rows.iter().filter_map(|r| r.row.username.as_deref()));
        let mut names: HashSet<String> = crate::identity::users::usernames_taken(cx, &usernames)?;
        for Numbered { line, row } in rows.iter().copied() {
            let mut refuse = |column, code| out.rejects.push(Reject::new(*line, column, code));
            if taken.contains_key(&row.employee_no) {
                refuse("employee_no", "differs");
                continue;
            }
            let Some(unit) = units.get(&row.unit) else {
                refuse("org_unit_code", "not_found");
                continue;
            };
            if row.role.is_some_and(|r| !rules::fits(r, unit.kind)) {
                refuse("role", "wrong_unit");
                continue;
            }
            if let Some(name) = &row.username {
                if names.contains(name) || run.named(name).is_some() {
                    refuse("username", "duplicate");
                    continue;
                }
                names.insert(name.clone());
            }
            if !run.apply {
                out.notes.extend(row.username.clone().map(|n| Note::Name(n, String::new())));
                continue;
            }
            insert(cx, row, unit)?;
        }
        Ok(out)
    }
}

fn insert(cx: &mut Cx<'_>, row: &Row, unit: &OrgUnit) -> AppResult<()> {
    let employee = Employee {
        id: row.id,
        employee_no: row.employee_no.clone(),
        name: row.name.clone(),
        sort_key: row.sort_key.clone(),
        org_unit_id: unit.id,
        branch_id: unit.branch_id,
        hire_kind: row.hire_kind,
        hired_on: row.hired_on,
        left_on: row.left_on,
        version: 1,
        created_at: cx.now,
    };
    intake::insert_employee(cx, &employee)?;
    if let Some(role) = row.role {
        let position = Position {
            id: row.position,
            employee_id: row.id,
            role,
            org_unit_id: unit.id,
            valid_from: row.hired_on,
            valid_to: row.left_on,
            request_id: None,
            version: 1,
            created_at: cx.now,
        };
        intake::insert_position(cx, &position)?;
    }
    if let Some(username) = &row.username {
        crate::identity::users::insert_user(cx, username, Some(row.id), None)?;
    }
    Ok(())
}
