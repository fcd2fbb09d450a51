//! Terms: orchestration.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;

use super::dto::*;
use super::model::*;
use super::{renewals, rules, store};
use crate::app::Cx;
use crate::approvals::Kind;
use crate::approvals::service::pending_on;
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult, Code, OnConflict, OrNotFound};
use crate::http::{IdemKey, IfMatch, Page};
use crate::search_text::clean;
use crate::staffing::model::{Manager, ManagerId};

fn bank_view(t: BankTerm, cx: &Cx<'_>) -> BankTermView {
    BankTermView {
        standing: rules::standing(t.valid_from, Some(t.valid_to), cx.today, 0),
        id: t.id.to_string(),
        name: t.name,
        valid_from: t.valid_from,
        valid_to: t.valid_to,
        version: t.version,
    }
}

/// The bank's terms, newest first.
pub fn list_bank_terms(cx: &mut Cx<'_>) -> AppResult<BankTerms> {
    cx.may(Action::ListBankTerms, &Thing::bank())?;
    let terms = store::list_bank_terms(cx.conn)?;
    Ok(BankTerms { items: terms.into_iter().map(|t| bank_view(t, cx)).collect() })
}

/// The end of the bank's term that a day lies in, for those who appoint managers (D4).
///
/// Error: `bank_term_missing` where the bank has none there.
pub fn appointment_end(cx: &mut Cx<'_>, day: chrono::NaiveDate) -> AppResult<chrono::NaiveDate> {
    let terms: Vec<rules::Term> =
        store::list_bank_terms(cx.conn)?.iter().map(|t| (t.valid_from, t.valid_to)).collect();
    rules::next_term(day, day, &terms)
        .map(|(_, to)| to)
        .ok_or_else(|| AppError::new(Code::BankTermMissing).clause("D4"))
}

fn check_span(cx: &mut Cx<'_>, input: &SetBankTerm, but: Option<BankTermId>) -> AppResult<String> {
    let name = clean(&input.name);
    if name.is_empty() {
        return Err(AppError::field("/name", "required"));
    }
    if input.valid_to <= input.valid_from {
        return Err(AppError::field("/valid_to", "date_order"));
    }
    let others = store::list_bank_terms(cx.conn)?;
    let meets = |t: &BankTerm| rules::overlap((t.valid_from, t.valid_to), (input.valid_from, input.valid_to));
    if others.iter().any(|t| Some(t.id) != but && meets(t)) {
        return Err(AppError::new(Code::BankTermOverlap).clause("D4"));
    }
    Ok(name)
}

/// Sets a term of the bank. Error: `bank_term_overlap` where it shares a day with another.
pub fn create_bank_term(cx: &mut Cx<'_>, key: &IdemKey, input: &SetBankTerm) -> AppResult<BankTermView> {
    cx.may(Action::CreateBankTerm, &Thing::bank())?;
    let id: BankTermId = cx.once(key, Action::CreateBankTerm, input, |cx| {
        let term = BankTerm {
            id: BankTermId::new(),
            name: check_span(cx, input, None)?,
            valid_from: input.valid_from,
            valid_to: input.valid_to,
            version: 1,
            created_by: cx.actor.user()?.user_id,
            created_at: cx.now,
        };
        store::insert_bank_term(cx.conn, &term)
            .on_duplicate(|| AppError::new(Code::BankTermOverlap).clause("D4"))?;
        let detail = json!({ "valid_from": term.valid_from, "valid_to": term.valid_to });
        cx.audit("create_bank_term", "bank_term", Some(term.id), detail)?;
        Ok(term.id)
    })?;
    let term = store::find_bank_term(cx.conn, id)?;
    Ok(bank_view(term, cx))
}

/// Changes a term of the bank that has not begun and that no renewal runs to. Errors: `bank_term_begun`,
/// `bank_term_overlap`.
pub fn update_bank_term(
    cx: &mut Cx<'_>,
    id: BankTermId,
    version: IfMatch,
    input: &SetBankTerm,
) -> AppResult<BankTermView> {
    cx.may(Action::UpdateBankTerm, &Thing::bank())?;
    let mut term = store::find_bank_term(cx.conn, id).or_not_found()?;
    version.check(term.version)?;
    if term.valid_from <= cx.today || store::is_used(cx.conn, id)? {
        return Err(AppError::new(Code::BankTermBegun).clause("D4"));
    }
    if input.valid_from <= cx.today {
        return Err(AppError::field("/valid_from", "in_past"));
    }
    term.name = check_span(cx, input, Some(id))?;
    (term.valid_from, term.valid_to) = (input.valid_from, input.valid_to);
    if store::update_bank_term(cx.conn, &term).on_duplicate(|| AppError::new(Code::BankTermOverlap))? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    let detail = json!({ "valid_from": term.valid_from, "valid_to": term.valid_to });
    cx.audit("update_bank_term", "bank_term", Some(id), detail)?;
    let term = store::find_bank_term(cx.conn, id)?;
    Ok(bank_view(term, cx))
}

