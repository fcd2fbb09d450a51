//! Qualification in the demo bank: statements about the first branch's people, panels that have rated and one that rates,
//! an adverse record that counts and one that was lifted.

use super::scene::{Scene, act, key};
use crate::app::App;
use crate::auth::Actor;
use crate::error::{AppError, AppResult};
use crate::http::IfMatch;
use crate::org::model::EmployeeId;
use crate::staffing::qualification::dto::*;
use crate::staffing::qualification::model::*;
use crate::staffing::qualification::{panels, register, service};

const HR: &str = "ren.li";
/// The first branch's people whose papers have been looked at, with their education.
const CHECKED: [(&str, Education); 11] = [
    ("zhang.san", Education::Master),
    ("li.qiu", Education::Bachelor),
    ("zhao.min", Education::Bachelor),
    ("qian.duo", Education::Bachelor),
    ("sun.li", Education::JuniorCollege),
    ("zhou.zhou", Education::Bachelor),
    ("zheng.he", Education::JuniorCollege),
    ("feng.xiao", Education::Bachelor),
    ("da.tang", Education::Bachelor),
    ("shi.yuan", Education::JuniorCollege),
    ("mo.li", Education::Bachelor),
];
/// Who was rated by a panel, and the points that its members gave: innovation, business, public relations, image.
const RATED: [(&str, [i32; 4]); 8] = [
    ("li.qiu", [82, 88, 79, 90]),
    ("zhao.min", [78, 85, 83, 86]),
    ("sun.li", [61, 74, 66, 55]),
    ("zhou.zhou", [72, 70, 81, 84]),
    ("feng.xiao", [76, 80, 88, 82]),
    ("da.tang", [74, 71, 90, 92]),
    ("shi.yuan", [68, 77, 73, 80]),
    ("mo.li", [85, 79, 84, 88]),
];
const RATERS: [&str; 3] = ["wang.fang", "wu.guan", "chen.yewu"];

/// Makes the demo's qualifications on the loaded bank.
pub(super) fn make(app: &App) -> AppResult<()> {
    let scene = Scene::today(app);
    let papers = scene.then(-60, 10)?;
    for (who, education) in CHECKED {
        let id = employee_of(&papers, who)?;
        let state = |line, outcome, education, evidence: &str, source: &str| {
            let input = StateQualification {
                line,
                outcome,
                education,
                evidence: evidence.to_owned(),
                source: source.to_owned(),
                stated_on: scene.day(-62),
            };
            act(&papers, HR, |cx| service::state_qualification(cx, id, &key(), &input)).map(drop)
        };
        state(Line::Education, None, Some(education), "学历证书电子注册备案表", "学信网")?;
        let passed = Some(LineOutcome::Passed);
        state(Line::Health, passed, None, "入职健康体检报告，结论合格", "市人民医院体检中心")?;
        state(
            Line::Character,
            passed,
            None,
            "近三年考核均称职以上，征信与员工行为排查无异常",
            "人力资源部档案",
        )?;
    }
    for (who, points) in RATED {
        let panel = convene(&scene.then(-50, 9)?, who, scene.day(-40))?;
        for (n, rater) in (0..).zip(RATERS) {
            rate(&scene.then(-45, 14)?, panel, rater, points, n)?;
        }
    }
    let waiting = convene(&scene.then(-3, 9)?, "qian.duo", scene.day(7))?;
    rate(&scene.then(-1, 16)?, waiting, "wu.guan", [77, 82, 75, 85], 0)?;
    records(&scene)
}

/// The employee behind a login.
pub(super) fn employee_of(app: &App, who: &str) -> AppResult<EmployeeId> {
    app.read_as(&Actor::Operator, |cx| crate::identity::service::demo_actor(cx, who))?
        .employee_id()
        .ok_or_else(|| AppError::internal("a demo login without an employee"))
}

fn convene(app: &App, who: &str, due_on: chrono::NaiveDate) -> AppResult<RatingPanelId> {
    let raters = RATERS.iter().map(|r| employee_of(app, r)).collect::<AppResult<Vec<_>>>()?;
    let id = employee_of(app, who)?;
    let input = ConveneRatingPanel { raters, due_on };
    let view = act(app, HR, |cx| panels::convene_rating_panel(cx, id, &key(), &input))?;
    view.id.parse().map_err(AppError::internal)
}

/// Rates a little differently by who rates.
fn rate(app: &App, panel: RatingPanelId, rater: &str, points: [i32; 4], nth: i32) -> AppResult<()> {
    let lines = [Line::Innovation, Line::Business, Line::PublicRelations, Line::Image];
    let ratings = lines
        .into_iter()
        .zip(points)
        .map(|(line, p)| LineRating { line, points: (p + 2 * nth - 2).clamp(0, 100), remark: None })
        .collect();
    let input = GiveRatings { ratings };
    act(app, rater, |cx| panels::give_ratings(cx, panel, &key(), &input)).map(drop)
}

fn records(scene: &Scene<'_>) -> AppResult<()> {
    let then = scene.then(-30, 11)?;
    let adverse = |who: &str, kind, description: &str, evidence: &str| {
        let id = employee_of(&then, who)?;
        let input = RecordAdverse {
            kind,
            description: description.to_owned(),
            evidence: evidence.to_owned(),
            occurred_on: scene.day(-48),
            counts_from: None,
            counts_to: Some(scene.day(335)),
        };
        act(&then, HR, |cx| register::record_adverse(cx, id, &key(), &input))
    };
    adverse(
        "wu.yue",
        AdverseKind::BusinessFault,
        "两笔贷款贷后检查未按期到现场，检查记录与走访轨迹不符",
        "信贷管理部检查通报〔2026〕12号",
    )?;
    let other = adverse("zheng.he", AdverseKind::Misconduct, "旷工半日", "网点考勤记录")?;
    let id: AdverseId = other.id.parse().map_err(AppError::internal)?;
    let why = QualificationReason {
        reason: "核实当日陪同客户办理抵押登记，考勤系统漏记".to_owned()
    };
    act(&scene.then(-20, 15)?, HR, |cx| register::lift_adverse(cx, id, IfMatch(other.version), &why))?;
    let elsewhere = RecordEmployment {
        employer: "余姚农村商业银行".to_owned(),
        post: "综合柜员".to_owned(),
        from_on: scene.day(-7_000),
        to_on: scene.day(-6_300),
        evidence: "离职证明、社保缴费记录".to_owned(),
    };
    let id = employee_of(&then, "wu.yue")?;
    act(&then, HR, |cx| register::record_employment(cx, id, &key(), &elsewhere)).map(drop)
}
