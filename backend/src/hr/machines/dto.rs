//! Requests and answers about API clients and their tokens.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{ApiClientState, ApiScope};
use crate::db::Ts;

/// What a machine asks a token with, form-encoded; the credentials here or in `Authorization: Basic`, not in both.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({ "grant_type": "client_credentials", "scope": "hr.employees:read hr.events:write" }))]
pub struct TokenRequest {
    /// `client_credentials`.
    #[schema(max_length = 40, example = "client_credentials")]
    pub grant_type: String,
    /// The client's id.
    #[schema(format = Uuid, max_length = 36)]
    pub client_id: Option<String>,
    /// The client's secret.
    #[schema(max_length = 100)]
    pub client_secret: Option<String>,
    /// Scopes asked for, separated by spaces; absent: all that the client holds.
    #[schema(max_length = 400)]
    pub scope: Option<String>,
}

/// A token for a machine (RFC 6749 5.1).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TokenAnswer {
    /// Sent as `Authorization: Bearer`.
    #[schema(max_length = 2000)]
    pub access_token: String,
    /// `Bearer`.
    #[schema(max_length = 20, example = "Bearer")]
    pub token_type: String,
    /// Seconds until it ends.
    #[schema(minimum = 1, maximum = 3600, example = 300)]
    pub expires_in: i64,
    /// What it permits, separated by spaces.
    #[schema(max_length = 400)]
    pub scope: String,
}

/// Why no token was given (RFC 6749 5.2).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({ "error": "invalid_client" }))]
pub struct TokenRefusal {
    /// `invalid_request`, `invalid_client`, `unsupported_grant_type` or `invalid_scope`.
    #[schema(max_length = 40)]
    pub error: String,
}

/// Lists API clients.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListApiClients {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// An API client.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ApiClientView {
    /// The client, and its `client_id`.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// What it is called.
    #[schema(max_length = 100)]
    pub name: String,
    /// What its tokens permit.
    #[schema(max_items = 20)]
    pub scopes: Vec<ApiScope>,
    /// Whether it gets tokens.
    pub state: ApiClientState,
    /// Since when the present secret counts.
    pub secret_since: Ts,
    /// Until when the secret before counts too.
    pub previous_until: Option<Ts>,
    /// When it last got a token.
    pub last_used_at: Option<Ts>,
    /// Who made it.
    #[schema(max_length = 120)]
    pub created_by: String,
    /// When it was made.
    pub created_at: Ts,
    /// For `If-Match`.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}

/// An API client with the secret that nobody sees again.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ApiClientSecret {
    /// The client.
    #[serde(flatten)]
    pub client: ApiClientView,
    /// The secret; absent where the same request came again, for it is shown once.
    #[schema(max_length = 100)]
    pub secret: Option<String>,
}

/// Makes an API client.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateApiClient {
    /// What it is called; nobody else's name.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "人力资源系统")]
    pub name: String,
    /// What its tokens permit.
    #[validate(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20)]
    pub scopes: Vec<ApiScope>,
}

/// Gives an API client a new secret.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RotateApiClient {
    /// How many hours the secret before goes on; 0 ends it, and its tokens, at once.
    #[validate(range(min = 0, max = 72))]
    #[schema(minimum = 0, maximum = 72, example = 24)]
    pub overlap_hours: u32,
}

/// Ends an API client for good.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeApiClient {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "系统更换")]
    pub reason: String,
}
