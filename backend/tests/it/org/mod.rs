//! Units, employees and positions.

use kejing::auth::Role;
use kejing::org::model::{EmployeeId, OrgKind, OrgUnitId};
use serde_json::{Value, json};

use crate::support::{Person, TestApp, day};

async fn propose(hr: &Person<'_>, employee: EmployeeId, role: Role, unit: OrgUnitId, from: &str) -> Value {
    let body = json!({"employee_id": employee, "role": role, "org_unit_id": unit, "valid_from": from, "reason": "竞聘上岗"});
    hr.post("/api/v1/positions", body).await.expect(201)
}

/// Agrees to the request; the answer of the inbox.
async fn decide(by: &Person<'_>, proposed: &Value, what: &str) -> crate::support::Answer {
    let id = proposed["request_id"].as_str().unwrap();
    let request = by.get(&format!("/api/v1/approvals/{id}")).await.expect(200);
    let body = json!({"decision": what, "reason": "已核对", "payload_hash": request["payload_hash"]});
    by.post(&format!("/api/v1/approvals/{id}/decisions"), body).await
}

#[actix_web::test]
async fn an_employee_is_found_by_characters_pinyin_initials_and_number() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    app.employee("张三", branch);
    app.employee("张三丰", branch);
    app.employee("李四", branch);
    for q in ["%E5%BC%A0%E4%B8%89", "zhangsan", "zs", "ZHANG%20san"] {
        let found = hr.get(&format!("/api/v1/employees?q={q}")).await.expect(200);
        assert_eq!(found["items"].as_array().unwrap().len(), 2, "{q}");
    }
    let li = hr.get("/api/v1/employees?q=lisi").await.expect(200)["items"][0].clone();
    assert_eq!((li["name"].as_str(), li["org_unit_name"].as_str()), (Some("李四"), Some("城东支行")));
    let by_no = hr.get(&format!("/api/v1/employees?q={}", li["employee_no"].as_str().unwrap())).await;
    assert_eq!(by_no.expect(200)["items"][0]["id"], li["id"]);
    assert_eq!(hr.get("/api/v1/employees?q=%2C").await.expect(200)["items"], json!([]));
}

#[actix_web::test]
async fn a_branch_sees_its_own_employees_and_head_office_all() {
    let app = TestApp::new().await;
    let (east, west) = (app.branch("B01", "城东支行"), app.branch("B02", "城西支行"));
    let president = app.person("王芳", Role::President, east).await;
    let auditor = app.person("沈季", Role::Auditor, app.head_office).await;
    let other = app.employee("赵西", west);
    assert_eq!(president.get("/api/v1/employees").await.expect(200)["items"].as_array().unwrap().len(), 1);
    assert_eq!(auditor.get("/api/v1/employees").await.expect(200)["items"].as_array().unwrap().len(), 3);
    president.get(&format!("/api/v1/employees/{other}")).await.refused(404, "not_found");
    let seen = auditor.get(&format!("/api/v1/employees/{}", president.employee_id)).await.expect(200);
    assert_eq!(
        (seen["name"].as_str(), seen["positions"][0]["role"].as_str()),
        (Some("王芳"), Some("president"))
    );
    let presidents = auditor.get("/api/v1/employees?role=president").await.expect(200);
    assert_eq!(presidents["items"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn pages_of_employees_hold_everybody_once() {
    let app = TestApp::new().await;
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    for i in 0..7 {
        app.employee(&format!("同名{}", i % 2), app.head_office);
    }
    let mut seen = Vec::new();
    let mut path = "/api/v1/employees?limit=3".to_owned();
    loop {
        let page = hr.get(&path).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap().to_owned()));
        match page["next_cursor"].as_str() {
            Some(c) => path = format!("/api/v1/employees?limit=3&cursor={c}"),
            None => break,
        }
    }
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((all, seen.len()), (8, 8));
}

#[actix_web::test]
async fn whoever_works_here_knows_the_units() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    app.unit("B01-1", "城东支行营业室", OrgKind::Outlet, Some(branch));
    let rm = app.person("张三", Role::Rm, branch).await;
    assert_eq!(rm.get("/api/v1/org-units").await.expect(200)["items"].as_array().unwrap().len(), 3);
    let outlets = rm.get(&format!("/api/v1/org-units?kind=outlet&branch_id={branch}")).await.expect(200);
    assert_eq!(outlets["items"][0]["code"], "B01-1");
    rm.get("/api/v1/org-units?kind=castle").await.refused(422, "invalid_query");
}

