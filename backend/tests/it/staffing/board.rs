//! The staffing board: each figure is as many as the list behind it holds, within the same reach.

use chrono::{Duration, NaiveDate};
use diesel::prelude::*;
use kejing::auth::Role;
use kejing::db::Ts;
use kejing::db::schema::{training_attendances, training_events, users};
use kejing::identity::model::UserId;
use kejing::on_each;
use kejing::org::model::OrgUnitId;
use kejing::staffing::certification::model::*;
use kejing::staffing::model::{Grade, Manager, ManagerClass, ManagerId, ManagerState};
use kejing::staffing::training::model::*;
use serde_json::{Value, json};

use super::certificates::{OnFile, put};
use super::recruitment::{Cast, act};
use crate::support::manager_row;
use crate::support::{Person, TestApp, day, start_of_tests};

const BOARD: &str = "/api/v1/staffing/board";

/// Managers of a branch whose terms began with 2025 and have these ends.
fn terms(app: &TestApp, branch: OrgUnitId, ends: &[NaiveDate]) -> Vec<ManagerId> {
    let row = |to: &NaiveDate| Manager {
        term_from: day(2025, 1, 1),
        term_to: Some(*to),
        ..manager_row(branch, "期满")
    };
    ends.iter().map(|to| app.insert_manager(&row(to))).collect()
}

/// An event that has been held, of head office where no branch is named, with those who came.
fn held(app: &TestApp, branch: Option<OrgUnitId>, at: Ts, came: &[ManagerId]) {
    let made_by: UserId = app.app.db().read(|conn| Ok(users::table.select(users::id).first(conn)?)).unwrap();
    let event = Training {
        id: TrainingId::new(),
        branch_id: branch,
        title: "合规".into(),
        content: "案例".into(),
        place: "三楼".into(),
        starts_at: at,
        ends_at: at.plus(Duration::hours(2)),
        seats: None,
        taken: 0,
        state: TrainingState::Held,
        reason: None,
        version: 1,
        created_by: made_by,
        created_at: at,
    };
    let rows: Vec<AttendanceRow> = came
        .iter()
        .map(|m| AttendanceRow {
            event_id: event.id,
            manager_id: *m,
            state: Attendance::Attended,
            reason: None,
            failures: 0,
            enrolled_at: at,
            stated_at: None,
            stated_by: None,
        })
        .collect();
    app.app
        .db()
        .write(|conn| {
            on_each!(conn, |c| diesel::insert_into(training_events::table).values(&event).execute(c))?;
            on_each!(conn, |c| diesel::insert_into(training_attendances::table).values(&rows).execute(c))?;
            Ok(())
        })
        .unwrap();
}

fn items(v: &Value) -> &[Value] {
    v["items"].as_array().unwrap()
}

fn sum(rows: &[Value], of: &str) -> i64 {
    rows.iter().map(|r| r[of].as_i64().unwrap()).sum()
}

async fn list(by: &Person<'_>, path: &str, of: &Value) -> Value {
    let branch = of["branch_id"].as_str().map_or_else(String::new, |b| format!("&branch_id={b}"));
    by.get(&format!("/api/v1/{path}{branch}")).await.expect(200)
}

