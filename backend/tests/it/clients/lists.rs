//! Finding clients, and who sees which.

use kejing::allocation::ownership::model::OwnedKind;
use kejing::auth::Role;
use kejing::clients::model::AccountKind;
use kejing::staffing::model::ManagerId;
use serde_json::{Value, json};

use super::bank::{self, client_id};
use crate::support::{Person, TestApp, day};

async fn names(by: &Person<'_>, query: &str) -> Vec<String> {
    let page = by.get(&format!("/api/v1/clients?{query}")).await.expect(200);
    page["items"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap().to_owned()).collect()
}

fn q(text: &str) -> String {
    let encoded: String = text.bytes().map(|b| format!("%{b:02X}")).collect();
    format!("q={encoded}")
}

#[actix_web::test]
async fn a_name_is_found_by_two_characters_by_pinyin_and_by_initials() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    for name in ["李张三丰", "张三", "张伞", "王五", "张山贸易"] {
        bank::create(&s, branch, name, json!({})).await;
    }
    bank::create(&s, branch, "赵六", json!({"client_no": "C0100023"})).await;
    assert_eq!(names(&s, &q("张三")).await, ["李张三丰", "张三"]);
    assert_eq!(names(&s, &q("zhangsan")).await, ["李张三丰", "张三", "张伞"]);
    assert_eq!(names(&s, &q("zs")).await.len(), 4);
    assert_eq!(names(&s, &q("zhang sh")).await, ["张山贸易"]);
    assert_eq!(names(&s, &q("c01000")).await, ["赵六"]);
    assert_eq!(names(&s, &q("！？")).await, Vec::<String>::new());
}

#[actix_web::test]
async fn pages_show_every_client_once_in_the_order_of_names() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    for i in 0..7 {
        bank::create(&s, branch, ["王五", "赵六", "李四"][i % 3], json!({})).await;
    }
    let (mut seen, mut query) = (Vec::new(), "limit=3".to_owned());
    loop {
        let page = s.get(&format!("/api/v1/clients?{query}")).await.expect(200);
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|c| (c["name"].as_str().unwrap().to_owned(), c["id"].clone())));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        query = format!("limit=3&cursor={cursor}");
    }
    let order: Vec<&str> = seen.iter().map(|(n, _)| n.as_str()).collect();
    assert_eq!(order, ["李四", "李四", "王五", "王五", "王五", "赵六", "赵六"]);
    let ids: std::collections::BTreeSet<String> = seen.iter().map(|(_, id)| id.to_string()).collect();
    assert_eq!(ids.len(), 7);
    s.get("/api/v1/clients?cursor=AAAA").await.refused(422, "invalid_cursor");
}

#[actix_web::test]
async fn filters_narrow_the_list() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let a = bank::create(&s, branch, "张三", json!({"place": "慈溪", "industry": "纺织"})).await;
    bank::create(&s, branch, "甲公司", json!({"kind": "corporate", "place": "余姚"})).await;
    let path = format!("/api/v1/clients/{}/ratings", a["id"].as_str().unwrap());
    for (axis, value) in [("standing", "core"), ("high_value", "true")] {
        s.post(&path, json!({"axis": axis, "value": value, "reason": "评级"})).await.expect(201);
    }
    assert_eq!(names(&s, "kind=corporate").await, ["甲公司"]);
    assert_eq!(names(&s, "standing=core").await, ["张三"]);
    assert_eq!(names(&s, "flag=high_value").await, ["张三"]);
    assert_eq!(names(&s, "flag=quality").await, Vec::<String>::new());
    assert_eq!(names(&s, "place=%E6%85%88%E6%BA%AA&industry=%E7%BA%BA%E7%BB%87").await, ["张三"]);
    assert_eq!(names(&s, "state=closed").await, Vec::<String>::new());
    s.get("/api/v1/clients?flag=handsome").await.refused(422, "invalid_query");
    s.get("/api/v1/clients?colour=red").await.refused(422, "invalid_query");
}

struct Two<'a> {
    mine: Person<'a>,
    me: ManagerId,
    peer: Person<'a>,
    supervisor: Person<'a>,
    held: Value,
    by_account: Value,
    other: Value,
}

