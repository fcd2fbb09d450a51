//! One timeline of everything about a person: its order, its pages, and who reads what of it.

use std::collections::BTreeSet;

use actix_web::http::Method;
use chrono::Duration;
use kejing::auth::Role;
use kejing::org::model::EmployeeId;
use kejing::staffing::model::{Grade, ManagerClass};
use serde_json::{Value, json};

use super::{certification, recruitment};
use crate::rounds::bank::decide;
use crate::support::{Person, TestApp, start_of_tests};

fn path(id: EmployeeId, query: &str) -> String {
    format!("/api/v1/employees/{id}/timeline{query}")
}

fn text<'v>(entry: &'v Value, key: &str) -> &'v str {
    entry[key].as_str().unwrap()
}

fn codes(items: &[Value]) -> Vec<&str> {
    items.iter().map(|e| text(e, "code")).collect()
}

async fn whole(by: &Person<'_>, id: EmployeeId) -> Vec<Value> {
    let page = by.get(&path(id, "?limit=200")).await.expect(200);
    assert_eq!(page["next_cursor"], Value::Null);
    page["items"].as_array().unwrap().clone()
}

async fn kinds(by: &Person<'_>, id: EmployeeId) -> Vec<String> {
    let page = by.get(&path(id, "?limit=1")).await.expect(200);
    page["kinds"].as_array().unwrap().iter().map(|k| k.as_str().unwrap().to_owned()).collect()
}

/// Newest first: by day, and on a day what has a time of day above what has none.
fn in_order(items: &[Value]) {
    for pair in items.windows(2) {
        let key = |e: &Value| (text(e, "on").to_owned(), e["at"].as_str().map(str::to_owned));
        assert!(key(&pair[0]) >= key(&pair[1]), "{} above {}", pair[0], pair[1]);
    }
}

async fn state(by: &Person<'_>, who: EmployeeId, line: &str) {
    let said = json!({ "line": line, "outcome": "passed", "evidence": "体检报告", "source": "市人民医院",
        "stated_on": "2026-11-20" });
    by.post(&format!("/api/v1/employees/{who}/qualification-statements"), said).await.expect(201);
}

async fn adverse(by: &Person<'_>, who: EmployeeId) -> Value {
    let body = json!({ "kind": "misconduct", "description": "旷工", "evidence": "考勤记录",
        "occurred_on": "2026-11-01", "counts_to": "2027-11-01" });
    by.post(&format!("/api/v1/employees/{who}/adverse-records"), body).await.expect(201)
}

