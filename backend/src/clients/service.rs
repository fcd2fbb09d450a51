//! Clients: orchestration.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::QueryResult;
use serde_json::json;

use super::dto::*;
use super::measures::Figures;
use super::model::*;
use super::numbers::{IdentityNumber, NumberError};
use super::{holdings, measures, rules, sealing, store};
use crate::allocation::ownership::model::{OwnedKind, SourceKind};
use crate::allocation::ownership::service::{Source, open_subject};
use crate::allocation::shares::Shares;
use crate::app::{App, Cx};
use crate::auth::{Action, Scope, Thing};
use crate::db::Conn;
use crate::error::{AppError, AppResult, Code, FieldError, OnConflict, OrNotFound};
use crate::http::{IdemKey, IfMatch, Page};
use crate::org::model::{OrgKind, OrgUnitId};
use crate::search_text::{clean, sort_key};
use crate::staffing::model::ManagerId;

/// Clients in the order of their names. The cursor names the last client by its id: a name has no place in an
/// address. Its sort key may be read a moment before the page, as if it had changed between two pages.
pub fn list_clients(cx: &mut Cx<'_>, q: &ListClients) -> AppResult<Page<ClientItem>> {
    let scope = cx.scope(Action::ListClients)?;
    let limit = crate::db::page::limit(q.limit);
    let after: Option<ClientId> = crate::db::page::decode(cx.app.keys(), "clients", q.cursor.as_deref())?;
    let after = match after {
        Some(id) => Some((store::find_sort_key(cx.conn, id).or_not_found()?, id)),
        None => None,
    };
    let Some(filter) = filter_of(q) else { return Ok(Page { items: Vec::new(), next_cursor: None }) };
    let which = store::Which { scope: &scope, filter: &filter, after: after.as_ref(), limit: limit + 1 };
    crate::db::page::page(cx.app.keys(), "clients", page_of(cx, which)?, limit, |item| item.id, |item| item)
}

/// What a list is narrowed by; none for a question that finds nothing.
pub(super) fn filter_of(q: &ListClients) -> Option<store::ClientFilter> {
    let tokens = match q.q.as_deref() {
        Some(question) => crate::search_text::store::ranges(question)?,
        None => Vec::new(),
    };
    Some(store::ClientFilter {
        tokens,
        owner: q.owner,
        branch: q.branch_id,
        kind: q.kind,
        standing: q.standing,
        size: q.size,
        flag: q.flag,
        industry: q.industry.clone(),
        place: q.place.clone(),
        state: q.state,
        uncovered: q.uncovered,
        lapsed: q.lapsed,
    })
}

/// What lists show of a client; none where there is none.
pub(super) fn item_of(cx: &mut Cx<'_>, id: ClientId) -> AppResult<Option<ClientItem>> {
    Ok(find_item(cx, id)?.map(shown))
}

fn find_item(cx: &mut Cx<'_>, id: ClientId) -> AppResult<Option<(Item, bool)>> {
    Ok(gather(cx, |conn, day, basis| store::list_one(conn, id, day, basis))?.pop())
}

/// What lists show of a page of clients, in the order of their names.
pub(super) fn page_of(cx: &mut Cx<'_>, which: store::Which<'_>) -> AppResult<Vec<ClientItem>> {
    Ok(gather(cx, |conn, day, basis| store::list_page(conn, which, day, basis))?
        .into_iter()
        .map(shown)
        .collect())
}

fn shown((item, concerned): (Item, bool)) -> ClientItem {
    item.view(concerned)
}

