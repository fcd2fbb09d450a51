//! Requests and answers of examinations.

mod exams;
mod marking;
mod questions;
mod sittings;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::*;
use super::rules::ResultStanding;
use crate::db::Ts;
use crate::org::model::{EmployeeId, OrgUnitId};
use crate::staffing::model::Grade;
use crate::text_enum;

pub use exams::*;
pub use marking::*;
pub use questions::*;
pub use sittings::*;
