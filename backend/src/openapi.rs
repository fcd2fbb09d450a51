//! The contract: information, security schemes, and the failures that every operation may answer with.

use utoipa::openapi::header::Header;
use utoipa::openapi::path::{HttpMethod, Operation};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, ClientCredentials, Flow, Http, HttpAuthScheme, OAuth2, Scopes, SecurityScheme,
};
use utoipa::openapi::{
    ContentBuilder, ObjectBuilder, OpenApi as Document, Ref, RefOr, ResponseBuilder, Type,
};
use utoipa::{Modify, OpenApi};

use crate::auth::permissions::ApiScope;
use crate::error::Problem;

/// Information, tags and shared parts.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Kejing",
        description = "Relationship managers of a bank: who may be one, which clients each looks after, who answers, how all of it is assessed. Failures are RFC 9457 problems with a stable `code` and, where a regulation decides, its `clause`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
        contact(name = "Kejing maintainers", url = "https://kejing.example/"),
    ),
    servers((url = "/", description = "The server of this document, local or production.")),
    tags(
        (name = "identity", description = "Logins and sessions."),
        (name = "org", description = "Units, employees, positions."),
        (name = "staffing", description = "Managers: class, grade, term, maintainers."),
        (name = "training", description = "Training events, attendance, and what is owed."),
        (name = "terms", description = "Terms of the bank and of its managers, assessments at their end, renewals."),
        (name = "certification", description = "Certification of grades: files, evaluation, certificates, changes of grade."),
        (name = "exams", description = "Question bank, examinations, sittings, marks, results."),
        (name = "qualification", description = "Who meets what a class and grade ask for, with evidence."),
        (name = "leaving", description = "Leaving the post: what is handed over to whom, and what is left."),
        (name = "hr", description = "The HR system as a machine: its clients and tokens, employees, events, appointments."),
        (name = "recruitment", description = "Rounds of recruitment from vacancy to appointment."),
        (name = "clients", description = "Clients and their accounts."),
        (name = "imports", description = "Files from the core banking system."),
        (name = "ownership", description = "Who looks after whom, and coverage."),
        (name = "approvals", description = "Proposals and decisions."),
        (name = "policy", description = "What a bank may decide differently."),
        (name = "rounds", description = "Allocation rounds."),
        (name = "tender", description = "Sealed bids."),
        (name = "clearing", description = "Clearing, results, objections, effect."),
        (name = "dashboard", description = "What waits and how things stand."),
        (name = "clauses", description = "The regulations' clauses and what carries each out."),
        (name = "notices", description = "Messages to people."),
        (name = "audit", description = "What was done, and that the record holds."),
        (name = "jobs", description = "Background work."),
    ),
    components(schemas(
        Problem,
        crate::allocation::awards::model::ObjectionId,
        crate::allocation::rounds::model::RoundId,
        crate::allocation::rounds::model::LotId,
        crate::allocation::rounds::model::ApplicationId,
        crate::allocation::tender::model::BidId,
        crate::allocation::ownership::model::AdjustmentId,
        crate::approvals::RequestId,
        crate::clients::exports::model::ExportId,
        crate::clients::model::AccountId,
        crate::clients::model::ClientId,
        crate::clients::model::ContactId,
        crate::org::model::OrgUnitId,
        crate::approvals::model::DeputyId,
        crate::hr::machines::model::ApiClientId,
        crate::hr::model::HrEventId,
        crate::identity::model::UserId,
        crate::imports::model::ImportId,
        crate::jobs::JobId,
        crate::notices::NoticeId,
        crate::org::model::EmployeeId,
        crate::org::model::PositionId,
        crate::staffing::model::ManagerId,
        crate::staffing::training::model::TrainingId,
        crate::staffing::terms::model::BankTermId,
        crate::staffing::certification::model::CertificateId,
        crate::staffing::certification::model::CertificationFileId,
        crate::staffing::exams::model::AnswerId,
        crate::staffing::dispatch::model::DispatchId,
        crate::staffing::leaving::model::LeavingId,
        crate::staffing::exams::model::ExamId,
        crate::staffing::exams::model::QuestionId,
        crate::staffing::qualification::model::AdverseId,
        crate::staffing::qualification::model::EmploymentId,
        crate::staffing::qualification::model::RatingPanelId,
        crate::staffing::recruitment::model::PostApplicationId,
        crate::staffing::recruitment::model::PostDocumentId,
        crate::staffing::recruitment::model::PostObjectionId,
        crate::staffing::recruitment::model::RecruitmentId,
    )),
    modifiers(&Shared),
    security(("bearer" = [])),
)]
pub struct Contract;

struct Shared;

impl Modify for Shared {
    fn modify(&self, doc: &mut Document) {
        let parts = doc.components.get_or_insert_default();
        parts.add_security_scheme(
            "bearer",
            SecurityScheme::Http(
                Http::builder()
                    .scheme(HttpAuthScheme::Bearer)
                    .bearer_format("JWT")
                    .description(Some("Access token of five minutes, used as RFC8725 asks: fixed algorithm, type, issuer, audience."))
                    .build(),
            ),
        );
        let scopes = ApiScope::ALL.iter().map(|s| (s.as_str(), "Operations under /api/v1/hr."));
        parts.add_security_scheme(
            "machine",
            SecurityScheme::OAuth2(OAuth2::with_description(
                // A fresh token is asked for where the first one was: this grant has no refresh token.
                [Flow::ClientCredentials(ClientCredentials::with_refresh_url(
                    "/api/v1/oauth/token",
                    Scopes::from_iter(scopes),
                    "/api/v1/oauth/token",
                ))],
                "A machine's access token of five minutes, sent as bearer, a JWT used as RFC8725 asks.",
            )),
        );
        parts.add_security_scheme(
            "refresh_cookie",
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(
                "__Host-kejing_refresh",
                "Rotates at each use.",
            ))),
        );
    }
}

