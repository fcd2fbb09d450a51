//! Logins: who has one, and the invitations that set their passwords.

use chrono::Duration;
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::{rules, store};
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::{IdemKey, IfMatch, Page};

/// Logins, by name.
pub fn list_users(cx: &mut Cx<'_>, q: &ListUsers) -> AppResult<Page<UserRow>> {
    cx.may(Action::ListUsers, &Thing::bank())?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode::<(String, UserId)>(cx.app.keys(), "users", q.cursor.as_deref())?;
    let rows = store::list_users(cx.conn, after, limit + 1)?;
    crate::db::page::page(cx.app.keys(), "users", rows, limit, |r| (r.0.username.clone(), r.0.id), user_row)
}

fn user_row(row: (User, Option<String>, Option<String>)) -> UserRow {
    let (user, name, employee_no) = row;
    UserRow {
        id: user.id.to_string(),
        username: user.username,
        name,
        employee_id: user.employee_id.map(|e| e.to_string()),
        employee_no,
        state: user.state,
        version: user.version,
        created_at: user.created_at,
    }
}

/// One login.
pub fn get_user(cx: &mut Cx<'_>, id: UserId) -> AppResult<UserRow> {
    cx.may(Action::GetUser, &Thing::bank())?;
    let user = store::find_human(cx.conn, id).or_not_found()?;
    let names = user.employee_id.map(|e| store::find_employee_names(cx.conn, e)).transpose()?;
    let (name, no) = names.map_or((None, None), |n| (Some(n.0), Some(n.1)));
    Ok(user_row((user, name, no)))
}

/// Makes a login without a password; an invitation sets it.
///
/// Errors: `already_exists` for a name that is taken or an employee who has a login.
pub fn create_user(cx: &mut Cx<'_>, key: &IdemKey, input: &CreateUser) -> AppResult<UserRow> {
    cx.may(Action::CreateUser, &Thing::bank())?;
    let id: UserId = cx.once(key, Action::CreateUser, input, |cx| {
        crate::org::service::check_employee(cx, input.employee_id, "/employee_id")?;
        insert_user(cx, &input.username, Some(input.employee_id), None)
    })?;
    get_user(cx, id)
}

/// Which of the login names are taken.
pub fn usernames_taken(
    cx: &mut Cx<'_>,
    usernames: &[String],
) -> AppResult<std::collections::HashSet<String>> {
    let mut out = std::collections::HashSet::new();
    for chunk in usernames.chunks(500) {
        out.extend(store::list_usernames(cx.conn, chunk)?);
    }
    Ok(out)
}

/// Makes a login, for the services that may: by an administrator, by the command line, by the demo.
pub fn insert_user(
    cx: &mut Cx<'_>,
    username: &str,
    employee: Option<crate::org::model::EmployeeId>,
    hash: Option<String>,
) -> AppResult<UserId> {
    let user = User {
        id: UserId::new(),
        username: username.to_owned(),
        employee_id: employee,
        kind: UserKind::Human,
        state: if hash.is_some() { UserState::Active } else { UserState::Invited },
        password_changed_at: hash.as_ref().map(|_| cx.now),
        password_hash: hash,
        locale: "zh-CN".to_owned(),
        version: 1,
        created_at: cx.now,
    };
    store::insert_user(cx.conn, &user).on_duplicate(|| AppError::new(Code::AlreadyExists))?;
    cx.audit("create_user", "user", Some(user.id), json!({ "employee_id": employee }))?;
    Ok(user.id)
}

/// Makes the login behind a machine: nobody signs in with it, the audit names it.
///
/// Errors: `already_exists` for a name that is taken.
pub fn insert_machine(cx: &mut Cx<'_>, username: &str) -> AppResult<UserId> {
    let user = User {
        id: UserId::new(),
        username: username.to_owned(),
        employee_id: None,
        kind: UserKind::Machine,
        state: UserState::Active,
        password_changed_at: None,
        password_hash: None,
        locale: "zh-CN".to_owned(),
        version: 1,
        created_at: cx.now,
    };
    store::insert_user(cx.conn, &user).on_duplicate(|| AppError::new(Code::AlreadyExists))?;
    Ok(user.id)
}

