//! Managers, virtual ones and their maintainers.

mod board;
mod certificates;
mod certification;
mod dispatch;
mod exams;
mod leaving;
mod leaving_duties;
mod qualification;
mod recruitment;
mod terms;
mod timeline;
mod training;

use kejing::auth::Role;
use kejing::staffing::model::{Grade, ManagerClass};
use serde_json::json;

use crate::support::{TestApp, day};

#[actix_web::test]
async fn managers_are_found_by_name_and_narrowed_by_class_and_grade() {
    let app = TestApp::new().await;
    let (east, west) = (app.branch("B01", "城东支行"), app.branch("B02", "城西支行"));
    let (rm, zhang) = app.rm("张三", east, ManagerClass::A, Grade::Senior).await;
    app.rm("李秋", east, ManagerClass::B, Grade::Level3).await;
    app.rm("赵西", west, ManagerClass::A, Grade::Level3).await;
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let names = |v: serde_json::Value| {
        v["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| m["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(hr.get("/api/v1/managers").await.expect(200)), ["李秋", "张三", "赵西"]);
    assert_eq!(names(rm.get("/api/v1/managers").await.expect(200)), ["李秋", "张三"]);
    assert_eq!(names(hr.get("/api/v1/managers?q=zs").await.expect(200)), ["张三"]);
    assert_eq!(names(hr.get("/api/v1/managers?class=a&grade=level_3").await.expect(200)), ["赵西"]);
    let one = rm.get(&format!("/api/v1/managers/{zhang}")).await.expect(200);
    assert_eq!((one["has_standing"].as_bool(), one["branch_name"].as_str()), (Some(true), Some("城东支行")));
    let theirs = hr.get("/api/v1/managers?q=zhaoxi").await.expect(200)["items"][0]["id"].clone();
    rm.get(&format!("/api/v1/managers/{}", theirs.as_str().unwrap())).await.refused(404, "not_found");
}

#[actix_web::test]
async fn a_manager_changes_by_versions_and_the_history_says_why() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let (rm, id) = app.rm("张三", branch, ManagerClass::A, Grade::Level2).await;
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let path = format!("/api/v1/managers/{id}");
    let graded = hr.patch(&path, 1, json!({"grade": "level_1", "reason": "达标晋级"})).await;
    graded.refused(422, "invalid_body");
    let ends = json!({"term_to": "2027-12-01", "reason": "提前止聘"});
    let shorter = hr.patch(&path, 1, ends.clone()).await.expect(200);
    assert_eq!((shorter["term_to"].as_str(), shorter["version"].as_i64()), (Some("2027-12-01"), Some(2)));
    hr.patch(&path, 1, ends).await.refused(412, "version_moved");
    let longer = hr.patch(&path, 2, json!({"term_to": null, "reason": "长聘"})).await;
    assert_eq!(longer.refused(409, "renewal_unassessed")["clause"], "D4", "a term is lengthened by renewal");
    hr.patch(&path, 2, json!({"term_to": "2027-06-01", "reason": "提前止聘"})).await.expect(200);
    let away = hr.patch(&path, 3, json!({"state": "suspended", "reason": "停职核查"})).await.expect(200);
    assert_eq!((away["has_standing"].as_bool(), away["term_to"].clone()), (Some(false), json!("2027-06-01")));
    rm.patch(&path, 4, json!({"state": "active", "reason": "x"})).await.refused(403, "forbidden");
    let history = rm.get(&format!("{path}/history?limit=3")).await.expect(200);
    let lines = history["items"].as_array().unwrap();
    assert_eq!(lines.iter().map(|l| l["version"].as_i64().unwrap()).collect::<Vec<_>>(), [4, 3, 2]);
    assert_eq!(
        (lines[0]["reason"].as_str(), lines[0]["changed_by"].as_str()),
        (Some("停职核查"), Some("任莉"))
    );
    assert!(history["next_cursor"].is_string());
    hr.patch(&path, 4, json!({"state": "left", "reason": "离职"})).await.expect(200);
    hr.patch(&path, 5, json!({"state": "active", "reason": "x"})).await.refused(422, "invalid_body");
}

#[actix_web::test]
async fn standing_ends_with_the_term() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let (_, id) = app.rm("张三", branch, ManagerClass::A, Grade::Level2).await;
    let check = |on| {
        app.app.read_as(&kejing::auth::Actor::Operator, |cx| {
            kejing::staffing::service::check_standing(cx, id, on).map(|m| m.id)
        })
    };
    assert_eq!(check(day(2027, 12, 31)).unwrap(), id);
    let e = check(day(2028, 1, 1)).unwrap_err();
    assert_eq!((e.code().as_str(), e.clause_id()), ("manager_no_standing", Some("D4")));
}

