//! How long each table's rows are kept, and the nightly job that purges what is past.
//!
//! A table that is not listed here fails a test: whoever adds one decides how long it is kept, and why.

use chrono::Duration;
use diesel::prelude::*;
use serde_json::json;

use crate::app::App;
use crate::auth::Actor;
use crate::auth::actor::SystemActor;
use crate::db::schema::{
    access_log, file_chunks, files, idempotency_keys, invites, jobs, login_attempts, notices, refresh_tokens,
    sessions,
};
use crate::db::{Conn, Ts};
use crate::error::AppResult;

/// What a table holds, which decides how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Proof of what was done and decided: it outlives everything.
    Proof,
    /// The bank's records: as long as the business and its assessment can be questioned.
    Record,
    /// Personal data: until erased, which leaves a tombstone.
    Personal,
    /// Who signed in and who looked at whom.
    Access,
    /// Work in progress; gone once it has served.
    Working,
    /// What the program needs to run.
    Technical,
}

/// How long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Never purged.
    Kept,
    /// Purged this many days after it has ended, expired or been written.
    Days(i64),
    /// Purged with the rows that it belongs to.
    With(&'static str),
}

/// A table's class and period.
#[derive(Debug, Clone, Copy)]
pub struct Retention {
    /// The table.
    pub table: &'static str,
    /// What it holds.
    pub class: Class,
    /// How long.
    pub period: Period,
}

const fn keep(table: &'static str, class: Class) -> Retention {
    Retention { table, class, period: Period::Kept }
}

const fn days(table: &'static str, class: Class, n: i64) -> Retention {
    Retention { table, class, period: Period::Days(n) }
}

const fn with(table: &'static str, class: Class, owner: &'static str) -> Retention {
    Retention { table, class, period: Period::With(owner) }
}

/// Keys of repeated requests: an offline phone may come back within a week.
const IDEMPOTENCY_DAYS: i64 = 7;
/// Ended sessions and used invitations: what a look into an incident asks for.
const SESSION_DAYS: i64 = 180;
/// Messages, once read.
const NOTICE_DAYS: i64 = 365;
/// Finished background work.
const JOB_DAYS: i64 = 90;
/// Counted failures of logins, after the last.
const ATTEMPT_DAYS: i64 = 30;
/// Who looked at whom.
const ACCESS_DAYS: i64 = 3 * 366;

