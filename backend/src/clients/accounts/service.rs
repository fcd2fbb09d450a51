//! Accounts: orchestration.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::dto::*;
use super::store;
use crate::allocation::ownership::service::overrides_on;
use crate::allocation::shares::Shares;
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::clients::dto::Owner;
use crate::clients::measures::rules::{Window, average};
use crate::clients::model::*;
use crate::clients::{balances, measures};
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::http::{IfMatch, Page};
use crate::staffing::model::{Manager, ManagerId};
use crate::staffing::rules::has_lapsed;

/// At most so many days in a series.
const MAX_DAYS: i64 = 732;

/// A client's accounts, with today's balance and the average of the policy's days.
pub fn list_client_accounts(
    cx: &mut Cx<'_>,
    client: ClientId,
    q: &ListClientAccounts,
) -> AppResult<Page<AccountView>> {
    crate::clients::service::find(cx, client, Action::ListClientAccounts)?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "client_accounts", q.cursor.as_deref())?;
    let rows = store::list_accounts(cx.conn, client, after, limit + 1)?;
    let page = crate::db::page::page(cx.app.keys(), "client_accounts", rows, limit, |a| a.id, |a| a)?;
    Ok(Page { items: views(cx, page.items)?, next_cursor: page.next_cursor })
}

fn views(cx: &mut Cx<'_>, accounts: Vec<Account>) -> AppResult<Vec<AccountView>> {
    let (policy_number, policy) = crate::policy::service::at(cx, cx.today)?;
    let window = Window::before(cx.today, policy.worth.days);
    let keys: Vec<i64> = accounts.iter().map(|a| a.key).collect();
    let ids: Vec<AccountId> = accounts.iter().map(|a| a.id).collect();
    let histories = balances::read(cx, &keys, window.from, cx.today)?;
    let mut loans: HashMap<AccountId, Loan> =
        store::list_loans(cx.conn, &ids)?.into_iter().map(|l| (l.account_id, l)).collect();
    let overrides = overrides_on(cx, &ids, cx.today)?;
    let managers: Vec<ManagerId> =
        overrides.values().flat_map(|s| s.parts().iter().map(|(m, _)| *m)).collect();
    let managers = crate::staffing::service::managers_by_id(cx, &managers)?;
    let today = cx.today;
    let none = balances::rules::History::default();
    accounts
        .into_iter()
        .map(|a| {
            let history = histories.get(&a.key).unwrap_or(&none);
            let days = history.balance_days(a.opened_on, a.closed_on, window.from, window.to);
            let (_, balance_minor) =
                history.series(a.opened_on, a.closed_on, cx.today, cx.today).pop().unwrap_or((cx.today, 0));
            Ok(AccountView {
                id: a.id.to_string(),
                account_no: a.account_no,
                client_id: a.client_id.to_string(),
                kind: a.kind,
                product: a.product,
                currency: a.currency,
                credit_kind: a.credit_kind,
                opened_on: a.opened_on,
                closed_on: a.closed_on,
                is_natural: a.is_natural,
                won_confirmed_on: a.won_confirmed_on,
                balance_minor,
                average_minor: whole(average(days, i64::from(policy.worth.days)))?,
                average_days: policy.worth.days,
                policy_number,
                loan: loans.remove(&a.id).map(loan),
                owners: overrides.get(&a.id).map(|shares| owners(shares, &managers, today)),
                version: a.version,
            })
        })
        .collect()
}

fn whole(average: Option<i64>) -> AppResult<i64> {
    average.ok_or_else(|| AppError::internal("an average is beyond 64 bits"))
}

fn loan(l: Loan) -> LoanView {
    LoanView {
        granted_on: l.granted_on,
        due_on: l.due_on,
        principal_minor: l.principal_minor,
        months: l.months,
        loan_class: l.loan_class,
        status: l.status,
    }
}

fn owners(
    shares: &Shares<ManagerId>,
    managers: &HashMap<ManagerId, Manager>,
    today: NaiveDate,
) -> Vec<Owner> {
    let owner = |(manager, bps): &(ManagerId, crate::allocation::shares::BasisPoints)| {
        let found = managers.get(manager);
        Owner {
            manager_id: *manager,
            manager_name: found.map_or_else(String::new, |m| m.name.clone()),
            bps: bps.get(),
            lapsed: found.is_some_and(|m| has_lapsed(m.class, m.term_to, today)),
        }
    };
    shares.parts().iter().map(owner).collect()
}

/// What an account held at the end of each day of a span.
///
/// Errors: a span that ends before it begins, or of more than 732 days.
pub fn list_balances(cx: &mut Cx<'_>, id: AccountId, q: &ListBalances) -> AppResult<BalanceSeries> {
    let scope = cx.scope(Action::ListBalances)?;
    let account = store::find_account(cx.conn, id, &scope, cx.today).or_not_found()?;
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let to = q.to.unwrap_or(cx.today);
    let from = match q.from {
        Some(from) => from,
        None => to.checked_sub_days(Days::new(u64::from(policy.worth.days) - 1)).unwrap_or(to),
    };
    for (pointer, day) in [("/from", from), ("/to", to)] {
        if !crate::clients::rules::is_bank_day(day) {
            return Err(AppError::field(pointer, "invalid").code_as(Code::InvalidQuery));
        }
    }
    let days = (to - from).num_days() + 1;
    if days < 1 {
        return Err(AppError::field("/to", "date_order").code_as(Code::InvalidQuery));
    }
    if days > MAX_DAYS {
        return Err(AppError::field("/from", "too_many_days").code_as(Code::InvalidQuery));
    }
    let history = balances::read(cx, &[account.key], from, to)?.remove(&account.key).unwrap_or_default();
    let sum = history.balance_days(account.opened_on, account.closed_on, from, to);
    Ok(BalanceSeries {
        account_id: account.id.to_string(),
        currency: account.currency,
        from,
        to,
        items: history
            .series(account.opened_on, account.closed_on, from, to)
            .into_iter()
            .map(|(day, balance_minor)| DayBalance { day, balance_minor })
            .collect(),
        average_minor: whole(average(sum, days))?,
    })
}

/// The branch says of a personal deposit that it was won, or of a deposit that it grows by itself (D9.1, D9.2).
///
/// Errors: an account that is no deposit, or no personal one where it is said to be won.
pub fn confirm_won(
    cx: &mut Cx<'_>,
    id: AccountId,
    version: IfMatch,
    input: &ConfirmWon,
) -> AppResult<AccountView> {
    let scope = cx.scope(Action::ListBalances)?;
    let mut account = store::find_account(cx.conn, id, &scope, cx.today).or_not_found()?;
    cx.may(Action::ConfirmWon, &Thing::branch(account.branch_id))?;
    version.check(account.version)?;
    let fits = matches!(
        (input.outcome, account.kind),
        (_, AccountKind::PersonalDeposit) | (WonOutcome::Natural, AccountKind::CorporateDeposit)
    );
    if !fits {
        return Err(AppError::field("/outcome", "invalid").clause("D9.1"));
    }
    let won = input.outcome == WonOutcome::Won;
    account.is_natural = !won;
    account.won_confirmed_on = won.then_some(cx.today);
    account.won_confirmed_by = if won { cx.actor.user_id() } else { None };
    if store::update_won(cx.conn, &account)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    measures::forget(cx, &[account.client_id])?;
    let detail = json!({ "outcome": input.outcome, "client_id": account.client_id, "reason": crate::search_text::clean(&input.reason) });
    cx.audit("confirm_won", "account", Some(id), detail)?;
    account.version += 1;
    views(cx, vec![account])?.pop().ok_or_else(AppError::not_found)
}
