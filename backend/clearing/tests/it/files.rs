//! The JSON forms and the checks of a round's file.

use std::ops::ControlFlow;

use kejing_clearing::{
    Award, Instance, InstanceError, Lot, Options, ReadError, Seed, Status, book_digest, draw, solve, verify,
};
use sha2::{Digest, Sha256};

use crate::support::{bank, clear, round};

const GENERATED: &str = r#"{"name":"bank-2-1","family":"bank","seed":1,"params":{"dev":0.5},
    "clients":[{"id":0,"exposure":3},{"id":1,"exposure":4}],
    "managers":[{"id":0,"capacity":null,"max_exposure":5},{"id":1,"capacity":1,"max_exposure":null}],
    "bids":[{"id":0,"manager":0,"clients":[0,1],"value":30,"xor":null},
            {"id":1,"manager":0,"clients":[0],"value":12,"xor":0},
            {"id":2,"manager":1,"clients":[1],"value":9,"xor":null}]}"#;

#[test]
fn reads_the_generators_format() {
    let instance = Instance::from_json(GENERATED.as_bytes()).unwrap();
    let award = clear(&instance);
    assert_eq!(
        (award.value, award.winners.as_slice(), award.status),
        (21, [1, 2].as_slice(), Status::Optimal)
    );
    assert_eq!(award.seed, "");
}

#[test]
fn the_digest_can_be_recomputed_by_hand() {
    let instance = Instance::from_json(GENERATED.as_bytes()).unwrap();
    let canonical = concat!(
        r#"{"bids":[{"clients":[0,1],"id":0,"manager":0,"value":30,"xor":null},"#,
        r#"{"clients":[0],"id":1,"manager":0,"value":12,"xor":0},"#,
        r#"{"clients":[1],"id":2,"manager":1,"value":9,"xor":null}],"#,
        r#""clients":[{"exposure":3,"id":0},{"exposure":4,"id":1}],"#,
        r#""managers":[{"capacity":null,"id":0,"max_exposure":5},{"capacity":1,"id":1,"max_exposure":null}]}"#
    );
    let expected = hex::encode(Sha256::digest(canonical));
    assert_eq!(book_digest(&instance).unwrap(), expected);
    let mut given = instance;
    given.book_digest = Some("00FF".into());
    assert_eq!(clear(&given).book_digest, "00ff");
}

#[test]
fn the_draw_is_the_first_32_bits_of_the_hash() {
    let h = Sha256::digest([b"\xab\xcd".as_slice(), b"42"].concat());
    assert_eq!(draw(&[0xab, 0xcd], "42"), u32::from_be_bytes([h[0], h[1], h[2], h[3]]));
}

#[test]
fn an_award_file_survives_reading_and_writing() {
    for seed in 0..300 {
        let award = clear(&round(seed, 9));
        let json = award.to_json();
        assert_eq!(Award::from_json(&json).unwrap(), award);
    }
    let instance = bank(1, 40, 6, 250, true);
    let award = clear(&instance);
    let json = award.to_json();
    let read = Award::from_json(&json).unwrap();
    assert_eq!(read.to_json(), json);
    verify(&instance, &read).unwrap();
}

#[test]
fn a_file_nested_without_end_is_refused_before_recursion() {
    let text = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
    assert!(matches!(Award::from_json(text.as_bytes()), Err(ReadError::TooDeep)));
    assert!(matches!(Award::from_json(b"{\"status\":\"optimal\"}"), Err(ReadError::Json(_))));
}

#[test]
fn a_node_of_mixed_kind_is_refused() {
    let award = clear(&Instance::from_json(GENERATED.as_bytes()).unwrap());
    let text = String::from_utf8(award.to_json()).unwrap();
    for node in [
        r#"{"bid":1,"win":{"infeasible":true}}"#,
        r#"{"infeasible":false}"#,
        r#"{}"#,
        r#"{"infeasible":true,"prices":{"scale":1}}"#,
        r#"{"infeasible":true,"extra":1}"#,
    ] {
        let text = text.replacen("\"version\"", &format!("\"tree\":{node},\"version\""), 1);
        assert!(Award::from_json(text.as_bytes()).is_err(), "{node}");
    }
}

