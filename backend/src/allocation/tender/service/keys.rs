//! The key of a round and the secret of its draw.

use crate::allocation::draw::commitment;
use crate::allocation::rounds::model::RoundId;
use crate::allocation::tender::model::RoundKeys;
use crate::allocation::tender::rules::internal;
use crate::allocation::tender::store;
use crate::app::Cx;
use crate::error::{AppError, AppResult, Code};
use crate::keyring::{Purpose, RoundKey, field_address, random_bytes};

/// Makes a round's key and the secret of its draw, at publication; returns what the publication commits to:
/// SHA-256 of the secret, for the round's `secret_digest`.
///
/// Each try of the transaction makes its own; those of a try that was rolled back are gone.
///
/// Errors: the round has its keys already (409).
pub fn prepare_keys(cx: &mut Cx<'_>, round: RoundId) -> AppResult<Vec<u8>> {
    if store::find_keys(cx.conn, round)?.is_some() {
        return Err(AppError::new(Code::Conflict));
    }
    let keyring = cx.app.keys();
    let key = RoundKey::generate().map_err(internal)?;
    let wrapped = keyring.wrap_round_key(round.0, &key).map_err(internal)?;
    let secret: [u8; 32] = random_bytes().map_err(internal)?;
    let sealed = keyring.seal(Purpose::Bid, &secret_address(round), &secret).map_err(internal)?;
    let row = RoundKeys {
        round_id: round,
        wrapped_key: Some(wrapped.bytes),
        wrap_key_id: wrapped.key_id,
        secret_ct: sealed.bytes,
        secret_key_id: sealed.key_id,
        destroyed_at: None,
    };
    store::insert_keys(cx.conn, &row)?;
    Ok(commitment(&secret).to_vec())
}

/// Forgets a round's key, so that no bid of it is ever opened: of a round that is cancelled, and after the book
/// is frozen. Harmless for a round without keys, and when done twice.
pub fn destroy_keys(cx: &mut Cx<'_>, round: RoundId) -> AppResult<()> {
    store::destroy_key(cx.conn, round, cx.now)?;
    Ok(())
}

/// The key that a round's bids are sealed under; none when it is destroyed. A round without keys takes no bids:
/// `round_method`.
pub(super) fn round_key(cx: &mut Cx<'_>, round: RoundId) -> AppResult<Option<RoundKey>> {
    let keys = store::find_keys(cx.conn, round)?.ok_or_else(no_tender)?;
    keys.wrapped_key
        .map(|wrapped| cx.app.keys().unwrap_round_key(round.0, &keys.wrap_key_id, &wrapped).map_err(internal))
        .transpose()
}

/// The secret of a round's draw.
pub(super) fn secret(cx: &mut Cx<'_>, round: RoundId) -> AppResult<[u8; 32]> {
    let keys = store::find_keys(cx.conn, round)?.ok_or_else(no_tender)?;
    let opened = cx
        .app
        .keys()
        .open_sealed(Purpose::Bid, &keys.secret_key_id, &secret_address(round), &keys.secret_ct)
        .map_err(internal)?;
    opened.as_slice().try_into().map_err(AppError::internal)
}

/// A round that is no tender.
pub(super) fn no_tender() -> AppError {
    AppError::new(Code::RoundMethod).clause("D9.1")
}

fn secret_address(round: RoundId) -> Vec<u8> {
    field_address("round_keys", "secret_ct", &round.to_string())
}
