//! Allocation rounds: states, lots, participants, applications, assignments (D9.1).

pub mod model;
