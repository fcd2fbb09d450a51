//! Rows of named managers of credit.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::clients::model::ClientId;
use crate::db::Ts;
use crate::db::schema::credit_managers;
use crate::id;
use crate::identity::model::UserId;
use crate::staffing::model::ManagerId;

id! {
    /// An entry of who manages a client's credit.
    CreditManagerId
}

/// Who manages a client's credit; `valid_to` is the first day without.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = credit_managers)]
pub struct CreditManager {
    pub id: CreditManagerId,
    pub client_id: ClientId,
    pub manager_id: ManagerId,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub reason: String,
    pub created_by: Option<UserId>,
    pub created_at: Ts,
}
