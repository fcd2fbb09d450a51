//! Own, other manager's, other branch's: every read that names a thing, for everybody who may come by.
//!
//! A new operation needs a line in [`ROWS`], or in [`APART`] with where its story is told. What the answer must be
//! follows from the permission table: 403 without a grant, 404 beyond its reach, else what the line says.

use std::collections::BTreeSet;

use kejing::auth::permissions::{Grant, Reach};
use kejing::auth::{Action, Role};
use kejing::staffing::model::ManagerId;

use super::world::{Side, Viewer, World};
use crate::rounds::bank::path as in_round;
use crate::support::{Asked, TestApp};

/// A read and the thing that it names.
struct Row {
    operation: &'static str,
    path: fn(&Side<'_>) -> String,
    /// What the thing is a part of: hidden where that is.
    part_of: Whole,
    /// The managers whose own it is.
    own: fn(&Side<'_>) -> Vec<ManagerId>,
    /// Who sees it among those whom the table permits; to the others it is hidden.
    among: fn(&Viewer<'_>, &Side<'_>) -> bool,
}

/// What a thing is a part of.
#[derive(Clone, Copy, PartialEq)]
pub enum Whole {
    Nothing,
    /// The tender whose result was announced: whoever sees it is told that it is not theirs, with 403.
    Round,
    /// The round that is not published.
    Draft,
    /// Something that this read shows.
    Shown(Action),
}

const fn row(operation: &'static str, path: fn(&Side<'_>) -> String) -> Row {
    Row { operation, path, part_of: Whole::Nothing, own: |s| vec![s.manager], among: |_, _| true }
}

const fn of_round(operation: &'static str, path: fn(&Side<'_>) -> String) -> Row {
    Row { part_of: Whole::Round, own: |s| vec![s.manager, s.peer_manager], ..row(operation, path) }
}

const fn of_draft(operation: &'static str, path: fn(&Side<'_>) -> String) -> Row {
    Row { part_of: Whole::Draft, ..row(operation, path) }
}

impl Row {
    /// A thing that is nobody's own.
    const fn own_nothing(self) -> Self {
        Self { own: |_| Vec::new(), ..self }
    }

    const fn among(self, among: fn(&Viewer<'_>, &Side<'_>) -> bool) -> Self {
        Self { among, ..self }
    }
}

/// Who sees the request for approval of the adjustment: its proposer, who decides a step, the branch's president,
/// business development and the auditor.
pub fn sees_request(v: &Viewer<'_>, s: &Side<'_>) -> bool {
    v.is(&s.rm)
        || v.is_in(s, Role::GroupMember)
        || v.is_in(s, Role::President)
        || matches!(v.role, Role::CommitteeMember | Role::HqBusiness | Role::Auditor)
}

/// Whoever reaches the side's manager as an employee, and the manager.
fn sees_person(v: &Viewer<'_>, s: &Side<'_>) -> bool {
    v.is(&s.rm) || by_table(Action::GetEmployee, v, s, &[]) == Verdict::Granted
}

/// Whoever may list files sees those within reach, and everybody their own.
pub fn sees_certification(v: &Viewer<'_>, s: &Side<'_>) -> bool {
    v.is(&s.rm) || by_table(Action::ListCertificationFiles, v, s, &[s.manager]) == Verdict::Granted
}

fn made_export(v: &Viewer<'_>, s: &Side<'_>) -> bool {
    v.is(&s.staff.supervisor)
}

/// Files of accounts are business development's, of units human resources'.
fn sees_import(v: &Viewer<'_>, s: &Side<'_>) -> bool {
    v.role == Role::Auditor || loaded_import(v, s)
}

pub fn loaded_import(v: &Viewer<'_>, s: &Side<'_>) -> bool {
    v.role == if s.name == "B01" { Role::HqBusiness } else { Role::HqHr }
}

fn watches_clearing(v: &Viewer<'_>, s: &Side<'_>) -> bool {
    by_table(Action::GetClearing, v, s, &[]) == Verdict::Granted
}

