//! Closing: what is frozen, what is published, and that anybody can repeat it.

use std::path::Path;
use std::process::Command;

use diesel::prelude::*;
use kejing::allocation::rounds::model::RoundId;
use kejing::allocation::tender::book::BookChange;
use kejing::allocation::tender::service as tender;
use kejing::auth::Actor;
use kejing::db::Json;
use kejing::db::schema::{audit_chain, audit_heads, audit_log, managers, round_keys, rounds};
use kejing::policy::Policy;
use kejing::policy::model::{PolicyId, PolicyState, PolicyVersion};
use kejing::staffing::model::ManagerState;
use serde_json::{Value, json};

use super::{CORE, CREDIT, OTHER, PLAIN, Tender, close, id_of, open, published_tender, verifies};
use crate::rounds::bank::{act, now, path, version};
use crate::support::{TestApp, day, start_of_tests};

fn round_id(t: &Tender<'_>) -> RoundId {
    t.round["id"].as_str().unwrap().parse().unwrap()
}

/// Writes what is published to files and lets the second program recompute it; returns its draws.
async fn recomputed(t: &Tender<'_>, receipts: Vec<Value>) -> Result<Vec<(String, u32)>, String> {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| std::fs::write(dir.path().join(name), bytes).unwrap();
    for (name, rest) in [
        ("round.json", ""),
        ("book.json", "/book"),
        ("digests.json", "/digests"),
        ("instance.json", "/book/instance"),
    ] {
        let answer = t.get(&t.staff.supervisor, rest).await;
        assert_eq!(answer.status, 200, "{rest}");
        file(name, &answer.bytes);
    }
    file("receipts.json", json!(receipts).to_string().as_bytes());
    run_script(dir.path())
}

fn run_script(dir: &Path) -> Result<Vec<(String, u32)>, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify_book.py");
    let out = Command::new("python3").arg(script).arg(dir).output().unwrap();
    if !out.status.success() {
        return Err(String::from_utf8_lossy(&out.stderr).into_owned());
    }
    let text = String::from_utf8(out.stdout).unwrap();
    let line = |l: &str| l.split_once(' ').map(|(id, draw)| (id.to_owned(), draw.parse().unwrap())).unwrap();
    Ok(text.lines().map(line).collect())
}

#[actix_web::test]
async fn a_second_program_recomputes_digests_book_seed_and_draw() {
    let app = TestApp::new().await;
    let mut t = open(&app).await;
    let kept = t.bid(&t.senior.0, &[CREDIT, CORE], 900, Some("组 \"一\"")).await.expect(201);
    let other = t.bid(&t.senior.0, &[PLAIN], 40, Some("组 \"一\"")).await.expect(201);
    t.bid(&t.junior.0, &[PLAIN, OTHER], 70, None).await.expect(201);
    let changed = t.bid(&t.part_time.0, &[OTHER], 10, None).await.expect(201);
    let changed = t.change(&t.part_time.0, &id_of(&changed), 1, t.body(&[OTHER], 12, None)).await.expect(200);
    let gone = t.bid(&t.part_time.0, &[PLAIN], 33, None).await.expect(201);
    let withdrawal = t.withdraw(&t.part_time.0, &id_of(&gone), 1).await.expect(200);
    close(&app, &mut [&mut t.senior.0, &mut t.part_time.0, &mut t.staff.supervisor]).await;

    let keys = app.anonymous(actix_web::http::Method::GET, "/api/v1/receipt-keys", None).await.expect(200);
    let mut receipts = Vec::new();
    for (who, placed) in [(&t.senior, &kept), (&t.senior, &other), (&t.part_time, &changed)] {
        let r = t.get(&who.0, &format!("/bids/{}/receipt", id_of(placed))).await.expect(200);
        assert_eq!(r, placed["receipt"], "a receipt is the same before and after closing");
        assert!(verifies(&keys, &r));
        receipts.push(json!({ "manager": who.1, "receipt": r }));
    }
    let draws = recomputed(&t, receipts.clone()).await.unwrap();
    let digests = t.get(&t.senior.0, "/digests").await.expect(200);
    let seed = hex::decode(digests["seed"].as_str().unwrap()).unwrap();
    assert_eq!(draws.len(), 4);
    for (bid, draw) in &draws {
        assert_eq!(kejing_clearing::draw(&seed, bid), *draw);
    }
    // What was superseded or withdrawn is not in the book and can never be opened.
    let book = t.get(&t.senior.0, "/book").await.expect(200);
    assert!(!book.to_string().contains(&id_of(&gone)));
    assert!(book["bids"].as_array().unwrap().iter().all(|b| b["value"] != 10));
    for (id, version) in [(id_of(&changed), 1), (id_of(&gone), 1)] {
        let r = t.get(&t.part_time.0, &format!("/bids/{id}/receipt?version={version}")).await.expect(200);
        assert_eq!((&r["salt"], &r["body"]), (&Value::Null, &Value::Null));
        assert!(verifies(&keys, &r));
    }
    let r = t.get(&t.part_time.0, &format!("/bids/{}/receipt", id_of(&gone))).await.expect(200);
    assert_eq!(r, withdrawal["receipt"]);
    let mine = t.get(&t.part_time.0, "/bids").await.expect(200);
    assert_eq!(mine["items"][0]["body"], changed["bid"]["body"]);
    assert_eq!((&mine["items"][0]["outcome"], &mine["items"][1]["body"]), (&json!("live"), &Value::Null));
    // The script is no rubber stamp.
    receipts[0]["receipt"]["digest"] = json!("00");
    assert!(recomputed(&t, receipts).await.unwrap_err().contains("receipt's digest"));
}

