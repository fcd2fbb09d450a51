//! Extractors: who calls, checked bodies and queries, versions and idempotency keys.

use std::future::{Future, Ready, ready};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, HttpResponseBuilder, web};
use serde::Serialize;
use serde::de::DeserializeOwned;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use super::strict::Strict;
use crate::app::App;
use crate::auth::tokens::{self, Bearer};
use crate::error::{AppError, AppResult, Code, FieldError};

/// The largest JSON body, in bytes.
pub const MAX_JSON: usize = 2 * 1024 * 1024;

/// Names a request in logs, audit and answers; put on each request by the outermost layer.
#[derive(Debug, Clone)]
pub struct TraceId(pub String);

/// Where machines' tokens open anything at all.
const MACHINES: &str = "/api/v1/hr/";

/// Who calls: the claims of a valid access token. Extracting it from a request without one is 401.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The token's claims; none for [`Caller::anonymous`].
    pub claims: Option<Bearer>,
    /// Names the request.
    pub trace_id: String,
}

impl Caller {
    /// A caller who has not signed in, for the few public operations.
    pub fn anonymous(req: &HttpRequest) -> Self {
        Self { claims: None, trace_id: trace_of(req) }
    }
}

/// The request's trace id.
pub fn trace_of(req: &HttpRequest) -> String {
    req.extensions().get::<TraceId>().map(|t| t.0.clone()).unwrap_or_default()
}

/// The reader's language.
pub fn lang_of(req: &HttpRequest) -> crate::texts::Lang {
    crate::texts::Lang::from_accept_language(
        req.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()),
    )
}

impl FromRequest for Caller {
    type Error = AppError;
    type Future = Ready<AppResult<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(caller(req))
    }
}

fn caller(req: &HttpRequest) -> AppResult<Caller> {
    let refused = || AppError::new(Code::Unauthenticated);
    let app = req.app_data::<web::Data<App>>().ok_or_else(|| AppError::internal("no application"))?;
    let token = req
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.strip_prefix("Bearer "))
        .ok_or_else(refused)?;
    let claims = tokens::read_any(app.keys(), token, app.clock().now())?;
    req.extensions_mut().insert(claims.user());
    // Beside its scopes: whatever else an operation asks for, a machine has no business there.
    if matches!(claims, Bearer::Machine(_)) && !req.path().starts_with(MACHINES) {
        return Err(AppError::new(Code::Forbidden));
    }
    Ok(Caller { claims: Some(claims), trace_id: trace_of(req) })
}

/// A JSON body, read strictly and validated; errors point at the field.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Body<T> {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = AppResult<Self>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json = req.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).is_some_and(|v| {
            v.split(';').next().is_some_and(|t| t.trim().eq_ignore_ascii_case("application/json"))
        });
        let bytes = web::Bytes::from_request(req, payload);
        Box::pin(async move {
            if !json {
                return Err(AppError::new(Code::UnsupportedMediaType));
            }
            let bytes = bytes.await.map_err(|e| match e.as_response_error().status_code() {
                actix_web::http::StatusCode::PAYLOAD_TOO_LARGE => AppError::new(Code::BodyTooLarge),
                _ => AppError::new(Code::BadRequest),
            })?;
            if bytes.len() > MAX_JSON {
                return Err(AppError::new(Code::BodyTooLarge));
            }
            read_json(&bytes).map(Self)
        })
    }
}

/// Reads and validates a JSON document; text must be free of control characters but line breaks and tabs.
pub fn read_json<T: DeserializeOwned + Validate>(bytes: &[u8]) -> AppResult<T> {
    let value: serde_json::Value =
        serde_json::from_slice(bytes).map_err(|_| AppError::new(Code::BadRequest))?;
    let mut bad = Vec::new();
    refuse_control_characters(&value, "", &mut bad);
    if !bad.is_empty() {
        return Err(AppError::new(Code::InvalidBody).with_fields(bad));
    }
    let out: T = serde_path_to_error::deserialize(Strict(value)).map_err(|e| {
        let pointer = pointer_of(&e.path().to_string());
        let message = e.into_inner().to_string();
        AppError::field(pointer, serde_code(&message))
    })?;
    out.validate().map_err(|e| AppError::new(Code::InvalidBody).with_fields(field_errors(&e)))?;
    Ok(out)
}

/// Whether a text holds what no text may: control characters but line breaks and tabs, and what is no character.
fn is_garbled(text: &str) -> bool {
    text.chars()
        .any(|c| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || c == '\u{FFFE}' || c == '\u{FFFF}')
}

