//! Jobs: queueing and reading.

use serde_json::json;

use super::dto::JobView;
use super::model::*;
use super::store;
use crate::app::Cx;
use crate::auth::{Action, Thing};
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

/// A job for a room that has permitted the look at it.
pub fn find(cx: &mut Cx<'_>, id: JobId) -> AppResult<Job> {
    store::find_job(cx.conn, id).or_not_found()
}

/// The last job of a kind under a dedupe key.
pub fn find_last(cx: &mut Cx<'_>, kind: &str, key: &str) -> AppResult<Option<JobId>> {
    Ok(store::find_last(cx.conn, kind, key)?)
}

/// Asks the job of a kind under a dedupe key to stop, where one waits or runs; its kind says what stopping means.
pub fn request_stop(cx: &mut Cx<'_>, kind: &str, key: &str) -> AppResult<Option<JobId>> {
    let live = store::find_live(cx.conn, kind, key)?;
    if let Some(id) = live {
        store::request_cancel(cx.conn, id)?;
    }
    Ok(live)
}

/// One job, for whoever queued it.
pub fn get_job(cx: &mut Cx<'_>, id: JobId) -> AppResult<JobView> {
    let job = store::find_job(cx.conn, id).or_not_found()?;
    let mine = job.created_by.is_some() && job.created_by == cx.actor.user_id();
    // A clearing queues itself: who may look at it in the round may watch it here.
    let watched = job.kind == crate::allocation::awards::clearing::KIND
        && job.branch_id.is_some_and(|b| cx.actor.can(Action::GetClearing, &Thing::branch(b)));
    if mine || watched || cx.actor.is_trusted() {
        return Ok(job.into());
    }
    Err(AppError::new(Code::NotFound))
}

/// Asks a job to stop. Whether the actor may is for the room that queued it to say.
pub fn request_cancel(cx: &mut Cx<'_>, id: JobId) -> AppResult<()> {
    store::request_cancel(cx.conn, id)?;
    Ok(())
}
