//! Kill -9 of the server in the middle of bidding, again and again: nothing accepted is lost or doubled.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use kejing::db::schema::{bid_versions, bids};
use serde_json::{Value, json};

use super::race::{closes_in, live};
use super::{verifies, wire};
use crate::rounds::bank::path;
use crate::support::TestApp;
use crate::support::server::{Server, check_whole, kills, some_time};

const BIDDERS: usize = 8;

/// What bidders and killer share.
struct Shared {
    /// Where the server is, if it runs.
    addr: Mutex<Option<SocketAddr>>,
    over: AtomicBool,
    accepted: AtomicUsize,
}

/// Bids under one key until the answer is there, then under the next; returns the receipts by key.
fn bidder(n: usize, shared: &Shared, token: &str, bids: &str, lots: &[String]) -> BTreeMap<String, Value> {
    let auth = format!("Bearer {token}");
    let mut told = BTreeMap::new();
    let mut i = 0;
    while !shared.over.load(Relaxed) {
        i += 1;
        let key = format!("kill-{n}-{i}");
        let body = body(n, i, lots);
        let headers = [("authorization", auth.as_str()), ("idempotency-key", key.as_str())];
        loop {
            let addr = *shared.addr.lock().unwrap();
            let answer = addr.map(|to| wire::send(to, "POST", bids, &headers, Some(&body)));
            match answer {
                Some(Ok((201, answer))) => {
                    told.insert(key, answer);
                    shared.accepted.fetch_add(1, Relaxed);
                    break;
                }
                Some(Ok((503, _)) | Err(_)) | None => std::thread::sleep(Duration::from_millis(20)),
                Some(Ok(other)) => panic!("{other:?}"),
            }
        }
    }
    told
}

fn body(n: usize, i: usize, lots: &[String]) -> Value {
    json!({ "kind": "single", "lots": [lots[(n + i) % lots.len()]], "value": 1 + n * 100_000 + i })
}

#[actix_web::test]
async fn nothing_accepted_is_lost_or_doubled_by_kill_9() {
    let app = TestApp::live().await;
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("server.log");
    let t = live(&app, BIDDERS, 6).await;
    let bids_path = path(&t.round, "/bids");
    let shared = Arc::new(Shared {
        addr: Mutex::new(None),
        over: AtomicBool::new(false),
        accepted: AtomicUsize::new(0),
    });
    let bidders: Vec<_> = t
        .tokens
        .iter()
        .enumerate()
        .map(|(n, token)| {
            let (shared, token, bids, lots) =
                (shared.clone(), token.clone(), bids_path.clone(), t.lots.clone());
            std::thread::spawn(move || bidder(n, &shared, &token, &bids, &lots))
        })
        .collect();
    for round in 0..kills() {
        let server = Server::start(&app, &log);
        *shared.addr.lock().unwrap() = Some(server.addr);
        let (before, since) = (shared.accepted.load(Relaxed), Instant::now());
        // Some bids at least, then at a moment that nobody chose.
        while shared.accepted.load(Relaxed) < before + BIDDERS && since.elapsed() < Duration::from_secs(30) {
            std::thread::sleep(Duration::from_millis(5));
        }
        some_time(256);
        if round + 1 == kills() {
            shared.over.store(true, Relaxed);
        }
        server.kill();
        *shared.addr.lock().unwrap() = None;
    }
    // Up once more, so that whoever waits for an answer gets it.
    let server = Server::start(&app, &log);
    *shared.addr.lock().unwrap() = Some(server.addr);
    let told: Vec<BTreeMap<String, Value>> = bidders.into_iter().map(|b| b.join().unwrap()).collect();
    let keys = wire::send(server.addr, "GET", "/api/v1/receipt-keys", &[], None).unwrap().1;

    // Each key made one bid; asked again, it answers with the same bid and the same receipt.
    let mut ids: Vec<String> = Vec::new();
    for (n, answers) in told.iter().enumerate() {
        let auth = format!("Bearer {}", t.tokens[n]);
        for answer in answers.values() {
            assert!(verifies(&keys, &answer["receipt"]));
            ids.push(answer["bid"]["id"].as_str().unwrap().to_owned());
        }
        let Some((key, answer)) = answers.iter().next() else { continue };
        let i: usize = key.rsplit('-').next().unwrap().parse().unwrap();
        let headers = [("authorization", auth.as_str()), ("idempotency-key", key.as_str())];
        let again =
            wire::send(server.addr, "POST", &bids_path, &headers, Some(&body(n, i, &t.lots))).unwrap();
        assert_eq!((again.0, &again.1), (201, answer));
    }
    ids.sort();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count);

    // Closing time comes: everything accepted is in the book, and nothing else.
    closes_in(&app, &t.round, 0);
    let since = Instant::now();
    let book = loop {
        let answer = t.staff.supervisor.get(&path(&t.round, "/book")).await;
        if answer.status == 200 {
            break answer.json;
        }
        assert!(since.elapsed() < Duration::from_secs(20), "the server's own clock closes the round");
        std::thread::sleep(Duration::from_millis(50));
    };
    let mut inside: Vec<String> =
        book["bids"].as_array().unwrap().iter().map(|b| b["id"].as_str().unwrap().to_owned()).collect();
    inside.sort();
    assert_eq!(inside, ids);
    let (rows, versions): (i64, i64) = app
        .app
        .db()
        .read(|conn| {
            Ok((bids::table.count().get_result(conn)?, bid_versions::table.count().get_result(conn)?))
        })
        .unwrap();
    assert_eq!((rows, versions), (count as i64, count as i64));
    server.kill();

    // The file is whole, the audit chain holds, and no log knows what was bid.
    check_whole(&app);
    // On PostgreSQL the test program serves, and writes no log of its own.
    if !app.url().starts_with("postgres") {
        let log = std::fs::read_to_string(&log).unwrap();
        assert!(log.contains("/rounds/{id}/bids"), "the log has the requests");
        for line in log.lines().filter(|l| l.contains("/bids")) {
            assert!(line.contains("\"actor\":\"-\""), "{line}");
        }
        for lot in &t.lots {
            assert!(!log.contains(lot.as_str()));
        }
    }
    println!("killed {} times, {count} bids accepted", kills());
}
