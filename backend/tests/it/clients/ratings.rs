//! Standing, size and flags with their history.

use kejing::auth::Role;
use serde_json::{Value, json};

use super::bank;
use crate::support::{Person, TestApp};

async fn rate(by: &Person<'_>, path: &str, axis: &str, value: Value, from: &str) -> Value {
    let body = json!({"axis": axis, "value": value, "valid_from": from, "reason": "年末复评"});
    by.post(&format!("{path}/ratings"), body).await.expect(201)
}

#[actix_web::test]
async fn the_latest_rating_counts_and_every_line_stays() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let view = bank::create(&s, branch, "张三", json!({})).await;
    let path = format!("/api/v1/clients/{}", view["id"].as_str().unwrap());
    rate(&s, &path, "standing", json!("core"), "2026-06-01").await;
    rate(&s, &path, "standing", json!("basic"), "2026-03-01").await;
    rate(&s, &path, "high_value", json!("true"), "2026-06-01").await;
    rate(&s, &path, "quality", json!("true"), "2026-06-01").await;
    let now = s.get(&path).await.expect(200);
    assert_eq!((now["standing"].as_str(), &now["flags"]), (Some("core"), &json!(["high_value", "quality"])));
    rate(&s, &path, "standing", json!("other"), "2026-06-01").await;
    rate(&s, &path, "high_value", json!(null), "2026-11-24").await;
    let now = s.get(&path).await.expect(200);
    assert_eq!((now["standing"].as_str(), &now["flags"]), (Some("other"), &json!(["quality"])));
    let history = s.get(&format!("{path}/ratings")).await.expect(200);
    let lines = history["items"].as_array().unwrap();
    assert_eq!(lines.len(), 6);
    assert_eq!(lines.iter().filter(|l| !l["known_to"].is_null()).count(), 1);
    assert_eq!(lines[0]["rated_by"], "吴冠");
    let first = s.get(&format!("{path}/ratings?limit=4")).await.expect(200);
    let rest = s
        .get(&format!("{path}/ratings?limit=4&cursor={}", first["next_cursor"].as_str().unwrap()))
        .await
        .expect(200);
    assert_eq!(rest["items"].as_array().unwrap().len(), 2);
}

#[actix_web::test]
async fn a_value_of_another_axis_and_a_day_to_come_are_refused() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let s = app.person("吴冠", Role::Supervisor, branch).await;
    let view = bank::create(&s, branch, "张三", json!({})).await;
    let path = format!("/api/v1/clients/{}/ratings", view["id"].as_str().unwrap());
    let body = |axis: &str, value: &str, from: &str| json!({"axis": axis, "value": value, "valid_from": from, "reason": "x"});
    let refused = s.post(&path, body("size", "core", "2026-11-24")).await.refused(422, "invalid_body");
    assert_eq!(
        (refused["errors"][0]["pointer"].as_str(), refused["clause"].as_str()),
        (Some("/value"), Some("E4.2"))
    );
    s.post(&path, body("size", "large", "2026-11-25")).await.refused(422, "invalid_body");
    s.post(&path, body("size", "large", "2023-12-31")).await.refused(422, "invalid_body");
    let group = app.person("孙萍", Role::GroupMember, branch).await;
    group.post(&path, body("size", "large", "2026-11-24")).await.refused(403, "forbidden");
}
