//! Two branches with one thing of each kind, and everybody who may come by.

use kejing::allocation::ownership::model::OwnedKind;
use kejing::auth::Role;
use kejing::clients::model::{AccountId, AccountKind, ClientId};
use kejing::imports::model::ImportKind;
use kejing::jobs::runner::drain;
use kejing::org::model::OrgUnitId;
use kejing::staffing::model::{Grade, ManagerClass, ManagerId};
use serde_json::{Value, json};

use crate::clients::bank;
use crate::rounds::bank::{self as rounds, Sort, Staff, act, go_to, now, path, published, staff, version};
use crate::support::{Person, TestApp, day};
use crate::tender::id_of;

/// Roles of a branch beside its managers', supervisor's, group's and president's.
const OTHERS: [Role; 4] = [Role::VicePresident, Role::PresidentAssistant, Role::OutletHead, Role::Lobby];
const HEAD_OFFICE: [Role; 8] = [
    Role::HqBusiness,
    Role::HqCredit,
    Role::HqProduct,
    Role::HqFinance,
    Role::HqHr,
    Role::CommitteeMember,
    Role::Auditor,
    Role::Admin,
];

/// A branch with its people and one thing of each kind. The manager owns the client, asks to share another one with
/// the outsider, and bids in the branch's tender; the peer takes part in it without a bid, the outsider does not.
pub struct Side<'a> {
    pub name: &'static str,
    pub branch: OrgUnitId,
    pub staff: Staff<'a>,
    pub president: Person<'a>,
    pub others: Vec<(Role, Person<'a>)>,
    pub rm: Person<'a>,
    pub manager: ManagerId,
    pub peer: Person<'a>,
    pub peer_manager: ManagerId,
    pub outsider: Person<'a>,
    pub outsider_manager: ManagerId,
    /// The manager's login.
    pub user: String,
    /// The manager's position.
    pub position: String,
    /// The policy in force.
    pub policy: Value,
    /// A message to the peer.
    pub notice: String,
    /// The vice president stands in for the president.
    pub deputy: String,
    pub client: ClientId,
    pub account: AccountId,
    /// A tender; its result has been announced, and the peer has objected to it.
    pub round: Value,
    /// The manager's bid in it.
    pub bid: String,
    pub clearing_job: String,
    /// A lot of the tender.
    pub lot: String,
    /// The peer's objection to the result.
    pub objection: String,
    /// A round of applications that has closed, and the manager's application in it.
    pub voluntary: Value,
    pub application: String,
    /// A round that is not published yet.
    pub draft: Value,
    pub adjustment: String,
    /// A training event of the branch that is being held.
    pub training: String,
    /// An examination that the manager sits.
    pub exam: String,
    /// A question of its paper.
    pub question: String,
    /// The manager's time in banking elsewhere.
    pub employment: String,
    /// An adverse record of the manager.
    pub adverse: String,
    /// A panel of supervisor, group and president that rates the manager.
    pub rating_panel: String,
    /// The manager's certification file; it waits for its review.
    pub certification: String,
    /// A round of recruitment that is being prepared, and one that is open, with supervisor, group and president on its
    /// panel.
    pub recruitment_draft: String,
    pub recruitment: String,
    /// The adjustment's request for approval.
    pub request: String,
    /// The supervisor's list of clients as a file.
    pub export: String,
    pub export_job: String,
    /// A virtual manager that the supervisor maintains.
    pub virtual_manager: String,
    /// The manager is sent to the other branch of the bank, as head office proposes.
    pub dispatch: String,
    /// The outsider is to leave the post.
    pub leaving: String,
    /// A machine's client, and an employment event that it sent about the peer.
    pub api_client: String,
    pub hr_event: String,
    /// A file that head office loaded: business's on the one side, human resources' on the other.
    pub import: String,
    pub import_job: String,
}

fn text(v: &Value) -> String {
    v.as_str().unwrap().to_owned()
}

