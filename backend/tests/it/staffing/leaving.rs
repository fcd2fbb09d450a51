//! Leaving the post: handing everything over, and the end that waits for it (D8.5, D9.4, D10).

use actix_web::http::Method;
use chrono::{Duration, NaiveDate};
use kejing::allocation::ownership::model::{OwnedId, OwnedKind};
use kejing::allocation::ownership::service::owners_on;
use kejing::auth::{Actor, Role};
use kejing::clients::model::{AccountKind, ClientId};
use kejing::org::model::OrgUnitId;
use kejing::staffing::model::{Grade, ManagerClass, ManagerId};
use serde_json::{Value, json};

use crate::ownership::bank::{account, client, loan, maintain, manager, override_account};
use crate::rounds::bank as rounds;
use crate::support::{Answer, Person, TestApp, day};

struct Scene<'a> {
    app: &'a TestApp,
    branch: OrgUnitId,
    supervisor: Person<'a>,
    group: Person<'a>,
    committee: Person<'a>,
    hr: Person<'a>,
    leaver: Person<'a>,
    leaving: ManagerId,
    heir: ManagerId,
    clerk: ManagerId,
}

async fn scene(app: &TestApp) -> Scene<'_> {
    let branch = app.branch("B01", "城东支行");
    let supervisor = app.person("吴冠", Role::Supervisor, branch).await;
    let group = app.person("孙萍", Role::GroupMember, branch).await;
    let committee = app.person("林薇", Role::CommitteeMember, app.head_office).await;
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let (leaver, leaving) = app.rm("张三", branch, ManagerClass::A, Grade::Senior).await;
    let (_, heir) = app.rm("李秋", branch, ManagerClass::A, Grade::Senior).await;
    let (_, clerk) = app.rm("周外", branch, ManagerClass::B, Grade::Level1).await;
    Scene { app, branch, supervisor, group, committee, hr, leaver, leaving, heir, clerk }
}

impl Scene<'_> {
    async fn start(&self) -> Value {
        let body = json!({ "employee_id": self.leaver.employee_id, "scope": "bank", "leaves_on": "2026-11-27",
            "reason": "合同到期" });
        self.hr.post("/api/v1/leavings", body).await.expect(201)
    }

    async fn go_to(&mut self, days: i64) {
        self.app.set_time(crate::support::start_of_tests().plus(Duration::days(days)));
        for p in [&mut self.supervisor, &mut self.group, &mut self.committee, &mut self.hr] {
            p.sign_in().await;
        }
    }

    async fn hand(&self, leaving: &Value, lines: &[(ClientId, ManagerId)], on: &str) -> Answer {
        let lines: Vec<Value> =
            lines.iter().map(|(c, m)| json!({ "client_id": c, "manager_id": m })).collect();
        let body = json!({ "effective_on": on, "clients": lines, "reason": "就近承接" });
        self.supervisor.post(&path(leaving, "/handovers"), body).await
    }

    async fn agree(&self) {
        for p in [&self.group, &self.committee] {
            rounds::decide(p, "agreed").await.expect(200);
        }
    }

    async fn finish(&self, leaving: &Value) -> Answer {
        let now = self.hr.get(&path(leaving, "")).await.expect(200);
        let version = [("if-match", format!("\"{}\"", now["version"]))];
        self.hr.request(Method::POST, &path(leaving, "/finish"), None, &version).await
    }

    fn owners(&self, kind: OwnedKind, id: OwnedId, on: NaiveDate) -> Vec<(ManagerId, i32)> {
        self.app
            .app
            .read_as(&Actor::Operator, |cx| {
                let found = owners_on(cx, kind, &[id], on, None)?;
                Ok(found[&id].parts().iter().map(|(m, bps)| (*m, bps.get())).collect())
            })
            .unwrap()
    }
}

pub(super) fn path(leaving: &Value, rest: &str) -> String {
    format!("/api/v1/leavings/{}{rest}", leaving["id"].as_str().unwrap())
}

