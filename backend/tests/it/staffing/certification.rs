//! Certification: from registration to a decision, what head office reviews, how grades change (E2.2–E2.4, E3.3).

use chrono::{Duration, TimeZone, Utc};
use diesel::prelude::*;
use kejing::auth::{Actor, Role};
use kejing::db::Ts;
use kejing::db::schema::{exam_sittings, exams};
use kejing::on_each;
use kejing::org::model::{EmployeeId, OrgUnitId};
use kejing::policy::certification::DemotionMode;
use kejing::policy::rules::Policy;
use kejing::staffing::certification::clock::warn;
use kejing::staffing::certification::grades::demote_by_assessment;
use kejing::staffing::exams::model::*;
use kejing::staffing::exams::rules::counts_until;
use kejing::staffing::model::{Grade, ManagerClass, ManagerId};
use serde_json::{Value, json};

use crate::rounds::bank::{act, decide, version};
use crate::support::{Answer, Person, TestApp};
use crate::tender::{self, CORE};

const PARTS: [&str; 5] = ["performance", "ability", "oral", "case_design", "practice"];

fn path(file: &Value, rest: &str) -> String {
    format!("/api/v1/certification-files/{}{rest}", file["id"].as_str().unwrap())
}

/// The people of a story.
pub struct Cast<'a> {
    app: &'a TestApp,
    pub branch: OrgUnitId,
    pub hr: Person<'a>,
    pub business: Person<'a>,
    committee: Person<'a>,
    pub group: Person<'a>,
    pub president: Person<'a>,
    pub rm: Person<'a>,
    pub manager: ManagerId,
}

pub async fn cast(app: &TestApp, grade: Grade) -> Cast<'_> {
    let branch = app.branch("B01", "城东支行");
    let (rm, manager) = app.rm("张三", branch, ManagerClass::A, grade).await;
    let cast = Cast {
        app,
        branch,
        hr: app.person("任莉", Role::HqHr, app.head_office).await,
        business: app.person("陈业", Role::HqBusiness, app.head_office).await,
        committee: app.person("林薇", Role::CommitteeMember, app.head_office).await,
        group: app.person("孙萍", Role::GroupMember, branch).await,
        president: app.person("王芳", Role::President, branch).await,
        rm,
        manager,
    };
    for line in ["character", "education", "health"] {
        cast.state(line, "passed").await;
    }
    cast
}

impl Cast<'_> {
    async fn go_to(&mut self, at: Ts) {
        self.app.set_time(at);
        for p in [
            &mut self.hr,
            &mut self.business,
            &mut self.committee,
            &mut self.group,
            &mut self.president,
            &mut self.rm,
        ] {
            p.sign_in().await;
        }
    }

    /// States a line of the manager's checklist, of today.
    async fn state(&self, line: &str, outcome: &str) {
        let (key, value) = if line == "education" { ("education", "bachelor") } else { ("outcome", outcome) };
        let today = self.app.app.clock().date_of(self.app.app.clock().now());
        let body = json!({ "line": line, key: value, "evidence": "核查表", "source": "人力资源部", "stated_on": today });
        let path = format!("/api/v1/employees/{}/qualification-statements", self.rm.employee_id);
        self.hr.post(&path, body).await.expect(201);
    }

    async fn register(&self, grade: &str) -> Value {
        let body = json!({ "grade": grade, "reason": "业绩达标" });
        self.rm.post("/api/v1/certification-registrations", body).await.expect(201)
    }

    async fn now(&self, file: &Value) -> Value {
        self.hr.get(&path(file, "")).await.expect(200)
    }

    async fn review(&self, file: &Value, passed: bool) -> Answer {
        let body = json!({ "passed": passed, "reason": "已核对", "evidence": "学历与履历证明" });
        act(&self.group, &path(file, "/review"), version(file), Some(body)).await
    }

    async fn score(&self, by: &Person<'_>, file: &Value, part: &str, score: i64) -> Answer {
        let body = json!({ "part": part, "score_bps": score, "evidence": "评分表",
            "examined_on": self.app.app.clock().date_of(self.app.app.clock().now()) });
        by.post(&path(file, "/scores"), body).await
    }

    /// Registered, qualified, and examined in every part with the same points; the written one from an examination.
    async fn evaluated(&self, grade: Grade, points: i64) -> Value {
        let file = self.register(grade.as_str()).await;
        let file = self.review(&file, true).await.expect(200);
        sat(self.app, self.rm.employee_id, grade, i32::try_from(points / 100).unwrap());
        for part in PARTS {
            self.score(&self.group, &file, part, points).await.expect(201);
        }
        self.now(&file).await
    }

    async fn propose(&self, file: &Value) -> Answer {
        self.hr.post(&path(file, "/proposal"), json!({ "reason": "考评达标" })).await
    }

    /// Certified by the branch.
    pub async fn certified(&self, grade: Grade) -> Value {
        let file = self.evaluated(grade, 8_000).await;
        self.propose(&file).await.expect(201);
        decide(&self.president, "agreed").await.expect(200);
        self.now(&file).await
    }

    async fn grade(&self) -> Value {
        self.rm.get("/api/v1/my-grade").await.expect(200)
    }
}

