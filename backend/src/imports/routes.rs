//! Handlers of imports.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use futures_util::{StreamExt, stream};

use super::dto::*;
use super::model::ImportId;
use super::service;
use crate::app::App;
use crate::error::{AppError, AppResult, Code};
use crate::files::FileBytes;
use crate::files::Upload;
use crate::files::model::File;
use crate::http::extract::lang_of;
use crate::http::mount::Mount;
use crate::http::{Caller, IdemKey, Page, Params, Query};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_import_schemas)
        .service(create_import)
        .service(list_imports)
        .service(get_import)
        .service(list_import_rejects)
        .service(get_import_rejects_file)
        .service(cancel_import);
}

/// The published columns of each kind of file.
#[utoipa::path(tag = "imports", operation_id = "list_import_schemas",
    responses((status = 200, description = "Columns by kind.", body = ImportSchemas)))]
#[get("/import-schemas")]
async fn list_import_schemas(
    app: web::Data<App>,
    caller: Caller,
    req: HttpRequest,
) -> AppResult<web::Json<ImportSchemas>> {
    let lang = lang_of(&req);
    app.read(caller, move |cx| service::list_import_schemas(cx, lang)).await.map(web::Json)
}

/// Load a file: CSV in UTF-8, or gzip of it, up to 200 MB.
///
/// The file is taken whole, then a job loads it; watch the job, then read the import. The same file may be sent again:
/// rows that stand with the same content are skipped.
#[utoipa::path(tag = "imports", operation_id = "create_import",
    params(CreateImport, ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    request_body(description = "The file.", content(
        (FileBytes = "text/csv", example = "account_no,day,seq,balance,amount\n6217010000000001,2026-11-23,1,10250.00,250.00\n"),
        (FileBytes = "application/gzip"))),
    responses((status = 202, description = "Taken.", body = ImportAccepted)))]
#[post("/imports")]
async fn create_import(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    q: Query<CreateImport>,
    req: HttpRequest,
    payload: web::Payload,
) -> AppResult<HttpResponse> {
    let input = q.0;
    let asked = input.clone();
    app.read(caller.clone(), move |cx| service::check_upload(cx, &asked)).await?;
    let file = receive(&app, &caller, &req, payload).await?;
    let accepted = app.write(caller, move |cx| service::create_import(cx, &key, &input, &file)).await?;
    Ok(HttpResponse::Accepted().json(accepted))
}

/// Takes a body of any size up to the limit, a chunk in memory at a time.
async fn receive(app: &App, caller: &Caller, req: &HttpRequest, mut body: web::Payload) -> AppResult<File> {
    let kind = req.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !matches!(kind.as_str(), "text/csv" | "application/gzip" | "application/x-gzip") {
        return Err(AppError::new(Code::UnsupportedMediaType));
    }
    let limit = app.config().max_import_bytes;
    let owner = caller.claims.as_ref().map(|c| c.user());
    let mut upload = Upload::new(app, service::PURPOSE, owner, limit)?;
    let mut first = Vec::new();
    while let Some(bytes) = body.next().await {
        let bytes = bytes.map_err(|_| AppError::new(Code::BadRequest))?;
        if first.len() < 2 {
            first.extend(bytes.iter().take(2));
        }
        if upload.push(&bytes)? {
            upload =
                web::block(move || upload.flush().map(|()| upload)).await.map_err(AppError::internal)??;
        }
    }
    let media_type = if first.starts_with(&[0x1f, 0x8b]) { "application/gzip" } else { "text/csv" };
    let expires = service::file_expires(app);
    web::block(move || upload.finish(media_type, Some(expires))).await.map_err(AppError::internal)?
}

/// List imports, newest first.
#[utoipa::path(tag = "imports", operation_id = "list_imports", params(ListImports),
    responses((status = 200, description = "Imports.", body = Page<ImportView>)))]
