//! Appointments, grades and terms, as the HR system reads them.

use super::dto::*;
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::error::AppResult;
use crate::http::Page;
use crate::staffing::feed;
use crate::staffing::model::Appointed;

fn view(a: &Appointed) -> HrAppointment {
    HrAppointment {
        manager_id: a.line.manager_id.to_string(),
        manager_no: a.manager_no.clone(),
        employee_no: a.employee_no.clone(),
        class: a.line.class,
        b_kind: a.line.b_kind,
        grade: a.line.grade,
        branch_code: a.branch_code.clone(),
        state: a.line.state,
        term_from: a.line.term_from,
        term_to: a.line.term_to,
        changed_at: a.line.known_from,
        version: a.line.version,
    }
}

/// How managers with a body stand, in the order of the last change.
pub fn list_hr_appointments(cx: &mut Cx<'_>, q: &ListHrChanges) -> AppResult<Page<HrAppointment>> {
    cx.may(Action::ListHrAppointments, &Thing::bank())?;
    let rows = lines(cx, "hr_appointments", q, true)?;
    Ok(Page { items: rows.items.iter().map(view).collect(), next_cursor: rows.next_cursor })
}

/// Every change of an appointment, a grade or a term, in the order in which it became known.
pub fn list_hr_appointment_changes(
    cx: &mut Cx<'_>,
    q: &ListHrChanges,
) -> AppResult<Page<HrAppointmentChange>> {
    cx.may(Action::ListHrAppointmentChanges, &Thing::bank())?;
    let rows = lines(cx, "hr_appointment_changes", q, false)?;
    let change = |a: &Appointed| HrAppointmentChange {
        id: a.line.id.to_string(),
        appointment: view(a),
        valid_from: a.line.valid_from,
    };
    Ok(Page { items: rows.items.iter().map(change).collect(), next_cursor: rows.next_cursor })
}

fn lines(cx: &mut Cx<'_>, list: &str, q: &ListHrChanges, standing: bool) -> AppResult<Page<Appointed>> {
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), list, q.cursor.as_deref())?;
    let rows = feed::list_lines(cx, q.changed_since, standing, after, limit + 1)?;
    crate::db::page::page(cx.app.keys(), list, rows, limit, |a| (a.line.known_from, a.line.id), |a| a)
}
