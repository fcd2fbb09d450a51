//! What is known of a person as a manager: the record, terms, grades, dispatches, training.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{Ask, entries, page};
use crate::auth::Scope;
use crate::db::schema::{
    bank_terms, dispatches, grade_changes, manager_history, term_renewals, term_results,
    training_attendances, training_events,
};
use crate::db::{Conn, Ts};
use crate::org::model::OrgUnitId;
use crate::staffing::certification::model::{GradeChange, GradeChangeId, GradeChangeKind};
use crate::staffing::dispatch::model::{Dispatch, DispatchId, DispatchState};
use crate::staffing::model::{ManagerHistory, ManagerHistoryId};
use crate::staffing::terms::model::{Renewal, RenewalId, TermResult, TermResultId};
use crate::staffing::terms::rules::last_day;
use crate::staffing::timeline::dto::TimelineParams;
use crate::staffing::timeline::model::{Entry, TimelineCode, TimelineTarget};
use crate::staffing::timeline::rules::changes;
use crate::staffing::training::model::{Attendance, TrainingId, TrainingState};

/// Lines of the record, each with what it changed.
pub fn manager_history(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use manager_history as t;
    let q = t::table.into_boxed().filter(t::manager_id.eq_any(ask.managers.to_vec()));
    let rows: Vec<ManagerHistory> = page!(q, ask, ask.days(), t::valid_from, t::id, ManagerHistoryId)
        .select(ManagerHistory::as_select())
        .load(conn)?;
    let versions: Vec<i64> = rows.iter().map(|l| l.version - 1).collect();
    let before: Vec<ManagerHistory> = t::table
        .filter(t::manager_id.eq_any(ask.managers.to_vec()).and(t::version.eq_any(versions)))
        .select(ManagerHistory::as_select())
        .load(conn)?;
    Ok(entries(rows, |l| {
        let was = before.iter().find(|b| b.manager_id == l.manager_id && b.version == l.version - 1);
        let code = if was.is_some() { TimelineCode::ManagerChanged } else { TimelineCode::ManagerMade };
        let params = TimelineParams {
            class: Some(l.class),
            b_kind: l.b_kind,
            grade: l.grade,
            from_grade: was.and_then(|b| b.grade).filter(|g| Some(*g) != l.grade),
            manager_state: Some(l.state),
            changes: was.map(|b| changes(b, &l)).unwrap_or_default(),
            first_day: Some(l.term_from),
            last_day: l.term_to.map(last_day),
            ..Default::default()
        };
        Entry::new(ask.source, l.id.0, l.valid_from, code)
            .by("D2")
            .at(l.branch_id)
            .from(was.map(|b| b.branch_id).filter(|b| *b != l.branch_id))
            .to(TimelineTarget::Manager, l.manager_id.0)
            .with(params)
    }))
}

/// Assessments at a term's end.
pub fn term_results(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use term_results as t;
    let q = t::table.into_boxed().filter(t::manager_id.eq_any(ask.managers.to_vec()));
    let rows: Vec<TermResult> = page!(q, ask, ask.moments(), t::entered_at, t::id, TermResultId)
        .select(TermResult::as_select())
        .load(conn)?;
    Ok(entries(rows, |r| {
        let params = TimelineParams {
            passed: Some(r.passed),
            first_day: Some(r.period_from),
            last_day: Some(r.period_to),
            ..Default::default()
        };
        Entry::new(ask.source, r.id.0, r.entered_at, TimelineCode::TermAssessed)
            .by("D4")
            .to(TimelineTarget::Manager, r.manager_id.0)
            .with(params)
    }))
}

/// Renewals that were decided.
pub fn renewals(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use term_renewals as t;
    let q = t::table
        .inner_join(bank_terms::table)
        .into_boxed()
        .filter(t::manager_id.eq_any(ask.managers.to_vec()));
    let rows: Vec<(Renewal, String)> = page!(q, ask, ask.moments(), t::decided_at, t::id, RenewalId)
        .select((Renewal::as_select(), bank_terms::name))
        .load(conn)?;
    Ok(entries(rows, |(r, name)| {
        let params = TimelineParams {
            title: Some(name),
            first_day: Some(r.valid_from),
            last_day: Some(last_day(r.valid_to)),
            ..Default::default()
        };
        Entry::new(ask.source, r.id.0, r.decided_at, TimelineCode::TermRenewed)
            .by("D4")
            .to(TimelineTarget::Manager, r.manager_id.0)
            .with(params)
    }))
}

