//! Bidding: what is accepted, what is refused and by which clause.

use actix_web::http::Method;
use kejing::db::schema::{bid_versions, managers};
use kejing::staffing::model::{Grade, ManagerClass, ManagerState};
use serde_json::{Value, json};

use super::{CORE, CREDIT, OTHER, PLAIN, Tender, close, id_of, open, published_tender, verifies};
use crate::rounds::bank::{at, go_to};
use crate::support::TestApp;

async fn receipt_keys(app: &TestApp) -> Value {
    app.anonymous(Method::GET, "/api/v1/receipt-keys", None).await.expect(200)
}

/// The reasons in a refusal: pointer, code, clause.
fn reasons(problem: &Value) -> Vec<(String, String, String)> {
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| (text(&e["pointer"]), text(&e["code"]), text(&e["clause"])))
        .collect()
}

fn only(problem: &Value) -> (String, String) {
    let all = reasons(problem);
    assert_eq!(all.len(), 1, "{problem}");
    (all[0].1.clone(), all[0].2.clone())
}

#[actix_web::test]
async fn an_accepted_bid_comes_with_a_receipt_that_anybody_can_check() {
    let app = TestApp::new().await;
    let t = open(&app).await;
    let placed = t.bid(&t.senior.0, &[CREDIT, PLAIN], 120, Some("甲")).await.expect(201);
    let keys = receipt_keys(&app).await;
    assert!(verifies(&keys, &placed["receipt"]));
    let mut forged = placed["receipt"].clone();
    forged["message"] = json!(forged["message"].as_str().unwrap().replace("placed\"", "changed\""));
    assert!(!verifies(&keys, &forged));
    let message: Value = serde_json::from_str(placed["receipt"]["message"].as_str().unwrap()).unwrap();
    assert_eq!(message["digest"], placed["receipt"]["digest"]);
    assert_eq!(message["manager"], json!(t.senior.1));
    let again = t.get(&t.senior.0, &format!("/bids/{}/receipt", id_of(&placed))).await.expect(200);
    assert_eq!(again, placed["receipt"]);
    let mine = t.get(&t.senior.0, "/bids").await.expect(200);
    assert_eq!(mine["items"], json!([placed["bid"]]));
}

#[actix_web::test]
async fn a_repetition_gets_the_same_bid_and_receipt_and_another_body_is_refused() {
    let app = TestApp::new().await;
    let mut t = open(&app).await;
    let body = t.body(&[PLAIN], 55, None);
    let first = t.senior.0.post_with_key(&t.bids(""), body.clone(), "key-0001").await.expect(201);
    let second = t.senior.0.post_with_key(&t.bids(""), body.clone(), "key-0001").await.expect(201);
    assert_eq!(first, second);
    let other = t.body(&[PLAIN], 56, None);
    t.senior
        .0
        .post_with_key(&t.bids(""), other.clone(), "key-0001")
        .await
        .refused(422, "idempotency_key_reused");
    assert_eq!(t.get(&t.senior.0, "/bids").await.expect(200)["items"].as_array().unwrap().len(), 1);
    // The key of the round is gone after closing; the answer is still the same, and another body still refused.
    close(&app, &mut [&mut t.senior.0]).await;
    let late = t.senior.0.post_with_key(&t.bids(""), body, "key-0001").await.expect(201);
    assert_eq!(late["receipt"], first["receipt"]);
    t.senior
        .0
        .post_with_key(&t.bids(""), other.clone(), "key-0001")
        .await
        .refused(422, "idempotency_key_reused");
    t.senior.0.post_with_key(&t.bids(""), other, "key-0002").await.refused(409, "bidding_closed");
}

#[actix_web::test]
async fn one_second_late_is_late_and_too_early_is_too_early() {
    let app = TestApp::new().await;
    let mut t = published_tender(&app).await;
    t.bid(&t.senior.0, &[PLAIN], 10, None).await.refused(409, "round_state");
    // The job that opens has not looked: the clock decides.
    app.set_time(at(1));
    t.senior.0.sign_in().await;
    let placed = t.bid(&t.senior.0, &[PLAIN], 10, None).await.expect(201);
    let closes = at(10);
    app.set_time(closes.plus(chrono::Duration::microseconds(-1)));
    t.senior.0.sign_in().await;
    let last = t.bid(&t.senior.0, &[OTHER], 10, None).await.expect(201);
    // The job that closes has not looked either.
    app.set_time(closes);
    let refused = t.bid(&t.senior.0, &[OTHER], 11, None).await.refused(409, "bidding_closed");
    assert_eq!(refused["clause"], "D9.1");
    t.change(&t.senior.0, &id_of(&placed), 1, t.body(&[PLAIN], 20, None))
        .await
        .refused(409, "bidding_closed");
    t.withdraw(&t.senior.0, &id_of(&placed), 1).await.refused(409, "bidding_closed");
    go_to(&app, 10, &mut [&mut t.senior.0]).await;
    let book = t.get(&t.senior.0, "/book").await.expect(200);
    let ids: Vec<&Value> = book["bids"].as_array().unwrap().iter().map(|b| &b["id"]).collect();
    assert_eq!(ids.len(), 2);
    assert!(ids.contains(&&placed["bid"]["id"]) && ids.contains(&&last["bid"]["id"]));
}

