//! Queries of qualification.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::*;
use crate::auth::Scope;
use crate::db::schema::{
    adverse_records, employees, employments, org_units, qualification_statements, rating_panel_raters,
    rating_panels, ratings,
};
use crate::db::{Conn, Ts};
use crate::identity::model::UserId;
use crate::on_each;
use crate::org::model::{Employee, EmployeeId};

pub fn insert_statement(conn: &mut Conn, row: &Statement) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(qualification_statements::table).values(row).execute(c)).map(drop)
}

/// Statements about somebody, newest first.
pub fn list_statements(
    conn: &mut Conn,
    employee: EmployeeId,
    before: Option<(Ts, StatementId)>,
    limit: i64,
) -> QueryResult<Vec<Statement>> {
    use qualification_statements as s;
    let mut q = s::table.into_boxed().filter(s::employee_id.eq(employee));
    if let Some((at, last)) = before {
        q = q.filter(s::stated_at.lt(at).or(s::stated_at.eq(at).and(s::id.lt(last))));
    }
    q.order((s::stated_at.desc(), s::id.desc())).limit(limit).select(Statement::as_select()).load(conn)
}

/// What was last said about a line.
pub fn find_last_statement(
    conn: &mut Conn,
    employee: EmployeeId,
    line: Line,
) -> QueryResult<Option<Statement>> {
    use qualification_statements as s;
    s::table
        .filter(s::employee_id.eq(employee).and(s::line.eq(line)))
        .order((s::stated_at.desc(), s::id.desc()))
        .select(Statement::as_select())
        .first(conn)
        .optional()
}

pub fn insert_employment(conn: &mut Conn, row: &Employment) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(employments::table).values(row).execute(c)).map(drop)
}

pub fn find_employment(conn: &mut Conn, id: EmploymentId) -> QueryResult<Employment> {
    employments::table.find(id).select(Employment::as_select()).first(conn)
}

/// Somebody's employments elsewhere, by dates; revoked ones too.
pub fn list_employments(conn: &mut Conn, employee: EmployeeId) -> QueryResult<Vec<Employment>> {
    employments::table
        .filter(employments::employee_id.eq(employee))
        .order((employments::from_on, employments::id))
        .select(Employment::as_select())
        .load(conn)
}

/// Revokes an employment where its version still stands and nobody revoked it.
pub fn revoke_employment(
    conn: &mut Conn,
    e: &Employment,
    (by, at, reason): (UserId, Ts, &str),
) -> QueryResult<usize> {
    use employments as t;
    diesel::update(t::table.filter(t::id.eq(e.id).and(t::version.eq(e.version)).and(t::revoked_at.is_null())))
        .set((t::revoked_by.eq(by), t::revoked_at.eq(at), t::reason.eq(reason), t::version.eq(e.version + 1)))
        .execute(conn)
}

pub fn insert_adverse(conn: &mut Conn, row: &Adverse) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(adverse_records::table).values(row).execute(c)).map(drop)
}

pub fn find_adverse(conn: &mut Conn, id: AdverseId) -> QueryResult<Adverse> {
    adverse_records::table.find(id).select(Adverse::as_select()).first(conn)
}

/// Adverse records of somebody, newest first.
pub fn list_adverse_of(conn: &mut Conn, employee: EmployeeId) -> QueryResult<Vec<Adverse>> {
    use adverse_records as a;
    a::table
        .filter(a::employee_id.eq(employee))
        .order((a::counts_from.desc(), a::id.desc()))
        .select(Adverse::as_select())
        .load(conn)
}

