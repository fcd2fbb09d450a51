//! Panels: named members rate what must be judged; nobody sees another's ratings before the last is in.

use serde_json::json;

use super::dto::*;
use super::model::*;
use super::rules;
use super::service::{find_within, not_own};
use super::store::{self, PanelFilter, PanelRow};
use crate::app::Cx;
use crate::auth::{Action, Role, Thing};
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::{IdemKey, IfMatch, Page};
use crate::org::model::EmployeeId;

/// The clause behind panels.
pub(super) const CLAUSE: &str = "D3.2";

fn panel_state() -> AppError {
    AppError::new(Code::RatingPanelState).clause(CLAUSE)
}

fn thing_of((_, employee, _): &PanelRow) -> Thing {
    Thing { branch: employee.branch_id, managers: Vec::new() }
}

/// Convenes a panel for somebody; its members are told.
///
/// Errors: `own_qualification`; `already_pending` where one is rating already; `raters_few`; `rater_unfit` at the member
/// who holds no role that may rate, or is the person.
pub fn convene_rating_panel(
    cx: &mut Cx<'_>,
    id: EmployeeId,
    key: &IdemKey,
    input: &ConveneRatingPanel,
) -> AppResult<RatingPanelView> {
    let (employee, _) = find_within(cx, id, Action::ConveneRatingPanel)?;
    not_own(cx, id, CLAUSE)?;
    let panel: RatingPanelId = cx.once(key, Action::ConveneRatingPanel, &(id, input), |cx| {
        if employee.left_on.is_some_and(|d| d <= cx.today) {
            return Err(AppError::not_found());
        }
        if input.due_on < cx.today {
            return Err(AppError::field("/due_on", "in_past"));
        }
        check_raters(cx, id, &input.raters)?;
        let panel = RatingPanel {
            id: RatingPanelId::new(),
            employee_id: id,
            state: RatingPanelState::Open,
            due_on: input.due_on,
            reason: None,
            convened_by: cx.actor.user()?.user_id,
            convened_at: cx.now,
            ended_at: None,
            version: 1,
        };
        let raters: Vec<Rater> = input
            .raters
            .iter()
            .map(|e| Rater { panel_id: panel.id, employee_id: *e, rated_at: None })
            .collect();
        store::insert_panel(cx.conn, &panel, &raters)
            .on_duplicate(|| AppError::new(Code::AlreadyPending).clause(CLAUSE))?;
        let link = format!("/rating-panels/{}", panel.id);
        let params = json!({ "name": employee.name, "due": input.due_on });
        crate::notices::service::notify_employees(cx, &input.raters, "rating_asked", &params, Some(&link))?;
        let detail = json!({ "panel_id": panel.id, "raters": input.raters });
        cx.audit("convene_rating_panel", "employee", Some(id), detail)?;
        Ok(panel.id)
    })?;
    get_rating_panel(cx, panel)
}

/// Refuses members who are the person, are named twice, have left, or hold no role that may rate.
fn check_raters(cx: &mut Cx<'_>, person: EmployeeId, raters: &[EmployeeId]) -> AppResult<()> {
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let needed = policy.qualification.raters;
    if raters.len() < needed as usize {
        return Err(AppError::new(Code::RatersFew).clause(CLAUSE).param("needed", needed));
    }
    let fit = fit_raters(cx, &policy.qualification.rater_roles)?;
    for (i, rater) in raters.iter().enumerate() {
        if *rater == person || !fit.contains(rater) {
            return Err(unfit(&format!("/raters/{i}")));
        }
        if raters[..i].contains(rater) {
            return Err(AppError::field(format!("/raters/{i}"), "duplicate"));
        }
    }
    Ok(())
}

/// Whoever holds a role that may rate.
fn fit_raters(cx: &mut Cx<'_>, roles: &[Role]) -> AppResult<Vec<EmployeeId>> {
    let mut fit = Vec::new();
    for role in roles {
        fit.extend(crate::org::service::employees_in(cx, *role)?);
    }
    Ok(fit)
}

fn unfit(pointer: &str) -> AppError {
    AppError::field(pointer, "invalid").code_as(Code::RaterUnfit).clause(CLAUSE)
}

