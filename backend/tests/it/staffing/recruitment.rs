//! Recruitment: from a vacancy to a manager by competition, with ties, recusals, objections and who may not (D4).

use actix_web::http::Method;
use chrono::Duration;
use kejing::auth::Role;
use kejing::db::Ts;
use kejing::org::model::{EmployeeId, HireKind, OrgUnitId};
use kejing::staffing::model::{Grade, ManagerClass};
use serde_json::{Value, json};

use crate::support::{Answer, Person, TestApp, start_of_tests};

/// Hours: open from the first to the 48th, scored to the 96th.
pub fn at(hours: i64) -> Ts {
    start_of_tests().plus(Duration::hours(hours))
}

pub(super) const SCORING: i64 = 50;
const SCORED: i64 = 97;
/// Five working days after the announcement, at any hour.
pub const NOTICED: i64 = 400;

/// The people of a story: who runs it, who decides, a panel of three, three applicants.
pub struct Cast<'a> {
    pub(super) app: &'a TestApp,
    pub branch: OrgUnitId,
    pub hr: Person<'a>,
    pub president: Person<'a>,
    pub(super) committee: Person<'a>,
    pub(super) panel: Vec<Person<'a>>,
    pub applicants: Vec<Person<'a>>,
}

impl<'a> Cast<'a> {
    pub async fn new(app: &'a TestApp) -> Self {
        let branch = app.branch("B01", "城东支行");
        let mut panel = Vec::new();
        for (name, role) in
            [("吴冠", Role::Supervisor), ("孙萍", Role::GroupMember), ("周福", Role::VicePresident)]
        {
            panel.push(app.person(name, role, branch).await);
        }
        let mut applicants = Vec::new();
        for name in ["甲一", "乙二", "丙三"] {
            applicants.push(app.person(name, Role::Lobby, branch).await);
        }
        let cast = Self {
            app,
            branch,
            hr: app.person("任莉", Role::HqHr, app.head_office).await,
            president: app.person("王芳", Role::President, branch).await,
            committee: app.person("林薇", Role::CommitteeMember, app.head_office).await,
            panel,
            applicants,
        };
        for a in &cast.applicants {
            qualify(&cast, a.employee_id).await;
        }
        cast
    }

    pub async fn go_to(&mut self, hours: i64) {
        self.app.set_time(at(hours));
        for p in [&mut self.hr, &mut self.president, &mut self.committee] {
            p.sign_in().await;
        }
        for p in self.panel.iter_mut().chain(&mut self.applicants) {
            p.sign_in().await;
        }
    }

    pub fn round(&self, class: &str, vacancies: i32) -> Value {
        let panel: Vec<Value> = self
            .panel
            .iter()
            .enumerate()
            .map(|(i, p)| json!({ "employee_id": p.employee_id, "chair": i == 0 }))
            .collect();
        let kind = if class == "b" { json!("in_post") } else { Value::Null };
        json!({ "title": "城东支行公开招聘", "branch_id": self.branch, "class": class, "b_kind": kind,
            "grade": "level_3", "vacancies": vacancies, "requirements": "熟悉小微信贷", "opens_at": at(1),
            "closes_at": at(48), "scoring_ends_at": at(96), "panel": panel })
    }

    /// A published round of class B with so many vacancies.
    async fn published(&self, vacancies: i32) -> Value {
        let round = self.hr.post("/api/v1/recruitments", self.round("b", vacancies)).await.expect(201);
        act(&self.hr, &round, "/publish", None).await.expect(200)
    }

    /// Everybody has applied, and the panel scores.
    pub async fn applied(&mut self, vacancies: i32) -> Value {
        let round = self.published(vacancies).await;
        self.go_to(2).await;
        for a in &self.applicants {
            apply(a, &round).await.expect(201);
        }
        self.go_to(SCORING).await;
        round
    }

    pub(super) async fn applications(&self, round: &Value) -> Vec<Value> {
        let list = self.hr.get(&path(round, "/applications")).await.expect(200);
        list["items"].as_array().unwrap().clone()
    }

