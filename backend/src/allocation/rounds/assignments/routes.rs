//! Handlers of assignments.

use actix_web::{HttpResponse, get, put, web};

use super::dto::*;
use super::service;
use crate::allocation::rounds::dto::RoundView;
use crate::allocation::rounds::model::{LotId, RoundId};
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IfMatch, Page, Params, Query, Written, etag};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(assign_lot).service(list_assignments);
}

/// Assign a lot by hand, with a reason; to a virtual manager too.
#[utoipa::path(tag = "rounds", operation_id = "assign_lot", request_body = AssignLot,
    params(("id" = RoundId, Path), ("lot_id" = LotId, Path), ("If-Match" = String, Header, description = "The version of the round that the change is based on.")),
    responses((status = 200, description = "Assigned; the round as it is now.", body = RoundView)))]
#[put("/rounds/{id}/lots/{lot_id}/assignment")]
async fn assign_lot(
    app: web::Data<App>,
    caller: Caller,
    ids: Params<(RoundId, LotId)>,
    version: IfMatch,
    body: Body<AssignLot>,
) -> AppResult<HttpResponse> {
    let (id, lot) = ids.0;
    let view = app.write(caller, move |cx| service::assign_lot(cx, id, lot, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Who gets each lot; for participants from the announcement on.
#[utoipa::path(tag = "rounds", operation_id = "list_assignments", params(("id" = RoundId, Path), ListAssignments),
    responses((status = 200, description = "Assignments by lot.", body = Page<AssignmentView>)))]
#[get("/rounds/{id}/assignments")]
async fn list_assignments(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    q: Query<ListAssignments>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_assignments(cx, id.0, &q.0)).await
}
