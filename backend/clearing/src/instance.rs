//! The file of a round as the clearing reads it, and the checks it has to pass first.

use serde::{Deserialize, Serialize};

/// Most bids, and most clients or lots plus one, that the additive weight can hold (CLEARING, "The award").
pub const MAX_ITEMS: usize = 1 << 17;
/// Greatest sum of all values of a round, in the round's unit.
pub const MAX_TOTAL: i64 = 1_000_000_000_000_000;

/// A round to be cleared. The JSON form is that of the public generator plus `lots`, `seed`, `key` and
/// `book_digest`; fields not listed here (name, family, params) are informative and are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    pub clients: Vec<Client>,
    pub managers: Vec<Manager>,
    pub bids: Vec<Bid>,
    /// Absent: every client is a lot of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lots: Option<Vec<Lot>>,
    /// Seed of the draw. A number (the generator's own seed) is informative and counts as absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<Seed>,
    /// Digest of the book this file was exported from, as hex; absent: [`crate::book_digest`] of the file itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub book_digest: Option<String>,
}

/// The `seed` field: hex text for the draw, or the generator's number, which the clearing does not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Seed {
    Hex(String),
    Number(i64),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    pub id: i64,
    /// In units of 10,000 yuan, at least 0.
    pub exposure: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manager {
    pub id: i64,
    /// Most clients over all winning bids; absent or null is unlimited.
    #[serde(default)]
    pub capacity: Option<i64>,
    /// Most exposure over all winning bids, in units of 10,000 yuan; absent or null is unlimited.
    #[serde(default)]
    pub max_exposure: Option<i64>,
}

/// An all-or-nothing bid for a set of clients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bid {
    pub id: i64,
    pub manager: i64,
    pub clients: Vec<i64>,
    /// Committed value in the round's unit, at least 1.
    pub value: i64,
    /// Exclusive group: at most one of its bids wins; all of them belong to one manager.
    #[serde(default)]
    pub xor: Option<i64>,
    /// Text that stands for the bid in the draw (the server gives its UUID); absent: the decimal `id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

/// A set of clients that a round offers together; counts as awarded when one winning bid holds all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    pub id: i64,
    pub clients: Vec<i64>,
}

/// Why a file cannot be cleared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InstanceError {
    #[error("{what}: {count} entries, at most {limit} are allowed")]
    TooMany { what: &'static str, count: usize, limit: usize },
    #[error("{what} {id} appears twice")]
    Duplicate { what: &'static str, id: i64 },
    #[error("{what} id {id} is negative")]
    NegativeId { what: &'static str, id: i64 },
    #[error("{owner} {id} names {what} {unknown}, which does not exist")]
    Unknown { owner: &'static str, id: i64, what: &'static str, unknown: i64 },
    #[error("{owner} {id} names client {client} twice")]
    RepeatedClient { owner: &'static str, id: i64, client: i64 },
    #[error("{owner} {id} names no client")]
    Empty { owner: &'static str, id: i64 },
    #[error("{owner} {id}: {field} is {amount}, below {least}")]
    TooSmall { owner: &'static str, id: i64, field: &'static str, amount: i64, least: i64 },
    #[error("the sum of {what} exceeds 10^15")]
    TotalTooLarge { what: &'static str },
    #[error("client {client} is in more than one lot")]
    ClientInTwoLots { client: i64 },
    #[error("exclusive group {group} has bids of more than one manager")]
    GroupAcrossManagers { group: i64 },
    #[error("two bids share the draw key {key:?}")]
    DuplicateKey { key: String },
    #[error("{field} is not hexadecimal text of at most 256 bytes")]
    NotHex { field: &'static str },
}

impl Instance {
    /// Reads a round's JSON; the content is checked later, by `solve` and `verify`.
    ///
    /// # Errors
    /// The parser's, for text that is not such a file.
    pub fn from_json(json: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json)
    }

    /// The bytes of the draw's seed; empty when the file carries none.
    pub(crate) fn seed_bytes(&self) -> Result<Vec<u8>, InstanceError> {
        match &self.seed {
            Some(Seed::Hex(text)) => decode(text, "seed"),
            Some(Seed::Number(_)) | None => Ok(Vec::new()),
        }
    }

    /// The text that stands for a bid in the draw.
    pub(crate) fn key(bid: &Bid) -> String {
        bid.key.clone().unwrap_or_else(|| bid.id.to_string())
    }
}

pub(crate) fn decode(text: &str, field: &'static str) -> Result<Vec<u8>, InstanceError> {
    let bytes = hex::decode(text).map_err(|_| InstanceError::NotHex { field })?;
    if bytes.len() > 256 { Err(InstanceError::NotHex { field }) } else { Ok(bytes) }
}
