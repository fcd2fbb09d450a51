//! Every kind of false award is refused, each for its own reason.

use std::ops::ControlFlow;

use kejing_clearing::{
    Award, Bid, CertificateKind, Client, Cut, Instance, Limit, Manager, ManagerPrices, Node, Options, Prices,
    Seed, Status, StoppedBy, TieStatus, VerifyError, solve, verify,
};

use crate::support::{bank, clear};

fn refused(instance: &Instance, award: &Award, change: impl FnOnce(&mut Award)) -> VerifyError {
    verify(instance, award).expect("the award before the change is right");
    let mut changed = award.clone();
    change(&mut changed);
    assert_ne!(*award, changed, "the change does nothing");
    verify(instance, &changed).expect_err("a false award passed")
}

/// A round whose award needs a tree.
fn with_tree() -> (Instance, Award) {
    (0..200)
        .map(|seed| bank(seed, 30, 5, 160, seed % 2 == 0))
        .map(|i| (i.clone(), clear(&i)))
        .find(|(_, a)| a.certificate == CertificateKind::Tree)
        .expect("some round needs a tree")
}

/// Two managers, three clients, a group and limits; the optimum is bids 1 and 4.
fn small() -> Instance {
    let bid = |id, manager, clients: &[i64], value, xor| Bid {
        id,
        manager,
        clients: clients.to_vec(),
        value,
        xor,
        key: None,
    };
    Instance {
        clients: (0..4).map(|id| Client { id, exposure: 10 * (id + 1) }).collect(),
        managers: vec![
            Manager { id: 1, capacity: Some(2), max_exposure: Some(60) },
            Manager { id: 2, capacity: None, max_exposure: Some(35) },
        ],
        bids: vec![
            bid(1, 1, &[0, 1], 100, Some(9)),
            bid(2, 1, &[0], 40, Some(9)),
            bid(3, 1, &[2], 30, None),
            bid(4, 2, &[2], 50, None),
            bid(5, 2, &[1], 20, None),
            bid(6, 1, &[0, 1, 3], 70, None),
        ],
        lots: None,
        seed: Some(Seed::Hex("ab".into())),
        book_digest: None,
    }
}

#[test]
fn winners_that_break_a_rule_are_refused() {
    let i = small();
    let a = clear(&i);
    assert_eq!(a.winners, [1, 4]);
    assert!(matches!(refused(&i, &a, |a| a.winners = vec![4, 1]), VerifyError::WinnersOrder));
    assert!(matches!(refused(&i, &a, |a| a.winners = vec![1, 1]), VerifyError::WinnersOrder));
    assert!(matches!(refused(&i, &a, |a| a.winners = vec![1, 77]), VerifyError::Unknown { id: 77, .. }));
    assert!(matches!(refused(&i, &a, |a| a.winners = vec![3, 4]), VerifyError::ClientTwice { client: 2 }));
    assert!(matches!(refused(&i, &a, |a| a.winners = vec![1, 3]), VerifyError::Capacity { manager: 1 }));
    assert!(matches!(refused(&i, &a, |a| a.winners = vec![4, 5]), VerifyError::Exposure { manager: 2 }));
    let mut wide = i.clone();
    wide.managers[0].capacity = None;
    wide.bids[1].clients = vec![3];
    let a = clear(&wide);
    assert!(matches!(refused(&wide, &a, |a| a.winners = vec![1, 2]), VerifyError::GroupTwice { group: 9 }));
}

#[test]
fn a_worse_award_is_refused_even_with_consistent_sums() {
    let i = small();
    let a = clear(&i);
    let error = refused(&i, &a, |a| {
        a.winners = vec![2, 4];
        (a.value, a.bound, a.lots_awarded) = (90, 90, 2);
    });
    assert!(matches!(error, VerifyError::Bound { claimed: 90, proven: 150 }), "{error}");
}

