//! Managers: orchestration.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::{rules, store};
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::{IdemKey, IfMatch, Page};
use crate::org::model::{Employee, EmployeeId, HireKind, OrgKind, OrgUnitId};
use crate::search_text::{clean, sort_key};

/// Managers by id; ids that are not there are left out.
pub fn managers_by_id(cx: &mut Cx<'_>, ids: &[ManagerId]) -> AppResult<HashMap<ManagerId, Manager>> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut out = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        out.extend(store::list_by_id(cx.conn, chunk)?.into_iter().map(|m| (m.id, m)));
    }
    Ok(out)
}

/// The manager that an employee is and has not ceased to be; the last where there were several.
pub fn manager_of(cx: &mut Cx<'_>, employee: EmployeeId) -> AppResult<Option<Manager>> {
    Ok(store::find_of_employee(cx.conn, employee)?)
}

/// The manager, where it has standing on the day: active and within the term (D4).
///
/// Errors: `manager_no_standing`; 404 for a manager that is not there.
pub fn check_standing(cx: &mut Cx<'_>, id: ManagerId, day: NaiveDate) -> AppResult<Manager> {
    let manager = store::find_manager(cx.conn, id).or_not_found()?;
    if manager.has_standing(day) {
        Ok(manager)
    } else {
        Err(AppError::new(Code::ManagerNoStanding).clause("D4"))
    }
}

fn view(m: Manager, branch_name: String, today: NaiveDate) -> ManagerView {
    ManagerView {
        has_standing: m.has_standing(today),
        id: m.id.to_string(),
        manager_no: m.manager_no,
        name: m.name,
        employee_id: m.employee_id.map(|e| e.to_string()),
        class: m.class,
        b_kind: m.b_kind,
        grade: m.grade,
        branch_id: m.branch_id.to_string(),
        branch_name,
        outlet_id: m.outlet_id.map(|o| o.to_string()),
        state: m.state,
        term_from: m.term_from,
        term_to: m.term_to,
        reason: m.reason,
        version: m.version,
    }
}

/// Managers in the order of their names.
pub fn list_managers(cx: &mut Cx<'_>, q: &ListManagers) -> AppResult<Page<ManagerView>> {
    let scope = cx.scope(Action::ListManagers)?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "managers", q.cursor.as_deref())?;
    let tokens = match q.q.as_deref().map(crate::search_text::store::ranges) {
        Some(None) => return Ok(Page { items: Vec::new(), next_cursor: None }),
        Some(Some(tokens)) => tokens,
        None => Vec::new(),
    };
    let filter =
        store::ManagerFilter { tokens, branch: q.branch_id, class: q.class, grade: q.grade, state: q.state };
    let rows = store::list_managers(cx.conn, &scope, &filter, after, limit + 1)?;
    let today = cx.today;
    crate::db::page::page(
        cx.app.keys(),
        "managers",
        rows,
        limit,
        |(m, _)| (m.sort_key.clone(), m.id),
        |(m, branch)| view(m, branch, today),
    )
}

/// One manager.
pub fn get_manager(cx: &mut Cx<'_>, id: ManagerId) -> AppResult<ManagerView> {
    let scope = cx.scope(Action::GetManager)?;
    let (m, branch) = store::find_manager_within(cx.conn, id, &scope).or_not_found()?;
    Ok(view(m, branch, cx.today))
}

