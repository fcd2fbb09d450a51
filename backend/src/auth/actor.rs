//! Who acts, with what positions, read afresh in each transaction.

use crate::auth::permissions::{Action, ApiScope, Grant, Reach, Role};
use crate::db::Ts;
use crate::error::{AppError, AppResult, Code};
use crate::hr::machines::model::ApiClientId;
use crate::identity::model::{SessionId, UserId};
use crate::org::model::{EmployeeId, OrgUnitId};
use crate::staffing::model::ManagerId;

/// A position held today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldPosition {
    /// What it is.
    pub role: Role,
    /// Where.
    pub org_unit_id: OrgUnitId,
    /// The branch it belongs to; none at head office.
    pub branch_id: Option<OrgUnitId>,
}

/// Who acts.
#[derive(Debug, Clone)]
pub enum Actor {
    /// A person who signed in.
    User(UserActor),
    /// A machine that got a token by its own credentials.
    Machine(MachineActor),
    /// A background job; made by the jobs room alone.
    System(SystemActor),
    /// Nobody has signed in: login, invitations.
    Anonymous,
    /// The machine's operator, at its command line.
    Operator,
}

/// A person who signed in.
#[derive(Debug, Clone)]
pub struct UserActor {
    /// The login.
    pub user_id: UserId,
    /// The session, so that leaving ends it.
    pub session_id: SessionId,
    /// The employee behind the login.
    pub employee_id: Option<EmployeeId>,
    /// Positions held today.
    pub positions: Vec<HeldPosition>,
    /// The manager that this person is, if any.
    pub manager_id: Option<ManagerId>,
    /// Virtual managers that this person maintains today (D2).
    pub maintains: Vec<ManagerId>,
    /// Whether the login has an authenticator.
    pub has_totp: bool,
    /// When the person last showed a code in this session.
    pub strong_at: Option<Ts>,
}

/// A code counts for weighty acts this long.
const STRONG_MINUTES: i64 = 15;

/// A machine: an API client with the scopes of its token.
#[derive(Debug, Clone)]
pub struct MachineActor {
    /// The login behind it, which the audit names.
    pub user_id: UserId,
    /// The client.
    pub client_id: ApiClientId,
    /// What its token permits.
    pub scopes: Vec<ApiScope>,
}

/// A background job.
#[derive(Debug, Clone)]
pub struct SystemActor {
    /// Which kind of job.
    pub job: &'static str,
}

/// What a finder may return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    All,
    /// What stands in these branches, or belongs to these managers.
    Some {
        /// Branches that the actor reaches.
        branches: Vec<OrgUnitId>,
        /// Managers that the actor is or maintains.
        managers: Vec<ManagerId>,
    },
}

/// A thing as permissions see it.
#[derive(Debug, Clone, Default)]
pub struct Thing {
    /// The branch it belongs to; none for the bank's own things.
    pub branch: Option<OrgUnitId>,
    /// The managers whose own it is.
    pub managers: Vec<ManagerId>,
}

impl Thing {
    /// A thing of the bank as a whole.
    pub fn bank() -> Self {
        Self::default()
    }
    /// A thing of a branch.
    pub fn branch(branch: OrgUnitId) -> Self {
        Self { branch: Some(branch), managers: Vec::new() }
    }
    /// Adds a manager whose own it is.
    #[must_use]
    pub fn of(mut self, manager: ManagerId) -> Self {
        self.managers.push(manager);
        self
    }
}

impl Actor {
    /// The person, or 401.
    pub fn user(&self) -> AppResult<&UserActor> {
        match self {
            Actor::User(u) => Ok(u),
            _ => Err(AppError::new(Code::Unauthenticated)),
        }
    }

    /// The machine, or 403.
    pub fn machine(&self) -> AppResult<&MachineActor> {
        match self {
            Actor::Machine(m) => Ok(m),
            _ => Err(AppError::new(Code::Forbidden)),
        }
    }

    /// Whether this is a job or the machine's operator, whom no position limits.
    pub fn is_trusted(&self) -> bool {
        matches!(self, Actor::System(_) | Actor::Operator)
    }

    /// The login behind this actor.
    pub fn user_id(&self) -> Option<UserId> {
        match self {
            Actor::User(u) => Some(u.user_id),
            Actor::Machine(m) => Some(m.user_id),
            _ => None,
        }
    }

