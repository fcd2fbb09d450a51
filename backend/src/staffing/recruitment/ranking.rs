//! The ranking: made, its ties decided, announced, taken back.

use std::collections::HashMap;

use super::dto::*;
use super::model::*;
use super::rules::{self, RecruitmentPhase, state_error};
use super::scoring::{Board, board};
use super::service::{
    applicants, event, find, find_to_act, get_recruitment, notice_end, save, sees_applicants, tell,
};
use super::store;
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult, Code};
use crate::http::IfMatch;

/// Whether everybody may see the ranking.
fn is_public(r: &Recruitment) -> bool {
    matches!(r.state, RecruitmentState::Notice | RecruitmentState::Proposed | RecruitmentState::Appointed)
}

/// Ranks the applicants, once every sheet is in or the time to score is over.
///
/// Errors: `sheets_missing` with how many; `nobody_applied`.
pub fn rank_applicants(cx: &mut Cx<'_>, id: RecruitmentId, version: IfMatch) -> AppResult<RankingView> {
    let phases = [RecruitmentPhase::Scoring, RecruitmentPhase::Scored];
    let mut r = find_to_act(cx, id, Action::RankApplicants, version, &phases)?;
    let board = board(cx, &r)?;
    if board.standing() == 0 {
        return Err(AppError::new(Code::NobodyApplied).clause("D4"));
    }
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let policy = &policy.recruitment;
    let missing = if rules::phase(&r, cx.now) == RecruitmentPhase::Scored {
        board.short(policy.sheets)
    } else {
        board.missing()
    };
    if missing > 0 {
        return Err(AppError::new(Code::SheetsMissing).clause("D4").param("count", missing));
    }
    let scored = board.scored()?;
    let ranked = rules::rank(&scored, policy.tie_rule, policy.pass_mark);
    r.revision += 1;
    let mut rows = Vec::with_capacity(ranked.len());
    for (place, one) in (1..).zip(&ranked) {
        let Some(s) = scored.iter().find(|s| s.id == one.id) else { continue };
        rows.push(RankRow {
            recruitment_id: id,
            revision: r.revision,
            application_id: one.id,
            total: s.total,
            sheets: i32::try_from(s.sheets).map_err(AppError::internal)?,
            rank: one.rank,
            place,
            tied: one.tied,
            passed: one.passed,
            reason: None,
        });
    }
    store::insert_ranking(cx.conn, &rows)?;
    r.state = RecruitmentState::Ranked;
    save(cx, &r)?;
    event(cx, id, "rank_applicants", None)?;
    get_ranking(cx, id, &GetRanking { revision: None })
}

/// Puts a corrected ranking in as the round's next revision; the caller saves the round.
pub(super) fn put_revision(cx: &mut Cx<'_>, r: &mut Recruitment, rows: Vec<RankRow>) -> AppResult<()> {
    r.revision += 1;
    let rows: Vec<RankRow> = rows.into_iter().map(|row| RankRow { revision: r.revision, ..row }).collect();
    Ok(store::insert_ranking(cx.conn, &rows)?)
}

/// A ranking: for those who see who applied at once, for everybody once it is announced.
pub fn get_ranking(cx: &mut Cx<'_>, id: RecruitmentId, q: &GetRanking) -> AppResult<RankingView> {
    cx.may(Action::GetRanking, &Thing::bank())?;
    let (r, _) = find(cx, id)?;
    let sees = sees_applicants(cx, &r)?;
    let revision = q.revision.unwrap_or(r.revision);
    let earlier = revision != r.revision;
    if r.revision == 0 || revision > r.revision || !(sees || (is_public(&r) && !earlier)) {
        return Err(AppError::not_found());
    }
    let rows = store::list_ranking(cx.conn, id, revision)?;
    let won = rules::winners(&rows, r.vacancies);
    let people: HashMap<PostApplicationId, _> =
        store::list_applicants(cx.conn, id)?.into_iter().map(|(a, e, unit)| (a.id, (e, unit))).collect();
    let open = rules::open_tie(&rows, r.vacancies);
    let board = board(cx, &r)?;
    let may_decide_tie =
        !open.is_empty() && r.state == RecruitmentState::Ranked && decides_tie(cx, &board, &open);
    let items = rows
        .iter()
        .map(|row| {
            let person = people.get(&row.application_id);
            RankView {
                application_id: row.application_id.to_string(),
                employee_id: person.map(|(e, _)| e.id.to_string()).unwrap_or_default(),
                name: person.map(|(e, _)| e.name.clone()).unwrap_or_default(),
                unit_name: person.map(|(_, unit)| unit.clone()).unwrap_or_default(),
                hundredths: rules::hundredths(row.total, row.sheets.into()),
                sheets: row.sheets,
                rank: row.rank,
                place: row.place,
                tied: row.tied,
                passed: row.passed,
                won: won.contains(&row.application_id),
                reason: row.reason.clone(),
            }
        })
        .collect();
    let open_tie = open.iter().map(|a| a.to_string()).collect();
    Ok(RankingView { revision, items, open_tie, may_decide_tie })
}

/// Whether the caller decides between these: the chair, or, where the chair is recused for one of them, a member who is
/// not.
fn decides_tie(cx: &Cx<'_>, board: &Board, tied: &[PostApplicationId]) -> bool {
    let Some(me) = cx.actor.employee_id() else { return false };
    let clear = |m| tied.iter().all(|a| board.scores(m, *a));
    let chair = board.panel.iter().find(|(m, _)| m.chair).map(|(m, _)| m.employee_id);
    match chair {
        Some(chair) if clear(chair) => chair == me,
        _ => clear(me),
    }
}

