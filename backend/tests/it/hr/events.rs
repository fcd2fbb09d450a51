//! Employees, employment events and appointments over the HR interface.

use actix_web::http::Method;
use chrono::{Duration, NaiveDate};
use kejing::auth::Role;
use kejing::hr::events::apply_due;
use kejing::staffing::model::{Grade, ManagerClass};
use serde_json::{Value, json};

use super::{Machine, bank};
use crate::support::TestApp;

async fn event(m: &Machine<'_>, body: Value) -> crate::support::Answer {
    m.post("/api/v1/hr/events", body).await
}

fn hire(biz_id: &str, no: &str) -> Value {
    json!({ "biz_id": biz_id, "kind": "hire", "employee_no": no, "name": "方晓", "org_unit_code": "B01",
        "effective_on": "2026-12-01" })
}

fn leave(biz_id: &str, no: &str, day: &str) -> Value {
    json!({ "biz_id": biz_id, "kind": "leave", "employee_no": no, "effective_on": day, "reason": "合同到期" })
}

async fn employee(m: &Machine<'_>, no: &str) -> Value {
    m.get(&format!("/api/v1/hr/employees?employee_no={no}")).await.expect(200)["items"][0].clone()
}

#[actix_web::test]
async fn the_same_biz_id_with_the_same_content_answers_the_first_result() {
    let app = TestApp::new().await;
    let (_, m) = bank(&app).await;
    app.branch("B01", "城东支行");
    let first = event(&m, hire("HR-1", "E900")).await.expect(201);
    assert_eq!((&first["state"], &first["employee_no"]), (&json!("applied"), &json!("E900")));
    let again = event(&m, hire("HR-1", "E900")).await.expect(201);
    assert_eq!(first, again);
    event(&m, hire("HR-1", "E901")).await.refused(409, "biz_id_reused");
    let refused = event(&m, hire("HR-2", "E900")).await.refused(409, "hr_event_refused");
    assert_eq!(refused["errors"][0]["code"], "already_employed");
    assert_eq!(m.get("/api/v1/hr/events").await.expect(200)["items"].as_array().unwrap().len(), 1);

    let mut lacking = hire("HR-3", "E902");
    lacking.as_object_mut().unwrap().remove("name");
    let refused = event(&m, lacking).await.refused(422, "invalid_body");
    assert_eq!(
        (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
        (&json!("/name"), &json!("required"))
    );
    let refused = event(&m, leave("HR-4", "E999", "2026-12-31")).await.refused(422, "invalid_body");
    assert_eq!(refused["errors"][0]["pointer"], "/employee_no");
    let mut elsewhere = hire("HR-5", "E903");
    elsewhere["org_unit_code"] = json!("B99");
    event(&m, elsewhere).await.refused(422, "invalid_body");
}

#[actix_web::test]
async fn whoever_left_is_out_on_the_day_and_comes_back_without_the_old_positions() {
    let app = TestApp::new().await;
    let (_, mut m) = bank(&app).await;
    let branch = app.branch("B01", "城东支行");
    let mut p = app.person("吴冠", Role::Supervisor, branch).await;
    let me = p.get("/api/v1/me").await.expect(200);
    let no = me["employee_no"].as_str().unwrap().to_owned();
    event(&m, leave("HR-1", &no, "2026-11-26")).await.expect(201);
    p.get("/api/v1/clients").await.expect(200);
    let moved = event(&m, leave("HR-2", &no, "2026-11-25")).await.expect(201);
    assert_eq!(moved["state"], "applied", "the day may be moved until it comes");
    app.advance(Duration::hours(14));
    p.sign_in().await;
    p.get("/api/v1/clients").await.expect(200);
    app.advance(Duration::hours(1) + Duration::minutes(1));
    p.get("/api/v1/me").await.refused(401, "unauthenticated");
    let password = json!({ "username": p.username, "password": crate::support::PASSWORD });
    assert_eq!(app.anonymous(Method::POST, "/api/v1/sessions", Some(password)).await.status, 401);

    m.sign_in().await;
    let refused = event(&m, leave("HR-3", &no, "2026-12-31")).await.refused(409, "hr_event_refused");
    assert_eq!(refused["errors"][0]["code"], "has_left");
    let back = json!({ "biz_id": "HR-4", "kind": "rehire", "employee_no": no, "effective_on": "2026-11-25" });
    event(&m, back).await.expect(201);
    p.sign_in().await;
    let me = p.get("/api/v1/me").await.expect(200);
    assert_eq!(me["positions"], json!([]), "a position is proposed and confirmed anew");
    p.get("/api/v1/clients").await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_transfer_waits_for_its_day_and_is_kept_as_failed_where_it_does_not_fit_any_more() {
    let app = TestApp::new().await;
    let (admin, mut m) = bank(&app).await;
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    app.branch("B01", "城东支行");
    app.branch("B02", "城西支行");
    for (biz_id, no) in [("HR-1", "E900"), ("HR-2", "E901")] {
        let mut new = hire(biz_id, no);
        new["effective_on"] = json!("2026-11-20");
        event(&m, new).await.expect(201);
    }
    for (biz_id, no) in [("HR-3", "E900"), ("HR-4", "E901")] {
        let to = json!({ "biz_id": biz_id, "kind": "transfer", "employee_no": no, "org_unit_code": "B02",
            "effective_on": "2026-11-26" });
        assert_eq!(event(&m, to).await.expect(201)["state"], "waiting");
    }
    apply_due(&app.app).unwrap();
    assert_eq!(employee(&m, "E900").await["org_unit_code"], "B01");
    event(&m, leave("HR-5", "E901", "2026-11-25")).await.expect(201);
    app.advance(Duration::days(2));
    apply_due(&app.app).unwrap();
    apply_due(&app.app).unwrap();
    m.sign_in().await;
    assert_eq!(employee(&m, "E900").await["org_unit_code"], "B02");
    assert_eq!(employee(&m, "E901").await["org_unit_code"], "B01");
    let (mut admin, mut hr) = (admin, hr);
    admin.sign_in().await;
    hr.sign_in().await;
    let failed = admin.get("/api/v1/hr/events?state=failed").await.expect(200);
    assert_eq!(failed["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&failed["items"][0]["biz_id"], &failed["items"][0]["failure"]),
        (&json!("HR-4"), &json!("has_left"))
    );
    let told = hr.get("/api/v1/notices").await.expect(200);
    assert_eq!(told["items"].as_array().unwrap().len(), 1);
    assert!(told.to_string().contains("HR-4"));
}

#[actix_web::test]
async fn employees_are_kept_by_version_and_read_by_change() {
    let app = TestApp::new().await;
    let (_, mut m) = bank(&app).await;
    app.branch("B01", "城东支行");
    let new = json!({ "employee_no": "E900", "name": "方晓", "org_unit_code": "B01", "hire_kind": "employee",
        "hired_on": "2026-12-01" });
    let made = m.post("/api/v1/hr/employees", new.clone()).await;
    assert_eq!(made.header("etag"), Some("\"1\""));
    let made = made.expect(201);
    m.post("/api/v1/hr/employees", new).await.refused(409, "already_exists");
    let path = format!("/api/v1/hr/employees/{}", made["id"].as_str().unwrap());
    let to = json!({ "name": "方晓明" });
    m.send(Method::PATCH, &path, Some(to.clone()), &[]).await.refused(428, "version_missing");
    m.send(Method::PATCH, &path, Some(to.clone()), &[("if-match", "\"7\"".into())])
        .await
        .refused(412, "version_moved");
    app.advance(Duration::minutes(3));
    let changed = m.send(Method::PATCH, &path, Some(to), &[("if-match", "\"1\"".into())]).await.expect(200);
    assert_eq!((&changed["name"], &changed["version"]), (&json!("方晓明"), &json!(2)));
    let since = changed["changed_at"].as_str().unwrap().to_owned();
    let page = m.get(&format!("/api/v1/hr/employees?changed_since={since}")).await.expect(200);
    assert_eq!(page["items"], json!([changed]));
    let first = m.get("/api/v1/hr/employees?limit=1").await.expect(200);
    let next = first["next_cursor"].as_str().unwrap();
    let second = m.get(&format!("/api/v1/hr/employees?limit=1&cursor={next}")).await.expect(200);
    assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
    m.sign_in().await;
}

#[actix_web::test]
async fn whoever_is_called_otherwise_is_so_as_a_manager_too() {
    let app = TestApp::new().await;
    let (_, m) = bank(&app).await;
    let branch = app.branch("B01", "城东支行");
    let (zhang, id) = app.rm("张三", branch, ManagerClass::A, Grade::Level1).await;
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let path = format!("/api/v1/hr/employees/{}", zhang.employee_id);
    let to = json!({ "name": "张三丰" });
    m.send(Method::PATCH, &path, Some(to), &[("if-match", "\"1\"".into())]).await.expect(200);
    let found = hr.get("/api/v1/managers?q=zsf").await.expect(200)["items"].clone();
    assert_eq!(
        (&found[0]["id"], &found[0]["name"], &found[0]["version"]),
        (&json!(id), &json!("张三丰"), &json!(2))
    );
    let history = hr.get(&format!("/api/v1/managers/{id}/history")).await.expect(200);
    assert_eq!(history["items"].as_array().unwrap().len(), 1, "standing has not changed");
    assert_eq!(zhang.get("/api/v1/me").await.expect(200)["name"], "张三丰");
}

#[actix_web::test]
async fn appointments_grades_and_terms_are_read_by_change() {
    let app = TestApp::new().await;
    let (_, mut m) = bank(&app).await;
    let branch = app.branch("B01", "城东支行");
    let mut hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let (_, zhang) = app.rm("张三", branch, ManagerClass::A, Grade::Level1).await;
    app.rm("李秋", branch, ManagerClass::B, Grade::Level3).await;
    app.advance(Duration::days(1));
    hr.sign_in().await;
    m.sign_in().await;
    let to = json!({ "term_to": "2028-01-01", "reason": "续聘" });
    hr.patch(&format!("/api/v1/managers/{zhang}"), 1, to).await.expect(200);
    let day: NaiveDate = "2026-11-25".parse().unwrap();
    let standing = m.get("/api/v1/hr/appointments").await.expect(200);
    let items = standing["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(
        (&items[1]["grade"], &items[1]["term_to"], &items[1]["branch_code"]),
        (&json!("level_1"), &json!("2028-01-01"), &json!("B01"))
    );
    let since = items[1]["changed_at"].as_str().unwrap();
    let changes = m.get(&format!("/api/v1/hr/appointment-changes?changed_since={since}")).await.expect(200);
    assert_eq!(changes["items"].as_array().unwrap().len(), 1);
    assert_eq!(changes["items"][0]["valid_from"], json!(day));
    assert_eq!(
        m.get("/api/v1/hr/appointment-changes").await.expect(200)["items"].as_array().unwrap().len(),
        3
    );
}

#[actix_web::test]
async fn an_event_of_leaving_begins_the_handover_and_moves_its_day() {
    let app = TestApp::new().await;
    let (_, m) = bank(&app).await;
    let branch = app.branch("B01", "城东支行");
    let president = app.person("王芳", Role::President, branch).await;
    let (rm, _) = app.rm("张三", branch, ManagerClass::A, Grade::Senior).await;
    let no = rm.get("/api/v1/me").await.expect(200)["employee_no"].as_str().unwrap().to_owned();
    event(&m, leave("HR-1", &no, "2026-12-31")).await.expect(201);
    let found = rm.get("/api/v1/leavings").await.expect(200);
    let one = &found["items"][0];
    assert_eq!(
        (&one["by_hr"], &one["scope"], &one["leaves_on"]),
        (&json!(true), &json!("bank"), &json!("2026-12-31"))
    );
    assert!(president.get("/api/v1/notices").await.expect(200).to_string().contains("张三"));
    event(&m, leave("HR-2", &no, "2026-11-30")).await.expect(201);
    let path = format!("/api/v1/leavings/{}", one["id"].as_str().unwrap());
    let moved = president.get(&path).await.expect(200);
    assert_eq!((&moved["leaves_on"], &moved["acts"][0]["kind"]), (&json!("2026-11-30"), &json!("moved")));
    assert_eq!(moved["acts"][0]["done_by"], "api:人力资源系统");
    let version = [("if-match", format!("\"{}\"", moved["version"]))];
    let why = Some(json!({ "reason": "不走了" }));
    president.request(Method::POST, &format!("{path}/cancel"), why, &version).await.refused(409, "conflict");
    let clerk = app.person("何静", Role::Lobby, branch).await;
    let no = clerk.get("/api/v1/me").await.expect(200)["employee_no"].as_str().unwrap().to_owned();
    event(&m, leave("HR-3", &no, "2026-12-31")).await.expect(201);
    assert_eq!(president.get("/api/v1/leavings").await.expect(200)["items"].as_array().unwrap().len(), 1);
    crate::dumps::keep(&app, "hr");
}

#[actix_web::test]
async fn an_event_of_leaving_begins_the_handover_of_whoever_sits_on_a_panel() {
    let app = TestApp::new().await;
    let (_, m) = bank(&app).await;
    let branch = app.branch("B01", "城东支行");
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let (rm, _) = app.rm("张三", branch, ManagerClass::A, Grade::Senior).await;
    let mut raters = Vec::new();
    for (name, role) in
        [("吴冠", Role::Supervisor), ("孙萍", Role::GroupMember), ("周福", Role::VicePresident)]
    {
        raters.push(app.person(name, role, branch).await);
    }
    let members: Vec<_> = raters.iter().map(|r| r.employee_id).collect();
    let path = format!("/api/v1/employees/{}/rating-panels", rm.employee_id);
    hr.post(&path, json!({ "raters": members, "due_on": "2026-12-31" })).await.expect(201);
    let no = raters[2].get("/api/v1/me").await.expect(200)["employee_no"].as_str().unwrap().to_owned();
    event(&m, leave("HR-1", &no, "2026-12-15")).await.expect(201);
    let found = hr.get("/api/v1/leavings").await.expect(200);
    assert_eq!(
        (&found["items"][0]["employee_name"], &found["items"][0]["by_hr"]),
        (&json!("周福"), &json!(true))
    );
}
