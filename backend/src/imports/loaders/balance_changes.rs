//! Balance changes. The key is account, day and order within the day; the balance decides whether a row is the same.
//! What is known is never overwritten: another balance under a known key is refused, or, where the import restates,
//! becomes a new known version.

use std::collections::hash_map::Entry;

use chrono::NaiveDate;

use super::loans::{READ_DECIMALS, in_currency};
use super::*;
use crate::clients::intake::{self, BalanceKey};
use crate::clients::model::BalanceChange;
use crate::error::{AppError, Code};

/// Balance changes.
pub struct BalanceChanges;

/// Accounts that are remembered from batch to batch.
const REMEMBERED: usize = 400_000;

/// A balance change of a file.
pub struct Row {
    account_no: Box<str>,
    day: NaiveDate,
    seq: i32,
    balance: i64,
    amount: Option<i64>,
}

impl Loader for BalanceChanges {
    const KIND: ImportKind = ImportKind::BalanceChanges;
    const KEYED: bool = false;
    const RESTATES: bool = true;
    type Row = Row;

    fn read(reading: &Reading<'_>, cells: &mut Cells<'_>) -> Option<Row> {
        let account_no = cells.code("account_no");
        let (day, seq) = (cells.date("day"), cells.integer("seq"));
        let balance = cells.amount("balance", READ_DECIMALS);
        let amount = cells.amount("amount", READ_DECIMALS);
        if day.is_some_and(|d| d > reading.today) {
            cells.refuse("day", "date_in_future");
        }
        Some(Row { account_no: account_no?.into(), day: day?, seq: seq?, balance: balance?, amount })
    }

    fn prepare<'r>(
        driver: &Driver<'_>,
        run: &Run,
        rows: impl Iterator<Item = &'r Numbered<Row>>,
    ) -> AppResult<()> {
        if !run.apply {
            return Ok(());
        }
        let months = run.new_months(rows.map(|r| r.row.day));
        intake::ensure_months(driver.app().db(), &months)
    }

    fn settle(cx: &mut Cx<'_>, run: &Run, rows: &[&Numbered<Row>]) -> AppResult<Settled> {
        let mut out = Settled::default();
        know_accounts(cx, run, rows)?;
        let accounts = run.accounts.borrow();
        let mut changes = Vec::with_capacity(rows.len());
        for Numbered { line, row } in rows.iter().copied() {
            let mut refuse = |column, code| out.rejects.push(Reject::new(*line, column, code));
            let Some(account) = accounts.get(&*row.account_no) else {
                refuse("account_no", "not_found");
                continue;
            };
            if row.day < account.opened_on {
                refuse("day", "before_opening");
                continue;
            }
            if account.closed_on.is_some_and(|to| row.day > to) {
                refuse("day", "after_closing");
                continue;
            }
            let Some(balance_minor) = in_currency(row.balance, &account.currency) else {
                refuse("balance", "not_an_amount");
                continue;
            };
            let amount_minor = match row.amount.map(|a| in_currency(a, &account.currency)) {
                Some(None) => {
                    refuse("amount", "not_an_amount");
                    continue;
                }
                other => other.flatten(),
            };
            let change = BalanceChange {
                account_key: account.key,
                day: row.day,
                seq: row.seq,
                known: 1,
                balance_minor,
                amount_minor,
                import_id: run.import,
            };
            changes.push((*line, change));
        }
        if run.apply && !run.looks_first() {
            let rows: Vec<BalanceChange> = changes.into_iter().map(|(_, c)| c).collect();
            if intake::insert_balances(cx, &rows)? < rows.len() {
                run.look_first();
                return Err(AppError::new(Code::Conflict).because("some balances stand already"));
            }
            return Ok(out);
        }
        settle_looking(cx, run, changes, &mut out)?;
        Ok(out)
    }
}

fn know_accounts(cx: &mut Cx<'_>, run: &Run, rows: &[&Numbered<Row>]) -> AppResult<()> {
    let mut accounts = run.accounts.borrow_mut();
    if accounts.len() > REMEMBERED {
        accounts.clear();
    }
    let mut unknown: Vec<&str> =
        rows.iter().map(|r| &*r.row.account_no).filter(|no| !accounts.contains_key(*no)).collect();
    unknown.dedup();
    if !unknown.is_empty() {
        accounts.extend(intake::accounts_by_no(cx, &distinct(unknown.into_iter()))?);
    }
    Ok(())
}

/// Compares each row with what stands and with the file's rows before it.
fn settle_looking(
    cx: &mut Cx<'_>,
    run: &Run,
    changes: Vec<(i64, BalanceChange)>,
    out: &mut Settled,
) -> AppResult<()> {
    let key = |c: &BalanceChange| -> BalanceKey { (c.account_key, c.day, c.seq) };
    let keys: Vec<BalanceKey> = changes.iter().map(|(_, c)| key(c)).collect();
    let mut standing: HashMap<BalanceKey, (i32, i64)> =
        intake::balances_at(cx, &keys)?.into_iter().map(|(k, b)| (k, (b.known, b.balance_minor))).collect();
    let mut new = Vec::new();
    for (line, mut change) in changes {
        let at = key(&change);
        if let Some(said) = run.balance(&at) {
            standing.insert(at, (standing.get(&at).map_or(1, |s| s.0), said));
        }
        match standing.entry(at) {
            Entry::Occupied(s) if s.get().1 == change.balance_minor => {
                out.skipped += 1;
                continue;
            }
            Entry::Occupied(_) if !run.restate => {
                out.rejects.push(Reject::new(line, "balance", "differs"));
                continue;
            }
            Entry::Occupied(mut s) => {
                change.known = s.get().0 + 1;
                s.insert((change.known, change.balance_minor));
            }
            Entry::Vacant(s) => {
                s.insert((1, change.balance_minor));
            }
        }
        if run.apply {
            new.push(change);
        } else {
            out.notes.push(Note::Balance(at, change.balance_minor));
        }
    }
    intake::insert_balances(cx, &new)?;
    Ok(())
}
