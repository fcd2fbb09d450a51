//! Requests and answers of certification.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::*;
use super::rules::CertificateStanding;
use crate::db::Ts;
use crate::org::model::{EmployeeId, OrgUnitId};
use crate::policy::rules::DecidingBody;
use crate::staffing::model::Grade;
use crate::staffing::qualification::model::{Line, LineOutcome};

/// Registers the caller for a grade's certification (E2.1, E2.3).
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterForCertification {
    /// The aimed grade.
    pub grade: Grade,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "连续两年业绩考核优秀，申请一级资格")]
    pub reason: String,
}

/// Opens a file for somebody.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenCertificationFile {
    /// The employee.
    pub employee_id: EmployeeId,
    /// The aimed grade.
    pub grade: Grade,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// Says what the review of qualification came to.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewQualification {
    /// Whether the person qualifies.
    pub passed: bool,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
    /// What it rests on.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "学历证书、从业年限证明、无不良记录查询单")]
    pub evidence: String,
}

/// Enters what was reached in a part; the written one comes from an examination.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnterScore {
    /// The part.
    pub part: EvaluationPart,
    /// What was reached, of 10,000.
    #[validate(range(min = 0, max = 10000))]
    #[schema(minimum = 0, maximum = 10000, example = 8250)]
    pub score_bps: i32,
    /// What it rests on.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub evidence: String,
    /// When it was examined; not after today.
    #[schema(format = Date, max_length = 10)]
    pub examined_on: NaiveDate,
}

/// Says why.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificationReason {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// Lists files, newest first.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCertificationFiles {
    /// At this stage.
    #[param(inline)]
    pub stage: Option<CertificationStage>,
    /// For this grade.
    #[param(inline)]
    pub grade: Option<Grade>,
    /// Of this branch.
    #[param(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub branch_id: Option<OrgUnitId>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// A file in a list.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CertificationFile {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// The employee.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub employee_no: String,
    /// Name.
    #[schema(max_length = 200)]
    pub name: String,
    /// The manager that the person is.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: Option<String>,
    /// Branch; absent at head office.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: Option<String>,
    /// Branch's name.
    #[schema(max_length = 200)]
    pub branch_name: Option<String>,
    /// The manager's grade now.
    pub present_grade: Option<Grade>,
    /// The aimed grade.
    pub grade: Grade,
    /// Who decides (E2.4).
    pub body: DecidingBody,
    /// Where it comes from.
    pub source: CertificationSource,
    /// How far it is.
    pub stage: CertificationStage,
    /// When it was opened.
    pub created_at: Ts,
    /// When it ended.
    pub ended_at: Option<Ts>,
    /// For `If-Match`.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}

/// A review of a file's qualification.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct QualificationReview {
    /// Whether the person qualifies.
    pub passed: bool,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: String,
    /// What it rests on.
    #[schema(max_length = 2000)]
    pub evidence: String,
    /// Who.
    #[schema(max_length = 120)]
    pub reviewed_by: Option<String>,
    /// When.
    pub reviewed_at: Ts,
}

/// A part of an evaluation against the standard.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EvaluationLine {
    /// The part.
    pub part: EvaluationPart,
    /// How much it weighs.
    #[schema(minimum = 0, maximum = 10000)]
    pub weight_bps: i32,
    /// What was reached; absent: nothing yet.
    #[schema(minimum = 0, maximum = 10000)]
    pub score_bps: Option<i32>,
    /// Whether it counts and reaches the floor.
    pub met: bool,
    /// Where it comes from.
    pub source: Option<ScoreSource>,
    /// What it rests on; of the written part the examination's name.
    #[schema(max_length = 2000)]
    pub evidence: Option<String>,
    /// When it was examined.
    #[schema(format = Date, max_length = 10)]
    pub examined_on: Option<NaiveDate>,
    /// The last day on which a written result counts.
    #[schema(format = Date, max_length = 10)]
    pub counts_until: Option<NaiveDate>,
    /// Who entered it.
    #[schema(max_length = 120)]
    pub entered_by: Option<String>,
}