    /// Every member gives every applicant the points that belong to the applicant.
    async fn score_all(&self, round: &Value, points: [i32; 3]) {
        for a in self.applications(round).await {
            for member in &self.panel {
                score(member, &a, points[nth(&a)]).await.expect(201);
            }
        }
    }

    pub async fn now(&self, round: &Value) -> Value {
        self.hr.get(&path(round, "")).await.expect(200)
    }

    /// Announced with these points; the first of any that are equal is put first by the chair.
    pub async fn announced(&mut self, vacancies: i32, points: [i32; 3]) -> Value {
        let round = self.applied(vacancies).await;
        self.score_all(&round, points).await;
        let ranking = act(&self.hr, &round, "/rank", None).await.expect(200);
        if !ranking["open_tie"].as_array().unwrap().is_empty() {
            let body = json!({ "order": ranking["open_tie"], "reason": "业绩更稳" });
            act(&self.panel[0], &self.now(&round).await, "/tie-decisions", Some(body)).await.expect(200);
        }
        act(&self.hr, &self.now(&round).await, "/announce", None).await.expect(200)
    }
}

/// Which applicant of the story an application is by.
fn nth(a: &Value) -> usize {
    ["甲一", "乙二", "丙三"].iter().position(|n| a["name"] == *n).unwrap()
}

/// States and rates everything that class B asks for.
async fn qualify(cast: &Cast<'_>, who: EmployeeId) {
    let to = |rest: &str| format!("/api/v1/employees/{who}/{rest}");
    let states = to("qualification-statements");
    let said = |line: &str, key: &str, value: &str| json!({ "line": line, key: value, "evidence": "核查表", "source": "人力资源部", "stated_on": "2026-11-20" });
    cast.hr.post(&states, said("education", "education", "bachelor")).await.expect(201);
    cast.hr.post(&states, said("health", "outcome", "passed")).await.expect(201);
    cast.hr.post(&states, said("character", "outcome", "passed")).await.expect(201);
    let raters: Vec<EmployeeId> = cast.panel.iter().map(|p| p.employee_id).collect();
    let body = json!({ "raters": raters, "due_on": "2026-12-01" });
    let panel = cast.hr.post(&to("rating-panels"), body).await.expect(201);
    for p in &cast.panel {
        let one = |line: &str| json!({ "line": line, "points": 80 });
        let ratings =
            json!({ "ratings": [one("innovation"), one("business"), one("public_relations"), one("image")] });
        let path = format!("/api/v1/rating-panels/{}/ratings", panel["id"].as_str().unwrap());
        p.post(&path, ratings).await.expect(201);
    }
}

pub(super) fn path(round: &Value, rest: &str) -> String {
    format!("/api/v1/recruitments/{}{rest}", round["id"].as_str().unwrap())
}

pub async fn act(by: &Person<'_>, round: &Value, rest: &str, body: Option<Value>) -> Answer {
    let version = [("if-match", format!("\"{}\"", round["version"]))];
    by.request(Method::POST, &path(round, rest), body, &version).await
}

pub async fn apply(by: &Person<'_>, round: &Value) -> Answer {
    by.post(&path(round, "/application"), json!({ "statement": "熟悉辖内商户，业绩居前" })).await
}

fn of_application(a: &Value, rest: &str) -> String {
    format!("/api/v1/recruitment-applications/{}/{rest}", a["id"].as_str().unwrap())
}

pub(super) async fn score(by: &Person<'_>, a: &Value, points: i32) -> Answer {
    let one = |c: &str| json!({ "criterion": c, "points": points });
    let body = json!({ "points": [one("performance"), one("ability"), one("plan"), one("conduct")] });
    by.post(&of_application(a, "scores"), body).await
}

pub async fn decide(by: &Person<'_>, round: &Value, decision: &str) -> Answer {
    let request = round["request_id"].as_str().unwrap();
    let view = by.get(&format!("/api/v1/approvals/{request}")).await.expect(200);
    let body = json!({ "decision": decision, "reason": "已核对", "payload_hash": view["payload_hash"] });
    by.post(&format!("/api/v1/approvals/{request}/decisions"), body).await
}

