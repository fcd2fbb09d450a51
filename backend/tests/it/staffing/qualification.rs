//! Qualification: what is computed, stated and rated, by whom, and that nobody does it for themselves (D3, E2.1).

use actix_web::http::Method;
use chrono::Duration;
use kejing::auth::Role;
use kejing::db::Ts;
use kejing::org::model::{EmployeeId, OrgUnitId};
use kejing::staffing::model::{Grade, ManagerClass};
use serde_json::{Value, json};

use crate::support::{Answer, Person, TestApp, start_of_tests};

/// The people of a story: human resources, a branch with its president, supervisor and a manager; two who rate.
struct Cast<'a> {
    app: &'a TestApp,
    branch: OrgUnitId,
    hr: Person<'a>,
    president: Person<'a>,
    supervisor: Person<'a>,
    business: Person<'a>,
    zhang: Person<'a>,
}

impl<'a> Cast<'a> {
    async fn new(app: &'a TestApp) -> Self {
        let branch = app.branch("B01", "城东支行");
        Self {
            app,
            branch,
            hr: app.person("任莉", Role::HqHr, app.head_office).await,
            president: app.person("王芳", Role::President, branch).await,
            supervisor: app.person("吴冠", Role::Supervisor, branch).await,
            business: app.person("陈业", Role::HqBusiness, app.head_office).await,
            zhang: app.rm("张三", branch, ManagerClass::A, Grade::Level2).await.0,
        }
    }

    async fn go_to_day(&mut self, days: i64) {
        self.app.set_time(at(days));
        for p in
            [&mut self.hr, &mut self.president, &mut self.supervisor, &mut self.business, &mut self.zhang]
        {
            p.sign_in().await;
        }
    }

    /// Convenes a panel of president, supervisor and business development.
    async fn panel(&self) -> Value {
        let raters = [self.president.employee_id, self.supervisor.employee_id, self.business.employee_id];
        let body = json!({ "raters": raters, "due_on": "2026-12-01" });
        self.hr.post(&of(self.zhang.employee_id, "rating-panels"), body).await.expect(201)
    }
}

fn at(days: i64) -> Ts {
    start_of_tests().plus(Duration::days(days))
}

fn of(employee: EmployeeId, rest: &str) -> String {
    format!("/api/v1/employees/{employee}/{rest}")
}

async fn state(by: &Person<'_>, who: EmployeeId, line: &str, outcome: &str) -> Answer {
    let body = json!({ "line": line, "outcome": outcome, "evidence": "人事档案核查表", "source": "人力资源部",
        "stated_on": "2026-11-20" });
    by.post(&of(who, "qualification-statements"), body).await
}

async fn line(by: &Person<'_>, who: EmployeeId, name: &str) -> Value {
    let view = by.get(&of(who, "qualification?class=a&grade=level_2")).await.expect(200);
    view["lines"].as_array().unwrap().iter().find(|l| l["line"] == name).unwrap().clone()
}

fn ratings(points: i64) -> Value {
    let one = |line: &str| json!({ "line": line, "points": points });
    json!({ "ratings": [one("innovation"), one("business"), one("public_relations"), one("image")] })
}

async fn rate(by: &Person<'_>, panel: &Value, points: i64) -> Answer {
    by.post(&panel_path(panel, "/ratings"), ratings(points)).await
}

fn panel_path(panel: &Value, rest: &str) -> String {
    format!("/api/v1/rating-panels/{}{rest}", panel["id"].as_str().unwrap())
}

async fn act(by: &Person<'_>, path: &str, version: &Value, body: Option<Value>) -> Answer {
    by.request(Method::POST, path, body, &[("if-match", format!("\"{version}\""))]).await
}