/// Changes of grade.
pub fn grade_changes(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use grade_changes as t;
    let q = t::table.into_boxed().filter(t::manager_id.eq_any(ask.managers.to_vec()));
    let rows: Vec<GradeChange> = page!(q, ask, ask.moments(), t::decided_at, t::id, GradeChangeId)
        .select(GradeChange::as_select())
        .load(conn)?;
    Ok(entries(rows, |c| {
        let (code, clause) = match c.kind {
            GradeChangeKind::Certified => (TimelineCode::GradeCertified, "E2.4"),
            GradeChangeKind::Demoted => (TimelineCode::GradeDemoted, "E3.3"),
            GradeChangeKind::Overturned => (TimelineCode::GradeOverturned, "E2.4"),
        };
        let params = TimelineParams {
            grade: c.to_grade,
            from_grade: c.from_grade,
            first_day: Some(c.effective_on),
            ..Default::default()
        };
        Entry::new(ask.source, c.id.0, c.decided_at, code)
            .by(clause)
            .to(TimelineTarget::Manager, c.manager_id.0)
            .with(params)
    }))
}

fn sent(ask: &Ask<'_>, d: Dispatch, when: impl Into<super::super::rules::When>, code: TimelineCode) -> Entry {
    let params = TimelineParams {
        purpose: Some(d.purpose),
        dispatch_state: Some(d.state),
        first_day: Some(d.valid_from),
        last_day: Some(last_day(d.valid_to)),
        ..Default::default()
    };
    Entry::new(ask.source, d.id.0, when, code)
        .by("E4.2")
        .at(d.to_branch_id)
        .from(d.from_branch_id)
        .to(TimelineTarget::Manager, d.manager_id.0)
        .with(params)
}

/// A person's dispatches as seen from a scope.
macro_rules! dispatches_of {
    ($ask:expr) => {{
        use dispatches as t;
        let mut q = t::table.into_boxed();
        q = q.filter(t::manager_id.eq_any($ask.everybody.to_vec()));
        if let Scope::Some { branches, managers } = $ask.scope {
            q = q.filter(
                t::from_branch_id
                    .eq_any(branches.clone())
                    .or(t::to_branch_id.eq_any(branches.clone()))
                    .or(t::manager_id.eq_any(managers.clone())),
            );
        }
        q
    }};
}

/// Dispatches by their proposals.
pub fn dispatches_proposed(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use dispatches as t;
    let rows: Vec<Dispatch> =
        page!(dispatches_of!(ask), ask, ask.moments(), t::proposed_at, t::id, DispatchId)
            .select(Dispatch::as_select())
            .load(conn)?;
    Ok(entries(rows, |d| {
        let at: Ts = d.proposed_at;
        sent(ask, d, at, TimelineCode::DispatchProposed)
    }))
}

/// Confirmed dispatches by their first days.
pub fn dispatches_begun(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use dispatches as t;
    let q = dispatches_of!(ask).filter(t::state.eq_any([DispatchState::Approved, DispatchState::Ended]));
    let rows: Vec<Dispatch> = page!(q, ask, ask.days(), t::valid_from, t::id, DispatchId)
        .select(Dispatch::as_select())
        .load(conn)?;
    Ok(entries(rows, |d| {
        let day: NaiveDate = d.valid_from;
        sent(ask, d, day, TimelineCode::DispatchBegun)
    }))
}

/// Confirmed dispatches that are over, by the first days back.
pub fn dispatches_ended(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use dispatches as t;
    let q = dispatches_of!(ask)
        .filter(t::state.eq_any([DispatchState::Approved, DispatchState::Ended]))
        .filter(t::valid_to.le(ask.today));
    let rows: Vec<Dispatch> =
        page!(q, ask, ask.days(), t::valid_to, t::id, DispatchId).select(Dispatch::as_select()).load(conn)?;
    Ok(entries(rows, |d| {
        let day: NaiveDate = d.valid_to;
        sent(ask, d, day, TimelineCode::DispatchEnded)
    }))
}

/// Training by the events' beginnings, but for what was called off.
pub fn training(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use training_events as t;
    let q = training_attendances::table
        .inner_join(t::table)
        .into_boxed()
        .filter(training_attendances::manager_id.eq_any(ask.managers.to_vec()))
        .filter(t::state.ne(TrainingState::Cancelled));
    let q = match ask.scope {
        Scope::All => q,
        // Head office's events are everybody's.
        Scope::Some { branches, .. } => {
            q.filter(t::branch_id.is_null().or(t::branch_id.eq_any(branches.clone())))
        }
    };
    type Row = (TrainingId, String, Ts, Option<OrgUnitId>, Attendance);
    let rows: Vec<Row> = page!(q, ask, ask.moments(), t::starts_at, t::id, TrainingId)
        .select((t::id, t::title, t::starts_at, t::branch_id, training_attendances::state))
        .load(conn)?;
    Ok(entries(rows, |(id, title, at, branch, state)| {
        let code = match state {
            Attendance::Enrolled => TimelineCode::TrainingEnrolled,
            Attendance::Attended => TimelineCode::TrainingAttended,
            Attendance::Excused => TimelineCode::TrainingExcused,
            Attendance::Absent => TimelineCode::TrainingAbsent,
        };
        Entry::new(ask.source, id.0, at, code)
            .by("D8.2")
            .at(branch)
            .to(TimelineTarget::Training, id.0)
            .with(TimelineParams { title: Some(title), ..Default::default() })
    }))
}
