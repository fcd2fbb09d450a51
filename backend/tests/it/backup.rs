//! Copies, the way back, keys, and the operator's own logins.

use std::path::PathBuf;

use kejing::app::App;
use kejing::auth::{Actor, Role};
use kejing::commands::people::Invitation;
use kejing::commands::{self, Upgrade, backup, bootstrap, keys, people};
use kejing::config::Config;
use kejing::db::dump;
use kejing::identity::model::{UserId, UserTotp};
use kejing::identity::store;
use kejing::keyring::{Purpose, field_address};
use kejing_testdb::TestDatabase;
use tempfile::TempDir;

/// A database and a directory for its keys.
struct Place {
    dir: TempDir,
    db: TestDatabase,
}

impl Place {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), db: TestDatabase::new().unwrap() }
    }

    fn config(&self) -> Config {
        Config {
            database_url: self.db.url().to_owned(),
            keys: self.dir.path().join("keys"),
            cheap_hashing: true,
            no_jobs: true,
            relaxed_durability: true,
            pool_size: 4,
            ..Config::default()
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// An empty bank with its two invited people.
    fn bank(&self) -> App {
        let app = commands::open(self.config(), Upgrade::Always).unwrap();
        assert_eq!(bootstrap::empty(&app).unwrap().len(), 2);
        app
    }
}

fn user(app: &App, name: &str) -> UserId {
    app.db().read(|conn| Ok(store::find_user_by_name(conn, name)?)).unwrap().unwrap().id
}

/// Keeps an encrypted value in the database.
fn keep_secret(app: &App, user: UserId, text: &[u8]) {
    let address = field_address("user_totps", "secret", &user.to_string());
    let sealed = app.keys().seal(Purpose::Pii, &address, text).unwrap();
    let row = UserTotp {
        user_id: user,
        secret: sealed.bytes,
        key_id: sealed.key_id,
        last_step: 0,
        confirmed_at: None,
        created_at: app.clock().now(),
    };
    app.db().write(|conn| Ok(store::insert_totp(conn, &row)?)).unwrap();
}

fn read_secret(app: &App, user: UserId) -> Vec<u8> {
    let row = app.db().read(|conn| Ok(store::find_totp(conn, user)?)).unwrap().unwrap();
    let address = field_address("user_totps", "secret", &user.to_string());
    app.keys().open_sealed(Purpose::Pii, &row.key_id, &address, &row.secret).unwrap().to_vec()
}

#[actix_web::test]
async fn a_copy_restored_into_an_empty_place_is_the_same_bank() {
    let (here, there) = (Place::new(), Place::new());
    let app = here.bank();
    let hr = user(&app, "hr");
    keep_secret(&app, hr, b"twenty secret bytes!");
    let (to, keys_to) = (here.path("copy"), here.path("copy-keys"));
    let manifest = backup::backup(&app, &to, &keys_to).unwrap();
    assert!(manifest.rows["users"] == 2 && manifest.audit_head.is_some());
    assert!(backup::backup(&app, &to, &keys_to).is_err(), "a directory that holds something");

    let (restored, audit) = backup::restore(there.config(), &to, &keys_to).unwrap();
    assert!(audit.ok && audit.links >= manifest.audit_head.unwrap(), "{audit:?}");
    assert_eq!(read_secret(&restored, hr), b"twenty secret bytes!");
    let rows = restored.db().read(|conn| Ok(dump::count_rows(conn)?)).unwrap();
    for (table, n) in &manifest.rows {
        if !table.starts_with("audit_") {
            assert_eq!(rows[table], *n, "{table}");
        }
    }
    // It goes on: a write, then the chain still holds.
    restored
        .write_as(&Actor::Operator, |cx| cx.audit("tried", "database", None::<String>, serde_json::json!({})))
        .unwrap();
    kejing::audit::service::seal(&restored).unwrap();
    assert!(kejing::audit::service::verify(&restored).unwrap().ok);
    assert!(backup::restore(there.config(), &to, &keys_to).is_err(), "a place that is not empty");
}

#[actix_web::test]
async fn a_copy_that_was_changed_or_has_other_keys_is_refused() {
    let (here, there, elsewhere) = (Place::new(), Place::new(), Place::new());
    let app = here.bank();
    let (to, keys_to) = (here.path("copy"), here.path("copy-keys"));
    let manifest = backup::backup(&app, &to, &keys_to).unwrap();

    let foreign = elsewhere.bank();
    assert!(backup::restore(there.config(), &to, &foreign.config().keys).is_err());

    let file = to.join(&manifest.files[0].name);
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let e = backup::check(&to).unwrap_err();
    assert!(e.cause().unwrap().contains("manifest"), "{e}");
}

#[actix_web::test]
async fn a_new_key_takes_over_and_older_ones_still_open() {
    let here = Place::new();
    let app = here.bank();
    let (hr, admin) = (user(&app, "hr"), user(&app, "admin"));
    keep_secret(&app, hr, b"under the first key.");
    drop(app);
    let key_id = keys::rotate(&here.config(), Purpose::Pii).unwrap();
    let app = commands::open(here.config(), Upgrade::Always).unwrap();
    keep_secret(&app, admin, b"under the second key");
    assert_eq!(read_secret(&app, hr), b"under the first key.");
    assert_eq!(read_secret(&app, admin), b"under the second key");
    let row = app.db().read(|conn| Ok(store::find_totp(conn, admin)?)).unwrap().unwrap();
    assert_eq!(row.key_id, key_id);
    let listed = keys::list(&here.config()).unwrap();
    assert_eq!(listed.iter().filter(|k| k.purpose == Purpose::Pii && k.active).count(), 1);
    assert_eq!(listed.iter().filter(|k| k.purpose == Purpose::Pii).count(), 2);
}

#[actix_web::test]
async fn the_operator_invites_a_second_hr_officer_but_no_third() {
    let here = Place::new();
    let app = here.bank();
    let whom = |role, username: &str, no: &str| Invitation {
        role,
        username: username.to_owned(),
        employee_no: no.to_owned(),
        name: "罗人".to_owned(),
    };
    let (path, _) = people::invite(&app, &whom(Role::HqHr, "luo.ren", "0003")).unwrap();
    assert!(path.starts_with("/invite#"));
    // The same person again: a new link, nothing else.
    people::invite(&app, &whom(Role::HqHr, "luo.ren", "0003")).unwrap();
    let e = people::invite(&app, &whom(Role::HqHr, "third", "0004")).unwrap_err();
    assert!(e.cause().unwrap().contains("proposed and confirmed"), "{e}");
    assert!(people::invite(&app, &whom(Role::Admin, "luo.ren", "0003")).is_err(), "excluded");
    assert!(people::invite(&app, &whom(Role::President, "boss", "0005")).is_err());
    let listed = people::list(&app).unwrap();
    let names: Vec<_> = listed.iter().map(|u| (u.username.as_str(), u.roles.clone())).collect();
    assert_eq!(
        names,
        [("admin", vec![Role::Admin]), ("hr", vec![Role::HqHr]), ("luo.ren", vec![Role::HqHr])]
    );
}
