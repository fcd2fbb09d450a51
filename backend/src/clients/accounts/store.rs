//! Queries of accounts. What an import has not shown yet is left out.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::auth::Scope;
use crate::clients::model::*;
use crate::db::Conn;
use crate::db::schema::{accounts, client_holdings, imports, loans};

/// Whether an account shows, for every reader.
macro_rules! shown {
    () => {
        accounts::import_id
            .is_null()
            .or(accounts::import_id
                .ne_all(imports::table.filter(imports::hidden).select(imports::id.nullable())))
    };
}

/// A client's accounts in the order of their ids, after one.
pub fn list_accounts(
    conn: &mut Conn,
    client: ClientId,
    after: Option<AccountId>,
    limit: i64,
) -> QueryResult<Vec<Account>> {
    let mut q = accounts::table.filter(accounts::client_id.eq(client)).filter(shown!()).into_boxed();
    if let Some(id) = after {
        q = q.filter(accounts::id.gt(id));
    }
    q.order(accounts::id).limit(limit).select(Account::as_select()).load(conn)
}

/// An account within a scope: its branch's, or a client's of whom one of the managers has a part.
pub fn find_account(conn: &mut Conn, id: AccountId, scope: &Scope, day: NaiveDate) -> QueryResult<Account> {
    let mut q = accounts::table.filter(accounts::id.eq(id)).filter(shown!()).into_boxed();
    if let Scope::Some { branches, managers: own } = scope {
        let held = client_holdings::table
            .filter(client_holdings::manager_id.eq_any(own.clone()))
            .filter(client_holdings::valid_from.le(day))
            .filter(client_holdings::valid_to.is_null().or(client_holdings::valid_to.gt(day)))
            .select(client_holdings::client_id);
        q = q.filter(accounts::branch_id.eq_any(branches.clone()).or(accounts::client_id.eq_any(held)));
    }
    q.select(Account::as_select()).first(conn)
}

/// The loans among accounts; at most 200.
pub fn list_loans(conn: &mut Conn, ids: &[AccountId]) -> QueryResult<Vec<Loan>> {
    loans::table.filter(loans::account_id.eq_any(ids)).select(Loan::as_select()).load(conn)
}

/// Writes whether an account was won, where its version still stands; 0 where it has moved.
pub fn update_won(conn: &mut Conn, a: &Account) -> QueryResult<usize> {
    diesel::update(accounts::table.filter(accounts::id.eq(a.id).and(accounts::version.eq(a.version))))
        .set((
            accounts::is_natural.eq(a.is_natural),
            accounts::won_confirmed_on.eq(a.won_confirmed_on),
            accounts::won_confirmed_by.eq(a.won_confirmed_by),
            accounts::version.eq(a.version + 1),
        ))
        .execute(conn)
}
