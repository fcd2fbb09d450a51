//! Queries of recruitment.

use diesel::prelude::*;

use super::model::*;
use super::stages::{RecruitmentStage, states_of};
use crate::approvals::RequestId;
use crate::auth::Scope;
use crate::db::schema::{
    employees, org_units, recruitment_applications, recruitment_appointments, recruitment_documents,
    recruitment_events, recruitment_objections, recruitment_panel, recruitment_rankings,
    recruitment_recusals, recruitment_sheets, recruitments,
};
use crate::db::{Conn, Ts};
use crate::identity::model::UserId;
use crate::on_each;
use crate::org::model::{Employee, EmployeeId, OrgUnitId};

pub fn insert_recruitment(conn: &mut Conn, r: &Recruitment) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(recruitments::table).values(r).execute(c)).map(drop)
}

/// A round with its branch's name.
pub fn find_recruitment(conn: &mut Conn, id: RecruitmentId) -> QueryResult<(Recruitment, String)> {
    recruitments::table
        .inner_join(org_units::table)
        .filter(recruitments::id.eq(id))
        .select((Recruitment::as_select(), org_units::name))
        .first(conn)
}

/// Which rounds somebody sees.
#[derive(Debug, Clone)]
pub struct RecruitmentFilter {
    /// Drafts within this scope; none without.
    pub drafts: Option<Scope>,
    /// Those that this person applied for or sits on the panel of.
    pub concerns: Option<EmployeeId>,
    /// Of this branch.
    pub branch: Option<OrgUnitId>,
    /// On this part of their way at this moment.
    pub stage: Option<(RecruitmentStage, Ts)>,
    /// Those alone that still have posts to fill.
    pub running: bool,
}

/// Rounds, newest first, with their branches' names.
pub fn list_recruitments(
    conn: &mut Conn,
    filter: &RecruitmentFilter,
    before: Option<(Ts, RecruitmentId)>,
    limit: i64,
) -> QueryResult<Vec<(Recruitment, String)>> {
    use recruitments as r;
    let mut q = r::table.inner_join(org_units::table).into_boxed();
    match &filter.drafts {
        Some(Scope::All) => {}
        Some(Scope::Some { branches, .. }) => {
            q = q.filter(r::state.ne(RecruitmentState::Draft).or(r::branch_id.eq_any(branches)));
        }
        None => q = q.filter(r::state.ne(RecruitmentState::Draft)),
    }
    if let Some(who) = filter.concerns {
        let applied = recruitment_applications::table
            .filter(recruitment_applications::employee_id.eq(who))
            .select(recruitment_applications::recruitment_id);
        let sits = recruitment_panel::table
            .filter(recruitment_panel::employee_id.eq(who))
            .select(recruitment_panel::recruitment_id);
        q = q.filter(r::id.eq_any(applied).or(r::id.eq_any(sits)));
    }
    if let Some(branch) = filter.branch {
        q = q.filter(r::branch_id.eq(branch));
    }
    if let Some((stage, now)) = filter.stage {
        let (state, closed) = states_of(stage);
        q = q.filter(r::state.eq(state));
        q = match closed {
            None => q,
            Some(true) => q.filter(r::closes_at.le(now)),
            Some(false) => q.filter(r::closes_at.gt(now)),
        };
    }
    if filter.running {
        q = q.filter(r::state.eq_any(RecruitmentStage::RUNNING.map(|stage| states_of(stage).0)));
    }
    if let Some((at, last)) = before {
        q = q.filter(r::created_at.lt(at).or(r::created_at.eq(at).and(r::id.lt(last))));
    }
    q.order((r::created_at.desc(), r::id.desc()))
        .limit(limit)
        .select((Recruitment::as_select(), org_units::name))
        .load(conn)
}

