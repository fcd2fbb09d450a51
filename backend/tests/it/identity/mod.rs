//! Logins and sessions.

mod second_factor;
mod tokens;

use actix_web::http::Method;
use chrono::Duration;
use kejing::auth::Role;
use serde_json::json;

use crate::support::{PASSWORD, TestApp, day};

#[actix_web::test]
async fn a_person_sees_who_they_are() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let p = app.person("王芳", Role::President, branch).await;
    let me = p.get("/api/v1/me").await.expect(200);
    assert_eq!(me["name"], "王芳");
    assert_eq!(me["positions"][0]["role"], "president");
    assert_eq!(me["positions"][0]["org_unit_name"], "城东支行");
    let permissions: Vec<_> =
        me["permissions"].as_array().unwrap().iter().filter_map(|p| p.as_str()).collect();
    assert!(permissions.contains(&"list_policies") && !permissions.contains(&"list_users"));
}

#[actix_web::test]
async fn without_a_token_nothing_is_to_be_had() {
    let app = TestApp::new().await;
    app.anonymous(Method::GET, "/api/v1/me", None).await.refused(401, "unauthenticated");
    let forged = [("authorization", "Bearer abc.def.ghi".to_owned())];
    app.send(Method::GET, "/api/v1/me", None, &forged).await.refused(401, "unauthenticated");
}

#[actix_web::test]
async fn an_unknown_user_and_a_wrong_password_are_answered_alike() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Admin, app.head_office).await;
    let try_as = |name: String| {
        app.anonymous(
            Method::POST,
            "/api/v1/sessions",
            Some(json!({"username": name, "password": "wrong password"})),
        )
    };
    let mut a = try_as(p.username.clone()).await.refused(401, "login_failed");
    let mut b = try_as("nobody".into()).await.refused(401, "login_failed");
    a["trace_id"].take();
    b["trace_id"].take();
    assert_eq!(a, b);
}

#[actix_web::test]
async fn guessing_is_slowed_per_account_and_time_heals_it() {
    let app = TestApp::new().await;
    let mut p = app.person("李雷", Role::Admin, app.head_office).await;
    let wrong = json!({"username": p.username, "password": "wrong password"});
    for _ in 0..5 {
        app.anonymous(Method::POST, "/api/v1/sessions", Some(wrong.clone()))
            .await
            .refused(401, "login_failed");
    }
    let right = json!({"username": p.username, "password": PASSWORD});
    let blocked = app.anonymous(Method::POST, "/api/v1/sessions", Some(right)).await;
    assert_eq!(blocked.header("retry-after"), Some("30"));
    blocked.refused(429, "login_blocked");
    app.advance(Duration::seconds(31));
    p.sign_in().await;
    p.get("/api/v1/me").await.expect(200);
}

#[actix_web::test]
async fn logging_out_ends_the_access_token_at_once() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Admin, app.head_office).await;
    p.delete("/api/v1/sessions/current").await.expect(204);
    p.get("/api/v1/me").await.refused(401, "unauthenticated");
}

#[actix_web::test]
async fn an_access_token_ends_after_five_minutes_and_the_cookie_renews_it() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Admin, app.head_office).await;
    app.advance(Duration::seconds(301));
    p.get("/api/v1/me").await.refused(401, "unauthenticated");
    let renewed = app
        .send(Method::POST, "/api/v1/sessions/refresh", None, &[("cookie", p.cookie.clone())])
        .await
        .expect(200);
    let bearer = [("authorization", format!("Bearer {}", renewed["access_token"].as_str().unwrap()))];
    app.send(Method::GET, "/api/v1/me", None, &bearer).await.expect(200);
}

#[actix_web::test]
async fn a_lost_refresh_answer_is_given_again_and_a_stolen_one_ends_the_session() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Admin, app.head_office).await;
    let refresh = |cookie: String| {
        app.send(Method::POST, "/api/v1/sessions/refresh", None, &[]).then_with(&app, cookie)
    };
    let first = refresh(p.cookie.clone()).await;
    let again = refresh(p.cookie.clone()).await;
    let cookie_of =
        |a: &crate::support::Answer| a.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    assert_eq!(cookie_of(&first), cookie_of(&again));
    // The successor is used, then the old one turns up again.
    let next = refresh(cookie_of(&first)).await;
    assert_eq!(next.status, 200);
    refresh(p.cookie.clone()).await.refused(401, "unauthenticated");
    refresh(cookie_of(&next)).await.refused(401, "unauthenticated");
    p.get("/api/v1/me").await.refused(401, "unauthenticated");
}

/// Lets a closure send with a cookie.
trait ThenWith {
    async fn then_with(self, app: &TestApp, cookie: String) -> crate::support::Answer;
}
impl<F> ThenWith for F {
    async fn then_with(self, app: &TestApp, cookie: String) -> crate::support::Answer {
        drop(self);
        app.send(Method::POST, "/api/v1/sessions/refresh", None, &[("cookie", cookie)]).await
    }
}

