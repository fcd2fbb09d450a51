//! What is left of a procedure, settled one by one by whoever leads it.

use serde_json::json;
use uuid::Uuid;

use super::checklist;
use super::dto::*;
use super::model::*;
use super::rules;
use super::service::{get_leaving, lead, note};
use crate::allocation::rounds::model::RoundId;
use crate::allocation::rounds::participants::leaving::leave_round;
use crate::app::Cx;
use crate::approvals::{RequestId, leavers};
use crate::auth::Action;
use crate::error::{AppError, AppResult, OrNotFound};
use crate::staffing::exams::markers;
use crate::staffing::exams::model::ExamId;
use crate::staffing::keepers;
use crate::staffing::model::ManagerId;
use crate::staffing::qualification::model::RatingPanelId;
use crate::staffing::qualification::seats as rating_seats;
use crate::staffing::recruitment::model::RecruitmentId;
use crate::staffing::recruitment::seats as post_seats;

/// Takes the leaver out of a round that is not closed, with the bids and applications there, if there are any.
///
/// Errors: 404, 403; `leaving_ended`; `round_state`, `bidding_closed`.
pub fn take_leaver_out_of_round(cx: &mut Cx<'_>, id: LeavingId, round: RoundId) -> AppResult<LeavingDetail> {
    let leaving = lead(cx, id, Action::TakeLeaverOutOfRound)?;
    rules::refuse_ended(&leaving)?;
    leave_round(cx, round, leaving.manager_id.or_not_found()?)?;
    note(cx, id, LeavingActKind::RoundLeft, json!({ "round_id": round }))?;
    get_leaving(cx, id)
}

/// Withdraws a request that the leaver proposed. Errors: 404, 403; `leaving_ended`, `already_decided`.
pub fn withdraw_leavers_request(
    cx: &mut Cx<'_>,
    id: LeavingId,
    request: RequestId,
    input: &LeavingReason,
) -> AppResult<LeavingDetail> {
    let leaving = lead(cx, id, Action::WithdrawLeaversRequest)?;
    rules::refuse_ended(&leaving)?;
    let proposed = leavers::proposed_by(cx, &[leaving.employee_id])?;
    if !proposed.values().flatten().any(|r| r.id == request) {
        return Err(AppError::not_found());
    }
    leavers::withdraw_for(cx, request, &input.reason)?;
    note(cx, id, LeavingActKind::RequestWithdrawn, json!({ "request_id": request }))?;
    get_leaving(cx, id)
}

/// Passes a virtual manager that the leaver maintains on to somebody from the day of leaving on.
///
/// Errors: 404, 403; `leaving_ended`; fields at fault; `maintainer_gap`.
pub fn pass_on_maintenance(
    cx: &mut Cx<'_>,
    id: LeavingId,
    manager: ManagerId,
    input: &PassOn,
) -> AppResult<LeavingDetail> {
    let leaving = lead(cx, id, Action::PassOnMaintenance)?;
    rules::refuse_ended(&leaving)?;
    let to = crate::org::service::check_employee(cx, input.employee_id, "/employee_id")?;
    if to.id == leaving.employee_id {
        return Err(AppError::field("/employee_id", "is_leaver"));
    }
    let day = rules::last_day(leaving.leaves_on, cx.today);
    keepers::pass_on(cx, manager, leaving.employee_id, &to, day, &leaving.reason)?;
    note(cx, id, LeavingActKind::MaintenancePassed, json!({ "manager_id": manager, "name": to.name }))?;
    get_leaving(cx, id)
}

/// Passes a seat on a rating or recruitment panel on to somebody, or gives it up where enough members are left.
///
/// Errors: 404, 403; `leaving_ended`; fields at fault; `raters_few`, `panel_incomplete`.
pub fn settle_panel_seat(
    cx: &mut Cx<'_>,
    id: LeavingId,
    panel: Uuid,
    input: &SettleSeat,
) -> AppResult<LeavingDetail> {
    let leaving = lead(cx, id, Action::SettlePanelSeat)?;
    rules::refuse_ended(&leaving)?;
    let reason = input.reason.trim();
    if reason.is_empty() {
        return Err(AppError::field("/reason", "required"));
    }
    let to = match input.employee_id {
        Some(to) => Some(crate::org::service::check_employee(cx, to, "/employee_id")?),
        None => None,
    };
    let from = leaving.employee_id;
    if to.as_ref().is_some_and(|to| to.id == from) {
        return Err(AppError::field("/employee_id", "is_leaver"));
    }
    let items = checklist::items_of(cx, &leaving)?;
    let seat = items.iter().flat_map(|i| &i.things).find(|t| t.seat.is_some() && t.id == panel.to_string());
    match seat.and_then(|t| t.seat).ok_or_else(AppError::not_found)? {
        SeatKind::RatingPanel => {
            rating_seats::settle_seat(cx, RatingPanelId(panel), from, to.as_ref(), reason)?;
        }
        SeatKind::RecruitmentPanel => {
            post_seats::settle_seat(cx, RecruitmentId(panel), from, to.as_ref(), reason)?;
        }
    }
    let detail = json!({ "panel_id": panel, "name": to.map(|e| e.name) });
    note(cx, id, LeavingActKind::SeatSettled, detail)?;
    get_leaving(cx, id)
}

/// Releases the leaver from what is left to mark of an examination; the given marks stay, other markers are told.
///
/// Errors: 404, 403; `leaving_ended`.
pub fn release_marker(
    cx: &mut Cx<'_>,
    id: LeavingId,
    exam: ExamId,
    input: &LeavingReason,
) -> AppResult<LeavingDetail> {
    let leaving = lead(cx, id, Action::ReleaseMarker)?;
    rules::refuse_ended(&leaving)?;
    if leaving.scope != LeavingScope::Bank {
        return Err(AppError::not_found());
    }
    markers::release(cx, exam, leaving.employee_id, input.reason.trim())?;
    note(cx, id, LeavingActKind::MarkerReleased, json!({ "exam_id": exam }))?;
    get_leaving(cx, id)
}
