//! Handlers of exports.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, get, post, web};

use super::dto::*;
use super::model::ExportId;
use super::service;
use crate::app::App;
use crate::error::AppResult;
use crate::files::FileBytes;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, Params};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(create_client_export).service(get_export).service(get_export_file);
}

/// Export a list of clients to a file; what its maker may see, with a reason, on record.
#[utoipa::path(tag = "clients", operation_id = "create_client_export", request_body = CreateClientExport,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 202, description = "Queued; its job writes the file.", body = ExportView)))]
#[post("/client-exports")]
async fn create_client_export(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<CreateClientExport>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::create_client_export(cx, &key, &body.0)).await?;
    Ok(HttpResponse::Accepted().json(view))
}

/// An export of one's own.
#[utoipa::path(tag = "clients", operation_id = "get_export", params(("id" = ExportId, Path)),
    responses((status = 200, description = "The export.", body = ExportView)))]
#[get("/exports/{id}")]
async fn get_export(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExportId>,
) -> AppResult<web::Json<ExportView>> {
    app.read(caller, move |cx| service::get_export(cx, id.0)).await.map(web::Json)
}

/// The file of one's own export, until it expires; each fetch is on record.
#[utoipa::path(tag = "clients", operation_id = "get_export_file", params(("id" = ExportId, Path)),
    responses((status = 200, description = "The file.", content(
        (FileBytes = "text/csv"),
        (FileBytes = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
#[get("/exports/{id}/file")]
async fn get_export_file(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExportId>,
) -> AppResult<HttpResponse> {
    let file = app.write(caller, move |cx| service::get_export_file(cx, id.0)).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, file.media_type))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)))
        .body(file.bytes))
}