pub(super) fn item<'v>(leaving: &'v Value, kind: &str) -> &'v Value {
    leaving["items"].as_array().unwrap().iter().find(|i| i["kind"] == kind).unwrap()
}

pub(super) fn left(refused: &Value) -> Vec<&str> {
    refused["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn a_post_ends_once_every_client_is_with_somebody_else() {
    let app = TestApp::new().await;
    let mut s = scene(&app).await;
    let opened = day(2025, 1, 1);
    let whole = client(&app, s.branch, opened, &[(s.leaving, 10_000)]);
    let shared = client(&app, s.branch, opened, &[(s.leaving, 4_000), (s.heir, 6_000)]);
    let apart = client(&app, s.branch, opened, &[(s.heir, 10_000)]);
    let deposit = account(&app, apart, s.branch, AccountKind::CorporateDeposit);
    override_account(&app, deposit, s.branch, opened, &[(s.leaving, 10_000)]);
    loan(&app, whole, s.branch, 1_000_000);

    let l = s.start().await;
    assert_eq!((&l["done"], &l["of"], &l["can_finish"]), (&json!(7), &json!(8), &json!(false)));
    assert_eq!(item(&l, "clients")["left"], 3);
    assert_eq!(item(&l, "risk_fund")["state"], "later");
    let own = s.leaver.get("/api/v1/leavings").await.expect(200);
    assert_eq!((own["items"].as_array().unwrap().len(), &own["items"][0]["mine"]), (1, &json!(true)));
    let clients = s.supervisor.get(&path(&l, "/clients")).await.expect(200);
    assert_eq!(clients["items"].as_array().unwrap().len(), 3);
    s.leaver.post(&path(&l, "/handovers"), json!({})).await.refused(422, "invalid_body");

    let lines = [(whole, s.clerk), (shared, s.heir), (apart, s.leaving)];
    let refused = s.hand(&l, &lines, "2026-11-24").await.refused(422, "invalid_body");
    let faults: Vec<(&str, &str)> = refused["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| (e["pointer"].as_str().unwrap(), e["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        faults,
        [
            ("/effective_on", "must_be_later"),
            ("/clients/0/manager_id", "class_b_credit"),
            ("/clients/2/manager_id", "is_leaver")
        ]
    );

    let planned = s.hand(&l, &[(whole, s.heir), (shared, s.heir)], "2026-11-27").await.expect(201);
    assert_eq!(
        (&item(&planned, "clients")["state"], &item(&planned, "clients")["waiting"]),
        (&json!("open"), &json!(2))
    );
    s.hand(&l, &[(apart, s.heir)], "2026-11-27").await.refused(409, "already_pending");
    s.agree().await;
    s.hand(&l, &[(apart, s.heir)], "2026-11-27").await.expect(201);
    s.agree().await;

    let before = day(2026, 11, 26);
    let after = day(2026, 11, 27);
    let now = s.hr.get(&path(&l, "")).await.expect(200);
    assert_eq!((&now["done"], &now["can_finish"]), (&json!(8), &json!(false)), "the day has not come");
    assert_eq!(left(&s.finish(&l).await.refused(409, "leaving_open")), ["/leaves_on"]);
    s.go_to(3).await;
    let done = s.finish(&l).await.expect(200);
    assert_eq!(done["state"], "finished");
    assert_eq!(s.owners(OwnedKind::Client, whole.into(), before), [(s.leaving, 10_000)], "history stays");
    for (kind, id) in [
        (OwnedKind::Client, OwnedId::from(whole)),
        (OwnedKind::Client, shared.into()),
        (OwnedKind::Client, apart.into()),
        (OwnedKind::Account, deposit.into()),
    ] {
        assert_eq!(s.owners(kind, id, after), [(s.heir, 10_000)]);
    }
    let manager = s.hr.get(&format!("/api/v1/managers/{}", s.leaving)).await.expect(200);
    assert_eq!((&manager["state"], &manager["has_standing"]), (&json!("left"), &json!(false)));
    let employee = s.hr.get(&format!("/api/v1/employees/{}", s.leaver.employee_id)).await.expect(200);
    assert_eq!((&employee["left_on"], &employee["roles"]), (&json!("2026-11-27"), &json!([])));
    s.leaver.get("/api/v1/me").await.refused(401, "unauthenticated");
    s.finish(&l).await.refused(409, "leaving_ended");
    s.hand(&l, &[(apart, s.heir)], "2026-12-27").await.refused(409, "leaving_ended");
    crate::dumps::keep(&app, "leaving");
}

#[actix_web::test]
async fn what_somebody_else_decides_on_is_named_until_it_is_settled() {
    let app = TestApp::new().await;
    let mut s = scene(&app).await;
    let kept = manager(&app, s.branch, ManagerClass::Virtual, None);
    maintain(&app, kept, s.leaver.employee_id);
    let one = client(&app, s.branch, day(2025, 1, 1), &[(s.leaving, 10_000)]);
    let asks = json!({ "client_id": one, "shares": [{ "manager_id": s.heir, "bps": 10_000 }],
        "effective_on": "2026-12-01", "reason": "客户迁址" });
    let adjustment = s.leaver.post("/api/v1/adjustments", asks).await.expect(201);
    let l = s.start().await;
    assert_eq!((&item(&l, "proposed")["left"], &item(&l, "maintained")["left"]), (&json!(1), &json!(1)));
    s.hand(&l, &[(one, s.heir)], "2026-11-27").await.refused(409, "client_locked");
    s.go_to(3).await;
    let refused = s.finish(&l).await.refused(409, "leaving_open");
    assert_eq!(left(&refused), ["/clients", "/proposed", "/maintained"]);
    assert_eq!(refused["errors"][0]["clause"], "D9.4");

    let request = adjustment["request_id"].as_str().unwrap();
    let why = json!({ "reason": "离岗移交" });
    let settled =
        s.supervisor.post(&path(&l, &format!("/requests/{request}/withdraw")), why.clone()).await.expect(200);
    assert_eq!(item(&settled, "proposed")["state"], "done");
    s.supervisor
        .post(&path(&l, &format!("/requests/{request}/withdraw")), why)
        .await
        .refused(404, "not_found");

    let to = format!("/maintained/{kept}");
    let own = json!({ "employee_id": s.leaver.employee_id });
    s.supervisor.post(&path(&l, &to), own).await.refused(422, "invalid_body");
    let heir = json!({ "employee_id": s.supervisor.employee_id });
    let passed = s.supervisor.post(&path(&l, &to), heir).await.expect(200);
    assert_eq!(item(&passed, "maintained")["state"], "done");
    let keepers = s.supervisor.get(&format!("/api/v1/managers/{kept}/maintainers")).await.expect(200);
    let names: Vec<_> = keepers["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|k| (k["name"].as_str().unwrap(), &k["valid_from"], &k["valid_to"]))
        .collect();
    let (today, first) = (json!("2026-11-27"), json!("2020-01-01"));
    assert_eq!(names, [("吴冠", &today, &Value::Null), ("张三", &first, &today)]);

    s.hand(&l, &[(one, s.heir)], "2026-11-28").await.expect(201);
    s.agree().await;
    assert_eq!(left(&s.finish(&l).await.refused(409, "leaving_open")), ["/clients"], "one day too early");
    s.go_to(4).await;
    s.finish(&l).await.expect(200);
}

#[actix_web::test]
async fn sealed_bids_go_with_the_leaver_and_nobody_learns_whether_there_were_any() {
    let app = TestApp::new().await;
    let mut s = scene(&app).await;
    let staff = rounds::Staff {
        branch: s.branch,
        supervisor: app.person("吴二", Role::Supervisor, s.branch).await,
        group: app.person("孙二", Role::GroupMember, s.branch).await,
    };
    let sort = rounds::Sort { deposit: 50_000_000, ..rounds::Sort::default() };
    let lot = rounds::client(&app, s.branch, "甲厂", None, sort);
    let round = rounds::published(&staff, "open_tender", &[lot], &[s.leaving, s.heir]).await;
    let l = s.start().await;
    rounds::go_to(&app, 2, &mut [&mut s.supervisor, &mut s.leaver, &mut s.hr]).await;
    let lots = rounds::lots(&s.supervisor, &round).await;
    let bid = json!({ "kind": "single", "lots": lots, "value": 50 });
    let placed = s.leaver.post(&rounds::path(&round, "/bids"), bid.clone()).await.expect(201);

    let seen = s.supervisor.get(&path(&l, "")).await.expect(200);
    let thing = &item(&seen, "rounds")["things"][0];
    assert_eq!((&thing["round_state"], &thing["can_settle"]), (&json!("open"), &json!(true)));
    assert!(!seen.to_string().contains("bid"));
    let to = path(&l, &format!("/rounds/{}/leave", round["id"].as_str().unwrap()));
    let out = s.supervisor.post(&to, Value::Null).await.expect(200);
    assert_eq!(item(&out, "rounds")["state"], "done");
    s.supervisor.post(&to, Value::Null).await.refused(404, "not_found");
    s.leaver.post(&rounds::path(&round, "/bids"), bid).await.refused(403, "not_participant");
    let _ = placed;
    rounds::go_to(&app, 11, &mut [&mut s.supervisor]).await;
    let book = s.supervisor.get(&rounds::path(&round, "/digests")).await.expect(200);
    assert_eq!(book["items"].as_array().map_or(0, Vec::len), 0, "no live bid of the leaver is left");
}

#[actix_web::test]
async fn a_leaver_leads_nothing_of_the_own_leaving_and_other_branches_see_none() {
    let app = TestApp::new().await;
    let s = scene(&app).await;
    let west = app.branch("B02", "城西支行");
    let other = app.person("何西", Role::President, west).await;
    let president = app.person("王芳", Role::President, s.branch).await;
    let body =
        |who, day: &str| json!({ "employee_id": who, "scope": "post", "leaves_on": day, "reason": "调任" });
    president
        .post("/api/v1/leavings", body(president.employee_id, "2026-12-01"))
        .await
        .refused(403, "forbidden");
    other.post("/api/v1/leavings", body(s.leaver.employee_id, "2026-12-01")).await.refused(403, "forbidden");
    president
        .post("/api/v1/leavings", body(s.leaver.employee_id, "2026-11-23"))
        .await
        .refused(422, "invalid_body");
    president
        .post("/api/v1/leavings", body(s.supervisor.employee_id, "2026-12-01"))
        .await
        .refused(422, "invalid_body");
    let l = president.post("/api/v1/leavings", body(s.leaver.employee_id, "2026-12-01")).await.expect(201);
    president
        .post("/api/v1/leavings", body(s.leaver.employee_id, "2026-12-02"))
        .await
        .refused(409, "already_pending");
    other.get(&path(&l, "")).await.refused(404, "not_found");
    s.hr.get(&path(&l, "/clients")).await.refused(403, "forbidden");
    assert_eq!(other.get("/api/v1/leavings").await.expect(200)["items"], json!([]));
    let told = s.leaver.get("/api/v1/notices").await.expect(200);
    assert!(told["items"][0]["link"].as_str().unwrap().starts_with("/leavings/"));
    let version = [("if-match", "\"1\"".to_owned())];
    let why = Some(json!({ "reason": "本人留任" }));
    let off = s.hr.request(Method::POST, &path(&l, "/cancel"), why, &version).await.expect(200);
    assert_eq!(off["state"], "cancelled");
    let manager = format!("/api/v1/managers/{}", s.leaving);
    s.hr.patch(&manager, 1, json!({ "state": "left", "reason": "离职" })).await.expect(200);
}

#[actix_web::test]
async fn whoever_has_clients_does_not_leave_by_a_stroke_of_the_pen() {
    let app = TestApp::new().await;
    let s = scene(&app).await;
    client(&app, s.branch, day(2025, 1, 1), &[(s.leaving, 10_000)]);
    let to = json!({ "state": "left", "reason": "离职" });
    s.hr.patch(&format!("/api/v1/managers/{}", s.leaving), 1, to).await.refused(409, "leaving_open");
}
