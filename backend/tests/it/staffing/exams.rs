//! Examinations: drawn, sat through lost connections, marked blind, and how long a result counts (D8.2, E2.3).

use actix_web::http::Method;
use chrono::Duration;
use kejing::auth::Role;
use kejing::db::Ts;
use kejing::org::model::OrgUnitId;
use kejing::staffing::exams::bank::ensure_standard;
use kejing::staffing::exams::clock;
use kejing::staffing::model::{Grade, ManagerClass};
use serde_json::{Value, json};

use crate::support::{Answer, Person, TestApp, start_of_tests};

const MINUTE: i64 = 60;
pub(super) const HOUR: i64 = 3600;

fn at(seconds: i64) -> Ts {
    start_of_tests().plus(Duration::seconds(seconds))
}

pub(super) fn path(exam: &Value, rest: &str) -> String {
    format!("/api/v1/exams/{}{rest}", exam["id"].as_str().unwrap())
}

async fn act(by: &Person<'_>, thing: &Value, path: &str, body: Option<Value>) -> Answer {
    by.request(Method::POST, path, body, &[("if-match", format!("\"{}\"", thing["version"]))]).await
}

/// The people of a story: two authors, a third marker, two candidates of a branch.
pub(super) struct Cast<'a> {
    app: &'a TestApp,
    pub(super) branch: OrgUnitId,
    pub(super) hr: Person<'a>,
    pub(super) business: Person<'a>,
    pub(super) credit: Person<'a>,
    pub(super) zhang: Person<'a>,
    pub(super) li: Person<'a>,
}

impl<'a> Cast<'a> {
    pub(super) async fn new(app: &'a TestApp) -> Self {
        ensure_standard(&app.app).unwrap();
        let branch = app.branch("B01", "城东支行");
        Self {
            app,
            branch,
            hr: app.person("任莉", Role::HqHr, app.head_office).await,
            business: app.person("陈业", Role::HqBusiness, app.head_office).await,
            credit: app.person("徐欣", Role::HqCredit, app.head_office).await,
            zhang: app.rm("张三", branch, ManagerClass::A, Grade::Level2).await.0,
            li: app.rm("李秋", branch, ManagerClass::A, Grade::Level3).await.0,
        }
    }

    pub(super) async fn go_to(&mut self, seconds: i64) {
        self.app.set_time(at(seconds));
        for p in [&mut self.hr, &mut self.business, &mut self.credit, &mut self.zhang, &mut self.li] {
            p.sign_in().await;
        }
    }

    /// An examination of an hour with five questions (2 + 2 + 3 + 10 + 10 points), open from the first to the third
    /// hour, drawn.
    async fn drawn(&self) -> Value {
        let body = json!({ "name": "二级客户经理笔试", "purpose": "grade", "grade": "level_2", "opens_at": at(HOUR),
            "closes_at": at(3 * HOUR), "minutes": 60, "pass_bps": 6_000, "mark_limit": 2,
            "rules": [
                { "area": "b2", "kind": "single", "count": 2 },
                { "area": "b11", "kind": "multiple", "difficulty": 2, "count": 1 },
                { "area": "b3", "kind": "written", "count": 2 },
            ] });
        let exam = self.hr.post("/api/v1/exams", body).await.expect(201);
        act(&self.hr, &exam, &path(&exam, "/draw"), None).await.expect(200)
    }

    pub(super) async fn published(&self) -> Value {
        let exam = self.drawn().await;
        let exam = act(&self.hr, &exam, &path(&exam, "/publish"), None).await.expect(200);
        for candidate in [&self.zhang, &self.li] {
            candidate.put(&path(&exam, "/enrolment"), Value::Null).await.expect(200);
        }
        exam
    }

    async fn paper(&self, exam: &Value) -> Value {
        self.hr.get(&path(exam, "/paper")).await.expect(200)
    }
}

async fn start(by: &Person<'_>, exam: &Value) -> Value {
    by.put(&path(exam, "/sitting"), Value::Null).await.expect(200)
}