fn refuse_control_characters(value: &serde_json::Value, at: &str, bad: &mut Vec<FieldError>) {
    use serde_json::Value;
    let mut push = |pointer: String| {
        bad.push(FieldError { pointer, code: "invalid", params: serde_json::Map::new(), clause: None });
    };
    match value {
        Value::String(s) if is_garbled(s) => push(at.to_owned()),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(i, v)| refuse_control_characters(v, &format!("{at}/{i}"), bad)),
        Value::Object(map) => {
            for (k, v) in map {
                if is_garbled(k) {
                    bad.push(FieldError {
                        pointer: at.to_owned(),
                        code: "unknown_field",
                        params: serde_json::Map::new(),
                        clause: None,
                    });
                } else {
                    refuse_control_characters(
                        v,
                        &format!("{at}/{}", k.replace('~', "~0").replace('/', "~1")),
                        bad,
                    );
                }
            }
        }
        _ => {}
    }
}

/// `lots[0].value` → `/lots/0/value`.
fn pointer_of(path: &str) -> String {
    if path == "." {
        return String::new();
    }
    let mut out = String::with_capacity(path.len() + 1);
    for part in path.split(['.', '[']) {
        let part = part.trim_end_matches(']');
        if !part.is_empty() {
            out.push('/');
            out.push_str(part);
        }
    }
    out
}

fn serde_code(message: &str) -> &'static str {
    if message.starts_with("missing field") {
        "required"
    } else if message.starts_with("unknown field") {
        "unknown_field"
    } else if message.starts_with("unknown variant") {
        "unknown_value"
    } else if message.starts_with("invalid type") {
        "wrong_type"
    } else {
        "invalid"
    }
}

/// Validator's findings as our fields.
pub fn field_errors(errors: &ValidationErrors) -> Vec<FieldError> {
    fn walk(errors: &ValidationErrors, at: &str, out: &mut Vec<FieldError>) {
        for (field, kind) in errors.errors() {
            let here = if field == "__all__" { at.to_owned() } else { format!("{at}/{field}") };
            match kind {
                ValidationErrorsKind::Struct(inner) => walk(inner, &here, out),
                ValidationErrorsKind::List(items) => {
                    for (i, inner) in items {
                        walk(inner, &format!("{here}/{i}"), out);
                    }
                }
                ValidationErrorsKind::Field(found) => {
                    for e in found {
                        let mut params = serde_json::Map::new();
                        for name in ["min", "max"] {
                            if let Some(v) = e.params.get(name) {
                                params.insert(name.to_owned(), v.clone());
                            }
                        }
                        out.push(FieldError {
                            pointer: here.clone(),
                            code: known_code(e),
                            params,
                            clause: None,
                        });
                    }
                }
            }
        }
    }
    let mut out = Vec::new();
    walk(errors, "", &mut out);
    out.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    out
}

fn known_code(e: &validator::ValidationError) -> &'static str {
    const OURS: &[&str] =
        &["required", "date_order", "in_past", "duplicate", "not_found", "unknown_value", "invalid"];
    match e.code.as_ref() {
        "length" => {
            let long = match (e.params.get("max"), e.params.get("value")) {
                (Some(max), Some(v)) => {
                    let n = v
                        .as_str()
                        .map(|s| s.chars().count())
                        .or_else(|| v.as_array().map(Vec::len))
                        .unwrap_or(0);
                    max.as_u64().is_some_and(|m| n as u64 > m)
                }
                _ => false,
            };
            if long || !e.params.contains_key("min") { "too_long" } else { "too_short" }
        }
        "range" => "out_of_range",
        other => OURS.iter().find(|o| **o == other).copied().unwrap_or("invalid"),
    }
}

/// Query parameters, read strictly and validated.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Validate> FromRequest for Query<T> {
    type Error = AppError;
    type Future = Ready<AppResult<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read_query(req.query_string()).map(Self))
    }
}

fn read_query<T: DeserializeOwned + Validate>(query: &str) -> AppResult<T> {
    let refused = |pointer: String, code| AppError::field(pointer, code).code_as(Code::InvalidQuery);
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(|_| refused(String::new(), "invalid"))?;
    for (name, value) in pairs.iter() {
        if is_garbled(name) || is_garbled(value) {
            let at = if is_garbled(name) { String::new() } else { format!("/{name}") };
            return Err(refused(at, "invalid"));
        }
    }
    let out = web::Query::<T>::from_query(query).map_err(|e| {
        let message = e.to_string();
        let inner = message.rsplit(": ").next().unwrap_or(&message).to_owned();
        let named = inner.split('`').nth(1).map(|n| format!("/{n}")).unwrap_or_default();
        refused(named, serde_code(&inner))
    })?;
    let out = out.into_inner();
    out.validate().map_err(|e| AppError::new(Code::InvalidQuery).with_fields(field_errors(&e)))?;
    Ok(out)
}

