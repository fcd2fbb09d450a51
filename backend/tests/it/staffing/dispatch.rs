//! Sending senior managers across the bank (E4.2).

use actix_web::http::Method;
use chrono::Duration;
use kejing::auth::Role;
use kejing::staffing::model::{Grade, ManagerClass, ManagerId};
use serde_json::{Value, json};

use crate::rounds::bank::decide;
use crate::support::{TestApp, day};

fn to(manager: ManagerId, branch: impl serde::Serialize, from: &str, until: &str) -> Value {
    json!({ "manager_id": manager, "to_branch_id": branch, "purpose": "first_development",
        "task": "牵头滨江化工首次综合授信", "valid_from": from, "valid_to": until })
}

#[actix_web::test]
async fn a_senior_manager_is_sent_by_one_and_confirmed_by_another() {
    let app = TestApp::new().await;
    let (east, west, south) =
        (app.branch("B01", "城东支行"), app.branch("B02", "城西支行"), app.branch("B03", "城南支行"));
    let business = app.person("陈业", Role::HqBusiness, app.head_office).await;
    let mut hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let president = app.person("王芳", Role::President, west).await;
    let elsewhere = app.person("何南", Role::President, south).await;
    let (zhang, m) = app.rm("张三", east, ManagerClass::A, Grade::Senior).await;
    let (_, junior) = app.rm("李秋", east, ManagerClass::A, Grade::Level1).await;

    let refused = business.post("/api/v1/dispatches", to(junior, west, "2026-12-01", "2026-12-31")).await;
    let refused = refused.refused(422, "invalid_body");
    assert_eq!(
        (&refused["errors"][0]["code"], &refused["clause"]),
        (&json!("grade_too_low"), &json!("E4.2"))
    );
    business
        .post("/api/v1/dispatches", to(m, east, "2026-12-01", "2026-12-31"))
        .await
        .refused(422, "invalid_body");
    business
        .post("/api/v1/dispatches", to(m, west, "2026-12-31", "2026-12-01"))
        .await
        .refused(422, "invalid_body");
    elsewhere
        .post("/api/v1/dispatches", to(m, west, "2026-12-01", "2026-12-31"))
        .await
        .refused(403, "forbidden");
    let past_term = business.post("/api/v1/dispatches", to(m, west, "2027-12-01", "2028-01-02")).await;
    assert_eq!(past_term.refused(422, "invalid_body")["errors"][0]["code"], "no_standing");

    let sent =
        president.post("/api/v1/dispatches", to(m, west, "2026-11-24", "2026-12-31")).await.expect(201);
    assert_eq!((&sent["state"], &sent["today"]), (&json!("pending"), &json!(false)));
    let twice = business.post("/api/v1/dispatches", to(m, south, "2026-12-30", "2027-01-05")).await;
    assert_eq!(twice.refused(422, "invalid_body")["errors"][0]["code"], "away_then");
    decide(&hr, "agreed").await.expect(200);
    let own = zhang.get("/api/v1/dispatches").await.expect(200);
    assert_eq!((&own["items"][0]["state"], &own["items"][0]["today"]), (&json!("approved"), &json!(true)));
    assert_eq!(own["items"][0]["to_branch_name"], "城西支行");
    let told = zhang.get("/api/v1/notices").await.expect(200);
    assert!(told.to_string().contains("城西支行"));
    assert_eq!(told["items"][0]["link"], "/dispatches");
    assert_eq!(elsewhere.get("/api/v1/dispatches").await.expect(200)["items"], json!([]));

    app.advance(Duration::days(6));
    hr.sign_in().await;
    let path = format!("/api/v1/dispatches/{}/end", sent["id"].as_str().unwrap());
    let why = || Some(json!({ "reason": "项目提前完成" }));
    let at = |v: i64| [("if-match", format!("\"{v}\""))];
    hr.request(Method::POST, &path, why(), &at(1)).await.refused(412, "version_moved");
    let ended = hr.request(Method::POST, &path, why(), &at(2)).await.expect(200);
    assert_eq!((&ended["state"], &ended["valid_to"]), (&json!("ended"), &json!(day(2026, 11, 30))));
    hr.request(Method::POST, &path, why(), &at(3)).await.refused(409, "conflict");
    crate::dumps::keep(&app, "dispatch");
}

#[actix_web::test]
async fn whoever_proposed_confirms_nothing_and_a_day_that_passed_ends_the_proposal() {
    let app = TestApp::new().await;
    let (east, west) = (app.branch("B01", "城东支行"), app.branch("B02", "城西支行"));
    let mut both = app.person("陈业", Role::HqBusiness, app.head_office).await;
    app.hold(both.employee_id, Role::HqHr, app.head_office);
    let mut hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let (_, m) = app.rm("张三", east, ManagerClass::A, Grade::Senior).await;
    both.sign_in().await;
    both.post("/api/v1/dispatches", to(m, west, "2026-11-25", "2026-12-31")).await.expect(201);
    decide(&both, "agreed").await.refused(403, "self_approval");
    app.advance(Duration::days(2));
    hr.sign_in().await;
    decide(&hr, "agreed").await.refused(409, "stale");
    let list = hr.get("/api/v1/dispatches").await.expect(200);
    assert_eq!(list["items"][0]["state"], "stale");
}
