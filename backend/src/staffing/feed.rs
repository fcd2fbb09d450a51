//! Appointments, grades and terms in the order in which they became known, for the HR system.

use super::model::{Appointed, ManagerHistoryId};
use super::store;
use crate::app::Cx;
use crate::db::Ts;
use crate::error::AppResult;

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