#[get("/imports")]
async fn list_imports(
    app: web::Data<App>,
    caller: Caller,
    req: HttpRequest,
    q: Query<ListImports>,
) -> AppResult<Page<ImportView>> {
    let lang = lang_of(&req);
    app.read(caller, move |cx| service::list_imports(cx, &q.0, lang)).await
}

/// One import.
#[utoipa::path(tag = "imports", operation_id = "get_import", params(("id" = ImportId, Path)),
    responses((status = 200, description = "The import.", body = ImportView)))]
#[get("/imports/{id}")]
async fn get_import(
    app: web::Data<App>,
    caller: Caller,
    req: HttpRequest,
    id: Params<ImportId>,
) -> AppResult<web::Json<ImportView>> {
    let lang = lang_of(&req);
    app.read(caller, move |cx| service::get_import(cx, id.0, lang)).await.map(web::Json)
}

/// List an import's rejected rows in the order of the file.
#[utoipa::path(tag = "imports", operation_id = "list_import_rejects", params(("id" = ImportId, Path), ListRejects),
    responses((status = 200, description = "Rejected rows.", body = Page<RejectView>)))]
#[get("/imports/{id}/rejects")]
async fn list_import_rejects(
    app: web::Data<App>,
    caller: Caller,
    req: HttpRequest,
    id: Params<ImportId>,
    q: Query<ListRejects>,
) -> AppResult<Page<RejectView>> {
    let lang = lang_of(&req);
    app.read(caller, move |cx| service::list_import_rejects(cx, id.0, &q.0, lang)).await
}

/// An import's rejected rows as CSV: line, column, code, message.
#[utoipa::path(tag = "imports", operation_id = "get_import_rejects_file", params(("id" = ImportId, Path)),
    responses((status = 200, description = "The file.", body = FileBytes, content_type = "text/csv")))]
#[get("/imports/{id}/rejects.csv")]
async fn get_import_rejects_file(
    app: web::Data<App>,
    caller: Caller,
    req: HttpRequest,
    id: Params<ImportId>,
) -> AppResult<HttpResponse> {
    let (id, lang) = (id.0, lang_of(&req));
    let first = app.read(caller.clone(), move |cx| service::read_rejects(cx, id, None)).await?;
    let app = app.get_ref().clone();
    let heading = stream::once(async { Ok(web::Bytes::from_static(b"line,column,code,message\n")) });
    let pages = stream::unfold(Some(first), move |page| {
        let (app, caller) = (app.clone(), caller.clone());
        async move {
            let page = page.filter(|p| !p.is_empty())?;
            let after = page.last().map(|r| (r.line, r.idx));
            let next = app.read(caller, move |cx| service::read_rejects(cx, id, after)).await;
            let mut out = csv::Writer::from_writer(Vec::new());
            for reject in page {
                let r = RejectView::of(reject, lang);
                if let Err(e) = out.write_record([&r.line.to_string(), &r.column, &r.code, &r.message]) {
                    return Some((Err(actix_web::Error::from(AppError::internal(e))), None));
                }
            }
            match (out.into_inner(), next) {
                (Ok(bytes), Ok(next)) => Some((Ok(web::Bytes::from(bytes)), Some(next))),
                (_, Err(e)) => Some((Err(e.into()), None)),
                (Err(e), _) => Some((Err(AppError::internal(e.to_string()).into()), None)),
            }
        }
    });
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"rejects-{id}.csv\"")))
        .streaming(Box::pin(heading.chain(pages))))
}

/// Take an import back that has not ended; what is loaded stays.
#[utoipa::path(tag = "imports", operation_id = "cancel_import", params(("id" = ImportId, Path)),
    responses((status = 204, description = "Taken back.")))]
#[delete("/imports/{id}")]
async fn cancel_import(app: web::Data<App>, caller: Caller, id: Params<ImportId>) -> AppResult<HttpResponse> {
    app.write(caller, move |cx| service::cancel_import(cx, id.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}
