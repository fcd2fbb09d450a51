//! Loans: what a loan account has beyond an account. A known loan may be said anew: its category moves.

use chrono::NaiveDate;

use super::*;
use crate::clients::intake;
use crate::clients::model::*;
use crate::imports::values::decimals_of;

/// Loans.
pub struct Loans;

/// Decimals that amounts are read with before the account's currency is known.
pub(super) const READ_DECIMALS: u32 = 3;

/// An amount read with [`READ_DECIMALS`] in minor units of a currency; `None` where it has more decimals.
pub(super) fn in_currency(read: i64, currency: &str) -> Option<i64> {
    let scale = 10_i64.pow(READ_DECIMALS - decimals_of(currency).min(READ_DECIMALS));
    (read % scale == 0).then_some(read / scale)
}

/// A loan of a file.
pub struct Row {
    account_no: String,
    granted_on: NaiveDate,
    due_on: Option<NaiveDate>,
    principal: i64,
    months: Option<i32>,
    loan_class: LoanClass,
    status: Option<String>,
}

impl Loader for Loans {
    const KIND: ImportKind = ImportKind::Loans;
    const RESTATES: bool = true;
    type Row = Row;

    fn read(reading: &Reading<'_>, cells: &mut Cells<'_>) -> Option<Row> {
        let account_no = cells.code("account_no");
        let (granted_on, due_on) = (cells.date("granted_on"), cells.date("due_on"));
        let principal = cells.amount("principal", READ_DECIMALS);
        let months = cells.integer("months");
        let loan_class = cells.choice("loan_class");
        let status = cells.text("status");
        if principal.is_some_and(|p| p < 0) {
            cells.refuse("principal", "not_an_amount");
        }
        if granted_on.is_some_and(|d| d > reading.today) {
            cells.refuse("granted_on", "date_in_future");
        }
        if let (Some(from), Some(to)) = (granted_on, due_on)
            && to <= from
        {
            cells.refuse("due_on", "date_order");
        }
        Some(Row {
            account_no: account_no?.to_owned(),
            granted_on: granted_on?,
            due_on,
            principal: principal?,
            months,
            loan_class: loan_class?,
            status,
        })
    }

    fn settle(cx: &mut Cx<'_>, run: &Run, rows: &[&Numbered<Row>]) -> AppResult<Settled> {
        let (rejects, loans) = check(cx, rows, false)?;
        if run.apply {
            intake::insert_loans(cx, &loans)?;
        }
        Ok(Settled { rejects, ..Settled::default() })
    }

    fn restate(cx: &mut Cx<'_>, run: &Run, rows: &[&Numbered<Row>]) -> AppResult<Vec<Reject>> {
        let (rejects, loans) = check(cx, rows, true)?;
        if run.apply {
            for loan in &loans {
                intake::update_loan(cx, loan)?;
            }
        }
        Ok(rejects)
    }
}

fn check(cx: &mut Cx<'_>, rows: &[&Numbered<Row>], known: bool) -> AppResult<(Vec<Reject>, Vec<Loan>)> {
    let accounts = intake::accounts_by_no(cx, &distinct(rows.iter().map(|r| r.row.account_no.as_str())))?;
    let ids: Vec<AccountId> = accounts.values().map(|a| a.id).collect();
    let taken = intake::loans_of(cx, &ids)?;
    let (mut rejects, mut loans) = (Vec::new(), Vec::new());
    for Numbered { line, row } in rows.iter().copied() {
        let mut refuse = |column, code| rejects.push(Reject::new(*line, column, code));
        let Some(account) = accounts.get(&row.account_no) else {
            refuse("account_no", "not_found");
            continue;
        };
        if account.kind != AccountKind::Loan {
            refuse("account_no", "wrong_kind");
        } else if row.granted_on < account.opened_on {
            refuse("granted_on", "before_opening");
        } else if !known && taken.contains_key(&account.id) {
            refuse("account_no", "differs");
        } else if let Some(principal_minor) = in_currency(row.principal, &account.currency) {
            loans.push(Loan {
                account_id: account.id,
                granted_on: row.granted_on,
                due_on: row.due_on,
                principal_minor,
                months: row.months,
                loan_class: row.loan_class,
                status: row.status.clone(),
                version: 1,
            });
        } else {
            refuse("principal", "not_an_amount");
        }
    }
    Ok((rejects, loans))
}
