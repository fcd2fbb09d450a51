//! What a client is worth and owes, and whether it must be allocated (D9.1, E4.2).
//!
//! Worth is the average daily balance of the client's accounts in the base currency, over the policy's days up to
//! yesterday, each weighted by its kind. The balance-days of all accounts are added exactly and divided once,
//! a half rounded away from zero (四舍五入): averages of single accounts, each rounded, may add up to a fen or so
//! more or less. Exposure is what its open credit accounts owe today.
//!
//! Lists read computed rows. A row names its day, its policy version and the weights it was computed with
//! (`basis`), and whatever changes an account or a balance removes the client's row in the same transaction
//! ([`forget`]): a row that stands for today is right. Where none stands the measure is computed at once, and the
//! job `refresh_client_measures`, queued after imports and every few minutes, puts the rows back.

pub mod rules;
mod store;

use std::collections::HashMap;
use std::hash::Hash;

use diesel::prelude::*;
use serde_json::json;

use super::model::{AccountId, AccountKind, ClientId, MeasureRow, Size, Standing};
use crate::app::{App, Cx};
use crate::db::schema::client_measures;
use crate::error::{AppError, AppResult};
use crate::jobs::{Handler, JobCx, Lane, Recurring};
use crate::policy::Policy;

/// The job that puts computed rows back.
pub const REFRESH: Handler = Handler { kind: "refresh_client_measures", lane: Lane::Common, run: refresh };
/// Looks for missing or old rows: after midnight, after a new policy, after a crash.
pub const REFRESH_DUE: Recurring =
    Recurring { name: "refresh_client_measures", every_seconds: 60, run: queue_where_due };
const BATCH: i64 = 250;

/// What allocation asks of a client.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measure {
    /// Weighted average daily balance, in fen.
    pub worth_fen: i64,
    /// Credit outstanding today, in fen.
    pub exposure_fen: i64,
    /// Whether a credit account is open: only class A may keep it (D6).
    pub has_credit: bool,
    /// Whether an account of it must be under a named manager (D9.1).
    pub must_allocate: bool,
    /// Core, basic or other; none before it was rated.
    pub standing: Option<Standing>,
    /// Large, medium or small; none before it was rated.
    pub size: Option<Size>,
    /// Flags that it carries today, in order of name.
    pub flags: Vec<String>,
}

/// Each client's measure today; clients that do not exist are left out.
pub fn of_clients(
    cx: &mut Cx<'_>,
    clients: &[ClientId],
    policy: &Policy,
) -> AppResult<HashMap<ClientId, Measure>> {
    let figures = figures_of(cx, clients, policy)?;
    let mut out = HashMap::with_capacity(clients.len());
    for (id, standing, size) in store::list_ratings(cx.conn, clients)? {
        let f = figures.get(&id).copied().unwrap_or_default();
        out.insert(
            id,
            Measure {
                worth_fen: f.worth_fen,
                exposure_fen: f.exposure_fen,
                has_credit: f.has_credit,
                must_allocate: f.must_allocate,
                standing,
                size,
                flags: Vec::new(),
            },
        );
    }
    for flag in store::list_flags(cx.conn, clients)? {
        if let Some(m) = out.get_mut(&flag.client_id) {
            m.flags.push(flag.flag);
        }
    }
    Ok(out)
}

/// The part of a measure that accounts decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Queryable, Selectable)]
#[diesel(table_name = client_measures)]
pub struct Figures {
    /// As [`Measure::worth_fen`].
    pub worth_fen: i64,
    /// As [`Measure::exposure_fen`].
    pub exposure_fen: i64,
    /// As [`Measure::has_credit`].
    pub has_credit: bool,
    /// As [`Measure::must_allocate`].
    pub must_allocate: bool,
}

/// The figures of clients today: computed rows where they stand, computed at once where not.
pub fn figures_of(
    cx: &mut Cx<'_>,
    clients: &[ClientId],
    policy: &Policy,
) -> AppResult<HashMap<ClientId, Figures>> {
    let basis = rules::basis(policy);
    let mut out: HashMap<ClientId, Figures> =
        store::list_figures(cx.conn, clients, cx.today, &basis)?.into_iter().collect();
    let missing: Vec<ClientId> = clients.iter().copied().filter(|id| !out.contains_key(id)).collect();
    if !missing.is_empty() {
        out.extend(compute(cx, &missing, policy)?);
    }
    Ok(out)
}

/// Computes figures from accounts and balances.
pub fn compute(
    cx: &mut Cx<'_>,
    clients: &[ClientId],
    policy: &Policy,
) -> AppResult<HashMap<ClientId, Figures>> {
    let accounts = store::list_accounts(cx.conn, clients)?;
    let mut out: HashMap<ClientId, Figures> = clients.iter().map(|id| (*id, Figures::default())).collect();
    out.extend(add_up(cx, &accounts, policy, |a| a.client_id)?);
    Ok(out)
}