#[actix_web::test]
async fn the_key_is_gone_and_the_book_is_anchored_before_the_draw() {
    let app = TestApp::new().await;
    let mut t = open(&app).await;
    t.bid(&t.senior.0, &[PLAIN], 7, None).await.expect(201);
    close(&app, &mut [&mut t.senior.0]).await;
    kejing::audit::service::seal(&app.app).unwrap();
    let id = round_id(&t);
    let (key, destroyed): (Option<Vec<u8>>, Option<kejing::db::Ts>) = app
        .app
        .db()
        .read(|conn| {
            Ok(round_keys::table
                .find(id)
                .select((round_keys::wrapped_key, round_keys::destroyed_at))
                .first(conn)?)
        })
        .unwrap();
    assert!(key.is_none() && destroyed.is_some());
    let place = |action: &str| -> i64 {
        let action = action.to_owned();
        app.app
            .db()
            .read(|conn| {
                Ok(audit_chain::table
                    .inner_join(audit_log::table.on(audit_log::id.eq(audit_chain::audit_id)))
                    .filter(audit_log::action.eq(&action))
                    .select(audit_chain::idx)
                    .first(conn)?)
            })
            .unwrap()
    };
    let heads: Vec<i64> = app
        .app
        .db()
        .read(|conn| {
            Ok(audit_heads::table
                .filter(audit_heads::reason.eq("book"))
                .select(audit_heads::idx)
                .load(conn)?)
        })
        .unwrap();
    let (frozen, revealed) = (place("freeze_book"), place("reveal_draw"));
    assert!(heads.iter().any(|h| frozen <= *h && *h < revealed), "{frozen} {heads:?} {revealed}");
    assert!(kejing::audit::service::verify(&app.app).unwrap().ok);
    // Again and again: nothing more happens.
    let before = now(&t.senior.0, &t.round).await;
    tender::close(&app.app, id).unwrap();
    tender::close_due(&app.app).unwrap();
    assert_eq!(now(&t.senior.0, &t.round).await, before);
    assert_eq!((&before["state"], &before["book_revision"]), (&json!("closed"), &json!(1)));
}

#[actix_web::test]
async fn a_closing_that_stopped_half_way_goes_on() {
    let app = TestApp::new().await;
    let mut t = open(&app).await;
    t.bid(&t.senior.0, &[PLAIN], 7, None).await.expect(201);
    let id = round_id(&t);
    // As if the server had died after the state moved and before the book was frozen.
    app.app
        .db()
        .write(|conn| {
            use kejing::allocation::rounds::model::RoundState;
            Ok(diesel::update(rounds::table.find(id))
                .set(rounds::state.eq(RoundState::Closed))
                .execute(conn)?)
        })
        .unwrap();
    t.get(&t.senior.0, "/book").await.refused(404, "not_found");
    close(&app, &mut [&mut t.senior.0]).await;
    assert_eq!(t.get(&t.senior.0, "/book").await.expect(200)["bids"][0]["value"], 7);
    assert!(t.get(&t.senior.0, "/digests").await.expect(200)["seed"].is_string());
}

#[actix_web::test]
async fn eligibility_is_evaluated_again_into_the_book() {
    let app = TestApp::new().await;
    let mut t = open(&app).await;
    let lost = t.bid(&t.junior.0, &[PLAIN], 50, None).await.expect(201);
    t.bid(&t.senior.0, &[PLAIN], 40, None).await.expect(201);
    app.app
        .db()
        .write(|conn| {
            Ok(diesel::update(managers::table.find(t.junior.1))
                .set(managers::state.eq(ManagerState::Suspended))
                .execute(conn)?)
        })
        .unwrap();
    close(&app, &mut [&mut t.senior.0, &mut t.junior.0, &mut t.staff.supervisor]).await;
    let book = t.get(&t.senior.0, "/book").await.expect(200);
    assert_eq!(book["bids"].as_array().unwrap().len(), 1);
    let excluded = &book["excluded"][0];
    assert_eq!(excluded["bid"]["id"], json!(id_of(&lost)));
    assert_eq!(excluded["reasons"], json!([{ "code": "no_standing", "clause": "D4" }]));
    assert_eq!(t.get(&t.senior.0, "/digests").await.expect(200)["items"].as_array().unwrap().len(), 2);
    recomputed(&t, Vec::new()).await.unwrap();
}

