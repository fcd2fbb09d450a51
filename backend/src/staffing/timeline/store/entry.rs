//! What is known of how a person became what they are: certification, qualification, examinations.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{Ask, entries, page, stands_in};
use crate::db::schema::{
    adverse_records, certificate_reviews, certificates, certification_files, certification_reviews,
    employments, exam_sittings, exams, qualification_statements, rating_panels,
};
use crate::db::{Conn, Ts};
use crate::staffing::certification::model::*;
use crate::staffing::exams::model::{Exam, ExamPurpose, ExamState, Sitting, SittingId, SittingState};
use crate::staffing::model::Grade;
use crate::staffing::qualification::model::*;
use crate::staffing::qualification::rules::clause_of;
use crate::staffing::terms::rules::last_day;
use crate::staffing::timeline::dto::TimelineParams;
use crate::staffing::timeline::model::{Entry, TimelineCode, TimelineTarget};

fn graded(grade: Grade) -> TimelineParams {
    TimelineParams { grade: Some(grade), ..Default::default() }
}

/// Certification files by their opening.
pub fn files_opened(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use certification_files as t;
    let q = t::table.into_boxed().filter(t::employee_id.eq(ask.employee));
    let q = stands_in!(q, ask.scope, t::branch_id, t::manager_id);
    let rows: Vec<File> = page!(q, ask, ask.moments(), t::created_at, t::id, CertificationFileId)
        .select(File::as_select())
        .load(conn)?;
    Ok(entries(rows, |f| {
        Entry::new(ask.source, f.id.0, f.created_at, TimelineCode::CertificationRegistered)
            .by("E2.3")
            .to(TimelineTarget::CertificationFile, f.id.0)
            .with(graded(f.grade))
    }))
}

/// Certification files that ended without a certificate, by their end.
pub fn files_ended(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use certification_files as t;
    let ended = [CertificationStage::Unqualified, CertificationStage::Refused, CertificationStage::Withdrawn];
    let q = t::table.into_boxed().filter(t::employee_id.eq(ask.employee).and(t::stage.eq_any(ended)));
    let q = stands_in!(q, ask.scope, t::branch_id, t::manager_id);
    let at = t::ended_at.assume_not_null();
    let rows: Vec<File> =
        page!(q, ask, ask.moments(), at, t::id, CertificationFileId).select(File::as_select()).load(conn)?;
    Ok(entries(rows, |f| {
        let code = match f.stage {
            CertificationStage::Unqualified => TimelineCode::CertificationUnqualified,
            CertificationStage::Withdrawn => TimelineCode::CertificationWithdrawn,
            _ => TimelineCode::CertificationRefused,
        };
        Entry::new(ask.source, f.id.0, f.ended_at.unwrap_or(f.created_at), code)
            .by("E2.3")
            .to(TimelineTarget::CertificationFile, f.id.0)
            .with(graded(f.grade))
    }))
}

/// Reviews of files' qualification.
pub fn files_reviewed(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use certification_files as f;
    use certification_reviews as t;
    let q = t::table
        .inner_join(f::table.on(f::id.eq(t::file_id)))
        .into_boxed()
        .filter(f::employee_id.eq(ask.employee));
    let q = stands_in!(q, ask.scope, f::branch_id, f::manager_id);
    let rows: Vec<(ReviewId, CertificationFileId, bool, Ts, Grade)> =
        page!(q, ask, ask.moments(), t::reviewed_at, t::id, ReviewId)
            .select((t::id, t::file_id, t::passed, t::reviewed_at, f::grade))
            .load(conn)?;
    Ok(entries(rows, |(id, file, passed, at, grade)| {
        Entry::new(ask.source, id.0, at, TimelineCode::CertificationReviewed)
            .by("E2.1")
            .to(TimelineTarget::CertificationFile, file.0)
            .with(TimelineParams { passed: Some(passed), ..graded(grade) })
    }))
}

