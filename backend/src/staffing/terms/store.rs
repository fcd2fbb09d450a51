//! Queries of terms.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::*;
use crate::auth::Scope;
use crate::db::Conn;
use crate::db::schema::{bank_terms, managers, org_units, term_notices, term_renewals, term_results};
use crate::on_each;
use crate::org::model::OrgUnitId;
use crate::staffing::model::{Manager, ManagerClass, ManagerId, ManagerState};

/// The bank's terms, newest first.
pub fn list_bank_terms(conn: &mut Conn) -> QueryResult<Vec<BankTerm>> {
    bank_terms::table.order(bank_terms::valid_from.desc()).select(BankTerm::as_select()).limit(200).load(conn)
}

pub fn find_bank_term(conn: &mut Conn, id: BankTermId) -> QueryResult<BankTerm> {
    bank_terms::table.find(id).select(BankTerm::as_select()).first(conn)
}

pub fn insert_bank_term(conn: &mut Conn, term: &BankTerm) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(bank_terms::table).values(term).execute(c)).map(drop)
}

/// Changes a term of the bank where the version still stands; 0 where it has moved.
pub fn update_bank_term(conn: &mut Conn, t: &BankTerm) -> QueryResult<usize> {
    diesel::update(bank_terms::table.filter(bank_terms::id.eq(t.id).and(bank_terms::version.eq(t.version))))
        .set((
            bank_terms::name.eq(&t.name),
            bank_terms::valid_from.eq(t.valid_from),
            bank_terms::valid_to.eq(t.valid_to),
            bank_terms::version.eq(t.version + 1),
        ))
        .execute(conn)
}

/// Whether a renewal runs to the end of a term of the bank.
pub fn is_used(conn: &mut Conn, id: BankTermId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(term_renewals::table.filter(term_renewals::bank_term_id.eq(id))))
        .get_result(conn)
}

/// Narrows the list of managers' terms.
#[derive(Debug, Default)]
pub struct TermFilter {
    pub branch: Option<OrgUnitId>,
    /// They end on this day or later.
    pub from: Option<NaiveDate>,
    /// They end on this day or before.
    pub until: Option<NaiveDate>,
}

/// Managers with a body who have not left and whose term has an end, in its order, with their branches' names.
pub fn list_terms(
    conn: &mut Conn,
    scope: &Scope,
    filter: &TermFilter,
    after: Option<(NaiveDate, ManagerId)>,
    limit: Option<i64>,
) -> QueryResult<Vec<(Manager, String)>> {
    let mut q = managers::table
        .inner_join(org_units::table.on(org_units::id.eq(managers::branch_id)))
        .into_boxed()
        .filter(managers::class.ne(ManagerClass::Virtual).and(managers::state.ne(ManagerState::Left)))
        .filter(managers::term_to.is_not_null());
    if let Scope::Some { branches, managers: own } = scope {
        q = q.filter(managers::branch_id.eq_any(branches).or(managers::id.eq_any(own)));
    }
    if let Some(branch) = filter.branch {
        q = q.filter(managers::branch_id.eq(branch));
    }
    if let Some(from) = filter.from {
        q = q.filter(managers::term_to.ge(from));
    }
    if let Some(until) = filter.until {
        q = q.filter(managers::term_to.le(until));
    }
    if let Some((to, id)) = after {
        q = q.filter(
            managers::term_to.gt(to).or(managers::term_to.eq(to).and(managers::id.gt(id).nullable())),
        );
    }
    if let Some(limit) = limit {
        q = q.limit(limit);
    }
    q.order((managers::term_to.asc(), managers::id.asc()))
        .select((Manager::as_select(), org_units::name))
        .load(conn)
}

/// The newest result of each of the managers.
pub fn list_newest_results(
    conn: &mut Conn,
    ids: &[ManagerId],
) -> QueryResult<HashMap<ManagerId, TermResult>> {
    let mut out = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let rows: Vec<TermResult> = term_results::table
            .filter(term_results::manager_id.eq_any(chunk.to_vec()))
            .order((term_results::entered_at.asc(), term_results::id.asc()))
            .select(TermResult::as_select())
            .load(conn)?;
        out.extend(rows.into_iter().map(|r| (r.manager_id, r)));
    }
    Ok(out)
}

/// A manager's results, newest first.
pub fn list_results(conn: &mut Conn, id: ManagerId) -> QueryResult<Vec<TermResult>> {
    term_results::table
        .filter(term_results::manager_id.eq(id))
        .order((term_results::entered_at.desc(), term_results::id.desc()))
        .limit(200)
        .select(TermResult::as_select())
        .load(conn)
}

pub fn insert_result(conn: &mut Conn, row: &TermResult) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(term_results::table).values(row).execute(c)).map(drop)
}

/// A manager's renewals, newest first, with the names of the bank's terms.
pub fn list_renewals(conn: &mut Conn, id: ManagerId) -> QueryResult<Vec<(Renewal, String)>> {
    term_renewals::table
        .inner_join(bank_terms::table)
        .filter(term_renewals::manager_id.eq(id))
        .order(term_renewals::ended_on.desc())
        .limit(200)
        .select((Renewal::as_select(), bank_terms::name))
        .load(conn)
}

pub fn insert_renewal(conn: &mut Conn, row: &Renewal) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(term_renewals::table).values(row).execute(c)).map(drop)
}

/// Whom of these somebody has told of their term's end in this way.
pub fn list_told(
    conn: &mut Conn,
    kind: TermNotice,
    ids: &[ManagerId],
) -> QueryResult<Vec<(ManagerId, NaiveDate)>> {
    let mut out = Vec::new();
    for chunk in ids.chunks(500) {
        let rows: Vec<(ManagerId, NaiveDate)> = term_notices::table
            .filter(term_notices::kind.eq(kind).and(term_notices::manager_id.eq_any(chunk.to_vec())))
            .select((term_notices::manager_id, term_notices::term_to))
            .load(conn)?;
        out.extend(rows);
    }
    Ok(out)
}

pub fn insert_notice(conn: &mut Conn, row: &NoticeRow) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(term_notices::table).values(row).execute(c)).map(drop)
}
