//! Training: who enrols, who comes, and what is owed (D8.2).

use actix_web::http::Method;
use chrono::Duration;
use kejing::auth::Role;
use kejing::db::Ts;
use kejing::org::model::OrgUnitId;
use kejing::staffing::model::{Grade, ManagerClass};
use kejing::staffing::training::clock::remind;
use serde_json::{Value, json};

use crate::support::{Answer, Person, TestApp, start_of_tests};

fn at(hours: i64) -> Ts {
    start_of_tests().plus(Duration::hours(hours))
}

/// Plans an event from the 24th to the 26th hour of the test.
async fn plan(by: &Person<'_>, branch: Option<OrgUnitId>, seats: Option<i32>) -> Value {
    let body = json!({ "branch_id": branch, "title": "授信尽职调查", "content": "现场核查要点", "place": "三楼培训室",
        "starts_at": at(24), "ends_at": at(26), "seats": seats });
    by.post("/api/v1/trainings", body).await.expect(201)
}

fn path(event: &Value, rest: &str) -> String {
    format!("/api/v1/trainings/{}{rest}", event["id"].as_str().unwrap())
}

async fn enrol(rm: &Person<'_>, event: &Value) -> Answer {
    rm.request(Method::PUT, &path(event, "/enrolment"), None, &[]).await
}

async fn check_in(rm: &Person<'_>, event: &Value, code: &str) -> Answer {
    rm.request(Method::POST, &path(event, "/check-in"), Some(json!({ "code": code })), &[]).await
}

async fn close(by: &Person<'_>, event: &Value) -> Answer {
    let version = by.get(&path(event, "")).await.expect(200)["version"].as_i64().unwrap();
    let version = [("if-match", format!("\"{version}\""))];
    by.request(Method::POST, &path(event, "/close"), None, &version).await
}

async fn go_to(app: &TestApp, hours: i64, people: &mut [&mut Person<'_>]) {
    app.set_time(at(hours));
    for p in people {
        p.sign_in().await;
    }
}

async fn count(of: &Person<'_>, year: i32) -> (i64, i64) {
    let counts = of.get(&format!("/api/v1/training-counts?year={year}")).await.expect(200);
    let item = &counts["items"][0];
    (item["attended"].as_i64().unwrap(), item["owed"].as_i64().unwrap())
}

#[actix_web::test]
async fn whoever_is_in_the_room_shows_it_by_the_code_of_the_minute() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let mut hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let (mut zhang, _) = app.rm("张三", branch, ManagerClass::A, Grade::Senior).await;
    let (mut li, _) = app.rm("李秋", branch, ManagerClass::A, Grade::Level1).await;
    let (event, other) = (plan(&hr, None, None).await, plan(&hr, None, None).await);
    enrol(&zhang, &event).await.expect(200);
    enrol(&li, &event).await.expect(200);
    assert_eq!(enrol(&li, &event).await.expect(200)["taken"], 2, "a repeated enrolment takes one seat");
    hr.get(&path(&event, "/code")).await.refused(409, "training_state");

    go_to(&app, 24, &mut [&mut hr, &mut zhang, &mut li]).await;
    let code = |e: &Value| path(e, "/code");
    let right = hr.get(&code(&event)).await.expect(200)["code"].as_str().unwrap().to_owned();
    let elsewhere = hr.get(&code(&other)).await.expect(200)["code"].as_str().unwrap().to_owned();
    assert_ne!(right, elsewhere);
    zhang.get(&code(&event)).await.refused(403, "forbidden");
    let refused = check_in(&zhang, &event, &elsewhere).await.refused(422, "invalid_body");
    assert_eq!(refused["errors"][0]["code"], "wrong_code");

    app.advance(Duration::seconds(60));
    assert_eq!(
        check_in(&zhang, &event, &right).await.expect(200)["mine"],
        "attended",
        "the last code counts"
    );
    app.advance(Duration::seconds(60));
    check_in(&li, &event, &right).await.refused(422, "invalid_body");
    for _ in 0..4 {
        check_in(&li, &event, "000000").await;
    }
    let now = hr.get(&code(&event)).await.expect(200)["code"].as_str().unwrap().to_owned();
    check_in(&li, &event, &now).await.refused(429, "too_many_requests");
    assert_eq!(count(&zhang, 2026).await, (1, 2));

    close(&hr, &event).await.refused(409, "training_state");
    go_to(&app, 26, &mut [&mut hr, &mut zhang, &mut li]).await;
    close(&hr, &event).await.expect(200);
    let list = hr.get(&path(&event, "/attendances")).await.expect(200);
    let states: Vec<_> =
        list["items"].as_array().unwrap().iter().map(|i| (&i["name"], &i["state"])).collect();
    assert_eq!(states, [(&json!("李秋"), &json!("absent")), (&json!("张三"), &json!("attended"))]);
    assert_eq!(count(&li, 2026).await, (0, 2));
    crate::dumps::keep(&app, "training");
}

