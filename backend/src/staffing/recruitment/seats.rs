//! Seats on recruitment panels of whoever leaves the bank: passed on to another, or given up (D4).

use std::collections::HashSet;

use serde_json::json;

use super::model::*;
use super::service::{detailed_event, save, tell};
use super::{rules, store};
use crate::app::Cx;
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::org::model::{Employee, EmployeeId};

/// A seat whose member has something left to do on the panel.
#[derive(Debug, Clone)]
pub struct PostSeat {
    /// The member.
    pub employee_id: EmployeeId,
    /// The round.
    pub recruitment_id: RecruitmentId,
    /// What it is called.
    pub title: String,
    /// Sheets that the member has not handed in.
    missing: usize,
}

/// Seats on the panels of rounds that run and still need the member, the oldest round first.
pub fn seats_of(cx: &mut Cx<'_>, members: &[EmployeeId]) -> AppResult<Vec<PostSeat>> {
    let panels = store::list_running_panels(cx.conn, members)?;
    let ids: Vec<RecruitmentId> = panels.iter().map(|(_, r)| r.id).collect();
    let standing = store::list_standing(cx.conn, &ids)?;
    let applications: Vec<PostApplicationId> = standing.iter().map(|s| s.1).collect();
    // Recused or handed in: nothing is to be scored any more.
    let settled: HashSet<(PostApplicationId, EmployeeId)> =
        store::list_settled(cx.conn, &applications, members)?.into_iter().collect();
    Ok(panels
        .into_iter()
        .filter_map(|(m, r)| {
            let missing = standing
                .iter()
                .filter(|(round, a)| *round == r.id && !settled.contains(&(*a, m.employee_id)))
                .count();
            rules::seat_binds(rules::phase(&r, cx.now), m.chair, missing).then_some(PostSeat {
                employee_id: m.employee_id,
                recruitment_id: r.id,
                title: r.title,
                missing,
            })
        })
        .collect())
}

/// Gives a member's seat to another, or gives it up, as the room that leads the leaving permits. A chair whose sheets are
/// in passes the chair to another member and keeps the sheets; whoever else goes takes the own sheets out of the count.
///
/// Errors: 404 where the member has no such seat; fields at fault; `panel_incomplete` where too few would be left.
pub fn settle_seat(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    from: EmployeeId,
    to: Option<&Employee>,
    reason: &str,
) -> AppResult<()> {
    let seats = seats_of(cx, &[from])?;
    let seat = seats.iter().find(|s| s.recruitment_id == id).ok_or_else(AppError::not_found)?;
    let (r, _) = store::find_recruitment(cx.conn, id).or_not_found()?;
    let panel: Vec<PanelMember> = store::list_panel(cx.conn, &[id])?.into_iter().map(|(m, _)| m).collect();
    if let Some(to) = to {
        let applied = store::list_applications_of(cx.conn, to.id, &[id])?;
        let gone = to.left_on.is_some_and(|d| d <= cx.today);
        if gone || applied.iter().any(|a| a.state == PostApplicationState::Submitted) {
            return Err(AppError::field("/employee_id", "invalid").clause("D4"));
        }
    }
    let stays = seat.missing == 0 && !rules::takes_sheets_later(rules::phase(&r, cx.now));
    let after = rules::panel_after(&panel, from, to.map(|e| e.id), stays)
        .map_err(|code| AppError::field("/employee_id", code).clause("D4"))?;
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let needed = policy.recruitment.panel_size;
    if after.len() < panel.len() && after.len() < needed as usize {
        return Err(AppError::new(Code::PanelIncomplete).clause("D4").param("needed", needed));
    }
    save(cx, &r)?;
    store::put_panel(cx.conn, id, &after)?;
    let detail = json!({ "from": from, "to": to.map(|e| e.id) });
    detailed_event(cx, id, "settle_panel_seat", Some(reason), detail)?;
    match to {
        Some(to) => tell(cx, &r, &[to.id], "recruitment_panel"),
        None => Ok(()),
    }
}
