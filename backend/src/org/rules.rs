//! Where a role may be held, and which positions exclude each other.

use chrono::NaiveDate;

use super::model::OrgKind;
use crate::auth::Role;
use crate::auth::permissions::exclude;

/// A span of days; open at the end where `to` is absent, `to` being the first day outside.
pub type Span = (NaiveDate, Option<NaiveDate>);

/// Whether two spans share a day.
pub fn overlap(a: Span, b: Span) -> bool {
    a.1.is_none_or(|to| b.0 < to) && b.1.is_none_or(|to| a.0 < to)
}

/// The first day without a position that ends on a day: one that would begin later keeps no day and stays on record.
pub fn cut_position(valid_from: NaiveDate, day: NaiveDate) -> NaiveDate {
    day.max(valid_from)
}

/// Whether a role may be held at a unit of this kind.
pub fn fits(role: Role, kind: OrgKind) -> bool {
    use Role::*;
    match role {
        HqBusiness | HqCredit | HqProduct | HqFinance | HqHr | CommitteeMember | Auditor | Admin => {
            matches!(kind, OrgKind::HeadOffice | OrgKind::Department)
        }
        President | VicePresident | PresidentAssistant | GroupMember => kind == OrgKind::Branch,
        Rm | Lobby | Supervisor | OutletHead => matches!(kind, OrgKind::Branch | OrgKind::Outlet),
    }
}

/// Why a position may not be held beside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// Administration, audit and business exclude each other on any day.
    Excluded,
    /// The same role at the same unit is held already on some of its days.
    Held,
}

/// What keeps a role from being held over a span beside the positions that a person has; the last element says
/// whether it is at the same unit.
pub fn clash(role: Role, span: Span, others: impl Iterator<Item = (Role, Span, bool)>) -> Option<Clash> {
    others.filter(|(_, s, _)| overlap(span, *s)).find_map(|(r, _, same_unit)| {
        if exclude(role, r) { Some(Clash::Excluded) } else { (role == r && same_unit).then_some(Clash::Held) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::default() + chrono::Duration::days(n)
    }

    #[test]
    fn head_offices_roles_stand_at_head_office_alone() {
        for role in Role::ALL {
            assert_ne!(fits(*role, OrgKind::HeadOffice), fits(*role, OrgKind::Branch), "{role}");
            assert!(!fits(*role, OrgKind::RegionalBranch));
        }
        assert!(fits(Role::Rm, OrgKind::Outlet) && !fits(Role::President, OrgKind::Outlet));
    }

    #[test]
    fn excluding_positions_may_follow_each_other_but_not_overlap() {
        let audit = (Role::Auditor, (day(0), Some(day(10))), false);
        assert_eq!(clash(Role::Rm, (day(9), None), [audit].into_iter()), Some(Clash::Excluded));
        assert_eq!(clash(Role::Rm, (day(10), None), [audit].into_iter()), None);
        let rm = (Role::Rm, (day(0), None), true);
        assert_eq!(clash(Role::Rm, (day(5), None), [rm].into_iter()), Some(Clash::Held));
        assert_eq!(clash(Role::GroupMember, (day(5), None), [rm].into_iter()), None);
    }

    proptest! {
        #[test]
        fn overlapping_is_sharing_a_day(a in 0i64..20, la in 1i64..9, b in 0i64..20, lb in 1i64..9, open in any::<bool>()) {
            let (x, y) = ((day(a), Some(day(a + la))), (day(b), (!open).then(|| day(b + lb))));
            let shares = (a..a + la).any(|d| d >= b && (open || d < b + lb));
            prop_assert_eq!(overlap(x, y), shares);
            prop_assert_eq!(overlap(y, x), shares);
        }
    }
}
