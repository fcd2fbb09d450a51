//! Logins at the machine's own command line: the first people of a bank, and a way back in.

use serde_json::json;

use super::bootstrap::secret;
use crate::app::{App, Cx};
use crate::auth::{Actor, Role};
use crate::db::Ts;
use crate::error::{AppError, AppResult};
use crate::identity::model::{UserId, UserState};
use crate::identity::{second_factor, store, users};
use crate::org::model::{Employee, EmployeeId, HireKind, Position, PositionId};
use crate::search_text::{clean, sort_key};

/// As many people of a role as the operator may make; further ones are proposed and confirmed (E4.0).
const BY_OPERATOR: usize = 2;

/// Whom to invite.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// `admin` or `hq_hr`.
    pub role: Role,
    /// Login name.
    pub username: String,
    /// Number of the employee, who may be new.
    pub employee_no: String,
    /// Name, for a new employee.
    pub name: String,
}

/// A one-time link for an administrator or an HR officer, while fewer than two people hold the role: enough for
/// a bank to confirm everybody else by two of its own. Somebody who has the login already is invited again.
///
/// Errors: another role; two others who hold it; a position that it excludes.
pub fn invite(app: &App, whom: &Invitation) -> AppResult<(String, Ts)> {
    let (name, username) = (clean(&whom.name), whom.username.as_str());
    let fits = (3..=64).contains(&username.len())
        && username.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-');
    if !fits || name.is_empty() || whom.employee_no.is_empty() || whom.employee_no.len() > 40 {
        return Err(AppError::config(
            "a login name has 3 to 64 small letters, digits, dots or hyphens; number and name are needed"
                .to_owned(),
        ));
    }
    if !matches!(whom.role, Role::Admin | Role::HqHr) {
        return Err(AppError::config("the operator invites administrators and HR officers alone".to_owned()));
    }
    let secret = secret();
    app.write_as(&Actor::Operator, |cx| {
        let employee = employee(cx, whom, &name)?;
        take_position(cx, employee, whom.role)?;
        let user = match store::find_user_of(cx.conn, employee)? {
            Some(user) => user,
            None => users::insert_user(cx, username, Some(employee), None)?,
        };
        let link = users::invite_user(cx, user, &secret)?;
        Ok((link.path, link.expires_at))
    })
}

fn employee(cx: &mut Cx<'_>, whom: &Invitation, name: &str) -> AppResult<EmployeeId> {
    if let Some(found) = crate::org::store::find_employee_by_no(cx.conn, &whom.employee_no)? {
        return Ok(found.id);
    }
    let head = crate::org::store::find_head_office(cx.conn)?.ok_or_else(|| {
        AppError::config("there is no head office: run `kejing init --empty` first".to_owned())
    })?;
    let employee = Employee {
        id: EmployeeId::new(),
        employee_no: whom.employee_no.clone(),
        name: name.to_owned(),
        sort_key: sort_key(name),
        org_unit_id: head.id,
        branch_id: None,
        hire_kind: HireKind::Employee,
        hired_on: cx.today,
        left_on: None,
        version: 1,
        created_at: cx.now,
    };
    crate::org::store::insert_employee(cx.conn, &employee)?;
    cx.audit(
        "insert_employee",
        "employee",
        Some(employee.id),
        json!({ "employee_no": employee.employee_no }),
    )?;
    Ok(employee.id)
}

fn take_position(cx: &mut Cx<'_>, employee: EmployeeId, role: Role) -> AppResult<()> {
    let holders = crate::org::store::list_holders_on(cx.conn, role, cx.today)?;
    if holders.contains(&employee) {
        return Ok(());
    }
    if holders.len() >= BY_OPERATOR {
        return Err(AppError::config(format!(
            "{} people hold {role}: another one is proposed and confirmed by the bank's HR officers",
            holders.len()
        )));
    }
    let head = crate::org::store::find_head_office(cx.conn)?
        .ok_or_else(|| AppError::config("there is no head office".to_owned()))?;
    crate::org::service::check_clash(cx, employee, role, head.id, (cx.today, None))
        .map_err(|e| AppError::config(format!("{employee} may not hold {role}: {e}")))?;
    let position = Position {
        id: PositionId::new(),
        employee_id: employee,
        role,
        org_unit_id: head.id,
        valid_from: cx.today,
        valid_to: None,
        request_id: None,
        version: 1,
        created_at: cx.now,
    };
    crate::org::store::insert_position(cx.conn, &position)?;
    let detail = json!({ "position_id": position.id, "role": role });
    cx.audit("take_position", "employee", Some(employee), detail)
}

/// A login as the operator sees it.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Login name.
    pub username: String,
    /// Whether it works.
    pub state: UserState,
    /// The person's name.
    pub name: String,
    /// Roles held today.
    pub roles: Vec<Role>,
}

/// Every login, by name.
pub fn list(app: &App) -> AppResult<Vec<Listed>> {
    app.read_as(&Actor::Operator, |cx| {
        let (mut out, mut after) = (Vec::new(), None);
        loop {
            let rows = store::list_users(cx.conn, after.take(), 200)?;
            let ids: Vec<EmployeeId> = rows.iter().filter_map(|(u, ..)| u.employee_id).collect();
            let roles = crate::org::store::list_roles_on(cx.conn, &ids, cx.today)?;
            after = rows.last().map(|(u, ..)| (u.username.clone(), u.id));
            out.extend(rows.into_iter().map(|(u, name, _)| Listed {
                roles: roles.iter().filter(|(e, _)| Some(*e) == u.employee_id).map(|(_, r)| *r).collect(),
                name: name.unwrap_or_default(),
                username: u.username,
                state: u.state,
            }));
            if after.is_none() {
                return Ok(out);
            }
        }
    })
}

/// Takes a login's lost authenticator away: for the last administrator, whom no other can help.
///
/// Errors: no such login; none that has an authenticator.
pub fn reset_totp(app: &App, username: &str) -> AppResult<UserId> {
    app.write_as(&Actor::Operator, |cx| {
        let user = store::find_user_by_name(cx.conn, username)?
            .ok_or_else(|| AppError::config(format!("no login {username}")))?;
        second_factor::reset_totp(cx, user.id)
            .map_err(|_| AppError::config(format!("{username} has no authenticator")))?;
        Ok(user.id)
    })
}
