//! Deputies: who decides in another's role for some days.
//!
//! A deputy decides nothing that the one stood in for may not: what that person proposed or gains from stays
//! out of reach, so that naming a deputy is no way around separation.

use serde_json::json;

use super::dto::*;
use super::model::{Deputy, DeputyId};
use super::store;
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult, OrNotFound};
use crate::http::{IdemKey, Page};

/// Deputies of the caller's branches, the latest first.
pub fn list_deputies(cx: &mut Cx<'_>, q: &ListDeputies) -> AppResult<Page<DeputyView>> {
    let scope = cx.scope(Action::ListDeputies)?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "deputies", q.cursor.as_deref())?;
    let rows = store::list_deputies(cx.conn, &scope, before, limit + 1)?;
    let page =
        crate::db::page::page(cx.app.keys(), "deputies", rows, limit, |d| (d.valid_from, d.id), |d| d)?;
    Ok(Page { items: views(cx, page.items)?, next_cursor: page.next_cursor })
}

fn views(cx: &mut Cx<'_>, rows: Vec<Deputy>) -> AppResult<Vec<DeputyView>> {
    let people = rows.iter().flat_map(|d| [d.employee_id, d.deputy_employee_id]);
    let names = crate::org::service::employee_names(cx, people)?;
    let name = |e| names.get(&e).cloned().unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|d| DeputyView {
            id: d.id.to_string(),
            employee_id: d.employee_id.to_string(),
            name: name(d.employee_id),
            role: d.role,
            org_unit_id: d.org_unit_id.to_string(),
            deputy_employee_id: d.deputy_employee_id.to_string(),
            deputy_name: name(d.deputy_employee_id),
            valid_from: d.valid_from,
            valid_to: d.valid_to,
        })
        .collect())
}

/// Names somebody who decides in another's role for some days; the president of the branch names, head
/// office's HR for the whole bank.
///
/// Errors: fields at fault; `positions_exclude` for a deputy whose own positions the role excludes.
pub fn set_deputy(cx: &mut Cx<'_>, key: &IdemKey, input: &SetDeputy) -> AppResult<DeputyView> {
    cx.scope(Action::SetDeputy)?;
    let id: DeputyId = cx.once(key, Action::SetDeputy, input, |cx| {
        crate::org::service::check_employee(cx, input.employee_id, "/employee_id")?;
        let deputy =
            crate::org::service::check_employee(cx, input.deputy_employee_id, "/deputy_employee_id")?;
        if input.valid_from < cx.today {
            return Err(AppError::field("/valid_from", "in_past"));
        }
        if input.valid_to <= input.valid_from {
            return Err(AppError::field("/valid_to", "date_order"));
        }
        let (unit, branch) =
            crate::org::store::find_place(cx.conn, input.employee_id, input.role, input.valid_from)?
                .ok_or_else(|| AppError::field("/role", "not_found"))?;
        cx.may(Action::SetDeputy, &Thing { branch, managers: Vec::new() })?;
        let away = deputy.left_on.is_some_and(|d| d < input.valid_to);
        if away || input.deputy_employee_id == input.employee_id {
            return Err(AppError::field("/deputy_employee_id", "invalid"));
        }
        let days = (input.valid_from, Some(input.valid_to));
        crate::org::service::check_clash(cx, deputy.id, input.role, unit, days)?;
        let row = Deputy {
            id: DeputyId::new(),
            employee_id: input.employee_id,
            deputy_employee_id: deputy.id,
            role: input.role,
            org_unit_id: unit,
            valid_from: input.valid_from,
            valid_to: input.valid_to,
            created_by: cx.actor.user()?.user_id,
            created_at: cx.now,
        };
        store::insert_deputy(cx.conn, &row)?;
        let said = json!({ "role": row.role, "from": row.valid_from, "to": row.valid_to });
        crate::notices::service::notify_employees(cx, &[deputy.id], "deputy_named", &said, None)?;
        let detail = json!({ "employee_id": row.employee_id, "deputy_employee_id": row.deputy_employee_id,
            "role": row.role, "org_unit_id": unit, "valid_from": row.valid_from, "valid_to": row.valid_to });
        cx.audit("set_deputy", "deputy", Some(row.id), detail)?;
        Ok(row.id)
    })?;
    let row = store::find_deputy(cx.conn, id).or_not_found()?;
    views(cx, vec![row])?.pop().ok_or_else(AppError::not_found)
}

/// Ends a deputy's days from today on.
pub fn end_deputy(cx: &mut Cx<'_>, id: DeputyId) -> AppResult<()> {
    let scope = cx.scope(Action::EndDeputy)?;
    let row = store::find_deputy_within(cx.conn, id, &scope).or_not_found()?;
    let ends = cx.today.max(row.valid_from);
    if row.valid_to > ends {
        store::end_deputy(cx.conn, id, ends)?;
        cx.audit("end_deputy", "deputy", Some(id), json!({ "valid_to": ends }))?;
    }
    Ok(())
}

/// Ends on a day what somebody who leaves lends and stands in for.
pub fn end_all_of(
    cx: &mut Cx<'_>,
    employee: crate::org::model::EmployeeId,
    day: chrono::NaiveDate,
) -> AppResult<()> {
    for row in store::list_deputies_of(cx.conn, employee, day)? {
        let ends = day.max(row.valid_from);
        store::end_deputy(cx.conn, row.id, ends)?;
        cx.audit("end_deputy", "deputy", Some(row.id), json!({ "valid_to": ends }))?;
    }
    Ok(())
}