#[actix_web::test]
async fn the_draw_waits_for_the_figure_that_was_named() {
    let app = TestApp::new().await;
    let policy = Policy { draw_beacon: Some("上证指数收盘".into()), ..Policy::default() };
    let row = PolicyVersion {
        id: PolicyId::new(),
        number: 1,
        effective_from: day(2026, 1, 1),
        body: Json::of(&policy).unwrap(),
        note: "试".into(),
        state: PolicyState::Adopted,
        proposed_by: None,
        created_at: start_of_tests(),
        adopted_at: Some(start_of_tests()),
    };
    app.app.db().write(|conn| Ok(kejing::policy::store::insert_version(conn, &row)?)).unwrap();
    let mut t = open(&app).await;
    t.bid(&t.senior.0, &[PLAIN], 7, None).await.expect(201);
    let beacon = path(&t.round, "/beacon");
    let figure = json!({ "figure": "4012.33" });
    t.staff.supervisor.post(&beacon, figure.clone()).await.refused(409, "round_state");
    close(&app, &mut [&mut t.senior.0, &mut t.staff.supervisor]).await;
    let waiting = t.get(&t.senior.0, "/digests").await.expect(200);
    assert_eq!((&waiting["seed"], &waiting["secret"]), (&Value::Null, &Value::Null));
    assert_eq!(waiting["beacon_name"], "上证指数收盘");
    t.senior.0.post(&beacon, figure.clone()).await.refused(403, "forbidden");
    let entered = t.staff.supervisor.post(&beacon, figure.clone()).await.expect(200);
    assert!(entered["seed"].is_string());
    assert_eq!(t.staff.supervisor.post(&beacon, figure).await.expect(200), entered);
    t.staff.supervisor.post(&beacon, json!({ "figure": "4012.34" })).await.refused(409, "conflict");
    recomputed(&t, Vec::new()).await.unwrap();
}

#[actix_web::test]
async fn bids_of_a_cancelled_round_are_never_read() {
    let app = TestApp::new().await;
    let t = open(&app).await;
    let placed = t.bid(&t.senior.0, &[PLAIN], 7, None).await.expect(201);
    let round = now(&t.staff.supervisor, &t.round).await;
    let reason = json!({ "reason": "名单有误" });
    act(&t.staff.supervisor, &path(&round, "/cancel"), version(&round), Some(reason)).await.expect(200);
    let id = round_id(&t);
    let key: Option<Vec<u8>> = app
        .app
        .db()
        .read(|conn| Ok(round_keys::table.find(id).select(round_keys::wrapped_key).first(conn)?))
        .unwrap();
    assert!(key.is_none());
    let r = t.get(&t.senior.0, &format!("/bids/{}/receipt", id_of(&placed))).await.expect(200);
    assert_eq!((&r["body"], &r["digest"]), (&Value::Null, &placed["receipt"]["digest"]));
    t.get(&t.senior.0, "/book").await.refused(404, "not_found");
    t.bid(&t.senior.0, &[PLAIN], 8, None).await.refused(409, "round_state");
    tender::close(&app.app, id).unwrap();
    assert_eq!(now(&t.senior.0, &t.round).await["state"], "cancelled");
}

#[actix_web::test]
async fn an_amended_book_says_what_changed_and_keeps_the_seed() {
    let app = TestApp::new().await;
    let mut t = open(&app).await;
    let out = t.bid(&t.junior.0, &[PLAIN], 50, None).await.expect(201);
    t.bid(&t.senior.0, &[PLAIN], 40, None).await.expect(201);
    close(&app, &mut [&mut t.senior.0, &mut t.staff.supervisor]).await;
    let first = t.get(&t.senior.0, "/digests").await.expect(200);
    let id = round_id(&t);
    app.app
        .write_as(&Actor::Operator, |cx| {
            let round = kejing::allocation::tender::store::find_round(cx.conn, id)?;
            let change = BookChange::ExcludeBid { bid: id_of(&out).parse().unwrap() };
            tender::amend_book(cx, &round, &[change], "异议成立", None)
        })
        .unwrap();
    let book = t.get(&t.senior.0, "/book").await.expect(200);
    assert_eq!(
        (&book["revision"], &book["changes"][0]["change"]["kind"]),
        (&json!(2), &json!("exclude_bid"))
    );
    let second = t.get(&t.senior.0, "/digests").await.expect(200);
    assert_eq!((&second["seed"], &second["items"]), (&first["seed"], &first["items"]));
    assert_ne!(second["book_digest"], first["book_digest"]);
    recomputed(&t, Vec::new()).await.unwrap();
    assert_eq!(t.get(&t.senior.0, "/book?revision=1").await.expect(200)["revision"], 1);
    t.get(&t.senior.0, "/book?revision=3").await.refused(404, "not_found");
}

#[actix_web::test]
async fn a_tender_that_nobody_bid_in_closes_too() {
    let app = TestApp::new().await;
    let mut t = published_tender(&app).await;
    // The job slept from before the opening to after the closing.
    close(&app, &mut [&mut t.senior.0, &mut t.staff.supervisor]).await;
    assert_eq!(now(&t.senior.0, &t.round).await["state"], "closed");
    assert_eq!(t.get(&t.senior.0, "/book").await.expect(200)["bids"], json!([]));
    recomputed(&t, Vec::new()).await.unwrap();
}