#[actix_web::test]
async fn a_checklist_begins_unknown_but_for_what_dates_and_the_register_tell() {
    let app = TestApp::new().await;
    let cast = Cast::new(&app).await;
    let view = cast.zhang.get("/api/v1/my-qualification").await.expect(200);
    assert_eq!((&view["class"], &view["grade"]), (&json!("a"), &json!("level_2")), "those that one has");
    let stand: Vec<(&str, &str)> = view["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| (l["line"].as_str().unwrap(), l["outcome"].as_str().unwrap()))
        .collect();
    assert_eq!(
        stand,
        [
            ("character", "unknown"),
            ("innovation", "unknown"),
            ("business", "unknown"),
            ("public_relations", "unknown"),
            ("image", "unknown"),
            ("credit_exam", "unknown"),
            ("record", "passed"),
            ("health", "unknown"),
            ("education", "unknown"),
            ("experience", "passed"),
        ]
    );
    assert_eq!((&view["qualified"], &view["may_state"]), (&json!(false), &json!(false)));
    // Hired on the first of July 2015.
    let experience = &view["lines"][9]["experience"];
    assert_eq!((&experience["months"], &experience["needed"]), (&json!(136), &json!(12)));
    let b = cast.zhang.get("/api/v1/my-qualification?class=b&grade=trainee").await.expect(200);
    assert!(b["lines"].as_array().unwrap().iter().all(|l| l["line"] != "credit_exam"));
    cast.zhang.get("/api/v1/my-qualification?class=virtual").await.refused(422, "invalid_query");
    cast.zhang.get(&of(cast.president.employee_id, "qualification")).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn what_is_stated_is_kept_and_never_of_oneself() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let zhang = cast.zhang.employee_id;
    state(&cast.supervisor, zhang, "character", "passed").await.expect(201);
    state(&cast.supervisor, cast.supervisor.employee_id, "character", "passed")
        .await
        .refused(403, "own_qualification");
    state(&cast.zhang, zhang, "character", "passed").await.refused(403, "forbidden");
    for computed in ["record", "experience", "credit_exam", "business"] {
        state(&cast.hr, zhang, computed, "passed").await.refused(422, "line_not_stated");
    }
    let other = app.branch("B02", "城西支行");
    let elsewhere = app.person("别处", Role::Supervisor, other).await;
    state(&elsewhere, zhang, "health", "passed").await.refused(404, "not_found");

    let level = |education: &str| {
        json!({ "line": "education", "education": education, "evidence": "学信网备案表", "source": "学信网",
            "stated_on": "2026-11-20" })
    };
    let states = of(zhang, "qualification-statements");
    cast.hr.post(&states, level("secondary")).await.expect(201);
    assert_eq!(line(&cast.hr, zhang, "education").await["outcome"], "failed");
    cast.hr.post(&states, level("bachelor")).await.expect(201);
    let now = line(&cast.hr, zhang, "education").await;
    assert_eq!((&now["outcome"], &now["said_by"]), (&json!("passed"), &json!("任莉")));
    state(&cast.hr, zhang, "education", "passed").await.refused(422, "invalid_body");
    state(&cast.hr, zhang, "education", "unknown").await.expect(201);
    assert_eq!(line(&cast.hr, zhang, "education").await["outcome"], "unknown", "taken back");
    let history = cast.president.get(&states).await.expect(200);
    let said: Vec<(&Value, &Value)> =
        history["items"].as_array().unwrap().iter().map(|s| (&s["education"], &s["outcome"])).collect();
    assert_eq!(said.len(), 4, "nothing that was said is gone");
    assert_eq!(said[1], (&json!("bachelor"), &Value::Null));

    // Health is of a day, and counts twelve months.
    state(&cast.hr, zhang, "health", "passed").await.expect(201);
    assert_eq!(line(&cast.hr, zhang, "health").await["counts_until"], "2027-11-20");
    cast.go_to_day(361).await;
    assert_eq!(line(&cast.hr, zhang, "health").await["outcome"], "passed");
    cast.go_to_day(362).await;
    assert_eq!(line(&cast.hr, zhang, "health").await["outcome"], "unknown");
    let told = cast.zhang.get("/api/v1/notices").await.expect(200);
    assert!(told["items"].as_array().unwrap().iter().any(|n| n["code"] == "qualification_stated"));
}

#[actix_web::test]
async fn a_record_counts_from_its_day_until_it_is_lifted_and_stays_on_record() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let zhang = cast.zhang.employee_id;
    let body = json!({ "kind": "business_fault", "description": "贷前调查未到现场", "evidence": "通报〔2026〕8号",
        "occurred_on": "2026-11-10", "counts_to": "2027-11-10" });
    let records = of(zhang, "adverse-records");
    cast.supervisor.post(&records, body.clone()).await.refused(403, "forbidden");
    cast.hr
        .post(&of(cast.hr.employee_id, "adverse-records"), body.clone())
        .await
        .refused(403, "own_qualification");
    let early = json!({ "kind": "sanction", "description": "警告", "evidence": "决定书", "occurred_on": "2026-11-20",
        "counts_from": "2026-11-19" });
    cast.hr.post(&records, early).await.refused(422, "invalid_body");
    let record = cast.hr.post(&records, body).await.expect(201);
    assert_eq!((&record["counts_from"], &record["counts"]), (&json!("2026-11-24"), &json!(true)));
    let now = line(&cast.supervisor, zhang, "record").await;
    assert_eq!(
        (&now["outcome"], &now["adverse"], &now["clause"]),
        (&json!("failed"), &json!(1), &json!("E2.1"))
    );
    let mine = cast.zhang.get("/api/v1/my-qualification").await.expect(200);
    assert_eq!(
        mine["adverse_records"][0]["description"], "贷前调查未到现场",
        "the person sees the own record"
    );

    let lift = format!("/api/v1/adverse-records/{}/lift", record["id"].as_str().unwrap());
    let why = || Some(json!({ "reason": "复议改判" }));
    act(&cast.hr, &lift, &json!(7), why()).await.refused(412, "version_moved");
    let lifted = act(&cast.hr, &lift, &record["version"], why()).await.expect(200);
    assert_eq!((&lifted["counts"], &lifted["lifted_by"]), (&json!(false), &json!("任莉")));
    act(&cast.hr, &lift, &lifted["version"], why()).await.refused(409, "already_decided");
    assert_eq!(line(&cast.hr, zhang, "record").await["outcome"], "passed");
    let register = cast.hr.get("/api/v1/adverse-records").await.expect(200);
    assert_eq!(
        (&register["items"][0]["name"], &register["items"][0]["reason"]),
        (&json!("张三"), &json!("复议改判"))
    );
    let counting = cast.hr.get("/api/v1/adverse-records?counting=true").await.expect(200);
    assert_eq!(counting["items"], json!([]));
    cast.go_to_day(400).await;
    assert_eq!(line(&cast.hr, zhang, "record").await["adverse"], 0);
    crate::dumps::keep(&app, "record");
}

