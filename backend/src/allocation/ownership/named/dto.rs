//! Requests and answers about named managers of credit.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::staffing::model::ManagerId;

/// Lists the credit under a virtual manager.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListVirtualCredits {
    /// Those alone that nobody manages today.
    pub unnamed: Option<bool>,
    /// At most this many items; a page may have fewer and still go on.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// A client with credit that a virtual manager owns.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VirtualCredit {
    /// The client.
    #[schema(format = Uuid, max_length = 36)]
    pub client_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub client_no: String,
    /// Name.
    #[schema(max_length = 120)]
    pub client_name: String,
    /// Credit outstanding, in fen.
    pub exposure_fen: i64,
    /// Who manages it today; none where nobody is named, which must not be (D9.3).
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: Option<String>,
    /// Name.
    #[schema(max_length = 120)]
    pub manager_name: Option<String>,
    /// Since when.
    #[schema(format = Date, max_length = 10)]
    pub since: Option<NaiveDate>,
}

/// Names who manages a client's credit from a day on.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NameCreditManager {
    /// Who: of class A, with standing, of the client's branch.
    pub manager_id: ManagerId,
    /// First day; not before today.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "熟悉该户贷款")]
    pub reason: String,
}

/// Who manages a client's credit over some days.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CreditManagerView {
    /// Who.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// Name.
    #[schema(max_length = 120)]
    pub manager_name: String,
    /// First day.
    #[schema(format = Date, max_length = 10)]
    pub valid_from: NaiveDate,
    /// First day without.
    #[schema(format = Date, max_length = 10)]
    pub valid_to: Option<NaiveDate>,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: String,
}

/// Who has managed, manages and will manage a client's credit, the latest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CreditManagers {
    /// By dates.
    #[schema(max_items = 1000)]
    pub items: Vec<CreditManagerView>,
}
