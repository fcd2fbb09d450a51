//! Rows of policy versions.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::schema::policy_versions;
use crate::db::{Json, Ts};
use crate::identity::model::UserId;
use crate::{id, text_enum};

id! {
    /// A version of the policy.
    PolicyId
}

text_enum! {
    /// Whether a version holds.
    PolicyState {
        /// Waits for approval.
        Proposed = "proposed",
        /// Holds from its date on.
        Adopted = "adopted",
        /// Refused, withdrawn or overtaken.
        Refused = "refused",
    }
}

/// Which version holds on a day; none where the defaults do.
#[derive(Debug, Clone, Copy)]
pub struct InForce {
    pub day: NaiveDate,
    pub version: Option<PolicyId>,
}

/// A version.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = policy_versions)]
pub struct PolicyVersion {
    pub id: PolicyId,
    pub number: i64,
    pub effective_from: NaiveDate,
    pub body: Json,
    pub note: String,
    pub state: PolicyState,
    pub proposed_by: Option<UserId>,
    pub created_at: Ts,
    pub adopted_at: Option<Ts>,
}
