//! Who acts and what they may do: tokens, password hashing, permissions. No SQL.

pub mod actor;
pub mod passwords;
pub mod permissions;
pub mod tokens;

pub use actor::{Actor, Scope, Thing};
pub use permissions::{Action, Role};