/// Refuses a member who is the person or holds no role that may rate, at a field: `rater_unfit`.
pub(super) fn check_rater(
    cx: &mut Cx<'_>,
    person: EmployeeId,
    rater: EmployeeId,
    pointer: &str,
) -> AppResult<()> {
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let fit = rater != person && fit_raters(cx, &policy.qualification.rater_roles)?.contains(&rater);
    if fit { Ok(()) } else { Err(unfit(pointer)) }
}

/// Panels that the caller sits on, and those about people within the caller's reach, newest first.
pub fn list_rating_panels(cx: &mut Cx<'_>, q: &ListRatingPanels) -> AppResult<Page<RatingPanelView>> {
    cx.may(Action::ListRatingPanels, &Thing::bank())?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "rating_panels", q.cursor.as_deref())?;
    let wide = !q.mine.unwrap_or(false) && cx.actor.can_somewhere(Action::GetQualification);
    let filter = PanelFilter {
        sits: cx.actor.employee_id(),
        scope: if wide { Some(cx.scope(Action::GetQualification)?) } else { None },
        employee: q.employee_id,
        state: q.state,
    };
    let rows = store::list_panels(cx.conn, &filter, before, limit + 1)?;
    let key = |(p, ..): &PanelRow| (p.convened_at, p.id);
    let page = crate::db::page::page(cx.app.keys(), "rating_panels", rows, limit, key, |r| r)?;
    let mut items = Vec::with_capacity(page.items.len());
    for row in page.items {
        // The rated person learns what it came to, not who gave what.
        if cx.actor.employee_id() != Some(row.0.employee_id) {
            items.push(view(cx, row)?);
        }
    }
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// The panel, where the caller sits on it or reaches the person; the rated person alone never does.
fn find(cx: &mut Cx<'_>, id: RatingPanelId) -> AppResult<PanelRow> {
    let row = store::find_panel(cx.conn, id).or_not_found()?;
    let me = cx.actor.employee_id();
    if me == Some(row.0.employee_id) {
        return Err(AppError::not_found());
    }
    let sits = store::list_raters(cx.conn, id)?.iter().any(|(r, _)| Some(r.employee_id) == me);
    if sits || cx.actor.can(Action::GetQualification, &thing_of(&row)) {
        Ok(row)
    } else {
        Err(AppError::not_found())
    }
}

/// One panel.
pub fn get_rating_panel(cx: &mut Cx<'_>, id: RatingPanelId) -> AppResult<RatingPanelView> {
    cx.may(Action::GetRatingPanel, &Thing::bank())?;
    let row = find(cx, id)?;
    view(cx, row)
}

fn view(cx: &mut Cx<'_>, row: PanelRow) -> AppResult<RatingPanelView> {
    let me = cx.actor.employee_id();
    let may_end =
        row.0.state == RatingPanelState::Open && cx.actor.can(Action::CloseRatingPanel, &thing_of(&row));
    let (panel, employee, unit_name) = row;
    let ratings = store::list_ratings(cx.conn, panel.id)?;
    let names = crate::identity::service::names_of(cx, std::iter::once(panel.convened_by))?;
    let closed = panel.state == RatingPanelState::Closed;
    let members = store::list_raters(cx.conn, panel.id)?;
    let open = panel.state == RatingPanelState::Open && cx.today <= panel.due_on;
    Ok(RatingPanelView {
        may_rate: open && members.iter().any(|(r, _)| Some(r.employee_id) == me && r.rated_at.is_none()),
        may_end,
        raters: members
            .into_iter()
            .map(|(r, name)| RaterView {
                ratings: ratings
                    .iter()
                    .filter(|g| g.employee_id == r.employee_id && (closed || me == Some(r.employee_id)))
                    .map(|g| LineRating { line: g.line, points: g.points, remark: g.remark.clone() })
                    .collect(),
                employee_id: r.employee_id.to_string(),
                name,
                rated_at: r.rated_at,
            })
            .collect(),
        id: panel.id.to_string(),
        employee_id: employee.id.to_string(),
        employee_no: employee.employee_no,
        name: employee.name,
        unit_name,
        state: panel.state,
        due_on: panel.due_on,
        convened_by: names.get(&panel.convened_by).cloned().unwrap_or_default(),
        convened_at: panel.convened_at,
        ended_at: panel.ended_at,
        reason: panel.reason,
        version: panel.version,
    })
}