/// Certificates by the days on which they were granted.
pub fn certificates_granted(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use certificates as t;
    let q = t::table.into_boxed().filter(t::employee_id.eq(ask.employee));
    let q = stands_in!(q, ask.scope, t::branch_id, t::manager_id);
    let rows: Vec<Certificate> = page!(q, ask, ask.days(), t::granted_on, t::id, CertificateId)
        .select(Certificate::as_select())
        .load(conn)?;
    Ok(entries(rows, |c| {
        let params = TimelineParams {
            total_bps: Some(c.total_bps),
            body: Some(c.body),
            last_day: Some(c.counts_until),
            ..graded(c.grade)
        };
        Entry::new(ask.source, c.id.0, c.granted_on, TimelineCode::CertificateGranted)
            .by("E2.4")
            .to(TimelineTarget::CertificationFile, c.file_id.0)
            .with(params)
    }))
}

/// Head office's reviews of certificates.
pub fn certificates_reviewed(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use certificate_reviews as t;
    use certificates as c;
    let q = t::table
        .inner_join(c::table.on(c::id.eq(t::certificate_id)))
        .into_boxed()
        .filter(c::employee_id.eq(ask.employee));
    let q = stands_in!(q, ask.scope, c::branch_id, c::manager_id);
    type Row = (CertificateReviewId, CertificateOutcome, Option<NaiveDate>, Ts, Grade, CertificationFileId);
    let rows: Vec<Row> = page!(q, ask, ask.moments(), t::reviewed_at, t::id, CertificateReviewId)
        .select((t::id, t::outcome, t::effective_on, t::reviewed_at, c::grade, c::file_id))
        .load(conn)?;
    Ok(entries(rows, |(id, outcome, effective_on, at, grade, file)| {
        let code = match outcome {
            CertificateOutcome::Upheld => TimelineCode::CertificateUpheld,
            CertificateOutcome::Overturned => TimelineCode::CertificateOverturned,
        };
        Entry::new(ask.source, id.0, at, code)
            .by("E2.4")
            .to(TimelineTarget::CertificationFile, file.0)
            .with(TimelineParams { first_day: effective_on, ..graded(grade) })
    }))
}

/// What was stated of the qualification.
pub fn statements(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use qualification_statements as t;
    let q = t::table.into_boxed().filter(t::employee_id.eq(ask.employee));
    let rows: Vec<Statement> = page!(q, ask, ask.moments(), t::stated_at, t::id, StatementId)
        .select(Statement::as_select())
        .load(conn)?;
    Ok(entries(rows, |s| {
        let params = TimelineParams {
            line: Some(s.line),
            outcome: s.outcome,
            education: s.education,
            ..Default::default()
        };
        Entry::new(ask.source, s.id.0, s.stated_at, TimelineCode::QualificationStated)
            .by(clause_of(s.line))
            .to(TimelineTarget::Qualification, s.employee_id.0)
            .with(params)
    }))
}

fn elsewhere(ask: &Ask<'_>, e: Employment, at: Ts, code: TimelineCode) -> Entry {
    let params = TimelineParams {
        title: Some(e.employer),
        first_day: Some(e.from_on),
        last_day: Some(last_day(e.to_on)),
        ..Default::default()
    };
    Entry::new(ask.source, e.id.0, at, code)
        .by("E2.1")
        .to(TimelineTarget::Qualification, e.employee_id.0)
        .with(params)
}

/// Time in banking elsewhere by when it was recorded.
pub fn employments_recorded(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use employments as t;
    let q = t::table.into_boxed().filter(t::employee_id.eq(ask.employee));
    let rows: Vec<Employment> = page!(q, ask, ask.moments(), t::recorded_at, t::id, EmploymentId)
        .select(Employment::as_select())
        .load(conn)?;
    Ok(entries(rows, |e| {
        let at = e.recorded_at;
        elsewhere(ask, e, at, TimelineCode::EmploymentRecorded)
    }))
}

/// Time in banking elsewhere by when its record was revoked.
pub fn employments_revoked(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use employments as t;
    let q = t::table.into_boxed().filter(t::employee_id.eq(ask.employee).and(t::revoked_at.is_not_null()));
    let at = t::revoked_at.assume_not_null();
    let rows: Vec<Employment> =
        page!(q, ask, ask.moments(), at, t::id, EmploymentId).select(Employment::as_select()).load(conn)?;
    Ok(entries(rows, |e| {
        let at = e.revoked_at.unwrap_or(e.recorded_at);
        elsewhere(ask, e, at, TimelineCode::EmploymentRevoked)
    }))
}

