//! The demo bank's rounds.

use std::collections::BTreeMap;

use kejing::auth::{Actor, Role};
use kejing::commands::demo::rounds::make;
use kejing::org::model::OrgUnitId;
use kejing::staffing::model::{Grade, ManagerClass};

use super::bank::*;
use crate::support::TestApp;

fn login(app: &TestApp, username: &str, role: Role, branch: OrgUnitId) -> kejing::org::model::EmployeeId {
    let employee = app.employee(username, branch);
    app.hold(employee, role, branch);
    app.app
        .write_as(&Actor::Operator, |cx| {
            kejing::identity::users::insert_user(cx, username, Some(employee), Some(String::new()))
        })
        .unwrap();
    employee
}

#[actix_web::test]
async fn the_demo_has_a_round_in_each_state() {
    let app = TestApp::new().await;
    kejing::commands::mark(&app.app, "demo").unwrap();
    let branch = app.branch("B01", "城东支行");
    login(&app, "wu.guan", Role::Supervisor, branch);
    login(&app, "sun.ping", Role::GroupMember, branch);
    for rm in ["zhang.san", "li.qiu", "zhao.min", "qian.duo", "sun.li", "zhou.zhou"] {
        let employee = login(&app, rm, Role::Rm, branch);
        app.manager(employee, rm, branch, ManagerClass::A, Grade::Senior);
    }
    for n in 1..=90 {
        client(&app, branch, &format!("宁波{n}厂"), None, Sort { deposit: n * 1_000, ..Sort::default() });
    }
    make(&app.app).unwrap();
    let auditor = app.person("沈季", Role::Auditor, app.head_office).await;
    let rounds = auditor.get("/api/v1/rounds?limit=50").await.expect(200);
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    for round in rounds["items"].as_array().unwrap() {
        *states.entry(round["state"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    let states: Vec<(&str, usize)> = states.iter().map(|(s, n)| (s.as_str(), *n)).collect();
    let one_each =
        ["cancelled", "cleared", "closed", "confirmed", "draft", "effective", "notice", "open", "published"];
    assert_eq!(states, one_each.map(|s| (s, 1)));
    let bids: i64 = app
        .app
        .db()
        .read(|conn| {
            use diesel::prelude::*;
            Ok(kejing::db::schema::bids::table.count().get_result(conn)?)
        })
        .unwrap();
    assert_eq!(bids, 24, "the open one has bids, and so had the one that is announced");
    assert!(kejing::audit::service::verify(&app.app).unwrap().ok);
}
