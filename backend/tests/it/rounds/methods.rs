//! The whole life of a round by each method.

use kejing::allocation::rounds::assignments::service::{Win, award};
use kejing::allocation::rounds::model::{LotId, RoundId, RoundState};
use kejing::allocation::rounds::service::{find, move_to};
use kejing::allocation::tender::model::BidId;
use kejing::auth::actor::SystemActor;
use kejing::auth::{Actor, Role};
use kejing::clients::model::Standing;
use kejing::staffing::model::{Grade, Manager, ManagerClass, ManagerId, ManagerState};
use serde_json::{Value, json};

use super::bank::*;
use crate::support::{TestApp, day, start_of_tests};

const IN_NOTICE: i64 = 11;
/// Five working days from 24 November 2026 end with Tuesday 1 December.
const AFTER_NOTICE: i64 = 7 * 24 + 16;

fn plain(deposit: i64) -> Sort {
    Sort { deposit, ..Sort::default() }
}

/// A virtual manager of a branch.
fn virtual_manager(app: &TestApp, branch: kejing::org::model::OrgUnitId) -> ManagerId {
    let id = ManagerId::new();
    let m = Manager {
        id,
        manager_no: format!("V{}", &id.0.simple().to_string()[20..]),
        name: "虚拟城东".into(),
        sort_key: "虚拟城东".into(),
        employee_id: None,
        class: ManagerClass::Virtual,
        b_kind: None,
        grade: None,
        branch_id: branch,
        outlet_id: None,
        state: ManagerState::Active,
        term_from: day(2025, 1, 1),
        term_to: None,
        reason: Some("无人承接".into()),
        version: 1,
        created_at: start_of_tests(),
    };
    app.app
        .write_as(&Actor::Operator, |cx| kejing::staffing::service::insert_manager(cx, &m, "期初"))
        .unwrap();
    id
}

