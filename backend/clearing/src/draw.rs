//! The public draw and the digest of the book.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::instance::{Bid, Client, Instance, InstanceError, Lot, Manager, decode};

/// SHA-256(seed bytes | the bid's key text): the full hash that orders complete ties.
pub(crate) fn hash(seed: &[u8], key: &str) -> [u8; 32] {
    let mut sha = Sha256::new();
    sha.update(seed);
    sha.update(key.as_bytes());
    sha.finalize().into()
}

/// The draw of a bid: the first 32 bits, big-endian, of SHA-256(seed bytes | key text). `key` is the bid's `key`
/// or, where it has none, its decimal id.
#[must_use]
pub fn draw(seed: &[u8], key: &str) -> u32 {
    let h = hash(seed, key);
    u32::from_be_bytes([h[0], h[1], h[2], h[3]])
}

#[derive(Serialize)]
struct Canonical {
    clients: Vec<Client>,
    managers: Vec<Manager>,
    bids: Vec<Bid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lots: Option<Vec<Lot>>,
}

/// Digest of the round as hex: the file's own `book_digest` where it has one, else SHA-256 of the canonical JSON
/// (RFC 8785) of `{clients, managers, bids, lots}`, each list sorted by id and the clients of a bid or lot
/// ascending, so that the order of the input does not matter. The seed is not part of it.
///
/// # Errors
/// [`InstanceError::NotHex`] when the given digest is not hexadecimal.
pub fn book_digest(instance: &Instance) -> Result<String, InstanceError> {
    if let Some(text) = &instance.book_digest {
        return Ok(hex::encode(decode(text, "book_digest")?));
    }
    let mut c = Canonical {
        clients: instance.clients.clone(),
        managers: instance.managers.clone(),
        bids: instance.bids.clone(),
        lots: instance.lots.clone(),
    };
    c.clients.sort_by_key(|x| x.id);
    c.managers.sort_by_key(|x| x.id);
    c.bids.sort_by_key(|x| x.id);
    for b in &mut c.bids {
        b.clients.sort_unstable();
    }
    if let Some(lots) = &mut c.lots {
        lots.sort_by_key(|x| x.id);
        for lot in lots {
            lot.clients.sort_unstable();
        }
    }
    let bytes =
        serde_json_canonicalizer::to_vec(&c).expect("integers, text and lists always have a canonical form");
    Ok(hex::encode(Sha256::digest(bytes)))
}
