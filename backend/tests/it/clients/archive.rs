//! Putting clients in, changing them, and their personal data.

use kejing::auth::Role;
use serde_json::json;

use super::bank::{self, client_id};
use crate::support::TestApp;

const RESIDENT: &str = "11010519491231002X";

#[actix_web::test]
async fn a_repeated_request_puts_one_client_in_and_it_is_unallocated() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let body = json!({"kind": "corporate", "name": " 甲  公司 ", "branch_id": branch});
    let one = s.post_with_key("/api/v1/clients", body.clone(), "key-00000001").await.expect(201);
    let two = s.post_with_key("/api/v1/clients", body, "key-00000001").await.expect(201);
    assert_eq!((one["id"].as_str(), one["name"].as_str()), (two["id"].as_str(), Some("甲 公司")));
    assert_eq!((one["owners"].as_array().unwrap().len(), one["opened_on"].as_str()), (0, Some("2026-11-24")));
    assert_eq!(s.get("/api/v1/clients").await.expect(200)["items"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn a_client_belongs_to_a_branch_of_its_maker() {
    let app = TestApp::new().await;
    let (mine, other) = (app.branch("B01", "城东支行"), app.branch("B02", "城西支行"));
    let s = app.person("吴冠", Role::Supervisor, mine).await;
    let body = |branch, outlet| json!({"kind": "corporate", "name": "甲公司", "branch_id": branch, "outlet_id": outlet});
    s.post("/api/v1/clients", body(other, None)).await.refused(403, "forbidden");
    let refused = s.post("/api/v1/clients", body(mine, Some(other))).await.refused(422, "invalid_body");
    assert_eq!(refused["errors"][0]["pointer"], "/outlet_id");
    let (rm, _) = bank::rm(&app, mine, "张三").await;
    rm.post("/api/v1/clients", body(mine, None)).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn an_identity_number_is_checked_and_belongs_to_one_client() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let body = |name: &str, kind: &str, number: &str| json!({"kind": "individual", "name": name, "branch_id": branch, "identity": {"kind": kind, "number": number}});
    let refused = s
        .post("/api/v1/clients", body("张三", "resident_id", "110105194912310021"))
        .await
        .refused(422, "invalid_body");
    assert_eq!(
        (refused["errors"][0]["pointer"].as_str(), refused["errors"][0]["code"].as_str()),
        (Some("/identity/number"), Some("check_character"))
    );
    s.post("/api/v1/clients", body("张三", "resident_id", RESIDENT)).await.expect(201);
    s.post("/api/v1/clients", body("李四", "resident_id", " １１０１０５19491231002x"))
        .await
        .refused(409, "identity_taken");
    let wrong = s
        .post("/api/v1/clients", body("王五", "uscc", "91350100M000100Y43"))
        .await
        .refused(422, "invalid_body");
    assert_eq!(wrong["errors"][0]["pointer"], "/identity/kind");
}

#[actix_web::test]
async fn a_search_by_identity_finds_what_its_searcher_may_see_and_is_kept_on_record() {
    let app = TestApp::new().await;
    let (branch, other) = (app.branch("B01", "城东支行"), app.branch("B02", "城西支行"));
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let elsewhere = app.person("周围", Role::Supervisor, other).await;
    let identity = json!({"kind": "resident_id", "number": RESIDENT});
    let view = bank::create(&s, branch, "张三", json!({"identity": identity})).await;
    let found = s.post("/api/v1/clients/search-identity", identity.clone()).await.expect(200);
    assert_eq!(found["items"][0]["id"], view["id"]);
    let hidden = elsewhere.post("/api/v1/clients/search-identity", identity).await.expect(200);
    assert_eq!(hidden["items"], json!([]));
    let auditor = app.person("沈季", Role::Auditor, app.head_office).await;
    let log = auditor.get("/api/v1/audit/accesses").await.expect(200);
    assert_eq!(log["items"].as_array().unwrap().len(), 2);
}

#[actix_web::test]
async fn personal_data_is_shown_whole_for_a_purpose_that_is_kept_on_record() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let identity = json!({"kind": "resident_id", "number": RESIDENT});
    let contacts = json!([{"kind": "phone", "label": "手机", "text": "138 0013 8000"}]);
    let view = bank::create(&s, branch, "张三", json!({"identity": identity, "contacts": contacts})).await;
    let path = format!("/api/v1/clients/{}/unmask", view["id"].as_str().unwrap());
    let whole = s.post(&path, json!({"purpose": "贷前调查核对证件"})).await.expect(200);
    assert_eq!(
        (whole["identity_number"].as_str(), whole["contacts"][0]["text"].as_str()),
        (Some(RESIDENT), Some("13800138000"))
    );
    s.post(&path, json!({"purpose": "x"})).await.refused(422, "invalid_body");
    let auditor = app.person("沈季", Role::Auditor, app.head_office).await;
    auditor.post(&path, json!({"purpose": "检查一下"})).await.refused(403, "forbidden");
    let log = auditor.get("/api/v1/audit/accesses").await.expect(200);
    assert_eq!(
        (log["items"][0]["action"].as_str(), log["items"][0]["purpose"].as_str()),
        (Some("unmask_client"), Some("贷前调查核对证件"))
    );
    let group = app.person("孙萍", Role::GroupMember, branch).await;
    group.post(&path, json!({"purpose": "看一看吧"})).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_change_says_what_stays_what_goes_and_what_it_is_based_on() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let contacts = json!([{"kind": "phone", "text": "138 0013 8000"}]);
    let view =
        bank::create(&s, branch, "张三", json!({"industry": "纺织", "place": "慈溪", "contacts": contacts}))
            .await;
    let path = format!("/api/v1/clients/{}", view["id"].as_str().unwrap());
    let gone = view["contacts"][0]["id"].clone();
    let change = json!({"industry": null, "equipment": "数控机床", "remove_contacts": [gone],
        "add_contacts": [{"kind": "person", "text": "王会计"}],
        "identity": {"kind": "resident_id", "number": RESIDENT}});
    let changed = s.patch(&path, 1, change.clone()).await.expect(200);
    assert_eq!(
        (changed["industry"].as_str(), changed["place"].as_str(), changed["equipment"].as_str()),
        (None, Some("慈溪"), Some("数控机床"))
    );
    assert_eq!(
        (changed["version"].as_i64(), changed["contacts"][0]["kind"].as_str()),
        (Some(2), Some("person"))
    );
    s.patch(&path, 1, json!({"place": "余姚"})).await.refused(412, "version_moved");
    s.patch(&path, 2, json!({"remove_contacts": [gone]})).await.refused(422, "invalid_body");
    s.patch(&path, 2, json!({"identity": {"kind": "resident_id", "number": "440524188001010014"}}))
        .await
        .refused(422, "invalid_body");
    s.patch(&path, 2, json!({"state": "erased"})).await.refused(422, "invalid_body");
}

#[actix_web::test]
async fn nothing_of_a_client_stands_in_the_clear() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let identity = json!({"kind": "resident_id", "number": RESIDENT});
    let contacts =
        json!([{"kind": "phone", "text": "138 0013 8000"}, {"kind": "address", "text": "慈溪市孙塘路"}]);
    let view = bank::create(&s, branch, "张三", json!({"identity": identity, "contacts": contacts})).await;
    let id = client_id(&view);
    app.app
        .db()
        .read(|conn| {
            use diesel::prelude::*;
            use kejing::db::schema::{audit_log, client_contacts, clients};
            let ct: Option<Vec<u8>> = clients::table.find(id).select(clients::identity_ct).first(conn)?;
            let ct = ct.unwrap();
            assert!(!ct.windows(6).any(|w| w == &RESIDENT.as_bytes()[6..12]));
            let contacts: Vec<Option<Vec<u8>>> =
                client_contacts::table.select(client_contacts::ct).load(conn)?;
            for c in contacts.into_iter().flatten() {
                assert!(!c.windows(6).any(|w| w == "孙塘".as_bytes() || w == b"138001"));
            }
            let details: Vec<kejing::db::Json> = audit_log::table.select(audit_log::detail).load(conn)?;
            for d in details {
                assert!(!d.0.to_string().contains("张三") && !d.0.to_string().contains(RESIDENT));
            }
            Ok(())
        })
        .unwrap();
}