/// What a manager was, newest first.
pub fn list_manager_history(
    cx: &mut Cx<'_>,
    id: ManagerId,
    q: &ListManagerHistory,
) -> AppResult<Page<ManagerHistoryView>> {
    let scope = cx.scope(Action::ListManagerHistory)?;
    store::find_manager_within(cx.conn, id, &scope).or_not_found()?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "manager_history", q.cursor.as_deref())?;
    let rows = store::list_history(cx.conn, id, before, limit + 1)?;
    let names = crate::identity::service::names_of(cx, rows.iter().filter_map(|(h, _)| h.changed_by))?;
    crate::db::page::page(
        cx.app.keys(),
        "manager_history",
        rows,
        limit,
        |(h, _)| h.version,
        |(h, branch_name)| ManagerHistoryView {
            version: h.version,
            class: h.class,
            b_kind: h.b_kind,
            grade: h.grade,
            branch_id: h.branch_id.to_string(),
            branch_name,
            state: h.state,
            term_from: h.term_from,
            term_to: h.term_to,
            valid_from: h.valid_from,
            known_from: h.known_from,
            reason: h.reason,
            changed_by: h.changed_by.and_then(|u| names.get(&u).cloned()),
        },
    )
}

/// Makes a manager with the first line of its history; for the services that may: imports, the branch's own.
pub fn insert_manager(cx: &mut Cx<'_>, m: &Manager, reason: &str) -> AppResult<()> {
    store::insert_manager(cx.conn, m).on_duplicate(|| AppError::new(Code::AlreadyExists).clause("D2"))?;
    write_history(cx, m, reason, m.term_from)?;
    let detail =
        json!({ "manager_no": m.manager_no, "class": m.class, "grade": m.grade, "branch_id": m.branch_id });
    cx.audit("create_manager", "manager", Some(m.id), detail)
}

/// What an appointment makes of an employee.
pub struct Appointment<'a> {
    /// Who.
    pub employee: &'a Employee,
    /// Class A or B.
    pub class: ManagerClass,
    /// Kind of class B.
    pub b_kind: Option<BKind>,
    /// Grade.
    pub grade: Grade,
    /// Branch.
    pub branch_id: OrgUnitId,
    /// First day, and first day after.
    pub term: rules::Span,
    /// Why, for the history.
    pub reason: &'a str,
}

/// Makes an employee a manager, or a manager of class B one of class A (D4), for the services that may: recruitment.
///
/// Errors: `already_manager`, by the database where two appointments meet; `external_hire` for class B that was hired from
/// outside.
pub fn appoint(cx: &mut Cx<'_>, a: &Appointment<'_>) -> AppResult<Manager> {
    let taken = || AppError::new(Code::AlreadyManager).clause("D4");
    let Some(held) = manager_of(cx, a.employee.id)? else {
        let before = store::count_of_employee(cx.conn, a.employee.id)?;
        let number = match before {
            0 => format!("M-{}", a.employee.employee_no),
            n => format!("M-{}-{}", a.employee.employee_no, n + 1),
        };
        let m = Manager {
            id: ManagerId::new(),
            manager_no: number,
            name: a.employee.name.clone(),
            sort_key: a.employee.sort_key.clone(),
            employee_id: Some(a.employee.id),
            class: a.class,
            b_kind: a.b_kind,
            grade: Some(a.grade),
            branch_id: a.branch_id,
            outlet_id: None,
            state: ManagerState::Active,
            term_from: a.term.0,
            term_to: a.term.1,
            reason: None,
            version: 1,
            created_at: cx.now,
        };
        return match insert_manager(cx, &m, a.reason) {
            Err(e) if e.code() == Code::AlreadyExists => Err(taken()),
            other => other.map(|()| m),
        };
    };
    if held.class != ManagerClass::B || a.class != ManagerClass::A {
        return Err(taken());
    }
    if a.employee.hire_kind == HireKind::External {
        return Err(AppError::new(Code::ExternalHire).clause("D4"));
    }
    let m = Manager {
        class: ManagerClass::A,
        b_kind: None,
        grade: Some(a.grade),
        branch_id: a.branch_id,
        outlet_id: held.outlet_id.filter(|_| held.branch_id == a.branch_id),
        state: ManagerState::Active,
        term_from: a.term.0,
        term_to: a.term.1,
        version: held.version + 1,
        ..held.clone()
    };
    if store::reappoint_manager(cx.conn, held.version, &m)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    write_history(cx, &m, a.reason, m.term_from)?;
    let detail =
        json!({ "class": m.class, "grade": m.grade, "branch_id": m.branch_id, "version": m.version });
    cx.audit("reappoint_manager", "manager", Some(m.id), detail)?;
    Ok(m)
}

