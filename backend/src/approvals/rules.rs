//! Who may decide.

use super::model::{Kind, StepRow};
use crate::auth::Role;
use crate::error::{AppError, Code};
use crate::identity::model::UserId;
use crate::org::model::{EmployeeId, OrgUnitId};

/// A role that the person holds, or stands in for, and where; none for head office.
pub type HeldRole = (Role, Option<OrgUnitId>);

/// A role that somebody lends to a deputy.
#[derive(Debug, Clone, Copy)]
pub struct Lent {
    /// The role and where.
    pub role: HeldRole,
    /// Who is stood in for.
    pub by: EmployeeId,
}

/// Who wants to decide.
#[derive(Debug, Clone)]
pub struct Decider {
    /// Login.
    pub user: UserId,
    /// Person.
    pub employee: Option<EmployeeId>,
    /// Roles held today.
    pub roles: Vec<HeldRole>,
    /// Roles that others lend today.
    pub lent: Vec<Lent>,
}

impl Decider {
    /// Roles held or lent.
    pub fn all_roles(&self) -> Vec<HeldRole> {
        self.roles.iter().copied().chain(self.lent.iter().map(|l| l.role)).collect()
    }
}

/// What separates the duties of a request.
#[derive(Debug, Clone)]
pub struct Separation<'a> {
    /// What it is about.
    pub kind: Kind,
    /// Who proposed.
    pub proposer: (UserId, Option<EmployeeId>),
    /// Who gains.
    pub gainers: &'a [EmployeeId],
    /// All steps in order.
    pub steps: &'a [StepRow],
}

/// The step that waits.
pub fn current(steps: &[StepRow]) -> Option<&StepRow> {
    steps.iter().filter(|s| s.decision.is_none()).min_by_key(|s| s.idx)
}

/// Whether roles answer to a step: the role, at the step's branch where it has one.
pub fn answers_to(roles: &[HeldRole], step: &StepRow) -> bool {
    roles
        .iter()
        .any(|(role, branch)| *role == step.role && (step.scope_org.is_none() || *branch == step.scope_org))
}

