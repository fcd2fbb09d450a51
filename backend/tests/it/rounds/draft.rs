//! A round in the making: lots, participants, publication, cancellation.

use kejing::auth::Role;
use kejing::clients::model::Standing;
use kejing::staffing::model::{Grade, ManagerClass};
use serde_json::json;

use super::bank::*;
use crate::support::TestApp;

fn plain(deposit: i64) -> Sort {
    Sort { deposit, ..Sort::default() }
}

#[actix_web::test]
async fn a_round_is_made_filled_and_published() {
    let app = TestApp::new().await;
    let staff = staff(&app, "B01").await;
    let (_, manager) = app.rm("张三", staff.branch, ManagerClass::A, Grade::Senior).await;
    let a = client(&app, staff.branch, "宁波甲有限公司", None, plain(90_000));
    let b = client(
        &app,
        staff.branch,
        "王小二",
        None,
        Sort { person: true, deposit: 100, loan: 700, ..Sort::default() },
    );
    let round = draft(&staff, "open_tender").await;
    assert_eq!((round["code"].as_str(), round["state"].as_str()), (Some("B01-2026-001"), Some("draft")));
    assert!(round["may"].as_array().unwrap().contains(&json!("publish_round")));
    let round = with_lots(&staff, &round, &[a, b]).await;
    let round = with_participants(&staff, &round, &[manager]).await;
    assert_eq!((round["lots"].as_i64(), round["participants"].as_i64()), (Some(2), Some(1)));
    let page = staff.supervisor.get(&path(&round, "/lots")).await.expect(200);
    let lots = page["items"].as_array().unwrap();
    assert_eq!(lots[0]["worth_fen"], 90_000);
    assert_eq!(
        (lots[1]["exposure_fen"].as_i64(), lots[1]["clients"][0]["has_credit"].as_bool()),
        (Some(700), Some(true))
    );
    let shown = staff.supervisor.get(&path(&round, "/participants")).await.expect(200);
    assert_eq!(shown["items"][0]["capacity"], 200, "a senior may hold 200 and holds none");
    let done = act(&staff.supervisor, &path(&round, "/publish"), version(&round), None).await.expect(200);
    assert_eq!((done["state"].as_str(), done["policy_number"].as_i64()), (Some("published"), Some(0)));
    assert_eq!(done["secret_digest"].as_str().unwrap().len(), 64);
    let events = staff.supervisor.get(&path(&round, "/events")).await.expect(200);
    assert_eq!(events["items"].as_array().unwrap().len(), 2);
    // What stands is not edited.
    let refused = put(&staff.supervisor, &path(&round, "/lots"), version(&done), json!({"lots": []}))
        .await
        .refused(409, "round_state");
    assert_eq!(refused["clause"], "D9.1");
}