/// In the draft of recruitment.
fn post(s: &Side<'_>, rest: &str) -> String {
    format!("/api/v1/recruitments/{}{rest}", s.recruitment_draft)
}

fn prepares(v: &Viewer<'_>, s: &Side<'_>) -> bool {
    by_table(Action::UpdateRecruitment, v, s, &[]) == Verdict::Granted
}

/// Whoever oversees recruitment; the panel's members do too.
fn oversees(v: &Viewer<'_>, s: &Side<'_>) -> bool {
    by_table(Action::ListRecruitmentEvents, v, s, &[]) == Verdict::Granted
}

/// Whoever sees the side's manager's qualification sees the panel; its members do too.
fn reaches_person(v: &Viewer<'_>, s: &Side<'_>) -> bool {
    by_table(Action::GetQualification, v, s, &[]) == Verdict::Granted
}

/// The outsider's leaving.
pub fn leaving(s: &Side<'_>, rest: &str) -> String {
    format!("/api/v1/leavings/{}{rest}", s.leaving)
}

fn job(id: &str) -> String {
    format!("/api/v1/jobs/{id}")
}

/// The reads, some more than once with another thing.
const ROWS: &[Row] = &[
    row("get_client", |s| format!("/api/v1/clients/{}", s.client)),
    row("list_credit_managers", |s| format!("/api/v1/clients/{}/credit-managers", s.client)),
    row("list_virtual_credits", |s| format!("/api/v1/managers/{}/credits", s.virtual_manager)).own_nothing(),
    row("list_client_ratings", |s| format!("/api/v1/clients/{}/ratings", s.client)),
    row("list_client_accounts", |s| format!("/api/v1/clients/{}/accounts", s.client)),
    row("list_balances", |s| format!("/api/v1/accounts/{}/balances", s.account)),
    row("get_client_ownership", |s| format!("/api/v1/clients/{}/ownership", s.client)),
    row("get_account_ownership", |s| format!("/api/v1/accounts/{}/ownership", s.account)),
    Row {
        own: |s| vec![s.manager, s.outsider_manager],
        ..row("get_adjustment", |s| format!("/api/v1/adjustments/{}", s.adjustment))
    },
    row("get_approval", |s| format!("/api/v1/approvals/{}", s.request)).among(sees_request),
    row("get_employee", |s| format!("/api/v1/employees/{}", s.rm.employee_id)),
    row("get_employee_timeline", |s| format!("/api/v1/employees/{}/timeline", s.rm.employee_id))
        .among(sees_person),
    row("get_manager", |s| format!("/api/v1/managers/{}", s.manager)),
    row("list_manager_history", |s| format!("/api/v1/managers/{}/history", s.manager)),
    row("get_manager_term", |s| format!("/api/v1/managers/{}/term", s.manager)),
    row("get_manager_grade", |s| format!("/api/v1/managers/{}/grade", s.manager)),
    row("get_certification_file", |s| format!("/api/v1/certification-files/{}", s.certification))
        .among(sees_certification),
    row("list_maintainers", |s| format!("/api/v1/managers/{}/maintainers", s.manager)),
    Row { own: |s| vec![s.outsider_manager], ..row("get_leaving", |s| leaving(s, "")) },
    Row { own: |s| vec![s.outsider_manager], ..row("list_leaving_clients", |s| leaving(s, "/clients")) },
    row("get_training", |s| format!("/api/v1/trainings/{}", s.training)),
    row("list_attendances", |s| format!("/api/v1/trainings/{}/attendances", s.training)),
    row("get_training_code", |s| format!("/api/v1/trainings/{}/code", s.training)),
    row("get_exam_question", |s| format!("/api/v1/exam-questions/{}", s.question)),
    row("list_exam_question_versions", |s| format!("/api/v1/exam-questions/{}/versions", s.question)),
    row("get_exam_paper", |s| format!("/api/v1/exams/{}/paper", s.exam)),
    row("get_sitting", |s| format!("/api/v1/exams/{}/sitting", s.exam)).among(|v, s| v.is(&s.rm)),
    row("list_exam_marking", |s| format!("/api/v1/exams/{}/marking", s.exam)),
    row("get_qualification", |s| format!("/api/v1/employees/{}/qualification", s.rm.employee_id)),
    row("list_qualification_statements", |s| {
        format!("/api/v1/employees/{}/qualification-statements", s.rm.employee_id)
    }),
    row("get_rating_panel", |s| format!("/api/v1/rating-panels/{}", s.rating_panel)).among(reaches_person),
    row("get_api_client", |s| format!("/api/v1/api-clients/{}", s.api_client)),
    row("get_hr_employee", |s| format!("/api/v1/hr/employees/{}", s.rm.employee_id)),
    row("get_hr_event", |s| format!("/api/v1/hr/events/{}", s.hr_event)),
    row("get_recruitment", |s| post(s, "")).among(prepares),
    row("get_eligibility", |s| post(s, "/eligibility")).among(prepares),
    row("list_ranking_objections", |s| post(s, "/objections")).among(prepares),
    row("list_post_applications", |s| format!("/api/v1/recruitments/{}/applications", s.recruitment))
        .among(oversees),
    row("list_recruitment_events", |s| format!("/api/v1/recruitments/{}/events", s.recruitment)),
    row("get_user", |s| format!("/api/v1/users/{}", s.user)),
    row("get_export", |s| format!("/api/v1/exports/{}", s.export)).among(made_export),
    row("get_export_file", |s| format!("/api/v1/exports/{}/file", s.export)).among(made_export),
    row("get_job", |s| job(&s.export_job)).among(made_export),
    row("get_job", |s| job(&s.import_job)).among(loaded_import),
    row("get_job", |s| job(&s.clearing_job)).among(watches_clearing),
    row("stream_job", |s| job(&s.export_job) + "/events").among(made_export),
    row("stream_job", |s| job(&s.clearing_job) + "/events").among(watches_clearing),
    row("get_import", |s| format!("/api/v1/imports/{}", s.import)).among(sees_import),
    row("list_import_rejects", |s| format!("/api/v1/imports/{}/rejects", s.import)).among(sees_import),
    row("get_import_rejects_file", |s| format!("/api/v1/imports/{}/rejects.csv", s.import))
        .among(sees_import),
    of_round("get_round", |s| in_round(&s.round, "")),
    of_round("list_lots", |s| in_round(&s.round, "/lots")),
    of_round("list_participants", |s| in_round(&s.round, "/participants")),
    of_round("list_round_events", |s| in_round(&s.round, "/events")),
    of_round("list_applications", |s| in_round(&s.round, "/applications")),
    of_round("list_assignments", |s| in_round(&s.round, "/assignments")),
    of_round("list_commitments", |s| in_round(&s.round, "/commitments")),
    of_round("get_my_terms", |s| in_round(&s.round, "/my-terms")),
    of_round("list_my_bids", |s| in_round(&s.round, "/bids")),
    of_round("get_receipt", |s| in_round(&s.round, &format!("/bids/{}/receipt", s.bid)))
        .among(|v, s| v.is(&s.rm)),
    of_round("list_bid_digests", |s| in_round(&s.round, "/digests")),
    of_round("get_book", |s| in_round(&s.round, "/book")),
    of_round("get_book_instance", |s| in_round(&s.round, "/book/instance")),
    of_round("get_clearing", |s| in_round(&s.round, "/clear")),
    of_round("get_award", |s| in_round(&s.round, "/award")),
    of_round("get_result", |s| in_round(&s.round, "/result")),
    of_round("list_objections", |s| in_round(&s.round, "/objections")),
    of_draft("get_round", |s| in_round(&s.draft, "")),
    of_draft("list_lots", |s| in_round(&s.draft, "/lots")),
    of_draft("list_participants", |s| in_round(&s.draft, "/participants")),
    of_draft("list_round_events", |s| in_round(&s.draft, "/events")),
    of_draft("list_candidates", |s| in_round(&s.draft, "/candidates")),
    of_draft("get_dry_run", |s| in_round(&s.draft, "/dry-run")),
];