/// A round of recruitment for a side's branch.
pub fn recruitment(side: &Side<'_>) -> Value {
    let member = |p: &Person<'_>, chair| json!({ "employee_id": p.employee_id, "chair": chair });
    json!({ "title": "公开招聘", "branch_id": side.branch, "class": "a", "b_kind": null, "grade": "level_3",
        "vacancies": 1, "requirements": "熟悉小微信贷", "opens_at": rounds::at(0), "closes_at": rounds::at(5_000),
        "scoring_ends_at": rounds::at(6_000),
        "panel": [member(&side.staff.supervisor, true), member(&side.staff.group, false), member(&side.president, false)] })
}

impl<'a> Side<'a> {
    async fn new(app: &'a TestApp, code: &'static str) -> Self {
        let staff = staff(app, code).await;
        let branch = staff.branch;
        let (rm, manager) = app.rm("张三", branch, ManagerClass::A, Grade::Senior).await;
        let (peer, peer_manager) = app.rm("李秋", branch, ManagerClass::A, Grade::Senior).await;
        let (outsider, outsider_manager) = app.rm("周外", branch, ManagerClass::A, Grade::Senior).await;
        let president = app.person("王芳", Role::President, branch).await;
        let mut others = Vec::new();
        for role in OTHERS {
            others.push((role, app.person(role.as_str(), role, branch).await));
        }

        let mut clients = Vec::new();
        for name in ["甲户", "乙户"] {
            let client = bank::client_id(&bank::create(&staff.supervisor, branch, name, json!({})).await);
            bank::own(app, OwnedKind::Client, client.into(), day(2025, 1, 1), &[(manager, 10_000)]);
            clients.push(client);
        }
        let (_, account) = bank::account(app, clients[0], branch, AccountKind::PersonalDeposit);
        let half = |m: ManagerId| json!({ "manager_id": m, "bps": 5_000 });
        let asks = json!({
            "client_id": clients[1], "shares": [half(manager), half(outsider_manager)],
            "effective_on": "2026-12-01", "reason": "就近服务",
        });
        let adjustment = rm.post("/api/v1/adjustments", asks).await.expect(201);

        let event = json!({ "branch_id": branch, "title": "合规培训", "content": "案例", "place": "三楼",
            "starts_at": rounds::at(1), "ends_at": rounds::at(10_000) });
        let training = staff.supervisor.post("/api/v1/trainings", event).await.expect(201);

        let aims = json!({ "grade": "senior", "reason": "重新认证" });
        let certification = rm.post("/api/v1/certification-registrations", aims).await.expect(201);

        let sort = Sort { deposit: 50_000_000, ..Sort::default() };
        let lots: Vec<ClientId> =
            ["甲厂", "乙厂", "丙厂"].map(|name| rounds::client(app, branch, name, None, sort)).to_vec();
        let round = published(&staff, "open_tender", &lots[..1], &[manager, peer_manager]).await;
        let voluntary =
            published(&staff, "voluntary_application", &lots[2..], &[manager, peer_manager]).await;
        let draft = rounds::draft(&staff, "open_tender").await;
        let draft = rounds::with_lots(&staff, &draft, &lots[1..2]).await;
        let draft = rounds::with_participants(&staff, &draft, &[manager, peer_manager]).await;
        let user = text(&rm.get("/api/v1/me").await.expect(200)["user_id"]);
        let held = staff.supervisor.get(&format!("/api/v1/employees/{}", rm.employee_id)).await.expect(200);
        let policy = staff.supervisor.get("/api/v1/policies/current").await.expect(200);
        let vice = others.iter().find(|(r, _)| *r == Role::VicePresident).unwrap().1.employee_id;
        let stands_in = json!({ "employee_id": president.employee_id, "role": "president",
            "deputy_employee_id": vice, "valid_from": "2026-12-01", "valid_to": "2026-12-08" });
        let deputy = president.post("/api/v1/deputies", stands_in).await.expect(201);
        let keeper = json!([{ "employee_id": staff.supervisor.employee_id, "valid_from": "2026-11-24" }]);
        let kept =
            json!({ "branch_id": branch, "name": "公共客户", "reason": "暂无人承接", "maintainers": keeper });
        let kept = president.post("/api/v1/managers", kept).await.expect(201);
        let leaves = json!({ "employee_id": outsider.employee_id, "scope": "post", "leaves_on": "2027-06-01",
            "reason": "调任" });
        let leaving = president.post("/api/v1/leavings", leaves).await.expect(201);
        Self {
            name: code,
            branch,
            staff,
            president,
            others,
            rm,
            manager,
            peer,
            peer_manager,
            outsider,
            outsider_manager,
            user,
            position: text(&held["positions"][0]["id"]),
            policy: policy["body"].clone(),
            notice: String::new(),
            deputy: text(&deputy["id"]),
            client: clients[0],
            account,
            round,
            bid: String::new(),
            clearing_job: String::new(),
            lot: String::new(),
            objection: String::new(),
            voluntary,
            application: String::new(),
            draft,
            adjustment: text(&adjustment["id"]),
            training: text(&training["id"]),
            exam: String::new(),
            question: String::new(),
            employment: String::new(),
            adverse: String::new(),
            rating_panel: String::new(),
            certification: text(&certification["id"]),
            recruitment_draft: String::new(),
            recruitment: String::new(),
            request: text(&adjustment["request_id"]),
            export: String::new(),
            export_job: String::new(),
            virtual_manager: text(&kept["id"]),
            dispatch: String::new(),
            leaving: text(&leaving["id"]),
            api_client: String::new(),
            hr_event: String::new(),
            import: String::new(),
            import_job: String::new(),
        }
    }

