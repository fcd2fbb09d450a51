//! Writing the file.

use serde_json::json;

use super::dto::ExportFilters;
use super::model::*;
use super::sheet::{self, Watermark};
use super::store;
use crate::app::Cx;
use crate::auth::Action;
use crate::clients::dto::{ClientItem, ListClients};
use crate::clients::service::{filter_of, page_of};
use crate::clients::store::Which;
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::jobs::{Handler, JobCx, Lane};

/// The job that writes an export's file.
pub const EXPORT: Handler = Handler { kind: "export_clients", lane: Lane::Common, run };
/// How many clients are read at once.
const BATCH: i64 = 200;

fn run(job: &JobCx) -> AppResult<serde_json::Value> {
    let id: ExportId = job.job.payload.0["export_id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| AppError::internal("an export's job names none"))?;
    match write(job, id) {
        Ok(rows) => Ok(json!({ "export_id": id, "rows": rows })),
        Err(e) if job.should_stop() || e.code() == Code::Unavailable => Err(e),
        Err(e) => {
            let error = Json(json!({ "code": e.code().as_str(), "params": e.params() }));
            job.write(|cx| {
                store::fail_export(cx.conn, id, &error, cx.now)?;
                cx.audit("export_failed", "export", Some(id), json!({ "code": e.code().as_str() }))
            })?;
            Err(e)
        }
    }
}

fn write(job: &JobCx, id: ExportId) -> AppResult<i64> {
    let (export, actor) = job.read(|cx| {
        let export = store::find_export(cx.conn, id).or_not_found()?;
        let actor = crate::identity::service::actor_of(cx, export.created_by)?;
        Ok((export, actor))
    })?;
    if export.state == ExportState::Done {
        return Ok(export.exported_rows.unwrap_or_default());
    }
    // The exporter's positions of this moment, on one view of the data: what they may see, and no more.
    let (items, mark, keep_hours) = job.app.read_as(&actor, |cx| collect(cx, &export))?;
    job.progress(json!({ "clients": items.len() }))?;
    let (media_type, bytes) = match export.format {
        ExportFormat::Csv => ("text/csv; charset=utf-8", sheet::csv(&items, &mark)?),
        ExportFormat::Xlsx => {
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet::xlsx(&items, &mark)?)
        }
    };
    let rows = items.len() as i64;
    job.write(|cx| {
        let expires = cx.now.plus(chrono::Duration::hours(i64::from(keep_hours)));
        let file = crate::files::service::put(cx, "export", media_type, &bytes, Some(expires))?;
        if store::finish_export(cx.conn, id, rows, file, cx.now, expires)? == 0 {
            return Err(AppError::new(Code::Conflict));
        }
        cx.audit("export_clients", "export", Some(id), json!({ "rows": rows, "file_id": file }))
    })?;
    Ok(rows)
}

fn collect(cx: &mut Cx<'_>, export: &Export) -> AppResult<(Vec<ClientItem>, Watermark, u32)> {
    let scope = cx.scope(Action::CreateClientExport)?;
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let most = policy.export.max_rows as usize;
    let filters: ExportFilters = export.filters.read()?;
    let mut items = Vec::new();
    if let Some(filter) = filter_of(&ListClients::from(filters)) {
        let mut after = None;
        loop {
            let which = Which { scope: &scope, filter: &filter, after: after.as_ref(), limit: BATCH };
            let page = page_of(cx, which)?;
            let (last, whole) = (page.last().map(|item| item.id), page.len() as i64 == BATCH);
            items.extend(page);
            if items.len() > most {
                return Err(AppError::new(Code::ExportTooLarge).param("max", most));
            }
            let Some(id) = last.filter(|_| whole) else { break };
            after = Some((crate::clients::store::find_sort_key(cx.conn, id)?, id));
        }
    }
    let names = crate::identity::service::names_of(cx, std::iter::once(export.created_by))?;
    let zone = cx.app.clock().zone();
    let mark = Watermark {
        exporter: names.into_values().next().unwrap_or_default(),
        at: cx.now.utc().with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string(),
        reason: export.reason.clone(),
        export: export.id.to_string(),
    };
    Ok((items, mark, policy.export.keep_hours))
}
