//! Own, other manager's, other branch's: every read that names a thing, for everybody who may come by.
//!
//! A new operation needs a line in [`ROWS`], or in [`APART`] with where its story is told. What the answer must be
//! follows from the permission table: 403 without a grant, 404 beyond its reach, else what the line says.

use std::collections::BTreeSet;

use kejing::auth::permissions::{Grant, Reach};
use kejing::auth::{Action, Role};

use super::world::{Side, Viewer, World};
use crate::support::TestApp;

/// A read and the thing that it names.
struct Row {
    operation: &'static str,
    path: fn(&Side<'_>) -> String,
    /// What it answers to whom it is permitted.
    permitted: &'static [u16],
}

const fn row(operation: &'static str, path: fn(&Side<'_>) -> String) -> Row {
    Row { operation, path, permitted: &[200] }
}

/// One line an operation.
const ROWS: &[Row] = &[
    row("get_client", |s| format!("/api/v1/clients/{}", s.client)),
    row("list_client_ratings", |s| format!("/api/v1/clients/{}/ratings", s.client)),
    row("list_client_accounts", |s| format!("/api/v1/clients/{}/accounts", s.client)),
    row("list_balances", |s| format!("/api/v1/accounts/{}/balances", s.account)),
];

/// Reads whose things belong to no branch, or are the caller's alone; with the story that tells who reads them.
const APART: &[(&str, &str)] = &[
    ("get_user", "identity"),
    ("get_approval", "policy"),
    ("get_clearing", "clearing::results"),
    ("get_policy", "policy"),
    ("get_clause", "policy"),
    ("get_job", "jobs"),
    ("stream_job", "jobs"),
    ("get_round", "rounds"),
    ("list_candidates", "rounds"),
    ("list_lots", "rounds"),
    ("list_participants", "rounds"),
    ("list_round_events", "rounds"),
    ("list_applications", "rounds"),
    ("list_assignments", "rounds"),
    ("list_commitments", "rounds"),
    ("get_dry_run", "rounds"),
    ("get_my_terms", "tender"),
    ("list_my_bids", "tender"),
    ("get_receipt", "tender"),
    ("list_bid_digests", "tender"),
    ("get_book", "tender"),
    ("get_book_instance", "tender"),
    ("get_client_ownership", "ownership"),
    ("get_account_ownership", "ownership"),
    ("get_adjustment", "ownership"),
    ("get_employee", "org"),
    ("get_manager", "staffing"),
    ("list_manager_history", "staffing"),
    ("list_maintainers", "staffing"),
    ("get_import", "imports"),
    ("list_import_rejects", "imports"),
    ("get_import_rejects_file", "imports"),
    ("get_award", "awards"),
    ("get_result", "awards"),
    ("list_objections", "awards"),
    ("get_export", "clients::exports"),
    ("get_export_file", "clients::exports"),
];

#[test]
fn every_read_that_names_a_thing_stands_in_the_matrix() {
    let doc: serde_json::Value =
        serde_json::from_str(&kejing::server::contract().to_pretty_json().unwrap()).unwrap();
    let served: BTreeSet<&str> = doc["paths"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(path, _)| path.contains('{'))
        .filter_map(|(_, item)| item["get"]["operationId"].as_str())
        .collect();
    let told: Vec<&str> = ROWS.iter().map(|r| r.operation).chain(APART.iter().map(|(o, _)| *o)).collect();
    let distinct: BTreeSet<&str> = told.iter().copied().collect();
    assert_eq!(told.len(), distinct.len(), "an operation stands twice");
    assert_eq!(served.difference(&distinct).collect::<Vec<_>>(), Vec::<&&str>::new(), "add a line");
}

/// What the permission table says of a viewer and a side's thing.
fn expected(action: Action, viewer: &Viewer<'_>, side: &Side<'_>) -> Option<u16> {
    let Grant::Held(grants) = action.grant() else { return None };
    let held: Vec<(Role, Reach)> = grants.iter().copied().filter(|(r, _)| *r == viewer.role).collect();
    if held.is_empty() {
        return Some(403);
    }
    let reaches = held.iter().any(|(_, reach)| match reach {
        Reach::Bank => true,
        Reach::Branch => viewer.branch == Some(side.branch),
        Reach::Own => viewer.manager == Some(side.manager),
    });
    if reaches { None } else { Some(404) }
}

#[actix_web::test]
async fn own_is_shown_and_what_is_beyond_reach_is_hidden() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    for row in ROWS {
        let action = *Action::ALL.iter().find(|a| a.as_str() == row.operation).unwrap();
        for side in [&world.here, &world.there] {
            for viewer in world.viewers() {
                let status = viewer.person.get(&(row.path)(side)).await.status;
                let told = format!("{} of {} for {}", row.operation, side.name, viewer.name);
                match expected(action, &viewer, side) {
                    Some(refused) => assert_eq!(status, refused, "{told}"),
                    None => assert!(row.permitted.contains(&status), "{told}: {status}"),
                }
            }
        }
    }
}
