//! What must be under a named manager, and what each manager looks after.

use kejing::allocation::ownership::model::*;
use kejing::allocation::ownership::service::{Source, Statement, record};
use kejing::auth::{Actor, Role};
use kejing::clients::model::AccountKind;
use kejing::staffing::model::{ManagerClass, ManagerState};
use serde_json::Value;

use super::bank::{
    account, change_manager, client, confirm_won, loan, maintain, manager, override_account, shares,
};
use crate::support::{Person, TestApp, day};

async fn branch_row(by: &Person<'_>, day: &str) -> Value {
    let view = by.get(&format!("/api/v1/coverage?day={day}")).await.expect(200);
    assert_eq!(view["items"].as_array().unwrap().len(), 1, "{view}");
    view["items"][0].clone()
}

fn figures(row: &Value) -> [i64; 7] {
    [
        "must_allocate",
        "covered",
        "coverage_bps",
        "uncovered_loans",
        "uncovered_corporate_deposits",
        "uncovered_won_deposits",
        "virtual_accounts",
    ]
    .map(|k| row[k].as_i64().unwrap())
}

#[actix_web::test]
async fn coverage_counts_what_must_be_covered_and_an_account_overrides_its_client() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let other = app.branch("B02", "城西支行");
    let president = app.person("王芳", Role::President, branch).await;
    let one = manager(&app, branch, ManagerClass::A, None);
    let kept = manager(&app, branch, ManagerClass::Virtual, None);
    let keeper = app.employee("陆竹", branch);
    maintain(&app, kept, keeper);
    let opened = day(2025, 1, 1);
    let free = client(&app, branch, opened, &[]);
    let owned = client(&app, branch, opened, &[(one, 10_000)]);
    let with_virtual = client(&app, branch, opened, &[(kept, 10_000)]);
    let elsewhere = client(&app, other, opened, &[]);
    let loan = account(&app, free, branch, AccountKind::Loan);
    account(&app, free, branch, AccountKind::CorporateDeposit);
    let personal = account(&app, free, branch, AccountKind::PersonalDeposit);
    account(&app, owned, branch, AccountKind::CorporateDeposit);
    let overridden = account(&app, owned, branch, AccountKind::Loan);
    account(&app, with_virtual, branch, AccountKind::PersonalDeposit);
    account(&app, with_virtual, branch, AccountKind::Loan);
    account(&app, elsewhere, other, AccountKind::Loan);

    assert_eq!(figures(&branch_row(&president, "2026-11-24").await), [5, 3, 6_000, 1, 1, 0, 2]);
    let row = branch_row(&president, "2026-11-24").await;
    assert_eq!(row["virtual_managers"][0]["accounts"], 2);
    assert_eq!(row["virtual_managers"][0]["maintainers"][0]["name"], "陆竹");

    confirm_won(&app, personal, day(2026, 11, 20));
    assert_eq!(figures(&branch_row(&president, "2026-11-24").await), [6, 3, 5_000, 1, 1, 1, 2]);
    assert_eq!(figures(&branch_row(&president, "2026-11-19").await)[0], 5);

    let says = |account: kejing::clients::model::AccountId, shares| Statement {
        kind: OwnedKind::Account,
        subject: account.into(),
        from: day(2026, 12, 1),
        until: None,
        shares,
        source: Source { kind: SourceKind::Correction, id: None, reason: "单列".into() },
        base_version: None,
    };
    for statement in [says(loan, shares(&[(kept, 10_000)])), says(overridden, shares(&[]))] {
        app.app.write_as(&Actor::Operator, |cx| record(cx, &statement)).unwrap();
    }
    assert_eq!(figures(&branch_row(&president, "2026-11-30").await), [6, 3, 5_000, 1, 1, 1, 2]);
    assert_eq!(figures(&branch_row(&president, "2026-12-01").await), [6, 3, 5_000, 1, 1, 1, 3]);

    let list = president.get("/api/v1/coverage/uncovered?day=2026-12-01").await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 3);
    let loans = president.get("/api/v1/coverage/uncovered?day=2026-12-01&kind=loan").await.expect(200);
    assert_eq!(loans["items"].as_array().unwrap().len(), 1);
    assert_eq!(loans["items"][0]["account_id"], overridden.to_string());
    let first = president.get("/api/v1/coverage/uncovered?day=2026-12-01&limit=2").await.expect(200);
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = president
        .get(&format!("/api/v1/coverage/uncovered?day=2026-12-01&limit=2&cursor={cursor}"))
        .await
        .expect(200);
    let mut seen: Vec<&str> = first["items"]
        .as_array()
        .unwrap()
        .iter()
        .chain(rest["items"].as_array().unwrap())
        .map(|i| i["account_no"].as_str().unwrap())
        .collect();
    assert_eq!(seen.len(), 3);
    seen.dedup();
    assert!(seen.is_sorted());

    // Somebody who has left the post looks after nobody.
    change_manager(&app, one, ManagerState::Left);
    assert_eq!(figures(&branch_row(&president, "2026-11-24").await)[1], 1);

    let hq = app.person("徐欣", Role::HqCredit, app.head_office).await;
    let all = hq.get("/api/v1/coverage").await.expect(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
    assert_eq!(all["items"][1]["uncovered_loans"], 1);
    let none = president.get(&format!("/api/v1/coverage/uncovered?branch_id={other}")).await.expect(200);
    assert_eq!(none["items"].as_array().unwrap().len(), 0);
}

