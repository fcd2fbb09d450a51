//! Terms of the demo bank: the bank's two, one manager's that has ended, and some that will end, at each step of
//! their renewal.

use chrono::NaiveDate;

use super::scene::{Scene, act, key};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::IfMatch;
use crate::staffing::dto::{ListManagers, UpdateManager};
use crate::staffing::model::ManagerId;
use crate::staffing::terms::dto::{ProposeRenewal, RecordTermResult, SetBankTerm};
use crate::staffing::terms::{renewals, service};

/// Who sets terms and proposes renewals, and who enters what assessments came to.
const HR: &str = "ren.li";
const GROUP: &str = "sun.ping";

/// A term that ends on another day than the bank's, by its manager's number, and what its assessment came to.
struct Plan {
    manager_no: &'static str,
    ends: i64,
    passed: Option<bool>,
    proposed: bool,
}

const PLANS: [Plan; 4] = [
    Plan { manager_no: "M0109", ends: -20, passed: None, proposed: false },
    Plan { manager_no: "M0107", ends: 40, passed: Some(true), proposed: true },
    Plan { manager_no: "M0108", ends: 75, passed: Some(false), proposed: false },
    Plan { manager_no: "M0207", ends: 25, passed: None, proposed: false },
];

/// Makes the demo's terms on the loaded bank.
pub(super) fn make(app: &App) -> AppResult<()> {
    let scene = Scene::today(app);
    for (name, from, to) in
        [("2025—2027 年聘期", (2025, 1, 1), (2028, 1, 1)), ("2028—2030 年聘期", (2028, 1, 1), (2031, 1, 1))]
    {
        let input = SetBankTerm { name: name.to_owned(), valid_from: date(from)?, valid_to: date(to)? };
        act(&scene.then(-300, 10)?, HR, |cx| service::create_bank_term(cx, &key(), &input))?;
    }
    for plan in &PLANS {
        make_one(&scene, plan)?;
    }
    Ok(())
}

fn date((y, m, d): (i32, u32, u32)) -> AppResult<NaiveDate> {
    NaiveDate::from_ymd_opt(y, m, d).ok_or_else(|| AppError::internal("no such day"))
}

fn make_one(scene: &Scene<'_>, plan: &Plan) -> AppResult<()> {
    let before = scene.then(-60, 10)?;
    let found = act(&before, HR, |cx| {
        let q = ListManagers {
            q: Some(plan.manager_no.to_owned()),
            branch_id: None,
            class: None,
            grade: None,
            state: None,
            limit: Some(10),
            cursor: None,
        };
        crate::staffing::service::list_managers(cx, &q)
    })?;
    let manager = found.items.into_iter().find(|m| m.manager_no == plan.manager_no);
    let manager = manager.ok_or_else(|| AppError::internal("no such manager in the demo"))?;
    let id: ManagerId = manager.id.parse().map_err(AppError::internal)?;
    let input = UpdateManager {
        state: None,
        term_to: Some(Some(scene.day(plan.ends))),
        reason: "按本人聘用合同约定的期限".to_owned(),
    };
    act(&before, HR, |cx| {
        crate::staffing::service::update_manager(cx, id, IfMatch(manager.version), &input)
    })?;
    let Some(passed) = plan.passed else { return Ok(()) };
    let input = RecordTermResult {
        period_from: manager.term_from,
        period_to: scene.day(-10),
        passed,
        evidence: if passed {
            "聘期内各年度考核均为合格以上，考评小组会议纪要".to_owned()
        } else {
            "本聘期新增客户与走访均未达标，考评小组会议纪要".to_owned()
        },
        assessed_on: scene.day(-3),
    };
    act(&scene.then(-3, 15)?, GROUP, |cx| service::record_term_result(cx, &key(), id, &input))?;
    if plan.proposed {
        let input = ProposeRenewal { reason: "聘期考核合格，建议续聘".to_owned() };
        act(&scene.then(-2, 10)?, HR, |cx| renewals::propose_renewal(cx, &key(), id, &input))?;
    }
    Ok(())
}
