//! Changing an allocated client: the RM, the branch's group, head office's committee (D9.4).

use kejing::allocation::ownership::model::*;
use kejing::allocation::ownership::service::{Source, Statement, record};
use kejing::auth::{Actor, Role};
use kejing::clients::locks;
use kejing::clients::model::{AccountKind, ClientId, HolderId, HolderKind};
use kejing::org::model::OrgUnitId;
use kejing::staffing::model::{ManagerClass, ManagerId, ManagerState};
use serde_json::{Value, json};

use super::bank::{account, change_manager, client, maintain, manager, shares};
use crate::support::{Person, TestApp, day};

struct Scene<'a> {
    branch: OrgUnitId,
    client: ClientId,
    one: ManagerId,
    two: ManagerId,
    rm: Person<'a>,
    receiver: Person<'a>,
    group: Person<'a>,
    committee: Person<'a>,
}

async fn scene(app: &TestApp) -> Scene<'_> {
    let branch = app.branch("B01", "城东支行");
    let (e1, e2) = (app.employee("张三", branch), app.employee("李四", branch));
    for e in [e1, e2] {
        app.hold(e, Role::Rm, branch);
    }
    let one = manager(app, branch, ManagerClass::A, Some(e1));
    let two = manager(app, branch, ManagerClass::A, Some(e2));
    let client = client(app, branch, day(2025, 1, 1), &[(one, 10_000)]);
    account(app, client, branch, AccountKind::CorporateDeposit);
    Scene {
        branch,
        client,
        one,
        two,
        rm: app.login(e1).await,
        receiver: app.login(e2).await,
        group: app.person("孙萍", Role::GroupMember, branch).await,
        committee: app.person("林薇", Role::CommitteeMember, app.head_office).await,
    }
}

fn asks(client: ClientId, to: &[(ManagerId, i32)], on: &str) -> Value {
    let shares: Vec<Value> = to.iter().map(|(m, bps)| json!({"manager_id": m, "bps": bps})).collect();
    json!({"client_id": client, "shares": shares, "effective_on": on, "reason": "客户迁址，就近服务"})
}

async fn decides(by: &Person<'_>, adjustment: &Value, decision: &str) -> crate::support::Answer {
    let path = format!("/api/v1/approvals/{}", adjustment["request_id"].as_str().unwrap());
    let request = by.get(&path).await.expect(200);
    by.post(
        &format!("{path}/decisions"),
        json!({"decision": decision, "reason": "已核", "payload_hash": request["payload_hash"]}),
    )
    .await
}

async fn on_day(by: &Person<'_>, client: ClientId, on: &str) -> Value {
    let path = format!("/api/v1/clients/{client}/ownership?day={on}");
    by.get(&path).await.expect(200)["on_day"]["shares"].clone()
}

