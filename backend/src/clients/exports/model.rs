//! Rows of exports.

use diesel::prelude::*;

use crate::db::schema::exports;
use crate::db::{Json, Ts};
use crate::files::model::FileId;
use crate::identity::model::UserId;
use crate::jobs::JobId;
use crate::{id, text_enum};

id! {
    /// An export.
    ExportId
}

text_enum! {
    /// Form of the file.
    ExportFormat {
        /// Text with commas, UTF-8 with its mark.
        Csv = "csv",
        /// A workbook.
        Xlsx = "xlsx",
    }
}

text_enum! {
    /// How far an export is.
    ExportState {
        /// Waits for its job.
        Queued = "queued",
        /// The file stands.
        Done = "done",
        /// There is no file.
        Failed = "failed",
    }
}

/// An export.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = exports)]
pub struct Export {
    pub id: ExportId,
    pub format: ExportFormat,
    pub filters: Json,
    pub reason: String,
    pub state: ExportState,
    pub exported_rows: Option<i64>,
    pub error: Option<Json>,
    pub file_id: Option<FileId>,
    pub job_id: Option<JobId>,
    pub created_by: UserId,
    pub created_at: Ts,
    pub finished_at: Option<Ts>,
    pub expires_at: Option<Ts>,
}
