//! What the HR system asks and tells: appointments, grades and terms in the order in which they became known; names.

use serde_json::json;

use super::model::{Appointed, ManagerHistoryId};
use super::store;
use crate::app::Cx;
use crate::db::Ts;
use crate::error::{AppError, AppResult, Code};
use crate::org::model::EmployeeId;
use crate::search_text::{clean, sort_key};

/// Lines after a place in the order of knowledge; those alone that stand now, or all.
pub fn list_lines(
    cx: &mut Cx<'_>,
    since: Option<Ts>,
    standing: bool,
    after: Option<(Ts, ManagerHistoryId)>,
    limit: i64,
) -> AppResult<Vec<Appointed>> {
    Ok(store::list_appointed_lines(cx.conn, since, standing, after, limit)?)
}

/// An employee has another name: what the employee is or was as a manager follows. Not a change of standing, so no line of
/// history.
///
/// Error: `version_moved` where a manager changes at the same moment.
pub fn rename(cx: &mut Cx<'_>, employee: EmployeeId, name: &str) -> AppResult<()> {
    let name = clean(name);
    for mut m in store::list_of_employee(cx.conn, employee)? {
        if m.name == name {
            continue;
        }
        let before = m.version;
        m.version += 1;
        (m.sort_key, m.name) = (sort_key(&name), name.clone());
        if store::rename_manager(cx.conn, before, &m)? == 0 {
            return Err(AppError::new(Code::VersionMoved));
        }
        // The name stands in its home table alone.
        cx.audit("rename_manager", "manager", Some(m.id), json!({ "version": m.version }))?;
    }
    Ok(())
}
