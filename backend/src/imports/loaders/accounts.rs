//! Accounts; an owner of their own only where it is another than their client's (D9.1).

use chrono::NaiveDate;

use super::clients::{Place, Places, source};
use super::*;
use crate::allocation::ownership::model::OwnedKind;
use crate::allocation::ownership::service::{Opening, open_many};
use crate::allocation::shares::Shares;
use crate::clients::intake::{self, NewAccount};
use crate::clients::model::*;

/// Accounts.
pub struct Accounts;

/// An account of a file.
pub struct Row {
    id: AccountId,
    account_no: String,
    client: String,
    kind: AccountKind,
    product: String,
    currency: String,
    branch: String,
    outlet: Option<String>,
    credit_kind: bool,
    opened_on: NaiveDate,
    closed_on: Option<NaiveDate>,
    natural: bool,
    owner: Option<String>,
}

impl Loader for Accounts {
    const KIND: ImportKind = ImportKind::Accounts;
    type Row = Row;

    fn read(reading: &Reading<'_>, cells: &mut Cells<'_>) -> Option<Row> {
        let (account_no, client) = (cells.code("account_no"), cells.code("client_no"));
        let kind: Option<AccountKind> = cells.choice("kind");
        let (product, currency) = (cells.text("product"), cells.code("currency"));
        let (branch, outlet) = (cells.code("branch_code"), cells.code("outlet_code").map(str::to_owned));
        let credit = cells.flag("credit_kind");
        let (opened_on, closed_on) = (cells.date("opened_on"), cells.date("closed_on"));
        let natural = cells.flag("natural").unwrap_or(false);
        let owner = cells.code("owner_manager_no").map(str::to_owned);
        if currency.is_some_and(|c| c.len() != 3 || !c.bytes().all(|b| b.is_ascii_uppercase())) {
            cells.refuse("currency", "invalid");
        }
        if kind == Some(AccountKind::Loan) && credit == Some(false) {
            cells.refuse("credit_kind", "invalid");
        }
        if natural
            && kind.is_some_and(|k| k != AccountKind::PersonalDeposit && k != AccountKind::CorporateDeposit)
        {
            cells.refuse("natural", "invalid");
        }
        if opened_on.is_some_and(|d| d > reading.today) {
            cells.refuse("opened_on", "date_in_future");
        }
        if let (Some(from), Some(to)) = (opened_on, closed_on)
            && to <= from
        {
            cells.refuse("closed_on", "date_order");
        }
        let kind = kind?;
        Some(Row {
            id: AccountId::new(),
            account_no: account_no?.to_owned(),
            client: client?.to_owned(),
            kind,
            product: product?,
            currency: currency?.to_owned(),
            branch: branch?.to_owned(),
            outlet,
            credit_kind: credit.unwrap_or(kind == AccountKind::Loan),
            opened_on: opened_on?,
            closed_on,
            natural,
            owner,
        })
    }

    fn settle(cx: &mut Cx<'_>, run: &Run, rows: &[&Numbered<Row>]) -> AppResult<Settled> {
        let mut out = Settled::default();
        let taken = intake::accounts_by_no(cx, &distinct(rows.iter().map(|r| r.row.account_no.as_str())))?;
        let clients = intake::clients_by_no(cx, &distinct(rows.iter().map(|r| r.row.client.as_str())))?;
        let places = Places::load(
            cx,
            rows.iter().map(|r| (r.row.branch.as_str(), r.row.outlet.as_deref(), r.row.owner.as_deref())),
        )?;
        let (mut new, mut openings) = (Vec::new(), Vec::new());
        for Numbered { line, row } in rows.iter().copied() {
            let mut refuse = |column, code| out.rejects.push(Reject::new(*line, column, code));
            if taken.contains_key(&row.account_no) {
                refuse("account_no", "differs");
                continue;
            }
            let Some(client) = clients.get(&row.client).filter(|c| c.state == ClientState::Active) else {
                refuse("client_no", "not_found");
                continue;
            };
            let wrong = match row.kind {
                AccountKind::CorporateDeposit => client.kind != ClientKind::Corporate,
                AccountKind::PersonalDeposit => client.kind != ClientKind::Individual,
                _ => false,
            };
            if wrong {
                refuse("kind", "wrong_kind");
                continue;
            }
            match places.resolve(&row.branch, row.outlet.as_deref(), row.owner.as_deref()) {
                Err((column, code)) => refuse(column, code),
                Ok(_) if !run.apply => {}
                Ok(place) => {
                    openings.extend(place.owner.map(|owner| Opening {
                        kind: OwnedKind::Account,
                        subject: row.id.into(),
                        branch_id: place.branch,
                        opened_on: row.opened_on,
                        shares: Shares::sole(owner),
                    }));
                    new.push(account(cx, run, row, client.id, &place));
                }
            }
        }
        intake::insert_accounts(cx, &new)?;
        if !openings.is_empty() {
            open_many(cx, &openings, &source(run))?;
        }
        Ok(out)
    }
}

fn account(cx: &Cx<'_>, run: &Run, row: &Row, client_id: ClientId, place: &Place) -> NewAccount {
    NewAccount {
        id: row.id,
        account_no: row.account_no.clone(),
        client_id,
        branch_id: place.branch,
        outlet_id: place.outlet,
        kind: row.kind,
        product: row.product.clone(),
        currency: row.currency.clone(),
        credit_kind: row.credit_kind,
        opened_on: row.opened_on,
        closed_on: row.closed_on,
        is_natural: row.natural,
        import_id: Some(run.import),
        created_at: cx.now,
    }
}
