//! Leaving the bank with seats on panels and with answers begun to mark (D3.2, D4, D8.2).

use actix_web::http::Method;
use kejing::org::model::EmployeeId;
use serde_json::{Value, json};

use super::leaving::{item, left, path};
use super::{exams, recruitment};
use crate::support::{Answer, Person, TestApp};

/// Somebody's leaving of the bank, today.
async fn start(by: &Person<'_>, who: EmployeeId, today: &str) -> Value {
    let body = json!({ "employee_id": who, "scope": "bank", "leaves_on": today, "reason": "合同到期" });
    by.post("/api/v1/leavings", body).await.expect(201)
}

async fn finish(by: &Person<'_>, leaving: &Value) -> Answer {
    let now = by.get(&path(leaving, "")).await.expect(200);
    let version = [("if-match", format!("\"{}\"", now["version"]))];
    by.request(Method::POST, &path(leaving, "/finish"), None, &version).await
}

/// Where a seat is settled, by what its panel is about.
fn seat(leaving: &Value, kind: &str) -> String {
    let things = item(leaving, "panel_seats")["things"].as_array().unwrap();
    let of = things.iter().find(|t| t["seat"] == kind).unwrap();
    path(leaving, &format!("/panel-seats/{}", of["id"].as_str().unwrap()))
}

fn to(who: Option<EmployeeId>) -> Value {
    json!({ "employee_id": who, "reason": "离岗移交" })
}

/// A panel that rates the first applicant, with the round's panel as its members.
async fn rating_panel(cast: &recruitment::Cast<'_>) -> Value {
    let raters: Vec<EmployeeId> = cast.panel.iter().map(|p| p.employee_id).collect();
    let path = format!("/api/v1/employees/{}/rating-panels", cast.applicants[0].employee_id);
    cast.hr.post(&path, json!({ "raters": raters, "due_on": "2026-12-01" })).await.expect(201)
}

