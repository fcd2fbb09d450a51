//! Terms: standing by date, renewal after a passed assessment, whose clients are marked (D4).

use chrono::{Duration, TimeZone, Utc};
use kejing::allocation::ownership::model::OwnedKind;
use kejing::auth::Role;
use kejing::clients::model::AccountKind;
use kejing::db::Ts;
use kejing::staffing::model::{Grade, ManagerClass, ManagerId};
use kejing::staffing::terms::clock::warn;
use serde_json::{Value, json};

use crate::clients::bank;
use crate::rounds::bank::decide;
use crate::support::{Answer, Person, TestApp, day};
use crate::tender::{self, PLAIN};

/// Noon of a day in Shanghai.
fn noon(y: i32, m: u32, d: u32) -> Ts {
    Ts::new(Utc.with_ymd_and_hms(y, m, d, 4, 0, 0).unwrap())
}

fn of(m: ManagerId, rest: &str) -> String {
    format!("/api/v1/managers/{m}/{rest}")
}

async fn bank_term(hr: &Person<'_>, from: &str, to: &str) -> Answer {
    let body = json!({ "name": format!("{}起的聘期", &from[..4]), "valid_from": from, "valid_to": to });
    hr.post("/api/v1/bank-terms", body).await
}

fn result(passed: bool) -> Value {
    json!({ "period_from": "2025-01-01", "period_to": "2027-09-30", "passed": passed,
        "evidence": "三年考核汇总表", "assessed_on": "2027-10-15" })
}

async fn assess(by: &Person<'_>, m: ManagerId, passed: bool) -> Answer {
    by.post(&of(m, "term-results"), result(passed)).await
}

async fn renew(by: &Person<'_>, m: ManagerId) -> Answer {
    by.post(&of(m, "term-renewals"), json!({ "reason": "聘期考核合格" })).await
}

/// The people of a story, on a day.
struct Cast<'a> {
    hr: Person<'a>,
    group: Person<'a>,
    president: Person<'a>,
    rm: Person<'a>,
    manager: ManagerId,
    branch: kejing::org::model::OrgUnitId,
}

async fn cast(app: &TestApp, on: Ts) -> Cast<'_> {
    app.set_time(on);
    let branch = app.branch("B01", "城东支行");
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let group = app.person("孙萍", Role::GroupMember, branch).await;
    let president = app.person("王芳", Role::President, branch).await;
    let (rm, manager) = app.rm("张三", branch, ManagerClass::A, Grade::Level1).await;
    Cast { hr, group, president, rm, manager, branch }
}

impl Cast<'_> {
    async fn go_to(&mut self, app: &TestApp, on: Ts) {
        app.set_time(on);
        for p in [&mut self.hr, &mut self.group, &mut self.president, &mut self.rm] {
            p.sign_in().await;
        }
    }

    async fn term(&self) -> Value {
        self.rm.get(&of(self.manager, "term")).await.expect(200)
    }
}

#[actix_web::test]
async fn a_term_is_renewed_after_a_passed_assessment_by_somebody_else() {
    let app = TestApp::new().await;
    let c = cast(&app, noon(2027, 11, 1)).await;
    let missing = assess(&c.group, c.manager, true).await.expect(201);
    assert_eq!((&missing["next"], &missing["may_propose"]), (&Value::Null, &json!(false)));
    assert_eq!(renew(&c.group, c.manager).await.refused(409, "bank_term_missing")["clause"], "D4");
    bank_term(&c.hr, "2025-01-01", "2028-01-01").await.expect(201);
    bank_term(&c.hr, "2028-01-01", "2031-01-01").await.expect(201);

    // The newest result counts, and one's own is not one's to enter.
    let failed = assess(&c.group, c.manager, false).await.expect(201);
    assert_eq!((&failed["passed"], failed["results"].as_array().unwrap().len()), (&json!(false), 2));
    assert_eq!(renew(&c.hr, c.manager).await.refused(409, "renewal_unassessed")["clause"], "D4");
    assess(&c.rm, c.manager, true).await.refused(403, "forbidden");
    let passed = assess(&c.group, c.manager, true).await.expect(201);
    assert_eq!(passed["may_propose"], true);
    assert_eq!(passed["next"]["valid_from"], "2028-01-01");

    renew(&c.rm, c.manager).await.refused(403, "forbidden");
    renew(&c.hr, c.manager).await.expect(201);
    renew(&c.group, c.manager).await.refused(409, "already_pending");
    assert!(c.term().await["request_id"].is_string());
    decide(&c.president, "agreed").await.expect(200);

    let now = c.term().await;
    assert_eq!(
        (&now["term_from"], &now["term_to"], &now["last_day"], &now["standing"]),
        (&json!("2025-01-01"), &json!("2031-01-01"), &json!("2030-12-31"), &json!("running"))
    );
    assert_eq!(now["passed"], Value::Null, "the new term has no assessment yet");
    let renewal = &now["renewals"][0];
    assert_eq!((&renewal["ended_on"], &renewal["valid_from"]), (&json!("2028-01-01"), &json!("2028-01-01")));
    assert_eq!(renewal["decided_by"], "王芳");
    let history = c.rm.get(&of(c.manager, "history")).await.expect(200);
    assert_eq!(history["items"][0]["term_to"], "2031-01-01");
    assert_eq!(history["items"][1]["term_to"], "2028-01-01");
    assert!(c.rm.get("/api/v1/notices").await.expect(200).to_string().contains("2030-12-31"));
    // The old result is of the old term.
    renew(&c.hr, c.manager).await.refused(409, "renewal_unassessed");
    crate::dumps::keep(&app, "terms");
}

