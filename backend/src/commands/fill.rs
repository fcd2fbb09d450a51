//! Filling an empty database: with the demo bank, or with what starts a real one.

use diesel::prelude::*;

use super::{bootstrap, demo};
use crate::app::App;
use crate::auth::{Actor, Role};
use crate::config::Config;
use crate::error::{AppError, AppResult};
use crate::identity::dto::DemoLogin;
use crate::settings;

/// What an empty database is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum With {
    /// The demo bank, with the balances of so many months.
    Demo {
        /// How many.
        months: u32,
    },
    /// What starts a real bank: its head office and two invitations.
    Start,
}

/// What filling came to.
#[derive(Debug)]
pub enum Filled {
    /// It had been filled.
    Before,
    /// With the demo bank.
    Demo,
    /// With what starts a real bank: the first people's one-time links.
    Start(Vec<(Role, String)>),
}

/// What a database holds.
enum Holds {
    Nothing,
    /// A demo bank without logins: filling it goes on the same day.
    HalfADemo,
    /// A demo bank with logins, without what comes after them.
    BrokenDemo,
    /// Units, but nobody who could sign in.
    NoLogins,
    Logins,
}

/// Fills an empty database; does nothing where one has been filled. `say` is told each step that takes its time.
///
/// Errors: the demo where settings say that this is a real bank's server; a database that is neither empty nor filled.
pub fn fill(app: &App, with: With, say: &dyn Fn(&str)) -> AppResult<Filled> {
    // Of two servers that start at once on an empty database one waits, and finds it filled.
    crate::db::migrate::alone(app.db(), || fill_alone(app, with, say))
}

fn fill_alone(app: &App, with: With, say: &dyn Fn(&str)) -> AppResult<Filled> {
    match (look(app)?, with) {
        (Holds::Logins, _) => Ok(Filled::Before),
        (Holds::Nothing, With::Start) => bootstrap::empty(app).map(Filled::Start),
        (Holds::Nothing | Holds::HalfADemo, With::Demo { months }) => {
            if let Some(why) = keeps_the_demo_out(app.config()) {
                return Err(AppError::config(format!(
                    "the database is empty, and no demo bank is loaded {why}: --empty starts a real one"
                )));
            }
            log::info!("an empty database: loading the demo bank");
            demo::load(app, months, say)?;
            Ok(Filled::Demo)
        }
        (Holds::HalfADemo, With::Start) | (Holds::BrokenDemo, _) => Err(AppError::config(
            "the demo bank in this database was not loaded to its end: empty the database and begin again"
                .to_owned(),
        )),
        (Holds::NoLogins, _) => Err(AppError::config(
            "the database holds units and no logins: `kejing user invite` makes the first".to_owned(),
        )),
    }
}

/// What about the settings says that this is a real bank's server, which never gets the demo.
fn keeps_the_demo_out(config: &Config) -> Option<&'static str> {
    if !config.demo {
        Some("as the setting demo says")
    } else if config.behind_tls || !config.bind.ip().is_loopback() {
        Some("on a server that others reach")
    } else if config.is_remote() {
        Some("on another machine's database")
    } else {
        None
    }
}

fn look(app: &App) -> AppResult<Holds> {
    use crate::db::schema::org_units;
    app.read_as(&Actor::Operator, |cx| {
        let demo = settings::is_demo(cx.conn)?;
        if crate::identity::store::count_users(cx.conn)? > 0 {
            let whole = !demo || settings::find(cx.conn, settings::DEMO_LOGINS)?.is_some();
            return Ok(if whole { Holds::Logins } else { Holds::BrokenDemo });
        }
        let units: i64 = org_units::table.count().get_result(cx.conn)?;
        Ok(match (demo, units) {
            (true, _) => Holds::HalfADemo,
            (false, 0) => Holds::Nothing,
            (false, _) => Holds::NoLogins,
        })
    })
}

/// The demo bank's logins; none in another database.
pub fn demo_logins(app: &App) -> AppResult<Vec<DemoLogin>> {
    app.read_as(&Actor::Operator, |cx| {
        if !settings::is_demo(cx.conn)? {
            return Ok(Vec::new());
        }
        match settings::find(cx.conn, settings::DEMO_LOGINS)? {
            Some(logins) => Ok(logins.read()?),
            None => Ok(Vec::new()),
        }
    })
}
