//! Evaluation against a grade's standard, how long a certificate counts, which changes of grade there are.

use chrono::{Duration, Months, NaiveDate};

use super::dto::ChecklistLine;
use super::model::{CertificateState, CertificationStage, EvaluationPart};
use crate::error::{AppError, Code, FieldError};
use crate::policy::certification::GradeStandard;
use crate::policy::qualification::is_entry;
use crate::staffing::model::Grade;
use crate::staffing::qualification::model::LineOutcome;
use crate::staffing::qualification::rules::clause_of;
use crate::text_enum;

/// The whole, in basis points.
const WHOLE: i64 = 10_000;

/// What is known of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// The part.
    pub part: EvaluationPart,
    /// What was reached, of 10,000.
    pub score_bps: i32,
    /// Whether it counts today: a written result that was not passed or has lapsed does not.
    pub counts: bool,
}

/// A part against the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The part.
    pub part: EvaluationPart,
    /// How much it weighs.
    pub weight_bps: i32,
    /// What was reached; absent: nothing yet.
    pub score_bps: Option<i32>,
    /// Whether it counts and reaches the floor; a part without weight needs nothing.
    pub met: bool,
}

/// An evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// The six parts.
    pub lines: [Line; 6],
    /// The weighted total, rounded down.
    pub total_bps: i32,
    /// Whether every part is met and the total passes.
    pub passed: bool,
}

/// Weighs what was reached against a grade's standard (E2.3, E2.4). What is not there counts nothing.
pub fn evaluate(standard: &GradeStandard, reached: &[Reached]) -> Evaluation {
    let weights = standard.weights();
    let lines: [Line; 6] = std::array::from_fn(|i| {
        let part = EvaluationPart::ALL[i];
        let found = reached.iter().find(|r| r.part == part);
        let weight_bps = weights[i];
        Line {
            part,
            weight_bps,
            score_bps: found.map(|r| r.score_bps),
            met: weight_bps == 0 || found.is_some_and(|r| r.counts && r.score_bps >= standard.part_floor_bps),
        }
    });
    let sum: i64 = lines.iter().map(|l| i64::from(l.weight_bps) * i64::from(l.score_bps.unwrap_or(0))).sum();
    let total_bps = i32::try_from(sum.div_euclid(WHOLE)).unwrap_or(i32::MAX);
    let passed = lines.iter().all(|l| l.met) && total_bps >= standard.pass_bps;
    Evaluation { lines, total_bps, passed }
}