/// The register, newest entry first, with the person and the unit's name; those alone that count on a day, where one is
/// given.
pub fn list_adverse(
    conn: &mut Conn,
    (employee, counting): (Option<EmployeeId>, Option<NaiveDate>),
    before: Option<(Ts, AdverseId)>,
    limit: i64,
) -> QueryResult<Vec<(Adverse, Employee, String)>> {
    use adverse_records as a;
    let mut q = a::table
        .inner_join(
            employees::table.inner_join(org_units::table.on(org_units::id.eq(employees::org_unit_id))),
        )
        .into_boxed();
    if let Some(employee) = employee {
        q = q.filter(a::employee_id.eq(employee));
    }
    if let Some(day) = counting {
        q = q
            .filter(a::counts_from.le(day))
            .filter(a::counts_to.is_null().or(a::counts_to.gt(day)))
            .filter(a::lifted_on.is_null().or(a::lifted_on.gt(day)));
    }
    if let Some((at, last)) = before {
        q = q.filter(a::entered_at.lt(at).or(a::entered_at.eq(at).and(a::id.lt(last))));
    }
    q.order((a::entered_at.desc(), a::id.desc()))
        .limit(limit)
        .select((Adverse::as_select(), Employee::as_select(), org_units::name))
        .load(conn)
}

/// Lifts a record where its version still stands and nobody lifted it.
pub fn lift_adverse(
    conn: &mut Conn,
    a: &Adverse,
    (by, at, on, reason): (UserId, Ts, NaiveDate, &str),
) -> QueryResult<usize> {
    use adverse_records as t;
    diesel::update(t::table.filter(t::id.eq(a.id).and(t::version.eq(a.version)).and(t::lifted_on.is_null())))
        .set((
            t::lifted_by.eq(by),
            t::lifted_at.eq(at),
            t::lifted_on.eq(on),
            t::reason.eq(reason),
            t::version.eq(a.version + 1),
        ))
        .execute(conn)
}

pub fn insert_panel(conn: &mut Conn, panel: &RatingPanel, raters: &[Rater]) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(rating_panels::table).values(panel).execute(c))?;
    insert_raters(conn, raters)
}

/// A panel with the person it rates and the unit's name.
pub type PanelRow = (RatingPanel, Employee, String);

/// Whose panels somebody may see.
#[derive(Debug, Clone)]
pub struct PanelFilter {
    /// Those that this person sits on.
    pub sits: Option<EmployeeId>,
    /// Those about people within this scope.
    pub scope: Option<Scope>,
    /// Of this person.
    pub employee: Option<EmployeeId>,
    /// In this state.
    pub state: Option<RatingPanelState>,
}

/// Panels that a filter lets through, newest first.
pub fn list_panels(
    conn: &mut Conn,
    filter: &PanelFilter,
    before: Option<(Ts, RatingPanelId)>,
    limit: i64,
) -> QueryResult<Vec<PanelRow>> {
    use rating_panels as p;
    let sat = |who: EmployeeId| {
        rating_panel_raters::table
            .filter(rating_panel_raters::employee_id.eq(who))
            .select(rating_panel_raters::panel_id)
    };
    let mut q = p::table
        .inner_join(
            employees::table.inner_join(org_units::table.on(org_units::id.eq(employees::org_unit_id))),
        )
        .into_boxed();
    match (&filter.scope, filter.sits) {
        (Some(Scope::All), _) => {}
        (Some(Scope::Some { branches, .. }), Some(who)) => {
            q = q.filter(employees::branch_id.eq_any(branches).assume_not_null().or(p::id.eq_any(sat(who))));
        }
        (Some(Scope::Some { branches, .. }), None) => {
            q = q.filter(employees::branch_id.eq_any(branches).assume_not_null());
        }
        (None, Some(who)) => q = q.filter(p::id.eq_any(sat(who))),
        (None, None) => return Ok(Vec::new()),
    }
    if let Some(employee) = filter.employee {
        q = q.filter(p::employee_id.eq(employee));
    }
    if let Some(state) = filter.state {
        q = q.filter(p::state.eq(state));
    }
    if let Some((at, last)) = before {
        q = q.filter(p::convened_at.lt(at).or(p::convened_at.eq(at).and(p::id.lt(last))));
    }
    q.order((p::convened_at.desc(), p::id.desc()))
        .limit(limit)
        .select((RatingPanel::as_select(), Employee::as_select(), org_units::name))
        .load(conn)
}

pub fn find_panel(conn: &mut Conn, id: RatingPanelId) -> QueryResult<PanelRow> {
    rating_panels::table
        .inner_join(
            employees::table.inner_join(org_units::table.on(org_units::id.eq(employees::org_unit_id))),
        )
        .filter(rating_panels::id.eq(id))
        .select((RatingPanel::as_select(), Employee::as_select(), org_units::name))
        .first(conn)
}