#[actix_web::test]
async fn a_position_is_proposed_by_one_and_confirmed_by_another_and_holds_at_the_next_request() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let one = app.person("任莉", Role::HqHr, app.head_office).await;
    let two = app.person("罗人", Role::HqHr, app.head_office).await;
    let employee = app.employee("张三", branch);
    let zhang = app.login(employee).await;
    zhang.get("/api/v1/managers").await.refused(403, "forbidden");

    let proposed = propose(&one, employee, Role::Supervisor, branch, "2026-11-24").await;
    zhang.get("/api/v1/managers").await.refused(403, "forbidden");
    let own = decide(&one, &proposed, "agreed").await.refused(403, "self_approval");
    assert_eq!(own["clause"], "E4.0");
    assert_eq!(decide(&two, &proposed, "agreed").await.expect(200)["state"], "approved");
    zhang.get("/api/v1/managers").await.expect(200);

    let position =
        two.get(&format!("/api/v1/employees/{employee}")).await.expect(200)["positions"][0].clone();
    let path = format!("/api/v1/positions/{}/end", position["id"].as_str().unwrap());
    let early = json!({"valid_to": "2026-11-24", "reason": "调离"});
    one.post(&path, early).await.refused(422, "invalid_body");
    let ending = one.post(&path, json!({"valid_to": "2026-11-25", "reason": "调离"})).await.expect(201);
    assert_eq!(decide(&two, &ending, "agreed").await.expect(200)["state"], "approved");
    zhang.get("/api/v1/managers").await.expect(200);
    app.advance(chrono::Duration::days(1));
    let mut zhang = zhang;
    zhang.sign_in().await;
    zhang.get("/api/v1/managers").await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_position_of_the_future_waits_for_its_day_and_a_late_one_begins_when_confirmed() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let one = app.person("任莉", Role::HqHr, app.head_office).await;
    let mut two = app.person("罗人", Role::HqHr, app.head_office).await;
    let (soon, late) = (app.employee("张三", branch), app.employee("李四", branch));
    let p = propose(&one, soon, Role::President, branch, "2026-12-01").await;
    decide(&two, &p, "agreed").await.expect(200);
    let view = two.get(&format!("/api/v1/employees/{soon}")).await.expect(200);
    assert_eq!(
        (view["roles"].clone(), view["positions"][0]["valid_from"].as_str()),
        (json!([]), Some("2026-12-01"))
    );
    let p = propose(&one, late, Role::Rm, branch, "2026-11-24").await;
    app.advance(chrono::Duration::days(3));
    two.sign_in().await;
    decide(&two, &p, "agreed").await.expect(200);
    let view = two.get(&format!("/api/v1/employees/{late}")).await.expect(200);
    assert_eq!(view["positions"][0]["valid_from"], "2026-11-27");
}

#[actix_web::test]
async fn administration_audit_and_business_exclude_each_other_at_proposal_and_again_when_applied() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let one = app.person("任莉", Role::HqHr, app.head_office).await;
    let two = app.person("罗人", Role::HqHr, app.head_office).await;
    let admin = app.employee("关理", app.head_office);
    app.hold(admin, Role::Admin, app.head_office);
    let body = |role: &str, unit| json!({"employee_id": admin, "role": role, "org_unit_id": unit, "valid_from": "2026-11-24", "reason": "兼任"});
    let refused = one.post("/api/v1/positions", body("rm", branch)).await.refused(409, "positions_exclude");
    assert_eq!(refused["clause"], "E4.0");
    one.post("/api/v1/positions", body("auditor", app.head_office)).await.refused(409, "positions_exclude");
    one.post("/api/v1/positions", body("admin", app.head_office)).await.refused(409, "already_exists");

    // Nothing excludes it when proposed, but something does when it is to be applied.
    let employee = app.employee("张三", branch);
    let proposed = propose(&one, employee, Role::Rm, branch, "2026-11-24").await;
    app.hold(employee, Role::Auditor, app.head_office);
    decide(&two, &proposed, "agreed").await.refused(409, "positions_exclude");
}

#[actix_web::test]
async fn nobody_confirms_a_position_for_themselves() {
    let app = TestApp::new().await;
    let one = app.person("任莉", Role::HqHr, app.head_office).await;
    let two = app.person("罗人", Role::HqHr, app.head_office).await;
    let proposed = propose(&one, two.employee_id, Role::CommitteeMember, app.head_office, "2026-11-24").await;
    decide(&two, &proposed, "agreed").await.refused(403, "gainer_approval");
}

#[actix_web::test]
async fn a_position_based_on_what_has_moved_ends_stale() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let one = app.person("任莉", Role::HqHr, app.head_office).await;
    let two = app.person("罗人", Role::HqHr, app.head_office).await;
    let employee = app.employee("张三", branch);
    let proposed = propose(&one, employee, Role::Rm, branch, "2026-11-24").await;
    let again = json!({"employee_id": employee, "role": "lobby", "org_unit_id": branch, "valid_from": "2026-11-24", "reason": "x"});
    one.post("/api/v1/positions", again).await.refused(409, "already_pending");
    use diesel::prelude::*;
    use kejing::db::schema::employees::dsl;
    app.app
        .db()
        .write(|conn| {
            diesel::update(dsl::employees.find(employee))
                .set((dsl::left_on.eq(day(2026, 11, 24)), dsl::version.eq(2)))
                .execute(conn)?;
            Ok(())
        })
        .unwrap();
    decide(&two, &proposed, "agreed").await.refused(409, "stale");
    let id = proposed["request_id"].as_str().unwrap();
    assert_eq!(two.get(&format!("/api/v1/approvals/{id}")).await.expect(200)["state"], "stale");
}

#[actix_web::test]
async fn a_role_stands_where_it_belongs() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let hr = app.person("任莉", Role::HqHr, app.head_office).await;
    let employee = app.employee("张三", branch);
    for (role, unit) in [("president", app.head_office), ("hq_hr", branch)] {
        let body = json!({"employee_id": employee, "role": role, "org_unit_id": unit, "valid_from": "2026-11-24", "reason": "x"});
        let refused = hr.post("/api/v1/positions", body).await.refused(422, "invalid_body");
        assert_eq!(refused["errors"][0]["pointer"], "/org_unit_id");
    }
    let past = json!({"employee_id": employee, "role": "rm", "org_unit_id": branch, "valid_from": "2026-11-23", "reason": "x"});
    let refused = hr.post("/api/v1/positions", past).await.refused(422, "invalid_body");
    assert_eq!(refused["errors"][0]["code"], "in_past");
}