#[actix_web::test]
async fn a_draft_says_what_it_lacks_each_at_its_field() {
    let app = TestApp::new().await;
    let staff = staff(&app, "B01").await;
    let body = json!({"name": "空", "branch_id": staff.branch, "method": "open_tender"});
    let round = staff.supervisor.post("/api/v1/rounds", body).await.expect(201);
    let refused =
        act(&staff.supervisor, &path(&round, "/publish"), 1, None).await.refused(422, "round_incomplete");
    let at: Vec<&str> =
        refused["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    assert_eq!(at, ["/lots", "/participants", "/opens_at", "/closes_at", "/effective_on"]);
    assert_eq!(refused["clause"], "D9.1");
}

#[actix_web::test]
async fn a_change_names_its_version_and_null_is_not_absent() {
    let app = TestApp::new().await;
    let staff = staff(&app, "B01").await;
    let round = draft(&staff, "coordination").await;
    let changed = staff
        .supervisor
        .patch(&path(&round, ""), 1, json!({"name": "改名", "opens_at": null}))
        .await
        .expect(200);
    assert_eq!((changed["name"].as_str(), changed["opens_at"].is_null()), (Some("改名"), true));
    assert_eq!(changed["closes_at"], round["closes_at"]);
    staff.supervisor.patch(&path(&round, ""), 1, json!({"name": "再改"})).await.refused(412, "version_moved");
    let key = "0192f3a0-aaaa-7000-8000-000000000001";
    let body = json!({"name": "一次", "branch_id": staff.branch, "method": "coordination"});
    let one = staff.supervisor.post_with_key("/api/v1/rounds", body.clone(), key).await.expect(201);
    let two = staff.supervisor.post_with_key("/api/v1/rounds", body, key).await.expect(201);
    assert_eq!(one["id"], two["id"]);
}

#[actix_web::test]
async fn a_client_stands_in_one_lot_and_is_the_branch_s_own() {
    let app = TestApp::new().await;
    let staff = staff(&app, "B01").await;
    let other = app.branch("B02", "城西支行");
    let a = client(&app, staff.branch, "甲", None, plain(1));
    let theirs = client(&app, other, "乙", None, plain(1));
    let round = draft(&staff, "unit_package").await;
    let lots = json!({"lots": [{"client_ids": [a]}, {"client_ids": [theirs, a]}]});
    let refused = put(&staff.supervisor, &path(&round, "/lots"), 1, lots).await.refused(422, "invalid_body");
    let errors = refused["errors"].as_array().unwrap();
    assert_eq!(
        (errors[0]["pointer"].as_str(), errors[0]["code"].as_str()),
        (Some("/lots/1/client_ids/0"), Some("not_found"))
    );
    assert_eq!(
        (errors[1]["pointer"].as_str(), errors[1]["code"].as_str()),
        (Some("/lots/1/client_ids/1"), Some("duplicate"))
    );
}

#[actix_web::test]
async fn who_may_take_part_is_checked_and_a_limit_stays_within_the_policy() {
    let app = TestApp::new().await;
    let staff = staff(&app, "B01").await;
    let other = app.branch("B02", "城西支行");
    let (_, here) = app.rm("张三", staff.branch, ManagerClass::A, Grade::Trainee).await;
    let (_, there) = app.rm("李四", other, ManagerClass::A, Grade::Senior).await;
    let kept = client(&app, staff.branch, "甲", Some(here), Sort { loan: 500, ..Sort::default() });
    let round = draft(&staff, "open_tender").await;
    let set = |rows: serde_json::Value| json!({"participants": rows});
    let body = set(json!([{"manager_id": there}, {"manager_id": here, "capacity": 40}]));
    let refused =
        put(&staff.supervisor, &path(&round, "/participants"), 1, body).await.refused(422, "invalid_body");
    let errors = refused["errors"].as_array().unwrap();
    assert_eq!(
        (errors[0]["code"].as_str(), errors[1]["code"].as_str()),
        (Some("wrong_branch"), Some("capacity"))
    );
    assert_eq!(errors[1]["clause"], "E4.2");
    // One of forty is held; once that client is what is allocated it no longer counts.
    let body = set(json!([{"manager_id": here}]));
    put(&staff.supervisor, &path(&round, "/participants"), 1, body.clone()).await.expect(200);
    let shown = staff.supervisor.get(&path(&round, "/participants")).await.expect(200);
    assert_eq!(
        (shown["items"][0]["capacity"].as_i64(), shown["items"][0]["clients"].as_i64()),
        (Some(39), Some(1))
    );
    let round = with_lots(&staff, &now(&staff.supervisor, &round).await, &[kept]).await;
    put(&staff.supervisor, &path(&round, "/participants"), version(&round), body).await.expect(200);
    let shown = staff.supervisor.get(&path(&round, "/participants")).await.expect(200);
    assert_eq!(shown["items"][0]["capacity"], 40);
}

#[actix_web::test]
async fn two_rounds_cannot_take_the_same_client() {
    let app = TestApp::new().await;
    let staff = staff(&app, "B01").await;
    let (_, manager) = app.rm("张三", staff.branch, ManagerClass::A, Grade::Senior).await;
    let a = client(&app, staff.branch, "甲", None, plain(1));
    let mut drafts = Vec::new();
    for _ in 0..4 {
        let round = with_lots(&staff, &draft(&staff, "open_tender").await, &[a]).await;
        drafts.push(with_participants(&staff, &round, &[manager]).await);
    }
    let tries = drafts.iter().map(|r| {
        let (p, path, v) = (&staff.supervisor, path(r, "/publish"), version(r));
        async move { act(p, &path, v, None).await }
    });
    let answers = futures_util::future::join_all(tries).await;
    let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|a| a.status == 200);
    assert_eq!((won.len(), lost.len()), (1, 3));
    for answer in lost {
        let refused = answer.refused(409, "client_locked");
        assert_eq!(refused["clause"], "D9.4");
    }
    // Cancelled, it is free again.
    let winner = won.into_iter().next().unwrap().json;
    let other = drafts.iter().find(|r| r["id"] != winner["id"]).unwrap();
    act(&staff.supervisor, &path(&winner, "/cancel"), version(&winner), Some(json!({"reason": "重做"})))
        .await
        .expect(200);
    act(&staff.supervisor, &path(other, "/publish"), version(other), None).await.expect(200);
}