/// Adds to each operation the failures it may answer with, and the rate-limit headers: said once, for all.
pub fn complete(doc: &mut Document) {
    for (path, item) in &mut doc.paths.paths {
        let with_parameters = path.contains('{');
        let operations: [(HttpMethod, &mut Option<Operation>); 5] = [
            (HttpMethod::Get, &mut item.get),
            (HttpMethod::Post, &mut item.post),
            (HttpMethod::Put, &mut item.put),
            (HttpMethod::Patch, &mut item.patch),
            (HttpMethod::Delete, &mut item.delete),
        ];
        for (method, operation) in operations {
            if let Some(op) = operation {
                complete_operation(op, &method, with_parameters);
            }
        }
    }
}

/// What no text holds: control characters but tab, line feed and carriage return.
const PLAIN_TEXT: &str = "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*$";

/// Says of the parameters that every room shares what they look like.
pub fn shape_parameters(document: &mut serde_json::Value) {
    let Some(paths) = document["paths"].as_object_mut() else { return };
    let operations =
        paths.values_mut().filter_map(serde_json::Value::as_object_mut).flat_map(|i| i.values_mut());
    for parameter in operations.filter_map(|o| o["parameters"].as_array_mut()).flatten() {
        let pattern = match parameter["name"].as_str() {
            Some("Idempotency-Key") => "^[A-Za-z0-9_-]{8,64}$",
            Some("If-Match") => "^\"[0-9]{1,18}\"$",
            Some("cursor") => "^[A-Za-z0-9_-]{44,2000}$",
            _ => continue,
        };
        if let Some(schema) = parameter["schema"].as_object_mut() {
            schema.insert("pattern".to_owned(), pattern.into());
        }
    }
}

/// The largest whole number that every JSON reader holds exactly: 2^53 − 1.
const SAFE: i64 = 9_007_199_254_740_991;

/// Gives every text of the document that names no bound of its own the largest that any answer has, and says
/// which characters no text holds; gives every whole number without bounds those of its format.
pub fn bound_texts(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            let text = map.get("type").is_some_and(|t| t == "string");
            if text && !["maxLength", "enum", "const"].iter().any(|k| map.contains_key(*k)) {
                let most = match map.get("format").and_then(|f| f.as_str()) {
                    Some("uuid") => 36,
                    Some("date") => 10,
                    Some("date-time") => 40,
                    _ => 4000,
                };
                map.insert("maxLength".to_owned(), most.into());
            }
            if text && !["pattern", "enum", "const", "format"].iter().any(|k| map.contains_key(*k)) {
                map.insert("pattern".to_owned(), PLAIN_TEXT.into());
            }
            if map.get("type").is_some_and(|t| t == "integer") && !map.contains_key("enum") {
                let small = map.get("format").is_some_and(|f| f == "int32");
                let (least, most) =
                    if small { (i64::from(i32::MIN), i64::from(i32::MAX)) } else { (-SAFE, SAFE) };
                map.entry("minimum").or_insert_with(|| least.into());
                map.entry("maximum").or_insert_with(|| most.into());
            }
            map.values_mut().for_each(bound_texts);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(bound_texts),
        _ => {}
    }
}

fn complete_operation(op: &mut Operation, method: &HttpMethod, with_parameters: bool) {
    let versioned = op
        .parameters
        .as_ref()
        .is_some_and(|p| p.iter().any(|p| matches!(p, RefOr::T(p) if p.name == "If-Match")));
    let public = op
        .security
        .as_ref()
        .is_some_and(|s| s.iter().any(|r| serde_json::to_value(r).is_ok_and(|v| v == serde_json::json!({}))));
    let mut failures = vec![
        ("400", "The request cannot be read."),
        ("401", "Nobody has signed in, or the session has ended."),
        ("404", "Missing, or hidden from the caller."),
        ("422", "Fields or parameters at fault."),
        ("429", "Too many requests."),
        ("500", "An internal failure, logged under the trace id."),
        ("503", "Away for the moment."),
    ];
    if !public {
        failures.push(("403", "The caller's positions do not permit it."));
    }
    // A read that names a thing may ask for what a thing of its kind, or in its state, does not have.
    if with_parameters || !matches!(method, HttpMethod::Get) {
        failures.push(("409", "It conflicts with what is on record."));
    }
    if !matches!(method, HttpMethod::Get) {
        failures.push(("413", "The body is too large."));
        failures.push(("415", "The content type is not accepted."));
    }
    if versioned {
        failures.push(("412", "The thing has moved on."));
        failures.push(("428", "If-Match is missing."));
    }
    for (status, description) in failures {
        op.responses
            .responses
            .entry(status.to_owned())
            .or_insert_with(|| RefOr::T(problem_response(status, description)));
    }
    for (status, response) in &mut op.responses.responses {
        if (status.starts_with('2') || status.starts_with('4'))
            && let RefOr::T(r) = response
        {
            for name in ["RateLimit", "RateLimit-Policy"] {
                r.headers.insert(name.to_owned(), RefOr::T(text_header("The caller's rate limit.")));
            }
        }
    }
}

fn problem_response(status: &str, description: &str) -> utoipa::openapi::Response {
    let mut r = ResponseBuilder::new().description(description).content(
        "application/problem+json",
        ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build(),
    );
    if status == "429" || status == "503" {
        r = r.header("Retry-After", text_header("Seconds to wait."));
    }
    r.build()
}

fn text_header(description: &str) -> Header {
    let mut h = Header::new(ObjectBuilder::new().schema_type(Type::String).max_length(Some(200)).build());
    h.description = Some(description.to_owned());
    h
}