/// Which of the logins are machines'.
pub fn machines_among(
    cx: &mut Cx<'_>,
    ids: impl Iterator<Item = UserId>,
) -> AppResult<std::collections::HashSet<UserId>> {
    let mut ids: Vec<UserId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(store::list_machines(cx.conn, &ids)?.into_iter().collect())
}

/// Switches a login off or on; off ends its sessions at once. Nobody switches off their own login.
pub fn update_user(cx: &mut Cx<'_>, id: UserId, version: IfMatch, input: &UpdateUser) -> AppResult<UserRow> {
    cx.may(Action::UpdateUser, &Thing::bank())?;
    let user = store::find_human(cx.conn, id).or_not_found()?;
    version.check(user.version)?;
    if cx.actor.user_id() == Some(id) || user.state == UserState::Invited || input.state == UserState::Invited
    {
        return Err(AppError::field("/state", "invalid"));
    }
    if store::update_user_state(cx.conn, id, user.version, input.state)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    if input.state == UserState::Deactivated {
        store::end_sessions_of(cx.conn, id, None, cx.now, "deactivated")?;
    }
    cx.audit("update_user", "user", Some(id), json!({ "state": input.state }))?;
    get_user(cx, id)
}

/// Makes a one-time link to set the first or a new password; earlier ones end. `secret` is made outside the
/// transaction.
pub fn invite_user(cx: &mut Cx<'_>, id: UserId, secret: &str) -> AppResult<InviteAnswer> {
    cx.may(Action::InviteUser, &Thing::bank())?;
    let user = store::find_human(cx.conn, id).or_not_found()?;
    store::spend_invites_of(cx.conn, id, cx.now)?;
    let expires_at = cx.now.plus(Duration::hours(rules::INVITE_HOURS));
    let invite = Invite {
        id: InviteId::new(),
        user_id: user.id,
        token_mac: cx.app.keys().audit_hmac("invite", secret.as_bytes()).value.to_vec(),
        created_at: cx.now,
        expires_at,
        used_at: None,
    };
    store::insert_invite(cx.conn, &invite)?;
    cx.audit("invite_user", "user", Some(id), json!({ "invite_id": invite.id }))?;
    Ok(InviteAnswer { path: format!("/invite#{secret}"), expires_at })
}

/// Whose invitation a token is; none for one that is unknown, used or past.
pub fn find_invited(cx: &mut Cx<'_>, token: &str) -> AppResult<Option<(InviteId, User)>> {
    let mac = cx.app.keys().audit_hmac("invite", token.as_bytes()).value;
    let found = store::find_invite(cx.conn, &mac)?;
    Ok(found
        .filter(|(i, u)| i.used_at.is_none() && cx.now < i.expires_at && u.state != UserState::Deactivated)
        .map(|(i, u)| (i.id, u)))
}

/// Sets the password by an invitation, once. Errors: `invite_invalid`.
pub fn accept_invite(cx: &mut Cx<'_>, token: &str, hash: &str) -> AppResult<InviteAccepted> {
    let invalid = || AppError::new(Code::InviteInvalid);
    let (invite, user) = find_invited(cx, token)?.ok_or_else(invalid)?;
    if store::spend_invite(cx.conn, invite, cx.now)? == 0 {
        return Err(invalid());
    }
    store::update_password(cx.conn, user.id, hash, cx.now)?;
    store::end_sessions_of(cx.conn, user.id, None, cx.now, "password_set")?;
    cx.audit("accept_invite", "user", Some(user.id), json!({ "invite_id": invite }))?;
    Ok(InviteAccepted { username: user.username })
}
