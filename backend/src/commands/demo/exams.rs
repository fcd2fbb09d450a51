//! Examinations of the demo bank: one whose results will soon lapse, one of this year, one that is being marked, one
//! that can be sat now, and a draft.

use super::scene::{Scene, act, key};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::IfMatch;
use crate::staffing::exams::dto::{CreateExam, GiveMark, ListMarking, SaveAnswer};
use crate::staffing::exams::model::{AnswerId, Area, ExamId, ExamPurpose, PaperRule, QuestionKind};
use crate::staffing::exams::{bank, marking, service, sittings};
use crate::staffing::model::Grade;

/// Who prepares examinations, and who marks them.
const HR: &str = "ren.li";
const MARKERS: [&str; 3] = ["chen.yewu", "xu.xin", "gao.pin"];

/// An examination: from when to when it is open, in days and hours of the demo's day.
struct Plan<'a> {
    name: &'a str,
    grade: Option<Grade>,
    opens: (i64, i64),
    closes: (i64, i64),
    candidates: &'a [&'a str],
}

/// Makes the demo's examinations on the loaded bank.
pub(super) fn make(app: &App) -> AppResult<()> {
    bank::ensure_standard(app)?;
    let scene = Scene::today(app);
    let lapsing = Plan {
        name: "客户经理等级考试（二级）",
        grade: Some(Grade::Level2),
        opens: (-670, 9),
        closes: (-670, 12),
        candidates: &["zhao.min", "qian.duo", "sun.li"],
    };
    held(&scene, &lapsing, -668)?;
    let recent = Plan {
        name: "客户经理等级考试（二级，今年第二次）",
        grade: Some(Grade::Level2),
        opens: (-60, 9),
        closes: (-60, 12),
        candidates: &["zhou.zhou", "zheng.he"],
    };
    held(&scene, &recent, -57)?;
    let credit = Plan {
        name: "信贷人员资格考试",
        grade: None,
        opens: (-100, 9),
        closes: (-100, 12),
        candidates: &["li.qiu", "zhao.min", "sun.li", "wu.yue", "feng.xiao"],
    };
    held(&scene, &credit, -97)?;

    let marked = Plan {
        name: "客户经理等级考试（一级）",
        grade: Some(Grade::Level1),
        opens: (-2, 9),
        closes: (-2, 12),
        candidates: &["zhao.min", "qian.duo", "sun.li", "zheng.he"],
    };
    let id = sat(&scene, &marked)?;
    // One question has both marks, further apart than the limit for one candidate; the others wait.
    let day_after = scene.then(-1, 15)?;
    for (marker, less) in [(MARKERS[0], 0), (MARKERS[1], 3)] {
        mark(&day_after, id, marker, less, 5)?;
    }

    let open = Plan {
        name: "客户经理等级考试（三级）",
        grade: Some(Grade::Level3),
        opens: (-1, 8),
        closes: (5, 18),
        candidates: &["zhou.zhou", "wu.yue", "zheng.he", "da.tang"],
    };
    let id = announced(&scene, &open)?;
    answer(&scene.then(-1, 10)?, id, "da.tang", 1)?;

    let draft = Plan {
        name: "客户经理等级考试（高级）",
        grade: Some(Grade::Senior),
        opens: (20, 9),
        closes: (20, 12),
        candidates: &[],
    };
    prepared(app, &scene, &draft).map(drop)
}

/// What each of the demo's papers consists of.
fn rules() -> Vec<PaperRule> {
    let rule = |area, kind, count| PaperRule { area, kind, difficulty: None, count };
    vec![
        rule(Area::B7, QuestionKind::TrueFalse, 2),
        rule(Area::B16, QuestionKind::TrueFalse, 1),
        rule(Area::B1, QuestionKind::Single, 1),
        rule(Area::B4, QuestionKind::Single, 2),
        rule(Area::B8, QuestionKind::Single, 1),
        rule(Area::B11, QuestionKind::Single, 1),
        rule(Area::B3, QuestionKind::Multiple, 1),
        rule(Area::B15, QuestionKind::Multiple, 1),
        rule(Area::B13, QuestionKind::Written, 1),
        rule(Area::B14, QuestionKind::Written, 1),
    ]
}

/// Prepared and drawn at the moment where the application stands.
fn prepared(app: &App, scene: &Scene<'_>, plan: &Plan<'_>) -> AppResult<ExamId> {
    let input = CreateExam {
        name: plan.name.to_owned(),
        purpose: if plan.grade.is_some() { ExamPurpose::Grade } else { ExamPurpose::CreditOfficer },
        grade: plan.grade,
        opens_at: scene.moment(plan.opens.0, plan.opens.1),
        closes_at: scene.moment(plan.closes.0, plan.closes.1),
        minutes: 90,
        pass_bps: 6_000,
        mark_limit: 2,
        rules: rules(),
    };
    let view = act(app, HR, |cx| service::create_exam(cx, &key(), &input))?;
    let id: ExamId = view.id.parse().map_err(AppError::internal)?;
    act(app, HR, |cx| service::draw_exam_paper(cx, id, IfMatch(view.version)))?;
    Ok(id)
}

