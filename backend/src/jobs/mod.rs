//! Background work as rows with leases, so that instances share it and a killed one loses nothing.
//!
//! A job's every write checks its fencing number in the same transaction: a runner that lost its lease cannot
//! finish what another has taken over.

pub mod dto;
pub mod model;
pub mod routes;
pub mod runner;
pub mod service;
pub mod store;

use crate::app::Cx;
use crate::error::AppResult;
pub use model::JobId;
pub use runner::JobCx;

/// What carries out a kind of job. It may be run again from the start after a crash.
pub struct Handler {
    /// Kind of job.
    pub kind: &'static str,
    /// How many of this kind run at once in a process; the solver has its own thread, one round at a time.
    pub lane: Lane,
    /// Does the work and returns the result for the job's row.
    pub run: fn(&JobCx) -> AppResult<serde_json::Value>,
}

/// Which threads carry a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// The common one.
    Common,
    /// The solver's own.
    Solver,
    /// Imports' own, one at a time, so that nothing else waits for a large file.
    Import,
}

/// Something to do whenever it is due.
pub struct Recurring {
    /// Name, also of its lease.
    pub name: &'static str,
    /// Seconds between two runs.
    pub every_seconds: i64,
    /// Does it; short, and harmless when done twice.
    pub run: fn(&crate::app::App) -> AppResult<()>,
}

/// Every kind of job that this server knows.
pub fn handlers() -> Vec<Handler> {
    vec![
        crate::allocation::awards::clearing::CLEAR,
        crate::clients::measures::REFRESH,
        crate::clients::exports::EXPORT,
        crate::imports::service::JOB,
    ]
}

/// Everything that recurs.
pub fn recurring() -> Vec<Recurring> {
    vec![
        Recurring {
            name: "audit_sealer",
            every_seconds: 1,
            run: |app| crate::audit::service::seal(app).map(drop),
        },
        Recurring {
            name: "retention",
            every_seconds: 86_400,
            run: |app| crate::retention::purge(app).map(drop),
        },
        Recurring { name: "statistics", every_seconds: 86_400, run: |app| app.db().analyze(&[]) },
        Recurring { name: "audit_head", every_seconds: 60, run: crate::audit::service::sign_head_hourly },
        crate::allocation::rounds::clock::CLOCK,
        crate::clients::measures::REFRESH_DUE,
        crate::staffing::training::clock::REMIND,
        crate::staffing::exams::clock::HAND_IN,
        crate::staffing::exams::clock::WARN,
        crate::staffing::terms::clock::WARN,
        crate::staffing::certification::clock::WARN,
        crate::hr::events::APPLY_DUE,
        Recurring { name: "purge_files", every_seconds: 24 * 3600, run: crate::files::service::purge },
    ]
}

/// Queues a job in the open transaction. With a `dedupe_key` a second one of the kind is not queued while the
/// first waits or runs; its id comes back instead.
pub fn enqueue(
    cx: &mut Cx<'_>,
    kind: &'static str,
    dedupe_key: Option<String>,
    payload: serde_json::Value,
) -> AppResult<JobId> {
    service::enqueue(cx, kind, dedupe_key, payload)
}