/// Reads whose things belong to no branch and are everybody's; with the story that tells of them.
const APART: &[(&str, &str)] = &[
    ("get_policy", "policy"),
    ("get_clause", "policy"),
    ("get_exam", "staffing/exams"),
    ("list_exam_candidates", "staffing/exams"),
    ("get_my_exam_result", "staffing/exams"),
    ("get_ranking", "staffing/recruitment"),
    ("get_post_document_file", "staffing/recruitment"),
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
    let told: BTreeSet<&str> =
        ROWS.iter().map(|r| r.operation).chain(APART.iter().map(|(o, _)| *o)).collect();
    assert_eq!(served.difference(&told).collect::<Vec<_>>(), Vec::<&&str>::new(), "add a line");
    assert_eq!(told.difference(&served).collect::<Vec<_>>(), Vec::<&&str>::new(), "take the line out");
}

/// What the table says to somebody of a thing.
#[derive(Debug, PartialEq)]
pub enum Verdict {
    Forbidden,
    Beyond,
    Granted,
}

/// What the permission table says of a viewer and a side's thing.
pub fn by_table(action: Action, viewer: &Viewer<'_>, side: &Side<'_>, own: &[ManagerId]) -> Verdict {
    let Grant::Held(grants) = action.grant() else { return Verdict::Granted };
    let held: Vec<Reach> =
        grants.iter().filter(|(r, _)| *r == viewer.role).map(|(_, reach)| *reach).collect();
    if held.is_empty() {
        return Verdict::Forbidden;
    }
    let reaches = held.iter().any(|reach| match reach {
        Reach::Bank => true,
        Reach::Branch => viewer.branch == Some(side.branch),
        Reach::Own => viewer.manager.is_some_and(|m| own.contains(&m)),
    });
    if reaches { Verdict::Granted } else { Verdict::Beyond }
}

