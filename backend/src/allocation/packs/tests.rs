//! What the proposal of packs promises.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

fn client(n: u128, worth: i64, group: Option<&str>) -> PackClient {
    PackClient { id: Uuid::from_u128(n), worth: Fen(worth), group: group.map(str::to_owned) }
}

fn worths(packs: &Packs) -> Vec<i64> {
    let mut worths: Vec<i64> = packs.packs.iter().map(|pack| pack.worth.0).collect();
    worths.sort();
    worths
}

#[test]
fn plain_lpt_is_beaten_where_it_is_known_to_fail() {
    // LPT gives 11 and 9 of {5,5,4,3,3}; 10 and 10 exists.
    let clients: Vec<_> = [5, 5, 4, 3, 3].iter().zip(1..).map(|(&w, n)| client(n, w, None)).collect();
    let packs = propose_packs(&clients, 2, Arrangement::Free).unwrap();
    assert_eq!(worths(&packs), [10, 10]);
    assert_eq!((packs.balance.largest_count, packs.balance.smallest_count), (3, 2));
    assert_eq!(packs.balance.worth_inequality, crate::allocation::shares::BasisPoints(0));
}

#[test]
fn number_counts_beside_worth() {
    // Two rich clients and six of no worth: each pack gets one and three, not all the small ones in one.
    let mut clients = vec![client(1, 100, None), client(2, 100, None)];
    clients.extend((3..9).map(|n| client(n, 0, None)));
    let packs = propose_packs(&clients, 2, Arrangement::Free).unwrap();
    assert_eq!(worths(&packs), [100, 100]);
    assert_eq!((packs.balance.largest_count, packs.balance.smallest_count), (4, 4));
    assert_eq!(packs.balance.imbalance, Imbalance(0));
}

#[test]
fn places_stay_together_and_sizes_are_spread() {
    let clients: Vec<_> = (0..24_u128)
        .map(|n| client(n, 10 + n as i64 % 3, Some(["沙坪坝", "渝中", "江北", "南岸"][n as usize % 4])))
        .collect();
    let group_of: BTreeMap<Uuid, &str> =
        clients.iter().map(|c| (c.id, c.group.as_deref().unwrap())).collect();

    let together = propose_packs(&clients, 2, Arrangement::Together).unwrap();
    for pack in &together.packs {
        let groups: BTreeSet<&str> = pack.clients.iter().map(|id| group_of[id]).collect();
        assert_eq!(groups.len(), 2);
    }
    let spread = propose_packs(&clients, 3, Arrangement::Spread).unwrap();
    for pack in &spread.packs {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for id in &pack.clients {
            *counts.entry(group_of[id]).or_default() += 1;
        }
        assert!(counts.len() == 4 && counts.values().all(|&count| count == 2), "{counts:?}");
    }
}

#[test]
fn a_group_larger_than_a_pack_is_cut() {
    let clients: Vec<_> = (0..10).map(|n| client(n, 7, Some("one place"))).collect();
    let packs = propose_packs(&clients, 3, Arrangement::Together).unwrap();
    assert_eq!(packs.packs.iter().map(|p| p.clients.len()).sum::<usize>(), 10);
    assert_eq!((packs.balance.largest_count, packs.balance.smallest_count), (4, 3));
}

#[test]
fn what_cannot_be_packed_is_refused() {
    let one = vec![client(1, 1, None)];
    assert_eq!(propose_packs(&one, 0, Arrangement::Free), Err(PacksError::NoPacks));
    assert_eq!(
        propose_packs(&one, 2, Arrangement::Free),
        Err(PacksError::TooFewClients { packs: 2, clients: 1 })
    );
    let twice = vec![client(1, 1, None), client(1, 2, None)];
    assert_eq!(
        propose_packs(&twice, 1, Arrangement::Free),
        Err(PacksError::ClientTwice { id: Uuid::from_u128(1) })
    );
    let negative = vec![client(9, -1, None)];
    assert_eq!(
        propose_packs(&negative, 1, Arrangement::Free),
        Err(PacksError::NegativeWorth { id: Uuid::from_u128(9) })
    );
    let much = vec![client(1, i64::MAX, None), client(2, 1, None)];
    assert_eq!(propose_packs(&much, 1, Arrangement::Free), Err(PacksError::TooMuchWorth));
    assert!(propose_packs(&much[..1], 1, Arrangement::Free).is_ok());
}

#[test]
fn a_branch_of_a_thousand_clients_is_packed_almost_evenly() {
    // Skewed as clients are: a few large, many small.
    let clients: Vec<_> =
        (1..=1_000_u128).map(|n| client(n, 100_000_000_000 / (n as i64 * n as i64), None)).collect();
    let packs = propose_packs(&clients, 20, Arrangement::Free).unwrap();
    assert_eq!(packs.packs.iter().map(|p| p.clients.len()).sum::<usize>(), 1_000);
    let plain = plain_lpt(&clients, 20);
    assert!(packs.balance.imbalance < plain.imbalance);
}

/// LPT by worth written apart from the program's own, as the yardstick.
fn plain_lpt(clients: &[PackClient], packs: usize) -> Balance {
    let mut sorted: Vec<&PackClient> = clients.iter().collect();
    sorted.sort_by_key(|c| (std::cmp::Reverse(c.worth), c.id));
    let mut loads = vec![(Fen::ZERO, 0_usize); packs];
    for client in sorted {
        let lightest = (0..packs).min_by_key(|&p| loads[p]).unwrap();
        loads[lightest].0 = Fen(loads[lightest].0.0 + client.worth.0);
        loads[lightest].1 += 1;
    }
    Balance::of(loads)
}

