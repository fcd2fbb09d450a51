//! Tokens: what is forged, foreign, spent or misplaced opens nothing.

use actix_web::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use kejing::auth::Role;
use serde_json::{Value, json};

use crate::support::{Answer, PASSWORD, Person, TestApp};

async fn me_with(app: &TestApp, token: &str) -> Answer {
    let bearer = [("authorization", format!("Bearer {token}"))];
    app.send(Method::GET, "/api/v1/me", None, &bearer).await
}

async fn refresh(app: &TestApp, cookie: &str) -> Answer {
    app.send(Method::POST, "/api/v1/sessions/refresh", None, &[("cookie", cookie.to_owned())]).await
}

fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
}

fn claims_of(p: &Person<'_>) -> Value {
    let middle = p.token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(middle).unwrap()).unwrap()
}

fn header_of(app: &TestApp) -> Header {
    let kid = Some(app.app.keys().jwt_key().0.to_owned());
    Header { typ: Some("at+jwt".into()), kid, ..Header::new(Algorithm::HS256) }
}

#[actix_web::test]
async fn a_token_without_a_signature_is_refused() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Admin, app.head_office).await;
    let part = |v: &Value| URL_SAFE_NO_PAD.encode(v.to_string());
    let kid = app.app.keys().jwt_key().0;
    for alg in ["none", "None", "HS256", "RS256"] {
        let head = part(&json!({"alg": alg, "typ": "at+jwt", "kid": kid}));
        for signature in ["", "AAAA"] {
            let token = format!("{head}.{}.{signature}", part(&claims_of(&p)));
            me_with(&app, &token).await.refused(401, "unauthenticated");
        }
    }
}

#[actix_web::test]
async fn a_foreign_key_opens_nothing_whatever_it_calls_itself() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Admin, app.head_office).await;
    let theirs = EncodingKey::from_secret(&[7; 32]);
    let with = |change: fn(&mut Header)| {
        let mut header = header_of(&app);
        change(&mut header);
        encode(&header, &claims_of(&p), &theirs).unwrap()
    };
    let forged = [
        with(|_| {}),
        with(|h| h.kid = Some("jwt-20260101-abcdef".into())),
        with(|h| h.kid = None),
        with(|h| h.kid = Some("../../etc/passwd".into())),
        with(|h| h.jku = Some("https://evil.example/jwks.json".into())),
    ];
    for token in forged {
        me_with(&app, &token).await.refused(401, "unauthenticated");
    }
}

#[actix_web::test]
async fn our_own_key_signs_access_tokens_of_this_server_alone() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Admin, app.head_office).await;
    let ours = EncodingKey::from_secret(app.app.keys().jwt_key().1);
    let claims = claims_of(&p);
    me_with(&app, &encode(&header_of(&app), &claims, &ours).unwrap()).await.expect(200);
    let changed = |field: &str, value: Value| {
        let mut c = claims.clone();
        c[field] = value;
        c
    };
    let iat = claims["iat"].as_i64().unwrap();
    let others = [
        changed("aud", json!("hr-api")),
        changed("iss", json!("somebody")),
        changed("exp", json!(iat)),
        changed("iat", json!(iat + 3600)),
        changed("sid", json!("01890000-0000-7000-8000-000000000000")),
        changed("sub", json!("01890000-0000-7000-8000-000000000000")),
    ];
    for c in others {
        me_with(&app, &encode(&header_of(&app), &c, &ours).unwrap()).await.refused(401, "unauthenticated");
    }
    let other_kind = Header { typ: Some("JWT".into()), ..header_of(&app) };
    me_with(&app, &encode(&other_kind, &claims, &ours).unwrap()).await.refused(401, "unauthenticated");
}

#[actix_web::test]
async fn a_refresh_token_is_no_access_token_and_the_other_way_round() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Admin, app.head_office).await;
    let value = p.cookie.split_once('=').unwrap().1.to_owned();
    me_with(&app, &value).await.refused(401, "unauthenticated");
    let name = p.cookie.split_once('=').unwrap().0;
    refresh(&app, &format!("{name}={}", p.token)).await.refused(401, "unauthenticated");
    refresh(&app, &format!("{name}={}", value.replace('.', ".00"))).await.refused(401, "unauthenticated");
    refresh(&app, &p.cookie).await.expect(200);
}