#[actix_web::test]
async fn what_an_rm_sees_is_published_and_names_of_persons_are_masked() {
    let app = TestApp::new().await;
    let staff = staff(&app, "B01").await;
    let elsewhere = staff_elsewhere(&app).await;
    let (rm, manager) = app.rm("张三", staff.branch, ManagerClass::A, Grade::Senior).await;
    let a = client(
        &app,
        staff.branch,
        "欧阳锋",
        None,
        Sort { person: true, deposit: 1, standing: Some(Standing::Basic), ..Sort::default() },
    );
    let round = draft(&staff, "open_tender").await;
    rm.get(&path(&round, "")).await.refused(404, "not_found");
    assert!(rm.get("/api/v1/rounds").await.expect(200)["items"].as_array().unwrap().is_empty());
    let round = with_participants(&staff, &with_lots(&staff, &round, &[a]).await, &[manager]).await;
    let round = act(&staff.supervisor, &path(&round, "/publish"), version(&round), None).await.expect(200);
    let lots = rm.get(&path(&round, "/lots")).await.expect(200);
    assert_eq!(lots["items"][0]["clients"][0]["name"], "欧**");
    assert_eq!(lots["items"][0]["name"], "欧**");
    assert_eq!(staff.supervisor.get(&path(&round, "/lots")).await.expect(200)["items"][0]["name"], "欧阳锋");
    rm.get(&path(&round, "/candidates")).await.refused(403, "forbidden");
    act(&rm, &path(&round, "/cancel"), version(&round), Some(json!({"reason": "x"})))
        .await
        .refused(403, "forbidden");
    assert_eq!(rm.get("/api/v1/rounds").await.expect(200)["items"].as_array().unwrap().len(), 1);
    // Another branch sees nothing of it, head office all.
    elsewhere.get(&path(&round, "")).await.refused(404, "not_found");
    act(&elsewhere, &path(&round, "/cancel"), version(&round), Some(json!({"reason": "x"})))
        .await
        .refused(404, "not_found");
    let body = json!({"name": "越界", "branch_id": staff.branch, "method": "coordination"});
    elsewhere.post("/api/v1/rounds", body).await.refused(403, "forbidden");
    let hq = app.person("陈业", Role::HqBusiness, app.head_office).await;
    hq.get(&path(&round, "")).await.expect(200);
    act(&hq, &path(&round, "/cancel"), version(&round), Some(json!({"reason": "x"})))
        .await
        .refused(403, "forbidden");
}

async fn staff_elsewhere<'a>(app: &'a TestApp) -> crate::support::Person<'a> {
    let other = app.branch("B02", "城西支行");
    app.person("外人", Role::President, other).await
}

