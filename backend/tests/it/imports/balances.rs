//! Balance changes: exact, idempotent, restated only on request, restartable anywhere.

use std::cell::Cell;

use kejing::imports::dto::CreateImport;
use kejing::imports::model::{ImportKind, ImportState};
use kejing::imports::service::{import_as_operator, resume_as_operator};
use proptest::prelude::*;

use super::*;
use crate::support::{TestApp, day};

const HEADING: &str = "account_no,day,seq,balance,amount\n";

fn balances_input() -> CreateImport {
    CreateImport::of(ImportKind::BalanceChanges)
}

#[actix_web::test]
async fn balances_are_read_exactly_in_the_accounts_currency() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let csv = format!(
        "{HEADING}A1,2026-01-05,1,1234.56,+1.00\nA1,2026-01-05,2,-0.01,\nA3,2026-01-05,1,1500,\n\
         A3,2026-01-06,1,15.5,\nA1,2019-01-05,1,1,\nA1,2026-12-05,1,1,\nA9,2026-01-05,1,1,\n\
         A1,2026-01-06,0,1,\nA1,2026-01-06,1,1e3,\nA1,2026-01-06,1,1.234,\nA1,,1,,\n"
    );
    let done = load(&app, ImportKind::BalanceChanges, &csv);
    assert_eq!(counts(&done), (3, 0, 8));
    assert_eq!(balances(&app, "A1"), [(day(2026, 1, 5), 1, 1, 123_456), (day(2026, 1, 5), 2, 1, -1)]);
    assert_eq!(balances(&app, "A3"), [(day(2026, 1, 5), 1, 1, 1_500)]);
    let told: Vec<_> = rejects(&app, &done).into_iter().map(|(l, c, e)| format!("{l} {c} {e}")).collect();
    assert_eq!(
        told,
        [
            "5 balance not_an_amount",
            "6 day before_opening",
            "7 day date_in_future",
            "8 account_no not_found",
            "9 seq out_of_range",
            "10 balance not_an_amount",
            "11 balance not_an_amount",
            "12 day required",
            "12 balance required",
        ]
    );
}

#[actix_web::test]
async fn another_balance_under_a_known_key_is_refused_unless_it_is_said_anew() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    load(&app, ImportKind::BalanceChanges, &format!("{HEADING}A1,2026-01-05,1,10.00,\n"));
    let other = format!(
        "{HEADING}A1,2026-01-05,1,11.00,\nA1,2026-01-06,1,12.00,\nA1,2026-01-06,1,12.00,\nA1,2026-01-06,1,13.00,\n"
    );
    let done = load(&app, ImportKind::BalanceChanges, &other);
    assert_eq!(counts(&done), (1, 1, 2));
    let anew = CreateImport { restate: Some(true), ..balances_input() };
    let done = try_load(&app, &anew, &other).unwrap();
    assert_eq!(counts(&done), (2, 2, 0));
    assert_eq!(
        balances(&app, "A1"),
        [
            (day(2026, 1, 5), 1, 1, 1_000),
            (day(2026, 1, 5), 1, 2, 1_100),
            (day(2026, 1, 6), 1, 1, 1_200),
            (day(2026, 1, 6), 1, 2, 1_300),
        ]
    );
}

fn many(rows: usize) -> String {
    use std::fmt::Write;
    let mut csv = HEADING.to_owned();
    for i in 0..rows {
        let at = day(2021, 1, 1) + chrono::Days::new(i as u64 % 1500);
        writeln!(csv, "A1,{at},{},{}.{:02},", i / 1500 + 1, i, i % 100).unwrap();
    }
    csv
}

#[actix_web::test]
async fn an_import_that_was_stopped_goes_on_where_it_was() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let csv = many(5_000);
    let looks = Cell::new(0);
    let stopping = |_: &serde_json::Value| {
        looks.set(looks.get() + 1);
        looks.get() <= 2
    };
    let e = import_as_operator(&app.app, &balances_input(), &memory(csv.as_bytes()), &stopping).unwrap_err();
    assert_eq!(e.code(), kejing::error::Code::Unavailable);
    assert_eq!(balances(&app, "A1").len(), 4_000, "two batches stand");
    let id = newest(&app);
    let done = resume_as_operator(&app.app, id, &memory(csv.as_bytes()), &|_| true).unwrap();
    assert_eq!((done.state, counts(&done)), (ImportState::Done, (5_000, 0, 0)));
    assert_eq!(balances(&app, "A1").len(), 5_000);
    let again = load(&app, ImportKind::BalanceChanges, &csv);
    assert_eq!(counts(&again), (0, 5_000, 0));
    let ended = resume_as_operator(&app.app, id, &memory(csv.as_bytes()), &|_| true).unwrap();
    assert_eq!(counts(&ended), (5_000, 0, 0), "an import that has ended is not carried again");
}

