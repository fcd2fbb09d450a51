//! Rows of imports.

use diesel::prelude::*;

use crate::db::schema::{import_rejects, imports};
use crate::db::{Json, Ts};
use crate::files::model::FileId;
use crate::identity::model::UserId;
use crate::jobs::JobId;
use crate::org::model::OrgUnitId;
use crate::{id, text_enum};

id! {
    /// An import.
    ImportId
}

text_enum! {
    /// What a file holds.
    ImportKind {
        /// Units of the bank.
        OrgUnits = "org_units",
        /// Employees.
        Employees = "employees",
        /// Managers.
        Managers = "managers",
        /// Clients.
        Clients = "clients",
        /// Accounts.
        Accounts = "accounts",
        /// Balance changes.
        BalanceChanges = "balance_changes",
        /// Loans.
        Loans = "loans",
    }
}

text_enum! {
    /// How far an import is.
    ImportState {
        /// Waits for its job.
        Queued = "queued",
        /// Rows are checked.
        Validating = "validating",
        /// Rows are loaded.
        Applying = "applying",
        /// Ended; rejected rows are listed.
        Done = "done",
        /// Ended without loading.
        Failed = "failed",
        /// Taken back.
        Cancelled = "cancelled",
    }
}

/// An import; `cursor_line` is the last line that is settled.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = imports)]
pub struct Import {
    pub id: ImportId,
    pub kind: ImportKind,
    pub state: ImportState,
    pub all_or_nothing: bool,
    pub dry_run: bool,
    pub restate: bool,
    pub hidden: bool,
    pub file_id: Option<FileId>,
    pub file_rows: Option<i64>,
    pub cursor_line: i64,
    pub rows_loaded: i64,
    pub rows_skipped: i64,
    pub rows_rejected: i64,
    pub rejects_file_id: Option<FileId>,
    pub error: Option<Json>,
    pub job_id: Option<JobId>,
    pub branch_id: Option<OrgUnitId>,
    pub created_by: Option<UserId>,
    pub version: i64,
    pub created_at: Ts,
    pub finished_at: Option<Ts>,
}

/// A row that was not loaded, and why: never its content.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = import_rejects)]
pub struct ImportReject {
    pub import_id: ImportId,
    pub line: i64,
    pub idx: i32,
    pub col: String,
    pub code: String,
    pub params: Json,
}
