//! Questions and answers about clearing and results.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::BidOutcome;
use crate::allocation::tender::dto::ReasonView;
use crate::db::Ts;
use crate::jobs::model::JobState;

/// The clearing of a round's present book.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ClearingView {
    /// The job; watch it at `/jobs/{id}/stream`.
    #[schema(format = Uuid, max_length = 36)]
    pub job_id: String,
    /// The book's revision.
    #[schema(minimum = 1, maximum = 1000)]
    pub revision: i32,
    /// How far the job is.
    pub state: JobState,
    /// Value, bound, gap and work so far.
    #[schema(value_type = Object)]
    pub progress: serde_json::Value,
}

/// Which revision of the book.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WhichRevision {
    /// Counts from 1; the last one cleared where absent.
    #[validate(range(min = 1, max = 1000))]
    #[param(minimum = 1, maximum = 1000)]
    pub revision: Option<i32>,
}

/// What a clearing decided, and what anybody repeats it from.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ResultView {
    /// The round.
    #[schema(format = Uuid, max_length = 36)]
    pub round_id: String,
    /// The book's revision.
    #[schema(minimum = 1, maximum = 1000)]
    pub revision: i32,
    /// `optimal`, or `gap` with the best award found.
    #[schema(pattern = "^(optimal|gap)$", max_length = 8)]
    pub status: String,
    /// Sum of the winners' values.
    #[schema(minimum = 0, maximum = 1000000000000000i64)]
    pub value: i64,
    /// No set of bids that keeps the rules is worth more.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub bound: i64,
    /// How far value and bound are apart, in percent of the value, rounded up to four decimals.
    #[schema(max_length = 40)]
    pub gap_pct: String,
    /// Whether lots and draw are proven too: `proven` or `best_found`.
    #[schema(pattern = "^(proven|best_found)$", max_length = 12)]
    pub tie_status: String,
    /// What ended the clearing: `proof`, `work`, `time` or `interrupt`.
    #[schema(max_length = 12)]
    pub stopped_by: String,
    /// How the bound is proven: `prices`, `tree`, or `replay` (clearing again).
    #[schema(max_length = 12)]
    pub certificate: String,
    /// Work done; the same on any machine.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub work: u64,
    /// SHA-256 of the book, hexadecimal.
    #[schema(max_length = 64)]
    pub book_digest: String,
    /// SHA-256 of the first book, from which the seed is drawn, hexadecimal.
    #[schema(max_length = 64)]
    pub first_book_digest: String,
    /// SHA-256 of the secret, as published before bidding, hexadecimal.
    #[schema(max_length = 64)]
    pub commitment: String,
    /// The secret, hexadecimal.
    #[schema(max_length = 64)]
    pub secret: Option<String>,
    /// The draw's seed, hexadecimal.
    #[schema(max_length = 64)]
    pub seed: Option<String>,
    /// The public figure that joined the draw, by name.
    #[schema(max_length = 200)]
    pub beacon_name: Option<String>,
    /// The figure.
    #[schema(max_length = 400)]
    pub beacon_figure: Option<String>,
    /// Digests of all live bids, without names, in order.
    #[schema(max_items = 131072)]
    pub digests: Vec<String>,
    /// Bids that won.
    #[schema(max_items = 131072)]
    pub winners: Vec<WinnerView>,
    /// Bids that lost or were excluded, each with what beat it and by how much it fell short.
    #[schema(max_items = 131072)]
    pub losers: Vec<LoserView>,
    /// Every lot with its price.
    #[schema(max_items = 5000)]
    pub lots: Vec<LotResult>,
    /// Lots that nobody won.
    #[schema(max_items = 5000)]
    pub unallocated_lots: Vec<String>,
    /// Each participant's book before the round and with what was won.
    #[schema(max_items = 5000)]
    pub managers: Vec<ManagerResult>,
    /// When it was announced; absent before.
    pub announced_at: Option<Ts>,
    /// Until when objections are heard.
    pub notice_ends_at: Option<Ts>,
}

/// A bid that won.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WinnerView {
    /// The bid.
    #[schema(format = Uuid, max_length = 36)]
    pub bid_id: String,
    /// Who bid.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// The manager's name.
    #[schema(max_length = 120)]
    pub manager_name: String,
    /// The lots.
    #[schema(max_items = 500)]
    pub lot_ids: Vec<String>,
    /// Committed value, in the round's unit.
    #[schema(minimum = 1, maximum = 1000000000)]
    pub value: i64,
}

/// A bid that did not win.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LoserView {
    /// The bid.
    #[schema(format = Uuid, max_length = 36)]
    pub bid_id: String,
    /// Who bid.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// The manager's name.
    #[schema(max_length = 120)]
    pub manager_name: String,
    /// The lots.
    #[schema(max_items = 500)]
    pub lot_ids: Vec<String>,
    /// Committed value, in the round's unit.
    #[schema(minimum = 1, maximum = 1000000000)]
    pub value: i64,
    /// `lost` or `excluded`.
    pub outcome: BidOutcome,
    /// The winners that would have to go for it to win; empty when it breaks one of its manager's limits by itself.
    #[schema(max_items = 1000)]
    pub beaten_by: Vec<String>,
    /// By how much its value fell short of theirs.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub short_by: Option<i64>,
    /// Why it was excluded.
    #[schema(max_items = 20)]
    pub reasons: Vec<ReasonView>,
}

/// A lot and what it cost.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LotResult {
    /// The lot.
    #[schema(format = Uuid, max_length = 36)]
    pub lot_id: String,
    /// Number within the round.
    #[schema(minimum = 1, maximum = 5000)]
    pub number: i64,
    /// Name.
    #[schema(max_length = 120)]
    pub name: String,
    /// The least committed value.
    #[schema(minimum = 0, maximum = 1000000000)]
    pub reserve_value: i64,
    /// Price of its clients by the proof, in the round's unit, rounded up to four decimals.
    #[schema(max_length = 60)]
    pub price: String,
    /// The bid that won it.
    #[schema(format = Uuid, max_length = 36)]
    pub won_by: Option<String>,
}

/// A participant's book before the round and with what was won.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ManagerResult {
    /// The manager.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// The manager's name.
    #[schema(max_length = 120)]
    pub manager_name: String,
    /// Lots won.
    #[schema(minimum = 0, maximum = 5000)]
    pub lots: i64,
    /// Sum of the values committed.
    #[schema(minimum = 0, maximum = 1000000000000000i64)]
    pub value: i64,
    /// Clients before.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub clients_before: i64,
    /// Clients after.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub clients_after: i64,
    /// Worth before, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub worth_before_fen: i64,
    /// Worth after, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub worth_after_fen: i64,
    /// Credit before, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub exposure_before_fen: i64,
    /// Credit after, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub exposure_after_fen: i64,
}

/// The award's file: value, bound, winners, certificate, losers.
#[derive(ToSchema)]
#[schema(value_type = Object)]
pub struct AwardFile(pub serde_json::Value);
