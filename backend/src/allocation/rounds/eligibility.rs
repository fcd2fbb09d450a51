//! Who may get a lot: grade against segment, class against credit, capacity, exposure, branch, standing. No I/O.
//!
//! Evaluated at bidding, again at closing, and when an application is granted. Each reason carries its clause.

use serde::Serialize;

use super::model::{Lot, Participant};
use crate::clients::model::{Size, Standing};
use crate::org::model::OrgUnitId;
use crate::policy::Policy;
use crate::staffing::model::{Grade, ManagerClass};

/// A reason why a manager may not get a lot: a code of the catalogue (`field.<code>`) and its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Reason {
    /// Stable code.
    pub code: &'static str,
    /// The clause behind it.
    pub clause: &'static str,
}

/// Not among those who may take part.
pub const NOT_PARTICIPANT: Reason = Reason { code: "not_participant", clause: "D9.1" };
/// Not active, or outside the term.
pub const NO_STANDING: Reason = Reason { code: "no_standing", clause: "D4" };
/// Belongs to another branch than the round.
pub const WRONG_BRANCH: Reason = Reason { code: "wrong_branch", clause: "D9.1" };
/// A virtual manager never bids or applies; it gets clients by coordination.
pub const VIRTUAL: Reason = Reason { code: "virtual_manager", clause: "D2" };
/// A client of the lot needs a higher grade.
pub const GRADE_TOO_LOW: Reason = Reason { code: "grade_too_low", clause: "E4.2" };
/// A client of the lot needs a grade, and the certificate of the manager's has lapsed.
pub const CERTIFICATE_LAPSED: Reason = Reason { code: "certificate_lapsed", clause: "E2.3" };
/// A client of the lot has credit, which only class A may manage.
pub const CLASS_B_CREDIT: Reason = Reason { code: "class_b_credit", clause: "D6" };
/// More clients (or core clients) than the manager may still take.
pub const CAPACITY: Reason = Reason { code: "capacity", clause: "E4.2" };
/// More credit than the manager may still take.
pub const EXPOSURE: Reason = Reason { code: "exposure", clause: "E4.2" };

/// What a manager is, as far as eligibility asks.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Class.
    pub class: ManagerClass,
    /// Grade.
    pub grade: Option<Grade>,
    /// Branch.
    pub branch_id: OrgUnitId,
    /// Active and within the term, today.
    pub has_standing: bool,
    /// The certificate of the grade has lapsed; whoever has none on file has none that lapsed.
    pub certificate_lapsed: bool,
    /// Core clients looked after already.
    pub core_clients: i64,
}

/// What a client of a lot is, as far as eligibility asks.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Standing.
    pub standing: Option<Standing>,
    /// Size.
    pub size: Option<Size>,
    /// Flags.
    pub flags: Vec<String>,
    /// Whether it has a loan or another credit extension.
    pub has_credit: bool,
    /// Credit outstanding, in fen.
    pub exposure_fen: i64,
}

/// What a manager may take besides what is looked after already; absent is without limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Room {
    /// Clients.
    pub clients: Option<i64>,
    /// Credit, in fen.
    pub exposure_fen: Option<i64>,
}

impl From<&Participant> for Room {
    fn from(p: &Participant) -> Self {
        Room { clients: p.capacity.map(i64::from), exposure_fen: p.max_exposure_fen }
    }
}

impl Room {
    /// What is left after a lot.
    #[must_use]
    pub fn after(self, lot: &Lot) -> Room {
        Room {
            clients: self.clients.map(|c| c - i64::from(lot.client_count)),
            exposure_fen: self.exposure_fen.map(|e| e.saturating_sub(lot.exposure_fen)),
        }
    }
}

/// Why the manager may not hold these clients, whatever the room: standing, branch, grade and its certificate, class.
pub fn unfit(who: &Candidate, lot: &[Facts], branch: OrgUnitId, policy: &Policy) -> Vec<Reason> {
    let mut out = Vec::new();
    if !who.has_standing {
        out.push(NO_STANDING);
    }
    if who.branch_id != branch {
        out.push(WRONG_BRANCH);
    }
    if who.class != ManagerClass::Virtual {
        let needed = lot
            .iter()
            .filter_map(|c| {
                policy.grade_needed(c.standing.map(Standing::as_str), c.size.map(Size::as_str), &c.flags)
            })
            .max();
        if needed.is_some() && who.grade < needed {
            out.push(GRADE_TOO_LOW);
        }
        if needed.is_some() && who.certificate_lapsed && policy.certification.lapsed_limits_bidding {
            out.push(CERTIFICATE_LAPSED);
        }
    }
    if who.class == ManagerClass::B && lot.iter().any(|c| c.has_credit) {
        out.push(CLASS_B_CREDIT);
    }
    out
}

