//! Queries of messages.

use diesel::prelude::*;

use super::NoticeId;
use crate::db::schema::{notices, users};
use crate::db::{Conn, Json, Ts};
use crate::identity::model::UserId;
use crate::on_each;
use crate::org::model::EmployeeId;

/// A message.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = notices)]
pub struct Notice {
    pub id: NoticeId,
    pub user_id: UserId,
    pub at: Ts,
    pub code: String,
    pub params: Json,
    pub link: Option<String>,
    pub read_at: Option<Ts>,
}

pub fn insert_notices(conn: &mut Conn, rows: &[Notice]) -> QueryResult<()> {
    for chunk in rows.chunks(500) {
        on_each!(conn, |c| diesel::insert_into(notices::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// A person's messages, newest first, before a place.
pub fn list_notices(
    conn: &mut Conn,
    user: UserId,
    before: Option<(Ts, NoticeId)>,
    limit: i64,
) -> QueryResult<Vec<Notice>> {
    let mut q = notices::table.filter(notices::user_id.eq(user)).into_boxed();
    if let Some((at, id)) = before {
        q = q.filter(notices::at.lt(at).or(notices::at.eq(at).and(notices::id.lt(id))));
    }
    q.order((notices::at.desc(), notices::id.desc())).limit(limit).select(Notice::as_select()).load(conn)
}

pub fn count_unread(conn: &mut Conn, user: UserId) -> QueryResult<i64> {
    notices::table.filter(notices::user_id.eq(user).and(notices::read_at.is_null())).count().get_result(conn)
}

pub fn mark_read(conn: &mut Conn, user: UserId, id: NoticeId, at: Ts) -> QueryResult<usize> {
    diesel::update(notices::table.filter(notices::id.eq(id).and(notices::user_id.eq(user))))
        .set(notices::read_at.eq(at))
        .execute(conn)
}

/// The logins of employees.
pub fn list_users_of(conn: &mut Conn, employees: &[EmployeeId]) -> QueryResult<Vec<UserId>> {
    users::table.filter(users::employee_id.eq_any(employees)).select(users::id).load(conn)
}