async fn two(app: &TestApp) -> Two<'_> {
    let branch = app.branch("B01", "城东支行");
    let supervisor = app.person("吴冠", Role::Supervisor, branch).await;
    let (mine, me) = bank::rm(app, branch, "张三").await;
    let (peer, them) = bank::rm(app, branch, "李秋").await;
    let held = bank::create(&supervisor, branch, "甲户", json!({})).await;
    let by_account = bank::create(&supervisor, branch, "乙户", json!({})).await;
    let other = bank::create(&supervisor, branch, "丙户", json!({})).await;
    let from = day(2025, 1, 1);
    bank::own(app, OwnedKind::Client, client_id(&held).into(), from, &[(me, 6_000), (them, 4_000)]);
    bank::own(app, OwnedKind::Client, client_id(&by_account).into(), from, &[(them, 10_000)]);
    bank::own(app, OwnedKind::Client, client_id(&other).into(), from, &[(them, 10_000)]);
    let (_, account) = bank::account(app, client_id(&by_account), branch, AccountKind::PersonalDeposit);
    bank::own(app, OwnedKind::Account, account.into(), from, &[(me, 10_000)]);
    Two { mine, me, peer, supervisor, held, by_account, other }
}

#[actix_web::test]
async fn a_client_with_several_flags_and_owners_is_shown_once() {
    let app = TestApp::new().await;
    let t = two(&app).await;
    let path = format!("/api/v1/clients/{}/ratings", t.held["id"].as_str().unwrap());
    for axis in ["quality", "high_value"] {
        let body = json!({"axis": axis, "value": "true", "reason": "评级"});
        t.supervisor.post(&path, body).await.expect(201);
    }
    for query in ["limit=2".to_owned(), format!("owner={}&limit=1", t.me)] {
        let mut page = t.supervisor.get(&format!("/api/v1/clients?{query}")).await.expect(200);
        let cursor = page["next_cursor"].as_str().unwrap().to_owned();
        let items = page["items"].as_array_mut().unwrap();
        let held = items.pop().unwrap();
        assert_eq!(held["name"], "甲户", "the last of {query}");
        assert_eq!(held["flags"], json!(["high_value", "quality"]));
        let shares: Vec<&Value> = held["owners"].as_array().unwrap().iter().map(|o| &o["bps"]).collect();
        assert_eq!(shares, [6_000, 4_000]);
        let next = t.supervisor.get(&format!("/api/v1/clients?{query}&cursor={cursor}")).await.expect(200);
        assert_eq!(next["items"][0]["name"], "乙户");
        assert_eq!(next["items"].as_array().unwrap().len(), 1);
        assert_eq!(
            next["items"][0]["owners"].as_array().unwrap().len(),
            1,
            "who holds an account is no owner"
        );
    }
}

