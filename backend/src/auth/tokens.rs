//! Access tokens (short JWTs that name a user and a session, nothing else) and refresh tokens.
//!
//! Positions and standing are read from the database in each request, so a token never grants by itself.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::db::Ts;
use crate::error::{AppError, AppResult, Code};
use crate::identity::model::{SessionId, UserId};
use crate::keyring::Keyring;

/// How long an access token lives, in seconds.
pub const ACCESS_SECONDS: i64 = 300;
const ISSUER: &str = "kejing";
const AUDIENCE: &str = "kejing-api";
const TYPE: &str = "at+jwt";

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
    let (kid, secret) = keys.jwt_key();
    let header =
        Header { typ: Some(TYPE.into()), kid: Some(kid.to_owned()), ..Header::new(Algorithm::HS256) };
    let token = encode(&header, &claims, &EncodingKey::from_secret(secret)).map_err(AppError::internal)?;
    Ok((token, ends))
}

/// Reads an access token; 401 for anything but one of ours that lives.
pub fn read(keys: &Keyring, token: &str, now: Ts) -> AppResult<Claims> {
    let refused = || AppError::new(Code::Unauthenticated);
    let header = decode_header(token).map_err(|_| refused())?;
    if header.alg != Algorithm::HS256 || header.typ.as_deref() != Some(TYPE) {
        return Err(refused());
    }
    let secret = header.kid.as_deref().and_then(|kid| keys.jwt_key_by_id(kid)).ok_or_else(refused)?;
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_issuer(&[ISSUER]);
    rules.set_audience(&[AUDIENCE]);
    // The injected clock decides, below.
    rules.validate_exp = false;
    let claims =
        decode::<Claims>(token, &DecodingKey::from_secret(secret), &rules).map_err(|_| refused())?.claims;
    let at = now.utc().timestamp();
    if at >= claims.exp || claims.iat > at + 60 {
        return Err(refused());
    }
    Ok(claims)
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