/// Decides a tie, with reason: the chair puts everybody of one rank in order.
///
/// Errors: `not_chair`; at `/order` where it is not everybody of one undecided rank.
pub fn decide_tie(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    version: IfMatch,
    input: &DecideTie,
) -> AppResult<RankingView> {
    cx.may(Action::DecideTie, &Thing::bank())?;
    let (mut r, _) = find(cx, id)?;
    if !sees_applicants(cx, &r)? {
        return Err(AppError::not_found());
    }
    let board = board(cx, &r)?;
    if !decides_tie(cx, &board, &input.order) {
        return Err(AppError::new(Code::NotChair).clause("D4"));
    }
    version.check(r.version)?;
    if r.state != RecruitmentState::Ranked {
        return Err(state_error());
    }
    let rows = store::list_ranking(cx.conn, id, r.revision)?;
    let wrong = || AppError::field("/order", "invalid").clause("D4");
    let rank = rows
        .iter()
        .find(|row| input.order.first() == Some(&row.application_id))
        .filter(|row| row.tied)
        .map(|row| row.rank)
        .ok_or_else(wrong)?;
    let tied: Vec<PostApplicationId> =
        rows.iter().filter(|row| row.rank == rank && row.tied).map(|row| row.application_id).collect();
    if tied.len() != input.order.len() || !input.order.iter().all(|a| tied.contains(a)) {
        return Err(wrong());
    }
    let reason = input.reason.trim();
    let decided = rules::reordered(&rows, &input.order, reason).ok_or_else(wrong)?;
    put_revision(cx, &mut r, decided)?;
    save(cx, &r)?;
    event(cx, id, "decide_tie", Some(reason))?;
    get_ranking(cx, id, &GetRanking { revision: None })
}

/// Takes the ranking back and gives the panel more time, with reason; the ranking stays on record.
pub fn reopen_scoring(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    version: IfMatch,
    input: &ReopenScoring,
) -> AppResult<RecruitmentView> {
    let phases = [RecruitmentPhase::Ranked, RecruitmentPhase::Scored];
    let mut r = find_to_act(cx, id, Action::ReopenScoring, version, &phases)?;
    if input.scoring_ends_at <= cx.now {
        return Err(AppError::field("/scoring_ends_at", "in_past"));
    }
    r.scoring_ends_at = input.scoring_ends_at;
    r.state = RecruitmentState::Published;
    save(cx, &r)?;
    event(cx, id, "reopen_scoring", Some(input.reason.trim()))?;
    let members: Vec<_> =
        store::list_panel(cx.conn, &[id])?.into_iter().map(|(m, _)| m.employee_id).collect();
    tell(cx, &r, &members, "recruitment_panel")?;
    get_recruitment(cx, id)
}

/// Announces the ranking: a notice period begins, in which anybody may object. Error: `tie_open`.
pub fn announce_ranking(cx: &mut Cx<'_>, id: RecruitmentId, version: IfMatch) -> AppResult<RecruitmentView> {
    let mut r = find_to_act(cx, id, Action::AnnounceRanking, version, &[RecruitmentPhase::Ranked])?;
    let rows = store::list_ranking(cx.conn, id, r.revision)?;
    if !rules::open_tie(&rows, r.vacancies).is_empty() {
        return Err(AppError::new(Code::TieOpen).clause("D4"));
    }
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    r.notice_ends_at = Some(notice_end(cx, policy.recruitment.notice_working_days)?);
    r.state = RecruitmentState::Notice;
    save(cx, &r)?;
    event(cx, id, "announce_ranking", None)?;
    let people = applicants(cx, id)?;
    tell(cx, &r, &people, "recruitment_announced")?;
    get_recruitment(cx, id)
}

/// Takes an announcement back, with reason. Error: `objections_open`.
pub fn withdraw_announcement(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    version: IfMatch,
    input: &RecruitmentReason,
) -> AppResult<RecruitmentView> {
    let phases = [RecruitmentPhase::Notice, RecruitmentPhase::Noticed];
    let mut r = find_to_act(cx, id, Action::WithdrawAnnouncement, version, &phases)?;
    if store::count_open_objections(cx.conn, id)? > 0 {
        return Err(AppError::new(Code::ObjectionsOpen).clause("D4"));
    }
    r.state = RecruitmentState::Ranked;
    r.notice_ends_at = None;
    save(cx, &r)?;
    event(cx, id, "withdraw_announcement", Some(input.reason.trim()))?;
    get_recruitment(cx, id)
}

/// The caller's application, with its place once the ranking is announced.
pub(super) fn my_application(
    cx: &mut Cx<'_>,
    r: &Recruitment,
    a: PostApplication,
) -> AppResult<MyPostApplication> {
    let rows = if is_public(r) { store::list_ranking(cx.conn, r.id, r.revision)? } else { Vec::new() };
    let row = rows.iter().find(|row| row.application_id == a.id);
    let won = rules::winners(&rows, r.vacancies);
    Ok(MyPostApplication {
        place: row.map(|row| row.place),
        won: row.map(|row| won.contains(&row.application_id)),
        appointed: !store::list_appointed(cx.conn, &[a.id])?.is_empty(),
        id: a.id.to_string(),
        state: a.state,
        statement: a.statement,
        submitted_at: a.submitted_at,
        reason: a.reason,
    })
}