/// The last day on which a certificate of a day counts: the same day so many months on, or that month's last where it
/// has no such day (E2.3).
pub fn counts_until(granted: NaiveDate, months: u32) -> NaiveDate {
    granted.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

text_enum! {
    /// How a certificate stands on a day.
    CertificateStanding {
        /// It counts.
        Counts = "counts",
        /// It counts, and will soon have lapsed.
        Lapsing = "lapsing",
        /// It counts no more.
        Lapsed = "lapsed",
        /// A newer one took its place.
        Replaced = "replaced",
        /// Head office overturned it.
        Overturned = "overturned",
    }
}

/// How a certificate stands on a day: it counts through its last one.
pub fn standing(
    state: CertificateState,
    last: NaiveDate,
    today: NaiveDate,
    warning_days: u32,
) -> CertificateStanding {
    match state {
        CertificateState::Replaced => CertificateStanding::Replaced,
        CertificateState::Overturned => CertificateStanding::Overturned,
        CertificateState::Valid if last < today => CertificateStanding::Lapsed,
        CertificateState::Valid if last <= warned_until(today, warning_days) => CertificateStanding::Lapsing,
        CertificateState::Valid => CertificateStanding::Counts,
    }
}

/// Certificates whose last day is this one or before are warned of.
pub fn warned_until(today: NaiveDate, warning_days: u32) -> NaiveDate {
    today + Duration::days(i64::from(warning_days))
}

/// Lines of the checklist that stand in the way of a decision: each that is not met, and of those that the regulation asks
/// of everybody (E2.1) each that nobody has stated, where the policy lets it block.
pub fn hindering(lines: &[ChecklistLine], unknown_blocks: bool) -> Vec<&ChecklistLine> {
    let hinders = |l: &&ChecklistLine| match l.outcome {
        LineOutcome::Passed => false,
        LineOutcome::Failed => true,
        LineOutcome::Unknown => unknown_blocks && is_entry(l.line),
    };
    lines.iter().filter(hinders).collect()
}

/// Refuses a decision while a line stands in its way, naming each: `qualification_failed` where one is not met, else
/// `qualification_unknown`.
pub fn refuse_hindering(hindering: &[&ChecklistLine]) -> Result<(), AppError> {
    let failed = |l: &ChecklistLine| l.outcome == LineOutcome::Failed;
    let Some(first) = hindering.iter().find(|l| failed(l)).or_else(|| hindering.first()) else {
        return Ok(());
    };
    let code = if failed(first) { Code::QualificationFailed } else { Code::QualificationUnknown };
    let fields = hindering
        .iter()
        .map(|l| FieldError {
            pointer: format!("/lines/{}", l.line),
            code: if failed(l) { "line_failed" } else { "line_unknown" },
            params: serde_json::Map::new(),
            clause: Some(clause_of(l.line)),
        })
        .collect();
    Err(AppError::new(code)
        .clause(clause_of(first.line))
        .param("line", first.line.as_str())
        .with_fields(fields))
}

/// Permits something at one stage alone. Error: `certification_stage`.
pub fn at_stage(stage: CertificationStage, wanted: CertificationStage) -> Result<(), AppError> {
    if stage == wanted { Ok(()) } else { Err(AppError::new(Code::CertificationStage).clause("E2.3")) }
}

/// Permits a file for a grade: the present one, to certify it anew, or a higher one. Error: `grade_not_higher`.
pub fn may_aim(present: Option<Grade>, aimed: Grade) -> Result<(), AppError> {
    if present.is_none_or(|p| aimed >= p) {
        Ok(())
    } else {
        Err(AppError::new(Code::GradeNotHigher).clause("E2.3"))
    }
}

/// Permits a demotion: to a lower grade than the present one. Error: `grade_not_lower`.
pub fn may_demote(present: Option<Grade>, to: Grade) -> Result<Grade, AppError> {
    match present {
        Some(p) if to < p => Ok(p),
        _ => Err(AppError::new(Code::GradeNotLower).clause("E3.3")),
    }
}

/// What a manager's grade becomes when a certificate is overturned: what it was before, where the certificate was what
/// gave the present one; else it stays.
pub fn after_overturn(present: Option<Grade>, newest_is_this: bool, before: Option<Grade>) -> Option<Grade> {
    if newest_is_this { before } else { present }
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use proptest::prelude::*;

    use super::*;
    use crate::policy::certification::CertificationPolicy;
    use crate::staffing::qualification::model::Line;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn all(score: i32) -> Vec<Reached> {
        EvaluationPart::ALL
            .iter()
            .map(|part| Reached { part: *part, score_bps: score, counts: true })
            .collect()
    }

    fn standard(grade: Grade) -> GradeStandard {
        *CertificationPolicy::default().standard(grade).unwrap()
    }

    fn checklist(stand: &[(Line, LineOutcome)]) -> Vec<ChecklistLine> {
        let line = |(line, outcome): &(Line, LineOutcome)| ChecklistLine {
            line: *line,
            outcome: *outcome,
            clause: clause_of(*line).to_owned(),
        };
        stand.iter().map(line).collect()
    }

    #[test]
    fn what_nobody_has_stated_blocks_by_policy_and_what_is_not_met_always() {
        use LineOutcome::{Failed, Passed, Unknown};
        let unknown =
            checklist(&[(Line::Character, Passed), (Line::Health, Unknown), (Line::Image, Unknown)]);
        let named: Vec<Line> = hindering(&unknown, true).iter().map(|l| l.line).collect();
        assert_eq!(named, [Line::Health], "the panel's lines are the bank's own");
        assert!(hindering(&unknown, false).is_empty());
        let e = refuse_hindering(&hindering(&unknown, true)).unwrap_err();
        assert_eq!((e.code(), e.fields()[0].pointer.as_str()), (Code::QualificationUnknown, "/lines/health"));
        let failed = checklist(&[(Line::Health, Unknown), (Line::Record, Failed)]);
        let e = refuse_hindering(&hindering(&failed, true)).unwrap_err();
        assert_eq!((e.code(), e.fields().len()), (Code::QualificationFailed, 2));
        assert_eq!(hindering(&failed, false).len(), 1);
        assert!(refuse_hindering(&[]).is_ok());
    }

    #[test]
    fn every_part_that_weighs_must_be_there_count_and_reach_the_floor() {
        let s = standard(Grade::Level2);
        assert!(evaluate(&s, &all(6_500)).passed);
        assert!(!evaluate(&s, &all(6_499)).passed, "the total is short");
        let mut low = all(9_000);
        low[3].score_bps = 4_999;
        let e = evaluate(&s, &low);
        assert!(e.total_bps >= s.pass_bps && !e.passed && !e.lines[3].met);
        let mut lapsed = all(9_000);
        lapsed[2].counts = false;
        assert!(!evaluate(&s, &lapsed).passed);
        let without: Vec<Reached> =
            all(10_000).into_iter().filter(|r| r.part != EvaluationPart::Practice).collect();
        assert!(!evaluate(&s, &without).passed);
        // Trainees have no performance to show.
        let new: Vec<Reached> =
            all(6_000).into_iter().filter(|r| r.part != EvaluationPart::Performance).collect();
        assert!(evaluate(&standard(Grade::Trainee), &new).passed);
    }

    #[test]
    fn a_certificate_counts_to_the_day_also_in_leap_years() {
        assert_eq!(counts_until(day(2026, 11, 24), 24), day(2028, 11, 24));
        assert_eq!(counts_until(day(2024, 2, 29), 24), day(2026, 2, 28));
        assert_eq!(counts_until(day(2024, 2, 29), 48), day(2028, 2, 29));
        assert_eq!(counts_until(day(2026, 2, 28), 24), day(2028, 2, 28));
        let last = counts_until(day(2026, 3, 1), 24);
        let at = |d| standing(CertificateState::Valid, last, d, 90);
        assert_eq!(last, day(2028, 3, 1));
        assert_eq!(at(day(2027, 12, 1)), CertificateStanding::Counts);
        // Ninety days before, over the leap day.
        assert_eq!(at(day(2027, 12, 2)), CertificateStanding::Lapsing);
        assert_eq!(at(last), CertificateStanding::Lapsing);
        assert_eq!(at(day(2028, 3, 2)), CertificateStanding::Lapsed);
    }

    #[test]
    fn grades_are_aimed_at_upwards_and_lost_downwards() {
        assert!(may_aim(Some(Grade::Level2), Grade::Level2).is_ok() && may_aim(None, Grade::Trainee).is_ok());
        assert!(may_aim(Some(Grade::Level2), Grade::Level3).is_err());
        assert!(may_demote(Some(Grade::Level2), Grade::Level3).is_ok());
        assert!(
            may_demote(Some(Grade::Level2), Grade::Level2).is_err()
                && may_demote(None, Grade::Trainee).is_err()
        );
        assert_eq!(after_overturn(Some(Grade::Level1), true, Some(Grade::Level3)), Some(Grade::Level3));
        assert_eq!(after_overturn(Some(Grade::Trainee), false, Some(Grade::Level3)), Some(Grade::Trainee));
    }

    fn any_standard() -> impl Strategy<Value = GradeStandard> {
        (proptest::collection::vec(0i32..=10_000, 5), 1i32..=10_000, 0i32..=10_000).prop_map(
            |(mut cuts, pass, floor)| {
                cuts.sort_unstable();
                let w = |a: i32, b: i32| b - a;
                GradeStandard {
                    grade: Grade::Level1,
                    performance_bps: cuts[0],
                    ability_bps: w(cuts[0], cuts[1]),
                    written_bps: w(cuts[1], cuts[2]),
                    oral_bps: w(cuts[2], cuts[3]),
                    case_design_bps: w(cuts[3], cuts[4]),
                    practice_bps: 10_000 - cuts[4],
                    pass_bps: pass,
                    part_floor_bps: floor,
                }
            },
        )
    }

    proptest! {
        #[test]
        fn the_same_in_every_part_is_the_total(s in any_standard(), score in 0i32..=10_000) {
            let e = evaluate(&s, &all(score));
            prop_assert_eq!(e.total_bps, score);
            prop_assert_eq!(e.lines.iter().map(|l| l.weight_bps).sum::<i32>(), 10_000);
        }

        #[test]
        fn a_total_lies_between_the_least_and_the_most_and_more_is_never_worse(
            s in any_standard(), scores in proptest::collection::vec(0i32..=10_000, 6), which in 0usize..6, more in 0i32..5_000,
        ) {
            let reached = |scores: &[i32]| -> Vec<Reached> {
                EvaluationPart::ALL.iter().zip(scores).map(|(part, s)| Reached { part: *part, score_bps: *s, counts: true }).collect()
            };
            let before = evaluate(&s, &reached(&scores));
            prop_assert!(before.total_bps >= *scores.iter().min().unwrap() && before.total_bps <= *scores.iter().max().unwrap());
            let mut better = scores.clone();
            better[which] = (better[which] + more).min(10_000);
            let after = evaluate(&s, &reached(&better));
            prop_assert!(after.total_bps >= before.total_bps);
            prop_assert!(!before.passed || after.passed);
        }

        #[test]
        fn the_last_day_is_the_same_day_or_the_months_last(n in 0i64..146_097, months in 1u32..121) {
            let granted = day(2000, 1, 1) + Duration::days(n);
            let last = counts_until(granted, months);
            let ahead = (last.year() * 12 + last.month0() as i32) - (granted.year() * 12 + granted.month0() as i32);
            prop_assert_eq!(ahead, months as i32);
            prop_assert!(last.day() == granted.day() || (last.day() < granted.day() && (last + Duration::days(1)).day() == 1));
            prop_assert_ne!(standing(CertificateState::Valid, last, last, 0), CertificateStanding::Lapsed);
            prop_assert_eq!(standing(CertificateState::Valid, last, last + Duration::days(1), 0), CertificateStanding::Lapsed);
        }
    }
}
