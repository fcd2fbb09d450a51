//! Handlers of the board.

use actix_web::{get, web};

use super::dto::*;
use super::service;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Caller, Query};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(get_staffing_board);
}

/// How staffing stands: vacancies, candidates, terms that end, certificates that lapse, training that is short.
#[utoipa::path(tag = "dashboard", operation_id = "get_staffing_board", params(GetStaffingBoard),
    responses((status = 200, description = "The board.", body = StaffingBoard)))]
#[get("/staffing/board")]
async fn get_staffing_board(
    app: web::Data<App>,
    caller: Caller,
    q: Query<GetStaffingBoard>,
) -> AppResult<web::Json<StaffingBoard>> {
    app.read(caller, move |cx| service::get_staffing_board(cx, &q.0)).await.map(web::Json)
}
