//! Queries of employment events.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::machines::model::ApiClientId;
use super::model::*;
use crate::db::schema::{employees, hr_events, org_units};
use crate::db::{Conn, Ts};
use crate::on_each;

pub fn insert(conn: &mut Conn, row: &HrEvent) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(hr_events::table).values(row).execute(c)).map(drop)
}

pub fn find_by_biz_id(conn: &mut Conn, client: ApiClientId, biz_id: &str) -> QueryResult<Option<HrEvent>> {
    hr_events::table
        .filter(hr_events::api_client_id.eq(client).and(hr_events::biz_id.eq(biz_id)))
        .select(HrEvent::as_select())
        .first(conn)
        .optional()
}

/// An event with the employee's number and name and the unit's name.
pub type Seen = (HrEvent, String, String, Option<String>);

/// Narrows the list of events.
#[derive(Debug, Default)]
pub struct Filter {
    pub id: Option<HrEventId>,
    /// Those of one sender.
    pub client: Option<ApiClientId>,
    pub state: Option<HrEventState>,
}

/// Events, the latest first, before a place.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    before: Option<(Ts, HrEventId)>,
    limit: i64,
) -> QueryResult<Vec<Seen>> {
    let mut q = hr_events::table
        .inner_join(employees::table.on(employees::id.eq(hr_events::employee_id)))
        .left_join(org_units::table.on(hr_events::org_unit_id.eq(org_units::id.nullable())))
        .into_boxed();
    if let Some(id) = filter.id {
        q = q.filter(hr_events::id.eq(id));
    }
    if let Some(client) = filter.client {
        q = q.filter(hr_events::api_client_id.eq(client));
    }
    if let Some(state) = filter.state {
        q = q.filter(hr_events::state.eq(state));
    }
    if let Some((at, id)) = before {
        q = q.filter(
            hr_events::received_at.lt(at).or(hr_events::received_at.eq(at).and(hr_events::id.lt(id))),
        );
    }
    q.order((hr_events::received_at.desc(), hr_events::id.desc()))
        .limit(limit)
        .select((HrEvent::as_select(), employees::employee_no, employees::name, org_units::name.nullable()))
        .load(conn)
}

/// Events that waited for a day that has come, the earliest first.
pub fn list_due(conn: &mut Conn, day: NaiveDate, limit: i64) -> QueryResult<Vec<HrEvent>> {
    hr_events::table
        .filter(hr_events::state.eq(HrEventState::Waiting).and(hr_events::effective_on.le(day)))
        .order((hr_events::effective_on, hr_events::received_at, hr_events::id))
        .limit(limit)
        .select(HrEvent::as_select())
        .load(conn)
}

/// Settles a waiting event once; 0 where somebody was faster.
pub fn settle(
    conn: &mut Conn,
    id: HrEventId,
    state: HrEventState,
    failure: Option<&str>,
    at: Ts,
) -> QueryResult<usize> {
    diesel::update(
        hr_events::table.filter(hr_events::id.eq(id).and(hr_events::state.eq(HrEventState::Waiting))),
    )
    .set((hr_events::state.eq(state), hr_events::failure.eq(failure), hr_events::settled_at.eq(at)))
    .execute(conn)
}
