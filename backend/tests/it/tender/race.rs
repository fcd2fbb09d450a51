//! Thirty-two bidders at once around the closing time, over sockets, on the real clock.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::{Duration, Instant};

use chrono::Days;
use diesel::prelude::*;
use kejing::allocation::rounds::clock::tick;
use kejing::allocation::rounds::model::RoundId;
use kejing::app::App;
use kejing::clients::model::ClientId;
use kejing::db::schema::{managers, rounds};
use kejing::db::{Engine, Ts};
use kejing::staffing::model::{Grade, ManagerClass};
use serde_json::{Value, json};

use super::wire;
use crate::rounds::bank::{self, Sort, Staff, act, path, put, staff, version};
use crate::support::TestApp;

const BIDDERS: usize = 32;

/// A tender on the real clock with bidders who have signed in: tokens by bidder.
pub struct Live<'a> {
    pub staff: Staff<'a>,
    pub round: Value,
    pub lots: Vec<String>,
    pub tokens: Vec<String>,
}

/// An open tender that closes in ten minutes.
pub async fn live(app: &TestApp, bidders: usize, lots: usize) -> Live<'_> {
    let staff = staff(app, "B01").await;
    let sort = Sort { deposit: 1_000_000, ..Sort::default() };
    let clients: Vec<ClientId> =
        (0..lots).map(|i| bank::client(app, staff.branch, &format!("厂{i}"), None, sort)).collect();
    let (mut tokens, mut ids) = (Vec::new(), Vec::new());
    for i in 0..bidders {
        let (person, manager) = app.rm(&format!("竞{i}"), staff.branch, ManagerClass::A, Grade::Senior).await;
        tokens.push(person.token.clone());
        ids.push(manager);
    }
    app.app
        .db()
        .write(|conn| {
            Ok(diesel::update(managers::table)
                .set(managers::term_to.eq(None::<chrono::NaiveDate>))
                .execute(conn)?)
        })
        .unwrap();
    let now = app.app.clock().now();
    let body = json!({
        "name": "现场竞价", "branch_id": staff.branch, "method": "open_tender",
        "opens_at": now, "closes_at": now.plus(chrono::Duration::minutes(10)),
        "effective_on": app.app.clock().date_of(now).checked_add_days(Days::new(20)).unwrap(),
    });
    let round = staff.supervisor.post("/api/v1/rounds", body).await.expect(201);
    let lots: Vec<Value> = clients.iter().map(|c| json!({ "client_ids": [c] })).collect();
    let round = put(&staff.supervisor, &path(&round, "/lots"), version(&round), json!({ "lots": lots }))
        .await
        .expect(200);
    let rows: Vec<Value> = ids.iter().map(|m| json!({ "manager_id": m })).collect();
    let body = json!({ "participants": rows });
    let round =
        put(&staff.supervisor, &path(&round, "/participants"), version(&round), body).await.expect(200);
    let round = act(&staff.supervisor, &path(&round, "/publish"), version(&round), None).await.expect(200);
    let lots = bank::lots(&staff.supervisor, &round).await;
    Live { staff, round, lots, tokens }
}

/// Lets a round close after so many seconds from now; returns when.
pub fn closes_in(app: &TestApp, round: &Value, seconds: i64) -> Ts {
    let id: RoundId = round["id"].as_str().unwrap().parse().unwrap();
    let at = app.app.clock().now().plus(chrono::Duration::seconds(seconds));
    app.app
        .db()
        .write(|conn| {
            Ok(diesel::update(rounds::table.find(id)).set(rounds::closes_at.eq(at)).execute(conn)?)
        })
        .unwrap();
    at
}

/// Serves an application in threads of its own, on a port of its own.
fn serve(app: App) -> SocketAddr {
    let (tx, rx) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let ready = move |addr: &SocketAddr| tx.send(*addr).unwrap();
        actix_web::rt::System::new().block_on(kejing::server::serve(app, ready)).unwrap();
    });
    rx.recv_timeout(Duration::from_secs(20)).unwrap()
}

/// What a bidder was told.
#[derive(Default)]
struct Told {
    /// Bids that were accepted, with the time of acceptance.
    accepted: BTreeMap<String, Ts>,
    /// Bids that were taken back.
    withdrawn: BTreeSet<String>,
    late: usize,
    busy: usize,
}