#[actix_web::test]
async fn everything_stands_in_one_order_whose_pages_do_not_move() {
    let app = TestApp::new().await;
    let c = certification::cast(&app, Grade::Level3).await;
    let (me, west) = (c.rm.employee_id, app.branch("B02", "城西支行"));
    // A position that another confirms, and one that still waits.
    let other = app.person("任二", Role::HqHr, app.head_office).await;
    let position = |role: &str| {
        json!({ "employee_id": me, "role": role, "org_unit_id": c.branch,
        "valid_from": "2026-12-01", "reason": "充实考评小组" })
    };
    c.hr.post("/api/v1/positions", position("group_member")).await.expect(201);
    decide(&other, "agreed").await.expect(200);
    c.hr.post("/api/v1/positions", position("supervisor")).await.expect(201);
    // Certified by the branch, and overturned by head office.
    let file = c.certified(Grade::Level2).await;
    let certificate = text(&file["certificate"], "id").to_owned();
    let overturn =
        json!({ "outcome": "overturned", "reason": "面试评分依据不足", "effective_on": "2026-11-24" });
    let review = format!("/api/v1/certificates/{certificate}/review");
    let version = [("if-match", "\"1\"".to_owned())];
    c.business.request(Method::POST, &review, Some(overturn), &version).await.expect(200);
    // Stated, recorded, lifted.
    state(&c.hr, me, "health").await;
    let record = adverse(&c.hr, me).await;
    let lift = format!("/api/v1/adverse-records/{}/lift", text(&record, "id"));
    c.hr.request(Method::POST, &lift, Some(json!({ "reason": "复核撤销" })), &version).await.expect(200);
    // Assessed; keeps a virtual manager; is to leave.
    let result = json!({ "period_from": "2025-01-01", "period_to": "2026-10-31", "passed": true,
        "evidence": "考核表", "assessed_on": "2026-11-20" });
    c.group.post(&format!("/api/v1/managers/{}/term-results", c.manager), result).await.expect(201);
    let virtual_one = json!({ "name": "城东公共客户", "branch_id": c.branch, "reason": "留存暂难落实的客户",
        "maintainers": [{ "employee_id": me, "valid_from": "2026-11-24" }] });
    c.president.post("/api/v1/managers", virtual_one).await.expect(201);
    let leaving = json!({ "employee_id": me, "scope": "post", "leaves_on": "2026-12-31", "reason": "转岗" });
    let leaving = c.hr.post("/api/v1/leavings", leaving).await.expect(201);
    // Training of the branch, for which the manager is enrolled.
    let at = start_of_tests().plus(Duration::days(3));
    let event = json!({ "branch_id": c.branch, "title": "合规培训", "content": "案例", "place": "三楼",
        "starts_at": at, "ends_at": at.plus(Duration::hours(2)) });
    let event = c.president.post("/api/v1/trainings", event).await.expect(201);
    c.rm.put(&format!("/api/v1/trainings/{}/enrolment", text(&event, "id")), json!({})).await;

    let all = whole(&c.hr, me).await;
    in_order(&all);
    let told: BTreeSet<&str> = codes(&all).into_iter().collect();
    for code in [
        "hired",
        "position_held",
        "position_proposed",
        "manager_made",
        "manager_changed",
        "certification_registered",
        "certification_reviewed",
        "certificate_granted",
        "certificate_overturned",
        "grade_certified",
        "grade_overturned",
        "exam_passed",
        "qualification_stated",
        "adverse_recorded",
        "adverse_lifted",
        "term_assessed",
        "maintenance_begun",
        "leaving_started",
        "training_enrolled",
    ] {
        assert!(told.contains(code), "{code} of {told:?}");
    }
    let one = |code: &str| all.iter().find(|e| e["code"] == code).unwrap();
    let overturned = one("grade_overturned");
    assert_eq!(
        (&overturned["params"]["from_grade"], &overturned["params"]["grade"], &overturned["clause"]),
        (&json!("level_2"), &json!("level_3"), &json!("E2.4"))
    );
    assert_eq!(one("certificate_overturned")["link"]["id"], file["id"]);
    assert_eq!(one("leaving_started")["link"]["id"], leaving["id"]);
    assert_eq!(one("maintenance_begun")["params"]["title"], "城东公共客户");
    assert_eq!(one("manager_changed")["params"]["changes"], json!(["grade"]));
    let waiting = one("position_proposed");
    assert_eq!(
        (&waiting["params"]["role"], &waiting["params"]["unit_name"], &waiting["params"]["request_state"]),
        (&json!("supervisor"), &json!("城东支行"), &json!("pending"))
    );
    let ahead = all.iter().find(|e| e["code"] == "position_held" && e["on"] == "2026-12-01").unwrap();
    assert_eq!((&ahead["params"]["role"], &ahead["at"]), (&json!("group_member"), &Value::Null));
    let keys: BTreeSet<&str> = all.iter().map(|e| text(e, "key")).collect();
    assert_eq!(keys.len(), all.len(), "each entry once");

    // Every clause is one of the regulations'.
    let clauses = c.hr.get("/api/v1/clauses").await.expect(200);
    let known: BTreeSet<&str> = clauses["items"].as_array().unwrap().iter().map(|c| text(c, "id")).collect();
    for e in &all {
        assert!(e["clause"].as_str().is_none_or(|clause| known.contains(clause)), "{e}");
    }

    // Pages put together are the whole, whatever is written above them meanwhile.
    for limit in [1, 3, 7] {
        let (mut paged, mut cursor): (Vec<Value>, Option<String>) = (Vec::new(), None);
        loop {
            let from = cursor.as_ref().map_or_else(String::new, |c| format!("&cursor={c}"));
            let page = c.hr.get(&path(me, &format!("?limit={limit}{from}"))).await.expect(200);
            paged.extend(page["items"].as_array().unwrap().clone());
            match page["next_cursor"].as_str() {
                Some(next) => cursor = Some(next.to_owned()),
                None => break,
            }
        }
        assert_eq!(paged, all, "by {limit}");
    }
    let first = c.hr.get(&path(me, "?limit=5")).await.expect(200);
    let next = format!("?limit=5&cursor={}", first["next_cursor"].as_str().unwrap());
    let before = c.hr.get(&path(me, &next)).await.expect(200);
    app.advance(Duration::seconds(30));
    state(&c.hr, me, "character").await;
    assert_eq!(c.hr.get(&path(me, &next)).await.expect(200)["items"], before["items"]);
    let all = whole(&c.hr, me).await;

    // Each kind alone is that part of the whole.
    let mut parts = 0;
    for kind in kinds(&c.hr, me).await {
        let page = c.hr.get(&path(me, &format!("?limit=200&kind={kind}"))).await.expect(200);
        let of_kind: Vec<Value> = all.iter().filter(|e| e["kind"] == *kind).cloned().collect();
        assert_eq!(page["items"], json!(of_kind), "{kind}");
        parts += of_kind.len();
    }
    assert_eq!(parts, all.len());
    c.hr.get(&path(me, "?kind=everything")).await.refused(422, "invalid_query");
    c.hr.get(&path(me, "?cursor=abc")).await.refused(422, "invalid_cursor");

    // As many as the rooms behind it have.
    let manager = format!("/api/v1/managers/{}", c.manager);
    for (list, wanted) in [
        (format!("{manager}/history?limit=200"), vec!["manager_made", "manager_changed"]),
        (format!("/api/v1/employees/{me}/qualification-statements?limit=200"), vec!["qualification_stated"]),
        (format!("/api/v1/exam-results?limit=200&employee_id={me}"), vec!["exam_passed", "exam_failed"]),
    ] {
        let found = c.hr.get(&list).await.expect(200)["items"].as_array().unwrap().len();
        assert_eq!(codes(&all).iter().filter(|code| wanted.contains(code)).count(), found, "{list}");
    }
    let grade = c.hr.get(&format!("{manager}/grade")).await.expect(200);
    let changes = codes(&all).iter().filter(|code| code.starts_with("grade_")).count();
    assert_eq!(grade["changes"].as_array().unwrap().len(), changes);

    // Ways to where else the person stands.
    let page = c.hr.get(&path(me, "?limit=1")).await.expect(200);
    let ways: Vec<&str> = page["links"].as_array().unwrap().iter().map(|l| text(l, "target")).collect();
    assert_eq!(ways, ["manager", "qualification", "leaving"]);
    let nobody = app.employee("钱西", west);
    let empty = c.hr.get(&path(nobody, "")).await.expect(200);
    assert_eq!(codes(empty["items"].as_array().unwrap()), ["hired"]);
}

