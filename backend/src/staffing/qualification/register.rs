//! Time in banking elsewhere, and the register of adverse records: what experience and record are computed from.

use serde_json::json;

use super::dto::*;
use super::model::*;
use super::service::{find_within, not_own, tell};
use super::{rules, store};
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::http::{IdemKey, IfMatch, Page};
use crate::org::model::EmployeeId;
use crate::search_text::clean;

pub(super) fn employments_of(cx: &mut Cx<'_>, employee: EmployeeId) -> AppResult<Vec<EmploymentView>> {
    let rows = store::list_employments(cx.conn, employee)?;
    let names = crate::identity::service::names_of(cx, rows.iter().map(|e| e.recorded_by))?;
    Ok(rows
        .into_iter()
        .map(|e| EmploymentView {
            id: e.id.to_string(),
            employer: e.employer,
            post: e.post,
            from_on: e.from_on,
            to_on: e.to_on,
            evidence: e.evidence,
            recorded_by: names.get(&e.recorded_by).cloned().unwrap_or_default(),
            recorded_at: e.recorded_at,
            revoked_at: e.revoked_at,
            reason: e.reason,
            version: e.version,
        })
        .collect())
}

fn one_employment(cx: &mut Cx<'_>, employee: EmployeeId, id: EmploymentId) -> AppResult<EmploymentView> {
    let id = id.to_string();
    employments_of(cx, employee)?.into_iter().find(|e| e.id == id).ok_or_else(AppError::not_found)
}

fn not_empty(pointer: &str, text: &str) -> AppResult<()> {
    if text.is_empty() { Err(AppError::field(pointer, "required")) } else { Ok(()) }
}

/// Records time in banking elsewhere, with evidence. Errors: `own_qualification`; fields at fault.
pub fn record_employment(
    cx: &mut Cx<'_>,
    employee: EmployeeId,
    key: &IdemKey,
    input: &RecordEmployment,
) -> AppResult<EmploymentView> {
    find_within(cx, employee, Action::RecordEmployment)?;
    not_own(cx, employee, "E2.1")?;
    let id: EmploymentId = cx.once(key, Action::RecordEmployment, &(employee, input), |cx| {
        if input.to_on > cx.today {
            return Err(AppError::field("/to_on", "in_future"));
        }
        if input.to_on <= input.from_on {
            return Err(AppError::field("/to_on", "date_order"));
        }
        let row = Employment {
            id: EmploymentId::new(),
            employee_id: employee,
            employer: clean(&input.employer),
            post: clean(&input.post),
            from_on: input.from_on,
            to_on: input.to_on,
            evidence: input.evidence.trim().to_owned(),
            recorded_by: cx.actor.user()?.user_id,
            recorded_at: cx.now,
            revoked_by: None,
            revoked_at: None,
            reason: None,
            version: 1,
        };
        not_empty("/employer", &row.employer)?;
        not_empty("/post", &row.post)?;
        not_empty("/evidence", &row.evidence)?;
        store::insert_employment(cx.conn, &row)?;
        tell(cx, employee, "qualification_stated")?;
        cx.audit("record_employment", "employee", Some(employee), json!({ "employment_id": row.id }))?;
        Ok(row.id)
    })?;
    one_employment(cx, employee, id)
}

/// Revokes an employment that was recorded wrongly; it stays on record. Errors: `own_qualification`, `already_decided`.
pub fn revoke_employment(
    cx: &mut Cx<'_>,
    id: EmploymentId,
    version: IfMatch,
    input: &QualificationReason,
) -> AppResult<EmploymentView> {
    cx.may(Action::RevokeEmployment, &Thing::bank())?;
    let row = store::find_employment(cx.conn, id).or_not_found()?;
    not_own(cx, row.employee_id, "E2.1")?;
    version.check(row.version)?;
    let reason = input.reason.trim();
    not_empty("/reason", reason)?;
    let by = (cx.actor.user()?.user_id, cx.now, reason);
    if store::revoke_employment(cx.conn, &row, by)? == 0 {
        return Err(AppError::new(Code::AlreadyDecided).clause("E2.1"));
    }
    let detail = json!({ "employment_id": id });
    cx.audit("revoke_employment", "employee", Some(row.employee_id), detail)?;
    one_employment(cx, row.employee_id, id)
}

fn adverse_views(cx: &mut Cx<'_>, rows: Vec<Adverse>) -> AppResult<Vec<AdverseView>> {
    let people = rows.iter().flat_map(|a| [a.entered_by, a.lifted_by]).flatten();
    let names = crate::identity::service::names_of(cx, people)?;
    let today = cx.today;
    Ok(rows
        .into_iter()
        .map(|a| AdverseView {
            counts: rules::counts_on(&a, today),
            id: a.id.to_string(),
            employee_id: a.employee_id.to_string(),
            kind: a.kind,
            description: a.description,
            evidence: a.evidence,
            occurred_on: a.occurred_on,
            counts_from: a.counts_from,
            counts_to: a.counts_to,
            source: a.source,
            entered_by: a.entered_by.and_then(|u| names.get(&u).cloned()),
            entered_at: a.entered_at,
            lifted_on: a.lifted_on,
            lifted_by: a.lifted_by.and_then(|u| names.get(&u).cloned()),
            reason: a.reason,
            version: a.version,
        })
        .collect())
}

