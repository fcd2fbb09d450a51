//! RFC 9457 bodies.

use actix_web::HttpResponse;
use actix_web::http::header;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::AppError;
use crate::texts::{Lang, text};

/// The body of every failure, `application/problem+json`.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "type": "urn:kejing:problem:bidding_closed", "title": "Bidding has closed", "status": 409,
    "detail": "The round closed at 2026-11-23 17:00.", "code": "bidding_closed", "clause": "D9.5",
    "trace_id": "0f2c6b0e1d7f4a58a0f1b7f3d5c9e821"
}))]
pub struct Problem {
    /// `urn:kejing:problem:<code>`.
    #[serde(rename = "type")]
    #[schema(max_length = 120)]
    pub kind: String,
    /// The kind of failure in the reader's language.
    #[schema(max_length = 400)]
    pub title: String,
    /// The HTTP status again.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// This failure in the reader's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000)]
    pub detail: Option<String>,
    /// Stable code.
    #[schema(max_length = 60)]
    pub code: String,
    /// The regulations' clause that decides, if one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 8)]
    pub clause: Option<String>,
    /// The fields at fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 500)]
    pub errors: Vec<ProblemField>,
    /// Names the request in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 64)]
    pub trace_id: Option<String>,
}

/// One field at fault.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProblemField {
    /// RFC 6901 pointer into the request.
    #[schema(max_length = 400)]
    pub pointer: String,
    /// Stable code.
    #[schema(max_length = 60)]
    pub code: String,
    /// In the reader's language.
    #[schema(max_length = 1000)]
    pub message: String,
    /// The clause that decides about this field, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 8)]
    pub clause: Option<String>,
}

/// The most fields that one failure names.
const MOST_FIELDS: usize = 500;

/// Renders a failure in a language.
pub fn render(e: &AppError, lang: Lang, trace_id: Option<&str>) -> Problem {
    let code = e.code();
    let title = text(lang, &format!("error.{}", code.as_str()), e.params());
    let detail_key = format!("detail.{}", code.as_str());
    Problem {
        kind: format!("urn:kejing:problem:{}", code.as_str()),
        title,
        status: code.status().as_u16(),
        detail: crate::texts::find(lang, &detail_key).map(|_| text(lang, &detail_key, e.params())),
        code: code.as_str().to_owned(),
        clause: e.clause_id().map(str::to_owned),
        errors: e
            .fields()
            .iter()
            .take(MOST_FIELDS)
            .map(|f| ProblemField {
                pointer: shown(&f.pointer),
                code: f.code.to_owned(),
                message: text(lang, &format!("field.{}", f.code), &f.params),
                clause: f.clause.map(str::to_owned),
            })
            .collect(),
        trace_id: trace_id.map(str::to_owned),
    }
}

/// A pointer as it is given back: a name that a caller made up is shortened and loses its control characters.
fn shown(pointer: &str) -> String {
    let plain = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    pointer.chars().map(plain).take(400).collect()
}

/// The response that carries a failure.
pub fn response(e: &AppError, lang: Lang, trace_id: Option<&str>) -> HttpResponse {
    let mut out = HttpResponse::build(e.code().status());
    if let Some(seconds) = e.retry_after_seconds() {
        out.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    if e.code().status() == actix_web::http::StatusCode::UNAUTHORIZED {
        out.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    out.content_type("application/problem+json")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(render(e, lang, trace_id))
}
