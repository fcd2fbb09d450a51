//! A whole application on a fresh database, and the people who use it.

mod actors;
mod answer;
mod rows;
pub mod server;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use actix_web::body::to_bytes;
use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::http::Method;
use actix_web::test::TestRequest;
use chrono::{NaiveDate, TimeZone, Utc};
use futures_util::future::LocalBoxFuture;
use kejing::app::App;
use kejing::auth::{Actor, Role};
use kejing::clock::Clock;
use kejing::config::Config;
use kejing::db::{Db, DbOptions, Ts, migrate};
use kejing::error::AppError;
use kejing::http::limits::Limits;
use kejing::keyring::Keyring;
use kejing::org::model::{Employee, EmployeeId, HireKind, OrgKind, OrgUnit, OrgUnitId, Position, PositionId};
use kejing::staffing::model::{BKind, Grade, Manager, ManagerClass, ManagerId};
use kejing_testdb::TestDatabase;
use sha2::{Digest, Sha256};

pub use actors::{Asked, Person};
pub use answer::Answer;
pub use rows::{client_row, manager_row};

/// Everybody's password.
pub const PASSWORD: &str = "月落乌啼霜满天-江枫渔火";

/// What answers requests.
type Service = dyn Fn(TestRequest) -> LocalBoxFuture<'static, Result<ServiceResponse, actix_web::Error>>;

/// An application on a database of its own. Time stands until a test moves it.
pub struct TestApp {
    pub app: App,
    service: RefCell<Option<Rc<Service>>>,
    pub head_office: OrgUnitId,
    limits: Arc<Limits>,
    /// Where the keys are, when they are not in memory alone.
    _keys: Option<tempfile::TempDir>,
    // Last, so that connections close before the database goes.
    _db: TestDatabase,
}

/// 2026-11-24 09:00 in Shanghai, a Tuesday.
pub fn start_of_tests() -> Ts {
    Ts::new(Utc.with_ymd_and_hms(2026, 11, 24, 1, 0, 0).unwrap())
}

/// A date.
pub fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn open_database(url: &str) -> Db {
    Db::open(&DbOptions { url: url.to_owned(), pool_size: 8, relaxed_durability: true }).unwrap()
}

/// A database with every migration, on the engine that the environment names.
fn migrated() -> TestDatabase {
    TestDatabase::filled(schema_key(), migrate).unwrap()
}

/// Runs every migration.
pub fn migrate(url: &str) -> Result<(), AppError> {
    migrate::run(&open_database(url)).map(drop)
}

/// Tells one state of the migrations from another.
pub fn schema_key() -> &'static str {
    static KEY: LazyLock<String> = LazyLock::new(|| {
        let all = crate::migrations::hashes().into_iter().collect::<String>();
        hex::encode(&Sha256::digest(all)[..8])
    });
    &KEY
}

