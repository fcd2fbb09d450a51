//! The application: what every request shares, and the way from a request into a transaction.

use std::sync::Arc;

use actix_web::web;
use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::Semaphore;

use crate::audit;
use crate::auth::passwords::Passwords;
use crate::auth::tokens::Bearer;
use crate::auth::{Action, Actor, Scope, Thing};
use crate::clock::Clock;
use crate::config::Config;
use crate::crew::Crew;
use crate::db::{Conn, Db, Json, Ts};
use crate::error::{AppError, AppResult, Code};
use crate::http::idempotency::{self, Kept};
use crate::http::{Caller, Page, Written};
use crate::keyring::Keyring;
use crate::policy::cache::PolicyCache;
use crate::policy::model::InForce;

/// What every request and job shares. Clones are cheap.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    config: Config,
    db: Db,
    clock: Arc<Clock>,
    keys: Keyring,
    passwords: Passwords,
    /// Argon2 takes 19 MiB a time: two at once.
    hashing: Semaphore,
    /// As many requests read at once as there are connections.
    readers: Crew,
    /// As many write at once; apart from those that read, which nobody's queue for the same row holds up.
    writers: Crew,
    policies: PolicyCache,
    /// Wakes the job runners when work has been queued in this process.
    wake: tokio::sync::Notify,
}