/// What is shown of the clients that `list` gives for a day and the basis of figures, and whether each concerns the
/// actor.
fn gather(
    cx: &mut Cx<'_>,
    list: impl FnOnce(&mut Conn, NaiveDate, &str) -> QueryResult<Vec<store::Listed>>,
) -> AppResult<Vec<(Item, bool)>> {
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let rows = list(cx.conn, cx.today, &measures::rules::basis(&policy))?;
    let mut items = grouped(rows, cx.today);
    let missing: Vec<ClientId> = items.iter().filter(|i| i.figures.is_none()).map(|i| i.row.id).collect();
    if !missing.is_empty() {
        cx.needs_view()?;
        let computed = measures::compute(cx, &missing, &policy)?;
        for item in items.iter_mut().filter(|i| i.figures.is_none()) {
            item.figures = computed.get(&item.row.id).copied();
        }
    }
    Ok(items
        .into_iter()
        .map(|mut item| {
            item.flags.sort_unstable_by_key(|f| f.as_str());
            let thing =
                Thing { branch: Some(item.row.branch_id), managers: std::mem::take(&mut item.managers) };
            (item, cx.actor.can(Action::GetClient, &thing))
        })
        .collect())
}

/// Each client once, of rows in which it comes once for each of its flags and each who looks after it.
fn grouped(rows: Vec<store::Listed>, today: NaiveDate) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::with_capacity(rows.len());
    for listed in rows {
        let (flag, part, manager) = (listed.flag, listed.part, listed.manager);
        if items.last().is_none_or(|item| item.row.id != listed.client.id) {
            items.push(Item {
                row: listed.client,
                branch_name: listed.branch_name,
                lock: listed.lock,
                flags: Vec::new(),
                owners: Vec::new(),
                managers: Vec::new(),
                figures: listed.figures,
            });
        }
        let Some(item) = items.last_mut() else { continue };
        if let Some(flag) = flag
            && !item.flags.contains(&flag)
        {
            item.flags.push(flag);
        }
        let (Some((kind, id, bps)), Some((name, class, term_to))) = (part, manager) else { continue };
        if !item.managers.contains(&id) {
            item.managers.push(id);
        }
        if kind == OwnedKind::Client && item.owners.iter().all(|o| o.manager_id != id) {
            let lapsed = crate::staffing::rules::has_lapsed(class, term_to, today);
            item.owners.push(Owner { manager_id: id, manager_name: name, bps, lapsed });
        }
    }
    items
}

/// How many clients of each branch within a scope are under a manager whose term has lapsed today (D4).
pub fn count_under_lapsed(cx: &mut Cx<'_>, scope: &Scope) -> AppResult<HashMap<OrgUnitId, i64>> {
    Ok(store::count_under_lapsed(cx.conn, scope, cx.today)?.into_iter().collect())
}

/// What a list shows of a client, before it is known who reads it.
struct Item {
    row: store::Summary,
    branch_name: String,
    lock: Option<(HolderKind, HolderId)>,
    flags: Vec<Flag>,
    owners: Vec<Owner>,
    /// Who looks after it or an account of it.
    managers: Vec<ManagerId>,
    figures: Option<Figures>,
}

impl Item {
    /// Whole for whom the client concerns; for others a person's name is masked and amounts are left out.
    fn view(self, concerned: bool) -> ClientItem {
        let (row, figures) = (self.row, self.figures.unwrap_or_default());
        let hidden = !concerned && row.kind == ClientKind::Individual;
        ClientItem {
            id: row.id,
            client_no: row.client_no,
            name: if hidden { super::numbers::mask_name(&row.name) } else { row.name },
            kind: row.kind,
            branch_id: row.branch_id,
            branch_name: self.branch_name,
            outlet_id: row.outlet_id,
            industry: row.industry,
            place: row.place,
            standing: row.standing,
            size: row.size,
            flags: self.flags,
            identity_masked: rules::masked_identity(row.identity_kind, row.identity_last4.as_deref()),
            owners: self.owners,
            worth_fen: concerned.then_some(figures.worth_fen),
            exposure_fen: concerned.then_some(figures.exposure_fen),
            locked_by: self.lock.map(|(kind, id)| LockedBy { kind, id: id.0 }),
            state: row.state,
            version: row.version,
        }
    }
}

/// One client.
pub fn get_client(cx: &mut Cx<'_>, id: ClientId) -> AppResult<ClientView> {
    let (client, _) = find(cx, id, Action::GetClient)?;
    view(cx, client)
}

/// A client that the actor may do this with: hidden ones are 404.
pub(super) fn find(cx: &mut Cx<'_>, id: ClientId, action: Action) -> AppResult<(Client, String)> {
    let scope = cx.scope(action)?;
    store::find_client(cx.conn, id, &scope, cx.today).or_not_found()
}

