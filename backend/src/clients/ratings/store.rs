//! Queries of ratings.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::clients::model::*;
use crate::db::schema::{client_flags, client_ratings, clients};
use crate::db::{Conn, Ts};
use crate::on_each;

/// A client's lines, newest knowledge first, after a place.
pub fn list_ratings(
    conn: &mut Conn,
    client: ClientId,
    before: Option<(Ts, RatingId)>,
    limit: i64,
) -> QueryResult<Vec<Rating>> {
    let mut q = client_ratings::table.filter(client_ratings::client_id.eq(client)).into_boxed();
    if let Some((at, id)) = before {
        q = q.filter(
            client_ratings::known_from
                .lt(at)
                .or(client_ratings::known_from.eq(at).and(client_ratings::id.lt(id))),
        );
    }
    q.order((client_ratings::known_from.desc(), client_ratings::id.desc()))
        .limit(limit)
        .select(Rating::as_select())
        .load(conn)
}

pub fn find_rating(conn: &mut Conn, id: RatingId) -> QueryResult<Rating> {
    client_ratings::table.find(id).select(Rating::as_select()).first(conn)
}

pub fn insert_rating(conn: &mut Conn, rating: &Rating) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(client_ratings::table).values(rating).execute(c)).map(drop)
}

/// Says of the line of a day that it was superseded, if there is one.
pub fn close_rating(
    conn: &mut Conn,
    client: ClientId,
    axis: &str,
    from: NaiveDate,
    at: Ts,
) -> QueryResult<usize> {
    diesel::update(
        client_ratings::table
            .filter(client_ratings::client_id.eq(client).and(client_ratings::axis.eq(axis)))
            .filter(client_ratings::valid_from.eq(from).and(client_ratings::known_to.is_null())),
    )
    .set(client_ratings::known_to.eq(at))
    .execute(conn)
}

/// The lines of an axis that stand.
pub fn list_standing(
    conn: &mut Conn,
    client: ClientId,
    axis: &str,
) -> QueryResult<Vec<(NaiveDate, Option<String>)>> {
    client_ratings::table
        .filter(client_ratings::client_id.eq(client).and(client_ratings::axis.eq(axis)))
        .filter(client_ratings::known_to.is_null())
        .select((client_ratings::valid_from, client_ratings::value))
        .load(conn)
}

/// Writes what counts today, where the client's version still stands; 0 where it has moved.
pub fn update_axes(
    conn: &mut Conn,
    client: &Client,
    standing: Option<Standing>,
    size: Option<Size>,
    at: Ts,
) -> QueryResult<usize> {
    diesel::update(clients::table.filter(clients::id.eq(client.id).and(clients::version.eq(client.version))))
        .set((
            clients::standing.eq(standing),
            clients::size.eq(size),
            clients::version.eq(client.version + 1),
            clients::updated_at.eq(at),
        ))
        .execute(conn)
}

/// Sets a flag or takes it away.
pub fn put_flag(conn: &mut Conn, client: ClientId, flag: &str, on: bool) -> QueryResult<()> {
    diesel::delete(client_flags::table.find((client, flag))).execute(conn)?;
    if on {
        let row = ClientFlag { client_id: client, flag: flag.to_owned() };
        on_each!(conn, |c| diesel::insert_into(client_flags::table).values(&row).execute(c))?;
    }
    Ok(())
}
