//! Clients: identity numbers checked and sealed, each with an ownership from its opening on (D9.1).

use std::collections::HashSet;

use chrono::NaiveDate;

use super::*;
use crate::allocation::ownership::model::{OwnedKind, SourceId, SourceKind};
use crate::allocation::ownership::service::{Opening, Source, open_many};
use crate::allocation::shares::Shares;
use crate::clients::intake::{self, NewClient};
use crate::clients::model::*;
use crate::clients::numbers::{self, IdentityNumber};
use crate::clients::sealing;
use crate::keyring::Sealed;
use crate::org::intake as org;
use crate::org::model::{OrgKind, OrgUnitId};
use crate::search_text::sort_key;
use crate::staffing::intake as staffing;

/// Clients.
pub struct Clients;

/// A client of a file; nothing of it is in the clear that the database holds sealed.
pub struct Row {
    id: ClientId,
    client_no: String,
    kind: ClientKind,
    name: String,
    sort_key: String,
    identity: Option<Identity>,
    branch: String,
    outlet: Option<String>,
    industry: Option<String>,
    place: Option<String>,
    equipment: Option<String>,
    standing: Option<Standing>,
    size: Option<Size>,
    flags: Vec<&'static str>,
    opened_on: NaiveDate,
    contacts: Vec<Contact>,
    owner: Option<String>,
}

struct Identity {
    kind: IdentityKind,
    sealed: Sealed,
    last4: String,
    index: ClientIdentity,
    /// Under every key.
    macs: Vec<Vec<u8>>,
}

impl Loader for Clients {
    const KIND: ImportKind = ImportKind::Clients;
    type Row = Row;

    fn read(reading: &Reading<'_>, cells: &mut Cells<'_>) -> Option<Row> {
        let id = ClientId::new();
        let (client_no, name) = (cells.code("client_no"), cells.text("name"));
        let kind: Option<ClientKind> = cells.choice("kind");
        let identity = identity(reading, cells, id);
        let (branch, outlet) = (cells.code("branch_code"), cells.code("outlet_code").map(str::to_owned));
        let (industry, place, equipment) =
            (cells.text("industry"), cells.text("place"), cells.text("equipment"));
        let (standing, size) = (cells.choice("standing"), cells.choice("size"));
        let flags = cells.choices("flags");
        let opened_on = cells.date("opened_on");
        if opened_on.is_some_and(|d| d > reading.today) {
            cells.refuse("opened_on", "date_in_future");
        }
        if let (Some(kind), Some(identity)) = (kind, &identity) {
            let fits = match identity.kind {
                IdentityKind::Uscc => kind == ClientKind::Corporate,
                IdentityKind::ResidentId => kind == ClientKind::Individual,
                IdentityKind::ForeignOther => true,
            };
            if !fits {
                cells.refuse("identity_kind", "wrong_kind");
            }
        }
        let mut contacts = Vec::new();
        for (column, contact) in [("phone", ContactKind::Phone), ("address", ContactKind::Address)] {
            if let Some(text) = cells.text(column) {
                let text = if contact == ContactKind::Phone { phone(cells, &text)? } else { text };
                // The row's own moment is set when it is put in.
                contacts.push(sealing::seal_contact(reading.keys, id, contact, None, &text, epoch()).ok()?);
            }
        }
        let owner = cells.code("owner_manager_no").map(str::to_owned);
        let name = name?;
        Some(Row {
            id,
            client_no: client_no?.to_owned(),
            kind: kind?,
            sort_key: sort_key(&name),
            name,
            identity,
            branch: branch?.to_owned(),
            outlet,
            industry,
            place,
            equipment,
            standing,
            size,
            flags,
            opened_on: opened_on?,
            contacts,
            owner,
        })
    }

