//! Who may manage credit under a virtual manager.

use chrono::NaiveDate;

use crate::org::model::OrgUnitId;
use crate::staffing::model::{Manager, ManagerClass};

/// Why a manager may not manage a client's credit, with the clause; none where it may.
pub fn unfit_for_credit(
    manager: &Manager,
    branch: OrgUnitId,
    day: NaiveDate,
) -> Option<(&'static str, &'static str)> {
    if manager.class != ManagerClass::A {
        Some(("not_class_a", "D6"))
    } else if manager.branch_id != branch {
        Some(("wrong_branch", "D9.3"))
    } else if !manager.has_standing(day) {
        Some(("no_standing", "D4"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Ts;
    use crate::staffing::model::{ManagerId, ManagerState};

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    fn manager(class: ManagerClass, branch_id: OrgUnitId) -> Manager {
        Manager {
            id: ManagerId::new(),
            manager_no: "M1".into(),
            name: "张三".into(),
            sort_key: "zhang san".into(),
            employee_id: None,
            class,
            b_kind: None,
            grade: None,
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
    fn credit_is_managed_by_a_standing_manager_of_class_a_of_the_branch() {
        let (here, there) = (OrgUnitId::new(), OrgUnitId::new());
        let unfit = |class, branch, d| unfit_for_credit(&manager(class, branch), here, day(d)).map(|f| f.0);
        assert_eq!(unfit(ManagerClass::A, here, 2), None);
        assert_eq!(unfit(ManagerClass::B, here, 2), Some("not_class_a"));
        assert_eq!(unfit(ManagerClass::Virtual, here, 2), Some("not_class_a"));
        assert_eq!(unfit(ManagerClass::A, there, 2), Some("wrong_branch"));
        assert_eq!(unfit(ManagerClass::A, here, 20), Some("no_standing"));
    }
}
