//! Which applications are granted. No I/O.

use std::collections::{BTreeMap, HashMap};

use crate::allocation::rounds::eligibility::Room;
use crate::allocation::rounds::model::{ApplicationId, ApplicationState, Lot, LotId};
use crate::staffing::model::ManagerId;

/// An application that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The application.
    pub id: ApplicationId,
    /// Its lot.
    pub lot: LotId,
    /// Who applied.
    pub manager: ManagerId,
    /// Whether the applicant may get the lot at all.
    pub eligible: bool,
}

/// Decides every waiting application: the ineligible are refused; a lot with one eligible applicant is granted in
/// order of lot number while the applicant's room lasts, then refused; a lot with several is contested.
pub fn decide(
    waiting: &[Waiting],
    lots: &[Lot],
    rooms: &HashMap<ManagerId, Room>,
) -> BTreeMap<ApplicationId, ApplicationState> {
    let mut out: BTreeMap<ApplicationId, ApplicationState> =
        waiting.iter().filter(|w| !w.eligible).map(|w| (w.id, ApplicationState::Refused)).collect();
    let mut by_lot: HashMap<LotId, Vec<&Waiting>> = HashMap::new();
    for w in waiting.iter().filter(|w| w.eligible) {
        by_lot.entry(w.lot).or_default().push(w);
    }
    let mut rooms = rooms.clone();
    let mut in_order: Vec<&Lot> = lots.iter().collect();
    in_order.sort_by_key(|l| l.number);
    for lot in in_order {
        let Some(applicants) = by_lot.get(&lot.id) else { continue };
        let [only] = applicants.as_slice() else {
            out.extend(applicants.iter().map(|w| (w.id, ApplicationState::Contested)));
            continue;
        };
        let room = rooms.entry(only.manager).or_default();
        let after = room.after(lot);
        let fits = after.clients.is_none_or(|c| c >= 0) && after.exposure_fen.is_none_or(|e| e >= 0);
        if fits {
            *room = after;
        }
        out.insert(only.id, if fits { ApplicationState::Granted } else { ApplicationState::Refused });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allocation::rounds::model::RoundId;
    use proptest::prelude::*;

    fn lot(number: i32, clients: i32) -> Lot {
        Lot {
            id: LotId::new(),
            round_id: RoundId::new(),
            number,
            name: number.to_string(),
            reserve_value: 0,
            worth_fen: 0,
            exposure_fen: 10,
            client_count: clients,
            base_fen: 0,
            sent_to: None,
        }
    }

    fn waiting(lot: &Lot, manager: ManagerId, eligible: bool) -> Waiting {
        Waiting { id: ApplicationId::new(), lot: lot.id, manager, eligible }
    }

    #[test]
    fn the_only_eligible_applicant_gets_the_lot_and_two_contest_it() {
        let (a, b) = (ManagerId::new(), ManagerId::new());
        let lots = [lot(1, 1), lot(2, 1), lot(3, 1)];
        let w = [
            waiting(&lots[0], a, true),
            waiting(&lots[0], b, false),
            waiting(&lots[1], a, true),
            waiting(&lots[1], b, true),
        ];
        let decided = decide(&w, &lots, &HashMap::new());
        let states: Vec<&str> = w.iter().map(|w| decided[&w.id].as_str()).collect();
        assert_eq!(states, ["granted", "refused", "contested", "contested"]);
    }

    #[test]
    fn room_ends_in_order_of_number() {
        let a = ManagerId::new();
        let lots = [lot(2, 2), lot(1, 2), lot(3, 1)];
        let w: Vec<Waiting> = lots.iter().map(|l| waiting(l, a, true)).collect();
        let rooms = HashMap::from([(a, Room { clients: Some(3), exposure_fen: None })]);
        let decided = decide(&w, &lots, &rooms);
        let states: Vec<&str> = w.iter().map(|w| decided[&w.id].as_str()).collect();
        assert_eq!(states, ["refused", "granted", "granted"]);
    }

    proptest! {
        #[test]
        fn every_application_is_decided_and_no_lot_is_granted_twice(
            asks in prop::collection::vec((0_usize..6, 0_usize..4, any::<bool>()), 0..30),
            room in prop::option::of(0_i64..6),
        ) {
            let lots: Vec<Lot> = (0..6).map(|n| lot(n + 1, 1 + n % 3)).collect();
            let managers: Vec<ManagerId> = (0..4).map(|_| ManagerId::new()).collect();
            let mut seen = std::collections::HashSet::new();
            let w: Vec<Waiting> = asks
                .into_iter()
                .filter(|(l, m, _)| seen.insert((*l, *m)))
                .map(|(l, m, eligible)| waiting(&lots[l], managers[m], eligible))
                .collect();
            let rooms: HashMap<ManagerId, Room> =
                managers.iter().map(|m| (*m, Room { clients: room, exposure_fen: None })).collect();
            let decided = decide(&w, &lots, &rooms);
            prop_assert_eq!(decided.len(), w.len());
            let mut granted = std::collections::HashSet::new();
            let mut taken: HashMap<ManagerId, i64> = HashMap::new();
            for w in &w {
                if decided[&w.id] == ApplicationState::Granted {
                    prop_assert!(w.eligible && granted.insert(w.lot));
                    let lot = lots.iter().find(|l| l.id == w.lot).unwrap();
                    *taken.entry(w.manager).or_default() += i64::from(lot.client_count);
                }
            }
            if let Some(limit) = room {
                prop_assert!(taken.values().all(|t| *t <= limit));
            }
        }
    }
}