    fn settle(cx: &mut Cx<'_>, run: &Run, rows: &[&Numbered<Row>]) -> AppResult<Settled> {
        let mut out = Settled::default();
        let numbers = distinct(rows.iter().map(|r| r.row.client_no.as_str()));
        let taken = intake::clients_by_no(cx, &numbers)?;
        let macs: Vec<Vec<u8>> =
            rows.iter().filter_map(|r| r.row.identity.as_ref()).flat_map(|i| i.macs.clone()).collect();
        let mut identities: HashSet<Vec<u8>> = intake::identities_taken(cx, &macs)?;
        let places = Places::load(
            cx,
            rows.iter().map(|r| (r.row.branch.as_str(), r.row.outlet.as_deref(), r.row.owner.as_deref())),
        )?;
        let (mut new, mut openings) = (Vec::new(), Vec::new());
        for Numbered { line, row } in rows.iter().copied() {
            let mut refuse = |column, code| out.rejects.push(Reject::new(*line, column, code));
            if taken.contains_key(&row.client_no) {
                refuse("client_no", "differs");
                continue;
            }
            let place = match places.resolve(&row.branch, row.outlet.as_deref(), row.owner.as_deref()) {
                Ok(place) => place,
                Err((column, code)) => {
                    refuse(column, code);
                    continue;
                }
            };
            if let Some(identity) = &row.identity {
                let name = || format!("identity/{}", hex::encode(&identity.index.mac));
                if identity.macs.iter().any(|m| identities.contains(m)) || run.named(&name()).is_some() {
                    refuse("identity_no", "identity_taken");
                    continue;
                }
                identities.insert(identity.index.mac.clone());
                if !run.apply {
                    out.notes.push(Note::Name(name(), String::new()));
                }
            }
            if run.apply {
                openings.push(Opening {
                    kind: OwnedKind::Client,
                    subject: row.id.into(),
                    branch_id: place.branch,
                    opened_on: row.opened_on,
                    shares: place.owner.map_or_else(Shares::unallocated, Shares::sole),
                });
                new.push(client(cx, run, row, &place));
            }
        }
        if !new.is_empty() {
            intake::insert_clients(cx, &new)?;
            open_many(cx, &openings, &source(run))?;
        }
        Ok(out)
    }
}

/// Where an import's ownerships come from.
pub(super) fn source(run: &Run) -> Source {
    Source { kind: SourceKind::Import, id: Some(SourceId(run.import.0)), reason: "import".to_owned() }
}

fn epoch() -> crate::db::Ts {
    chrono::DateTime::<chrono::Utc>::UNIX_EPOCH.into()
}

fn identity(reading: &Reading<'_>, cells: &mut Cells<'_>, id: ClientId) -> Option<Identity> {
    let kind: Option<IdentityKind> = cells.choice("identity_kind");
    let number = cells.text("identity_no");
    match (kind, &number) {
        (None, Some(_)) => cells.refuse("identity_kind", "required"),
        (Some(_), None) => cells.refuse("identity_no", "required"),
        _ => {}
    }
    let (kind, number) = (kind?, number?);
    let checked = match kind {
        IdentityKind::Uscc => numbers::IdentityKind::Uscc,
        IdentityKind::ResidentId => numbers::IdentityKind::ResidentId,
        IdentityKind::ForeignOther => numbers::IdentityKind::ForeignOther,
    };
    let number = match IdentityNumber::parse(checked, &number, reading.today) {
        Ok(number) => number,
        Err(e) => {
            cells.refuse("identity_no", e.code());
            return None;
        }
    };
    Some(Identity {
        kind,
        sealed: sealing::seal_identity(reading.keys, id, &number).ok()?,
        last4: number.last_four(),
        index: sealing::index_identity(reading.keys, id, kind, &number),
        macs: sealing::search_identity(reading.keys, kind, &number),
    })
}

/// A mobile number in its normal form; another telephone as digits with the usual separators.
fn phone(cells: &mut Cells<'_>, text: &str) -> Option<String> {
    if let Ok(mobile) = numbers::parse_mobile(text) {
        return Some(mobile);
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let usual = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')'));
    if usual && (5..=20).contains(&digits) {
        return Some(text.to_owned());
    }
    cells.refuse("phone", "invalid");
    None
}