fn write_history(cx: &mut Cx<'_>, m: &Manager, reason: &str, valid_from: NaiveDate) -> AppResult<()> {
    let line = ManagerHistory {
        id: ManagerHistoryId::new(),
        manager_id: m.id,
        version: m.version,
        class: m.class,
        b_kind: m.b_kind,
        grade: m.grade,
        branch_id: m.branch_id,
        state: m.state,
        term_from: m.term_from,
        term_to: m.term_to,
        valid_from,
        known_from: cx.now,
        reason: reason.to_owned(),
        changed_by: cx.actor.user_id(),
    };
    Ok(store::insert_history(cx.conn, &line)?)
}

/// Changes a manager's state or term, with the reason in its history; grades change by certification alone (E2.3).
///
/// A person's term is lengthened by a renewal alone (D4).
///
/// Errors: `version_moved`, `renewal_unassessed`, fields at fault, `maintainer_gap` where a longer term of a virtual manager has days
/// without a maintainer.
pub fn update_manager(
    cx: &mut Cx<'_>,
    id: ManagerId,
    version: IfMatch,
    input: &UpdateManager,
) -> AppResult<ManagerView> {
    let scope = cx.scope(Action::UpdateManager)?;
    let (mut m, branch) = store::find_manager_within(cx.conn, id, &scope).or_not_found()?;
    cx.may(Action::UpdateManager, &Thing::branch(m.branch_id).of(id))?;
    version.check(m.version)?;
    if input.state.is_some_and(|s| !rules::may_become(m.state, s)) {
        return Err(AppError::field("/state", "invalid"));
    }
    if input.state == Some(ManagerState::Left)
        && m.state != ManagerState::Left
        && crate::clients::holdings::count_held(cx, id, cx.today)? > 0
    {
        // Whoever has clients hands them over first.
        return Err(AppError::new(Code::LeavingOpen).clause("D9.4"));
    }
    if let Some(Some(to)) = input.term_to
        && to <= m.term_from
    {
        return Err(AppError::field("/term_to", "date_order"));
    }
    if input.term_to.is_some_and(|to| super::terms::rules::lengthens(&m, to)) {
        return Err(AppError::new(Code::RenewalUnassessed).clause("D4"));
    }
    m.state = input.state.unwrap_or(m.state);
    m.term_to = input.term_to.unwrap_or(m.term_to);
    if m.class == ManagerClass::Virtual && input.term_to.is_some() {
        let spans: Vec<rules::Span> = store::list_maintainers(cx.conn, id)?
            .into_iter()
            .map(|(r, _, left)| rules::until((r.valid_from, r.valid_to), left))
            .collect();
        refuse_gap((m.term_from, m.term_to), &spans)?;
    }
    save(cx, &mut m, &input.reason, None)?;
    Ok(view(m, branch, cx.today))
}

/// Writes a change of a manager with its line of history, which holds from a day or from today on; for the services that
/// decide about managers.
///
/// Error: `version_moved` where the manager's version is another one by now.
pub fn save(cx: &mut Cx<'_>, m: &mut Manager, reason: &str, valid_from: Option<NaiveDate>) -> AppResult<()> {
    let before = m.version;
    m.version += 1;
    if store::update_manager(cx.conn, before, m)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    write_history(cx, m, reason, valid_from.unwrap_or(cx.today))?;
    let detail = json!({ "grade": m.grade, "state": m.state, "term_from": m.term_from, "term_to": m.term_to, "version": m.version });
    cx.audit("update_manager", "manager", Some(m.id), detail)
}

/// A manager within a scope, with the branch's name; hidden is missing.
pub fn find_within(
    cx: &mut Cx<'_>,
    id: ManagerId,
    scope: &crate::auth::Scope,
) -> AppResult<(Manager, String)> {
    store::find_manager_within(cx.conn, id, scope).or_not_found()
}

