//! A person at a browser.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use kejing::org::model::EmployeeId;
use serde_json::{Value, json};

use super::{Answer, PASSWORD, TestApp, request};

/// A request by somebody; a write has a new Idempotency-Key and is based on a version that never was.
pub struct Asked<'p> {
    pub verb: Method,
    pub path: String,
    pub body: Option<Value>,
    pub by: &'p Person<'p>,
}

impl<'p> Asked<'p> {
    pub fn read(path: String, by: &'p Person<'p>) -> Self {
        Self { verb: Method::GET, path, body: None, by }
    }

    pub fn request(&self) -> TestRequest {
        let mut headers = vec![("authorization", format!("Bearer {}", self.by.token))];
        if self.verb != Method::GET {
            headers.push(("idempotency-key", uuid::Uuid::now_v7().to_string()));
            headers.push(("if-match", "\"999999\"".to_owned()));
        }
        let req = request(self.verb.clone(), &self.path, &headers);
        match &self.body {
            Some(body) => req.set_json(body),
            None => req,
        }
    }
}

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

    /// A PUT; without a body where it is null.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.request(Method::PUT, path, Some(body).filter(|b| !b.is_null()), &[]).await
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
