//! Keyset paging: opaque cursors that only this server can make.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{AppError, AppResult, Code};
use crate::http::Page;
use crate::keyring::Keyring;

const MAC_LEN: usize = 32;

/// The page's size: 50 unless asked, at most 200.
pub fn limit(asked: Option<u32>) -> i64 {
    i64::from(asked.unwrap_or(50).clamp(1, 200))
}

/// Makes a cursor of the last item's key. `list` keeps cursors of different lists apart.
pub fn encode<K: Serialize>(keys: &Keyring, list: &str, key: &K) -> AppResult<String> {
    let body = serde_json::to_vec(key)?;
    let mac = keys.cursor_mac(&labelled(list, &body));
    let mut bytes = mac.to_vec();
    bytes.extend(body);
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Reads a cursor. Errors: `invalid_cursor` for one that this server did not make for this list.
pub fn decode<K: DeserializeOwned>(keys: &Keyring, list: &str, cursor: Option<&str>) -> AppResult<Option<K>> {
    let Some(text) = cursor else { return Ok(None) };
    let refused = || AppError::field("/cursor", "invalid").code_as(Code::InvalidCursor);
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| refused())?;
    if bytes.len() <= MAC_LEN {
        return Err(refused());
    }
    let (mac, body) = bytes.split_at(MAC_LEN);
    if !keys.check_cursor_mac(&labelled(list, body), mac) {
        return Err(refused());
    }
    serde_json::from_slice(body).map(Some).map_err(|_| refused())
}

fn labelled(list: &str, body: &[u8]) -> Vec<u8> {
    let mut out = list.as_bytes().to_vec();
    out.push(0);
    out.extend_from_slice(body);
    out
}

/// Makes a page of `limit + 1` rows at most: the extra one says that there is more.
pub fn page<R, T, K: Serialize>(
    keys: &Keyring,
    list: &str,
    mut rows: Vec<R>,
    limit: i64,
    key: impl Fn(&R) -> K,
    view: impl Fn(R) -> T,
) -> AppResult<Page<T>> {
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(encode(keys, list, &key(last))?),
        _ => None,
    };
    Ok(Page { items: rows.into_iter().map(view).collect(), next_cursor })
}