fn client(cx: &Cx<'_>, run: &Run, row: &Row, place: &Place) -> NewClient {
    let rating = |axis: &str, value: &str| Rating {
        id: RatingId::new(),
        client_id: row.id,
        axis: axis.to_owned(),
        value: Some(value.to_owned()),
        valid_from: row.opened_on,
        known_from: cx.now,
        known_to: None,
        reason: "import".to_owned(),
        rated_by: None,
    };
    let ratings = row
        .standing
        .map(|s| rating("standing", s.as_str()))
        .into_iter()
        .chain(row.size.map(|s| rating("size", s.as_str())))
        .chain(row.flags.iter().map(|f| rating(f, "true")))
        .collect();
    let sealed = row.identity.as_ref();
    NewClient {
        client: Client {
            id: row.id,
            client_no: row.client_no.clone(),
            kind: row.kind,
            name: row.name.clone(),
            sort_key: row.sort_key.clone(),
            branch_id: place.branch,
            outlet_id: place.outlet,
            industry: row.industry.clone(),
            place: row.place.clone(),
            equipment: row.equipment.clone(),
            standing: row.standing,
            size: row.size,
            identity_kind: sealed.map(|i| i.kind),
            identity_ct: sealed.map(|i| i.sealed.bytes.clone()),
            identity_key: sealed.map(|i| i.sealed.key_id.clone()),
            identity_last4: sealed.map(|i| i.last4.clone()),
            state: ClientState::Active,
            opened_on: row.opened_on,
            owner_version: 1,
            version: 1,
            import_id: Some(run.import),
            created_at: cx.now,
            updated_at: cx.now,
        },
        identity: sealed.map(|i| i.index.clone()),
        contacts: row.contacts.iter().map(|c| Contact { created_at: cx.now, ..c.clone() }).collect(),
        ratings,
        flags: row.flags.iter().map(|f| ClientFlag { client_id: row.id, flag: (*f).to_owned() }).collect(),
    }
}

/// Where a client or an account is, and whose.
pub(super) struct Place {
    pub branch: OrgUnitId,
    pub outlet: Option<OrgUnitId>,
    pub owner: Option<crate::staffing::model::ManagerId>,
}

/// Units and managers that a batch names.
pub(super) struct Places {
    units: HashMap<String, crate::org::model::OrgUnit>,
    managers: HashMap<String, crate::staffing::model::Manager>,
}

impl Places {
    pub(super) fn load<'a>(
        cx: &mut Cx<'_>,
        named: impl Iterator<Item = (&'a str, Option<&'a str>, Option<&'a str>)> + Clone,
    ) -> AppResult<Self> {
        let codes = distinct(named.clone().flat_map(|(b, o, _)| std::iter::once(b).chain(o)));
        let numbers = distinct(named.filter_map(|(_, _, m)| m));
        Ok(Self { units: org::units_by_code(cx, &codes)?, managers: staffing::managers_by_no(cx, &numbers)? })
    }

    /// The place that codes name, or the column and the code of what is wrong with them.
    pub(super) fn resolve(
        &self,
        branch: &str,
        outlet: Option<&str>,
        owner: Option<&str>,
    ) -> Result<Place, (&'static str, &'static str)> {
        let branch = self
            .units
            .get(branch)
            .filter(|u| u.kind == OrgKind::Branch)
            .ok_or(("branch_code", "not_found"))?;
        let outlet = outlet
            .map(|code| {
                self.units
                    .get(code)
                    .filter(|u| u.kind == OrgKind::Outlet && u.branch_id == Some(branch.id))
                    .ok_or(("outlet_code", "not_found"))
            })
            .transpose()?;
        let owner = owner
            .map(|no| match self.managers.get(no) {
                None => Err(("owner_manager_no", "not_found")),
                Some(m) if m.branch_id != branch.id => Err(("owner_manager_no", "other_branch")),
                Some(m) => Ok(m.id),
            })
            .transpose()?;
        Ok(Place { branch: branch.id, outlet: outlet.map(|o| o.id), owner })
    }
}