    fn people(&mut self) -> Vec<&mut Person<'a>> {
        let mut out = vec![&mut self.staff.supervisor, &mut self.staff.group, &mut self.president];
        out.extend([&mut self.rm, &mut self.peer, &mut self.outsider]);
        out.extend(self.others.iter_mut().map(|(_, p)| p));
        out
    }

    async fn bids(&mut self) {
        let lots = rounds::lots(&self.staff.supervisor, &self.round).await;
        self.lot = lots[0].clone();
        let wanted = rounds::lots(&self.staff.supervisor, &self.voluntary).await;
        let body = json!({ "lot_id": wanted[0], "reason": "已服务三年" });
        let applied = self.rm.post(&path(&self.voluntary, "/applications"), body).await.expect(201);
        self.application = text(&applied["id"]);
        let body = json!({ "kind": "single", "lots": lots, "value": 50 });
        self.bid = id_of(&self.rm.post(&path(&self.round, "/bids"), body).await.expect(201));
    }

    /// Announces what was cleared, hears an objection, asks for a file.
    async fn ends(&mut self) {
        let supervisor = &self.staff.supervisor;
        let round = now(supervisor, &self.round).await;
        act(supervisor, &path(&round, "/announce"), version(&round), None).await.expect(200);
        let objection = json!({ "text": "该出价人在截止时资格不符" });
        let objection = self.peer.post(&path(&round, "/objections"), objection).await.expect(201);
        self.objection = text(&objection["id"]);
        let told = self.peer.get("/api/v1/notices").await.expect(200);
        self.notice = text(&told["items"][0]["id"]);
        self.clearing_job = text(&supervisor.get(&path(&round, "/clear")).await.expect(200)["job_id"]);
        let asks = json!({ "format": "csv", "reason": "季度走访安排" });
        let export = supervisor.post("/api/v1/client-exports", asks).await.expect(202);
        self.export = text(&export["id"]);
        self.export_job = text(&export["job_id"]);
    }
}

/// Somebody who reads.
pub struct Viewer<'w> {
    pub name: String,
    pub role: Role,
    pub branch: Option<OrgUnitId>,
    pub manager: Option<ManagerId>,
    pub person: &'w Person<'w>,
}

impl Viewer<'_> {
    /// Whether it is this person.
    pub fn is(&self, person: &Person<'_>) -> bool {
        self.person.username == person.username
    }

    /// Whether it is somebody of the branch in a role.
    pub fn is_in(&self, side: &Side<'_>, role: Role) -> bool {
        self.role == role && self.branch == Some(side.branch)
    }
}

/// Both sides and head office.
pub struct World<'a> {
    pub here: Side<'a>,
    pub there: Side<'a>,
    head: Vec<(Role, Person<'a>)>,
}