/// An evaluation against a grade's standard.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EvaluationView {
    /// The six parts.
    #[schema(min_items = 6, max_items = 6)]
    pub lines: Vec<EvaluationLine>,
    /// The weighted total, rounded down.
    #[schema(minimum = 0, maximum = 10000)]
    pub total_bps: i32,
    /// The least total that passes.
    #[schema(minimum = 0, maximum = 10000)]
    pub pass_bps: i32,
    /// The least that each part needs.
    #[schema(minimum = 0, maximum = 10000)]
    pub part_floor_bps: i32,
    /// Whether it passes today.
    pub passed: bool,
    /// Number of the policy that says so.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: i64,
}

/// A line of the checklist of qualification (D3, E2.1).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ChecklistLine {
    /// The line.
    pub line: Line,
    /// How it stands.
    pub outcome: LineOutcome,
    /// The clause behind it.
    #[schema(max_length = 8)]
    pub clause: String,
}

/// A file with everything that is known.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CertificationFileView {
    /// What lists show.
    #[serde(flatten)]
    pub file: CertificationFile,
    /// Why it was opened.
    #[schema(max_length = 2000)]
    pub reason: String,
    /// Why it ended without a certificate.
    #[schema(max_length = 2000)]
    pub end_reason: Option<String>,
    /// The checklist of qualification for the aimed grade: as it was reviewed, until then as it stands today.
    #[schema(max_items = 11)]
    pub checklist: Vec<ChecklistLine>,
    /// Lines that stand in the way of the decision today: not met, or by policy asked of everybody and not stated.
    #[schema(max_items = 11)]
    pub hindering: Vec<ChecklistLine>,
    /// The review of qualification.
    pub review: Option<QualificationReview>,
    /// The evaluation as it stands.
    pub evaluation: EvaluationView,
    /// The request in the inbox.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: Option<String>,
    /// What was granted.
    pub certificate: Option<CertificateView>,
    /// Whether the caller may review the qualification now.
    pub may_review: bool,
    /// Whether the caller may enter scores now.
    pub may_score: bool,
    /// Whether the caller may put it before who decides.
    pub may_propose: bool,
    /// Whether the caller may take it back.
    pub may_withdraw: bool,
}

/// Lists certificates in the order of their last days.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCertificates {
    /// How they stand today.
    #[param(inline)]
    pub standing: Option<CertificateStanding>,
    /// Filed by a branch and not yet reviewed by head office.
    pub unreviewed: Option<bool>,
    /// Of those that stand, the ones whose last day is this one or later.
    #[param(format = Date, max_length = 10)]
    pub last_from: Option<NaiveDate>,
    /// Of those that stand, the ones whose last day is this one or before.
    #[param(format = Date, max_length = 10)]
    pub last_to: Option<NaiveDate>,
    /// Of this branch.
    #[param(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub branch_id: Option<OrgUnitId>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Head office's review of a certificate.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CertificateReviewView {
    /// What it came to.
    pub outcome: CertificateOutcome,
    /// Why.
    #[schema(max_length = 2000)]
    pub reason: String,
    /// From when on the certificate does not hold.
    #[schema(format = Date, max_length = 10)]
    pub effective_on: Option<NaiveDate>,
    /// Who.
    #[schema(max_length = 120)]
    pub reviewed_by: Option<String>,
    /// When.
    pub reviewed_at: Ts,
}

