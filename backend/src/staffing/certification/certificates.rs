//! Certificates: how they stand, and head office's review of what branches granted (E2.4).

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::json;

use super::dto::*;
use super::model::*;
use super::rules::{self, CertificateStanding};
use super::service::{not_own, policy, tell};
use super::{grades, store};
use crate::app::Cx;
use crate::auth::{Action, Role, Scope, Thing};
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::{IfMatch, Page};
use crate::org::model::EmployeeId;

/// What is shown of certificates.
pub(super) fn certificate_view(
    cx: &mut Cx<'_>,
    rows: Vec<store::CertificateRow>,
) -> AppResult<Vec<CertificateView>> {
    let (_, policy) = policy(cx)?;
    let ids: Vec<CertificateId> = rows.iter().map(|(c, _)| c.id).collect();
    let mut reviews = store::list_certificate_reviews(cx.conn, &ids)?;
    let people: Vec<_> = rows
        .iter()
        .filter_map(|(c, _)| c.decided_by)
        .chain(reviews.values().map(|r| r.reviewed_by))
        .collect();
    let names: HashMap<_, _> = crate::identity::service::names_of(cx, people.into_iter())?;
    let units = crate::org::service::unit_names(cx, rows.iter().filter_map(|(c, _)| c.branch_id))?;
    let (today, actor) = (cx.today, cx.actor);
    Ok(rows
        .into_iter()
        .map(|(c, e)| {
            let review = reviews.remove(&c.id);
            let others = actor.employee_id() != Some(e.id);
            let open = c.filed_at.is_some() && review.is_none();
            CertificateView {
                standing: rules::standing(c.state, c.counts_until, today, policy.warning_days),
                may_review: others && open && actor.can(Action::ReviewCertificate, &Thing::bank()),
                may_overturn: policy.may_overturn,
                id: c.id.to_string(),
                file_id: c.file_id.to_string(),
                employee_id: e.id.to_string(),
                employee_no: e.employee_no,
                name: e.name,
                manager_id: c.manager_id.map(|m| m.to_string()),
                branch_name: c.branch_id.and_then(|b| units.get(&b).cloned()),
                branch_id: c.branch_id.map(|b| b.to_string()),
                grade: c.grade,
                total_bps: c.total_bps,
                body: c.body,
                granted_on: c.granted_on,
                counts_until: c.counts_until,
                decided_by: c.decided_by.and_then(|u| names.get(&u).cloned()),
                filed_at: c.filed_at,
                review: review.map(|r| CertificateReviewView {
                    outcome: r.outcome,
                    reason: r.reason,
                    effective_on: r.effective_on,
                    reviewed_by: names.get(&r.reviewed_by).cloned(),
                    reviewed_at: r.reviewed_at,
                }),
                version: c.version,
            }
        })
        .collect())
}

/// Which of some people's newest certificates have lapsed by today; whoever has none is not among them (E2.3). For the
/// rooms that let a grade count.
pub fn lapsed_among(cx: &mut Cx<'_>, people: &[EmployeeId]) -> AppResult<HashSet<EmployeeId>> {
    Ok(store::list_lapsed_among(cx.conn, people, cx.today)?.into_iter().collect())
}

/// Certificates within the caller's reach, the next to lapse first.
pub fn list_certificates(cx: &mut Cx<'_>, q: &ListCertificates) -> AppResult<Page<CertificateView>> {
    let scope = cx.scope(Action::ListCertificates)?;
    let (_, policy) = policy(cx)?;
    let warned = rules::warned_until(cx.today, policy.warning_days);
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "certificates", q.cursor.as_deref())?;
    let filter = store::CertificateFilter {
        branch: q.branch_id,
        employee: None,
        unreviewed: q.unreviewed.unwrap_or(false),
        standing: q.standing.map(|s| (s, cx.today, warned)),
        last_from: q.last_from,
        last_to: q.last_to,
    };
    let rows = store::list_certificates(cx.conn, &scope, &filter, after, Some(limit + 1))?;
    let key = |(c, _): &store::CertificateRow| (c.counts_until, c.id);
    let page = crate::db::page::page(cx.app.keys(), "certificates", rows, limit, key, |r| r)?;
    Ok(Page { items: certificate_view(cx, page.items)?, next_cursor: page.next_cursor })
}