#[actix_web::test]
async fn whoever_entered_the_result_does_not_decide_the_renewal() {
    let app = TestApp::new().await;
    let mut c = cast(&app, noon(2027, 11, 1)).await;
    bank_term(&c.hr, "2028-01-01", "2031-01-01").await.expect(201);
    app.hold(c.president.employee_id, Role::GroupMember, c.branch);
    c.president.sign_in().await;
    assess(&c.president, c.manager, true).await.expect(201);
    renew(&c.hr, c.manager).await.expect(201);
    assert_eq!(decide(&c.president, "agreed").await.refused(403, "self_approval")["clause"], "D4");
    // A newer result of somebody else is another ground: the request has ended.
    assess(&c.group, c.manager, true).await.expect(201);
    decide(&c.president, "agreed").await.refused(409, "stale");
    renew(&c.hr, c.manager).await.expect(201);
    decide(&c.president, "agreed").await.expect(200);
    assert_eq!(c.term().await["term_to"], "2031-01-01");
}

#[actix_web::test]
async fn a_lapsed_term_begins_again_when_it_is_decided() {
    let app = TestApp::new().await;
    let mut c = cast(&app, noon(2027, 11, 1)).await;
    bank_term(&c.hr, "2028-01-01", "2031-01-01").await.expect(201);
    assess(&c.group, c.manager, true).await.expect(201);
    c.go_to(&app, noon(2027, 12, 31)).await;
    assert_eq!(c.rm.get(&format!("/api/v1/managers/{}", c.manager)).await.expect(200)["has_standing"], true);
    // No job has run: the date alone decides.
    c.go_to(&app, noon(2028, 2, 29)).await;
    let gone = c.rm.get(&format!("/api/v1/managers/{}", c.manager)).await.expect(200);
    assert_eq!(gone["has_standing"], false);
    let term = c.term().await;
    assert_eq!((&term["standing"], &term["days_left"]), (&json!("lapsed"), &json!(-59)));
    renew(&c.group, c.manager).await.expect(201);
    c.go_to(&app, noon(2028, 3, 1)).await;
    decide(&c.president, "agreed").await.expect(200);
    let term = c.term().await;
    assert_eq!((&term["term_from"], &term["term_to"]), (&json!("2028-03-01"), &json!("2031-01-01")));
    assert_eq!(term["standing"], "running");
}

#[actix_web::test]
async fn a_term_that_ended_before_closing_costs_the_bid() {
    let app = TestApp::new().await;
    let mut t = tender::open(&app).await;
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let placed = t.bid(&t.junior.0, &[PLAIN], 50, None).await.expect(201);
    t.bid(&t.senior.0, &[PLAIN], 40, None).await.expect(201);
    let ends = json!({ "term_to": "2026-11-24", "reason": "提前止聘" });
    hr.patch(&format!("/api/v1/managers/{}", t.junior.1), 1, ends).await.expect(200);
    let refused = t.bid(&t.junior.0, &[PLAIN], 60, None).await.refused(422, "bid_ineligible");
    assert_eq!(refused["clause"], "D4");
    tender::close(&app, &mut [&mut t.senior.0]).await;
    let book = t.get(&t.senior.0, "/book").await.expect(200);
    assert_eq!(book["excluded"][0]["bid"]["id"], json!(tender::id_of(&placed)));
    assert_eq!(book["excluded"][0]["reasons"], json!([{ "code": "no_standing", "clause": "D4" }]));
}

