//! Logins and sessions: orchestration.

use chrono::{Duration, NaiveDate};
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::rules::{self, Refresh, Subject};
use super::{second_factor, store};
use crate::app::{App, Cx};
use crate::auth::actor::{HeldPosition, UserActor};
use crate::auth::tokens::{self, Claims};
use crate::auth::{Action, Actor, Role, passwords};
use crate::db::{Conn, Ts};
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::policy::model::InForce;
use crate::settings;

/// The actor behind an access token, read from the database: a session that ended, a login that was switched
/// off, an employee who left are 401 or lose their positions at once.
///
/// Positions in a role of `code_roles` count only in a session that had a second factor. Beside the actor the policy
/// version of the day, which most requests need.
pub fn load_actor(
    conn: &mut Conn,
    claims: &Claims,
    now: Ts,
    today: NaiveDate,
    code_roles: &[Role],
) -> AppResult<(Actor, InForce)> {
    let refused = || AppError::new(Code::Unauthenticated);
    let rows = store::list_live_session(conn, claims.sid, claims.sub, today)?;
    let live = rows.first().ok_or_else(refused)?;
    if live.ended_at.is_some() || now >= live.expires_at || live.user_state != UserState::Active {
        return Err(refused());
    }
    if live.left_on.is_some_and(|left| left <= today) {
        return Err(refused());
    }
    let strong_at = (live.auth_strength == TOTP).then_some(live.auth_at);
    let user = UserActor {
        has_totp: live.totp_since.is_some(),
        strong_at,
        manager_id: live.manager_id,
        ..nobody(claims.sub, claims.sid, live.employee_id)
    };
    // Of an employee who is several managers the latest counts, with whose rows the order begins.
    let held = rows
        .iter()
        .filter(|r| r.manager_id == live.manager_id)
        .filter_map(|r| r.held.map(|(id, position)| (id, position, r.maintains)));
    let actor = person(user, held, if strong_at.is_some() { &[] } else { code_roles });
    Ok((actor, InForce { day: today, version: live.policy }))
}

fn nobody(
    user_id: UserId,
    session_id: SessionId,
    employee_id: Option<crate::org::model::EmployeeId>,
) -> UserActor {
    UserActor {
        user_id,
        session_id,
        employee_id,
        positions: Vec::new(),
        manager_id: None,
        maintains: Vec::new(),
        has_totp: false,
        strong_at: None,
    }
}

/// The person with the positions held, but those in the roles that do not count; a manager with none is none.
fn person(mut user: UserActor, held: impl IntoIterator<Item = store::Held>, but: &[Role]) -> Actor {
    let mut last = None;
    for (id, position, maintains) in held {
        let PositionRow { role, org_unit_id, branch_id } = position;
        if but.contains(&role) {
            continue;
        }
        // One row for each position and each virtual manager.
        if last.replace(id) != Some(id) {
            user.positions.push(HeldPosition { role, org_unit_id, branch_id });
        }
        if user.positions.len() == 1 {
            user.maintains.extend(maintains);
        }
    }
    if user.positions.is_empty() {
        user.manager_id = None;
    }
    Actor::User(user)
}

/// Somebody for whom a job works, with the positions of this moment; 403 for a login that no longer works.
pub fn actor_of(cx: &mut Cx<'_>, id: UserId) -> AppResult<Actor> {
    let user = store::find_user(cx.conn, id).or_not_found()?;
    if user.state != UserState::Active {
        return Err(AppError::new(Code::Forbidden));
    }
    // The person showed what was asked for when the job was queued.
    acting(cx, &user)
}

/// The person behind a login with the positions of this moment, without a session.
fn acting(cx: &mut Cx<'_>, user: &User) -> AppResult<Actor> {
    let (manager_id, held) = match user.employee_id {
        Some(employee) => {
            (store::find_manager_of(cx.conn, employee)?, store::list_held_on(cx.conn, employee, cx.today)?)
        }
        None => (None, Vec::new()),
    };
    let actor = UserActor { manager_id, ..nobody(user.id, SessionId(uuid::Uuid::nil()), user.employee_id) };
    Ok(person(actor, held, &[]))
}

/// A session and what the client gets of it.
pub struct Opened {
    /// Body.
    pub answer: SessionAnswer,
    /// The refresh token, for the cookie.
    pub refresh: String,
    /// When the refresh token ends.
    pub refresh_expires_at: Ts,
}

