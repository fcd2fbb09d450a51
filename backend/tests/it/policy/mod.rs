//! The policy by versions, through the one inbox.

use kejing::auth::Role;
use serde_json::{Value, json};

use crate::support::{Person, TestApp};

async fn proposal(by: &Person<'_>) -> Value {
    let mut body = by.get("/api/v1/policies/current").await.expect(200)["body"].clone();
    body["notice_working_days"] = json!(7);
    by.post(
        "/api/v1/policies",
        json!({"effective_from": "2026-12-01", "note": "年末公示期加长", "body": body}),
    )
    .await
    .expect(201)
}

fn decision(request: &Value, what: &str) -> Value {
    json!({"decision": what, "reason": "已核对", "payload_hash": request["payload_hash"]})
}

#[actix_web::test]
async fn a_version_holds_from_its_day_once_the_committee_agreed() {
    let app = TestApp::new().await;
    let business = app.person("陈业务", Role::HqBusiness, app.head_office).await;
    let mut committee = app.person("林委员", Role::CommitteeMember, app.head_office).await;
    let v = proposal(&business).await;
    assert_eq!((v["number"].as_i64(), v["state"].as_str()), (Some(1), Some("proposed")));
    let inbox = committee.get("/api/v1/approvals").await.expect(200);
    let request = inbox["items"][0].clone();
    assert_eq!((request["kind"].as_str(), request["can_decide"].as_bool()), (Some("policy"), Some(true)));
    let path = format!("/api/v1/approvals/{}/decisions", request["id"].as_str().unwrap());
    let done = committee.post(&path, decision(&request, "agreed")).await.expect(200);
    assert_eq!(done["state"], "approved");
    assert_eq!(committee.get("/api/v1/policies/current").await.expect(200)["number"], 0);
    app.advance(chrono::Duration::days(7));
    committee.sign_in().await;
    let held = committee.get("/api/v1/policies/current").await.expect(200);
    assert_eq!((held["number"].as_i64(), held["body"]["notice_working_days"].as_i64()), (Some(1), Some(7)));
}

#[actix_web::test]
async fn nobody_decides_on_what_they_proposed() {
    let app = TestApp::new().await;
    let employee = app.employee("陈业务", app.head_office);
    app.hold(employee, Role::HqBusiness, app.head_office);
    app.hold(employee, Role::CommitteeMember, app.head_office);
    let both = app.login(employee).await;
    let v = proposal(&both).await;
    let request =
        both.get(&format!("/api/v1/approvals/{}", v["request_id"].as_str().unwrap())).await.expect(200);
    assert_eq!(request["can_decide"], false);
    let path = format!("/api/v1/approvals/{}/decisions", request["id"].as_str().unwrap());
    let refused = both.post(&path, decision(&request, "agreed")).await.refused(403, "self_approval");
    assert_eq!(refused["clause"], "D13");
}

#[actix_web::test]
async fn a_decided_step_is_not_decided_again_and_a_changed_payload_is_refused() {
    let app = TestApp::new().await;
    let business = app.person("陈业务", Role::HqBusiness, app.head_office).await;
    let one = app.person("林委员", Role::CommitteeMember, app.head_office).await;
    let two = app.person("何委员", Role::CommitteeMember, app.head_office).await;
    proposal(&business).await;
    let request = one.get("/api/v1/approvals").await.expect(200)["items"][0].clone();
    let path = format!("/api/v1/approvals/{}/decisions", request["id"].as_str().unwrap());
    let mut other = decision(&request, "agreed");
    other["payload_hash"] = json!("0".repeat(64));
    one.post(&path, other).await.refused(409, "stale");
    one.post(&path, decision(&request, "refused")).await.expect(200);
    two.post(&path, decision(&request, "agreed")).await.refused(409, "already_decided");
    let version = two.get("/api/v1/policies/1").await.expect(200);
    assert_eq!(version["state"], "refused");
}

#[actix_web::test]
async fn a_proposal_can_be_taken_back_by_its_proposer_alone() {
    let app = TestApp::new().await;
    let business = app.person("陈业务", Role::HqBusiness, app.head_office).await;
    let committee = app.person("林委员", Role::CommitteeMember, app.head_office).await;
    let v = proposal(&business).await;
    let path = format!("/api/v1/approvals/{}/withdraw", v["request_id"].as_str().unwrap());
    committee.post(&path, json!({"reason": "不合适"})).await.refused(403, "forbidden");
    business.post(&path, json!({"reason": "数字有误"})).await.expect(200);
    assert_eq!(committee.get("/api/v1/approvals").await.expect(200)["items"], json!([]));
}

#[actix_web::test]
async fn a_policy_out_of_bounds_names_each_field_and_the_clause() {
    let app = TestApp::new().await;
    let business = app.person("陈业务", Role::HqBusiness, app.head_office).await;
    let body = json!({"notice_working_days": 0, "worth": {"days": 900, "corporate_deposit_bps": 1, "personal_deposit_bps": 1, "loan_bps": 1, "intermediary_bps": 1}});
    let input = json!({"effective_from": "2026-11-24", "note": "x", "body": body});
    let refused = business.post("/api/v1/policies", input).await.refused(422, "policy_invalid");
    let pointers: Vec<&str> =
        refused["errors"].as_array().unwrap().iter().filter_map(|e| e["pointer"].as_str()).collect();
    assert_eq!(pointers, ["/body/worth/days", "/body/notice_working_days", "/effective_from"]);
    assert_eq!(refused["clause"], "D13");
}

#[actix_web::test]
async fn clauses_are_listed_with_what_carries_them_out() {
    let app = TestApp::new().await;
    let p = app.person("陈业务", Role::HqBusiness, app.head_office).await;
    let all = p.get("/api/v1/clauses").await.expect(200);
    assert!(all["items"].as_array().unwrap().len() > 80);
    let one = p.get("/api/v1/clauses/D13").await.expect(200);
    assert!(one["carried_out_by"].as_array().unwrap().contains(&json!("propose_policy")));
    p.get("/api/v1/clauses/Z9").await.refused(404, "not_found");
}
