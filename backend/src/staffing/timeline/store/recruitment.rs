//! What is known of a person's applications for posts, and what came of them.

use diesel::prelude::*;

use super::{Ask, entries, page};
use crate::auth::Scope;
use crate::db::schema::{
    recruitment_applications, recruitment_appointments, recruitment_events, recruitment_rankings,
    recruitments,
};
use crate::db::{Conn, Ts};
use crate::org::model::OrgUnitId;
use crate::staffing::recruitment::model::{
    Appointed, PostApplication, PostApplicationId, PostApplicationState, PostEvent, RankRow, RecruitmentId,
    RecruitmentState,
};
use crate::staffing::terms::rules::last_day;
use crate::staffing::timeline::dto::TimelineParams;
use crate::staffing::timeline::model::{Entry, TimelineCode, TimelineTarget};

/// A person's applications as seen from a scope.
macro_rules! applications_of {
    ($ask:expr) => {{
        use recruitment_applications as t;
        let mut q =
            t::table.inner_join(recruitments::table).into_boxed().filter(t::employee_id.eq($ask.employee));
        if let Scope::Some { branches, .. } = $ask.scope {
            q = q.filter(recruitments::branch_id.eq_any(branches.clone()));
        }
        q
    }};
}

/// An application with its round's title and branch.
macro_rules! with_round {
    ($query:expr) => {
        $query.select((PostApplication::as_select(), recruitments::title, recruitments::branch_id))
    };
}

type ApplicationRow = (PostApplication, String, OrgUnitId);

fn post(ask: &Ask<'_>, (a, title, branch): ApplicationRow, at: Ts, code: TimelineCode) -> Entry {
    Entry::new(ask.source, a.id.0, at, code)
        .by("D4")
        .at(branch)
        .to(TimelineTarget::Recruitment, a.recruitment_id.0)
        .with(TimelineParams { title: Some(title), ..Default::default() })
}

/// Applications for posts.
pub fn applications(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use recruitment_applications as t;
    let q = page!(applications_of!(ask), ask, ask.moments(), t::submitted_at, t::id, PostApplicationId);
    let rows: Vec<ApplicationRow> = with_round!(q).load(conn)?;
    Ok(entries(rows, |row| {
        let at = row.0.submitted_at;
        post(ask, row, at, TimelineCode::PostApplied)
    }))
}

/// Applications that were taken back or removed.
pub fn applications_ended(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use recruitment_applications as t;
    let q = applications_of!(ask).filter(t::ended_at.is_not_null());
    let at = t::ended_at.assume_not_null();
    let q = page!(q, ask, ask.moments(), at, t::id, PostApplicationId);
    let rows: Vec<ApplicationRow> = with_round!(q).load(conn)?;
    Ok(entries(rows, |row| {
        let at = row.0.ended_at.unwrap_or(row.0.submitted_at);
        let code = match row.0.state {
            PostApplicationState::Removed => TimelineCode::PostRemoved,
            _ => TimelineCode::PostWithdrawn,
        };
        post(ask, row, at, code)
    }))
}

/// Places in rankings that are public, by their last announcement.
///
/// A person applies a few times in a life: what is announced is looked at whole.
pub fn rankings(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use recruitment_applications as t;
    use recruitment_events as e;
    let public = [RecruitmentState::Notice, RecruitmentState::Proposed, RecruitmentState::Appointed];
    let q = applications_of!(ask)
        .filter(recruitments::state.eq_any(public))
        .filter(t::state.eq(PostApplicationState::Submitted));
    let rows: Vec<ApplicationRow> = with_round!(q).load(conn)?;
    let rounds: Vec<RecruitmentId> = rows.iter().map(|(a, ..)| a.recruitment_id).collect();
    let told: Vec<PostEvent> = e::table
        .filter(e::recruitment_id.eq_any(&rounds).and(e::kind.eq("announce_ranking")))
        .order((e::made_at.desc(), e::id.desc()))
        .select(PostEvent::as_select())
        .load(conn)?;
    let applied: Vec<PostApplicationId> = rows.iter().map(|(a, ..)| a.id).collect();
    let places: Vec<RankRow> = recruitment_rankings::table
        .filter(recruitment_rankings::application_id.eq_any(&applied))
        .order(recruitment_rankings::revision.desc())
        .select(RankRow::as_select())
        .load(conn)?;
    let mut out: Vec<Entry> = Vec::new();
    for row in rows {
        let at = told.iter().find(|e| e.recruitment_id == row.0.recruitment_id).map(|e| e.made_at);
        let place = places.iter().find(|p| p.application_id == row.0.id);
        let (Some(at), Some(place)) = (at, place) else { continue };
        if ask.moments().is_some_and(|before| !before.admits(&at, row.0.id.0)) {
            continue;
        }
        let mut entry = post(ask, row, at, TimelineCode::PostRanked);
        entry.params.place = Some(place.place);
        entry.params.passed = Some(place.passed);
        out.push(entry);
    }
    Ok(out)
}

/// Appointments that came of applications.
pub fn appointments(conn: &mut Conn, ask: &Ask<'_>) -> QueryResult<Vec<Entry>> {
    use recruitment_appointments as t;
    let q = t::table
        .inner_join(recruitment_applications::table.on(recruitment_applications::id.eq(t::application_id)))
        .inner_join(recruitments::table.on(recruitments::id.eq(recruitment_applications::recruitment_id)))
        .into_boxed()
        .filter(recruitment_applications::employee_id.eq(ask.employee));
    let q = match ask.scope {
        Scope::All => q,
        Scope::Some { branches, .. } => q.filter(recruitments::branch_id.eq_any(branches.clone())),
    };
    type Row = (Appointed, RecruitmentId, String, OrgUnitId);
    let rows: Vec<Row> = page!(q, ask, ask.moments(), t::appointed_at, t::application_id, PostApplicationId)
        .select((Appointed::as_select(), recruitments::id, recruitments::title, recruitments::branch_id))
        .load(conn)?;
    Ok(entries(rows, |(a, round, title, branch)| {
        let params = TimelineParams {
            title: Some(title),
            first_day: Some(a.term_from),
            last_day: a.term_to.map(last_day),
            ..Default::default()
        };
        Entry::new(ask.source, a.application_id.0, a.appointed_at, TimelineCode::PostAppointed)
            .by("D4")
            .at(branch)
            .to(TimelineTarget::Recruitment, round.0)
            .with(params)
    }))
}
