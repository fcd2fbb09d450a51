//! Queries of what comes in by files: many rows a statement.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Date, Integer, Nullable, Text, Uuid as SqlUuid};

use super::NewClient;
use crate::clients::model::*;
use crate::db::schema::{
    accounts, balance_changes, client_contacts, client_flags, client_identities, client_ratings, clients,
    loans,
};
use crate::db::{Conn, Ts};
use crate::imports::model::ImportId;
use crate::org::model::OrgUnitId;
use crate::{by_engine, on_each};

/// How many rows go into one statement.
const CHUNK: usize = 200;

/// Account, day, order within the day.
pub type BalanceKey = (i64, NaiveDate, i32);

/// The latest known version of a balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownBalance {
    /// Which version.
    pub known: i32,
    /// What it says.
    pub balance_minor: i64,
}

/// What an import must know of an account.
#[derive(Debug, Clone)]
pub struct KnownAccount {
    /// Its number inside the database.
    pub key: i64,
    /// The account.
    pub id: AccountId,
    /// Whose it is.
    pub client_id: ClientId,
    /// What it is.
    pub kind: AccountKind,
    /// Its currency.
    pub currency: String,
    /// The first day.
    pub opened_on: NaiveDate,
    /// The first day closed.
    pub closed_on: Option<NaiveDate>,
}

/// An account that comes in; the database numbers it.
#[derive(Debug, Clone)]
pub struct NewAccount {
    pub id: AccountId,
    pub account_no: String,
    pub client_id: ClientId,
    pub branch_id: OrgUnitId,
    pub outlet_id: Option<OrgUnitId>,
    pub kind: AccountKind,
    pub product: String,
    pub currency: String,
    pub credit_kind: bool,
    pub opened_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    pub is_natural: bool,
    pub import_id: Option<ImportId>,
    pub created_at: Ts,
}

pub fn list_clients_by_no(conn: &mut Conn, numbers: &[String]) -> QueryResult<Vec<Client>> {
    clients::table.filter(clients::client_no.eq_any(numbers.to_vec())).select(Client::as_select()).load(conn)
}

pub fn list_identities(conn: &mut Conn, macs: &[Vec<u8>]) -> QueryResult<Vec<Vec<u8>>> {
    client_identities::table
        .filter(client_identities::mac.eq_any(macs.to_vec()))
        .select(client_identities::mac)
        .load(conn)
}

pub fn insert_clients(conn: &mut Conn, new: &[NewClient]) -> QueryResult<()> {
    for chunk in new.chunks(CHUNK) {
        let rows: Vec<&Client> = chunk.iter().map(|c| &c.client).collect();
        on_each!(conn, |c| diesel::insert_into(clients::table).values(rows).execute(c))?;
        let rows: Vec<&ClientIdentity> = chunk.iter().filter_map(|c| c.identity.as_ref()).collect();
        on_each!(conn, |c| diesel::insert_into(client_identities::table).values(rows).execute(c))?;
        let rows: Vec<&Contact> = chunk.iter().flat_map(|c| &c.contacts).collect();
        on_each!(conn, |c| diesel::insert_into(client_contacts::table).values(rows).execute(c))?;
        let rows: Vec<&Rating> = chunk.iter().flat_map(|c| &c.ratings).collect();
        on_each!(conn, |c| diesel::insert_into(client_ratings::table).values(rows).execute(c))?;
        let rows: Vec<&ClientFlag> = chunk.iter().flat_map(|c| &c.flags).collect();
        on_each!(conn, |c| diesel::insert_into(client_flags::table).values(rows).execute(c))?;
    }
    Ok(())
}

pub fn list_accounts_by_no(conn: &mut Conn, numbers: &[String]) -> QueryResult<Vec<(String, KnownAccount)>> {
    type Row = (String, i64, AccountId, ClientId, AccountKind, String, NaiveDate, Option<NaiveDate>);
    let rows: Vec<Row> = accounts::table
        .filter(accounts::account_no.eq_any(numbers.to_vec()))
        .select((
            accounts::account_no,
            accounts::key,
            accounts::id,
            accounts::client_id,
            accounts::kind,
            accounts::currency,
            accounts::opened_on,
            accounts::closed_on,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(no, key, id, client_id, kind, currency, opened_on, closed_on)| {
            (no, KnownAccount { key, id, client_id, kind, currency, opened_on, closed_on })
        })
        .collect())
}

pub fn insert_accounts(conn: &mut Conn, new: &[NewAccount]) -> QueryResult<()> {
    for chunk in new.chunks(CHUNK) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|a| {
                (
                    accounts::id.eq(a.id),
                    accounts::account_no.eq(&a.account_no),
                    accounts::client_id.eq(a.client_id),
                    accounts::branch_id.eq(a.branch_id),
                    accounts::outlet_id.eq(a.outlet_id),
                    accounts::kind.eq(a.kind),
                    accounts::product.eq(&a.product),
                    accounts::currency.eq(&a.currency),
                    accounts::credit_kind.eq(a.credit_kind),
                    accounts::opened_on.eq(a.opened_on),
                    accounts::closed_on.eq(a.closed_on),
                    accounts::is_natural.eq(a.is_natural),
                    accounts::owner_version.eq(1_i64),
                    accounts::version.eq(1_i64),
                    accounts::import_id.eq(a.import_id),
                    accounts::created_at.eq(a.created_at),
                )
            })
            .collect();
        on_each!(conn, |c| diesel::insert_into(accounts::table).values(&rows).execute(c))?;
    }
    Ok(())
}