#[actix_web::test]
async fn the_last_seat_is_taken_once() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let (zhang, _) = app.rm("张三", branch, ManagerClass::A, Grade::Senior).await;
    let (li, _) = app.rm("李秋", branch, ManagerClass::A, Grade::Level1).await;
    let event = plan(&hr, None, Some(1)).await;
    let (one, two) = futures_util::future::join(enrol(&zhang, &event), enrol(&li, &event)).await;
    let mut states = [one.status, two.status];
    states.sort_unstable();
    assert_eq!(states, [200, 409]);
    let (first, last) = if one.status == 200 { (&zhang, &li) } else { (&li, &zhang) };
    let why = json!({ "reason": "陪同客户办理抵押登记" });
    first.request(Method::PUT, &path(&event, "/excuse"), Some(why), &[]).await.expect(200);
    assert_eq!(enrol(last, &event).await.expect(200)["taken"], 1, "an excuse frees the seat");
    enrol(first, &event).await.refused(409, "training_full");
    last.delete(&path(&event, "/enrolment")).await.expect(200);
    assert_eq!(first.get(&path(&event, "")).await.expect(200)["taken"], 0);
}

#[actix_web::test]
async fn branches_see_their_own_and_head_offices_events() {
    let app = TestApp::new().await;
    let (east, west) = (app.branch("B01", "城东支行"), app.branch("B02", "城西支行"));
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let s = app.person("吴冠", Role::Supervisor, east).await;
    let other = app.person("何西", Role::Supervisor, west).await;
    let (zhang, m) = app.rm("张三", east, ManagerClass::A, Grade::Senior).await;
    let (wang, _) = app.rm("王五", west, ManagerClass::A, Grade::Senior).await;
    let (heads, easts) = (plan(&hr, None, None).await, plan(&s, Some(east), None).await);
    s.post(
        "/api/v1/trainings",
        json!({ "title": "x", "content": "x", "place": "x", "starts_at": at(1), "ends_at": at(2) }),
    )
    .await
    .refused(403, "forbidden");
    for (who, sees) in [(&zhang, 2), (&wang, 1), (&other, 1), (&hr, 2)] {
        let list = who.get("/api/v1/trainings").await.expect(200);
        assert_eq!(list["items"].as_array().unwrap().len(), sees);
    }
    other.get(&path(&easts, "")).await.refused(404, "not_found");
    enrol(&wang, &easts).await.refused(404, "not_found");
    enrol(&zhang, &heads).await.expect(200);
    enrol(&wang, &heads).await.expect(200);
    let seen = s.get(&path(&heads, "/attendances")).await.expect(200);
    assert_eq!(seen["items"].as_array().unwrap().len(), 1, "a branch sees its own people");
    let record = path(&heads, &format!("/attendances/{m}"));
    let came = Some(json!({ "state": "attended" }));
    s.request(Method::PUT, &record, came.clone(), &[]).await.refused(403, "forbidden");
    hr.request(Method::PUT, &record, came, &[]).await.refused(409, "training_state");
    zhang.get(&path(&heads, "/attendances")).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn an_absence_after_the_start_is_the_organisers_to_excuse_and_a_year_counts_for_itself() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let mut hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let (mut zhang, m) = app.rm("张三", branch, ManagerClass::A, Grade::Senior).await;
    let event = plan(&hr, None, None).await;
    enrol(&zhang, &event).await.expect(200);
    go_to(&app, 25, &mut [&mut hr, &mut zhang]).await;
    let why = Some(json!({ "reason": "生病" }));
    zhang.request(Method::PUT, &path(&event, "/excuse"), why, &[]).await.refused(409, "training_state");
    let record = path(&event, &format!("/attendances/{m}"));
    let bare = hr.request(Method::PUT, &record, Some(json!({ "state": "excused" })), &[]).await;
    assert_eq!(bare.refused(422, "invalid_body")["errors"][0]["pointer"], "/reason");
    let came = Some(json!({ "state": "attended" }));
    hr.request(Method::PUT, &record, came, &[]).await.expect(200);
    assert_eq!((count(&zhang, 2026).await, count(&zhang, 2027).await), ((1, 2), (0, 2)));
    let short = hr.get("/api/v1/training-counts?short=true").await.expect(200);
    assert_eq!((short["events"].as_i64(), short["items"].as_array().unwrap().len()), (Some(1), 1));

    remind(&app.app).unwrap();
    remind(&app.app).unwrap();
    let told = zhang.get("/api/v1/notices").await.expect(200);
    assert_eq!(told["items"].as_array().unwrap().len(), 1, "once a month");
    assert!(hr.get("/api/v1/notices").await.expect(200).to_string().contains('2'));
}

