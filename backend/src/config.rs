//! Settings: defaults < file < environment and flags. Validated once, passed in, never global.

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono_tz::Tz;
use serde::Deserialize;

use crate::auth::Role;
use crate::error::{AppError, AppResult};

/// The server's settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://…`.
    pub database_url: String,
    /// Directory of the keys, apart from the data.
    pub keys: PathBuf,
    /// Address of the API and the pages.
    pub bind: SocketAddr,
    /// Address of Prometheus metrics; none: not served.
    pub metrics_bind: Option<SocketAddr>,
    /// Connections kept to the database, 1 to 64; two for each core and two more where nothing is said.
    pub pool_size: u32,
    /// Request threads, 1 to 64; 0: one per core.
    pub workers: usize,
    /// The bank's time zone.
    pub time_zone: Tz,
    /// The bank's name, as people see it.
    pub bank_name: String,
    /// A reverse proxy in front terminates TLS; required to listen beyond loopback.
    pub behind_tls: bool,
    /// Addresses whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// An empty database may be filled with the demo bank; a real bank's server says false.
    pub demo: bool,
    /// File with an RFC 3339 time that stands in for the clock; demo and test databases alone.
    pub clock_file: Option<PathBuf>,
    /// Requests an address may send in a minute before it gets 429.
    pub requests_per_minute: u32,
    /// The largest file that an import takes over the API, in bytes; not settable from outside.
    #[serde(skip)]
    pub max_import_bytes: u64,
    /// Roles whose positions count only in a session that was signed in with a code.
    pub totp_roles: Vec<Role>,
    /// Cheap password hashing; not settable from outside.
    #[serde(skip)]
    pub cheap_hashing: bool,
    /// Background jobs run in this process; not settable from outside (tests drive them by hand).
    #[serde(skip)]
    pub no_jobs: bool,
    /// A database that may lose its last commits; not settable from outside.
    #[serde(skip)]
    pub relaxed_durability: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database_url: "sqlite:data/kejing.db".to_owned(),
            keys: PathBuf::from("data-keys"),
            bind: SocketAddr::from(([127, 0, 0, 1], 8080)),
            metrics_bind: None,
            pool_size: connections_for_cores(),
            workers: 0,
            time_zone: chrono_tz::Asia::Shanghai,
            bank_name: "客经".to_owned(),
            behind_tls: false,
            trusted_proxies: Vec::new(),
            demo: true,
            clock_file: None,
            requests_per_minute: 3000,
            max_import_bytes: 200 * 1024 * 1024,
            totp_roles: Vec::new(),
            cheap_hashing: false,
            no_jobs: false,
            relaxed_durability: false,
        }
    }
}

impl Config {
    /// Reads a TOML file over the defaults, then `KEJING_…` and `DATABASE_URL` from the environment given.
    ///
    /// Errors: a file that cannot be read, an unknown setting, a value out of its range.
    pub fn load(file: Option<&std::path::Path>, env: impl Fn(&str) -> Option<String>) -> AppResult<Self> {
        let mut table = match file {
            Some(path) => std::fs::read_to_string(path)
                .map_err(|e| AppError::config(format!("{}: {e}", path.display())))?
                .parse::<toml::Table>()
                .map_err(|e| AppError::config(format!("{}: {e}", path.display())))?,
            None => toml::Table::new(),
        };
        for (name, kind) in SETTINGS {
            let Some(text) = env(&format!("KEJING_{}", name.to_uppercase())) else { continue };
            let value = match kind {
                Kind::Text => toml::Value::String(text),
                Kind::Number => text.parse().map(toml::Value::Integer).map_err(|_| {
                    AppError::config(format!("KEJING_{} must be a number", name.to_uppercase()))
                })?,
                Kind::Flag => toml::Value::Boolean(matches!(text.as_str(), "1" | "true" | "yes")),
                Kind::List => toml::Value::Array(
                    text.split(',').map(|s| toml::Value::String(s.trim().to_owned())).collect(),
                ),
            };
            table.insert((*name).to_owned(), value);
        }
        if let Some(url) = env("DATABASE_URL") {
            table.insert("database_url".to_owned(), toml::Value::String(url));
        }
        let config: Self = table.try_into().map_err(|e: toml::de::Error| AppError::config(e.to_string()))?;
        config.check()?;
        Ok(config)
    }

    /// Whether the database is a server on another machine.
    pub fn is_remote(&self) -> bool {
        self.database_url.starts_with("postgres") && !is_local_postgres(&self.database_url)
    }