/// Signs in. Failures are counted per account and per address in the database, so that a restart forgets
/// nothing; an unknown user costs and answers the same as a wrong password.
///
/// Errors: `login_failed`, `login_blocked` with Retry-After; `code_required` where the password is right and the
/// login has an authenticator.
pub async fn create_session(
    app: &App,
    input: CreateSession,
    address: String,
    trace_id: String,
) -> AppResult<Opened> {
    let subjects = [
        (Subject::Account, account_mac(app, &input.username)),
        (Subject::Address, app.keys().audit_hmac("login/address", address.as_bytes()).value.to_vec()),
    ];
    let app2 = app.clone();
    let (name, macs) = (input.username.clone(), subjects.clone());
    let user = actix_web::web::block(move || {
        app2.read_as(&Actor::Anonymous, |cx| {
            refuse_blocked(cx, &macs)?;
            let Some(user) = store::find_user_by_name(cx.conn, &name)? else { return Ok(None) };
            let enrolled = second_factor::is_enrolled(cx, user.id)?;
            Ok(Some((user, enrolled)))
        })
    })
    .await
    .map_err(AppError::internal)??;

    let hash = user.as_ref().and_then(|(u, _)| u.password_hash.clone());
    let (password, code) = (input.password, input.code);
    let verified =
        app.hashing_turn(move |app| Ok(app.passwords().verify(&password, hash.as_deref()))).await?;
    let user = user.filter(|(u, _)| verified && u.state == UserState::Active);
    if code.is_none() && user.as_ref().is_some_and(|(_, enrolled)| *enrolled) {
        return Err(AppError::new(Code::CodeRequired));
    }
    let user = user.map(|(u, _)| u.id);

    let app2 = app.clone();
    let (session_id, refresh_id) = (SessionId::new(), RefreshId::new());
    actix_web::web::block(move || {
        let actor = Actor::Anonymous;
        let opened = app2.write_as(&actor, |cx| {
            let passed = match user {
                Some(user) => second_factor::pass(cx, user, code.as_deref())?,
                None => None,
            };
            let (Some(user), Some(strength)) = (user, passed) else {
                for (subject, mac) in &subjects {
                    count_failure(cx, *subject, mac)?;
                }
                cx.audit("login_failed", "user", None::<String>, json!({ "trace_id": trace_id }))?;
                return Ok(None);
            };
            store::delete_attempts(cx.conn, &subjects[0].1)?;
            open_session(cx, user, session_id, refresh_id, strength)?;
            Ok(Some(user))
        })?;
        let user = opened.ok_or_else(|| AppError::new(Code::LoginFailed))?;
        answer(&app2, user, session_id, refresh_id)
    })
    .await
    .map_err(AppError::internal)?
}

/// Under what an account's failures are counted.
pub(super) fn account_mac(app: &App, username: &str) -> Vec<u8> {
    app.keys().audit_hmac("login/account", username.as_bytes()).value.to_vec()
}

/// Refuses a subject that waits after failures: `login_blocked` with Retry-After.
pub(crate) fn refuse_blocked(cx: &mut Cx<'_>, subjects: &[(Subject, Vec<u8>)]) -> AppResult<()> {
    for (_, mac) in subjects {
        if let Some(until) = store::find_attempts(cx.conn, mac)?.and_then(|a| a.blocked_until)
            && cx.now < until
        {
            let seconds = (until.utc() - cx.now.utc()).num_seconds().max(1) as u64;
            return Err(AppError::new(Code::LoginBlocked).retry_after(seconds));
        }
    }
    Ok(())
}

/// Forgets a subject's failures, after a success.
pub(crate) fn forget_failures(cx: &mut Cx<'_>, mac: &[u8]) -> AppResult<()> {
    store::delete_attempts(cx.conn, mac)?;
    Ok(())
}

/// Counts a failure of a subject.
pub(crate) fn count_failure(cx: &mut Cx<'_>, subject: Subject, mac: &[u8]) -> AppResult<()> {
    let before = store::find_attempts(cx.conn, mac)?;
    let known = before.map(|a| (rules::Failures { count: a.failures, first_at: a.first_at }, a.last_at));
    let f = rules::add_failure(known, cx.now);
    let row = LoginAttempts {
        subject_mac: mac.to_vec(),
        failures: f.count,
        first_at: f.first_at,
        last_at: cx.now,
        blocked_until: rules::wait_after(subject, f.count).map(|d| cx.now.plus(d)),
    };
    store::upsert_attempts(cx.conn, &row)?;
    Ok(())
}

fn open_session(
    cx: &mut Cx<'_>,
    user: UserId,
    session: SessionId,
    refresh: RefreshId,
    strength: &str,
) -> AppResult<()> {
    let ends = cx.now.plus(Duration::hours(rules::SESSION_HOURS));
    let row = Session {
        id: session,
        user_id: user,
        created_at: cx.now,
        last_used_at: cx.now,
        expires_at: ends,
        auth_at: cx.now,
        auth_strength: strength.to_owned(),
        ended_at: None,
        ended_reason: None,
    };
    store::insert_session(cx.conn, &row, &new_refresh(refresh, session, cx.now, ends))?;
    cx.audit("create_session", "user", Some(user), json!({ "session_id": session }))
}

