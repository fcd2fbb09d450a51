//! Ratings: orchestration.

use serde_json::json;

use super::dto::*;
use super::{rules, store};
use crate::app::Cx;
use crate::auth::Action;
use crate::clients::model::*;
use crate::clients::service::{find, find_to_change};
use crate::error::{AppError, AppResult, Code, OnConflict};
use crate::http::{IdemKey, Page};

/// The history of a client's ratings and flags, newest knowledge first.
pub fn list_client_ratings(
    cx: &mut Cx<'_>,
    id: ClientId,
    q: &ListClientRatings,
) -> AppResult<Page<RatingView>> {
    find(cx, id, Action::ListClientRatings)?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "client_ratings", q.cursor.as_deref())?;
    let rows = store::list_ratings(cx.conn, id, before, limit + 1)?;
    let names = crate::identity::service::names_of(cx, rows.iter().filter_map(|r| r.rated_by))?;
    let page = crate::db::page::page(
        cx.app.keys(),
        "client_ratings",
        rows,
        limit,
        |r| (r.known_from, r.id),
        |r| view(r, &names),
    )?;
    let items = page.items.into_iter().collect::<AppResult<_>>()?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

type Names = std::collections::HashMap<crate::identity::model::UserId, String>;

fn view(r: Rating, names: &Names) -> AppResult<RatingView> {
    Ok(RatingView {
        id: r.id.to_string(),
        axis: r.axis.parse().map_err(AppError::internal)?,
        value: r.value.map(|v| v.parse()).transpose().map_err(AppError::internal)?,
        valid_from: r.valid_from,
        known_from: r.known_from,
        known_to: r.known_to,
        reason: r.reason,
        rated_by: r.rated_by.and_then(|u| names.get(&u).cloned()),
    })
}

/// Rates a client on one axis from a day on; what was known of that day before stays in the history.
///
/// Errors: a value that is not the axis's; a day before the opening or after today.
pub fn rate_client(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    id: ClientId,
    input: &RateClient,
) -> AppResult<RatingView> {
    let client = find_to_change(cx, id, Action::RateClient)?;
    if input.value.is_some_and(|v| !rules::fits(input.axis, v)) {
        return Err(AppError::field("/value", "unknown_value").clause("E4.2"));
    }
    let from = input.valid_from.unwrap_or(cx.today);
    if from > cx.today {
        return Err(AppError::field("/valid_from", "in_future"));
    }
    if from < client.opened_on {
        return Err(AppError::field("/valid_from", "date_order"));
    }
    let request = (id, input);
    let rating: RatingId = cx.once(key, Action::RateClient, &request, |cx| write(cx, client, input, from))?;
    let row = store::find_rating(cx.conn, rating)?;
    let names = crate::identity::service::names_of(cx, row.rated_by.into_iter())?;
    view(row, &names)
}

fn write(
    cx: &mut Cx<'_>,
    client: Client,
    input: &RateClient,
    from: chrono::NaiveDate,
) -> AppResult<RatingId> {
    let moved = || AppError::new(Code::VersionMoved);
    let axis = input.axis.as_str();
    let row = Rating {
        id: RatingId::new(),
        client_id: client.id,
        axis: axis.to_owned(),
        value: input.value.map(|v| v.as_str().to_owned()),
        valid_from: from,
        known_from: cx.now,
        known_to: None,
        reason: crate::search_text::clean(&input.reason),
        rated_by: cx.actor.user_id(),
    };
    store::close_rating(cx.conn, client.id, axis, from, cx.now)?;
    store::insert_rating(cx.conn, &row).on_duplicate(moved)?;
    let lines = store::list_standing(cx.conn, client.id, axis)?;
    let current = rules::current(&lines, cx.today).map(str::to_owned);
    let updated = match input.axis {
        Axis::Standing => {
            let standing = current.map(|v| v.parse()).transpose().map_err(AppError::internal)?;
            store::update_axes(cx.conn, &client, standing, client.size, cx.now)?
        }
        Axis::Size => {
            let size = current.map(|v| v.parse()).transpose().map_err(AppError::internal)?;
            store::update_axes(cx.conn, &client, client.standing, size, cx.now)?
        }
        _ => {
            store::put_flag(cx.conn, client.id, axis, current.is_some())?;
            store::update_axes(cx.conn, &client, client.standing, client.size, cx.now)?
        }
    };
    if updated == 0 {
        return Err(moved());
    }
    let detail = json!({ "axis": input.axis, "value": input.value, "valid_from": from });
    cx.audit("rate_client", "client", Some(client.id), detail)?;
    Ok(row.id)
}
