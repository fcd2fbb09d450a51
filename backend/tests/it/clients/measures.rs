//! Worth, exposure and what must be allocated.

use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use kejing::auth::Actor;
use kejing::clients::measures::{self, Measure};
use kejing::clients::model::{AccountKind, ClientId, Standing};
use kejing::db::schema::{client_measures, imports};
use kejing::imports::model::ImportId;
use kejing::policy::Policy;

use super::bank;
use crate::support::{TestApp, day, start_of_tests};

fn ago(days: u64) -> NaiveDate {
    day(2026, 11, 24) - Days::new(days)
}

fn measure(app: &TestApp, client: ClientId) -> Measure {
    app.app
        .read_as(&Actor::Operator, |cx| {
            Ok(measures::of_clients(cx, &[client], &Policy::default())?.remove(&client).unwrap())
        })
        .unwrap()
}

fn rows(app: &TestApp) -> Vec<(ClientId, NaiveDate, i64)> {
    app.app
        .db()
        .read(|conn| {
            Ok(client_measures::table
                .select((client_measures::client_id, client_measures::day, client_measures::worth_fen))
                .load(conn)?)
        })
        .unwrap()
}

fn refresh(app: &TestApp) {
    kejing::jobs::runner::run_due(&app.app, &[measures::REFRESH_DUE], "test").unwrap();
    kejing::jobs::runner::drain(&app.app).unwrap();
}

#[actix_web::test]
async fn worth_is_the_average_of_ninety_days_up_to_yesterday() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let client = bank::client(&app, branch, "甲公司");
    let import = ImportId::new();
    let (deposit, _) = bank::account(&app, client, branch, AccountKind::CorporateDeposit);
    // 9,000 fen before the ninety days; 18,000 from the middle on, the last change of that day; today does not count.
    let changes = [(ago(200), 1, 9_000), (ago(45), 1, 5), (ago(45), 2, 18_000), (ago(0), 1, 1_000_000)];
    bank::balances(&app, deposit, import, &changes);
    let m = measure(&app, client);
    assert_eq!((m.worth_fen, m.exposure_fen), (13_500, 0));
    assert!(m.must_allocate && !m.has_credit);
    assert_eq!((m.standing, m.size), (Some(Standing::Core), None));
}

#[actix_web::test]
async fn exposure_is_what_is_owed_today() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let client = bank::client(&app, branch, "甲公司");
    let (loan, _) = bank::account(&app, client, branch, AccountKind::Loan);
    bank::balances(&app, loan, ImportId::new(), &[(ago(100), 1, 900), (ago(0), 1, 450)]);
    let m = measure(&app, client);
    assert_eq!((m.worth_fen, m.exposure_fen, m.has_credit, m.must_allocate), (900, 450, true, true));
}

#[actix_web::test]
async fn a_client_without_accounts_is_worth_nothing_and_an_unknown_one_is_left_out() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let client = bank::client(&app, branch, "甲公司");
    let m = measure(&app, client);
    assert_eq!((m.worth_fen, m.exposure_fen, m.has_credit, m.must_allocate), (0, 0, false, false));
    let unknown = app
        .app
        .read_as(&Actor::Operator, |cx| measures::of_clients(cx, &[ClientId::new()], &Policy::default()))
        .unwrap();
    assert!(unknown.is_empty());
}

