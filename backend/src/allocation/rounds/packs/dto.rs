//! Requests and answers about packs.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::allocation::rounds::lots::dto::WhichCandidates;
use crate::clients::model::ClientId;
use crate::text_enum;

text_enum! {
    /// What clients are grouped by.
    PackBy {
        /// Nothing: worth and number alone.
        None = "none",
        /// Clients of a place stay together.
        Place = "place",
        /// Clients of an industry stay together.
        Industry = "industry",
        /// Each pack gets its part of each size.
        Size = "size",
    }
}

/// Asks for balanced packs; nothing is saved.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"count": 4, "by": "industry"}))]
pub struct ProposePacks {
    /// How many packs.
    #[validate(range(min = 1, max = 500))]
    #[schema(minimum = 1, maximum = 500)]
    pub count: u32,
    /// What clients are grouped by; default: nothing.
    pub by: Option<PackBy>,
    /// These clients; absent: those of `which`.
    #[validate(length(min = 1, max = 20000))]
    #[schema(min_items = 1, max_items = 20000)]
    pub client_ids: Option<Vec<ClientId>>,
    /// Which clients of the branch; default: those that nobody looks after. Clients held elsewhere are left out.
    pub which: Option<WhichCandidates>,
}

/// Proposed packs and how balanced they are.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PacksView {
    /// The packs.
    #[schema(max_items = 500)]
    pub packs: Vec<PackView>,
    /// Their balance, for the picture before saving.
    pub balance: BalanceView,
}

/// A proposed pack.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PackView {
    /// Its clients.
    #[schema(max_items = 20000)]
    pub client_ids: Vec<String>,
    /// What they are worth, in fen.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub worth_fen: i64,
    /// How many they are.
    #[schema(minimum = 1, maximum = 20000)]
    pub client_count: i64,
    /// Groups in it and how many of its clients each has.
    #[schema(max_items = 1000)]
    pub groups: Vec<PackGroup>,
}

/// A group within a pack.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PackGroup {
    /// Place, industry or size; absent for clients without.
    #[schema(max_length = 200)]
    pub name: Option<String>,
    /// How many.
    #[schema(minimum = 1, maximum = 20000)]
    pub clients: i64,
}

/// How far packs are from equal.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BalanceView {
    /// Worth of the largest pack, in fen.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub largest_worth_fen: i64,
    /// Worth of the smallest, in fen.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub smallest_worth_fen: i64,
    /// Clients of the largest pack.
    #[schema(minimum = 0, maximum = 20000)]
    pub largest_count: i64,
    /// Clients of the smallest.
    #[schema(minimum = 0, maximum = 20000)]
    pub smallest_count: i64,
    /// Gini coefficient of their worth, in basis points.
    #[schema(minimum = 0, maximum = 10000)]
    pub worth_gini_bps: i32,
    /// Gini coefficient of their numbers of clients, in basis points.
    #[schema(minimum = 0, maximum = 10000)]
    pub count_gini_bps: i32,
}
