//! Changing who looks after an allocated client (D9.4).
//!
//! The RM applies with a reason; the branch's assessment group agrees; head office's committee approves; it takes
//! effect on a later day. While it waits it holds the client: no round and no second adjustment may take it. Neither
//! the applicant nor whoever stands behind a receiving manager decides. What has moved since (the client's owners,
//! the receivers' standing, the day itself) ends it as stale.

pub mod dto;
pub mod fitness;
pub mod model;
pub mod routes;
pub mod service;
pub mod store;
