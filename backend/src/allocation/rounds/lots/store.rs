//! Queries of lots.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::dto::WhichCandidates;
use crate::allocation::ownership::model::OwnedKind;
use crate::allocation::rounds::model::*;
use crate::clients::model::{AccountKind, ClientId, ClientKind, ClientState};
use crate::db::Conn;
use crate::db::schema::{
    accounts, clients, imports, ownership_shares, ownerships, round_lot_clients, round_lots,
};
use crate::on_each;
use crate::org::model::OrgUnitId;

/// Removes every lot of a round.
pub fn delete_lots(conn: &mut Conn, round: RoundId) -> QueryResult<()> {
    diesel::delete(round_lot_clients::table.filter(round_lot_clients::round_id.eq(round))).execute(conn)?;
    diesel::delete(round_lots::table.filter(round_lots::round_id.eq(round))).execute(conn).map(drop)
}

pub fn insert_lots(conn: &mut Conn, lots: &[Lot], members: &[LotClient]) -> QueryResult<()> {
    for chunk in lots.chunks(500) {
        on_each!(conn, |c| diesel::insert_into(round_lots::table).values(chunk).execute(c))?;
    }
    for chunk in members.chunks(500) {
        on_each!(conn, |c| diesel::insert_into(round_lot_clients::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Lots of a round by number, after a place.
pub fn list_lots(
    conn: &mut Conn,
    round: RoundId,
    after: Option<i32>,
    limit: Option<i64>,
) -> QueryResult<Vec<Lot>> {
    let mut q = round_lots::table
        .filter(round_lots::round_id.eq(round))
        .order(round_lots::number)
        .limit(limit.unwrap_or(i64::MAX))
        .into_boxed();
    if let Some(after) = after {
        q = q.filter(round_lots::number.gt(after));
    }
    q.select(Lot::as_select()).load(conn)
}

/// Some lots of a round.
pub fn list_lots_by_id(conn: &mut Conn, round: RoundId, ids: &[LotId]) -> QueryResult<Vec<Lot>> {
    round_lots::table
        .filter(round_lots::round_id.eq(round).and(round_lots::id.eq_any(ids)))
        .select(Lot::as_select())
        .load(conn)
}

/// A lot of a round.
pub fn find_lot(conn: &mut Conn, round: RoundId, id: LotId) -> QueryResult<Lot> {
    round_lots::table
        .filter(round_lots::id.eq(id).and(round_lots::round_id.eq(round)))
        .select(Lot::as_select())
        .first(conn)
}

/// Clients in a round's lots, those of a lot together.
pub fn list_lot_clients(conn: &mut Conn, round: RoundId) -> QueryResult<Vec<LotClient>> {
    round_lot_clients::table
        .filter(round_lot_clients::round_id.eq(round))
        .order((round_lot_clients::lot_id, round_lot_clients::client_id))
        .select(LotClient::as_select())
        .load(conn)
}

/// Ids of the clients in a round's lots.
pub fn list_client_ids(conn: &mut Conn, round: RoundId) -> QueryResult<Vec<ClientId>> {
    round_lot_clients::table
        .filter(round_lot_clients::round_id.eq(round))
        .order(round_lot_clients::client_id)
        .select(round_lot_clients::client_id)
        .load(conn)
}

/// Whether a client shows: what an import has not shown yet is not there.
macro_rules! shown {
    () => {
        clients::import_id.is_null().or(clients::import_id
            .ne_all(imports::table.filter(imports::hidden.eq(true)).select(imports::id.nullable())))
    };
}

/// What a list shows of a client.
pub type Named = (String, String, ClientKind);

/// Clients of some lots with number, name and kind.
pub fn list_members(conn: &mut Conn, lots: &[LotId]) -> QueryResult<Vec<(LotClient, Named)>> {
    let mut out = Vec::new();
    for chunk in lots.chunks(500) {
        out.extend(
            round_lot_clients::table
                .inner_join(clients::table)
                .filter(round_lot_clients::lot_id.eq_any(chunk))
                .order((round_lot_clients::lot_id, clients::sort_key, clients::id))
                .select((LotClient::as_select(), (clients::client_no, clients::name, clients::kind)))
                .load::<(LotClient, Named)>(conn)?,
        );
    }
    Ok(out)
}

/// A client as lots are made of it.
#[derive(Debug, Clone, Queryable)]
pub struct Member {
    pub id: ClientId,
    pub name: String,
    pub branch_id: OrgUnitId,
    pub state: ClientState,
}

/// Clients by id.
pub fn list_clients(conn: &mut Conn, ids: &[ClientId]) -> QueryResult<HashMap<ClientId, Member>> {
    let mut out = HashMap::new();
    for chunk in ids.chunks(500) {
        let rows: Vec<Member> = clients::table
            .filter(clients::id.eq_any(chunk).and(shown!()))
            .select((clients::id, clients::name, clients::branch_id, clients::state))
            .load(conn)?;
        out.extend(rows.into_iter().map(|m| (m.id, m)));
    }
    Ok(out)
}

/// A client that a lot could hold.
#[derive(Debug, Clone, Queryable)]
pub struct Possible {
    pub id: ClientId,
    pub sort_key: String,
    pub client_no: String,
    pub name: String,
    pub kind: ClientKind,
    pub industry: Option<String>,
    pub place: Option<String>,
}

/// Served clients of a branch in order of name, after a place; all of them, those that nobody owns on the day, or
/// those among these that must be under a named manager.
pub fn list_possible(
    conn: &mut Conn,
    branch: OrgUnitId,
    which: WhichCandidates,
    day: NaiveDate,
    after: Option<(String, ClientId)>,
    limit: i64,
) -> QueryResult<Vec<Possible>> {
    let mut q = clients::table
        .filter(clients::branch_id.eq(branch).and(clients::state.eq(ClientState::Active)))
        .filter(shown!())
        .into_boxed();
    if which == WhichCandidates::Uncovered {
        let demanding = accounts::table
            .filter(accounts::branch_id.eq(branch).and(accounts::opened_on.le(day)))
            .filter(accounts::closed_on.is_null().or(accounts::closed_on.gt(day)))
            .filter(
                accounts::kind
                    .eq_any([AccountKind::Loan, AccountKind::CorporateDeposit])
                    .or(accounts::credit_kind.eq(true))
                    .or(accounts::won_confirmed_on.is_not_null()),
            )
            .select(accounts::client_id);
        q = q.filter(clients::id.eq_any(demanding));
    }
    if which != WhichCandidates::All {
        let unowned = ownerships::table
            .filter(ownerships::subject_kind.eq(OwnedKind::Client))
            .filter(ownerships::branch_id.eq(branch).and(ownerships::known_to.is_null()))
            .filter(ownerships::valid_from.le(day))
            .filter(ownerships::valid_to.is_null().or(ownerships::valid_to.gt(day)))
            .filter(diesel::dsl::not(diesel::dsl::exists(
                ownership_shares::table.filter(ownership_shares::ownership_id.eq(ownerships::id)),
            )))
            .select(ownerships::subject_id);
        q = q.filter(clients::id.eq_any(unowned));
    }
    if let Some((key, id)) = after {
        q = q.filter(clients::sort_key.gt(key.clone()).or(clients::sort_key.eq(key).and(clients::id.gt(id))));
    }
    q.order((clients::sort_key, clients::id))
        .limit(limit)
        .select((
            clients::id,
            clients::sort_key,
            clients::client_no,
            clients::name,
            clients::kind,
            clients::industry,
            clients::place,
        ))
        .load(conn)
}

/// Which of the clients are in a round's lots.
pub fn list_in_round(conn: &mut Conn, round: RoundId, ids: &[ClientId]) -> QueryResult<HashSet<ClientId>> {
    let mut out = HashSet::new();
    for chunk in ids.chunks(500) {
        out.extend(
            round_lot_clients::table
                .filter(round_lot_clients::round_id.eq(round))
                .filter(round_lot_clients::client_id.eq_any(chunk))
                .select(round_lot_clients::client_id)
                .load::<ClientId>(conn)?,
        );
    }
    Ok(out)
}

/// Notes which round took lots on.
pub fn update_sent_to(conn: &mut Conn, lots: &[LotId], to: RoundId) -> QueryResult<()> {
    for chunk in lots.chunks(500) {
        diesel::update(round_lots::table.filter(round_lots::id.eq_any(chunk)))
            .set(round_lots::sent_to.eq(to))
            .execute(conn)?;
    }
    Ok(())
}

/// Gives lots that carry the client's name its number in place of it.
pub fn rename_lots(conn: &mut Conn, id: ClientId, name: &str, number: &str) -> QueryResult<usize> {
    let lots = round_lot_clients::table
        .filter(round_lot_clients::client_id.eq(id))
        .select(round_lot_clients::lot_id);
    diesel::update(round_lots::table.filter(round_lots::id.eq_any(lots).and(round_lots::name.eq(name))))
        .set(round_lots::name.eq(number))
        .execute(conn)
}
