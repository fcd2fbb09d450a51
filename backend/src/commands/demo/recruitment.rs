//! Recruitment in the demo bank: one round in each main state, from a draft to an appointment.

use super::qualification::employee_of;
use super::scene::{Scene, act, key};
use crate::app::App;
use crate::approvals::dto::DecideApproval;
use crate::approvals::model::{Decision, RequestId};
use crate::auth::Actor;
use crate::error::{AppError, AppResult};
use crate::http::IfMatch;
use crate::org::model::OrgUnitId;
use crate::staffing::model::{BKind, Grade, ManagerClass};
use crate::staffing::recruitment::dto::*;
use crate::staffing::recruitment::model::*;
use crate::staffing::recruitment::{applications, appointment, objections, ranking, scoring, service};

const HR: &str = "ren.li";
const PRESIDENT: &str = "wang.fang";
/// The chair first.
const PANEL: [&str; 3] = ["wu.guan", "sun.ping", "zhou.fu"];

/// A round: in days of the demo's day.
struct Plan<'a> {
    title: &'a str,
    class: ManagerClass,
    grade: Grade,
    opens: i64,
    closes: i64,
    scored: i64,
    /// Who applies, and the points that each member gives.
    applicants: &'a [(&'a str, i32)],
}

/// Makes the demo's rounds of recruitment on the loaded bank.
pub(super) fn make(app: &App) -> AppResult<()> {
    let scene = Scene::today(app);
    let b = |title, opens, closes, scored, applicants| Plan {
        title,
        class: ManagerClass::B,
        grade: Grade::Trainee,
        opens,
        closes,
        scored,
        applicants,
    };
    appointed(
        &scene,
        &b("城东支行兼职客户经理招聘（第一批）", -40, -36, -34, &[("shi.yuan", 86), ("mo.li", 79)]),
    )?;
    cancelled(&scene, &b("市场网点兼职客户经理招聘", -22, -18, -16, &[]))?;
    noticed(
        &scene,
        &b("城东支行兼职客户经理招聘（第二批）", -14, -9, -5, &[("mo.li", 88), ("da.tang", 82)]),
    )?;
    tied(
        &scene,
        &b("南路网点兼职客户经理招聘", -12, -7, -1, &[("lu.zhu", 80), ("zhu.li", 80), ("da.tang", 74)]),
    )?;
    scoring_now(&scene, &b("开发区商圈兼职客户经理招聘", -9, -1, 5, &[("da.tang", 81), ("lu.zhu", 77)]))?;
    let open = Plan {
        title: "城东支行A类客户经理公开招聘",
        class: ManagerClass::A,
        grade: Grade::Level3,
        opens: -2,
        closes: 6,
        scored: 9,
        applicants: &[("da.tang", 0)],
    };
    let id = published(&scene, &open)?;
    applied(&scene, &open, id, -1)?;
    prepared(&scene.then(-1, 10)?, &scene, &b("营业室兼职客户经理招聘", 5, 12, 15, &[])).map(drop)
}

fn branch(app: &App) -> AppResult<OrgUnitId> {
    match app.read_as(&Actor::Operator, |cx| crate::identity::service::demo_actor(cx, PRESIDENT))? {
        Actor::User(u) => u.positions.iter().find_map(|p| p.branch_id),
        _ => None,
    }
    .ok_or_else(|| AppError::internal("the president holds no position"))
}

fn prepared(app: &App, scene: &Scene<'_>, plan: &Plan<'_>) -> AppResult<RecruitmentId> {
    let mut panel = Vec::new();
    for (n, who) in PANEL.iter().enumerate() {
        panel.push(PanelInput { employee_id: employee_of(app, who)?, chair: n == 0 });
    }
    let input = SetRecruitment {
        title: plan.title.to_owned(),
        branch_id: branch(app)?,
        class: plan.class,
        b_kind: (plan.class == ManagerClass::B).then_some(BKind::InPost),
        grade: plan.grade,
        vacancies: 1,
        requirements: "熟悉辖内商户与居民客群，能独立完成走访与产品推介；服从网点轮岗安排。".to_owned(),
        opens_at: scene.moment(plan.opens, 9),
        closes_at: scene.moment(plan.closes, 17),
        scoring_ends_at: scene.moment(plan.scored, 17),
        panel,
    };
    let view = act(app, HR, |cx| service::create_recruitment(cx, &key(), &input))?;
    view.id.parse().map_err(AppError::internal)
}

/// The round's version, as human resources see it.
fn version(app: &App, id: RecruitmentId) -> AppResult<IfMatch> {
    act(app, HR, |cx| service::get_recruitment(cx, id)).map(|view| IfMatch(view.version))
}

fn published(scene: &Scene<'_>, plan: &Plan<'_>) -> AppResult<RecruitmentId> {
    let before = scene.then(plan.opens - 2, 10)?;
    let id = prepared(&before, scene, plan)?;
    let at = version(&before, id)?;
    act(&before, HR, |cx| service::publish_recruitment(cx, id, at))?;
    Ok(id)
}