#[actix_web::test]
async fn a_draft_is_changed_published_taken_back_and_called_off() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let round = cast.hr.post("/api/v1/recruitments", cast.round("b", 1)).await.expect(201);
    cast.applicants[0].get(&path(&round, "")).await.refused(404, "not_found");
    let put = |body: Value, version: i64| {
        let headers = [("if-match", format!("\"{version}\""))];
        let (hr, path) = (&cast.hr, path(&round, ""));
        async move { hr.request(Method::PUT, &path, Some(body), &headers).await }
    };
    let mut changed = cast.round("b", 2);
    changed["panel"] = json!([]);
    put(changed.clone(), 9).await.refused(412, "version_moved");
    let round = put(changed, 1).await.expect(200);
    assert_eq!(round["vacancies"], 2);
    act(&cast.hr, &round, "/publish", None).await.refused(409, "panel_incomplete");
    let round = put(cast.round("b", 2), 2).await.expect(200);
    let round = act(&cast.hr, &round, "/publish", None).await.expect(200);
    assert_eq!(round["phase"], "announced");
    put(cast.round("b", 3), 4).await.refused(409, "recruitment_state");
    apply(&cast.applicants[0], &round).await.refused(409, "recruitment_state");
    let why = || Some(json!({ "reason": "编制调整" }));
    let round = act(&cast.hr, &round, "/withdraw", why()).await.expect(200);
    assert_eq!(round["state"], "draft");
    let round = act(&cast.hr, &round, "/publish", None).await.expect(200);
    cast.go_to(2).await;
    apply(&cast.applicants[0], &round).await.expect(201);
    act(&cast.hr, &round, "/withdraw", why()).await.refused(409, "recruitment_applied");
    let round = act(&cast.hr, &round, "/cancel", why()).await.expect(200);
    assert_eq!((&round["state"], &round["reason"]), (&json!("cancelled"), &json!("编制调整")));
    let told = cast.applicants[0].get("/api/v1/notices").await.expect(200);
    assert_eq!(told["items"][0]["code"], "recruitment_cancelled");
    let events = cast.hr.get(&path(&round, "/events")).await.expect(200);
    let kinds: Vec<&str> =
        events["items"].as_array().unwrap().iter().map(|e| e["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds[..3], ["cancel_recruitment", "apply_for_post", "publish_recruitment"]);
    assert_eq!(kinds.len(), 8);
}

#[actix_web::test]
async fn eligibility_is_answered_at_once_with_each_clause() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let new = app.person("新来", Role::Lobby, cast.branch).await;
    let record = json!({ "kind": "sanction", "description": "警告", "evidence": "决定书", "occurred_on": "2026-11-20" });
    let to = format!("/api/v1/employees/{}/adverse-records", new.employee_id);
    cast.hr.post(&to, record).await.expect(201);
    let (b, _) = app.rm("外聘", cast.branch, ManagerClass::B, Grade::Level3).await;
    let (own, _) = app.rm("在岗", cast.branch, ManagerClass::B, Grade::Level3).await;
    let (a, _) = app.rm("甲类", cast.branch, ManagerClass::A, Grade::Level3).await;
    app.app
        .db()
        .write(|conn| {
            use diesel::prelude::*;
            use kejing::db::schema::employees;
            let external = diesel::update(employees::table.find(b.employee_id));
            Ok(external.set(employees::hire_kind.eq(HireKind::External)).execute(conn)?)
        })
        .unwrap();
    let round = cast.hr.post("/api/v1/recruitments", cast.round("a", 1)).await.expect(201);
    let round = act(&cast.hr, &round, "/publish", None).await.expect(200);
    cast.go_to(2).await;
    for (who, hindrance, clause) in
        [(new, "line_failed", "E2.1"), (b, "external_hire", "D4"), (a, "already_manager", "D4")]
    {
        let mut who = who;
        who.sign_in().await;
        let answer = who.get(&path(&round, "/eligibility")).await.expect(200);
        let first = &answer["hindrances"][0];
        assert_eq!(
            (&answer["eligible"], &first["hindrance"], &first["clause"]),
            (&json!(false), &json!(hindrance), &json!(clause))
        );
        let refused = apply(&who, &round).await.refused(422, "applicant_hindered");
        assert_eq!((&refused["clause"], &refused["errors"][0]["code"]), (&json!(clause), &json!(hindrance)));
    }
    let mut own = own;
    own.sign_in().await;
    assert_eq!(own.get(&path(&round, "/eligibility")).await.expect(200)["eligible"], true, "B may become A");
    let refused = apply(&cast.panel[1], &round).await.refused(422, "applicant_hindered");
    assert_eq!(refused["errors"][0]["code"], "concerned");
}

