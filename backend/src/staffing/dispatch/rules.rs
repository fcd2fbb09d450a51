//! Who may be sent, and for how long.

use chrono::NaiveDate;

use crate::staffing::model::{Grade, Manager, ManagerClass};

/// A span of days, the second being the first day after.
pub type Days = (NaiveDate, NaiveDate);

/// Whether two spans share a day.
pub fn meet(a: Days, b: Days) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Why a manager may not be sent, with the clause; none where it may: with a body and standing over all days, of the grade
/// that the policy asks for or a higher one.
pub fn unfit_to_go(manager: &Manager, days: Days, lowest: Grade) -> Option<(&'static str, &'static str)> {
    let last = days.1.pred_opt().unwrap_or(days.1);
    if manager.class == ManagerClass::Virtual {
        Some(("virtual_manager", "D2"))
    } else if manager.grade < Some(lowest) {
        Some(("grade_too_low", "E4.2"))
    } else if !manager.has_standing(days.0) || !manager.has_standing(last) {
        Some(("no_standing", "D4"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::db::Ts;
    use crate::org::model::OrgUnitId;
    use crate::staffing::model::{ManagerId, ManagerState};

    fn day(d: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + chrono::Duration::days(d)
    }

    fn manager(class: ManagerClass, grade: Option<Grade>) -> Manager {
        Manager {
            id: ManagerId::new(),
            manager_no: "M1".into(),
            name: "张三".into(),
            sort_key: "zhang san".into(),
            employee_id: None,
            class,
            b_kind: None,
            grade,
            branch_id: OrgUnitId::new(),
            outlet_id: None,
            state: ManagerState::Active,
            term_from: day(0),
            term_to: Some(day(20)),
            reason: None,
            version: 1,
            created_at: Ts::new(chrono::DateTime::UNIX_EPOCH),
        }
    }

    #[test]
    fn the_policy_says_which_grades_are_sent_and_the_term_for_how_long() {
        let senior = Grade::Senior;
        let unfit = |class, grade, to, lowest| {
            unfit_to_go(&manager(class, grade), (day(1), day(to)), lowest).map(|f| f.0)
        };
        assert_eq!(unfit(ManagerClass::A, Some(Grade::Senior), 20, senior), None);
        assert_eq!(unfit(ManagerClass::A, Some(Grade::Senior), 21, senior), Some("no_standing"));
        assert_eq!(unfit(ManagerClass::A, Some(Grade::Level1), 20, senior), Some("grade_too_low"));
        assert_eq!(unfit(ManagerClass::A, Some(Grade::Level1), 20, Grade::Level1), None);
        assert_eq!(unfit(ManagerClass::Virtual, None, 20, senior), Some("virtual_manager"));
    }

    proptest! {
        #[test]
        fn spans_meet_where_they_share_a_day(a in 0i64..20, n in 1i64..10, b in 0i64..20, m in 1i64..10) {
            let shared = (0..40).any(|d| (a..a + n).contains(&d) && (b..b + m).contains(&d));
            prop_assert_eq!(meet((day(a), day(a + n)), (day(b), day(b + m))), shared);
        }
    }
}