/// How certificates stand, by branch in order of name; head office last.
pub fn count_certificates(cx: &mut Cx<'_>) -> AppResult<CertificateCounts> {
    let scope: Scope = cx.scope(Action::CountCertificates)?;
    let (policy_number, policy) = policy(cx)?;
    let rows = store::list_certificates(cx.conn, &scope, &Default::default(), None, None)?;
    let ids: Vec<CertificateId> = rows.iter().map(|(c, _)| c.id).collect();
    let reviews = store::list_certificate_reviews(cx.conn, &ids)?;
    let units = crate::org::service::unit_names(cx, rows.iter().filter_map(|(c, _)| c.branch_id))?;
    let mut branches = BTreeMap::new();
    for (c, _) in rows {
        let count = branches.entry(c.branch_id).or_insert_with(|| CertificateCount {
            branch_id: c.branch_id.map(|b| b.to_string()),
            branch_name: c.branch_id.and_then(|b| units.get(&b).cloned()),
            counts: 0,
            lapsing: 0,
            lapsed: 0,
            unreviewed: 0,
        });
        count.unreviewed += i64::from(c.filed_at.is_some() && !reviews.contains_key(&c.id));
        match rules::standing(c.state, c.counts_until, cx.today, policy.warning_days) {
            CertificateStanding::Counts => count.counts += 1,
            CertificateStanding::Lapsing => count.lapsing += 1,
            CertificateStanding::Lapsed => count.lapsed += 1,
            CertificateStanding::Replaced | CertificateStanding::Overturned => {}
        }
    }
    let mut items: Vec<CertificateCount> = branches.into_values().collect();
    items.sort_by_cached_key(|b| {
        let name = b.branch_name.as_deref().map(crate::search_text::sort_key);
        (name.is_none(), name)
    });
    Ok(CertificateCounts { warning_days: policy.warning_days, policy_number, items })
}

/// Reviews what a branch certified and filed; head office may uphold it or, where the policy lets it, overturn it from
/// a day on (E2.4). The grade that it gave goes with it.
///
/// Errors: `certificate_reviewed`, `overturn_forbidden`, `self_approval`; 409 for one that head office granted itself.
pub fn review_certificate(
    cx: &mut Cx<'_>,
    id: CertificateId,
    version: IfMatch,
    input: &ReviewCertificate,
) -> AppResult<CertificateView> {
    cx.may(Action::ReviewCertificate, &Thing::bank())?;
    let (mut c, employee) = store::find_certificate(cx.conn, id).or_not_found()?;
    version.check(c.version)?;
    not_own(cx, employee.id, "E2.4")?;
    if c.filed_at.is_none() || c.decided_by == cx.actor.user_id() {
        return Err(AppError::new(Code::Conflict).clause("E2.4"));
    }
    let (_, policy) = policy(cx)?;
    let reason = input.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(AppError::field("/reason", "required"));
    }
    let effective_on = match input.outcome {
        CertificateOutcome::Upheld => None,
        CertificateOutcome::Overturned if !policy.may_overturn => {
            return Err(AppError::new(Code::OverturnForbidden).clause("E2.4"));
        }
        CertificateOutcome::Overturned => {
            let day = input.effective_on.unwrap_or(cx.today);
            if day > cx.today {
                return Err(AppError::field("/effective_on", "in_future"));
            }
            if day < c.granted_on {
                return Err(AppError::field("/effective_on", "date_order"));
            }
            Some(day)
        }
    };
    let review = CertificateReview {
        id: CertificateReviewId::new(),
        certificate_id: id,
        outcome: input.outcome,
        reason,
        effective_on,
        reviewed_by: cx.actor.user()?.user_id,
        reviewed_at: cx.now,
    };
    store::insert_certificate_review(cx.conn, &review)
        .on_duplicate(|| AppError::new(Code::CertificateReviewed).clause("E2.4"))?;
    let was_valid = c.state == CertificateState::Valid;
    if let Some(day) = effective_on {
        c.state = CertificateState::Overturned;
        grades::take_back(cx, &c, &review.reason, day)?;
    }
    if store::update_certificate(cx.conn, &c)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    if let Some(day) = effective_on {
        if was_valid {
            restore_before(cx, &c)?;
        }
        let params = json!({ "grade": c.grade, "day": day });
        tell(cx, c.employee_id, "certificate_overturned", params)?;
        if let Some(branch) = c.branch_id {
            let presidents = crate::org::service::holders_at(cx, Role::President, Some(branch), cx.today)?;
            let link = format!("/certification/{}", c.file_id);
            let code = "certificate_overturned_of";
            let params = json!({ "name": employee.name, "grade": c.grade, "day": day });
            crate::notices::service::notify_employees(cx, &presidents, code, &params, Some(&link))?;
        }
    }
    let detail = json!({ "outcome": review.outcome, "effective_on": effective_on });
    cx.audit("review_certificate", "certificate", Some(id), detail)?;
    let found = store::find_certificate(cx.conn, id)?;
    certificate_view(cx, vec![found])?.pop().ok_or_else(AppError::not_found)
}

/// The certificate that the overturned one had replaced stands again.
fn restore_before(cx: &mut Cx<'_>, overturned: &Certificate) -> AppResult<()> {
    let before = store::find_in_state(cx.conn, overturned.employee_id, CertificateState::Replaced)?;
    if let Some(mut before) = before {
        before.state = CertificateState::Valid;
        store::update_certificate(cx.conn, &before)?;
    }
    Ok(())
}
