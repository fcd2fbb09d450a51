//! Who stands behind managers: their bodies, and for virtual ones their maintainers (D2).

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{Manager, ManagerId};
use crate::app::Cx;
use crate::db::schema::{employees, manager_maintainers};
use crate::error::AppResult;
use crate::org::model::EmployeeId;

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
        let rows: Vec<(ManagerId, EmployeeId, String)> = manager_maintainers::table
            .inner_join(employees::table)
            .filter(manager_maintainers::manager_id.eq_any(chunk.to_vec()))
            .filter(manager_maintainers::valid_from.le(day))
            .filter(manager_maintainers::valid_to.is_null().or(manager_maintainers::valid_to.gt(day)))
            .order((employees::sort_key, employees::id))
            .select((manager_maintainers::manager_id, employees::id, employees::name))
            .load(cx.conn)?;
        for (manager, employee_id, name) in rows {
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