#[actix_web::test]
async fn nobody_reads_here_what_the_rooms_do_not_show() {
    let app = TestApp::new().await;
    let c = certification::cast(&app, Grade::Level3).await;
    let me = c.rm.employee_id;
    c.certified(Grade::Level2).await;
    state(&c.hr, me, "health").await;
    adverse(&c.hr, me).await;
    let position = json!({ "employee_id": me, "role": "supervisor", "org_unit_id": c.branch,
        "valid_from": "2026-12-01", "reason": "补缺" });
    c.hr.post("/api/v1/positions", position).await.expect(201);

    let west = app.branch("B02", "城西支行");
    let elsewhere = app.person("何西", Role::President, west).await;
    let (peer, _) = app.rm("李秋", c.branch, ManagerClass::A, Grade::Level2).await;
    for hidden in [&elsewhere, &peer] {
        hidden.get(&path(me, "")).await.refused(404, "not_found");
    }
    c.hr.get(&path(EmployeeId::new(), "")).await.refused(404, "not_found");

    let all = [
        "employment",
        "position",
        "manager",
        "term",
        "certification",
        "grade",
        "qualification",
        "register",
        "exam",
        "training",
        "recruitment",
        "dispatch",
        "maintenance",
        "leaving",
    ];
    let without = |gone: &[&str]| -> Vec<String> {
        all.iter().filter(|k| !gone.contains(k)).map(|k| (*k).to_owned()).collect()
    };
    assert_eq!(kinds(&c.hr, me).await, without(&[]));
    assert_eq!(kinds(&c.rm, me).await, without(&[]), "one's own is shown whole");

    // The branch sees no register of adverse records; its room is head office's.
    assert_eq!(kinds(&c.president, me).await, without(&["register"]));
    let seen = whole(&c.president, me).await;
    assert!(!codes(&seen).iter().any(|code| code.starts_with("adverse")));
    assert!(codes(&seen).contains(&"position_proposed"), "presidents see requests of their branch");
    assert!(!codes(&whole(&c.group, me).await).contains(&"position_proposed"));
    let register = c.president.get(&path(me, "?kind=register")).await.expect(200);
    assert_eq!(register["items"], json!([]));

    // Credit sees files of certification and no certificate; what is stated of health is not its matter.
    let credit = app.person("郑贷", Role::HqCredit, app.head_office).await;
    let seen = whole(&credit, me).await;
    let told: BTreeSet<&str> = codes(&seen).into_iter().collect();
    assert!(told.contains("certification_registered") && told.contains("manager_changed"));
    for code in
        ["certificate_granted", "qualification_stated", "adverse_recorded", "exam_passed", "grade_certified"]
    {
        assert!(!told.contains(code), "{code}");
    }
    assert_eq!(
        kinds(&credit, me).await,
        ["employment", "position", "manager", "certification", "dispatch", "maintenance"]
    );

    // Logins are an administrator's matter: employment and positions alone.
    let admin = app.person("关理", Role::Admin, app.head_office).await;
    assert_eq!(kinds(&admin, me).await, ["employment", "position"]);
    assert!(codes(&whole(&admin, me).await).iter().all(|c| ["hired", "position_held"].contains(c)));

    // Somebody who gains by a proposal is not told of it here.
    assert!(!codes(&whole(&c.rm, me).await).contains(&"position_proposed"));
    assert!(codes(&whole(&c.rm, me).await).contains(&"adverse_recorded"));
    let auditor = app.person("审计", Role::Auditor, app.head_office).await;
    assert_eq!(kinds(&auditor, me).await, without(&[]));
    app.anonymous(Method::GET, &path(me, ""), None).await.refused(401, "unauthenticated");
}

