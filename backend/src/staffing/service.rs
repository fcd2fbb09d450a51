//! Managers: orchestration.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::model::*;
use super::store;
use crate::app::Cx;
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};

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

/// Puts a manager on record, with the first line of its history.
pub fn insert_manager(cx: &mut Cx<'_>, m: &Manager, reason: &str) -> AppResult<()> {
    store::insert_manager(cx.conn, m).on_duplicate(|| AppError::new(Code::AlreadyExists).clause("D2"))?;
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
        valid_from: m.term_from,
        known_from: cx.now,
        reason: reason.to_owned(),
        changed_by: cx.actor.user_id(),
    };
    store::insert_history(cx.conn, &line)?;
    let detail =
        json!({ "manager_no": m.manager_no, "class": m.class, "grade": m.grade, "branch_id": m.branch_id });
    cx.audit("create_manager", "manager", Some(m.id), detail)
}
