//! Requests and answers about clients.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::*;
use crate::db::Ts;
use crate::http::extract::present;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;

/// Lists clients in the order of their names.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListClients {
    /// Part of the name (characters, pinyin, initials) or of the number.
    #[validate(length(min = 1, max = 60))]
    #[param(min_length = 1, max_length = 60, example = "张三")]
    pub q: Option<String>,
    /// Looked after today by this manager, as a whole or an account of it.
    #[param(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub owner: Option<ManagerId>,
    /// The branch they belong to.
    #[param(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub branch_id: Option<OrgUnitId>,
    /// Kind.
    #[param(inline)]
    pub kind: Option<ClientKind>,
    /// Standing (E4.2).
    #[param(inline)]
    pub standing: Option<Standing>,
    /// Size (E4.2).
    #[param(inline)]
    pub size: Option<Size>,
    /// Carries this flag today (E4.2).
    #[param(inline)]
    pub flag: Option<Flag>,
    /// Industry, as recorded.
    #[validate(length(min = 1, max = 120))]
    #[param(min_length = 1, max_length = 120)]
    pub industry: Option<String>,
    /// Place, as recorded.
    #[validate(length(min = 1, max = 120))]
    #[param(min_length = 1, max_length = 120)]
    pub place: Option<String>,
    /// State; absent: all but erased ones.
    #[param(inline)]
    pub state: Option<ClientState>,
    /// An account of it must be under a named manager and is under none (D9.1).
    pub uncovered: Option<bool>,
    /// Somebody looks after it, wholly or in part, whose term has lapsed (D4).
    pub lapsed: Option<bool>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// A manager's share of a client or an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Owner {
    /// The manager.
    #[schema(value_type = String, format = Uuid, max_length = 36)]
    pub manager_id: ManagerId,
    /// The manager's name.
    #[schema(max_length = 120)]
    pub manager_name: String,
    /// Basis points.
    #[schema(minimum = 1, maximum = 10000, example = 10000)]
    pub bps: i32,
    /// Whether the manager's term has lapsed today: no standing (D4).
    pub lapsed: bool,
}

/// What holds a client against a second round or adjustment (D9.1, D9.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LockedBy {
    /// A round or an adjustment.
    pub kind: HolderKind,
    /// Which one.
    #[schema(value_type = String, format = Uuid, max_length = 36)]
    pub id: uuid::Uuid,
}

/// A client in a list.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ClientItem {
    /// The client.
    #[schema(value_type = String, format = Uuid, max_length = 36)]
    pub id: ClientId,
    /// Number in the core system.
    #[schema(max_length = 40)]
    pub client_no: String,
    /// Name; of a person, masked for whom its clients do not concern.
    #[schema(max_length = 200)]
    pub name: String,
    /// Kind.
    pub kind: ClientKind,
    /// The branch.
    #[schema(value_type = String, format = Uuid, max_length = 36)]
    pub branch_id: OrgUnitId,
    /// The branch's name.
    #[schema(max_length = 120)]
    pub branch_name: String,
    /// The outlet.
    #[schema(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub outlet_id: Option<OrgUnitId>,
    /// Industry.
    #[schema(max_length = 120)]
    pub industry: Option<String>,
    /// Place.
    #[schema(max_length = 120)]
    pub place: Option<String>,
    /// Standing (E4.2).
    pub standing: Option<Standing>,
    /// Size (E4.2).
    pub size: Option<Size>,
    /// Flags that it carries today (E4.2).
    #[schema(max_items = 20)]
    pub flags: Vec<Flag>,
    /// Identity number, all but the last four characters hidden.
    #[schema(max_length = 40, example = "**************002X")]
    pub identity_masked: Option<String>,
    /// Who looks after it today; nobody: unallocated.
    #[schema(max_items = 100)]
    pub owners: Vec<Owner>,
    /// Weighted average daily balance, in fen; absent for whom its clients do not concern.
    #[schema(minimum = -9007199254740991i64, maximum = 9007199254740991i64)]
    pub worth_fen: Option<i64>,
    /// Credit outstanding today, in fen; absent for whom its clients do not concern.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub exposure_fen: Option<i64>,
    /// What holds it.
    pub locked_by: Option<LockedBy>,
    /// State.
    pub state: ClientState,
    /// For `If-Match`.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}

/// A contact of a client, hidden but for what tells it apart.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ContactView {
    /// The contact.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Kind.
    pub kind: ContactKind,
    /// What it is called.
    #[schema(max_length = 60)]
    pub label: Option<String>,
    /// Hidden, but for a telephone's last four digits.
    #[schema(max_length = 40, example = "*******5678")]
    pub masked: String,
}

/// A client.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ClientView {
    /// What the list shows of it.
    #[serde(flatten)]
    pub item: ClientItem,
    /// Kind of its identity number.
    pub identity_kind: Option<IdentityKind>,
    /// Equipment in use (A3.2).
    #[schema(max_length = 400)]
    pub equipment: Option<String>,
    /// Contacts.
    #[schema(max_items = 50)]
    pub contacts: Vec<ContactView>,
    /// How many accounts it has.
    #[schema(minimum = 0, maximum = 1000000)]
    pub accounts: i64,
    /// Whether a credit account is open (D6).
    pub has_credit: bool,
    /// Whether an account must be under a named manager (D9.1).
    pub must_allocate: bool,
    /// The policy version behind worth and exposure.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: i64,
    /// The day that worth and exposure hold for.
    #[schema(format = Date, max_length = 10)]
    pub measured_on: NaiveDate,
    /// Bumped by each change of who looks after it; what an adjustment is based on.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub ownership_version: i64,
    /// The first day.
    #[schema(format = Date, max_length = 10)]
    pub opened_on: NaiveDate,
    /// When it was put in.
    pub created_at: Ts,
}

