//! The HR system as a machine: its secret and tokens, employees, events, appointments.

mod events;
mod tokens;

use actix_web::http::Method;
use kejing::auth::Role;
use serde_json::{Value, json};

use crate::support::{Answer, Person, TestApp};

/// Everything that a machine may hold.
pub const SCOPES: [&str; 4] =
    ["hr.employees:read", "hr.employees:write", "hr.events:write", "hr.staffing:read"];

/// A machine with its credentials and a token.
pub struct Machine<'a> {
    pub test: &'a TestApp,
    pub id: String,
    pub secret: String,
    pub token: String,
}

/// Makes an API client.
pub async fn client(admin: &Person<'_>, name: &str, scopes: &[&str]) -> Value {
    admin.post("/api/v1/api-clients", json!({ "name": name, "scopes": scopes })).await.expect(201)
}

/// A machine that has just got a token.
pub async fn machine<'a>(admin: &Person<'a>, name: &str, scopes: &[&str]) -> Machine<'a> {
    let made = client(admin, name, scopes).await;
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    let mut out = Machine {
        test: admin.test,
        id: text(&made["id"]),
        secret: text(&made["secret"]),
        token: String::new(),
    };
    out.sign_in().await;
    out
}

/// A bank with its administrator and a machine that may everything.
pub async fn bank(app: &TestApp) -> (Person<'_>, Machine<'_>) {
    let admin = app.person("关理", Role::Admin, app.head_office).await;
    let machine = machine(&admin, "人力资源系统", &SCOPES).await;
    (admin, machine)
}

/// Asks for a token with a form.
pub async fn ask(app: &TestApp, form: &str, basic: Option<(&str, &str)>) -> Answer {
    use base64::Engine as _;
    let mut headers = vec![("content-type", "application/x-www-form-urlencoded".to_owned())];
    if let Some((id, secret)) = basic {
        let code = base64::engine::general_purpose::STANDARD.encode(format!("{id}:{secret}"));
        headers.push(("authorization", format!("Basic {code}")));
    }
    app.send_bytes(Method::POST, "/api/v1/oauth/token", form.as_bytes().to_vec(), &headers).await
}

impl Machine<'_> {
    /// Gets a token (again).
    pub async fn sign_in(&mut self) {
        let answer =
            ask(self.test, "grant_type=client_credentials", Some((&self.id, &self.secret))).await.expect(200);
        self.token = answer["access_token"].as_str().unwrap().to_owned();
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, &[]).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        let key = uuid::Uuid::now_v7().to_string();
        self.send(Method::POST, path, Some(body), &[("idempotency-key", key)]).await
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, String)],
    ) -> Answer {
        let mut all = vec![("authorization", format!("Bearer {}", self.token))];
        all.extend(headers.iter().map(|(k, v)| (*k, v.clone())));
        self.test.send(method, path, body, &all).await
    }
}