/// Rates every line, once; with the last member's ratings the panel closes.
///
/// Errors: 404 for whoever is no member; `rating_panel_state`; `rating_late` after the last day; `already_decided`.
pub fn give_ratings(
    cx: &mut Cx<'_>,
    id: RatingPanelId,
    key: &IdemKey,
    input: &GiveRatings,
) -> AppResult<RatingPanelView> {
    cx.may(Action::GiveRatings, &Thing::bank())?;
    let (panel, ..) = find(cx, id)?;
    let me = cx.actor.employee_id().ok_or_else(AppError::not_found)?;
    if !store::list_raters(cx.conn, id)?.iter().any(|(r, _)| r.employee_id == me) {
        return Err(AppError::not_found());
    }
    cx.once(key, Action::GiveRatings, &(id, input), |cx| {
        if panel.state != RatingPanelState::Open {
            return Err(panel_state());
        }
        if cx.today > panel.due_on {
            return Err(AppError::new(Code::RatingLate).clause(CLAUSE));
        }
        for line in rules::rated_lines() {
            if input.ratings.iter().filter(|r| r.line == line).count() != 1 {
                return Err(AppError::field("/ratings", "invalid"));
            }
        }
        if store::mark_rated(cx.conn, id, me, cx.now)? == 0 {
            return Err(AppError::new(Code::AlreadyDecided).clause(CLAUSE));
        }
        let rows: Vec<Rating> = input
            .ratings
            .iter()
            .map(|r| Rating {
                panel_id: id,
                employee_id: me,
                line: r.line,
                points: r.points,
                remark: r.remark.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned),
            })
            .collect();
        store::insert_ratings(cx.conn, &rows)?;
        cx.audit("give_ratings", "rating_panel", Some(id), json!({}))?;
        if store::list_raters(cx.conn, id)?.iter().all(|(r, _)| r.rated_at.is_some()) {
            end(cx, &panel, RatingPanelState::Closed, None)?;
        }
        Ok(())
    })?;
    get_rating_panel(cx, id)
}

pub(super) fn end(
    cx: &mut Cx<'_>,
    panel: &RatingPanel,
    state: RatingPanelState,
    reason: Option<String>,
) -> AppResult<()> {
    let ended = RatingPanel { state, reason, ended_at: Some(cx.now), ..panel.clone() };
    if store::update_panel(cx.conn, &ended)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    if state == RatingPanelState::Closed {
        super::service::tell(cx, panel.employee_id, "rating_done")?;
    }
    Ok(())
}

fn find_to_end(
    cx: &mut Cx<'_>,
    id: RatingPanelId,
    action: Action,
    version: IfMatch,
) -> AppResult<RatingPanel> {
    cx.scope(action)?;
    let row = find(cx, id)?;
    cx.may(action, &thing_of(&row))?;
    version.check(row.0.version)?;
    if row.0.state == RatingPanelState::Open { Ok(row.0) } else { Err(panel_state()) }
}

/// Closes a panel before every member has rated, once as many have as the policy asks for: `ratings_missing` before.
pub fn close_rating_panel(
    cx: &mut Cx<'_>,
    id: RatingPanelId,
    version: IfMatch,
) -> AppResult<RatingPanelView> {
    let panel = find_to_end(cx, id, Action::CloseRatingPanel, version)?;
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let rated = store::list_raters(cx.conn, id)?.iter().filter(|(r, _)| r.rated_at.is_some()).count();
    let needed = policy.qualification.raters;
    if rated < needed as usize {
        let missing = AppError::new(Code::RatingsMissing).clause(CLAUSE);
        return Err(missing.param("rated", rated).param("needed", needed));
    }
    end(cx, &panel, RatingPanelState::Closed, None)?;
    cx.audit("close_rating_panel", "rating_panel", Some(id), json!({ "rated": rated }))?;
    get_rating_panel(cx, id)
}

/// Calls a panel off, with reason; its ratings stay on record and count for nothing.
pub fn cancel_rating_panel(
    cx: &mut Cx<'_>,
    id: RatingPanelId,
    version: IfMatch,
    input: &QualificationReason,
) -> AppResult<RatingPanelView> {
    let panel = find_to_end(cx, id, Action::CancelRatingPanel, version)?;
    end(cx, &panel, RatingPanelState::Cancelled, Some(input.reason.trim().to_owned()))?;
    cx.audit("cancel_rating_panel", "rating_panel", Some(id), json!({}))?;
    get_rating_panel(cx, id)
}
