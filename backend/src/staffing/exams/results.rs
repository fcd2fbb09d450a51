//! Released results: as lists, and as qualification asks for them.

use chrono::NaiveDate;

use super::dto::*;
use super::model::*;
use super::service::{result_of, warning_days};
use super::store::{self, ResultFilter};
use crate::app::Cx;
use crate::auth::{Action, Scope};
use crate::error::AppResult;
use crate::http::Page;
use crate::org::model::EmployeeId;

/// Released results within the caller's reach, newest first: what certification asks for (E2.3).
pub fn list_exam_results(cx: &mut Cx<'_>, q: &ListExamResults) -> AppResult<Page<ExamResult>> {
    let scope: Scope = cx.scope(Action::ListExamResults)?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "exam_results", q.cursor.as_deref())?;
    let warning = warning_days(cx)?;
    let warned = cx.today + chrono::Duration::days(i64::from(warning));
    let filter = ResultFilter {
        employee: q.employee_id,
        branch: q.branch_id,
        standing: q.standing.map(|s| (s, cx.today, warned)),
    };
    let rows = store::list_results(cx.conn, &scope, &filter, before, limit + 1)?;
    let key = |(s, e, ..): &store::ResultRow| (e.released_at.unwrap_or(e.closes_at), s.id);
    let page = crate::db::page::page(cx.app.keys(), "exam_results", rows, limit, key, |r| r)?;
    let mut items = Vec::with_capacity(page.items.len());
    for (s, exam, e, unit_name) in page.items {
        let Some(result) = result_of(&exam, &s, cx.today, warning) else { continue };
        items.push(ExamResult {
            sitting_id: s.id.to_string(),
            exam_id: exam.id.to_string(),
            exam_name: exam.name,
            purpose: exam.purpose,
            grade: exam.grade,
            released_on: cx.app.clock().date_of(exam.released_at.unwrap_or(exam.closes_at)),
            employee_id: e.id.to_string(),
            employee_no: e.employee_no,
            name: e.name,
            unit_name,
            full_points: exam.full_points,
            result,
        });
    }
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// What a person's credit officer's examination came to.
#[derive(Debug, Clone)]
pub struct CreditResult {
    /// The examination's name.
    pub exam_name: String,
    /// When the results came out.
    pub released_on: NaiveDate,
    /// Whether it was passed.
    pub passed: bool,
    /// Points.
    pub points: i32,
    /// Of so many.
    pub full_points: i32,
    /// The last day on which it counts, where it was passed.
    pub counts_until: Option<NaiveDate>,
}

/// A person's credit officer's examination (D3.6): of the passed ones the one that counts longest, else the last; for
/// qualification, which has looked at who may ask.
pub fn credit_result_of(cx: &mut Cx<'_>, employee: EmployeeId) -> AppResult<Option<CreditResult>> {
    let filter = ResultFilter { employee: Some(employee), branch: None, standing: None };
    let rows = store::list_results(cx.conn, &Scope::All, &filter, None, i64::MAX)?;
    let credit: Vec<(Sitting, Exam)> = rows
        .into_iter()
        .filter(|(_, e, ..)| e.purpose == ExamPurpose::CreditOfficer)
        .map(|(s, e, ..)| (s, e))
        .collect();
    // Newest first, and the first of the best is kept.
    let best = credit.into_iter().rev().max_by_key(|(s, _)| (s.passed.unwrap_or(false), s.counts_until));
    Ok(best.map(|(s, e)| CreditResult {
        released_on: cx.app.clock().date_of(e.released_at.unwrap_or(e.closes_at)),
        exam_name: e.name,
        passed: s.passed.unwrap_or(false),
        points: s.objective_points.unwrap_or(0) + s.written_points.unwrap_or(0),
        full_points: e.full_points,
        counts_until: s.counts_until,
    }))
}
