//! Paths and bodies that several lines of the table share.

use serde_json::{Value, json};

use super::*;

pub(super) fn round_id<'v>(s: &'v Side<'_>) -> &'v str {
    s.round["id"].as_str().unwrap()
}

pub(super) fn api_client(s: &Side<'_>, rest: &str) -> String {
    format!("/api/v1/api-clients/{}{rest}", s.api_client)
}

pub(super) fn an_employee(s: &Side<'_>) -> Value {
    json!({ "employee_no": "E1", "name": "方晓", "org_unit_code": s.name, "hire_kind": "employee",
        "hired_on": "2026-12-01" })
}

pub(super) fn nothing(_: &Side<'_>) -> Value {
    Value::Null
}

pub(super) fn reason(_: &Side<'_>) -> Value {
    json!({ "reason": "已核对" })
}

/// The request for approval is hidden but to whom it concerns.
pub(super) fn of_request(v: &Viewer<'_>, s: &Side<'_>, may: bool) -> Option<&'static [u16]> {
    match (sees_request(v, s), may) {
        (false, _) => Some(HIDDEN),
        (true, false) => Some(FORBIDDEN),
        (true, true) => None,
    }
}

pub(super) fn bid(s: &Side<'_>) -> Value {
    json!({ "kind": "single", "lots": [s.lot], "value": 60 })
}

pub(super) fn training(s: &Side<'_>, rest: &str) -> String {
    format!("/api/v1/trainings/{}{rest}", s.training)
}

pub(super) fn exam(s: &Side<'_>, rest: &str) -> String {
    format!("/api/v1/exams/{}{rest}", s.exam)
}

pub(super) fn question(s: &Side<'_>, rest: &str) -> String {
    format!("/api/v1/exam-questions/{}{rest}", s.question)
}

pub(super) fn person(s: &Side<'_>, rest: &str) -> String {
    format!("/api/v1/employees/{}/{rest}", s.rm.employee_id)
}

pub(super) fn post(s: &Side<'_>, rest: &str) -> String {
    format!("/api/v1/recruitments/{}{rest}", s.recruitment_draft)
}

pub(super) fn rating_panel(s: &Side<'_>, rest: &str) -> String {
    format!("/api/v1/rating-panels/{}{rest}", s.rating_panel)
}

pub(super) fn file(s: &Side<'_>, rest: &str) -> String {
    format!("/api/v1/certification-files/{}{rest}", s.certification)
}

pub(super) fn a_review(_: &Side<'_>) -> Value {
    json!({ "passed": true, "reason": "已核对", "evidence": "学历证书" })
}

pub(super) fn a_version(_: &Side<'_>) -> Value {
    json!({ "difficulty": 1, "text": "存款自愿，取款自由。", "options": [], "answer": [0], "points": 1,
        "explanation": "存款人自主决定存取。" })
}

/// The examination's only candidate is the side's manager; to the others the sitting is not there.
pub(super) fn no_candidate(v: &Viewer<'_>, s: &Side<'_>) -> Option<&'static [u16]> {
    (!v.is(&s.rm)).then_some(HIDDEN)
}

pub(super) fn a_maintainer(s: &Side<'_>) -> Value {
    json!([{ "employee_id": s.rm.employee_id, "valid_from": "2026-11-24" }])
}