/// Compares every figure with the list that its bar leads to.
async fn compare(by: &Person<'_>, board: &Value) {
    for v in board["vacancies"].as_array().unwrap() {
        let stage = v["stage"].as_str().unwrap();
        let found = list(by, &format!("recruitments?limit=200&stage={stage}"), v).await;
        assert_eq!(items(&found).len() as i64, v["rounds"].as_i64().unwrap(), "rounds: {v}");
        assert_eq!(sum(items(&found), "vacancies"), v["vacancies"].as_i64().unwrap(), "posts: {v}");
    }
    let running = list(by, "recruitments?limit=200&running=true", board).await;
    assert_eq!(sum(items(&running), "vacancies"), sum(board["vacancies"].as_array().unwrap(), "vacancies"));
    for c in board["candidates"].as_array().unwrap() {
        let stage = c["stage"].as_str().unwrap();
        let found = list(by, &format!("recruitments?limit=200&stage={stage}"), board).await;
        assert_eq!(sum(items(&found), "applicants"), c["applications"].as_i64().unwrap(), "candidates: {c}");
    }
    for (figure, path) in [("terms", "manager-terms"), ("certificates", "certificates")] {
        for m in board[figure].as_array().unwrap() {
            let query = match m["first_day"].as_str() {
                Some(from) => format!("last_from={from}&last_to={}", m["last_day"].as_str().unwrap()),
                None => "standing=lapsed".to_owned(),
            };
            let found = list(by, &format!("{path}?limit=200&{query}"), board).await;
            assert_eq!(items(&found).len() as i64, m["count"].as_i64().unwrap(), "{figure}: {m}");
        }
    }
    for b in board["training"].as_array().unwrap() {
        let short = list(by, "training-counts?short=true", b).await;
        let all = list(by, "training-counts?short=false", b).await;
        assert_eq!(items(&short).len() as i64, b["short"].as_i64().unwrap(), "short: {b}");
        assert_eq!(items(&all).len() as i64, b["managers"].as_i64().unwrap(), "managers: {b}");
    }
}

