//! Answers about jobs.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::model::{Job, JobState};
use crate::db::Ts;

/// A background job.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct JobView {
    /// The job.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Kind of job.
    #[schema(max_length = 40)]
    pub kind: String,
    /// How far it is.
    pub state: JobState,
    /// Progress, by kind.
    #[schema(value_type = Object)]
    pub progress: serde_json::Value,
    /// Counts the changes of progress; the stream's event id.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub progress_seq: i64,
    /// Result, by kind.
    #[schema(value_type = Option<Object>)]
    pub result: Option<serde_json::Value>,
    /// What went wrong, as code and parameters.
    #[schema(value_type = Option<Object>)]
    pub error: Option<serde_json::Value>,
    /// When it was queued.
    pub created_at: Ts,
    /// When it ended.
    pub finished_at: Option<Ts>,
}

/// One event of a job's stream, as its lines say.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct JobEvent {
    /// The view's `progress_seq`, for `Last-Event-ID`.
    #[schema(max_length = 20)]
    pub id: String,
    /// `job`.
    #[schema(max_length = 20)]
    pub event: String,
    /// The job's view as JSON.
    #[schema(max_length = 1_000_000)]
    pub data: String,
}

impl From<Job> for JobView {
    fn from(j: Job) -> Self {
        Self {
            id: j.id.to_string(),
            kind: j.kind,
            state: j.state,
            progress: j.progress.0,
            progress_seq: j.progress_seq,
            result: j.result.map(|r| r.0),
            error: j.error.map(|e| e.0),
            created_at: j.created_at,
            finished_at: j.finished_at,
        }
    }
}
