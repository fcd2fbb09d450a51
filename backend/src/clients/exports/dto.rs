//! Requests and answers about exports.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{ExportFormat, ExportState};
use crate::clients::dto::ListClients;
use crate::clients::model::*;
use crate::db::Ts;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;

/// What an exported list is narrowed by: as the list of clients.
#[derive(Debug, Clone, Default, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExportFilters {
    /// Part of the name (characters, pinyin, initials) or of the number.
    #[validate(length(min = 1, max = 60))]
    #[schema(min_length = 1, max_length = 60)]
    pub q: Option<String>,
    /// Looked after today by this manager.
    pub owner: Option<ManagerId>,
    /// The branch they belong to.
    pub branch_id: Option<OrgUnitId>,
    /// Kind.
    pub kind: Option<ClientKind>,
    /// Standing (E4.2).
    pub standing: Option<Standing>,
    /// Size (E4.2).
    pub size: Option<Size>,
    /// Carries this flag today (E4.2).
    pub flag: Option<Flag>,
    /// Industry, as recorded.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub industry: Option<String>,
    /// Place, as recorded.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub place: Option<String>,
    /// State; absent: all but erased ones.
    pub state: Option<ClientState>,
    /// An account of it must be under a named manager and is under none (D9.1).
    pub uncovered: Option<bool>,
    /// Somebody looks after it whose term has lapsed (D4).
    pub lapsed: Option<bool>,
}

impl From<ExportFilters> for ListClients {
    fn from(f: ExportFilters) -> Self {
        Self {
            q: f.q,
            owner: f.owner,
            branch_id: f.branch_id,
            kind: f.kind,
            standing: f.standing,
            size: f.size,
            flag: f.flag,
            industry: f.industry,
            place: f.place,
            state: f.state,
            uncovered: f.uncovered,
            lapsed: f.lapsed,
            limit: None,
            cursor: None,
        }
    }
}

/// Exports a list of clients.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateClientExport {
    /// Form of the file.
    pub format: ExportFormat,
    /// What the list is narrowed by.
    #[serde(default)]
    #[validate(nested)]
    pub filters: ExportFilters,
    /// What for; it stands in the file.
    #[validate(length(min = 4, max = 200))]
    #[schema(min_length = 4, max_length = 200, example = "季度走访安排")]
    pub reason: String,
}

/// An export.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ExportView {
    /// The export.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Form of the file.
    pub format: ExportFormat,
    /// How far it is.
    pub state: ExportState,
    /// What for.
    #[schema(max_length = 200)]
    pub reason: String,
    /// How many clients it holds.
    #[schema(minimum = 0, maximum = 50000)]
    pub rows: Option<i64>,
    /// Why there is no file: an error's code.
    #[schema(max_length = 60)]
    pub error_code: Option<String>,
    /// Its job, whose progress can be watched.
    #[schema(format = Uuid, max_length = 36)]
    pub job_id: Option<String>,
    /// When it was asked for.
    pub created_at: Ts,
    /// When the job ended.
    pub finished_at: Option<Ts>,
    /// When the file goes.
    pub expires_at: Option<Ts>,
}