pub(super) fn adverse_of(cx: &mut Cx<'_>, employee: EmployeeId) -> AppResult<Vec<AdverseView>> {
    let rows = store::list_adverse_of(cx.conn, employee)?;
    adverse_views(cx, rows)
}

/// The register, newest entry first.
pub fn list_adverse_records(cx: &mut Cx<'_>, q: &ListAdverseRecords) -> AppResult<Page<AdverseRow>> {
    cx.scope(Action::ListAdverseRecords)?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "adverse_records", q.cursor.as_deref())?;
    let counting = q.counting.unwrap_or(false).then_some(cx.today);
    let rows = store::list_adverse(cx.conn, (q.employee_id, counting), before, limit + 1)?;
    let key = |(a, ..): &(Adverse, _, _)| (a.entered_at, a.id);
    let page = crate::db::page::page(cx.app.keys(), "adverse_records", rows, limit, key, |r| r)?;
    let (records, people): (Vec<_>, Vec<_>) =
        page.items.into_iter().map(|(a, e, unit)| (a, (e, unit))).unzip();
    let items = adverse_views(cx, records)?
        .into_iter()
        .zip(people)
        .map(|(record, (e, unit_name))| AdverseRow {
            record,
            employee_no: e.employee_no,
            name: e.name,
            unit_name,
        })
        .collect();
    Ok(Page { items, next_cursor: page.next_cursor })
}

fn one_adverse(cx: &mut Cx<'_>, id: AdverseId) -> AppResult<AdverseView> {
    let row = store::find_adverse(cx.conn, id).or_not_found()?;
    adverse_views(cx, vec![row])?.pop().ok_or_else(AppError::not_found)
}

/// Enters an adverse record with evidence; the person is told. Errors: `own_qualification`; fields at fault.
pub fn record_adverse(
    cx: &mut Cx<'_>,
    employee: EmployeeId,
    key: &IdemKey,
    input: &RecordAdverse,
) -> AppResult<AdverseView> {
    find_within(cx, employee, Action::RecordAdverse)?;
    not_own(cx, employee, "E2.1")?;
    let id: AdverseId = cx.once(key, Action::RecordAdverse, &(employee, input), |cx| {
        let row = Adverse {
            id: AdverseId::new(),
            employee_id: employee,
            kind: input.kind,
            description: input.description.trim().to_owned(),
            evidence: input.evidence.trim().to_owned(),
            occurred_on: input.occurred_on,
            counts_from: input.counts_from.unwrap_or(cx.today),
            counts_to: input.counts_to,
            source: AdverseSource::Register,
            entered_by: cx.actor.user_id(),
            entered_at: cx.now,
            lifted_on: None,
            lifted_by: None,
            lifted_at: None,
            reason: None,
            version: 1,
        };
        insert_adverse(cx, &row)?;
        Ok(row.id)
    })?;
    one_adverse(cx, id)
}

/// Puts an adverse record into the register: what somebody entered, or what follows from a decision on conduct.
pub fn insert_adverse(cx: &mut Cx<'_>, row: &Adverse) -> AppResult<()> {
    not_empty("/description", &row.description)?;
    not_empty("/evidence", &row.evidence)?;
    if row.occurred_on > cx.today {
        return Err(AppError::field("/occurred_on", "in_future"));
    }
    if row.counts_from < row.occurred_on {
        return Err(AppError::field("/counts_from", "date_order"));
    }
    if row.counts_to.is_some_and(|to| to <= row.counts_from) {
        return Err(AppError::field("/counts_to", "date_order"));
    }
    store::insert_adverse(cx.conn, row)?;
    tell(cx, row.employee_id, "adverse_recorded")?;
    let detail = json!({ "record_id": row.id, "kind": row.kind, "source": row.source });
    cx.audit("record_adverse", "employee", Some(row.employee_id), detail)
}

/// Lifts an adverse record from today on; it stays on record. Errors: `own_qualification`, `already_decided`.
pub fn lift_adverse(
    cx: &mut Cx<'_>,
    id: AdverseId,
    version: IfMatch,
    input: &QualificationReason,
) -> AppResult<AdverseView> {
    cx.may(Action::LiftAdverse, &Thing::bank())?;
    let row = store::find_adverse(cx.conn, id).or_not_found()?;
    not_own(cx, row.employee_id, "E2.1")?;
    version.check(row.version)?;
    let reason = input.reason.trim();
    not_empty("/reason", reason)?;
    let by = (cx.actor.user()?.user_id, cx.now, cx.today, reason);
    if store::lift_adverse(cx.conn, &row, by)? == 0 {
        return Err(AppError::new(Code::AlreadyDecided).clause("E2.1"));
    }
    tell(cx, row.employee_id, "adverse_lifted")?;
    cx.audit("lift_adverse", "employee", Some(row.employee_id), json!({ "record_id": id }))?;
    one_adverse(cx, id)
}
