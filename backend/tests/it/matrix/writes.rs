//! Own, other manager's, other branch's: every write of the contract, tried by everybody who may come by.
//!
//! A new operation needs a line in [`ROWS`], or in [`APART`] with where its story is told. What the answer must be
//! follows from the permission table: 403 without a grant, 404 for a thing beyond its reach or hidden by its read,
//! 403 for one that is seen but not theirs to change, else one of the line's. Every write is based on a version that
//! never was, so that most of them change nothing: 412 says that the version was asked for after the right.

mod parts;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::Method as Verb;
use kejing::auth::permissions::Grant;
use kejing::auth::{Action, Role};
use kejing::staffing::model::ManagerId;
use serde_json::Value;

use self::rows::{APART, ROWS};
use super::by_id::{
    Verdict, Whole, by_table, leaving, loaded_import, of_whole, sees_certification, sees_request,
};
use super::world::{Side, Viewer, World, recruitment};
use crate::rounds::bank::{at, path as in_round};
use crate::support::{Asked, TestApp};

/// A write and the thing that it changes or adds to.
struct Row {
    operation: &'static str,
    path: fn(&Side<'_>) -> String,
    body: fn(&Side<'_>) -> Value,
    part_of: Whole,
    /// The managers whose own it is.
    own: fn(&Side<'_>) -> Vec<ManagerId>,
    /// What somebody is told whom the table permits, but the thing's own rule does not.
    denied: fn(&Viewer<'_>, &Side<'_>) -> Option<&'static [u16]>,
    /// What is said where the grant does not reach.
    beyond: &'static [u16],
    /// What is said to whoever may.
    permitted: &'static [u16],
}

const MOVED: &[u16] = &[412];
const FORBIDDEN: &[u16] = &[403];
const HIDDEN: &[u16] = &[404];

fn everybody(s: &Side<'_>) -> Vec<ManagerId> {
    vec![s.manager, s.peer_manager, s.outsider_manager]
}

/// A write on a thing that the path names.
const fn on(
    operation: &'static str,
    path: fn(&Side<'_>) -> String,
    body: fn(&Side<'_>) -> Value,
    permitted: &'static [u16],
) -> Row {
    Row {
        operation,
        path,
        body,
        part_of: Whole::Nothing,
        own: |s| vec![s.manager],
        denied: |_, _| None,
        beyond: HIDDEN,
        permitted,
    }
}

/// A write on a part of a tender whose result was announced, or of the closed round of applications.
const fn of_round(
    operation: &'static str,
    path: fn(&Side<'_>) -> String,
    body: fn(&Side<'_>) -> Value,
    permitted: &'static [u16],
) -> Row {
    Row {
        part_of: Whole::Round,
        own: |s| vec![s.manager, s.peer_manager],
        ..on(operation, path, body, permitted)
    }
}

/// A write on a round that is not published.
const fn of_draft(
    operation: &'static str,
    path: fn(&Side<'_>) -> String,
    body: fn(&Side<'_>) -> Value,
    permitted: &'static [u16],
) -> Row {
    Row { part_of: Whole::Draft, ..of_round(operation, path, body, permitted) }
}

/// A write on a client or an account that hides where the client does.
const fn of_client(
    operation: &'static str,
    path: fn(&Side<'_>) -> String,
    body: fn(&Side<'_>) -> Value,
    permitted: &'static [u16],
) -> Row {
    Row { part_of: Whole::Shown(Action::GetClient), ..on(operation, path, body, permitted) }
}

/// What a manager does about a training event of their branch.
const fn of_training(
    operation: &'static str,
    path: fn(&Side<'_>) -> String,
    body: fn(&Side<'_>) -> Value,
    permitted: &'static [u16],
) -> Row {
    Row { part_of: Whole::Shown(Action::GetTraining), own: everybody, ..on(operation, path, body, permitted) }
}

/// What is done about a certification file.
const fn of_file(
    operation: &'static str,
    path: fn(&Side<'_>) -> String,
    body: fn(&Side<'_>) -> Value,
    permitted: &'static [u16],
) -> Row {
    Row { part_of: Whole::Shown(Action::ListCertificationFiles), ..on(operation, path, body, permitted) }
}

/// What is done about a manager's term.
const fn of_term(
    operation: &'static str,
    path: fn(&Side<'_>) -> String,
    body: fn(&Side<'_>) -> Value,
    permitted: &'static [u16],
) -> Row {
    Row { part_of: Whole::Shown(Action::GetManagerTerm), ..on(operation, path, body, permitted) }
}

/// What is done in a procedure of leaving.
const fn of_leaving(
    operation: &'static str,
    path: fn(&Side<'_>) -> String,
    body: fn(&Side<'_>) -> Value,
    permitted: &'static [u16],
) -> Row {
    Row {
        part_of: Whole::Shown(Action::GetLeaving),
        own: |s| vec![s.outsider_manager],
        ..on(operation, path, body, permitted)
    }
}

impl Row {
    const fn denied(self, denied: fn(&Viewer<'_>, &Side<'_>) -> Option<&'static [u16]>) -> Self {
        Self { denied, ..self }
    }

    const fn beyond(self, told: &'static [u16]) -> Self {
        Self { beyond: told, ..self }
    }

    const fn own(self, own: fn(&Side<'_>) -> Vec<ManagerId>) -> Self {
        Self { own, ..self }
    }
}

/// The method of every write of the contract.
fn verbs() -> BTreeMap<String, Verb> {
    let doc: Value = serde_json::from_str(&kejing::server::contract().to_pretty_json().unwrap()).unwrap();
    let mut out = BTreeMap::new();
    for item in doc["paths"].as_object().unwrap().values() {
        for method in ["post", "put", "patch", "delete"] {
            if let Some(id) = item[method]["operationId"].as_str() {
                out.insert(id.to_owned(), method.to_uppercase().parse().unwrap());
            }
        }
    }
    out
}

#[test]
fn every_write_stands_in_the_matrix() {
    let verbs = verbs();
    let served: BTreeSet<&str> = verbs.keys().map(String::as_str).collect();
    let told: BTreeSet<&str> =
        ROWS.iter().map(|r| r.operation).chain(APART.iter().map(|(o, _)| *o)).collect();
    assert_eq!(served.difference(&told).collect::<Vec<_>>(), Vec::<&&str>::new(), "add a line");
    assert_eq!(told.difference(&served).collect::<Vec<_>>(), Vec::<&&str>::new(), "take the line out");
    for (operation, _) in APART {
        let action = Action::ALL.iter().find(|a| a.as_str() == *operation).unwrap();
        assert!(!matches!(action.grant(), Grant::Held(_)), "{operation} is for some: it needs a line");
    }
}

/// What a write may answer.
fn expected(row: &Row, action: Action, viewer: &Viewer<'_>, side: &Side<'_>) -> &'static [u16] {
    let own = (row.own)(side);
    match (of_whole(row.part_of, viewer, side, &own), by_table(action, viewer, side, &own)) {
        (Verdict::Forbidden, _) => FORBIDDEN,
        (Verdict::Beyond, _) => HIDDEN,
        (Verdict::Granted, Verdict::Forbidden) => FORBIDDEN,
        (Verdict::Granted, Verdict::Beyond) if row.part_of == Whole::Nothing => row.beyond,
        (Verdict::Granted, Verdict::Beyond) => FORBIDDEN,
        (Verdict::Granted, Verdict::Granted) => (row.denied)(viewer, side).unwrap_or(row.permitted),
    }
}

#[actix_web::test]
async fn nobody_changes_what_is_not_theirs_to_change() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    assert!(Role::ALL.iter().all(|r| world.roles().contains(r)), "every role comes by");
    let verbs = verbs();
    let (mut asked, mut told) = (Vec::new(), Vec::new());
    for row in ROWS {
        let action = *Action::ALL.iter().find(|a| a.as_str() == row.operation).unwrap();
        for side in [&world.here, &world.there] {
            for viewer in world.viewers() {
                let path = (row.path)(side);
                told.push((
                    expected(row, action, &viewer, side),
                    format!("{} on {} of {} by {}", row.operation, path, side.name, viewer.name),
                ));
                let body = Some((row.body)(side)).filter(|b| !b.is_null());
                asked.push(Asked { verb: verbs[row.operation].clone(), path, body, by: viewer.person });
            }
        }
    }
    let answered = app.statuses(&asked).await;
    let wrong: Vec<String> = answered
        .iter()
        .zip(&told)
        .filter(|(status, (expected, _))| !expected.contains(status))
        .map(|(status, (expected, what))| format!("{what}: {status}, not {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
