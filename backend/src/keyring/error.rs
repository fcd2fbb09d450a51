//! What can go wrong with keys.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::Purpose;

/// What went wrong with a key; no variant carries secret material.
#[derive(Debug, Error)]
pub enum KeyError {
    /// A path of the keyring could not be read or written.
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    /// A path of the keyring is open to others than its owner.
    #[error("{}: mode {mode:04o} lets others in; make it {wanted:04o}", path.display())]
    OpenToOthers { path: PathBuf, mode: u32, wanted: u32 },
    /// A keyring already lies there.
    #[error("{}: already holds a keyring", path.display())]
    AlreadyThere { path: PathBuf },
    /// The file of a purpose is not what this program writes.
    #[error("{}: not a key file: {reason}", path.display())]
    Malformed { path: PathBuf, reason: String },
    /// The keyring does not hold the key that something was made under.
    #[error("the keyring has no key {key_id}")]
    UnknownKey { key_id: String },
    /// A key of that id is there, but its bytes are not those that the database knows.
    #[error("the keyring's key {key_id} is not the one that the database was written with")]
    WrongKey { key_id: String },
    /// The key exists but serves something else.
    #[error("key {key_id} is not a {wanted} key")]
    WrongPurpose { key_id: String, wanted: Purpose },
    /// The purpose has no encryption keys.
    #[error("{purpose} keys do not encrypt")]
    NotForSealing { purpose: Purpose },
    /// The bytes were changed, cut, or bound to something else.
    #[error("sealed bytes do not open under key {key_id}")]
    NotAuthentic { key_id: String },
    /// The signature is not this key's over this message.
    #[error("the signature does not verify under key {key_id}")]
    BadSignature { key_id: String },
    /// The operating system gave no random bytes.
    #[error("no random bytes from the operating system: {0}")]
    Random(String),
}
