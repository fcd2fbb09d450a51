//! API clients and their tokens (RFC 6749 4.4).

use actix_web::http::Method;
use chrono::Duration;
use kejing::auth::Role;
use serde_json::{Value, json};

use super::{ask, bank, machine};
use crate::support::{Person, TestApp};

async fn act(admin: &Person<'_>, id: &str, what: &str, body: Value) -> crate::support::Answer {
    let version = admin.get(&format!("/api/v1/api-clients/{id}")).await.expect(200)["version"].clone();
    let version = [("if-match", format!("\"{version}\""))];
    admin.request(Method::POST, &format!("/api/v1/api-clients/{id}/{what}"), Some(body), &version).await
}

const GRANT: &str = "grant_type=client_credentials";

#[actix_web::test]
async fn a_machine_gets_a_token_by_header_or_by_body_and_not_by_both() {
    let app = TestApp::new().await;
    let (_, m) = bank(&app).await;
    let by_header = ask(&app, GRANT, Some((&m.id, &m.secret))).await;
    assert_eq!(
        (by_header.header("cache-control"), by_header.header("pragma")),
        (Some("no-store"), Some("no-cache"))
    );
    let answer = by_header.expect(200);
    assert_eq!((&answer["token_type"], &answer["expires_in"]), (&json!("Bearer"), &json!(300)));
    assert_eq!(answer["scope"], super::SCOPES.join(" "));
    let by_body =
        format!("{GRANT}&client_id={}&client_secret={}&scope=hr.events%3Awrite&unknown=1", m.id, m.secret);
    assert_eq!(ask(&app, &by_body, None).await.expect(200)["scope"], "hr.events:write");

    let refused = async |form: &str, basic, status: u16, error: &str| {
        let answer = ask(&app, form, basic).await;
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.expect(status), json!({ "error": error }), "{form}");
    };
    let header = Some((m.id.as_str(), m.secret.as_str()));
    refused(&by_body, header, 400, "invalid_request").await;
    refused("", header, 400, "invalid_request").await;
    refused(&format!("{GRANT}&{GRANT}"), header, 400, "invalid_request").await;
    refused("grant_type=password", header, 400, "unsupported_grant_type").await;
    refused(&format!("{GRANT}&scope=hr.clients"), header, 400, "invalid_scope").await;
    refused(GRANT, Some((&m.id, "kjs_wrong")), 401, "invalid_client").await;
    refused(GRANT, Some(("nobody", "kjs_wrong")), 401, "invalid_client").await;
    let asked = ask(&app, GRANT, Some(("nobody", "x"))).await;
    assert!(asked.header("www-authenticate").unwrap().starts_with("Basic"));
    app.anonymous(Method::POST, "/api/v1/oauth/token", Some(json!({})))
        .await
        .refused(415, "unsupported_media_type");
}

#[actix_web::test]
async fn a_secret_is_shown_once_and_kept_by_nobody() {
    let app = TestApp::new().await;
    let admin = app.person("关理", Role::Admin, app.head_office).await;
    let auditor = app.person("沈季", Role::Auditor, app.head_office).await;
    let body = json!({ "name": "人力资源系统", "scopes": ["hr.employees:read"] });
    let first = admin.post_with_key("/api/v1/api-clients", body.clone(), "key-00000001").await.expect(201);
    let secret = first["secret"].as_str().unwrap().to_owned();
    assert!(secret.starts_with("kjs_") && secret.len() == 47);
    let again = admin.post_with_key("/api/v1/api-clients", body.clone(), "key-00000001").await.expect(201);
    assert_eq!((&again["id"], &again["secret"]), (&first["id"], &Value::Null));
    admin.post("/api/v1/api-clients", body).await.refused(409, "already_exists");
    let listed = auditor.get("/api/v1/api-clients").await.expect(200);
    assert_eq!(listed["items"][0]["created_by"], "关理");
    assert!(!listed.to_string().contains("kjs_"));
    auditor
        .post("/api/v1/api-clients", json!({ "name": "x", "scopes": ["hr.employees:read"] }))
        .await
        .refused(403, "forbidden");
    for (_, bytes) in app.files() {
        assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()));
    }
    let users = admin.get("/api/v1/users?limit=200").await.expect(200);
    assert!(!users.to_string().contains("api:"), "a machine is nobody's login");
}