#[actix_web::test]
async fn each_figure_is_as_many_as_the_list_behind_it_within_the_readers_reach() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let (east, west) = (cast.branch, app.branch("B02", "城西支行"));

    // East has terms over, ending today and later, one beyond the board, one of somebody gone, one without an end.
    let ends = [
        day(2026, 11, 20),
        day(2026, 11, 27),
        day(2026, 12, 1),
        day(2027, 1, 1),
        day(2027, 10, 31),
        day(2027, 11, 1),
    ];
    let people = terms(&app, east, &ends);
    terms(&app, west, &[day(2027, 1, 1), day(2030, 1, 1)]);
    app.insert_manager(&Manager {
        state: ManagerState::Left,
        term_to: Some(day(2026, 12, 15)),
        ..manager_row(east, "已离")
    });
    app.insert_manager(&Manager {
        class: ManagerClass::Virtual,
        grade: None,
        term_to: Some(day(2026, 12, 15)),
        ..manager_row(east, "虚拟")
    });
    app.insert_manager(&Manager { term_from: day(2026, 8, 1), ..manager_row(west, "新人") });
    for (nth, (until, state)) in [
        (day(2026, 11, 1), CertificateState::Valid),
        (day(2026, 11, 26), CertificateState::Valid),
        (day(2027, 2, 28), CertificateState::Valid),
        (day(2027, 2, 28), CertificateState::Replaced),
        (day(2027, 3, 1), CertificateState::Overturned),
        (day(2028, 6, 1), CertificateState::Valid),
    ]
    .into_iter()
    .enumerate()
    {
        let branch = if nth == 2 { west } else { east };
        let employee = app.employee("持证", branch);
        put(&app, &OnFile { employee, manager: None, branch, grade: Grade::Level2, last: until, state });
    }
    // One has both of head office's events, one has one, one came to the branch's alone.
    let spring = start_of_tests().plus(Duration::days(-200));
    held(&app, None, spring, &people[2..4]);
    held(&app, None, spring.plus(Duration::days(40)), &people[2..3]);
    held(&app, Some(east), spring, &people[4..5]);
    held(&app, None, spring.plus(Duration::days(-400)), &people[4..5]);

    // A round that is being scored, one that takes applications, one of west, one that is being prepared.
    let scored = cast.applied(2).await;
    let mut open = cast.round("a", 3);
    open["closes_at"] = json!(super::recruitment::at(200));
    open["scoring_ends_at"] = json!(super::recruitment::at(300));
    let open = cast.hr.post("/api/v1/recruitments", open).await.expect(201);
    act(&cast.hr, &open, "/publish", None).await.expect(200);
    let mut there = cast.round("b", 4);
    there["branch_id"] = json!(west);
    there["closes_at"] = json!(super::recruitment::at(200));
    there["scoring_ends_at"] = json!(super::recruitment::at(300));
    let there = cast.hr.post("/api/v1/recruitments", there).await.expect(201);
    act(&cast.hr, &there, "/publish", None).await.expect(200);
    let mut draft = cast.round("b", 9);
    draft["closes_at"] = json!(super::recruitment::at(200));
    draft["scoring_ends_at"] = json!(super::recruitment::at(300));
    cast.hr.post("/api/v1/recruitments", draft).await.expect(201);
    assert_eq!(scored["phase"], "announced");

    let board = cast.hr.get(BOARD).await.expect(200);
    assert_eq!((&board["today"], &board["branch_id"]), (&json!("2026-11-26"), &Value::Null));
    assert_eq!((board["year"].as_i64(), board["trainings_per_year"].as_i64()), (Some(2026), Some(2)));
    let posts: Vec<(&str, &str, i64)> = board["vacancies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| {
            let text = |key: &str| v[key].as_str().unwrap();
            (text("branch_name"), text("stage"), v["vacancies"].as_i64().unwrap())
        })
        .collect();
    assert_eq!(posts, [("城东支行", "applying", 3), ("城东支行", "scoring", 2), ("城西支行", "applying", 4)]);
    let candidates: Vec<i64> =
        board["candidates"].as_array().unwrap().iter().map(|c| c["applications"].as_i64().unwrap()).collect();
    assert_eq!(candidates, [0, 3, 0, 0, 0]);
    let months = |figure: &str| -> Vec<(Option<String>, i64)> {
        board[figure]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| (m["month"].as_str().map(str::to_owned), m["count"].as_i64().unwrap()))
            .collect()
    };
    let terms = months("terms");
    assert_eq!(terms.len(), 13);
    // The last day is the one before the end: 26 and 30 November, 31 December twice, 30 October 2027.
    let at = |month: &str| terms.iter().find(|(m, _)| m.as_deref() == Some(month)).unwrap().1;
    assert_eq!((terms[0].clone(), at("2026-11"), at("2026-12"), at("2027-10")), ((None, 1), 2, 2, 2));
    let certificates = months("certificates");
    let counted: i64 = certificates.iter().map(|(_, n)| n).sum();
    assert_eq!((certificates[0].1, counted), (1, 3), "neither replaced nor overturned nor beyond");
    let training = &board["training"];
    assert_eq!(
        (&training[0]["branch_name"], &training[0]["short"], &training[0]["managers"]),
        (&json!("城东支行"), &json!(4), &json!(5))
    );
    assert_eq!(
        (&training[1]["branch_name"], &training[1]["short"], &training[1]["managers"]),
        (&json!("城西支行"), &json!(3), &json!(3))
    );
    compare(&cast.hr, &board).await;

    let of_west = cast.hr.get(&format!("{BOARD}?branch_id={west}")).await.expect(200);
    assert_eq!(of_west["branch_id"], json!(west));
    assert_eq!(sum(of_west["terms"].as_array().unwrap(), "count"), 1);
    compare(&cast.hr, &of_west).await;

    // A president has the own branch alone, whatever is asked for.
    let own = cast.president.get(BOARD).await.expect(200);
    assert_eq!(own["branch_id"], json!(east));
    assert_eq!(own["vacancies"].as_array().unwrap().len(), 2);
    compare(&cast.president, &own).await;
    let beyond = cast.president.get(&format!("{BOARD}?branch_id={west}")).await.expect(200);
    for figure in ["vacancies", "training"] {
        assert_eq!(beyond[figure], json!([]));
    }
    for figure in ["terms", "certificates"] {
        assert_eq!(sum(beyond[figure].as_array().unwrap(), "count"), 0);
    }
    assert_eq!(sum(beyond["candidates"].as_array().unwrap(), "applications"), 0);
}

#[actix_web::test]
async fn whoever_reads_none_of_the_lists_sees_no_board() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let (rm, _) = app.rm("张三", branch, ManagerClass::A, Grade::Level2).await;
    let credit = app.person("郑贷", Role::HqCredit, app.head_office).await;
    let admin = app.person("关理", Role::Admin, app.head_office).await;
    for p in [&rm, &credit, &admin] {
        p.get(BOARD).await.refused(403, "forbidden");
    }
    let committee = app.person("林薇", Role::CommitteeMember, app.head_office).await;
    committee.get(BOARD).await.expect(200);
    committee.get(&format!("{BOARD}?branch=x")).await.refused(422, "invalid_query");
}
