//! Imports: taking files, listing, cancelling, carrying.

use std::cell::RefCell;

use chrono::Duration;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::columns::columns;
use super::driver::Driver;
use super::dto::*;
use super::engine;
use super::model::*;
use super::source::Origin;
use super::store;
use crate::app::{App, Cx};
use crate::auth::{Action, Actor, Role, Thing};
use crate::db::Ts;
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::files::model::File;
use crate::http::{IdemKey, Page};
use crate::jobs::{Handler, JobCx, JobId, Lane};
use crate::texts::Lang;

/// What files of imports are kept for.
pub const PURPOSE: &str = "import";
/// How long a file stays after it was taken, in days.
const KEPT_DAYS: i64 = 30;
/// The job that carries imports.
pub const JOB: Handler = Handler { kind: "import", lane: Lane::Import, run: carry };

const OF_HR: [ImportKind; 3] = [ImportKind::OrgUnits, ImportKind::Employees, ImportKind::Managers];
const OF_BUSINESS: [ImportKind; 4] =
    [ImportKind::Clients, ImportKind::Accounts, ImportKind::Loans, ImportKind::BalanceChanges];

/// The kinds of files that the actor loads, or reads about.
fn kinds(actor: &Actor, reading: bool) -> Vec<ImportKind> {
    if actor.is_trusted() || reading && actor.holds(Role::Auditor, None) {
        return ImportKind::ALL.to_vec();
    }
    let mut out = Vec::new();
    if actor.holds(Role::HqHr, None) {
        out.extend(OF_HR);
    }
    if actor.holds(Role::HqBusiness, None) {
        out.extend(OF_BUSINESS);
    }
    out
}

/// The published columns of the kinds of files that the actor loads or reads about.
pub fn list_import_schemas(cx: &mut Cx<'_>, lang: Lang) -> AppResult<ImportSchemas> {
    cx.may(Action::ListImportSchemas, &Thing::bank())?;
    let schema = |kind: ImportKind| ImportSchema {
        kind,
        columns: columns(kind).iter().map(|c| ColumnView::of(c, lang)).collect(),
    };
    Ok(ImportSchemas { items: kinds(cx.actor, true).into_iter().map(schema).collect() })
}

/// Refuses an upload before its body is taken: 403 for a kind that the actor does not load, a field at fault for
/// `restate` where nothing can be said anew.
pub fn check_upload(cx: &mut Cx<'_>, input: &CreateImport) -> AppResult<()> {
    cx.may(Action::CreateImport, &Thing::bank())?;
    if !kinds(cx.actor, false).contains(&input.kind) {
        return Err(AppError::new(Code::Forbidden));
    }
    let restates = matches!(input.kind, ImportKind::BalanceChanges | ImportKind::Loans);
    if input.restate.unwrap_or(false) && !restates {
        return Err(AppError::field("/restate", "invalid").code_as(Code::InvalidQuery));
    }
    Ok(())
}

/// When the file of an import taken now goes.
pub fn file_expires(app: &App) -> Ts {
    app.clock().now().plus(Duration::days(KEPT_DAYS))
}

/// Queues the import of a file that was taken.
pub fn create_import(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    input: &CreateImport,
    file: &File,
) -> AppResult<ImportAccepted> {
    check_upload(cx, input)?;
    let request = (input, hex::encode(&file.content_mac));
    let (id, job_id): (ImportId, JobId) = cx.once(key, Action::CreateImport, &request, |cx| {
        let mut import = new_import(cx, input);
        import.file_id = Some(file.id);
        store::insert_import(cx.conn, &import)?;
        let job = crate::jobs::enqueue(
            cx,
            JOB.kind,
            Some(import.id.to_string()),
            json!({ "import_id": import.id }),
        )?;
        store::set_job(cx.conn, import.id, job)?;
        cx.audit(
            "create_import",
            "import",
            Some(import.id),
            json!({ "kind": input.kind, "file_id": file.id }),
        )?;
        Ok((import.id, job))
    })?;
    Ok(ImportAccepted { id: id.to_string(), job_id: job_id.to_string() })
}

fn new_import(cx: &Cx<'_>, input: &CreateImport) -> Import {
    Import {
        id: ImportId::new(),
        kind: input.kind,
        state: ImportState::Queued,
        all_or_nothing: input.all_or_nothing.unwrap_or(false),
        dry_run: input.dry_run.unwrap_or(false),
        restate: input.restate.unwrap_or(false),
        hidden: false,
        file_id: None,
        file_rows: None,
        cursor_line: 1,
        rows_loaded: 0,
        rows_skipped: 0,
        rows_rejected: 0,
        rejects_file_id: None,
        error: None,
        job_id: None,
        branch_id: None,
        created_by: cx.actor.user_id(),
        version: 1,
        created_at: cx.now,
        finished_at: None,
    }
}

#[derive(Serialize, Deserialize)]
struct Payload {
    import_id: ImportId,
}

fn carry(job: &JobCx) -> AppResult<serde_json::Value> {
    let Payload { import_id } = job.job.payload.read()?;
    let file = job.read(|cx| Ok(store::find_import(cx.conn, import_id)?.file_id))?;
    let origin = Origin::Kept(file.ok_or_else(|| AppError::internal("an import without a file"))?);
    let import = engine::run(&Driver::job(job), import_id, &origin)?;
    Ok(json!({
        "import_id": import.id, "state": import.state, "loaded": import.rows_loaded,
        "skipped": import.rows_skipped, "rejected": import.rows_rejected,
    }))
}

