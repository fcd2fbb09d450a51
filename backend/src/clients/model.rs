//! Rows of clients, their accounts and balances.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::allocation::ownership::model::{OwnedKind, OwnershipId};
use crate::db::Ts;
use crate::db::schema::{
    accounts, balance_changes, client_contacts, client_flags, client_holdings, client_identities,
    client_locks, client_measures, client_ratings, clients, loans,
};
use crate::identity::model::UserId;
use crate::imports::model::ImportId;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;
use crate::{id, text_enum, uid_sql};

id! {
    /// A client.
    ClientId
}

id! {
    /// An account, as others name it.
    AccountId
}

id! {
    /// A contact of a client.
    ContactId
}

id! {
    /// One line of the history of a rating or a flag.
    RatingId
}

/// What holds a client: a round or an adjustment.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = crate::db::types::Uid)]
pub struct HolderId(pub uuid::Uuid);
uid_sql!(HolderId, |v| v.0, HolderId);

text_enum! {
    /// What a client is.
    ClientKind {
        /// A company or other organisation.
        Corporate = "corporate",
        /// A person.
        Individual = "individual",
    }
}

text_enum! {
    /// How much a client means to the bank (E4.2).
    Standing {
        /// Core.
        Core = "core",
        /// Basic.
        Basic = "basic",
        /// Other.
        Other = "other",
    }
}

text_enum! {
    /// Size of a client (E4.2).
    Size {
        /// Large.
        Large = "large",
        /// Medium.
        Medium = "medium",
        /// Small.
        Small = "small",
    }
}

text_enum! {
    /// What else a client is (E4.2, D7.3).
    Flag {
        /// Worth much.
        HighValue = "high_value",
        /// A good client.
        Quality = "quality",
        /// Matters much to the bank.
        Key = "key",
        /// Needs much and of many kinds.
        ComplexNeed = "complex_need",
        /// In a business with risk.
        RiskBusiness = "risk_business",
        /// Risk is present.
        RiskPresent = "risk_present",
        /// Risk is likely.
        RiskLatent = "risk_latent",
        /// Something is out of order.
        AbnormalPresent = "abnormal_present",
        /// Something is expected to go out of order.
        AbnormalPredicted = "abnormal_predicted",
        /// Being developed for the first time.
        FirstDevelopment = "first_development",
        /// Takes a new product.
        NewProduct = "new_product",
    }
}

text_enum! {
    /// Kind of identity number.
    IdentityKind {
        /// 统一社会信用代码, the unified social credit code of an organisation (GB 32100-2015).
        Uscc = "uscc",
        /// 公民身份号码, the number of a resident identity card (GB 11643-1999).
        ResidentId = "resident_id",
        /// Anything else, passports and foreign registers among it: free text of up to 40 characters.
        ForeignOther = "foreign_other",
    }
}

text_enum! {
    /// Whether a client is served.
    ClientState {
        /// Served.
        Active = "active",
        /// No longer a client.
        Closed = "closed",
        /// Personal data erased; the row stays as a tombstone.
        Erased = "erased",
    }
}

text_enum! {
    /// Kind of contact.
    ContactKind {
        /// A telephone number.
        Phone = "phone",
        /// An address.
        Address = "address",
        /// A person to talk to.
        Person = "person",
    }
}

text_enum! {
    /// What holds a client.
    HolderKind {
        /// An allocation round (D9.1).
        Round = "round",
        /// A pending adjustment (D9.4).
        Adjustment = "adjustment",
    }
}

text_enum! {
    /// What an account is.
    AccountKind {
        /// Deposit of an organisation.
        CorporateDeposit = "corporate_deposit",
        /// Deposit of a person.
        PersonalDeposit = "personal_deposit",
        /// Loan.
        Loan = "loan",
        /// Intermediary business.
        Intermediary = "intermediary",
    }
}

text_enum! {
    /// The five categories.
    LoanClass {
        /// Normal.
        Normal = "normal",
        /// Special mention.
        SpecialMention = "special_mention",
        /// Substandard.
        Substandard = "substandard",
        /// Doubtful.
        Doubtful = "doubtful",
        /// Loss.
        Loss = "loss",
    }
}