pub fn list_loans(conn: &mut Conn, ids: &[AccountId]) -> QueryResult<Vec<Loan>> {
    loans::table.filter(loans::account_id.eq_any(ids.to_vec())).select(Loan::as_select()).load(conn)
}

pub fn insert_loans(conn: &mut Conn, rows: &[Loan]) -> QueryResult<()> {
    for chunk in rows.chunks(CHUNK) {
        on_each!(conn, |c| diesel::insert_into(loans::table).values(chunk).execute(c))?;
    }
    Ok(())
}

pub fn update_loan(conn: &mut Conn, loan: &Loan) -> QueryResult<usize> {
    diesel::update(loans::table.find(loan.account_id))
        .set((
            loans::granted_on.eq(loan.granted_on),
            loans::due_on.eq(loan.due_on),
            loans::principal_minor.eq(loan.principal_minor),
            loans::months.eq(loan.months),
            loans::loan_class.eq(loan.loan_class),
            loans::status.eq(&loan.status),
            loans::version.eq(loans::version + 1),
        ))
        .execute(conn)
}

#[derive(QueryableByName)]
struct BalanceRow {
    #[diesel(sql_type = BigInt)]
    account_key: i64,
    #[diesel(sql_type = Date)]
    day: NaiveDate,
    #[diesel(sql_type = Integer)]
    seq: i32,
    #[diesel(sql_type = Integer)]
    known: i32,
    #[diesel(sql_type = BigInt)]
    balance_minor: i64,
}

/// The latest version under each key. One statement whatever the number of keys: they go in as arrays.
pub fn list_balances(conn: &mut Conn, keys: &[BalanceKey]) -> QueryResult<HashMap<BalanceKey, KnownBalance>> {
    const FOUND: &str = "JOIN balance_changes b ON b.account_key = v.a AND b.day = v.d AND b.seq = v.s";
    const COLUMNS: &str = "SELECT b.account_key, b.day, b.seq, b.known, b.balance_minor FROM";
    let rows: Vec<BalanceRow> = by_engine!(
        conn,
        pg | c | {
            let accounts: Vec<i64> = keys.iter().map(|k| k.0).collect();
            let days: Vec<NaiveDate> = keys.iter().map(|k| k.1).collect();
            let seqs: Vec<i32> = keys.iter().map(|k| k.2).collect();
            diesel::sql_query(format!("{COLUMNS} unnest($1, $2, $3) v(a, d, s) {FOUND}"))
                .bind::<Array<BigInt>, _>(accounts)
                .bind::<Array<Date>, _>(days)
                .bind::<Array<Integer>, _>(seqs)
                .load(c)
        },
        sqlite | c | {
            let list: Vec<(i64, String, i32)> = keys.iter().map(|k| (k.0, k.1.to_string(), k.2)).collect();
            let list = serde_json::to_string(&list)
                .map_err(|e| diesel::result::Error::SerializationError(e.into()))?;
            diesel::sql_query(format!(
                "{COLUMNS} (SELECT value->>0 a, value->>1 d, value->>2 s FROM json_each(?)) v {FOUND}"
            ))
            .bind::<Text, _>(list)
            .load(c)
        }
    )?;
    let mut out: HashMap<BalanceKey, KnownBalance> = HashMap::with_capacity(rows.len());
    for r in rows {
        let found = KnownBalance { known: r.known, balance_minor: r.balance_minor };
        let kept = out.entry((r.account_key, r.day, r.seq)).or_insert(found);
        if kept.known < r.known {
            *kept = found;
        }
    }
    Ok(out)
}

/// Arrays in one statement on PostgreSQL; one kept statement, run for each row, on SQLite.
pub fn insert_balances(conn: &mut Conn, rows: &[BalanceChange]) -> QueryResult<usize> {
    let Some(import) = rows.first().map(|r| r.import_id) else { return Ok(0) };
    by_engine!(
        conn,
        pg | c
            | {
                diesel::sql_query(
                "INSERT INTO balance_changes (account_key, day, seq, known, balance_minor, amount_minor, import_id) \
                 SELECT *, $7 FROM unnest($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            )
            .bind::<Array<BigInt>, _>(rows.iter().map(|r| r.account_key).collect::<Vec<_>>())
            .bind::<Array<Date>, _>(rows.iter().map(|r| r.day).collect::<Vec<_>>())
            .bind::<Array<Integer>, _>(rows.iter().map(|r| r.seq).collect::<Vec<_>>())
            .bind::<Array<Integer>, _>(rows.iter().map(|r| r.known).collect::<Vec<_>>())
            .bind::<Array<BigInt>, _>(rows.iter().map(|r| r.balance_minor).collect::<Vec<_>>())
            .bind::<Array<Nullable<BigInt>>, _>(rows.iter().map(|r| r.amount_minor).collect::<Vec<_>>())
            .bind::<SqlUuid, _>(import.0)
            .execute(c)
            },
        sqlite | c | {
            let mut inserted = 0;
            for r in rows {
                let row = (
                    balance_changes::account_key.eq(r.account_key),
                    balance_changes::day.eq(r.day),
                    balance_changes::seq.eq(r.seq),
                    balance_changes::known.eq(r.known),
                    balance_changes::balance_minor.eq(r.balance_minor),
                    balance_changes::amount_minor.eq(r.amount_minor),
                    balance_changes::import_id.eq(r.import_id),
                );
                inserted += diesel::insert_into(balance_changes::table)
                    .values(row)
                    .on_conflict_do_nothing()
                    .execute(c)?;
            }
            Ok(inserted)
        }
    )
}