impl App {
    /// Puts the parts together; opens and migrates nothing.
    pub fn new(config: Config, db: Db, clock: Arc<Clock>, keys: Keyring) -> AppResult<Self> {
        let passwords = Passwords::new(config.cheap_hashing)?;
        let at_once = db.most_connections() as usize;
        Ok(Self {
            inner: Arc::new(Inner {
                config,
                db,
                clock,
                keys,
                passwords,
                hashing: Semaphore::new(2),
                readers: Crew::new("reader", at_once)?,
                writers: Crew::new("writer", at_once)?,
                policies: PolicyCache::default(),
                wake: tokio::sync::Notify::new(),
            }),
        })
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.inner.config
    }
    /// The database.
    pub fn db(&self) -> &Db {
        &self.inner.db
    }
    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }
    /// The keys.
    pub fn keys(&self) -> &Keyring {
        &self.inner.keys
    }
    /// Password hashing; see [`Self::hashing_turn`].
    pub fn passwords(&self) -> &Passwords {
        &self.inner.passwords
    }
    /// Policy versions already read.
    pub fn policies(&self) -> &PolicyCache {
        &self.inner.policies
    }
    /// Wakes the job runners of this process.
    pub fn wake_jobs(&self) {
        self.inner.wake.notify_waiters();
    }
    /// Ends when work has been queued in this process.
    pub async fn job_queued(&self) {
        self.inner.wake.notified().await;
    }

    /// Runs something that hashes a password off the request threads, two at a time.
    pub async fn hashing_turn<T: Send + 'static>(
        &self,
        f: impl FnOnce(&App) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        let _turn = self.inner.hashing.acquire().await.map_err(AppError::internal)?;
        let app = self.clone();
        web::block(move || f(&app)).await.map_err(AppError::internal)?
    }

    /// Runs `f` for the caller on one consistent view of the data.
    pub async fn read<T: Send + 'static>(
        &self,
        caller: Caller,
        f: impl Fn(&mut Cx<'_>) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        let app = self.clone();
        self.inner.readers.run(move || app.db().read(|conn| app.enter(conn, true, &caller, &f))).await
    }

    /// As [`Self::read`], of a page of a list.
    pub async fn list<T: Serialize + 'static>(
        &self,
        caller: Caller,
        f: impl Fn(&mut Cx<'_>) -> AppResult<Page<T>> + Send + 'static,
    ) -> AppResult<Written> {
        self.read(caller, move |cx| f(cx)?.write()).await
    }

    /// As [`Self::list`], of a page that one statement reads: no transaction is opened for it (see
    /// [`Db::read_at_once`]), and `f` may run twice.
    pub async fn list_at_once<T: Serialize + 'static>(
        &self,
        caller: Caller,
        f: impl Fn(&mut Cx<'_>) -> AppResult<Page<T>> + Send + 'static,
    ) -> AppResult<Written> {
        let app = self.clone();
        let answer = move |cx: &mut Cx<'_>| f(cx)?.write();
        let once = move || app.db().read_at_once(|conn, view| app.enter(conn, view, &caller, &answer));
        self.inner.readers.run(once).await
    }

    /// Runs `f` for the caller in a write transaction; it may run several times.
    pub async fn write<T: Send + 'static>(
        &self,
        caller: Caller,
        f: impl Fn(&mut Cx<'_>) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        let app = self.clone();
        self.inner.writers.run(move || app.db().write(|conn| app.enter(conn, true, &caller, &f))).await
    }

    /// As [`Self::write`], in turn with others who write the same thing (see [`Db::write_in_turn`]), however many wait:
    /// they hold up nobody who writes another.
    pub async fn write_in_turn<T: Send + 'static>(
        &self,
        caller: Caller,
        thing: uuid::Uuid,
        f: impl Fn(&mut Cx<'_>) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        let app = self.clone();
        web::block(move || app.db().write_in_turn(thing, |conn| app.enter(conn, true, &caller, &f)))
            .await
            .map_err(AppError::internal)?
    }

    /// Runs `f` as an actor that needs no session, in a write transaction: jobs, the command line, tests.
    pub fn write_as<T>(&self, actor: &Actor, f: impl Fn(&mut Cx<'_>) -> AppResult<T>) -> AppResult<T> {
        self.db().write(|conn| self.enter_as(conn, actor, &f))
    }

    /// As [`Self::write_as`], in turn with others who write the same thing.
    pub fn write_in_turn_as<T>(
        &self,
        actor: &Actor,
        thing: uuid::Uuid,
        f: impl Fn(&mut Cx<'_>) -> AppResult<T>,
    ) -> AppResult<T> {
        self.db().write_in_turn(thing, |conn| self.enter_as(conn, actor, &f))
    }

    /// Runs `f` as an actor that needs no session, on one consistent view.
    pub fn read_as<T>(&self, actor: &Actor, f: impl Fn(&mut Cx<'_>) -> AppResult<T>) -> AppResult<T> {
        self.db().read(|conn| self.enter_as(conn, actor, &f))
    }

    fn enter<T>(
        &self,
        conn: &mut Conn,
        has_view: bool,
        caller: &Caller,
        f: &impl Fn(&mut Cx<'_>) -> AppResult<T>,
    ) -> AppResult<T> {
        let now = self.clock().now();
        let today = self.clock().date_of(now);
        let (actor, in_force) = match &caller.claims {
            Some(Bearer::Machine(claims)) => {
                (crate::hr::machines::service::load_machine(conn, claims, now)?, None)
            }
            Some(Bearer::Person(claims)) => {
                let code_roles = &self.config().totp_roles;
                let (actor, in_force) =
                    crate::identity::service::load_actor(conn, claims, now, today, code_roles)?;
                (actor, Some(in_force))
            }
            None => (Actor::Anonymous, None),
        };
        f(&mut Cx {
            conn,
            actor: &actor,
            now,
            today,
            in_force,
            has_view,
            app: self,
            trace_id: Some(&caller.trace_id),
        })
    }

    fn enter_as<T>(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        f: &impl Fn(&mut Cx<'_>) -> AppResult<T>,
    ) -> AppResult<T> {
        let now = self.clock().now();
        let today = self.clock().date_of(now);
        f(&mut Cx { conn, actor, now, today, in_force: None, has_view: true, app: self, trace_id: None })
    }
}

/// What a service works with: the transaction, the actor, the moment.
pub struct Cx<'a> {
    /// The open transaction.
    pub conn: &'a mut Conn,
    /// Who acts.
    pub actor: &'a Actor,
    /// Now, read when this try of the transaction began.
    pub now: Ts,
    /// The bank's date.
    pub today: NaiveDate,
    /// The policy version of a day, where it was read with the session: it cannot change that day (D13).
    pub in_force: Option<InForce>,
    /// Whether all that is read is of one moment: a transaction is open.
    pub has_view: bool,
    /// Keys, clock, configuration.
    pub app: &'a App,
    /// Names the request in the log and the audit.
    pub trace_id: Option<&'a str>,
}

impl Cx<'_> {
    /// Permits the action on the thing, or answers 403; `step_up_required` where it is weighty and the person's
    /// last code is too old.
    pub fn may(&self, action: Action, thing: &Thing) -> AppResult<()> {
        self.actor.may(action, thing)?;
        self.check_strong_for(action)
    }

    /// What a finder may return for the action; refuses as [`Self::may`] does.
    pub fn scope(&self, action: Action) -> AppResult<Scope> {
        let scope = self.actor.scope(action)?;
        self.check_strong_for(action)?;
        Ok(scope)
    }

    /// Said before a second statement for the same answer: runs the request again where there is no view.
    pub fn needs_view(&self) -> AppResult<()> {
        if self.has_view { Ok(()) } else { Err(crate::db::tx::needs_view()) }
    }

    fn check_strong_for(&self, action: Action) -> AppResult<()> {
        if action.is_weighty() { self.actor.check_strong(self.now) } else { Ok(()) }
    }

    /// The moment by the one clock that decides acceptance: the database's on PostgreSQL, else the server's
    /// (a clock set by a test or a demo always stands).
    pub fn accept_time(&mut self) -> AppResult<Ts> {
        if self.app.clock().is_system()
            && let Some(at) = crate::db::dialect::clock_timestamp(self.conn)?
        {
            return Ok(at);
        }
        Ok(self.app.clock().now())
    }

    /// Leaves who, what, when in this transaction. `detail` carries ids and codes, never personal data.
    pub fn audit(
        &mut self,
        action: &str,
        subject_kind: &'static str,
        subject_id: Option<impl ToString>,
        detail: serde_json::Value,
    ) -> AppResult<()> {
        audit::service::record(self, action, subject_kind, subject_id.map(|s| s.to_string()), detail)
    }

    /// Does something once for a key: a repetition with the same request gets the first result again.
    ///
    /// The result is kept, so it holds ids alone; the answer is built from them. Errors: 422 when the key
    /// came with another request. A failure keeps nothing.
    pub fn once<R: Serialize + DeserializeOwned>(
        &mut self,
        key: &crate::http::IdemKey,
        action: Action,
        request: &impl Serialize,
        f: impl FnOnce(&mut Self) -> AppResult<R>,
    ) -> AppResult<R> {
        let body = serde_json_canonicalizer::to_vec(request).map_err(AppError::internal)?;
        let mac =
            self.app.keys().audit_hmac(&format!("idempotency/{}", action.as_str()), &body).value.to_vec();
        self.once_with_mac(key, action, mac, f)
    }

    /// As [`Self::once`], with the request's MAC made by the caller (under a key that will be destroyed).
    pub fn once_with_mac<R: Serialize + DeserializeOwned>(
        &mut self,
        key: &crate::http::IdemKey,
        action: Action,
        mac: Vec<u8>,
        f: impl FnOnce(&mut Self) -> AppResult<R>,
    ) -> AppResult<R> {
        let actor = self.actor.user_id().map_or_else(|| "system".to_owned(), |u| u.to_string());
        let mut one = Kept {
            actor,
            key: key.0.clone(),
            operation: action.as_str().to_owned(),
            request_mac: mac,
            result: Json::from(serde_json::Value::Null),
            created_at: self.now,
        };
        if !idempotency::take(self.conn, &one)? {
            let kept = idempotency::find(self.conn, &one.actor, &one.key)?
                .ok_or_else(|| AppError::internal("a key is taken and not there"))?;
            if kept.operation != one.operation || kept.request_mac != one.request_mac {
                return Err(AppError::new(Code::KeyReused));
            }
            return Ok(kept.result.read()?);
        }
        let result = f(self)?;
        one.result = Json::of(&result)?;
        idempotency::keep(self.conn, &one)?;
        Ok(result)
    }
}
