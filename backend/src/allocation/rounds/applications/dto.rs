//! Requests and answers about applications.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::allocation::rounds::dto::RoundView;
use crate::allocation::rounds::model::{ApplicationState, LotId};
use crate::allocation::rounds::sending::dto::TenderInput;
use crate::db::Ts;

/// Applies for a lot.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"lot_id": "01936f0e-0000-7000-8000-000000000001", "reason": "已服务该客户三年"}))]
pub struct ApplyForLot {
    /// The lot.
    pub lot_id: LotId,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// Lists applications, newest first.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListApplications {
    /// Those in this state.
    #[param(inline)]
    pub state: Option<ApplicationState>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// An application.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ApplicationView {
    /// The application.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Its round.
    #[schema(format = Uuid, max_length = 36)]
    pub round_id: String,
    /// Its lot.
    #[schema(format = Uuid, max_length = 36)]
    pub lot_id: String,
    /// The lot's number.
    #[schema(minimum = 1, maximum = 5000)]
    pub lot_number: i32,
    /// Who applied.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: String,
    /// The manager's name.
    #[schema(max_length = 120)]
    pub manager_name: String,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: String,
    /// How far it is.
    pub state: ApplicationState,
    /// Whether it is the reader's.
    pub mine: bool,
    /// When.
    pub created_at: Ts,
}

/// Grants what is uncontested and sends the contested on.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"tender": {"opens_at": "2026-12-01T01:00:00Z", "closes_at": "2026-12-04T09:00:00Z", "publish": true}}))]
pub struct GrantApplications {
    /// The tender for contested lots; needed where there are any.
    #[validate(nested)]
    pub tender: Option<TenderInput>,
}

/// What became of the applications.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Granted {
    /// The round as it is now.
    pub round: RoundView,
    /// Applications granted.
    #[schema(minimum = 0, maximum = 1000000)]
    pub granted: i64,
    /// Applications contested.
    #[schema(minimum = 0, maximum = 1000000)]
    pub contested: i64,
    /// Applications refused: not eligible, or without room.
    #[schema(minimum = 0, maximum = 1000000)]
    pub refused: i64,
    /// The tender that took the contested lots on, if any were.
    pub tender: Option<RoundView>,
}
