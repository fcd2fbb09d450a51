//! Naming who manages credit under a virtual manager.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::{rules, store};
use crate::allocation::ownership::history::service::check_visible;
use crate::allocation::ownership::model::{OwnedId, OwnedKind};
use crate::allocation::ownership::service::owners_on;
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::clients::model::ClientId;
use crate::clients::{holdings, measures};
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::http::{IdemKey, Page};
use crate::org::model::OrgUnitId;
use crate::staffing::model::{ManagerClass, ManagerId};
use crate::staffing::service::{find_within, managers_by_id};

/// Clients with credit that a virtual manager owns today, by name, each with who manages the credit.
///
/// Errors: 404 for a manager that is hidden; `conflict` for one with a body.
pub fn list_virtual_credits(
    cx: &mut Cx<'_>,
    id: ManagerId,
    q: &ListVirtualCredits,
) -> AppResult<Page<VirtualCredit>> {
    let scope = cx.scope(Action::ListVirtualCredits)?;
    let after = crate::db::page::decode(cx.app.keys(), "virtual_credits", q.cursor.as_deref())?;
    let (manager, _) = find_within(cx, id, &scope)?;
    if manager.class != ManagerClass::Virtual {
        return Err(AppError::new(Code::Conflict).clause("D2"));
    }
    let limit = crate::db::page::limit(q.limit);
    let today = cx.today;
    let rows = holdings::list_held(cx, id, today, after, limit + 1)?;
    let place = |r: &holdings::Held| (r.3.clone(), r.0);
    let page = crate::db::page::page(cx.app.keys(), "virtual_credits", rows, limit, place, |r| r)?;
    let ids: Vec<ClientId> = page.items.iter().map(|r| r.0).collect();
    let (_, policy) = crate::policy::service::at(cx, today)?;
    let measured = measures::of_clients(cx, &ids, &policy)?;
    let named: HashMap<ClientId, CreditManager> =
        store::list_on(cx.conn, &ids, today)?.into_iter().map(|n| (n.client_id, n)).collect();
    let managers: Vec<ManagerId> = named.values().map(|n| n.manager_id).collect();
    let managers = managers_by_id(cx, &managers)?;
    let items = page
        .items
        .into_iter()
        .filter_map(|(client, client_no, client_name, _)| {
            let measure = measured.get(&client).filter(|m| m.has_credit)?;
            let by = named.get(&client);
            if q.unnamed == Some(true) && by.is_some() {
                return None;
            }
            Some(VirtualCredit {
                client_id: client.to_string(),
                client_no,
                client_name,
                exposure_fen: measure.exposure_fen,
                manager_id: by.map(|n| n.manager_id.to_string()),
                manager_name: by.and_then(|n| managers.get(&n.manager_id)).map(|m| m.name.clone()),
                since: by.map(|n| n.valid_from),
            })
        })
        .collect();
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// Who manages a client's credit, by dates, the latest first.
pub fn list_credit_managers(cx: &mut Cx<'_>, client: ClientId) -> AppResult<CreditManagers> {
    let scope = cx.scope(Action::ListCreditManagers)?;
    check_visible(cx, &scope, client)?;
    let rows = store::list_of(cx.conn, client)?;
    let managers: Vec<ManagerId> = rows.iter().map(|n| n.manager_id).collect();
    let managers = managers_by_id(cx, &managers)?;
    let items = rows
        .into_iter()
        .map(|n| CreditManagerView {
            manager_id: n.manager_id.to_string(),
            manager_name: managers.get(&n.manager_id).map(|m| m.name.clone()).unwrap_or_default(),
            valid_from: n.valid_from,
            valid_to: n.valid_to,
            reason: n.reason,
        })
        .collect();
    Ok(CreditManagers { items })
}

/// Names who manages a client's credit from a day on, in place of who was named for then: never a day without.
///
/// Errors: 404, 403; fields at fault; `conflict` where no virtual manager owns the client on the day.
pub fn name_credit_manager(
    cx: &mut Cx<'_>,
    client: ClientId,
    key: &IdemKey,
    input: &NameCreditManager,
) -> AppResult<CreditManagers> {
    let scope = cx.scope(Action::ListCreditManagers)?;
    check_visible(cx, &scope, client)?;
    let branch = branch_of(cx, client)?;
    cx.may(Action::NameCreditManager, &Thing::branch(branch))?;
    let _: CreditManagerId = cx.once(key, Action::NameCreditManager, &(client, input), |cx| {
        if input.valid_from < cx.today {
            return Err(AppError::field("/valid_from", "in_past"));
        }
        check_fit(cx, input.manager_id, branch, input.valid_from, "/manager_id")?;
        if !is_under_virtual(cx, client, input.valid_from)? {
            return Err(AppError::new(Code::Conflict).clause("D9.3"));
        }
        name(cx, client, input.manager_id, input.valid_from, &input.reason)
    })?;
    list_credit_managers(cx, client)
}

fn branch_of(cx: &mut Cx<'_>, client: ClientId) -> AppResult<OrgUnitId> {
    let found = crate::allocation::ownership::store::find_subject(cx.conn, OwnedKind::Client, client.into());
    Ok(found.or_not_found()?.branch_id)
}

fn is_under_virtual(cx: &mut Cx<'_>, client: ClientId, day: NaiveDate) -> AppResult<bool> {
    let id = OwnedId::from(client);
    let owners = owners_on(cx, OwnedKind::Client, &[id], day, None)?;
    let ids: Vec<ManagerId> =
        owners.get(&id).map(|s| s.parts().iter().map(|(m, _)| *m).collect()).unwrap_or_default();
    Ok(managers_by_id(cx, &ids)?.values().any(|m| m.class == ManagerClass::Virtual))
}

/// Clients under virtual managers whose credit each of some managers is named for on its day or later: id and number.
pub fn named_from(
    cx: &mut Cx<'_>,
    from: &[(ManagerId, NaiveDate)],
) -> AppResult<HashMap<ManagerId, Vec<(ClientId, String)>>> {
    let days: HashMap<ManagerId, NaiveDate> = from.iter().copied().collect();
    let Some(first) = days.values().min().copied() else { return Ok(HashMap::new()) };
    let ids: Vec<ManagerId> = days.keys().copied().collect();
    let rows = store::list_clients_named(cx.conn, &ids, first)?;
    let clients: Vec<ClientId> = rows.iter().map(|r| r.1).collect();
    let spans = holdings::virtual_days(cx, &clients)?;
    let under = |client: ClientId, day: NaiveDate| {
        spans.iter().any(|(c, from, to)| *c == client && *from <= day && to.is_none_or(|to| day < to))
    };
    let mut out: HashMap<ManagerId, Vec<(ClientId, String)>> = HashMap::new();
    for (manager, client, number, valid_to) in rows {
        let Some(day) = days.get(&manager).copied() else { continue };
        let named = out.entry(manager).or_default();
        let holds = valid_to.is_none_or(|to| day < to);
        if holds && named.last().is_none_or(|n| n.0 != client) && under(client, day) {
            named.push((client, number));
        }
    }
    Ok(out)
}

/// Refuses who may not manage a client's credit, at a field: of class A, with standing, of the branch (D6, D9.3).
pub fn check_fit(
    cx: &mut Cx<'_>,
    manager: ManagerId,
    branch: OrgUnitId,
    day: NaiveDate,
    pointer: &str,
) -> AppResult<()> {
    let found = managers_by_id(cx, &[manager])?.remove(&manager);
    let fault = match &found {
        None => Some(("not_found", "D9.3")),
        Some(m) => rules::unfit_for_credit(m, branch, day),
    };
    match fault {
        None => Ok(()),
        Some((code, clause)) => Err(AppError::field(pointer, code).clause(clause)),
    }
}

/// Writes who manages a client's credit from a day on, and ends who was named for then.
pub fn name(
    cx: &mut Cx<'_>,
    client: ClientId,
    manager: ManagerId,
    from: NaiveDate,
    reason: &str,
) -> AppResult<CreditManagerId> {
    for row in store::list_of(cx.conn, client)? {
        if row.valid_to.is_none_or(|to| from < to) {
            store::end(cx.conn, row.id, from.max(row.valid_from))?;
        }
    }
    let row = CreditManager {
        id: CreditManagerId::new(),
        client_id: client,
        manager_id: manager,
        valid_from: from,
        valid_to: None,
        reason: reason.to_owned(),
        created_by: cx.actor.user_id(),
        created_at: cx.now,
    };
    store::insert(cx.conn, &row)?;
    let detail = json!({ "manager_id": manager, "valid_from": from });
    cx.audit("name_credit_manager", "client", Some(client), detail)?;
    Ok(row.id)
}
