//! Keys in memory: wiped when dropped, never printed.

use std::fmt;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use chrono::NaiveDate;
use hmac::{Hmac, Mac};
use rand::TryRngCore;
use rand::rngs::OsRng;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{KeyError, Purpose};

pub(super) const KEY_BYTES: usize = 32;

/// Separates the parts of everything that is authenticated here; no part holds it.
pub(super) const SEPARATOR: u8 = 0x1F;

/// Random bytes from the operating system: for keys, salts and the secrets of draws.
///
/// # Errors
/// The operating system gives none.
pub fn random_bytes<const N: usize>() -> Result<[u8; N], KeyError> {
    let mut bytes = [0_u8; N];
    OsRng.try_fill_bytes(&mut bytes).map_err(|e| KeyError::Random(e.to_string()))?;
    Ok(bytes)
}

/// HMAC-SHA-256 over the parts, joined by [`SEPARATOR`].
pub(super) fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    hmac_state(key, parts).finalize().into_bytes().into()
}

/// Compares in constant time.
pub(super) fn hmac_matches(key: &[u8], parts: &[&[u8]], value: &[u8]) -> bool {
    hmac_state(key, parts).verify_slice(value).is_ok()
}

fn hmac_state(key: &[u8], parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes a key of any length");
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            mac.update(&[SEPARATOR]);
        }
        mac.update(part);
    }
    mac
}

const NONCE_BYTES: usize = 12;

/// AES-256-GCM under a random nonce: nonce (12 bytes), ciphertext, tag (16 bytes).
pub(super) fn encrypt(key: &[u8; KEY_BYTES], aad: &[u8], msg: &[u8]) -> Result<Vec<u8>, KeyError> {
    let nonce = random_bytes::<NONCE_BYTES>()?;
    let ciphertext = Aes256Gcm::new(key.into())
        .encrypt(&nonce.into(), Payload { msg, aad })
        .expect("AES-GCM encrypts anything under 64 GiB");
    Ok([nonce.as_slice(), &ciphertext].concat())
}

/// Opens what [`encrypt`] made; `None` when key, associated data or bytes are others.
pub(super) fn decrypt(key: &[u8; KEY_BYTES], aad: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, msg) = sealed.split_first_chunk::<NONCE_BYTES>()?;
    let plaintext = Aes256Gcm::new(key.into()).decrypt(nonce.into(), Payload { msg, aad }).ok()?;
    Some(Zeroizing::new(plaintext))
}

/// One key: 32 bytes under an id.
#[derive(Clone)]
pub(super) struct Key {
    pub(super) id: String,
    pub(super) made_on: NaiveDate,
    pub(super) secret: Zeroizing<[u8; KEY_BYTES]>,
}

impl Key {
    pub(super) fn generate(purpose: Purpose, made_on: NaiveDate) -> Result<Key, KeyError> {
        let tag = hex::encode(random_bytes::<3>()?);
        Ok(Key {
            id: format!("{purpose}-{}-{tag}", made_on.format("%Y%m%d")),
            made_on,
            secret: Zeroizing::new(random_bytes()?),
        })
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The keys of one purpose: one active, the others kept to open what they closed.
#[derive(Clone, Debug)]
pub(super) struct Ring {
    pub(super) purpose: Purpose,
    /// The active key is the last one.
    pub(super) keys: Vec<Key>,
}

impl Ring {
    pub(super) fn generate(purpose: Purpose, made_on: NaiveDate) -> Result<Ring, KeyError> {
        Ok(Ring { purpose, keys: vec![Key::generate(purpose, made_on)?] })
    }

    pub(super) fn active(&self) -> &Key {
        self.keys.last().expect("a ring is made with a key, is read with one, and never loses one")
    }

    pub(super) fn by_id(&self, key_id: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.id == key_id)
    }

    /// Adds a new active key and returns its id.
    pub(super) fn rotate(&mut self, made_on: NaiveDate) -> Result<String, KeyError> {
        let mut key = Key::generate(self.purpose, made_on)?;
        while self.by_id(&key.id).is_some() {
            key = Key::generate(self.purpose, made_on)?;
        }
        let id = key.id.clone();
        self.keys.push(key);
        Ok(id)
    }
}
