//! Queries of jobs.

use diesel::prelude::*;

use super::model::*;
use crate::db::schema::{jobs, leases, schedules};
use crate::db::{Conn, Json, Ts};
use crate::on_each;

pub fn insert_job(conn: &mut Conn, job: &Job) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(jobs::table).values(job).execute(c)).map(drop)
}

pub fn find_job(conn: &mut Conn, id: JobId) -> QueryResult<Job> {
    jobs::table.find(id).select(Job::as_select()).first(conn)
}

/// A live job of a kind under a key.
pub fn find_live(conn: &mut Conn, kind: &str, key: &str) -> QueryResult<Option<JobId>> {
    jobs::table
        .filter(jobs::kind.eq(kind).and(jobs::dedupe_key.eq(key)))
        .filter(jobs::state.eq_any([JobState::Queued, JobState::Running]))
        .select(jobs::id)
        .first(conn)
        .optional()
}

/// The last job of a kind under a key.
pub fn find_last(conn: &mut Conn, kind: &str, key: &str) -> QueryResult<Option<JobId>> {
    jobs::table
        .filter(jobs::kind.eq(kind).and(jobs::dedupe_key.eq(key)))
        .order((jobs::created_at.desc(), jobs::id.desc()))
        .select(jobs::id)
        .first(conn)
        .optional()
}

/// The next job to run among the kinds: due and queued, or left behind by a runner whose lease ended.
pub fn find_next(conn: &mut Conn, kinds: &[&str], now: Ts) -> QueryResult<Option<Job>> {
    jobs::table
        .filter(jobs::kind.eq_any(kinds))
        .filter(
            jobs::state
                .eq(JobState::Queued)
                .and(jobs::run_at.le(now))
                .or(jobs::state.eq(JobState::Running).and(jobs::lease_until.lt(now).assume_not_null())),
        )
        .order((jobs::run_at, jobs::id))
        .select(Job::as_select())
        .first(conn)
        .optional()
}

/// Takes a job under a new fencing number; 0 where another was faster.
pub fn take(conn: &mut Conn, job: &Job, owner: &str, until: Ts) -> QueryResult<usize> {
    diesel::update(jobs::table.filter(jobs::id.eq(job.id).and(jobs::fence.eq(job.fence))))
        .set((
            jobs::state.eq(JobState::Running),
            jobs::lease_owner.eq(owner),
            jobs::lease_until.eq(until),
            jobs::fence.eq(job.fence + 1),
            jobs::attempts.eq(job.attempts + 1),
        ))
        .execute(conn)
}

/// Extends a lease that still holds; returns whether the job should stop, or none where the lease is lost.
pub fn extend(conn: &mut Conn, id: JobId, fence: i64, until: Ts) -> QueryResult<Option<bool>> {
    let held = diesel::update(
        jobs::table.filter(jobs::id.eq(id).and(jobs::fence.eq(fence)).and(jobs::state.eq(JobState::Running))),
    )
    .set(jobs::lease_until.eq(until))
    .execute(conn)?;
    if held == 0 {
        return Ok(None);
    }
    jobs::table.find(id).select(jobs::cancel_requested).first(conn).map(Some)
}

/// Whether the fencing number still holds. On PostgreSQL the row is locked until the transaction ends: were a heartbeat
/// to change it meanwhile, a long transaction that others read beside would have to start again, each time.
pub fn holds(conn: &mut Conn, id: JobId, fence: i64) -> QueryResult<bool> {
    let held = jobs::table
        .filter(jobs::id.eq(id).and(jobs::fence.eq(fence)).and(jobs::state.eq(JobState::Running)))
        .select(jobs::id);
    let found: Option<JobId> = match conn {
        Conn::Pg(c) => held.for_no_key_update().get_result(c).optional()?,
        Conn::Sqlite(c) => held.get_result(c).optional()?,
    };
    Ok(found.is_some())
}

pub fn update_progress(conn: &mut Conn, id: JobId, fence: i64, progress: &Json) -> QueryResult<usize> {
    diesel::update(
        jobs::table.filter(jobs::id.eq(id).and(jobs::fence.eq(fence)).and(jobs::state.eq(JobState::Running))),
    )
    .set((jobs::progress.eq(progress), jobs::progress_seq.eq(jobs::progress_seq + 1)))
    .execute(conn)
}

pub fn finish(
    conn: &mut Conn,
    id: JobId,
    fence: i64,
    state: JobState,
    result: Option<&Json>,
    error: Option<&Json>,
    at: Ts,
) -> QueryResult<usize> {
    diesel::update(jobs::table.filter(jobs::id.eq(id).and(jobs::fence.eq(fence))))
        .set((
            jobs::state.eq(state),
            jobs::result.eq(result),
            jobs::error.eq(error),
            jobs::finished_at.eq(at),
            jobs::progress_seq.eq(jobs::progress_seq + 1),
        ))
        .execute(conn)
}

/// Hands a job back to the queue.
pub fn give_back(conn: &mut Conn, id: JobId, fence: i64, run_at: Ts) -> QueryResult<usize> {
    diesel::update(
        jobs::table.filter(jobs::id.eq(id).and(jobs::fence.eq(fence)).and(jobs::state.eq(JobState::Running))),
    )
    .set((jobs::state.eq(JobState::Queued), jobs::run_at.eq(run_at)))
    .execute(conn)
}

pub fn request_cancel(conn: &mut Conn, id: JobId) -> QueryResult<usize> {
    diesel::update(
        jobs::table.filter(jobs::id.eq(id).and(jobs::state.eq_any([JobState::Queued, JobState::Running]))),
    )
    .set(jobs::cancel_requested.eq(true))
    .execute(conn)
}

/// Takes a named lease for an owner, when it is free, past, or the owner's already.
pub fn take_lease(conn: &mut Conn, name: &str, owner: &str, now: Ts, until: Ts) -> QueryResult<bool> {
    let found: Option<Lease> = leases::table.find(name).select(Lease::as_select()).first(conn).optional()?;
    let Some(lease) = found else {
        let row = Lease { name: name.to_owned(), owner: owner.to_owned(), lease_until: until, fence: 1 };
        on_each!(conn, |c| diesel::insert_into(leases::table).values(&row).execute(c))?;
        return Ok(true);
    };
    if lease.owner != owner && lease.lease_until >= now {
        return Ok(false);
    }
    let fence = if lease.owner == owner { lease.fence } else { lease.fence + 1 };
    diesel::update(leases::table.filter(leases::name.eq(name).and(leases::fence.eq(lease.fence))))
        .set((leases::owner.eq(owner), leases::lease_until.eq(until), leases::fence.eq(fence)))
        .execute(conn)
        .map(|n| n == 1)
}

/// When something recurring was last done.
pub fn find_last_due(conn: &mut Conn, kind: &str) -> QueryResult<Option<Ts>> {
    schedules::table.find(kind).select(schedules::last_due).first(conn).optional()
}

pub fn put_last_due(conn: &mut Conn, kind: &str, at: Ts) -> QueryResult<()> {
    let row = (schedules::kind.eq(kind), schedules::last_due.eq(at));
    on_each!(conn, |c| diesel::insert_into(schedules::table)
        .values(row)
        .on_conflict(schedules::kind)
        .do_update()
        .set(schedules::last_due.eq(at))
        .execute(c))
    .map(drop)
}
