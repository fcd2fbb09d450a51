//! Lists of clients as files.

use kejing::allocation::ownership::model::OwnedKind;
use kejing::auth::Role;
use kejing::jobs::runner;
use serde_json::{Value, json};

use super::bank::{self, client_id};
use crate::support::{Answer, Person, TestApp, day};

async fn export(app: &TestApp, by: &Person<'_>, format: &str, filters: Value) -> Value {
    let body = json!({"format": format, "filters": filters, "reason": "季度走访安排"});
    let queued = by.post("/api/v1/client-exports", body).await.expect(202);
    assert_eq!(queued["state"], "queued");
    let path = format!("/api/v1/exports/{}", queued["id"].as_str().unwrap());
    by.get(&format!("{path}/file")).await.refused(404, "not_found");
    runner::drain(&app.app).unwrap();
    by.get(&path).await.expect(200)
}

async fn file(by: &Person<'_>, view: &Value) -> Answer {
    by.get(&format!("/api/v1/exports/{}/file", view["id"].as_str().unwrap())).await
}

#[actix_web::test]
async fn a_file_holds_what_its_maker_may_see_and_names_who_made_it() {
    let app = TestApp::new().await;
    let (branch, other) = (app.branch("B01", "城东支行"), app.branch("B02", "城西支行"));
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let elsewhere = app.person("周围", Role::Supervisor, other).await;
    let (_, m) = bank::rm(&app, branch, "张三").await;
    let identity = json!({"kind": "resident_id", "number": "11010519491231002X"});
    let a =
        bank::create(&s, branch, "=cmd|' /C calc'!A0", json!({"client_no": "0012", "identity": identity}))
            .await;
    bank::create(&elsewhere, other, "别家", json!({})).await;
    bank::own(&app, OwnedKind::Client, client_id(&a).into(), day(2025, 1, 1), &[(m, 10_000)]);
    let done = export(&app, &s, "csv", json!({})).await;
    assert_eq!((done["state"].as_str(), done["rows"].as_i64()), (Some("done"), Some(1)));
    let answer = file(&s, &done).await;
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    let text = String::from_utf8(answer.bytes).unwrap();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{FEFF}客户号,名称"));
    assert!(lines[1].starts_with("\t0012,'=cmd|' /C calc'!A0,个人,城东支行"), "{}", lines[1]);
    assert!(lines[1].contains("**************002X,张三,0.00,0.00"), "{}", lines[1]);
    assert!(
        lines[2].contains("导出人：吴冠")
            && lines[2].contains("2026-11-24 09:00")
            && lines[2].contains("季度走访安排")
    );
    assert_eq!((lines.len(), lines[3]), (4, ""));
    assert!(!text.contains("11010519491231002X") && !text.contains("别家"));
}

#[actix_web::test]
async fn a_workbook_is_one_and_filters_narrow_it() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    for (name, kind) in [("甲公司", "corporate"), ("张三", "individual"), ("李四", "individual")] {
        bank::create(&s, branch, name, json!({"kind": kind})).await;
    }
    let done = export(&app, &s, "xlsx", json!({"kind": "individual"})).await;
    assert_eq!(done["rows"], 2);
    let answer = file(&s, &done).await;
    assert!(answer.header("content-disposition").unwrap().ends_with(".xlsx\""));
    assert!(answer.bytes.starts_with(b"PK"));
    let none = export(&app, &s, "csv", json!({"q": "！"})).await;
    assert_eq!((none["state"].as_str(), none["rows"].as_i64()), (Some("done"), Some(0)));
}

#[actix_web::test]
async fn a_file_is_its_makers_alone_until_it_expires() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let mut s = app.person("吴冠", Role::Supervisor, branch).await;
    let president = app.person("王芳", Role::President, branch).await;
    let auditor = app.person("沈季", Role::Auditor, app.head_office).await;
    bank::create(&s, branch, "张三", json!({})).await;
    let done = export(&app, &s, "csv", json!({})).await;
    file(&president, &done).await.refused(404, "not_found");
    file(&s, &done).await.expect(200);
    let log = auditor.get("/api/v1/audit/accesses").await.expect(200);
    assert_eq!(
        (log["items"][0]["action"].as_str(), log["items"][0]["purpose"].as_str()),
        (Some("get_export_file"), Some("季度走访安排"))
    );
    app.advance(chrono::Duration::hours(25));
    s.sign_in().await;
    file(&s, &done).await.refused(404, "not_found");
}

#[actix_web::test]
async fn who_has_lost_the_position_gets_no_file() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let body = json!({"format": "csv", "reason": "季度走访安排"});
    hr.post("/api/v1/client-exports", body.clone()).await.refused(403, "forbidden");
    let queued = s.post("/api/v1/client-exports", body).await.expect(202);
    app.app
        .db()
        .write(|conn| {
            use diesel::prelude::*;
            use kejing::db::schema::positions;
            Ok(diesel::update(positions::table.filter(positions::employee_id.eq(s.employee_id)))
                .set(positions::valid_to.eq(Some(day(2026, 11, 24))))
                .execute(conn)?)
        })
        .unwrap();
    runner::drain(&app.app).unwrap();
    let path = format!("/api/v1/exports/{}", queued["id"].as_str().unwrap());
    s.get(&path).await.refused(403, "forbidden");
    app.app
        .db()
        .read(|conn| {
            use diesel::prelude::*;
            use kejing::db::schema::{exports, files};
            let state: String = exports::table.select(exports::state).first(conn)?;
            let kept: i64 = files::table.count().get_result(conn)?;
            assert_eq!((state.as_str(), kept), ("failed", 0));
            Ok(())
        })
        .unwrap();
}