impl TestApp {
    /// An empty bank: its head office alone.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// An empty bank with settings of the test's choice.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        Self::on(migrated(), change).await
    }

    /// An empty bank on a migrated database of the test's choice.
    pub async fn on(test_db: TestDatabase, change: impl FnOnce(&mut Config)) -> Self {
        let clock = Clock::fixed(start_of_tests(), chrono_tz::Asia::Shanghai);
        Self::made(test_db, clock, Keyring::ephemeral(), None, change)
    }

    /// An empty bank on the machine's clock, its keys on disk, so that a server of its own can be started on it.
    pub async fn live() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Clock::system(chrono_tz::Asia::Shanghai);
        let keyring = Keyring::create(&dir.path().join("keys"), clock.date_of(clock.now())).unwrap();
        Self::made(migrated(), clock, keyring, Some(dir), |_| {})
    }

    fn made(
        test_db: TestDatabase,
        clock: Clock,
        keyring: Keyring,
        keys: Option<tempfile::TempDir>,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let _ = env_logger::builder().is_test(true).try_init();
        let db = open_database(test_db.url());
        let mut config = Config {
            cheap_hashing: true,
            no_jobs: true,
            keys: keys.as_ref().map_or_else(|| "/nonexistent".into(), |d| d.path().join("keys")),
            bind: ([127, 0, 0, 1], 0).into(),
            requests_per_minute: 1_000_000,
            ..Config::default()
        };
        change(&mut config);
        let app = App::new(config, db, Arc::new(clock), keyring).unwrap();
        kejing::commands::mark(&app, "test").unwrap();
        let mut out = Self {
            app,
            service: RefCell::default(),
            head_office: OrgUnitId::new(),
            limits: Limits::new(1_000_000),
            _keys: keys,
            _db: test_db,
        };
        out.head_office = out.unit("HO", "总行", OrgKind::HeadOffice, None);
        out
    }

    /// Starts the application anew on the same database, with the same keys and the same time.
    pub fn restart(&mut self) {
        let clock = Arc::new(Clock::fixed(self.app.clock().now(), chrono_tz::Asia::Shanghai));
        let (config, keys) = (self.app.config().clone(), self.app.keys().clone());
        self.app = App::new(config, open_database(self._db.url()), clock, keys).unwrap();
        self.service.take();
    }

    /// Another instance of the application on the same database, with connections of its own.
    pub fn another(&self) -> App {
        let clock = Arc::new(Clock::system(chrono_tz::Asia::Shanghai));
        let db = open_database(self._db.url());
        App::new(self.app.config().clone(), db, clock, self.app.keys().clone()).unwrap()
    }

    /// The database's URL.
    pub fn url(&self) -> &str {
        self._db.url()
    }

    /// Directory of the keys, of an application that is [`live`](Self::live).
    pub fn keys(&self) -> &std::path::Path {
        &self.app.config().keys
    }

    /// Every file of the embedded database, by name; none where a server keeps them.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let Some(path) = self._db.path() else { return Vec::new() };
        std::fs::read_dir(path.parent().unwrap())
            .unwrap()
            .map(|e| e.unwrap().path())
            .map(|p| (p.display().to_string(), std::fs::read(p).unwrap()))
            .collect()
    }

    /// Moves time.
    pub fn set_time(&self, at: Ts) {
        self.app.clock().set(at);
    }

    /// Moves time on by a span.
    pub fn advance(&self, span: chrono::Duration) {
        self.set_time(self.app.clock().now().plus(span));
    }

    /// A unit.
    pub fn unit(&self, code: &str, name: &str, kind: OrgKind, parent: Option<OrgUnitId>) -> OrgUnitId {
        let id = OrgUnitId::new();
        let branch_id = match kind {
            OrgKind::Branch => Some(id),
            OrgKind::Outlet => parent,
            _ => None,
        };
        let unit = OrgUnit {
            id,
            code: code.to_owned(),
            name: name.to_owned(),
            sort_key: code.to_owned(),
            kind,
            parent_id: parent,
            branch_id,
            district: None,
            opened_on: day(2001, 1, 1),
            closed_on: None,
            version: 1,
            created_at: start_of_tests(),
        };
        self.app.db().write(|conn| Ok(kejing::org::store::insert_org_unit(conn, &unit)?)).unwrap();
        id
    }

    /// A branch.
    pub fn branch(&self, code: &str, name: &str) -> OrgUnitId {
        self.unit(code, name, OrgKind::Branch, Some(self.head_office))
    }

    /// An employee who holds a role at a unit, with a login, signed in.
    pub async fn person(&self, name: &str, role: Role, unit: OrgUnitId) -> Person<'_> {
        let employee = self.employee(name, unit);
        self.hold(employee, role, unit);
        self.login(employee).await
    }

    /// An employee.
    pub fn employee(&self, name: &str, unit: OrgUnitId) -> EmployeeId {
        let id = EmployeeId::new();
        self.app
            .db()
            .write(|conn| {
                use diesel::prelude::*;
                use kejing::db::schema::org_units;
                let branch_id: Option<OrgUnitId> =
                    org_units::table.find(unit).select(org_units::branch_id).first(conn)?;
                let e = Employee {
                    id,
                    employee_no: format!("E{}", &id.0.simple().to_string()[20..]),
                    name: name.to_owned(),
                    sort_key: name.to_owned(),
                    org_unit_id: unit,
                    branch_id,
                    hire_kind: HireKind::Employee,
                    hired_on: day(2015, 7, 1),
                    left_on: None,
                    version: 1,
                    created_at: start_of_tests(),
                };
                Ok(kejing::org::store::insert_employee(conn, &e)?)
            })
            .unwrap();
        id
    }

    /// Gives an employee a position from the first of January 2020.
    pub fn hold(&self, employee: EmployeeId, role: Role, unit: OrgUnitId) -> PositionId {
        let id = PositionId::new();
        let p = Position {
            id,
            employee_id: employee,
            role,
            org_unit_id: unit,
            valid_from: day(2020, 1, 1),
            valid_to: None,
            request_id: None,
            version: 1,
            created_at: start_of_tests(),
        };
        self.app.db().write(|conn| Ok(kejing::org::store::insert_position(conn, &p)?)).unwrap();
        id
    }

    /// A manager with a body, in standing from the first of January 2025 on for three years.
    pub fn manager(
        &self,
        employee: EmployeeId,
        name: &str,
        branch: OrgUnitId,
        class: ManagerClass,
        grade: Grade,
    ) -> ManagerId {
        let m = Manager {
            employee_id: Some(employee),
            class,
            b_kind: (class == ManagerClass::B).then_some(BKind::InPost),
            grade: Some(grade),
            term_from: day(2025, 1, 1),
            term_to: Some(day(2028, 1, 1)),
            ..manager_row(branch, name)
        };
        let id = m.id;
        self.app
            .write_as(&Actor::Operator, |cx| kejing::staffing::service::insert_manager(cx, &m, "期初"))
            .unwrap();
        id
    }

    /// A relationship manager of a branch, signed in.
    pub async fn rm(
        &self,
        name: &str,
        branch: OrgUnitId,
        class: ManagerClass,
        grade: Grade,
    ) -> (Person<'_>, ManagerId) {
        let employee = self.employee(name, branch);
        self.hold(employee, Role::Rm, branch);
        let manager = self.manager(employee, name, branch, class, grade);
        (self.login(employee).await, manager)
    }

    /// Makes a login for an employee and signs in.
    pub async fn login(&self, employee: EmployeeId) -> Person<'_> {
        let nth = self.app.db().read(|conn| Ok(kejing::identity::store::count_users(conn)?)).unwrap();
        let username = format!("user{nth:06}");
        let hash = self.app.passwords().hash(PASSWORD).unwrap();
        self.app
            .write_as(&Actor::Operator, |cx| {
                kejing::identity::users::insert_user(cx, &username, Some(employee), Some(hash.clone()))
            })
            .unwrap();
        let mut p = Person {
            test: self,
            username,
            employee_id: employee,
            token: String::new(),
            cookie: String::new(),
        };
        p.sign_in().await;
        p
    }

    /// Sends a request as nobody.
    pub async fn anonymous(&self, method: Method, path: &str, body: Option<serde_json::Value>) -> Answer {
        self.send(method, path, body, &[]).await
    }

    /// Sends a request with headers.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<serde_json::Value>,
        headers: &[(&str, String)],
    ) -> Answer {
        let mut req = request(method, path, headers);
        if let Some(body) = body {
            req = req.set_json(body);
        }
        self.call(req).await
    }

    /// Sends a request whose body is a file.
    pub async fn send_bytes(
        &self,
        method: Method,
        path: &str,
        bytes: Vec<u8>,
        headers: &[(&str, String)],
    ) -> Answer {
        self.call(request(method, path, headers).set_payload(bytes)).await
    }

    /// What many requests answer, one after the other.
    pub async fn statuses(&self, asked: &[Asked<'_>]) -> Vec<u16> {
        let mut out = Vec::with_capacity(asked.len());
        for a in asked {
            out.push(self.call(a.request()).await.status);
        }
        out
    }

    async fn call(&self, req: TestRequest) -> Answer {
        let service = self.service().await;
        let res = service(req).await.unwrap();
        let status = res.status().as_u16();
        let headers = res.headers().clone();
        let bytes = to_bytes(res.into_body()).await.unwrap_or_default();
        Answer::new(status, &headers, bytes.to_vec())
    }

    /// What answers requests, put together once.
    async fn service(&self) -> Rc<Service> {
        if let Some(service) = &*self.service.borrow() {
            return service.clone();
        }
        let made = actix_web::test::init_service(kejing::wrapped_app!(self.app, self.limits)).await;
        let service: Rc<Service> = Rc::new(move |req: TestRequest| {
            let answer = made.call(req.to_request());
            Box::pin(async { answer.await.map(ServiceResponse::map_into_boxed_body) })
        });
        *self.service.borrow_mut() = Some(service.clone());
        service
    }
}

fn request(method: Method, path: &str, headers: &[(&str, String)]) -> TestRequest {
    let req = TestRequest::default().method(method).uri(path).peer_addr(([127, 0, 0, 1], 4000).into());
    headers.iter().fold(req, |req, (k, v)| req.insert_header((*k, v.as_str())))
}
