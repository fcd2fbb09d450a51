//! The chain: what is written is linked, and what is tampered with is found.

use diesel::prelude::*;
use kejing::audit::service::{seal, sign_head, verify};
use kejing::auth::Role;
use kejing::db::Json;
use kejing::db::schema::{audit_chain, audit_log};
use serde_json::json;

use crate::support::TestApp;

async fn some_history(app: &TestApp) {
    for name in ["甲", "乙", "丙"] {
        app.person(name, Role::Admin, app.head_office).await;
    }
    seal(&app.app).unwrap();
}

#[actix_web::test]
async fn every_act_is_linked_and_the_walk_passes() {
    let app = TestApp::new().await;
    some_history(&app).await;
    let state = verify(&app.app).unwrap();
    assert!(state.ok && state.links >= 6, "{state:?}");
}

#[actix_web::test]
async fn a_changed_row_is_found_at_its_place() {
    let app = TestApp::new().await;
    some_history(&app).await;
    let victim = app.app.db().write(|conn| {
        let (idx, id): (i64, kejing::audit::model::AuditId) = audit_chain::table
            .filter(audit_chain::idx.eq(3))
            .select((audit_chain::idx, audit_chain::audit_id))
            .first(conn)?;
        diesel::update(audit_log::table.find(id))
            .set(audit_log::detail.eq(Json(json!({"forged": true}))))
            .execute(conn)?;
        Ok(idx)
    });
    let state = verify(&app.app).unwrap();
    assert_eq!(
        (state.ok, state.fault.as_deref(), state.fault_at),
        (false, Some("link_broken"), Some(victim.unwrap()))
    );
}

#[actix_web::test]
async fn a_deleted_link_is_found() {
    let app = TestApp::new().await;
    some_history(&app).await;
    app.app.db().write(|conn| Ok(diesel::delete(audit_chain::table.find(2)).execute(conn)?)).unwrap();
    let state = verify(&app.app).unwrap();
    assert_eq!((state.fault.as_deref(), state.fault_at), (Some("link_missing"), Some(2)));
}

#[actix_web::test]
async fn a_chain_cut_short_is_found_by_its_signed_head() {
    let app = TestApp::new().await;
    some_history(&app).await;
    let head = sign_head(&app.app, "test").unwrap().unwrap();
    app.app
        .db()
        .write(|conn| {
            let last: kejing::audit::model::AuditId =
                audit_chain::table.find(head.idx).select(audit_chain::audit_id).first(conn)?;
            diesel::delete(audit_chain::table.find(head.idx)).execute(conn)?;
            Ok(diesel::delete(audit_log::table.find(last)).execute(conn)?)
        })
        .unwrap();
    let state = verify(&app.app).unwrap();
    assert_eq!((state.fault.as_deref(), state.fault_at), (Some("chain_cut"), Some(head.idx)));
}

#[actix_web::test]
async fn a_row_left_unlinked_for_a_minute_is_found() {
    let app = TestApp::new().await;
    some_history(&app).await;
    app.person("丁", Role::Admin, app.head_office).await;
    assert!(verify(&app.app).unwrap().ok);
    app.advance(chrono::Duration::seconds(61));
    assert_eq!(verify(&app.app).unwrap().fault.as_deref(), Some("row_unsealed"));
}

#[actix_web::test]
async fn the_auditor_reads_what_others_may_not() {
    let app = TestApp::new().await;
    let auditor = app.person("审计", Role::Auditor, app.head_office).await;
    let admin = app.person("管理", Role::Admin, app.head_office).await;
    let page = auditor.get("/api/v1/audit?limit=2").await.expect(200);
    assert_eq!(page["items"].as_array().unwrap().len(), 2);
    let cursor = page["next_cursor"].as_str().unwrap();
    let next = auditor.get(&format!("/api/v1/audit?limit=2&cursor={cursor}")).await.expect(200);
    assert_ne!(page["items"][0]["id"], next["items"][0]["id"]);
    auditor.get("/api/v1/audit?cursor=abc").await.refused(422, "invalid_cursor");
    auditor.get("/api/v1/audit?limit=0").await.refused(422, "invalid_query");
    auditor.get("/api/v1/audit?colour=red").await.refused(422, "invalid_query");
    admin.get("/api/v1/audit").await.refused(403, "forbidden");
}