#[actix_web::test]
async fn each_version_is_kept_with_its_receipt() {
    let app = TestApp::new().await;
    let t = open(&app).await;
    let keys = receipt_keys(&app).await;
    let id = id_of(&t.bid(&t.senior.0, &[PLAIN], 10, None).await.expect(201));
    let changed = t.change(&t.senior.0, &id, 1, t.body(&[PLAIN, OTHER], 25, None)).await.expect(200);
    assert_eq!(
        (changed["bid"]["version"].as_i64(), changed["receipt"]["step"].as_str()),
        (Some(2), Some("changed"))
    );
    t.change(&t.senior.0, &id, 1, t.body(&[PLAIN], 11, None)).await.refused(412, "version_moved");
    let gone = t.withdraw(&t.senior.0, &id, 2).await.expect(200);
    assert_eq!(gone["receipt"]["digest"], Value::Null);
    assert!(verifies(&keys, &gone["receipt"]));
    // A lost answer: taking it back again answers the same.
    assert_eq!(t.withdraw(&t.senior.0, &id, 2).await.expect(200), gone);
    t.withdraw(&t.senior.0, &id, 3).await.refused(409, "bid_withdrawn");
    t.change(&t.senior.0, &id, 3, t.body(&[PLAIN], 11, None)).await.refused(409, "bid_withdrawn");
    for (version, value) in [(1, 10), (2, 25)] {
        let r = t.get(&t.senior.0, &format!("/bids/{id}/receipt?version={version}")).await.expect(200);
        assert!(verifies(&keys, &r));
        assert_eq!(r["body"]["value"], json!(value));
    }
    t.get(&t.senior.0, &format!("/bids/{id}/receipt?version=4")).await.refused(404, "not_found");
    let kept: i64 = app
        .app
        .db()
        .read(|conn| {
            use diesel::prelude::*;
            Ok(bid_versions::table.count().get_result(conn)?)
        })
        .unwrap();
    assert_eq!(kept, 3);
}

#[actix_web::test]
async fn what_a_bid_says_is_checked() {
    let app = TestApp::new().await;
    let t = open(&app).await;
    let who = &t.senior.0;
    let twice = json!({ "kind": "bundle", "lots": [t.lots[0], t.lots[0]], "value": 5 });
    assert_eq!(only(&who.post(&t.bids(""), twice).await.refused(422, "invalid_body")).0, "duplicate");
    let two = json!({ "kind": "single", "lots": [t.lots[0], t.lots[3]], "value": 5 });
    assert_eq!(only(&who.post(&t.bids(""), two).await.refused(422, "invalid_body")).0, "lots_of_kind");
    let unknown = json!({ "kind": "single", "lots": [uuid::Uuid::now_v7()], "value": 5 });
    let refused = who.post(&t.bids(""), unknown).await.refused(422, "invalid_body");
    assert_eq!(reasons(&refused)[0].0, "/lots/0");
    for value in [0, -1, 1_000_000_001] {
        t.bid(who, &[PLAIN], value, None).await.refused(422, "invalid_body");
    }
    t.bid(who, &[PLAIN], 5, Some("")).await.refused(422, "invalid_body");
    let key = who.request(Method::POST, &t.bids(""), Some(t.body(&[PLAIN], 5, None)), &[]).await;
    key.refused(400, "idempotency_key_missing");
}

#[actix_web::test]
async fn a_bid_reaches_the_sum_of_the_reserves() {
    use crate::rounds::bank::{act, draft, path, put, version, with_participants};
    let app = TestApp::new().await;
    let t = published_tender(&app).await;
    let free = [
        crate::rounds::bank::client(&app, t.staff.branch, "戊厂", None, crate::rounds::bank::Sort::default()),
        crate::rounds::bank::client(&app, t.staff.branch, "己厂", None, crate::rounds::bank::Sort::default()),
    ];
    let round = draft(&t.staff, "open_tender").await;
    let lots = json!({ "lots": [
        { "client_ids": [free[0]], "reserve_value": 40 }, { "client_ids": [free[1]], "reserve_value": 60 },
    ] });
    let round = put(&t.staff.supervisor, &path(&round, "/lots"), version(&round), lots).await.expect(200);
    let round = with_participants(&t.staff, &round, &[t.senior.1]).await;
    let round = act(&t.staff.supervisor, &path(&round, "/publish"), version(&round), None).await.expect(200);
    let lots = crate::rounds::bank::lots(&t.staff.supervisor, &round).await;
    let mut t = Tender { round, lots, ..t };
    go_to(&app, 2, &mut [&mut t.senior.0]).await;
    let refused = t.bid(&t.senior.0, &[0, 1], 99, None).await.refused(422, "bid_below_reserve");
    assert_eq!(refused["clause"], "D9.5");
    t.bid(&t.senior.0, &[0, 1], 100, None).await.expect(201);
}

