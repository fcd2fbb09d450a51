//! Objections to an announced ranking: raised by anybody, taken back, decided by somebody whom it does not concern.

use std::collections::HashMap;

use serde_json::json;

use super::dto::*;
use super::model::*;
use super::ranking::put_revision;
use super::rules::{self, RecruitmentPhase, state_error};
use super::service::{applicants, event, find, notice_end, save, tell, thing};
use super::store;
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::http::IdemKey;

/// Objects, while the notice period runs. Error: `objection_late` outside of it.
pub fn object_to_ranking(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    key: &IdemKey,
    input: &ObjectToRanking,
) -> AppResult<PostObjections> {
    cx.may(Action::ObjectToRanking, &Thing::bank())?;
    let (r, _) = find(cx, id)?;
    cx.once(key, Action::ObjectToRanking, &(id, input), |cx| {
        if rules::phase(&r, cx.accept_time()?) != RecruitmentPhase::Notice {
            return Err(AppError::new(Code::ObjectionLate).clause("D4"));
        }
        if let Some(about) = input.application_id {
            let rows = store::list_ranking(cx.conn, id, r.revision)?;
            if !rows.iter().any(|row| row.application_id == about) {
                return Err(AppError::field("/application_id", "not_found"));
            }
        }
        let text = input.text.trim().to_owned();
        if text.is_empty() {
            return Err(AppError::field("/text", "required"));
        }
        let row = PostObjection {
            id: PostObjectionId::new(),
            recruitment_id: id,
            revision: r.revision,
            application_id: input.application_id,
            created_by: cx.actor.user()?.user_id,
            text,
            state: PostObjectionState::Open,
            remedy: None,
            decision_reason: None,
            decided_by: None,
            decided_at: None,
            created_at: cx.now,
        };
        store::insert_objection(cx.conn, &row)?;
        let link = format!("/recruitments/{id}");
        let params = json!({ "title": r.title });
        crate::notices::service::notify(cx, r.created_by, "recruitment_objection", params, Some(link))?;
        event(cx, id, "object_to_ranking", None)
    })?;
    list_ranking_objections(cx, id)
}

/// Objections: everybody's own; all for those who decide and those who see who applied.
pub fn list_ranking_objections(cx: &mut Cx<'_>, id: RecruitmentId) -> AppResult<PostObjections> {
    cx.may(Action::ListRankingObjections, &Thing::bank())?;
    let (r, _) = find(cx, id)?;
    let all =
        super::service::sees_applicants(cx, &r)? || cx.actor.can(Action::DecideRankingObjection, &thing(&r));
    let me = cx.actor.user_id();
    let rows: Vec<PostObjection> = store::list_objections(cx.conn, id)?
        .into_iter()
        .filter(|o| all || me == Some(o.created_by))
        .collect();
    let people = rows.iter().flat_map(|o| [Some(o.created_by), o.decided_by]).flatten();
    let names = crate::identity::service::names_of(cx, people)?;
    let applied: HashMap<PostApplicationId, String> =
        store::list_applicants(cx.conn, id)?.into_iter().map(|(a, e, _)| (a.id, e.name)).collect();
    let may = cx.actor.can(Action::DecideRankingObjection, &thing(&r));
    let mut items = Vec::with_capacity(rows.len());
    for o in rows {
        let may_decide = may && o.state == PostObjectionState::Open && !concerned(cx, &r, &o)?;
        items.push(PostObjectionView {
            id: o.id.to_string(),
            revision: o.revision,
            about: o.application_id.and_then(|a| applied.get(&a).cloned()),
            application_id: o.application_id.map(|a| a.to_string()),
            raised_by: names.get(&o.created_by).cloned().unwrap_or_default(),
            text: o.text,
            state: o.state,
            remedy: o.remedy,
            decision_reason: o.decision_reason,
            decided_by: o.decided_by.and_then(|u| names.get(&u).cloned()),
            decided_at: o.decided_at,
            created_at: o.created_at,
            mine: me == Some(o.created_by),
            may_decide,
        });
    }
    Ok(PostObjections { items })
}

/// Whether an objection concerns the caller: raised it, applied, sits on the panel, or prepared the round.
fn concerned(cx: &mut Cx<'_>, r: &Recruitment, o: &PostObjection) -> AppResult<bool> {
    let user = cx.actor.user_id();
    if user == Some(o.created_by) || user == Some(r.created_by) {
        return Ok(true);
    }
    let Some(me) = cx.actor.employee_id() else { return Ok(false) };
    let applied = store::list_applicants(cx.conn, r.id)?.iter().any(|(a, ..)| a.employee_id == me);
    Ok(applied || super::service::is_member(cx, r.id)?)
}

fn find_open(cx: &mut Cx<'_>, id: PostObjectionId) -> AppResult<(PostObjection, Recruitment)> {
    let o = store::find_objection(cx.conn, id).or_not_found()?;
    let (r, _) = find(cx, o.recruitment_id)?;
    Ok((o, r))
}

