//! Questions and answers about coverage.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::org::model::OrgUnitId;

crate::text_enum! {
    /// Why an account must be under a named manager.
    MustKind {
        /// A loan, or another credit extension.
        Loan = "loan",
        /// A deposit of an organisation.
        CorporateDeposit = "corporate_deposit",
        /// A deposit of a person that the branch has confirmed as won.
        PersonalDeposit = "personal_deposit",
    }
}

/// Asks for coverage.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AskCoverage {
    /// On this day; today where absent.
    #[param(format = Date, max_length = 10)]
    pub day: Option<NaiveDate>,
}

/// Coverage of the branches that the caller reaches.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CoverageView {
    /// The day.
    #[schema(format = Date, max_length = 10)]
    pub day: NaiveDate,
    /// In order of the branches' codes.
    #[schema(max_items = 2000)]
    pub items: Vec<BranchCoverage>,
}

/// Coverage of a branch.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BranchCoverage {
    /// The branch.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: String,
    /// Its name.
    #[schema(max_length = 120)]
    pub branch_name: String,
    /// Accounts that must be under a named manager.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub must_allocate: i64,
    /// Those that are.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub covered: i64,
    /// Covered of those that must be, in basis points, rounded down: 10,000 means all. 10,000 where none must be.
    #[schema(minimum = 0, maximum = 10000)]
    pub coverage_bps: i32,
    /// Loans and other credit without a manager.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub uncovered_loans: i64,
    /// Corporate deposits without a manager.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub uncovered_corporate_deposits: i64,
    /// Personal deposits confirmed as won, without a manager.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub uncovered_won_deposits: i64,
    /// Covered ones of which a manager's term has lapsed on the day (D4).
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub lapsed: i64,
    /// Accounts of any kind that sit with a virtual manager.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub virtual_accounts: i64,
    /// The branch's virtual managers.
    #[schema(max_items = 500)]
    pub virtual_managers: Vec<VirtualManager>,
}

/// A virtual manager and who keeps it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VirtualManager {
    /// The manager.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// Its name.
    #[schema(max_length = 120)]
    pub name: String,
    /// Accounts of any kind that sit with it, wholly or in part.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub accounts: i64,
    /// Who maintains it on the day.
    #[schema(max_items = 100)]
    pub maintainers: Vec<MaintainerName>,
}

/// Somebody who maintains a virtual manager.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MaintainerName {
    /// The employee.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// The employee's name.
    #[schema(max_length = 120)]
    pub name: String,
}

/// Lists accounts that must be under a named manager and are not.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListUncovered {
    /// Of this branch.
    pub branch_id: Option<OrgUnitId>,
    /// Of this kind.
    #[param(inline)]
    pub kind: Option<MustKind>,
    /// On this day; today where absent.
    #[param(format = Date, max_length = 10)]
    pub day: Option<NaiveDate>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// An account that must be under a named manager and is not.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct UncoveredAccount {
    /// The account.
    #[schema(format = Uuid, max_length = 36)]
    pub account_id: String,
    /// Its number.
    #[schema(max_length = 40)]
    pub account_no: String,
    /// Why it must be allocated.
    pub kind: MustKind,
    /// The product.
    #[schema(max_length = 80)]
    pub product: String,
    /// When it was opened.
    #[schema(format = Date, max_length = 10)]
    pub opened_on: NaiveDate,
    /// The client.
    #[schema(format = Uuid, max_length = 36)]
    pub client_id: String,
    /// The client's number.
    #[schema(max_length = 40)]
    pub client_no: String,
    /// The client's name.
    #[schema(max_length = 200)]
    pub client_name: String,
    /// The branch.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: String,
    /// Its name.
    #[schema(max_length = 120)]
    pub branch_name: String,
}
