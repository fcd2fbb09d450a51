//! Rows of jobs.

use diesel::prelude::*;

use crate::db::schema::{jobs, leases};
use crate::db::{Json, Ts};
use crate::identity::model::UserId;
use crate::org::model::OrgUnitId;
use crate::{id, text_enum};

id! {
    /// A job.
    JobId
}

text_enum! {
    /// How far a job is.
    JobState {
        /// Waits.
        Queued = "queued",
        /// Runs.
        Running = "running",
        /// Done.
        Done = "done",
        /// Given up.
        Failed = "failed",
        /// Stopped on request.
        Cancelled = "cancelled",
    }
}

/// A job.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = jobs)]
pub struct Job {
    pub id: JobId,
    pub kind: String,
    pub dedupe_key: Option<String>,
    pub state: JobState,
    pub payload: Json,
    pub progress: Json,
    pub progress_seq: i64,
    pub result: Option<Json>,
    pub error: Option<Json>,
    pub run_at: Ts,
    pub lease_owner: Option<String>,
    pub lease_until: Option<Ts>,
    pub fence: i64,
    pub attempts: i32,
    pub cancel_requested: bool,
    pub branch_id: Option<OrgUnitId>,
    pub created_by: Option<UserId>,
    pub created_at: Ts,
    pub finished_at: Option<Ts>,
}

/// A named lease.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = leases)]
pub struct Lease {
    pub name: String,
    pub owner: String,
    pub lease_until: Ts,
    pub fence: i64,
}
