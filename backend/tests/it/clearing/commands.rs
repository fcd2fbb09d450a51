//! `kejing clear` and `kejing verify-award`.

use kejing::commands::clearing::{Clear, clear, verify_award};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

/// A round of 30 lots, 6 managers and 200 bids.
fn round() -> Value {
    let mut rng = StdRng::seed_from_u64(7);
    let bids: Vec<Value> = (0..200)
        .map(|id| {
            let manager = rng.random_range(0..6);
            let mut clients: Vec<i64> =
                (0..rng.random_range(1..4)).map(|_| rng.random_range(0..30)).collect();
            clients.sort_unstable();
            clients.dedup();
            json!({"id": id, "manager": manager, "clients": clients, "value": rng.random_range(10..200)})
        })
        .collect();
    json!({
        "clients": (0..30).map(|id| json!({"id": id, "exposure": id % 5})).collect::<Vec<_>>(),
        "managers": (0..6).map(|id| json!({"id": id, "capacity": 6, "max_exposure": 12})).collect::<Vec<_>>(),
        "bids": bids,
        "seed": "00ff",
    })
}

#[test]
fn a_round_clears_to_the_same_file_on_any_number_of_threads_and_verifies() {
    let dir = tempfile::tempdir().unwrap();
    let input = dir.path().join("round.json");
    std::fs::write(&input, round().to_string()).unwrap();
    let asked = |name: &str, threads| Clear {
        input: input.clone(),
        output: dir.path().join(name),
        time_limit: None,
        work: None,
        threads,
        seed: None,
    };
    let (one, two) = (asked("one.json", 1), asked("two.json", 2));
    clear(&one).unwrap();
    clear(&two).unwrap();
    let bytes = std::fs::read(&one.output).unwrap();
    assert_eq!(bytes, std::fs::read(&two.output).unwrap());
    assert!(verify_award(&input, &one.output).unwrap().starts_with("verified: value "));

    // One claimed more than was won.
    let mut award = kejing_clearing::Award::from_json(&bytes).unwrap();
    award.value += 1;
    let forged = dir.path().join("forged.json");
    std::fs::write(&forged, award.to_json()).unwrap();
    let refused = verify_award(&input, &forged).unwrap_err();
    assert!(refused.cause().unwrap().starts_with("not verified: value "), "{refused}");

    // Another seed is another draw: the award names it and does not belong to this file.
    let other = Clear { seed: Some("11ee".into()), ..asked("other.json", 1) };
    assert_eq!(clear(&other).unwrap().seed, "11ee");
    assert!(verify_award(&input, &other.output).is_err());
}

#[test]
fn a_limit_of_work_ends_a_clearing_with_a_proven_gap() {
    let dir = tempfile::tempdir().unwrap();
    let input = dir.path().join("round.json");
    std::fs::write(&input, round().to_string()).unwrap();
    let asked = Clear {
        input: input.clone(),
        output: dir.path().join("award.json"),
        time_limit: Some(60),
        work: Some(1),
        threads: 1,
        seed: None,
    };
    let award = clear(&asked).unwrap();
    assert!(award.bound >= award.value);
    verify_award(&input, &asked.output).unwrap();
}

#[test]
fn a_file_that_is_no_round_is_refused_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let input = dir.path().join("round.json");
    std::fs::write(&input, "{}").unwrap();
    let output = dir.path().join("award.json");
    let asked = Clear { input, output: output.clone(), time_limit: None, work: None, threads: 1, seed: None };
    assert!(clear(&asked).unwrap_err().cause().unwrap().contains("round.json"));
    assert!(!output.exists());
}