/// A released examination for a grade that somebody sat today, with so many points of a hundred; 60 pass.
fn sat(app: &TestApp, employee: EmployeeId, grade: Grade, points: i32) {
    let now = app.app.clock().now();
    let made_by = app
        .app
        .db()
        .read(|conn| {
            use kejing::db::schema::users;
            Ok(users::table.select(users::id).first::<kejing::identity::model::UserId>(conn)?)
        })
        .unwrap();
    let exam = Exam {
        id: ExamId::new(),
        name: "等级考试".into(),
        purpose: ExamPurpose::Grade,
        grade: Some(grade),
        opens_at: now.plus(Duration::hours(-3)),
        closes_at: now.plus(Duration::hours(-1)),
        minutes: 60,
        rules: kejing::db::Json(json!([])),
        pass_bps: 6_000,
        mark_limit: 2,
        seed: Some("00".repeat(32)),
        questions: 10,
        full_points: 100,
        state: ExamState::Released,
        reason: None,
        released_at: Some(now),
        version: 1,
        created_by: made_by,
        created_at: now,
    };
    let passed = points >= 60;
    let sitting = Sitting {
        id: SittingId::new(),
        exam_id: exam.id,
        employee_id: employee,
        state: SittingState::Submitted,
        enrolled_at: now,
        started_at: Some(now),
        deadline_at: Some(now),
        submitted_at: Some(now),
        by_clock: false,
        objective_points: Some(points),
        written_points: Some(0),
        passed: Some(passed),
        counts_until: passed.then(|| counts_until(app.app.clock().date_of(now))),
        warned_at: None,
    };
    app.app
        .db()
        .write(|conn| {
            on_each!(conn, |c| diesel::insert_into(exams::table).values(&exam).execute(c))?;
            on_each!(conn, |c| diesel::insert_into(exam_sittings::table).values(&sitting).execute(c))?;
            Ok(())
        })
        .unwrap();
}

/// The policy in force with a change, adopted without waiting.
fn adopt(app: &TestApp, change: impl FnOnce(&mut Policy)) {
    use kejing::db::schema::policy_versions;
    use kejing::policy::model::*;
    let mut policy = Policy::default();
    change(&mut policy);
    let now = app.app.clock().now();
    let row = PolicyVersion {
        id: PolicyId::new(),
        number: 1,
        effective_from: app.app.clock().date_of(now),
        body: kejing::db::Json::of(&policy).unwrap(),
        note: "试验".into(),
        state: PolicyState::Adopted,
        proposed_by: None,
        created_at: now,
        adopted_at: Some(now),
    };
    app.app
        .db()
        .write(|conn| {
            on_each!(conn, |c| diesel::insert_into(policy_versions::table).values(&row).execute(c))?;
            Ok(())
        })
        .unwrap();
}

