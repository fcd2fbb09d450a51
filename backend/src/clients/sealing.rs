//! A client's personal data as it is stored: encrypted, with a blind index for uniqueness and exact search.

use super::model::*;
use super::numbers::{self, IdentityNumber};
use crate::db::Ts;
use crate::error::{AppError, AppResult};
use crate::keyring::{Keyring, Purpose, Sealed, field_address};

/// What blind indexes of identity numbers are separated from others by.
const IDENTITY_DOMAIN: &str = "client/identity";

/// Encrypts an identity number for a client's row.
pub fn seal_identity(keys: &Keyring, client: ClientId, number: &IdentityNumber) -> AppResult<Sealed> {
    let address = field_address("clients", "identity_ct", &client.to_string());
    keys.seal(Purpose::Pii, &address, number.as_str().as_bytes()).map_err(AppError::internal)
}

/// Opens what [`seal_identity`] made.
pub fn open_identity(keys: &Keyring, client: ClientId, key_id: &str, sealed: &[u8]) -> AppResult<String> {
    open(keys, &field_address("clients", "identity_ct", &client.to_string()), key_id, sealed)
}

/// The blind index that a row stores.
pub fn index_identity(
    keys: &Keyring,
    client: ClientId,
    kind: IdentityKind,
    number: &IdentityNumber,
) -> ClientIdentity {
    let digest = keys.blind_index(&domain(kind), number.as_str());
    ClientIdentity {
        identity_kind: kind,
        mac: digest.value.to_vec(),
        key_id: digest.key_id,
        client_id: client,
    }
}

/// The blind indexes under every key, for a search and for uniqueness.
pub fn search_identity(keys: &Keyring, kind: IdentityKind, number: &IdentityNumber) -> Vec<Vec<u8>> {
    keys.blind_indexes(&domain(kind), number.as_str()).into_iter().map(|d| d.value.to_vec()).collect()
}

fn domain(kind: IdentityKind) -> String {
    format!("{IDENTITY_DOMAIN}/{kind}")
}

/// A contact with its text encrypted; of a telephone the last four digits stay readable.
pub fn seal_contact(
    keys: &Keyring,
    client: ClientId,
    kind: ContactKind,
    label: Option<String>,
    text: &str,
    at: Ts,
) -> AppResult<Contact> {
    let id = ContactId::new();
    let address = field_address("client_contacts", "ct", &id.to_string());
    let sealed = keys.seal(Purpose::Pii, &address, text.as_bytes()).map_err(AppError::internal)?;
    Ok(Contact {
        id,
        client_id: client,
        kind,
        label,
        ct: Some(sealed.bytes),
        key_id: Some(sealed.key_id),
        last4: (kind == ContactKind::Phone).then(|| numbers::last_four(text)),
        created_at: at,
        removed_at: None,
    })
}

/// Opens what [`seal_contact`] made.
pub fn open_contact(keys: &Keyring, contact: ContactId, key_id: &str, sealed: &[u8]) -> AppResult<String> {
    open(keys, &field_address("client_contacts", "ct", &contact.to_string()), key_id, sealed)
}

fn open(keys: &Keyring, address: &[u8], key_id: &str, sealed: &[u8]) -> AppResult<String> {
    let plain = keys.open_sealed(Purpose::Pii, key_id, address, sealed).map_err(AppError::internal)?;
    String::from_utf8(plain.to_vec()).map_err(|_| AppError::internal("a sealed value is not text"))
}