fn announced(scene: &Scene<'_>, plan: &Plan<'_>) -> AppResult<ExamId> {
    let before = scene.then(plan.opens.0 - 14, 10)?;
    let id = prepared(&before, scene, plan)?;
    act(&before, HR, |cx| {
        let version = service::get_exam(cx, id)?.version;
        service::publish_exam(cx, id, IfMatch(version))
    })?;
    for candidate in plan.candidates {
        act(&before, candidate, |cx| service::enrol_in_exam(cx, id))?;
    }
    Ok(id)
}

/// Announced and sat by every candidate but the last, who stayed away where there are more than three.
fn sat(scene: &Scene<'_>, plan: &Plan<'_>) -> AppResult<ExamId> {
    let id = announced(scene, plan)?;
    let during = scene.then(plan.opens.0, plan.opens.1 + 1)?;
    let came = if plan.candidates.len() > 3 { plan.candidates.len() - 1 } else { plan.candidates.len() };
    for (n, candidate) in plan.candidates[..came].iter().enumerate() {
        answer(&during, id, candidate, n)?;
    }
    Ok(id)
}

/// Sat, marked by two and released.
fn held(scene: &Scene<'_>, plan: &Plan<'_>, released: i64) -> AppResult<()> {
    let id = sat(scene, plan)?;
    let after = scene.then(released, 9)?;
    for (marker, less) in [(MARKERS[0], 0), (MARKERS[1], 1)] {
        mark(&after, id, marker, less, usize::MAX)?;
    }
    act(&scene.then(released, 15)?, HR, |cx| {
        let version = service::get_exam(cx, id)?.version;
        service::release_exam(cx, id, IfMatch(version))
    })
    .map(drop)
}

/// Answers everything and hands in: what has options mostly rightly, what is written with some of the guide's points.
/// The higher the number, the weaker the candidate.
fn answer(app: &App, id: ExamId, who: &str, weak: usize) -> AppResult<()> {
    let paper = act(app, HR, |cx| service::get_exam_paper(cx, id))?;
    let sitting = act(app, who, |cx| sittings::start_sitting(cx, id))?;
    for (n, q) in sitting.questions.iter().enumerate() {
        let known = paper.items.iter().find(|p| p.text == q.text);
        let known = known.ok_or_else(|| AppError::internal("a question that is not on the paper"))?;
        let wrong = n % 7 < weak;
        let input = match q.kind {
            QuestionKind::Written => {
                SaveAnswer { seq: 1, options: None, text: Some(words(&known.explanation, weak)) }
            }
            QuestionKind::TrueFalse => {
                let right = known.answer.first().copied().unwrap_or(0);
                SaveAnswer { seq: 1, options: Some(vec![if wrong { 1 - right } else { right }]), text: None }
            }
            _ => {
                let right: Vec<&String> =
                    known.answer.iter().filter_map(|i| known.options.get(*i as usize)).collect();
                let chosen: Vec<u32> = (0..)
                    .zip(&q.options)
                    .filter(|(_, o)| right.contains(o) != wrong)
                    .map(|(i, _)| i)
                    .take(right.len())
                    .collect();
                SaveAnswer { seq: 1, options: Some(chosen), text: None }
            }
        };
        act(app, who, |cx| sittings::save_answer(cx, id, q.no, &input))?;
    }
    act(app, who, |cx| sittings::submit_sitting(cx, id)).map(drop)
}

/// The guide's points without their marks, as a candidate might put them; a weaker one leaves some out.
fn words(guide: &str, weak: usize) -> String {
    let lines: Vec<&str> = guide
        .lines()
        .filter_map(|l| l.split_once(". ").map(|(_, rest)| rest))
        .filter_map(|l| l.rsplit_once('（').map(|(text, _)| text))
        .collect();
    let kept = lines.len().saturating_sub(weak).max(1);
    lines
        .into_iter()
        .take(kept)
        .map(|l| format!("{}。", l.trim_end_matches('。')))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Marks the first answers by how much they say, so many points less than they deserve.
fn mark(app: &App, id: ExamId, marker: &str, less: i32, first: usize) -> AppResult<()> {
    let q = ListMarking { open: Some(true), limit: Some(200), cursor: None };
    let page = act(app, marker, |cx| marking::list_exam_marking(cx, id, &q))?;
    for (n, item) in page.items.iter().take(first).enumerate() {
        let said = i32::try_from(item.answer.lines().count()).unwrap_or(0);
        let deserved = (2 * said).min(item.full_points);
        // Only the first candidate's marks are far apart.
        let less = if n == 0 { less } else { less.min(1) };
        let answer: AnswerId = item.id.parse().map_err(AppError::internal)?;
        let input = GiveMark { points: (deserved - less).max(0), note: None };
        act(app, marker, |cx| marking::give_mark(cx, answer, &input))?;
    }
    Ok(())
}