/// A manager leaves the post for good, with the line of its history.
pub fn leave_post(cx: &mut Cx<'_>, id: ManagerId, reason: &str) -> AppResult<()> {
    let mut m = store::find_manager(cx.conn, id).or_not_found()?;
    let before = m.version;
    (m.state, m.version) = (ManagerState::Left, before + 1);
    if store::update_manager(cx.conn, before, &m)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    write_history(cx, &m, reason, cx.today)?;
    cx.audit("leave_post", "manager", Some(id), json!({ "version": m.version }))
}

/// Refuses days without a maintainer: `maintainer_gap` with the first (D2).
pub(super) fn refuse_gap(need: rules::Span, spans: &[rules::Span]) -> AppResult<()> {
    match rules::first_gap(need, spans) {
        None => Ok(()),
        Some(day) => Err(AppError::new(Code::MaintainerGap).clause("D2").param("day", day.to_string())),
    }
}

/// Makes a virtual manager with its reason and its maintainers (D2).
///
/// Errors: fields at fault, `maintainer_gap`, `already_exists` for a number that is taken.
pub fn create_virtual_manager(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    input: &CreateVirtualManager,
) -> AppResult<ManagerView> {
    cx.may(Action::CreateVirtualManager, &Thing::branch(input.branch_id))?;
    let id: ManagerId = cx.once(key, Action::CreateVirtualManager, input, |cx| {
        let branch = crate::org::service::find_unit(cx, input.branch_id)?
            .filter(|u| u.kind == OrgKind::Branch && u.closed_on.is_none())
            .ok_or_else(|| AppError::field("/branch_id", "not_found"))?;
        let number = match &input.manager_no {
            Some(no) => clean(no),
            None => format!("{}-V{:02}", branch.code, store::count_virtual(cx.conn, branch.id)? + 1),
        };
        let name = clean(&input.name);
        if name.is_empty() || number.is_empty() {
            return Err(AppError::field(if name.is_empty() { "/name" } else { "/manager_no" }, "invalid"));
        }
        let m = Manager {
            id: ManagerId::new(),
            manager_no: number,
            sort_key: sort_key(&name),
            name,
            employee_id: None,
            class: ManagerClass::Virtual,
            b_kind: None,
            grade: None,
            branch_id: branch.id,
            outlet_id: None,
            state: ManagerState::Active,
            term_from: input.term_from.unwrap_or(cx.today),
            term_to: None,
            reason: Some(input.reason.clone()),
            version: 1,
            created_at: cx.now,
        };
        if m.term_from < cx.today {
            return Err(AppError::field("/term_from", "in_past"));
        }
        insert_manager(cx, &m, &input.reason)?;
        let rows = maintainer_rows(cx, m.id, &input.maintainers, &input.reason)?;
        refuse_gap((m.term_from, m.term_to), &rows.iter().map(|(_, span)| *span).collect::<Vec<_>>())?;
        write_maintainers(cx, m.id, rows)?;
        Ok(m.id)
    })?;
    get_manager(cx, id)
}

/// The rows that a request asks for, each with the days on which it truly holds.
fn maintainer_rows(
    cx: &mut Cx<'_>,
    manager: ManagerId,
    input: &[MaintainerInput],
    reason: &str,
) -> AppResult<Vec<(Maintainer, rules::Span)>> {
    let mut out = Vec::with_capacity(input.len());
    for (i, m) in input.iter().enumerate() {
        let employee =
            crate::org::service::check_employee(cx, m.employee_id, &format!("/maintainers/{i}/employee_id"))?;
        if m.valid_from < cx.today {
            return Err(AppError::field(format!("/maintainers/{i}/valid_from"), "in_past"));
        }
        if m.valid_to.is_some_and(|to| to <= m.valid_from) {
            return Err(AppError::field(format!("/maintainers/{i}/valid_to"), "date_order"));
        }
        let row = Maintainer {
            id: MaintainerId::new(),
            manager_id: manager,
            employee_id: employee.id,
            valid_from: m.valid_from,
            valid_to: m.valid_to,
            reason: reason.to_owned(),
            created_by: cx.actor.user_id(),
            created_at: cx.now,
        };
        out.push((row, rules::until((m.valid_from, m.valid_to), employee.left_on)));
    }
    Ok(out)
}