#[actix_web::test]
async fn a_rotated_secret_goes_on_for_the_hours_asked_and_a_revoked_client_ends_at_once() {
    let app = TestApp::new().await;
    let (mut admin, mut m) = bank(&app).await;
    let old = m.secret.clone();
    app.advance(Duration::seconds(10));
    let rotated = act(&admin, &m.id, "rotate", json!({ "overlap_hours": 1 })).await.expect(200);
    assert!(rotated["previous_until"].is_string());
    m.get("/api/v1/hr/employees").await.expect(200);
    ask(&app, GRANT, Some((&m.id, &old))).await.expect(200);
    m.secret = rotated["secret"].as_str().unwrap().to_owned();
    m.sign_in().await;
    app.advance(Duration::minutes(61));
    ask(&app, GRANT, Some((&m.id, &old))).await.expect(401);

    m.sign_in().await;
    admin.sign_in().await;
    app.advance(Duration::seconds(10));
    let next = act(&admin, &m.id, "rotate", json!({ "overlap_hours": 0 })).await.expect(200);
    m.get("/api/v1/hr/employees").await.refused(401, "unauthenticated");
    m.secret = next["secret"].as_str().unwrap().to_owned();
    m.sign_in().await;
    m.get("/api/v1/hr/employees").await.expect(200);
    act(&admin, &m.id, "revoke", json!({ "reason": "系统更换" })).await.expect(200);
    m.get("/api/v1/hr/employees").await.refused(401, "unauthenticated");
    ask(&app, GRANT, Some((&m.id, &m.secret))).await.expect(401);
    act(&admin, &m.id, "rotate", json!({ "overlap_hours": 0 })).await.refused(409, "conflict");
}

#[actix_web::test]
async fn guessing_is_slowed_and_a_token_lives_five_minutes() {
    let app = TestApp::new().await;
    let (_, mut m) = bank(&app).await;
    for _ in 0..5 {
        ask(&app, GRANT, Some((&m.id, "kjs_wrong"))).await.expect(401);
    }
    let blocked = ask(&app, GRANT, Some((&m.id, &m.secret))).await;
    assert!(blocked.header("retry-after").is_some());
    blocked.refused(429, "login_blocked");
    app.advance(Duration::seconds(31));
    m.sign_in().await;
    app.advance(Duration::seconds(299));
    m.get("/api/v1/hr/employees").await.expect(200);
    app.advance(Duration::seconds(1));
    m.get("/api/v1/hr/employees").await.refused(401, "unauthenticated");
}

#[actix_web::test]
async fn a_machine_opens_what_its_scopes_say_and_nothing_else_of_the_contract() {
    let app = TestApp::new().await;
    let admin = app.person("关理", Role::Admin, app.head_office).await;
    let all = machine(&admin, "全部", &super::SCOPES).await;
    let doc: Value = serde_json::from_str(&kejing::server::contract().to_pretty_json().unwrap()).unwrap();
    let nowhere = "01890000-0000-7000-8000-000000000000";
    let mut asked = 0;
    for (path, item) in doc["paths"].as_object().unwrap() {
        for (method, op) in item.as_object().unwrap() {
            let Ok(verb) = method.to_uppercase().parse::<Method>() else { continue };
            let id = op["operationId"].as_str().unwrap();
            let action = kejing::auth::Action::ALL.iter().find(|a| a.as_str() == id).unwrap();
            if matches!(action.grant(), kejing::auth::permissions::Grant::Public) {
                continue;
            }
            let to = path
                .split('/')
                .map(|p| if p.starts_with('{') { nowhere } else { p })
                .collect::<Vec<_>>()
                .join("/");
            let body = (verb != Method::GET).then(|| json!({}));
            let answer = all.send(verb, &to, body, &[]).await;
            match action.scope() {
                None => assert_eq!(answer.status, 403, "{method} {path}"),
                Some(_) => {
                    assert!(![401, 403].contains(&answer.status), "{method} {path}: {}", answer.status)
                }
            }
            asked += 1;
        }
    }
    assert!(asked > 100);

    let reader = machine(&admin, "只读", &["hr.staffing:read"]).await;
    reader.get("/api/v1/hr/appointments").await.expect(200);
    reader.get("/api/v1/hr/employees").await.refused(403, "forbidden");
    reader.get("/api/v1/hr/events").await.refused(403, "forbidden");
    let person = admin.get("/api/v1/hr/employees").await;
    person.refused(403, "forbidden");
}

#[actix_web::test]
async fn the_audit_names_the_machine() {
    let app = TestApp::new().await;
    let (_, m) = bank(&app).await;
    app.branch("B01", "城东支行");
    let auditor = app.person("沈季", Role::Auditor, app.head_office).await;
    let new = json!({ "employee_no": "E900", "name": "方晓", "org_unit_code": "B01", "hire_kind": "employee",
        "hired_on": "2026-12-01" });
    m.post("/api/v1/hr/employees", new).await.expect(201);
    let acts = auditor.get("/api/v1/audit?action=hire_employee").await.expect(200);
    let act = &acts["items"][0];
    assert_eq!((&act["actor_kind"], &act["actor_name"]), (&json!("machine"), &json!("api:人力资源系统")));
    assert!(!acts.to_string().contains("方晓"));
}
