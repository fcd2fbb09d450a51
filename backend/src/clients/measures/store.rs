//! Queries of measures.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::upsert::excluded;

use super::Figures;
use crate::clients::model::*;
use crate::db::Conn;
use crate::db::schema::{accounts, client_flags, client_measures, clients, imports};
use crate::on_each;

/// An account as measures need it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct MeasuredAccount {
    pub id: AccountId,
    pub key: i64,
    pub client_id: ClientId,
    pub kind: AccountKind,
    pub currency: String,
    pub credit_kind: bool,
    pub opened_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    pub is_natural: bool,
    pub won_confirmed_on: Option<NaiveDate>,
}

/// The accounts of clients that every reader may see.
pub fn list_accounts(conn: &mut Conn, ids: &[ClientId]) -> QueryResult<Vec<MeasuredAccount>> {
    let mut out = Vec::new();
    for chunk in ids.chunks(500) {
        let hidden = imports::table.filter(imports::hidden).select(imports::id.nullable());
        out.extend(
            accounts::table
                .filter(accounts::client_id.eq_any(chunk))
                .filter(accounts::import_id.is_null().or(accounts::import_id.ne_all(hidden)))
                .select(MeasuredAccount::as_select())
                .load::<MeasuredAccount>(conn)?,
        );
    }
    Ok(out)
}

/// Accounts by id that every reader may see.
pub fn list_accounts_by_id(conn: &mut Conn, ids: &[AccountId]) -> QueryResult<Vec<MeasuredAccount>> {
    let mut out = Vec::new();
    for chunk in ids.chunks(500) {
        let hidden = imports::table.filter(imports::hidden).select(imports::id.nullable());
        out.extend(
            accounts::table
                .filter(accounts::id.eq_any(chunk))
                .filter(accounts::import_id.is_null().or(accounts::import_id.ne_all(hidden)))
                .select(MeasuredAccount::as_select())
                .load::<MeasuredAccount>(conn)?,
        );
    }
    Ok(out)
}

pub fn list_ratings(
    conn: &mut Conn,
    ids: &[ClientId],
) -> QueryResult<Vec<(ClientId, Option<Standing>, Option<Size>)>> {
    let mut out = Vec::new();
    for chunk in ids.chunks(500) {
        out.extend(
            clients::table
                .filter(clients::id.eq_any(chunk))
                .select((clients::id, clients::standing, clients::size))
                .load::<(ClientId, Option<Standing>, Option<Size>)>(conn)?,
        );
    }
    Ok(out)
}

pub fn list_flags(conn: &mut Conn, ids: &[ClientId]) -> QueryResult<Vec<ClientFlag>> {
    let mut out = Vec::new();
    for chunk in ids.chunks(500) {
        out.extend(
            client_flags::table
                .filter(client_flags::client_id.eq_any(chunk))
                .order((client_flags::client_id, client_flags::flag))
                .select(ClientFlag::as_select())
                .load::<ClientFlag>(conn)?,
        );
    }
    Ok(out)
}

/// The figures that stand for a day under a basis.
pub fn list_figures(
    conn: &mut Conn,
    ids: &[ClientId],
    day: NaiveDate,
    basis: &str,
) -> QueryResult<Vec<(ClientId, Figures)>> {
    let mut out = Vec::new();
    for chunk in ids.chunks(500) {
        out.extend(
            client_measures::table
                .filter(client_measures::client_id.eq_any(chunk))
                .filter(client_measures::day.eq(day).and(client_measures::basis.eq(basis)))
                .select((client_measures::client_id, Figures::as_select()))
                .load::<(ClientId, Figures)>(conn)?,
        );
    }
    Ok(out)
}

/// Clients without a row for the day and basis, after a client, in order of id.
pub fn list_due(
    conn: &mut Conn,
    day: NaiveDate,
    basis: &str,
    after: Option<ClientId>,
    limit: i64,
) -> QueryResult<Vec<ClientId>> {
    let after = after.unwrap_or(ClientId(uuid::Uuid::nil()));
    clients::table
        .left_join(client_measures::table)
        .filter(clients::id.gt(after))
        .filter(
            client_measures::client_id
                .is_null()
                .or(client_measures::day.ne(day).assume_not_null())
                .or(client_measures::basis.ne(basis).assume_not_null()),
        )
        .order(clients::id)
        .limit(limit)
        .select(clients::id)
        .load(conn)
}

pub fn put_rows(conn: &mut Conn, rows: &[MeasureRow]) -> QueryResult<()> {
    use client_measures as m;
    for chunk in rows.chunks(500) {
        on_each!(conn, |c| diesel::insert_into(m::table)
            .values(chunk)
            .on_conflict(m::client_id)
            .do_update()
            .set((
                m::day.eq(excluded(m::day)),
                m::policy_number.eq(excluded(m::policy_number)),
                m::basis.eq(excluded(m::basis)),
                m::worth_fen.eq(excluded(m::worth_fen)),
                m::exposure_fen.eq(excluded(m::exposure_fen)),
                m::has_credit.eq(excluded(m::has_credit)),
                m::must_allocate.eq(excluded(m::must_allocate)),
            ))
            .execute(c))?;
    }
    Ok(())
}

pub fn delete_rows(conn: &mut Conn, ids: &[ClientId]) -> QueryResult<()> {
    for chunk in ids.chunks(500) {
        diesel::delete(client_measures::table.filter(client_measures::client_id.eq_any(chunk)))
            .execute(conn)?;
    }
    Ok(())
}

pub fn delete_rows_of_accounts(conn: &mut Conn, keys: &[i64]) -> QueryResult<()> {
    for chunk in keys.chunks(500) {
        let owners = accounts::table.filter(accounts::key.eq_any(chunk)).select(accounts::client_id);
        diesel::delete(client_measures::table.filter(client_measures::client_id.eq_any(owners)))
            .execute(conn)?;
    }
    Ok(())
}

pub fn delete_all(conn: &mut Conn) -> QueryResult<()> {
    diesel::delete(client_measures::table).execute(conn).map(drop)
}
