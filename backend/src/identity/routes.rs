//! Handlers of logins and sessions.

use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use base64::Engine as _;
use rand::RngCore;

use super::dto::*;
use super::model::UserId;
use super::{second_factor, service, users};
use crate::app::App;
use crate::auth::{Actor, passwords};
use crate::error::{AppError, AppResult, Code};
use crate::http::extract::trace_of;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};

const COOKIE: &str = "__Host-kejing_refresh";

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(create_session)
        .service(refresh_session)
        .service(delete_session)
        .service(get_me)
        .service(update_me)
        .service(change_password)
        .service(enrol_totp)
        .service(confirm_totp)
        .service(step_up)
        .service(reset_totp)
        .service(accept_invite)
        .service(list_demo_logins)
        .service(list_users)
        .service(create_user)
        .service(get_user)
        .service(update_user)
        .service(invite_user);
}

fn with_cookie(app: &App, opened: service::Opened, mut res: actix_web::HttpResponseBuilder) -> HttpResponse {
    let seconds = (opened.refresh_expires_at.utc() - app.clock().now().utc()).num_seconds().max(0);
    res.cookie(cookie(opened.refresh, time::Duration::seconds(seconds))).json(opened.answer)
}

fn cookie(value: String, max_age: time::Duration) -> Cookie<'static> {
    Cookie::build(COOKIE, value)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(max_age)
        .finish()
}

/// The address that asks: the peer's, or what a trusted proxy says.
pub(crate) fn address(app: &App, req: &HttpRequest) -> String {
    let peer = req.peer_addr().map(|a| a.ip());
    let trusted = peer.is_some_and(|p| app.config().trusted_proxies.contains(&p));
    let forwarded =
        req.headers().get("x-forwarded-for").and_then(|v| v.to_str().ok()).and_then(|v| v.rsplit(',').next());
    match (trusted, forwarded) {
        (true, Some(a)) => a.trim().to_owned(),
        _ => peer.map(|p| p.to_string()).unwrap_or_default(),
    }
}

/// Sign in.
///
/// Sets the refresh cookie. Failures are limited per account and per address.
#[utoipa::path(tag = "identity", operation_id = "create_session", request_body = CreateSession, security(()),
    responses((status = 201, description = "Signed in.", body = SessionAnswer)))]
#[post("/sessions")]
async fn create_session(
    app: web::Data<App>,
    req: HttpRequest,
    body: Body<CreateSession>,
) -> AppResult<HttpResponse> {
    let opened = service::create_session(&app, body.0, address(&app, &req), trace_of(&req)).await?;
    Ok(with_cookie(&app, opened, HttpResponse::Created()))
}

/// Rotate the refresh cookie and get a new access token.
#[utoipa::path(tag = "identity", operation_id = "refresh_session", security(("refresh_cookie" = [])),
    responses((status = 200, description = "Renewed.", body = SessionAnswer)))]
#[post("/sessions/refresh")]
async fn refresh_session(app: web::Data<App>, req: HttpRequest) -> AppResult<HttpResponse> {
    let token = req
        .cookie(COOKIE)
        .map(|c| c.value().to_owned())
        .ok_or_else(|| AppError::new(Code::Unauthenticated))?;
    let app2 = app.clone();
    let opened =
        web::block(move || service::refresh_session(&app2, &token)).await.map_err(AppError::internal)??;
    Ok(with_cookie(&app, opened, HttpResponse::Ok()))
}

/// Sign out.
#[utoipa::path(tag = "identity", operation_id = "delete_session", responses((status = 204, description = "Signed out.")))]
#[delete("/sessions/current")]
async fn delete_session(app: web::Data<App>, caller: Caller) -> AppResult<HttpResponse> {
    app.write(caller, service::delete_session).await?;
    let gone = cookie(String::new(), time::Duration::ZERO);
    Ok(HttpResponse::NoContent().cookie(gone).insert_header(("Clear-Site-Data", "\"storage\"")).finish())
}