#[actix_web::test]
async fn what_an_import_has_not_shown_yet_does_not_count() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let client = bank::client(&app, branch, "甲公司");
    let (deposit, _) = bank::account(&app, client, branch, AccountKind::CorporateDeposit);
    let (shown, hidden) = (ImportId::new(), ImportId::new());
    bank::balances(&app, deposit, shown, &[(ago(200), 1, 9_000)]);
    let set = |on: bool| {
        app.app
            .db()
            .write(|conn| {
                Ok(diesel::update(imports::table.find(hidden)).set(imports::hidden.eq(on)).execute(conn)?)
            })
            .unwrap()
    };
    app.app
        .db()
        .write(|conn| {
            Ok(diesel::insert_into(imports::table)
                .values((
                    imports::id.eq(hidden),
                    imports::kind.eq("balance_changes"),
                    imports::state.eq("applying"),
                    imports::all_or_nothing.eq(true),
                    imports::dry_run.eq(false),
                    imports::restate.eq(false),
                    imports::hidden.eq(true),
                    imports::cursor_line.eq(0_i64),
                    imports::rows_loaded.eq(0_i64),
                    imports::rows_skipped.eq(0_i64),
                    imports::rows_rejected.eq(0_i64),
                    imports::version.eq(1_i64),
                    imports::created_at.eq(start_of_tests()),
                ))
                .execute(conn)?)
        })
        .unwrap();
    bank::balances(&app, deposit, hidden, &[(ago(150), 1, 90_000)]);
    assert_eq!(measure(&app, client).worth_fen, 9_000);
    set(false);
    assert_eq!(measure(&app, client).worth_fen, 90_000);
}

#[actix_web::test]
async fn rows_are_computed_once_and_go_when_a_balance_comes_or_the_day_ends() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let client = bank::client(&app, branch, "甲公司");
    let (deposit, _) = bank::account(&app, client, branch, AccountKind::CorporateDeposit);
    bank::balances(&app, deposit, ImportId::new(), &[(ago(200), 1, 9_000)]);
    refresh(&app);
    assert_eq!(rows(&app), [(client, ago(0), 9_000)]);
    bank::balances(&app, deposit, ImportId::new(), &[(ago(199), 1, 18_000)]);
    assert_eq!((rows(&app), measure(&app, client).worth_fen), (vec![], 18_000));
    app.advance(chrono::Duration::minutes(5));
    refresh(&app);
    bank::balances(&app, deposit, ImportId::new(), &[(ago(0), 1, 180_000)]);
    app.advance(chrono::Duration::minutes(5));
    refresh(&app);
    assert_eq!(rows(&app), [(client, ago(0), 18_000)]);
    app.advance(chrono::Duration::days(1));
    assert_eq!(measure(&app, client).worth_fen, (18_000 * 89 + 180_000) / 90);
    refresh(&app);
    assert_eq!(rows(&app), [(client, day(2026, 11, 25), (18_000 * 89 + 180_000) / 90)]);
}

#[actix_web::test]
async fn other_weights_are_computed_anew() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let client = bank::client(&app, branch, "甲公司");
    let (deposit, _) = bank::account(&app, client, branch, AccountKind::CorporateDeposit);
    bank::balances(&app, deposit, ImportId::new(), &[(ago(200), 1, 9_000)]);
    refresh(&app);
    let mut policy = Policy::default();
    policy.worth.corporate_deposit_bps = 5_000;
    let halved =
        app.app.read_as(&Actor::Operator, |cx| measures::of_clients(cx, &[client], &policy)).unwrap();
    assert_eq!(halved[&client].worth_fen, 4_500);
}

#[actix_web::test]
async fn lists_show_figures_alike_whether_they_stand_or_not() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let supervisor = app.person("吴冠", kejing::auth::Role::Supervisor, branch).await;
    for (name, fen) in [("甲公司", 9_000), ("乙公司", 18_000)] {
        let client = bank::client(&app, branch, name);
        let (deposit, _) = bank::account(&app, client, branch, AccountKind::CorporateDeposit);
        bank::balances(&app, deposit, ImportId::new(), &[(ago(200), 1, fen)]);
    }
    let computed = supervisor.get("/api/v1/clients").await.expect(200);
    assert_eq!(rows(&app), []);
    refresh(&app);
    assert_eq!(rows(&app).len(), 2);
    let standing = supervisor.get("/api/v1/clients").await.expect(200);
    assert_eq!(computed, standing);
    assert_eq!(
        (&standing["items"][0]["worth_fen"], &standing["items"][1]["worth_fen"]),
        (&9_000.into(), &18_000.into())
    );
}
