//! Coverage within the asker's scope.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::dto::*;
use super::store::{self, Count};
use crate::app::Cx;
use crate::auth::{Action, Scope};
use crate::error::AppResult;
use crate::http::Page;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;

/// The branches that a scope reaches: `[None]` stands for all.
fn reached(scope: &Scope) -> Vec<Option<OrgUnitId>> {
    match scope {
        Scope::All => vec![None],
        Scope::Some { branches, .. } => branches.iter().copied().map(Some).collect(),
    }
}

/// Coverage of each branch that the caller reaches.
pub fn get_coverage(cx: &mut Cx<'_>, q: &AskCoverage) -> AppResult<CoverageView> {
    let scope = cx.scope(Action::GetCoverage)?;
    let day = q.day.unwrap_or(cx.today);
    let mut items = Vec::new();
    for branch in reached(&scope) {
        items.extend(of_branches(cx, day, branch)?);
    }
    Ok(CoverageView { day, items })
}

/// Coverage of one branch, or of all, for other rooms: without asking who wants to know.
pub fn of_branches(
    cx: &mut Cx<'_>,
    day: NaiveDate,
    branch: Option<OrgUnitId>,
) -> AppResult<Vec<BranchCoverage>> {
    let mut counts: HashMap<OrgUnitId, Vec<Count>> = HashMap::new();
    for count in store::count_coverage(cx.conn, day, branch)? {
        counts.entry(count.branch_id).or_default().push(count);
    }
    let kept: HashMap<ManagerId, i64> =
        store::count_kept(cx.conn, day, branch)?.into_iter().map(|k| (k.manager_id, k.accounts)).collect();
    let kept_in: HashMap<OrgUnitId, i64> = store::count_kept_by_branch(cx.conn, day, branch)?
        .into_iter()
        .map(|k| (k.branch_id, k.accounts))
        .collect();
    let mut virtuals = virtual_managers(cx, day, branch, &kept)?;
    Ok(store::list_branches(cx.conn, day, branch)?
        .into_iter()
        .map(|(id, name)| {
            let counts = counts.remove(&id).unwrap_or_default();
            let uncovered =
                |kind| counts.iter().filter(|c| c.must_kind == kind).map(|c| c.must - c.covered).sum();
            let (must, covered) =
                (counts.iter().map(|c| c.must).sum::<i64>(), counts.iter().map(|c| c.covered).sum::<i64>());
            BranchCoverage {
                branch_id: id.to_string(),
                branch_name: name,
                must_allocate: must,
                covered,
                coverage_bps: coverage_bps(must, covered),
                uncovered_loans: uncovered(MustKind::Loan),
                uncovered_corporate_deposits: uncovered(MustKind::CorporateDeposit),
                uncovered_won_deposits: uncovered(MustKind::PersonalDeposit),
                lapsed: counts.iter().map(|c| c.lapsed).sum(),
                virtual_accounts: kept_in.get(&id).copied().unwrap_or_default(),
                virtual_managers: virtuals.remove(&id).unwrap_or_default(),
            }
        })
        .collect())
}

/// `covered / must` in basis points, rounded down, so that all is shown where all are alone.
fn coverage_bps(must: i64, covered: i64) -> i32 {
    if must == 0 {
        return 10_000;
    }
    i32::try_from(i128::from(covered) * 10_000 / i128::from(must)).unwrap_or(10_000)
}

fn virtual_managers(
    cx: &mut Cx<'_>,
    day: NaiveDate,
    branch: Option<OrgUnitId>,
    kept: &HashMap<ManagerId, i64>,
) -> AppResult<HashMap<OrgUnitId, Vec<VirtualManager>>> {
    let managers = store::list_virtual(cx.conn, day, branch)?;
    let ids: Vec<ManagerId> = managers.iter().map(|m| m.1).collect();
    let mut keepers = crate::staffing::keepers::keepers_on(cx, &ids, day)?;
    let mut out: HashMap<OrgUnitId, Vec<VirtualManager>> = HashMap::new();
    for (branch, id, name) in managers {
        let maintainers = keepers
            .remove(&id)
            .unwrap_or_default()
            .into_iter()
            .map(|k| MaintainerName { employee_id: k.employee_id.to_string(), name: k.name })
            .collect();
        out.entry(branch).or_default().push(VirtualManager {
            manager_id: id.to_string(),
            name,
            accounts: kept.get(&id).copied().unwrap_or_default(),
            maintainers,
        });
    }
    Ok(out)
}

/// Accounts that must be under a named manager and are not, in the order of their numbers.
pub fn list_uncovered(cx: &mut Cx<'_>, q: &ListUncovered) -> AppResult<Page<UncoveredAccount>> {
    let scope = cx.scope(Action::ListUncovered)?;
    let limit = crate::db::page::limit(q.limit);
    let after: Option<(String, crate::clients::model::AccountId)> =
        crate::db::page::decode(cx.app.keys(), "uncovered", q.cursor.as_deref())?;
    let day = q.day.unwrap_or(cx.today);
    let mut rows = Vec::new();
    for reached in reached(&scope) {
        let branch = match (reached, q.branch_id) {
            (Some(reached), Some(asked)) if reached != asked => continue,
            (reached, asked) => asked.or(reached),
        };
        rows.extend(store::list_uncovered(cx.conn, day, branch, q.kind, after.as_ref(), limit + 1)?);
    }
    rows.sort_by(|a, b| (&a.account_no, a.id).cmp(&(&b.account_no, b.id)));
    rows.truncate(usize::try_from(limit + 1).unwrap_or(usize::MAX));
    let names: HashMap<OrgUnitId, String> = store::list_branches(cx.conn, day, None)?.into_iter().collect();
    crate::db::page::page(
        cx.app.keys(),
        "uncovered",
        rows,
        limit,
        |r| (r.account_no.clone(), r.id),
        |r| UncoveredAccount {
            account_id: r.id.to_string(),
            account_no: r.account_no,
            kind: r.must_kind,
            product: r.product,
            opened_on: r.opened_on,
            client_id: r.client_id.to_string(),
            client_no: r.client_no,
            client_name: r.client_name,
            branch_id: r.branch_id.to_string(),
            branch_name: names.get(&r.branch_id).cloned().unwrap_or_default(),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::coverage_bps;

    #[test]
    fn all_is_shown_where_all_are_alone() {
        assert_eq!(coverage_bps(0, 0), 10_000);
        assert_eq!(coverage_bps(3, 2), 6_666);
        assert_eq!(coverage_bps(1_000_000, 999_999), 9_999);
        assert_eq!(coverage_bps(7, 7), 10_000);
    }
}
