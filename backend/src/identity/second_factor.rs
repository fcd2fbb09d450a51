//! The second factor: enrolling an authenticator, signing in with a code, stepping up before weighty acts.
//!
//! A code works once. Wrong ones count as failed logins. Whoever loses the authenticator is reset by an
//! administrator (another one, for an administrator), which ends every session and tells the person.

use serde_json::json;
use zeroize::Zeroizing;

use super::dto::{CurrentPassword, TotpEnrolment};
use super::model::{PASSWORD, TOTP, UserId, UserTotp};
use super::service::{account_mac, count_failure, refuse_blocked};
use super::{rules, store, totp};
use crate::app::{App, Cx};
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::keyring::{Purpose, Sealed, field_address, random_bytes};

/// A secret made outside the transaction.
pub struct Made {
    secret: Zeroizing<[u8; totp::SECRET_BYTES]>,
    sealed: Sealed,
}

fn address(user: UserId) -> Vec<u8> {
    field_address("user_totps", "secret", &user.to_string())
}

/// Checks the password and makes a secret. Errors: `invalid_body` at the password.
pub fn make(app: &App, user: UserId, hash: Option<&str>, input: &CurrentPassword) -> AppResult<Made> {
    if !app.passwords().verify(&input.current, hash) {
        return Err(AppError::field("/current", "invalid").code_as(Code::InvalidBody));
    }
    let secret: Zeroizing<[u8; totp::SECRET_BYTES]> =
        Zeroizing::new(random_bytes().map_err(AppError::internal)?);
    let sealed =
        app.keys().seal(Purpose::Pii, &address(user), secret.as_slice()).map_err(AppError::internal)?;
    Ok(Made { secret, sealed })
}

/// Begins enrolling; a code confirms it. What was begun before ends. Errors: `already_exists` where one stands.
pub fn enrol_totp(cx: &mut Cx<'_>, made: &Made) -> AppResult<TotpEnrolment> {
    let user = cx.actor.user()?.user_id;
    let name = store::find_user(cx.conn, user)?.username;
    if store::find_totp(cx.conn, user)?.is_some_and(|t| t.confirmed_at.is_some()) {
        return Err(AppError::new(Code::AlreadyExists));
    }
    store::delete_totp(cx.conn, user)?;
    let row = UserTotp {
        user_id: user,
        secret: made.sealed.bytes.clone(),
        key_id: made.sealed.key_id.clone(),
        last_step: 0,
        confirmed_at: None,
        created_at: cx.now,
    };
    store::insert_totp(cx.conn, &row)?;
    cx.audit("enrol_totp", "user", Some(user), json!({}))?;
    let issuer = &cx.app.config().bank_name;
    Ok(TotpEnrolment {
        secret: totp::base32(made.secret.as_slice()),
        uri: totp::uri(issuer, &name, made.secret.as_slice()),
    })
}

/// Spends a code of a user's authenticator; false for a wrong, late or spent one.
fn spend(cx: &mut Cx<'_>, row: &UserTotp, code: &str) -> AppResult<bool> {
    let secret = cx
        .app
        .keys()
        .open_sealed(Purpose::Pii, &row.key_id, &address(row.user_id), &row.secret)
        .map_err(AppError::internal)?;
    match totp::accept(&secret, code, cx.now, row.last_step) {
        Some(step) => Ok(store::spend_totp_step(cx.conn, row.user_id, step)? == 1),
        None => Ok(false),
    }
}

/// Whether a login asks for a code.
pub fn is_enrolled(cx: &mut Cx<'_>, user: UserId) -> AppResult<bool> {
    Ok(store::find_totp(cx.conn, user)?.is_some_and(|t| t.confirmed_at.is_some()))
}

/// Spends a login's code and says how strong the session is; none for a wrong code.
pub fn pass(cx: &mut Cx<'_>, user: UserId, code: Option<&str>) -> AppResult<Option<&'static str>> {
    match store::find_totp(cx.conn, user)?.filter(|t| t.confirmed_at.is_some()) {
        Some(row) => Ok(spend(cx, &row, code.unwrap_or_default())?.then_some(TOTP)),
        None => Ok(Some(PASSWORD)),
    }
}

/// Confirms an enrolment by a first code: the session is as strong as one signed in with it. False for a wrong
/// code, which is counted.
pub fn confirm_totp(cx: &mut Cx<'_>, code: &str) -> AppResult<bool> {
    let user = cx.actor.user()?.user_id;
    let row = store::find_totp(cx.conn, user)?.filter(|t| t.confirmed_at.is_none()).or_not_found()?;
    if !use_code(cx, &row, code)? {
        return Ok(false);
    }
    store::confirm_totp(cx.conn, user, cx.now)?;
    cx.audit("confirm_totp", "user", Some(user), json!({}))?;
    Ok(true)
}

/// Makes the session strong again by a code, for a quarter of an hour of weighty acts. False for a wrong code,
/// which is counted. Errors: 404 where no authenticator stands.
pub fn step_up(cx: &mut Cx<'_>, code: &str) -> AppResult<bool> {
    let user = cx.actor.user()?.user_id;
    let row = store::find_totp(cx.conn, user)?.filter(|t| t.confirmed_at.is_some()).or_not_found()?;
    if !use_code(cx, &row, code)? {
        return Ok(false);
    }
    cx.audit("step_up", "user", Some(user), json!({}))?;
    Ok(true)
}

fn use_code(cx: &mut Cx<'_>, row: &UserTotp, code: &str) -> AppResult<bool> {
    let session = cx.actor.user()?.session_id;
    let name = store::find_user(cx.conn, row.user_id)?.username;
    let mac = account_mac(cx.app, &name);
    refuse_blocked(cx, &[(rules::Subject::Account, mac.clone())])?;
    if !spend(cx, row, code)? {
        count_failure(cx, rules::Subject::Account, &mac)?;
        cx.audit("code_refused", "user", Some(row.user_id), json!({}))?;
        return Ok(false);
    }
    store::delete_attempts(cx.conn, &mac)?;
    store::strengthen_session(cx.conn, session, cx.now)?;
    Ok(true)
}

/// Takes a lost authenticator away, ends the person's sessions and tells them. Nobody resets their own.
///
/// Errors: 404 where none stands.
pub fn reset_totp(cx: &mut Cx<'_>, user: UserId) -> AppResult<()> {
    cx.may(Action::ResetTotp, &Thing::bank())?;
    if cx.actor.user_id() == Some(user) {
        return Err(AppError::new(Code::Forbidden));
    }
    if store::delete_totp(cx.conn, user)? == 0 {
        return Err(AppError::not_found());
    }
    store::end_sessions_of(cx.conn, user, None, cx.now, "totp_reset")?;
    crate::notices::service::notify(cx, user, "totp_reset", json!({}), None)?;
    cx.audit("reset_totp", "user", Some(user), json!({}))
}
