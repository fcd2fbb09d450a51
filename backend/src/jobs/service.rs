//! Jobs: queueing and reading.

use serde_json::json;

use super::dto::JobView;
use super::model::*;
use super::store;
use crate::app::Cx;
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::org::model::OrgUnitId;

/// Queues a job; see [`super::enqueue`].
pub fn enqueue(
    cx: &mut Cx<'_>,
    kind: &'static str,
    dedupe_key: Option<String>,
    payload: serde_json::Value,
) -> AppResult<JobId> {
    if let Some(key) = &dedupe_key
        && let Some(live) = store::find_live(cx.conn, kind, key)?
    {
        return Ok(live);
    }
    let branch_id: Option<OrgUnitId> =
        payload.get("branch_id").and_then(|b| b.as_str()).and_then(|b| b.parse().ok());
    let job = Job {
        id: JobId::new(),
        kind: kind.to_owned(),
        dedupe_key,
        state: JobState::Queued,
        payload: Json(payload),
        progress: Json(json!({})),
        progress_seq: 0,
        result: None,
        error: None,
        run_at: cx.now,
        lease_owner: None,
        lease_until: None,
        fence: 0,
        attempts: 0,
        cancel_requested: false,
        branch_id,
        created_by: cx.actor.user_id(),
        created_at: cx.now,
        finished_at: None,
    };
    store::insert_job(cx.conn, &job)?;
    cx.app.wake_jobs();
    Ok(job.id)
}

/// One job, for whoever queued it.
pub fn get_job(cx: &mut Cx<'_>, id: JobId) -> AppResult<JobView> {
    let job = store::find_job(cx.conn, id).or_not_found()?;
    let mine = job.created_by.is_some() && job.created_by == cx.actor.user_id();
    if mine || cx.actor.is_trusted() {
        return Ok(job.into());
    }
    Err(AppError::new(Code::NotFound))
}