/// Who is signed in and what the menus may show.
#[utoipa::path(tag = "identity", operation_id = "get_me", responses((status = 200, description = "The person signed in.", body = Me)))]
#[get("/me")]
async fn get_me(app: web::Data<App>, caller: Caller) -> AppResult<web::Json<Me>> {
    app.read(caller, service::get_me).await.map(web::Json)
}

/// Change one's own language.
#[utoipa::path(tag = "identity", operation_id = "update_me", request_body = UpdateMe,
    responses((status = 200, description = "Changed.", body = Me)))]
#[patch("/me")]
async fn update_me(app: web::Data<App>, caller: Caller, body: Body<UpdateMe>) -> AppResult<web::Json<Me>> {
    app.write(caller, move |cx| service::update_me(cx, &body.0)).await.map(web::Json)
}

/// Change one's own password; every other session ends.
#[utoipa::path(tag = "identity", operation_id = "change_password", request_body = ChangePassword,
    responses((status = 204, description = "Changed.")))]
#[post("/me/password")]
async fn change_password(
    app: web::Data<App>,
    caller: Caller,
    body: Body<ChangePassword>,
) -> AppResult<HttpResponse> {
    let (username, old) = app.read(caller.clone(), service::find_own_hash).await?;
    let hash = app
        .hashing_turn(move |app| service::prepare_password(app, &username, old.as_deref(), &body.0))
        .await?;
    app.write(caller, move |cx| service::change_password(cx, &hash)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Begin to set up an authenticator; a first code confirms it.
#[utoipa::path(tag = "identity", operation_id = "enrol_totp", request_body = CurrentPassword,
    responses((status = 200, description = "What the authenticator is set up with, shown once.", body = TotpEnrolment)))]
#[post("/me/totp")]
async fn enrol_totp(
    app: web::Data<App>,
    caller: Caller,
    body: Body<CurrentPassword>,
) -> AppResult<web::Json<TotpEnrolment>> {
    let (user, hash) = app.read(caller.clone(), service::find_own_login).await?;
    let made = app.hashing_turn(move |app| second_factor::make(app, user, hash.as_deref(), &body.0)).await?;
    app.write(caller, move |cx| second_factor::enrol_totp(cx, &made)).await.map(web::Json)
}

/// Confirm one's authenticator by a first code.
#[utoipa::path(tag = "identity", operation_id = "confirm_totp", request_body = TotpCode,
    responses((status = 204, description = "It stands; the session counts as signed in with it.")))]
#[post("/me/totp/confirm")]
async fn confirm_totp(app: web::Data<App>, caller: Caller, body: Body<TotpCode>) -> AppResult<HttpResponse> {
    accepted(app.write(caller, move |cx| second_factor::confirm_totp(cx, &body.0.code)).await?)
}

/// Show a code again before weighty acts; it counts for a quarter of an hour.
#[utoipa::path(tag = "identity", operation_id = "step_up", request_body = TotpCode,
    responses((status = 204, description = "The session is strong again.")))]
#[post("/sessions/current/step-up")]
async fn step_up(app: web::Data<App>, caller: Caller, body: Body<TotpCode>) -> AppResult<HttpResponse> {
    accepted(app.write(caller, move |cx| second_factor::step_up(cx, &body.0.code)).await?)
}

fn accepted(right: bool) -> AppResult<HttpResponse> {
    if right { Ok(HttpResponse::NoContent().finish()) } else { Err(AppError::field("/code", "invalid")) }
}

/// Take away a lost authenticator; the person's sessions end.
#[utoipa::path(tag = "identity", operation_id = "reset_totp", params(("id" = UserId, Path)),
    responses((status = 204, description = "Taken away.")))]
