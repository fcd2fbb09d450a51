//! The key of one tender round: what is bid stays unreadable until the round closes (CLEARING, Secrecy; D9.1).

use std::fmt;

use uuid::Uuid;
use zeroize::Zeroizing;

use super::KeyError;
use super::material::{KEY_BYTES, SEPARATOR, decrypt, encrypt, hmac, random_bytes};

/// The key that a round's bids are sealed under.
///
/// It exists in memory while it is used and in the database wrapped by a [`Purpose::Bid`](super::Purpose::Bid)
/// key; destroying the wrapped copy makes every bid of the round unreadable for good.
#[derive(Clone)]
pub struct RoundKey {
    pub(super) secret: Zeroizing<[u8; KEY_BYTES]>,
}

/// What a sealed bid is bound to: it opens as this version of this bid by this manager in this round only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BidAddress {
    pub round: Uuid,
    pub manager: Uuid,
    pub bid: Uuid,
    /// Counts from 1.
    pub version: u32,
}

impl BidAddress {
    fn associated_data(&self) -> Vec<u8> {
        let mut data = b"kejing/sealed-bid/v1".to_vec();
        for part in
            [self.round.to_string(), self.manager.to_string(), self.bid.to_string(), self.version.to_string()]
        {
            data.push(SEPARATOR);
            data.extend_from_slice(part.as_bytes());
        }
        data
    }
}

impl RoundKey {
    /// A new key from the operating system's random bytes.
    ///
    /// # Errors
    /// The operating system gives none.
    pub fn generate() -> Result<RoundKey, KeyError> {
        Ok(RoundKey { secret: Zeroizing::new(random_bytes()?) })
    }

    /// One key for one use: sealing and hashing never share one.
    fn derived(&self, label: &[u8]) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(hmac(self.secret.as_slice(), &[b"kejing/round-key/v1", label]))
    }

    /// Encrypts a bid's body: nonce (12 bytes), ciphertext, tag (16 bytes).
    ///
    /// # Errors
    /// The operating system gives no random bytes.
    pub fn seal_bid(&self, address: &BidAddress, body: &[u8]) -> Result<Vec<u8>, KeyError> {
        encrypt(&self.derived(b"seal"), &address.associated_data(), body)
    }

    /// Opens what [`seal_bid`](Self::seal_bid) made for the same address.
    ///
    /// # Errors
    /// [`KeyError::NotAuthentic`] for another key, another address, or changed bytes.
    pub fn open_bid(&self, address: &BidAddress, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        decrypt(&self.derived(b"seal"), &address.associated_data(), sealed)
            .ok_or_else(|| KeyError::NotAuthentic { key_id: format!("round {}", address.round) })
    }

    /// A digest of a request that carries a bid, for recognising its repetition; without the key it cannot be
    /// guessed from the few bids that are plausible.
    pub fn request_hash(&self, request: &[u8]) -> [u8; 32] {
        hmac(self.derived(b"request").as_slice(), &[request])
    }
}

impl fmt::Debug for RoundKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RoundKey(..)")
    }
}
