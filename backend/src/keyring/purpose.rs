//! What keys are for.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a key is for. A key serves one purpose only; every key is 32 random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Signs access tokens (HS256).
    Jwt,
    /// Wraps the key of each tender round (AES-256-GCM).
    Bid,
    /// Encrypts personal data in its home table (AES-256-GCM).
    Pii,
    /// Makes encrypted values unique and searchable (HMAC-SHA-256).
    BlindIndex,
    /// Authenticates list cursors (HMAC-SHA-256).
    Cursor,
    /// Digests low-entropy things for the audit (HMAC-SHA-256).
    Audit,
    /// Signs heads of the audit chain (Ed25519).
    AuditAnchor,
    /// Signs bid receipts (Ed25519).
    Receipt,
    /// Encrypts uploads, rejects and exports (AES-256-GCM).
    File,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Purpose; 9] = [
        Purpose::Jwt,
        Purpose::Bid,
        Purpose::Pii,
        Purpose::BlindIndex,
        Purpose::Cursor,
        Purpose::Audit,
        Purpose::AuditAnchor,
        Purpose::Receipt,
        Purpose::File,
    ];

    /// The name in key ids, file names and commands.
    pub const fn as_str(self) -> &'static str {
        match self {
            Purpose::Jwt => "jwt",
            Purpose::Bid => "bid",
            Purpose::Pii => "pii",
            Purpose::BlindIndex => "blind_index",
            Purpose::Cursor => "cursor",
            Purpose::Audit => "audit",
            Purpose::AuditAnchor => "audit_anchor",
            Purpose::Receipt => "receipt",
            Purpose::File => "file",
        }
    }

    /// The purpose with this name.
    pub fn from_name(name: &str) -> Option<Purpose> {
        Purpose::ALL.into_iter().find(|purpose| purpose.as_str() == name)
    }

    /// True for the purposes that [`Keyring::seal`](super::Keyring::seal) takes.
    pub(super) const fn encrypts(self) -> bool {
        matches!(self, Purpose::Bid | Purpose::Pii | Purpose::File)
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