/// Every table.
pub const TABLES: &[Retention] = &[
    keep("settings", Class::Technical),
    keep("key_canaries", Class::Technical),
    keep("audit_log", Class::Proof),
    keep("audit_unsealed", Class::Proof),
    keep("audit_chain", Class::Proof),
    keep("audit_heads", Class::Proof),
    days("access_log", Class::Access, ACCESS_DAYS),
    days("jobs", Class::Working, JOB_DAYS),
    keep("schedules", Class::Technical),
    keep("leases", Class::Technical),
    days("files", Class::Working, 0),
    with("file_chunks", Class::Working, "files"),
    days("idempotency_keys", Class::Working, IDEMPOTENCY_DAYS),
    keep("approval_requests", Class::Proof),
    keep("approval_gainers", Class::Proof),
    keep("approval_steps", Class::Proof),
    keep("deputies", Class::Proof),
    keep("policy_versions", Class::Proof),
    keep("calendar_days", Class::Record),
    days("notices", Class::Working, NOTICE_DAYS),
    keep("search_tokens", Class::Personal),
    keep("org_units", Class::Record),
    keep("employees", Class::Record),
    keep("users", Class::Record),
    keep("user_totps", Class::Access),
    keep("positions", Class::Proof),
    days("sessions", Class::Access, SESSION_DAYS),
    with("refresh_tokens", Class::Access, "sessions"),
    days("login_attempts", Class::Access, ATTEMPT_DAYS),
    days("invites", Class::Access, SESSION_DAYS),
    keep("api_clients", Class::Proof),
    keep("hr_events", Class::Proof),
    keep("leavings", Class::Proof),
    keep("leaving_handovers", Class::Proof),
    keep("leaving_handover_clients", Class::Proof),
    keep("leaving_acts", Class::Proof),
    keep("dispatches", Class::Proof),
    keep("managers", Class::Record),
    keep("manager_history", Class::Record),
    keep("manager_maintainers", Class::Record),
    keep("bank_terms", Class::Proof),
    keep("term_results", Class::Proof),
    keep("term_renewals", Class::Proof),
    keep("term_notices", Class::Technical),
    keep("certification_files", Class::Proof),
    keep("certification_reviews", Class::Proof),
    keep("certification_scores", Class::Proof),
    keep("certificates", Class::Proof),
    keep("certificate_reviews", Class::Proof),
    keep("grade_changes", Class::Record),
    keep("training_events", Class::Record),
    keep("training_attendances", Class::Record),
    keep("exam_questions", Class::Record),
    keep("exam_question_versions", Class::Record),
    keep("exams", Class::Proof),
    keep("exam_papers", Class::Proof),
    keep("exam_sittings", Class::Proof),
    keep("exam_answers", Class::Proof),
    keep("exam_marks", Class::Proof),
    keep("exam_marker_releases", Class::Proof),
    keep("qualification_statements", Class::Proof),
    keep("employments", Class::Proof),
    keep("service_periods", Class::Record),
    keep("adverse_records", Class::Proof),
    keep("rating_panels", Class::Proof),
    keep("rating_panel_raters", Class::Proof),
    keep("ratings", Class::Proof),
    keep("recruitments", Class::Proof),
    keep("recruitment_panel", Class::Proof),
    keep("recruitment_applications", Class::Proof),
    keep("recruitment_documents", Class::Personal),
    keep("recruitment_recusals", Class::Proof),
    keep("recruitment_sheets", Class::Proof),
    keep("recruitment_rankings", Class::Proof),
    keep("recruitment_objections", Class::Proof),
    keep("recruitment_events", Class::Proof),
    keep("recruitment_appointments", Class::Proof),
    keep("clients", Class::Personal),
    keep("client_identities", Class::Personal),
    keep("client_contacts", Class::Personal),
    keep("client_ratings", Class::Record),
    keep("client_flags", Class::Record),
    keep("client_locks", Class::Working),
    keep("client_measures", Class::Record),
    keep("client_holdings", Class::Record),
    keep("exports", Class::Access),
    keep("accounts", Class::Record),
    keep("loans", Class::Record),
    keep("balance_changes", Class::Record),
    keep("imports", Class::Record),
    keep("import_rejects", Class::Record),
    keep("import_contents", Class::Record),
    keep("ownerships", Class::Record),
    keep("ownership_shares", Class::Record),
    keep("credit_managers", Class::Record),
    keep("adjustments", Class::Proof),
    keep("adjustment_managers", Class::Proof),
    keep("rounds", Class::Proof),
    keep("round_lots", Class::Proof),
    keep("round_lot_clients", Class::Proof),
    keep("round_participants", Class::Proof),
    keep("round_events", Class::Proof),
    keep("round_applications", Class::Proof),
    keep("round_assignments", Class::Proof),
    keep("round_keys", Class::Proof),
    keep("round_beacons", Class::Proof),
    keep("bids", Class::Proof),
    keep("bid_versions", Class::Proof),
    keep("round_books", Class::Proof),
    keep("round_bids", Class::Proof),
    keep("round_awards", Class::Proof),
    keep("objections", Class::Proof),
    keep("commitments", Class::Proof),
];

/// The period of a table.
pub fn of(table: &str) -> Option<Retention> {
    TABLES.iter().find(|r| r.table == table).copied()
}

/// Rows deleted in one transaction at most, so that nobody waits for the purge.
const BATCH: i64 = 500;

/// Deletes some rows that are past at a moment; 0 when there are none left.
type Purge = fn(&mut Conn, Ts) -> QueryResult<usize>;

const PURGES: &[(&str, Purge)] = &[
    ("files", purge_files),
    ("sessions", purge_sessions),
    ("invites", purge_invites),
    ("login_attempts", purge_attempts),
    ("idempotency_keys", purge_idempotency),
    ("notices", purge_notices),
    ("jobs", purge_jobs),
    ("access_log", purge_accesses),
];

/// Deletes what is past, in small transactions, and leaves in the audit how many rows of which table.
pub fn purge(app: &App) -> AppResult<Vec<(&'static str, usize)>> {
    let mut gone = Vec::new();
    for (table, purge) in PURGES {
        let Some(Retention { period: Period::Days(n), .. }) = of(table) else { continue };
        let before = app.clock().now().plus(-Duration::days(n));
        let mut total = 0;
        loop {
            let n = app.db().write(|conn| Ok(purge(conn, before)?))?;
            total += n;
            if n == 0 {
                break;
            }
        }
        if total > 0 {
            gone.push((*table, total));
        }
    }
    if !gone.is_empty() {
        let actor = Actor::System(SystemActor { job: "retention" });
        let detail = json!(gone.iter().copied().collect::<std::collections::BTreeMap<_, _>>());
        app.write_as(&actor, |cx| cx.audit("purge", "database", None::<String>, detail.clone()))?;
    }
    Ok(gone)
}

