//! Requests and answers about the policy.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::PolicyState;
use super::rules::Policy;
use crate::db::Ts;

/// A version of the policy.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PolicyView {
    /// Its number; 0: the defaults that hold before any version.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub number: i64,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub effective_from: Option<NaiveDate>,
    /// Whether it holds.
    pub state: PolicyState,
    /// Why.
    #[schema(max_length = 2000)]
    pub note: String,
    /// Who proposed.
    #[schema(max_length = 120)]
    pub proposed_by: Option<String>,
    /// When it was proposed.
    pub created_at: Option<Ts>,
    /// When it was adopted.
    pub adopted_at: Option<Ts>,
    /// Its request in the inbox, when just proposed.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: Option<String>,
    /// The numbers.
    pub body: Policy,
}

/// Lists versions.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPolicies {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Proposes a version.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposePolicy {
    /// First day; not before tomorrow.
    #[schema(format = Date, max_length = 10)]
    pub effective_from: NaiveDate,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub note: String,
    /// The numbers.
    pub body: Policy,
}