fn bidder(n: usize, to: SocketAddr, token: &str, bids: &str, lots: &[String], until: Instant) -> Told {
    let auth = format!("Bearer {token}");
    let mut told = Told::default();
    let mut i = n;
    while Instant::now() < until && told.late < 3 {
        i += 1;
        let (a, b) = (&lots[i % lots.len()], &lots[(i * 7 + n + 1) % lots.len()]);
        let body = if a == b {
            json!({ "kind": "single", "lots": [a], "value": 10 + i })
        } else {
            json!({ "kind": "bundle", "lots": [a, b], "value": 20 + i, "group": "g" })
        };
        let key = format!("bidder-{n}-{i}");
        let headers = [("authorization", auth.as_str()), ("idempotency-key", key.as_str())];
        let (status, answer) = wire::send(to, "POST", bids, &headers, Some(&body)).unwrap();
        match (status, answer["code"].as_str()) {
            (201, _) => {
                let id = answer["bid"]["id"].as_str().unwrap().to_owned();
                let at: Ts = serde_json::from_value(answer["receipt"]["placed_at"].clone()).unwrap();
                told.accepted.insert(id.clone(), at);
                if i.is_multiple_of(3) {
                    let headers = [("authorization", auth.as_str()), ("if-match", "\"1\"")];
                    let (status, answer) =
                        wire::send(to, "DELETE", &format!("{bids}/{id}"), &headers, None).unwrap();
                    match (status, answer["code"].as_str()) {
                        (200, _) => drop(told.withdrawn.insert(id)),
                        (409, Some("bidding_closed")) => told.late += 1,
                        (503, _) => told.busy += 1,
                        other => panic!("{other:?}: {answer}"),
                    }
                }
            }
            (409, Some("bidding_closed")) => told.late += 1,
            (503, _) => told.busy += 1,
            other => panic!("{other:?}: {answer}"),
        }
    }
    told
}

#[actix_web::test]
async fn every_accepted_bid_is_in_the_book_and_no_late_one_is() {
    let app = TestApp::live().await;
    let t = live(&app, BIDDERS, 12).await;
    // Two servers on PostgreSQL; one on SQLite, whose file has one.
    let servers: Vec<SocketAddr> = match app.app.db().engine() {
        Engine::Postgres => vec![serve(app.another()), serve(app.another())],
        Engine::Sqlite => vec![serve(app.app.clone())],
    };
    let closes = closes_in(&app, &t.round, 6);
    let until = Instant::now() + Duration::from_secs(60);
    let over = Arc::new(AtomicBool::new(false));
    let clock = {
        let (app, over) = (app.app.clone(), over.clone());
        std::thread::spawn(move || {
            while !over.load(Relaxed) {
                if let Err(e) = tick(&app) {
                    log::warn!("the clock's job: {e}");
                }
                std::thread::sleep(Duration::from_millis(50));
            }
        })
    };
    let threads: Vec<_> = t
        .tokens
        .iter()
        .enumerate()
        .map(|(n, token)| {
            let (to, token, bids, lots) =
                (servers[n % servers.len()], token.clone(), path(&t.round, "/bids"), t.lots.clone());
            std::thread::spawn(move || bidder(n, to, &token, &bids, &lots, until))
        })
        .collect();
    let told: Vec<Told> = threads.into_iter().map(|h| h.join().unwrap()).collect();
    over.store(true, Relaxed);
    clock.join().unwrap();
    tick(&app.app).unwrap();

    let mut expected = BTreeSet::new();
    let (mut late, mut busy, mut withdrawn) = (0, 0, 0);
    for who in &told {
        assert!(who.late > 0, "everybody bids until it is too late");
        assert!(who.accepted.values().all(|at| *at < closes));
        expected.extend(who.accepted.keys().filter(|id| !who.withdrawn.contains(*id)).cloned());
        (late, busy, withdrawn) = (late + who.late, busy + who.busy, withdrawn + who.withdrawn.len());
    }
    let book = t.staff.supervisor.get(&path(&t.round, "/book")).await.expect(200);
    assert_eq!(book["excluded"], json!([]));
    let inside: BTreeSet<String> =
        book["bids"].as_array().unwrap().iter().map(|b| b["id"].as_str().unwrap().to_owned()).collect();
    println!(
        "accepted and live {}, withdrawn {withdrawn}, late {late}, asked to come again {busy}",
        expected.len()
    );
    assert_eq!(inside, expected);
    assert!(expected.len() > 3 && withdrawn > 0 && late >= BIDDERS, "{} {withdrawn} {late}", expected.len());
    assert!(
        kejing::audit::service::seal(&app.app).is_ok()
            && kejing::audit::service::verify(&app.app).unwrap().ok
    );
}
