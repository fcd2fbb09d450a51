//! What the command line does, apart from reading it.

pub mod backup;
pub mod bootstrap;
pub mod clearing;
pub mod demo;
pub mod fill;
pub mod import;
pub mod keys;
pub mod people;

use std::sync::Arc;

use serde_json::json;

use crate::app::App;
use crate::auth::Actor;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::migrate::{self, SchemaState};
use crate::db::{Db, DbOptions, Json};
use crate::error::{AppError, AppResult};
use crate::keyring::Keyring;
use crate::settings;

/// How a database is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upgrade {
    /// Runs what is missing.
    Always,
    /// Runs what is missing on SQLite, after a backup; on PostgreSQL refuses an older schema.
    EmbeddedOnly,
}

/// Opens the database and the keys and checks that they belong together.
///
/// Errors: a newer schema; an older one on PostgreSQL; a key that the database needs and the ring lacks.
pub fn open(config: Config, upgrade: Upgrade) -> AppResult<App> {
    let options = DbOptions {
        url: config.database_url.clone(),
        pool_size: config.pool_size,
        relaxed_durability: config.relaxed_durability,
    };
    let db = Db::open(&options)?;
    bring_up(&db, upgrade, &config)?;
    let clock = match &config.clock_file {
        Some(file) => Clock::file(file.clone(), config.time_zone),
        None => Clock::system(config.time_zone),
    };
    let keys = if config.keys.join("jwt.json").exists() || config.keys.join("jwt.toml").exists() {
        Keyring::open(&config.keys)
    } else {
        Keyring::create(&config.keys, clock.date_of(clock.now()))
    }
    .map_err(|e| AppError::config(e.to_string()))?;
    let app = App::new(config, db, Arc::new(clock), keys)?;
    check_keys(&app)?;
    if app.config().clock_file.is_some() {
        let kind = app.db().read(|conn| Ok(settings::find(conn, settings::KIND)?))?;
        if !kind.is_some_and(|k| k.0 == "demo" || k.0 == "test") {
            return Err(AppError::config("a clock file works on a demo or test database alone".to_owned()));
        }
    }
    if !app.config().bind.ip().is_loopback() && app.db().read(|conn| Ok(settings::is_demo(conn)?))? {
        return Err(AppError::config("a demo database is served on loopback alone".to_owned()));
    }
    Ok(app)
}

/// Makes the directory of the embedded database, where there is one.
pub fn make_place(config: &Config) -> AppResult<()> {
    let Some(path) = config.database_url.strip_prefix("sqlite:") else { return Ok(()) };
    match std::path::Path::new(path.trim_start_matches("//")).parent() {
        Some(dir) if !dir.as_os_str().is_empty() => {
            std::fs::create_dir_all(dir).map_err(|e| AppError::config(format!("{}: {e}", dir.display())))
        }
        _ => Ok(()),
    }
}

fn bring_up(db: &Db, upgrade: Upgrade, config: &Config) -> AppResult<()> {
    let embedded = db.engine() == crate::db::Engine::Sqlite;
    match (migrate::state(db)?, upgrade) {
        (SchemaState::Current, _) => Ok(()),
        (SchemaState::Newer, _) => {
            Err(AppError::config("the database has a newer schema than this program".to_owned()))
        }
        (SchemaState::Older, Upgrade::EmbeddedOnly) if !embedded => {
            Err(AppError::config("the database has an older schema: run `kejing migrate` first".to_owned()))
        }
        (SchemaState::Older, Upgrade::EmbeddedOnly) => {
            backup_before_upgrade(db, config)?;
            migrate::run(db).map(drop)
        }
        (SchemaState::Empty | SchemaState::Older, _) => migrate::run(db).map(drop),
    }
}

fn backup_before_upgrade(db: &Db, config: &Config) -> AppResult<()> {
    use diesel::connection::SimpleConnection;
    let Some(path) = config.database_url.strip_prefix("sqlite:") else { return Ok(()) };
    let copy = format!("{path}.before-upgrade");
    if std::path::Path::new(&copy).exists() {
        std::fs::remove_file(&copy).map_err(|e| AppError::config(format!("{copy}: {e}")))?;
    }
    db.outside_transactions(|conn| {
        Ok(conn.batch_execute(&format!("VACUUM INTO '{}'", copy.replace('\'', "''")))?)
    })
}

/// Compares the ring with the canaries that the database holds, and leaves canaries of new keys.
fn check_keys(app: &App) -> AppResult<()> {
    use crate::db::schema::key_canaries::dsl;
    use diesel::prelude::*;
    app.db().write(|conn| {
        let known: Vec<(String, Vec<u8>)> =
            dsl::key_canaries.select((dsl::key_id, dsl::canary)).load(conn)?;
        for (key_id, canary) in &known {
            app.keys()
                .check_canary(key_id, canary)
                .map_err(|e| AppError::config(format!("the keys do not belong to this database: {e}")))?;
        }
        for c in app.keys().canaries() {
            if !known.iter().any(|(id, _)| *id == c.key_id) {
                diesel::insert_into(dsl::key_canaries)
                    .values((
                        dsl::key_id.eq(&c.key_id),
                        dsl::purpose.eq(c.purpose.as_str()),
                        dsl::canary.eq(c.value.to_vec()),
                        dsl::created_at.eq(app.clock().now()),
                    ))
                    .execute(conn)?;
            }
        }
        Ok(())
    })
}

/// Whether requests can be served: the database answers, its schema is this binary's, its clock near ours.
pub fn check_ready(app: &App) -> AppResult<()> {
    if migrate::state(app.db())? != SchemaState::Current {
        return Err(AppError::unavailable("the schema is not this program's".to_owned()));
    }
    if app.clock().is_system()
        && let Some(theirs) = app.db().read(|conn| Ok(crate::db::dialect::clock_timestamp(conn)?))?
    {
        let off = (theirs.utc() - app.clock().now().utc()).num_milliseconds().abs();
        if off > 500 {
            return Err(AppError::unavailable(format!("the clock is {off} ms off the database's")));
        }
    }
    Ok(())
}

/// Marks a fresh database's kind, once.
pub fn mark(app: &App, kind: &str) -> AppResult<()> {
    app.write_as(&Actor::Operator, |cx| {
        settings::put(cx.conn, settings::KIND, &Json(json!(kind)), cx.now)?;
        Ok(())
    })
}
