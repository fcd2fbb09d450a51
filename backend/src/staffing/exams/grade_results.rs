//! What a person's examinations for a grade came to, as certification asks for it (E2.3).

use chrono::NaiveDate;

use super::model::{ExamPurpose, SittingId};
use super::store::{self, ResultFilter};
use crate::app::Cx;
use crate::auth::Scope;
use crate::error::AppResult;
use crate::org::model::EmployeeId;
use crate::staffing::model::Grade;

/// What an examination for a grade came to.
#[derive(Debug, Clone)]
pub struct GradeResult {
    /// The sitting.
    pub sitting_id: SittingId,
    /// The examination's name.
    pub exam_name: String,
    /// When the results came out.
    pub released_on: NaiveDate,
    /// Whether it was passed.
    pub passed: bool,
    /// Points, of 10,000.
    pub score_bps: i32,
    /// The last day on which it counts, where it was passed.
    pub counts_until: Option<NaiveDate>,
}

impl GradeResult {
    /// Whether it was passed and counts on a day.
    pub fn counts(&self, day: NaiveDate) -> bool {
        self.passed && self.counts_until.is_some_and(|last| day <= last)
    }
}

/// A person's examination for a grade: of those that count today the newest, else the newest; for certification, which
/// has looked at who may ask.
pub fn grade_result_of(
    cx: &mut Cx<'_>,
    employee: EmployeeId,
    grade: Grade,
) -> AppResult<Option<GradeResult>> {
    let filter = ResultFilter { employee: Some(employee), branch: None, standing: None };
    let rows = store::list_results(cx.conn, &Scope::All, &filter, None, i64::from(i32::MAX))?;
    let results: Vec<GradeResult> = rows
        .into_iter()
        .filter(|(_, e, ..)| e.purpose == ExamPurpose::Grade && e.grade == Some(grade))
        .map(|(s, e, ..)| {
            let points = i64::from(s.objective_points.unwrap_or(0) + s.written_points.unwrap_or(0));
            let bps = (points * 10_000).checked_div(i64::from(e.full_points)).unwrap_or(0);
            GradeResult {
                sitting_id: s.id,
                exam_name: e.name,
                released_on: cx.app.clock().date_of(e.released_at.unwrap_or(e.closes_at)),
                passed: s.passed.unwrap_or(false),
                score_bps: i32::try_from(bps.clamp(0, 10_000)).unwrap_or(0),
                counts_until: s.counts_until,
            }
        })
        .collect();
    let counting = results.iter().position(|r| r.counts(cx.today));
    Ok(results.into_iter().nth(counting.unwrap_or(0)))
}
