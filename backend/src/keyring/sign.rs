//! Signatures that others can check: bid receipts and heads of the audit chain.

use ed25519_dalek::{Signature as DalekSignature, Signer, SigningKey};

use super::material::Key;
use super::{KeyError, Keyring, Purpose};

/// An Ed25519 signature with the key it was made under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub key_id: String,
    pub bytes: [u8; 64],
}

/// The public half of a signing key; anybody may have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    pub key_id: String,
    pub purpose: Purpose,
    /// The 32 bytes of RFC 8032.
    pub bytes: [u8; 32],
}

impl Keyring {
    /// Signs a bid receipt under the active key.
    pub fn sign_receipt(&self, message: &[u8]) -> Signature {
        sign(self.ring(Purpose::Receipt).active(), message)
    }

    /// Checks a bid receipt's signature.
    ///
    /// # Errors
    /// An unknown key id, named; [`KeyError::BadSignature`].
    pub fn verify_receipt(&self, key_id: &str, message: &[u8], signature: &[u8]) -> Result<(), KeyError> {
        verify(self.key(Purpose::Receipt, key_id)?, message, signature)
    }

    /// Signs a head of the audit chain under the active key.
    pub fn sign_head(&self, message: &[u8]) -> Signature {
        sign(self.ring(Purpose::AuditAnchor).active(), message)
    }

    /// Checks the signature of a head of the audit chain.
    ///
    /// # Errors
    /// An unknown key id, named; [`KeyError::BadSignature`].
    pub fn verify_head(&self, key_id: &str, message: &[u8], signature: &[u8]) -> Result<(), KeyError> {
        verify(self.key(Purpose::AuditAnchor, key_id)?, message, signature)
    }

    /// The public keys of both signing purposes, older ones included, for whoever checks without the keyring.
    pub fn public_keys(&self) -> Vec<PublicKey> {
        [Purpose::AuditAnchor, Purpose::Receipt]
            .into_iter()
            .flat_map(|purpose| self.ring(purpose).keys.iter().map(move |key| (purpose, key)))
            .map(|(purpose, key)| PublicKey {
                key_id: key.id.clone(),
                purpose,
                bytes: signing_key(key).verifying_key().to_bytes(),
            })
            .collect()
    }
}

/// The dalek key wipes itself when dropped.
fn signing_key(key: &Key) -> SigningKey {
    SigningKey::from_bytes(&key.secret)
}

fn sign(key: &Key, message: &[u8]) -> Signature {
    Signature { key_id: key.id.clone(), bytes: signing_key(key).sign(message).to_bytes() }
}

fn verify(key: &Key, message: &[u8], signature: &[u8]) -> Result<(), KeyError> {
    let refused = || KeyError::BadSignature { key_id: key.id.clone() };
    let signature = DalekSignature::from_slice(signature).map_err(|_| refused())?;
    signing_key(key).verifying_key().verify_strict(message, &signature).map_err(|_| refused())
}