impl<'a> World<'a> {
    pub async fn new(app: &'a TestApp) -> Self {
        let (here, there) = (Side::new(app, "B01").await, Side::new(app, "B02").await);
        let mut head = Vec::new();
        for role in HEAD_OFFICE {
            head.push((role, app.person(role.as_str(), role, app.head_office).await));
        }
        let mut world = Self { here, there, head };
        kejing::staffing::exams::bank::ensure_standard(&app.app).unwrap();
        (world.here.exam, world.here.question) = world.exam(&world.here).await;
        (world.there.exam, world.there.question) = world.exam(&world.there).await;
        (world.here.employment, world.here.adverse, world.here.rating_panel) =
            world.qualification(&world.here).await;
        (world.there.employment, world.there.adverse, world.there.rating_panel) =
            world.qualification(&world.there).await;
        (world.here.recruitment_draft, world.here.recruitment) = world.recruitments(&world.here).await;
        (world.there.recruitment_draft, world.there.recruitment) = world.recruitments(&world.there).await;
        world.go_to(app, 2).await;
        world.here.bids().await;
        world.there.bids().await;
        world.go_to(app, 10).await;
        drain(&app.app).unwrap();
        world.here.ends().await;
        world.there.ends().await;
        for side in [&world.here, &world.there] {
            side.rm.put(&format!("/api/v1/exams/{}/sitting", side.exam), Value::Null).await.expect(200);
        }
        (world.here.dispatch, world.there.dispatch) = (
            world.dispatch(&world.here, &world.there).await,
            world.dispatch(&world.there, &world.here).await,
        );
        (world.here.api_client, world.here.hr_event) = world.machine(&world.here).await;
        (world.there.api_client, world.there.hr_event) = world.machine(&world.there).await;
        let business = world.import(Role::HqBusiness, ImportKind::Accounts).await;
        let resources = world.import(Role::HqHr, ImportKind::OrgUnits).await;
        (world.here.import, world.here.import_job) = business;
        (world.there.import, world.there.import_job) = resources;
        drain(&app.app).unwrap();
        world
    }

    async fn go_to(&mut self, app: &TestApp, hours: i64) {
        let mut people = self.here.people();
        people.extend(self.there.people());
        people.extend(self.head.iter_mut().map(|(_, p)| p));
        go_to(app, hours, &mut people).await;
    }

    /// Announces an examination with the side's manager as its candidate; its id and that of a question.
    async fn exam(&self, side: &Side<'_>) -> (String, String) {
        let (_, hr) = self.head.iter().find(|(r, _)| *r == Role::HqHr).unwrap();
        let body = json!({ "name": "信贷资格考试", "purpose": "credit_officer", "opens_at": rounds::at(0),
            "closes_at": rounds::at(1_000), "minutes": 480, "pass_bps": 6_000, "mark_limit": 2,
            "rules": [{ "area": "b1", "kind": "true_false", "count": 2 }] });
        let exam = hr.post("/api/v1/exams", body).await.expect(201);
        let to = |rest: &str| format!("/api/v1/exams/{}{rest}", exam["id"].as_str().unwrap());
        let drawn = act(hr, &to("/draw"), version(&exam), None).await.expect(200);
        act(hr, &to("/publish"), version(&drawn), None).await.expect(200);
        hr.put(&to(&format!("/candidates/{}", side.rm.employee_id)), Value::Null).await.expect(200);
        let paper = hr.get(&to("/paper")).await.expect(200);
        (text(&exam["id"]), text(&paper["items"][0]["question_id"]))
    }

    /// An employment and an adverse record of the side's manager, and a panel that rates them.
    async fn qualification(&self, side: &Side<'_>) -> (String, String, String) {
        let (_, hr) = self.head.iter().find(|(r, _)| *r == Role::HqHr).unwrap();
        let to = |rest: &str| format!("/api/v1/employees/{}/{rest}", side.rm.employee_id);
        let employment = json!({ "employer": "余姚农村商业银行", "post": "柜员", "from_on": "2014-01-01",
            "to_on": "2015-01-01", "evidence": "离职证明" });
        let employment = hr.post(&to("employments"), employment).await.expect(201);
        let record = json!({ "kind": "misconduct", "description": "迟到", "evidence": "考勤表",
            "occurred_on": "2026-11-01", "counts_to": "2026-12-01" });
        let record = hr.post(&to("adverse-records"), record).await.expect(201);
        let raters =
            [side.staff.supervisor.employee_id, side.staff.group.employee_id, side.president.employee_id];
        let panel = json!({ "raters": raters, "due_on": "2027-12-01" });
        let panel = hr.post(&to("rating-panels"), panel).await.expect(201);
        (text(&employment["id"]), text(&record["id"]), text(&panel["id"]))
    }