#[actix_web::test]
async fn a_session_left_alone_for_an_hour_ends() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Admin, app.head_office).await;
    app.advance(Duration::minutes(61));
    app.send(Method::POST, "/api/v1/sessions/refresh", None, &[("cookie", p.cookie.clone())])
        .await
        .refused(401, "unauthenticated");
}

#[actix_web::test]
async fn an_administrator_invites_and_switches_off() {
    let app = TestApp::new().await;
    let admin = app.person("管理员", Role::Admin, app.head_office).await;
    let employee = app.employee("赵敏", app.head_office);
    app.hold(employee, Role::HqFinance, app.head_office);
    let user = admin
        .post("/api/v1/users", json!({"username": "zhao.min", "employee_id": employee}))
        .await
        .expect(201);
    assert_eq!(user["state"], "invited");
    let invite = admin
        .post(&format!("/api/v1/users/{}/invite", user["id"].as_str().unwrap()), json!({}))
        .await
        .expect(201);
    let token = invite["path"].as_str().unwrap().split('#').nth(1).unwrap().to_owned();
    let weak = json!({"token": token, "password": "zhao.min-zhao.min"});
    app.anonymous(Method::POST, "/api/v1/invites/accept", Some(weak)).await.refused(422, "password_weak");
    let good = json!({"token": token, "password": PASSWORD});
    app.anonymous(Method::POST, "/api/v1/invites/accept", Some(good.clone())).await.expect(200);
    app.anonymous(Method::POST, "/api/v1/invites/accept", Some(good)).await.refused(422, "invite_invalid");

    let login = json!({"username": "zhao.min", "password": PASSWORD});
    let session = app.anonymous(Method::POST, "/api/v1/sessions", Some(login.clone())).await.expect(201);
    let bearer = [("authorization", format!("Bearer {}", session["access_token"].as_str().unwrap()))];
    let path = format!("/api/v1/users/{}", user["id"].as_str().unwrap());
    let version = admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
    admin.patch(&path, version + 1, json!({"state": "deactivated"})).await.refused(412, "version_moved");
    admin.patch(&path, version, json!({"state": "deactivated"})).await.expect(200);
    app.send(Method::GET, "/api/v1/me", None, &bearer).await.refused(401, "unauthenticated");
    app.anonymous(Method::POST, "/api/v1/sessions", Some(login)).await.refused(401, "login_failed");
}

#[actix_web::test]
async fn a_position_that_ends_takes_its_rights_along_at_the_next_request() {
    let app = TestApp::new().await;
    let p = app.person("管理员", Role::Admin, app.head_office).await;
    p.get("/api/v1/users").await.expect(200);
    use diesel::prelude::*;
    use kejing::db::schema::positions::dsl;
    app.app
        .db()
        .write(|conn| {
            diesel::update(dsl::positions.filter(dsl::employee_id.eq(p.employee_id)))
                .set(dsl::valid_to.eq(day(2026, 11, 24)))
                .execute(conn)?;
            Ok(())
        })
        .unwrap();
    p.get("/api/v1/users").await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_creation_repeated_with_its_key_happens_once() {
    let app = TestApp::new().await;
    let admin = app.person("管理员", Role::Admin, app.head_office).await;
    let employee = app.employee("赵敏", app.head_office);
    let body = json!({"username": "zhao.min", "employee_id": employee});
    let a = admin.post_with_key("/api/v1/users", body.clone(), "key-0001").await.expect(201);
    let b = admin.post_with_key("/api/v1/users", body, "key-0001").await.expect(201);
    assert_eq!(a["id"], b["id"]);
    let other = json!({"username": "zhao.min2", "employee_id": employee});
    admin.post_with_key("/api/v1/users", other, "key-0001").await.refused(422, "idempotency_key_reused");
    let missing = json!({"username": "zhao.min3", "employee_id": employee});
    admin
        .request(Method::POST, "/api/v1/users", Some(missing), &[])
        .await
        .refused(400, "idempotency_key_missing");
}

#[actix_web::test]
async fn changing_a_password_ends_the_other_sessions() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Rm, app.branch("B01", "城东支行")).await;
    let elsewhere = json!({"username": p.username, "password": PASSWORD});
    let other = app.anonymous(Method::POST, "/api/v1/sessions", Some(elsewhere)).await.expect(201);
    let wrong = json!({"current": "not the password", "password": "另一个足够长的新密码一二"});
    p.post("/api/v1/me/password", wrong).await.refused(422, "invalid_body");
    p.post("/api/v1/me/password", json!({"current": PASSWORD, "password": "另一个足够长的新密码一二"}))
        .await
        .expect(204);
    p.get("/api/v1/me").await.expect(200);
    let bearer = [("authorization", format!("Bearer {}", other["access_token"].as_str().unwrap()))];
    app.send(Method::GET, "/api/v1/me", None, &bearer).await.refused(401, "unauthenticated");
}