/// A client. The identity number stands encrypted here and nowhere else.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = clients)]
pub struct Client {
    pub id: ClientId,
    pub client_no: String,
    pub kind: ClientKind,
    pub name: String,
    pub sort_key: String,
    pub branch_id: OrgUnitId,
    pub outlet_id: Option<OrgUnitId>,
    pub industry: Option<String>,
    pub place: Option<String>,
    pub equipment: Option<String>,
    pub standing: Option<Standing>,
    pub size: Option<Size>,
    pub identity_kind: Option<IdentityKind>,
    pub identity_ct: Option<Vec<u8>>,
    pub identity_key: Option<String>,
    pub identity_last4: Option<String>,
    pub state: ClientState,
    pub opened_on: NaiveDate,
    pub owner_version: i64,
    pub version: i64,
    pub import_id: Option<ImportId>,
    pub created_at: Ts,
    pub updated_at: Ts,
}

/// The blind index of an identity number: unique, searchable exactly.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = client_identities)]
pub struct ClientIdentity {
    pub identity_kind: IdentityKind,
    pub mac: Vec<u8>,
    pub key_id: String,
    pub client_id: ClientId,
}

/// A contact, encrypted.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = client_contacts)]
pub struct Contact {
    pub id: ContactId,
    pub client_id: ClientId,
    pub kind: ContactKind,
    pub label: Option<String>,
    pub ct: Option<Vec<u8>>,
    pub key_id: Option<String>,
    pub last4: Option<String>,
    pub created_at: Ts,
    pub removed_at: Option<Ts>,
}

/// A rating or a flag from a day on, as known from a moment on; `value` is absent where it ends.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = client_ratings)]
pub struct Rating {
    pub id: RatingId,
    pub client_id: ClientId,
    pub axis: String,
    pub value: Option<String>,
    pub valid_from: NaiveDate,
    pub known_from: Ts,
    pub known_to: Option<Ts>,
    pub reason: String,
    pub rated_by: Option<UserId>,
}

/// A flag that a client carries today.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = client_flags)]
pub struct ClientFlag {
    pub client_id: ClientId,
    pub flag: String,
}

/// What holds a client against a second round or adjustment.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = client_locks)]
pub struct ClientLock {
    pub client_id: ClientId,
    pub holder_kind: HolderKind,
    pub holder_id: HolderId,
    pub since: Ts,
}

/// An account. `key` is the number inside the database alone.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = accounts)]
pub struct Account {
    pub key: i64,
    pub id: AccountId,
    pub account_no: String,
    pub client_id: ClientId,
    pub branch_id: OrgUnitId,
    pub outlet_id: Option<OrgUnitId>,
    pub kind: AccountKind,
    pub product: String,
    pub currency: String,
    pub credit_kind: bool,
    pub opened_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    pub is_natural: bool,
    pub won_confirmed_on: Option<NaiveDate>,
    pub won_confirmed_by: Option<UserId>,
    pub owner_version: i64,
    pub version: i64,
    pub import_id: Option<ImportId>,
    pub created_at: Ts,
}

/// What a loan account has beyond an account. Amounts in minor units of the account's currency.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = loans)]
pub struct Loan {
    pub account_id: AccountId,
    pub granted_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub principal_minor: i64,
    pub months: Option<i32>,
    pub loan_class: LoanClass,
    pub status: Option<String>,
    pub version: i64,
}

/// A balance after a change, in minor units; the last of a day is the day's.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = balance_changes)]
pub struct BalanceChange {
    pub account_key: i64,
    pub day: NaiveDate,
    pub seq: i32,
    pub known: i32,
    pub balance_minor: i64,
    pub amount_minor: Option<i64>,
    pub import_id: ImportId,
}

/// What a client is worth and owes, computed on a day under a policy: a row that stands is right for its day.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = client_measures, treat_none_as_default_value = false)]
pub struct MeasureRow {
    pub client_id: ClientId,
    pub day: NaiveDate,
    pub policy_number: i64,
    pub basis: String,
    pub worth_fen: i64,
    pub exposure_fen: i64,
    pub has_credit: bool,
    pub must_allocate: bool,
}

/// A manager's part of a client or an account of it, as long as it stands: what lists by manager walk.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = client_holdings, treat_none_as_default_value = false)]
pub struct Holding {
    pub manager_id: ManagerId,
    pub sort_key: String,
    pub client_id: ClientId,
    pub ownership_id: OwnershipId,
    pub subject_kind: OwnedKind,
    pub bps: i32,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
}
