//! The only source of now and today.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use parking_lot::Mutex;

use crate::db::Ts;

/// Tells the time. Clones share it.
#[derive(Debug)]
pub struct Clock {
    source: Source,
    zone: Tz,
}

#[derive(Debug)]
enum Source {
    System,
    /// RFC 3339 text in a file, for browser tests that move time.
    File(PathBuf),
    /// Set by a test.
    Set(Mutex<Ts>),
}

impl Clock {
    /// The machine's clock in the bank's time zone.
    pub fn system(zone: Tz) -> Self {
        Self { source: Source::System, zone }
    }

    /// A clock read from a file at each look; the machine's while the file cannot be read.
    pub fn file(path: PathBuf, zone: Tz) -> Self {
        Self { source: Source::File(path), zone }
    }

    /// A clock that stands until it is set.
    pub fn fixed(at: Ts, zone: Tz) -> Self {
        Self { source: Source::Set(Mutex::new(at)), zone }
    }

    /// Moves a fixed clock; no other clock can be moved.
    pub fn set(&self, at: Ts) {
        if let Source::Set(t) = &self.source {
            *t.lock() = at;
        }
    }

    /// Now, in UTC.
    pub fn now(&self) -> Ts {
        match &self.source {
            Source::System => system_now(),
            Source::File(path) => std::fs::read_to_string(path)
                .ok()
                .and_then(|s| DateTime::parse_from_rfc3339(s.trim()).ok())
                .map_or_else(system_now, |t| Ts::new(t.with_timezone(&Utc))),
            Source::Set(t) => *t.lock(),
        }
    }

    /// Whether this is the machine's own clock, so that the database's may stand in for it.
    pub fn is_system(&self) -> bool {
        matches!(self.source, Source::System)
    }

    /// The bank's time zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The bank's date at a moment.
    pub fn date_of(&self, at: Ts) -> NaiveDate {
        at.utc().with_timezone(&self.zone).date_naive()
    }

    /// The moment at which a day begins in the bank's zone.
    pub fn start_of(&self, day: NaiveDate) -> Ts {
        use chrono::TimeZone;
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        let at = self
            .zone
            .from_local_datetime(&midnight)
            .earliest()
            .map_or_else(|| midnight.and_utc(), |t| t.with_timezone(&Utc));
        Ts::new(at)
    }
}

#[allow(clippy::disallowed_methods)]
fn system_now() -> Ts {
    Ts::new(Utc::now())
}
