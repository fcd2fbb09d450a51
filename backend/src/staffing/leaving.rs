//! Leaving the post: one guided act a person, from the first day it is known to the day nothing is left (D8.5, D9.4, D10).
//!
//! What is left is computed from the other rooms each time, never kept: clients, rounds that run, requests, virtual
//! managers, seats on panels, marking. A handover of clients is a change of allocated clients and passes the branch's group and the committee
//! (D9.4); what waits elsewhere is settled here by whoever leads the branch. Finishing refuses while anything is left and
//! then ends the manager, the positions and the sessions in one transaction. Credit responsibilities and the risk fund
//! come with their own rooms; here they are named and not handled.

pub mod checklist;
pub mod dto;
pub mod handover;
pub mod model;
pub mod routes;
pub mod rules;
pub mod service;
pub mod settling;
mod store;