#[test]
fn stated_sums_and_claims_are_checked() {
    let i = small();
    let a = clear(&i);
    assert!(matches!(refused(&i, &a, |a| a.value += 1), VerifyError::Value { .. }));
    assert!(matches!(refused(&i, &a, |a| a.lots_awarded -= 1), VerifyError::Lots { .. }));
    assert!(matches!(refused(&i, &a, |a| a.bound -= 1), VerifyError::Bound { .. }));
    assert!(matches!(refused(&i, &a, |a| a.bound += 1), VerifyError::Status));
    assert!(matches!(refused(&i, &a, |a| a.status = Status::Gap), VerifyError::Status));
    assert!(matches!(refused(&i, &a, |a| a.gap_pct = "0.1000".into()), VerifyError::Gap));
    assert!(matches!(refused(&i, &a, |a| a.stopped_by = StoppedBy::Time), VerifyError::StoppedBy));
    assert!(matches!(refused(&i, &a, |a| a.book_digest.replace_range(0..2, "zz")), VerifyError::BookDigest));
    assert!(matches!(refused(&i, &a, |a| a.seed = "ac".into()), VerifyError::Seed));
    assert!(matches!(refused(&i, &a, |a| a.certificate = CertificateKind::Replay), VerifyError::Certificate));
    let open = refused(&i, &a, |a| {
        (a.status, a.stopped_by, a.bound) = (Status::Gap, StoppedBy::Work, a.bound + 3);
        a.gap_pct = "2.0000".into();
    });
    assert!(matches!(open, VerifyError::Ties), "{open}");
}

#[test]
fn prices_are_checked() {
    let mut i = small();
    i.managers[1].max_exposure = Some(60);
    i.managers[1].capacity = None;
    let a = clear(&i);
    assert_eq!(a.certificate, CertificateKind::Prices);
    assert!(matches!(refused(&i, &a, |a| a.prices.scale = 3), VerifyError::Prices));
    assert!(matches!(refused(&i, &a, |a| a.prices.scale = 1 << 67), VerifyError::Prices));
    let price = |id: i64, y: i128| {
        move |a: &mut Award| {
            a.prices.clients.insert(id, y);
        }
    };
    assert!(matches!(refused(&i, &a, price(0, -1)), VerifyError::Prices));
    assert!(matches!(refused(&i, &a, price(99, 1)), VerifyError::Prices));
    assert!(matches!(refused(&i, &a, price(0, i128::MAX)), VerifyError::Overflow));
    // client 3 can only go to a bid that never wins: any price of it raises the bound
    let scale = a.prices.scale;
    assert!(matches!(refused(&i, &a, price(3, scale)), VerifyError::Bound { .. }));
    assert!(matches!(
        refused(&i, &a, |a| a.prices = Prices { scale: 1, ..Prices::default() }),
        VerifyError::Bound { .. }
    ));
    let unlimited = ManagerPrices { capacity: 1, exposure: 0 };
    assert!(matches!(
        refused(&i, &a, |a| {
            a.prices.managers.insert(2, unlimited);
        }),
        VerifyError::Prices
    ));
    assert!(matches!(
        refused(&i, &a, |a| {
            a.prices.cuts.insert(50, 1);
        }),
        VerifyError::Prices
    ));
    assert!(matches!(
        refused(&i, &a, |a| {
            a.prices.xor.insert(1, 1);
        }),
        VerifyError::Prices
    ));
}