#[actix_web::test]
async fn a_manager_sees_clients_held_as_a_whole_or_by_an_account_and_no_others() {
    let app = TestApp::new().await;
    let t = two(&app).await;
    assert_eq!(names(&t.mine, "").await, ["甲户", "乙户"]);
    assert_eq!(names(&t.peer, "").await.len(), 3);
    assert_eq!(names(&t.supervisor, &format!("owner={}", t.me)).await.len(), 2);
    assert_eq!(names(&t.peer, &format!("owner={}", t.me)).await.len(), 2);
    for (view, status) in [(&t.held, 200), (&t.by_account, 200), (&t.other, 404)] {
        let path = format!("/api/v1/clients/{}", view["id"].as_str().unwrap());
        assert_eq!(t.mine.get(&path).await.status, status);
    }
    let page = t.mine.get("/api/v1/clients?limit=1").await.expect(200);
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    let held = t.mine.get(&format!("/api/v1/clients/{}", t.held["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(
        (held["owners"][0]["manager_name"].as_str(), held["owners"][0]["bps"].as_i64()),
        (Some("张三"), Some(6_000))
    );
    assert_eq!(held["ownership_version"], 2);
}

#[actix_web::test]
async fn who_looks_after_a_client_tomorrow_does_not_see_it_today() {
    let app = TestApp::new().await;
    let mut t = two(&app).await;
    let other = client_id(&t.other);
    bank::own(&app, OwnedKind::Client, other.into(), day(2026, 11, 25), &[(t.me, 10_000)]);
    let path = format!("/api/v1/clients/{other}");
    t.mine.get(&path).await.refused(404, "not_found");
    t.peer.get(&path).await.expect(200);
    app.advance(chrono::Duration::days(1));
    t.mine.sign_in().await;
    t.peer.sign_in().await;
    t.mine.get(&path).await.expect(200);
    t.peer.get(&path).await.refused(404, "not_found");
    assert_eq!(names(&t.mine, "").await.len(), 3);
}

#[actix_web::test]
async fn a_new_name_moves_the_client_in_its_managers_list() {
    let app = TestApp::new().await;
    let t = two(&app).await;
    let path = format!("/api/v1/clients/{}", t.held["id"].as_str().unwrap());
    t.supervisor.patch(&path, 1, json!({"name": "啊户"})).await.expect(200);
    assert_eq!(names(&t.mine, "").await, ["啊户", "乙户"]);
    assert_eq!(names(&t.mine, &q("甲户")).await, Vec::<String>::new());
    assert_eq!(names(&t.mine, &q("ah")).await, ["啊户"]);
}

#[actix_web::test]
async fn the_lobby_finds_whose_client_it_is_and_sees_no_more() {
    let app = TestApp::new().await;
    let t = two(&app).await;
    let branch = t.held["branch_id"].as_str().unwrap().parse().unwrap();
    let lobby = app.person("达棠", Role::Lobby, branch).await;
    let page = lobby.get(&format!("/api/v1/clients?{}", q("甲户"))).await.expect(200);
    let item = &page["items"][0];
    assert_eq!((item["name"].as_str(), item["worth_fen"].as_i64()), (Some("甲*"), None));
    assert_eq!(item["owners"].as_array().unwrap().len(), 2);
    let path = format!("/api/v1/clients/{}", item["id"].as_str().unwrap());
    lobby.get(&path).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn uncovered_clients_have_an_account_that_must_be_looked_after_and_is_not() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let (_, m) = bank::rm(&app, branch, "张三").await;
    let mut views = Vec::new();
    for (name, kind) in [
        ("甲公司", AccountKind::CorporateDeposit),
        ("乙户", AccountKind::PersonalDeposit),
        ("丙户", AccountKind::Loan),
        ("丁公司", AccountKind::CorporateDeposit),
    ] {
        let view = bank::create(&s, branch, name, json!({})).await;
        let (_, account) = bank::account(&app, client_id(&view), branch, kind);
        views.push((client_id(&view), account));
    }
    bank::own(&app, OwnedKind::Client, views[3].0.into(), day(2025, 1, 1), &[(m, 10_000)]);
    assert_eq!(names(&s, "uncovered=true").await, ["丙户", "甲公司"]);
    assert_eq!(names(&s, "uncovered=false").await, ["丁公司", "乙户"]);
    // An entry of the account itself counts before its client's, a named one and an empty one alike.
    bank::own(&app, OwnedKind::Account, views[0].1.into(), day(2025, 1, 1), &[(m, 10_000)]);
    bank::own(&app, OwnedKind::Account, views[3].1.into(), day(2025, 1, 1), &[]);
    assert_eq!(names(&s, "uncovered=true").await, ["丙户", "丁公司"]);
    assert_eq!(names(&s, "uncovered=true&kind=individual").await.len(), 2);
}

#[actix_web::test]
async fn no_list_shows_an_identity_number_or_a_mobile_number() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let identity = json!({"kind": "resident_id", "number": "11010519491231002X"});
    let contacts = json!([{"kind": "phone", "text": "138 0013 8000"}, {"kind": "address", "text": "慈溪市某路 13900139000 弄"}]);
    let view = bank::create(&s, branch, "张三", json!({"identity": identity, "contacts": contacts})).await;
    let id = client_id(&view);
    for path in [
        "/api/v1/clients".to_owned(),
        format!("/api/v1/clients/{id}"),
        format!("/api/v1/clients/{id}/ratings"),
        format!("/api/v1/clients/{id}/accounts"),
    ] {
        let text = String::from_utf8(s.get(&path).await.bytes).unwrap();
        refuse_numbers(&text, &path);
    }
    assert_eq!(view["identity_masked"], "**************002X");
    let phone = view["contacts"].as_array().unwrap().iter().find(|c| c["kind"] == "phone").unwrap();
    assert_eq!(phone["masked"], "*******8000");
}

/// No eighteen characters with a fitting check character, no eleven digits of a mobile number.
fn refuse_numbers(text: &str, path: &str) {
    use kejing::clients::numbers::{parse_mobile, resident_id_check_character};
    let characters: Vec<char> = text.chars().collect();
    for window in characters.windows(18) {
        let first: String = window[..17].iter().collect();
        assert_ne!(resident_id_check_character(&first), Some(window[17]), "{path}: an identity number");
    }
    for run in text.split(|c: char| !c.is_ascii_digit()).filter(|r| r.len() == 11) {
        assert!(parse_mobile(run).is_err(), "{path}: a mobile number");
    }
}