fn purge_files(conn: &mut Conn, before: Ts) -> QueryResult<usize> {
    let ids: Vec<crate::files::model::FileId> = files::table
        .filter(files::expires_at.le(before).assume_not_null())
        .order(files::expires_at)
        .limit(10)
        .select(files::id)
        .load(conn)?;
    diesel::delete(file_chunks::table.filter(file_chunks::file_id.eq_any(&ids))).execute(conn)?;
    diesel::delete(files::table.filter(files::id.eq_any(&ids))).execute(conn)
}

fn purge_sessions(conn: &mut Conn, before: Ts) -> QueryResult<usize> {
    let ids: Vec<crate::identity::model::SessionId> = sessions::table
        .filter(sessions::expires_at.le(before))
        .limit(BATCH)
        .select(sessions::id)
        .load(conn)?;
    diesel::delete(refresh_tokens::table.filter(refresh_tokens::session_id.eq_any(&ids))).execute(conn)?;
    diesel::delete(sessions::table.filter(sessions::id.eq_any(&ids))).execute(conn)
}

fn purge_invites(conn: &mut Conn, before: Ts) -> QueryResult<usize> {
    let ids: Vec<crate::identity::model::InviteId> =
        invites::table.filter(invites::expires_at.le(before)).limit(BATCH).select(invites::id).load(conn)?;
    diesel::delete(invites::table.filter(invites::id.eq_any(&ids))).execute(conn)
}

fn purge_attempts(conn: &mut Conn, before: Ts) -> QueryResult<usize> {
    diesel::delete(login_attempts::table.filter(login_attempts::last_at.le(before))).execute(conn)
}

fn purge_idempotency(conn: &mut Conn, before: Ts) -> QueryResult<usize> {
    let keys: Vec<(String, String)> = idempotency_keys::table
        .filter(idempotency_keys::created_at.le(before))
        .order(idempotency_keys::created_at)
        .limit(BATCH)
        .select((idempotency_keys::actor, idempotency_keys::key))
        .load(conn)?;
    let mut gone = 0;
    for (actor, key) in keys {
        gone += diesel::delete(idempotency_keys::table.find((actor, key))).execute(conn)?;
    }
    Ok(gone)
}

fn purge_notices(conn: &mut Conn, before: Ts) -> QueryResult<usize> {
    let ids: Vec<crate::notices::NoticeId> = notices::table
        .filter(notices::at.le(before).and(notices::read_at.is_not_null()))
        .limit(BATCH)
        .select(notices::id)
        .load(conn)?;
    diesel::delete(notices::table.filter(notices::id.eq_any(&ids))).execute(conn)
}

fn purge_jobs(conn: &mut Conn, before: Ts) -> QueryResult<usize> {
    let ids: Vec<crate::jobs::JobId> = jobs::table
        .filter(jobs::finished_at.le(before).assume_not_null())
        .limit(BATCH)
        .select(jobs::id)
        .load(conn)?;
    diesel::delete(jobs::table.filter(jobs::id.eq_any(&ids))).execute(conn)
}

fn purge_accesses(conn: &mut Conn, before: Ts) -> QueryResult<usize> {
    let last: Option<Ts> = access_log::table
        .filter(access_log::at.le(before))
        .order(access_log::at)
        .offset(BATCH)
        .limit(1)
        .select(access_log::at)
        .first(conn)
        .optional()?;
    let until = last.unwrap_or(before);
    diesel::delete(access_log::table.filter(access_log::at.le(until))).execute(conn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_purged_by_days_has_its_purge_and_the_other_way_round() {
        let by_days: Vec<&str> =
            TABLES.iter().filter(|r| matches!(r.period, Period::Days(_))).map(|r| r.table).collect();
        for table in &by_days {
            assert!(PURGES.iter().any(|(t, _)| t == table), "{table}");
        }
        assert_eq!(by_days.len(), PURGES.len());
    }

    #[test]
    fn what_goes_with_its_owner_names_one_that_goes() {
        for r in TABLES {
            if let Period::With(owner) = r.period {
                assert!(matches!(of(owner).map(|o| o.period), Some(Period::Days(_))), "{}", r.table);
            }
        }
    }

    #[test]
    fn proof_is_never_purged_and_accesses_are_kept_three_years() {
        for r in TABLES.iter().filter(|r| r.class == Class::Proof) {
            assert_eq!(r.period, Period::Kept, "{}", r.table);
        }
        const { assert!(ACCESS_DAYS >= 3 * 365 && IDEMPOTENCY_DAYS >= 7) };
    }
}