fn new_refresh(id: RefreshId, session: SessionId, now: Ts, session_ends: Ts) -> RefreshToken {
    let idle = now.plus(Duration::minutes(rules::IDLE_MINUTES));
    RefreshToken {
        id,
        session_id: session,
        issued_at: now,
        expires_at: idle.min(session_ends),
        used_at: None,
        successor_id: None,
    }
}

/// The client's side of a session, built from the database so that a lost answer can be given again.
fn answer(app: &App, user: UserId, session: SessionId, refresh: RefreshId) -> AppResult<Opened> {
    let now = app.clock().now();
    let (access_token, expires_at) = tokens::issue(app.keys(), user, session, now)?;
    let claims = tokens::read(app.keys(), &access_token, now)?;
    let today = app.clock().date_of(now);
    app.db().read(|conn| {
        let (actor, in_force) = load_actor(conn, &claims, now, today, &app.config().totp_roles)?;
        let (token, _, _) =
            store::find_refresh(conn, refresh)?.ok_or_else(|| AppError::new(Code::Unauthenticated))?;
        let in_force = Some(in_force);
        let mut cx = Cx { conn, actor: &actor, now, today, in_force, has_view: true, app, trace_id: None };
        Ok(Opened {
            answer: SessionAnswer { access_token: access_token.clone(), expires_at, me: get_me(&mut cx)? },
            refresh: tokens::refresh_text(app.keys(), refresh.0),
            refresh_expires_at: token.expires_at,
        })
    })
}

/// Rotates a refresh token. A spent one presented again ends the session, but within a minute, while its
/// successor is unused, it is answered with that same successor.
///
/// Errors: `unauthenticated`.
pub fn refresh_session(app: &App, token: &str) -> AppResult<Opened> {
    let refused = || AppError::new(Code::Unauthenticated);
    let id = RefreshId(tokens::refresh_id(app.keys(), token).ok_or_else(refused)?);
    let fresh = RefreshId::new();
    let outcome = app.write_as(&Actor::Anonymous, |cx| {
        let Some((token, session, user_state)) = store::find_refresh(cx.conn, id)? else { return Ok(None) };
        if session.ended_at.is_some() || cx.now >= session.expires_at || user_state != UserState::Active {
            return Ok(None);
        }
        let successor = match token.successor_id {
            Some(s) => Some((s, !store::find_refresh_used(cx.conn, s)?)),
            None => None,
        };
        match rules::judge_refresh(token.used_at, successor, token.expires_at, cx.now) {
            Refresh::Rotate => {
                store::insert_refresh(cx.conn, &new_refresh(fresh, session.id, cx.now, session.expires_at))?;
                if store::spend_refresh(cx.conn, id, fresh, cx.now)? == 0 {
                    return Ok(None);
                }
                store::touch_session(cx.conn, session.id, cx.now)?;
                Ok(Some((session.user_id, session.id, fresh)))
            }
            Refresh::Again(s) => Ok(Some((session.user_id, session.id, s))),
            Refresh::Expired => Ok(None),
            Refresh::Theft => {
                store::end_session(cx.conn, session.id, cx.now, "refresh_reused")?;
                cx.audit(
                    "refresh_reused",
                    "user",
                    Some(session.user_id),
                    json!({ "session_id": session.id }),
                )?;
                Ok(None)
            }
        }
    })?;
    let (user, session, refresh) = outcome.ok_or_else(refused)?;
    answer(app, user, session, refresh)
}

/// Ends the caller's session at once.
pub fn delete_session(cx: &mut Cx<'_>) -> AppResult<()> {
    let (user, session) = cx.actor.user().map(|u| (u.user_id, u.session_id))?;
    store::end_session(cx.conn, session, cx.now, "logout")?;
    cx.audit("delete_session", "user", Some(user), json!({ "session_id": session }))
}

