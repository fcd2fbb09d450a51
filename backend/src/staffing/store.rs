//! Queries of managers.

use diesel::prelude::*;

use super::model::*;
use crate::db::Conn;
use crate::db::schema::{manager_history, managers};
use crate::on_each;

/// Managers by id, at most 500.
pub fn list_by_id(conn: &mut Conn, ids: &[ManagerId]) -> QueryResult<Vec<Manager>> {
    managers::table.filter(managers::id.eq_any(ids)).select(Manager::as_select()).load(conn)
}

pub fn find_manager(conn: &mut Conn, id: ManagerId) -> QueryResult<Manager> {
    managers::table.find(id).select(Manager::as_select()).first(conn)
}

pub fn insert_manager(conn: &mut Conn, m: &Manager) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(managers::table).values(m).execute(c)).map(drop)
}

pub fn insert_history(conn: &mut Conn, line: &ManagerHistory) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(manager_history::table).values(line).execute(c)).map(drop)
}