/// Loads a file as the operator, in this process. `watch` sees the progress and says whether to go on; an import
/// that it stopped goes on by [`resume_as_operator`]. Returns the import; a file at fault is an error.
pub fn import_as_operator(
    app: &App,
    input: &CreateImport,
    origin: &Origin,
    watch: &dyn Fn(&serde_json::Value) -> bool,
) -> AppResult<Import> {
    let made: RefCell<Option<ImportId>> = RefCell::new(None);
    app.write_as(&Actor::Operator, |cx| {
        check_upload(cx, input)?;
        let import = new_import(cx, input);
        store::insert_import(cx.conn, &import)?;
        *made.borrow_mut() = Some(import.id);
        cx.audit("create_import", "import", Some(import.id), json!({ "kind": input.kind }))
    })?;
    let id = made.into_inner().ok_or_else(|| AppError::internal("no import was made"))?;
    resume_as_operator(app, id, origin, watch)
}

/// Goes on with an operator's import.
pub fn resume_as_operator(
    app: &App,
    id: ImportId,
    origin: &Origin,
    watch: &dyn Fn(&serde_json::Value) -> bool,
) -> AppResult<Import> {
    engine::run(&Driver::operator(app, watch), id, origin)
}

/// An import that the actor may read about.
fn find(cx: &mut Cx<'_>, action: Action, id: ImportId) -> AppResult<Import> {
    cx.may(action, &Thing::bank())?;
    let import = store::find_import(cx.conn, id).or_not_found()?;
    if kinds(cx.actor, true).contains(&import.kind) { Ok(import) } else { Err(AppError::not_found()) }
}

/// Imports of the kinds that the actor reads about, newest first.
pub fn list_imports(cx: &mut Cx<'_>, q: &ListImports, lang: Lang) -> AppResult<Page<ImportView>> {
    cx.may(Action::ListImports, &Thing::bank())?;
    let mut among = kinds(cx.actor, true);
    among.retain(|k| q.kind.is_none_or(|asked| asked == *k));
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "imports", q.cursor.as_deref())?;
    let rows = store::list_imports(cx.conn, &among, after, limit + 1)?;
    let view = |i| ImportView::of(i, lang);
    crate::db::page::page(cx.app.keys(), "imports", rows, limit, |i| (i.created_at, i.id), view)
}

/// One import.
pub fn get_import(cx: &mut Cx<'_>, id: ImportId, lang: Lang) -> AppResult<ImportView> {
    Ok(ImportView::of(find(cx, Action::GetImport, id)?, lang))
}

/// Rejected rows of an import in the order of the file.
pub fn list_import_rejects(
    cx: &mut Cx<'_>,
    id: ImportId,
    q: &ListRejects,
    lang: Lang,
) -> AppResult<Page<RejectView>> {
    find(cx, Action::ListImportRejects, id)?;
    let limit = crate::db::page::limit(q.limit);
    let list = format!("rejects/{id}");
    let after = crate::db::page::decode(cx.app.keys(), &list, q.cursor.as_deref())?;
    let rows = store::list_rejects(cx.conn, id, after, limit + 1)?;
    let view = |r| RejectView::of(r, lang);
    crate::db::page::page(cx.app.keys(), &list, rows, limit, |r| (r.line, r.idx), view)
}

/// How many rejects one look at the file of rejects takes.
const LOOK: i64 = 2_000;

/// The next rejects of the file of rejects and where the ones after begin; none at its end.
pub fn read_rejects(
    cx: &mut Cx<'_>,
    id: ImportId,
    after: Option<(i64, i32)>,
) -> AppResult<Vec<ImportReject>> {
    find(cx, Action::GetImportRejectsFile, id)?;
    Ok(store::list_rejects(cx.conn, id, after, LOOK)?)
}

/// The first rejects of an import, for the command line.
pub fn first_rejects(app: &App, id: ImportId, most: i64) -> AppResult<Vec<RejectView>> {
    let rows = app.read_as(&Actor::Operator, |cx| Ok(store::list_rejects(cx.conn, id, None, most)?))?;
    Ok(rows.into_iter().map(|r| RejectView::of(r, Lang::default())).collect())
}

/// Takes an import back that has not ended: what is loaded stays, nothing more is.
///
/// Errors: 409 for one that has ended, and for all-or-nothing that is being loaded.
pub fn cancel_import(cx: &mut Cx<'_>, id: ImportId) -> AppResult<()> {
    let import = find(cx, Action::CancelImport, id)?;
    if !kinds(cx.actor, false).contains(&import.kind) {
        return Err(AppError::new(Code::Forbidden));
    }
    let half = import.all_or_nothing && import.state == ImportState::Applying;
    if half || store::finish_import(cx.conn, id, ImportState::Cancelled, None, cx.now)? == 0 {
        return Err(AppError::new(Code::Conflict));
    }
    if let Some(job) = import.job_id {
        crate::jobs::service::request_cancel(cx, job)?;
    }
    cx.audit("cancel_import", "import", Some(id), json!({ "kind": import.kind }))
}
