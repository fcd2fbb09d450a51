use kejing_clearing::{Status, TieStatus, verify};

use crate::support::{clear, exhaustive, round};

/// Compares winners, value, lots and the proof with exhaustive search over a range of random rounds.
fn compare(seeds: std::ops::Range<u64>, most_bids: u64) {
    for seed in seeds {
        let instance = round(seed, most_bids);
        let award = clear(&instance);
        let ((value, lots, _, _), winners) = exhaustive(&instance);
        assert_eq!(award.winners, winners, "winners of round {seed}");
        assert_eq!((award.value, award.lots_awarded), (value, lots), "value and lots of round {seed}");
        assert_eq!(
            (award.status, award.tie_status),
            (Status::Optimal, TieStatus::Proven),
            "proof of round {seed}"
        );
        let verified = verify(&instance, &award).unwrap_or_else(|e| panic!("round {seed}: {e}"));
        assert!(verified.complete && verified.proven_bound == value, "round {seed}");
    }
}

#[test]
fn equals_exhaustive_search_on_twelve_thousand_small_rounds() {
    compare(0..12_000, 9);
}

#[test]
fn equals_exhaustive_search_on_rounds_of_up_to_fourteen_bids() {
    compare(1_000_000..1_000_400, 14);
}
