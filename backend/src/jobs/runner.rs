//! Threads that carry jobs: they lease, keep the lease alive, fence every write, hand back at shutdown.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration as StdDuration;

use chrono::Duration;
use serde_json::json;

use super::model::*;
use super::{Handler, Lane, Recurring, store};
use crate::app::{App, Cx};
use crate::auth::Actor;
use crate::auth::actor::SystemActor;
use crate::db::Json;
use crate::error::{AppError, AppResult, Code};

const LEASE_SECONDS: i64 = 20;
/// The longest wait before a job that found something away is tried again.
const LONGEST_WAIT: i64 = 60;

/// What a running job works with.
pub struct JobCx {
    /// The application.
    pub app: App,
    /// The job as it was taken.
    pub job: Job,
    fence: i64,
    actor: Actor,
    stop: Arc<AtomicBool>,
    lost: Arc<AtomicBool>,
    cancelled: Arc<AtomicBool>,
}

impl JobCx {
    /// Whether somebody asked this job to stop; apart from a server that goes down.
    pub fn cancel_requested(&self) -> bool {
        self.cancelled.load(Relaxed)
    }

    /// Whether to stop: asked to, or the lease is lost, or the server goes down.
    pub fn should_stop(&self) -> bool {
        self.stop.load(Relaxed) || self.lost.load(Relaxed)
    }

    /// Whether the lease is lost, so that whatever this run would write is refused.
    pub fn lease_lost(&self) -> bool {
        self.lost.load(Relaxed)
    }

    /// Shows progress to whoever watches.
    pub fn progress(&self, progress: serde_json::Value) -> AppResult<()> {
        let progress = Json(progress);
        self.app.db().write(|conn| {
            store::update_progress(conn, self.job.id, self.fence, &progress)?;
            Ok(())
        })
    }

