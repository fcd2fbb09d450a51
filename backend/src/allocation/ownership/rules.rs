//! Who may become an owner.

use chrono::NaiveDate;

use crate::org::model::OrgUnitId;
use crate::staffing::model::{Grade, Manager, ManagerClass};

/// Whether a class may own a client, by its credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditFit {
    /// It may.
    Fits,
    /// It may hold the client; a named manager of class A must manage the credit (D2, D9.3).
    NeedsNamedA,
    /// It may not: credit goes to class A (D6).
    Refused,
}

/// Whether a manager of a class may own a client with or without credit.
///
/// Credit always belongs to class A (D6). A virtual manager may hold what cannot be allocated (D9.1); its credit
/// then needs a named manager of class A (D9.3).
pub fn credit_fit(class: ManagerClass, has_credit: bool) -> CreditFit {
    match (class, has_credit) {
        (_, false) | (ManagerClass::A, true) => CreditFit::Fits,
        (ManagerClass::Virtual, true) => CreditFit::NeedsNamedA,
        (ManagerClass::B, true) => CreditFit::Refused,
    }
}

/// Why a manager may not receive a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unfit {
    /// Not active, or outside the term, on the day.
    NoStanding,
    /// Of another branch than the client.
    OtherBranch,
    /// Class B and a client with credit.
    ClassBCredit,
    /// Below the grade that the client's standing, size or flags ask for.
    GradeTooLow,
}

impl Unfit {
    /// Code of the field at fault.
    pub fn field_code(self) -> &'static str {
        match self {
            Unfit::NoStanding => "no_standing",
            Unfit::OtherBranch => "wrong_branch",
            Unfit::ClassBCredit => "class_b_credit",
            Unfit::GradeTooLow => "grade_too_low",
        }
    }

    /// The clause that decides.
    pub fn clause(self) -> &'static str {
        match self {
            Unfit::NoStanding => "D4",
            Unfit::OtherBranch => "D9.1",
            Unfit::ClassBCredit => "D6",
            Unfit::GradeTooLow => "E4.2",
        }
    }
}

/// What a client asks of who receives it.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The client's branch.
    pub branch_id: OrgUnitId,
    /// The first day.
    pub day: NaiveDate,
    /// Whether it has credit.
    pub has_credit: bool,
    /// The lowest grade by policy, where a rule applies (E2.2, E4.2).
    pub grade: Option<Grade>,
}

/// Every reason why a manager may not receive a client; a virtual manager has no grade to ask for.
pub fn unfit(manager: &Manager, asked: &Asked) -> Vec<Unfit> {
    let mut out = Vec::new();
    if !manager.has_standing(asked.day) {
        out.push(Unfit::NoStanding);
    }
    if manager.branch_id != asked.branch_id {
        out.push(Unfit::OtherBranch);
    }
    if credit_fit(manager.class, asked.has_credit) == CreditFit::Refused {
        out.push(Unfit::ClassBCredit);
    }
    if manager.class != ManagerClass::Virtual && asked.grade.is_some_and(|g| manager.grade < Some(g)) {
        out.push(Unfit::GradeTooLow);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Ts;
    use crate::staffing::model::{ManagerId, ManagerState};

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    fn manager(class: ManagerClass, grade: Option<Grade>, branch_id: OrgUnitId) -> Manager {
        Manager {
            id: ManagerId::new(),
            manager_no: "M1".into(),
            name: "张三".into(),
            sort_key: "zhang san".into(),
            employee_id: None,
            class,
            b_kind: None,
            grade,
            branch_id,
            outlet_id: None,
            state: ManagerState::Active,
            term_from: day(1),
            term_to: Some(day(20)),
            reason: None,
            version: 1,
            created_at: Ts::new(chrono::DateTime::UNIX_EPOCH),
        }
    }

    #[test]
    fn credit_goes_to_class_a_and_may_wait_under_a_virtual_manager() {
        use ManagerClass::*;
        for class in [A, B, Virtual] {
            assert_eq!(credit_fit(class, false), CreditFit::Fits);
        }
        assert_eq!(credit_fit(A, true), CreditFit::Fits);
        assert_eq!(credit_fit(B, true), CreditFit::Refused);
        assert_eq!(credit_fit(Virtual, true), CreditFit::NeedsNamedA);
    }

    #[test]
    fn every_reason_is_named() {
        let (here, there) = (OrgUnitId::new(), OrgUnitId::new());
        let asked = Asked { branch_id: here, day: day(20), has_credit: true, grade: Some(Grade::Level1) };
        let b = manager(ManagerClass::B, Some(Grade::Level3), there);
        assert_eq!(
            unfit(&b, &asked),
            [Unfit::NoStanding, Unfit::OtherBranch, Unfit::ClassBCredit, Unfit::GradeTooLow]
        );
        let a = manager(ManagerClass::A, Some(Grade::Senior), here);
        assert_eq!(unfit(&a, &Asked { day: day(19), ..asked }), []);
        let none = manager(ManagerClass::A, None, here);
        assert_eq!(unfit(&none, &Asked { day: day(19), ..asked }), [Unfit::GradeTooLow]);
        let kept = manager(ManagerClass::Virtual, None, here);
        assert_eq!(unfit(&kept, &Asked { day: day(19), ..asked }), []);
    }
}
