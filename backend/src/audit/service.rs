//! Recording, sealing and verifying.

use std::io::Write;

use chrono::Duration;
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::{rules, store};
use crate::allocation::tender::service as tender;
use crate::app::{App, Cx};
use crate::auth::actor::SystemActor;
use crate::auth::{Action, Actor, Thing};
use crate::db::Json;
use crate::error::{AppError, AppResult};
use crate::http::Page;

/// A row may wait this long for its link.
pub const MAX_UNSEALED_SECONDS: i64 = 60;
const BATCH: i64 = 2000;

/// Leaves a row in the open transaction; the sealer links it.
pub fn record(
    cx: &mut Cx<'_>,
    action: &str,
    subject_kind: &str,
    subject_id: Option<String>,
    detail: serde_json::Value,
) -> AppResult<()> {
    let (kind, user, job) = match cx.actor {
        Actor::User(u) => ("user", Some(u.user_id), None),
        // By its login, whose kind says that it is a machine.
        Actor::Machine(m) => ("user", Some(m.user_id), None),
        Actor::System(SystemActor { job }) => ("job", None, Some((*job).to_owned())),
        Actor::Anonymous => ("anonymous", None, None),
        Actor::Operator => ("operator", None, None),
    };
    let row = AuditRow {
        id: AuditId::new(),
        at: cx.now,
        actor_kind: kind.to_owned(),
        actor_user: user,
        actor_job: job,
        action: action.to_owned(),
        subject_kind: subject_kind.to_owned(),
        subject_id,
        detail: Json(detail),
        trace_id: cx.trace_id.map(str::to_owned),
    };
    store::insert_row(cx.conn, &row)?;
    Ok(())
}

/// Notes who looked at whom, apart from the chain.
pub fn note_access(
    cx: &mut Cx<'_>,
    action: Action,
    kind: &str,
    subject: Option<uuid::Uuid>,
    purpose: Option<&str>,
) -> AppResult<()> {
    store::insert_access(cx.conn, cx.now, cx.actor.user_id(), action.as_str(), kind, subject, purpose)?;
    Ok(())
}

/// Links what waits; returns how many rows were linked. Two sealers at once collide on the chain's place, and
/// one of them starts again.
pub fn seal(app: &App) -> AppResult<usize> {
    let mut total = 0;
    loop {
        let linked = app.db().write(|conn| {
            let rows = store::list_unsealed(conn, BATCH)?;
            if rows.is_empty() {
                return Ok(0);
            }
            let tail = store::find_tail(conn)?;
            let (mut idx, mut prev) = tail.map_or((0, rules::GENESIS.to_vec()), |t| (t.idx, t.hash));
            let sealed_at = app.clock().now();
            let links: Vec<ChainRow> = rows
                .iter()
                .map(|row| {
                    idx += 1;
                    let hash = rules::link(idx, &prev, row);
                    ChainRow {
                        idx,
                        audit_id: row.id,
                        sealed_at,
                        prev: std::mem::replace(&mut prev, hash.clone()),
                        hash,
                    }
                })
                .collect();
            store::insert_links(conn, &links)?;
            Ok(links.len())
        })?;
        total += linked;
        if linked < BATCH as usize {
            return Ok(total);
        }
    }
}

/// Signs the chain's head and lets it leave the database: appended to `audit-heads.jsonl` beside the keys.
pub fn sign_head(app: &App, reason: &str) -> AppResult<Option<HeadRow>> {
    seal(app)?;
    let head = app.db().write(|conn| {
        let Some(tail) = store::find_tail(conn)? else { return Ok(None) };
        let signature = app.keys().sign_head(&rules::head_message(tail.idx, &tail.hash));
        let head = HeadRow {
            id: HeadId::new(),
            idx: tail.idx,
            hash: tail.hash,
            signed_at: app.clock().now(),
            key_id: signature.key_id,
            signature: signature.bytes.to_vec(),
            reason: reason.to_owned(),
        };
        store::insert_head(conn, &head)?;
        Ok(Some(head))
    })?;
    if let Some(head) = &head {
        let line = json!({ "idx": head.idx, "hash": hex::encode(&head.hash), "signed_at": head.signed_at, "key_id": head.key_id,
            "signature": hex::encode(&head.signature), "reason": head.reason });
        append_head(app, &line.to_string())?;
    }
    Ok(head)
}

fn append_head(app: &App, line: &str) -> AppResult<()> {
    let path = app.config().keys.join("audit-heads.jsonl");
    if !app.config().keys.is_dir() {
        return Ok(()); // keys that live in memory alone (tests) have no place apart
    }
    let mut file =
        std::fs::OpenOptions::new().create(true).append(true).open(&path).map_err(AppError::internal)?;
    writeln!(file, "{line}").and_then(|()| file.sync_all()).map_err(AppError::internal)
}

/// Signs a head when the last is an hour old; the sealer calls it.
pub fn sign_head_hourly(app: &App) -> AppResult<()> {
    let last = app.db().read(|conn| Ok(store::find_last_head(conn)?))?;
    let due = last.is_none_or(|h| app.clock().now() >= h.signed_at.plus(Duration::hours(1)));
    if due {
        sign_head(app, "hourly")?;
    }
    Ok(())
}

/// A head that left the database.
#[derive(Debug, serde::Deserialize)]
struct OutsideHead {
    idx: i64,
    hash: String,
    key_id: String,
    signature: String,
}