/// Number of today's policy, and the days that it or the request names.
fn within(cx: &mut Cx<'_>, asked: Option<u32>) -> AppResult<(i64, u32)> {
    let (number, policy) = crate::policy::service::at(cx, cx.today)?;
    Ok((number, asked.unwrap_or(policy.term_warning_days)))
}

fn views(cx: &mut Cx<'_>, rows: Vec<(Manager, String)>, warning: u32) -> AppResult<Vec<ManagerTerm>> {
    let ids: Vec<ManagerId> = rows.iter().map(|(m, _)| m.id).collect();
    let results = store::list_newest_results(cx.conn, &ids)?;
    let subjects: Vec<uuid::Uuid> = ids.iter().map(|id| id.0).collect();
    let pending = pending_on(cx, Kind::Renewal, &subjects)?;
    let today = cx.today;
    Ok(rows
        .into_iter()
        .map(|(m, branch_name)| ManagerTerm {
            standing: rules::standing(m.term_from, m.term_to, today, warning),
            last_day: m.term_to.map(rules::last_day),
            days_left: m.term_to.map(|to| (to - today).num_days()),
            passed: results.get(&m.id).filter(|r| Some(r.term_to) == m.term_to).map(|r| r.passed),
            request_id: pending.get(&m.id.0).map(ToString::to_string),
            manager_id: m.id.to_string(),
            manager_no: m.manager_no,
            name: m.name,
            class: m.class,
            grade: m.grade,
            state: m.state,
            branch_id: m.branch_id.to_string(),
            branch_name,
            term_from: m.term_from,
            term_to: m.term_to,
        })
        .collect())
}

/// Terms with an end, the next to end first; of persons who have not left.
pub fn list_manager_terms(cx: &mut Cx<'_>, q: &ListManagerTerms) -> AppResult<Page<ManagerTerm>> {
    let scope = cx.scope(Action::ListManagerTerms)?;
    let (_, warning) = within(cx, q.within)?;
    let tomorrow = cx.today + chrono::Duration::days(1);
    let warned = rules::warned_until(cx.today, warning);
    let (from, until) = match q.standing {
        None => (None, None),
        Some(TermStanding::Lapsed) => (None, Some(cx.today)),
        Some(TermStanding::Ending) => (Some(tomorrow), Some(warned)),
        Some(TermStanding::Running) => (Some(warned + chrono::Duration::days(1)), None),
        Some(TermStanding::Coming | TermStanding::Open) => {
            return Err(AppError::field("/standing", "invalid").code_as(Code::InvalidQuery));
        }
    };
    let from = from.max(q.last_from.map(rules::end_after));
    let until = rules::earlier(until, q.last_to.map(rules::end_after));
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "manager_terms", q.cursor.as_deref())?;
    let filter = store::TermFilter { branch: q.branch_id, from, until };
    let rows = store::list_terms(cx.conn, &scope, &filter, after, Some(limit + 1))?;
    let key = |(m, _): &(Manager, String)| (m.term_to, m.id);
    let page = crate::db::page::page(cx.app.keys(), "manager_terms", rows, limit, key, |r| r)?;
    Ok(Page { items: views(cx, page.items, warning)?, next_cursor: page.next_cursor })
}

/// How terms stand, by branch in order of name.
pub fn count_manager_terms(cx: &mut Cx<'_>, q: &CountManagerTerms) -> AppResult<TermCounts> {
    let scope = cx.scope(Action::CountManagerTerms)?;
    let (policy_number, within) = within(cx, q.within)?;
    let rows = store::list_terms(cx.conn, &scope, &store::TermFilter::default(), None, None)?;
    let mut branches: BTreeMap<crate::org::model::OrgUnitId, TermCount> = BTreeMap::new();
    for (m, branch_name) in rows {
        let count = branches.entry(m.branch_id).or_insert_with(|| TermCount {
            branch_id: m.branch_id.to_string(),
            branch_name,
            running: 0,
            ending: 0,
            lapsed: 0,
            clients: 0,
        });
        match rules::standing(m.term_from, m.term_to, cx.today, within) {
            TermStanding::Lapsed => count.lapsed += 1,
            TermStanding::Ending => count.ending += 1,
            TermStanding::Coming | TermStanding::Running | TermStanding::Open => count.running += 1,
        }
    }
    for (branch, clients) in crate::clients::service::count_under_lapsed(cx, &scope)? {
        if let Some(count) = branches.get_mut(&branch) {
            count.clients = clients;
        }
    }
    let mut items: Vec<TermCount> = branches.into_values().collect();
    items.sort_by_cached_key(|b| crate::search_text::sort_key(&b.branch_name));
    Ok(TermCounts { within, policy_number, items })
}

