//! Queries of the audit.

use diesel::prelude::*;

use super::model::*;
use crate::db::schema::{access_log, audit_chain, audit_heads, audit_log, audit_unsealed};
use crate::db::{Conn, Ts};
use crate::identity::model::UserId;
use crate::on_each;

pub fn insert_row(conn: &mut Conn, row: &AuditRow) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(audit_log::table).values(row).execute(c))?;
    diesel::insert_into(audit_unsealed::table)
        .values(audit_unsealed::audit_id.eq(row.id))
        .execute(conn)
        .map(drop)
}

/// Rows that wait for the sealer, oldest id first.
pub fn list_unsealed(conn: &mut Conn, limit: i64) -> QueryResult<Vec<AuditRow>> {
    audit_unsealed::table
        .inner_join(audit_log::table.on(audit_log::id.eq(audit_unsealed::audit_id)))
        .order(audit_unsealed::audit_id)
        .limit(limit)
        .select(AuditRow::as_select())
        .load(conn)
}

pub fn find_tail(conn: &mut Conn) -> QueryResult<Option<ChainRow>> {
    audit_chain::table.order(audit_chain::idx.desc()).select(ChainRow::as_select()).first(conn).optional()
}

pub fn insert_links(conn: &mut Conn, links: &[ChainRow]) -> QueryResult<()> {
    for chunk in links.chunks(500) {
        on_each!(conn, |c| diesel::insert_into(audit_chain::table).values(chunk).execute(c))?;
    }
    let ids: Vec<AuditId> = links.iter().map(|l| l.audit_id).collect();
    for chunk in ids.chunks(500) {
        diesel::delete(audit_unsealed::table.filter(audit_unsealed::audit_id.eq_any(chunk))).execute(conn)?;
    }
    Ok(())
}

/// Links with their rows after a place, in order.
pub fn list_links(conn: &mut Conn, after: i64, limit: i64) -> QueryResult<Vec<(ChainRow, Option<AuditRow>)>> {
    audit_chain::table
        .left_join(audit_log::table.on(audit_log::id.eq(audit_chain::audit_id)))
        .filter(audit_chain::idx.gt(after))
        .order(audit_chain::idx)
        .limit(limit)
        .select((ChainRow::as_select(), Option::<AuditRow>::as_select()))
        .load(conn)
}

/// The oldest row that no link holds: whether it waits for the sealer or was lost from its queue.
pub fn find_oldest_unlinked(conn: &mut Conn) -> QueryResult<Option<AuditRow>> {
    audit_log::table
        .left_join(audit_chain::table.on(audit_chain::audit_id.eq(audit_log::id)))
        .filter(audit_chain::idx.is_null())
        .order(audit_log::at)
        .select(AuditRow::as_select())
        .first(conn)
        .optional()
}

pub fn insert_head(conn: &mut Conn, head: &HeadRow) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(audit_heads::table).values(head).execute(c)).map(drop)
}

pub fn list_heads(conn: &mut Conn) -> QueryResult<Vec<HeadRow>> {
    audit_heads::table.order(audit_heads::idx).select(HeadRow::as_select()).load(conn)
}

pub fn find_last_head(conn: &mut Conn) -> QueryResult<Option<HeadRow>> {
    audit_heads::table
        .order(audit_heads::signed_at.desc())
        .select(HeadRow::as_select())
        .first(conn)
        .optional()
}

/// Narrows the audit's list.
#[derive(Debug, Default)]
pub struct AuditFilter {
    pub actor: Option<UserId>,
    pub action: Option<String>,
    pub subject_kind: Option<String>,
    pub subject_id: Option<String>,
    /// Leaves out acts on this kind of subject since a moment.
    pub hidden: Option<(&'static str, Ts)>,
}

/// Rows newest first, before a place, with the chain's place where sealed.
pub fn list_rows(
    conn: &mut Conn,
    filter: &AuditFilter,
    before: Option<(Ts, AuditId)>,
    limit: i64,
) -> QueryResult<Vec<(AuditRow, Option<i64>)>> {
    let mut q = audit_log::table
        .left_join(audit_chain::table.on(audit_chain::audit_id.eq(audit_log::id)))
        .into_boxed();
    if let Some(actor) = filter.actor {
        q = q.filter(audit_log::actor_user.eq(actor));
    }
    if let Some(action) = &filter.action {
        q = q.filter(audit_log::action.eq(action.clone()));
    }
    if let Some(kind) = &filter.subject_kind {
        q = q.filter(audit_log::subject_kind.eq(kind.clone()));
    }
    if let Some(id) = &filter.subject_id {
        q = q.filter(audit_log::subject_id.eq(id.clone()));
    }
    if let Some((kind, since)) = filter.hidden {
        q = q.filter(audit_log::subject_kind.ne(kind).or(audit_log::at.lt(since)));
    }
    if let Some((at, id)) = before {
        q = q.filter(audit_log::at.lt(at).or(audit_log::at.eq(at).and(audit_log::id.lt(id))));
    }
    q.order((audit_log::at.desc(), audit_log::id.desc()))
        .limit(limit)
        .select((AuditRow::as_select(), audit_chain::idx.nullable()))
        .load(conn)
}

/// Notes who looked at whom.
pub fn insert_access(
    conn: &mut Conn,
    at: Ts,
    actor: Option<UserId>,
    action: &str,
    kind: &str,
    subject: Option<uuid::Uuid>,
    purpose: Option<&str>,
) -> QueryResult<()> {
    diesel::insert_into(access_log::table)
        .values((
            access_log::id.eq(AuditId::new()),
            access_log::at.eq(at),
            access_log::actor_user.eq(actor),
            access_log::action.eq(action),
            access_log::subject_kind.eq(kind),
            access_log::subject_id.eq(subject.map(AuditId)),
            access_log::purpose.eq(purpose),
        ))
        .execute(conn)
        .map(drop)
}

/// An access on record.
#[derive(Debug, Queryable)]
pub struct AccessRow {
    pub id: AuditId,
    pub at: Ts,
    pub actor_user: Option<UserId>,
    pub action: String,
    pub subject_kind: String,
    pub subject_id: Option<AuditId>,
    pub purpose: Option<String>,
}

/// Accesses newest first, before a place.
pub fn list_accesses(
    conn: &mut Conn,
    before: Option<(Ts, AuditId)>,
    limit: i64,
) -> QueryResult<Vec<AccessRow>> {
    let mut q = access_log::table.into_boxed();
    if let Some((at, id)) = before {
        q = q.filter(access_log::at.lt(at).or(access_log::at.eq(at).and(access_log::id.lt(id))));
    }
    q.order((access_log::at.desc(), access_log::id.desc())).limit(limit).load(conn)
}
