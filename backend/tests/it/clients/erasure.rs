//! Erasing a former client's personal data.

use kejing::auth::Role;
use kejing::clients::model::AccountKind;
use serde_json::{Value, json};

use super::bank::{self, client_id};
use crate::rounds::bank as rounds;
use crate::support::{Person, TestApp};

const RESIDENT: &str = "11010519491231002X";

async fn decide(by: &Person<'_>, request: &Value, decision: &str) -> Value {
    let id = request["request_id"].as_str().unwrap();
    let hash = by.get(&format!("/api/v1/approvals/{id}")).await.expect(200)["payload_hash"].clone();
    let body = json!({ "decision": decision, "reason": "已核", "payload_hash": hash });
    by.post(&format!("/api/v1/approvals/{id}/decisions"), body).await.expect(200)
}

#[actix_web::test]
async fn what_identifies_a_former_client_goes_when_head_office_agrees() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let hq = app.person("陈业", Role::HqBusiness, app.head_office).await;
    let more = json!({ "opened_on": "2010-01-01", "place": "慈溪", "identity": {"kind": "resident_id", "number": RESIDENT},
        "contacts": [{"kind": "phone", "text": "13800000000"}] });
    let made = bank::create(&s, branch, "欧阳修远", more).await;
    let path = format!("/api/v1/clients/{}", made["id"].as_str().unwrap());
    let erase = format!("{path}/erasure");
    let reason = json!({ "reason": "客户书面申请" });
    s.post(&erase, reason.clone()).await.refused(409, "client_served");
    s.patch(&path, 1, json!({ "state": "closed" })).await.expect(200);
    hq.post(&erase, reason.clone()).await.refused(403, "forbidden");
    let request = s.post(&erase, reason.clone()).await.expect(201);
    s.post(&erase, reason).await.refused(409, "already_pending");
    decide(&hq, &request, "agreed").await;

    let left = s.get(&path).await.expect(200);
    assert_eq!((left["name"].clone(), left["state"].as_str()), (made["client_no"].clone(), Some("erased")));
    assert_eq!((left["contacts"].as_array().unwrap().len(), left["place"].as_str()), (0, None));
    let identity = json!({ "kind": "resident_id", "number": RESIDENT });
    let found = s.post("/api/v1/clients/search-identity", identity).await.expect(200);
    assert_eq!(found["items"].as_array().unwrap().len(), 0);
    let found = s.get("/api/v1/clients?q=ouyang&state=erased").await.expect(200);
    assert_eq!(found["items"].as_array().unwrap().len(), 0);
    let unmasked = s.post(&format!("{path}/unmask"), json!({ "purpose": "核对客户资料" })).await.expect(200);
    assert!(!unmasked.to_string().contains("1380000") && unmasked["identity_number"].is_null());
    let approval = s.get(&format!("/api/v1/approvals/{}", request["request_id"].as_str().unwrap())).await;
    assert!(!approval.expect(200).to_string().contains("欧阳"));
    // The number is free again for whoever comes next.
    bank::create(&s, branch, "新客", json!({ "identity": {"kind": "resident_id", "number": RESIDENT} }))
        .await;
}

#[actix_web::test]
async fn records_that_the_law_keeps_and_open_accounts_stay() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let recent = bank::create(&s, branch, "张三", json!({ "opened_on": "2020-05-01" })).await;
    let open = bank::create(&s, branch, "李四", json!({ "opened_on": "2010-05-01" })).await;
    bank::account(&app, client_id(&open), branch, AccountKind::PersonalDeposit);
    for (client, code) in [(&recent, "kept_by_law"), (&open, "client_served")] {
        let path = format!("/api/v1/clients/{}", client["id"].as_str().unwrap());
        s.patch(&path, 1, json!({ "state": "closed" })).await.expect(200);
        let refused =
            s.post(&format!("{path}/erasure"), json!({ "reason": "客户申请" })).await.refused(409, code);
        if code == "kept_by_law" {
            assert!(refused["title"].as_str().unwrap().contains("2030-05-02"), "{refused}");
        }
    }
}

#[actix_web::test]
async fn a_lot_that_carries_the_name_gets_the_number() {
    let app = TestApp::new().await;
    let staff = rounds::staff(&app, "B01").await;
    let hq = app.person("陈业", Role::HqBusiness, app.head_office).await;
    let s = &staff.supervisor;
    let made = bank::create(s, staff.branch, "欧阳修远", json!({ "opened_on": "2010-01-01" })).await;
    let round = rounds::draft(&staff, "open_tender").await;
    let lots = json!({ "lots": [{ "name": "欧阳修远", "client_ids": [made["id"]] }] });
    let round =
        rounds::put(s, &rounds::path(&round, "/lots"), rounds::version(&round), lots).await.expect(200);
    let cancel = Some(json!({ "reason": "名单有误" }));
    rounds::act(s, &rounds::path(&round, "/cancel"), rounds::version(&round), cancel).await.expect(200);
    let path = format!("/api/v1/clients/{}", made["id"].as_str().unwrap());
    let now = s.get(&path).await.expect(200)["version"].as_i64().unwrap();
    s.patch(&path, now, json!({ "state": "closed" })).await.expect(200);
    let request = s.post(&format!("{path}/erasure"), json!({ "reason": "客户申请" })).await.expect(201);
    decide(&hq, &request, "agreed").await;
    let lots = s.get(&rounds::path(&round, "/lots")).await.expect(200);
    assert_eq!(lots["items"][0]["name"], made["client_no"]);
    assert!(!lots.to_string().contains("欧阳"));
}
