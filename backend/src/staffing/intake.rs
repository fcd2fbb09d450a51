//! Managers that come in by files.

use std::collections::{HashMap, HashSet};

use super::intake_store as store;
use super::model::*;
use crate::app::Cx;
use crate::error::AppResult;
use crate::org::model::EmployeeId;

/// Managers by their numbers; unknown numbers are left out.
pub fn managers_by_no(cx: &mut Cx<'_>, numbers: &[String]) -> AppResult<HashMap<String, Manager>> {
    let mut out = HashMap::with_capacity(numbers.len());
    for chunk in numbers.chunks(500) {
        let found = store::list_managers_by_no(cx.conn, chunk)?;
        out.extend(found.into_iter().map(|m| (m.manager_no.clone(), m)));
    }
    Ok(out)
}

/// Which of the employees are managers already.
pub fn employees_with_manager(cx: &mut Cx<'_>, ids: &[EmployeeId]) -> AppResult<HashSet<EmployeeId>> {
    let mut out = HashSet::new();
    for chunk in ids.chunks(500) {
        out.extend(store::list_employees_with_manager(cx.conn, chunk)?);
    }
    Ok(out)
}

/// Puts a manager in with the first line of its history and, where it is virtual, who maintains it (D2).
pub fn insert_manager(
    cx: &mut Cx<'_>,
    manager: &Manager,
    reason: &str,
    maintainer: Option<&Maintainer>,
) -> AppResult<()> {
    super::service::insert_manager(cx, manager, reason)?;
    if let Some(maintainer) = maintainer {
        store::insert_maintainer(cx.conn, maintainer)?;
    }
    let name = [(manager.id.0, vec![manager.name.as_str(), manager.manager_no.as_str()])];
    Ok(crate::search_text::store::put(cx.conn, "manager", &name)?)
}