/// A client to change: 404 where its reader may not see it, 403 where they may see but not change it.
pub(super) fn find_to_change(cx: &mut Cx<'_>, id: ClientId, action: Action) -> AppResult<Client> {
    let (client, _) = find(cx, id, Action::GetClient)?;
    let managers = store::list_managers(cx.conn, id, cx.today)?;
    cx.may(action, &Thing { branch: Some(client.branch_id), managers })?;
    Ok(client)
}

fn view(cx: &mut Cx<'_>, client: Client) -> AppResult<ClientView> {
    let contacts = store::list_contacts(cx.conn, client.id)?
        .into_iter()
        .map(|c| ContactView {
            id: c.id.to_string(),
            kind: c.kind,
            masked: rules::masked_contact(c.kind, c.last4.as_deref()),
            label: c.label,
        })
        .collect();
    let (item, concerned) = find_item(cx, client.id)?.ok_or_else(AppError::not_found)?;
    let figures = item.figures.unwrap_or_default();
    let (policy_number, _) = crate::policy::service::at(cx, cx.today)?;
    Ok(ClientView {
        item: item.view(concerned),
        identity_kind: client.identity_kind,
        equipment: client.equipment,
        contacts,
        accounts: store::count_accounts(cx.conn, client.id)?,
        has_credit: figures.has_credit,
        must_allocate: figures.must_allocate,
        policy_number,
        measured_on: cx.today,
        ownership_version: client.owner_version,
        opened_on: client.opened_on,
        created_at: client.created_at,
    })
}

/// What is sealed outside the transaction: it may run several times.
pub struct Sealing {
    id: ClientId,
    identity: Option<SealedIdentity>,
    contacts: Vec<Contact>,
}

struct SealedIdentity {
    kind: IdentityKind,
    sealed: crate::keyring::Sealed,
    last4: Option<String>,
    index: ClientIdentity,
    /// The blind indexes under every key.
    macs: Vec<Vec<u8>>,
}

/// Checks and seals personal data for a client.
///
/// Errors: each number that is wrong, at its field.
pub fn seal(
    app: &App,
    id: ClientId,
    identity: Option<&IdentityInput>,
    contacts: &[ContactInput],
    contacts_at: &str,
) -> AppResult<Sealing> {
    let (now, mut faults) = (app.clock().now(), Vec::new());
    let today = app.clock().date_of(now);
    let mut sealed = Vec::with_capacity(contacts.len());
    for (i, c) in contacts.iter().enumerate() {
        match rules::contact_text(c.kind, &c.text) {
            Ok(text) => {
                let label = c.label.as_deref().map(clean).filter(|l| !l.is_empty());
                sealed.push(sealing::seal_contact(app.keys(), id, c.kind, label, &text, now)?);
            }
            Err(e) => faults.push(fault(format!("{contacts_at}/{i}/text"), e)),
        }
    }
    let number = identity.map(|i| IdentityNumber::parse(i.kind, &i.number, today)).transpose();
    let identity = match number {
        Ok(None) => None,
        Ok(Some(number)) => Some(SealedIdentity {
            kind: number.kind(),
            sealed: sealing::seal_identity(app.keys(), id, &number)?,
            last4: rules::kept_of(&number),
            index: sealing::index_identity(app.keys(), id, number.kind(), &number),
            macs: sealing::search_identity(app.keys(), number.kind(), &number),
        }),
        Err(e) => {
            faults.push(fault("/identity/number".to_owned(), e));
            None
        }
    };
    if faults.is_empty() {
        Ok(Sealing { id, identity, contacts: sealed })
    } else {
        Err(AppError::new(Code::InvalidBody).with_fields(faults))
    }
}

pub(super) fn fault(pointer: String, e: NumberError) -> FieldError {
    FieldError { pointer, code: e.code(), params: serde_json::Map::new(), clause: None }
}