#[test]
fn cuts_are_checked() {
    let i = small();
    let a = clear(&i);
    let cover = |manager, limit, bids: &[i64], rhs| Cut::Cover { manager, limit, bids: bids.to_vec(), rhs };
    let valid = [
        cover(1, Limit::Capacity, &[1, 3], 1),
        cover(1, Limit::Capacity, &[6], 0),
        cover(2, Limit::Exposure, &[4, 5], 1),
        Cut::Clique { bids: vec![1, 2, 6] },
        Cut::Clique { bids: vec![4, 5] },
        Cut::OddHole { bids: vec![1, 2, 6] },
    ];
    for cut in valid {
        let mut b = a.clone();
        b.cuts.push(cut);
        verify(&i, &b).unwrap();
    }
    let invalid = [
        cover(1, Limit::Capacity, &[2, 3], 1),
        cover(1, Limit::Capacity, &[1, 3], 0),
        cover(1, Limit::Capacity, &[1], 1),
        cover(1, Limit::Capacity, &[1, 3], -1),
        cover(2, Limit::Capacity, &[4, 5], 1),
        cover(1, Limit::Exposure, &[1, 4], 1),
        cover(7, Limit::Exposure, &[1, 3], 1),
        Cut::Clique { bids: vec![1, 4] },
        Cut::Clique { bids: vec![1, 1] },
        Cut::Clique { bids: vec![1, 88] },
        Cut::OddHole { bids: vec![1, 2] },
        Cut::OddHole { bids: vec![1, 2, 4] },
        Cut::OddHole { bids: vec![1, 2, 6, 1, 2] },
    ];
    for cut in invalid {
        let at = a.cuts.len();
        let error = refused(&i, &a, |a| a.cuts.push(cut.clone()));
        assert_eq!(error, VerifyError::Cut { index: at }, "{cut:?}");
    }
}

fn leaves<'a>(node: &'a mut Node, out: &mut Vec<&'a mut Node>) {
    match node {
        Node::Bid { win: a, lose: b, .. } | Node::Client { goes: a, not: b, .. } => {
            leaves(a, out);
            leaves(b, out);
        }
        leaf => out.push(leaf),
    }
}

fn each_leaf(
    award: &Award,
    mut check: impl FnMut(usize, &mut Node) -> bool,
    mut then: impl FnMut(Award),
) -> usize {
    let mut count = 0;
    let mut k = 0;
    loop {
        let mut changed = award.clone();
        let tree = changed.tree.as_mut().unwrap();
        let mut list = Vec::new();
        leaves(tree, &mut list);
        let Some(leaf) = list.get_mut(k) else { return count };
        if check(k, leaf) {
            count += 1;
            then(changed);
        }
        k += 1;
    }
}

#[test]
fn every_leaf_of_a_tree_is_checked() {
    let (i, a) = with_tree();
    verify(&i, &a).unwrap();
    let no_prices = Prices { scale: 1, ..Prices::default() };
    let n = each_leaf(
        &a,
        |_, leaf| {
            let was = matches!(leaf, Node::Prices(_));
            *leaf = Node::Prices(no_prices.clone());
            was
        },
        |b| assert!(matches!(verify(&i, &b), Err(VerifyError::Bound { .. }))),
    );
    assert!(n > 1);
    // a leaf whose wins do break a rule may be called infeasible; none other may
    let mut refused = 0;
    each_leaf(
        &a,
        |_, leaf| {
            let was = matches!(leaf, Node::Prices(_));
            *leaf = Node::Infeasible;
            was
        },
        |b| match verify(&i, &b) {
            Err(VerifyError::NotInfeasible) => refused += 1,
            other => assert!(other.is_ok(), "{other:?}"),
        },
    );
    assert!(refused > 0);
}

#[test]
fn the_shape_of_a_tree_is_checked() {
    let (i, a) = with_tree();
    assert!(matches!(refused(&i, &a, |a| a.tree = None), VerifyError::Certificate));
    assert!(matches!(refused(&i, &a, |a| a.certificate = CertificateKind::Prices), VerifyError::Certificate));
    let root = a.prices.clone();
    assert!(matches!(refused(&i, &a, |a| a.tree = Some(Node::Prices(root))), VerifyError::Bound { .. }));
    // swapped branches: what was proven for one side is not proven for the other
    let swapped = refused(&i, &a, |a| match a.tree.as_mut().unwrap() {
        Node::Bid { win: x, lose: y, .. } | Node::Client { goes: x, not: y, .. } => std::mem::swap(x, y),
        _ => unreachable!("the tree has a split"),
    });
    assert!(matches!(swapped, VerifyError::Bound { .. } | VerifyError::NotInfeasible), "{swapped}");
    let unknown = refused(&i, &a, |a| match a.tree.as_mut().unwrap() {
        Node::Bid { bid: x, .. } | Node::Client { client: x, .. } => *x = 123_456,
        _ => unreachable!("the tree has a split"),
    });
    assert!(matches!(unknown, VerifyError::Unknown { id: 123_456, .. }));
    let deep = refused(&i, &a, |a| {
        for _ in 0..500 {
            let inner = Box::new(a.tree.take().unwrap());
            a.tree = Some(Node::Bid { bid: 0, win: Box::new(Node::Infeasible), lose: inner });
        }
    });
    assert!(matches!(deep, VerifyError::TooDeep | VerifyError::NotInfeasible), "{deep}");
}