#[delete("/users/{id}/totp")]
async fn reset_totp(app: web::Data<App>, caller: Caller, id: Params<UserId>) -> AppResult<HttpResponse> {
    app.write(caller, move |cx| second_factor::reset_totp(cx, id.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Set the first password by a one-time link.
#[utoipa::path(tag = "identity", operation_id = "accept_invite", request_body = AcceptInvite, security(()),
    responses((status = 200, description = "The password is set.", body = InviteAccepted)))]
#[post("/invites/accept")]
async fn accept_invite(
    app: web::Data<App>,
    req: HttpRequest,
    body: Body<AcceptInvite>,
) -> AppResult<web::Json<InviteAccepted>> {
    let caller = Caller::anonymous(&req);
    let token = body.0.token.clone();
    let invited = app.read(caller.clone(), move |cx| users::find_invited(cx, &token)).await?;
    let (_, user) = invited.ok_or_else(|| AppError::new(Code::InviteInvalid))?;
    let input = body.0;
    let (token, password) = (input.token, input.password);
    let hash = app
        .hashing_turn(move |app| {
            passwords::check_strength(&password, &[&user.username, &app.config().bank_name])?;
            app.passwords().hash(&password)
        })
        .await?;
    app.write(caller, move |cx| users::accept_invite(cx, &token, &hash)).await.map(web::Json)
}

/// Logins of the demo bank; 404 elsewhere.
#[utoipa::path(tag = "identity", operation_id = "list_demo_logins", security(()),
    responses((status = 200, description = "One login per role.", body = DemoLogins)))]
#[get("/demo/logins")]
async fn list_demo_logins(app: web::Data<App>) -> AppResult<web::Json<DemoLogins>> {
    let app2 = app.clone();
    web::block(move || app2.read_as(&Actor::Anonymous, service::list_demo_logins))
        .await
        .map_err(AppError::internal)?
        .map(web::Json)
}

/// List logins by name.
#[utoipa::path(tag = "identity", operation_id = "list_users", params(ListUsers),
    responses((status = 200, description = "Logins.", body = Page<UserRow>)))]
#[get("/users")]
async fn list_users(app: web::Data<App>, caller: Caller, q: Query<ListUsers>) -> AppResult<Written> {
    app.list(caller, move |cx| users::list_users(cx, &q.0)).await
}

/// Make a login for an employee.
#[utoipa::path(tag = "identity", operation_id = "create_user", request_body = CreateUser,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Made.", body = UserRow)))]
#[post("/users")]
async fn create_user(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<CreateUser>,
) -> AppResult<HttpResponse> {
    let row = app.write(caller, move |cx| users::create_user(cx, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), row.version, &row))
}

/// One login.
#[utoipa::path(tag = "identity", operation_id = "get_user", params(("id" = UserId, Path)),
    responses((status = 200, description = "The login.", body = UserRow)))]
#[get("/users/{id}")]
async fn get_user(app: web::Data<App>, caller: Caller, id: Params<UserId>) -> AppResult<HttpResponse> {
    let row = app.read(caller, move |cx| users::get_user(cx, id.0)).await?;
    Ok(etag(HttpResponse::Ok(), row.version, &row))
}

/// Switch a login off or on.
#[utoipa::path(tag = "identity", operation_id = "update_user", request_body = UpdateUser,
    params(("id" = UserId, Path), ("If-Match" = String, Header, max_length = 40, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Switched.", body = UserRow)))]
#[patch("/users/{id}")]
async fn update_user(
    app: web::Data<App>,
    caller: Caller,
    id: Params<UserId>,
    version: IfMatch,
    body: Body<UpdateUser>,
) -> AppResult<HttpResponse> {
    let row = app.write(caller, move |cx| users::update_user(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), row.version, &row))
}

/// Make a one-time link to set a password; earlier links end.
#[utoipa::path(tag = "identity", operation_id = "invite_user", params(("id" = UserId, Path)),
    responses((status = 201, description = "The link, shown once.", body = InviteAnswer)))]
#[post("/users/{id}/invite")]
async fn invite_user(app: web::Data<App>, caller: Caller, id: Params<UserId>) -> AppResult<HttpResponse> {
    let mut bytes = [0u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    let secret = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
    let answer = app.write(caller, move |cx| users::invite_user(cx, id.0, &secret)).await?;
    Ok(HttpResponse::Created().json(answer))
}