#[actix_web::test]
async fn candidates_are_those_nobody_looks_after_unless_asked_for_all() {
    let app = TestApp::new().await;
    let staff = staff(&app, "B01").await;
    let (_, manager) = app.rm("张三", staff.branch, ManagerClass::A, Grade::Senior).await;
    client(&app, staff.branch, "甲", Some(manager), plain(5));
    let free = client(&app, staff.branch, "乙", None, plain(7));
    let nobodys =
        client(&app, staff.branch, "丙某", None, Sort { person: true, deposit: 9, ..Sort::default() });
    let round = with_lots(&staff, &draft(&staff, "coordination").await, &[free]).await;
    // A personal deposit that nobody won need not be allocated: it is not what is left to coordinate.
    let left = staff.supervisor.get(&path(&round, "/candidates?which=uncovered")).await.expect(200);
    assert_eq!(left["items"].as_array().unwrap().len(), 1);
    assert_eq!(left["items"][0]["client_id"].as_str().unwrap(), free.to_string());
    let unowned = staff.supervisor.get(&path(&round, "/candidates")).await.expect(200);
    let items = unowned["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(items[1]["client_id"].as_str().unwrap(), nobodys.to_string());
    assert_eq!(
        (items[0]["worth_fen"].as_i64(), items[0]["must_allocate"].as_bool(), items[0]["in_round"].as_bool()),
        (Some(7), Some(true), Some(true))
    );
    let first = staff.supervisor.get(&path(&round, "/candidates?which=all&limit=1")).await.expect(200);
    let next = first["next_cursor"].as_str().unwrap();
    let second = staff
        .supervisor
        .get(&path(&round, &format!("/candidates?which=all&cursor={next}")))
        .await
        .expect(200);
    assert_eq!(second["items"].as_array().unwrap().len(), 2);
    assert_ne!(first["items"][0]["owned"], second["items"][0]["owned"]);
}

#[actix_web::test]
async fn no_act_on_a_round_is_another_branch_s_nor_a_group_member_s() {
    let app = TestApp::new().await;
    let staff = staff(&app, "B01").await;
    let elsewhere = staff_elsewhere(&app).await;
    let (_, manager) = app.rm("张三", staff.branch, ManagerClass::A, Grade::Senior).await;
    let a = client(&app, staff.branch, "甲", None, plain(1));
    let round = published(&staff, "unit_package", &[a], &[manager]).await;
    let lot = lots(&staff.supervisor, &round).await.remove(0);
    let v = version(&round);
    for (p, status, code) in [(&elsewhere, 404, "not_found"), (&staff.group, 403, "forbidden")] {
        p.patch(&path(&round, ""), v, json!({"name": "改"})).await.refused(status, code);
        put(p, &path(&round, "/lots"), v, json!({"lots": []})).await.refused(status, code);
        put(p, &path(&round, "/participants"), v, json!({"participants": []})).await.refused(status, code);
        act(p, &path(&round, "/publish"), v, None).await.refused(status, code);
        act(p, &path(&round, "/announce"), v, None).await.refused(status, code);
        p.post(&path(&round, "/packs"), json!({"count": 1})).await.refused(status, code);
        p.post(&path(&round, "/grant"), json!({})).await.refused(status, code);
        p.post(&path(&round, "/tender"), json!({})).await.refused(status, code);
        p.post(&path(&round, "/confirmation"), json!({"reason": "x"})).await.refused(status, code);
        let body = json!({"manager_id": manager, "reason": "x"});
        put(p, &path(&round, &format!("/lots/{lot}/assignment")), v, body).await.refused(status, code);
    }
    for read in
        ["", "/lots", "/participants", "/events", "/assignments", "/applications", "/commitments", "/dry-run"]
    {
        elsewhere.get(&path(&round, read)).await.refused(404, "not_found");
        staff.group.get(&path(&round, read)).await.expect(200);
    }
}
