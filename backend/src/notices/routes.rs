//! Handlers of messages.

use actix_web::{HttpRequest, HttpResponse, get, post, web};

use super::NoticeId;
use super::dto::*;
use super::service;
use crate::app::App;
use crate::error::AppResult;
use crate::http::extract::lang_of;
use crate::http::mount::Mount;
use crate::http::{Caller, Params, Query};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_notices).service(read_notice);
}

/// The caller's messages, newest first.
#[utoipa::path(tag = "notices", operation_id = "list_notices", params(ListNotices),
    responses((status = 200, description = "Messages.", body = Notices)))]
#[get("/notices")]
async fn list_notices(
    app: web::Data<App>,
    req: HttpRequest,
    caller: Caller,
    q: Query<ListNotices>,
) -> AppResult<web::Json<Notices>> {
    let lang = lang_of(&req);
    app.read(caller, move |cx| service::list_notices(cx, &q.0, lang)).await.map(web::Json)
}

/// Mark a message as read.
#[utoipa::path(tag = "notices", operation_id = "read_notice", params(("id" = NoticeId, Path)),
    responses((status = 204, description = "Marked.")))]
#[post("/notices/{id}/read")]
async fn read_notice(app: web::Data<App>, caller: Caller, id: Params<NoticeId>) -> AppResult<HttpResponse> {
    app.write(caller, move |cx| service::read_notice(cx, id.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}
