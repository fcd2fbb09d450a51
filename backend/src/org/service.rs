//! Units, employees and positions: orchestration.

use super::model::*;
use super::store;
use crate::app::Cx;
use crate::error::{AppError, AppResult, Code};

/// The employee that a request names, or a failure at the field.
pub fn check_employee(cx: &mut Cx<'_>, id: EmployeeId, pointer: &str) -> AppResult<Employee> {
    match store::find_employee(cx.conn, id) {
        Ok(e) => Ok(e),
        Err(diesel::result::Error::NotFound) => {
            Err(AppError::field(pointer, "not_found").code_as(Code::InvalidBody))
        }
        Err(e) => Err(e.into()),
    }
}