/// Permits the decider at the waiting step, or says which rule forbids it.
pub fn may_decide<'a>(decider: &Decider, request: &Separation<'a>) -> Result<&'a StepRow, AppError> {
    let clause = request.kind.clause();
    let step = current(request.steps).ok_or_else(|| AppError::new(Code::AlreadyDecided).clause(clause))?;
    if !answers_to(&decider.all_roles(), step) {
        return Err(AppError::new(Code::Forbidden).clause(clause));
    }
    let same_person = |user: Option<UserId>, employee: Option<EmployeeId>| {
        user == Some(decider.user) || (employee.is_some() && employee == decider.employee)
    };
    if same_person(Some(request.proposer.0), request.proposer.1) {
        return Err(AppError::new(Code::SelfApproval).clause(clause));
    }
    if decider.employee.is_some_and(|e| request.gainers.contains(&e)) {
        return Err(AppError::new(Code::GainerApproval).clause(clause));
    }
    if request.steps.iter().any(|s| s.decision.is_some() && same_person(s.decided_by, s.decided_employee)) {
        return Err(AppError::new(Code::TwoStepsOnePerson).clause(clause));
    }
    // A deputy decides nothing that the one stood in for may not.
    let usable = decider.lent.iter().filter(|l| {
        request.proposer.1 != Some(l.by)
            && !request.gainers.contains(&l.by)
            && !request.steps.iter().any(|s| s.decision.is_some() && s.decided_employee == Some(l.by))
    });
    let roles: Vec<HeldRole> = decider.roles.iter().copied().chain(usable.map(|l| l.role)).collect();
    if answers_to(&roles, step) { Ok(step) } else { Err(AppError::new(Code::SelfApproval).clause(clause)) }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Decision, RequestId};
    use super::*;

    fn step(idx: i32, role: Role, scope: Option<OrgUnitId>, by: Option<UserId>) -> StepRow {
        StepRow {
            request_id: RequestId(uuid::Uuid::nil()),
            idx,
            role,
            scope_org: scope,
            decision: by.map(|_| Decision::Agreed),
            decided_by: by,
            decided_employee: None,
            reason: None,
            decided_at: None,
        }
    }

    fn decider(role: Role, branch: Option<OrgUnitId>) -> Decider {
        Decider {
            user: UserId::new(),
            employee: Some(EmployeeId::new()),
            roles: vec![(role, branch)],
            lent: Vec::new(),
        }
    }

    #[test]
    fn each_rule_of_separation_refuses_with_its_code() {
        let branch = OrgUnitId::new();
        let steps = vec![step(0, Role::GroupMember, Some(branch), None)];
        let d = decider(Role::GroupMember, Some(branch));
        let other = (UserId::new(), Some(EmployeeId::new()));
        let base = Separation { kind: Kind::Adjustment, proposer: other, gainers: &[], steps: &steps };
        assert!(may_decide(&d, &base).is_ok());

        let own = Separation { proposer: (d.user, None), ..base.clone() };
        assert_eq!(may_decide(&d, &own).unwrap_err().code(), Code::SelfApproval);
        let another_login = Separation { proposer: (UserId::new(), d.employee), ..base.clone() };
        assert_eq!(may_decide(&d, &another_login).unwrap_err().code(), Code::SelfApproval);
        let gains = [d.employee.unwrap()];
        let gainer = Separation { gainers: &gains, ..base.clone() };
        assert_eq!(may_decide(&d, &gainer).unwrap_err().code(), Code::GainerApproval);
        let elsewhere = decider(Role::GroupMember, Some(OrgUnitId::new()));
        assert_eq!(may_decide(&elsewhere, &base).unwrap_err().code(), Code::Forbidden);
    }

    #[test]
    fn a_deputy_decides_nothing_that_the_one_stood_in_for_may_not() {
        let (branch, president) = (OrgUnitId::new(), EmployeeId::new());
        let steps = vec![step(0, Role::President, Some(branch), None)];
        let lent = vec![Lent { role: (Role::President, Some(branch)), by: president }];
        let d = Decider { lent, ..decider(Role::Supervisor, Some(branch)) };
        let by_other = Separation {
            kind: Kind::Adjustment,
            proposer: (UserId::new(), Some(EmployeeId::new())),
            gainers: &[],
            steps: &steps,
        };
        assert!(may_decide(&d, &by_other).is_ok());
        let by_president = Separation { proposer: (UserId::new(), Some(president)), ..by_other.clone() };
        assert_eq!(may_decide(&d, &by_president).unwrap_err().code(), Code::SelfApproval);
        let gains = [president];
        let for_president = Separation { gainers: &gains, ..by_other };
        assert_eq!(may_decide(&d, &for_president).unwrap_err().code(), Code::SelfApproval);
    }

    #[test]
    fn one_person_does_not_decide_two_steps() {
        let d = decider(Role::CommitteeMember, None);
        let steps =
            vec![step(0, Role::GroupMember, None, Some(d.user)), step(1, Role::CommitteeMember, None, None)];
        let s = Separation {
            kind: Kind::Adjustment,
            proposer: (UserId::new(), None),
            gainers: &[],
            steps: &steps,
        };
        assert_eq!(may_decide(&d, &s).unwrap_err().code(), Code::TwoStepsOnePerson);
    }

    #[test]
    fn steps_are_decided_in_order() {
        let steps = vec![step(1, Role::CommitteeMember, None, None), step(0, Role::GroupMember, None, None)];
        assert_eq!(current(&steps).unwrap().idx, 0);
        let done = vec![step(0, Role::GroupMember, None, Some(UserId::new()))];
        let s =
            Separation { kind: Kind::Policy, proposer: (UserId::new(), None), gainers: &[], steps: &done };
        let e = may_decide(&decider(Role::GroupMember, None), &s).unwrap_err();
        assert_eq!((e.code(), e.clause_id()), (Code::AlreadyDecided, Some("D13")));
    }
}
