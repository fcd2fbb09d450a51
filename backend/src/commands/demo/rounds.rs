//! Rounds of the demo bank, one in each state, made through services by the people of the first branch.
//!
//! Each act is done at its own moment, by a clock that stands there; what time moves later is left to the server.

use chrono::Duration;

use super::scene::{Scene, act, key};

use crate::allocation::rounds::applications::dto::{ApplyForLot, GrantApplications};
use crate::allocation::rounds::assignments::dto::AssignLot;
use crate::allocation::rounds::confirmation::dto::ProposeConfirmation;
use crate::allocation::rounds::dto::{CancelRound, CreateRound, RoundView};
use crate::allocation::rounds::lots::dto::{ListCandidates, ListLots, LotInput, SetLots, WhichCandidates};
use crate::allocation::rounds::model::{LotId, Method, RoundId};
use crate::allocation::rounds::packs::dto::{PackBy, ProposePacks};
use crate::allocation::rounds::participants::dto::{ParticipantInput, SetParticipants};
use crate::allocation::rounds::{announcement, applications, assignments, clock, confirmation, lots};
use crate::allocation::rounds::{packs, participants, service};
use crate::allocation::tender::dto::PlaceBid;
use crate::allocation::tender::rules::BidKind;
use crate::allocation::tender::service::place_bid;
use crate::app::{App, Cx};
use crate::approvals::RequestId;
use crate::approvals::dto::DecideApproval;
use crate::approvals::model::Decision;
use crate::approvals::service::{self as approvals, Outcome};
use crate::auth::Actor;
use crate::clients::model::ClientId;
use crate::error::{AppError, AppResult, Code};
use crate::http::IfMatch;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;

/// Who runs the rounds, and who decides.
const SUPERVISOR: &str = "wu.guan";
const GROUP: &str = "sun.ping";
/// Managers with a body who take part: seniors first.
const RMS: [&str; 6] = ["zhang.san", "li.qiu", "zhao.min", "qian.duo", "sun.li", "zhou.zhou"];
/// Clients of a round.
const SIZE: usize = 9;

/// What a demo round is made of.
struct Plan<'a> {
    name: &'a str,
    method: Method,
    clients: &'a [ClientId],
    /// Days from the demo's day: published, opens, closes; the hour is nine in the morning and six in the evening.
    published: i64,
    opens: i64,
    closes: i64,
    effective: i64,
    /// How many lots.
    lots: usize,
}

/// Makes the demo's rounds on the loaded bank.
pub fn make(app: &App) -> AppResult<()> {
    let scene = Scene::today(app);
    let (branch, managers) = people(app)?;
    let plan = |name, method, clients, (published, opens, closes, effective), lots| Plan {
        name,
        method,
        clients,
        published,
        opens,
        closes,
        effective,
        lots,
    };
    let times = (0, 5, 9, 45);
    let drafted = created(&scene, branch, &plan("明年一季度打包分配", Method::UnitPackage, &[], times, 3))?;
    let free = free_clients(&scene, drafted)?;
    let mut parts = free.chunks_exact(SIZE);
    let mut next = || parts.next().ok_or_else(|| AppError::internal("the demo has too few free clients"));

    let times = (-34, -33, -31, -6);
    let effective = publish(
        &scene,
        branch,
        &managers,
        &plan("三季度对公客户打包分配", Method::UnitPackage, next()?, times, 3),
    )?;
    to_notice(&scene, effective, &managers, (-32, -30))?;
    confirm(&scene, effective)?;
    clock::tick(&scene.then(-6, 1)?)?;

    let times = (-26, -25, -23, 20);
    let confirmed = publish(
        &scene,
        branch,
        &managers,
        &plan("存量客户组织协调", Method::Coordination, next()?, times, SIZE),
    )?;
    to_notice(&scene, confirmed, &managers, (-24, -22))?;
    confirm(&scene, confirmed)?;

    let times = (-8, -7, -3, 25);
    let notice = publish(
        &scene,
        branch,
        &managers,
        &plan("四季度客户公开竞价", Method::OpenTender, next()?, times, 5),
    )?;
    bid(&scene.then(-6, 10)?, notice)?;
    cleared_and_announced(&scene, notice, (-3, -2))?;

    let times = (-9, -8, -2, 27);
    let cleared = publish(
        &scene,
        branch,
        &managers,
        &plan("个人客户自愿申报", Method::VoluntaryApplication, next()?, times, SIZE),
    )?;
    apply(&scene, cleared, -6, 1)?;
    let grant = GrantApplications { tender: None };
    act(&scene.then(-1, 0)?, SUPERVISOR, |cx| {
        applications::service::grant_applications(cx, cleared, &key(), &grant)
    })?;

    let times = (-6, -5, -1, 30);
    let closed = publish(
        &scene,
        branch,
        &managers,
        &plan("小企业客户自愿申报", Method::VoluntaryApplication, next()?, times, SIZE),
    )?;
    apply(&scene, closed, -4, 2)?;
    clock::tick(&scene.then(0, 0)?)?;

    let times = (-5, -4, -2, 20);
    let cancelled =
        publish(&scene, branch, &managers, &plan("试点竞价", Method::OpenTender, next()?, times, 4))?;
    act(&scene.then(-3, 0)?, SUPERVISOR, |cx| {
        let v = service::get_round(cx, cancelled)?.version;
        service::cancel_round(cx, cancelled, IfMatch(v), &CancelRound { reason: "名单需重新核定".into() })
    })?;

    let times = (-1, -1, 3, 37);
    let open =
        publish(&scene, branch, &managers, &plan("优质客户公开竞价", Method::OpenTender, next()?, times, 6))?;
    bid(&scene.then(0, 0)?, open)?;

    let times = (0, 1, 4, 40);
    publish(&scene, branch, &managers, &plan("园区客户公开竞价", Method::OpenTender, next()?, times, 5))?;

    let rest = plan("明年一季度打包分配", Method::UnitPackage, next()?, (0, 5, 9, 45), 3);
    fill(&scene.then(0, 0)?, drafted, &rest, &managers)?;
    clock::tick(app)?;
    crate::audit::service::seal(app).map(drop)
}