#[actix_web::test]
async fn an_application_is_followed_to_the_appointment_once_it_is_public() {
    let app = TestApp::new().await;
    let mut cast = recruitment::Cast::new(&app).await;
    let round = cast.announced(1, [90, 80, 70]).await;
    let (winner, second) = (cast.applicants[0].employee_id, cast.applicants[1].employee_id);
    let of_round = |items: &[Value]| -> Vec<(String, Value)> {
        items
            .iter()
            .filter(|e| e["kind"] == "recruitment")
            .map(|e| (text(e, "code").to_owned(), e["params"]["place"].clone()))
            .collect()
    };
    let told = of_round(&whole(&cast.applicants[1], second).await);
    assert_eq!(told, [("post_ranked".to_owned(), json!(2)), ("post_applied".to_owned(), Value::Null)]);
    // While the announcement is taken back nobody has a place.
    let version = [("if-match", format!("\"{}\"", round["version"]))];
    let withdraw = format!("/api/v1/recruitments/{}/withdraw-announcement", text(&round, "id"));
    let why = Some(json!({ "reason": "核对计分" }));
    let round = cast.hr.request(Method::POST, &withdraw, why, &version).await.expect(200);
    assert_eq!(of_round(&whole(&cast.hr, second).await).len(), 1);
    recruitment::act(&cast.hr, &round, "/announce", None).await.expect(200);
    cast.go_to(recruitment::NOTICED + 60).await;
    let round = cast.now(&round).await;
    let propose = Some(json!({ "term_from": "2026-12-21", "reason": "公示期满" }));
    let proposed = recruitment::act(&cast.hr, &round, "/appointment", propose).await.expect(200);
    recruitment::decide(&cast.president, &proposed, "agreed").await.expect(200);
    let all = whole(&cast.applicants[0], winner).await;
    in_order(&all);
    let told: Vec<String> = of_round(&all).into_iter().map(|(code, _)| code).collect();
    assert_eq!(told, ["post_appointed", "post_ranked", "post_applied"]);
    let made = all.iter().find(|e| e["code"] == "manager_made").unwrap();
    assert_eq!((&made["on"], &made["params"]["class"]), (&json!("2026-12-21"), &json!("b")));
    assert!(all.iter().any(|e| e["code"] == "rating_closed"));
}

