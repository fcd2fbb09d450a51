//! Erasure of a former client's personal data: proposed by the branch, carried out when head office agrees.
//!
//! What identifies the client goes: name, identity number and its index, contacts, place, the words that find it, and
//! names of lots made from it. The row stays as a tombstone under its client number, so that accounts, ownerships,
//! rounds and the audit chain keep their meaning. Files that show the client (exports, imports) are encrypted and end
//! by themselves; backups made before hold the data until they are replaced.

pub mod dto;
pub mod routes;
mod rules;
pub mod service;
mod store;