/// The supervisor's branch and the managers who take part.
fn people(app: &App) -> AppResult<(OrgUnitId, Vec<ManagerId>)> {
    app.read_as(&Actor::Operator, |cx| {
        let supervisor = crate::identity::service::demo_actor(cx, SUPERVISOR)?;
        let branch = supervisor
            .user()?
            .positions
            .iter()
            .find_map(|p| p.branch_id)
            .ok_or_else(|| AppError::internal("the demo's supervisor has no branch"))?;
        let managers = RMS
            .iter()
            .map(|rm| crate::identity::service::demo_actor(cx, rm)?.manager())
            .collect::<AppResult<_>>()?;
        Ok((branch, managers))
    })
}

fn created(scene: &Scene<'_>, branch: OrgUnitId, plan: &Plan<'_>) -> AppResult<RoundId> {
    let input = CreateRound {
        name: plan.name.to_owned(),
        branch_id: branch,
        method: plan.method,
        terms: None,
        opens_at: Some(scene.moment(plan.opens, 9)),
        closes_at: Some(scene.moment(plan.closes, 18)),
        effective_on: Some(scene.day(plan.effective)),
    };
    let app = scene.then(plan.published, -8)?;
    id_of(&act(&app, SUPERVISOR, |cx| service::create_round(cx, &key(), &input))?)
}

fn id_of(view: &RoundView) -> AppResult<RoundId> {
    view.id.parse().map_err(AppError::internal)
}

/// Clients of the branch that nobody looks after.
fn free_clients(scene: &Scene<'_>, round: RoundId) -> AppResult<Vec<ClientId>> {
    let app = scene.then(0, 0)?;
    let (mut out, mut cursor) = (Vec::new(), None);
    loop {
        let q = ListCandidates { which: Some(WhichCandidates::Unowned), limit: Some(200), cursor };
        let page = act(&app, SUPERVISOR, |cx| lots::service::list_candidates(cx, round, &q))?;
        for c in &page.items {
            out.push(c.client_id.parse().map_err(AppError::internal)?);
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(out);
        }
    }
}

/// Puts a plan's clients into lots: packs where they are fewer than the clients, and who takes part.
fn fill(app: &App, id: RoundId, plan: &Plan<'_>, managers: &[ManagerId]) -> AppResult<()> {
    let packs = ProposePacks {
        count: u32::try_from(plan.lots).map_err(AppError::internal)?,
        by: Some(PackBy::None),
        client_ids: Some(plan.clients.to_vec()),
        which: None,
    };
    act(app, SUPERVISOR, |cx| {
        let mut rows = Vec::new();
        for (n, pack) in (1..).zip(packs::service::propose_packs(cx, id, &packs)?.packs) {
            rows.push(LotInput {
                name: (pack.client_ids.len() > 1).then(|| format!("第 {n} 包")),
                client_ids: pack
                    .client_ids
                    .iter()
                    .map(|c| c.parse().map_err(AppError::internal))
                    .collect::<AppResult<_>>()?,
                reserve_value: if plan.method == Method::OpenTender { 5 } else { 0 },
            });
        }
        let v = service::get_round(cx, id)?.version;
        let v = lots::service::set_lots(cx, id, IfMatch(v), &SetLots { lots: rows })?.version;
        let participants = managers
            .iter()
            .map(|m| ParticipantInput { manager_id: *m, capacity: None, max_exposure_fen: None })
            .collect();
        participants::service::set_participants(cx, id, IfMatch(v), &SetParticipants { participants })
            .map(drop)
    })
}

/// Makes, fills and publishes a round.
fn publish(
    scene: &Scene<'_>,
    branch: OrgUnitId,
    managers: &[ManagerId],
    plan: &Plan<'_>,
) -> AppResult<RoundId> {
    let id = created(scene, branch, plan)?;
    let app = scene.then(plan.published, -7)?;
    fill(&app, id, plan, managers)?;
    act(&app, SUPERVISOR, |cx| {
        let v = service::get_round(cx, id)?.version;
        service::publish_round(cx, id, IfMatch(v))
    })?;
    Ok(id)
}

