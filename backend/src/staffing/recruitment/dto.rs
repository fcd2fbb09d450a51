//! Requests and answers of recruitment.

mod applications;
mod rankings;
mod rounds;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::*;
use super::rules::{Hindrance, RecruitmentPhase};
use super::stages::RecruitmentStage;
use crate::db::Ts;
use crate::org::model::{EmployeeId, HireKind, OrgUnitId};
use crate::policy::recruitment::Criterion;
use crate::staffing::model::{BKind, Grade, ManagerClass};
use crate::staffing::qualification::dto::LineView;
use crate::staffing::qualification::model::Line;

pub use applications::*;
pub use rankings::*;
pub use rounds::*;
