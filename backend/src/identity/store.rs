//! Queries of logins and sessions.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::*;
use crate::db::schema::{
    employees, invites, login_attempts, manager_maintainers, managers, org_units, positions, refresh_tokens,
    sessions, user_totps, users,
};
use crate::db::{Conn, Ts};
use crate::on_each;
use crate::org::model::{EmployeeId, OrgUnitId, PositionId};
use crate::policy::model::PolicyId;
use crate::policy::store::in_force_on;
use crate::staffing::model::{ManagerId, ManagerState};

/// What is held on a day.
macro_rules! held_on {
    ($table:ident, $day:expr) => {
        $table::valid_from.le($day).and($table::valid_to.is_null().or($table::valid_to.gt($day)))
    };
}

/// A position held, with the virtual managers that its holder maintains: one of each.
pub type Held = (PositionId, PositionRow, Option<ManagerId>);

/// What a live session says about its user, and what the request needs besides: one row for each position and each
/// virtual manager.
#[derive(Queryable)]
pub struct LiveSession {
    pub expires_at: Ts,
    pub ended_at: Option<Ts>,
    pub user_state: UserState,
    pub employee_id: Option<EmployeeId>,
    pub auth_at: Ts,
    pub auth_strength: String,
    /// When an authenticator was confirmed, where one stands.
    pub totp_since: Option<Ts>,
    /// First day away of the employee.
    pub left_on: Option<NaiveDate>,
    /// The manager that the employee is.
    pub manager_id: Option<ManagerId>,
    /// A position held on the day.
    pub held: Option<(PositionId, PositionRow)>,
    /// A virtual manager that the employee maintains on the day.
    pub maintains: Option<ManagerId>,
    /// The policy version that holds on the day.
    pub policy: Option<PolicyId>,
}

/// A session with its user's positions of a day, in one statement because every request asks for it.
pub fn list_live_session(
    conn: &mut Conn,
    session: SessionId,
    user: UserId,
    day: NaiveDate,
) -> QueryResult<Vec<LiveSession>> {
    on_each!(conn, |c| sessions::table
        .inner_join(users::table)
        .left_join(user_totps::table.on(user_totps::user_id.eq(sessions::user_id)))
        .left_join(employees::table.on(users::employee_id.eq(employees::id.nullable())))
        .left_join(
            managers::table
                .on(managers::employee_id.eq(users::employee_id).and(managers::state.ne(ManagerState::Left))),
        )
        .left_join(
            positions::table
                .on(positions::employee_id.nullable().eq(users::employee_id).and(held_on!(positions, day))),
        )
        .left_join(org_units::table.on(org_units::id.eq(positions::org_unit_id)))
        .left_join(
            manager_maintainers::table.on(manager_maintainers::employee_id
                .nullable()
                .eq(users::employee_id)
                .and(held_on!(manager_maintainers, day))),
        )
        .filter(sessions::id.eq(session).and(sessions::user_id.eq(user)))
        .order((managers::id.desc(), positions::role, positions::id))
        .select((
            sessions::expires_at,
            sessions::ended_at,
            users::state,
            users::employee_id,
            sessions::auth_at,
            sessions::auth_strength,
            user_totps::confirmed_at.nullable(),
            employees::left_on.nullable(),
            managers::id.nullable(),
            (positions::id, (positions::role, positions::org_unit_id, org_units::branch_id.nullable()))
                .nullable(),
            manager_maintainers::manager_id.nullable(),
            in_force_on(day),
        ))
        .load(c))
}

/// Positions held on a day by an employee who has not left, each beside every virtual manager that the employee
/// maintains on that day.
pub fn list_held_on(conn: &mut Conn, employee: EmployeeId, day: NaiveDate) -> QueryResult<Vec<Held>> {
    on_each!(conn, |c| positions::table
        .inner_join(employees::table)
        .inner_join(org_units::table.on(org_units::id.eq(positions::org_unit_id)))
        .left_join(
            manager_maintainers::table.on(manager_maintainers::employee_id
                .eq(positions::employee_id)
                .and(held_on!(manager_maintainers, day))),
        )
        .filter(positions::employee_id.eq(employee))
        .filter(employees::left_on.is_null().or(employees::left_on.gt(day)))
        .filter(held_on!(positions, day))
        .order((positions::role, positions::id))
        .select((
            positions::id,
            (positions::role, positions::org_unit_id, org_units::branch_id),
            manager_maintainers::manager_id.nullable(),
        ))
        .load(c))
}

/// The manager that an employee is.
pub fn find_manager_of(conn: &mut Conn, employee: EmployeeId) -> QueryResult<Option<ManagerId>> {
    managers::table
        .filter(managers::employee_id.eq(employee).and(managers::state.ne(ManagerState::Left)))
        .order(managers::id.desc())
        .select(managers::id)
        .first(conn)
        .optional()
}