/// An identity number.
#[derive(Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityInput {
    /// Kind.
    pub kind: IdentityKind,
    /// The number; its check character must fit.
    #[validate(length(min = 1, max = 40))]
    #[schema(min_length = 1, max_length = 40, example = "91330201MA2AXXXX0D")]
    pub number: String,
}

impl std::fmt::Debug for IdentityInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "IdentityInput({})", self.kind)
    }
}

/// A contact to add.
#[derive(Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactInput {
    /// Kind.
    pub kind: ContactKind,
    /// What it is called.
    #[validate(length(min = 1, max = 60))]
    #[schema(min_length = 1, max_length = 60)]
    pub label: Option<String>,
    /// The telephone number, the address, the person.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub text: String,
}

impl std::fmt::Debug for ContactInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ContactInput({})", self.kind)
    }
}

/// Puts a client in; nobody looks after it yet.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateClient {
    /// Number in the core system; absent: one is given.
    #[validate(length(min = 1, max = 40), custom(function = check_number))]
    #[schema(
        min_length = 1,
        max_length = 40,
        pattern = "^[A-Za-z0-9][A-Za-z0-9._-]*$",
        example = "C0100023"
    )]
    pub client_no: Option<String>,
    /// Kind.
    pub kind: ClientKind,
    /// Name.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "宁波某某机械有限公司")]
    pub name: String,
    /// The branch.
    pub branch_id: OrgUnitId,
    /// The outlet, one of the branch's.
    pub outlet_id: Option<OrgUnitId>,
    /// Industry.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub industry: Option<String>,
    /// Place.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub place: Option<String>,
    /// Equipment in use (A3.2).
    #[validate(length(min = 1, max = 400))]
    #[schema(min_length = 1, max_length = 400)]
    pub equipment: Option<String>,
    /// Identity number: a social credit code for an organisation, a resident number for a person, or another.
    #[validate(nested)]
    pub identity: Option<IdentityInput>,
    /// Contacts.
    #[serde(default)]
    #[validate(length(max = 20), nested)]
    #[schema(max_items = 20)]
    pub contacts: Vec<ContactInput>,
    /// The first day; absent: today; not after today.
    #[schema(format = Date, max_length = 10)]
    pub opened_on: Option<NaiveDate>,
}

fn check_number(s: &str) -> Result<(), validator::ValidationError> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    let ok = s.bytes().all(plain) && s.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
    if ok { Ok(()) } else { Err(validator::ValidationError::new("invalid")) }
}

/// Changes a client; what is absent stays, null takes away.
#[derive(Debug, Clone, Default, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateClient {
    /// Name.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub name: Option<String>,
    /// The outlet, one of the client's branch.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<OrgUnitId>)]
    pub outlet_id: Option<Option<OrgUnitId>>,
    /// Industry.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 120))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 120)]
    pub industry: Option<Option<String>>,
    /// Place.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 120))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 120)]
    pub place: Option<Option<String>>,
    /// Equipment in use (A3.2).
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 400))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 400)]
    pub equipment: Option<Option<String>>,
    /// `active` or `closed`.
    pub state: Option<ClientState>,
    /// An identity number for a client that has none.
    #[validate(nested)]
    pub identity: Option<IdentityInput>,
    /// Contacts to add.
    #[serde(default)]
    #[validate(length(max = 20), nested)]
    #[schema(max_items = 20)]
    pub add_contacts: Vec<ContactInput>,
    /// Contacts to take away.
    #[serde(default)]
    #[validate(length(max = 20))]
    #[schema(max_items = 20)]
    pub remove_contacts: Vec<ContactId>,
}

/// The client with an identity number, where the searcher may see it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FoundClients {
    /// None or one.
    #[schema(max_items = 1)]
    pub items: Vec<ClientItem>,
}

/// Shows a client's personal data whole; kept on record.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnmaskClient {
    /// What for.
    #[validate(length(min = 4, max = 200))]
    #[schema(min_length = 4, max_length = 200, example = "贷前调查核对证件")]
    pub purpose: String,
}

/// A client's personal data, whole.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct UnmaskedClient {
    /// The client.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Kind of its identity number.
    pub identity_kind: Option<IdentityKind>,
    /// Identity number.
    #[schema(max_length = 40)]
    pub identity_number: Option<String>,
    /// Contacts.
    #[schema(max_items = 50)]
    pub contacts: Vec<UnmaskedContact>,
}

/// A contact, whole.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct UnmaskedContact {
    /// The contact.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Kind.
    pub kind: ContactKind,
    /// What it is called.
    #[schema(max_length = 60)]
    pub label: Option<String>,
    /// The telephone number, the address, the person.
    #[schema(max_length = 200)]
    pub text: String,
}