/// Every reason why the manager may not bid or apply for a lot (or a bundle: give the clients of all its lots);
/// empty when eligible. `room` is absent for who is not a participant.
pub fn reasons(
    who: &Candidate,
    lot: &[Facts],
    branch: OrgUnitId,
    policy: &Policy,
    room: Option<Room>,
) -> Vec<Reason> {
    let mut out = Vec::new();
    if room.is_none() {
        out.push(NOT_PARTICIPANT);
    }
    if who.class == ManagerClass::Virtual {
        out.push(VIRTUAL);
    }
    out.extend(unfit(who, lot, branch, policy));
    let room = room.unwrap_or_default();
    let count = i64::try_from(lot.len()).unwrap_or(i64::MAX);
    let core = lot.iter().filter(|c| c.standing == Some(Standing::Core)).count();
    let core = i64::try_from(core).unwrap_or(i64::MAX);
    let core_room = who
        .grade
        .and_then(|g| policy.capacity_of(g))
        .and_then(|c| c.core_clients)
        .map(|limit| i64::from(limit) - who.core_clients);
    if room.clients.is_some_and(|left| count > left)
        || (core > 0 && core_room.is_some_and(|left| core > left))
    {
        out.push(CAPACITY);
    }
    let exposure: i128 = lot.iter().map(|c| i128::from(c.exposure_fen)).sum();
    if room.exposure_fen.is_some_and(|left| exposure > i128::from(left)) {
        out.push(EXPOSURE);
    }
    out
}

