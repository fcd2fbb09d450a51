//! Training of the demo bank: two events of head office that were held, one to come, and one of the first branch.

use super::scene::{Scene, act, key};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::IfMatch;
use crate::staffing::dto::ListManagers;
use crate::staffing::model::{ManagerClass, ManagerId};
use crate::staffing::training::dto::{CreateTraining, RecordAttendance};
use crate::staffing::training::model::{Attendance, TrainingId};
use crate::staffing::training::service;

/// Who plans head office's events, and the branch's.
const HR: &str = "ren.li";
const SUPERVISOR: &str = "wu.guan";

/// An event: days and hour from the demo's day, how long it lasts in hours.
struct Plan<'a> {
    title: &'a str,
    content: &'a str,
    place: &'a str,
    day: i64,
    hour: i64,
    hours: i64,
    seats: Option<i32>,
}

/// Makes the demo's training on the loaded bank.
pub(super) fn make(app: &App) -> AppResult<()> {
    let scene = Scene::today(app);
    let managers = managers(app)?;
    let held = [
        Plan {
            title: "个人客户适当性管理与消费者权益保护",
            content: "风险测评、产品匹配、录音录像与投诉处理，结合本年三起案例讨论。",
            place: "总行三楼培训室",
            day: -160,
            hour: 9,
            hours: 3,
            seats: Some(80),
        },
        Plan {
            title: "小微客户授信尽职调查",
            content: "现场核查要点、流水交叉验证、关联方识别与常见造假手法。",
            place: "总行三楼培训室",
            day: -40,
            hour: 14,
            hours: 3,
            seats: Some(80),
        },
    ];
    for (round, plan) in held.iter().enumerate() {
        let id = planned(&scene, HR, None, plan)?;
        let during = scene.then(plan.day, plan.hour + 1)?;
        for (n, manager) in managers.iter().enumerate() {
            let input = match (n + 3 * round) % 7 {
                0 => RecordAttendance {
                    state: Attendance::Excused,
                    reason: Some("陪同客户办理抵押登记".into()),
                },
                3 if round == 0 => RecordAttendance { state: Attendance::Absent, reason: None },
                _ => RecordAttendance { state: Attendance::Attended, reason: None },
            };
            act(&during, HR, |cx| service::record_attendance(cx, id, *manager, &input))?;
        }
        act(&scene.then(plan.day, plan.hour + plan.hours)?, HR, |cx| {
            let version = service::get_training(cx, id)?.version;
            service::close_training(cx, id, IfMatch(version))
        })?;
    }
    let coming = Plan {
        title: "反洗钱客户身份识别与受益所有人",
        content: "受益所有人穿透、异常交易识别、客户风险等级调整与尽职留痕。",
        place: "总行三楼培训室",
        day: 6,
        hour: 9,
        hours: 3,
        seats: Some(40),
    };
    let id = planned(&scene, HR, None, &coming)?;
    for rm in ["li.qiu", "zhao.min", "qian.duo"] {
        act(app, rm, |cx| service::enrol_in_training(cx, id))?;
    }
    let branch = act(app, SUPERVISOR, |cx| {
        let positions = &cx.actor.user()?.positions;
        positions
            .iter()
            .find_map(|p| p.branch_id)
            .ok_or_else(|| AppError::internal("the demo's supervisor has no branch"))
    })?;
    let own = Plan {
        title: "园区客户走访经验交流",
        content: "每人讲一户：怎样开场、发现了什么需求、下一步是什么。",
        place: "城东支行二楼会议室",
        day: 2,
        hour: 16,
        hours: 2,
        seats: None,
    };
    planned(&scene, SUPERVISOR, Some(branch), &own).map(drop)
}

fn planned(
    scene: &Scene<'_>,
    who: &str,
    branch: Option<crate::org::model::OrgUnitId>,
    plan: &Plan<'_>,
) -> AppResult<TrainingId> {
    let input = CreateTraining {
        branch_id: branch,
        title: plan.title.to_owned(),
        content: plan.content.to_owned(),
        place: plan.place.to_owned(),
        starts_at: scene.moment(plan.day, plan.hour),
        ends_at: scene.moment(plan.day, plan.hour + plan.hours),
        seats: plan.seats,
    };
    let view =
        act(&scene.then(plan.day.min(0) - 14, 10)?, who, |cx| service::create_training(cx, &key(), &input))?;
    view.id.parse().map_err(AppError::internal)
}

/// Every manager with a body.
fn managers(app: &App) -> AppResult<Vec<ManagerId>> {
    let q = ListManagers {
        q: None,
        branch_id: None,
        class: None,
        grade: None,
        state: None,
        limit: Some(200),
        cursor: None,
    };
    let page = act(app, HR, |cx| crate::staffing::service::list_managers(cx, &q))?;
    page.items
        .iter()
        .filter(|m| m.class != ManagerClass::Virtual)
        .map(|m| m.id.parse().map_err(AppError::internal))
        .collect()
}
