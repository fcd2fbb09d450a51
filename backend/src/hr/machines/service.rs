//! API clients: orchestration.

use std::collections::HashMap;

use chrono::Duration;
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::{rules, store};
use crate::app::{App, Cx};
use crate::auth::actor::MachineActor;
use crate::auth::tokens::{self, MachineClaims};
use crate::auth::{Action, Actor, Thing};
use crate::db::{Conn, Json, Ts};
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::{IdemKey, IfMatch, Page};
use crate::identity::model::UserId;
use crate::identity::rules::Subject;
use crate::identity::service::{count_failure, forget_failures, refuse_blocked};
use crate::search_text::clean;

/// The machine behind an access token, read from the database: a revoked client and a token of a secret that no longer
/// counts are 401.
pub fn load_machine(conn: &mut Conn, claims: &MachineClaims, now: Ts) -> AppResult<Actor> {
    let refused = || AppError::new(Code::Unauthenticated);
    let client = store::find(conn, claims.client_id).or_not_found().map_err(|e| match e.code() {
        Code::NotFound => refused(),
        _ => e,
    })?;
    let counts = rules::token_counts(claims.iat, client.secret_since, client.previous_until, now);
    if client.state != ApiClientState::Active || client.user_id != claims.sub || !counts {
        return Err(refused());
    }
    let held: Vec<ApiScope> = client.scopes.read()?;
    let scopes = rules::granted(Some(&claims.scope), &held).ok_or_else(refused)?;
    Ok(Actor::Machine(MachineActor { user_id: client.user_id, client_id: client.id, scopes }))
}

/// Why no token is given, as RFC 6749 5.2 names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A parameter is missing, twice there, or credentials came in two ways.
    InvalidRequest,
    /// Unknown client or wrong secret.
    InvalidClient,
    /// Another grant than client credentials.
    UnsupportedGrantType,
    /// A scope that the client does not hold.
    InvalidScope,
}

impl Refusal {
    /// The code of the answer.
    pub fn as_str(self) -> &'static str {
        match self {
            Refusal::InvalidRequest => "invalid_request",
            Refusal::InvalidClient => "invalid_client",
            Refusal::UnsupportedGrantType => "unsupported_grant_type",
            Refusal::InvalidScope => "invalid_scope",
        }
    }
}

/// A machine's credentials and wish.
pub struct Asked {
    /// Which client, as it says.
    pub client_id: String,
    /// Its secret, as it says.
    pub secret: String,
    /// Scopes.
    pub scope: Option<String>,
}