#[actix_web::test]
async fn two_steps_agree_and_the_client_changes_hands_on_its_day() {
    let app = TestApp::new().await;
    let s = scene(&app).await;
    let a =
        s.rm.post("/api/v1/adjustments", asks(s.client, &[(s.one, 4_000), (s.two, 6_000)], "2026-12-01"))
            .await
            .expect(201);
    assert_eq!((a["state"].as_str(), a["mine"].as_bool()), (Some("pending"), Some(true)));
    assert_eq!(a["before"][0]["bps"], 10_000);
    let id = a["id"].as_str().unwrap();
    let seen = s.receiver.get(&format!("/api/v1/adjustments/{id}")).await.expect(200);
    assert_eq!(seen["mine"], false);
    let notices = s.receiver.get("/api/v1/notices").await.expect(200);
    assert_eq!(notices["items"][0]["code"], "adjustment_applied");
    decides(&s.group, &a, "agreed").await.expect(200);
    let done = decides(&s.committee, &a, "agreed").await.expect(200);
    assert_eq!(done["state"], "approved");
    assert_eq!(on_day(&s.group, s.client, "2026-11-30").await.as_array().unwrap().len(), 1);
    let after = on_day(&s.group, s.client, "2026-12-01").await;
    let mut bps: Vec<i64> = after.as_array().unwrap().iter().map(|p| p["bps"].as_i64().unwrap()).collect();
    bps.sort_unstable();
    assert_eq!(bps, [4_000, 6_000]);
    let history = s.group.get(&format!("/api/v1/clients/{}/ownership", s.client)).await.expect(200);
    let rows = history["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 3, "{history}");
    assert_eq!(history["owner_version"], 2);
    assert_eq!(rows.iter().filter(|r| r["source_kind"] == "adjustment").count(), 1);
    assert_eq!(rows.iter().filter(|r| !r["known_to"].is_null()).count(), 1);
    let codes = |v: Value| -> Vec<String> {
        v["items"].as_array().unwrap().iter().map(|n| n["code"].as_str().unwrap().to_owned()).collect()
    };
    assert!(
        codes(s.receiver.get("/api/v1/notices").await.expect(200)).contains(&"adjustment_approved".into())
    );
    assert!(codes(s.rm.get("/api/v1/notices").await.expect(200)).contains(&"adjustment_approved".into()));
    let listed = s.committee.get("/api/v1/adjustments?state=approved").await.expect(200);
    assert_eq!(listed["items"][0]["id"], a["id"]);
    // Free again.
    s.rm.post("/api/v1/adjustments", asks(s.client, &[(s.two, 10_000)], "2026-12-20")).await.expect(201);
}

#[actix_web::test]
async fn neither_the_applicant_nor_a_receiver_decides() {
    let app = TestApp::new().await;
    let s = scene(&app).await;
    let member = app.employee("赵敏", s.branch);
    app.hold(member, Role::GroupMember, s.branch);
    let own = manager(&app, s.branch, ManagerClass::A, Some(member));
    let keeper = app.employee("钱多", s.branch);
    app.hold(keeper, Role::GroupMember, s.branch);
    let kept = manager(&app, s.branch, ManagerClass::Virtual, None);
    maintain(&app, kept, keeper);
    let (member, keeper) = (app.login(member).await, app.login(keeper).await);
    let to = asks(s.client, &[(own, 5_000), (kept, 5_000)], "2026-12-01");
    let a = s.rm.post("/api/v1/adjustments", to).await.expect(201);
    for gainer in [&member, &keeper] {
        let refused = decides(gainer, &a, "agreed").await.refused(403, "gainer_approval");
        assert_eq!(refused["clause"], "D9.4");
    }
    app.hold(s.rm.employee_id, Role::GroupMember, s.branch);
    decides(&s.rm, &a, "agreed").await.refused(403, "self_approval");
    decides(&s.group, &a, "agreed").await.expect(200);
}

#[actix_web::test]
async fn what_has_moved_since_the_application_ends_it() {
    let app = TestApp::new().await;
    let s = scene(&app).await;
    let source = Source { kind: SourceKind::Correction, id: None, reason: "更正".into() };
    let correction = Statement {
        kind: OwnedKind::Client,
        subject: s.client.into(),
        from: day(2026, 6, 1),
        until: Some(day(2026, 7, 1)),
        shares: shares(&[]),
        source,
        base_version: None,
    };
    let to = || asks(s.client, &[(s.two, 10_000)], "2026-12-01");
    // Its owners were corrected.
    let a = s.rm.post("/api/v1/adjustments", to()).await.expect(201);
    decides(&s.group, &a, "agreed").await.expect(200);
    app.app.write_as(&Actor::Operator, |cx| record(cx, &correction)).unwrap();
    decides(&s.committee, &a, "agreed").await.refused(409, "stale");
    let id = a["id"].as_str().unwrap();
    assert_eq!(s.group.get(&format!("/api/v1/adjustments/{id}")).await.expect(200)["state"], "stale");
    // The receiver lost standing.
    let a = s.rm.post("/api/v1/adjustments", to()).await.expect(201);
    decides(&s.group, &a, "agreed").await.expect(200);
    change_manager(&app, s.two, ManagerState::Suspended);
    decides(&s.committee, &a, "agreed").await.refused(409, "stale");
    change_manager(&app, s.two, ManagerState::Active);
    // The day has come.
    let mut rm = s.rm;
    let (mut group, mut committee) = (s.group, s.committee);
    let a = rm.post("/api/v1/adjustments", to()).await.expect(201);
    decides(&group, &a, "agreed").await.expect(200);
    app.advance(chrono::Duration::days(7));
    for p in [&mut rm, &mut group, &mut committee] {
        p.sign_in().await;
    }
    decides(&committee, &a, "agreed").await.refused(409, "stale");
    assert_eq!(on_day(&group, s.client, "2026-12-02").await[0]["manager_id"], s.one.to_string());
}

#[actix_web::test]
async fn a_pending_adjustment_a_round_and_a_second_application_exclude_each_other() {
    let app = TestApp::new().await;
    let s = scene(&app).await;
    let to = || asks(s.client, &[(s.two, 10_000)], "2026-12-01");
    let round = HolderId(uuid::Uuid::now_v7());
    let take =
        || app.app.write_as(&Actor::Operator, |cx| locks::take(cx, &[s.client], HolderKind::Round, round));
    take().unwrap();
    let refused = s.rm.post("/api/v1/adjustments", to()).await.refused(409, "client_locked");
    assert_eq!(refused["clause"], "D9.4");
    app.app.write_as(&Actor::Operator, |cx| locks::release(cx, HolderKind::Round, round)).unwrap();
    let a = s.rm.post("/api/v1/adjustments", to()).await.expect(201);
    let refused = s.rm.post("/api/v1/adjustments", to()).await.refused(409, "already_pending");
    assert_eq!(refused["clause"], "D9.4");
    assert_eq!(take().unwrap_err().code().as_str(), "client_locked");
    let path = format!("/api/v1/approvals/{}/withdraw", a["request_id"].as_str().unwrap());
    s.rm.post(&path, json!({"reason": "不再需要"})).await.expect(200);
    let id = a["id"].as_str().unwrap();
    assert_eq!(s.rm.get(&format!("/api/v1/adjustments/{id}")).await.expect(200)["state"], "withdrawn");
    take().unwrap();
}

#[actix_web::test]
async fn of_two_applications_at_once_one_is_accepted() {
    let app = TestApp::new().await;
    let s = scene(&app).await;
    let to = || asks(s.client, &[(s.two, 10_000)], "2026-12-01");
    let (a, b) = futures_util::future::join(
        s.rm.post("/api/v1/adjustments", to()),
        s.rm.post("/api/v1/adjustments", to()),
    )
    .await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{:?} {:?}", a.json, b.json);
}

#[actix_web::test]
async fn each_refusal_names_its_field_and_clause() {
    let app = TestApp::new().await;
    let s = scene(&app).await;
    account(&app, s.client, s.branch, AccountKind::Loan);
    let other = app.branch("B02", "城西支行");
    let away = manager(&app, other, ManagerClass::A, None);
    let b = manager(&app, s.branch, ManagerClass::B, None);
    let gone = manager(&app, s.branch, ManagerClass::A, None);
    change_manager(&app, gone, ManagerState::Left);
    let missing = ManagerId::new();
    let ask = |to: &[(ManagerId, i32)], on: &str| asks(s.client, to, on);
    let cases: [(Value, &str, &str, Option<&str>); 8] = [
        (ask(&[(b, 10_000)], "2026-12-01"), "credit_needs_class_a", "/shares/0/manager_id", Some("D6")),
        (ask(&[(gone, 10_000)], "2026-12-01"), "manager_no_standing", "/shares/0/manager_id", Some("D4")),
        (
            ask(&[(s.one, 1), (away, 9_999)], "2026-12-01"),
            "invalid_body",
            "/shares/1/manager_id",
            Some("D9.4"),
        ),
        (ask(&[(missing, 10_000)], "2026-12-01"), "invalid_body", "/shares/0/manager_id", Some("D9.4")),
        (ask(&[(s.two, 10_000)], "2026-11-24"), "invalid_body", "/effective_on", Some("D9.4")),
        (ask(&[(s.two, 9_000)], "2026-12-01"), "shares_invalid", "/shares", Some("D9.4")),
        (
            ask(&[(s.two, 5_000), (s.two, 5_000)], "2026-12-01"),
            "shares_invalid",
            "/shares/1/manager_id",
            Some("D9.4"),
        ),
        (ask(&[(s.one, 10_000)], "2026-12-01"), "invalid_body", "/shares", None),
    ];
    for (body, code, pointer, clause) in cases {
        let refused = s.rm.post("/api/v1/adjustments", body).await.refused(422, code);
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused}");
        assert_eq!(refused["clause"].as_str(), clause, "{refused}");
    }
    // Credit may wait under a virtual manager, where a named one of class A manages it.
    let kept = manager(&app, s.branch, ManagerClass::Virtual, None);
    let bare = ask(&[(kept, 10_000)], "2026-12-01");
    let refused = s.rm.post("/api/v1/adjustments", bare.clone()).await.refused(422, "credit_needs_class_a");
    assert_eq!(
        (&refused["errors"][0]["pointer"], &refused["clause"]),
        (&json!("/credit_manager_id"), &json!("D9.3"))
    );
    let by = |m: ManagerId| {
        let mut body = bare.clone();
        body["credit_manager_id"] = json!(m);
        body
    };
    s.rm.post("/api/v1/adjustments", by(kept)).await.refused(422, "invalid_body");
    let a = s.rm.post("/api/v1/adjustments", by(s.two)).await.expect(201);
    assert_eq!(a["needs_named_a"], true);
    decides(&s.group, &a, "agreed").await.expect(200);
    decides(&s.committee, &a, "agreed").await.expect(200);
    let named = s.group.get(&format!("/api/v1/clients/{}/credit-managers", s.client)).await.expect(200);
    assert_eq!(
        (&named["items"][0]["manager_id"], &named["items"][0]["valid_from"]),
        (&json!(s.two), &json!("2026-12-01"))
    );
}