/// The figures of single accounts today; accounts that do not exist are left out.
pub fn of_accounts(
    cx: &mut Cx<'_>,
    accounts: &[AccountId],
    policy: &Policy,
) -> AppResult<HashMap<AccountId, Figures>> {
    let accounts = store::list_accounts_by_id(cx.conn, accounts)?;
    add_up(cx, &accounts, policy, |a| a.id)
}

/// Adds accounts up by what they belong to.
fn add_up<K: Copy + Eq + Hash>(
    cx: &mut Cx<'_>,
    accounts: &[store::MeasuredAccount],
    policy: &Policy,
    of: impl Fn(&store::MeasuredAccount) -> K,
) -> AppResult<HashMap<K, Figures>> {
    let counted: Vec<i64> =
        accounts.iter().filter(|a| a.currency == policy.base_currency).map(|a| a.key).collect();
    let window = rules::Window::before(cx.today, policy.worth.days);
    let balances = super::balances::read(cx, &counted, window.from, cx.today)?;
    let mut sums: HashMap<K, rules::Sum> = HashMap::new();
    for a in accounts {
        let sum = sums.entry(of(a)).or_default();
        let open = a.opened_on <= cx.today && a.closed_on.is_none_or(|c| cx.today < c);
        let credit = a.kind == AccountKind::Loan || a.credit_kind;
        sum.has_credit |= open && credit;
        sum.must_allocate |= open && rules::must_allocate(a, cx.today);
        let Some(history) = balances.get(&a.key) else { continue };
        let days = history.balance_days(a.opened_on, a.closed_on, window.from, window.to);
        sum.weighted_days += days * i128::from(rules::weight(&policy.worth, a.kind));
        if open && credit {
            sum.exposure += i128::from(history.on(cx.today).max(0));
        }
    }
    sums.into_iter()
        .map(|(id, sum)| {
            let worth = rules::worth(sum.weighted_days, policy.worth.days)
                .ok_or_else(|| AppError::internal("a client's worth is beyond 64 bits"))?;
            let exposure = i64::try_from(sum.exposure)
                .map_err(|_| AppError::internal("a client's exposure is beyond 64 bits"))?;
            let f = Figures {
                worth_fen: worth,
                exposure_fen: exposure,
                has_credit: sum.has_credit,
                must_allocate: sum.must_allocate,
            };
            Ok((id, f))
        })
        .collect()
}

/// Removes the rows of clients whose accounts change in this transaction.
pub fn forget(cx: &mut Cx<'_>, clients: &[ClientId]) -> AppResult<()> {
    Ok(store::delete_rows(cx.conn, clients)?)
}

/// Removes the rows of the clients of accounts whose balances change in this transaction.
pub fn forget_accounts(cx: &mut Cx<'_>, accounts: &[i64]) -> AppResult<()> {
    Ok(store::delete_rows_of_accounts(cx.conn, accounts)?)
}

/// Removes every row: what an import that was hidden shows may concern anybody.
pub fn forget_all(cx: &mut Cx<'_>) -> AppResult<()> {
    Ok(store::delete_all(cx.conn)?)
}

/// Queues the job that puts missing rows back.
pub fn queue_refresh(cx: &mut Cx<'_>) -> AppResult<()> {
    crate::jobs::enqueue(cx, REFRESH.kind, Some("all".to_owned()), json!({})).map(drop)
}

fn queue_where_due(app: &App) -> AppResult<()> {
    let actor = crate::auth::Actor::System(crate::auth::actor::SystemActor { job: REFRESH.kind });
    let due = app.read_as(&actor, |cx| {
        let (_, policy) = crate::policy::service::at(cx, cx.today)?;
        Ok(!store::list_due(cx.conn, cx.today, &rules::basis(&policy), None, 1)?.is_empty())
    })?;
    if due { app.write_as(&actor, queue_refresh) } else { Ok(()) }
}

fn refresh(job: &JobCx) -> AppResult<serde_json::Value> {
    let (mut after, mut done) = (None, 0_usize);
    while !job.should_stop() {
        let batch = job.write(|cx| {
            let (number, policy) = crate::policy::service::at(cx, cx.today)?;
            let basis = rules::basis(&policy);
            let clients = store::list_due(cx.conn, cx.today, &basis, after, BATCH)?;
            let rows: Vec<MeasureRow> = compute(cx, &clients, &policy)?
                .into_iter()
                .map(|(client_id, f)| MeasureRow {
                    client_id,
                    day: cx.today,
                    policy_number: number,
                    basis: basis.clone(),
                    worth_fen: f.worth_fen,
                    exposure_fen: f.exposure_fen,
                    has_credit: f.has_credit,
                    must_allocate: f.must_allocate,
                })
                .collect();
            store::put_rows(cx.conn, &rows)?;
            Ok(clients)
        })?;
        let Some(last) = batch.last() else { break };
        after = Some(*last);
        done += batch.len();
        job.progress(json!({ "clients": done }))?;
    }
    Ok(json!({ "clients": done }))
}
