//! Appointments, grades and terms in the order in which they became known, for the HR system.

use diesel::prelude::*;

use super::model::{ManagerHistory, ManagerHistoryId};
use crate::app::Cx;
use crate::db::Ts;
use crate::db::schema::{employees, manager_history, managers, org_units};
use crate::error::AppResult;

/// A line of the history of a manager with a body.
#[derive(Debug, Clone, Queryable)]
pub struct Appointed {
    /// What the manager was from then on.
    pub line: ManagerHistory,
    /// Manager's number.
    pub manager_no: String,
    /// The employee's number.
    pub employee_no: String,
    /// The branch's code.
    pub branch_code: String,
}

/// Lines after a place in the order of knowledge; those alone that stand now, or all.
pub fn list_lines(
    cx: &mut Cx<'_>,
    since: Option<Ts>,
    standing: bool,
    after: Option<(Ts, ManagerHistoryId)>,
    limit: i64,
) -> AppResult<Vec<Appointed>> {
    use manager_history as h;
    let mut q = h::table
        .inner_join(managers::table)
        .inner_join(employees::table.on(managers::employee_id.eq(employees::id.nullable())))
        .inner_join(org_units::table.on(org_units::id.eq(h::branch_id)))
        .into_boxed();
    if standing {
        q = q.filter(h::version.eq(managers::version));
    }
    if let Some(since) = since {
        q = q.filter(h::known_from.ge(since));
    }
    if let Some((at, id)) = after {
        q = q.filter(h::known_from.gt(at).or(h::known_from.eq(at).and(h::id.gt(id))));
    }
    let rows = q
        .order((h::known_from, h::id))
        .limit(limit)
        .select((ManagerHistory::as_select(), managers::manager_no, employees::employee_no, org_units::code))
        .load(cx.conn)?;
    Ok(rows)
}