#[actix_web::test]
async fn all_or_nothing_over_many_batches_and_after_a_stop() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let all = CreateImport { all_or_nothing: Some(true), ..balances_input() };
    let bad = format!("{}A9,2026-01-05,1,1.00,\n", many(4_500));
    let done = try_load(&app, &all, &bad).unwrap();
    assert_eq!((done.state, counts(&done)), (ImportState::Failed, (0, 0, 1)));
    assert!(balances(&app, "A1").is_empty());
    let csv = many(4_500);
    let looks = Cell::new(0);
    let stopping = |_: &serde_json::Value| {
        looks.set(looks.get() + 1);
        looks.get() <= 1
    };
    import_as_operator(&app.app, &all, &memory(csv.as_bytes()), &stopping).unwrap_err();
    assert!(balances(&app, "A1").is_empty(), "the first pass writes nothing");
    assert_eq!(counts(&try_load(&app, &all, &csv).unwrap()), (4_500, 0, 0));
}

#[actix_web::test]
async fn the_order_of_rows_and_how_they_are_cut_into_files_do_not_matter() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(12));
    let next = Cell::new(0u64);
    runner
        .run(
            &(proptest::collection::vec((0u64..40, 1i32..4, 0i64..1_000_000), 1..60), 1usize..10),
            |(rows, cut)| {
                // Each case has days of its own.
                next.set(next.get() + 1);
                let base = day(2020, 1, 1) + chrono::Days::new(next.get() * 41);
                let mut kept = std::collections::BTreeMap::new();
                for (d, seq, balance) in &rows {
                    kept.entry((base + chrono::Days::new(*d), *seq)).or_insert(*balance);
                }
                let line = |((d, seq), b): (&(chrono::NaiveDate, i32), &i64)| {
                    format!("A1,{d},{seq},{}.{:02},\n", b / 100, b % 100)
                };
                let lines: Vec<String> = kept.iter().rev().map(line).collect();
                for part in lines.chunks(cut) {
                    let csv = format!("{HEADING}{}", part.concat());
                    prop_assert_eq!(load(&app, ImportKind::BalanceChanges, &csv).rows_rejected, 0);
                }
                let whole = format!("{HEADING}{}", kept.iter().map(line).collect::<String>());
                let again = load(&app, ImportKind::BalanceChanges, &whole);
                prop_assert_eq!(counts(&again), (0, kept.len() as i64, 0));
                Ok(())
            },
        )
        .unwrap();
}

#[actix_web::test]
async fn two_carriers_of_one_import_do_not_load_anything_twice() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let csv = many(7_000);
    let origin = memory(csv.as_bytes());
    let looks = Cell::new(0);
    let meanwhile = |_: &serde_json::Value| {
        looks.set(looks.get() + 1);
        if looks.get() == 2 {
            // Another one takes it over and carries it to its end.
            let id = newest(&app);
            let done = resume_as_operator(&app.app, id, &origin, &|_| true).unwrap();
            assert_eq!(counts(&done), (7_000, 0, 0));
        }
        true
    };
    let e = import_as_operator(&app.app, &balances_input(), &origin, &meanwhile).unwrap_err();
    assert_eq!(e.code(), kejing::error::Code::Conflict);
    assert_eq!(balances(&app, "A1").len(), 7_000);
    let done = resume_as_operator(&app.app, newest(&app), &origin, &|_| true).unwrap();
    assert_eq!((done.state, counts(&done)), (ImportState::Done, (7_000, 0, 0)));
}

fn newest(app: &TestApp) -> kejing::imports::model::ImportId {
    let kinds = [ImportKind::BalanceChanges];
    app.app.db().read(|conn| Ok(kejing::imports::store::list_imports(conn, &kinds, None, 1)?[0].id)).unwrap()
}