#[actix_web::test]
async fn experience_is_counted_from_dates_of_employment_with_overlaps_once() {
    let app = TestApp::new().await;
    let cast = Cast::new(&app).await;
    let new = app.employee("新来", cast.branch);
    app.app
        .db()
        .write(|conn| {
            use diesel::prelude::*;
            use kejing::db::schema::employees;
            let hired = chrono::NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
            Ok(diesel::update(employees::table.find(new)).set(employees::hired_on.eq(hired)).execute(conn)?)
        })
        .unwrap();
    let before = line(&cast.hr, new, "experience").await;
    let told = &before["experience"];
    assert_eq!((&before["outcome"], &told["months"]), (&json!("failed"), &json!(5)));
    assert_eq!(told["reached_on"], "2027-06-01");

    let elsewhere = of(new, "employments");
    let body = |from: &str, to: &str| {
        json!({ "employer": "余姚农村商业银行", "post": "柜员", "from_on": from, "to_on": to,
            "evidence": "离职证明" })
    };
    cast.president.post(&elsewhere, body("2025-01-01", "2025-07-01")).await.refused(403, "forbidden");
    cast.hr.post(&elsewhere, body("2025-01-01", "2026-12-01")).await.refused(422, "invalid_body");
    cast.hr.post(&elsewhere, body("2025-01-01", "2025-05-01")).await.expect(201);
    let twice = cast.hr.post(&elsewhere, body("2025-03-01", "2025-08-01")).await.expect(201);
    let now = line(&cast.hr, new, "experience").await;
    assert_eq!((&now["outcome"], &now["experience"]["months"]), (&json!("passed"), &json!(12)));

    let revoke = format!("/api/v1/employments/{}/revoke", twice["id"].as_str().unwrap());
    let why = json!({ "reason": "证明系伪造" });
    let gone = act(&cast.hr, &revoke, &twice["version"], Some(why)).await.expect(200);
    assert_eq!(gone["reason"], "证明系伪造");
    let view = cast.hr.get(&of(new, "qualification")).await.expect(200);
    assert_eq!(view["employments"].as_array().unwrap().len(), 2, "it stays on record");
    assert_eq!(line(&cast.hr, new, "experience").await["experience"]["months"], 9);
    crate::dumps::keep(&app, "experience");
}