/// Writes what may change of a round, where its version still stands.
pub fn update_recruitment(conn: &mut Conn, r: &Recruitment) -> QueryResult<usize> {
    use recruitments as t;
    diesel::update(t::table.filter(t::id.eq(r.id).and(t::version.eq(r.version))))
        .set((
            (
                t::title.eq(&r.title),
                t::class.eq(r.class),
                t::b_kind.eq(r.b_kind),
                t::grade.eq(r.grade),
                t::vacancies.eq(r.vacancies),
                t::requirements.eq(&r.requirements),
                t::opens_at.eq(r.opens_at),
                t::closes_at.eq(r.closes_at),
                t::scoring_ends_at.eq(r.scoring_ends_at),
            ),
            (
                t::criteria.eq(&r.criteria),
                t::state.eq(r.state),
                t::revision.eq(r.revision),
                t::notice_ends_at.eq(r.notice_ends_at),
                t::policy_number.eq(r.policy_number),
                t::reason.eq(&r.reason),
                t::version.eq(r.version + 1),
            ),
        ))
        .execute(conn)
}

/// Notes the request that decides the appointment.
pub fn set_request(conn: &mut Conn, id: RecruitmentId, request: Option<RequestId>) -> QueryResult<()> {
    diesel::update(recruitments::table.find(id))
        .set(recruitments::request_id.eq(request))
        .execute(conn)
        .map(drop)
}

/// Puts a panel in, in place of the one that was.
pub fn put_panel(conn: &mut Conn, id: RecruitmentId, members: &[PanelMember]) -> QueryResult<()> {
    diesel::delete(recruitment_panel::table.filter(recruitment_panel::recruitment_id.eq(id)))
        .execute(conn)?;
    on_each!(conn, |c| diesel::insert_into(recruitment_panel::table).values(members).execute(c)).map(drop)
}

/// A panel with names, the chair first.
pub fn list_panel(conn: &mut Conn, ids: &[RecruitmentId]) -> QueryResult<Vec<(PanelMember, String)>> {
    recruitment_panel::table
        .inner_join(employees::table)
        .filter(recruitment_panel::recruitment_id.eq_any(ids))
        .order((recruitment_panel::chair.desc(), employees::sort_key, employees::id))
        .select((PanelMember::as_select(), employees::name))
        .load(conn)
}

/// Rounds, published or ranked, with those of these people who sit on their panels; the oldest round first.
pub fn list_running_panels(
    conn: &mut Conn,
    members: &[EmployeeId],
) -> QueryResult<Vec<(PanelMember, Recruitment)>> {
    recruitment_panel::table
        .inner_join(recruitments::table)
        .filter(recruitment_panel::employee_id.eq_any(members))
        .filter(recruitments::state.eq_any([RecruitmentState::Published, RecruitmentState::Ranked]))
        .order((recruitments::created_at, recruitments::id))
        .select((PanelMember::as_select(), Recruitment::as_select()))
        .load(conn)
}

/// Applications for rounds that stand.
pub fn list_standing(
    conn: &mut Conn,
    ids: &[RecruitmentId],
) -> QueryResult<Vec<(RecruitmentId, PostApplicationId)>> {
    use recruitment_applications as a;
    a::table
        .filter(a::recruitment_id.eq_any(ids).and(a::state.eq(PostApplicationState::Submitted)))
        .select((a::recruitment_id, a::id))
        .load(conn)
}

/// Which of these applications these people have scored or are recused from.
pub fn list_settled(
    conn: &mut Conn,
    ids: &[PostApplicationId],
    members: &[EmployeeId],
) -> QueryResult<Vec<(PostApplicationId, EmployeeId)>> {
    use {recruitment_recusals as x, recruitment_sheets as s};
    let mut out = Vec::new();
    for chunk in ids.chunks(500) {
        out.extend(
            s::table
                .filter(s::application_id.eq_any(chunk).and(s::employee_id.eq_any(members)))
                .select((s::application_id, s::employee_id))
                .distinct()
                .load::<(PostApplicationId, EmployeeId)>(conn)?,
        );
        out.extend(
            x::table
                .filter(x::application_id.eq_any(chunk).and(x::employee_id.eq_any(members)))
                .select((x::application_id, x::employee_id))
                .load::<(PostApplicationId, EmployeeId)>(conn)?,
        );
    }
    Ok(out)
}

pub fn insert_application(conn: &mut Conn, a: &PostApplication) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(recruitment_applications::table).values(a).execute(c)).map(drop)
}

