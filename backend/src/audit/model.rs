//! Rows of the audit.

use diesel::prelude::*;

use crate::db::schema::{audit_chain, audit_heads, audit_log};
use crate::db::{Json, Ts};
use crate::id;
use crate::identity::model::UserId;

id! {
    /// One act on record.
    AuditId
}
id! {
    /// A signed head of the chain.
    HeadId
}

/// One act: who, what, when, on what.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_log)]
pub struct AuditRow {
    pub id: AuditId,
    pub at: Ts,
    pub actor_kind: String,
    pub actor_user: Option<UserId>,
    pub actor_job: Option<String>,
    pub action: String,
    pub subject_kind: String,
    pub subject_id: Option<String>,
    pub detail: Json,
    pub trace_id: Option<String>,
}

/// A link of the chain.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_chain)]
pub struct ChainRow {
    pub idx: i64,
    pub audit_id: AuditId,
    pub sealed_at: Ts,
    pub prev: Vec<u8>,
    pub hash: Vec<u8>,
}

/// A signed head.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_heads)]
pub struct HeadRow {
    pub id: HeadId,
    pub idx: i64,
    pub hash: Vec<u8>,
    pub signed_at: Ts,
    pub key_id: String,
    pub signature: Vec<u8>,
    pub reason: String,
}