fn any_clients() -> impl Strategy<Value = Vec<PackClient>> {
    let worth = prop_oneof![0_i64..10, 0_i64..1_000_000, 0_i64..1_000_000_000_000];
    let group = prop::option::of(prop::sample::select(vec!["a", "b", "c", "d"]));
    prop::collection::vec((worth, group), 1..60)
        .prop_map(|clients| (1..).zip(clients).map(|(n, (worth, group))| client(n, worth, group)).collect())
}

fn any_arrangement() -> impl Strategy<Value = Arrangement> {
    prop::sample::select(vec![Arrangement::Free, Arrangement::Together, Arrangement::Spread])
}

proptest! {
    #[test]
    fn every_client_is_in_exactly_one_pack(clients in any_clients(), k in 1_usize..12, how in any_arrangement()) {
        prop_assume!(k <= clients.len());
        let packs = propose_packs(&clients, k, how).unwrap();
        prop_assert_eq!(packs.packs.len(), k);
        prop_assert!(packs.packs.iter().all(|pack| !pack.clients.is_empty()));
        let mut packed: Vec<Uuid> = packs.packs.iter().flat_map(|pack| pack.clients.clone()).collect();
        packed.sort();
        let mut given: Vec<Uuid> = clients.iter().map(|c| c.id).collect();
        given.sort();
        prop_assert_eq!(packed, given);
        let worth_of: BTreeMap<Uuid, i64> = clients.iter().map(|c| (c.id, c.worth.0)).collect();
        for pack in &packs.packs {
            prop_assert_eq!(pack.worth.0, pack.clients.iter().map(|id| worth_of[id]).sum::<i64>());
        }
    }

    #[test]
    fn the_order_of_the_clients_does_not_matter(
        (clients, shuffled) in any_clients().prop_flat_map(|c| (Just(c.clone()), Just(c).prop_shuffle())),
        k in 1_usize..8,
        how in any_arrangement(),
    ) {
        prop_assume!(k <= clients.len());
        prop_assert_eq!(propose_packs(&clients, k, how), propose_packs(&shuffled, k, how));
    }

    #[test]
    fn the_proposal_is_never_less_balanced_than_plain_lpt(clients in any_clients(), k in 1_usize..12) {
        prop_assume!(k <= clients.len());
        let packs = propose_packs(&clients, k, Arrangement::Free).unwrap();
        prop_assert!(packs.balance.imbalance <= plain_lpt(&clients, k).imbalance);
    }

    #[test]
    fn spread_groups_differ_by_one_at_most(clients in any_clients(), k in 1_usize..8) {
        prop_assume!(k <= clients.len());
        let group_of: BTreeMap<Uuid, Option<String>> = clients.iter().map(|c| (c.id, c.group.clone())).collect();
        let packs = propose_packs(&clients, k, Arrangement::Spread).unwrap();
        for group in group_of.values().collect::<BTreeSet<_>>() {
            let counts = packs.packs.iter().map(|p| p.clients.iter().filter(|id| group_of[id] == *group).count());
            prop_assert!(counts.clone().max().unwrap() - counts.min().unwrap() <= 1);
        }
        prop_assert!(packs.balance.largest_count - packs.balance.smallest_count <= 1);
    }

    #[test]
    fn a_group_that_fits_a_pack_is_not_torn(clients in any_clients(), k in 1_usize..8) {
        prop_assume!(k <= clients.len());
        let total: i64 = clients.iter().map(|c| c.worth.0).sum();
        let packs = propose_packs(&clients, k, Arrangement::Together).unwrap();
        for group in ["a", "b", "c", "d"] {
            let members: BTreeSet<Uuid> =
                clients.iter().filter(|c| c.group.as_deref() == Some(group)).map(|c| c.id).collect();
            let worth: i64 = clients.iter().filter(|c| members.contains(&c.id)).map(|c| c.worth.0).sum();
            if members.len() * k <= clients.len() && i128::from(worth) * k as i128 <= i128::from(total) {
                let holding = packs.packs.iter().filter(|p| p.clients.iter().any(|id| members.contains(id))).count();
                prop_assert!(holding <= 1, "{} in {} packs", group, holding);
            }
        }
    }

    #[test]
    fn no_single_move_or_swap_would_help(mut clients in any_clients(), k in 2_usize..6) {
        clients.truncate(14);
        prop_assume!(k <= clients.len());
        let proposed = propose_packs(&clients, k, Arrangement::Free).unwrap();
        let worth_of: BTreeMap<Uuid, Fen> = clients.iter().map(|c| (c.id, c.worth)).collect();
        let place: BTreeMap<Uuid, usize> =
            proposed.packs.iter().enumerate().flat_map(|(p, pack)| pack.clients.iter().map(move |id| (*id, p))).collect();
        let imbalance = |place: &BTreeMap<Uuid, usize>| {
            let mut loads = vec![(Fen::ZERO, 0_usize); k];
            for (id, pack) in place {
                loads[*pack] = (Fen(loads[*pack].0.0 + worth_of[id].0), loads[*pack].1 + 1);
            }
            let empties = loads.iter().any(|(_, count)| *count == 0);
            (!empties).then(|| Balance::of(loads).imbalance.0)
        };
        // The search steers by weights rounded to billionths; beyond that nothing may be left to gain.
        let floor = proposed.balance.imbalance.0 - 10_000_000_000_000;
        for (id, &from) in &place {
            for to in 0..k {
                let mut moved = place.clone();
                moved.insert(*id, to);
                prop_assert!(imbalance(&moved).is_none_or(|after| after >= floor));
            }
            for (other, &to) in place.iter().filter(|(other, _)| *other > id) {
                let mut swapped = place.clone();
                swapped.insert(*id, to);
                swapped.insert(*other, from);
                prop_assert!(imbalance(&swapped).is_none_or(|after| after >= floor));
            }
        }
    }
}