/// Who is signed in and what the menus may show.
pub fn get_me(cx: &mut Cx<'_>) -> AppResult<Me> {
    let actor = cx.actor.user()?.clone();
    let user = store::find_user(cx.conn, actor.user_id)?;
    let names = actor.employee_id.map(|e| store::find_employee_names(cx.conn, e)).transpose()?;
    let positions = match actor.employee_id {
        Some(e) => crate::org::store::list_my_positions(cx.conn, e, cx.today)?,
        None => Vec::new(),
    };
    let counts = |role: Role| actor.positions.iter().any(|p| p.role == role);
    let asked = &cx.app.config().totp_roles;
    let mut waiting_for_code: Vec<Role> =
        positions.iter().map(|p| p.0).filter(|r| asked.contains(r) && !counts(*r)).collect();
    waiting_for_code.dedup();
    Ok(Me {
        user_id: user.id.to_string(),
        username: user.username.clone(),
        employee_id: actor.employee_id.map(|e| e.to_string()),
        employee_no: names.as_ref().map(|n| n.1.clone()),
        name: names.map_or(user.username, |n| n.0),
        locale: user.locale,
        positions: positions
            .into_iter()
            .map(|(role, unit, name, kind, branch)| MyPosition {
                role,
                org_unit_id: unit.to_string(),
                org_unit_name: name,
                org_unit_kind: kind,
                branch_id: branch.map(|b| b.to_string()),
            })
            .collect(),
        manager_id: actor.manager_id.map(|m| m.to_string()),
        maintains: actor.maintains.iter().map(ToString::to_string).collect(),
        totp: actor.has_totp,
        waiting_for_code,
        permissions: Action::ALL
            .iter()
            .filter(|a| cx.actor.can_somewhere(**a))
            .map(|a| a.as_str().to_owned())
            .collect(),
        server_time: cx.now,
        today: cx.today,
        bank_name: cx.app.config().bank_name.clone(),
        demo: settings::is_demo(cx.conn)?,
    })
}

/// Ends every session of an employee's login at once.
pub fn end_sessions_of_employee(
    cx: &mut Cx<'_>,
    employee: crate::org::model::EmployeeId,
    reason: &str,
) -> AppResult<()> {
    if let Some(user) = store::find_user_of(cx.conn, employee)? {
        store::end_sessions_of(cx.conn, user, None, cx.now, reason)?;
    }
    Ok(())
}

/// Changes one's own language.
pub fn update_me(cx: &mut Cx<'_>, input: &UpdateMe) -> AppResult<Me> {
    let user = cx.actor.user()?.user_id;
    store::update_locale(cx.conn, user, input.locale.as_str())?;
    cx.audit("update_me", "user", Some(user), json!({ "locale": input.locale }))?;
    get_me(cx)
}

/// What a password change needs, read before the hashing that stays outside transactions.
pub fn find_own_hash(cx: &mut Cx<'_>) -> AppResult<(String, Option<String>)> {
    let user = store::find_user(cx.conn, cx.actor.user()?.user_id)?;
    Ok((user.username, user.password_hash))
}

/// The caller's login and password hash, read before the checking that stays outside transactions.
pub fn find_own_login(cx: &mut Cx<'_>) -> AppResult<(UserId, Option<String>)> {
    let user = store::find_user(cx.conn, cx.actor.user()?.user_id)?;
    Ok((user.id, user.password_hash))
}

/// Checks the old password and hashes the new one. Errors: `login_failed`, `password_weak`.
pub fn prepare_password(
    app: &App,
    username: &str,
    old_hash: Option<&str>,
    input: &ChangePassword,
) -> AppResult<String> {
    if !app.passwords().verify(&input.current, old_hash) {
        return Err(AppError::field("/current", "invalid").code_as(Code::InvalidBody));
    }
    passwords::check_strength(&input.password, &[username, &app.config().bank_name])?;
    app.passwords().hash(&input.password)
}

/// Sets the caller's password and ends every other session.
pub fn change_password(cx: &mut Cx<'_>, hash: &str) -> AppResult<()> {
    let (user, session) = cx.actor.user().map(|u| (u.user_id, u.session_id))?;
    store::update_password(cx.conn, user, hash, cx.now)?;
    store::end_sessions_of(cx.conn, user, Some(session), cx.now, "password_changed")?;
    cx.audit("change_password", "user", Some(user), json!({}))
}

/// Logins of the demo bank; 404 elsewhere.
pub fn list_demo_logins(cx: &mut Cx<'_>) -> AppResult<DemoLogins> {
    let items = settings::find(cx.conn, settings::DEMO_LOGINS)?
        .filter(|_| settings::is_demo(cx.conn).unwrap_or(false))
        .or_not_found()?;
    Ok(DemoLogins { items: items.read()? })
}

/// The names behind logins.
pub fn names_of(
    cx: &mut Cx<'_>,
    ids: impl Iterator<Item = UserId>,
) -> AppResult<std::collections::HashMap<UserId, String>> {
    let mut ids: Vec<UserId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = store::list_names(cx.conn, &ids)?;
    Ok(rows.into_iter().map(|(id, login, name)| (id, name.unwrap_or(login))).collect())
}

/// A person of the demo bank as they act today, for making the demo in their name. Elsewhere: 404.
pub fn demo_actor(cx: &mut Cx<'_>, username: &str) -> AppResult<Actor> {
    if !settings::is_demo(cx.conn)? {
        return Err(AppError::not_found());
    }
    let user = store::find_user_by_name(cx.conn, username)?.or_not_found()?;
    user.employee_id.or_not_found()?;
    acting(cx, &user)
}
