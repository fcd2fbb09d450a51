//! Requests and answers about ratings.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::db::Ts;

crate::text_enum! {
    /// What is rated: one of the two axes, or a flag (E4.2).
    Axis {
        /// How much the client means to the bank: `core`, `basic`, `other`.
        Standing = "standing",
        /// How large it is: `large`, `medium`, `small`.
        Size = "size",
        /// Worth much: `true`.
        HighValue = "high_value",
        /// A good client: `true`.
        Quality = "quality",
        /// Matters much to the bank: `true`.
        Key = "key",
        /// Needs much and of many kinds: `true`.
        ComplexNeed = "complex_need",
        /// In a business with risk: `true`.
        RiskBusiness = "risk_business",
        /// Risk is present: `true`.
        RiskPresent = "risk_present",
        /// Risk is likely: `true`.
        RiskLatent = "risk_latent",
        /// Something is out of order: `true`.
        AbnormalPresent = "abnormal_present",
        /// Something is expected to go out of order: `true`.
        AbnormalPredicted = "abnormal_predicted",
        /// Being developed for the first time: `true`.
        FirstDevelopment = "first_development",
        /// Takes a new product: `true`.
        NewProduct = "new_product",
    }
}

crate::text_enum! {
    /// What it is rated as.
    RatingValue {
        /// Standing: core.
        Core = "core",
        /// Standing: basic.
        Basic = "basic",
        /// Standing: other.
        Other = "other",
        /// Size: large.
        Large = "large",
        /// Size: medium.
        Medium = "medium",
        /// Size: small.
        Small = "small",
        /// A flag that the client carries.
        Yes = "true",
    }
}

/// A line of the history of a rating or a flag.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RatingView {
    /// The line.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// What is rated.
    pub axis: Axis,
    /// As what; absent where it ends.
    pub value: Option<RatingValue>,
    /// The first day.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// Since when it is known.
    pub known_from: Ts,
    /// Until when it was known; absent while it stands.
    pub known_to: Option<Ts>,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: String,
    /// Who rated; absent for an import.
    #[schema(max_length = 120)]
    pub rated_by: Option<String>,
}

/// Lists the history, newest first.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListClientRatings {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Rates a client on one axis, or sets or ends a flag.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RateClient {
    /// What is rated.
    pub axis: Axis,
    /// As what; absent or null ends it.
    pub value: Option<RatingValue>,
    /// The first day; absent: today; not before the client's opening, not after today.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: Option<NaiveDate>,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "年末复评，日均存款升至前列")]
    pub reason: String,
}
