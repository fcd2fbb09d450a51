//! Personal data of clients: searched by number and shown whole on record alone.

use serde_json::json;

use super::dto::*;
use super::model::*;
use super::numbers::IdentityNumber;
use super::service::{fault, find_to_change, item_of};
use super::{sealing, store};
use crate::app::{App, Cx};
use crate::auth::Action;
use crate::error::{AppError, AppResult, Code};
use crate::search_text::clean;

/// The client with an identity number, where the actor may see it; the search is kept on record. Blind indexes are
/// made outside.
pub fn find_client_by_identity(
    cx: &mut Cx<'_>,
    kind: IdentityKind,
    macs: &[Vec<u8>],
) -> AppResult<FoundClients> {
    let scope = cx.scope(Action::FindClientByIdentity)?;
    let found = match store::find_by_identity(cx.conn, kind, macs)? {
        Some(id) => match store::find_client(cx.conn, id, &scope, cx.today) {
            Ok((client, _)) => Some(client.id),
            Err(diesel::result::Error::NotFound) => None,
            Err(e) => return Err(e.into()),
        },
        None => None,
    };
    let subject = found.map(|id| id.0);
    crate::audit::service::note_access(cx, Action::FindClientByIdentity, "client", subject, None)?;
    cx.audit("find_client_by_identity", "client", found, json!({ "kind": kind }))?;
    let item = match found {
        Some(id) => item_of(cx, id)?,
        None => None,
    };
    Ok(FoundClients { items: Vec::from_iter(item) })
}

/// Checks a number to search for and makes its blind indexes.
pub fn search_keys(app: &App, input: &IdentityInput) -> AppResult<Vec<Vec<u8>>> {
    let today = app.clock().date_of(app.clock().now());
    let number = IdentityNumber::parse(input.kind, &input.number, today)
        .map_err(|e| AppError::new(Code::InvalidBody).with_fields(vec![fault("/number".to_owned(), e)]))?;
    Ok(sealing::search_identity(app.keys(), input.kind, &number))
}

/// A client's personal data, still sealed; that it is opened is kept on record with its purpose.
pub fn unmask_client(
    cx: &mut Cx<'_>,
    id: ClientId,
    input: &UnmaskClient,
) -> AppResult<(Client, Vec<Contact>)> {
    let client = find_to_change(cx, id, Action::UnmaskClient)?;
    let contacts = store::list_contacts(cx.conn, id)?;
    let purpose = clean(&input.purpose);
    crate::audit::service::note_access(cx, Action::UnmaskClient, "client", Some(id.0), Some(&purpose))?;
    cx.audit("unmask_client", "client", Some(id), json!({ "contacts": contacts.len() }))?;
    Ok((client, contacts))
}

/// Opens what [`unmask_client`] returned, outside the transaction.
pub fn open(app: &App, client: Client, contacts: Vec<Contact>) -> AppResult<UnmaskedClient> {
    let identity_number = match (&client.identity_ct, &client.identity_key) {
        (Some(sealed), Some(key)) => Some(sealing::open_identity(app.keys(), client.id, key, sealed)?),
        _ => None,
    };
    let contacts = contacts
        .into_iter()
        .filter_map(|c| Some((c.id, c.kind, c.label, c.key_id?, c.ct?)))
        .map(|(id, kind, label, key, sealed)| {
            let text = sealing::open_contact(app.keys(), id, &key, &sealed)?;
            Ok(UnmaskedContact { id: id.to_string(), kind, label, text })
        })
        .collect::<AppResult<_>>()?;
    Ok(UnmaskedClient {
        id: client.id.to_string(),
        identity_kind: client.identity_kind,
        identity_number,
        contacts,
    })
}