/// Path parameters; one that cannot be read names nothing: 404.
#[derive(Debug)]
pub struct Params<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Params<T> {
    type Error = AppError;
    type Future = Ready<AppResult<Self>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(
            web::Path::<T>::from_request(req, payload)
                .into_inner()
                .map(|p| Self(p.into_inner()))
                .map_err(|_| AppError::new(Code::InvalidPath)),
        )
    }
}

/// The `Idempotency-Key` of a creating POST: 8 to 64 characters of `[A-Za-z0-9_-]`.
#[derive(Debug, Clone)]
pub struct IdemKey(pub String);

impl FromRequest for IdemKey {
    type Error = AppError;
    type Future = Ready<AppResult<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = req.headers().get("idempotency-key").and_then(|v| v.to_str().ok()).map(str::to_owned);
        ready(match key {
            Some(k)
                if (8..=64).contains(&k.len())
                    && k.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') =>
            {
                Ok(Self(k))
            }
            _ => Err(AppError::new(Code::KeyMissing)),
        })
    }
}

/// The version that a change is based on: `If-Match: "7"`. Missing is 428, another form 400.
#[derive(Debug, Clone, Copy)]
pub struct IfMatch(pub i64);

impl IfMatch {
    /// 412 when the thing has moved on.
    pub fn check(self, version: i64) -> AppResult<()> {
        if self.0 == version { Ok(()) } else { Err(AppError::new(Code::VersionMoved)) }
    }
}

impl FromRequest for IfMatch {
    type Error = AppError;
    type Future = Ready<AppResult<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let value = req.headers().get(header::IF_MATCH).and_then(|v| v.to_str().ok());
        ready(match value {
            None => Err(AppError::new(Code::VersionMissing)),
            Some(v) => v
                .trim()
                .strip_prefix('"')
                .and_then(|v| v.strip_suffix('"'))
                .and_then(|v| v.parse().ok())
                .map(Self)
                .ok_or_else(|| AppError::new(Code::BadRequest)),
        })
    }
}

/// Reads a field that is there, null included, so that absent and null differ: for `Option<Option<T>>` with
/// `#[serde(default)]`.
pub fn present<'de, T: serde::Deserialize<'de>, D: serde::Deserializer<'de>>(
    d: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(d).map(Some)
}

/// A JSON answer that carries its version as `ETag`.
pub fn etag<T: Serialize>(mut builder: HttpResponseBuilder, version: i64, body: &T) -> HttpResponse {
    if let Ok(v) = HeaderValue::from_str(&format!("\"{version}\"")) {
        builder.insert_header((header::ETAG, v));
    }
    builder.json(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct Lot {
        #[validate(range(min = 1, max = 9))]
        value: i64,
    }
    #[derive(Debug, Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct Req {
        #[validate(length(min = 2, max = 4))]
        name: String,
        #[validate(nested)]
        lots: Vec<Lot>,
    }

    fn fields(body: &str) -> Vec<(String, &'static str)> {
        let e = read_json::<Req>(body.as_bytes()).unwrap_err();
        e.fields().iter().map(|f| (f.pointer.clone(), f.code)).collect()
    }

    #[test]
    fn an_error_points_at_its_field() {
        assert_eq!(
            fields(r#"{"name":"ab","lots":[{"value":"x"}]}"#),
            [("/lots/0/value".to_owned(), "wrong_type")]
        );
        assert_eq!(
            fields(r#"{"name":"ab","lots":[{"value":10}]}"#),
            [("/lots/0/value".to_owned(), "out_of_range")]
        );
        assert_eq!(fields(r#"{"name":"a","lots":[]}"#), [("/name".to_owned(), "too_short")]);
        assert_eq!(fields(r#"{"name":"abcde","lots":[]}"#), [("/name".to_owned(), "too_long")]);
        assert_eq!(fields(r#"{"lots":[]}"#), [(String::new(), "required")]);
        assert_eq!(fields(r#"{"name":"a\u0000b","lots":[]}"#), [("/name".to_owned(), "invalid")]);
    }

    #[test]
    fn a_query_holds_no_control_characters() {
        #[derive(Debug, Deserialize, Validate)]
        struct Search {
            q: String,
        }
        for query in ["q=%C2%9B", "q=a%00", "q=%EF%BF%BF"] {
            let e = read_query::<Search>(query).unwrap_err();
            assert_eq!((e.code(), e.fields()[0].pointer.as_str()), (Code::InvalidQuery, "/q"), "{query}");
        }
        assert_eq!(read_query::<Search>("q=%E5%BC%A0%0A").unwrap().q, "张\n");
    }

    #[test]
    fn what_is_not_json_is_a_bad_request() {
        assert_eq!(read_json::<Req>(b"{").unwrap_err().code(), Code::BadRequest);
    }
}