#[actix_web::test]
async fn a_panel_rates_blind_and_what_it_comes_to_is_computed() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let zhang = cast.zhang.employee_id;
    let to = of(zhang, "rating-panels");
    let few = json!({ "raters": [cast.president.employee_id], "due_on": "2026-12-01" });
    cast.hr.post(&to, few).await.refused(422, "raters_few");
    let own = json!({ "raters": [cast.president.employee_id, cast.supervisor.employee_id, zhang],
        "due_on": "2026-12-01" });
    cast.hr.post(&to, own).await.refused(422, "rater_unfit");
    let panel = cast.panel().await;
    let again = json!({ "raters": [cast.president.employee_id, cast.supervisor.employee_id, cast.business.employee_id],
        "due_on": "2026-12-01" });
    cast.hr.post(&to, again).await.refused(409, "already_pending");

    rate(&cast.hr, &panel, 90).await.refused(404, "not_found");
    cast.zhang.get(&panel_path(&panel, "")).await.refused(404, "not_found");
    rate(&cast.president, &panel, 90).await.expect(201);
    rate(&cast.president, &panel, 91).await.refused(409, "already_decided");
    let seen = cast.supervisor.get(&panel_path(&panel, "")).await.expect(200);
    let given = |v: &Value| -> Vec<usize> {
        v["raters"].as_array().unwrap().iter().map(|r| r["ratings"].as_array().unwrap().len()).collect()
    };
    assert_eq!(given(&seen), [0, 0, 0], "nobody sees another's");
    assert_eq!(given(&cast.hr.get(&panel_path(&panel, "")).await.expect(200)), [0, 0, 0]);
    let own = cast.president.get(&panel_path(&panel, "")).await.expect(200);
    assert_eq!(given(&own).iter().sum::<usize>(), 4);
    act(&cast.hr, &panel_path(&panel, "/close"), &own["version"], None).await.refused(409, "ratings_missing");
    assert_eq!(line(&cast.hr, zhang, "business").await["outcome"], "unknown");

    rate(&cast.supervisor, &panel, 50).await.expect(201);
    let closed = rate(&cast.business, &panel, 39).await.expect(201);
    assert_eq!((&closed["state"], given(&closed)), (&json!("closed"), vec![4, 4, 4]));
    let business = line(&cast.hr, zhang, "business").await;
    // 179 of 3 × 60 points: one short.
    assert_eq!(
        (&business["outcome"], &business["rating"]["hundredths"], &business["clause"]),
        (&json!("failed"), &json!(5_966), &json!("D3.3"))
    );

    // After the last day nobody rates; the panel is called off and another one convened, which then counts.
    let late = cast.panel().await;
    cast.go_to_day(8).await;
    rate(&cast.president, &late, 80).await.refused(409, "rating_late");
    let why = Some(json!({ "reason": "改期" }));
    let off = act(&cast.president, &panel_path(&late, "/cancel"), &late["version"], why).await.expect(200);
    assert_eq!(off["state"], "cancelled");
    let list = cast.supervisor.get("/api/v1/rating-panels?mine=true").await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    let none = cast.zhang.get("/api/v1/rating-panels").await.expect(200);
    assert_eq!(none["items"], json!([]), "the rated person does not see who rated");
}

#[actix_web::test]
async fn two_members_at_once_rate_and_the_panel_closes_once() {
    let app = TestApp::new().await;
    let cast = Cast::new(&app).await;
    let panel = cast.panel().await;
    rate(&cast.business, &panel, 70).await.expect(201);
    let (one, two) =
        futures_util::future::join(rate(&cast.president, &panel, 70), rate(&cast.supervisor, &panel, 80))
            .await;
    assert_eq!((one.status, two.status), (201, 201));
    let view = cast.hr.get(&panel_path(&panel, "")).await.expect(200);
    assert_eq!(view["state"], "closed");
    assert_eq!(line(&cast.hr, cast.zhang.employee_id, "image").await["rating"]["hundredths"], 7_333);
}
