//! A person's timeline: who reads what of it, and its pages.

use uuid::Uuid;

use super::dto::*;
use super::model::{Entry, TimelineCode, TimelineKind, TimelineTarget};
use super::rules::{self, Place};
use super::sources::{Gate, SOURCES, Source};
use super::store::{self, Ask};
use crate::app::Cx;
use crate::auth::{Action, Role, Scope, Thing};
use crate::error::{AppError, AppResult, OrNotFound};
use crate::hr::model::HrEventKind;
use crate::org::model::{Employee, EmployeeId};
use crate::staffing::model::{Manager, ManagerId};

/// Names cursors.
const LIST: &str = "employee_timeline";
/// The record's own first day.
const FIRST_DAY: &str = "employee";
/// The record's own first day away.
const LAST_DAY: &str = "employee_left";

/// What is known of somebody, for one page.
struct Reader<'a> {
    employee: &'a Employee,
    managers: &'a [Manager],
    /// Whether somebody reads their own.
    own: bool,
}

/// Everything that staffing knows of an employee, newest first.
pub fn get_employee_timeline(
    cx: &mut Cx<'_>,
    id: EmployeeId,
    q: &GetEmployeeTimeline,
) -> AppResult<EmployeeTimeline> {
    cx.may(Action::GetEmployeeTimeline, &Thing::bank())?;
    let own = cx.actor.employee_id() == Some(id);
    let employee = find(cx, id, own)?;
    let managers = store::list_managers_of(cx.conn, id)?;
    let reader = Reader { employee: &employee, managers: &managers, own };
    let limit = crate::db::page::limit(q.limit);
    let after: Option<Place> = crate::db::page::decode(cx.app.keys(), LIST, q.cursor.as_deref())?;
    let mut kinds: Vec<TimelineKind> = Vec::new();
    let mut found: Vec<(TimelineKind, Entry)> = Vec::new();
    for source in SOURCES {
        let Some(scope) = scope_of(cx, source.gate, &reader)? else { continue };
        if !kinds.contains(&source.kind) {
            kinds.push(source.kind);
        }
        if q.kind.is_none_or(|k| k == source.kind) {
            let entries = ask(cx, source, &reader, &scope, after.as_ref(), limit + 1)?;
            found.extend(entries.into_iter().map(|e| (source.kind, e)));
        }
    }
    if q.kind.is_none_or(|k| k == TimelineKind::Employment) && kinds.contains(&TimelineKind::Employment) {
        let record = record(cx, &employee)?;
        found.extend(record.into_iter().map(|e| (TimelineKind::Employment, e)));
    }
    let clock = cx.app.clock();
    let mut rows: Vec<(Place, TimelineKind, Entry)> =
        found.into_iter().map(|(kind, e)| (place(&e, |at| clock.date_of(at)), kind, e)).collect();
    rows.retain(|(place, ..)| after.as_ref().is_none_or(|after| place < after));
    rows.sort_by(|a, b| b.0.cmp(&a.0));
    let page = crate::db::page::page(cx.app.keys(), LIST, rows, limit, |(place, ..)| place.clone(), |r| r)?;
    kinds.sort_unstable();
    Ok(EmployeeTimeline {
        items: views(cx, page.items)?,
        next_cursor: page.next_cursor,
        kinds,
        links: links(cx, &reader)?,
    })
}

/// The employee, where the caller reaches them, or is them; hidden from everybody else.
fn find(cx: &mut Cx<'_>, id: EmployeeId, own: bool) -> AppResult<Employee> {
    if own {
        return crate::org::service::find_employee(cx, id)?.or_not_found();
    }
    if !cx.actor.can_somewhere(Action::GetEmployee) {
        return Err(AppError::not_found());
    }
    let scope = cx.scope(Action::GetEmployee)?;
    Ok(crate::org::service::find_employee_within(cx, id, &scope)?.0)
}

/// Within what the caller reads a source; none where it is not theirs to read.
fn scope_of(cx: &Cx<'_>, gate: Gate, reader: &Reader<'_>) -> AppResult<Option<Scope>> {
    let held = |action: Action| {
        if reader.own {
            Ok(Some(Scope::All))
        } else if cx.actor.can_somewhere(action) {
            cx.scope(action).map(Some)
        } else {
            Ok(None)
        }
    };
    match gate {
        Gate::Person(action) => {
            Ok(held(action)?.filter(|scope| reader.own || rules::reaches(scope, reader.employee.branch_id)))
        }
        Gate::Rows(action) => held(action),
        Gate::Requests => Ok(sees_requests(cx, reader.own)),
    }
}

/// Requests for positions as approvals show them: to whoever decides them, the auditor, business development, and the
/// branch's president; never to the one who gains by them alone.
fn sees_requests(cx: &Cx<'_>, own: bool) -> Option<Scope> {
    let crate::auth::Actor::User(user) = cx.actor else { return None };
    if own {
        return None;
    }
    if [Role::HqHr, Role::Auditor, Role::HqBusiness].iter().any(|role| cx.actor.holds(*role, None)) {
        return Some(Scope::All);
    }
    let presides = user.positions.iter().filter(|p| p.role == Role::President);
    let branches: Vec<_> = presides.filter_map(|p| p.branch_id).collect();
    if branches.is_empty() { None } else { Some(Scope::Some { branches, managers: Vec::new() }) }
}