#[actix_web::test]
async fn a_seat_on_a_panel_goes_to_another_before_its_member_leaves() {
    let app = TestApp::new().await;
    let mut cast = recruitment::Cast::new(&app).await;
    let round = cast.applied(1).await;
    let panel = rating_panel(&cast).await;
    let leaver = &cast.panel[2];
    let l = start(&cast.hr, leaver.employee_id, "2026-11-26").await;
    assert_eq!((&l["done"], &l["of"], &item(&l, "panel_seats")["left"]), (&json!(7), &json!(8), &json!(2)));
    let listed = cast.hr.get("/api/v1/leavings").await.expect(200);
    assert_eq!((&listed["items"][0]["done"], &listed["items"][0]["of"]), (&json!(7), &json!(8)));
    let refused = finish(&cast.hr, &l).await.refused(409, "leaving_open");
    assert_eq!((left(&refused), &refused["errors"][0]["clause"]), (vec!["/panel_seats"], &json!("D4")));

    let rating = seat(&l, "rating_panel");
    leaver.post(&rating, to(None)).await.refused(403, "forbidden");
    cast.hr.post(&rating, to(None)).await.refused(422, "raters_few");
    cast.hr.post(&rating, to(Some(cast.applicants[1].employee_id))).await.refused(422, "rater_unfit");
    cast.hr.post(&rating, to(Some(leaver.employee_id))).await.refused(422, "invalid_body");
    let president = cast.president.employee_id;
    let passed = cast.hr.post(&rating, to(Some(president))).await.expect(200);
    assert_eq!(
        (&item(&passed, "panel_seats")["left"], &passed["acts"][0]["kind"]),
        (&json!(1), &json!("seat_settled"))
    );
    cast.hr.post(&rating, to(Some(president))).await.refused(404, "not_found");
    let panel =
        cast.hr.get(&format!("/api/v1/rating-panels/{}", panel["id"].as_str().unwrap())).await.expect(200);
    let raters: Vec<&Value> = panel["raters"].as_array().unwrap().iter().map(|r| &r["name"]).collect();
    assert!(raters.contains(&&json!("王芳")) && !raters.contains(&&json!("周福")), "{raters:?}");

    let post = seat(&l, "recruitment_panel");
    cast.hr.post(&post, to(None)).await.refused(409, "panel_incomplete");
    for (who, code) in [(cast.applicants[0].employee_id, "invalid"), (cast.panel[1].employee_id, "duplicate")]
    {
        let refused = cast.hr.post(&post, to(Some(who))).await.refused(422, "invalid_body");
        assert_eq!(
            (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
            (&json!("/employee_id"), &json!(code))
        );
    }
    let a = &cast.applications(&round).await[0];
    let settled = cast.hr.post(&post, to(Some(cast.committee.employee_id))).await.expect(200);
    assert_eq!(item(&settled, "panel_seats")["state"], "done");
    recruitment::score(leaver, a, 80).await.refused(404, "not_found");
    recruitment::score(&cast.committee, a, 80).await.expect(201);
    let told = cast.committee.get("/api/v1/notices").await.expect(200);
    assert!(told["items"][0]["link"].as_str().unwrap().starts_with("/recruitments/"));
    finish(&cast.hr, &l).await.expect(200);
}

#[actix_web::test]
async fn a_chair_whose_scores_are_in_passes_the_chair_and_keeps_them() {
    let app = TestApp::new().await;
    let mut cast = recruitment::Cast::new(&app).await;
    let round = cast.applied(1).await;
    for a in cast.applications(&round).await {
        for member in &cast.panel {
            recruitment::score(member, &a, 80).await.expect(201);
        }
    }
    let l = start(&cast.hr, cast.panel[0].employee_id, "2026-11-26").await;
    let chair = seat(&l, "recruitment_panel");
    for (who, code) in [(None, "required"), (Some(cast.president.employee_id), "not_member")] {
        let refused = cast.hr.post(&chair, to(who)).await.refused(422, "invalid_body");
        assert_eq!(refused["errors"][0]["code"], code);
    }
    cast.hr.post(&chair, to(Some(cast.panel[1].employee_id))).await.expect(200);
    let now = cast.now(&round).await;
    let seats: Vec<(&Value, &Value)> =
        now["panel"].as_array().unwrap().iter().map(|m| (&m["name"], &m["chair"])).collect();
    assert_eq!((seats.len(), seats[0]), (3, (&json!("孙萍"), &json!(true))));
    finish(&cast.hr, &l).await.expect(200);
    recruitment::act(&cast.hr, &now, "/rank", None).await.expect(200);
}

#[actix_web::test]
async fn what_a_leaver_began_to_mark_is_left_to_others() {
    let app = TestApp::new().await;
    let mut cast = exams::Cast::new(&app).await;
    let exam = cast.published().await;
    cast.go_to(exams::HOUR).await;
    exams::answer_all(&cast, &cast.zhang, &exam, "先核实，再报告").await;
    cast.go_to(4 * exams::HOUR).await;
    let marking = exams::path(&exam, "/marking?open=true");
    let list = cast.business.get(&marking).await.expect(200);
    let marks = |n: usize| format!("/api/v1/exam-answers/{}/mark", list["items"][n]["id"].as_str().unwrap());
    let points = json!({ "points": 8 });
    let l = start(&cast.hr, cast.business.employee_id, "2026-11-24").await;
    assert_eq!(item(&l, "marking")["state"], "done", "nothing was begun");
    cast.business.put(&marks(0), points.clone()).await.expect(200);
    let refused = finish(&cast.hr, &l).await.refused(409, "leaving_open");
    assert_eq!((left(&refused), &refused["errors"][0]["clause"]), (vec!["/marking"], &json!("D8.2")));

    let release = path(&l, &format!("/markings/{}/release", exam["id"].as_str().unwrap()));
    let why = json!({ "reason": "离岗移交" });
    cast.business.post(&release, why.clone()).await.refused(403, "forbidden");
    let released = cast.hr.post(&release, why.clone()).await.expect(200);
    assert_eq!(
        (&item(&released, "marking")["state"], &released["acts"][0]["kind"]),
        (&json!("done"), &json!("marker_released"))
    );
    cast.hr.post(&release, why).await.refused(404, "not_found");
    cast.business.put(&marks(1), points.clone()).await.refused(403, "forbidden");
    let told = cast.credit.get("/api/v1/notices").await.expect(200);
    assert!(told["items"][0]["link"].as_str().unwrap().starts_with("/exams/"));
    for marker in [&cast.credit, &cast.hr] {
        marker.put(&marks(1), points.clone()).await.expect(200);
    }
    let settled = cast.credit.put(&marks(0), points).await.expect(200);
    assert_eq!(settled["points"], 8, "the leaver's mark stands");
    finish(&cast.hr, &l).await.expect(200);
}