/// A manager whose term the caller may see, and the branch's name.
pub(super) fn find(cx: &mut Cx<'_>, id: ManagerId) -> AppResult<(Manager, String)> {
    let scope = cx.scope(Action::GetManagerTerm)?;
    crate::staffing::service::find_within(cx, id, &scope)
}

/// A manager's term with its assessments and renewals.
pub fn get_manager_term(cx: &mut Cx<'_>, id: ManagerId) -> AppResult<ManagerTermView> {
    let (m, branch) = find(cx, id)?;
    let (policy_number, warning_days) = within(cx, None)?;
    let next = renewals::next_of(cx, &m)?;
    let results = store::list_results(cx.conn, id)?;
    let renewals = store::list_renewals(cx.conn, id)?;
    let people = results.iter().filter_map(|r| r.entered_by);
    let people: Vec<_> = people.chain(renewals.iter().filter_map(|(r, _)| r.decided_by)).collect();
    let names: HashMap<_, _> = crate::identity::service::names_of(cx, people.into_iter())?;
    let thing = Thing::branch(m.branch_id).of(id);
    let due = rules::renewable(&m).is_ok();
    let own = cx.actor.employee_id().is_some() && cx.actor.employee_id() == m.employee_id;
    let may_record = due && !own && cx.actor.can(Action::RecordTermResult, &thing);
    let passed = m.term_to.is_some_and(|to| rules::check_passed(to, results.first()).is_ok());
    let may_propose = due && !own && passed && next.is_some() && cx.actor.can(Action::ProposeRenewal, &thing);
    let term = views(cx, vec![(m, branch)], warning_days)?.pop().ok_or_else(AppError::not_found)?;
    Ok(ManagerTermView {
        may_record,
        may_propose: may_propose && term.request_id.is_none(),
        term,
        warning_days,
        policy_number,
        next: next.map(|(t, (valid_from, valid_to))| NextTerm { bank_term: t.name, valid_from, valid_to }),
        results: results
            .into_iter()
            .map(|r| TermResultView {
                id: r.id.to_string(),
                term_to: r.term_to,
                period_from: r.period_from,
                period_to: r.period_to,
                passed: r.passed,
                evidence: r.evidence,
                assessed_on: r.assessed_on,
                source: r.source,
                entered_by: r.entered_by.and_then(|u| names.get(&u).cloned()),
                entered_at: r.entered_at,
            })
            .collect(),
        renewals: renewals
            .into_iter()
            .map(|(r, bank_term)| RenewalView {
                bank_term,
                ended_on: r.ended_on,
                valid_from: r.valid_from,
                valid_to: r.valid_to,
                decided_by: r.decided_by.and_then(|u| names.get(&u).cloned()),
                decided_at: r.decided_at,
                request_id: r.request_id.to_string(),
            })
            .collect(),
    })
}

/// Enters what the assessment of a manager's term came to; never one's own (D4). A newer one takes its place.
///
/// Errors: `renewal_not_due` for a term that is not renewed, `self_approval`, fields at fault.
pub fn record_term_result(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    id: ManagerId,
    input: &RecordTermResult,
) -> AppResult<ManagerTermView> {
    let (m, _) = find(cx, id)?;
    cx.may(Action::RecordTermResult, &Thing::branch(m.branch_id).of(id))?;
    let _: TermResultId = cx.once(key, Action::RecordTermResult, &(id, input), |cx| {
        let term_to = rules::renewable(&m)?;
        if cx.actor.employee_id().is_some() && cx.actor.employee_id() == m.employee_id {
            return Err(AppError::new(Code::SelfApproval).clause("D4"));
        }
        if input.period_to < input.period_from || input.period_to < m.term_from {
            return Err(AppError::field("/period_to", "date_order"));
        }
        if input.assessed_on < input.period_to {
            return Err(AppError::field("/assessed_on", "date_order"));
        }
        if input.assessed_on > cx.today {
            return Err(AppError::field("/assessed_on", "in_future"));
        }
        let evidence = input.evidence.trim().to_owned();
        if evidence.is_empty() {
            return Err(AppError::field("/evidence", "required"));
        }
        let row = TermResult {
            id: TermResultId::new(),
            manager_id: id,
            term_to,
            period_from: input.period_from,
            period_to: input.period_to,
            passed: input.passed,
            evidence,
            assessed_on: input.assessed_on,
            source: ResultSource::Entered,
            entered_by: Some(cx.actor.user()?.user_id),
            entered_at: cx.now,
        };
        store::insert_result(cx.conn, &row)?;
        let detail = json!({ "result_id": row.id, "term_to": term_to, "passed": row.passed });
        cx.audit("record_term_result", "manager", Some(id), detail)?;
        Ok(row.id)
    })?;
    get_manager_term(cx, id)
}