/// Puts a client in, unallocated from its opening on (D9.1).
///
/// Errors: `already_exists` for a number that is taken, `identity_taken`.
pub fn create_client(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    input: &CreateClient,
    sealing: &Sealing,
) -> AppResult<ClientId> {
    cx.may(Action::CreateClient, &Thing::branch(input.branch_id))?;
    check_place(cx, input.branch_id, input.outlet_id)?;
    let opened_on = input.opened_on.unwrap_or(cx.today);
    if opened_on > cx.today {
        return Err(AppError::field("/opened_on", "in_future"));
    }
    if !rules::is_bank_day(opened_on) {
        return Err(AppError::field("/opened_on", "invalid"));
    }
    cx.once(key, Action::CreateClient, input, |cx| insert(cx, input, sealing, opened_on))
}

fn insert(
    cx: &mut Cx<'_>,
    input: &CreateClient,
    sealing: &Sealing,
    opened_on: NaiveDate,
) -> AppResult<ClientId> {
    let id = sealing.id;
    let name = clean(&input.name);
    if name.is_empty() {
        return Err(AppError::field("/name", "required"));
    }
    let given = || format!("K{}", &id.0.simple().to_string()[18..]).to_ascii_uppercase();
    let mut client = Client {
        id,
        client_no: input.client_no.clone().unwrap_or_else(given),
        kind: input.kind,
        sort_key: sort_key(&name),
        name,
        branch_id: input.branch_id,
        outlet_id: input.outlet_id,
        industry: cleaned(input.industry.as_deref()),
        place: cleaned(input.place.as_deref()),
        equipment: cleaned(input.equipment.as_deref()),
        standing: None,
        size: None,
        identity_kind: None,
        identity_ct: None,
        identity_key: None,
        identity_last4: None,
        state: ClientState::Active,
        opened_on,
        owner_version: 1,
        version: 1,
        import_id: None,
        created_at: cx.now,
        updated_at: cx.now,
    };
    let index = take_identity(cx, &mut client, sealing)?;
    store::insert_client(cx.conn, &client).on_duplicate(|| AppError::new(Code::AlreadyExists))?;
    put_sealed(cx, index, sealing)?;
    let texts = vec![client.name.as_str(), client.client_no.as_str()];
    crate::search_text::store::add(cx.conn, store::SEARCHED, &[(id.0, texts)])?;
    let source = Source { kind: SourceKind::Opening, id: None, reason: "opening".to_owned() };
    let unallocated = Shares::unallocated();
    open_subject(cx, OwnedKind::Client, id.into(), input.branch_id, opened_on, unallocated, &source)?;
    cx.audit(
        "create_client",
        "client",
        Some(id),
        json!({ "branch_id": input.branch_id, "kind": input.kind }),
    )?;
    Ok(id)
}

fn cleaned(text: Option<&str>) -> Option<String> {
    text.map(clean).filter(|t| !t.is_empty())
}

/// Gives a client its sealed identity number; the index to put in with it. Whether the number is another's is
/// asked under every key, and settled by the index under the active one.
fn take_identity<'a>(
    cx: &mut Cx<'_>,
    client: &mut Client,
    sealing: &'a Sealing,
) -> AppResult<Option<&'a ClientIdentity>> {
    let Some(identity) = &sealing.identity else { return Ok(None) };
    let fits = match identity.kind {
        IdentityKind::Uscc => client.kind == ClientKind::Corporate,
        IdentityKind::ResidentId => client.kind == ClientKind::Individual,
        IdentityKind::ForeignOther => true,
    };
    if !fits {
        return Err(AppError::field("/identity/kind", "invalid"));
    }
    if store::find_by_identity(cx.conn, identity.kind, &identity.macs)?.is_some() {
        return Err(identity_taken());
    }
    client.identity_kind = Some(identity.kind);
    client.identity_ct = Some(identity.sealed.bytes.clone());
    client.identity_key = Some(identity.sealed.key_id.clone());
    client.identity_last4 = identity.last4.clone();
    Ok(Some(&identity.index))
}

fn put_sealed(cx: &mut Cx<'_>, index: Option<&ClientIdentity>, sealing: &Sealing) -> AppResult<()> {
    if let Some(index) = index {
        store::insert_identity(cx.conn, index).on_duplicate(identity_taken)?;
    }
    for contact in &sealing.contacts {
        store::insert_contact(cx.conn, contact)?;
    }
    Ok(())
}