/// Walks the chain: links, signed heads inside and outside the database, rows left unlinked. Names the first
/// fault.
pub fn verify(app: &App) -> AppResult<AuditState> {
    let mut state =
        AuditState { links: 0, ok: true, fault: None, fault_at: None, head: None, head_signed_at: None };
    let mut heads: Vec<(i64, Vec<u8>, String, Vec<u8>)> = app
        .db()
        .read(|conn| Ok(store::list_heads(conn)?))?
        .into_iter()
        .map(|h| (h.idx, h.hash, h.key_id, h.signature))
        .collect();
    heads.extend(outside_heads(app)?);
    for (idx, hash, key_id, signature) in &heads {
        if app.keys().verify_head(key_id, &rules::head_message(*idx, hash), signature).is_err() {
            return Ok(fault(state, "head_forged", *idx));
        }
    }
    let mut prev = rules::GENESIS.to_vec();
    loop {
        let after = state.links;
        let links = app.db().read(|conn| Ok(store::list_links(conn, after, BATCH)?))?;
        let count = links.len();
        for (link, row) in links {
            let expected = state.links + 1;
            if link.idx != expected {
                return Ok(fault(state, "link_missing", expected));
            }
            let Some(row) = row else { return Ok(fault(state, "row_missing", expected)) };
            if link.prev != prev || rules::link(link.idx, &prev, &row) != link.hash {
                return Ok(fault(state, "link_broken", expected));
            }
            if heads.iter().any(|(idx, hash, _, _)| *idx == link.idx && *hash != link.hash) {
                return Ok(fault(state, "head_differs", expected));
            }
            prev = link.hash;
            state.links = expected;
        }
        if count < BATCH as usize {
            break;
        }
    }
    if let Some((idx, ..)) = heads.iter().max_by_key(|h| h.0)
        && *idx > state.links
    {
        let at = state.links + 1;
        return Ok(fault(state, "chain_cut", at));
    }
    let now = app.clock().now();
    if let Some(row) = app.db().read(|conn| Ok(store::find_oldest_unlinked(conn)?))?
        && now > row.at.plus(Duration::seconds(MAX_UNSEALED_SECONDS))
    {
        let at = state.links + 1;
        return Ok(fault(state, "row_unsealed", at));
    }
    if let Some(head) = app.db().read(|conn| Ok(store::find_last_head(conn)?))? {
        state.head = Some(head.idx);
        state.head_signed_at = Some(head.signed_at);
    }
    Ok(state)
}

fn fault(mut state: AuditState, code: &str, at: i64) -> AuditState {
    state.ok = false;
    state.fault = Some(code.to_owned());
    state.fault_at = Some(at);
    state
}

fn outside_heads(app: &App) -> AppResult<Vec<(i64, Vec<u8>, String, Vec<u8>)>> {
    let Ok(text) = std::fs::read_to_string(app.config().keys.join("audit-heads.jsonl")) else {
        return Ok(Vec::new());
    };
    text.lines()
        .filter(|l| !l.is_empty())
        .map(|l| {
            let h: OutsideHead = serde_json::from_str(l)?;
            Ok((
                h.idx,
                hex::decode(h.hash).map_err(AppError::internal)?,
                h.key_id,
                hex::decode(h.signature).map_err(AppError::internal)?,
            ))
        })
        .collect()
}

/// Acts on record, newest first. Acts on bids are left out while a round is sealed: they say who bids.
pub fn list_audit(cx: &mut Cx<'_>, q: &ListAudit) -> AppResult<Page<AuditEntry>> {
    cx.may(Action::ListAudit, &Thing::bank())?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "audit", q.cursor.as_deref())?;
    let filter = store::AuditFilter {
        actor: q.actor,
        action: q.action.clone(),
        subject_kind: q.subject_kind.clone(),
        subject_id: q.subject_id.clone(),
        hidden: tender::sealed_since(cx)?.map(|since| (tender::AUDITED, since)),
    };
    let rows = store::list_rows(cx.conn, &filter, before, limit + 1)?;
    let names = crate::identity::service::names_of(cx, rows.iter().filter_map(|(r, _)| r.actor_user))?;
    let machines = crate::identity::users::machines_among(cx, rows.iter().filter_map(|(r, _)| r.actor_user))?;
    crate::db::page::page(
        cx.app.keys(),
        "audit",
        rows,
        limit,
        |(r, _)| (r.at, r.id),
        |(r, idx)| AuditEntry {
            id: r.id.to_string(),
            at: r.at,
            actor_kind: match r.actor_user {
                Some(u) if machines.contains(&u) => "machine".to_owned(),
                _ => r.actor_kind,
            },
            actor_name: r.actor_user.and_then(|u| names.get(&u).cloned()),
            actor_user: r.actor_user.map(|u| u.to_string()),
            actor_job: r.actor_job,
            action: r.action,
            subject_kind: r.subject_kind,
            subject_id: r.subject_id,
            detail: r.detail.0,
            trace_id: r.trace_id,
            sealed_at_index: idx,
        },
    )
}

/// Who looked at whom, newest first.
pub fn list_access_log(cx: &mut Cx<'_>, q: &ListAccessLog) -> AppResult<Page<AccessEntry>> {
    cx.may(Action::ListAccessLog, &Thing::bank())?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "access", q.cursor.as_deref())?;
    let rows = store::list_accesses(cx.conn, before, limit + 1)?;
    let names = crate::identity::service::names_of(cx, rows.iter().filter_map(|r| r.actor_user))?;
    crate::db::page::page(
        cx.app.keys(),
        "access",
        rows,
        limit,
        |r| (r.at, r.id),
        |r| AccessEntry {
            at: r.at,
            actor_name: r.actor_user.and_then(|u| names.get(&u).cloned()),
            actor_user: r.actor_user.map(|u| u.to_string()),
            action: r.action,
            subject_kind: r.subject_kind,
            subject_id: r.subject_id.map(|s| s.to_string()),
            purpose: r.purpose,
        },
    )
}
