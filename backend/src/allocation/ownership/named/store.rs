//! Queries of named managers of credit.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::*;
use crate::clients::model::ClientId;
use crate::db::Conn;
use crate::db::schema::{clients, credit_managers};
use crate::on_each;
use crate::staffing::model::ManagerId;

pub fn insert(conn: &mut Conn, row: &CreditManager) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(credit_managers::table).values(row).execute(c)).map(drop)
}

/// Entries of a client, the latest first; one that was cut to no day is left out.
pub fn list_of(conn: &mut Conn, client: ClientId) -> QueryResult<Vec<CreditManager>> {
    credit_managers::table
        .filter(credit_managers::client_id.eq(client))
        .filter(
            credit_managers::valid_to
                .is_null()
                .or(credit_managers::valid_to.gt(credit_managers::valid_from.nullable())),
        )
        .order((credit_managers::valid_from.desc(), credit_managers::id.desc()))
        .limit(1_000)
        .select(CreditManager::as_select())
        .load(conn)
}

/// Clients whose credit a manager is named for on a day or later: id and number, in order of number.
pub fn list_clients_named(
    conn: &mut Conn,
    managers: &[ManagerId],
    day: NaiveDate,
) -> QueryResult<Vec<(ManagerId, ClientId, String, Option<NaiveDate>)>> {
    credit_managers::table
        .inner_join(clients::table)
        .filter(credit_managers::manager_id.eq_any(managers))
        .filter(credit_managers::valid_to.is_null().or(credit_managers::valid_to.gt(day)))
        .filter(
            credit_managers::valid_to
                .is_null()
                .or(credit_managers::valid_to.gt(credit_managers::valid_from.nullable())),
        )
        .select((credit_managers::manager_id, clients::id, clients::client_no, credit_managers::valid_to))
        .order((clients::client_no, clients::id))
        .load(conn)
}

/// Entries of clients that hold on a day.
pub fn list_on(conn: &mut Conn, clients: &[ClientId], day: NaiveDate) -> QueryResult<Vec<CreditManager>> {
    let mut out = Vec::new();
    for chunk in clients.chunks(500) {
        out.extend(
            credit_managers::table
                .filter(credit_managers::client_id.eq_any(chunk))
                .filter(credit_managers::valid_from.le(day))
                .filter(credit_managers::valid_to.is_null().or(credit_managers::valid_to.gt(day)))
                .select(CreditManager::as_select())
                .load::<CreditManager>(conn)?,
        );
    }
    Ok(out)
}

pub fn end(conn: &mut Conn, id: CreditManagerId, valid_to: NaiveDate) -> QueryResult<usize> {
    diesel::update(credit_managers::table.find(id)).set(credit_managers::valid_to.eq(valid_to)).execute(conn)
}
