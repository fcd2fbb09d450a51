//! Rows of sealed bids and books.

use diesel::prelude::*;

use crate::allocation::awards::model::ObjectionId;
use crate::allocation::rounds::model::RoundId;
use crate::db::Ts;
use crate::db::schema::{bid_versions, bids, round_beacons, round_books, round_keys};
use crate::identity::model::UserId;
use crate::staffing::model::ManagerId;
use crate::{id, text_enum};

id! {
    /// A bid.
    BidId
}

text_enum! {
    /// Whether a bid stands.
    BidState {
        /// Stands.
        Live = "live",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// What made a version of a bid.
    BidStep {
        /// Placed.
        Placed = "placed",
        /// Changed.
        Changed = "changed",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

/// A round's key, wrapped by the keyring, and its secret of the draw.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_keys)]
pub struct RoundKeys {
    pub round_id: RoundId,
    pub wrapped_key: Option<Vec<u8>>,
    pub wrap_key_id: String,
    pub secret_ct: Vec<u8>,
    pub secret_key_id: String,
    pub destroyed_at: Option<Ts>,
}

/// The public figure that joins a round's draw: named at publication, fixed after closing.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_beacons)]
pub struct RoundBeacon {
    pub round_id: RoundId,
    pub name: String,
    pub figure: String,
    pub entered_by: Option<UserId>,
    pub entered_at: Ts,
}

/// A bid; what it says stands sealed in its versions.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = bids)]
pub struct Bid {
    pub id: BidId,
    pub round_id: RoundId,
    pub manager_id: ManagerId,
    pub state: BidState,
    pub version: i32,
    pub created_at: Ts,
    pub updated_at: Ts,
}

/// A version of a bid: ciphertext and salted digest alone.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = bid_versions)]
pub struct BidVersion {
    pub bid_id: BidId,
    pub version: i32,
    pub kind: BidStep,
    pub placed_at: Ts,
    pub ciphertext: Option<Vec<u8>>,
    pub digest: Option<Vec<u8>>,
    pub receipt_key_id: String,
    pub receipt_signature: Vec<u8>,
}

/// What a clearing may read, frozen.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_books)]
pub struct RoundBook {
    pub round_id: RoundId,
    pub revision: i32,
    pub content: Vec<u8>,
    pub digest: Vec<u8>,
    pub seed: Option<Vec<u8>>,
    pub reason: Option<String>,
    pub objection_id: Option<ObjectionId>,
    pub created_at: Ts,
}