#[actix_web::test]
async fn a_unit_packs_assigns_announces_and_the_group_confirms() {
    let app = TestApp::new().await;
    let mut staff = staff(&app, "B01").await;
    let (mut rm, one) = app.rm("张三", staff.branch, ManagerClass::A, Grade::Senior).await;
    let (_, two) = app.rm("李秋", staff.branch, ManagerClass::A, Grade::Level1).await;
    let clients: Vec<_> =
        (1..=6).map(|n| client(&app, staff.branch, &format!("宁波{n}厂"), None, plain(n * 1_000))).collect();
    let round = draft(&staff, "unit_package").await;

    let packs = staff.supervisor.post(&path(&round, "/packs"), json!({"count": 2})).await.expect(200);
    assert_eq!(packs["packs"].as_array().unwrap().len(), 2);
    let balance = &packs["balance"];
    assert_eq!((balance["largest_count"].as_i64(), balance["smallest_count"].as_i64()), (Some(3), Some(3)));
    assert!(
        balance["largest_worth_fen"].as_i64().unwrap() - balance["smallest_worth_fen"].as_i64().unwrap()
            <= 1_000
    );
    staff.supervisor.post(&path(&round, "/packs"), json!({"count": 7})).await.refused(422, "invalid_body");
    for by in ["place", "industry", "size"] {
        let body = json!({"count": 2, "by": by, "client_ids": &clients[..4]});
        let packs = staff.supervisor.post(&path(&round, "/packs"), body).await.expect(200);
        let all: i64 =
            packs["packs"].as_array().unwrap().iter().map(|p| p["client_count"].as_i64().unwrap()).sum();
        assert_eq!(all, 4, "{by}");
    }

    let lots_body: Vec<Value> =
        packs["packs"].as_array().unwrap().iter().map(|p| json!({"client_ids": p["client_ids"]})).collect();
    let round =
        put(&staff.supervisor, &path(&round, "/lots"), 1, json!({"lots": lots_body})).await.expect(200);
    let round = act(&staff.supervisor, &path(&round, "/publish"), version(&round), None).await.expect(200);
    let ids = lots(&staff.supervisor, &round).await;
    assign(&staff.supervisor, &round, &ids[0], one).await.refused(409, "round_state");
    let people = &mut [&mut staff.supervisor, &mut staff.group, &mut rm];
    go_to(&app, 2, people).await;
    assign(&staff.supervisor, &round, &ids[0], one).await.expect(200);
    let open = assign(&staff.supervisor, &round, &ids[1], one).await.expect(200);
    assert_eq!(open["state"], "open");
    // While it is not announced the unit may change its mind, and the assigned do not see it.
    assign(&staff.supervisor, &round, &ids[1], two).await.expect(200);
    rm.get(&path(&round, "/assignments")).await.refused(404, "not_found");
    let tried = staff.supervisor.get(&path(&round, "/dry-run")).await.expect(200);
    assert_eq!((tried["covered_before"].as_i64(), tried["covered_after"].as_i64()), (Some(0), Some(6)));
    assert_eq!(
        (tried["coverage_before_bps"].as_i64(), tried["coverage_after_bps"].as_i64()),
        (Some(0), Some(10_000))
    );
    assert_eq!(tried["managers"].as_array().unwrap().len(), 2);
    assert_eq!(tried["managers"][0]["clients_after"].as_i64(), Some(3));
    assert!(tried["gini_after_bps"].as_i64().unwrap() <= 500);

    let people = &mut [&mut staff.supervisor, &mut staff.group, &mut rm];
    go_to(&app, IN_NOTICE, people).await;
    let closed = now(&staff.supervisor, &round).await;
    assert_eq!(closed["state"], "closed");
    let told = act(&staff.supervisor, &path(&round, "/announce"), version(&closed), None).await.expect(200);
    assert_eq!(
        (told["state"].as_str(), told["notice_ends_at"].as_str()),
        (Some("notice"), Some("2026-12-01T16:00:00Z"))
    );
    assert_eq!(rm.get(&path(&round, "/assignments")).await.expect(200)["items"][0]["source"], "unit");
    assign(&staff.supervisor, &round, &ids[1], one).await.refused(409, "lot_taken");
    let body = json!({"reason": "公示期满"});
    let early = staff.supervisor.post(&path(&round, "/confirmation"), body.clone()).await;
    assert_eq!(early.refused(409, "notice_running")["clause"], "D9.5");

    let people = &mut [&mut staff.supervisor, &mut staff.group, &mut rm];
    go_to(&app, AFTER_NOTICE, people).await;
    staff.supervisor.post(&path(&round, "/confirmation"), body.clone()).await.expect(201);
    staff.supervisor.post(&path(&round, "/confirmation"), body).await.refused(409, "already_pending");
    decide(&staff.group, "agreed").await.expect(200);
    let confirmed = now(&staff.supervisor, &round).await;
    assert_eq!(confirmed["state"], "confirmed");
    let effective = day(2026, 12, 14);
    let assigned = staff.supervisor.get(&path(&round, "/assignments")).await.expect(200);
    let first = assigned["items"][0]["manager_id"].as_str().unwrap().to_owned();
    let first_lot = staff.supervisor.get(&path(&round, "/lots")).await.expect(200)["items"][0].clone();
    for c in first_lot["clients"].as_array().unwrap() {
        let id = c["client_id"].as_str().unwrap().parse().unwrap();
        assert_eq!(owner_on(&app, id, effective.pred_opt().unwrap()), None);
        assert_eq!(owner_on(&app, id, effective).unwrap().to_string(), first);
    }
    // Nothing was bid, so nothing is owed; the clients are free for the next round.
    assert!(
        staff.supervisor.get(&path(&round, "/commitments")).await.expect(200)["items"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    go_to(&app, 20 * 24, &mut [&mut staff.supervisor]).await;
    assert_eq!(now(&staff.supervisor, &round).await["state"], "effective");
    let v = version(&now(&staff.supervisor, &round).await);
    act(&staff.supervisor, &path(&round, "/cancel"), v, Some(json!({"reason": "迟了"})))
        .await
        .refused(409, "round_state");
}

#[actix_web::test]
async fn packages_go_on_to_a_tender_in_one_act() {
    let app = TestApp::new().await;
    let staff = staff(&app, "B01").await;
    let (_, one) = app.rm("张三", staff.branch, ManagerClass::A, Grade::Senior).await;
    let clients: Vec<_> =
        (1..=4).map(|n| client(&app, staff.branch, &format!("宁波{n}厂"), None, plain(n))).collect();
    let round = published(&staff, "unit_package", &clients, &[]).await;
    let body = json!({"opens_at": at(1), "closes_at": at(9), "publish": true, "participants": [{"manager_id": one}]});
    let tender = staff.supervisor.post(&path(&round, "/tender"), body).await.expect(201);
    assert_eq!(
        (tender["method"].as_str(), tender["state"].as_str(), tender["lots"].as_i64()),
        (Some("open_tender"), Some("published"), Some(4))
    );
    assert_eq!(tender["parent_round"], round["id"]);
    let parent = now(&staff.supervisor, &round).await;
    assert_eq!(parent["state"], "cancelled");
    assert_eq!(
        staff.supervisor.get(&path(&round, "/lots")).await.expect(200)["items"][0]["sent_to"],
        tender["id"]
    );
    // Its clients are the tender's now.
    let again = with_lots(&staff, &draft(&staff, "coordination").await, &clients[..1]).await;
    act(&staff.supervisor, &path(&again, "/publish"), version(&again), None)
        .await
        .refused(409, "client_locked");
    staff.supervisor.post(&path(&tender, "/tender"), json!({})).await.refused(409, "round_method");
}

#[actix_web::test]
async fn uncontested_applications_are_granted_and_the_contested_go_on() {
    let app = TestApp::new().await;
    let mut staff = staff(&app, "B01").await;
    let (mut a, one) = app.rm("张三", staff.branch, ManagerClass::A, Grade::Senior).await;
    let (mut b, two) = app.rm("李秋", staff.branch, ManagerClass::B, Grade::Level1).await;
    let (mut stranger, _) = app.rm("外人", staff.branch, ManagerClass::A, Grade::Senior).await;
    let free = client(&app, staff.branch, "甲厂", None, plain(10));
    let wanted = client(&app, staff.branch, "乙厂", None, plain(20));
    let owing = client(&app, staff.branch, "丙厂", None, Sort { loan: 900, ..Sort::default() });
    let left = client(&app, staff.branch, "丁某", None, Sort { person: true, deposit: 5, ..Sort::default() });
    let round = published(&staff, "voluntary_application", &[free, wanted, owing, left], &[one, two]).await;
    let ids = lots(&staff.supervisor, &round).await;
    let ask = |lot: &str| json!({"lot_id": lot, "reason": "熟悉该客户"});
    a.post(&path(&round, "/applications"), ask(&ids[0])).await.refused(409, "round_state");
    go_to(&app, 2, &mut [&mut staff.supervisor, &mut a, &mut b, &mut stranger]).await;
    let first = a.post(&path(&round, "/applications"), ask(&ids[0])).await.expect(201);
    a.post(&path(&round, "/applications"), ask(&ids[1])).await.expect(201);
    a.post(&path(&round, "/applications"), ask(&ids[1])).await.refused(409, "already_exists");
    b.post(&path(&round, "/applications"), ask(&ids[1])).await.expect(201);
    let credit = b.post(&path(&round, "/applications"), ask(&ids[2])).await.refused(422, "bid_ineligible");
    assert_eq!(
        (credit["clause"].as_str(), credit["errors"][0]["code"].as_str()),
        (Some("D6"), Some("class_b_credit"))
    );
    let no =
        stranger.post(&path(&round, "/applications"), ask(&ids[0])).await.refused(403, "not_participant");
    assert_eq!(no["clause"], "D9.1");
    // Taken back and made again; nobody else's.
    let own = format!("/api/v1/applications/{}", first["id"].as_str().unwrap());
    b.delete(&own).await.refused(404, "not_found");
    a.delete(&own).await.expect(204);
    a.delete(&own).await.refused(409, "already_decided");
    a.post(&path(&round, "/applications"), ask(&ids[0])).await.expect(201);
    assert_eq!(b.get(&path(&round, "/applications")).await.expect(200)["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        staff.supervisor.get(&path(&round, "/applications")).await.expect(200)["items"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    staff.supervisor.post(&path(&round, "/grant"), json!({})).await.refused(409, "round_state");

    // One second late is late, whether or not the job has looked.
    app.set_time(at(10));
    for p in [&mut staff.supervisor, &mut a, &mut b] {
        p.sign_in().await;
    }
    b.post(&path(&round, "/applications"), ask(&ids[0])).await.refused(409, "bidding_closed");
    let missing =
        staff.supervisor.post(&path(&round, "/grant"), json!({})).await.refused(422, "invalid_body");
    assert_eq!(
        (missing["errors"][0]["pointer"].as_str(), missing["clause"].as_str()),
        (Some("/tender"), Some("D9.5"))
    );
    let body = json!({"tender": {"opens_at": at(12), "closes_at": at(20), "publish": true}});
    let done = staff.supervisor.post(&path(&round, "/grant"), body).await.expect(200);
    assert_eq!(
        (done["granted"].as_i64(), done["contested"].as_i64(), done["refused"].as_i64()),
        (Some(1), Some(2), Some(0))
    );
    assert_eq!(
        (done["round"]["state"].as_str(), done["tender"]["state"].as_str()),
        (Some("cleared"), Some("published"))
    );
    assert_eq!(
        (done["tender"]["lots"].as_i64(), done["tender"]["participants"].as_i64()),
        (Some(1), Some(2))
    );

    // What is left must be covered before the round is confirmed: the owing client is coordinated, the last one
    // may stay with nobody.
    let tried = staff.supervisor.get(&path(&round, "/dry-run")).await.expect(200);
    assert_eq!(
        (tried["unassigned_lots"].clone(), tried["uncovered_lots"].clone()),
        (json!([3, 4]), json!([3]))
    );
    let refused = assign(&staff.supervisor, &round, &ids[2], two).await.refused(422, "assignee_ineligible");
    assert_eq!(refused["clause"], "D6");
    assign(&staff.supervisor, &round, &ids[1], one).await.refused(409, "lot_taken");
    let r = now(&staff.supervisor, &round).await;
    act(&staff.supervisor, &path(&round, "/announce"), version(&r), None).await.expect(200);
    go_to(&app, AFTER_NOTICE, &mut [&mut staff.supervisor, &mut staff.group]).await;
    let body = json!({"reason": "公示期满"});
    let open = staff
        .supervisor
        .post(&path(&round, "/confirmation"), body.clone())
        .await
        .refused(409, "round_uncovered");
    assert_eq!(
        (open["clause"].as_str(), open["errors"][0]["pointer"].as_str()),
        (Some("D9.1"), Some("/lots/3"))
    );
    let nobody = virtual_manager(&app, staff.branch);
    assign(&staff.supervisor, &round, &ids[2], nobody).await.expect(200);
    staff.supervisor.post(&path(&round, "/confirmation"), body).await.expect(201);
    decide(&staff.group, "agreed").await.expect(200);
    let on = day(2026, 12, 14);
    assert_eq!((owner_on(&app, free, on), owner_on(&app, owing, on)), (Some(one), Some(nobody)));
    assert_eq!((owner_on(&app, wanted, on), owner_on(&app, left, on)), (None, None));
}

#[actix_web::test]
async fn when_everything_is_contested_nothing_stays_behind() {
    let app = TestApp::new().await;
    let mut staff = staff(&app, "B01").await;
    let (mut a, one) = app.rm("张三", staff.branch, ManagerClass::A, Grade::Senior).await;
    let (mut b, two) = app.rm("李秋", staff.branch, ManagerClass::A, Grade::Senior).await;
    let wanted = client(&app, staff.branch, "乙厂", None, plain(20));
    let round = published(&staff, "voluntary_application", &[wanted], &[one, two]).await;
    let ids = lots(&staff.supervisor, &round).await;
    go_to(&app, 2, &mut [&mut a, &mut b]).await;
    for p in [&a, &b] {
        p.post(&path(&round, "/applications"), json!({"lot_id": ids[0], "reason": "想要"})).await.expect(201);
    }
    go_to(&app, 10, &mut [&mut staff.supervisor]).await;
    // A tender in draft holds the clients already.
    let body = json!({"tender": {"name": "争议客户竞价"}});
    let done = staff.supervisor.post(&path(&round, "/grant"), body).await.expect(200);
    assert_eq!(
        (done["round"]["state"].as_str(), done["tender"]["state"].as_str()),
        (Some("cancelled"), Some("draft"))
    );
    let again = with_lots(&staff, &draft_at(&staff, 30).await, &[wanted]).await;
    act(&staff.supervisor, &path(&again, "/publish"), version(&again), None)
        .await
        .refused(409, "client_locked");
    let tender = done["tender"].clone();
    let dates = json!({"opens_at": at(12), "closes_at": at(20)});
    let tender = staff.supervisor.patch(&path(&tender, ""), version(&tender), dates).await.expect(200);
    act(&staff.supervisor, &path(&tender, "/publish"), version(&tender), None).await.expect(200);
}

async fn draft_at(staff: &Staff<'_>, hours: i64) -> Value {
    let body = json!({
        "name": "另一轮", "branch_id": staff.branch, "method": "coordination",
        "opens_at": at(hours), "closes_at": at(hours + 1), "effective_on": day(2026, 12, 20),
    });
    staff.supervisor.post("/api/v1/rounds", body).await.expect(201)
}

#[actix_web::test]
async fn a_supervisor_coordinates_what_is_left_one_by_one() {
    let app = TestApp::new().await;
    let mut staff = staff(&app, "B01").await;
    let (_, trainee) = app.rm("新人", staff.branch, ManagerClass::A, Grade::Trainee).await;
    let core = client(
        &app,
        staff.branch,
        "甲厂",
        None,
        Sort { standing: Some(Standing::Core), deposit: 1, ..Sort::default() },
    );
    let small = client(&app, staff.branch, "乙厂", None, plain(1));
    let round = published(&staff, "coordination", &[core, small], &[]).await;
    let ids = lots(&staff.supervisor, &round).await;
    go_to(&app, 2, &mut [&mut staff.supervisor]).await;
    let refused =
        assign(&staff.supervisor, &round, &ids[0], trainee).await.refused(422, "assignee_ineligible");
    assert_eq!(
        (refused["clause"].as_str(), refused["errors"][0]["code"].as_str()),
        (Some("E4.2"), Some("grade_too_low"))
    );
    assign(&staff.supervisor, &round, &ids[1], trainee).await.expect(200);
    let nobody = virtual_manager(&app, staff.branch);
    assign(&staff.supervisor, &round, &ids[0], nobody).await.expect(200);
    let rows = staff.supervisor.get(&path(&round, "/assignments")).await.expect(200);
    assert_eq!(
        (rows["items"][0]["source"].as_str(), rows["items"][0]["manager_name"].as_str()),
        (Some("coordination"), Some("虚拟城东"))
    );
    assert_eq!(rows["items"][0]["reason"], "就近服务");
}

/// Takes an open tender to its notice period with these wins, as closing and clearing do.
fn cleared_with(app: &TestApp, round: &Value, wins: &[Win]) {
    let job = Actor::System(SystemActor { job: "test" });
    let id: RoundId = round["id"].as_str().unwrap().parse().unwrap();
    app.app
        .write_as(&job, |cx| {
            let mut round = find(cx, id)?;
            for to in [RoundState::Closed, RoundState::Cleared] {
                if to == RoundState::Cleared {
                    award(cx, &round, wins)?;
                }
                round = move_to(cx, &round, to, None)?;
            }
            Ok(())
        })
        .unwrap();
}

fn win(manager: ManagerId, lots: &[&String], value: i64) -> Win {
    let lots = lots.iter().map(|l| l.parse::<LotId>().unwrap()).collect();
    Win { bid_id: BidId::new(), manager_id: manager, lots, value }
}

#[actix_web::test]
async fn winners_owe_what_they_bid_frozen_with_its_base_period_and_split() {
    let app = TestApp::new().await;
    let mut staff = staff(&app, "B01").await;
    let (mut rm, one) = app.rm("张三", staff.branch, ManagerClass::A, Grade::Senior).await;
    let a = client(&app, staff.branch, "甲厂", None, plain(3_000_000));
    let b = client(&app, staff.branch, "乙厂", None, plain(1_000_000));
    let round = published(&staff, "open_tender", &[a, b], &[one]).await;
    let ids = lots(&staff.supervisor, &round).await;
    go_to(&app, 2, &mut [&mut staff.supervisor]).await;
    cleared_with(&app, &round, &[win(one, &[&ids[0], &ids[1]], 100)]);
    let r = now(&staff.supervisor, &round).await;
    act(&staff.supervisor, &path(&round, "/announce"), version(&r), None).await.expect(200);
    go_to(&app, AFTER_NOTICE, &mut [&mut staff.supervisor, &mut staff.group, &mut rm]).await;
    // Who gains does not decide.
    let body = json!({"reason": "公示期满"});
    staff.supervisor.post(&path(&round, "/confirmation"), body).await.expect(201);
    let pending = staff.group.get("/api/v1/approvals").await.expect(200);
    assert_eq!(pending["items"][0]["payload"]["managers"][0]["value"], 100);
    decide(&staff.group, "agreed").await.expect(200);
    let owed = rm.get(&path(&round, "/commitments")).await.expect(200);
    let items = owed["items"].as_array().unwrap();
    assert_eq!((items[0]["value"].as_i64(), items[1]["value"].as_i64()), (Some(75), Some(25)));
    assert_eq!(
        (items[0]["base_fen"].as_i64(), items[0]["measure"].as_str()),
        (Some(3_000_000), Some("average_daily_deposit_growth"))
    );
    assert_eq!(
        (items[0]["period_from"].as_str(), items[0]["period_to"].as_str()),
        (Some("2027-01-01"), Some("2027-12-31"))
    );
    assert_eq!(
        (items[0]["split"][0]["bps"].as_i64(), items[0]["unit_fen"].as_i64()),
        (Some(10_000), Some(1_000_000))
    );
    // Before its day it can be taken back, and then nobody looks after them as before.
    let r = now(&staff.supervisor, &round).await;
    let reason = json!({"reason": "名单有误"});
    act(&staff.supervisor, &path(&round, "/cancel"), version(&r), Some(reason)).await.expect(200);
    assert_eq!(owner_on(&app, a, day(2026, 12, 14)), None);
}

#[actix_web::test]
async fn a_winner_does_not_decide_on_what_they_gain() {
    let app = TestApp::new().await;
    let mut staff = staff(&app, "B01").await;
    let employee = app.employee("张三", staff.branch);
    app.hold(employee, Role::Rm, staff.branch);
    app.hold(employee, Role::GroupMember, staff.branch);
    let one = app.manager(employee, "张三", staff.branch, ManagerClass::A, Grade::Senior);
    let mut winner = app.login(employee).await;
    let a = client(&app, staff.branch, "甲厂", None, plain(1));
    let round = published(&staff, "coordination", &[a], &[]).await;
    let ids = lots(&staff.supervisor, &round).await;
    go_to(&app, 2, &mut [&mut staff.supervisor]).await;
    assign(&staff.supervisor, &round, &ids[0], one).await.expect(200);
    go_to(&app, IN_NOTICE, &mut [&mut staff.supervisor]).await;
    let r = now(&staff.supervisor, &round).await;
    act(&staff.supervisor, &path(&round, "/announce"), version(&r), None).await.expect(200);
    go_to(&app, AFTER_NOTICE, &mut [&mut staff.supervisor, &mut staff.group, &mut winner]).await;
    staff.supervisor.post(&path(&round, "/confirmation"), json!({"reason": "期满"})).await.expect(201);
    decide(&winner, "agreed").await.refused(403, "gainer_approval");
    decide(&staff.group, "refused").await.expect(200);
    assert_eq!(now(&staff.supervisor, &round).await["state"], "notice");
    // Refused, it can be proposed again.
    staff.supervisor.post(&path(&round, "/confirmation"), json!({"reason": "再议"})).await.expect(201);
}

#[actix_web::test]
async fn a_winner_who_lost_standing_forfeits_and_the_lot_is_coordinated() {
    let app = TestApp::new().await;
    let mut staff = staff(&app, "B01").await;
    let (_, one) = app.rm("张三", staff.branch, ManagerClass::A, Grade::Senior).await;
    let (_, two) = app.rm("李秋", staff.branch, ManagerClass::A, Grade::Senior).await;
    let a = client(&app, staff.branch, "甲厂", None, plain(100));
    let b = client(&app, staff.branch, "王某", None, Sort { person: true, deposit: 7, ..Sort::default() });
    let round = published(&staff, "open_tender", &[a, b], &[one, two]).await;
    let ids = lots(&staff.supervisor, &round).await;
    go_to(&app, 2, &mut [&mut staff.supervisor]).await;
    cleared_with(&app, &round, &[win(one, &[&ids[0]], 9), win(one, &[&ids[1]], 4)]);
    let r = now(&staff.supervisor, &round).await;
    act(&staff.supervisor, &path(&round, "/announce"), version(&r), None).await.expect(200);
    go_to(&app, AFTER_NOTICE, &mut [&mut staff.supervisor, &mut staff.group]).await;
    assign(&staff.supervisor, &round, &ids[0], two).await.refused(409, "lot_taken");
    suspend(&app, one);
    let rows = staff.supervisor.get(&path(&round, "/assignments")).await.expect(200);
    assert_eq!(rows["items"][0]["forfeited"], true);
    let body = json!({"reason": "期满"});
    staff.supervisor.post(&path(&round, "/confirmation"), body.clone()).await.refused(409, "round_uncovered");
    assign(&staff.supervisor, &round, &ids[0], two).await.expect(200);
    staff.supervisor.post(&path(&round, "/confirmation"), body).await.expect(201);
    decide(&staff.group, "agreed").await.expect(200);
    let on = day(2026, 12, 14);
    assert_eq!((owner_on(&app, a, on), owner_on(&app, b, on)), (Some(two), None));
    // A lot that was coordinated owes nothing.
    assert!(
        staff.supervisor.get(&path(&round, "/commitments")).await.expect(200)["items"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

fn suspend(app: &TestApp, manager: ManagerId) {
    use diesel::prelude::*;
    use kejing::db::schema::managers;
    app.app
        .db()
        .write(|conn| {
            Ok(diesel::update(managers::table.find(manager))
                .set(managers::state.eq(ManagerState::Suspended))
                .execute(conn)?)
        })
        .unwrap();
}

#[actix_web::test]
async fn a_proposal_whose_round_has_moved_is_stale() {
    let app = TestApp::new().await;
    let mut staff = staff(&app, "B01").await;
    let (_, one) = app.rm("张三", staff.branch, ManagerClass::A, Grade::Senior).await;
    let a = client(&app, staff.branch, "甲厂", None, plain(100));
    let b = client(&app, staff.branch, "王某", None, Sort { person: true, deposit: 7, ..Sort::default() });
    let round = published(&staff, "coordination", &[a, b], &[]).await;
    let ids = lots(&staff.supervisor, &round).await;
    go_to(&app, 2, &mut [&mut staff.supervisor]).await;
    assign(&staff.supervisor, &round, &ids[0], one).await.expect(200);
    go_to(&app, IN_NOTICE, &mut [&mut staff.supervisor]).await;
    let r = now(&staff.supervisor, &round).await;
    act(&staff.supervisor, &path(&round, "/announce"), version(&r), None).await.expect(200);
    go_to(&app, AFTER_NOTICE, &mut [&mut staff.supervisor, &mut staff.group]).await;
    staff.supervisor.post(&path(&round, "/confirmation"), json!({"reason": "期满"})).await.expect(201);
    assign(&staff.supervisor, &round, &ids[1], one).await.expect(200);
    decide(&staff.group, "agreed").await.refused(409, "stale");
    assert_eq!(now(&staff.supervisor, &round).await["state"], "notice");
}

#[actix_web::test]
async fn every_illegal_move_is_a_conflict_with_its_clause() {
    let app = TestApp::new().await;
    let staff = staff(&app, "B01").await;
    let job = Actor::System(SystemActor { job: "test" });
    for method in ["unit_package", "voluntary_application", "open_tender", "coordination"] {
        let round = draft(&staff, method).await;
        let id: RoundId = round["id"].as_str().unwrap().parse().unwrap();
        // From where it stands, along the whole way, every other state is tried too.
        let way = ["published", "open", "closed", "cleared", "notice", "confirmed", "effective"];
        for (i, next) in way.iter().enumerate() {
            for to in RoundState::ALL {
                let legal = to.as_str() == *next
                    || *to == RoundState::Cancelled
                    || (method == "open_tender" && *to == RoundState::Closed && (i == 4 || i == 5));
                if !legal {
                    let e = app
                        .app
                        .write_as(&job, |cx| {
                            let round = find(cx, id)?;
                            move_to(cx, &round, *to, None)
                        })
                        .unwrap_err();
                    assert_eq!(
                        (e.code().as_str(), e.clause_id()),
                        ("round_state", Some("D9.1")),
                        "{method} {next} {to}"
                    );
                }
            }
            let to: RoundState = next.parse().unwrap();
            app.app
                .write_as(&job, |cx| {
                    let round = find(cx, id)?;
                    move_to(cx, &round, to, None)
                })
                .unwrap();
        }
    }
}
