//! All keys of the bank, in one directory apart from the data.
//!
//! Each [`Purpose`] has one active key, which new things are made under, and older ones, which open what they
//! closed. Whatever is stored carries the id of its key (`pii-20261123-a1b2c3`), so rotation needs no rewrite.
//! The database keeps a canary per key id; a start with a keyring that lacks one of them is refused.
//!
//! Secrets are wiped from memory when dropped and are never printed. Losing this directory loses every identity
//! number, phone, file and open bid: it is backed up apart from the database.

mod error;
mod files;
mod material;
mod purpose;
mod round;
mod seal;
mod sign;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

pub use error::KeyError;
pub use material::random_bytes;
pub use purpose::Purpose;
pub use round::{BidAddress, RoundKey};
pub use seal::{KeyedDigest, Sealed, field_address};
pub use sign::{PublicKey, Signature};

use material::{Key, Ring, hmac, hmac_matches};

/// All keys, by purpose. Share it behind an `Arc`; a rotation by another process is seen after [`Keyring::open`].
#[derive(Clone)]
pub struct Keyring {
    /// `None` for an ephemeral one.
    dir: Option<PathBuf>,
    /// In the order of [`Purpose::ALL`].
    rings: Vec<Ring>,
}

/// What the database keeps of a key to recognise it again; it says nothing about the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canary {
    pub key_id: String,
    pub purpose: Purpose,
    pub value: [u8; 32],
}

/// What may be told about a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyInfo {
    pub key_id: String,
    pub purpose: Purpose,
    pub made_on: NaiveDate,
    /// New things are made under it.
    pub active: bool,
}

impl Keyring {
    /// Makes a directory with one new key per purpose; `today` stands in the key ids.
    ///
    /// # Errors
    /// The directory holds something, is open to others, or cannot be written.
    pub fn create(dir: &Path, today: NaiveDate) -> Result<Keyring, KeyError> {
        files::create_dir(dir)?;
        let _held = files::lock(dir)?;
        let rings = generate(today)?;
        for ring in &rings {
            files::write_ring(dir, ring)?;
        }
        Ok(Keyring { dir: Some(dir.to_owned()), rings })
    }

    /// Reads the keyring in `dir`.
    ///
    /// # Errors
    /// The directory or a file is missing, malformed, or open to group or others.
    pub fn open(dir: &Path) -> Result<Keyring, KeyError> {
        files::check_dir(dir)?;
        let rings = Purpose::ALL
            .into_iter()
            .map(|purpose| files::read_ring(dir, purpose))
            .collect::<Result<_, _>>()?;
        Ok(Keyring { dir: Some(dir.to_owned()), rings })
    }

    /// New keys that are gone with the process; for tests and for tools that write nothing.
    ///
    /// # Panics
    /// The operating system gives no random bytes.
    pub fn ephemeral() -> Keyring {
        let rings = generate(NaiveDate::default()).expect("the operating system gives random bytes");
        Keyring { dir: None, rings }
    }

    /// Gives `purpose` a new active key, on disk first, and returns its id; the older keys stay.
    ///
    /// # Errors
    /// The files cannot be read or written; then nothing has changed.
    pub fn rotate(&mut self, purpose: Purpose, today: NaiveDate) -> Result<String, KeyError> {
        let Some(dir) = &self.dir else {
            return self.rings[index_of(purpose)].rotate(today);
        };
        let _held = files::lock(dir)?;
        // Read again under the lock: another process may have rotated since this one opened.
        let mut ring = files::read_ring(dir, purpose)?;
        let key_id = ring.rotate(today)?;
        files::write_ring(dir, &ring)?;
        self.rings[index_of(purpose)] = ring;
        Ok(key_id)
    }

    /// Every key, without its secret; the active one of a purpose stands last.
    pub fn keys(&self) -> Vec<KeyInfo> {
        self.each()
            .map(|(ring, key)| KeyInfo {
                key_id: key.id.clone(),
                purpose: ring.purpose,
                made_on: key.made_on,
                active: ring.active().id == key.id,
            })
            .collect()
    }

    /// One value per key for the database to keep.
    pub fn canaries(&self) -> Vec<Canary> {
        self.each()
            .map(|(ring, key)| Canary {
                key_id: key.id.clone(),
                purpose: ring.purpose,
                value: hmac(key.secret.as_slice(), &canary_parts(&key.id)),
            })
            .collect()
    }

    /// Checks a canary that the database kept.
    ///
    /// # Errors
    /// [`KeyError::UnknownKey`] naming the missing key; [`KeyError::WrongKey`] when its bytes are others.
    pub fn check_canary(&self, key_id: &str, value: &[u8]) -> Result<(), KeyError> {
        let (_, key) = self
            .each()
            .find(|(_, key)| key.id == key_id)
            .ok_or_else(|| KeyError::UnknownKey { key_id: key_id.to_owned() })?;
        if hmac_matches(key.secret.as_slice(), &canary_parts(key_id), value) {
            Ok(())
        } else {
            Err(KeyError::WrongKey { key_id: key_id.to_owned() })
        }
    }

    fn ring(&self, purpose: Purpose) -> &Ring {
        &self.rings[index_of(purpose)]
    }

    fn each(&self) -> impl Iterator<Item = (&Ring, &Key)> {
        self.rings.iter().flat_map(|ring| ring.keys.iter().map(move |key| (ring, key)))
    }

    fn key(&self, purpose: Purpose, key_id: &str) -> Result<&Key, KeyError> {
        self.ring(purpose).by_id(key_id).ok_or_else(|| {
            let key_id = key_id.to_owned();
            if self.each().any(|(_, key)| key.id == key_id) {
                KeyError::WrongPurpose { key_id, wanted: purpose }
            } else {
                KeyError::UnknownKey { key_id }
            }
        })
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring")
            .field("dir", &self.dir)
            .field("keys", &self.each().map(|(_, key)| key.id.as_str()).collect::<Vec<_>>())
            .finish()
    }
}

fn index_of(purpose: Purpose) -> usize {
    Purpose::ALL.iter().position(|&p| p == purpose).expect("ALL names every purpose")
}

fn generate(today: NaiveDate) -> Result<Vec<Ring>, KeyError> {
    Purpose::ALL.into_iter().map(|purpose| Ring::generate(purpose, today)).collect()
}

fn canary_parts(key_id: &str) -> [&[u8]; 2] {
    [b"kejing/canary/v1", key_id.as_bytes()]
}
