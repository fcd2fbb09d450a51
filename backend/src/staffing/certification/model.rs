//! Rows of certification.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::approvals::RequestId;
use crate::db::schema::{
    certificate_reviews, certificates, certification_files, certification_reviews, certification_scores,
    grade_changes,
};
use crate::db::{Json, Ts};
use crate::identity::model::UserId;
use crate::org::model::{EmployeeId, OrgUnitId};
use crate::policy::rules::DecidingBody;
use crate::staffing::exams::model::SittingId;
use crate::staffing::model::{Grade, ManagerId};
use crate::{id, text_enum};

id! {
    /// A certification file.
    CertificationFileId
}
id! {
    /// A review of a file's qualification.
    ReviewId
}
id! {
    /// What somebody reached in a part.
    ScoreId
}
id! {
    /// A certificate.
    CertificateId
}
id! {
    /// Head office's review of a certificate.
    CertificateReviewId
}
id! {
    /// A change of a grade.
    GradeChangeId
}

text_enum! {
    /// Where a file or a change comes from.
    CertificationSource {
        /// The person registered.
        Registration = "registration",
        /// Entered by the branch or head office.
        Entered = "entered",
        /// Asked for by a final assessment.
        Assessment = "assessment",
    }
}

text_enum! {
    /// How far a file is.
    CertificationStage {
        /// Waits for the review of qualification.
        Registered = "registered",
        /// Qualified; its parts are examined.
        Evaluation = "evaluation",
        /// Passed; waits for its decision.
        Deciding = "deciding",
        /// Certified.
        Certified = "certified",
        /// Did not pass the review.
        Unqualified = "unqualified",
        /// Refused.
        Refused = "refused",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// A part of an evaluation.
    EvaluationPart {
        /// Performance in business.
        Performance = "performance",
        /// Ability and experience.
        Ability = "ability",
        /// The written examination.
        Written = "written",
        /// The oral examination.
        Oral = "oral",
        /// The design of a case.
        CaseDesign = "case_design",
        /// Practice.
        Practice = "practice",
    }
}

text_enum! {
    /// Where a score comes from.
    ScoreSource {
        /// Entered by an examiner.
        Examiner = "examiner",
        /// The result of an examination.
        Examination = "examination",
    }
}

text_enum! {
    /// Whether a certificate may count.
    CertificateState {
        /// The person's newest.
        Valid = "valid",
        /// A newer one took its place.
        Replaced = "replaced",
        /// Head office overturned it.
        Overturned = "overturned",
    }
}

text_enum! {
    /// What head office's review came to.
    CertificateOutcome {
        /// It stands.
        Upheld = "upheld",
        /// It does not.
        Overturned = "overturned",
    }
}

text_enum! {
    /// Why a grade changed.
    GradeChangeKind {
        /// The person was certified.
        Certified = "certified",
        /// Performance fell short (E3.3).
        Demoted = "demoted",
        /// Head office overturned the certificate (E2.4).
        Overturned = "overturned",
    }
}

/// A file.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = certification_files)]
pub struct File {
    pub id: CertificationFileId,
    pub employee_id: EmployeeId,
    pub manager_id: Option<ManagerId>,
    /// The person's branch; none at head office.
    pub branch_id: Option<OrgUnitId>,
    /// The aimed grade.
    pub grade: Grade,
    pub source: CertificationSource,
    pub reason: String,
    pub stage: CertificationStage,
    /// Why it ended without a certificate.
    pub end_reason: Option<String>,
    pub request_id: Option<RequestId>,
    pub version: i64,
    pub created_by: Option<UserId>,
    pub created_at: Ts,
    pub ended_at: Option<Ts>,
}

/// A review of a file's qualification; never changed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = certification_reviews)]
pub struct Review {
    pub id: ReviewId,
    pub file_id: CertificationFileId,
    pub passed: bool,
    pub reason: String,
    pub evidence: String,
    /// Number of the policy that the checklist was evaluated by.
    pub policy_number: i64,
    /// The checklist as it stood, as [`super::dto::ChecklistLine`]s.
    pub checklist: Json,
    pub reviewed_by: UserId,
    pub reviewed_at: Ts,
}

/// What somebody reached in a part; never changed: the newest counts.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = certification_scores)]
pub struct Score {
    pub id: ScoreId,
    pub file_id: CertificationFileId,
    pub part: EvaluationPart,
    pub score_bps: i32,
    pub evidence: String,
    pub examined_on: NaiveDate,
    pub source: ScoreSource,
    pub sitting_id: Option<SittingId>,
    pub entered_by: UserId,
    pub entered_at: Ts,
}

/// A certificate; `counts_until` is its last day.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = certificates)]
pub struct Certificate {
    pub id: CertificateId,
    pub file_id: CertificationFileId,
    pub employee_id: EmployeeId,
    pub manager_id: Option<ManagerId>,
    pub branch_id: Option<OrgUnitId>,
    pub grade: Grade,
    pub total_bps: i32,
    pub policy_number: i64,
    pub body: DecidingBody,
    pub granted_on: NaiveDate,
    pub counts_until: NaiveDate,
    pub state: CertificateState,
    pub decided_by: Option<UserId>,
    /// When it was filed with head office, where a branch decided.
    pub filed_at: Option<Ts>,
    pub warned_at: Option<Ts>,
    pub version: i64,
}

/// Head office's review of a certificate; never changed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = certificate_reviews)]
pub struct CertificateReview {
    pub id: CertificateReviewId,
    pub certificate_id: CertificateId,
    pub outcome: CertificateOutcome,
    pub reason: String,
    pub effective_on: Option<NaiveDate>,
    pub reviewed_by: UserId,
    pub reviewed_at: Ts,
}

/// A change of a manager's grade; never changed itself.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = grade_changes)]
pub struct GradeChange {
    pub id: GradeChangeId,
    pub manager_id: ManagerId,
    pub from_grade: Option<Grade>,
    pub to_grade: Option<Grade>,
    pub kind: GradeChangeKind,
    pub source: CertificationSource,
    pub effective_on: NaiveDate,
    pub reason: String,
    pub evidence: Option<String>,
    pub certificate_id: Option<CertificateId>,
    pub request_id: Option<RequestId>,
    pub decided_by: Option<UserId>,
    pub decided_at: Ts,
}
