use std::ops::ControlFlow;

use kejing_clearing::{Award, Halt, Instance, Options, Status, StoppedBy, TieStatus, solve, verify};

use crate::support::{Random, bank, clear, round};

fn permuted(instance: &Instance, seed: u64) -> Instance {
    let mut r = Random(seed);
    let mut out = instance.clone();
    r.shuffle(&mut out.clients);
    r.shuffle(&mut out.managers);
    r.shuffle(&mut out.bids);
    for b in &mut out.bids {
        r.shuffle(&mut b.clients);
    }
    if let Some(lots) = &mut out.lots {
        r.shuffle(lots);
    }
    out
}

#[test]
fn the_order_of_the_input_changes_nothing() {
    for seed in 0..1_000 {
        let instance = round(seed, 10);
        assert_eq!(
            clear(&instance).to_json(),
            clear(&permuted(&instance, seed + 1)).to_json(),
            "round {seed}"
        );
    }
    for seed in 0..3 {
        let instance = bank(seed, 40, 6, 200, true);
        assert_eq!(
            clear(&instance).to_json(),
            clear(&permuted(&instance, seed + 1)).to_json(),
            "bank {seed}"
        );
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    for seed in 0..4 {
        let instance = bank(seed, 60, 8, 400, seed % 2 == 1);
        for work_limit in [Some(20_000_000), Some(150_000_000)] {
            let of = |threads| {
                let options = Options { work_limit, threads };
                solve(&instance, &options, &mut |_| ControlFlow::Continue(())).unwrap().to_json()
            };
            let one = of(1);
            assert!(one == of(2) && one == of(4), "bank {seed} differs between threads");
        }
    }
}

#[test]
fn equal_work_gives_equal_files() {
    let instance = bank(11, 80, 10, 600, true);
    let options = Options { work_limit: Some(30_000_000), threads: 1 };
    let once = || solve(&instance, &options, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(once().to_json(), once().to_json());
}

#[test]
fn stopping_early_leaves_a_verified_award_with_its_gap() {
    let instance = bank(5, 120, 12, 1500, true);
    for (stop_at, halt, stopped) in [
        (1, Halt::Interrupt, StoppedBy::Interrupt),
        (3, Halt::Time, StoppedBy::Time),
        (6, Halt::Time, StoppedBy::Time),
    ] {
        let mut calls = 0;
        let award: Award = solve(&instance, &Options::default(), &mut |_| {
            calls += 1;
            if calls >= stop_at { ControlFlow::Break(halt) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
        verify(&instance, &award).unwrap();
        if award.status == Status::Gap {
            assert_eq!((award.stopped_by, award.tie_status), (stopped, TieStatus::BestFound));
            assert!(award.bound > award.value);
        } else {
            assert_eq!(award.stopped_by, StoppedBy::Proof);
        }
    }
}

#[test]
fn progress_narrows_and_ends_with_the_award() {
    let instance = bank(2, 60, 8, 500, false);
    let mut seen: Vec<(i64, i64, u64)> = Vec::new();
    let award = solve(&instance, &Options::default(), &mut |p| {
        seen.push((p.value, p.bound, p.work));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(!seen.is_empty());
    assert!(seen.windows(2).all(|w| w[0].0 <= w[1].0 && w[0].1 >= w[1].1 && w[0].2 <= w[1].2));
    assert!(seen.iter().all(|s| s.0 <= award.value && s.1 >= award.value));
}
