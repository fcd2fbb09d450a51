//! Asking for an export and fetching its file.

use serde_json::json;

use super::dto::*;
use super::model::*;
use super::{job, store};
use crate::app::Cx;
use crate::auth::Action;
use crate::db::Json;
use crate::error::{AppError, AppResult, OrNotFound};
use crate::http::IdemKey;
use crate::search_text::clean;

/// Queues an export of what its maker may see.
pub fn create_client_export(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    input: &CreateClientExport,
) -> AppResult<ExportView> {
    cx.scope(Action::CreateClientExport)?;
    let maker = cx.actor.user()?.user_id;
    let id = cx.once(key, Action::CreateClientExport, input, |cx| {
        let id = ExportId::new();
        let job_id =
            crate::jobs::enqueue(cx, job::EXPORT.kind, Some(id.to_string()), json!({ "export_id": id }))?;
        let export = Export {
            id,
            format: input.format,
            filters: Json::of(&input.filters)?,
            reason: clean(&input.reason),
            state: ExportState::Queued,
            exported_rows: None,
            error: None,
            file_id: None,
            job_id: Some(job_id),
            created_by: maker,
            created_at: cx.now,
            finished_at: None,
            expires_at: None,
        };
        store::insert_export(cx.conn, &export)?;
        // What was searched for may be a name: the audit points to the export, which holds it.
        let detail = json!({ "format": input.format, "reason": export.reason });
        cx.audit("create_client_export", "export", Some(id), detail)?;
        Ok(id)
    })?;
    get_export(cx, id)
}

/// An export of one's own.
pub fn get_export(cx: &mut Cx<'_>, id: ExportId) -> AppResult<ExportView> {
    own(cx, id, Action::GetExport).map(view)
}

fn own(cx: &mut Cx<'_>, id: ExportId, action: Action) -> AppResult<Export> {
    cx.scope(action)?;
    let maker = cx.actor.user()?.user_id;
    store::find_own_export(cx.conn, id, maker).or_not_found()
}

fn view(e: Export) -> ExportView {
    ExportView {
        id: e.id.to_string(),
        format: e.format,
        state: e.state,
        reason: e.reason,
        rows: e.exported_rows,
        error_code: e.error.and_then(|e| e.0["code"].as_str().map(str::to_owned)),
        job_id: e.job_id.map(|j| j.to_string()),
        created_at: e.created_at,
        finished_at: e.finished_at,
        expires_at: e.expires_at,
    }
}

/// A file that was fetched.
pub struct Fetched {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The file of one's own export; that it was fetched is kept on record.
///
/// Errors: 404 before it stands and after it has expired.
pub fn get_export_file(cx: &mut Cx<'_>, id: ExportId) -> AppResult<Fetched> {
    let export = own(cx, id, Action::GetExportFile)?;
    let file = export.file_id.ok_or_else(AppError::not_found)?;
    if export.expires_at.is_none_or(|at| at <= cx.now) {
        return Err(AppError::not_found());
    }
    let (file, bytes) = crate::files::service::read(cx, file)?;
    crate::audit::service::note_access(
        cx,
        Action::GetExportFile,
        "export",
        Some(id.0),
        Some(&export.reason),
    )?;
    cx.audit("get_export_file", "export", Some(id), json!({ "rows": export.exported_rows }))?;
    let day = cx.app.clock().date_of(export.created_at);
    let name =
        format!("clients-{}-{}.{}", day.format("%Y%m%d"), &id.0.simple().to_string()[24..], export.format);
    Ok(Fetched { name, media_type: file.media_type, bytes })
}