fn error(change: impl FnOnce(&mut Instance)) -> InstanceError {
    let mut instance = Instance::from_json(GENERATED.as_bytes()).unwrap();
    change(&mut instance);
    solve(&instance, &Options::default(), &mut |_| ControlFlow::Continue(()))
        .expect_err("a broken round was cleared")
}

#[test]
fn broken_rounds_are_refused_by_name() {
    use InstanceError as E;
    assert!(matches!(error(|i| i.clients[1].id = 0), E::Duplicate { what: "client", id: 0 }));
    assert!(matches!(error(|i| i.managers[1].id = 0), E::Duplicate { what: "manager", id: 0 }));
    assert!(matches!(error(|i| i.bids[1].id = 0), E::Duplicate { what: "bid", id: 0 }));
    assert!(matches!(error(|i| i.bids[1].id = -4), E::NegativeId { what: "bid", id: -4 }));
    assert!(matches!(error(|i| i.bids[1].manager = 8), E::Unknown { what: "manager", unknown: 8, .. }));
    assert!(matches!(error(|i| i.bids[1].clients = vec![7]), E::Unknown { what: "client", unknown: 7, .. }));
    assert!(matches!(error(|i| i.bids[1].clients = vec![1, 1]), E::RepeatedClient { client: 1, .. }));
    assert!(matches!(error(|i| i.bids[1].clients.clear()), E::Empty { .. }));
    assert!(matches!(error(|i| i.bids[1].value = 0), E::TooSmall { field: "value", .. }));
    assert!(matches!(error(|i| i.clients[1].exposure = -1), E::TooSmall { field: "exposure", .. }));
    assert!(matches!(error(|i| i.managers[1].capacity = Some(-1)), E::TooSmall { field: "capacity", .. }));
    assert!(matches!(
        error(|i| i.managers[0].max_exposure = Some(-1)),
        E::TooSmall { field: "max_exposure", .. }
    ));
    assert!(matches!(error(|i| i.bids[1].value = i64::MAX), E::TotalTooLarge { what: "values" }));
    assert!(matches!(error(|i| i.clients[1].exposure = i64::MAX), E::TotalTooLarge { what: "exposures" }));
    assert!(matches!(error(|i| i.bids[2].xor = Some(0)), E::GroupAcrossManagers { group: 0 }));
    assert!(matches!(error(|i| i.bids[1].key = Some("2".into())), E::DuplicateKey { .. }));
    assert!(matches!(error(|i| i.seed = Some(Seed::Hex("xyz".into()))), E::NotHex { field: "seed" }));
    assert!(matches!(error(|i| i.book_digest = Some("1".into())), E::NotHex { field: "book_digest" }));
    let lots = |clients: [&[i64]; 2]| {
        Some(
            clients
                .iter()
                .enumerate()
                .map(|(k, c)| Lot { id: k as i64, clients: c.to_vec() })
                .collect::<Vec<_>>(),
        )
    };
    assert!(matches!(error(|i| i.lots = lots([&[0], &[0]])), E::ClientInTwoLots { client: 0 }));
    assert!(matches!(error(|i| i.lots = lots([&[0], &[5]])), E::Unknown { owner: "lot", .. }));
    assert!(matches!(
        error(|i| {
            let bid = i.bids[0].clone();
            i.bids = vec![bid; (1 << 17) + 1];
        }),
        E::TooMany { what: "bids", .. }
    ));
}

#[test]
fn the_greatest_values_neither_overflow_nor_lose_a_unit() {
    let mut instance = Instance::from_json(GENERATED.as_bytes()).unwrap();
    instance.managers[0].max_exposure = None;
    instance.bids[0].value = 499_999_999_999_999;
    instance.bids[1].value = 499_999_999_999_997;
    instance.bids[2].value = 3;
    let award = clear(&instance);
    assert_eq!((award.value, award.status), (500_000_000_000_000, Status::Optimal));
    assert!(verify(&instance, &award).unwrap().complete);
}

#[test]
fn a_round_without_bids_awards_nothing() {
    let mut instance = Instance::from_json(GENERATED.as_bytes()).unwrap();
    instance.bids.clear();
    let award = clear(&instance);
    assert_eq!((award.value, award.bound, award.status), (0, 0, Status::Optimal));
    verify(&instance, &award).unwrap();
}