    /// The employee behind this actor.
    pub fn employee_id(&self) -> Option<EmployeeId> {
        match self {
            Actor::User(u) => u.employee_id,
            _ => None,
        }
    }

    /// The manager that this actor is, or 403.
    pub fn manager(&self) -> AppResult<ManagerId> {
        match self {
            Actor::User(UserActor { manager_id: Some(m), .. }) => Ok(*m),
            _ => Err(AppError::new(Code::Forbidden)),
        }
    }

    /// Whether the actor holds a role, anywhere or in a branch.
    pub fn holds(&self, role: Role, branch: Option<OrgUnitId>) -> bool {
        match self {
            Actor::User(u) => {
                u.positions.iter().any(|p| p.role == role && (branch.is_none() || p.branch_id == branch))
            }
            _ => false,
        }
    }

    /// Refuses somebody with an authenticator who has not shown a code within a quarter of an hour:
    /// `step_up_required`. Whoever has none passes; which roles must have one is the bank's setting.
    pub fn check_strong(&self, now: Ts) -> AppResult<()> {
        match self {
            Actor::User(u)
                if u.has_totp
                    && u.strong_at
                        .is_none_or(|at| now >= at.plus(chrono::Duration::minutes(STRONG_MINUTES))) =>
            {
                Err(AppError::new(Code::StepUpRequired))
            }
            _ => Ok(()),
        }
    }

    /// Permits the action on the thing, or answers 403.
    pub fn may(&self, action: Action, thing: &Thing) -> AppResult<()> {
        if self.can(action, thing) { Ok(()) } else { Err(AppError::new(Code::Forbidden)) }
    }

    /// Whether the action on the thing is permitted.
    pub fn can(&self, action: Action, thing: &Thing) -> bool {
        let grants = match action.grant() {
            Grant::Public => return true,
            Grant::SignedIn => return !matches!(self, Actor::Anonymous | Actor::Machine(_)),
            Grant::Held(grants) => grants,
        };
        match self {
            Actor::Machine(m) => action.scope().is_some_and(|s| m.scopes.contains(&s)),
            Actor::System(_) | Actor::Operator => true,
            Actor::Anonymous => false,
            Actor::User(u) => u.positions.iter().any(|p| {
                grants.iter().filter(|(role, _)| *role == p.role).any(|(_, reach)| match reach {
                    Reach::Bank => true,
                    Reach::Branch => thing.branch.is_some() && thing.branch == p.branch_id,
                    Reach::Own => u.manager_id.iter().chain(&u.maintains).any(|m| thing.managers.contains(m)),
                })
            }),
        }
    }

    /// Whether some position permits the action somewhere: what a menu asks.
    pub fn can_somewhere(&self, action: Action) -> bool {
        match (self, action.grant()) {
            (_, Grant::Public) => true,
            (Actor::Anonymous, _) => false,
            (Actor::Machine(m), _) => action.scope().is_some_and(|s| m.scopes.contains(&s)),
            (_, Grant::SignedIn) => true,
            (Actor::System(_) | Actor::Operator, _) => true,
            (Actor::User(u), Grant::Held(grants)) => {
                u.positions.iter().any(|p| grants.iter().any(|(role, _)| *role == p.role))
            }
        }
    }

    /// What a finder may return for the action; 403 where no position permits it anywhere.
    pub fn scope(&self, action: Action) -> AppResult<Scope> {
        if !self.can_somewhere(action) {
            return Err(AppError::new(Code::Forbidden));
        }
        let (Actor::User(u), Grant::Held(grants)) = (self, action.grant()) else { return Ok(Scope::All) };
        let (mut branches, mut managers) = (Vec::new(), Vec::new());
        for p in &u.positions {
            for (_, reach) in grants.iter().filter(|(role, _)| *role == p.role) {
                match reach {
                    Reach::Bank => return Ok(Scope::All),
                    Reach::Branch => branches.extend(p.branch_id),
                    Reach::Own => managers.extend(u.manager_id.iter().chain(&u.maintains).copied()),
                }
            }
        }
        branches.sort_unstable();
        branches.dedup();
        managers.sort_unstable();
        managers.dedup();
        Ok(Scope::Some { branches, managers })
    }
}