/// Gives a machine a token of five minutes. Failures are counted for the client at the address, so that nobody keeps it
/// out from elsewhere, and for the address.
///
/// Errors: `login_blocked` with Retry-After; refusals inside.
pub fn create_token(app: &App, asked: &Asked, address: &str) -> AppResult<Result<TokenAnswer, Refusal>> {
    let keys = app.keys();
    let named = format!("{}@{address}", asked.client_id);
    let subjects = [
        (Subject::Account, keys.audit_hmac("token/client", named.as_bytes()).value.to_vec()),
        (Subject::Address, keys.audit_hmac("login/address", address.as_bytes()).value.to_vec()),
    ];
    let id: Option<ApiClientId> = asked.client_id.parse().ok();
    let outcome = app.write_as(&Actor::Anonymous, |cx| {
        refuse_blocked(cx, &subjects)?;
        let client = match id {
            Some(id) => store::list_by_id(cx.conn, &[id])?.pop(),
            None => None,
        };
        let Some(client) = client.filter(|c| knows(cx, c, &asked.secret)) else {
            for (subject, mac) in &subjects {
                count_failure(cx, *subject, mac)?;
            }
            cx.audit("token_refused", "api_client", None::<String>, json!({}))?;
            return Ok(Err(Refusal::InvalidClient));
        };
        forget_failures(cx, &subjects[0].1)?;
        let held: Vec<ApiScope> = client.scopes.read()?;
        let Some(scopes) = rules::granted(asked.scope.as_deref(), &held) else {
            return Ok(Err(Refusal::InvalidScope));
        };
        store::touch(cx.conn, client.id, cx.now)?;
        cx.audit("create_token", "api_client", Some(client.id), json!({ "scopes": scopes }))?;
        Ok(Ok((client.user_id, client.id, rules::text_of(&scopes))))
    })?;
    let (user, client, scope) = match outcome {
        Ok(found) => found,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let access_token = tokens::issue_machine(keys, user, client, &scope, app.clock().now())?;
    let token_type = "Bearer".to_owned();
    Ok(Ok(TokenAnswer { access_token, token_type, expires_in: tokens::ACCESS_SECONDS, scope }))
}

/// Whether a client that works knows one of its secrets.
fn knows(cx: &Cx<'_>, client: &ApiClient, secret: &str) -> bool {
    let keys = cx.app.keys();
    let is = |mac: &[u8], key: &str| rules::matches(keys, client.id, secret, mac, key);
    let before = match (&client.previous_mac, &client.previous_key_id, client.previous_until) {
        (Some(mac), Some(key), Some(until)) => cx.now < until && is(mac, key),
        _ => false,
    };
    client.state == ApiClientState::Active && (is(&client.secret_mac, &client.secret_key_id) || before)
}

/// API clients, the newest first.
pub fn list_api_clients(cx: &mut Cx<'_>, q: &ListApiClients) -> AppResult<Page<ApiClientView>> {
    cx.may(Action::ListApiClients, &Thing::bank())?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "api_clients", q.cursor.as_deref())?;
    let rows = store::list(cx.conn, before, limit + 1)?;
    let page = crate::db::page::page(cx.app.keys(), "api_clients", rows, limit, |r| r.id, |r| r)?;
    Ok(Page { items: views(cx, page.items)?, next_cursor: page.next_cursor })
}

fn views(cx: &mut Cx<'_>, rows: Vec<ApiClient>) -> AppResult<Vec<ApiClientView>> {
    let names: HashMap<UserId, String> =
        crate::identity::service::names_of(cx, rows.iter().map(|r| r.created_by))?;
    rows.into_iter()
        .map(|r| {
            Ok(ApiClientView {
                id: r.id.to_string(),
                name: r.name,
                scopes: r.scopes.read()?,
                state: r.state,
                secret_since: r.secret_since,
                previous_until: r.previous_until.filter(|until| cx.now < *until),
                last_used_at: r.last_used_at,
                created_by: names.get(&r.created_by).cloned().unwrap_or_default(),
                created_at: r.created_at,
                version: r.version,
            })
        })
        .collect()
}

/// One API client.
pub fn get_api_client(cx: &mut Cx<'_>, id: ApiClientId) -> AppResult<ApiClientView> {
    cx.may(Action::GetApiClient, &Thing::bank())?;
    let row = store::find(cx.conn, id).or_not_found()?;
    views(cx, vec![row])?.pop().ok_or_else(AppError::not_found)
}

/// Makes an API client with its login and the secret given, made outside the transaction. A repetition gets the client
/// without the secret.
///
/// Errors: `already_exists` for a name that is taken.
pub fn create_api_client(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    input: &CreateApiClient,
    secret: &str,
) -> AppResult<ApiClientSecret> {
    cx.may(Action::CreateApiClient, &Thing::bank())?;
    let fresh = ApiClientId::new();
    let id: ApiClientId = cx.once(key, Action::CreateApiClient, input, |cx| {
        let name = clean(&input.name);
        if name.is_empty() {
            return Err(AppError::field("/name", "invalid"));
        }
        let mut scopes = input.scopes.clone();
        scopes.sort_unstable();
        scopes.dedup();
        let user_id = crate::identity::users::insert_machine(cx, &format!("api:{name}"))?;
        let (secret_mac, secret_key_id) = rules::digest(cx.app.keys(), fresh, secret);
        let row = ApiClient {
            id: fresh,
            user_id,
            name,
            scopes: Json::of(&scopes)?,
            state: ApiClientState::Active,
            secret_mac,
            secret_key_id,
            secret_since: cx.now,
            previous_mac: None,
            previous_key_id: None,
            previous_until: None,
            last_used_at: None,
            version: 1,
            created_by: cx.actor.user()?.user_id,
            created_at: cx.now,
        };
        store::insert(cx.conn, &row).on_duplicate(|| AppError::new(Code::AlreadyExists))?;
        cx.audit("create_api_client", "api_client", Some(row.id), json!({ "scopes": scopes }))?;
        Ok(row.id)
    })?;
    let row = store::find(cx.conn, id)?;
    let client = views(cx, vec![row])?.pop().ok_or_else(AppError::not_found)?;
    Ok(ApiClientSecret { client, secret: (id == fresh).then(|| secret.to_owned()) })
}