#[actix_web::test]
async fn a_supervisor_enrols_the_own_branch_and_nobody_elses() {
    let app = TestApp::new().await;
    let (branch, west) = (app.branch("B01", "城东支行"), app.branch("B02", "城西支行"));
    let mut hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let mut supervisor = app.person("吴冠", Role::Supervisor, branch).await;
    let (zhang, m) = app.rm("张三", branch, ManagerClass::A, Grade::Senior).await;
    let (li, other) = app.rm("李西", west, ManagerClass::A, Grade::Level1).await;
    let (event, theirs) = (plan(&hr, None, Some(1)).await, plan(&hr, Some(west), None).await);
    let to = |event: &Value, m| path(event, &format!("/enrolments/{m}"));
    let none = || Value::Null;

    zhang.put(&to(&event, m), none()).await.refused(403, "forbidden");
    supervisor.put(&to(&event, other), none()).await.refused(404, "not_found");
    supervisor.put(&to(&theirs, m), none()).await.refused(404, "not_found");
    let enrolled = supervisor.put(&to(&event, m), none()).await.expect(200);
    assert_eq!((&enrolled["name"], &enrolled["state"]), (&json!("张三"), &json!("enrolled")));
    supervisor.put(&to(&event, m), none()).await.expect(200);
    let told = zhang.get("/api/v1/notices").await.expect(200);
    assert_eq!(told["items"].as_array().unwrap().len(), 1, "told once");
    assert_eq!(zhang.get(&path(&event, "")).await.expect(200)["mine"], "enrolled");
    hr.put(&to(&event, other), none()).await.refused(409, "training_full");
    supervisor.delete(&to(&event, m)).await.expect(204);
    supervisor.delete(&to(&event, m)).await.refused(404, "not_found");
    hr.put(&to(&event, other), none()).await.expect(200);

    // Who said why they will not come is not put back on the list by somebody else.
    let why = json!({ "reason": "陪同客户办理抵押登记" });
    li.request(Method::PUT, &path(&event, "/excuse"), Some(why), &[]).await.expect(200);
    hr.put(&to(&event, other), none()).await.refused(409, "training_state");
    hr.delete(&to(&event, other)).await.refused(409, "training_state");
    go_to(&app, 24, &mut [&mut hr, &mut supervisor]).await;
    supervisor.put(&to(&event, m), none()).await.refused(409, "training_state");
}