fn ask(
    cx: &mut Cx<'_>,
    source: &Source,
    reader: &Reader<'_>,
    scope: &Scope,
    after: Option<&Place>,
    limit: i64,
) -> AppResult<Vec<Entry>> {
    let everybody: Vec<ManagerId> = reader.managers.iter().map(|m| m.id).collect();
    let within = reader.managers.iter().filter(|m| rules::reaches_manager(scope, m));
    let managers: Vec<ManagerId> = within.map(|m| m.id).collect();
    let after = after.map(|place| (place, cx.app.clock().start_of(place.day)));
    let ask = Ask {
        source: source.name,
        employee: reader.employee.id,
        managers: &managers,
        everybody: &everybody,
        scope,
        after,
        limit,
        today: cx.today,
    };
    Ok((source.find)(cx.conn, &ask)?)
}

/// The first days and the first ones away as the record has them, where the HR system has not said them already.
fn record(cx: &mut Cx<'_>, e: &Employee) -> AppResult<Vec<Entry>> {
    let before = crate::org::feed::periods_before(cx, e.id)?;
    let before = before.into_iter().map(|p| (p.id.0, p.hire_kind, p.from_on, Some(p.to_on)));
    let mut out = Vec::new();
    let all = before.chain([(e.id.0, e.hire_kind, e.hired_on, e.left_on)]);
    for (n, (id, hire_kind, from, to)) in all.enumerate() {
        if !store::person::is_said_by_hr(cx.conn, e.id, &[HrEventKind::Hire, HrEventKind::Rehire], from)? {
            let code = if n == 0 { TimelineCode::Hired } else { TimelineCode::Rehired };
            let params = TimelineParams { hire_kind: Some(hire_kind), ..Default::default() };
            out.push(Entry::new(FIRST_DAY, id, from, code).with(params));
        }
        if let Some(to) = to
            && !store::person::is_said_by_hr(cx.conn, e.id, &[HrEventKind::Leave], to)?
        {
            out.push(Entry::new(LAST_DAY, id, to, TimelineCode::Left));
        }
    }
    Ok(out)
}

fn place(e: &Entry, date_of: impl Fn(crate::db::Ts) -> chrono::NaiveDate) -> Place {
    let (day, at) = e.day(date_of);
    Place { day, at, source: e.source.to_owned(), id: e.id }
}

fn views(cx: &mut Cx<'_>, rows: Vec<(Place, TimelineKind, Entry)>) -> AppResult<Vec<TimelineEntry>> {
    let units = rows.iter().flat_map(|(.., e)| [e.unit, e.from_unit]).flatten();
    let names = crate::org::service::unit_names(cx, units)?;
    let link = |(target, id): (TimelineTarget, Uuid)| TimelineLink { target, id: id.to_string() };
    let view = |(place, kind, e): (Place, TimelineKind, Entry)| TimelineEntry {
        key: format!("{}:{}", e.source, e.id),
        kind,
        code: e.code,
        on: place.day,
        at: place.at,
        params: TimelineParams {
            unit_name: e.unit.and_then(|u| names.get(&u).cloned()),
            from_unit_name: e.from_unit.and_then(|u| names.get(&u).cloned()),
            ..e.params
        },
        link: e.link.map(link),
        clause: e.clause.map(str::to_owned),
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Where else the person stands, as far as the caller may look there.
fn links(cx: &mut Cx<'_>, reader: &Reader<'_>) -> AppResult<Vec<TimelineLink>> {
    let mut out = Vec::new();
    let mut add = |target, id: Uuid| out.push(TimelineLink { target, id: id.to_string() });
    if cx.actor.can_somewhere(Action::GetManager) {
        let scope = cx.scope(Action::GetManager)?;
        let seen = reader.managers.iter().find(|m| reader.own || rules::reaches_manager(&scope, m));
        if let Some(m) = seen {
            add(TimelineTarget::Manager, m.id.0);
        }
    }
    if scope_of(cx, Gate::Person(Action::GetQualification), reader)?.is_some() {
        add(TimelineTarget::Qualification, reader.employee.id.0);
    }
    if let Some(scope) = scope_of(cx, Gate::Rows(Action::ListLeavings), reader)?
        && let Some(leaving) = store::find_open_leaving(cx.conn, reader.employee.id, &scope)?
    {
        add(TimelineTarget::Leaving, leaving);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_register_is_read_by_whoever_keeps_or_watches_it_alone() {
        use crate::auth::permissions::reach;
        let keeps = [Role::HqHr, Role::Auditor, Role::CommitteeMember];
        for source in SOURCES.iter().filter(|s| s.kind == TimelineKind::Register) {
            let Gate::Person(action) = source.gate else { panic!("read by the person's branch") };
            for role in Role::ALL {
                assert_eq!(reach(action, *role).is_some(), keeps.contains(role), "{role}");
            }
        }
    }
}
