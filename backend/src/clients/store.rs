//! Queries of clients. What an import has not shown yet is left out.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::measures::Figures;
use super::model::*;
use crate::allocation::ownership::model::OwnedKind;
use crate::auth::Scope;
use crate::db::Conn;
use crate::db::schema::{
    accounts, client_contacts, client_flags, client_holdings, client_identities, client_locks,
    client_measures, clients, imports, managers, org_units, ownership_shares, ownerships, search_tokens,
};
use crate::on_each;
use crate::org::model::{OrgKind, OrgUnitId};
use crate::staffing::model::{ManagerClass, ManagerId};

/// Kind of a client's search tokens.
pub const SEARCHED: &str = "client";

/// Narrows a list of clients.
#[derive(Debug, Clone, Default)]
pub struct ClientFilter {
    /// Each range holds one of the name's tokens.
    pub tokens: Vec<(String, String)>,
    pub owner: Option<ManagerId>,
    pub branch: Option<OrgUnitId>,
    pub kind: Option<ClientKind>,
    pub standing: Option<Standing>,
    pub size: Option<Size>,
    pub flag: Option<Flag>,
    pub industry: Option<String>,
    pub place: Option<String>,
    pub state: Option<ClientState>,
    pub uncovered: Option<bool>,
    pub lapsed: Option<bool>,
}

/// What is held on a day.
macro_rules! held_on {
    ($day:expr) => {
        client_holdings::valid_from
            .le($day)
            .and(client_holdings::valid_to.is_null().or(client_holdings::valid_to.gt($day)))
    };
}

/// The clients that managers have a part of on a day.
macro_rules! held_by {
    ($managers:expr, $day:expr) => {
        client_holdings::table
            .filter(client_holdings::manager_id.eq_any($managers.to_vec()))
            .filter(held_on!($day))
            .select(client_holdings::client_id)
    };
}

/// The clients that a manager has a part of on a day whose term has ended by then (D4).
macro_rules! under_lapsed {
    ($day:expr) => {{
        // Another name for the table: the outer query may walk it too.
        let held = diesel::alias!(client_holdings as lapsed_holdings);
        let until = held.field(client_holdings::valid_to);
        held.inner_join(managers::table.on(managers::id.eq(held.field(client_holdings::manager_id))))
            .filter(held.field(client_holdings::valid_from).le($day))
            .filter(until.is_null().or(until.gt($day)))
            .filter(managers::class.ne(ManagerClass::Virtual))
            .filter(managers::term_to.le($day))
            .select(held.field(client_holdings::client_id))
    }};
}

/// The ownerships of a kind that stand on a day.
macro_rules! standing_on {
    ($kind:expr, $day:expr) => {
        ownerships::subject_kind
            .eq($kind)
            .and(ownerships::known_to.is_null())
            .and(ownerships::valid_from.le($day))
            .and(ownerships::valid_to.is_null().or(ownerships::valid_to.gt($day)))
    };
}

/// Whether a client shows, for every reader.
macro_rules! shown {
    () => {
        clients::import_id
            .is_null()
            .or(clients::import_id
                .ne_all(imports::table.filter(imports::hidden).select(imports::id.nullable())))
    };
}

/// Clients with an open account that must be under a named manager and is under none (D9.1): its own entry names
/// nobody, or it has none and its client's names nobody.
macro_rules! uncovered {
    ($day:expr) => {{
        let own_share = ownerships::table
            .inner_join(ownership_shares::table)
            .filter(standing_on!(OwnedKind::Account, $day).and(ownerships::subject_id.eq(accounts::id)))
            .select(ownerships::id);
        let own_entry = ownerships::table
            .filter(standing_on!(OwnedKind::Account, $day).and(ownerships::subject_id.eq(accounts::id)))
            .select(ownerships::id);
        let clients_share = ownerships::table
            .inner_join(ownership_shares::table)
            .filter(standing_on!(OwnedKind::Client, $day).and(ownerships::subject_id.eq(accounts::client_id)))
            .select(ownerships::id);
        let must = accounts::credit_kind
            .eq(true)
            .or(accounts::kind.eq_any([AccountKind::Loan, AccountKind::CorporateDeposit]))
            .or(accounts::kind
                .eq(AccountKind::PersonalDeposit)
                .and(accounts::is_natural.eq(false))
                .and(accounts::won_confirmed_on.le($day).assume_not_null()));
        accounts::table
            .filter(must)
            .filter(accounts::opened_on.le($day))
            .filter(accounts::closed_on.is_null().or(accounts::closed_on.gt($day)))
            .filter(
                accounts::import_id.is_null().or(accounts::import_id
                    .ne_all(imports::table.filter(imports::hidden).select(imports::id.nullable()))),
            )
            .filter(diesel::dsl::not(diesel::dsl::exists(own_share)))
            .filter(diesel::dsl::exists(own_entry).or(diesel::dsl::not(diesel::dsl::exists(clients_share))))
            .select(accounts::client_id)
    }};
}