/// Takes one's own open objection back.
pub fn withdraw_ranking_objection(cx: &mut Cx<'_>, id: PostObjectionId) -> AppResult<PostObjections> {
    cx.may(Action::WithdrawRankingObjection, &Thing::bank())?;
    let (o, r) = find_open(cx, id)?;
    if cx.actor.user_id() != Some(o.created_by) {
        return Err(AppError::not_found());
    }
    let ended = PostObjection { state: PostObjectionState::Withdrawn, decided_at: Some(cx.now), ..o };
    if store::end_objection(cx.conn, &ended)? == 0 {
        return Err(AppError::new(Code::AlreadyDecided).clause("D4"));
    }
    event(cx, r.id, "withdraw_ranking_objection", None)?;
    list_ranking_objections(cx, r.id)
}

/// Decides an objection, with reason. An upheld one removes an applicant or puts the ranking in another order, as a new
/// revision; where that leaves a tie for the last vacancy, the ranking goes back to the chair.
///
/// Errors: `objection_concerned`; `already_decided`; fields at fault.
pub fn decide_ranking_objection(
    cx: &mut Cx<'_>,
    id: PostObjectionId,
    key: &IdemKey,
    input: &DecideRankingObjection,
) -> AppResult<PostObjections> {
    cx.scope(Action::DecideRankingObjection)?;
    let (o, r) = find_open(cx, id)?;
    if !cx.actor.can(Action::DecideRankingObjection, &thing(&r)) {
        return Err(AppError::not_found());
    }
    let round = r.id;
    cx.once(key, Action::DecideRankingObjection, &(id, input), |cx| decide(cx, o, r, input))?;
    list_ranking_objections(cx, round)
}

fn decide(
    cx: &mut Cx<'_>,
    o: PostObjection,
    mut r: Recruitment,
    input: &DecideRankingObjection,
) -> AppResult<()> {
    if o.state != PostObjectionState::Open {
        return Err(AppError::new(Code::AlreadyDecided).clause("D4"));
    }
    if concerned(cx, &r, &o)? {
        return Err(AppError::new(Code::ObjectionConcerned).clause("D4"));
    }
    if r.state != RecruitmentState::Notice {
        return Err(state_error());
    }
    let upheld = input.decision == PostObjectionDecision::Upheld;
    let reason = input.reason.trim();
    match (upheld, input.remedy) {
        (true, None) => return Err(AppError::field("/remedy", "required").clause("D4")),
        (false, Some(_)) => return Err(AppError::field("/remedy", "invalid").clause("D4")),
        _ => {}
    }
    let state = if upheld { PostObjectionState::Upheld } else { PostObjectionState::Rejected };
    let raised_by = o.created_by;
    let about = input.application_id.or(o.application_id);
    let ended = PostObjection {
        state,
        remedy: input.remedy,
        decision_reason: Some(reason.to_owned()),
        decided_by: cx.actor.user_id(),
        decided_at: Some(cx.now),
        ..o
    };
    if store::end_objection(cx.conn, &ended)? == 0 {
        return Err(AppError::new(Code::AlreadyDecided).clause("D4"));
    }
    if let Some(remedy) = input.remedy {
        let rows = store::list_ranking(cx.conn, r.id, r.revision)?;
        let corrected = match remedy {
            Remedy::Remove => {
                let gone = about
                    .filter(|a| rows.iter().any(|row| row.application_id == *a))
                    .ok_or_else(|| AppError::field("/application_id", "required").clause("D4"))?;
                remove(cx, gone, reason)?;
                rules::without(&rows, gone)
            }
            Remedy::Reorder => {
                let order = input.order.as_deref().unwrap_or_default();
                Some(order)
                    .filter(|order| order.len() == rows.len())
                    .and_then(|order| rules::reordered(&rows, order, reason))
                    .ok_or_else(|| AppError::field("/order", "invalid").clause("D4"))?
            }
        };
        let open = rules::open_tie(&corrected, r.vacancies);
        put_revision(cx, &mut r, corrected)?;
        let (_, policy) = crate::policy::service::at(cx, cx.today)?;
        if open.is_empty() {
            if policy.notice_restarts {
                r.notice_ends_at = Some(notice_end(cx, policy.recruitment.notice_working_days)?);
            }
        } else {
            r.state = RecruitmentState::Ranked;
            r.notice_ends_at = None;
        }
        save(cx, &r)?;
        let people = applicants(cx, r.id)?;
        tell(cx, &r, &people, "recruitment_corrected")?;
    }
    let link = format!("/recruitments/{}", r.id);
    let params = json!({ "title": r.title });
    crate::notices::service::notify(cx, raised_by, "recruitment_objection_decided", params, Some(link))?;
    let kind = if upheld { "uphold_ranking_objection" } else { "reject_ranking_objection" };
    event(cx, r.id, kind, Some(reason))
}

fn remove(cx: &mut Cx<'_>, id: PostApplicationId, reason: &str) -> AppResult<()> {
    let a = store::find_application(cx.conn, id).or_not_found()?;
    let gone = PostApplication {
        state: PostApplicationState::Removed,
        ended_at: Some(cx.now),
        reason: Some(reason.to_owned()),
        ..a
    };
    if store::update_application(cx.conn, &gone)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    Ok(())
}
