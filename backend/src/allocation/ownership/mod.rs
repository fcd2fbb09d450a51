//! Who looks after whom, effective-dated, and what changes it (D9.1, D9.4).

pub mod model;