/// The part of a filter that concerns the client itself, on a query that has `clients`.
macro_rules! narrowed {
    ($query:expr, $filter:expr, $day:expr) => {{
        let f = $filter;
        let mut q = $query.filter(shown!());
        for (from, until) in &f.tokens {
            let found = search_tokens::table
                .filter(search_tokens::kind.eq(SEARCHED))
                .filter(search_tokens::token.ge(from).and(search_tokens::token.lt(until)))
                .select(search_tokens::subject_id);
            q = q.filter(clients::id.eq_any(found));
        }
        if let Some(branch) = f.branch {
            q = q.filter(clients::branch_id.eq(branch));
        }
        if let Some(kind) = f.kind {
            q = q.filter(clients::kind.eq(kind));
        }
        if let Some(standing) = f.standing {
            q = q.filter(clients::standing.eq(standing));
        }
        if let Some(size) = f.size {
            q = q.filter(clients::size.eq(size));
        }
        if let Some(industry) = &f.industry {
            q = q.filter(clients::industry.eq(industry));
        }
        if let Some(place) = &f.place {
            q = q.filter(clients::place.eq(place));
        }
        q = match f.state {
            Some(state) => q.filter(clients::state.eq(state)),
            None => q.filter(clients::state.ne(ClientState::Erased)),
        };
        if let Some(flag) = f.flag {
            let flagged = client_flags::table
                .filter(client_flags::client_id.eq(clients::id).and(client_flags::flag.eq(flag.as_str())));
            q = q.filter(diesel::dsl::exists(flagged));
        }
        match f.uncovered {
            Some(true) => q = q.filter(clients::id.eq_any(uncovered!($day))),
            Some(false) => q = q.filter(clients::id.ne_all(uncovered!($day))),
            None => {}
        }
        match f.lapsed {
            Some(true) => q = q.filter(clients::id.eq_any(under_lapsed!($day))),
            Some(false) => q = q.filter(clients::id.ne_all(under_lapsed!($day))),
            None => {}
        }
        q
    }};
}

/// Where a page begins: the sort key and the id of the last client before it.
pub type Place = (String, ClientId);

/// What of clients lists show: which of them, on which day, and the basis of the figures that stand (see
/// [`super::measures::rules::basis`]); in the order of their names, each once for each of its flags and each who looks
/// after it, the larger share first.
macro_rules! listed {
    ($which:expr, $day:expr, $basis:expr) => {
        clients::table
            .inner_join(org_units::table)
            .left_join(
                client_measures::table.on(client_measures::client_id
                    .eq(clients::id)
                    .and(client_measures::day.eq($day))
                    .and(client_measures::basis.eq($basis.to_owned()))),
            )
            .left_join(client_locks::table)
            .left_join(client_flags::table)
            .left_join(
                client_holdings::table.on(client_holdings::client_id.eq(clients::id).and(held_on!($day))),
            )
            .left_join(managers::table.on(managers::id.eq(client_holdings::manager_id)))
            .filter($which)
            .order((clients::sort_key, clients::id, client_holdings::bps.desc(), managers::manager_no))
            .select((
                Summary::as_select(),
                org_units::name,
                Option::<Figures>::as_select(),
                (client_locks::holder_kind, client_locks::holder_id).nullable(),
                client_flags::flag.nullable(),
                (client_holdings::subject_kind, client_holdings::manager_id, client_holdings::bps).nullable(),
                (managers::name, managers::class, managers::term_to).nullable(),
            ))
    };
}

/// Which clients a page shows, and where it begins.
#[derive(Debug, Clone, Copy)]
pub struct Which<'a> {
    pub scope: &'a Scope,
    pub filter: &'a ClientFilter,
    pub after: Option<&'a Place>,
    pub limit: i64,
}

