//! Rows of rounds, their lots and participants.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::allocation::tender::model::BidId;
use crate::clients::model::{ClientId, Size, Standing};
use crate::db::schema::{
    round_applications, round_assignments, round_events, round_lot_clients, round_lots, round_participants,
    rounds,
};
use crate::db::{Json, Ts};
use crate::identity::model::UserId;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;
use crate::{id, text_enum};

id! {
    /// An allocation round.
    RoundId
}

id! {
    /// A lot: one client or a package.
    LotId
}

id! {
    /// A step of a round.
    RoundEventId
}

id! {
    /// An application for a lot.
    ApplicationId
}

text_enum! {
    /// How a round decides (D9.1).
    Method {
        /// 单位打包.
        UnitPackage = "unit_package",
        /// 自愿申报.
        VoluntaryApplication = "voluntary_application",
        /// 公开投标.
        OpenTender = "open_tender",
        /// 组织协调.
        Coordination = "coordination",
    }
}

text_enum! {
    /// How far a round is.
    RoundState {
        /// Being made.
        Draft = "draft",
        /// Announced, not open yet.
        Published = "published",
        /// Takes bids or applications.
        Open = "open",
        /// Closed; its book stands.
        Closed = "closed",
        /// Decided, not announced yet.
        Cleared = "cleared",
        /// Announced; objections are heard.
        Notice = "notice",
        /// Confirmed; takes effect on its date.
        Confirmed = "confirmed",
        /// In effect.
        Effective = "effective",
        /// Cancelled.
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// How far an application is.
    ApplicationState {
        /// Waits.
        Pending = "pending",
        /// Granted: nobody else applied.
        Granted = "granted",
        /// Others applied too: goes on to a tender.
        Contested = "contested",
        /// Refused.
        Refused = "refused",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// Why a lot goes to its manager.
    AssignmentSource {
        /// The unit assigned its package.
        Unit = "unit",
        /// An uncontested application.
        Application = "application",
        /// A winning bid.
        Award = "award",
        /// A supervisor assigned what was left.
        Coordination = "coordination",
    }
}

/// A round. `touched` moves with each bid and at closing, so that one waits for the other.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = rounds)]
pub struct Round {
    pub id: RoundId,
    pub code: String,
    pub name: String,
    pub branch_id: OrgUnitId,
    pub method: Method,
    pub state: RoundState,
    pub terms: Json,
    pub opens_at: Option<Ts>,
    pub closes_at: Option<Ts>,
    pub notice_ends_at: Option<Ts>,
    pub effective_on: Option<NaiveDate>,
    pub policy_number: Option<i64>,
    pub parent_round: Option<RoundId>,
    pub secret_digest: Option<Vec<u8>>,
    pub book_revision: i32,
    pub reason: Option<String>,
    pub version: i64,
    pub touched: i64,
    pub created_by: UserId,
    pub created_at: Ts,
    pub updated_at: Ts,
}

/// A lot. Worth, exposure and the base of a commitment in fen of the policy's currency; the reserve in the round's
/// unit; the round that took it on, if one did.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_lots, treat_none_as_default_value = false)]
pub struct Lot {
    pub id: LotId,
    pub round_id: RoundId,
    pub number: i32,
    pub name: String,
    pub reserve_value: i64,
    pub worth_fen: i64,
    pub exposure_fen: i64,
    pub client_count: i32,
    pub base_fen: i64,
    pub sent_to: Option<RoundId>,
}

/// A client in a lot, as it was when the lot was made.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_lot_clients, treat_none_as_default_value = false)]
pub struct LotClient {
    pub round_id: RoundId,
    pub client_id: ClientId,
    pub lot_id: LotId,
    pub worth_fen: i64,
    pub exposure_fen: i64,
    pub has_credit: bool,
    pub must_allocate: bool,
    pub standing: Option<Standing>,
    pub size: Option<Size>,
    pub flags: Json,
}

/// Who may take part, and how much more each may hold; absent is without limit.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_participants, treat_none_as_default_value = false)]
pub struct Participant {
    pub round_id: RoundId,
    pub manager_id: ManagerId,
    pub capacity: Option<i32>,
    pub max_exposure_fen: Option<i64>,
}

/// A step of a round.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_events)]
pub struct RoundEvent {
    pub id: RoundEventId,
    pub round_id: RoundId,
    pub at: Ts,
    pub from_state: Option<RoundState>,
    pub to_state: RoundState,
    pub actor_user: Option<UserId>,
    pub reason: Option<String>,
}

/// An application for a lot.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_applications)]
pub struct Application {
    pub id: ApplicationId,
    pub round_id: RoundId,
    pub lot_id: LotId,
    pub manager_id: ManagerId,
    pub reason: String,
    pub state: ApplicationState,
    pub version: i64,
    pub created_at: Ts,
}

/// Who gets a lot.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_assignments)]
pub struct Assignment {
    pub lot_id: LotId,
    pub round_id: RoundId,
    pub manager_id: ManagerId,
    pub source: AssignmentSource,
    pub bid_id: Option<BidId>,
    pub value: Option<i64>,
    pub reason: Option<String>,
    pub assigned_by: Option<UserId>,
    pub assigned_at: Ts,
    pub version: i64,
}