#[actix_web::test]
async fn who_holds_two_positions_and_maintains_two_managers_has_each_once() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let president = app.person("王芳", Role::President, branch).await;
    let (rm, manager) = app.rm("张三", branch, ManagerClass::A, Grade::Level2).await;
    app.hold(rm.employee_id, Role::Auditor, branch);
    let mut kept = Vec::new();
    for name in ["公共客户", "待分配客户"] {
        let body = json!({"name": name, "branch_id": branch, "reason": "留存",
            "maintainers": [{"employee_id": rm.employee_id, "valid_from": "2026-11-24"}]});
        kept.push(president.post("/api/v1/managers", body).await.expect(201)["id"].clone());
    }
    let me = rm.get("/api/v1/me").await.expect(200);
    let roles: Vec<_> = me["positions"].as_array().unwrap().iter().map(|p| p["role"].clone()).collect();
    assert_eq!(roles, [json!("auditor"), json!("rm")]);
    let mut maintains = me["maintains"].as_array().unwrap().clone();
    maintains.sort_by_key(ToString::to_string);
    assert_eq!(maintains, kept, "ids in the order of their making");
    assert_eq!(me["manager_id"], json!(manager.to_string()));
}

#[actix_web::test]
async fn a_virtual_manager_states_its_reason_and_is_never_without_a_maintainer() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let president = app.person("王芳", Role::President, branch).await;
    let (rm, _) = app.rm("张三", branch, ManagerClass::A, Grade::Level2).await;
    let other = app.employee("李秋", branch);
    let body = |maintainers| json!({"name": "城东支行公共客户", "branch_id": branch, "reason": "留存暂时难以落实到人的客户", "maintainers": maintainers});
    let late = json!([{"employee_id": rm.employee_id, "valid_from": "2026-11-25"}]);
    let refused = president.post("/api/v1/managers", body(late)).await.refused(409, "maintainer_gap");
    assert_eq!(refused["clause"], "D2");
    let ends = json!([{"employee_id": rm.employee_id, "valid_from": "2026-11-24", "valid_to": "2026-12-24"}]);
    president.post("/api/v1/managers", body(ends)).await.refused(409, "maintainer_gap");
    let good = json!([{"employee_id": rm.employee_id, "valid_from": "2026-11-24"}]);
    let made = president.post("/api/v1/managers", body(good)).await.expect(201);
    assert_eq!((made["class"].as_str(), made["manager_no"].as_str()), (Some("virtual"), Some("B01-V01")));
    assert_eq!(rm.get("/api/v1/me").await.expect(200)["maintains"][0], made["id"]);

    let path = format!("/api/v1/managers/{}/maintainers", made["id"].as_str().unwrap());
    let gap = json!({"reason": "轮换", "maintainers": [{"employee_id": other, "valid_from": "2026-12-01", "valid_to": "2026-12-10"}]});
    president.post(&path, gap).await.refused(409, "maintainer_gap");
    let handover = json!({"reason": "轮换", "maintainers": [
        {"employee_id": other, "valid_from": "2026-12-01", "valid_to": "2026-12-10"},
        {"employee_id": rm.employee_id, "valid_from": "2026-12-10"}]});
    let now = president.post(&path, handover).await.expect(200);
    let days: Vec<_> = now["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| (m["valid_from"].as_str().unwrap(), m["valid_to"].as_str()))
        .collect();
    assert_eq!(
        days,
        [("2026-12-10", None), ("2026-12-01", Some("2026-12-10")), ("2026-11-24", Some("2026-12-01"))]
    );
    // What was named for the future gives way to what is named later.
    let again = json!({"reason": "取消轮换", "maintainers": [{"employee_id": rm.employee_id, "valid_from": "2026-11-28"}]});
    president.post(&path, again).await.expect(200);
    let stands = rm.get(&path).await.expect(200);
    let days: Vec<_> = stands["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| (m["valid_from"].as_str().unwrap(), m["valid_to"].as_str()))
        .collect();
    assert_eq!(days, [("2026-11-28", None), ("2026-11-24", Some("2026-11-28"))]);
}

#[actix_web::test]
async fn whoever_leaves_keeps_nothing_from_that_day_on() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let president = app.person("王芳", Role::President, branch).await;
    let leaver = app.employee("李秋", branch);
    use diesel::prelude::*;
    use kejing::db::schema::employees::dsl;
    app.app
        .db()
        .write(|conn| {
            diesel::update(dsl::employees.find(leaver))
                .set(dsl::left_on.eq(day(2027, 1, 1)))
                .execute(conn)?;
            Ok(())
        })
        .unwrap();
    let body = json!({"name": "公共客户", "branch_id": branch, "reason": "x",
        "maintainers": [{"employee_id": leaver, "valid_from": "2026-11-24"}]});
    president.post("/api/v1/managers", body).await.refused(409, "maintainer_gap");
}

#[actix_web::test]
async fn a_virtual_manager_is_the_presidents_own_branchs() {
    let app = TestApp::new().await;
    let (east, west) = (app.branch("B01", "城东支行"), app.branch("B02", "城西支行"));
    let president = app.person("王芳", Role::President, east).await;
    let (_, person) = app.rm("张三", east, ManagerClass::A, Grade::Level2).await;
    let body = json!({"name": "公共客户", "branch_id": west, "reason": "x",
        "maintainers": [{"employee_id": president.employee_id, "valid_from": "2026-11-24"}]});
    president.post("/api/v1/managers", body).await.refused(403, "forbidden");
    let set = json!({"reason": "x", "maintainers": [{"employee_id": president.employee_id, "valid_from": "2026-11-24"}]});
    president.post(&format!("/api/v1/managers/{person}/maintainers"), set).await.refused(409, "conflict");
}
