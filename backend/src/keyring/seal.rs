//! Encryption, blind indexes and keyed digests.

use uuid::Uuid;
use zeroize::Zeroizing;

use super::material::{KEY_BYTES, Key, SEPARATOR, decrypt, encrypt, hmac, hmac_matches};
use super::{KeyError, Keyring, Purpose, RoundKey};

/// An encrypted value with the key it was made under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    pub key_id: String,
    /// Nonce (12 bytes), ciphertext (as long as the plaintext), tag (16 bytes).
    pub bytes: Vec<u8>,
}

/// A keyed digest with the key it was made under.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KeyedDigest {
    pub key_id: String,
    pub value: [u8; 32],
}

/// The associated data of an encrypted column: the value opens at its own table, column and row only.
pub fn field_address(table: &str, column: &str, row: &str) -> Vec<u8> {
    let mut data = Vec::with_capacity(table.len() + column.len() + row.len() + 2);
    data.extend_from_slice(table.as_bytes());
    data.push(SEPARATOR);
    data.extend_from_slice(column.as_bytes());
    data.push(SEPARATOR);
    data.extend_from_slice(row.as_bytes());
    data
}

/// Binds the purpose and the key id too, so that a value cannot be passed off as another key's.
fn bound(purpose: Purpose, key_id: &str, aad: &[u8]) -> Vec<u8> {
    let mut data = b"kejing/sealed/v1".to_vec();
    for part in [purpose.as_str().as_bytes(), key_id.as_bytes(), aad] {
        data.push(SEPARATOR);
        data.extend_from_slice(part);
    }
    data
}

impl Keyring {
    /// Encrypts under the active key of `purpose`, bound to `aad` (see [`field_address`]).
    ///
    /// # Errors
    /// The purpose does not encrypt; the operating system gives no random bytes.
    pub fn seal(&self, purpose: Purpose, aad: &[u8], plaintext: &[u8]) -> Result<Sealed, KeyError> {
        if !purpose.encrypts() {
            return Err(KeyError::NotForSealing { purpose });
        }
        let key = self.ring(purpose).active();
        let bytes = encrypt(&key.secret, &bound(purpose, &key.id, aad), plaintext)?;
        Ok(Sealed { key_id: key.id.clone(), bytes })
    }

    /// Opens what [`seal`](Self::seal) made with the same purpose and `aad`, under an active or older key.
    ///
    /// # Errors
    /// An unknown key id, named; a key of another purpose; [`KeyError::NotAuthentic`] for changed bytes.
    pub fn open_sealed(
        &self,
        purpose: Purpose,
        key_id: &str,
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        if !purpose.encrypts() {
            return Err(KeyError::NotForSealing { purpose });
        }
        let key = self.key(purpose, key_id)?;
        decrypt(&key.secret, &bound(purpose, key_id, aad), sealed)
            .ok_or_else(|| KeyError::NotAuthentic { key_id: key_id.to_owned() })
    }

    /// The blind index of a normalised value under the active key: what a row stores.
    ///
    /// `domain` separates columns whose values must not be comparable with each other.
    pub fn blind_index(&self, domain: &str, normalised: &str) -> KeyedDigest {
        blind(self.ring(Purpose::BlindIndex).active(), domain, normalised)
    }

    /// The blind indexes of a value under every key, the active one first: what a search looks for, and what
    /// uniqueness is checked against, until all rows are indexed under the active key.
    pub fn blind_indexes(&self, domain: &str, normalised: &str) -> Vec<KeyedDigest> {
        let keys = self.ring(Purpose::BlindIndex).keys.iter().rev();
        keys.map(|key| blind(key, domain, normalised)).collect()
    }

    /// A digest for the audit of something so small that a plain hash of it could be guessed.
    pub fn audit_hmac(&self, label: &str, bytes: &[u8]) -> KeyedDigest {
        let key = self.ring(Purpose::Audit).active();
        KeyedDigest { key_id: key.id.clone(), value: audit_value(key, label, bytes) }
    }

    /// The audit digest under a given key, to compare with one that was recorded.
    ///
    /// # Errors
    /// An unknown key id, or a key of another purpose.
    pub fn audit_hmac_under(&self, key_id: &str, label: &str, bytes: &[u8]) -> Result<[u8; 32], KeyError> {
        Ok(audit_value(self.key(Purpose::Audit, key_id)?, label, bytes))
    }

    /// Authenticates a list cursor under the active key.
    pub fn cursor_mac(&self, cursor: &[u8]) -> [u8; 32] {
        hmac(self.ring(Purpose::Cursor).active().secret.as_slice(), &[b"kejing/cursor/v1", cursor])
    }

    /// True when any cursor key made `mac`; compared in constant time.
    pub fn check_cursor_mac(&self, cursor: &[u8], mac: &[u8]) -> bool {
        self.ring(Purpose::Cursor)
            .keys
            .iter()
            .any(|key| hmac_matches(key.secret.as_slice(), &[b"kejing/cursor/v1", cursor], mac))
    }

    /// The active token key: its id (the token's `kid`) and its 32 bytes.
    pub fn jwt_key(&self) -> (&str, &[u8]) {
        let key = self.ring(Purpose::Jwt).active();
        (&key.id, key.secret.as_slice())
    }

    /// The token key with this `kid`.
    pub fn jwt_key_by_id(&self, kid: &str) -> Option<&[u8]> {
        self.ring(Purpose::Jwt).by_id(kid).map(|key| key.secret.as_slice())
    }

    /// Encrypts a round's key for keeping in the round's row; it unwraps for that round only.
    ///
    /// # Errors
    /// The operating system gives no random bytes.
    pub fn wrap_round_key(&self, round: Uuid, key: &RoundKey) -> Result<Sealed, KeyError> {
        self.seal(Purpose::Bid, &round_address(round), key.secret.as_slice())
    }

    /// The round's key from its wrapped form.
    ///
    /// # Errors
    /// An unknown key id, named; [`KeyError::NotAuthentic`] for another round's or changed bytes.
    pub fn unwrap_round_key(&self, round: Uuid, key_id: &str, wrapped: &[u8]) -> Result<RoundKey, KeyError> {
        let opened = self.open_sealed(Purpose::Bid, key_id, &round_address(round), wrapped)?;
        let mut secret = Zeroizing::new([0_u8; KEY_BYTES]);
        if opened.len() != KEY_BYTES {
            return Err(KeyError::NotAuthentic { key_id: key_id.to_owned() });
        }
        secret.copy_from_slice(&opened);
        Ok(RoundKey { secret })
    }
}

fn round_address(round: Uuid) -> Vec<u8> {
    field_address("round", "key", &round.to_string())
}

fn blind(key: &Key, domain: &str, normalised: &str) -> KeyedDigest {
    let parts: [&[u8]; 3] = [b"kejing/blind/v1", domain.as_bytes(), normalised.as_bytes()];
    KeyedDigest { key_id: key.id.clone(), value: hmac(key.secret.as_slice(), &parts) }
}

fn audit_value(key: &Key, label: &str, bytes: &[u8]) -> [u8; 32] {
    hmac(key.secret.as_slice(), &[b"kejing/audit/v1", label.as_bytes(), bytes])
}
