//! Rows of logins and sessions.

use diesel::prelude::*;

use crate::auth::Role;
use crate::db::Ts;
use crate::db::schema::{invites, login_attempts, refresh_tokens, sessions, user_totps, users};
use crate::org::model::{EmployeeId, OrgUnitId};
use crate::{id, text_enum};

id! {
    /// A login.
    UserId
}
id! {
    /// A signed-in session.
    SessionId
}
id! {
    /// A refresh token.
    RefreshId
}
id! {
    /// A one-time invitation.
    InviteId
}

text_enum! {
    /// Whether a login works.
    UserState {
        /// It works.
        Active = "active",
        /// It was switched off.
        Deactivated = "deactivated",
        /// Its first password has not been set.
        Invited = "invited",
    }
}
text_enum! {
    /// Who uses a login.
    UserKind {
        /// A person.
        Human = "human",
        /// A machine client.
        Machine = "machine",
    }
}

/// A login.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = users)]
pub struct User {
    pub id: UserId,
    pub username: String,
    pub employee_id: Option<EmployeeId>,
    pub kind: UserKind,
    pub password_hash: Option<String>,
    pub password_changed_at: Option<Ts>,
    pub state: UserState,
    pub locale: String,
    pub version: i64,
    pub created_at: Ts,
}

/// Signed in with a password alone.
pub const PASSWORD: &str = "password";
/// Signed in, or stepped up, with a code.
pub const TOTP: &str = "totp";

/// A login's authenticator; its secret is encrypted at `user_totps.secret` of the user.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = user_totps)]
pub struct UserTotp {
    pub user_id: UserId,
    pub secret: Vec<u8>,
    pub key_id: String,
    /// The last step whose code was spent.
    pub last_step: i64,
    /// None while enrolling.
    pub confirmed_at: Option<Ts>,
    pub created_at: Ts,
}

/// A session.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
pub struct Session {
    pub id: SessionId,
    pub user_id: UserId,
    pub created_at: Ts,
    pub last_used_at: Ts,
    pub expires_at: Ts,
    pub auth_at: Ts,
    pub auth_strength: String,
    pub ended_at: Option<Ts>,
    pub ended_reason: Option<String>,
}

/// A refresh token; its secret is derived, not kept.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = refresh_tokens)]
pub struct RefreshToken {
    pub id: RefreshId,
    pub session_id: SessionId,
    pub issued_at: Ts,
    pub expires_at: Ts,
    pub used_at: Option<Ts>,
    pub successor_id: Option<RefreshId>,
}

/// Failed logins of an account or an address.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = login_attempts, treat_none_as_null = true)]
pub struct LoginAttempts {
    pub subject_mac: Vec<u8>,
    pub failures: i32,
    pub first_at: Ts,
    pub last_at: Ts,
    pub blocked_until: Option<Ts>,
}

/// A one-time invitation to set the first password.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = invites)]
pub struct Invite {
    pub id: InviteId,
    pub user_id: UserId,
    pub token_mac: Vec<u8>,
    pub created_at: Ts,
    pub expires_at: Ts,
    pub used_at: Option<Ts>,
}

/// A position as the actor's rights need it.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct PositionRow {
    pub role: Role,
    pub org_unit_id: OrgUnitId,
    pub branch_id: Option<OrgUnitId>,
}
