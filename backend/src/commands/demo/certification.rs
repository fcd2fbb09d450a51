//! Certification of the demo bank: files at each stage, certificates that count and that will soon lapse.

use super::scene::{Scene, act, key};
use crate::app::App;
use crate::approvals::dto::{DecideApproval, ListApprovals, WhichBox};
use crate::approvals::model::Decision;
use crate::error::{AppError, AppResult};
use crate::http::IfMatch;
use crate::staffing::certification::dto::*;
use crate::staffing::certification::model::{CertificationFileId, EvaluationPart};
use crate::staffing::certification::{decisions, service};
use crate::staffing::model::Grade;
use crate::staffing::qualification;
use crate::staffing::qualification::dto::StateQualification;
use crate::staffing::qualification::model::{Education, Line, LineOutcome};

const HR: &str = "ren.li";
const GROUP: &str = "sun.ping";
const EXAMINER: &str = "chen.yewu";
const PRESIDENT: &str = "wang.fang";

/// A file: who aims at what, since when in days from the demo's day, and how far it came.
struct Plan {
    who: &'static str,
    grade: Grade,
    day: i64,
    until: Until,
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Until {
    Registered,
    Evaluation,
    Deciding,
    Certified,
}

/// The examination for level 2 came out 668 days ago: who passed it was certified soon after, so that the certificates
/// will lapse within the warning's days.
const PLANS: [Plan; 4] = [
    Plan { who: "qian.duo", grade: Grade::Level2, day: -665, until: Until::Certified },
    Plan { who: "qian.duo", grade: Grade::Level2, day: -20, until: Until::Deciding },
    Plan { who: "zhou.zhou", grade: Grade::Level2, day: -8, until: Until::Evaluation },
    Plan { who: "wu.yue", grade: Grade::Level3, day: -1, until: Until::Registered },
];

/// Makes the demo's files on the loaded bank, after its examinations.
pub(super) fn make(app: &App) -> AppResult<()> {
    let scene = Scene::today(app);
    PLANS.iter().try_for_each(|plan| make_one(&scene, plan))
}

/// Statements of before the year's papers were looked at, which the first of the files rests on (E2.1).
fn state_entry(scene: &Scene<'_>, plan: &Plan) -> AppResult<()> {
    let then = scene.then(plan.day - 3, 10)?;
    let id = super::qualification::employee_of(&then, plan.who)?;
    for (line, education, evidence, source) in [
        (Line::Education, Some(Education::Bachelor), "学历证书电子注册备案表", "学信网"),
        (Line::Health, None, "年度健康体检报告，结论合格", "市人民医院体检中心"),
        (Line::Character, None, "上年度考核称职，征信与员工行为排查无异常", "人力资源部档案"),
    ] {
        let input = StateQualification {
            line,
            outcome: education.is_none().then_some(LineOutcome::Passed),
            education,
            evidence: evidence.to_owned(),
            source: source.to_owned(),
            stated_on: scene.day(plan.day - 5),
        };
        act(&then, HR, |cx| qualification::service::state_qualification(cx, id, &key(), &input))?;
    }
    Ok(())
}

fn make_one(scene: &Scene<'_>, plan: &Plan) -> AppResult<()> {
    let at = |days: i64, hour: i64| scene.then(plan.day + days, hour);
    if plan.until == Until::Certified {
        state_entry(scene, plan)?;
    }
    let reason = "近两年业绩考核均为优良".to_owned();
    let input = RegisterForCertification { grade: plan.grade, reason };
    let made = act(&at(0, 9)?, plan.who, |cx| service::register_for_certification(cx, &key(), &input))?;
    if plan.until == Until::Registered {
        return Ok(());
    }
    let id: CertificationFileId = made.file.id.parse().map_err(AppError::internal)?;
    let input = ReviewQualification {
        passed: true,
        reason: "五项任职条件均符合".to_owned(),
        evidence: "学历证书、履历表、合规部查询单、体检报告".to_owned(),
    };
    act(&at(1, 10)?, GROUP, |cx| service::review_qualification(cx, id, IfMatch(made.file.version), &input))?;
    let scores = [
        (EvaluationPart::Performance, 8_600, "近四个季度业绩考核表"),
        (EvaluationPart::Ability, 8_200, "考评小组能力评议表"),
        (EvaluationPart::Oral, 7_800, "口试记录与三名考官评分表"),
        (EvaluationPart::CaseDesign, 8_050, "综合服务方案一份及评分表"),
        (EvaluationPart::Practice, 8_400, "模拟营销演练录像及评分表"),
    ];
    let entered = if plan.until == Until::Evaluation { 2 } else { scores.len() };
    for (part, score_bps, evidence) in scores.into_iter().take(entered) {
        let input = EnterScore {
            part,
            score_bps,
            evidence: evidence.to_owned(),
            examined_on: scene.day(plan.day + 3),
        };
        act(&at(3, 16)?, EXAMINER, |cx| service::enter_certification_score(cx, &key(), id, &input))?;
    }
    if plan.until < Until::Deciding {
        return Ok(());
    }
    let view = act(&at(4, 9)?, HR, |cx| service::get_certification_file(cx, id))?;
    if !view.evaluation.passed || !view.hindering.is_empty() {
        // The written part may fall short with the demo's day; the file then stays with its evaluation.
        return Ok(());
    }
    let input = CertificationReason { reason: "考评总分达到该等级标准，提请认定".to_owned() };
    act(&at(4, 10)?, HR, |cx| decisions::propose_certification(cx, &key(), id, &input))?;
    if plan.until < Until::Certified {
        return Ok(());
    }
    let day = at(5, 9)?;
    let q = ListApprovals { which: Some(WhichBox::Inbox), state: None, limit: Some(50), cursor: None };
    let inbox = act(&day, PRESIDENT, |cx| crate::approvals::service::list_approvals(cx, &q))?;
    let request = inbox.items.into_iter().find(|r| r.subject_id == id.to_string());
    let request = request.ok_or_else(|| AppError::internal("no request for the demo's certification"))?;
    let decision = DecideApproval {
        decision: Decision::Agreed,
        reason: "同意认定".to_owned(),
        payload_hash: request.payload_hash,
    };
    let request = request.id.parse().map_err(AppError::internal)?;
    act(&day, PRESIDENT, |cx| crate::approvals::service::decide_approval(cx, request, &key(), &decision))
        .map(drop)
}