#[actix_web::test]
async fn documents_are_told_by_their_bytes() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let round = cast.published(1).await;
    cast.go_to(2).await;
    let to = path(&round, "/documents?kind=resume");
    let by = &cast.applicants[0];
    by.upload(&to, "application/pdf", b"<html>x</html>".to_vec())
        .await
        .refused(415, "unsupported_media_type");
    let large = [b"%PDF-1.7".to_vec(), vec![b'x'; 6 * 1024 * 1024]].concat();
    by.upload(&to, "application/pdf", large).await.refused(413, "file_too_large");
    // What the header says is not asked.
    let png = by.upload(&to, "application/pdf", b"\x89PNG\r\n\x1a\n0000".to_vec()).await.expect(201);
    assert_eq!(png["media_type"], "image/png");
    let file = format!("/api/v1/recruitment-documents/{}/file", png["id"].as_str().unwrap());
    assert_eq!(by.get(&file).await.bytes, b"\x89PNG\r\n\x1a\n0000");
    assert_eq!(cast.panel[2].get(&file).await.status, 200);
    cast.applicants[1].get(&file).await.refused(404, "not_found");
    let remove = format!("/api/v1/recruitment-documents/{}", png["id"].as_str().unwrap());
    cast.applicants[1].delete(&remove).await.refused(404, "not_found");
    assert_eq!(by.delete(&remove).await.status, 204);
    by.get(&file).await.refused(404, "not_found");
    for n in 0..10 {
        by.upload(&to, "image/png", format!("%PDF-{n}").into_bytes()).await.expect(201);
    }
    by.upload(&to, "image/png", b"%PDF-x".to_vec()).await.refused(409, "documents_full");
}

#[actix_web::test]
async fn members_score_blind_in_time_and_not_whom_they_are_recused_for() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let round = cast.applied(1).await;
    let all = cast.applications(&round).await;
    cast.applicants[0].get(&path(&round, "/applications")).await.refused(404, "not_found");
    score(&cast.applicants[0], &all[0], 90).await.refused(404, "not_found");
    score(&cast.hr, &all[0], 90).await.refused(404, "not_found");

    let recuse = json!({ "kind": "relative", "reason": "系表亲" });
    cast.panel[2].post(&of_application(&all[0], "recusals"), recuse.clone()).await.expect(201);
    score(&cast.panel[2], &all[0], 100).await.refused(403, "member_recused");
    cast.panel[1].post(&of_application(&all[0], "recusals"), recuse).await.refused(409, "recusal_few");

    score(&cast.panel[0], &all[0], 70).await.expect(201);
    let again = score(&cast.panel[0], &all[0], 80).await.expect(201);
    let mine =
        &again["items"].as_array().unwrap().iter().find(|a| a["id"] == all[0]["id"]).unwrap()["my_sheet"];
    assert_eq!((&mine["hundredths"], &mine["no"]), (&json!(8_000), &json!(2)));
    let seen = cast.panel[1].get(&path(&round, "/applications")).await.expect(200);
    assert_eq!(seen["all_in"], false);
    assert!(
        seen["items"].as_array().unwrap().iter().all(|a| a["sheets"] == json!([])),
        "nobody sees another's"
    );
    act(&cast.hr, &round, "/rank", None).await.refused(409, "sheets_missing");

    cast.go_to(SCORED).await;
    score(&cast.panel[1], &all[0], 80).await.refused(409, "scoring_over");
    act(&cast.hr, &round, "/rank", None).await.refused(409, "sheets_missing");
    let more = json!({ "reason": "评委出差", "scoring_ends_at": at(120) });
    let round = act(&cast.hr, &round, "/reopen", Some(more)).await.expect(200);
    score(&cast.panel[1], &all[0], 60).await.expect(201);
    for a in &all[1..] {
        for member in &cast.panel {
            score(member, a, 70).await.expect(201);
        }
    }
    let open = cast.panel[2].get(&path(&round, "/applications")).await.expect(200);
    assert_eq!(open["all_in"], true);
    score(&cast.panel[0], &all[0], 99).await.refused(409, "scores_locked");
    let ranking = act(&cast.hr, &round, "/rank", None).await.expect(200);
    let places: Vec<(i64, i64, bool)> = ranking["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| {
            (r["rank"].as_i64().unwrap(), r["hundredths"].as_i64().unwrap(), r["tied"].as_bool().unwrap())
        })
        .collect();
    assert_eq!(places, [(1, 7_000, true), (1, 7_000, true), (1, 7_000, true)], "80 and 60 are 70");
    crate::dumps::keep(&app, "recusal");
}

