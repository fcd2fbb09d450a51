//! The demo's moments and acts: what a person does at a time, through services.

use std::sync::Arc;

use chrono::{Duration, NaiveDate};

use crate::app::{App, Cx};
use crate::auth::Actor;
use crate::clock::Clock;
use crate::db::Ts;
use crate::error::AppResult;
use crate::http::IdemKey;

/// The demo's day, and the application at any moment around it.
pub(super) struct Scene<'a> {
    pub(super) app: &'a App,
    pub(super) at: Ts,
}

impl<'a> Scene<'a> {
    /// The day on which the application stands.
    pub(super) fn today(app: &'a App) -> Self {
        let today = app.clock().date_of(app.clock().now());
        Self { app, at: app.clock().start_of(today) }
    }

    /// The application so many days and hours from the demo's day.
    pub(super) fn then(&self, days: i64, hours: i64) -> AppResult<App> {
        self.at_moment(self.moment(days, hours))
    }

    pub(super) fn at_moment(&self, at: Ts) -> AppResult<App> {
        let clock = Clock::fixed(at, self.app.clock().zone());
        App::new(self.app.config().clone(), self.app.db().clone(), Arc::new(clock), self.app.keys().clone())
    }

    pub(super) fn moment(&self, days: i64, hours: i64) -> Ts {
        self.at.plus(Duration::days(days) + Duration::hours(hours))
    }

    pub(super) fn day(&self, days: i64) -> NaiveDate {
        self.app.clock().date_of(self.moment(days, 0))
    }
}

/// An act by a person at the moment where the application stands.
pub(super) fn act<T>(app: &App, who: &str, f: impl Fn(&mut Cx<'_>) -> AppResult<T>) -> AppResult<T> {
    let actor = app.read_as(&Actor::Operator, |cx| crate::identity::service::demo_actor(cx, who))?;
    app.write_as(&actor, f)
}

pub(super) fn key() -> IdemKey {
    IdemKey(uuid::Uuid::now_v7().to_string())
}
