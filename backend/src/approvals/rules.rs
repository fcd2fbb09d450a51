//! Who may decide.

use super::model::{Kind, StepRow};
use crate::auth::Role;
use crate::error::{AppError, Code};
use crate::identity::model::UserId;
use crate::org::model::{EmployeeId, OrgUnitId};

/// A role that the person holds, or stands in for, and where; none for head office.
pub type HeldRole = (Role, Option<OrgUnitId>);

/// Who wants to decide.
#[derive(Debug, Clone)]
pub struct Decider {
    /// Login.
    pub user: UserId,
    /// Person.
    pub employee: Option<EmployeeId>,
    /// Roles held today, deputies' included.
    pub roles: Vec<HeldRole>,
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
    if !answers_to(&decider.roles, step) {
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
    Ok(step)
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
        Decider { user: UserId::new(), employee: Some(EmployeeId::new()), roles: vec![(role, branch)] }
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
