//! The second factor.

use actix_web::http::Method;
use chrono::Duration;
use kejing::auth::Role;
use kejing::identity::totp;
use serde_json::{Value, json};

use crate::support::{Answer, PASSWORD, Person, TestApp};

fn decode(text: &str) -> Vec<u8> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut out, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for c in text.chars() {
        bits = (bits << 5) | u32::try_from(ALPHABET.find(c).unwrap()).unwrap();
        count += 5;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 255) as u8);
        }
    }
    out
}

/// The code that the authenticator shows now.
fn code(app: &TestApp, secret: &str) -> String {
    totp::code_at(&decode(secret), totp::step_of(app.app.clock().now()))
}

async fn enrol(p: &Person<'_>) -> String {
    let begun = p.post("/api/v1/me/totp", json!({"current": PASSWORD})).await.expect(200);
    let secret = begun["secret"].as_str().unwrap().to_owned();
    assert!(begun["uri"].as_str().unwrap().contains(&secret));
    p.post("/api/v1/me/totp/confirm", json!({"code": code(p.test, &secret)})).await.expect(204);
    secret
}

async fn login(app: &TestApp, p: &Person<'_>, code: Option<String>) -> Answer {
    let mut body = json!({"username": p.username, "password": PASSWORD});
    if let Some(code) = code {
        body["code"] = json!(code);
    }
    app.anonymous(Method::POST, "/api/v1/sessions", Some(body)).await
}

/// A new access token of the same session.
async fn renew(p: &mut Person<'_>) {
    let sent = [("cookie", p.cookie.clone())];
    let answer = p.test.send(Method::POST, "/api/v1/sessions/refresh", None, &sent).await;
    p.cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    p.token = answer.expect(200)["access_token"].as_str().unwrap().to_owned();
}

#[actix_web::test]
async fn whoever_has_an_authenticator_signs_in_with_a_code_that_works_once() {
    let app = TestApp::new().await;
    let p = app.person("任莉", Role::HqHr, app.head_office).await;
    p.post("/api/v1/me/totp", json!({"current": "not the password"})).await.refused(422, "invalid_body");
    p.post("/api/v1/me/totp/confirm", json!({"code": "000000"})).await.refused(404, "not_found");
    let secret = enrol(&p).await;
    assert_eq!(p.get("/api/v1/me").await.expect(200)["totp"], true);
    p.post("/api/v1/me/totp", json!({"current": PASSWORD})).await.refused(409, "already_exists");

    login(&app, &p, None).await.refused(401, "code_required");
    let wrong = json!({"username": p.username, "password": "wrong password"});
    app.anonymous(Method::POST, "/api/v1/sessions", Some(wrong)).await.refused(401, "login_failed");
    // The code that confirmed is spent.
    login(&app, &p, Some(code(&app, &secret))).await.refused(401, "login_failed");
    app.advance(Duration::seconds(30));
    login(&app, &p, Some(code(&app, &secret))).await.expect(201);
    login(&app, &p, Some(code(&app, &secret))).await.refused(401, "login_failed");
    app.advance(Duration::seconds(30));
    login(&app, &p, Some(code(&app, &secret))).await.expect(201);
}

#[actix_web::test]
async fn guessed_codes_are_slowed_like_guessed_passwords() {
    let app = TestApp::new().await;
    let p = app.person("任莉", Role::HqHr, app.head_office).await;
    let secret = enrol(&p).await;
    for _ in 0..5 {
        p.post("/api/v1/sessions/current/step-up", json!({"code": "000000"}))
            .await
            .refused(422, "invalid_body");
    }
    app.advance(Duration::seconds(29));
    let right = json!({"code": code(&app, &secret)});
    p.post("/api/v1/sessions/current/step-up", right).await.refused(429, "login_blocked");
    app.advance(Duration::seconds(2));
    let right = json!({"code": code(&app, &secret)});
    p.post("/api/v1/sessions/current/step-up", right).await.expect(204);
}

async fn proposal(p: &Person<'_>, day: &str) -> Answer {
    let body = p.get("/api/v1/policies/current").await.expect(200)["body"].clone();
    p.post("/api/v1/policies", json!({"effective_from": day, "note": "调整", "body": body})).await
}

#[actix_web::test]
async fn a_weighty_act_asks_for_a_code_of_the_last_quarter_of_an_hour() {
    let app = TestApp::new().await;
    let mut p = app.person("陈业", Role::HqBusiness, app.head_office).await;
    let secret = enrol(&p).await;
    proposal(&p, "2026-12-01").await.expect(201);
    for _ in 0..3 {
        app.advance(Duration::minutes(5));
        renew(&mut p).await;
    }
    proposal(&p, "2026-12-02").await.refused(403, "step_up_required");
    let fresh = json!({"code": code(&app, &secret)});
    p.post("/api/v1/sessions/current/step-up", fresh.clone()).await.expect(204);
    p.post("/api/v1/sessions/current/step-up", fresh).await.refused(422, "invalid_body");
    proposal(&p, "2026-12-02").await.expect(201);
}