pub fn find_user_by_name(conn: &mut Conn, username: &str) -> QueryResult<Option<User>> {
    users::table.filter(users::username.eq(username)).select(User::as_select()).first(conn).optional()
}

pub fn find_user(conn: &mut Conn, id: UserId) -> QueryResult<User> {
    users::table.find(id).select(User::as_select()).first(conn)
}

/// Users by name, after a name; with the employee's name and number.
pub fn list_users(
    conn: &mut Conn,
    after: Option<(String, UserId)>,
    limit: i64,
) -> QueryResult<Vec<(User, Option<String>, Option<String>)>> {
    let mut q = users::table.left_join(employees::table).into_boxed().filter(users::kind.eq(UserKind::Human));
    if let Some((name, id)) = after {
        q = q.filter(users::username.gt(name.clone()).or(users::username.eq(name).and(users::id.gt(id))));
    }
    q.order((users::username, users::id))
        .limit(limit)
        .select((User::as_select(), employees::name.nullable(), employees::employee_no.nullable()))
        .load(conn)
}

/// A person's login, by its id.
pub fn find_human(conn: &mut Conn, id: UserId) -> QueryResult<User> {
    users::table.find(id).filter(users::kind.eq(UserKind::Human)).select(User::as_select()).first(conn)
}

/// Which logins are machines'.
pub fn list_machines(conn: &mut Conn, among: &[UserId]) -> QueryResult<Vec<UserId>> {
    users::table
        .filter(users::id.eq_any(among).and(users::kind.eq(UserKind::Machine)))
        .select(users::id)
        .load(conn)
}

pub fn insert_user(conn: &mut Conn, user: &User) -> QueryResult<usize> {
    on_each!(conn, |c| diesel::insert_into(users::table).values(user).execute(c))
}

/// Changes a user's state where the version still stands; 0 where it has moved.
pub fn update_user_state(conn: &mut Conn, id: UserId, version: i64, state: UserState) -> QueryResult<usize> {
    diesel::update(users::table.filter(users::id.eq(id).and(users::version.eq(version))))
        .set((users::state.eq(state), users::version.eq(version + 1)))
        .execute(conn)
}

pub fn update_locale(conn: &mut Conn, id: UserId, locale: &str) -> QueryResult<usize> {
    diesel::update(users::table.find(id))
        .set((users::locale.eq(locale), users::version.eq(users::version + 1)))
        .execute(conn)
}

/// Sets the password and makes the login active.
pub fn update_password(conn: &mut Conn, id: UserId, hash: &str, at: Ts) -> QueryResult<usize> {
    diesel::update(users::table.find(id))
        .set((
            users::password_hash.eq(hash),
            users::password_changed_at.eq(at),
            users::state.eq(UserState::Active),
            users::version.eq(users::version + 1),
        ))
        .execute(conn)
}

pub fn insert_session(conn: &mut Conn, session: &Session, refresh: &RefreshToken) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(sessions::table).values(session).execute(c))?;
    insert_refresh(conn, refresh)
}

pub fn insert_refresh(conn: &mut Conn, refresh: &RefreshToken) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(refresh_tokens::table).values(refresh).execute(c)).map(drop)
}

pub fn find_refresh(
    conn: &mut Conn,
    id: RefreshId,
) -> QueryResult<Option<(RefreshToken, Session, UserState)>> {
    refresh_tokens::table
        .inner_join(sessions::table.inner_join(users::table))
        .filter(refresh_tokens::id.eq(id))
        .select((RefreshToken::as_select(), Session::as_select(), users::state))
        .first(conn)
        .optional()
}

pub fn find_refresh_used(conn: &mut Conn, id: RefreshId) -> QueryResult<bool> {
    refresh_tokens::table.find(id).select(refresh_tokens::used_at.is_not_null()).first(conn)
}

/// Spends a refresh token once; 0 where somebody was faster.
pub fn spend_refresh(conn: &mut Conn, id: RefreshId, successor: RefreshId, at: Ts) -> QueryResult<usize> {
    diesel::update(
        refresh_tokens::table.filter(refresh_tokens::id.eq(id).and(refresh_tokens::used_at.is_null())),
    )
    .set((refresh_tokens::used_at.eq(at), refresh_tokens::successor_id.eq(successor)))
    .execute(conn)
}

pub fn touch_session(conn: &mut Conn, id: SessionId, at: Ts) -> QueryResult<usize> {
    diesel::update(sessions::table.find(id)).set(sessions::last_used_at.eq(at)).execute(conn)
}

pub fn end_session(conn: &mut Conn, id: SessionId, at: Ts, reason: &str) -> QueryResult<usize> {
    diesel::update(sessions::table.filter(sessions::id.eq(id).and(sessions::ended_at.is_null())))
        .set((sessions::ended_at.eq(at), sessions::ended_reason.eq(reason)))
        .execute(conn)
}

