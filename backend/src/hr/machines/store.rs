//! Queries of API clients.

use diesel::prelude::*;

use super::model::*;
use crate::db::schema::api_clients::{self, table as clients};
use crate::db::{Conn, Ts};
use crate::on_each;

pub fn find(conn: &mut Conn, id: ApiClientId) -> QueryResult<ApiClient> {
    clients.find(id).select(ApiClient::as_select()).first(conn)
}

/// API clients by id; what is not there is left out.
pub fn list_by_id(conn: &mut Conn, ids: &[ApiClientId]) -> QueryResult<Vec<ApiClient>> {
    clients.filter(api_clients::id.eq_any(ids)).select(ApiClient::as_select()).load(conn)
}

/// API clients, the newest first, before a place.
pub fn list(conn: &mut Conn, before: Option<ApiClientId>, limit: i64) -> QueryResult<Vec<ApiClient>> {
    let mut q = clients.into_boxed();
    if let Some(id) = before {
        q = q.filter(api_clients::id.lt(id));
    }
    q.order(api_clients::id.desc()).limit(limit).select(ApiClient::as_select()).load(conn)
}

pub fn insert(conn: &mut Conn, row: &ApiClient) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(clients).values(row).execute(c)).map(drop)
}

/// Writes secret and state where the version still stands; 0 where it has moved.
pub fn update(conn: &mut Conn, before: i64, row: &ApiClient) -> QueryResult<usize> {
    diesel::update(clients.filter(api_clients::id.eq(row.id).and(api_clients::version.eq(before))))
        .set((
            api_clients::state.eq(row.state),
            api_clients::secret_mac.eq(&row.secret_mac),
            api_clients::secret_key_id.eq(&row.secret_key_id),
            api_clients::secret_since.eq(row.secret_since),
            api_clients::previous_mac.eq(&row.previous_mac),
            api_clients::previous_key_id.eq(&row.previous_key_id),
            api_clients::previous_until.eq(row.previous_until),
            api_clients::version.eq(row.version),
        ))
        .execute(conn)
}

pub fn touch(conn: &mut Conn, id: ApiClientId, at: Ts) -> QueryResult<usize> {
    diesel::update(clients.find(id)).set(api_clients::last_used_at.eq(at)).execute(conn)
}