fn applied(scene: &Scene<'_>, plan: &Plan<'_>, id: RecruitmentId, day: i64) -> AppResult<()> {
    let during = scene.then(day, 11)?;
    let input = ApplyForPost {
        statement:
            "在本网点工作多年，熟悉辖内商户，连续两年揽存与代发业务居网点前列；希望负责市场商圈的走访与维护。"
                .to_owned(),
    };
    for (who, _) in plan.applicants {
        act(&during, who, |cx| applications::apply_for_post(cx, id, &key(), &input))?;
    }
    Ok(())
}

/// Scores by the first members; each a little differently, with the same mean for equals.
fn scored(app: &App, plan: &Plan<'_>, id: RecruitmentId, members: usize) -> AppResult<()> {
    let list = act(app, HR, |cx| scoring::list_post_applications(cx, id))?;
    let criteria = act(app, HR, |cx| service::get_recruitment(cx, id))?.criteria;
    for item in &list.items {
        let mut given = None;
        for (who, points) in plan.applicants {
            if employee_of(app, who)?.to_string() == item.employee_id {
                given = Some(*points);
            }
        }
        let Some(given) = given else { continue };
        let application: PostApplicationId = item.id.parse().map_err(AppError::internal)?;
        for (n, member) in (0..).zip(&PANEL[..members]) {
            let points = criteria
                .iter()
                .map(|c| CriterionPoints { criterion: c.key.clone(), points: given + n - 1 })
                .collect();
            let input = GiveScores { points, remark: None };
            act(app, member, |cx| scoring::give_scores(cx, application, &key(), &input))?;
        }
    }
    Ok(())
}

fn ranked(scene: &Scene<'_>, plan: &Plan<'_>) -> AppResult<RecruitmentId> {
    let id = published(scene, plan)?;
    applied(scene, plan, id, plan.opens + 1)?;
    let during = scene.then(plan.closes, 20)?;
    scored(&during, plan, id, PANEL.len())?;
    let at = version(&during, id)?;
    act(&during, HR, |cx| ranking::rank_applicants(cx, id, at))?;
    Ok(id)
}

fn announced(scene: &Scene<'_>, plan: &Plan<'_>, day: i64) -> AppResult<RecruitmentId> {
    let id = ranked(scene, plan)?;
    let then = scene.then(day, 10)?;
    let at = version(&then, id)?;
    act(&then, HR, |cx| ranking::announce_ranking(cx, id, at))?;
    Ok(id)
}

fn appointed(scene: &Scene<'_>, plan: &Plan<'_>) -> AppResult<()> {
    let id = announced(scene, plan, -33)?;
    // The longest notice, over the October holidays, is three weeks.
    let after = scene.then(-10, 10)?;
    let at = version(&after, id)?;
    let input =
        ProposeAppointment { term_from: scene.day(-9), reason: "公示期满，无异议".to_owned() };
    let view = act(&after, HR, |cx| appointment::propose_appointment(cx, id, at, &input))?;
    let request: RequestId = view.request_id.unwrap_or_default().parse().map_err(AppError::internal)?;
    let then = scene.then(-9, 9)?;
    let seen = act(&then, PRESIDENT, |cx| crate::approvals::service::get_approval(cx, request))?;
    let decision = DecideApproval {
        decision: Decision::Agreed,
        reason: "同意聘任".to_owned(),
        payload_hash: seen.payload_hash,
    };
    act(&then, PRESIDENT, |cx| crate::approvals::service::decide_approval(cx, request, &key(), &decision))
        .map(drop)
}

fn cancelled(scene: &Scene<'_>, plan: &Plan<'_>) -> AppResult<()> {
    let id = published(scene, plan)?;
    let then = scene.then(plan.opens + 1, 15)?;
    let at = version(&then, id)?;
    let why = RecruitmentReason { reason: "网点编制调整，岗位取消".to_owned() };
    act(&then, HR, |cx| service::cancel_recruitment(cx, id, at, &why)).map(drop)
}

fn noticed(scene: &Scene<'_>, plan: &Plan<'_>) -> AppResult<()> {
    let id = announced(scene, plan, -1)?;
    let then = scene.then(-1, 16)?;
    let input = ObjectToRanking {
        application_id: None,
        text: "公示未列明业绩核对口径，请说明代发业务是否重复计入。".to_owned(),
    };
    act(&then, "zheng.he", |cx| objections::object_to_ranking(cx, id, &key(), &input)).map(drop)
}

fn tied(scene: &Scene<'_>, plan: &Plan<'_>) -> AppResult<()> {
    ranked(scene, plan).map(drop)
}

fn scoring_now(scene: &Scene<'_>, plan: &Plan<'_>) -> AppResult<()> {
    let id = published(scene, plan)?;
    applied(scene, plan, id, plan.opens + 1)?;
    let during = scene.then(-1, 19)?;
    scored(&during, plan, id, 1)
}