/// Ends every live session of a user but one.
pub fn end_sessions_of(
    conn: &mut Conn,
    user: UserId,
    but: Option<SessionId>,
    at: Ts,
    reason: &str,
) -> QueryResult<usize> {
    let spared = but.unwrap_or(SessionId(uuid::Uuid::nil()));
    diesel::update(
        sessions::table.filter(
            sessions::user_id.eq(user).and(sessions::ended_at.is_null()).and(sessions::id.ne(spared)),
        ),
    )
    .set((sessions::ended_at.eq(at), sessions::ended_reason.eq(reason)))
    .execute(conn)
}

pub fn find_attempts(conn: &mut Conn, subject: &[u8]) -> QueryResult<Option<LoginAttempts>> {
    login_attempts::table.find(subject).select(LoginAttempts::as_select()).first(conn).optional()
}

pub fn upsert_attempts(conn: &mut Conn, row: &LoginAttempts) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(login_attempts::table)
        .values(row)
        .on_conflict(login_attempts::subject_mac)
        .do_update()
        .set(row)
        .execute(c))
    .map(drop)
}

pub fn delete_attempts(conn: &mut Conn, subject: &[u8]) -> QueryResult<usize> {
    diesel::delete(login_attempts::table.find(subject)).execute(conn)
}

pub fn find_totp(conn: &mut Conn, user: UserId) -> QueryResult<Option<UserTotp>> {
    user_totps::table.find(user).select(UserTotp::as_select()).first(conn).optional()
}

pub fn insert_totp(conn: &mut Conn, row: &UserTotp) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(user_totps::table).values(row).execute(c)).map(drop)
}

pub fn delete_totp(conn: &mut Conn, user: UserId) -> QueryResult<usize> {
    diesel::delete(user_totps::table.find(user)).execute(conn)
}

pub fn confirm_totp(conn: &mut Conn, user: UserId, at: Ts) -> QueryResult<usize> {
    diesel::update(user_totps::table.find(user)).set(user_totps::confirmed_at.eq(at)).execute(conn)
}

/// Spends a step once; 0 where it, or a later one, is spent.
pub fn spend_totp_step(conn: &mut Conn, user: UserId, step: i64) -> QueryResult<usize> {
    diesel::update(user_totps::table.filter(user_totps::user_id.eq(user).and(user_totps::last_step.lt(step))))
        .set(user_totps::last_step.eq(step))
        .execute(conn)
}

/// The session's person has just shown a code.
pub fn strengthen_session(conn: &mut Conn, id: SessionId, at: Ts) -> QueryResult<usize> {
    diesel::update(sessions::table.find(id))
        .set((sessions::auth_at.eq(at), sessions::auth_strength.eq(TOTP)))
        .execute(conn)
}

pub fn insert_invite(conn: &mut Conn, invite: &Invite) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(invites::table).values(invite).execute(c)).map(drop)
}

pub fn find_invite(conn: &mut Conn, mac: &[u8]) -> QueryResult<Option<(Invite, User)>> {
    invites::table
        .inner_join(users::table)
        .filter(invites::token_mac.eq(mac))
        .select((Invite::as_select(), User::as_select()))
        .first(conn)
        .optional()
}

pub fn spend_invite(conn: &mut Conn, id: InviteId, at: Ts) -> QueryResult<usize> {
    diesel::update(invites::table.filter(invites::id.eq(id).and(invites::used_at.is_null())))
        .set(invites::used_at.eq(at))
        .execute(conn)
}

/// Unused invitations of a user end when a new one is made.
pub fn spend_invites_of(conn: &mut Conn, user: UserId, at: Ts) -> QueryResult<usize> {
    diesel::update(invites::table.filter(invites::user_id.eq(user).and(invites::used_at.is_null())))
        .set(invites::used_at.eq(at))
        .execute(conn)
}

pub fn count_users(conn: &mut Conn) -> QueryResult<i64> {
    users::table.count().get_result(conn)
}

/// Name, number and branch of an employee, for `me`.
pub fn find_employee_names(
    conn: &mut Conn,
    id: EmployeeId,
) -> QueryResult<(String, String, Option<OrgUnitId>)> {
    employees::table
        .find(id)
        .select((employees::name, employees::employee_no, employees::branch_id))
        .first(conn)
}

/// The login of an employee.
pub fn find_user_of(conn: &mut Conn, employee: EmployeeId) -> QueryResult<Option<UserId>> {
    users::table.filter(users::employee_id.eq(employee)).select(users::id).first(conn).optional()
}

/// Names of logins: the employee's, else the login's.
pub fn list_names(conn: &mut Conn, ids: &[UserId]) -> QueryResult<Vec<(UserId, String, Option<String>)>> {
    users::table
        .left_join(employees::table)
        .filter(users::id.eq_any(ids))
        .select((users::id, users::username, employees::name.nullable()))
        .load(conn)
}

pub fn list_usernames(conn: &mut Conn, among: &[String]) -> QueryResult<Vec<String>> {
    users::table.filter(users::username.eq_any(among.to_vec())).select(users::username).load(conn)
}