/// What a manager of this grade may still take by policy, beside a present book.
pub fn room_by_policy(grade: Option<Grade>, policy: &Policy, clients: i64, exposure_fen: i64) -> Room {
    let Some(limit) = grade.and_then(|g| policy.capacity_of(g)) else { return Room::default() };
    Room {
        clients: limit.clients.map(|c| (i64::from(c) - clients).max(0)),
        exposure_fen: limit.exposure_fen.map(|e| e.saturating_sub(exposure_fen).max(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn client() -> Facts {
        Facts { standing: None, size: None, flags: Vec::new(), has_credit: false, exposure_fen: 0 }
    }

    fn senior(branch: OrgUnitId) -> Candidate {
        Candidate {
            class: ManagerClass::A,
            grade: Some(Grade::Senior),
            branch_id: branch,
            has_standing: true,
            certificate_lapsed: false,
            core_clients: 0,
        }
    }

    fn codes(who: &Candidate, lot: &[Facts], branch: OrgUnitId, room: Option<Room>) -> Vec<&'static str> {
        reasons(who, lot, branch, &Policy::default(), room).into_iter().map(|r| r.code).collect()
    }

    #[test]
    fn each_rule_refuses_with_its_code() {
        let branch = OrgUnitId::new();
        let ok = senior(branch);
        let free = Some(Room::default());
        assert!(codes(&ok, &[client()], branch, free).is_empty());
        assert_eq!(codes(&ok, &[client()], branch, None), ["not_participant"]);
        assert_eq!(
            codes(&Candidate { has_standing: false, ..ok }, &[client()], branch, free),
            ["no_standing"]
        );
        assert_eq!(codes(&ok, &[client()], OrgUnitId::new(), free), ["wrong_branch"]);
        let trainee = Candidate { grade: Some(Grade::Trainee), ..ok };
        let core = Facts { standing: Some(Standing::Core), ..client() };
        assert_eq!(codes(&trainee, std::slice::from_ref(&core), branch, free), ["grade_too_low", "capacity"]);
        let no_grade = Candidate { grade: None, ..ok };
        assert_eq!(codes(&no_grade, &[core], branch, free), ["grade_too_low"]);
        let b = Candidate { class: ManagerClass::B, ..ok };
        let with_credit = Facts { has_credit: true, exposure_fen: 500, ..client() };
        assert_eq!(codes(&b, std::slice::from_ref(&with_credit), branch, free), ["class_b_credit"]);
        let tight = Some(Room { clients: Some(1), exposure_fen: Some(499) });
        assert_eq!(codes(&ok, &[with_credit, client()], branch, tight), ["capacity", "exposure"]);
        let kept = Candidate { class: ManagerClass::Virtual, grade: None, ..ok };
        assert_eq!(codes(&kept, &[client()], branch, free), ["virtual_manager"]);
    }

    #[test]
    fn a_flag_asks_for_its_grade() {
        let branch = OrgUnitId::new();
        let who = Candidate { grade: Some(Grade::Level3), ..senior(branch) };
        let lot = [Facts { flags: vec!["high_value".into()], ..client() }];
        assert_eq!(codes(&who, &lot, branch, Some(Room::default())), ["grade_too_low"]);
    }

    #[test]
    fn a_lapsed_certificate_stands_against_what_needs_a_grade_where_the_policy_says_so() {
        let branch = OrgUnitId::new();
        let who = Candidate { certificate_lapsed: true, ..senior(branch) };
        let core = [Facts { standing: Some(Standing::Core), ..client() }];
        let free = Some(Room::default());
        assert_eq!(codes(&who, &core, branch, free), ["certificate_lapsed"]);
        assert!(codes(&who, &[client()], branch, free).is_empty(), "no grade is asked for");
        let mut lenient = Policy::default();
        lenient.certification.lapsed_limits_bidding = false;
        assert!(reasons(&who, &core, branch, &lenient, free).is_empty());
    }

    #[test]
    fn the_room_is_what_the_policy_leaves() {
        let p = Policy::default();
        let room = room_by_policy(Some(Grade::Trainee), &p, 38, 1_999_000_000);
        assert_eq!(room, Room { clients: Some(2), exposure_fen: Some(1_000_000) });
        assert_eq!(room_by_policy(Some(Grade::Trainee), &p, 50, i64::MAX).clients, Some(0));
        assert_eq!(room_by_policy(None, &p, 50, 0), Room::default());
    }

    fn facts() -> impl Strategy<Value = Facts> {
        (
            prop::option::of(prop::sample::select(Standing::ALL)),
            prop::option::of(prop::sample::select(Size::ALL)),
            any::<bool>(),
            0_i64..1_000,
            any::<bool>(),
        )
            .prop_map(|(standing, size, has_credit, exposure_fen, flagged)| Facts {
                standing,
                size,
                flags: if flagged { vec!["complex_need".to_owned()] } else { Vec::new() },
                has_credit,
                exposure_fen,
            })
    }

    proptest! {
        /// More room, a higher grade, a certificate that counts, fewer core clients: nobody becomes ineligible by any of them.
        #[test]
        fn more_never_makes_ineligible(
            lot in prop::collection::vec(facts(), 1..6),
            class in prop::sample::select(ManagerClass::ALL),
            grade in prop::sample::select(Grade::ALL),
            higher in prop::sample::select(Grade::ALL),
            (core, lapsed) in (0_i64..70, any::<bool>()),
            clients in prop::option::of(0_i64..8),
            exposure in prop::option::of(0_i64..5_000),
            (more_clients, more_exposure, fewer_core) in (0_i64..5, 0_i64..5_000, 0_i64..70),
        ) {
            let branch = OrgUnitId::new();
            let policy = Policy::default();
            let who = Candidate { class, grade: Some(grade), branch_id: branch, has_standing: true, certificate_lapsed: lapsed, core_clients: core };
            let room = Room { clients, exposure_fen: exposure };
            let better = Candidate {
                grade: Some(grade.max(higher)),
                core_clients: (core - fewer_core).max(0),
                certificate_lapsed: false,
                ..who
            };
            let wider = Room {
                clients: clients.map(|c| c + more_clients),
                exposure_fen: exposure.map(|e| e + more_exposure),
            };
            let before = reasons(&who, &lot, branch, &policy, Some(room));
            let after = reasons(&better, &lot, branch, &policy, Some(wider));
            prop_assert!(after.iter().all(|r| before.contains(r)), "{before:?} {after:?}");
            let unlimited = reasons(&better, &lot, branch, &policy, Some(Room::default()));
            prop_assert!(unlimited.iter().all(|r| after.contains(r)));
        }

        /// A larger bundle is never easier than a part of it.
        #[test]
        fn a_part_of_a_lot_is_never_refused_for_more(lot in prop::collection::vec(facts(), 2..6), cut in 1_usize..5) {
            let branch = OrgUnitId::new();
            let policy = Policy::default();
            let who = Candidate { class: ManagerClass::B, grade: Some(Grade::Level2), branch_id: branch, has_standing: true, certificate_lapsed: false, core_clients: 3 };
            let room = Some(Room { clients: Some(3), exposure_fen: Some(900) });
            let cut = cut.min(lot.len());
            let whole = reasons(&who, &lot, branch, &policy, room);
            let part = reasons(&who, &lot[..cut], branch, &policy, room);
            prop_assert!(part.iter().all(|r| whole.contains(r)));
        }
    }
}
