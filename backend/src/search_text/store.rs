//! Tokens of names in the database, and the questions that go to them.

use diesel::prelude::*;
use uuid::Uuid;

use super::{name_tokens, query_plan};
use crate::db::Conn;
use crate::db::schema::search_tokens;
use crate::{on_each, uid_sql};

/// What a token leads to.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = crate::db::types::Uid)]
struct SearchedId(Uuid);
uid_sql!(SearchedId, |v| v.0, SearchedId);

/// Makes things of a kind findable by these texts alone, in place of what they were findable by before.
pub fn put(conn: &mut Conn, kind: &'static str, things: &[(Uuid, Vec<&str>)]) -> QueryResult<()> {
    for chunk in things.chunks(500) {
        let ids: Vec<SearchedId> = chunk.iter().map(|(id, _)| SearchedId(*id)).collect();
        diesel::delete(
            search_tokens::table
                .filter(search_tokens::kind.eq(kind).and(search_tokens::subject_id.eq_any(ids))),
        )
        .execute(conn)?;
    }
    add(conn, kind, things)
}

/// Makes things findable that were not before.
pub fn add(conn: &mut Conn, kind: &'static str, things: &[(Uuid, Vec<&str>)]) -> QueryResult<()> {
    let rows: Vec<(String, SearchedId)> = things
        .iter()
        .flat_map(|(id, texts)| {
            let tokens: std::collections::BTreeSet<String> =
                texts.iter().flat_map(|t| name_tokens(t)).collect();
            tokens.into_iter().map(|t| (t, SearchedId(*id)))
        })
        .collect();
    for chunk in rows.chunks(2_000) {
        let values: Vec<_> = chunk
            .iter()
            .map(|(token, id)| {
                (
                    search_tokens::kind.eq(kind),
                    search_tokens::token.eq(token),
                    search_tokens::subject_id.eq(*id),
                )
            })
            .collect();
        on_each!(conn, |c| diesel::insert_into(search_tokens::table).values(&values).execute(c))?;
    }
    Ok(())
}

/// The half-open ranges of tokens that a name must have one of each of; none for a question that finds nothing.
pub fn ranges(question: &str) -> Option<Vec<(String, String)>> {
    let plan = query_plan(question);
    (!plan.is_empty()).then(|| plan.terms().iter().map(super::Term::range).collect())
}
