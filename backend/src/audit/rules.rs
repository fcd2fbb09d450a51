//! How rows are linked.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::model::AuditRow;

/// The link before the first.
pub const GENESIS: [u8; 32] = [0; 32];

/// The hash of a link: over its place, the link before and the row's canonical JSON (RFC 8785).
pub fn link(idx: i64, prev: &[u8], row: &AuditRow) -> Vec<u8> {
    let body = json!({
        "id": row.id, "at": row.at.text(), "actor_kind": row.actor_kind, "actor_user": row.actor_user, "actor_job": row.actor_job,
        "action": row.action, "subject_kind": row.subject_kind, "subject_id": row.subject_id, "detail": row.detail.0,
        "trace_id": row.trace_id,
    });
    // Values of JSON alone cannot fail to be written.
    let canonical = serde_json_canonicalizer::to_vec(&body).unwrap_or_default();
    let mut h = Sha256::new();
    h.update(b"kejing/audit/v1");
    h.update(idx.to_be_bytes());
    h.update(prev);
    h.update(canonical);
    h.finalize().to_vec()
}

/// What a head's signature covers.
pub fn head_message(idx: i64, hash: &[u8]) -> Vec<u8> {
    [b"kejing/audit-head/v1".as_slice(), &idx.to_be_bytes(), hash].concat()
}

#[cfg(test)]
mod tests {
    use super::super::model::AuditId;
    use super::*;
    use crate::db::{Json, Ts};
    use chrono::{TimeZone, Utc};

    fn row() -> AuditRow {
        AuditRow {
            id: AuditId::new(),
            at: Ts::new(Utc.timestamp_opt(1_800_000_000, 0).unwrap()),
            actor_kind: "user".into(),
            actor_user: None,
            actor_job: None,
            action: "create_user".into(),
            subject_kind: "user".into(),
            subject_id: None,
            detail: Json(json!({"a": 1})),
            trace_id: None,
        }
    }

    #[test]
    fn each_part_of_a_link_matters() {
        let r = row();
        let base = link(1, &GENESIS, &r);
        assert_eq!(base, link(1, &GENESIS, &r));
        assert_ne!(base, link(2, &GENESIS, &r));
        assert_ne!(base, link(1, &base, &r));
        for change in [
            |r: &mut AuditRow| r.action.push('x'),
            |r: &mut AuditRow| r.detail = Json(json!({"a": 2})),
            |r: &mut AuditRow| r.subject_id = Some(String::new()),
            |r: &mut AuditRow| r.at = r.at.plus(chrono::Duration::microseconds(1)),
        ] {
            let mut other = r.clone();
            change(&mut other);
            assert_ne!(base, link(1, &GENESIS, &other));
        }
    }
}
