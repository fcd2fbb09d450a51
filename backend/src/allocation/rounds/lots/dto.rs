//! Requests and answers about lots.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::clients::model::{ClientId, ClientKind, Size, Standing};
use crate::db::Ts;
use crate::text_enum;

/// Most lots of a round.
pub const MAX_LOTS: usize = 5_000;
/// Most clients of a round.
pub const MAX_CLIENTS: usize = 20_000;

/// Lists lots by number.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListLots {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Sets all lots of a round in draft, in place of those before.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetLots {
    /// Lots, numbered from 1 in this order.
    #[validate(length(max = 5000), nested)]
    #[schema(max_items = 5000)]
    pub lots: Vec<LotInput>,
}

/// A lot.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LotInput {
    /// Name; absent: the client's for a lot of one, else its number.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    /// Its clients: of the round's branch, each in one lot.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_items = 1, max_items = 500)]
    pub client_ids: Vec<ClientId>,
    /// The least committed value, in the round's unit.
    #[serde(default)]
    #[validate(range(min = 0, max = 1_000_000_000))]
    #[schema(minimum = 0, maximum = 1000000000)]
    pub reserve_value: i64,
}

/// A lot.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LotView {
    /// The lot.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Its number within the round.
    #[schema(minimum = 1, maximum = 5000)]
    pub number: i32,
    /// Name.
    #[schema(max_length = 120)]
    pub name: String,
    /// The least committed value, in the round's unit.
    #[schema(minimum = 0, maximum = 1000000000)]
    pub reserve_value: i64,
    /// What its clients are worth, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub worth_fen: i64,
    /// Credit outstanding, in fen.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub exposure_fen: i64,
    /// Average daily balance that a commitment is measured against, in fen; frozen at publication.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub base_fen: i64,
    /// How many clients.
    #[schema(minimum = 1, maximum = 500)]
    pub client_count: i32,
    /// The round that took it on, if one did.
    #[schema(format = Uuid, max_length = 36)]
    pub sent_to: Option<String>,
    /// Its clients.
    #[schema(max_items = 500)]
    pub clients: Vec<LotClientView>,
}

/// A client in a lot, as it was when the lot was made, and frozen at publication.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LotClientView {
    /// The client.
    #[schema(format = Uuid, max_length = 36)]
    pub client_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub client_no: String,
    /// Name; a person's is masked for who takes part.
    #[schema(max_length = 200)]
    pub name: String,
    /// Company or person.
    pub kind: ClientKind,
    /// Standing.
    pub standing: Option<Standing>,
    /// Size.
    pub size: Option<Size>,
    /// Flags.
    #[schema(max_items = 20)]
    pub flags: Vec<String>,
    /// Worth, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub worth_fen: i64,
    /// Credit outstanding, in fen.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub exposure_fen: i64,
    /// Whether it has credit.
    pub has_credit: bool,
    /// Whether an account of it must be under a named manager (D9.1).
    pub must_allocate: bool,
}

text_enum! {
    /// Which clients of the branch.
    WhichCandidates {
        /// Those that nobody looks after.
        Unowned = "unowned",
        /// Those among them that must be under a named manager (D9.1): what is left to coordinate.
        Uncovered = "uncovered",
        /// All.
        All = "all",
    }
}

/// Lists clients of the round's branch that a lot could hold.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCandidates {
    /// Default: `unowned`.
    #[param(inline)]
    pub which: Option<WhichCandidates>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// A client that a lot could hold.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CandidateView {
    /// The client.
    #[schema(format = Uuid, max_length = 36)]
    pub client_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub client_no: String,
    /// Name.
    #[schema(max_length = 200)]
    pub name: String,
    /// Company or person.
    pub kind: ClientKind,
    /// Industry.
    #[schema(max_length = 60)]
    pub industry: Option<String>,
    /// Place.
    #[schema(max_length = 200)]
    pub place: Option<String>,
    /// Standing.
    pub standing: Option<Standing>,
    /// Size.
    pub size: Option<Size>,
    /// Flags.
    #[schema(max_items = 20)]
    pub flags: Vec<String>,
    /// Worth, in fen.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub worth_fen: i64,
    /// Credit outstanding, in fen.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub exposure_fen: i64,
    /// Whether it has credit.
    pub has_credit: bool,
    /// Whether an account of it must be under a named manager (D9.1).
    pub must_allocate: bool,
    /// Whether somebody looks after it today.
    pub owned: bool,
    /// Whether it is in a lot of this round.
    pub in_round: bool,
    /// Since when another round or an adjustment holds it, if one does.
    pub locked_since: Option<Ts>,
}
