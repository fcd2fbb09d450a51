//! The board: orchestration.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::dto::*;
use super::rules::{self, Bucket};
use super::store::{self, Of};
use crate::app::Cx;
use crate::auth::{Action, Scope};
use crate::error::AppResult;
use crate::org::model::OrgUnitId;
use crate::search_text::sort_key;
use crate::staffing::recruitment::stages::RecruitmentStage;

/// How staffing stands within the caller's reach.
pub fn get_staffing_board(cx: &mut Cx<'_>, q: &GetStaffingBoard) -> AppResult<StaffingBoard> {
    let scope = cx.scope(Action::GetStaffingBoard)?;
    let (policy_number, policy) = crate::policy::service::at(cx, cx.today)?;
    let of = Of { scope: &scope, branch: q.branch_id };
    let one = q.branch_id.or(match &scope {
        Scope::Some { branches, .. } if branches.len() == 1 => branches.first().copied(),
        _ => None,
    });
    let per_year = policy.trainings_per_year;
    Ok(StaffingBoard {
        today: cx.today,
        branch_id: one.map(|b| b.to_string()),
        policy_number,
        term_warning_days: policy.term_warning_days,
        certificate_warning_days: policy.certification.warning_days,
        year: cx.today.year(),
        trainings_per_year: per_year,
        vacancies: vacancies(cx, &of)?,
        candidates: candidates(cx, &of)?,
        terms: terms(cx, &of)?,
        certificates: certificates(cx, &of)?,
        training: training(cx, &of, per_year)?,
    })
}

/// Puts rows in the order of their branches' names, which it returns.
fn by_name<R>(
    cx: &mut Cx<'_>,
    rows: &mut [R],
    branch: impl Fn(&R) -> OrgUnitId,
) -> AppResult<HashMap<OrgUnitId, String>> {
    let names = crate::org::service::unit_names(cx, rows.iter().map(&branch))?;
    // Stable: what belongs to one branch keeps its order.
    rows.sort_by_cached_key(|row| (names.get(&branch(row)).map(|name| sort_key(name)), branch(row)));
    Ok(names)
}

fn vacancies(cx: &mut Cx<'_>, of: &Of<'_>) -> AppResult<Vec<VacancyCount>> {
    let mut rows = Vec::new();
    for stage in RecruitmentStage::RUNNING {
        let found = store::sum_vacancies(cx.conn, of, stage, cx.now)?;
        rows.extend(found.into_iter().map(|row| (stage, row)));
    }
    let names = by_name(cx, &mut rows, |(_, (branch, ..))| *branch)?;
    let view = |(stage, (branch, rounds, vacancies)): (RecruitmentStage, store::Vacant)| VacancyCount {
        branch_id: branch.to_string(),
        branch_name: names.get(&branch).cloned().unwrap_or_default(),
        stage,
        rounds,
        vacancies: vacancies.unwrap_or(0),
    };
    Ok(rows.into_iter().map(view).collect())
}

fn candidates(cx: &mut Cx<'_>, of: &Of<'_>) -> AppResult<Vec<CandidateCount>> {
    let mut out = Vec::with_capacity(RecruitmentStage::RUNNING.len());
    for stage in RecruitmentStage::RUNNING {
        let applications = store::count_candidates(cx.conn, of, stage, cx.now)?;
        out.push(CandidateCount { stage, applications });
    }
    Ok(out)
}

fn views(buckets: Vec<Bucket>) -> Vec<MonthCount> {
    let view = |b: Bucket| MonthCount {
        month: b.first.map(|first| first.format("%Y-%m").to_string()),
        first_day: b.first,
        last_day: b.last,
        count: b.count,
    };
    buckets.into_iter().map(view).collect()
}

fn terms(cx: &mut Cx<'_>, of: &Of<'_>) -> AppResult<Vec<MonthCount>> {
    let mut buckets = rules::buckets(cx.today, rules::MONTHS);
    let horizon = rules::horizon(cx.today, rules::MONTHS);
    // A term's end is the first day without it.
    let until = horizon.succ_opt().unwrap_or(horizon);
    let last = crate::staffing::terms::rules::last_day;
    for (end, count) in store::count_ends(cx.conn, of, until)? {
        if let Some(end) = end {
            rules::count_on(&mut buckets, last(end), count);
        }
    }
    Ok(views(buckets))
}

fn certificates(cx: &mut Cx<'_>, of: &Of<'_>) -> AppResult<Vec<MonthCount>> {
    let mut buckets = rules::buckets(cx.today, rules::MONTHS);
    let horizon: NaiveDate = rules::horizon(cx.today, rules::MONTHS);
    for (last, count) in store::count_last_days(cx.conn, of, horizon)? {
        rules::count_on(&mut buckets, last, count);
    }
    Ok(views(buckets))
}

fn training(cx: &mut Cx<'_>, of: &Of<'_>, per_year: u32) -> AppResult<Vec<BranchShortfall>> {
    let year = cx.today.year();
    let span = crate::staffing::training::service::span_of(cx, year)?;
    let standing = store::count_standing(cx.conn, of, cx.today)?;
    let attended = store::list_attended(cx.conn, of, cx.today, span)?;
    let mut rows = rules::shortfall(&standing, &attended, year, per_year);
    let names = by_name(cx, &mut rows, |row| row.branch)?;
    let view = |b: rules::BranchTraining| BranchShortfall {
        branch_id: b.branch.to_string(),
        branch_name: names.get(&b.branch).cloned().unwrap_or_default(),
        managers: b.managers,
        short: b.short,
    };
    Ok(rows.into_iter().map(view).collect())
}

#[cfg(test)]
mod tests {
    use crate::auth::Role;
    use crate::auth::permissions::{Action, reach};

    #[test]
    fn whoever_sees_the_board_reads_the_lists_behind_it() {
        let lists = [
            Action::ListRecruitmentEvents,
            Action::ListManagerTerms,
            Action::ListCertificates,
            Action::ListTrainingCounts,
        ];
        for role in Role::ALL {
            let board = reach(Action::GetStaffingBoard, *role);
            for list in lists {
                assert!(
                    board <= reach(list, *role),
                    "{role} sees more on the board than by {}",
                    list.as_str()
                );
            }
        }
    }
}