#[actix_web::test]
async fn workload_shows_books_next_to_what_the_grade_may_hold() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let president = app.person("王芳", Role::President, branch).await;
    let employee = app.employee("张三", branch);
    app.hold(employee, Role::Rm, branch);
    let one = manager(&app, branch, ManagerClass::A, Some(employee));
    let two = manager(&app, branch, ManagerClass::A, None);
    let opened = day(2025, 1, 1);
    for owners in [&[(one, 10_000)][..], &[(one, 5_000), (two, 5_000)][..], &[][..]] {
        client(&app, branch, opened, owners);
    }
    let view = president.get(&format!("/api/v1/workload?branch_id={branch}")).await.expect(200);
    let row = |m: kejing::staffing::model::ManagerId| {
        view["items"].as_array().unwrap().iter().find(|r| r["manager_id"] == m.to_string()).unwrap().clone()
    };
    assert_eq!((row(one)["clients"].as_i64(), row(two)["clients"].as_i64()), (Some(2), Some(1)));
    assert_eq!(row(one)["capacity_clients"], 200);
    let rm = app.login(employee).await;
    let own = rm.get("/api/v1/workload").await.expect(200);
    assert_eq!(own["items"].as_array().unwrap().len(), 1);
    assert_eq!(own["items"][0]["manager_id"], one.to_string());
}

#[actix_web::test]
async fn an_account_with_owners_of_its_own_counts_in_their_books() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let president = app.person("王芳", Role::President, branch).await;
    let [one, two] =
        [manager(&app, branch, ManagerClass::A, None), manager(&app, branch, ManagerClass::A, None)];
    let opened = day(2025, 1, 1);
    let whole = client(&app, branch, opened, &[(one, 10_000)]);
    let (stays, goes) = (loan(&app, whole, branch, 700), loan(&app, whole, branch, 300));
    assert_ne!(stays, goes);
    let exposure = async || {
        let view = president.get(&format!("/api/v1/workload?branch_id={branch}")).await.expect(200);
        [one, two].map(|m| {
            let items = view["items"].as_array().unwrap();
            let row = items.iter().find(|r| r["manager_id"] == m.to_string()).unwrap();
            (row["clients"].as_i64().unwrap(), row["exposure_fen"].as_i64().unwrap())
        })
    };
    assert_eq!(exposure().await, [(1, 1_000), (0, 0)]);
    // Three parts in ten of the smaller loan go to the other, who then owes for them without having the client.
    override_account(&app, goes, branch, opened, &[(one, 7_000), (two, 3_000)]);
    assert_eq!(exposure().await, [(1, 910), (0, 90)]);
    override_account(&app, stays, branch, opened, &[(two, 10_000)]);
    assert_eq!(exposure().await, [(1, 210), (0, 790)]);
}