/// Writes what may change of an application, where its version still stands.
pub fn update_application(conn: &mut Conn, a: &PostApplication) -> QueryResult<usize> {
    use recruitment_applications as t;
    diesel::update(t::table.filter(t::id.eq(a.id).and(t::version.eq(a.version))))
        .set((
            t::statement.eq(&a.statement),
            t::state.eq(a.state),
            t::lines.eq(&a.lines),
            t::policy_number.eq(a.policy_number),
            t::submitted_at.eq(a.submitted_at),
            t::ended_at.eq(a.ended_at),
            t::reason.eq(&a.reason),
            t::version.eq(a.version + 1),
        ))
        .execute(conn)
}

pub fn find_application(conn: &mut Conn, id: PostApplicationId) -> QueryResult<PostApplication> {
    recruitment_applications::table.find(id).select(PostApplication::as_select()).first(conn)
}

/// Somebody's applications for rounds.
pub fn list_applications_of(
    conn: &mut Conn,
    who: EmployeeId,
    ids: &[RecruitmentId],
) -> QueryResult<Vec<PostApplication>> {
    use recruitment_applications as a;
    a::table
        .filter(a::employee_id.eq(who).and(a::recruitment_id.eq_any(ids)))
        .select(PostApplication::as_select())
        .load(conn)
}

/// An application with the person and the unit's name.
pub type ApplicantRow = (PostApplication, Employee, String);

/// Everybody who applied, by name.
pub fn list_applicants(conn: &mut Conn, id: RecruitmentId) -> QueryResult<Vec<ApplicantRow>> {
    recruitment_applications::table
        .inner_join(
            employees::table.inner_join(org_units::table.on(org_units::id.eq(employees::org_unit_id))),
        )
        .filter(recruitment_applications::recruitment_id.eq(id))
        .order((employees::sort_key, employees::id))
        .select((PostApplication::as_select(), Employee::as_select(), org_units::name))
        .load(conn)
}

pub fn insert_document(conn: &mut Conn, d: &PostDocument) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(recruitment_documents::table).values(d).execute(c)).map(drop)
}

pub fn find_document(conn: &mut Conn, id: PostDocumentId) -> QueryResult<PostDocument> {
    recruitment_documents::table.find(id).select(PostDocument::as_select()).first(conn)
}

/// Documents of a round that stand, in the order in which they came; of one person where one is named.
pub fn list_documents(
    conn: &mut Conn,
    id: RecruitmentId,
    who: Option<EmployeeId>,
) -> QueryResult<Vec<PostDocument>> {
    use recruitment_documents as d;
    let mut q = d::table.into_boxed().filter(d::recruitment_id.eq(id).and(d::removed_at.is_null()));
    if let Some(who) = who {
        q = q.filter(d::employee_id.eq(who));
    }
    q.order((d::added_at, d::id)).select(PostDocument::as_select()).load(conn)
}

/// Takes a document away; 0 where it was.
pub fn remove_document(conn: &mut Conn, id: PostDocumentId, at: Ts) -> QueryResult<usize> {
    use recruitment_documents as d;
    diesel::update(d::table.filter(d::id.eq(id).and(d::removed_at.is_null())))
        .set(d::removed_at.eq(at))
        .execute(conn)
}

pub fn insert_recusal(conn: &mut Conn, r: &Recusal) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(recruitment_recusals::table).values(r).execute(c)).map(drop)
}

/// Recusals for a round's applicants.
pub fn list_recusals(conn: &mut Conn, id: RecruitmentId) -> QueryResult<Vec<Recusal>> {
    recruitment_recusals::table
        .inner_join(recruitment_applications::table)
        .filter(recruitment_applications::recruitment_id.eq(id))
        .order((recruitment_recusals::application_id, recruitment_recusals::employee_id))
        .select(Recusal::as_select())
        .load(conn)
}

pub fn insert_sheet(conn: &mut Conn, s: &Sheet) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(recruitment_sheets::table).values(s).execute(c)).map(drop)
}

