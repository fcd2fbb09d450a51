//! Rows of ownerships and adjustments.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::approvals::RequestId;
use crate::clients::model::{AccountId, ClientId};
use crate::db::schema::{adjustments, ownership_shares, ownerships};
use crate::db::{Json, Ts};
use crate::identity::model::UserId;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;
use crate::{id, text_enum, uid_sql};

id! {
    /// One row of an ownership's history.
    OwnershipId
}

id! {
    /// An adjustment (D9.4).
    AdjustmentId
}

/// What is owned: the id of a client or an account.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = crate::db::types::Uid)]
pub struct OwnedId(pub uuid::Uuid);
uid_sql!(OwnedId, |v| v.0, OwnedId);

impl From<ClientId> for OwnedId {
    fn from(id: ClientId) -> Self {
        Self(id.0)
    }
}
impl From<AccountId> for OwnedId {
    fn from(id: AccountId) -> Self {
        Self(id.0)
    }
}

/// Where an ownership comes from: a round, an adjustment, an import.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = crate::db::types::Uid)]
pub struct SourceId(pub uuid::Uuid);
uid_sql!(SourceId, |v| v.0, SourceId);

text_enum! {
    /// What is owned.
    OwnedKind {
        /// A client, with all its accounts that have no entry of their own.
        Client = "client",
        /// An account; overrides its client's.
        Account = "account",
    }
}

text_enum! {
    /// Where an ownership comes from.
    SourceKind {
        /// An import.
        Import = "import",
        /// A round (D9.1).
        Round = "round",
        /// An adjustment (D9.4).
        Adjustment = "adjustment",
        /// A correction.
        Correction = "correction",
        /// The opening of the client or the account.
        Opening = "opening",
    }
}

text_enum! {
    /// How far an adjustment is.
    AdjustmentState {
        /// Waits for a decision.
        Pending = "pending",
        /// Approved; effective from its date.
        Approved = "approved",
        /// Refused.
        Refused = "refused",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// What it was based on had moved.
        Stale = "stale",
    }
}

/// Who looks after a subject over a span of days, as known over a span of time; without shares it is unallocated.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = ownerships)]
pub struct Ownership {
    pub id: OwnershipId,
    pub subject_kind: OwnedKind,
    pub subject_id: OwnedId,
    pub branch_id: OrgUnitId,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub known_from: Ts,
    pub known_to: Option<Ts>,
    pub source_kind: SourceKind,
    pub source_id: Option<SourceId>,
    pub reason: String,
    pub created_by: Option<UserId>,
}

/// A manager's share; those of a row add to 10,000.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = ownership_shares)]
pub struct OwnershipShare {
    pub ownership_id: OwnershipId,
    pub manager_id: ManagerId,
    pub bps: i32,
}

/// An application to change who looks after a client.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = adjustments)]
pub struct Adjustment {
    pub id: AdjustmentId,
    pub client_id: ClientId,
    pub applicant_manager: ManagerId,
    pub shares: Json,
    pub reason: String,
    pub effective_on: NaiveDate,
    pub base_owner_version: i64,
    pub state: AdjustmentState,
    pub request_id: Option<RequestId>,
    pub branch_id: OrgUnitId,
    pub version: i64,
    pub created_by: UserId,
    pub created_at: Ts,
    pub decided_at: Option<Ts>,
}
