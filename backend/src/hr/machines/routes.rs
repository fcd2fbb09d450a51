//! Handlers of API clients and tokens.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, post, web};

use super::dto::*;
use super::model::ApiClientId;
use super::rules;
use super::service::{self, Asked, Refusal};
use crate::app::App;
use crate::error::{AppError, AppResult, Code};
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};
use crate::identity::routes::address;

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(create_token)
        .service(list_api_clients)
        .service(create_api_client)
        .service(get_api_client)
        .service(rotate_api_client)
        .service(revoke_api_client);
}

/// Get a machine's access token by its own credentials (OAuth 2.0, RFC 6749 4.4).
///
/// Form-encoded; credentials by `Authorization: Basic` or in the body. Failures are RFC 6749's own.
#[utoipa::path(tag = "hr", operation_id = "create_token", security(()),
    request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "A token.", body = TokenAnswer),
        (status = 400, description = "The request is not one that gets a token.", body = TokenRefusal, content_type = "application/json"),
        (status = 401, description = "Unknown client or wrong secret.", body = TokenRefusal, content_type = "application/json"),
    ))]
#[post("/oauth/token")]
async fn create_token(app: web::Data<App>, req: HttpRequest, body: web::Bytes) -> AppResult<HttpResponse> {
    let form = req.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).is_some_and(|v| {
        v.split(';')
            .next()
            .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
    });
    if !form {
        return Err(AppError::new(Code::UnsupportedMediaType));
    }
    let asked = match read(&req, &body) {
        Ok(asked) => asked,
        Err(refusal) => return Ok(refused(refusal)),
    };
    let (app2, address) = (app.clone(), address(&app, &req));
    let outcome = web::block(move || service::create_token(&app2, &asked, &address))
        .await
        .map_err(AppError::internal)??;
    Ok(match outcome {
        Ok(answer) => HttpResponse::Ok().insert_header((header::PRAGMA, "no-cache")).json(answer),
        Err(refusal) => refused(refusal),
    })
}

/// The credentials and the wish in a form; parameters that nobody knows are left out of account, as RFC 6749 3.2 asks.
fn read(req: &HttpRequest, body: &[u8]) -> Result<Asked, Refusal> {
    let text = std::str::from_utf8(body).map_err(|_| Refusal::InvalidRequest)?;
    let pairs = web::Query::<Vec<(String, String)>>::from_query(text).map_err(|_| Refusal::InvalidRequest)?;
    let one = |name: &str| -> Result<Option<String>, Refusal> {
        let mut found = pairs.iter().filter(|(k, _)| k == name).map(|(_, v)| v.clone());
        let first = found.next();
        if found.next().is_some() {
            Err(Refusal::InvalidRequest)
        } else {
            Ok(first.filter(|v| !v.is_empty()))
        }
    };
    match one("grant_type")?.as_deref() {
        None => return Err(Refusal::InvalidRequest),
        Some("client_credentials") => {}
        Some(_) => return Err(Refusal::UnsupportedGrantType),
    }
    let by_body = (one("client_id")?, one("client_secret")?);
    let header = req.headers().get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
    let (client_id, secret) = match (header, by_body) {
        (Some(header), (id, None)) => {
            let (by_header, secret) = rules::basic(header).ok_or(Refusal::InvalidClient)?;
            if id.is_some_and(|id| id != by_header) {
                return Err(Refusal::InvalidRequest);
            }
            (by_header, secret)
        }
        (None, (Some(id), Some(secret))) => (id, secret),
        (None, (Some(_), None)) => return Err(Refusal::InvalidClient),
        _ => return Err(Refusal::InvalidRequest),
    };
    Ok(Asked { client_id, secret, scope: one("scope")? })
}

fn refused(refusal: Refusal) -> HttpResponse {
    let body = TokenRefusal { error: refusal.as_str().to_owned() };
    match refusal {
        Refusal::InvalidClient => HttpResponse::Unauthorized()
            .insert_header((header::WWW_AUTHENTICATE, "Basic realm=\"kejing\", charset=\"UTF-8\""))
            .json(body),
        _ => HttpResponse::BadRequest().json(body),
    }
}

/// List API clients, the newest first.
#[utoipa::path(tag = "hr", operation_id = "list_api_clients", params(ListApiClients),
    responses((status = 200, description = "API clients.", body = Page<ApiClientView>)))]
#[get("/api-clients")]
async fn list_api_clients(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListApiClients>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_api_clients(cx, &q.0)).await
}

/// Make an API client; the answer shows its secret, once.
#[utoipa::path(tag = "hr", operation_id = "create_api_client", request_body = CreateApiClient,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Made.", body = ApiClientSecret)))]
#[post("/api-clients")]
async fn create_api_client(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<CreateApiClient>,
) -> AppResult<HttpResponse> {
    let secret = rules::new_secret()?;
    let made = app.write(caller, move |cx| service::create_api_client(cx, &key, &body.0, &secret)).await?;
    Ok(etag(HttpResponse::Created(), made.client.version, &made))
}

/// One API client.
#[utoipa::path(tag = "hr", operation_id = "get_api_client", params(("id" = ApiClientId, Path)),
    responses((status = 200, description = "The API client.", body = ApiClientView)))]
#[get("/api-clients/{id}")]
async fn get_api_client(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ApiClientId>,
) -> AppResult<HttpResponse> {
    let found = app.read(caller, move |cx| service::get_api_client(cx, id.0)).await?;
    Ok(etag(HttpResponse::Ok(), found.version, &found))
}

/// Give an API client a new secret; the answer shows it, once.
#[utoipa::path(tag = "hr", operation_id = "rotate_api_client", request_body = RotateApiClient,
    params(("id" = ApiClientId, Path), ("If-Match" = String, Header, max_length = 40, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Rotated.", body = ApiClientSecret)))]
#[post("/api-clients/{id}/rotate")]
async fn rotate_api_client(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ApiClientId>,
    version: IfMatch,
    body: Body<RotateApiClient>,
) -> AppResult<HttpResponse> {
    let secret = rules::new_secret()?;
    let made =
        app.write(caller, move |cx| service::rotate_api_client(cx, id.0, version, &body.0, &secret)).await?;
    Ok(etag(HttpResponse::Ok(), made.client.version, &made))
}

/// End an API client and its tokens for good.
#[utoipa::path(tag = "hr", operation_id = "revoke_api_client", request_body = RevokeApiClient,
    params(("id" = ApiClientId, Path), ("If-Match" = String, Header, max_length = 40, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Revoked.", body = ApiClientView)))]
#[post("/api-clients/{id}/revoke")]
async fn revoke_api_client(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ApiClientId>,
    version: IfMatch,
    body: Body<RevokeApiClient>,
) -> AppResult<HttpResponse> {
    let done = app.write(caller, move |cx| service::revoke_api_client(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), done.version, &done))
}
