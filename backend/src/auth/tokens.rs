//! Access tokens (short JWTs that name a user and a session, nothing else) and refresh tokens.
//!
//! Positions and standing are read from the database in each request, so a token never grants by itself.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::db::Ts;
use crate::error::{AppError, AppResult, Code};
use crate::hr::machines::model::ApiClientId;
use crate::identity::model::{SessionId, UserId};
use crate::keyring::Keyring;

/// How long an access token lives, in seconds.
pub const ACCESS_SECONDS: i64 = 300;
const ISSUER: &str = "kejing";
const AUDIENCE: &str = "kejing-api";
const TYPE: &str = "at+jwt";
/// Machines' tokens are of a type of their own, so that neither is ever taken for the other (RFC 8725 3.11).
const MACHINE_TYPE: &str = "client-at+jwt";

/// What an access token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// User.
    pub sub: UserId,
    /// Session.
    pub sid: SessionId,
    iss: String,
    aud: String,
    /// Issued, in seconds since 1970.
    pub iat: i64,
    /// Ends, in seconds since 1970.
    pub exp: i64,
}

/// What a machine's access token says (after RFC 9068).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MachineClaims {
    /// The login behind the client.
    pub sub: UserId,
    /// The client.
    pub client_id: ApiClientId,
    /// Scopes, separated by spaces.
    pub scope: String,
    iss: String,
    aud: String,
    /// Issued, in seconds since 1970.
    pub iat: i64,
    /// Ends, in seconds since 1970.
    pub exp: i64,
}

/// Who bears an access token.
#[derive(Debug, Clone)]
pub enum Bearer {
    /// A person.
    Person(Claims),
    /// A machine.
    Machine(MachineClaims),
}

impl Bearer {
    /// The login.
    pub fn user(&self) -> UserId {
        match self {
            Bearer::Person(c) => c.sub,
            Bearer::Machine(c) => c.sub,
        }
    }
}

/// Issues an access token that ends in five minutes.
pub fn issue(keys: &Keyring, user: UserId, session: SessionId, now: Ts) -> AppResult<(String, Ts)> {
    let iat = now.utc().timestamp();
    let ends = now.plus(chrono::Duration::seconds(ACCESS_SECONDS));
    let claims = Claims {
        sub: user,
        sid: session,
        iss: ISSUER.into(),
        aud: AUDIENCE.into(),
        iat,
        exp: iat + ACCESS_SECONDS,
    };
    Ok((sign(keys, TYPE, &claims)?, ends))
}

/// Issues a machine's access token that ends in five minutes.
pub fn issue_machine(
    keys: &Keyring,
    user: UserId,
    client: ApiClientId,
    scope: &str,
    now: Ts,
) -> AppResult<String> {
    let iat = now.utc().timestamp();
    let claims = MachineClaims {
        sub: user,
        client_id: client,
        scope: scope.to_owned(),
        iss: ISSUER.into(),
        aud: AUDIENCE.into(),
        iat,
        exp: iat + ACCESS_SECONDS,
    };
    sign(keys, MACHINE_TYPE, &claims)
}

fn sign(keys: &Keyring, typ: &str, claims: &impl Serialize) -> AppResult<String> {
    let (kid, secret) = keys.jwt_key();
    let header = Header { typ: Some(typ.into()), kid: Some(kid.to_owned()), ..Header::new(Algorithm::HS256) };
    encode(&header, claims, &EncodingKey::from_secret(secret)).map_err(AppError::internal)
}

/// Reads an access token, a person's or a machine's; 401 for anything but one of ours that lives.
pub fn read_any(keys: &Keyring, token: &str, now: Ts) -> AppResult<Bearer> {
    let typ = decode_header(token).ok().and_then(|h| h.typ);
    if typ.as_deref() == Some(MACHINE_TYPE) {
        let claims: MachineClaims = verified(keys, MACHINE_TYPE, token)?;
        check_time(claims.iat, claims.exp, now)?;
        return Ok(Bearer::Machine(claims));
    }
    read(keys, token, now).map(Bearer::Person)
}

/// Reads a person's access token; 401 for anything but one of ours that lives.
pub fn read(keys: &Keyring, token: &str, now: Ts) -> AppResult<Claims> {
    let claims: Claims = verified(keys, TYPE, token)?;
    check_time(claims.iat, claims.exp, now)?;
    Ok(claims)
}

fn verified<C: serde::de::DeserializeOwned + Clone>(keys: &Keyring, typ: &str, token: &str) -> AppResult<C> {
    let refused = || AppError::new(Code::Unauthenticated);
    let header = decode_header(token).map_err(|_| refused())?;
    if header.alg != Algorithm::HS256 || header.typ.as_deref() != Some(typ) {
        return Err(refused());
    }
    let secret = header.kid.as_deref().and_then(|kid| keys.jwt_key_by_id(kid)).ok_or_else(refused)?;
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_issuer(&[ISSUER]);
    rules.set_audience(&[AUDIENCE]);
    // The injected clock decides, below.
    rules.validate_exp = false;
    Ok(decode::<C>(token, &DecodingKey::from_secret(secret), &rules).map_err(|_| refused())?.claims)
}

fn check_time(iat: i64, exp: i64, now: Ts) -> AppResult<()> {
    let at = now.utc().timestamp();
    if at >= exp || iat > at + 60 { Err(AppError::new(Code::Unauthenticated)) } else { Ok(()) }
}

/// The text of a refresh token: its id and a MAC, so that the database holds nothing worth stealing and a
/// lost answer can be given again.
pub fn refresh_text(keys: &Keyring, id: Uuid) -> String {
    format!("{}.{}", id.simple(), hex::encode(keys.cursor_mac(&labelled(id))))
}

/// The id inside a refresh token, if the token is one of ours.
pub fn refresh_id(keys: &Keyring, token: &str) -> Option<Uuid> {
    let (id, mac) = token.split_once('.')?;
    let id = Uuid::try_parse(id).ok()?;
    let mac = hex::decode(mac).ok()?;
    keys.check_cursor_mac(&labelled(id), &mac).then_some(id)
}

fn labelled(id: Uuid) -> Vec<u8> {
    [b"refresh/v1/".as_slice(), id.as_bytes()].concat()
}