#[actix_web::test]
async fn a_tie_for_the_last_vacancy_is_the_chairs_with_reason() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let round = cast.applied(1).await;
    cast.score_all(&round, [90, 90, 70]).await;
    let ranking = act(&cast.hr, &round, "/rank", None).await.expect(200);
    assert_eq!(ranking["open_tie"].as_array().unwrap().len(), 2);
    cast.applicants[0].get(&path(&round, "/ranking")).await.refused(404, "not_found");
    let round = cast.now(&round).await;
    act(&cast.hr, &round, "/announce", None).await.refused(409, "tie_open");
    let tie = ranking["open_tie"].as_array().unwrap();
    let order = json!({ "order": [tie[1], tie[0]], "reason": "近两年业绩更稳" });
    act(&cast.panel[1], &round, "/tie-decisions", Some(order.clone())).await.refused(403, "not_chair");
    let part = json!({ "order": [tie[0], ranking["items"][2]["application_id"]], "reason": "x" });
    act(&cast.panel[0], &round, "/tie-decisions", Some(part)).await.refused(422, "invalid_body");
    let decided = act(&cast.panel[0], &round, "/tie-decisions", Some(order)).await.expect(200);
    let first = &decided["items"][0];
    assert_eq!(
        (&first["application_id"], &first["rank"], &first["reason"], &first["won"]),
        (&tie[1], &json!(1), &json!("近两年业绩更稳"), &json!(true))
    );
    let before = cast.hr.get(&path(&round, "/ranking?revision=1")).await.expect(200);
    assert_eq!(before["items"][0]["tied"], true, "the ranking that was stays on record");
    let round = act(&cast.hr, &cast.now(&round).await, "/announce", None).await.expect(200);
    assert_eq!(round["phase"], "notice");
    let public = cast.applicants[2].get(&path(&round, "/ranking")).await.expect(200);
    assert_eq!(public["items"][0]["application_id"], tie[1]);
}

#[actix_web::test]
async fn an_upheld_objection_corrects_the_ranking_and_is_decided_by_somebody_not_concerned() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let round = cast.announced(1, [90, 80, 70]).await;
    let first = cast.applications(&round).await.into_iter().find(|a| nth(a) == 0).unwrap();
    let to = path(&round, "/objections");
    let body = json!({ "application_id": first["id"], "text": "申报业绩与系统不符" });
    let mine = cast.applicants[1].post(&to, body.clone()).await.expect(201);
    let withdraw =
        format!("/api/v1/recruitment-objections/{}/withdraw", mine["items"][0]["id"].as_str().unwrap());
    cast.applicants[2].request(Method::POST, &withdraw, None, &[]).await.refused(404, "not_found");
    let back = cast.applicants[1].request(Method::POST, &withdraw, None, &[]).await.expect(200);
    assert_eq!(back["items"][0]["state"], "withdrawn");

    let mine = cast.applicants[1].post(&to, body).await.expect(201);
    let decision =
        format!("/api/v1/recruitment-objections/{}/decision", mine["items"][0]["id"].as_str().unwrap());
    let uphold = json!({ "decision": "upheld", "remedy": "remove", "reason": "经核对有一户不属本人" });
    cast.hr.post(&decision, uphold.clone()).await.refused(403, "objection_concerned");
    act(&cast.hr, &cast.now(&round).await, "/withdraw-announcement", Some(json!({ "reason": "x" })))
        .await
        .refused(409, "objections_open");
    let done = cast.committee.post(&decision, uphold.clone()).await.expect(201);
    assert_eq!(
        (&done["items"][0]["state"], &done["items"][0]["remedy"]),
        (&json!("upheld"), &json!("remove"))
    );
    cast.committee.post(&decision, uphold).await.refused(409, "already_decided");
    let ranking = cast.applicants[1].get(&path(&round, "/ranking")).await.expect(200);
    let names: Vec<&str> =
        ranking["items"].as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["乙二", "丙三"]);
    let own = cast.applicants[0].get(&path(&round, "")).await.expect(200);
    assert_eq!(own["mine"]["state"], "removed");
    crate::dumps::keep(&app, "objection");
}