fn identity_taken() -> AppError {
    AppError::new(Code::IdentityTaken)
}

fn make_findable(cx: &mut Cx<'_>, client: &Client) -> AppResult<()> {
    let texts = vec![client.name.as_str(), client.client_no.as_str()];
    Ok(crate::search_text::store::put(cx.conn, store::SEARCHED, &[(client.id.0, texts)])?)
}

/// The branch is one, and the outlet is one of its.
fn check_place(cx: &mut Cx<'_>, branch: OrgUnitId, outlet: Option<OrgUnitId>) -> AppResult<()> {
    let is = |found: Option<(OrgKind, Option<OrgUnitId>)>, kind| found == Some((kind, Some(branch)));
    if !is(store::find_unit(cx.conn, branch)?, OrgKind::Branch) {
        return Err(AppError::field("/branch_id", "not_found"));
    }
    match outlet {
        Some(outlet) if !is(store::find_unit(cx.conn, outlet)?, OrgKind::Outlet) => {
            Err(AppError::field("/outlet_id", "not_found"))
        }
        _ => Ok(()),
    }
}

/// Changes a client.
///
/// Errors: `identity_taken`; a second identity number; a contact that is not the client's.
pub fn update_client(
    cx: &mut Cx<'_>,
    id: ClientId,
    version: IfMatch,
    input: &UpdateClient,
    sealing: &Sealing,
) -> AppResult<ClientView> {
    let mut client = find_to_change(cx, id, Action::UpdateClient)?;
    version.check(client.version)?;
    let before = client.version;
    if client.state == ClientState::Erased || input.state == Some(ClientState::Erased) {
        return Err(AppError::field("/state", "invalid"));
    }
    let renamed = match input.name.as_deref().map(clean) {
        Some(name) if name.is_empty() => return Err(AppError::field("/name", "required")),
        Some(name) if name != client.name => {
            client.sort_key = sort_key(&name);
            client.name = name;
            true
        }
        _ => false,
    };
    if let Some(outlet) = input.outlet_id {
        check_place(cx, client.branch_id, outlet)?;
        client.outlet_id = outlet;
    }
    for (field, given) in [
        (&mut client.industry, &input.industry),
        (&mut client.place, &input.place),
        (&mut client.equipment, &input.equipment),
    ] {
        if let Some(text) = given {
            *field = cleaned(text.as_deref());
        }
    }
    client.state = input.state.unwrap_or(client.state);
    client.updated_at = cx.now;
    if sealing.identity.is_some() && client.identity_kind.is_some() {
        return Err(AppError::field("/identity", "duplicate"));
    }
    let index = take_identity(cx, &mut client, sealing)?;
    if store::update_client(cx.conn, &client, before)? == 0 {
        return Err(AppError::new(Code::VersionMoved));
    }
    put_sealed(cx, index, sealing)?;
    let gone = store::remove_contacts(cx.conn, id, &input.remove_contacts, cx.now)?;
    if gone != input.remove_contacts.len() {
        return Err(AppError::field("/remove_contacts", "not_found"));
    }
    if renamed {
        make_findable(cx, &client)?;
        holdings::refresh_clients(cx, &[id])?;
    }
    cx.audit(
        "update_client",
        "client",
        Some(id),
        json!({ "fields": changed(input), "version": before + 1 }),
    )?;
    get_client(cx, id)
}

/// Which fields a change names; never what they hold.
fn changed(input: &UpdateClient) -> Vec<&'static str> {
    let named = [
        ("name", input.name.is_some()),
        ("outlet_id", input.outlet_id.is_some()),
        ("industry", input.industry.is_some()),
        ("place", input.place.is_some()),
        ("equipment", input.equipment.is_some()),
        ("state", input.state.is_some()),
        ("identity", input.identity.is_some()),
        ("add_contacts", !input.add_contacts.is_empty()),
        ("remove_contacts", !input.remove_contacts.is_empty()),
    ];
    named.into_iter().filter(|(_, given)| *given).map(|(name, _)| name).collect()
}
