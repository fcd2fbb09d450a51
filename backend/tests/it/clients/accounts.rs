//! Accounts, balances by day, and what was won.

use chrono::Days;
use kejing::allocation::ownership::model::OwnedKind;
use kejing::auth::Role;
use kejing::clients::model::AccountKind;
use kejing::imports::model::ImportId;
use serde_json::{Value, json};

use super::bank::{self, client_id};
use crate::support::{TestApp, day};

#[actix_web::test]
async fn accounts_show_todays_balance_the_average_and_owners_of_their_own() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let (_, m) = bank::rm(&app, branch, "张三").await;
    let view = bank::create(&s, branch, "甲户", json!({})).await;
    let (key, account) = bank::account(&app, client_id(&view), branch, AccountKind::PersonalDeposit);
    bank::account(&app, client_id(&view), branch, AccountKind::Loan);
    let today = day(2026, 11, 24);
    bank::balances(&app, key, ImportId::new(), &[(today - Days::new(45), 1, 100), (today, 1, 7)]);
    bank::own(&app, OwnedKind::Account, account.into(), day(2025, 1, 1), &[(m, 10_000)]);
    let path = format!("/api/v1/clients/{}/accounts", view["id"].as_str().unwrap());
    let page = s.get(&path).await.expect(200);
    let (a, loan) = (&page["items"][0], &page["items"][1]);
    assert_eq!((a["balance_minor"].as_i64(), a["average_minor"].as_i64()), (Some(7), Some(50)));
    assert_eq!((a["average_days"].as_i64(), a["policy_number"].as_i64()), (Some(90), Some(0)));
    assert_eq!((a["owners"][0]["manager_name"].as_str(), &loan["owners"]), (Some("张三"), &Value::Null));
    let first = s.get(&format!("{path}?limit=1")).await.expect(200);
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = s.get(&format!("{path}?limit=1&cursor={cursor}")).await.expect(200);
    assert_eq!(rest["items"][0]["id"], loan["id"]);
    assert_eq!(
        s.get(&format!("/api/v1/clients/{}", view["id"].as_str().unwrap())).await.expect(200)["accounts"],
        2
    );
}

#[actix_web::test]
async fn a_series_has_every_day_and_the_average_of_them() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let view = bank::create(&s, branch, "甲户", json!({})).await;
    let (key, account) = bank::account(&app, client_id(&view), branch, AccountKind::PersonalDeposit);
    let changes = [(day(2023, 12, 1), 1, 500), (day(2024, 1, 3), 1, 1), (day(2024, 1, 3), 2, 900)];
    bank::balances(&app, key, ImportId::new(), &changes);
    let path = format!("/api/v1/accounts/{account}/balances");
    let series = s.get(&format!("{path}?from=2023-12-30&to=2024-01-04")).await.expect(200);
    let balances: Vec<i64> =
        series["items"].as_array().unwrap().iter().map(|d| d["balance_minor"].as_i64().unwrap()).collect();
    assert_eq!(balances, [0, 0, 500, 500, 900, 900]);
    assert_eq!(series["average_minor"], 467);
    assert_eq!(s.get(&path).await.expect(200)["items"].as_array().unwrap().len(), 90);
    for wrong in
        ["from=2024-01-02&to=2024-01-01", "from=2020-01-01&to=2024-01-01", "from=0001-01-01", "from=x"]
    {
        s.get(&format!("{path}?{wrong}")).await.refused(422, "invalid_query");
    }
}

#[actix_web::test]
async fn the_branch_says_what_was_won_and_what_grew_by_itself() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let group = app.person("孙萍", Role::GroupMember, branch).await;
    let view = bank::create(&s, branch, "甲户", json!({})).await;
    let (_, deposit) = bank::account(&app, client_id(&view), branch, AccountKind::PersonalDeposit);
    let (_, loan) = bank::account(&app, client_id(&view), branch, AccountKind::Loan);
    let client = format!("/api/v1/clients/{}", view["id"].as_str().unwrap());
    let say = |outcome: &str| json!({"outcome": outcome, "reason": "首问记录"});
    let version = |v: i64| [("if-match", format!("\"{v}\""))];
    let path = format!("/api/v1/accounts/{deposit}/won");
    let post = actix_web::http::Method::POST;
    group.request(post.clone(), &path, Some(say("won")), &version(1)).await.refused(403, "forbidden");
    let won = s.request(post.clone(), &path, Some(say("won")), &version(1)).await.expect(200);
    assert_eq!((won["won_confirmed_on"].as_str(), won["version"].as_i64()), (Some("2026-11-24"), Some(2)));
    s.request(post.clone(), &path, Some(say("natural")), &version(1)).await.refused(412, "version_moved");
    let natural = s.request(post.clone(), &path, Some(say("natural")), &version(2)).await.expect(200);
    assert_eq!((natural["is_natural"].as_bool(), &natural["won_confirmed_on"]), (Some(true), &Value::Null));
    assert_eq!(s.get(&client).await.expect(200)["must_allocate"], true);
    let path = format!("/api/v1/accounts/{loan}/won");
    let refused = s.request(post, &path, Some(say("won")), &version(1)).await.refused(422, "invalid_body");
    assert_eq!(refused["clause"], "D9.1");
}