#[actix_web::test]
async fn whoever_won_becomes_a_manager_when_another_agrees() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let round = cast.announced(1, [90, 80, 70]).await;
    let propose = || Some(json!({ "term_from": "2026-12-15", "reason": "公示期满" }));
    act(&cast.hr, &round, "/appointment", propose()).await.refused(409, "notice_running");
    cast.go_to(NOTICED).await;
    let round = cast.now(&round).await;
    assert_eq!(round["phase"], "noticed");
    let proposed = act(&cast.hr, &round, "/appointment", propose()).await.expect(200);
    assert_eq!(proposed["phase"], "proposed");
    decide(&cast.president, &proposed, "refused").await.expect(200);
    let round = cast.now(&round).await;
    assert_eq!(round["phase"], "noticed", "a refusal leaves the result");
    let proposed = act(&cast.hr, &round, "/appointment", propose()).await.expect(200);
    decide(&cast.president, &proposed, "agreed").await.expect(200);
    let own = cast.applicants[0].get(&path(&round, "")).await.expect(200);
    assert_eq!((&own["phase"], &own["mine"]["appointed"]), (&json!("appointed"), &json!(true)));
    let managers = cast.hr.get("/api/v1/managers?q=%E7%94%B2%E4%B8%80").await.expect(200);
    let m = &managers["items"][0];
    assert_eq!(
        (&m["class"], &m["grade"], &m["term_from"], &m["state"]),
        (&json!("b"), &json!("level_3"), &json!("2026-12-15"), &json!("active"))
    );
    let history =
        cast.hr.get(&format!("/api/v1/managers/{}/history", m["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(history["items"][0]["reason"], "城东支行公开招聘");
    crate::dumps::keep(&app, "recruitment");
}

#[actix_web::test]
async fn two_appointments_of_one_person_at_once_make_one_manager() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let employee = app.employee("甲一", branch);
    let make = || {
        app.app.write_as(&kejing::auth::Actor::Operator, |cx| {
            let e = kejing::org::service::find_employee(cx, employee)?.unwrap();
            let a = kejing::staffing::service::Appointment {
                employee: &e,
                class: ManagerClass::A,
                b_kind: None,
                grade: Grade::Level3,
                branch_id: branch,
                term: (cx.today, None),
                reason: "公开招聘",
            };
            kejing::staffing::service::appoint(cx, &a).map(|m| m.id)
        })
    };
    let outcomes: Vec<_> = std::thread::scope(|s| {
        let running: Vec<_> = (0..4).map(|_| s.spawn(make)).collect();
        running.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 1);
    for refused in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!((refused.code().as_str(), refused.clause_id()), ("already_manager", Some("D4")));
    }
    // And past every service, the database itself.
    let again = app.app.db().write(|conn| {
        let twice = kejing::staffing::model::Manager {
            employee_id: Some(employee),
            ..crate::support::manager_row(branch, "甲一")
        };
        Ok(kejing::staffing::store::insert_manager(conn, &twice)?)
    });
    assert!(again.is_err());
}
