//! Upgrades: each finished capability leaves a small dump of both databases; this program upgrades every one.
//!
//! `KEJING_WRITE_DUMP=NAME cargo test -p kejing --test it STORY` (and once more with `KEJING_TEST_POSTGRES`) writes
//! `backend/tests/dumps/NAME-WHAT.{sqlite,pg}.gz` and `NAME-WHAT.{sqlite,pg}.json`, the rows that each table held, for
//! every story that ends with [`keep`]. A story that closes a tender signs heads with its own key and cannot be kept.
//! `KEJING_DUMP_UNTIL=VERSION` takes later migrations back first, so that they are tried on the dump.

use std::collections::BTreeMap;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use kejing::app::App;
use kejing::auth::{Actor, Role};
use kejing::clock::Clock;
use kejing::config::Config;
use kejing::db::migrate::{self, SchemaState};
use kejing::db::{Db, DbOptions, Engine, dump};
use kejing::error::AppError;
use kejing::keyring::Keyring;
use kejing::staffing::model::{Grade, ManagerClass};
use kejing_testdb::TestDatabase;
use serde_json::json;

use crate::support::{TestApp, start_of_tests};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dumps")
}

fn kind(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "pg",
    }
}

/// A small bank, made through requests.
async fn small_bank() -> TestApp {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let one = app.person("任莉", Role::HqHr, app.head_office).await;
    let two = app.person("罗人", Role::HqHr, app.head_office).await;
    let president = app.person("王芳", Role::President, branch).await;
    let (zhang, id) = app.rm("张三", branch, ManagerClass::A, Grade::Level2).await;
    let staff = app.employee("李秋", branch);
    let body = json!({"employee_id": staff, "role": "rm", "org_unit_id": branch, "valid_from": "2026-11-24", "reason": "竞聘"});
    let proposed = one.post("/api/v1/positions", body).await.expect(201);
    let path = format!("/api/v1/approvals/{}", proposed["request_id"].as_str().unwrap());
    let request = two.get(&path).await.expect(200);
    let agree = json!({"decision": "agreed", "reason": "已核对", "payload_hash": request["payload_hash"]});
    two.post(&format!("{path}/decisions"), agree).await.expect(200);
    one.patch(&format!("/api/v1/managers/{id}"), 1, json!({"term_to": "2027-06-01", "reason": "提前止聘"}))
        .await
        .expect(200);
    let body = json!({"name": "公共客户", "branch_id": branch, "reason": "留存",
        "maintainers": [{"employee_id": zhang.employee_id, "valid_from": "2026-11-24"}]});
    president.post("/api/v1/managers", body).await.expect(201);
    drop((one, two, president, zhang));
    app
}

/// Writes a dump of a story's database where one is asked for; the story is at its end.
pub fn keep(story: &TestApp, what: &str) {
    let Ok(name) = std::env::var("KEJING_WRITE_DUMP") else { return };
    kejing::audit::service::seal(&story.app).unwrap();
    let db = story.app.db();
    if let Ok(until) = std::env::var("KEJING_DUMP_UNTIL") {
        migrate::revert_after(db, &until).unwrap();
    }
    std::fs::create_dir_all(folder()).unwrap();
    let to = folder().join(format!("{name}-{what}.{}.gz", kind(db.engine())));
    let mut out = GzEncoder::new(std::fs::File::create(&to).unwrap(), Compression::best());
    match db.engine() {
        Engine::Postgres => dump::write_postgres(db, &mut out).unwrap(),
        Engine::Sqlite => {
            let dir = tempfile::tempdir().unwrap();
            let copy = dir.path().join("copy.db");
            dump::copy_sqlite(db, &copy).unwrap();
            out.write_all(&std::fs::read(copy).unwrap()).unwrap();
        }
    }
    out.finish().unwrap();
    let rows = db.read(|conn| Ok(dump::count_rows(conn)?)).unwrap();
    std::fs::write(to.with_extension("json"), serde_json::to_string_pretty(&rows).unwrap() + "\n").unwrap();
}

#[actix_web::test]
async fn a_dump_is_written_when_asked_for() {
    if std::env::var("KEJING_WRITE_DUMP").is_ok() {
        keep(&small_bank().await, "bank");
    }
}

/// Dumps of an engine, oldest name first.
fn dumps(engine: Engine) -> Vec<PathBuf> {
    let end = format!(".{}.gz", kind(engine));
    let mut out: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|f| f.unwrap().path())
        .filter(|p| p.to_string_lossy().ends_with(&end))
        .collect();
    out.sort();
    out
}

fn load(db: &TestDatabase, file: &Path) -> Db {
    let open = || Ok::<_, AppError>(BufReader::new(GzDecoder::new(std::fs::File::open(file).unwrap())));
    if let Some(path) = db.path() {
        let mut bytes = Vec::new();
        open().unwrap().read_to_end(&mut bytes).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let options = DbOptions { url: db.url().to_owned(), pool_size: 4, relaxed_durability: true };
    let out = Db::open(&options).unwrap();
    if out.engine() == Engine::Postgres {
        dump::load_postgres(&out, open).unwrap();
    }
    out
}

#[test]
fn every_old_dump_is_upgraded_and_holds_what_it_held() {
    let engine =
        if std::env::var("KEJING_TEST_POSTGRES").is_ok() { Engine::Postgres } else { Engine::Sqlite };
    let found = dumps(engine);
    assert!(!found.is_empty(), "backend/tests/dumps has none");
    for file in found {
        let test_db = TestDatabase::new().unwrap();
        let db = load(&test_db, &file);
        migrate::run(&db).unwrap();
        assert_eq!(migrate::state(&db).unwrap(), SchemaState::Current);

        let clock = Arc::new(Clock::fixed(start_of_tests(), chrono_tz::Asia::Shanghai));
        let config =
            Config { cheap_hashing: true, no_jobs: true, keys: "/nonexistent".into(), ..Config::default() };
        let app = App::new(config, db.clone(), clock, Keyring::ephemeral()).unwrap();
        let audit = kejing::audit::service::verify(&app).unwrap();
        assert!(audit.ok && audit.links > 0, "{}: {audit:?}", file.display());

        let before: BTreeMap<String, i64> =
            serde_json::from_str(&std::fs::read_to_string(file.with_extension("json")).unwrap()).unwrap();
        let now = db.read(|conn| Ok(dump::count_rows(conn)?)).unwrap();
        for (table, n) in before {
            assert_eq!(now.get(&table), Some(&n), "{}: {table}", file.display());
        }
        // It serves: somebody is found by name.
        let people = |q: Option<&str>| {
            let question = json!({"q": q, "branch_id": null, "role": null, "limit": null, "cursor": null});
            let q: kejing::org::dto::ListEmployees = serde_json::from_value(question).unwrap();
            app.read_as(&Actor::Operator, |cx| kejing::org::service::list_employees(cx, &q)).unwrap().items
        };
        let first = people(None).swap_remove(0);
        assert!(people(Some(&first.name)).iter().any(|e| e.id == first.id), "{}", file.display());
    }
}
