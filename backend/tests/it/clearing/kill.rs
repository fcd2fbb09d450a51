//! Kill -9 of the server in the middle of a clearing, again and again: it runs again and comes to the same award.

use std::time::{Duration, Instant};

use diesel::prelude::*;
use kejing::db::schema::{round_awards, rounds};
use kejing::jobs::model::JobState;
use kejing_clearing::{Instance, Options, solve, verify};
use serde_json::json;

use crate::rounds::bank::path;
use crate::support::TestApp;
use crate::support::server::{Server, check_whole, end_leases, kills, last_job, some_time};
use crate::tender::race::{closes_in, live};
use crate::tender::wire;

const BIDDERS: usize = 8;
const BIDS: usize = 30;
const LOTS: usize = 38;

/// Numbers that are the same each time and follow no pattern.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// Bundles of three to six lots that overlap, worth about what their lots are: the clearing takes seconds over them, so
/// that no kill comes too late however busy the machine is.
fn bids(lots: &[String]) -> Vec<serde_json::Value> {
    let mut numbers = Numbers(7);
    let worth: Vec<u64> = lots.iter().map(|_| 50 + numbers.next(100)).collect();
    (0..BIDDERS * BIDS)
        .map(|_| {
            let mut of: Vec<usize> = Vec::new();
            let size = 3 + numbers.next(4) as usize;
            while of.len() < size {
                let lot = numbers.next(lots.len() as u64) as usize;
                if !of.contains(&lot) {
                    of.push(lot);
                }
            }
            let value = of.iter().map(|l| worth[*l]).sum::<u64>() * (900 + numbers.next(200));
            json!({ "kind": "bundle", "lots": of.iter().map(|l| &lots[*l]).collect::<Vec<_>>(), "value": value })
        })
        .collect()
}

#[actix_web::test]
async fn a_clearing_comes_to_the_same_award_after_kill_9() {
    let app = TestApp::live().await;
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("server.log");
    let t = live(&app, BIDDERS, LOTS).await;
    let mut server = Some(Server::start(&app, &log));
    let to = server.as_ref().unwrap().addr;
    for (i, body) in bids(&t.lots).iter().enumerate() {
        let auth = format!("Bearer {}", t.tokens[i % BIDDERS]);
        let key = format!("clearing-{i:04}");
        let headers = [("authorization", auth.as_str()), ("idempotency-key", key.as_str())];
        let (status, answer) =
            wire::send(to, "POST", &path(&t.round, "/bids"), &headers, Some(body)).unwrap();
        assert_eq!(status, 201, "{answer}");
    }
    closes_in(&app, &t.round, 0);

    // The first server closes the round and begins to clear it; each next one begins anew.
    let job = || last_job(&app.app, "clear_round");
    let attempts = || job().map_or(0, |j| j.attempts);
    let is_done = || job().is_some_and(|j| j.state == JobState::Done);
    let (mut killed, mut seen) = (0, 0);
    while killed < kills() && !is_done() {
        let running = server.take().unwrap_or_else(|| Server::start(&app, &log));
        let since = Instant::now();
        while attempts() == seen && since.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(2));
        }
        seen = attempts();
        some_time(500);
        running.kill();
        killed += usize::from(!is_done());
        end_leases(&app.app);
    }
    assert!(killed > 0, "the clearing was over before it could be killed");
    let server = Server::start(&app, &log);
    let since = Instant::now();
    while !is_done() {
        assert!(since.elapsed() < Duration::from_secs(300), "{}", std::fs::read_to_string(&log).unwrap());
        std::thread::sleep(Duration::from_millis(20));
    }
    server.kill();

    // One award, the one that a clearing without kills comes to, byte by byte; the round went on once.
    let supervisor = &t.staff.supervisor;
    let book = supervisor.get(&path(&t.round, "/book/instance")).await;
    let instance = Instance::from_json(&book.bytes).unwrap();
    let options = Options { work_limit: None, threads: 1 };
    let calm = solve(&instance, &options, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    let stored = supervisor.get(&path(&t.round, "/award")).await;
    assert_eq!(stored.status, 200);
    assert_eq!(String::from_utf8(stored.bytes).unwrap(), String::from_utf8(calm.to_json()).unwrap());
    verify(&instance, &calm).unwrap();
    let (state, awards): (String, i64) = app
        .app
        .db()
        .read(|conn| {
            Ok((
                rounds::table.select(rounds::state).first(conn)?,
                round_awards::table.count().get_result(conn)?,
            ))
        })
        .unwrap();
    assert_eq!((state.as_str(), awards), ("cleared", 1));
    let events = supervisor.get(&path(&t.round, "/events")).await.expect(200);
    let cleared = events["items"].as_array().unwrap().iter().filter(|e| e["to_state"] == "cleared").count();
    assert_eq!(cleared, 1);
    check_whole(&app);
    println!("killed {killed} times in the middle, {} attempts, value {}", attempts(), calm.value);
}