    /// Errors: a value out of its range; an open bind without TLS in front.
    pub fn check(&self) -> AppResult<()> {
        if !(1..=64).contains(&self.pool_size) {
            return Err(AppError::config("pool_size must be 1 to 64".to_owned()));
        }
        if self.workers > 64 {
            return Err(AppError::config("workers must be at most 64".to_owned()));
        }
        if !self.bind.ip().is_loopback() && !self.behind_tls {
            return Err(AppError::config(format!(
                "{} can be reached from outside: put a proxy with TLS in front and say --behind-tls",
                self.bind
            )));
        }
        if !self.bind.ip().is_loopback() && self.trusted_proxies.is_empty() {
            return Err(AppError::config(
                "behind a proxy, trusted_proxies must name its addresses: login attempts are limited per address"
                    .to_owned(),
            ));
        }
        if self.is_remote() {
            if !cfg!(feature = "postgres-tls") {
                return Err(AppError::config(
                    "a PostgreSQL server on another machine needs TLS: build with --features postgres-tls, or use a \
                     local socket or tunnel"
                        .to_owned(),
                ));
            }
            if !checks_certificate(&self.database_url) {
                return Err(AppError::config(
                    "a PostgreSQL server on another machine needs sslmode=verify-full (and sslrootcert) in its URL"
                        .to_owned(),
                ));
            }
        }
        Ok(())
    }
}

enum Kind {
    Text,
    Number,
    Flag,
    /// Separated by commas.
    List,
}

const SETTINGS: &[(&str, Kind)] = &[
    ("database_url", Kind::Text),
    ("keys", Kind::Text),
    ("bind", Kind::Text),
    ("metrics_bind", Kind::Text),
    ("pool_size", Kind::Number),
    ("workers", Kind::Number),
    ("time_zone", Kind::Text),
    ("bank_name", Kind::Text),
    ("behind_tls", Kind::Flag),
    ("trusted_proxies", Kind::List),
    ("totp_roles", Kind::List),
    ("demo", Kind::Flag),
    ("clock_file", Kind::Text),
    ("requests_per_minute", Kind::Number),
];

/// More connections than that only make the cores switch between them.
fn connections_for_cores() -> u32 {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    u32::try_from(2 * cores + 2).unwrap_or(u32::MAX).clamp(6, 32)
}

/// Whether the server of a PostgreSQL URL is on this machine: its authority, and the `host` and `hostaddr`
/// parameters that override it.
fn is_local_postgres(url: &str) -> bool {
    let rest = url.split("://").nth(1).unwrap_or_default();
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
    let named = url_parameters(url).filter(|(name, _)| matches!(*name, "host" | "hostaddr"));
    std::iter::once(host).chain(named.map(|(_, value)| value)).all(is_local_host)
}

/// Whether the connection is encrypted to a server that has proven its name.
fn checks_certificate(url: &str) -> bool {
    url_parameters(url).any(|p| p == ("sslmode", "verify-full"))
}

fn url_parameters(url: &str) -> impl Iterator<Item = (&str, &str)> {
    url.split_once('?').map_or("", |(_, query)| query).split('&').filter_map(|p| p.split_once('='))
}

fn is_local_host(host: &str) -> bool {
    matches!(host, "" | "localhost" | "127.0.0.1" | "::1")
        || host.starts_with("[::1]")
        || host.starts_with("%2F")
        || host.starts_with("%2f")
        || host.starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> AppResult<Config> {
        Config::load(None, |k| pairs.iter().find(|(n, _)| *n == k).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn the_environment_overrides_the_defaults() {
        let c = with(&[("KEJING_POOL_SIZE", "3"), ("DATABASE_URL", "sqlite:x.db")]).unwrap();
        assert_eq!((c.pool_size, c.database_url.as_str()), (3, "sqlite:x.db"));
    }

    #[test]
    fn an_open_bind_needs_tls_in_front() {
        assert!(with(&[("KEJING_BIND", "0.0.0.0:8080")]).is_err());
        let behind = ("KEJING_BEHIND_TLS", "1");
        assert!(with(&[("KEJING_BIND", "0.0.0.0:8080"), behind]).is_err());
        let c = with(&[("KEJING_BIND", "0.0.0.0:8080"), behind, ("KEJING_TRUSTED_PROXIES", "10.0.0.1, ::1")]);
        assert_eq!(c.unwrap().trusted_proxies.len(), 2);
    }

    #[test]
    fn a_remote_database_without_tls_is_refused() {
        assert!(with(&[("DATABASE_URL", "postgres://u@db.bank.example/kejing")]).is_err());
        assert!(with(&[("DATABASE_URL", "postgres://u@127.0.0.1:5433/kejing")]).is_ok());
        assert!(with(&[("DATABASE_URL", "postgres:///kejing?host=/tmp")]).is_ok());
        assert!(with(&[("DATABASE_URL", "postgres:///kejing?host=db.bank.example")]).is_err());
        assert!(with(&[("DATABASE_URL", "postgres://127.0.0.1/kejing?hostaddr=10.0.0.9")]).is_err());
        let verified = with(&[("DATABASE_URL", "postgres://db.bank.example/kejing?sslmode=verify-full")]);
        assert_eq!(verified.is_ok(), cfg!(feature = "postgres-tls"));
    }
}
