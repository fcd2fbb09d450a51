//! Queries of managers that come in by files.

use diesel::prelude::*;

use super::model::*;
use crate::db::Conn;
use crate::db::schema::{manager_maintainers, managers};
use crate::on_each;
use crate::org::model::EmployeeId;

pub fn list_managers_by_no(conn: &mut Conn, numbers: &[String]) -> QueryResult<Vec<Manager>> {
    managers::table
        .filter(managers::manager_no.eq_any(numbers.to_vec()))
        .select(Manager::as_select())
        .load(conn)
}

pub fn list_employees_with_manager(conn: &mut Conn, ids: &[EmployeeId]) -> QueryResult<Vec<EmployeeId>> {
    managers::table
        .filter(managers::employee_id.eq_any(ids.to_vec()))
        .select(managers::employee_id.assume_not_null())
        .load(conn)
}

pub fn insert_maintainer(conn: &mut Conn, maintainer: &Maintainer) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(manager_maintainers::table).values(maintainer).execute(c))
        .map(drop)
}
