//! Rows of API clients.

use diesel::prelude::*;

use crate::db::schema::api_clients;
use crate::db::{Json, Ts};
use crate::identity::model::UserId;
use crate::{id, text_enum};

pub use crate::auth::permissions::ApiScope;

id! {
    /// An API client.
    ApiClientId
}

text_enum! {
    /// Whether an API client may get tokens.
    ApiClientState {
        /// It may.
        Active = "active",
        /// Never again.
        Revoked = "revoked",
    }
}

/// An API client; the login behind it is what the audit names.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = api_clients)]
pub struct ApiClient {
    pub id: ApiClientId,
    pub user_id: UserId,
    pub name: String,
    pub scopes: Json,
    pub state: ApiClientState,
    pub secret_mac: Vec<u8>,
    pub secret_key_id: String,
    /// Since when the present secret counts.
    pub secret_since: Ts,
    pub previous_mac: Option<Vec<u8>>,
    pub previous_key_id: Option<String>,
    /// The secret before counts until then.
    pub previous_until: Option<Ts>,
    pub last_used_at: Option<Ts>,
    pub version: i64,
    pub created_by: UserId,
    pub created_at: Ts,
}
