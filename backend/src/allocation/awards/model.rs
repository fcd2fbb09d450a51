//! Rows of results, objections and commitments.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::allocation::rounds::model::{LotId, RoundId};
use crate::allocation::tender::model::BidId;
use crate::db::schema::{commitments, objections, round_awards, round_bids};
use crate::db::{Json, Ts};
use crate::identity::model::UserId;
use crate::jobs::JobId;
use crate::staffing::model::ManagerId;
use crate::{id, text_enum};

id! {
    /// An objection.
    ObjectionId
}

id! {
    /// A commitment.
    CommitmentId
}

text_enum! {
    /// What became of a bid.
    BidOutcome {
        /// In the book, not cleared yet.
        Live = "live",
        /// Excluded, with its reasons.
        Excluded = "excluded",
        /// Won.
        Won = "won",
        /// Lost.
        Lost = "lost",
    }
}

text_enum! {
    /// How far an objection is.
    ObjectionState {
        /// Waits for a decision.
        Open = "open",
        /// Upheld.
        Upheld = "upheld",
        /// Rejected.
        Rejected = "rejected",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

/// A bid of a book's revision, opened after closing.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_bids)]
pub struct RoundBid {
    pub round_id: RoundId,
    pub revision: i32,
    pub bid_id: BidId,
    pub manager_id: ManagerId,
    pub value: i64,
    pub lots: Json,
    pub group_name: Option<String>,
    pub digest: Vec<u8>,
    pub outcome: BidOutcome,
    pub reasons: Json,
    pub beaten_by: Json,
    pub short_by: Option<i64>,
}

/// What a clearing found for a book's revision.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_awards)]
pub struct RoundAward {
    pub round_id: RoundId,
    pub revision: i32,
    pub job_id: Option<JobId>,
    pub status: String,
    pub value: i64,
    pub bound: i64,
    pub gap_pct: String,
    pub tie_status: String,
    pub lots_awarded: i32,
    pub content: Vec<u8>,
    pub created_at: Ts,
    pub published_at: Option<Ts>,
}

/// An objection to a result.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = objections)]
pub struct Objection {
    pub id: ObjectionId,
    pub round_id: RoundId,
    pub revision: i32,
    pub manager_id: Option<ManagerId>,
    pub created_by: UserId,
    pub text: String,
    pub state: ObjectionState,
    pub correction: Option<Json>,
    pub decision_reason: Option<String>,
    pub decided_by: Option<UserId>,
    pub decided_at: Option<Ts>,
    pub version: i64,
    pub created_at: Ts,
}

/// What a winner owes, frozen at confirmation.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = commitments)]
pub struct Commitment {
    pub id: CommitmentId,
    pub round_id: RoundId,
    pub lot_id: LotId,
    pub manager_id: ManagerId,
    pub bid_id: Option<BidId>,
    pub measure: String,
    pub unit_fen: i64,
    pub value: i64,
    pub base_fen: i64,
    pub period_from: NaiveDate,
    pub period_to: NaiveDate,
    pub split: Json,
    pub policy_number: i64,
    pub created_at: Ts,
}
