//! Files over the API: uploads, who may, rejects, cancelling.

use std::io::Write;

use actix_web::http::Method;
use flate2::Compression;
use flate2::write::GzEncoder;
use kejing::auth::Role;
use kejing::imports::model::ImportKind;
use kejing::jobs::runner::drain;
use serde_json::Value;

use super::*;
use crate::support::{Person, TestApp};

async fn send(who: &Person<'_>, query: &str, bytes: &[u8]) -> String {
    let answer = who.upload(&format!("/api/v1/imports?{query}"), "text/csv", bytes.to_vec()).await;
    answer.expect(202)["id"].as_str().unwrap().to_owned()
}

async fn read(who: &Person<'_>, id: &str) -> Value {
    who.get(&format!("/api/v1/imports/{id}")).await.expect(200)
}

#[actix_web::test]
async fn an_uploaded_file_is_loaded_by_a_job() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let business = app.person("陈业", Role::HqBusiness, app.head_office).await;
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    gz.write_all(
        "account_no,day,seq,balance,amount\nA1,2026-01-05,1,10.00,\nA9,2026-01-05,1,77.77,\n".as_bytes(),
    )
    .unwrap();
    let id = send(&business, "kind=balance_changes", &gz.finish().unwrap()).await;
    assert_eq!(read(&business, &id).await["state"], "queued");
    drain(&app.app).unwrap();
    let view = read(&business, &id).await;
    assert_eq!((view["state"].as_str(), view["rows_loaded"].as_i64()), (Some("done"), Some(1)));
    let rejects = business.get(&format!("/api/v1/imports/{id}/rejects")).await.expect(200);
    assert_eq!(rejects["items"][0]["line"], 3);
    assert_eq!(rejects["items"][0]["code"], "not_found");
    let file = business.get(&format!("/api/v1/imports/{id}/rejects.csv")).await;
    let text = String::from_utf8(file.bytes).unwrap();
    assert!(text.starts_with("line,column,code,message\n3,account_no,not_found,"), "{text}");
    assert!(!text.contains("A9") && !text.contains("77.77"));
    let job = view["job_id"].as_str().unwrap();
    assert_eq!(business.get(&format!("/api/v1/jobs/{job}")).await.expect(200)["result"]["loaded"], 1);
}

#[actix_web::test]
async fn the_same_key_imports_once() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let business = app.person("陈业", Role::HqBusiness, app.head_office).await;
    let headers = [
        ("authorization", format!("Bearer {}", business.token)),
        ("idempotency-key", "0123456789".to_owned()),
        ("content-type", "text/csv".to_owned()),
    ];
    let path = "/api/v1/imports?kind=balance_changes";
    let csv = b"account_no,day,seq,balance,amount\nA1,2026-01-05,1,10.00,\n".to_vec();
    let one = app.send_bytes(Method::POST, path, csv.clone(), &headers).await.expect(202);
    let two = app.send_bytes(Method::POST, path, csv.clone(), &headers).await.expect(202);
    assert_eq!(one, two);
    let other = [&csv[..], b"A1,2026-01-06,1,10.00,\n"].concat();
    app.send_bytes(Method::POST, path, other, &headers).await.refused(422, "idempotency_key_reused");
}

#[actix_web::test]
async fn each_office_loads_its_own_kinds_and_sees_no_others() {
    let app = TestApp::new().await;
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let business = app.person("陈业", Role::HqBusiness, app.head_office).await;
    let auditor = app.person("沈季", Role::Auditor, app.head_office).await;
    let units = UNITS.as_bytes();
    let id = send(&hr, "kind=org_units", units).await;
    drain(&app.app).unwrap();
    assert_eq!(read(&hr, &id).await["rows_loaded"], 3);
    assert_eq!(read(&auditor, &id).await["rows_loaded"], 3);
    business.get(&format!("/api/v1/imports/{id}")).await.refused(404, "not_found");
    business.get(&format!("/api/v1/imports/{id}/rejects.csv")).await.refused(404, "not_found");
    business.delete(&format!("/api/v1/imports/{id}")).await.refused(404, "not_found");
    auditor.delete(&format!("/api/v1/imports/{id}")).await.refused(403, "forbidden");
    let path = "/api/v1/imports?kind=org_units";
    business.upload(path, "text/csv", units.to_vec()).await.refused(403, "forbidden");
    auditor.upload(path, "text/csv", units.to_vec()).await.refused(403, "forbidden");
    hr.upload("/api/v1/imports?kind=clients", "text/csv", units.to_vec()).await.refused(403, "forbidden");
    assert_eq!(business.get("/api/v1/imports").await.expect(200)["items"].as_array().unwrap().len(), 0);
    let schemas = hr.get("/api/v1/import-schemas").await.expect(200);
    assert_eq!(schemas["items"].as_array().unwrap().len(), 3);
}

#[actix_web::test]
async fn positions_and_logins_do_not_come_in_over_the_api() {
    let app = TestApp::new().await;
    load(&app, ImportKind::OrgUnits, UNITS);
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let id = send(&hr, "kind=employees", EMPLOYEES.as_bytes()).await;
    drain(&app.app).unwrap();
    assert_eq!(read(&hr, &id).await["rows_rejected"], 3);
    let rejects = hr.get(&format!("/api/v1/imports/{id}/rejects?limit=1")).await.expect(200);
    assert_eq!(rejects["items"][0]["code"], "operator_only");
    assert!(rejects["next_cursor"].is_string());
}

