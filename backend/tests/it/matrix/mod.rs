//! The permission table against the running server: every operation of the contract, for every role, on what is
//! their own, another's and another branch's.

mod by_id;
mod world;
mod writes;

use kejing::auth::permissions::{Grant, reach};
use kejing::auth::{Action, Role};

use crate::support::{Asked, TestApp};

/// Reads without parameters in their path.
fn plain_reads() -> Vec<(String, Action)> {
    let doc: serde_json::Value =
        serde_json::from_str(&kejing::server::contract().to_pretty_json().unwrap()).unwrap();
    let mut out = Vec::new();
    for (path, item) in doc["paths"].as_object().unwrap() {
        if let Some(id) = item["get"]["operationId"].as_str()
            && !path.contains('{')
        {
            out.push((path.clone(), *Action::ALL.iter().find(|a| a.as_str() == id).unwrap()));
        }
    }
    out
}

#[actix_web::test]
async fn every_role_reads_what_the_table_permits_and_nothing_else() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let reads = plain_reads();
    assert!(reads.len() >= 8);
    for role in Role::ALL {
        let hq = role.as_str().starts_with("hq_")
            || matches!(role, Role::Admin | Role::Auditor | Role::CommitteeMember);
        let p = app.person(role.as_str(), *role, if hq { app.head_office } else { branch }).await;
        let asked: Vec<_> = reads.iter().map(|(path, _)| Asked::read(path.clone(), &p)).collect();
        for ((path, action), status) in reads.iter().zip(app.statuses(&asked).await) {
            match action.grant() {
                Grant::Public => assert_ne!(status, 403, "{role} {path}"),
                _ if reach(*action, *role).is_some() => assert_eq!(status, 200, "{role} {path}"),
                _ => assert_eq!(status, 403, "{role} {path}"),
            }
        }
    }
}

#[actix_web::test]
async fn every_operation_but_the_public_ones_needs_a_session() {
    let app = TestApp::new().await;
    let doc: serde_json::Value =
        serde_json::from_str(&kejing::server::contract().to_pretty_json().unwrap()).unwrap();
    for (path, item) in doc["paths"].as_object().unwrap() {
        for method in ["get", "post", "put", "patch", "delete"] {
            let Some(id) = item[method]["operationId"].as_str() else { continue };
            let action = Action::ALL.iter().find(|a| a.as_str() == id).unwrap();
            if matches!(action.grant(), Grant::Public) {
                continue;
            }
            let real = path.replace("{id}", "01890000-0000-7000-8000-000000000000").replace("{number}", "1");
            let verb = method.to_uppercase().parse().unwrap();
            app.anonymous(verb, &real, None).await.refused(401, "unauthenticated");
        }
    }
}