#[actix_web::test]
async fn confirming_a_position_asks_for_a_fresh_code() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let one = app.person("任莉", Role::HqHr, app.head_office).await;
    let mut two = app.person("罗人", Role::HqHr, app.head_office).await;
    let employee = app.employee("张三", branch);
    let secret = enrol(&two).await;
    let body = json!({"employee_id": employee, "role": "rm", "org_unit_id": branch, "valid_from": "2026-11-24", "reason": "x"});
    let proposed = one.post("/api/v1/positions", body).await.expect(201);
    for _ in 0..4 {
        app.advance(Duration::minutes(4));
        renew(&mut two).await;
    }
    let id = proposed["request_id"].as_str().unwrap();
    let request = two.get(&format!("/api/v1/approvals/{id}")).await.expect(200);
    let path = format!("/api/v1/approvals/{id}/decisions");
    let agree = json!({"decision": "agreed", "reason": "已核对", "payload_hash": request["payload_hash"]});
    two.post(&path, agree.clone()).await.refused(403, "step_up_required");
    two.post("/api/v1/sessions/current/step-up", json!({"code": code(&app, &secret)})).await.expect(204);
    two.post(&path, agree).await.expect(200);
}

#[actix_web::test]
async fn announcing_a_result_asks_for_a_fresh_code() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let mut s = app.person("吴冠", Role::Supervisor, branch).await;
    let secret = enrol(&s).await;
    let body = json!({"name": "存量客户", "branch_id": branch, "method": "open_tender", "opens_at": "2026-11-25T01:00:00.000000Z",
        "closes_at": "2026-11-26T01:00:00.000000Z", "effective_on": "2026-12-20"});
    let round = s.post("/api/v1/rounds", body).await.expect(201);
    for _ in 0..4 {
        app.advance(Duration::minutes(4));
        renew(&mut s).await;
    }
    let path = format!("/api/v1/rounds/{}/announce", round["id"].as_str().unwrap());
    let first = [("if-match", "\"1\"".to_owned())];
    s.request(Method::POST, &path, None, &first).await.refused(403, "step_up_required");
    s.post("/api/v1/sessions/current/step-up", json!({"code": code(&app, &secret)})).await.expect(204);
    s.request(Method::POST, &path, None, &first).await.refused(409, "round_state");
}

#[actix_web::test]
async fn where_the_bank_asks_for_a_second_factor_a_position_waits_for_it() {
    let app = TestApp::with(|config| config.totp_roles = vec![Role::Admin]).await;
    let p = app.person("关理", Role::Admin, app.head_office).await;
    let me = p.get("/api/v1/me").await.expect(200);
    assert_eq!(me["waiting_for_code"], json!(["admin"]));
    p.get("/api/v1/users").await.refused(403, "forbidden");
    let secret = enrol(&p).await;
    p.get("/api/v1/users").await.expect(200);
    app.advance(Duration::seconds(30));
    let session = login(&app, &p, Some(code(&app, &secret))).await.expect(201);
    assert_eq!(session["me"]["waiting_for_code"], json!([]));
}

#[actix_web::test]
async fn a_lost_authenticator_is_taken_away_by_another_administrator() {
    let app = TestApp::new().await;
    let admin = app.person("关理", Role::Admin, app.head_office).await;
    let p = app.person("任莉", Role::HqHr, app.head_office).await;
    let path = |v: &Value| format!("/api/v1/users/{}/totp", v["user_id"].as_str().unwrap());
    let (mine, theirs) =
        (path(&admin.get("/api/v1/me").await.expect(200)), path(&p.get("/api/v1/me").await.expect(200)));
    admin.delete(&theirs).await.refused(404, "not_found");
    enrol(&p).await;
    admin.delete(&mine).await.refused(403, "forbidden");
    p.delete(&theirs).await.refused(403, "forbidden");
    admin.delete(&theirs).await.expect(204);
    p.get("/api/v1/me").await.refused(401, "unauthenticated");
    let session = login(&app, &p, None).await.expect(201);
    assert_eq!(session["me"]["totp"], false);
}

#[actix_web::test]
async fn the_secret_is_not_readable_in_the_database() {
    let app = TestApp::new().await;
    let p = app.person("任莉", Role::HqHr, app.head_office).await;
    let secret = decode(&enrol(&p).await);
    use diesel::prelude::*;
    use kejing::db::schema::user_totps::dsl;
    let kept: Vec<Vec<u8>> =
        app.app.db().read(|conn| Ok(dsl::user_totps.select(dsl::secret).load(conn)?)).unwrap();
    assert_eq!(kept.len(), 1);
    assert!(!kept[0].windows(secret.len()).any(|w| w == secret));
}