#[actix_web::test]
async fn each_refusal_cites_its_clause() {
    let app = TestApp::new().await;
    let mut t = open(&app).await;
    let grade = t.bid(&t.junior.0, &[CORE], 10, None).await.refused(422, "bid_ineligible");
    assert_eq!(grade["clause"], "E4.2");
    assert!(reasons(&grade).contains(&("/lots/0".into(), "grade_too_low".into(), "E4.2".into())));
    let class = t.bid(&t.part_time.0, &[CREDIT], 10, None).await.refused(422, "bid_ineligible");
    assert_eq!(
        (class["clause"].as_str(), only(&class)),
        (Some("D6"), ("class_b_credit".into(), "D6".into()))
    );
    // A bundle says which of its lots is at fault.
    let bundle = t.bid(&t.part_time.0, &[PLAIN, CREDIT], 10, None).await.refused(422, "bid_ineligible");
    assert_eq!(reasons(&bundle)[0].0, "/lots/1");
    // Not taking part, and of another branch.
    let (outsider, _) = app.rm("周四", t.staff.branch, ManagerClass::A, Grade::Senior).await;
    let refused = t.bid(&outsider, &[PLAIN], 10, None).await.refused(403, "not_participant");
    assert_eq!(refused["clause"], "D9.1");
    let elsewhere = app.branch("B02", "城西支行");
    let (stranger, _) = app.rm("吴五", elsewhere, ManagerClass::A, Grade::Senior).await;
    t.bid(&stranger, &[PLAIN], 10, None).await.refused(404, "not_found");
    // Standing lost after publication.
    app.app
        .db()
        .write(|conn| {
            use diesel::prelude::*;
            Ok(diesel::update(managers::table.find(t.junior.1))
                .set(managers::state.eq(ManagerState::Suspended))
                .execute(conn)?)
        })
        .unwrap();
    t.junior.0.sign_in().await;
    let standing = t.bid(&t.junior.0, &[PLAIN], 10, None).await.refused(422, "bid_ineligible");
    assert_eq!(only(&standing), ("no_standing".into(), "D4".into()));
}

#[actix_web::test]
async fn limits_hold_for_a_whole_bid() {
    use crate::rounds::bank::{act, draft, path, put, version, with_lots};
    let app = TestApp::new().await;
    let mut t = published_tender(&app).await;
    let sort = crate::rounds::bank::Sort { loan: 400, ..Default::default() };
    let clients: Vec<_> = ["戊厂", "己厂"]
        .iter()
        .map(|n| crate::rounds::bank::client(&app, t.staff.branch, n, None, sort))
        .collect();
    let round = draft(&t.staff, "open_tender").await;
    let round = with_lots(&t.staff, &round, &clients).await;
    let body = json!({ "participants": [
        { "manager_id": t.senior.1, "capacity": 1 }, { "manager_id": t.junior.1, "max_exposure_fen": 799 },
    ] });
    let round =
        put(&t.staff.supervisor, &path(&round, "/participants"), version(&round), body).await.expect(200);
    t.round = act(&t.staff.supervisor, &path(&round, "/publish"), version(&round), None).await.expect(200);
    t.lots = crate::rounds::bank::lots(&t.staff.supervisor, &t.round).await;
    go_to(&app, 2, &mut [&mut t.senior.0, &mut t.junior.0]).await;
    let full = t.bid(&t.senior.0, &[0, 1], 10, None).await.refused(422, "bid_ineligible");
    assert_eq!(reasons(&full), [("/lots".into(), "capacity".into(), "E4.2".into())]);
    let owed = t.bid(&t.junior.0, &[0, 1], 10, None).await.refused(422, "bid_ineligible");
    assert_eq!(reasons(&owed), [("/lots".into(), "exposure".into(), "E4.2".into())]);
    // One by one each fits; the clearing sees to it that not both win.
    for lot in [0, 1] {
        t.bid(&t.senior.0, &[lot], 10, None).await.expect(201);
        t.bid(&t.junior.0, &[lot], 11, None).await.expect(201);
    }
    let terms = t.get(&t.junior.0, "/my-terms").await.expect(200);
    assert_eq!((terms["max_exposure_fen"].as_i64(), terms["accepting"].as_bool()), (Some(799), Some(true)));
}

#[actix_web::test]
async fn my_terms_say_beforehand_what_a_bid_would_be_refused_for() {
    let app = TestApp::new().await;
    let t = open(&app).await;
    let terms = t.get(&t.part_time.0, "/my-terms").await.expect(200);
    let by_lot: Vec<(String, Vec<String>)> = terms["lots"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| {
            let codes =
                l["reasons"].as_array().unwrap().iter().map(|r| r["code"].as_str().unwrap().to_owned());
            (l["lot_id"].as_str().unwrap().to_owned(), codes.collect())
        })
        .collect();
    assert_eq!(by_lot[PLAIN], (t.lots[PLAIN].clone(), vec![]));
    assert_eq!(by_lot[CREDIT].1, ["class_b_credit"]);
    assert_eq!(by_lot[CORE].1, ["grade_too_low"]);
    assert_eq!(terms["bids_left"], 1_000);
    t.get(&t.staff.supervisor, "/my-terms").await.refused(403, "forbidden");
}
