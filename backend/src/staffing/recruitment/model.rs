//! Rows of recruitment.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::approvals::RequestId;
use crate::db::schema::{
    recruitment_applications, recruitment_appointments, recruitment_documents, recruitment_events,
    recruitment_objections, recruitment_panel, recruitment_rankings, recruitment_recusals,
    recruitment_sheets, recruitments,
};
use crate::db::{Json, Ts};
use crate::files::model::FileId;
use crate::identity::model::UserId;
use crate::org::model::{EmployeeId, OrgUnitId};
use crate::staffing::model::{BKind, Grade, ManagerClass, ManagerId};
use crate::{id, text_enum};

id! {
    /// A round of recruitment.
    RecruitmentId
}
id! {
    /// Somebody's application.
    PostApplicationId
}
id! {
    /// A document that an applicant handed in.
    PostDocumentId
}
id! {
    /// An objection to a ranking.
    PostObjectionId
}
id! {
    /// Something that happened to a round.
    PostEventId
}

text_enum! {
    /// What has been done with a round.
    RecruitmentState {
        /// Being prepared.
        Draft = "draft",
        /// Announced; whether it takes applications or is being scored follows from the time.
        Published = "published",
        /// Its ranking was computed.
        Ranked = "ranked",
        /// Its ranking was announced.
        Notice = "notice",
        /// An appointment waits for its decision.
        Proposed = "proposed",
        /// Those who won are managers.
        Appointed = "appointed",
        /// Called off.
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// How far an application is.
    PostApplicationState {
        /// Stands.
        Submitted = "submitted",
        /// Taken back by the applicant.
        Withdrawn = "withdrawn",
        /// Removed by an objection that was upheld.
        Removed = "removed",
    }
}

text_enum! {
    /// What a document is.
    PostDocumentKind {
        /// About the person.
        Resume = "resume",
        /// Of a qualification.
        Certificate = "certificate",
        /// Of past performance.
        Performance = "performance",
        /// Something else.
        Other = "other",
    }
}

text_enum! {
    /// Why a member does not score an applicant.
    RecusalKind {
        /// Related.
        Relative = "relative",
        /// Competes with.
        Rival = "rival",
        /// Something else.
        Other = "other",
    }
}

text_enum! {
    /// How far an objection is.
    PostObjectionState {
        /// Waits for a decision.
        Open = "open",
        /// Right.
        Upheld = "upheld",
        /// Not right.
        Rejected = "rejected",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// What an upheld objection does.
    Remedy {
        /// Takes the applicant out of the ranking.
        Remove = "remove",
        /// Puts the ranking in another order.
        Reorder = "reorder",
    }
}

/// A round.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = recruitments)]
pub struct Recruitment {
    pub id: RecruitmentId,
    pub title: String,
    pub branch_id: OrgUnitId,
    pub class: ManagerClass,
    pub b_kind: Option<BKind>,
    pub grade: Grade,
    pub vacancies: i32,
    pub requirements: String,
    pub opens_at: Ts,
    pub closes_at: Ts,
    pub scoring_ends_at: Ts,
    /// What the panel scores, as the policy said at publication.
    pub criteria: Json,
    pub state: RecruitmentState,
    /// Number of the newest ranking.
    pub revision: i32,
    pub notice_ends_at: Option<Ts>,
    pub request_id: Option<RequestId>,
    /// The policy that criteria come from.
    pub policy_number: i64,
    /// Why it was cancelled.
    pub reason: Option<String>,
    pub version: i64,
    pub created_by: UserId,
    pub created_at: Ts,
}

/// A member of a panel.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = recruitment_panel)]
pub struct PanelMember {
    pub recruitment_id: RecruitmentId,
    pub employee_id: EmployeeId,
    pub chair: bool,
}

/// An application.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = recruitment_applications)]
pub struct PostApplication {
    pub id: PostApplicationId,
    pub recruitment_id: RecruitmentId,
    pub employee_id: EmployeeId,
    pub statement: String,
    pub state: PostApplicationState,
    /// How each line of the checklist stood when the application was handed in.
    pub lines: Json,
    pub policy_number: i64,
    pub submitted_at: Ts,
    pub ended_at: Option<Ts>,
    /// Why it was taken back or removed.
    pub reason: Option<String>,
    pub version: i64,
}

/// A document.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = recruitment_documents)]
pub struct PostDocument {
    pub id: PostDocumentId,
    pub recruitment_id: RecruitmentId,
    pub employee_id: EmployeeId,
    pub kind: PostDocumentKind,
    pub file_id: FileId,
    pub media_type: String,
    pub size: i64,
    pub added_at: Ts,
    pub removed_at: Option<Ts>,
}

/// A member who does not score an applicant.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = recruitment_recusals)]
pub struct Recusal {
    pub application_id: PostApplicationId,
    pub employee_id: EmployeeId,
    pub kind: RecusalKind,
    pub reason: String,
    pub declared_by: UserId,
    pub declared_at: Ts,
}

/// A member's scores of an applicant, never changed; the highest number counts.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = recruitment_sheets)]
pub struct Sheet {
    pub application_id: PostApplicationId,
    pub employee_id: EmployeeId,
    pub no: i32,
    /// Points by the criteria's keys.
    pub points: Json,
    /// Points times weights, of 1,000,000.
    pub weighted: i64,
    pub remark: Option<String>,
    pub given_at: Ts,
}

/// An applicant's place in a revision of the ranking.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = recruitment_rankings)]
pub struct RankRow {
    pub recruitment_id: RecruitmentId,
    pub revision: i32,
    pub application_id: PostApplicationId,
    /// Sum of the sheets' weighted points.
    pub total: i64,
    /// How many sheets it is the sum of.
    pub sheets: i32,
    /// Equal points, equal rank.
    pub rank: i32,
    /// The order: among equals as decided, before that by application.
    pub place: i32,
    /// Shares its rank with another, and nobody has decided between them.
    pub tied: bool,
    /// Has the points that may be appointed.
    pub passed: bool,
    /// Why it stands where it does, where somebody decided.
    pub reason: Option<String>,
}

/// An objection.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = recruitment_objections)]
pub struct PostObjection {
    pub id: PostObjectionId,
    pub recruitment_id: RecruitmentId,
    pub revision: i32,
    /// The applicant whom it is about.
    pub application_id: Option<PostApplicationId>,
    pub created_by: UserId,
    pub text: String,
    pub state: PostObjectionState,
    pub remedy: Option<Remedy>,
    pub decision_reason: Option<String>,
    pub decided_by: Option<UserId>,
    pub decided_at: Option<Ts>,
    pub created_at: Ts,
}

/// Something that happened to a round.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = recruitment_events)]
pub struct PostEvent {
    pub id: PostEventId,
    pub recruitment_id: RecruitmentId,
    pub kind: String,
    pub reason: Option<String>,
    pub made_by: Option<UserId>,
    pub made_at: Ts,
}

/// Who became a manager by which application.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = recruitment_appointments)]
pub struct Appointed {
    pub application_id: PostApplicationId,
    pub manager_id: ManagerId,
    pub request_id: RequestId,
    pub term_from: NaiveDate,
    pub term_to: Option<NaiveDate>,
    pub appointed_at: Ts,
}