/// Gives an API client the new secret, made outside the transaction; the one before goes on for the hours asked.
///
/// Errors: `version_moved`, `conflict` for a revoked one.
pub fn rotate_api_client(
    cx: &mut Cx<'_>,
    id: ApiClientId,
    version: IfMatch,
    input: &RotateApiClient,
    secret: &str,
) -> AppResult<ApiClientSecret> {
    cx.may(Action::RotateApiClient, &Thing::bank())?;
    let mut row = standing(cx, id, version)?;
    let overlap = input.overlap_hours.min(rules::LONGEST_OVERLAP_HOURS);
    let (mac, key_id) = rules::digest(cx.app.keys(), id, secret);
    let before =
        (std::mem::replace(&mut row.secret_mac, mac), std::mem::replace(&mut row.secret_key_id, key_id));
    row.secret_since = cx.now;
    (row.previous_mac, row.previous_key_id, row.previous_until) = match overlap {
        0 => (None, None, None),
        hours => (Some(before.0), Some(before.1), Some(cx.now.plus(Duration::hours(hours.into())))),
    };
    save(cx, &mut row)?;
    cx.audit("rotate_api_client", "api_client", Some(id), json!({ "overlap_hours": overlap }))?;
    let client = views(cx, vec![row])?.pop().ok_or_else(AppError::not_found)?;
    Ok(ApiClientSecret { client, secret: Some(secret.to_owned()) })
}

/// Ends an API client and its tokens for good. Errors: `version_moved`, `conflict` for a revoked one.
pub fn revoke_api_client(
    cx: &mut Cx<'_>,
    id: ApiClientId,
    version: IfMatch,
    input: &RevokeApiClient,
) -> AppResult<ApiClientView> {
    cx.may(Action::RevokeApiClient, &Thing::bank())?;
    let mut row = standing(cx, id, version)?;
    row.state = ApiClientState::Revoked;
    (row.previous_mac, row.previous_key_id, row.previous_until) = (None, None, None);
    save(cx, &mut row)?;
    cx.audit("revoke_api_client", "api_client", Some(id), json!({ "reason": input.reason }))?;
    views(cx, vec![row])?.pop().ok_or_else(AppError::not_found)
}

fn standing(cx: &mut Cx<'_>, id: ApiClientId, version: IfMatch) -> AppResult<ApiClient> {
    let row = store::find(cx.conn, id).or_not_found()?;
    version.check(row.version)?;
    if row.state == ApiClientState::Active { Ok(row) } else { Err(AppError::new(Code::Conflict)) }
}

fn save(cx: &mut Cx<'_>, row: &mut ApiClient) -> AppResult<()> {
    let before = row.version;
    row.version += 1;
    match store::update(cx.conn, before, row)? {
        0 => Err(AppError::new(Code::VersionMoved)),
        _ => Ok(()),
    }
}

/// The login behind a client.
pub fn login_of(cx: &mut Cx<'_>, id: ApiClientId) -> AppResult<UserId> {
    Ok(store::find(cx.conn, id).or_not_found()?.user_id)
}

/// Clients' names, for what they sent.
pub fn names_of(cx: &mut Cx<'_>, ids: &[ApiClientId]) -> AppResult<HashMap<ApiClientId, String>> {
    Ok(store::list_by_id(cx.conn, ids)?.into_iter().map(|c| (c.id, c.name)).collect())
}