/// Panels whose ratings count.
pub fn ratings_closed(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use rating_panels as t;
    let q = t::table
        .into_boxed()
        .filter(t::employee_id.eq(ask.employee).and(t::state.eq(RatingPanelState::Closed)));
    let at = t::ended_at.assume_not_null();
    let rows: Vec<RatingPanel> =
        page!(q, ask, ask.moments(), at, t::id, RatingPanelId).select(RatingPanel::as_select()).load(conn)?;
    Ok(entries(rows, |p| {
        Entry::new(ask.source, p.id.0, p.ended_at.unwrap_or(p.convened_at), TimelineCode::RatingClosed)
            .by("D3.2")
            .to(TimelineTarget::Qualification, p.employee_id.0)
    }))
}

fn adverse(ask: &Ask<'_>, a: Adverse, at: Ts, code: TimelineCode) -> Entry {
    let params = TimelineParams {
        adverse_kind: Some(a.kind),
        first_day: Some(a.counts_from),
        last_day: a.counts_to.map(last_day),
        ..Default::default()
    };
    Entry::new(ask.source, a.id.0, at, code)
        .by("E2.1")
        .to(TimelineTarget::Qualification, a.employee_id.0)
        .with(params)
}

/// Adverse records by when they were entered.
pub fn adverse_recorded(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use adverse_records as t;
    let q = t::table.into_boxed().filter(t::employee_id.eq(ask.employee));
    let rows: Vec<Adverse> = page!(q, ask, ask.moments(), t::entered_at, t::id, AdverseId)
        .select(Adverse::as_select())
        .load(conn)?;
    Ok(entries(rows, |a| {
        let at = a.entered_at;
        adverse(ask, a, at, TimelineCode::AdverseRecorded)
    }))
}

/// Adverse records by when they were lifted.
pub fn adverse_lifted(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use adverse_records as t;
    let q = t::table.into_boxed().filter(t::employee_id.eq(ask.employee).and(t::lifted_at.is_not_null()));
    let at = t::lifted_at.assume_not_null();
    let rows: Vec<Adverse> =
        page!(q, ask, ask.moments(), at, t::id, AdverseId).select(Adverse::as_select()).load(conn)?;
    Ok(entries(rows, |a| {
        let at = a.lifted_at.unwrap_or(a.entered_at);
        adverse(ask, a, at, TimelineCode::AdverseLifted)
    }))
}

/// Released results of examinations.
pub fn exam_results(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use exam_sittings as t;
    let q = t::table
        .inner_join(exams::table)
        .into_boxed()
        .filter(t::employee_id.eq(ask.employee).and(t::state.eq(SittingState::Submitted)))
        .filter(exams::state.eq(ExamState::Released).and(exams::released_at.is_not_null()));
    let at = exams::released_at.assume_not_null();
    let rows: Vec<(Sitting, Exam)> = page!(q, ask, ask.moments(), at, t::id, SittingId)
        .select((Sitting::as_select(), Exam::as_select()))
        .load(conn)?;
    Ok(entries(rows, |(s, e)| {
        let passed = s.passed.unwrap_or(false);
        let code = if passed { TimelineCode::ExamPassed } else { TimelineCode::ExamFailed };
        let clause = match e.purpose {
            ExamPurpose::Grade => "E2.3",
            ExamPurpose::CreditOfficer => "D3.6",
        };
        let params = TimelineParams {
            title: Some(e.name),
            grade: e.grade,
            points: Some(s.objective_points.unwrap_or(0) + s.written_points.unwrap_or(0)),
            full_points: Some(e.full_points),
            last_day: s.counts_until,
            ..Default::default()
        };
        Entry::new(ask.source, s.id.0, e.released_at.unwrap_or(e.closes_at), code)
            .by(clause)
            .to(TimelineTarget::Exam, e.id.0)
            .with(params)
    }))
}