fn write_maintainers(
    cx: &mut Cx<'_>,
    manager: ManagerId,
    rows: Vec<(Maintainer, rules::Span)>,
) -> AppResult<()> {
    let rows: Vec<Maintainer> = rows.into_iter().map(|(row, _)| row).collect();
    store::insert_maintainers(cx.conn, &rows)?;
    let named: Vec<_> = rows
        .iter()
        .map(|r| json!({ "employee_id": r.employee_id, "valid_from": r.valid_from, "valid_to": r.valid_to }))
        .collect();
    cx.audit("set_maintainers", "manager", Some(manager), json!({ "maintainers": named }))
}

/// Names who keeps a virtual manager from the first day named on, in place of what was named for then.
///
/// Errors: fields at fault; `maintainer_gap` where a day would be without a maintainer (D2).
pub fn set_maintainers(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    id: ManagerId,
    input: &SetMaintainers,
) -> AppResult<Maintainers> {
    let scope = cx.scope(Action::SetMaintainers)?;
    let (m, _) = store::find_manager_within(cx.conn, id, &scope).or_not_found()?;
    cx.may(Action::SetMaintainers, &Thing::branch(m.branch_id))?;
    if m.class != ManagerClass::Virtual {
        return Err(AppError::new(Code::Conflict).clause("D2"));
    }
    cx.once(key, Action::SetMaintainers, &(id, input), |cx| {
        let rows = maintainer_rows(cx, id, &input.maintainers, &input.reason)?;
        let Some(from) = rows.iter().map(|(r, _)| r.valid_from).min() else { return Ok(()) };
        let mut spans: Vec<rules::Span> = rows.iter().map(|(_, span)| *span).collect();
        for (row, _, left) in store::list_maintainers(cx.conn, id)? {
            let before = (row.valid_from, row.valid_to);
            let after = rules::cut(before, from);
            if after != before
                && let Some(to) = after.1
            {
                store::end_maintainer(cx.conn, row.id, to)?;
            }
            spans.push(rules::until(after, left));
        }
        // What is past is past: only days from today on can still be filled.
        refuse_gap((m.term_from.max(cx.today), m.term_to), &spans)?;
        write_maintainers(cx, id, rows)
    })?;
    list_maintainers_of(cx, id)
}

/// Who keeps a virtual manager, by dates.
pub fn list_maintainers(cx: &mut Cx<'_>, id: ManagerId) -> AppResult<Maintainers> {
    let scope = cx.scope(Action::ListMaintainers)?;
    store::find_manager_within(cx.conn, id, &scope).or_not_found()?;
    list_maintainers_of(cx, id)
}

fn list_maintainers_of(cx: &mut Cx<'_>, id: ManagerId) -> AppResult<Maintainers> {
    let today = cx.today;
    let view = |(r, name, left): (Maintainer, String, Option<NaiveDate>)| {
        let (from, to) = rules::until((r.valid_from, r.valid_to), left);
        MaintainerView {
            employee_id: r.employee_id.to_string(),
            name,
            valid_from: r.valid_from,
            valid_to: r.valid_to,
            today: from <= today && to.is_none_or(|to| today < to),
            reason: r.reason,
        }
    };
    let mut rows = store::list_maintainers(cx.conn, id)?;
    rows.retain(|(r, ..)| r.valid_to != Some(r.valid_from));
    Ok(Maintainers { items: rows.into_iter().map(view).collect() })
}
