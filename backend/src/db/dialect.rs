//! The only file that knows which database it speaks to, beside the transaction door.

use std::cell::OnceCell;
use std::fmt::{Display, Write};

use diesel::QueryResult;
use diesel::connection::SimpleConnection;
use diesel::expression::{AppearsOnTable, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Nullable};

use super::types::{Stamp, Ts};
use super::{Conn, MultiBackend};

#[derive(QueryableByName)]
struct NowRow {
    #[diesel(sql_type = Stamp)]
    now: Ts,
}

/// The database server's clock on PostgreSQL (it moves within a transaction); `None` on SQLite, whose clock is ours.
pub fn clock_timestamp(conn: &mut Conn) -> QueryResult<Option<Ts>> {
    match conn {
        Conn::Sqlite(_) => Ok(None),
        Conn::Pg(c) => {
            diesel::sql_query("SELECT clock_timestamp() AS now").get_result::<NowRow>(c).map(|r| Some(r.now))
        }
    }
}

/// Makes sure that the month's partition of a large table exists (PostgreSQL); nothing to do on SQLite.
/// `table` must be one of ours: it becomes part of the statement.
pub fn ensure_month(conn: &mut Conn, table: &'static str, month: chrono::NaiveDate) -> QueryResult<()> {
    use chrono::{Datelike, Months};
    let Conn::Pg(c) = conn else { return Ok(()) };
    let first = month.with_day(1).unwrap_or(month);
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    c.batch_execute(&format!(
        "CREATE TABLE IF NOT EXISTS {table}_{} PARTITION OF {table} FOR VALUES FROM ('{first}') TO ('{next}')",
        first.format("%Y_%m")
    ))
}

/// Has the database count anew what tables hold, so that it plans by their sizes of today; outside transactions.
/// On SQLite a sample of each index is enough.
pub fn analyze(conn: &mut Conn, tables: &[&'static str]) -> QueryResult<()> {
    match conn {
        Conn::Pg(c) => c.batch_execute(&format!("ANALYZE {}", tables.join(", "))),
        Conn::Sqlite(c) => {
            let each: String = tables.iter().map(|t| format!("ANALYZE {t};")).collect();
            c.batch_execute(&format!("PRAGMA analysis_limit=1000;{each}"))
        }
    }
}

/// Counts anew what has grown much since it was last counted, on SQLite; PostgreSQL does so by itself.
pub fn analyze_grown(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Pg(_) => Ok(()),
        Conn::Sqlite(c) => c.batch_execute("PRAGMA analysis_limit=1000;PRAGMA optimize=0x10002"),
    }
}

/// ` FOR UPDATE` on PostgreSQL; SQLite's writer is alone anyway.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct Locked<Q>(pub Q);

impl<Q: Query> Query for Locked<Q> {
    type SqlType = Q::SqlType;
}
impl<Q> RunQueryDsl<Conn> for Locked<Q> {}

struct LockTail;
impl QueryFragment<diesel::pg::Pg> for LockTail {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, diesel::pg::Pg>) -> QueryResult<()> {
        out.push_sql(" FOR UPDATE");
        Ok(())
    }
}
impl QueryFragment<diesel::sqlite::Sqlite> for LockTail {
    fn walk_ast<'b>(&'b self, _out: AstPass<'_, 'b, diesel::sqlite::Sqlite>) -> QueryResult<()> {
        Ok(())
    }
}
static LOCK_TAIL: LockTail = LockTail;

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Locked<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        self.0.walk_ast(out.reborrow())?;
        MultiBackend::walk_variant_ast(&LOCK_TAIL, out)
    }
}

/// `CAST(SUM(x) AS BIGINT)`: diesel's own sum of a `BigInt` is a numeric, which SQLite lacks.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct SumI64<E>(pub E);

impl<E> Expression for SumI64<E>
where
    E: Expression,
{
    type SqlType = Nullable<BigInt>;
}
impl<E, G> ValidGrouping<G> for SumI64<E> {
    type IsAggregate = is_aggregate::Yes;
}
impl<E: AppearsOnTable<QS>, QS> AppearsOnTable<QS> for SumI64<E> {}
impl<E: SelectableExpression<QS>, QS> SelectableExpression<QS> for SumI64<E> {}
impl<E, DB> QueryFragment<DB> for SumI64<E>
where
    DB: diesel::backend::Backend,
    E: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("CAST(SUM(");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") AS BIGINT)");
        Ok(())
    }
}

/// Whether a column holds one of these ids: one statement whatever their number, so that it stays prepared; a list
/// in brackets would be another statement for each length on SQLite.
#[derive(Debug, Clone)]
pub struct AnyOf<C, I> {
    column: C,
    ids: Vec<I>,
    /// The ids as a JSON array, once SQLite asks for it.
    text: OnceCell<String>,
}

/// Asks whether a column holds one of these ids.
pub fn any_of<C, I: Copy>(column: C, ids: &[I]) -> AnyOf<C, I> {
    AnyOf { column, ids: ids.to_vec(), text: OnceCell::new() }
}

fn json_array<I: Display>(ids: &[I]) -> String {
    let mut out = String::with_capacity(2 + ids.len() * 39);
    for id in ids {
        out.push(if out.is_empty() { '[' } else { ',' });
        // Writing to a text does not fail.
        let _ = write!(out, "\"{id}\"");
    }
    if out.is_empty() { "[]".to_owned() } else { out + "]" }
}

impl<C: Expression, I> Expression for AnyOf<C, I> {
    type SqlType = diesel::sql_types::Bool;
}
impl<C: ValidGrouping<G>, I, G> ValidGrouping<G> for AnyOf<C, I> {
    type IsAggregate = C::IsAggregate;
}
impl<C: AppearsOnTable<QS>, I, QS> AppearsOnTable<QS> for AnyOf<C, I> {}
impl<C: SelectableExpression<QS>, I, QS> SelectableExpression<QS> for AnyOf<C, I> {}
impl<C: QueryId, I: 'static> QueryId for AnyOf<C, I> {
    type QueryId = AnyOf<C::QueryId, I>;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}
impl<C, I> QueryFragment<diesel::pg::Pg> for AnyOf<C, I>
where
    C: QueryFragment<diesel::pg::Pg>,
    Vec<I>: diesel::serialize::ToSql<diesel::sql_types::Array<super::types::Uid>, diesel::pg::Pg>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, diesel::pg::Pg>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" = ANY(");
        out.push_bind_param::<diesel::sql_types::Array<super::types::Uid>, _>(&self.ids)?;
        out.push_sql(")");
        Ok(())
    }
}
impl<C: QueryFragment<diesel::sqlite::Sqlite>, I: Display> QueryFragment<diesel::sqlite::Sqlite>
    for AnyOf<C, I>
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, diesel::sqlite::Sqlite>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (SELECT unhex(value, '-') FROM json_each(");
        out.push_bind_param::<diesel::sql_types::Text, _>(self.text.get_or_init(|| json_array(&self.ids)))?;
        out.push_sql("))");
        Ok(())
    }
}
impl<C, I> QueryFragment<MultiBackend> for AnyOf<C, I>
where
    Self: QueryFragment<diesel::pg::Pg> + QueryFragment<diesel::sqlite::Sqlite>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(self, out)
    }
}