/// A certificate.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CertificateView {
    /// Its id.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// The file behind it.
    #[schema(format = Uuid, max_length = 36)]
    pub file_id: String,
    /// The employee.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: String,
    /// Number.
    #[schema(max_length = 40)]
    pub employee_no: String,
    /// Name.
    #[schema(max_length = 200)]
    pub name: String,
    /// The manager that the person is.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: Option<String>,
    /// Branch; absent at head office.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: Option<String>,
    /// Branch's name.
    #[schema(max_length = 200)]
    pub branch_name: Option<String>,
    /// The grade.
    pub grade: Grade,
    /// The evaluation's total.
    #[schema(minimum = 0, maximum = 10000)]
    pub total_bps: i32,
    /// Who decided.
    pub body: DecidingBody,
    /// When it was granted.
    #[schema(format = Date, max_length = 10)]
    pub granted_on: NaiveDate,
    /// The last day on which it counts.
    #[schema(format = Date, max_length = 10)]
    pub counts_until: NaiveDate,
    /// How it stands today.
    pub standing: CertificateStanding,
    /// Who decided it, by name.
    #[schema(max_length = 120)]
    pub decided_by: Option<String>,
    /// When it was filed with head office.
    pub filed_at: Option<Ts>,
    /// Head office's review.
    pub review: Option<CertificateReviewView>,
    /// Whether the caller may review it now.
    pub may_review: bool,
    /// Whether the policy lets head office overturn it.
    pub may_overturn: bool,
    /// For `If-Match`.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}

/// Reviews what a branch certified (E2.4).
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewCertificate {
    /// What it comes to.
    pub outcome: CertificateOutcome,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
    /// From when on an overturned certificate does not hold: from its granting to today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date, max_length = 10)]
    pub effective_on: Option<NaiveDate>,
}

/// How certificates of a branch stand.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CertificateCount {
    /// Branch; absent at head office.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: Option<String>,
    /// Branch's name.
    #[schema(max_length = 200)]
    pub branch_name: Option<String>,
    /// They count.
    #[schema(minimum = 0, maximum = 1000000)]
    pub counts: i64,
    /// They will soon have lapsed.
    #[schema(minimum = 0, maximum = 1000000)]
    pub lapsing: i64,
    /// They have lapsed.
    #[schema(minimum = 0, maximum = 1000000)]
    pub lapsed: i64,
    /// Filed and not yet reviewed by head office.
    #[schema(minimum = 0, maximum = 1000000)]
    pub unreviewed: i64,
}

/// How certificates stand, by branch within the caller's reach.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CertificateCounts {
    /// Days before a certificate lapses from which it is warned of.
    #[schema(minimum = 0, maximum = 365)]
    pub warning_days: u32,
    /// Number of the policy of today.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: i64,
    /// The branches.
    #[schema(max_items = 2000)]
    pub items: Vec<CertificateCount>,
}

/// Proposes that a manager's grade be lowered (E3.3).
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeDemotion {
    /// The lower grade.
    pub grade: Grade,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
    /// What it rests on.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "2026 年度等级考核结果汇总")]
    pub evidence: String,
}

/// A demotion that waits for its decision.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DemotionProposed {
    /// The request in the inbox.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: String,
}

/// A change of a manager's grade.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct GradeChangeView {
    /// From.
    pub from_grade: Option<Grade>,
    /// To.
    pub to_grade: Option<Grade>,
    /// Why it changed.
    pub kind: GradeChangeKind,
    /// Where it comes from.
    pub source: CertificationSource,
    /// From when on.
    #[schema(format = Date, max_length = 10)]
    pub effective_on: NaiveDate,
    /// The reason given.
    #[schema(max_length = 2000)]
    pub reason: String,
    /// Who decided.
    #[schema(max_length = 120)]
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Ts,
}

/// A person's grade: how it came about, what certifies it, what is under way.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct GradeRecord {
    /// The manager's grade now; absent for who is no manager.
    pub grade: Option<Grade>,
    /// Changes, newest first.
    #[schema(max_items = 200)]
    pub changes: Vec<GradeChangeView>,
    /// Certificates, newest first.
    #[schema(max_items = 200)]
    pub certificates: Vec<CertificateView>,
    /// Files, newest first.
    #[schema(max_items = 200)]
    pub files: Vec<CertificationFile>,
    /// The demotion that waits for its decision.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: Option<String>,
    /// Whether the caller may propose a demotion.
    pub may_demote: bool,
    /// Days before a certificate lapses from which it is warned of.
    #[schema(minimum = 0, maximum = 365)]
    pub warning_days: u32,
    /// Number of the policy of today.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: i64,
}
