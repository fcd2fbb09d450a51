//! Two engines, one behaviour: the same requests on both, the answers compared.

use actix_web::http::Method;
use kejing::auth::Role;
use kejing::org::model::OrgKind;
use kejing::staffing::model::{Grade, ManagerClass};
use kejing_testdb::TestDatabase;
use serde_json::{Value, json};

use crate::support::{Answer, Person, TestApp, migrate, schema_key};

/// What came back, with ids by the order of their appearance and without what chance or the clock decides.
#[derive(Default)]
struct Record {
    ids: Vec<String>,
    lines: Vec<String>,
}

impl Record {
    fn note(&mut self, what: &str, answer: Answer) -> Value {
        let mut seen = answer.json.clone();
        self.redact("", &mut seen);
        let text =
            if answer.json.is_null() { format!("{} bytes", answer.bytes.len()) } else { seen.to_string() };
        self.lines.push(format!("{what} {} {text}", answer.status));
        answer.json
    }

    fn redact(&mut self, name: &str, value: &mut Value) {
        match value {
            Value::String(s) => {
                let hex = |t: &str| t.len() >= 12 && t.bytes().all(|b| b.is_ascii_hexdigit());
                if uuid::Uuid::try_parse(s).is_ok() || s.get(1..).is_some_and(hex) {
                    let at = self.ids.iter().position(|i| i == s).unwrap_or_else(|| {
                        self.ids.push(s.clone());
                        self.ids.len() - 1
                    });
                    *s = format!("<{at}>");
                } else if ["trace_id", "payload_hash", "next_cursor", "link", "path"].contains(&name) {
                    *s = "<by chance>".to_owned();
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|v| self.redact(name, v)),
            Value::Object(map) => map.iter_mut().for_each(|(k, v)| self.redact(k, v)),
            _ => {}
        }
    }
}

async fn script(app: &TestApp) -> Vec<String> {
    let mut r = Record::default();
    let (east, west) = (app.branch("B01", "城东支行"), app.branch("B02", "城西支行"));
    app.unit("B01-1", "城东支行营业室", OrgKind::Outlet, Some(east));
    let one = app.person("任莉", Role::HqHr, app.head_office).await;
    let two = app.person("罗人", Role::HqHr, app.head_office).await;
    let admin = app.person("关理", Role::Admin, app.head_office).await;
    let business = app.person("陈业", Role::HqBusiness, app.head_office).await;
    let committee = app.person("林薇", Role::CommitteeMember, app.head_office).await;
    let auditor = app.person("沈季", Role::Auditor, app.head_office).await;
    let president = app.person("王芳", Role::President, east).await;
    let (zhang, zhang_id) = app.rm("张三", east, ManagerClass::A, Grade::Level2).await;
    app.rm("Émile Novák", east, ManagerClass::B, Grade::Senior).await;
    app.rm("单雄信", west, ManagerClass::A, Grade::Level3).await;
    let staff = app.employee("吕 布", east);

    for p in [&one, &admin, &auditor, &president, &zhang] {
        r.note("me", p.get("/api/v1/me").await);
        for path in [
            "org-units",
            "org-units?kind=branch",
            "org-units?limit=2",
            "org-units?limit=0",
            "employees",
            "employees?limit=3",
            "employees?q=lvbu",
            "employees?q=lubu",
            "employees?q=lb",
            "employees?q=novak",
            "employees?q=%E5%BC%A0",
            "employees?q=shan",
            "employees?q=%25",
            "employees?q=_",
            "employees?role=rm",
            "managers",
            "managers?class=a",
            "managers?grade=senior&state=active",
            "managers?q=sxx",
            "managers?cursor=AAAA",
            "managers?nothing=1",
            "users",
            "policies",
            "policies/current",
            "policies/7",
            "policies/99999999999999999999",
            "clauses/D2",
            "approvals?box=all",
            "notices",
            "deputies",
            "audit?limit=5",
            "access-log",
            "jobs/01890000-0000-7000-8000-000000000000",
            "managers/nobody",
            "nowhere",
        ] {
            r.note(path, p.get(&format!("/api/v1/{path}")).await);
        }
    }

    let position = |role: &str, unit| json!({"employee_id": staff, "role": role, "org_unit_id": unit, "valid_from": "2026-11-24", "reason": "竞聘 😀"});
    r.note("misplaced", one.post("/api/v1/positions", position("hq_hr", east)).await);
    let p = r
        .note("proposed", one.post_with_key("/api/v1/positions", position("rm", east), "engines-0001").await);
    r.note("repeated", one.post_with_key("/api/v1/positions", position("rm", east), "engines-0001").await);
    r.note("reused", one.post_with_key("/api/v1/positions", position("lobby", east), "engines-0001").await);
    r.note("second", one.post("/api/v1/positions", position("lobby", east)).await);
    decide(&mut r, &one, &p["request_id"], "agreed").await;
    decide(&mut r, &two, &p["request_id"], "agreed").await;
    decide(&mut r, &two, &p["request_id"], "agreed").await;
    let held = r.note("employee", two.get(&format!("/api/v1/employees/{staff}")).await);
    let end = format!("/api/v1/positions/{}/end", held["positions"][0]["id"].as_str().unwrap());
    r.note("too early", one.post(&end, json!({"valid_to": "2026-11-24", "reason": "x"})).await);
    let p = r.note("end", one.post(&end, json!({"valid_to": "2026-12-24", "reason": "x"})).await);
    decide(&mut r, &two, &p["request_id"], "refused").await;

    let path = format!("/api/v1/managers/{zhang_id}");
    r.note("promoted", one.patch(&path, 1, json!({"term_to": "2027-06-01", "reason": "提前止聘"})).await);
    r.note("moved", one.patch(&path, 1, json!({"term_to": "2027-05-01", "reason": "x"})).await);
    r.note("unversioned", one.request(Method::PATCH, &path, Some(json!({"reason": "x"})), &[]).await);
    r.note("history", zhang.get(&format!("{path}/history")).await);
    let virtual_manager = |from: &str| json!({"name": "公共客户", "branch_id": east, "reason": "留存", "maintainers": [{"employee_id": staff, "valid_from": from}]});
    r.note("gap", president.post("/api/v1/managers", virtual_manager("2026-11-25")).await);
    r.note("virtual", president.post("/api/v1/managers", virtual_manager("2026-11-24")).await);
    r.note("taken", president.post("/api/v1/managers", json!({"manager_no": "B01-V01", "name": "x", "branch_id": east, "reason": "x", "maintainers": [{"employee_id": staff, "valid_from": "2026-11-24"}]})).await);

    let body = business.get("/api/v1/policies/current").await.expect(200)["body"].clone();
    let policy = json!({"effective_from": "2026-12-01", "note": "换行\n与制表\t", "body": body});
    let v = r.note("policy", business.post("/api/v1/policies", policy.clone()).await);
    decide(&mut r, &committee, &v["request_id"], "agreed").await;
    let v = r.note("same day", business.post("/api/v1/policies", policy).await);
    decide(&mut r, &committee, &v["request_id"], "agreed").await;
    r.note("policies", auditor.get("/api/v1/policies").await);

    for bad in [
        json!({}),
        json!([]),
        json!({"username": "a\u{0}b"}),
        json!({"username": "ABC", "employee_id": staff}),
        json!({"username": "abc", "employee_id": "x"}),
        json!({"username": "abc", "employee_id": staff, "more": 1}),
    ] {
        r.note("bad login", admin.post("/api/v1/users", bad).await);
    }
    r.note("login", admin.post("/api/v1/users", json!({"username": "lv.bu", "employee_id": staff})).await);
    r.note("again", admin.post("/api/v1/users", json!({"username": "lv.bu2", "employee_id": staff})).await);
    r.note("audit", auditor.get("/api/v1/audit?limit=200").await);
    kejing::audit::service::seal(&app.app).unwrap();
    r.note("chain", auditor.get("/api/v1/audit/state").await);
    r.lines
}

async fn decide(r: &mut Record, by: &Person<'_>, id: &Value, what: &str) {
    let path = format!("/api/v1/approvals/{}", id.as_str().unwrap_or("none"));
    let request = r.note("request", by.get(&path).await);
    let body = json!({"decision": what, "reason": "已核对", "payload_hash": request["payload_hash"]});
    r.note(what, by.post(&format!("{path}/decisions"), body).await);
}

#[actix_web::test]
async fn the_same_requests_are_answered_alike_on_both() {
    let Ok(server) = std::env::var("KEJING_TEST_POSTGRES") else {
        println!("KEJING_TEST_POSTGRES names no second engine: nothing to compare");
        return;
    };
    let embedded =
        script(&TestApp::on(TestDatabase::file_filled(schema_key(), migrate).unwrap(), |_| {}).await).await;
    let served = script(
        &TestApp::on(TestDatabase::served_filled(&server, schema_key(), migrate).unwrap(), |_| {}).await,
    )
    .await;
    assert!(embedded.len() > 150);
    for (a, b) in embedded.iter().zip(&served) {
        assert_eq!(a, b);
    }
    assert_eq!(embedded.len(), served.len());
}
