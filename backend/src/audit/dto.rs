//! Requests and answers of the audit.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::db::Ts;
use crate::identity::model::UserId;

/// Lists the audit.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAudit {
    /// Acts of this login.
    pub actor: Option<UserId>,
    /// Acts of this kind (an operation id).
    #[validate(length(min = 1, max = 60))]
    #[param(min_length = 1, max_length = 60)]
    pub action: Option<String>,
    /// Acts on this kind of thing.
    #[validate(length(min = 1, max = 40))]
    #[param(min_length = 1, max_length = 40)]
    pub subject_kind: Option<String>,
    /// Acts on this thing.
    #[validate(length(min = 1, max = 64))]
    #[param(min_length = 1, max_length = 64)]
    pub subject_id: Option<String>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// One act on record.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AuditEntry {
    /// The entry.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// When.
    pub at: Ts,
    /// `user`, `machine`, `job`, `anonymous` or `operator`.
    #[schema(max_length = 20)]
    pub actor_kind: String,
    /// The login.
    #[schema(format = Uuid, max_length = 36)]
    pub actor_user: Option<String>,
    /// The person's name, or the login name.
    #[schema(max_length = 120)]
    pub actor_name: Option<String>,
    /// The job.
    #[schema(max_length = 60)]
    pub actor_job: Option<String>,
    /// Operation id, or the job's act.
    #[schema(max_length = 60)]
    pub action: String,
    /// Kind of the thing.
    #[schema(max_length = 40)]
    pub subject_kind: String,
    /// The thing.
    #[schema(max_length = 64)]
    pub subject_id: Option<String>,
    /// Ids and codes.
    #[schema(value_type = Object)]
    pub detail: serde_json::Value,
    /// Names the request.
    #[schema(max_length = 64)]
    pub trace_id: Option<String>,
    /// Place in the chain, once sealed.
    #[schema(minimum = 1, maximum = 9007199254740991i64)]
    pub sealed_at_index: Option<i64>,
}

/// Whether the chain holds.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AuditState {
    /// Links checked.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub links: i64,
    /// Whether every check passed.
    pub ok: bool,
    /// What is wrong first, as a code.
    #[schema(max_length = 60)]
    pub fault: Option<String>,
    /// Where: a place in the chain.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub fault_at: Option<i64>,
    /// The last signed head's place.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub head: Option<i64>,
    /// When the head was signed.
    pub head_signed_at: Option<Ts>,
}

/// Lists accesses.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAccessLog {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Somebody looked at something.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AccessEntry {
    /// When.
    pub at: Ts,
    /// The login.
    #[schema(format = Uuid, max_length = 36)]
    pub actor_user: Option<String>,
    /// The person's name.
    #[schema(max_length = 120)]
    pub actor_name: Option<String>,
    /// Operation id.
    #[schema(max_length = 60)]
    pub action: String,
    /// Kind of the thing.
    #[schema(max_length = 40)]
    pub subject_kind: String,
    /// The thing.
    #[schema(format = Uuid, max_length = 36)]
    pub subject_id: Option<String>,
    /// What for.
    #[schema(max_length = 200)]
    pub purpose: Option<String>,
}