    /// Head office proposes to send a side's manager to the other.
    async fn dispatch(&self, side: &Side<'_>, to: &Side<'_>) -> String {
        let (_, business) = self.head.iter().find(|(r, _)| *r == Role::HqBusiness).unwrap();
        let body = json!({ "manager_id": side.peer_manager, "to_branch_id": to.branch, "purpose": "core_client",
            "task": "协助核心客户", "valid_from": "2027-03-01", "valid_to": "2027-04-01" });
        text(&business.post("/api/v1/dispatches", body).await.expect(201)["id"])
    }

    /// A machine that tells of the peer's transfer to come; its client and the event.
    async fn machine(&self, side: &Side<'_>) -> (String, String) {
        let (_, admin) = self.head.iter().find(|(r, _)| *r == Role::Admin).unwrap();
        let machine = crate::hr::machine(admin, &format!("人事{}", side.name), &crate::hr::SCOPES).await;
        let no = text(&side.peer.get("/api/v1/me").await.expect(200)["employee_no"]);
        let event = json!({ "biz_id": "HR-1", "kind": "transfer", "employee_no": no, "org_unit_code": side.name,
            "effective_on": "2027-03-01" });
        (machine.id.clone(), text(&machine.post("/api/v1/hr/events", event).await.expect(201)["id"]))
    }

    /// A draft of recruitment for the side's branch, and one that is published.
    async fn recruitments(&self, side: &Side<'_>) -> (String, String) {
        let (_, hr) = self.head.iter().find(|(r, _)| *r == Role::HqHr).unwrap();
        let draft = hr.post("/api/v1/recruitments", recruitment(side)).await.expect(201);
        let other = hr.post("/api/v1/recruitments", recruitment(side)).await.expect(201);
        let to = format!("/api/v1/recruitments/{}/publish", other["id"].as_str().unwrap());
        act(hr, &to, version(&other), None).await.expect(200);
        (text(&draft["id"]), text(&other["id"]))
    }

    /// Loads a file with a row that is refused.
    async fn import(&self, role: Role, kind: ImportKind) -> (String, String) {
        let (_, by) = self.head.iter().find(|(r, _)| *r == role).unwrap();
        let columns = by.get("/api/v1/import-schemas").await.expect(200);
        let schema =
            columns["items"].as_array().unwrap().iter().find(|s| s["kind"] == kind.as_str()).unwrap();
        let heading: Vec<&str> =
            schema["columns"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect();
        let csv = format!("{}\n{}\n", heading.join(","), vec!["?"; heading.len()].join(","));
        let to = format!("/api/v1/imports?kind={kind}");
        let view = by.upload(&to, "text/csv", csv.into_bytes()).await.expect(202);
        (text(&view["id"]), text(&view["job_id"]))
    }

    /// Everybody.
    pub fn viewers(&self) -> Vec<Viewer<'_>> {
        let mut out = Vec::new();
        for side in [&self.here, &self.there] {
            let mut add = |who: &str, role, manager, person| {
                let name = format!("the {who} of {}", side.name);
                out.push(Viewer { name, role, branch: Some(side.branch), manager, person });
            };
            add("manager", Role::Rm, Some(side.manager), &side.rm);
            add("peer", Role::Rm, Some(side.peer_manager), &side.peer);
            add("outsider", Role::Rm, Some(side.outsider_manager), &side.outsider);
            add("supervisor", Role::Supervisor, None, &side.staff.supervisor);
            add("group", Role::GroupMember, None, &side.staff.group);
            add("president", Role::President, None, &side.president);
            for (role, person) in &side.others {
                add(role.as_str(), *role, None, person);
            }
        }
        for (role, person) in &self.head {
            out.push(Viewer { name: role.to_string(), role: *role, branch: None, manager: None, person });
        }
        out
    }

    /// Everybody's role.
    pub fn roles(&self) -> Vec<Role> {
        self.viewers().iter().map(|v| v.role).collect()
    }
}