/// Every sheet of a round, oldest first.
pub fn list_sheets(conn: &mut Conn, id: RecruitmentId) -> QueryResult<Vec<Sheet>> {
    recruitment_sheets::table
        .inner_join(recruitment_applications::table)
        .filter(recruitment_applications::recruitment_id.eq(id))
        .order((recruitment_sheets::application_id, recruitment_sheets::employee_id, recruitment_sheets::no))
        .select(Sheet::as_select())
        .load(conn)
}

pub fn insert_ranking(conn: &mut Conn, rows: &[RankRow]) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(recruitment_rankings::table).values(rows).execute(c)).map(drop)
}

/// A revision of a ranking, by place.
pub fn list_ranking(conn: &mut Conn, id: RecruitmentId, revision: i32) -> QueryResult<Vec<RankRow>> {
    use recruitment_rankings as r;
    r::table
        .filter(r::recruitment_id.eq(id).and(r::revision.eq(revision)))
        .order(r::place)
        .select(RankRow::as_select())
        .load(conn)
}

pub fn insert_objection(conn: &mut Conn, o: &PostObjection) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(recruitment_objections::table).values(o).execute(c)).map(drop)
}

pub fn find_objection(conn: &mut Conn, id: PostObjectionId) -> QueryResult<PostObjection> {
    recruitment_objections::table.find(id).select(PostObjection::as_select()).first(conn)
}

/// Objections of a round, newest first.
pub fn list_objections(conn: &mut Conn, id: RecruitmentId) -> QueryResult<Vec<PostObjection>> {
    use recruitment_objections as o;
    o::table
        .filter(o::recruitment_id.eq(id))
        .order((o::created_at.desc(), o::id.desc()))
        .select(PostObjection::as_select())
        .load(conn)
}

pub fn count_open_objections(conn: &mut Conn, id: RecruitmentId) -> QueryResult<i64> {
    use recruitment_objections as o;
    o::table
        .filter(o::recruitment_id.eq(id).and(o::state.eq(PostObjectionState::Open)))
        .count()
        .get_result(conn)
}

/// Ends an objection that is open; 0 where it is not.
pub fn end_objection(conn: &mut Conn, o: &PostObjection) -> QueryResult<usize> {
    use recruitment_objections as t;
    diesel::update(t::table.filter(t::id.eq(o.id).and(t::state.eq(PostObjectionState::Open))))
        .set((
            t::state.eq(o.state),
            t::remedy.eq(o.remedy),
            t::decision_reason.eq(&o.decision_reason),
            t::decided_by.eq(o.decided_by),
            t::decided_at.eq(o.decided_at),
        ))
        .execute(conn)
}

pub fn insert_event(conn: &mut Conn, e: &PostEvent) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(recruitment_events::table).values(e).execute(c)).map(drop)
}

/// What happened to a round, newest first.
pub fn list_events(
    conn: &mut Conn,
    id: RecruitmentId,
    before: Option<(Ts, PostEventId)>,
    limit: i64,
) -> QueryResult<Vec<PostEvent>> {
    use recruitment_events as e;
    let mut q = e::table.into_boxed().filter(e::recruitment_id.eq(id));
    if let Some((at, last)) = before {
        q = q.filter(e::made_at.lt(at).or(e::made_at.eq(at).and(e::id.lt(last))));
    }
    q.order((e::made_at.desc(), e::id.desc())).limit(limit).select(PostEvent::as_select()).load(conn)
}

pub fn insert_appointed(conn: &mut Conn, a: &Appointed) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(recruitment_appointments::table).values(a).execute(c)).map(drop)
}

/// Who of these applicants became a manager.
pub fn list_appointed(conn: &mut Conn, ids: &[PostApplicationId]) -> QueryResult<Vec<Appointed>> {
    recruitment_appointments::table
        .filter(recruitment_appointments::application_id.eq_any(ids))
        .select(Appointed::as_select())
        .load(conn)
}

/// The login behind an employee, for telling who made something.
pub fn is_user_of(conn: &mut Conn, user: UserId, employee: EmployeeId) -> QueryResult<bool> {
    use crate::db::schema::users;
    let found: i64 = users::table
        .filter(users::id.eq(user).and(users::employee_id.eq(employee)))
        .count()
        .get_result(conn)?;
    Ok(found > 0)
}