/// One page of clients, in one statement.
///
/// By manager the page is a range of the holdings' index; otherwise one of the clients'.
pub fn list_page(conn: &mut Conn, which: Which<'_>, day: NaiveDate, basis: &str) -> QueryResult<Vec<Listed>> {
    let Which { scope, filter, after, limit } = which;
    let (branches, own): (Option<&[OrgUnitId]>, &[ManagerId]) = match scope {
        Scope::All => (None, &[]),
        Scope::Some { branches, managers } => (Some(branches), managers),
    };
    // All that the walked managers hold is within the scope, or the branches alone decide.
    let walked: Option<Vec<ManagerId>> = match (filter.owner, branches) {
        (Some(owner), _) if own.is_empty() || own.contains(&owner) => Some(vec![owner]),
        (None, Some([])) => Some(own.to_vec()),
        _ => None,
    };
    on_each!(conn, |c| match &walked {
        Some(managers) => {
            let held = client_holdings::table
                .inner_join(clients::table)
                .group_by((client_holdings::sort_key, client_holdings::client_id))
                .order((client_holdings::sort_key, client_holdings::client_id))
                .select(client_holdings::client_id)
                .into_boxed();
            let mut q = narrowed!(held, filter, day).filter(held_on!(day));
            q = match managers.as_slice() {
                [one] => q.filter(client_holdings::manager_id.eq(*one)),
                many => q.filter(client_holdings::manager_id.eq_any(many.to_vec())),
            };
            if let Some(branches) = branches.filter(|_| own.is_empty()) {
                q = q.filter(clients::branch_id.eq_any(branches.to_vec()));
            }
            if let Some((key, id)) = after {
                q = q.filter(client_holdings::sort_key.ge(key));
                q = q.filter(client_holdings::sort_key.gt(key).or(client_holdings::client_id.gt(id)));
            }
            listed!(clients::id.eq_any(q.limit(limit)), day, basis).load(c)
        }
        None => {
            let all = clients::table.order((clients::sort_key, clients::id)).select(clients::id).into_boxed();
            let mut q = narrowed!(all, filter, day);
            if let Some(owner) = filter.owner {
                q = q.filter(clients::id.eq_any(held_by!([owner], day)));
            }
            if let Some(branches) = branches {
                q = q.filter(
                    clients::branch_id.eq_any(branches.to_vec()).or(clients::id.eq_any(held_by!(own, day))),
                );
            }
            if let Some((key, id)) = after {
                q = q.filter(clients::sort_key.ge(key));
                q = q.filter(clients::sort_key.gt(key).or(clients::id.gt(id)));
            }
            listed!(clients::id.eq_any(q.limit(limit)), day, basis).load(c)
        }
    })
}

/// What a list shows of a client, straight from its row.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = clients)]
pub struct Summary {
    pub id: ClientId,
    pub client_no: String,
    pub kind: ClientKind,
    pub name: String,
    pub branch_id: OrgUnitId,
    pub outlet_id: Option<OrgUnitId>,
    pub industry: Option<String>,
    pub place: Option<String>,
    pub standing: Option<Standing>,
    pub size: Option<Size>,
    pub identity_kind: Option<IdentityKind>,
    pub identity_last4: Option<String>,
    pub state: ClientState,
    pub version: i64,
}

/// A client with its branch's name, its figures where they stand, what holds it, a flag that it carries and one that looks
/// after it or an account of it.
#[derive(Debug, Clone, Queryable)]
pub struct Listed {
    pub client: Summary,
    pub branch_name: String,
    pub figures: Option<Figures>,
    pub lock: Option<(HolderKind, HolderId)>,
    pub flag: Option<Flag>,
    /// What is looked after, by whom and with which share.
    pub part: Option<(OwnedKind, ManagerId, i32)>,
    /// The name, the class and the first day after the term of who does.
    pub manager: Option<(String, ManagerClass, Option<NaiveDate>)>,
}

/// As [`list_page`], of one client.
pub fn list_one(conn: &mut Conn, id: ClientId, day: NaiveDate, basis: &str) -> QueryResult<Vec<Listed>> {
    on_each!(conn, |c| listed!(clients::id.eq(id), day, basis).load(c))
}

/// How many clients of each branch are under a manager whose term has ended by a day (D4).
pub fn count_under_lapsed(
    conn: &mut Conn,
    scope: &Scope,
    day: NaiveDate,
) -> QueryResult<Vec<(OrgUnitId, i64)>> {
    let mut q = clients::table
        .group_by(clients::branch_id)
        .select((clients::branch_id, diesel::dsl::count_star()))
        .into_boxed()
        .filter(shown!())
        .filter(clients::state.ne(ClientState::Erased))
        .filter(clients::id.eq_any(under_lapsed!(day)));
    if let Scope::Some { branches, managers: own } = scope {
        q = q.filter(clients::branch_id.eq_any(branches).or(clients::id.eq_any(held_by!(own, day))));
    }
    q.load(conn)
}

/// Who looks after a client, or an account of it, on a day.
pub fn list_managers(conn: &mut Conn, id: ClientId, day: NaiveDate) -> QueryResult<Vec<ManagerId>> {
    client_holdings::table
        .filter(client_holdings::client_id.eq(id))
        .filter(held_on!(day))
        .select(client_holdings::manager_id)
        .distinct()
        .load(conn)
}

/// A client's row, whoever asks.
pub fn find_row(conn: &mut Conn, id: ClientId) -> QueryResult<Client> {
    clients::table.find(id).select(Client::as_select()).first(conn)
}

