//! From a frozen book to an announced result, and objections to it (D9.1, D9.5; CLEARING).

use kejing::jobs::runner::drain;
use kejing_clearing::{Award, Instance, verify};
use serde_json::{Value, json};

use crate::rounds::bank::{act, now, path, version};
use crate::support::{Answer, Person, TestApp};
use crate::tender::{CREDIT, OTHER, PLAIN, Tender, close, id_of, open};

/// A tender that is closed, its clearing queued. Senior: plain 50 or plain and other 75, at most one of them.
/// Junior: plain 40, other 30. Part-time: other 10.
pub struct Closed<'a> {
    pub tender: Tender<'a>,
    pub single: String,
    pub bundle: String,
    pub junior_plain: String,
    pub junior_other: String,
}

pub async fn closed(app: &TestApp) -> Closed<'_> {
    let mut t = open(app).await;
    let mut ids = Vec::new();
    for (lots, value) in [(&[PLAIN][..], 50), (&[PLAIN, OTHER][..], 75)] {
        ids.push(id_of(&t.bid(&t.senior.0, lots, value, Some("甲")).await.expect(201)));
    }
    for (lot, value) in [(PLAIN, 40), (OTHER, 30)] {
        ids.push(id_of(&t.bid(&t.junior.0, &[lot], value, None).await.expect(201)));
    }
    t.bid(&t.part_time.0, &[OTHER], 10, None).await.expect(201);
    close(
        app,
        &mut [
            &mut t.staff.supervisor,
            &mut t.staff.group,
            &mut t.senior.0,
            &mut t.junior.0,
            &mut t.part_time.0,
        ],
    )
    .await;
    let mut ids = ids.into_iter();
    let mut next = || ids.next().unwrap();
    Closed { single: next(), bundle: next(), junior_plain: next(), junior_other: next(), tender: t }
}

impl Closed<'_> {
    pub async fn state(&self) -> String {
        now(&self.tender.staff.supervisor, &self.tender.round).await["state"].as_str().unwrap().to_owned()
    }

    pub async fn result(&self, by: &Person<'_>) -> Answer {
        self.tender.get(by, "/result").await
    }

    pub async fn announce(&self) -> Value {
        let round = now(&self.tender.staff.supervisor, &self.tender.round).await;
        act(&self.tender.staff.supervisor, &path(&round, "/announce"), version(&round), None)
            .await
            .expect(200)
    }
}

fn of<'v>(list: &'v Value, bid: &str) -> &'v Value {
    list.as_array().unwrap().iter().find(|b| b["bid_id"] == bid).unwrap()
}

