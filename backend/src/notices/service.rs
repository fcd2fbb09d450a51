//! Sending and reading messages.

use serde_json::json;

use super::NoticeId;
use super::dto::*;
use super::store::{self, Notice};
use crate::app::Cx;
use crate::db::Json;
use crate::error::{AppError, AppResult};
use crate::identity::model::UserId;
use crate::org::model::EmployeeId;
use crate::texts::{Lang, text};

/// Sends a message to a login. The text stands in the catalogue under `notice.<code>`; parameters hold no
/// personal data beyond names of colleagues.
pub fn notify(
    cx: &mut Cx<'_>,
    user: UserId,
    code: &str,
    params: serde_json::Value,
    link: Option<String>,
) -> AppResult<()> {
    let row = Notice {
        id: NoticeId::new(),
        user_id: user,
        at: cx.now,
        code: code.to_owned(),
        params: Json(params),
        link,
        read_at: None,
    };
    store::insert_notices(cx.conn, &[row])?;
    Ok(())
}

/// Sends a message to the logins of employees.
pub fn notify_employees(
    cx: &mut Cx<'_>,
    employees: &[EmployeeId],
    code: &str,
    params: &serde_json::Value,
    link: Option<&str>,
) -> AppResult<()> {
    let rows: Vec<Notice> = store::list_users_of(cx.conn, employees)?
        .into_iter()
        .map(|user_id| Notice {
            id: NoticeId::new(),
            user_id,
            at: cx.now,
            code: code.to_owned(),
            params: Json(params.clone()),
            link: link.map(str::to_owned),
            read_at: None,
        })
        .collect();
    store::insert_notices(cx.conn, &rows)?;
    Ok(())
}

/// The caller's messages.
pub fn list_notices(cx: &mut Cx<'_>, q: &ListNotices, lang: Lang) -> AppResult<Notices> {
    let user = cx.actor.user()?.user_id;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "notices", q.cursor.as_deref())?;
    let rows = store::list_notices(cx.conn, user, before, limit + 1)?;
    let unread = store::count_unread(cx.conn, user)?;
    let page = crate::db::page::page(
        cx.app.keys(),
        "notices",
        rows,
        limit,
        |n| (n.at, n.id),
        |n| NoticeView {
            id: n.id.to_string(),
            at: n.at,
            text: text(
                lang,
                &format!("notice.{}", n.code),
                n.params.0.as_object().unwrap_or(&serde_json::Map::new()),
            ),
            code: n.code,
            link: n.link,
            read: n.read_at.is_some(),
        },
    )?;
    Ok(Notices { items: page.items, next_cursor: page.next_cursor, unread })
}

/// Marks one of the caller's messages as read.
pub fn read_notice(cx: &mut Cx<'_>, id: NoticeId) -> AppResult<()> {
    let user = cx.actor.user()?.user_id;
    if store::mark_read(cx.conn, user, id, cx.now)? == 0 {
        return Err(AppError::not_found());
    }
    cx.audit("read_notice", "notice", Some(id), json!({}))
}