async fn save(by: &Person<'_>, exam: &Value, no: &Value, body: Value) -> Answer {
    by.put(&path(exam, &format!("/sitting/answers/{no}")), body).await
}

/// The shown indices of the right options of a question, by the authors' paper.
fn right(paper: &Value, question: &Value) -> Vec<usize> {
    let known = paper["items"].as_array().unwrap().iter().find(|q| q["text"] == question["text"]).unwrap();
    let options = question["options"].as_array().unwrap();
    let texts: Vec<&Value> = known["answer"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| &known["options"][i.as_u64().unwrap() as usize])
        .collect();
    (0..options.len()).filter(|i| texts.contains(&&options[*i])).collect()
}

/// Answers everything: what has options rightly, what is written with words; and hands in.
pub(super) async fn answer_all(cast: &Cast<'_>, by: &Person<'_>, exam: &Value, words: &str) {
    let paper = cast.paper(exam).await;
    let sitting = start(by, exam).await;
    for q in sitting["questions"].as_array().unwrap() {
        let body = match q["kind"].as_str().unwrap() {
            "written" => json!({ "seq": 1, "text": words }),
            _ => json!({ "seq": 1, "options": right(&paper, q) }),
        };
        save(by, exam, &q["no"], body).await.expect(200);
    }
    by.request(Method::POST, &path(exam, "/sitting/submit"), None, &[]).await.expect(200);
}

