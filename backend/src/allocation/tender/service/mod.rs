//! Orchestration of tenders.

mod bidders;
mod bids;
mod closing;
mod keys;
mod published;
mod reading;

pub use bids::{AUDITED, change_bid, place_bid, takes_bids, withdraw_all_of, withdraw_bid};
pub use closing::{amend_book, close, close_due, enter_beacon};
pub use keys::{destroy_keys, prepare_keys};
pub use published::{book, get_book, get_book_instance, instance, list_bid_digests, sealed_since};
pub use reading::{get_my_terms, get_receipt, list_my_bids, list_receipt_keys};
