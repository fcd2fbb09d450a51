//! What is past is purged, and nothing else.

use chrono::Duration;
use kejing::auth::Role;
use kejing::db::dump;
use kejing::files::model::{File, FileChunk, FileId};
use kejing::retention;
use serde_json::json;

use crate::support::TestApp;

fn rows(app: &TestApp) -> std::collections::BTreeMap<String, i64> {
    app.app.db().read(|conn| Ok(dump::count_rows(conn)?)).unwrap()
}

fn keep_file(app: &TestApp, expires_in: Option<Duration>) {
    use diesel::prelude::*;
    use kejing::db::schema::{file_chunks, files};
    let now = app.app.clock().now();
    let file = File {
        id: FileId::new(),
        content_mac: vec![1; 32],
        media_type: "text/csv".into(),
        purpose: "rejects".into(),
        size: 3,
        chunks: 1,
        key_id: "file-20261124-000000".into(),
        created_by: None,
        created_at: now,
        expires_at: expires_in.map(|d| now.plus(d)),
    };
    let chunk = FileChunk { file_id: file.id, idx: 0, body: vec![1, 2, 3] };
    app.app
        .db()
        .write(|conn| {
            kejing::on_each!(conn, |c| diesel::insert_into(files::table).values(&file).execute(c))?;
            kejing::on_each!(conn, |c| diesel::insert_into(file_chunks::table).values(&chunk).execute(c))?;
            Ok(())
        })
        .unwrap();
}

#[actix_web::test]
async fn each_thing_goes_when_its_time_has_come() {
    let app = TestApp::new().await;
    let admin = app.person("关理", Role::Admin, app.head_office).await;
    let employee = app.employee("赵敏", app.head_office);
    let made = admin.post("/api/v1/users", json!({"username": "zhao.min", "employee_id": employee})).await;
    let path = format!("/api/v1/users/{}/invite", made.expect(201)["id"].as_str().unwrap());
    admin.post(&path, json!({})).await.expect(201);
    keep_file(&app, Some(Duration::days(1)));
    keep_file(&app, Some(Duration::days(30)));
    keep_file(&app, None);
    let fresh = rows(&app);
    assert!(retention::purge(&app.app).unwrap().is_empty());

    app.advance(Duration::days(6));
    assert_eq!(retention::purge(&app.app).unwrap(), [("files", 1)]);
    assert_eq!((rows(&app)["files"], rows(&app)["file_chunks"]), (2, 2));
    app.advance(Duration::days(2));
    assert_eq!(retention::purge(&app.app).unwrap(), [("idempotency_keys", 1)]);
    app.advance(Duration::days(180));
    let gone = retention::purge(&app.app).unwrap();
    assert_eq!(gone, [("files", 1), ("sessions", 1), ("invites", 1)]);
    let left = rows(&app);
    assert_eq!((left["sessions"], left["refresh_tokens"], left["files"]), (0, 0, 1));
    // What proves stays, and each purge is on record.
    assert_eq!(left["audit_log"], fresh["audit_log"] + 3);
    assert_eq!((left["users"], left["employees"], left["positions"]), (2, 2, 1));
}

#[actix_web::test]
async fn who_looked_at_whom_is_known_for_three_years() {
    let app = TestApp::new().await;
    app.app
        .write_as(&kejing::auth::Actor::Operator, |cx| {
            kejing::audit::service::note_access(cx, kejing::auth::Action::GetEmployee, "employee", None, None)
        })
        .unwrap();
    app.advance(Duration::days(3 * 365));
    assert!(retention::purge(&app.app).unwrap().is_empty());
    app.advance(Duration::days(4));
    assert_eq!(retention::purge(&app.app).unwrap(), [("access_log", 1)]);
}

#[actix_web::test]
async fn every_table_says_how_long_it_is_kept() {
    let app = TestApp::new().await;
    let there = app.app.db().read(|conn| Ok(dump::list_tables(conn)?)).unwrap();
    let mut listed: Vec<String> = retention::TABLES.iter().map(|r| r.table.to_owned()).collect();
    listed.sort();
    assert_eq!(there, listed, "backend/src/retention.rs lists every table once");
}