#[actix_web::test]
async fn a_closed_book_is_cleared_verified_and_read_once_announced() {
    let app = TestApp::new().await;
    let c = closed(&app).await;
    let supervisor = &c.tender.staff.supervisor;
    let queued = c.tender.get(supervisor, "/clear").await.expect(200);
    assert_eq!((queued["state"].as_str(), queued["revision"].as_i64()), (Some("queued"), Some(1)));
    supervisor.get(&format!("/api/v1/jobs/{}", queued["job_id"].as_str().unwrap())).await.expect(200);
    c.result(supervisor).await.refused(404, "not_found");
    drain(&app.app).unwrap();
    assert_eq!(c.state().await, "cleared");
    assert_eq!(c.tender.get(supervisor, "/clear").await.expect(200)["state"], "done");

    // The file verifies against the exported book, without the server.
    let file = c.tender.get(supervisor, "/award").await;
    assert_eq!(file.status, 200);
    let award = Award::from_json(&file.bytes).unwrap();
    let book = c.tender.get(supervisor, "/book/instance").await;
    verify(&Instance::from_json(&book.bytes).unwrap(), &award).unwrap();
    assert_eq!((award.value, award.bound), (80, 80));

    let r = c.result(supervisor).await.expect(200);
    assert_eq!((r["status"].as_str(), r["value"].as_i64()), (Some("optimal"), Some(80)));
    assert_eq!(r["winners"].as_array().unwrap().len(), 2);
    assert_eq!(of(&r["winners"], &c.single)["value"], 50);
    let lost = of(&r["losers"], &c.bundle);
    assert_eq!(lost["short_by"], 5);
    let mut beaten: Vec<&str> =
        lost["beaten_by"].as_array().unwrap().iter().map(|b| b.as_str().unwrap()).collect();
    beaten.sort_unstable();
    let mut winners = [c.single.as_str(), c.junior_other.as_str()];
    winners.sort_unstable();
    assert_eq!(beaten, winners);
    assert_eq!(of(&r["losers"], &c.junior_plain)["beaten_by"], json!([c.single]));
    assert_eq!(of(&r["losers"], &c.junior_plain)["short_by"], 10);
    let unallocated: Vec<&str> =
        r["unallocated_lots"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
    assert_eq!(unallocated.len(), 2);
    assert!(unallocated.contains(&c.tender.lots[CREDIT].as_str()));
    let senior = r["managers"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["manager_id"] == c.tender.senior.1.to_string())
        .unwrap();
    assert_eq!((senior["lots"].as_i64(), senior["value"].as_i64()), (Some(1), Some(50)));
    assert_eq!(senior["clients_after"].as_i64().unwrap() - senior["clients_before"].as_i64().unwrap(), 1);
    let assignments = c.tender.get(supervisor, "/assignments").await.expect(200);
    let assigned = assignments["items"].as_array().unwrap().iter().filter(|a| !a["manager_id"].is_null());
    assert_eq!(assigned.count(), 2);

    // Participants read it once it was announced, others never.
    c.result(&c.tender.senior.0).await.refused(404, "not_found");
    c.tender.get(&c.tender.junior.0, "/award").await.refused(404, "not_found");
    assert_eq!(c.announce().await["state"], "notice");
    assert_eq!(c.result(&c.tender.senior.0).await.expect(200)["value"], 80);
    c.tender.get(&c.tender.junior.0, "/award").await.expect(200);
    let (outsider, _) = app
        .rm(
            "周外",
            c.tender.staff.branch,
            kejing::staffing::model::ManagerClass::A,
            kejing::staffing::model::Grade::Senior,
        )
        .await;
    c.result(&outsider).await.refused(403, "not_participant");
    c.tender.get(&c.tender.senior.0, "/clear").await.refused(403, "forbidden");
}

#[actix_web::test]
async fn clearing_twice_or_by_hand_changes_nothing_and_needs_a_closed_round() {
    let app = TestApp::new().await;
    let c = closed(&app).await;
    let supervisor = &c.tender.staff.supervisor;
    let clear = path(&c.tender.round, "/clear");
    let queued = c.tender.get(supervisor, "/clear").await.expect(200);
    let again = supervisor.post(&clear, json!({})).await.expect(202);
    assert_eq!(again["job_id"], queued["job_id"], "one that waits already");
    c.tender.senior.0.post(&clear, json!({})).await.refused(403, "forbidden");
    drain(&app.app).unwrap();
    let first = c.tender.get(supervisor, "/award").await.bytes;
    supervisor.post(&clear, json!({})).await.refused(409, "round_state");
    drain(&app.app).unwrap();
    assert_eq!(c.tender.get(supervisor, "/award").await.bytes, first);
}

#[actix_web::test]
async fn a_clearing_that_is_asked_to_stop_ends_with_what_it_has() {
    let app = TestApp::new().await;
    let c = closed(&app).await;
    let supervisor = &c.tender.staff.supervisor;
    let stop = path(&c.tender.round, "/clear/stop");
    supervisor.request(actix_web::http::Method::POST, &stop, None, &[]).await.expect(202);
    drain(&app.app).unwrap();
    assert_eq!(c.state().await, "cleared");
    let r = c.result(supervisor).await.expect(200);
    assert!(r["bound"].as_i64().unwrap() >= r["value"].as_i64().unwrap());
    supervisor.request(actix_web::http::Method::POST, &stop, None, &[]).await.refused(404, "not_found");
}