/// Where a client stands in a list.
pub fn find_sort_key(conn: &mut Conn, id: ClientId) -> QueryResult<String> {
    clients::table.find(id).select(clients::sort_key).first(conn)
}

/// A client within a scope, with its branch's name.
pub fn find_client(
    conn: &mut Conn,
    id: ClientId,
    scope: &Scope,
    day: NaiveDate,
) -> QueryResult<(Client, String)> {
    let mut q =
        clients::table.inner_join(org_units::table).into_boxed().filter(clients::id.eq(id)).filter(shown!());
    if let Scope::Some { branches, managers: own } = scope {
        q = q.filter(clients::branch_id.eq_any(branches.clone()).or(clients::id.eq_any(held_by!(own, day))));
    }
    q.select((Client::as_select(), org_units::name)).first(conn)
}

/// The client that an identity number belongs to, by any of its blind indexes.
pub fn find_by_identity(
    conn: &mut Conn,
    kind: IdentityKind,
    macs: &[Vec<u8>],
) -> QueryResult<Option<ClientId>> {
    client_identities::table
        .filter(client_identities::identity_kind.eq(kind).and(client_identities::mac.eq_any(macs)))
        .select(client_identities::client_id)
        .first(conn)
        .optional()
}

/// How many accounts a client has.
pub fn count_accounts(conn: &mut Conn, id: ClientId) -> QueryResult<i64> {
    accounts::table
        .filter(accounts::client_id.eq(id))
        .filter(accounts::import_id.is_null().or(
            accounts::import_id.ne_all(imports::table.filter(imports::hidden).select(imports::id.nullable())),
        ))
        .count()
        .get_result(conn)
}

/// The contacts of a client that have not been taken away.
pub fn list_contacts(conn: &mut Conn, id: ClientId) -> QueryResult<Vec<Contact>> {
    client_contacts::table
        .filter(client_contacts::client_id.eq(id).and(client_contacts::removed_at.is_null()))
        .order((client_contacts::kind, client_contacts::id))
        .select(Contact::as_select())
        .load(conn)
}

pub fn insert_client(conn: &mut Conn, client: &Client) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(clients::table).values(client).execute(c)).map(drop)
}

pub fn insert_identity(conn: &mut Conn, identity: &ClientIdentity) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(client_identities::table).values(identity).execute(c)).map(drop)
}

pub fn insert_contact(conn: &mut Conn, contact: &Contact) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(client_contacts::table).values(contact).execute(c)).map(drop)
}

/// Takes contacts of a client away: the text goes, the row stays; returns how many there were.
pub fn remove_contacts(
    conn: &mut Conn,
    client: ClientId,
    ids: &[ContactId],
    at: crate::db::Ts,
) -> QueryResult<usize> {
    diesel::update(
        client_contacts::table
            .filter(client_contacts::client_id.eq(client).and(client_contacts::id.eq_any(ids)))
            .filter(client_contacts::removed_at.is_null()),
    )
    .set((
        client_contacts::removed_at.eq(Some(at)),
        client_contacts::ct.eq(None::<Vec<u8>>),
        client_contacts::key_id.eq(None::<String>),
        client_contacts::last4.eq(None::<String>),
    ))
    .execute(conn)
}

/// Writes what may change of a client, where its version still stands; 0 where it has moved.
pub fn update_client(conn: &mut Conn, c: &Client, version: i64) -> QueryResult<usize> {
    diesel::update(clients::table.filter(clients::id.eq(c.id).and(clients::version.eq(version))))
        .set((
            (
                clients::name.eq(&c.name),
                clients::sort_key.eq(&c.sort_key),
                clients::outlet_id.eq(c.outlet_id),
            ),
            (
                clients::industry.eq(&c.industry),
                clients::place.eq(&c.place),
                clients::equipment.eq(&c.equipment),
            ),
            (clients::standing.eq(c.standing), clients::size.eq(c.size), clients::state.eq(c.state)),
            (
                clients::identity_kind.eq(c.identity_kind),
                clients::identity_ct.eq(&c.identity_ct),
                clients::identity_key.eq(&c.identity_key),
                clients::identity_last4.eq(&c.identity_last4),
            ),
            (clients::version.eq(version + 1), clients::updated_at.eq(c.updated_at)),
        ))
        .execute(conn)
}

/// What a unit is and the branch that it belongs to.
pub fn find_unit(conn: &mut Conn, id: OrgUnitId) -> QueryResult<Option<(OrgKind, Option<OrgUnitId>)>> {
    org_units::table
        .find(id)
        .filter(org_units::closed_on.is_null())
        .select((org_units::kind, org_units::branch_id))
        .first(conn)
        .optional()
}
