//! `kejing serve` on an empty database: the demo bank, or what starts a real one.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use kejing::app::App;
use kejing::commands::fill::{Filled, With, demo_logins, fill};
use kejing::commands::{self, Upgrade};
use kejing::config::Config;
use kejing::db::schema::{accounts, org_units, rounds, users};
use kejing_testdb::TestDatabase;

use crate::tender::wire;

fn opened(database: &TestDatabase, keys: &Path, change: impl FnOnce(&mut Config)) -> App {
    let mut config = Config {
        database_url: database.url().to_owned(),
        keys: keys.join("keys"),
        relaxed_durability: true,
        cheap_hashing: true,
        ..Config::default()
    };
    change(&mut config);
    commands::open(config, Upgrade::EmbeddedOnly).unwrap()
}

/// Units, logins, accounts, rounds.
fn held(app: &App) -> [i64; 4] {
    app.db()
        .read(|conn| {
            Ok([
                org_units::table.count().get_result(conn)?,
                users::table.count().get_result(conn)?,
                accounts::table.count().get_result(conn)?,
                rounds::table.count().get_result(conn)?,
            ])
        })
        .unwrap()
}

#[test]
fn an_empty_database_gets_the_demo_bank_once() {
    let (database, keys) = (TestDatabase::new().unwrap(), tempfile::tempdir().unwrap());
    let app = opened(&database, keys.path(), |_| {});
    let steps = std::cell::Cell::new(0);
    let say = |_: &str| steps.set(steps.get() + 1);
    assert!(matches!(fill(&app, With::Demo { months: 1 }, &say).unwrap(), Filled::Demo));
    assert!(steps.get() >= 9, "each step is told");
    let logins = demo_logins(&app).unwrap();
    assert!(logins.iter().any(|l| l.role == "rm") && logins.iter().any(|l| l.role == "admin"));
    let before = held(&app);
    assert_eq!((before[2], before[3]), (8_000, 9));
    drop(app);

    // Started again, with whatever it would be filled with: what is there stays.
    let app = opened(&database, keys.path(), |c| c.demo = false);
    for with in [With::Demo { months: 1 }, With::Start] {
        assert!(matches!(fill(&app, with, &|_| {}).unwrap(), Filled::Before));
    }
    assert_eq!(held(&app), before);
}

#[test]
fn of_two_servers_that_start_at_once_one_fills() {
    let (database, keys) = (TestDatabase::new().unwrap(), tempfile::tempdir().unwrap());
    let started = |app: App| move || matches!(fill(&app, With::Start, &|_| {}).unwrap(), Filled::Start(_));
    let apps = [opened(&database, keys.path(), |_| {}), opened(&database, keys.path(), |_| {})];
    let first = std::thread::spawn(started(apps[0].clone()));
    // An embedded database has one server.
    let embedded = !database.url().starts_with("postgres");
    let filled = if embedded {
        [first.join().unwrap(), started(apps[1].clone())()]
    } else {
        let second = std::thread::spawn(started(apps[1].clone()));
        [first.join().unwrap(), second.join().unwrap()]
    };
    assert_eq!(filled.iter().filter(|f| **f).count(), 1);
    assert_eq!(held(&apps[0]), [1, 2, 0, 0]);
}

#[test]
fn a_real_banks_server_never_gets_the_demo() {
    for change in [
        |c: &mut Config| c.demo = false,
        |c: &mut Config| c.behind_tls = true,
        |c: &mut Config| c.bind = ([10, 0, 0, 1], 8080).into(),
    ] {
        let (database, keys) = (TestDatabase::new().unwrap(), tempfile::tempdir().unwrap());
        let app = opened(&database, keys.path(), change);
        let refused = fill(&app, With::Demo { months: 1 }, &|_| {}).unwrap_err();
        assert!(refused.cause().unwrap().contains("no demo bank is loaded"), "{refused}");
        assert_eq!(held(&app), [0; 4]);
        let Filled::Start(links) = fill(&app, With::Start, &|_| {}).unwrap() else { panic!("not started") };
        assert_eq!(links.len(), 2);
        assert_eq!(held(&app), [1, 2, 0, 0]);
        assert!(demo_logins(&app).unwrap().is_empty());
        assert!(matches!(fill(&app, With::Demo { months: 1 }, &|_| {}).unwrap(), Filled::Before));
    }
}

/// The binary on an embedded database of its own.
fn serve(data: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kejing"));
    command.args(["serve", "--port", "0", "--months", "1", "--data"]).arg(data).args(more);
    command.env_remove("DATABASE_URL").env_remove("KEJING_KEYS");
    command
}

/// Starts it, reads so many lines, asks whether it is ready, and ends it.
fn lines(data: &Path, more: &[&str], count: usize) -> (Vec<String>, Duration) {
    let since = Instant::now();
    let mut child = serve(data, more).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
    let lines: Vec<String> = out.by_ref().take(count).map(Result::unwrap).collect();
    let took = since.elapsed();
    let addr = lines[0].rsplit("http://").next().unwrap().parse().unwrap();
    if let Some(login) = lines.iter().find(|l| l.starts_with("rm ")) {
        let words: Vec<&str> = login.split_whitespace().collect();
        let body = serde_json::json!({ "username": words[1], "password": words[2] });
        assert_eq!(wire::send(addr, "POST", "/api/v1/sessions", &[], Some(&body)).unwrap().0, 201);
    }
    child.kill().unwrap();
    child.wait().unwrap();
    (lines, took)
}

fn ends(data: &Path, more: &[&str]) -> Output {
    serve(data, more).env("KEJING_DEMO", "false").output().unwrap()
}

#[test]
fn the_binary_alone_serves_from_nothing() {
    let place = tempfile::tempdir().unwrap();
    let demo = place.path().join("deep/demo");
    // One login of each role.
    let roles = 16;
    let (first, _) = lines(&demo, &[], 1 + roles);
    let mut words: Vec<&str> = first[1..].iter().filter_map(|l| l.split_whitespace().next()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), roles, "{first:?}");
    let (again, took) = lines(&demo, &[], 1 + roles);
    assert_eq!(again[1..], first[1..]);
    assert!(took < Duration::from_secs(20), "{took:?}");

    let real = place.path().join("real");
    let refused = ends(&real, &[]);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--empty starts a real one"));
    let (links, _) = lines(&real, &["--empty"], 3);
    assert!(links[1].starts_with("first admin: /") && links[2].starts_with("first hq_hr: /"), "{links:?}");
}
