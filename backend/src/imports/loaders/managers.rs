//! Managers: people with a class and a grade, and virtual ones with who maintains them (D2).

use std::collections::HashSet;

use chrono::NaiveDate;

use super::*;
use crate::org::intake as org;
use crate::org::model::{EmployeeId, OrgKind};
use crate::search_text::sort_key;
use crate::staffing::intake;
use crate::staffing::model::*;

/// Managers.
pub struct Managers;

/// A manager of a file.
pub struct Row {
    id: ManagerId,
    maintaining: MaintainerId,
    manager_no: String,
    name: String,
    sort_key: String,
    employee: Option<String>,
    class: ManagerClass,
    b_kind: Option<BKind>,
    grade: Option<Grade>,
    branch: String,
    outlet: Option<String>,
    term_from: NaiveDate,
    term_to: Option<NaiveDate>,
    reason: Option<String>,
    maintainer: Option<String>,
}

impl Loader for Managers {
    const KIND: ImportKind = ImportKind::Managers;
    type Row = Row;

    fn read(_: &Reading<'_>, cells: &mut Cells<'_>) -> Option<Row> {
        let (manager_no, name) = (cells.code("manager_no"), cells.text("name"));
        let employee = cells.code("employee_no").map(str::to_owned);
        let class: Option<ManagerClass> = cells.choice("class");
        let b_kind: Option<BKind> = cells.choice("b_kind");
        let grade: Option<Grade> = cells.choice("grade");
        let (branch, outlet) = (cells.code("branch_code"), cells.code("outlet_code").map(str::to_owned));
        let (term_from, term_to) = (cells.date("term_from"), cells.date("term_to"));
        let reason = cells.text("reason");
        let maintainer = cells.code("maintainer_employee_no").map(str::to_owned);
        if let (Some(from), Some(to)) = (term_from, term_to)
            && to <= from
        {
            cells.refuse("term_to", "date_order");
        }
        if let Some(class) = class {
            let is_virtual = class == ManagerClass::Virtual;
            let given = [
                ("employee_no", employee.is_some(), !is_virtual),
                ("grade", grade.is_some(), !is_virtual),
                ("b_kind", b_kind.is_some(), class == ManagerClass::B),
                ("reason", reason.is_some(), is_virtual),
                ("maintainer_employee_no", maintainer.is_some(), is_virtual),
            ];
            for (column, is, must) in given {
                if is != must && !(column == "reason" && is) {
                    cells.refuse(column, if must { "required" } else { "invalid" });
                }
            }
        }
        let name = name?;
        Some(Row {
            id: ManagerId::new(),
            maintaining: MaintainerId::new(),
            manager_no: manager_no?.to_owned(),
            sort_key: sort_key(&name),
            name,
            employee,
            class: class?,
            b_kind,
            grade,
            branch: branch?.to_owned(),
            outlet,
            term_from: term_from?,
            term_to,
            reason,
            maintainer,
        })
    }

    fn settle(cx: &mut Cx<'_>, run: &Run, rows: &[&Numbered<Row>]) -> AppResult<Settled> {
        let mut out = Settled::default();
        let taken = intake::managers_by_no(cx, &distinct(rows.iter().map(|r| r.row.manager_no.as_str())))?;
        let units = org::units_by_code(
            cx,
            &distinct(
                rows.iter()
                    .flat_map(|r| std::iter::once(r.row.branch.as_str()).chain(r.row.outlet.as_deref())),
            ),
        )?;
        let employees = org::employees_by_no(
            cx,
            &distinct(
                rows.iter()
                    .flat_map(|r| r.row.employee.as_deref().into_iter().chain(r.row.maintainer.as_deref())),
            ),
        )?;
        let ids: Vec<EmployeeId> = employees.values().map(|e| e.id).collect();
        let mut managing: HashSet<EmployeeId> = intake::employees_with_manager(cx, &ids)?;
        for Numbered { line, row } in rows.iter().copied() {
            let mut refuse = |column, code| out.rejects.push(Reject::new(*line, column, code));
            if taken.contains_key(&row.manager_no) {
                refuse("manager_no", "differs");
                continue;
            }
            let Some(branch) = units.get(&row.branch).filter(|u| u.kind == OrgKind::Branch) else {
                refuse("branch_code", "not_found");
                continue;
            };
            let outlet = match row.outlet.as_ref().map(|code| units.get(code)) {
                None => None,
                Some(Some(u)) if u.kind == OrgKind::Outlet && u.branch_id == Some(branch.id) => Some(u.id),
                Some(_) => {
                    refuse("outlet_code", "not_found");
                    continue;
                }
            };
            let employee = row.employee.as_ref().map(|no| employees.get(no));
            let maintainer = row.maintainer.as_ref().map(|no| employees.get(no));
            match (employee, maintainer) {
                (Some(None), _) => refuse("employee_no", "not_found"),
                (Some(Some(e)), _) if e.branch_id != Some(branch.id) => refuse("employee_no", "other_branch"),
                (Some(Some(e)), _) if managing.contains(&e.id) || run.named(&e.employee_no).is_some() => {
                    refuse("employee_no", "duplicate");
                }
                (_, Some(None)) => refuse("maintainer_employee_no", "not_found"),
                (e, m) => {
                    let employee = e.flatten();
                    managing.extend(employee.map(|e| e.id));
                    if run.apply {
                        insert(
                            cx,
                            row,
                            (branch.id, outlet),
                            employee.map(|e| e.id),
                            m.flatten().map(|m| m.id),
                        )?;
                    } else {
                        let name = employee.map(|e| e.employee_no.clone());
                        out.notes.extend(name.map(|n| Note::Name(n, String::new())));
                    }
                }
            }
        }
        Ok(out)
    }
}

fn insert(
    cx: &mut Cx<'_>,
    row: &Row,
    (branch_id, outlet_id): (crate::org::model::OrgUnitId, Option<crate::org::model::OrgUnitId>),
    employee_id: Option<EmployeeId>,
    maintainer: Option<EmployeeId>,
) -> AppResult<()> {
    let manager = Manager {
        id: row.id,
        manager_no: row.manager_no.clone(),
        name: row.name.clone(),
        sort_key: row.sort_key.clone(),
        employee_id,
        class: row.class,
        b_kind: row.b_kind,
        grade: row.grade,
        branch_id,
        outlet_id,
        state: ManagerState::Active,
        term_from: row.term_from,
        term_to: row.term_to,
        reason: row.reason.clone(),
        version: 1,
        created_at: cx.now,
    };
    let reason = row.reason.as_deref().unwrap_or("import");
    let maintainer = maintainer.map(|employee_id| Maintainer {
        id: row.maintaining,
        manager_id: row.id,
        employee_id,
        valid_from: row.term_from,
        valid_to: None,
        reason: reason.to_owned(),
        created_by: None,
        created_at: cx.now,
    });
    intake::insert_manager(cx, &manager, reason, maintainer.as_ref())
}
