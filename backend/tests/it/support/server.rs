//! A server in a process of its own on a test's database, to be killed.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use diesel::prelude::*;
use kejing::app::App;
use kejing::commands::{self, Upgrade};
use kejing::config::Config;
use kejing::db::schema::jobs;
use kejing::db::{Conn, Ts};
use kejing::jobs::model::JobState;
use kejing_testdb::TestDatabase;

use super::TestApp;

/// How often a test kills the server: three times, or as the environment says.
pub fn kills() -> usize {
    std::env::var("KEJING_KILLS").ok().and_then(|v| v.parse().ok()).unwrap_or(3)
}

/// A pause that nobody chose, of less than so many milliseconds.
pub fn some_time(most: u64) {
    let random = u64::from(u16::from_le_bytes(uuid::Uuid::new_v4().as_bytes()[..2].try_into().unwrap()));
    std::thread::sleep(Duration::from_millis(random * most / 65_536));
}

/// A server's process.
pub struct Server {
    child: Child,
    pub addr: SocketAddr,
    // Kept, so that the server may go on writing to it.
    _out: BufReader<ChildStdout>,
}

impl Server {
    /// Starts one; its log is added to a file.
    pub fn start(app: &TestApp, log: &Path) -> Self {
        let file = std::fs::OpenOptions::new().create(true).append(true).open(log).unwrap();
        let mut child = program(app)
            .env("DATABASE_URL", app.url())
            .env("KEJING_KEYS", app.keys())
            .env("KEJING_REQUESTS_PER_MINUTE", "1000000")
            .env("RUST_LOG", "info")
            .stdout(Stdio::piped())
            .stderr(file)
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let Some(addr) = address(&mut out) else {
            child.wait().unwrap();
            panic!("{}", std::fs::read_to_string(log).unwrap_or_default());
        };
        Self { child, addr, _out: out }
    }

    /// SIGKILL: no destructor, no shutdown.
    pub fn kill(self) {
        drop(self);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Fails where it has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where a server says that it listens; none where it ends without a word.
fn address(out: &mut impl BufRead) -> Option<SocketAddr> {
    let line = out.lines().map_while(Result::ok).find(|l| l.contains("listening on http://"))?;
    line.trim().rsplit("http://").next()?.parse().ok()
}

/// Set, the test below serves instead.
const SERVES: &str = "KEJING_TEST_SERVES";

/// The server's own binary, but on a throwaway PostgreSQL, which it refuses: there this test program serves in its
/// place, without that refusal.
fn program(app: &TestApp) -> Command {
    if app.url().starts_with("postgres") {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "support::server::a_cluster_that_is_not_durable_is_refused", "--nocapture"]);
        command.env(SERVES, "1");
        command
    } else {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kejing"));
        command.args(["serve", "--port", "0"]);
        command
    }
}

/// Serves on what the environment names, durable or not.
fn serve_all_the_same() {
    let mut config = Config::load(None, |k| std::env::var(k).ok()).unwrap();
    config.relaxed_durability = true;
    config.bind = ([127, 0, 0, 1], 0).into();
    let app = commands::open(config, Upgrade::EmbeddedOnly).unwrap();
    let ready = |addr: &SocketAddr| println!("listening on http://{addr}");
    actix_web::rt::System::new().block_on(kejing::server::serve(app, ready)).unwrap();
}

#[test]
fn a_cluster_that_is_not_durable_is_refused() {
    if std::env::var(SERVES).is_ok() {
        return serve_all_the_same();
    }
    let database = TestDatabase::new().unwrap();
    if !database.url().starts_with("postgres") {
        return;
    }
    let keys = tempfile::tempdir().unwrap();
    let refused = Command::new(env!("CARGO_BIN_EXE_kejing"))
        .args(["serve", "--port", "0", "--empty"])
        .env("DATABASE_URL", database.url())
        .env("KEJING_KEYS", keys.path().join("keys"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && said.contains("fsync"), "{said}");
}

/// How it stands with a job.
pub struct Standing {
    pub state: JobState,
    /// How often it was taken up.
    pub attempts: i32,
}

/// The last job of a kind.
pub fn last_job(app: &App, kind: &str) -> Option<Standing> {
    let found: Option<(JobState, i32)> = app
        .db()
        .read(|conn| {
            Ok(jobs::table
                .filter(jobs::kind.eq(kind))
                .order(jobs::created_at.desc())
                .select((jobs::state, jobs::attempts))
                .first(conn)
                .optional()?)
        })
        .unwrap();
    found.map(|(state, attempts)| Standing { state, attempts })
}

/// Lets the leases of a server that was killed end at once, as they do by themselves after twenty seconds.
pub fn end_leases(app: &App) {
    let before = app.clock().now().plus(chrono::Duration::seconds(-1));
    app.db()
        .write(|conn| {
            diesel::update(jobs::table.filter(jobs::state.eq(JobState::Running)))
                .set(jobs::lease_until.eq(Some::<Ts>(before)))
                .execute(conn)?;
            Ok(())
        })
        .unwrap();
}

/// Checks that the database file is whole, where there is one, and that the audit chain holds.
pub fn check_whole(app: &TestApp) {
    #[derive(QueryableByName)]
    struct Integrity {
        #[diesel(sql_type = diesel::sql_types::Text)]
        integrity_check: String,
    }
    app.app
        .db()
        .read(|conn| {
            if let Conn::Sqlite(c) = conn {
                let row: Integrity = diesel::sql_query("PRAGMA integrity_check").get_result(c)?;
                assert_eq!(row.integrity_check, "ok");
            }
            Ok(())
        })
        .unwrap();
    // What the last server did not come to seal, the next one does.
    kejing::audit::service::seal(&app.app).unwrap();
    assert_eq!(kejing::audit::service::verify(&app.app).unwrap().fault, None);
}