#[actix_web::test]
async fn what_is_no_csv_or_too_large_is_refused() {
    let app = TestApp::with(|c| c.max_import_bytes = 3_000_000).await;
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let path = "/api/v1/imports?kind=org_units";
    hr.upload(path, "application/json", b"{}".to_vec()).await.refused(415, "unsupported_media_type");
    hr.upload(path, "text/csv", vec![b'x'; 3_000_001]).await.refused(413, "file_too_large");
    hr.upload("/api/v1/imports?kind=org_units&restate=true", "text/csv", b"x".to_vec())
        .await
        .refused(422, "invalid_query");
    let id = send(&hr, "kind=org_units", b"not,a,heading\n1,2,3\n").await;
    drain(&app.app).unwrap();
    let view = read(&hr, &id).await;
    assert_eq!(view["state"], "failed");
    assert_eq!(view["error"]["code"], "import_invalid");
    assert!(view["error"]["errors"].as_array().unwrap().iter().any(|e| e["pointer"] == "/columns/code"));
}

#[actix_web::test]
async fn a_large_file_is_kept_in_chunks_and_read_back() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let business = app.person("陈业", Role::HqBusiness, app.head_office).await;
    let mut csv = "account_no,day,seq,balance,amount\n".to_owned();
    for i in 0..60_000 {
        // Most rows are refused for their account, so that the file is large and the database is not.
        csv.push_str(&format!(
            "{},2026-01-05,{},10.00,\n",
            if i % 20_000 == 0 { "A1" } else { "NO-SUCH-ACCOUNT-IN-THE-BANK" },
            i + 1
        ));
    }
    assert!(csv.len() > 2 * 1024 * 1024);
    let id = send(&business, "kind=balance_changes", csv.as_bytes()).await;
    drain(&app.app).unwrap();
    let view = read(&business, &id).await;
    assert_eq!((view["rows_loaded"].as_i64(), view["rows_rejected"].as_i64()), (Some(3), Some(59_997)));
    let file = business.get(&format!("/api/v1/imports/{id}/rejects.csv")).await;
    assert_eq!(file.bytes.iter().filter(|b| **b == b'\n').count(), 59_998);
}

#[actix_web::test]
async fn a_cancelled_import_loads_nothing_more() {
    let app = TestApp::new().await;
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let id = send(&hr, "kind=org_units", UNITS.as_bytes()).await;
    assert_eq!(hr.delete(&format!("/api/v1/imports/{id}")).await.status, 204);
    drain(&app.app).unwrap();
    let view = read(&hr, &id).await;
    assert_eq!((view["state"].as_str(), view["rows_loaded"].as_i64()), (Some("cancelled"), Some(0)));
    hr.delete(&format!("/api/v1/imports/{id}")).await.refused(409, "conflict");
}

#[actix_web::test]
async fn files_go_when_their_time_has_come() {
    let app = TestApp::new().await;
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    send(&hr, "kind=org_units", UNITS.as_bytes()).await;
    drain(&app.app).unwrap();
    let count = || {
        use kejing::db::schema::{file_chunks, files};
        app.app
            .db()
            .read(|conn| {
                let chunks: i64 = file_chunks::table.count().get_result(conn)?;
                Ok((files::table.count().get_result::<i64>(conn)?, chunks))
            })
            .unwrap()
    };
    assert_eq!(count(), (1, 1));
    kejing::files::service::purge(&app.app).unwrap();
    assert_eq!(count(), (1, 1));
    app.advance(chrono::Duration::days(31));
    kejing::files::service::purge(&app.app).unwrap();
    assert_eq!(count(), (0, 0));
}

#[actix_web::test]
async fn an_import_whose_server_was_killed_goes_on_from_its_cursor() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let business = app.person("陈业", Role::HqBusiness, app.head_office).await;
    let mut csv = "account_no,day,seq,balance,amount\n".to_owned();
    for i in 0..5_000 {
        csv.push_str(&format!("A1,2026-01-05,{},{i}.00,\n", i + 1));
    }
    let id = send(&business, "kind=balance_changes", csv.as_bytes()).await;
    let import = app
        .app
        .db()
        .read(|conn| Ok(kejing::imports::store::find_import(conn, id.parse().unwrap())?))
        .unwrap();
    let looks = std::cell::Cell::new(0);
    let killed = |_: &Value| {
        looks.set(looks.get() + 1);
        looks.get() <= 2
    };
    let origin = Origin::Kept(import.file_id.unwrap());
    kejing::imports::service::resume_as_operator(&app.app, import.id, &origin, &killed).unwrap_err();
    let half = read(&business, &id).await;
    assert_eq!((half["state"].as_str(), half["rows_loaded"].as_i64()), (Some("applying"), Some(4_000)));
    drain(&app.app).unwrap();
    let done = read(&business, &id).await;
    assert_eq!((done["state"].as_str(), done["rows_loaded"].as_i64()), (Some("done"), Some(5_000)));
    assert_eq!(balances(&app, "A1").len(), 5_000);
}