#[actix_web::test]
async fn a_spent_refresh_token_kills_its_family_after_a_minute() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Admin, app.head_office).await;
    let first = refresh(&app, &p.cookie).await;
    app.advance(Duration::seconds(61));
    refresh(&app, &p.cookie).await.refused(401, "unauthenticated");
    refresh(&app, &cookie_of(&first)).await.refused(401, "unauthenticated");
    let token = first.json["access_token"].as_str().unwrap();
    me_with(&app, token).await.refused(401, "unauthenticated");
}

#[actix_web::test]
async fn each_login_is_a_session_of_its_own_and_logging_out_ends_one() {
    let app = TestApp::new().await;
    let mut p = app.person("李雷", Role::Admin, app.head_office).await;
    let (token, cookie, sid) = (p.token.clone(), p.cookie.clone(), claims_of(&p)["sid"].clone());
    p.sign_in().await;
    assert_ne!(claims_of(&p)["sid"], sid);
    p.delete("/api/v1/sessions/current").await.expect(204);
    refresh(&app, &p.cookie).await.refused(401, "unauthenticated");
    me_with(&app, &token).await.expect(200);
    refresh(&app, &cookie).await.expect(200);
}

#[actix_web::test]
async fn a_session_in_use_ends_after_twelve_hours() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Admin, app.head_office).await;
    let mut cookie = p.cookie.clone();
    for _ in 0..14 {
        app.advance(Duration::minutes(50));
        let answer = refresh(&app, &cookie).await;
        assert_eq!(answer.status, 200);
        cookie = cookie_of(&answer);
    }
    app.advance(Duration::minutes(50));
    refresh(&app, &cookie).await.refused(401, "unauthenticated");
}

#[actix_web::test]
async fn a_restart_forgets_no_failed_login() {
    let mut app = TestApp::new().await;
    let username = app.person("李雷", Role::Admin, app.head_office).await.username;
    let wrong = json!({"username": username, "password": "wrong password"});
    for _ in 0..5 {
        app.anonymous(Method::POST, "/api/v1/sessions", Some(wrong.clone()))
            .await
            .refused(401, "login_failed");
    }
    app.restart();
    let right = json!({"username": username, "password": PASSWORD});
    app.anonymous(Method::POST, "/api/v1/sessions", Some(right)).await.refused(429, "login_blocked");
}

#[actix_web::test]
async fn an_address_that_guesses_many_accounts_is_slowed_too() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Admin, app.head_office).await;
    for i in 0..50 {
        let body = json!({"username": format!("nobody.{i}"), "password": "wrong password"});
        app.anonymous(Method::POST, "/api/v1/sessions", Some(body)).await.refused(401, "login_failed");
    }
    let right = json!({"username": p.username, "password": PASSWORD});
    app.anonymous(Method::POST, "/api/v1/sessions", Some(right)).await.refused(429, "login_blocked");
}

#[actix_web::test]
async fn a_long_password_counts_to_its_last_character() {
    let app = TestApp::new().await;
    let p = app.person("李雷", Role::Rm, app.branch("B01", "城东支行")).await;
    let long = format!("{}甲", "长".repeat(99));
    p.post("/api/v1/me/password", json!({"current": PASSWORD, "password": long})).await.expect(204);
    let almost = json!({"username": p.username, "password": format!("{}乙", "长".repeat(99))});
    app.anonymous(Method::POST, "/api/v1/sessions", Some(almost)).await.refused(401, "login_failed");
    let exact = json!({"username": p.username, "password": long});
    app.anonymous(Method::POST, "/api/v1/sessions", Some(exact)).await.expect(201);
    for weak in ["short", "password1234", &format!("{}-2026!", p.username), "客经客经客经客经客经客经"]
    {
        let answer = p.post("/api/v1/me/password", json!({"current": long, "password": weak})).await;
        assert_eq!(answer.status, 422, "{weak}");
    }
}
