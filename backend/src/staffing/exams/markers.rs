//! Markers who leave the bank: what they have begun to mark goes to others (D8.2).

use std::collections::HashMap;

use serde_json::json;

use super::model::*;
use super::service::tell;
use super::store;
use crate::app::Cx;
use crate::auth::Action;
use crate::auth::permissions::Grant;
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::org::model::EmployeeId;

/// An examination that somebody has begun to mark and has answers left to mark in.
#[derive(Debug, Clone)]
pub struct Marking {
    /// The marker.
    pub employee_id: EmployeeId,
    /// The examination.
    pub exam_id: ExamId,
    /// What it is called.
    pub name: String,
}

/// Open examinations that employees have begun to mark, are not released from and have answers left in; the oldest first.
pub fn begun_by(cx: &mut Cx<'_>, markers: &[EmployeeId]) -> AppResult<Vec<Marking>> {
    let begun = store::list_begun(cx.conn, markers, cx.now)?;
    let ids: Vec<ExamId> = begun.iter().map(|b| b.1).collect();
    let open: HashMap<ExamId, i64> = store::count_unsettled(cx.conn, &ids)?.into_iter().collect();
    let mut done: HashMap<(ExamId, EmployeeId), i64> = HashMap::new();
    for marked in store::list_unsettled_marked_by(cx.conn, &ids, markers)? {
        *done.entry(marked).or_default() += 1;
    }
    Ok(begun
        .into_iter()
        .filter(|(marker, exam, _)| {
            let all = open.get(exam).copied().unwrap_or(0);
            all > done.get(&(*exam, *marker)).copied().unwrap_or(0)
        })
        .map(|(employee_id, exam_id, name)| Marking { employee_id, exam_id, name })
        .collect())
}

/// Releases a marker who leaves from an examination: the own marks stay, the rest is for others, who are told. Whoever
/// leads the leaving is one of them. Error: 404 where nothing of it is left to the marker.
pub fn release(cx: &mut Cx<'_>, id: ExamId, marker: EmployeeId, reason: &str) -> AppResult<()> {
    if !begun_by(cx, &[marker])?.iter().any(|m| m.exam_id == id) {
        return Err(AppError::not_found());
    }
    let exam = store::find_exam(cx.conn, id).or_not_found()?;
    let mut others = Vec::new();
    if let Grant::Held(grants) = Action::GiveMark.grant() {
        for (role, _) in grants {
            others.extend(crate::org::service::employees_in(cx, *role)?);
        }
    }
    others.sort_unstable();
    others.dedup();
    let candidates: Vec<EmployeeId> =
        store::list_sittings(cx.conn, id)?.into_iter().map(|s| s.employee_id).collect();
    let released = store::list_released(cx.conn, id)?;
    others.retain(|e| *e != marker && !candidates.contains(e) && !released.contains(e));
    let row = MarkerRelease {
        exam_id: id,
        employee_id: marker,
        reason: reason.to_owned(),
        released_by: cx.actor.user_id(),
        released_at: cx.now,
    };
    store::insert_release(cx.conn, &row).on_duplicate(|| AppError::new(Code::Conflict).clause("D8.2"))?;
    tell(cx, &exam, &others, "exam_to_mark")?;
    cx.audit("release_marker", "exam", Some(id), json!({ "employee_id": marker, "reason": reason }))
}

/// Whether the caller was released from marking an examination.
pub(super) fn is_released(cx: &mut Cx<'_>, id: ExamId) -> AppResult<bool> {
    match cx.actor.employee_id() {
        Some(me) => Ok(store::list_released(cx.conn, id)?.contains(&me)),
        None => Ok(false),
    }
}
