//! Requests and answers about bids, receipts and books.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{BidState, BidStep};
use super::rules::{BidBody, BidKind};
use crate::allocation::awards::model::BidOutcome;
use crate::allocation::rounds::model::LotId;
use crate::db::Ts;

/// Places a bid.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceBid {
    /// One lot, or several all or nothing.
    pub kind: BidKind,
    /// The lots, each once; one for a single bid, two or more for a bundle.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_items = 1, max_items = 500)]
    pub lots: Vec<LotId>,
    /// Committed value, in the round's unit; not under the sum of the lots' reserves.
    #[validate(range(min = 1, max = 1_000_000_000))]
    #[schema(minimum = 1, maximum = 1000000000, example = 120)]
    pub value: i64,
    /// Exclusive group: at most one of the manager's bids with the same group wins.
    #[validate(length(min = 1, max = 40))]
    #[schema(min_length = 1, max_length = 40)]
    pub group: Option<String>,
}

/// One's own bid.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BidView {
    /// The bid.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Whether it stands.
    pub state: BidState,
    /// Its version; each is kept.
    #[schema(minimum = 1, maximum = 1000000)]
    pub version: i32,
    /// What it says; absent once it was withdrawn.
    pub body: Option<BidBody>,
    /// When it was placed.
    pub placed_at: Ts,
    /// When its last version was made.
    pub changed_at: Ts,
    /// What became of it, after closing.
    pub outcome: Option<BidOutcome>,
    /// Why the closing excluded it, if it did.
    #[schema(max_items = 20)]
    pub reasons: Vec<ReasonView>,
}

/// One's own bids, in the order in which they were first placed.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMyBids {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Proof that a version of a bid was accepted.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ReceiptView {
    /// The bid.
    #[schema(format = Uuid, max_length = 36)]
    pub bid_id: String,
    /// The version.
    #[schema(minimum = 1, maximum = 1000000)]
    pub version: i32,
    /// What made it.
    pub step: BidStep,
    /// Time of acceptance, by the clock that decides.
    pub placed_at: Ts,
    /// SHA-256 of `kejing/bid/v1`, round, manager, bid, version, the canonical JSON of `body` and the 32 bytes of
    /// `salt`, neighbours separated by the byte 0x1F; hexadecimal. None for a withdrawal.
    #[schema(max_length = 64)]
    pub digest: Option<String>,
    /// 32 bytes, hexadecimal; absent when the round's key is destroyed and the version is not in the book.
    #[schema(max_length = 64)]
    pub salt: Option<String>,
    /// What was bid; absent as `salt`.
    pub body: Option<BidBody>,
    /// The UTF-8 text that the signature covers: canonical JSON with round, manager, bid, version, step, time and
    /// digest.
    #[schema(max_length = 1000)]
    pub message: String,
    /// Which key signed; see `list_receipt_keys`.
    #[schema(max_length = 60)]
    pub key_id: String,
    /// Ed25519 signature (RFC 8032) of `message`, hexadecimal.
    #[schema(max_length = 128)]
    pub signature: String,
}

/// Which version's receipt.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GetReceipt {
    /// Default: the last version.
    #[validate(range(min = 1, max = 1_000_000))]
    #[param(minimum = 1, maximum = 1000000)]
    pub version: Option<i32>,
}

/// An accepted bid with its receipt.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PlacedBid {
    /// The bid.
    pub bid: BidView,
    /// The receipt.
    pub receipt: ReceiptView,
}

/// A public key that receipts are checked with.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ReceiptKeyView {
    /// Its id.
    #[schema(max_length = 60)]
    pub key_id: String,
    /// Always `Ed25519`.
    #[schema(max_length = 20)]
    pub algorithm: String,
    /// The 32 bytes of RFC 8032, hexadecimal.
    #[schema(max_length = 64)]
    pub public_key: String,
}

/// Public keys of receipts, older ones included.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ReceiptKeys {
    /// Keys.
    #[schema(max_items = 1000)]
    pub items: Vec<ReceiptKeyView>,
}

/// Why somebody may not have some lots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReasonView {
    /// Code of the catalogue, `field.<code>`.
    #[schema(max_length = 40)]
    pub code: String,
    /// The clause behind it.
    #[schema(max_length = 10)]
    pub clause: String,
}

/// What one may bid for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MyTerms {
    /// The bidder.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// Whether bids are accepted now.
    pub accepting: bool,
    /// Now, by the clock that decides.
    pub now: Ts,
    /// When bidding begins.
    pub opens_at: Option<Ts>,
    /// When bidding ends.
    pub closes_at: Option<Ts>,
    /// How many more clients the bidder may take; absent: without limit.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub capacity: Option<i64>,
    /// How much more credit the bidder may take, in fen; absent: without limit.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub max_exposure_fen: Option<i64>,
    /// How many more live bids the bidder may have.
    #[schema(minimum = 0, maximum = 1000)]
    pub bids_left: i64,
    /// The lots, by number.
    #[schema(max_items = 5000)]
    pub lots: Vec<LotTerms>,
}

/// Whether one may bid for a lot.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LotTerms {
    /// The lot.
    #[schema(format = Uuid, max_length = 36)]
    pub lot_id: String,
    /// Its number within the round.
    #[schema(minimum = 1, maximum = 5000)]
    pub number: i32,
    /// Why the bidder may not; empty: may.
    #[schema(max_items = 20)]
    pub reasons: Vec<ReasonView>,
}

/// Which revision of a book.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GetBook {
    /// Default: the last. Revision 1 is the closing's; each upheld objection makes the next.
    #[validate(range(min = 1, max = 1000))]
    #[param(minimum = 1, maximum = 1000)]
    pub revision: Option<i32>,
}

/// What a round publishes after closing, so that anybody can repeat its digests and its draw.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BidDigests {
    /// The book's revision.
    #[schema(minimum = 1, maximum = 1000)]
    pub revision: i32,
    /// SHA-256 of the book as `get_book` gives it, hexadecimal.
    #[schema(max_length = 64)]
    pub book_digest: String,
    /// Digest of the first revision, which the seed was made from.
    #[schema(max_length = 64)]
    pub first_book_digest: String,
    /// What the publication committed to: SHA-256 of the secret.
    #[schema(max_length = 64)]
    pub commitment: String,
    /// The secret, once the book's digest stands in the audit chain; hexadecimal.
    #[schema(max_length = 64)]
    pub secret: Option<String>,
    /// The seed of the draw: SHA-256 of `kejing/draw/v1`, round, `first_book_digest` and secret as bytes, and the
    /// beacon's figure where there is one, neighbours separated by the byte 0x1F; hexadecimal.
    #[schema(max_length = 64)]
    pub seed: Option<String>,
    /// The public figure that joins the draw, as it was named at publication.
    #[schema(max_length = 200)]
    pub beacon_name: Option<String>,
    /// The figure, once it was entered.
    #[schema(max_length = 200)]
    pub beacon_figure: Option<String>,
    /// Digests of the live bids in order, without names; hexadecimal.
    #[schema(max_items = 131072)]
    pub items: Vec<String>,
}

/// Enters the public figure that joins the draw.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnterBeacon {
    /// The figure as it was published, character by character.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "4012.33")]
    pub figure: String,
}
