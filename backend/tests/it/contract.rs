//! The contract: what is served is what is committed, and every operation is accounted for.

use std::collections::BTreeSet;
use std::path::Path;

use kejing::auth::permissions::Grant;
use kejing::auth::{Action, Role};
use serde_json::{Value, json};

use crate::support::TestApp;

fn served() -> Value {
    serde_json::from_str(&kejing::server::contract().to_pretty_json().unwrap()).unwrap()
}

fn operations(doc: &Value) -> Vec<(String, String, Value)> {
    let mut out = Vec::new();
    for (path, item) in doc["paths"].as_object().unwrap() {
        for (method, op) in item.as_object().unwrap() {
            if ["get", "post", "put", "patch", "delete"].contains(&method.as_str()) {
                out.push((path.clone(), method.clone(), op.clone()));
            }
        }
    }
    out
}

#[test]
fn the_committed_contract_is_the_served_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/openapi.json");
    let committed: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(committed == served(), "run scripts/openapi");
}

#[test]
fn every_operation_stands_in_the_permission_table() {
    let known: BTreeSet<&str> = Action::ALL.iter().map(|a| a.as_str()).collect();
    for (path, method, op) in operations(&served()) {
        let id = op["operationId"].as_str().unwrap();
        assert!(known.contains(id), "{method} {path}: {id}");
    }
}

#[test]
fn every_permission_belongs_to_an_operation() {
    let served: BTreeSet<String> = operations(&served())
        .iter()
        .map(|(_, _, op)| op["operationId"].as_str().unwrap().to_owned())
        .collect();
    for action in Action::ALL {
        assert!(served.contains(action.as_str()), "{}", action.as_str());
    }
}

#[test]
fn every_operation_says_what_it_does_and_what_it_needs() {
    for (path, method, op) in operations(&served()) {
        assert!(op["summary"].as_str().is_some_and(|s| !s.is_empty()), "{method} {path}: summary");
        assert!(op["tags"].as_array().is_some_and(|t| t.len() == 1), "{method} {path}: tag");
        for status in ["401", "422", "429", "500"] {
            assert!(op["responses"][status].is_object(), "{method} {path}: {status}");
        }
        let action = Action::ALL.iter().find(|a| Some(a.as_str()) == op["operationId"].as_str()).unwrap();
        let open = op["security"]
            .as_array()
            .is_some_and(|s| s.iter().any(|r| r.get("bearer").is_none() && r.get("machine").is_none()));
        assert_eq!(open, matches!(action.grant(), Grant::Public), "{method} {path}: security");
    }
}

#[test]
fn texts_and_numbers_in_lists_are_bounded_too() {
    let schemas = &served()["components"]["schemas"];
    assert!(schemas["Me"]["properties"]["permissions"]["items"]["maxLength"].is_u64());
    assert!(schemas["DryRunView"]["properties"]["uncovered_lots"]["items"]["maximum"].is_i64());
}

#[actix_web::test]
async fn a_path_answers_for_its_own_methods_also_where_another_ones_parameter_fits() {
    let app = TestApp::new().await;
    let p = app.person("吴冠", Role::Supervisor, app.branch("B01", "城东支行")).await;
    let other = p.patch("/api/v1/clients/search-identity", 1, json!({})).await;
    assert_eq!(other.header("allow"), Some("POST"));
    other.refused(405, "method_not_allowed");
    p.get("/api/v1/clients/search-identity").await.refused(405, "method_not_allowed");
    p.get("/api/v1/clients/search").await.refused(404, "invalid_path");
}

#[actix_web::test]
async fn an_array_is_no_object_and_a_query_holds_no_control_characters() {
    let app = TestApp::new().await;
    let p = app.person("吴冠", Role::Supervisor, app.branch("B01", "城东支行")).await;
    let body = json!({ "format": "csv", "reason": "季度走访安排", "filters": [null, null] });
    let refused = p.post("/api/v1/client-exports", body).await.refused(422, "invalid_body");
    assert_eq!(refused["errors"][0]["pointer"], "/filters");
    assert_eq!(refused["errors"][0]["code"], "wrong_type");
    let refused = p.get("/api/v1/clients?q=%C2%9B").await.refused(422, "invalid_query");
    assert_eq!(refused["errors"][0]["pointer"], "/q");
}
