//! Seats on rating panels of whoever leaves the bank: passed on to another member, or given up (D3.2).

use serde_json::json;

use super::model::*;
use super::panels::{CLAUSE, check_rater, end};
use super::store;
use crate::app::Cx;
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::org::model::{Employee, EmployeeId};

/// A seat whose member has not rated, while there is time to.
#[derive(Debug, Clone)]
pub struct RatingSeat {
    /// The member.
    pub employee_id: EmployeeId,
    /// The panel.
    pub panel_id: RatingPanelId,
    /// Whom it rates.
    pub name: String,
}

/// Seats on open panels that employees have not rated on, the first due first.
pub fn seats_of(cx: &mut Cx<'_>, members: &[EmployeeId]) -> AppResult<Vec<RatingSeat>> {
    Ok(store::list_unrated(cx.conn, members, cx.today)?
        .into_iter()
        .map(|(employee_id, panel_id, name)| RatingSeat { employee_id, panel_id, name })
        .collect())
}

/// Gives a member's seat to another, or gives it up, as the room that leads the leaving permits; with the last ratings
/// in, the panel closes.
///
/// Errors: 404 where the member has no such seat; `rater_unfit`, or a duplicate, at `/employee_id`; `raters_few` where too
/// few would be left.
pub fn settle_seat(
    cx: &mut Cx<'_>,
    id: RatingPanelId,
    from: EmployeeId,
    to: Option<&Employee>,
    reason: &str,
) -> AppResult<()> {
    if !seats_of(cx, &[from])?.iter().any(|s| s.panel_id == id) {
        return Err(AppError::not_found());
    }
    let (panel, person, _) = store::find_panel(cx.conn, id).or_not_found()?;
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let left: Vec<Rater> = store::list_raters(cx.conn, id)?
        .into_iter()
        .map(|(r, _)| r)
        .filter(|r| r.employee_id != from)
        .collect();
    match to {
        Some(to) => {
            check_rater(cx, panel.employee_id, to.id, "/employee_id")?;
            store::delete_rater(cx.conn, id, from)?;
            let row = Rater { panel_id: id, employee_id: to.id, rated_at: None };
            store::insert_raters(cx.conn, &[row])
                .on_duplicate(|| AppError::field("/employee_id", "duplicate"))?;
            let link = format!("/rating-panels/{id}");
            let params = json!({ "name": person.name, "due": panel.due_on });
            crate::notices::service::notify_employees(cx, &[to.id], "rating_asked", &params, Some(&link))?;
        }
        None => {
            let needed = policy.qualification.raters;
            if left.len() < needed as usize {
                return Err(AppError::new(Code::RatersFew).clause(CLAUSE).param("needed", needed));
            }
            store::delete_rater(cx.conn, id, from)?;
        }
    }
    if to.is_none() && left.iter().all(|r| r.rated_at.is_some()) {
        end(cx, &panel, RatingPanelState::Closed, None)?;
    } else if store::update_panel(cx.conn, &panel)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    let detail = json!({ "from": from, "to": to.map(|e| e.id), "reason": reason });
    cx.audit("settle_rating_seat", "rating_panel", Some(id), detail)
}