#[actix_web::test]
async fn a_sitting_that_is_cut_off_goes_on_where_it_was_and_ends_when_it_must() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let exam = cast.published().await;
    cast.zhang.put(&path(&exam, "/sitting"), Value::Null).await.refused(409, "exam_state");

    cast.go_to(HOUR).await;
    let sitting = start(&cast.zhang, &exam).await;
    assert_eq!((&sitting["seconds_left"], &sitting["deadline_at"]), (&json!(3600), &json!(at(2 * HOUR))));
    let questions = sitting["questions"].as_array().unwrap();
    let kinds: Vec<&Value> = questions.iter().map(|q| &q["kind"]).collect();
    assert_eq!(kinds, ["single", "single", "multiple", "written", "written"]);
    save(&cast.zhang, &exam, &json!(1), json!({ "seq": 1, "options": [0] })).await.expect(200);
    save(&cast.zhang, &exam, &json!(1), json!({ "seq": 3, "options": [2] })).await.expect(200);
    let words = json!({ "seq": 1, "text": "先核实，再报告" });
    save(&cast.zhang, &exam, &json!(4), words.clone()).await.expect(200);

    // The phone's queue sends what it could not send before: what is newer stands.
    let late = save(&cast.zhang, &exam, &json!(1), json!({ "seq": 2, "options": [1] })).await.expect(200);
    assert_eq!((&late["seq"], &late["options"]), (&json!(3), &json!([2])));

    // Another device, twenty minutes later.
    cast.go_to(HOUR + 20 * MINUTE).await;
    for resumed in
        [cast.zhang.get(&path(&exam, "/sitting")).await.expect(200), start(&cast.zhang, &exam).await]
    {
        assert_eq!((&resumed["seconds_left"], &resumed["deadline_at"]), (&json!(2400), &json!(at(2 * HOUR))));
        let of = |n: usize| &resumed["questions"][n]["answer"];
        assert_eq!(of(0)["options"], json!([2]));
        assert_eq!(of(3)["text"], "先核实，再报告");
        assert!(of(1).is_null());
        let texts = |s: &Value| {
            s["questions"].as_array().unwrap().iter().map(|q| q["text"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(texts(&resumed), texts(&sitting), "in the same order");
    }
    save(&cast.zhang, &exam, &json!(1), json!({ "seq": 4, "options": [7] }))
        .await
        .refused(422, "invalid_body");
    save(&cast.zhang, &exam, &json!(1), json!({ "seq": 4, "options": [0, 1] }))
        .await
        .refused(422, "invalid_body");
    save(&cast.zhang, &exam, &json!(1), words.clone()).await.refused(422, "invalid_body");
    save(&cast.zhang, &exam, &json!(9), json!({ "seq": 1, "options": [0] })).await.refused(404, "not_found");

    // Who starts late ends with the examination; whose time is over saves nothing more.
    cast.go_to(2 * HOUR - 1).await;
    save(&cast.zhang, &exam, &json!(2), json!({ "seq": 1, "options": [] })).await.expect(200);
    cast.go_to(2 * HOUR).await;
    save(&cast.zhang, &exam, &json!(2), json!({ "seq": 2, "options": [1] }))
        .await
        .refused(409, "exam_time_over");
    cast.go_to(2 * HOUR + 30 * MINUTE).await;
    assert_eq!(start(&cast.li, &exam).await["deadline_at"], json!(at(3 * HOUR)));
    clock::hand_in(&app.app).unwrap();
    let over = cast.zhang.get(&path(&exam, "/sitting")).await.expect(200);
    assert_eq!(
        (&over["state"], &over["by_clock"], &over["questions"]),
        (&json!("submitted"), &json!(true), &json!([]))
    );
    assert_eq!(over["submitted_at"], json!(at(2 * HOUR)), "at its deadline, not when the clock came by");
    let list = cast.hr.get(&path(&exam, "/candidates")).await.expect(200);
    let states: Vec<(&Value, &Value)> =
        list["items"].as_array().unwrap().iter().map(|c| (&c["name"], &c["state"])).collect();
    assert_eq!(states, [(&json!("张三"), &json!("submitted")), (&json!("李秋"), &json!("sitting"))]);
}

#[actix_web::test]
async fn nothing_that_tells_an_answer_reaches_a_candidate_before_the_results() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let exam = cast.published().await;
    let paper = cast.paper(&exam).await;
    cast.hr.put(&path(&exam, "/enrolment"), Value::Null).await.refused(403, "exam_author");
    let author = path(&exam, &format!("/candidates/{}", cast.business.employee_id));
    cast.hr.put(&author, Value::Null).await.refused(403, "exam_author");
    cast.go_to(HOUR).await;
    let mut seen = vec![start(&cast.zhang, &exam).await];
    seen.push(save(&cast.zhang, &exam, &json!(1), json!({ "seq": 1, "options": [0] })).await.expect(200));
    for place in ["", "/sitting"] {
        seen.push(cast.zhang.get(&path(&exam, place)).await.expect(200));
    }
    seen.push(cast.zhang.get("/api/v1/exams").await.expect(200));
    seen.push(cast.zhang.request(Method::POST, &path(&exam, "/sitting/submit"), None, &[]).await.expect(200));
    for closed in ["/paper", "/candidates", "/marking"] {
        cast.zhang.get(&path(&exam, closed)).await.refused(403, "forbidden");
    }
    for bank in ["/api/v1/exam-questions", "/api/v1/exam-question-counts"] {
        cast.zhang.get(bank).await.refused(403, "forbidden");
    }
    cast.zhang.get(&path(&exam, "/result")).await.refused(409, "exam_state");
    // An author of the bank is the only one who sees answers; markers see guides when it is over.
    cast.credit.get(&path(&exam, "/paper")).await.refused(403, "forbidden");
    assert_eq!(cast.credit.get(&path(&exam, "/marking")).await.expect(200)["items"], json!([]));
    for told in &seen {
        let told = told.to_string();
        for q in paper["items"].as_array().unwrap() {
            assert!(!told.contains(q["explanation"].as_str().unwrap()), "{told}");
            assert!(!told.contains(q["code"].as_str().unwrap()), "{told}");
        }
        for key in
            ["\"explanation\"", "\"right\"", "\"got\"", "objective_points", "\"seed\":\"", "\"rules\":["]
        {
            assert!(!told.contains(key), "{key} in {told}");
        }
    }
    // The order of options differs from the paper's, and between candidates, or it would tell something.
    let shown = |s: &Value| {
        s["questions"].as_array().unwrap().iter().map(|q| q["options"].clone()).collect::<Vec<_>>()
    };
    assert_ne!(shown(&seen[0]), shown(&start(&cast.li, &exam).await));
}

#[actix_web::test]
async fn two_mark_blind_a_third_decides_and_results_count_for_24_months() {
    let app = TestApp::new().await;
    let mut cast = Cast::new(&app).await;
    let exam = cast.published().await;
    cast.go_to(HOUR).await;
    answer_all(&cast, &cast.zhang, &exam, "张的作答：核实用途，留下记录").await;
    let one = start(&cast.li, &exam).await;
    save(&cast.li, &exam, &one["questions"][3]["no"], json!({ "seq": 1, "text": "  " })).await.expect(200);

    cast.go_to(3 * HOUR).await;
    clock::hand_in(&app.app).unwrap();
    let marking = path(&exam, "/marking?open=true");
    let list = cast.hr.get(&marking).await.expect(200);
    let items = list["items"].as_array().unwrap().clone();
    assert_eq!(items.len(), 2, "what was left blank needs no mark");
    for item in &items {
        let told = item.to_string();
        for name in ["\"employee", "张三", "sitting"] {
            assert!(!told.contains(name), "{told}");
        }
        assert!(item["guide"].as_str().unwrap().contains("分）"));
    }
    let mark = |answer: &Value, points: i32| {
        (
            format!("/api/v1/exam-answers/{}/mark", answer["id"].as_str().unwrap()),
            json!({ "points": points, "note": "要点齐全" }),
        )
    };
    let give = async |by: &Person<'_>, answer: &Value, points: i32| {
        let (to, body) = mark(answer, points);
        by.put(&to, body).await
    };
    give(&cast.hr, &items[0], 11).await.refused(422, "invalid_body");
    give(&cast.hr, &items[0], 5).await.expect(200);
    let first = give(&cast.hr, &items[0], 8).await.expect(200);
    assert_eq!(
        (&first["mine"]["points"], &first["points"]),
        (&json!(8), &Value::Null),
        "may be changed until the second"
    );

    // The second marker sees nothing of the first.
    let blind = cast.business.get(&marking).await.expect(200);
    assert!(blind["items"][0]["mine"].is_null() && blind["items"][0]["marks"] == json!([]));
    let settled = give(&cast.business, &items[0], 7).await.expect(200);
    assert_eq!(
        (&settled["points"], settled["marks"].as_array().unwrap().len()),
        (&json!(8), 2),
        "a half counts up"
    );
    give(&cast.hr, &items[0], 6).await.refused(409, "exam_marked");
    give(&cast.credit, &items[0], 6).await.refused(409, "exam_marked");

    // Four and nine are too far apart.
    give(&cast.hr, &items[1], 4).await.expect(200);
    let apart = give(&cast.business, &items[1], 9).await.expect(200);
    assert_eq!(
        (&apart["points"], &apart["marks"], &apart["may_mark"]),
        (&Value::Null, &json!([]), &json!(false))
    );
    give(&cast.hr, &items[1], 8).await.refused(409, "exam_marked");
    let now = cast.hr.get(&path(&exam, "")).await.expect(200);
    assert_eq!((&now["phase"], &now["progress"]["unmarked"]), (&json!("marking"), &json!(1)));
    act(&cast.hr, &now, &path(&exam, "/release"), None).await.refused(409, "exam_marks_missing");
    let third = cast.credit.get(&marking).await.expect(200);
    assert_eq!((&third["items"][0]["third"], &third["items"][0]["marks"]), (&json!(true), &json!([])));
    let settled = give(&cast.credit, &items[1], 8).await.expect(200);
    assert_eq!(settled["points"], json!(9), "of eight and nine");

    act(&cast.hr, &now, &path(&exam, "/release"), None).await.expect(200);
    let result = cast.zhang.get(&path(&exam, "/result")).await.expect(200);
    assert_eq!(result["result"]["points"], json!(2 + 2 + 3 + 8 + 9));
    assert_eq!((&result["full_points"], &result["pass_points"]), (&json!(27), &json!(17)));
    assert_eq!(
        (&result["result"]["passed"], &result["result"]["counts_until"]),
        (&json!(true), &json!("2028-11-24"))
    );
    let first = &result["questions"][0];
    assert_eq!(
        first["right"], first["answer"]["options"],
        "what was right is told in the order that was shown"
    );
    assert!(first["explanation"].as_str().unwrap().chars().count() > 10);
    let failed = cast.li.get(&path(&exam, "")).await.expect(200);
    assert_eq!(
        (&failed["mine"]["result"]["passed"], &failed["mine"]["result"]["points"]),
        (&json!(false), &json!(0))
    );
    let told = cast.zhang.get("/api/v1/notices").await.expect(200);
    assert!(told["items"].as_array().unwrap().iter().any(|n| n["code"] == "exam_released"));

    // The branch sees its people's results; another one does not.
    let other = app.branch("B02", "城西支行");
    for (branch, sees) in [(cast.branch, 2), (other, 0)] {
        let president = app.person("行长", Role::President, branch).await;
        for list in ["/api/v1/exam-results", &path(&exam, "/candidates")] {
            assert_eq!(
                president.get(list).await.expect(200)["items"].as_array().unwrap().len(),
                sees,
                "{list}"
            );
        }
    }

    // Warned once, ninety days before; on its last day it counts, the day after it has lapsed.
    let day = 24 * HOUR;
    let last = 730 * day + 1;
    let standing = async |cast: &mut Cast<'_>, seconds: i64| {
        cast.go_to(seconds).await;
        clock::warn(&app.app).unwrap();
        clock::warn(&app.app).unwrap();
        let told = cast.zhang.get("/api/v1/notices").await.expect(200);
        let warned = told["items"].as_array().unwrap().iter().filter(|n| n["code"] == "exam_lapsing").count();
        let exam = cast.zhang.get(&path(&exam, "")).await.expect(200);
        (exam["mine"]["result"]["standing"].as_str().unwrap().to_owned(), warned)
    };
    // 2028 is a leap year: 731 days from the result's day to the same day.
    let last = last + day;
    assert_eq!(standing(&mut cast, last - 91 * day).await, ("counts".into(), 0));
    assert_eq!(standing(&mut cast, last - 90 * day).await, ("lapsing".into(), 1));
    assert_eq!(standing(&mut cast, last).await, ("lapsing".into(), 1));
    assert_eq!(standing(&mut cast, last + day).await, ("lapsed".into(), 1));
    let lapsed = cast.hr.get("/api/v1/exam-results?standing=lapsed").await.expect(200);
    assert_eq!(lapsed["items"][0]["name"], "张三");
    crate::dumps::keep(&app, "exams");
}

