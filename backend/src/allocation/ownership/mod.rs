//! Who looks after whom, effective-dated, and what changes it (D9.1, D9.4).
//!
//! From its opening a client is, on each day, owned by managers whose shares add to 10,000 basis points, or
//! unallocated: that is an entry too. An entry for an account overrides its client's from its first day on.
//! Rows are never edited but for setting `known_to` once; each statement bumps the subject's `owner_version` by a
//! guarded update, so that two writers cannot both win.

pub mod adjustments;
pub mod coverage;
pub mod handing;
pub mod history;
pub mod model;
pub mod named;
pub mod rules;
pub mod service;
pub mod store;
pub mod workload;

use crate::http::mount::Mount;

/// Mounts the operations of every room in here.
pub fn mount(to: &mut Mount) {
    history::routes::mount(to);
    coverage::routes::mount(to);
    workload::routes::mount(to);
    adjustments::routes::mount(to);
    named::routes::mount(to);
}
