//! The outermost layer: trace id, security headers, failures in the reader's language, one log line a request.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage};
use rand::RngCore;

use super::extract::TraceId;
use crate::error::{AppError, Code, problem};
use crate::identity::model::UserId;
use crate::texts::Lang;

static HEADERS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // As frame-ancestors below, for what reads no policy.
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"),
    (header::PERMISSIONS_POLICY, "camera=(self), geolocation=(self), microphone=()"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
         font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
    ),
];

/// Wraps every request.
pub async fn outermost(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let begun = std::time::Instant::now();
    let trace_id = trace_id(req.headers());
    req.extensions_mut().insert(TraceId(trace_id.clone()));
    let lang =
        Lang::from_accept_language(req.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()));
    let method = req.method().clone();

    let mut res = match next.call(req).await {
        Ok(res) => res.map_into_boxed_body(),
        // Failures before routing carry no request to answer on; actix answers them by their own status.
        Err(e) => return Err(e),
    };
    let failure = res.response().error().map(|e| match e.as_error::<AppError>() {
        Some(ours) => {
            log_failure(ours, &trace_id);
            problem::response(ours, lang, Some(&trace_id))
        }
        None => problem::response(&from_foreign(e.as_response_error().status_code()), lang, Some(&trace_id)),
    });
    if let Some(answer) = failure {
        let mut answer = answer;
        for name in
            [header::ALLOW, HeaderName::from_static("ratelimit"), HeaderName::from_static("ratelimit-policy")]
        {
            if let Some(value) = res.headers().get(&name).cloned() {
                answer.headers_mut().insert(name, value);
            }
        }
        let request = res.request().clone();
        res = ServiceResponse::new(request, answer);
    }
    add_headers(res.headers_mut(), &trace_id);

    let request = res.request();
    let route = request.match_pattern().unwrap_or_else(|| "-".to_owned());
    // Who bids in a sealed round is nobody's business: such a line names nobody.
    let sealed = route.contains("/bids");
    let actor = request.extensions().get::<UserId>().filter(|_| !sealed).map(ToString::to_string);
    log::info!(
        target: "kejing::request",
        trace_id = trace_id.as_str(), actor = actor.as_deref().unwrap_or("-"), method = method.as_str(), route = route.as_str(),
        status = res.status().as_u16(), ms = begun.elapsed().as_millis() as u64; "request"
    );
    metrics(&method, &route, res.status().as_u16(), begun.elapsed());
    Ok(res)
}

fn metrics(_method: &actix_web::http::Method, _route: &str, status: u16, took: std::time::Duration) {
    crate::metrics::request_done(status, took);
}

/// A trace id from `traceparent`, or a new one: 32 hexadecimal digits.
fn trace_id(headers: &HeaderMap) -> String {
    let given = headers.get("traceparent").and_then(|v| v.to_str().ok()).and_then(|v| v.split('-').nth(1));
    if let Some(id) = given
        && id.len() == 32
        && id.bytes().all(|b| b.is_ascii_hexdigit())
        && id.bytes().any(|b| b != b'0')
    {
        return id.to_ascii_lowercase();
    }
    let mut bytes = [0u8; 16];
    rand::rng().fill_bytes(&mut bytes);
    hex::encode(bytes)
}

fn log_failure(e: &AppError, trace_id: &str) {
    if e.code() == Code::Internal || e.code() == Code::Unavailable {
        log::error!(trace_id = trace_id; "{e}");
    }
}

/// Actix's own refusals as ours.
fn from_foreign(status: actix_web::http::StatusCode) -> AppError {
    use actix_web::http::StatusCode;
    AppError::new(match status {
        StatusCode::NOT_FOUND => Code::InvalidPath,
        StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Code::BodyTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::UnsupportedMediaType,
        s if s.is_client_error() => Code::BadRequest,
        _ => Code::Internal,
    })
}

fn add_headers(headers: &mut HeaderMap, trace_id: &str) {
    for (name, value) in &HEADERS {
        if !headers.contains_key(name) {
            headers.insert(name.clone(), HeaderValue::from_static(value));
        }
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Ok(v) = HeaderValue::from_str(trace_id) {
        headers.insert(HeaderName::from_static("x-trace-id"), v);
    }
}