#[actix_web::test]
async fn credit_under_a_virtual_manager_has_a_named_one_who_changes_by_date() {
    let app = TestApp::new().await;
    let s = scene(&app).await;
    let supervisor = app.person("吴冠", Role::Supervisor, s.branch).await;
    let kept = manager(&app, s.branch, ManagerClass::Virtual, None);
    maintain(&app, kept, s.receiver.employee_id);
    let clerk = manager(&app, s.branch, ManagerClass::B, None);
    let owing = client(&app, s.branch, day(2025, 1, 1), &[(kept, 10_000)]);
    super::bank::loan(&app, owing, s.branch, 1_000_000);
    client(&app, s.branch, day(2025, 1, 1), &[(kept, 10_000)]);
    let list = format!("/api/v1/managers/{kept}/credits");
    let credits = supervisor.get(&list).await.expect(200);
    assert_eq!(credits["items"].as_array().unwrap().len(), 1, "of those with credit alone");
    assert_eq!(credits["items"][0]["manager_id"], json!(null));
    let path = format!("/api/v1/clients/{owing}/credit-managers");
    let to = |m: ManagerId, day: &str| json!({ "manager_id": m, "valid_from": day, "reason": "熟悉该户" });
    let refused = supervisor.post(&path, to(clerk, "2026-11-24")).await.refused(422, "invalid_body");
    assert_eq!((&refused["errors"][0]["code"], &refused["clause"]), (&json!("not_class_a"), &json!("D6")));
    supervisor.post(&path, to(s.one, "2026-11-23")).await.refused(422, "invalid_body");
    s.receiver.post(&path, to(s.one, "2026-11-24")).await.refused(403, "forbidden");
    supervisor.post(&path, to(s.one, "2026-11-24")).await.expect(201);
    supervisor.post(&path, to(s.one, "2026-12-20")).await.expect(201);
    let named = supervisor.post(&path, to(s.two, "2026-12-10")).await.expect(201);
    let days: Vec<_> = named["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| (n["valid_from"].as_str().unwrap(), n["valid_to"].as_str()))
        .collect();
    assert_eq!(days, [("2026-12-10", None), ("2026-11-24", Some("2026-12-10"))], "never a day without");
    assert_eq!(supervisor.get(&list).await.expect(200)["items"][0]["manager_id"], json!(s.one));
    assert_eq!(supervisor.get(&format!("{list}?unnamed=true")).await.expect(200)["items"], json!([]));
    supervisor
        .post(&format!("/api/v1/clients/{}/credit-managers", s.client), to(s.one, "2026-11-24"))
        .await
        .refused(409, "conflict");
    supervisor.get(&format!("/api/v1/managers/{}/credits", s.one)).await.refused(409, "conflict");
    crate::dumps::keep(&app, "credit");
}

#[actix_web::test]
async fn only_the_owner_applies_and_others_do_not_see_the_client() {
    let app = TestApp::new().await;
    let s = scene(&app).await;
    let to = || asks(s.client, &[(s.two, 10_000)], "2026-12-01");
    s.receiver.post("/api/v1/adjustments", to()).await.refused(404, "not_found");
    s.group.post("/api/v1/adjustments", to()).await.refused(403, "forbidden");
    let other = app.branch("B02", "城西支行");
    let stranger = app.person("吴冠", Role::Supervisor, other).await;
    stranger.get(&format!("/api/v1/clients/{}/ownership", s.client)).await.refused(404, "not_found");
    let a = s.rm.post("/api/v1/adjustments", to()).await.expect(201);
    let path = format!("/api/v1/adjustments/{}", a["id"].as_str().unwrap());
    stranger.get(&path).await.refused(404, "not_found");
    assert_eq!(stranger.get("/api/v1/adjustments").await.expect(200)["items"], json!([]));
    s.group.get(&path).await.expect(200);
}
