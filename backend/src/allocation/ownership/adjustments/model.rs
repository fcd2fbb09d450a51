//! Rows of the managers whom an adjustment concerns.

use diesel::prelude::*;

use crate::allocation::ownership::model::AdjustmentId;
use crate::db::schema::adjustment_managers;
use crate::staffing::model::ManagerId;

/// A manager's share before an adjustment, as it stood at the application, and after.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = adjustment_managers)]
pub struct Party {
    pub adjustment_id: AdjustmentId,
    pub manager_id: ManagerId,
    pub before_bps: i32,
    pub after_bps: i32,
}