#[actix_web::test]
async fn what_the_hr_system_said_and_the_record_repeats_stands_once() {
    let app = TestApp::new().await;
    let (_, machine) = crate::hr::bank(&app).await;
    let branch = app.branch("B01", "城东支行");
    app.branch("B02", "城西支行");
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let send = |body: Value| machine.post("/api/v1/hr/events", body);
    let hire = json!({ "biz_id": "HR-1", "kind": "hire", "employee_no": "E900", "name": "方晓", "org_unit_code": "B01",
        "effective_on": "2026-11-20" });
    send(hire).await.expect(201);
    let moved = json!({ "biz_id": "HR-2", "kind": "transfer", "employee_no": "E900", "org_unit_code": "B02",
        "effective_on": "2026-11-24", "reason": "轮岗" });
    send(moved).await.expect(201);
    let gone = json!({ "biz_id": "HR-3", "kind": "leave", "employee_no": "E900", "effective_on": "2026-12-31",
        "reason": "合同到期" });
    send(gone).await.expect(201);
    let found = hr.get("/api/v1/employees?q=E900").await.expect(200);
    let id: EmployeeId = text(&found["items"][0], "id").parse().unwrap();
    let all = whole(&hr, id).await;
    let told: Vec<(&str, &str)> =
        all.iter().filter(|e| e["kind"] == "employment").map(|e| (text(e, "code"), text(e, "on"))).collect();
    assert_eq!(told, [("left", "2026-12-31"), ("moved", "2026-11-24"), ("hired", "2026-11-20")]);
    assert_eq!(all.iter().find(|e| e["code"] == "moved").unwrap()["params"]["unit_name"], "城西支行");
    assert_eq!(all.iter().find(|e| e["code"] == "hired").unwrap()["params"]["unit_name"], "城东支行");
    // The branch that the person left behind reaches them no more.
    let east = app.person("王芳", Role::President, branch).await;
    east.get(&path(id, "")).await.refused(404, "not_found");
}

#[actix_web::test]
async fn who_comes_back_keeps_the_time_before_on_record_and_in_experience() {
    let app = TestApp::new().await;
    let (_, machine) = crate::hr::bank(&app).await;
    let branch = app.branch("B01", "城东支行");
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let id = app.employee("方晓", branch);
    let no = hr.get("/api/v1/employees?q=fx").await.expect(200)["items"][0]["employee_no"].clone();
    let event = |biz_id: &str, kind: &str, day: &str| json!({ "biz_id": biz_id, "kind": kind, "employee_no": no, "effective_on": day });
    machine.post("/api/v1/hr/events", event("HR-1", "leave", "2026-07-01")).await.expect(201);
    machine.post("/api/v1/hr/events", event("HR-2", "rehire", "2026-11-01")).await.expect(201);
    let told: Vec<(String, String)> =
        whole(&hr, id).await.iter().map(|e| (text(e, "code").to_owned(), text(e, "on").to_owned())).collect();
    let wanted = [("rehired", "2026-11-01"), ("left", "2026-07-01"), ("hired", "2015-07-01")];
    assert_eq!(told, wanted.map(|(code, on)| (code.to_owned(), on.to_owned())));
    let view =
        hr.get(&format!("/api/v1/employees/{id}/qualification?class=a&grade=level_3")).await.expect(200);
    let lines = view["lines"].as_array().unwrap();
    let experience = lines.iter().find(|l| l["line"] == "experience").unwrap();
    assert_eq!(
        experience["experience"]["months"],
        11 * 12,
        "eleven years; what is left of the new time is no month"
    );
    crate::dumps::keep(&app, "back");
}