#[actix_web::test]
async fn a_drawn_paper_keeps_its_questions_whatever_becomes_of_the_bank() {
    let app = TestApp::new().await;
    let cast = Cast::new(&app).await;
    let exam = cast.drawn().await;
    let before = cast.paper(&exam).await;
    let seed = exam["seed"].as_str().unwrap();
    assert_eq!((seed.len(), &exam["full_points"], &exam["pass_points"]), (64, &json!(27), &json!(17)));
    let to = |n: usize, rest: &str| {
        format!("/api/v1/exam-questions/{}{rest}", before["items"][n]["question_id"].as_str().unwrap())
    };
    let q = cast.hr.get(&to(0, "")).await.expect(200);
    let retired =
        act(&cast.hr, &q, &to(0, "/retire"), Some(json!({ "reason": "制度已改" }))).await.expect(200);
    assert_eq!(retired["state"], "retired");
    act(&cast.hr, &retired, &to(0, "/adopt"), None).await.refused(409, "question_state");

    // A new version is drawn once somebody else has adopted it.
    let q = cast.hr.get(&to(1, "")).await.expect(200);
    let version = [("if-match", format!("\"{}\"", q["version"]))];
    let body = json!({ "difficulty": q["difficulty"], "text": "改过的题目", "options": ["一", "二", "三", "四"],
        "answer": [3], "points": 2, "explanation": "第四项正确" });
    let mut bad = body.clone();
    bad["answer"] = json!([4]);
    let refused =
        cast.hr.request(Method::PUT, &to(1, ""), Some(bad), &version).await.refused(422, "invalid_body");
    assert_eq!(refused["errors"][0]["pointer"], "/answer");
    let next = cast.hr.request(Method::PUT, &to(1, ""), Some(body), &version).await.expect(200);
    assert_eq!(
        (&next["number"], &next["adopted"], &next["may_adopt"]),
        (&json!(2), &json!(1), &json!(false))
    );
    act(&cast.hr, &next, &to(1, "/adopt"), None).await.refused(403, "self_approval");
    let waits = cast.business.get("/api/v1/exam-questions?waiting=true").await.expect(200);
    assert_eq!(waits["items"].as_array().unwrap().len(), 1);
    let versions = async |by: &Person<'_>| by.get(&to(1, "/versions")).await;
    let drawn = versions(&cast.hr).await.expect(200)["items"].clone();
    assert_eq!((&drawn[0]["in_use"], &drawn[1]["in_use"]), (&json!(false), &json!(true)));
    act(&cast.business, &next, &to(1, "/adopt"), None).await.expect(200);
    let now = versions(&cast.business).await.expect(200)["items"].clone();
    let (new, old) = (&now[0], &now[1]);
    assert_eq!((&new["number"], &new["author"], &new["in_use"]), (&json!(2), &json!("任莉"), &json!(true)));
    let changed = new["changed"].as_array().unwrap();
    assert!(changed.contains(&json!("text")) && !changed.contains(&json!("points")), "{changed:?}");
    assert_eq!((&old["number"], &old["author"], &old["changed"]), (&json!(1), &Value::Null, &json!([])));
    assert_eq!(old["text"], q["text"], "what it said before");
    versions(&cast.credit).await.refused(403, "forbidden");
    assert_eq!(cast.paper(&exam).await, before);
    act(&cast.hr, &exam, &path(&exam, "/publish"), None).await.expect(200);
    assert_eq!(cast.paper(&exam).await, before);

    // An own question is numbered after those that came with the program.
    let own = json!({ "area": "b2", "kind": "single", "difficulty": 1, "text": "新题目", "options": ["甲", "乙", "丙"],
        "answer": [0], "points": 2, "explanation": "甲正确" });
    let own = cast.business.post("/api/v1/exam-questions", own).await.expect(201);
    assert_eq!((&own["code"], &own["state"]), (&json!("B2-101"), &json!("draft")));
    let counts = cast.hr.get("/api/v1/exam-question-counts").await.expect(200);
    let all: i64 = counts["items"].as_array().unwrap().iter().map(|c| c["count"].as_i64().unwrap()).sum();
    assert_eq!(all, 191, "one of 192 is retired, the new one is not in use yet");

    // What the bank cannot give is said at the rule.
    let short = json!({ "name": "太多", "purpose": "credit_officer", "opens_at": at(HOUR), "closes_at": at(3 * HOUR),
        "minutes": 60, "pass_bps": 6_000, "mark_limit": 2, "rules": [{ "area": "b2", "kind": "single", "count": 9 }] });
    let exam = cast.hr.post("/api/v1/exams", short).await.expect(201);
    let refused =
        act(&cast.hr, &exam, &path(&exam, "/draw"), None).await.refused(409, "exam_questions_short");
    assert_eq!(refused["errors"][0]["pointer"], "/rules/0/count");
    act(&cast.hr, &exam, &path(&exam, "/publish"), None).await.refused(409, "exam_state");
    cast.zhang.get(&path(&exam, "")).await.refused(404, "not_found");
    assert_eq!(ensure_standard(&app.app).unwrap(), 0, "taken in once");
}