    /// Writes as the job, if its lease still holds.
    pub fn write<T>(&self, f: impl Fn(&mut Cx<'_>) -> AppResult<T>) -> AppResult<T> {
        self.app.write_as(&self.actor, |cx| {
            if !store::holds(cx.conn, self.job.id, self.fence)? {
                return Err(AppError::new(Code::Conflict).because("the job's lease is lost"));
            }
            f(cx)
        })
    }

    /// Reads as the job.
    pub fn read<T>(&self, f: impl Fn(&mut Cx<'_>) -> AppResult<T>) -> AppResult<T> {
        self.app.read_as(&self.actor, f)
    }
}

/// The running threads.
pub struct Runners {
    stop: Arc<AtomicBool>,
    threads: Vec<std::thread::JoinHandle<()>>,
}

impl Runners {
    /// Starts a thread for each lane and one for what recurs.
    pub fn start(app: &App) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let owner = format!("{}-{}", std::process::id(), uuid::Uuid::now_v7().simple());
        let mut threads = Vec::new();
        for lane in [Lane::Common, Lane::Solver, Lane::Import] {
            let (app, stop, owner) = (app.clone(), stop.clone(), owner.clone());
            threads.push(std::thread::spawn(move || {
                while !stop.load(Relaxed) {
                    match run_next(&app, lane, &owner, &stop) {
                        Ok(true) => {}
                        Ok(false) => pause(&stop, 200),
                        Err(e) => {
                            log::error!("jobs: {e}");
                            pause(&stop, 1000);
                        }
                    }
                }
            }));
        }
        let (app, stop2) = (app.clone(), stop.clone());
        threads.push(std::thread::spawn(move || {
            while !stop2.load(Relaxed) {
                if let Err(e) = run_due(&app, &super::recurring(), &owner) {
                    log::error!("recurring work: {e}");
                }
                pause(&stop2, 500);
            }
        }));
        Self { stop, threads }
    }

    /// Asks every job to stop, waits, and hands unfinished ones back.
    pub fn stop(self) {
        self.stop.store(true, Relaxed);
        for t in self.threads {
            if t.join().is_err() {
                log::error!("a job thread had panicked");
            }
        }
    }
}

fn pause(stop: &AtomicBool, ms: u64) {
    for _ in 0..ms.div_ceil(50) {
        if stop.load(Relaxed) {
            return;
        }
        std::thread::sleep(StdDuration::from_millis(50));
    }
}

/// Does what is due of what recurs; a missed time is caught up by the next look.
pub fn run_due(app: &App, recurring: &[Recurring], owner: &str) -> AppResult<()> {
    for r in recurring {
        let now = app.clock().now();
        let last = app.db().read(|conn| Ok(store::find_last_due(conn, r.name)?))?;
        if last.is_some_and(|l| now < l.plus(Duration::seconds(r.every_seconds)) && now >= l) {
            continue;
        }
        let mine = app.db().write(|conn| {
            let until = now.plus(Duration::seconds(LEASE_SECONDS));
            if !store::take_lease(conn, r.name, owner, now, until)? {
                return Ok(false);
            }
            store::put_last_due(conn, r.name, now)?;
            Ok(true)
        })?;
        if mine && let Err(e) = (r.run)(app) {
            log::error!("{}: {e}", r.name);
        }
    }
    Ok(())
}

/// Runs the next job of a lane; false when there is none.
pub fn run_next(app: &App, lane: Lane, owner: &str, stop: &Arc<AtomicBool>) -> AppResult<bool> {
    let handlers: Vec<Handler> = super::handlers().into_iter().filter(|h| h.lane == lane).collect();
    let kinds: Vec<&str> = handlers.iter().map(|h| h.kind).collect();
    let now = app.clock().now();
    if kinds.is_empty() || app.db().read(|conn| Ok(store::find_next(conn, &kinds, now)?))?.is_none() {
        return Ok(false);
    }
    let taken = app.db().write(|conn| {
        let now = app.clock().now();
        let Some(job) = store::find_next(conn, &kinds, now)? else { return Ok(None) };
        let n = store::take(conn, &job, owner, now.plus(Duration::seconds(LEASE_SECONDS)))?;
        Ok((n == 1).then_some(job))
    })?;
    let Some(job) = taken else { return Ok(false) };
    let Some(handler) = handlers.iter().find(|h| h.kind == job.kind) else { return Ok(false) };
    carry(app, handler, job, stop);
    Ok(true)
}

fn carry(app: &App, handler: &Handler, job: Job, server_stop: &Arc<AtomicBool>) {
    let (id, fence, attempts) = (job.id, job.fence + 1, job.attempts + 1);
    let stop = Arc::new(AtomicBool::new(false));
    let lost = Arc::new(AtomicBool::new(false));
    let cancelled = Arc::new(AtomicBool::new(job.cancel_requested));
    let finished = Arc::new(AtomicBool::new(false));
    let heart = {
        let (app, stop, lost, finished, cancelled, server_stop) = (
            app.clone(),
            stop.clone(),
            lost.clone(),
            finished.clone(),
            cancelled.clone(),
            server_stop.clone(),
        );
        std::thread::spawn(move || {
            let mut beats = 0u32;
            while !finished.load(Relaxed) {
                if server_stop.load(Relaxed) || cancelled.load(Relaxed) {
                    stop.store(true, Relaxed);
                }
                if beats.is_multiple_of(20) {
                    let until = app.clock().now().plus(Duration::seconds(LEASE_SECONDS));
                    match app.db().write(|conn| Ok(store::extend(conn, id, fence, until)?)) {
                        Ok(None) => lost.store(true, Relaxed),
                        Ok(Some(true)) => cancelled.store(true, Relaxed),
                        Ok(Some(false)) => {}
                        Err(e) => log::warn!("job {id}: the lease could not be extended: {e}"),
                    }
                }
                beats += 1;
                std::thread::sleep(StdDuration::from_millis(50));
            }
        })
    };
    let cx = JobCx {
        app: app.clone(),
        fence,
        actor: Actor::System(SystemActor { job: handler.kind }),
        stop: stop.clone(),
        lost: lost.clone(),
        cancelled: cancelled.clone(),
        job,
    };
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (handler.run)(&cx)))
        .unwrap_or_else(|_| Err(AppError::internal("the job panicked")));
    finished.store(true, Relaxed);
    if heart.join().is_err() {
        log::error!("job {id}: its heartbeat had panicked");
    }
    let now = app.clock().now();
    let written = app.db().write(|conn| {
        match &outcome {
            Ok(result) => {
                store::finish(conn, id, fence, JobState::Done, Some(&Json(result.clone())), None, now)?;
            }
            Err(_) if server_stop.load(Relaxed) && !cancelled.load(Relaxed) => {
                store::give_back(conn, id, fence, now)?;
            }
            Err(_) if cancelled.load(Relaxed) => {
                store::finish(conn, id, fence, JobState::Cancelled, None, None, now)?;
            }
            Err(e) if e.code() == Code::Unavailable => {
                let wait = (1i64 << attempts.clamp(1, 6)).min(LONGEST_WAIT);
                store::give_back(conn, id, fence, now.plus(Duration::seconds(wait)))?;
            }
            Err(e) => {
                let error = Json(json!({ "code": e.code().as_str(), "params": e.params() }));
                store::finish(conn, id, fence, JobState::Failed, None, Some(&error), now)?;
            }
        }
        Ok(())
    });
    if let Err(e) = &outcome {
        log::error!("job {id} ({}): {e}", handler.kind);
    }
    if let Err(e) = written {
        log::error!("job {id}: its end could not be written: {e}");
    }
}

/// Runs everything that is queued, in this thread: for the command line and for tests.
pub fn drain(app: &App) -> AppResult<()> {
    let stop = Arc::new(AtomicBool::new(false));
    loop {
        let mut any = false;
        for lane in [Lane::Common, Lane::Solver, Lane::Import] {
            while run_next(app, lane, "drain", &stop)? {
                any = true;
            }
        }
        if !any {
            return Ok(());
        }
    }
}