/// Somebody's open panel.
pub fn find_open_panel(conn: &mut Conn, employee: EmployeeId) -> QueryResult<Option<RatingPanelId>> {
    use rating_panels as p;
    p::table
        .filter(p::employee_id.eq(employee).and(p::state.eq(RatingPanelState::Open)))
        .select(p::id)
        .first(conn)
        .optional()
}

/// Somebody's last panel whose ratings count.
pub fn find_last_closed(conn: &mut Conn, employee: EmployeeId) -> QueryResult<Option<RatingPanel>> {
    use rating_panels as p;
    p::table
        .filter(p::employee_id.eq(employee).and(p::state.eq(RatingPanelState::Closed)))
        .order((p::ended_at.desc(), p::id.desc()))
        .select(RatingPanel::as_select())
        .first(conn)
        .optional()
}

/// Members of a panel with their names, by name.
pub fn list_raters(conn: &mut Conn, panel: RatingPanelId) -> QueryResult<Vec<(Rater, String)>> {
    rating_panel_raters::table
        .inner_join(employees::table)
        .filter(rating_panel_raters::panel_id.eq(panel))
        .order((employees::sort_key, employees::id))
        .select((Rater::as_select(), employees::name))
        .load(conn)
}

/// Open panels, due on a day or later, that these members have not rated on, with the person's name; the first due
/// first.
pub fn list_unrated(
    conn: &mut Conn,
    members: &[EmployeeId],
    day: NaiveDate,
) -> QueryResult<Vec<(EmployeeId, RatingPanelId, String)>> {
    use {rating_panel_raters as r, rating_panels as p};
    r::table
        .inner_join(p::table.on(p::id.eq(r::panel_id)))
        .inner_join(employees::table.on(employees::id.eq(p::employee_id)))
        .filter(r::employee_id.eq_any(members).and(r::rated_at.is_null()))
        .filter(p::state.eq(RatingPanelState::Open).and(p::due_on.ge(day)))
        .order((p::due_on, p::id))
        .select((r::employee_id, p::id, employees::name))
        .load(conn)
}

pub fn insert_raters(conn: &mut Conn, rows: &[Rater]) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(rating_panel_raters::table).values(rows).execute(c)).map(drop)
}

/// Takes a member who has not rated off a panel.
pub fn delete_rater(conn: &mut Conn, panel: RatingPanelId, member: EmployeeId) -> QueryResult<usize> {
    use rating_panel_raters as r;
    diesel::delete(
        r::table.filter(r::panel_id.eq(panel).and(r::employee_id.eq(member)).and(r::rated_at.is_null())),
    )
    .execute(conn)
}

/// Everybody's ratings of a panel.
pub fn list_ratings(conn: &mut Conn, panel: RatingPanelId) -> QueryResult<Vec<Rating>> {
    ratings::table
        .filter(ratings::panel_id.eq(panel))
        .order((ratings::employee_id, ratings::line))
        .select(Rating::as_select())
        .load(conn)
}

pub fn insert_ratings(conn: &mut Conn, rows: &[Rating]) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(ratings::table).values(rows).execute(c)).map(drop)
}

/// Notes that a member has rated; 0 where that was noted before.
pub fn mark_rated(conn: &mut Conn, panel: RatingPanelId, rater: EmployeeId, at: Ts) -> QueryResult<usize> {
    use rating_panel_raters as r;
    diesel::update(
        r::table.filter(r::panel_id.eq(panel).and(r::employee_id.eq(rater)).and(r::rated_at.is_null())),
    )
    .set(r::rated_at.eq(at))
    .execute(conn)
}

/// Moves a panel on where its version still stands.
pub fn update_panel(conn: &mut Conn, panel: &RatingPanel) -> QueryResult<usize> {
    use rating_panels as p;
    diesel::update(p::table.filter(p::id.eq(panel.id).and(p::version.eq(panel.version))))
        .set((
            p::state.eq(panel.state),
            p::reason.eq(&panel.reason),
            p::ended_at.eq(panel.ended_at),
            p::version.eq(panel.version + 1),
        ))
        .execute(conn)
}
