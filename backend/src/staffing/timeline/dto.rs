//! Requests and answers about timelines.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{ManagerChange, TimelineCode, TimelineKind, TimelineTarget};
use crate::approvals::model::RequestState;
use crate::auth::Role;
use crate::db::Ts;
use crate::org::model::HireKind;
use crate::policy::rules::DecidingBody;
use crate::staffing::dispatch::model::{DispatchPurpose, DispatchState};
use crate::staffing::leaving::model::LeavingScope;
use crate::staffing::model::{BKind, Grade, ManagerClass, ManagerState};
use crate::staffing::qualification::model::{AdverseKind, Education, Line, LineOutcome};

/// Asks for a timeline.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GetEmployeeTimeline {
    /// Entries of this kind alone.
    #[param(inline)]
    pub kind: Option<TimelineKind>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Where an entry leads.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TimelineLink {
    /// What it is.
    pub target: TimelineTarget,
    /// Which one.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
}

/// What fills an entry's sentence; absent where its code has no such part.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct TimelineParams {
    /// The name of an examination, a training event, a round of recruitment, a term of the bank, a virtual manager or an
    /// employer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, example = "小微客户授信尽职调查")]
    pub title: Option<String>,
    /// The unit that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 120, example = "城东支行")]
    pub unit_name: Option<String>,
    /// The unit before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 120, example = "城西支行")]
    pub from_unit_name: Option<String>,
    /// A position's role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// How hired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hire_kind: Option<HireKind>,
    /// Class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<ManagerClass>,
    /// Kind of class B.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub b_kind: Option<BKind>,
    /// Grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// The grade before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_grade: Option<Grade>,
    /// State as a manager.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manager_state: Option<ManagerState>,
    /// What changed of the record as a manager.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[schema(max_items = 5)]
    pub changes: Vec<ManagerChange>,
    /// First day of a term, a dispatch, what counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = Date, max_length = 10)]
    pub first_day: Option<NaiveDate>,
    /// Last day of a term, a dispatch, what counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = Date, max_length = 10)]
    pub last_day: Option<NaiveDate>,
    /// Whether it was passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<bool>,
    /// Points of an examination.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 100_000)]
    pub points: Option<i32>,
    /// Of so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 100_000)]
    pub full_points: Option<i32>,
    /// A certificate's total, of 10,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 10_000)]
    pub total_bps: Option<i32>,
    /// Who decided on a certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<DecidingBody>,
    /// A line of the checklist.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<Line>,
    /// How the line was said to stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<LineOutcome>,
    /// Education.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub education: Option<Education>,
    /// What an adverse record is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adverse_kind: Option<AdverseKind>,
    /// The place in a ranking.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 100_000)]
    pub place: Option<i32>,
    /// What a dispatch is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<DispatchPurpose>,
    /// How far a dispatch is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dispatch_state: Option<DispatchState>,
    /// How far a proposal is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_state: Option<RequestState>,
    /// What is left: the post, or the bank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leaving_scope: Option<LeavingScope>,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TimelineEntry {
    /// Names it within the timeline.
    #[schema(max_length = 80, example = "certificate:0190a0b0-0000-7000-8000-000000000001")]
    pub key: String,
    /// What it is about.
    pub kind: TimelineKind,
    /// What happened.
    pub code: TimelineCode,
    /// The bank's day; it may lie ahead.
    #[schema(format = Date, max_length = 10)]
    pub on: NaiveDate,
    /// The moment, where it is known.
    pub at: Option<Ts>,
    /// What fills the sentence.
    pub params: TimelineParams,
    /// Where it leads.
    pub link: Option<TimelineLink>,
    /// The clause that decides.
    #[schema(max_length = 10, example = "E2.4")]
    pub clause: Option<String>,
}

/// A page of somebody's timeline, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EmployeeTimeline {
    /// The entries.
    #[schema(max_items = 200)]
    pub items: Vec<TimelineEntry>,
    /// Where the next page starts; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 600)]
    pub next_cursor: Option<String>,
    /// Kinds that the caller may read.
    #[schema(max_items = 20)]
    pub kinds: Vec<TimelineKind>,
    /// Where else the person stands: the record as a manager, the qualification, a leaving procedure that is open.
    #[schema(max_items = 5)]
    pub links: Vec<TimelineLink>,
}
