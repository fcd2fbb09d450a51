//! Kill -9 of the server in the middle of an import, again and again: nothing is lost or doubled.

use std::time::{Duration, Instant};

use chrono::Days;
use kejing::auth::Role;
use kejing::db::schema::{
    accounts, balance_changes, client_identities, import_contents, imports, jobs, ownerships, search_tokens,
};
use kejing::jobs::model::JobState;
use kejing::jobs::runner::drain;

use super::*;
use crate::support::day;
use crate::support::server::{Server, check_whole, end_leases, kills, last_job, some_time};

/// Rows for each kill: a few batches.
const ROWS: usize = 5_000;

/// Balance changes of three accounts, a thousand a day, good and bad ones and some that come twice.
fn changes(rows: usize) -> String {
    let mut out = "account_no,day,seq,balance,amount\n".to_owned();
    for i in 0..rows {
        let on = day(2020, 1, 2).checked_add_days(Days::new((i / 1_000) as u64)).unwrap();
        let seq = i % 1_000 + 1;
        let account = if i % 97 == 5 { "A9".to_owned() } else { format!("A{}", i % 2 + 1) };
        let balance = if i % 89 == 7 { "1.2.3".to_owned() } else { format!("{}.{:02}", 1_000 + i, i % 100) };
        let line = format!("{account},{on},{seq},{balance},\n");
        out.push_str(&line);
        if i % 101 == 9 {
            out.push_str(&line);
        }
        if i % 103 == 11 {
            out.push_str(&format!("{account},{on},{seq},7.77,\n"));
        }
    }
    out
}

/// Clients of M1's, some of them of no branch, some with an identity number that cannot be.
fn clients_file(rows: usize) -> String {
    let mut out = CLIENT_HEADING.to_owned();
    for i in 0..rows {
        let branch = if i % 97 == 5 { "B77" } else { "B01" };
        let number = if i % 89 == 7 { "91330100".to_owned() } else { uscc(10_000 + i as u32) };
        out.push_str(&format!(
            "K{i},corporate,恒信机械{i}厂,uscc,{number},{branch},,manufacturing,,,core,,key,2019-05-01,0571-88{i:06},,M1\n"
        ));
    }
    out
}

/// What an import leaves, told without the identifiers that each run makes anew.
#[derive(Debug, PartialEq)]
struct Left {
    counts: (i64, i64, i64),
    rejects: Vec<(i64, String, String)>,
    changes: Vec<(String, NaiveDate, i32, i32, i64)>,
    clients: Vec<(String, String, Option<String>)>,
    /// Ownerships, search tokens, identities and natural keys.
    others: [i64; 4],
}

fn left(app: &TestApp) -> Left {
    let one: Import = app
        .app
        .db()
        .read(|conn| {
            Ok(imports::table.order(imports::created_at.desc()).select(Import::as_select()).first(conn)?)
        })
        .unwrap();
    assert_eq!(one.state.as_str(), "done");
    app.app
        .db()
        .read(|conn| {
            Ok(Left {
                counts: counts(&one),
                rejects: rejects(app, &one),
                changes: balance_changes::table
                    .inner_join(accounts::table)
                    .order((
                        accounts::account_no,
                        balance_changes::day,
                        balance_changes::seq,
                        balance_changes::known,
                    ))
                    .select((
                        accounts::account_no,
                        balance_changes::day,
                        balance_changes::seq,
                        balance_changes::known,
                        balance_changes::balance_minor,
                    ))
                    .load(conn)?,
                clients: clients::table
                    .order(clients::client_no)
                    .select((clients::client_no, clients::name, clients::identity_last4))
                    .load(conn)?,
                others: [
                    ownerships::table.count().get_result(conn)?,
                    search_tokens::table.count().get_result(conn)?,
                    client_identities::table.count().get_result(conn)?,
                    import_contents::table.count().get_result(conn)?,
                ],
            })
        })
        .unwrap()
}

async fn sent(app: &TestApp, kind: ImportKind, csv: &str) {
    load_small_bank(app);
    let business = app.person("陈业", Role::HqBusiness, app.head_office).await;
    let to = format!("/api/v1/imports?kind={kind}");
    business.upload(&to, "text/csv", csv.as_bytes().to_vec()).await.expect(202);
}

/// Loads a file with kills and without, and compares what is left.
async fn survives(kind: ImportKind, csv: &str, most: u64) {
    let app = TestApp::live().await;
    sent(&app, kind, csv).await;
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("server.log");
    let job = || last_job(&app.app, "import").unwrap();
    let (mut killed, mut seen) = (0, 0);
    while killed < kills() && job().state != JobState::Done {
        let server = Server::start(&app, &log);
        let since = Instant::now();
        while job().attempts == seen && since.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(2));
        }
        seen = job().attempts;
        some_time(most);
        server.kill();
        killed += usize::from(job().state == JobState::Running);
        end_leases(&app.app);
    }
    let server = Server::start(&app, &log);
    let since = Instant::now();
    while job().state != JobState::Done {
        assert!(since.elapsed() < Duration::from_secs(300), "{}", std::fs::read_to_string(&log).unwrap());
        std::thread::sleep(Duration::from_millis(20));
    }
    server.kill();
    assert!(killed > 0, "the import was over before it could be killed");

    let calm = TestApp::live().await;
    sent(&calm, kind, csv).await;
    drain(&calm.app).unwrap();
    let (one, other) = (left(&app), left(&calm));
    assert!(one.counts.2 > 0 && one.counts.0 > 1_000);
    assert_eq!(one, other);
    let queued: i64 = app
        .app
        .db()
        .read(|conn| Ok(jobs::table.filter(jobs::kind.eq("import")).count().get_result(conn)?))
        .unwrap();
    assert_eq!(queued, 1);
    check_whole(&app);
    println!(
        "{kind}: killed {killed} times in the middle, {} attempts, {:?} rows",
        job().attempts,
        one.counts
    );
}

#[actix_web::test]
async fn no_balance_is_lost_or_doubled_by_kill_9() {
    survives(ImportKind::BalanceChanges, &changes(ROWS * (kills() + 1)), 400).await;
}

#[actix_web::test]
async fn no_client_is_lost_or_doubled_by_kill_9() {
    survives(ImportKind::Clients, &clients_file(ROWS * (kills() + 1) / 4), 1_000).await;
}
