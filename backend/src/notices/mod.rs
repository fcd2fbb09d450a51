//! Messages to people: a code and parameters, rendered in the reader's language.

pub mod dto;
pub mod routes;
pub mod service;
pub mod store;

crate::id! {
    /// A message.
    NoticeId
}