fn lots_of(cx: &mut Cx<'_>, id: RoundId) -> AppResult<Vec<LotId>> {
    let page = lots::service::list_lots(cx, id, &ListLots { limit: Some(200), cursor: None })?;
    page.items.iter().map(|l| l.id.parse().map_err(AppError::internal)).collect()
}

/// Assigns every lot to the first manager in turn who may take it, while the round is open, and announces it.
fn to_notice(
    scene: &Scene<'_>,
    id: RoundId,
    managers: &[ManagerId],
    (assigned, announced): (i64, i64),
) -> AppResult<()> {
    let app = scene.then(assigned, 10)?;
    let lots = act(&app, SUPERVISOR, |cx| lots_of(cx, id))?;
    for (n, lot) in lots.iter().enumerate() {
        let mut turn = managers.iter().cycle().skip(n % managers.len()).take(managers.len());
        let given = turn.any(|manager| {
            let input = AssignLot { manager_id: *manager, reason: "按网点就近安排".into() };
            act(&app, SUPERVISOR, |cx| {
                let v = service::get_round(cx, id)?.version;
                assignments::service::assign_lot(cx, id, *lot, IfMatch(v), &input)
            })
            .is_ok()
        });
        if !given {
            return Err(AppError::internal("nobody of the demo may take a lot"));
        }
    }
    act(&scene.then(announced, 10)?, SUPERVISOR, |cx| {
        let v = service::get_round(cx, id)?.version;
        announcement::service::announce_result(cx, id, IfMatch(v)).map(drop)
    })
}

/// Closes a tender by the clock, clears it as the server would, and announces the result.
fn cleared_and_announced(scene: &Scene<'_>, id: RoundId, (closed, announced): (i64, i64)) -> AppResult<()> {
    let app = scene.then(closed, 19)?;
    clock::tick(&app)?;
    crate::jobs::runner::drain(&app)?;
    act(&scene.then(announced, 10)?, SUPERVISOR, |cx| {
        let v = service::get_round(cx, id)?.version;
        announcement::service::announce_result(cx, id, IfMatch(v)).map(drop)
    })
}

/// Proposes the confirmation when the notice period has ended, and has the branch group agree.
fn confirm(scene: &Scene<'_>, id: RoundId) -> AppResult<()> {
    let ends = act(scene.app, SUPERVISOR, |cx| Ok(service::get_round(cx, id)?.notice_ends_at))?
        .ok_or_else(|| AppError::internal("the demo's round is not announced"))?;
    let input = ProposeConfirmation { reason: "公示期满，无异议".into(), effective_on: None };
    let request = act(&scene.at_moment(ends.plus(Duration::hours(9)))?, SUPERVISOR, |cx| {
        confirmation::service::propose_confirmation(cx, id, &key(), &input)
    })?
    .request_id;
    act(&scene.at_moment(ends.plus(Duration::hours(11)))?, GROUP, |cx| {
        let id: RequestId = request.parse().map_err(AppError::internal)?;
        let payload_hash = approvals::get_approval(cx, id)?.payload_hash;
        let input = DecideApproval { decision: Decision::Agreed, reason: "同意".into(), payload_hash };
        match approvals::decide_approval(cx, id, &key(), &input)? {
            Outcome::Decided => Ok(()),
            Outcome::Stale => Err(AppError::internal("the demo's confirmation is stale")),
        }
    })
}

/// Has managers apply for every other lot, each lot by so many of them.
fn apply(scene: &Scene<'_>, id: RoundId, day: i64, of_each: usize) -> AppResult<()> {
    let app = scene.then(day, 10)?;
    let lots = act(&app, SUPERVISOR, |cx| lots_of(cx, id))?;
    for (n, lot) in lots.iter().enumerate().step_by(2) {
        let mut asked = 0;
        for rm in RMS.iter().cycle().skip(n % RMS.len()).take(RMS.len()) {
            let input = ApplyForLot { lot_id: *lot, reason: "熟悉该客户，走访方便".into() };
            // Whoever may not take the lot does not ask for it.
            let done = act(&app, rm, |cx| applications::service::apply_for_lot(cx, id, &key(), &input));
            asked += usize::from(done.is_ok());
            if asked == of_each {
                break;
            }
        }
    }
    Ok(())
}

/// Has each manager bid for a lot in turn, and for two lots together.
fn bid(app: &App, id: RoundId) -> AppResult<()> {
    let lots = act(app, SUPERVISOR, |cx| lots_of(cx, id))?;
    for (n, rm) in (0..).zip(RMS) {
        for (kind, count) in [(BidKind::Single, 1), (BidKind::Bundle, 2)] {
            let chosen = lots.iter().cycle().skip(n).take(count).copied().collect();
            let value = i64::try_from(count * 60 + n * 7).map_err(AppError::internal)?;
            let input = PlaceBid { kind, lots: chosen, value, group: None };
            match act(app, rm, |cx| place_bid(cx, &key(), id, &input)) {
                // Whoever may not take a lot does not bid for it.
                Err(e) if e.code() == Code::BidIneligible => {}
                other => drop(other?),
            }
        }
    }
    Ok(())
}