#[test]
fn losers_are_checked() {
    let i = small();
    let a = clear(&i);
    let of = |b: &Award, id: i64| (b.losers[&id].beaten_by.clone(), b.losers[&id].short_by);
    assert_eq!(of(&a, 2), (vec![1], 60));
    assert_eq!(of(&a, 3), (vec![1, 4], 120));
    assert_eq!(of(&a, 5), (vec![1, 4], 130));
    assert_eq!(of(&a, 6), (vec![], 0));
    let loser = |bid| VerifyError::Loser { bid };
    assert_eq!(
        refused(&i, &a, |a| {
            a.losers.remove(&3);
        }),
        loser(3)
    );
    assert_eq!(refused(&i, &a, |a| a.losers.get_mut(&3).unwrap().short_by -= 1), loser(3));
    assert_eq!(refused(&i, &a, |a| a.losers.get_mut(&3).unwrap().beaten_by = vec![4]), loser(3));
    let extra = a.losers[&3].clone();
    assert_eq!(
        refused(&i, &a, |a| {
            a.losers.insert(1, extra.clone());
        }),
        loser(1)
    );
    assert_eq!(
        refused(&i, &a, |a| {
            a.losers.insert(55, extra);
        }),
        loser(55)
    );
}

#[test]
fn a_tie_not_won_by_lots_and_draw_is_refused() {
    let mut i = small();
    i.bids = vec![
        Bid { id: 1, manager: 1, clients: vec![0], value: 10, xor: None, key: None },
        Bid { id: 2, manager: 2, clients: vec![0], value: 10, xor: None, key: None },
    ];
    let a = clear(&i);
    let (winner, other) = (a.winners[0], 3 - a.winners[0]);
    let error = refused(&i, &a, |a| {
        a.winners = vec![other];
        let reason = a.losers.remove(&other).unwrap();
        a.losers.insert(winner, kejing_clearing::Loser { beaten_by: vec![other], ..reason });
    });
    assert_eq!(error, VerifyError::Ties);
    assert_eq!(a.tie_status, TieStatus::Proven);
}

#[test]
fn an_award_of_another_round_is_refused() {
    let i = small();
    let a = clear(&i);
    let mut other = i.clone();
    other.bids[4].value += 1;
    assert_eq!(verify(&other, &a), Err(VerifyError::BookDigest));
    let mut broken = i;
    broken.bids[0].clients.push(0);
    assert!(matches!(verify(&broken, &a), Err(VerifyError::Instance(_))));
}

#[test]
fn a_large_round_says_replay_and_shows_checked_prices() {
    let i = bank(3, 300, 25, 2_400, true);
    let options = Options { work_limit: Some(60_000_000), threads: 1 };
    let a = solve(&i, &options, &mut |_| ControlFlow::Continue(())).unwrap();
    let verified = verify(&i, &a).unwrap();
    assert!(verified.proven_bound >= a.bound && a.bound >= a.value);
    assert!(a.certificate == CertificateKind::Prices || !verified.complete);
    assert!(matches!(refused(&i, &a, |a| a.bound = i64::MAX), VerifyError::Bound { .. }));
    assert!(matches!(refused(&i, &a, |a| a.prices.scale = 0), VerifyError::Prices));
    assert!(matches!(refused(&i, &a, |a| a.tree = Some(Node::Infeasible)), VerifyError::Certificate));
}