#[actix_web::test]
async fn a_branch_certifies_files_and_head_office_overturns() {
    let app = TestApp::new().await;
    let c = cast(&app, Grade::Level3).await;
    let file = c.register("level_2").await;
    assert_eq!(
        (&file["stage"], &file["body"], &file["may_review"]),
        (&json!("registered"), &json!("branch"), &json!(false))
    );
    let twice = json!({ "grade": "level_2", "reason": "再报" });
    c.rm.post("/api/v1/certification-registrations", twice).await.refused(409, "already_exists");
    let lower = json!({ "grade": "trainee", "reason": "x" });
    c.rm.post("/api/v1/certification-registrations", lower).await.refused(422, "grade_not_higher");

    c.score(&c.group, &file, "oral", 8_000).await.refused(409, "certification_stage");
    let file = c.review(&file, true).await.expect(200);
    assert_eq!(file["stage"], "evaluation");
    c.review(&file, true).await.refused(409, "certification_stage");
    for part in PARTS {
        c.score(&c.group, &file, part, 8_000).await.expect(201);
    }
    let written = c.score(&c.group, &file, "written", 9_900).await.refused(422, "invalid_body");
    assert_eq!(written["errors"][0]["pointer"], "/part", "it comes from an examination alone");
    assert_eq!(c.propose(&file).await.refused(409, "evaluation_failed")["clause"], "E2.3");
    sat(&app, c.rm.employee_id, Grade::Level2, 72);
    let ready = c.now(&file).await;
    assert_eq!((&ready["evaluation"]["total_bps"], &ready["may_propose"]), (&json!(7_800), &json!(true)));
    c.propose(&file).await.expect(201);
    c.score(&c.group, &file, "oral", 9_000).await.refused(409, "certification_stage");
    decide(&c.president, "agreed").await.expect(200);

    let done = c.now(&file).await;
    let certificate = done["certificate"].clone();
    assert_eq!((&done["stage"], &certificate["standing"]), (&json!("certified"), &json!("counts")));
    assert_eq!(
        (&certificate["granted_on"], &certificate["counts_until"]),
        (&json!("2026-11-24"), &json!("2028-11-24"))
    );
    assert!(certificate["filed_at"].is_string(), "filed by deciding");
    let manager = format!("/api/v1/managers/{}", c.manager);
    assert_eq!(c.rm.get(&manager).await.expect(200)["grade"], "level_2");
    assert!(c.business.get("/api/v1/notices").await.expect(200).to_string().contains("城东支行认定了二级"));
    let waiting = c.business.get("/api/v1/certificates?unreviewed=true").await.expect(200);
    assert_eq!(waiting["items"].as_array().unwrap().len(), 1);

    let review = format!("/api/v1/certificates/{}/review", certificate["id"].as_str().unwrap());
    let overturn = |day: &str| {
        Some(json!({ "outcome": "overturned", "reason": "面试评分依据不足", "effective_on": day }))
    };
    act(&c.group, &review, 1, overturn("2026-11-24")).await.refused(403, "forbidden");
    act(&c.business, &review, 1, overturn("2026-11-25")).await.refused(422, "invalid_body");
    act(&c.business, &review, 1, overturn("2026-11-23")).await.refused(422, "invalid_body");
    act(&c.business, &review, 7, overturn("2026-11-24")).await.refused(412, "version_moved");
    let gone = act(&c.business, &review, 1, overturn("2026-11-24")).await.expect(200);
    assert_eq!((&gone["standing"], &gone["review"]["reviewed_by"]), (&json!("overturned"), &json!("陈业")));
    act(&c.business, &review, 2, overturn("2026-11-24")).await.refused(409, "certificate_reviewed");

    assert_eq!(c.rm.get(&manager).await.expect(200)["grade"], "level_3");
    let record = c.grade().await;
    let kinds: Vec<&str> =
        record["changes"].as_array().unwrap().iter().map(|k| k["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["overturned", "certified"]);
    assert_eq!(record["changes"][0]["reason"], "面试评分依据不足");
    let history = c.rm.get(&format!("{manager}/history")).await.expect(200);
    let grades: Vec<&str> =
        history["items"].as_array().unwrap().iter().map(|l| l["grade"].as_str().unwrap()).collect();
    assert_eq!(grades, ["level_3", "level_2", "level_3"]);
    assert_eq!(history["items"][0]["reason"], "面试评分依据不足");
    crate::dumps::keep(&app, "certification");
}

#[actix_web::test]
async fn a_line_of_the_checklist_that_is_not_met_is_reviewed_away_by_nobody() {
    let app = TestApp::new().await;
    let c = cast(&app, Grade::Level3).await;
    let file = c.register("level_2").await;
    let line = |f: &Value, name: &str| {
        let lines = f["checklist"].as_array().unwrap().clone();
        lines.into_iter().find(|l| l["line"] == name).unwrap()["outcome"].clone()
    };
    assert_eq!((line(&file, "record"), line(&file, "image")), (json!("passed"), json!("unknown")));
    let at = format!("/api/v1/employees/{}/adverse-records", c.rm.employee_id);
    let adverse = json!({ "kind": "misconduct", "description": "旷工", "evidence": "考勤记录",
        "occurred_on": "2026-11-01", "counts_to": "2027-11-01" });
    c.hr.post(&at, adverse).await.expect(201);
    assert_eq!(line(&c.now(&file).await, "record"), "failed");
    assert_eq!(c.review(&file, true).await.refused(409, "qualification_failed")["clause"], "E2.1");
    let ended = c.review(&file, false).await.expect(200);
    assert_eq!((&ended["stage"], line(&ended, "record")), (&json!("unqualified"), json!("failed")));
    assert_eq!(ended["end_reason"], "已核对");
}

#[actix_web::test]
async fn what_nobody_has_stated_blocks_the_decision_until_it_is_unless_the_policy_lets_it_pass() {
    let app = TestApp::new().await;
    let c = cast(&app, Grade::Level3).await;
    c.state("health", "unknown").await;
    let file = c.evaluated(Grade::Level2, 8_000).await;
    assert_eq!(
        (&file["stage"], &file["may_propose"], &file["hindering"][0]["line"]),
        (&json!("evaluation"), &json!(false), &json!("health"))
    );
    c.propose(&file).await.refused(409, "qualification_unknown");
    c.state("health", "passed").await;
    assert_eq!(c.now(&file).await["hindering"], json!([]));
    c.propose(&file).await.expect(201);

    // What moves between the proposal and the decision counts too.
    c.state("character", "failed").await;
    let refused = decide(&c.president, "agreed").await.refused(409, "qualification_failed");
    assert_eq!(refused["clause"], "D3.1");
    c.state("character", "unknown").await;
    decide(&c.president, "agreed").await.refused(409, "qualification_unknown");
    adopt(&app, |p| p.certification.unknown_blocks = false);
    decide(&c.president, "agreed").await.expect(200);
    assert_eq!(c.now(&file).await["stage"], "certified");
}

#[actix_web::test]
async fn senior_is_decided_by_head_office_and_no_branch_files_it() {
    let app = TestApp::new().await;
    let c = cast(&app, Grade::Level1).await;
    let file = c.evaluated(Grade::Senior, 8_500).await;
    assert_eq!(file["body"], "committee");
    c.propose(&file).await.expect(201);
    let inbox = c.president.get("/api/v1/approvals").await.expect(200);
    assert!(inbox["items"].as_array().unwrap().is_empty());
    decide(&c.committee, "agreed").await.expect(200);
    let done = c.now(&file).await;
    assert_eq!(
        (&done["certificate"]["filed_at"], &done["certificate"]["may_review"]),
        (&Value::Null, &json!(false))
    );
    assert_eq!(c.grade().await["grade"], "senior");
    let review = format!("/api/v1/certificates/{}/review", done["certificate"]["id"].as_str().unwrap());
    let upheld = Some(json!({ "outcome": "upheld", "reason": "x" }));
    act(&c.business, &review, 1, upheld).await.refused(409, "conflict");
}

#[actix_web::test]
async fn whoever_examined_or_reviewed_does_not_decide() {
    let app = TestApp::new().await;
    let mut c = cast(&app, Grade::Level3).await;
    app.hold(c.president.employee_id, Role::GroupMember, c.branch);
    c.president.sign_in().await;
    let file = c.evaluated(Grade::Level2, 8_000).await;
    c.score(&c.president, &file, "oral", 8_000).await.expect(201);
    c.propose(&file).await.expect(201);
    assert_eq!(decide(&c.president, "agreed").await.refused(403, "self_approval")["clause"], "E2.4");
    assert_eq!(c.now(&file).await["stage"], "deciding");
    assert_eq!(c.grade().await["grade"], "level_3");
}

#[actix_web::test]
async fn nobody_reviews_examines_or_proposes_their_own_file() {
    let app = TestApp::new().await;
    let c = cast(&app, Grade::Level3).await;
    let body = json!({ "grade": "trainee", "reason": "报名" });
    let own = c.group.post("/api/v1/certification-registrations", body).await.expect(201);
    let review = json!({ "passed": true, "reason": "x", "evidence": "x" });
    act(&c.group, &path(&own, "/review"), 1, Some(review)).await.refused(403, "self_approval");
    let lobby = app.person("达棠", Role::Lobby, c.branch).await;
    lobby.get(&path(&own, "")).await.refused(404, "not_found");
    let body = json!({ "grade": "trainee", "reason": "大堂也可以报名" });
    let theirs = lobby.post("/api/v1/certification-registrations", body).await.expect(201);
    assert_eq!(lobby.get(&path(&theirs, "")).await.expect(200)["may_withdraw"], true);
    let why = Some(json!({ "reason": "改期" }));
    act(&lobby, &path(&theirs, "/withdraw"), 1, why).await.expect(200);
}

#[actix_web::test]
async fn a_refused_file_ends_and_a_withdrawn_request_is_evaluated_again() {
    let app = TestApp::new().await;
    let c = cast(&app, Grade::Level3).await;
    let file = c.evaluated(Grade::Level2, 8_000).await;
    let proposed = c.propose(&file).await.expect(201);
    let request = proposed["request_id"].as_str().unwrap();
    let back = json!({ "reason": "补充材料" });
    c.hr.request(
        actix_web::http::Method::POST,
        &format!("/api/v1/approvals/{request}/withdraw"),
        Some(back),
        &[],
    )
    .await
    .expect(200);
    assert_eq!(c.now(&file).await["stage"], "evaluation");
    c.propose(&file).await.expect(201);
    decide(&c.president, "refused").await.expect(200);
    let ended = c.now(&file).await;
    assert_eq!((&ended["stage"], &ended["end_reason"]), (&json!("refused"), &json!("已核对")));
    assert_eq!(c.grade().await["grade"], "level_3");
    c.register("level_2").await;
}

#[actix_web::test]
async fn a_lapsed_examination_counts_for_nothing_and_a_lapsed_certificate_shows_it() {
    let app = TestApp::new().await;
    // Granted on 29 February 2028: the certificate counts through 28 February 2030.
    let noon = |y, m, d| Ts::new(Utc.with_ymd_and_hms(y, m, d, 4, 0, 0).unwrap());
    app.set_time(noon(2027, 12, 1));
    let mut c = cast(&app, Grade::Level3).await;
    c.go_to(noon(2028, 2, 29)).await;
    let done = c.certified(Grade::Level2).await;
    assert_eq!(done["certificate"]["counts_until"], "2030-02-28");
    let standing = async |c: &Cast<'_>| c.grade().await["certificates"][0]["standing"].clone();
    let told = async |c: &Cast<'_>| {
        c.rm.get("/api/v1/notices").await.expect(200).to_string().matches("certificate_lapsing").count()
    };
    // Ninety days before its last day.
    c.go_to(noon(2029, 11, 29)).await;
    warn(&app.app).unwrap();
    assert_eq!((standing(&c).await, told(&c).await), (json!("counts"), 0));
    c.go_to(noon(2029, 11, 30)).await;
    warn(&app.app).unwrap();
    warn(&app.app).unwrap();
    assert_eq!((standing(&c).await, told(&c).await), (json!("lapsing"), 1));
    let counts = c.hr.get("/api/v1/certificate-counts").await.expect(200);
    assert_eq!((&counts["items"][0]["lapsing"], &counts["warning_days"]), (&json!(1), &json!(90)));
    c.go_to(noon(2030, 2, 28)).await;
    assert_eq!(standing(&c).await, "lapsing", "its last day counts");
    // The examination's result lapses with the same day: a new file finds it lapsed on the next.
    c.go_to(noon(2030, 3, 1)).await;
    assert_eq!(standing(&c).await, "lapsed");
    let list = c.hr.get("/api/v1/certificates?standing=lapsed").await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let file = c.register("level_2").await;
    let file = c.review(&file, true).await.expect(200);
    for part in PARTS {
        c.score(&c.group, &file, part, 8_000).await.expect(201);
    }
    let lines = c.now(&file).await["evaluation"]["lines"].clone();
    assert_eq!((&lines[2]["score_bps"], &lines[2]["met"]), (&json!(8_000), &json!(false)));
    c.propose(&file).await.refused(409, "evaluation_failed");
    sat(&app, c.rm.employee_id, Grade::Level2, 70);
    // What was said about health two years ago counts no more.
    let refused = c.propose(&file).await.refused(409, "qualification_unknown");
    assert_eq!(
        (&refused["errors"][0]["pointer"], &refused["clause"]),
        (&json!("/lines/health"), &json!("E2.1"))
    );
    c.state("health", "passed").await;
    c.propose(&file).await.expect(201);
    decide(&c.president, "agreed").await.expect(200);
    let record = c.grade().await;
    let standings: Vec<&str> =
        record["certificates"].as_array().unwrap().iter().map(|x| x["standing"].as_str().unwrap()).collect();
    assert_eq!(standings, ["counts", "replaced"]);
}

#[actix_web::test]
async fn a_demotion_is_decided_as_the_policy_says() {
    let app = TestApp::new().await;
    let c = cast(&app, Grade::Level2).await;
    let at = format!("/api/v1/managers/{}/demotions", c.manager);
    let body = |grade: &str| json!({ "grade": grade, "reason": "年度考核未达标", "evidence": "考核汇总表" });
    c.group.post(&at, body("level_1")).await.refused(422, "grade_not_lower");
    c.rm.post(&at, body("level_3")).await.refused(403, "forbidden");
    c.group.post(&at, body("level_3")).await.expect(201);
    c.group.post(&at, body("level_3")).await.refused(409, "already_pending");
    assert!(c.president.get("/api/v1/approvals").await.expect(200)["items"].as_array().unwrap().is_empty());
    decide(&c.committee, "agreed").await.expect(200);
    let record = c.grade().await;
    assert_eq!((&record["grade"], &record["changes"][0]["kind"]), (&json!("level_3"), &json!("demoted")));

    // By itself after an assessment, where the policy says so.
    adopt(&app, |p| p.certification.demotion = DemotionMode::Automatic);
    let made = app
        .app
        .write_as(&Actor::Operator, |cx| {
            demote_by_assessment(cx, c.manager, Grade::Trainee, "考核未达标", "2026 年考核")
        })
        .unwrap();
    assert!(made.is_none());
    let record = c.grade().await;
    assert_eq!(
        (&record["grade"], &record["changes"][0]["source"]),
        (&json!("trainee"), &json!("assessment"))
    );
    assert_eq!(record["changes"][0]["decided_by"], Value::Null);
}

#[actix_web::test]
async fn a_bank_may_leave_all_to_head_office_or_overturn_nothing() {
    let app = TestApp::new().await;
    adopt(&app, |p| p.certification.may_overturn = false);
    let c = cast(&app, Grade::Level3).await;
    let done = c.certified(Grade::Level2).await;
    let review = format!("/api/v1/certificates/{}/review", done["certificate"]["id"].as_str().unwrap());
    let overturn = Some(json!({ "outcome": "overturned", "reason": "x" }));
    act(&c.business, &review, 1, overturn).await.refused(409, "overturn_forbidden");
    let upheld = Some(json!({ "outcome": "upheld", "reason": "依据充分" }));
    assert_eq!(act(&c.business, &review, 1, upheld).await.expect(200)["review"]["outcome"], "upheld");
    assert_eq!(c.grade().await["grade"], "level_2");
}

#[actix_web::test]
async fn a_grade_counts_at_once_where_it_is_asked_for() {
    let app = TestApp::new().await;
    let mut t = tender::open(&app).await;
    let committee = app.person("林薇", Role::CommitteeMember, app.head_office).await;
    t.bid(&t.senior.0, &[CORE], 40, None).await.expect(201);
    let at = format!("/api/v1/managers/{}/demotions", t.senior.1);
    let body = json!({ "grade": "level_1", "reason": "未达标", "evidence": "考核汇总表" });
    t.staff.group.sign_in().await;
    t.staff.group.post(&at, body).await.expect(201);
    decide(&committee, "agreed").await.expect(200);
    let refused = t.bid(&t.senior.0, &[CORE], 50, None).await.refused(422, "bid_ineligible");
    assert_eq!(refused["clause"], "E4.2");
    tender::close(&app, &mut [&mut t.senior.0]).await;
    let book = t.get(&t.senior.0, "/book").await.expect(200);
    assert_eq!(book["excluded"][0]["reasons"][0]["code"], "grade_too_low");
}

#[actix_web::test]
async fn files_are_seen_within_reach() {
    let app = TestApp::new().await;
    let c = cast(&app, Grade::Level3).await;
    let west = app.branch("B02", "城西支行");
    let other = app.person("何西", Role::GroupMember, west).await;
    let file = c.register("level_2").await;
    other.get(&path(&file, "")).await.refused(404, "not_found");
    let seen = |v: Value| v["items"].as_array().unwrap().len();
    for (who, n) in [(&c.rm, 1), (&c.group, 1), (&c.hr, 1), (&other, 0)] {
        assert_eq!(seen(who.get("/api/v1/certification-files").await.expect(200)), n);
    }
    assert_eq!(seen(c.hr.get("/api/v1/certification-files?stage=evaluation").await.expect(200)), 0);
}