#[actix_web::test]
async fn clients_of_a_lapsed_manager_are_marked() {
    let app = TestApp::new().await;
    let mut c = cast(&app, noon(2027, 12, 1)).await;
    let mut s = app.person("吴冠", Role::Supervisor, c.branch).await;
    let other = app.rm("李秋", c.branch, ManagerClass::A, Grade::Level1).await;
    for (name, owner) in [("甲户", c.manager), ("乙户", other.1)] {
        let client = bank::client_id(&bank::create(&s, c.branch, name, json!({})).await);
        bank::own(&app, OwnedKind::Client, client.into(), day(2027, 12, 1), &[(owner, 10_000)]);
        bank::account(&app, client, c.branch, AccountKind::CorporateDeposit);
    }
    let ends = json!({ "term_to": "2028-06-01", "reason": "提前止聘" });
    c.hr.patch(&format!("/api/v1/managers/{}", other.1), 1, ends).await.refused(409, "renewal_unassessed");
    let names = |v: Value| -> Vec<String> {
        v["items"].as_array().unwrap().iter().map(|i| i["name"].as_str().unwrap().to_owned()).collect()
    };
    assert!(names(s.get("/api/v1/clients?lapsed=true").await.expect(200)).is_empty());
    let early = json!({ "term_to": "2027-12-15", "reason": "提前止聘" });
    c.hr.patch(&format!("/api/v1/managers/{}", c.manager), 1, early).await.expect(200);

    c.go_to(&app, noon(2027, 12, 15)).await;
    s.sign_in().await;
    let marked = s.get("/api/v1/clients?lapsed=true").await.expect(200);
    assert_eq!(marked["items"][0]["owners"][0]["lapsed"], true);
    assert_eq!(names(marked), ["甲户"]);
    assert_eq!(names(s.get("/api/v1/clients?lapsed=false").await.expect(200)), ["乙户"]);
    assert_eq!(names(c.rm.get("/api/v1/clients?lapsed=true").await.expect(200)), ["甲户"], "still their own");
    let coverage = s.get("/api/v1/coverage").await.expect(200);
    assert_eq!(
        (&coverage["items"][0]["lapsed"], &coverage["items"][0]["coverage_bps"]),
        (&json!(1), &json!(10_000))
    );
    let counts = s.get("/api/v1/manager-term-counts").await.expect(200);
    let here = &counts["items"][0];
    assert_eq!((&here["lapsed"], &here["ending"], &here["clients"]), (&json!(1), &json!(1), &json!(1)));
    let list = s.get("/api/v1/manager-terms?standing=lapsed").await.expect(200);
    assert_eq!(names(list), ["张三"]);
    let list = s.get("/api/v1/manager-terms?standing=ending&within=10").await.expect(200);
    assert!(names(list).is_empty());
    let list = s.get("/api/v1/manager-terms?standing=ending&within=17").await.expect(200);
    assert_eq!(names(list), ["李秋"]);
    assert_eq!(names(c.rm.get("/api/v1/manager-terms").await.expect(200)), ["张三"], "one's own alone");
}

#[actix_web::test]
async fn a_terms_end_is_told_once_and_its_lapse_once_more() {
    let app = TestApp::new().await;
    let mut c = cast(&app, noon(2027, 10, 2)).await;
    let told =
        async |p: &Person<'_>| p.get("/api/v1/notices").await.expect(200)["items"].as_array().unwrap().len();
    // Ninety-one days before the end, then ninety.
    warn(&app.app).unwrap();
    assert_eq!(told(&c.rm).await, 0);
    c.go_to(&app, noon(2027, 10, 3)).await;
    for _ in 0..3 {
        warn(&app.app).unwrap();
    }
    assert_eq!((told(&c.rm).await, told(&c.president).await, told(&c.group).await), (1, 1, 1));
    c.go_to(&app, noon(2027, 12, 31)).await;
    warn(&app.app).unwrap();
    assert_eq!(told(&c.rm).await, 1, "the last day is still in the term");
    c.go_to(&app, noon(2028, 1, 1)).await;
    warn(&app.app).unwrap();
    warn(&app.app).unwrap();
    assert_eq!((told(&c.rm).await, told(&c.president).await), (2, 2));
    app.advance(Duration::days(40));
    warn(&app.app).unwrap();
    c.rm.sign_in().await;
    assert_eq!(told(&c.rm).await, 2);
}

#[actix_web::test]
async fn the_banks_terms_share_no_day_and_stay_once_begun() {
    let app = TestApp::new().await;
    let c = cast(&app, noon(2027, 11, 1)).await;
    let now = bank_term(&c.hr, "2025-01-01", "2028-01-01").await.expect(201);
    let next = bank_term(&c.hr, "2028-01-01", "2031-01-01").await.expect(201);
    bank_term(&c.hr, "2030-12-31", "2033-01-01").await.refused(409, "bank_term_overlap");
    bank_term(&c.hr, "2031-01-01", "2031-01-01").await.refused(422, "invalid_body");
    let to = |t: &Value| format!("/api/v1/bank-terms/{}", t["id"].as_str().unwrap());
    let body = |to: &str| json!({ "name": "新聘期", "valid_from": "2028-01-01", "valid_to": to });
    c.hr.patch(&to(&now), 1, body("2029-01-01")).await.refused(409, "bank_term_begun");
    c.hr.patch(&to(&next), 1, body("2030-01-01")).await.expect(200);
    c.hr.patch(&to(&next), 1, body("2029-01-01")).await.refused(412, "version_moved");
    assess(&c.group, c.manager, true).await.expect(201);
    renew(&c.hr, c.manager).await.expect(201);
    decide(&c.president, "agreed").await.expect(200);
    c.hr.patch(&to(&next), 2, body("2031-01-01")).await.refused(409, "bank_term_begun");
    let all = c.rm.get("/api/v1/bank-terms").await.expect(200);
    assert_eq!(all["items"][0]["standing"], "coming");
    c.group.post("/api/v1/bank-terms", body("2040-01-01")).await.refused(403, "forbidden");
}
