//! Objections: in time, decided by somebody not concerned, upheld into a corrected book.

use chrono::Duration;
use kejing::auth::Role;
use kejing::jobs::runner::drain;
use serde_json::{Value, json};

use super::results::{Closed, closed};
use crate::rounds::bank::path;
use crate::support::{Answer, Person, TestApp};

async fn object(c: &Closed<'_>, by: &Person<'_>) -> Answer {
    by.post(&path(&c.tender.round, "/objections"), json!({ "text": "该出价人在截止时资格不符" })).await
}

async fn decide(by: &Person<'_>, objection: &Value, body: Value) -> Answer {
    by.post(&format!("/api/v1/objections/{}/decide", objection["id"].as_str().unwrap()), body).await
}

#[actix_web::test]
async fn an_upheld_objection_corrects_the_book_and_clears_it_again_under_the_same_seed() {
    let app = TestApp::new().await;
    let c = closed(&app).await;
    drain(&app.app).unwrap();
    c.announce().await;
    let before = c.result(&c.tender.junior.0).await.expect(200);
    let o = object(&c, &c.tender.junior.0).await.expect(201);
    assert_eq!((o["state"].as_str(), o["mine"].as_bool()), (Some("open"), Some(true)));
    let group = &c.tender.staff.group;
    let listed = c.tender.get(group, "/objections").await.expect(200);
    assert_eq!(listed["items"][0]["can_decide"], true);
    let upheld = |correction: Option<Value>| json!({ "decision": "upheld", "reason": "查实", "correction": correction });
    let missing = decide(group, &o, upheld(None)).await.refused(422, "invalid_body");
    assert_eq!(missing["errors"][0]["pointer"], "/correction");
    let exclude = json!({ "kind": "exclude_bid", "bid": c.single });
    let done = decide(group, &o, upheld(Some(exclude.clone()))).await.expect(200);
    assert_eq!((done["state"].as_str(), &done["correction"]), (Some("upheld"), &exclude));
    assert_eq!(c.state().await, "closed");
    decide(group, &o, json!({ "decision": "rejected", "reason": "再议" }))
        .await
        .refused(409, "already_decided");

    drain(&app.app).unwrap();
    assert_eq!(c.state().await, "cleared");
    let supervisor = &c.tender.staff.supervisor;
    let after = c.result(supervisor).await.expect(200);
    assert_eq!((after["revision"].as_i64(), after["value"].as_i64()), (Some(2), Some(75)));
    assert_eq!(after["winners"][0]["bid_id"], c.bundle);
    assert_eq!(after["seed"], before["seed"]);
    assert_ne!(after["book_digest"], before["book_digest"]);
    assert_eq!(after["first_book_digest"], before["first_book_digest"]);
    let excluded = after["losers"].as_array().unwrap().iter().find(|l| l["bid_id"] == c.single).unwrap();
    assert_eq!(excluded["reasons"][0]["code"], "objection_upheld");
    // What was announced stays readable; the new result waits for its announcement.
    assert_eq!(c.result(&c.tender.junior.0).await.expect(200)["revision"], 1);
    c.announce().await;
    assert_eq!(c.result(&c.tender.junior.0).await.expect(200)["revision"], 2);
    let notices = c.tender.junior.0.get("/api/v1/notices").await.expect(200);
    assert!(notices["items"].as_array().unwrap().iter().any(|n| n["code"] == "objection_decided"));
}

#[actix_web::test]
async fn nobody_concerned_decides() {
    let app = TestApp::new().await;
    let c = closed(&app).await;
    drain(&app.app).unwrap();
    c.announce().await;
    let o = object(&c, &c.tender.junior.0).await.expect(201);
    let rejected = || json!({ "decision": "rejected", "reason": "无据" });
    for person in [&c.tender.junior.0, &c.tender.senior.0, &c.tender.staff.supervisor] {
        decide(person, &o, rejected()).await.refused(403, "forbidden");
        app.hold(person.employee_id, Role::GroupMember, c.tender.staff.branch);
        let refused = decide(person, &o, rejected()).await.refused(403, "objection_concerned");
        assert_eq!(refused["clause"], "D9.5");
    }
    let done = decide(&c.tender.staff.group, &o, rejected()).await.expect(200);
    assert_eq!(done["state"], "rejected");
    assert_eq!(c.state().await, "notice");
}

#[actix_web::test]
async fn objections_are_heard_from_participants_within_the_notice_period() {
    let app = TestApp::new().await;
    let mut c = closed(&app).await;
    drain(&app.app).unwrap();
    let early = object(&c, &c.tender.junior.0).await.refused(409, "objection_late");
    assert_eq!(early["clause"], "D9.5");
    c.announce().await;
    object(&c, &c.tender.staff.group).await.refused(403, "forbidden");
    let o = object(&c, &c.tender.junior.0).await.expect(201);
    let one = format!("/api/v1/objections/{}", o["id"].as_str().unwrap());
    c.tender.senior.0.delete(&one).await.refused(403, "forbidden");
    assert_eq!(c.tender.junior.0.delete(&one).await.status, 204);
    c.tender.junior.0.delete(&one).await.refused(409, "already_decided");
    app.advance(Duration::days(14));
    c.tender.junior.0.sign_in().await;
    object(&c, &c.tender.junior.0).await.refused(409, "objection_late");
}
