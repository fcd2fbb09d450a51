//! A person at a browser.

use actix_web::http::Method;
use kejing::org::model::EmployeeId;
use serde_json::{Value, json};

use super::{Answer, PASSWORD, TestApp};

/// A person who has signed in.
pub struct Person<'a> {
    pub test: &'a TestApp,
    pub username: String,
    pub employee_id: EmployeeId,
    pub token: String,
    pub cookie: String,
}

impl Person<'_> {
    /// Signs in (again).
    pub async fn sign_in(&mut self) {
        let body = json!({ "username": self.username, "password": PASSWORD });
        let answer = self.test.anonymous(Method::POST, "/api/v1/sessions", Some(body)).await;
        self.cookie =
            answer.header("set-cookie").unwrap_or_default().split(';').next().unwrap_or_default().to_owned();
        self.token = answer.expect(201)["access_token"].as_str().unwrap().to_owned();
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.request(Method::GET, path, None, &[]).await
    }

    /// A creating POST: with a new Idempotency-Key.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        let key = uuid::Uuid::now_v7().to_string();
        self.request(Method::POST, path, Some(body), &[("idempotency-key", key)]).await
    }

    /// A creating POST with a key of the test's choice.
    pub async fn post_with_key(&self, path: &str, body: Value, key: &str) -> Answer {
        self.request(Method::POST, path, Some(body), &[("idempotency-key", key.to_owned())]).await
    }

    /// A change based on a version.
    pub async fn patch(&self, path: &str, version: i64, body: Value) -> Answer {
        self.request(Method::PATCH, path, Some(body), &[("if-match", format!("\"{version}\""))]).await
    }

    /// Sends a file, with a new Idempotency-Key.
    pub async fn upload(&self, path: &str, content_type: &str, bytes: Vec<u8>) -> Answer {
        let headers = [
            ("authorization", format!("Bearer {}", self.token)),
            ("idempotency-key", uuid::Uuid::now_v7().to_string()),
            ("content-type", content_type.to_owned()),
        ];
        self.test.send_bytes(Method::POST, path, bytes, &headers).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.request(Method::DELETE, path, None, &[]).await
    }

    pub async fn request(
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
