//! The demo bank's HR system and somebody who leaves: a machine that told of a newcomer and of a transfer to come, and a
//! handover half done.

use super::scene::{Scene, act, key};
use crate::app::App;
use crate::approvals::dto::{DecideApproval, ListApprovals, WhichBox};
use crate::approvals::model::Decision;
use crate::auth::Actor;
use crate::auth::actor::MachineActor;
use crate::auth::permissions::ApiScope;
use crate::error::{AppError, AppResult};
use crate::hr::dto::CreateHrEvent;
use crate::hr::machines::dto::CreateApiClient;
use crate::hr::model::HrEventKind;
use crate::hr::{events, machines};
use crate::identity::model::UserId;
use crate::staffing::dto::ListManagers;
use crate::staffing::leaving::dto::{HandoverLine, ListLeavingClients, ProposeHandover, StartLeaving};
use crate::staffing::leaving::model::{LeavingId, LeavingScope};
use crate::staffing::leaving::{handover, service};

const ADMIN: &str = "guan.li";
const PRESIDENT: &str = "wang.fang";
const SUPERVISOR: &str = "wu.guan";
const GROUP: &str = "sun.ping";
const COMMITTEE: &str = "lin.wei";
const HR: &str = "ren.li";
/// A vice president on the panels of the branch's recruitment.
const PANELLIST: &str = "zhou.fu";
/// Who leaves, and who takes some clients over.
const LEAVER: &str = "孙立";
const HEIR: &str = "李秋";
/// How many clients have been handed over.
const HANDED: usize = 4;

/// Makes the demo's machine, its events and its leaving on the loaded bank.
pub(super) fn make(app: &App) -> AppResult<()> {
    let scene = Scene::today(app);
    machine(&scene)?;
    leaving(&scene)
}

fn machine(scene: &Scene<'_>) -> AppResult<()> {
    let then = scene.then(-30, 9)?;
    let secret = machines::rules::new_secret()?;
    let input = CreateApiClient {
        name: "人力资源系统".into(),
        scopes: vec![
            ApiScope::EmployeesRead,
            ApiScope::EmployeesWrite,
            ApiScope::EventsWrite,
            ApiScope::StaffingRead,
        ],
    };
    let made = act(&then, ADMIN, |cx| machines::service::create_api_client(cx, &key(), &input, &secret))?;
    let client_id = made.client.id.parse().map_err(AppError::internal)?;
    let user_id: UserId = then.read_as(&Actor::Operator, |cx| machines::service::login_of(cx, client_id))?;
    let actor = Actor::Machine(MachineActor { user_id, client_id, scopes: input.scopes });
    let told = |days: i64, event: &CreateHrEvent| {
        scene.then(days, 8)?.write_as(&actor, |cx| events::create_hr_event(cx, &key(), event)).map(drop)
    };
    let no = "E9001".to_owned();
    let newcomer = CreateHrEvent {
        biz_id: "HR-2026-0381".into(),
        kind: HrEventKind::Hire,
        employee_no: no.clone(),
        effective_on: scene.day(-20),
        name: Some("方晓".into()),
        org_unit_code: Some("B01-2".into()),
        hire_kind: None,
        reason: Some("校园招聘".into()),
    };
    told(-25, &newcomer)?;
    let transfer = CreateHrEvent {
        biz_id: "HR-2026-0412".into(),
        kind: HrEventKind::Transfer,
        effective_on: scene.day(21),
        name: None,
        org_unit_code: Some("B02".into()),
        reason: Some("轮岗".into()),
        ..newcomer
    };
    told(-2, &transfer)
}

fn leaving(scene: &Scene<'_>) -> AppResult<()> {
    let then = scene.then(-9, 10)?;
    let of = |name: &str| ListManagers {
        q: Some(name.to_owned()),
        branch_id: None,
        class: None,
        grade: None,
        state: None,
        limit: Some(1),
        cursor: None,
    };
    let find = |name: &str| {
        act(&then, PRESIDENT, |cx| crate::staffing::service::list_managers(cx, &of(name)))?
            .items
            .pop()
            .ok_or_else(|| AppError::internal("the demo's manager is not there"))
    };
    let (leaver, heir) = (find(LEAVER)?, find(HEIR)?);
    let employee = leaver.employee_id.ok_or_else(|| AppError::internal("a manager without a body"))?;
    let input = StartLeaving {
        employee_id: employee.parse().map_err(AppError::internal)?,
        scope: LeavingScope::Post,
        leaves_on: scene.day(12),
        reason: "调任总行零售金融部".into(),
    };
    let started = act(&then, PRESIDENT, |cx| service::start_leaving(cx, &key(), &input))?;
    let id: LeavingId = started.leaving.id.parse().map_err(AppError::internal)?;
    let q = ListLeavingClients { limit: Some(200), cursor: None };
    let clients = act(&then, SUPERVISOR, |cx| service::list_leaving_clients(cx, id, &q))?;
    let manager_id = heir.id.parse().map_err(AppError::internal)?;
    let lines: Vec<HandoverLine> = clients
        .items
        .iter()
        .filter(|c| !c.locked)
        .take(HANDED)
        .map(|c| Ok(HandoverLine { client_id: c.client_id.parse().map_err(AppError::internal)?, manager_id }))
        .collect::<AppResult<_>>()?;
    if lines.is_empty() {
        return Ok(());
    }
    let plan = ProposeHandover {
        effective_on: scene.day(-5),
        clients: lines,
        reason: "按片区就近承接，先移交四户".into(),
    };
    act(&then, SUPERVISOR, |cx| handover::propose_leaving_handover(cx, id, &key(), &plan))?;
    for (who, days) in [(GROUP, -8), (COMMITTEE, -7)] {
        decide(&scene.then(days, 15)?, who, &started.leaving.id)?;
    }
    Ok(())
}

/// A vice president who leaves the bank and still sits on panels that score, on the bank with its recruitment.
pub(super) fn make_duties(app: &App) -> AppResult<()> {
    let scene = Scene::today(app);
    let then = scene.then(-1, 9)?;
    let input = StartLeaving {
        employee_id: super::qualification::employee_of(&then, PANELLIST)?,
        scope: LeavingScope::Bank,
        leaves_on: scene.day(20),
        reason: "劳动合同到期，不再续签".into(),
    };
    act(&then, HR, |cx| service::start_leaving(cx, &key(), &input)).map(drop)
}

/// Agrees to the request about a thing that waits for somebody.
pub(super) fn decide(app: &App, who: &str, subject: &str) -> AppResult<()> {
    let q = ListApprovals { which: Some(WhichBox::Inbox), state: None, limit: Some(200), cursor: None };
    let waiting = act(app, who, |cx| crate::approvals::service::list_approvals(cx, &q))?
        .items
        .into_iter()
        .find(|a| a.subject_id == subject)
        .ok_or_else(|| AppError::internal("no such request waits"))?;
    let id = waiting.id.parse().map_err(AppError::internal)?;
    let input = DecideApproval {
        decision: Decision::Agreed,
        reason: "已核，同意".into(),
        payload_hash: waiting.payload_hash,
    };
    act(app, who, |cx| crate::approvals::service::decide_approval(cx, id, &key(), &input)).map(drop)
}