/// What the table says of what a thing is a part of.
pub fn of_whole(part_of: Whole, viewer: &Viewer<'_>, side: &Side<'_>, own: &[ManagerId]) -> Verdict {
    match part_of {
        Whole::Shown(read) => by_table(read, viewer, side, own),
        Whole::Nothing => Verdict::Granted,
        Whole::Round => by_table(Action::GetRound, viewer, side, &[]),
        Whole::Draft => match by_table(Action::GetRound, viewer, side, &[]) {
            Verdict::Granted if by_table(Action::ListCandidates, viewer, side, &[]) != Verdict::Granted => {
                Verdict::Beyond
            }
            verdict => verdict,
        },
    }
}

/// What a read must answer.
fn expected(row: &Row, action: Action, viewer: &Viewer<'_>, side: &Side<'_>) -> u16 {
    let own = (row.own)(side);
    let whole = of_whole(row.part_of, viewer, side, &own);
    match (whole, by_table(action, viewer, side, &own)) {
        (Verdict::Forbidden, _) => 403,
        (Verdict::Beyond, _) => 404,
        (Verdict::Granted, Verdict::Granted) => {
            if (row.among)(viewer, side) {
                200
            } else {
                404
            }
        }
        (Verdict::Granted, Verdict::Beyond) if row.part_of == Whole::Nothing => 404,
        (Verdict::Granted, _) => 403,
    }
}

#[actix_web::test]
async fn own_is_shown_and_what_is_beyond_reach_is_hidden() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let roles = world.roles();
    assert!(Role::ALL.iter().all(|r| roles.contains(r)), "every role comes by");
    let (mut reads, mut told) = (Vec::new(), Vec::new());
    for row in ROWS {
        let action = *Action::ALL.iter().find(|a| a.as_str() == row.operation).unwrap();
        for side in [&world.here, &world.there] {
            for viewer in world.viewers() {
                let path = (row.path)(side);
                told.push((
                    expected(row, action, &viewer, side),
                    format!("{path} of {} for {}", side.name, viewer.name),
                ));
                reads.push(Asked::read(path, viewer.person));
            }
        }
    }
    let answered = app.statuses(&reads).await;
    let wrong: Vec<String> = answered
        .iter()
        .zip(told)
        .filter(|(status, (expected, _))| *status != expected)
        .map(|(status, (expected, what))| format!("{what}: {status}, not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
