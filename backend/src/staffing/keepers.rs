//! Who stands behind managers: their bodies, and for virtual ones their maintainers (D2).

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::model::{Maintainer, MaintainerId, Manager, ManagerId};
use super::rules::{self, Span};
use super::store;
use crate::app::Cx;
use crate::error::{AppError, AppResult};
use crate::org::model::{Employee, EmployeeId};

/// Somebody who maintains a virtual manager.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeper {
    /// The employee.
    pub employee_id: EmployeeId,
    /// The employee's name.
    pub name: String,
}

/// Who maintains each of the managers on a day, in order of name; managers without anybody are left out.
pub fn keepers_on(
    cx: &mut Cx<'_>,
    managers: &[ManagerId],
    day: NaiveDate,
) -> AppResult<HashMap<ManagerId, Vec<Keeper>>> {
    let mut out: HashMap<ManagerId, Vec<Keeper>> = HashMap::new();
    for chunk in managers.chunks(500) {
        for (manager, employee_id, name) in store::list_keepers_on(cx.conn, chunk, day)? {
            out.entry(manager).or_default().push(Keeper { employee_id, name });
        }
    }
    Ok(out)
}

/// The employees behind managers on a day: a manager's body, a virtual manager's maintainers.
pub fn people_behind(cx: &mut Cx<'_>, managers: &[Manager], day: NaiveDate) -> AppResult<Vec<EmployeeId>> {
    let ids: Vec<ManagerId> = managers.iter().map(|m| m.id).collect();
    let keepers = keepers_on(cx, &ids, day)?;
    let mut out: Vec<EmployeeId> = managers.iter().filter_map(|m| m.employee_id).collect();
    out.extend(keepers.values().flatten().map(|k| k.employee_id));
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

/// A virtual manager that an employee still maintains from a day on.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The manager.
    pub manager: Manager,
    /// The employee's entries that reach beyond the day.
    pub entries: Vec<Maintainer>,
}

/// Virtual managers, not gone, that each of some employees maintains on their day or later, by name.
pub fn kept_from(
    cx: &mut Cx<'_>,
    from: &[(EmployeeId, NaiveDate)],
) -> AppResult<HashMap<EmployeeId, Vec<Kept>>> {
    let days: HashMap<EmployeeId, NaiveDate> = from.iter().copied().collect();
    let Some(first) = days.values().min().copied() else { return Ok(HashMap::new()) };
    let people: Vec<EmployeeId> = days.keys().copied().collect();
    let mut out: HashMap<EmployeeId, Vec<Kept>> = HashMap::new();
    for (manager, entry) in store::list_kept_from(cx.conn, &people, first)? {
        let past = entry.valid_to.is_some_and(|to| days.get(&entry.employee_id).is_none_or(|day| to <= *day));
        // An entry that was cut to no day holds for none.
        if past || entry.valid_to == Some(entry.valid_from) {
            continue;
        }
        let kept = out.entry(entry.employee_id).or_default();
        match kept.last_mut().filter(|k| k.manager.id == manager.id) {
            Some(kept) => kept.entries.push(entry),
            None => kept.push(Kept { manager, entries: vec![entry] }),
        }
    }
    Ok(out)
}

/// Passes an employee's entries of a virtual manager on to another from a day on, each for the days that it had left:
/// never a day without a maintainer (D2).
///
/// Errors: 404 where the employee has none; `maintainer_gap`, as where the receiver leaves earlier.
pub fn pass_on(
    cx: &mut Cx<'_>,
    manager: ManagerId,
    from: EmployeeId,
    to: &Employee,
    day: NaiveDate,
    reason: &str,
) -> AppResult<()> {
    let kept = kept_from(cx, &[(from, day)])?
        .into_values()
        .flatten()
        .find(|k| k.manager.id == manager)
        .ok_or_else(AppError::not_found)?;
    let mut fresh = Vec::with_capacity(kept.entries.len());
    for entry in &kept.entries {
        store::end_maintainer(cx.conn, entry.id, day.max(entry.valid_from))?;
        fresh.push(Maintainer {
            id: MaintainerId::new(),
            manager_id: manager,
            employee_id: to.id,
            valid_from: day.max(entry.valid_from),
            valid_to: entry.valid_to,
            reason: reason.to_owned(),
            created_by: cx.actor.user_id(),
            created_at: cx.now,
        });
    }
    store::insert_maintainers(cx.conn, &fresh)?;
    let spans: Vec<Span> = store::list_maintainers(cx.conn, manager)?
        .into_iter()
        .map(|(row, _, left)| rules::until((row.valid_from, row.valid_to), left))
        .collect();
    let need = (kept.manager.term_from.max(cx.today), kept.manager.term_to);
    super::service::refuse_gap(need, &spans)?;
    let detail = json!({ "from": from, "to": to.id, "day": day });
    cx.audit("pass_on_maintenance", "manager", Some(manager), detail)
}
