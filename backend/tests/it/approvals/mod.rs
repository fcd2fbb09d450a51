//! Deputies.

use kejing::auth::Role;
use kejing::org::model::EmployeeId;
use serde_json::{Value, json};

use crate::support::TestApp;

fn deputy(employee: EmployeeId, role: &str, by: EmployeeId, from: &str, to: &str) -> Value {
    json!({"employee_id": employee, "role": role, "deputy_employee_id": by, "valid_from": from, "valid_to": to})
}

#[actix_web::test]
async fn a_president_names_who_stands_in_and_for_which_days() {
    let app = TestApp::new().await;
    let (east, west) = (app.branch("B01", "城东支行"), app.branch("B02", "城西支行"));
    let president = app.person("王芳", Role::President, east).await;
    let vice = app.person("周福", Role::VicePresident, east).await;
    let other = app.person("赵西", Role::GroupMember, west).await;
    let auditor = app.person("沈季", Role::Auditor, app.head_office).await;
    let (away, stands_in) = (president.employee_id, vice.employee_id);

    let named = president
        .post("/api/v1/deputies", deputy(away, "president", stands_in, "2026-11-24", "2026-12-01"))
        .await
        .expect(201);
    assert_eq!((named["name"].as_str(), named["deputy_name"].as_str()), (Some("王芳"), Some("周福")));
    let told = vice.get("/api/v1/notices").await.expect(200);
    assert_eq!(told["items"][0]["code"], "deputy_named");

    let post = |body| president.post("/api/v1/deputies", body);
    post(deputy(away, "president", stands_in, "2026-11-23", "2026-12-01")).await.refused(422, "invalid_body");
    post(deputy(away, "president", stands_in, "2026-12-01", "2026-12-01")).await.refused(422, "invalid_body");
    post(deputy(away, "president", away, "2026-11-24", "2026-12-01")).await.refused(422, "invalid_body");
    post(deputy(away, "supervisor", stands_in, "2026-11-24", "2026-12-01"))
        .await
        .refused(422, "invalid_body");
    post(deputy(other.employee_id, "group_member", stands_in, "2026-11-24", "2026-12-01"))
        .await
        .refused(403, "forbidden");
    post(deputy(away, "president", auditor.employee_id, "2026-11-24", "2026-12-01"))
        .await
        .refused(409, "positions_exclude");
    vice.post("/api/v1/deputies", deputy(away, "president", stands_in, "2026-11-24", "2026-12-01"))
        .await
        .refused(403, "forbidden");

    assert_eq!(vice.get("/api/v1/deputies").await.expect(200)["items"].as_array().unwrap().len(), 1);
    assert_eq!(other.get("/api/v1/deputies").await.expect(200)["items"], json!([]));
    let path = format!("/api/v1/deputies/{}", named["id"].as_str().unwrap());
    president.delete(&path).await.expect(204);
    let ended = auditor.get("/api/v1/deputies").await.expect(200)["items"][0].clone();
    assert_eq!(ended["valid_to"], "2026-11-24");
}
