//! What a timeline is made of.

use chrono::NaiveDate;
use uuid::Uuid;

use super::dto::TimelineParams;
use super::rules::When;
use crate::org::model::OrgUnitId;
use crate::text_enum;

text_enum! {
    /// What an entry is about.
    TimelineKind {
        /// Coming, moving, leaving, coming back.
        Employment = "employment",
        /// Positions.
        Position = "position",
        /// The record as a manager (D2).
        Manager = "manager",
        /// Assessments at a term's end, and renewals (D4).
        Term = "term",
        /// Certification files and certificates (E2.3, E2.4).
        Certification = "certification",
        /// Changes of grade (E2.4, E3.3).
        Grade = "grade",
        /// What was stated and rated of the qualification (D3, E2.1).
        Qualification = "qualification",
        /// Adverse records (E2.1).
        Register = "register",
        /// Results of examinations (E2.3, D3.6).
        Exam = "exam",
        /// Training (D8.2).
        Training = "training",
        /// Applications for posts and what came of them (D4).
        Recruitment = "recruitment",
        /// Dispatches to other branches (E4.2).
        Dispatch = "dispatch",
        /// Virtual managers that the person keeps (D2).
        Maintenance = "maintenance",
        /// Leaving the post (D8.5, D9.4, D10).
        Leaving = "leaving",
    }
}

text_enum! {
    /// What happened.
    TimelineCode {
        /// Came to the bank.
        Hired = "hired",
        /// Went to another unit.
        Moved = "moved",
        /// Left the bank; the day is the first one away.
        Left = "left",
        /// Came back.
        Rehired = "rehired",
        /// A position was proposed.
        PositionProposed = "position_proposed",
        /// A confirmed position begins.
        PositionHeld = "position_held",
        /// The end of a position was proposed.
        PositionEndProposed = "position_end_proposed",
        /// A position ends; the day is the first one without it.
        PositionEnded = "position_ended",
        /// Became a manager.
        ManagerMade = "manager_made",
        /// The record as a manager changed.
        ManagerChanged = "manager_changed",
        /// The term was assessed.
        TermAssessed = "term_assessed",
        /// The term was renewed.
        TermRenewed = "term_renewed",
        /// A certification file was opened.
        CertificationRegistered = "certification_registered",
        /// Its qualification was reviewed.
        CertificationReviewed = "certification_reviewed",
        /// It ended without a certificate: not qualified.
        CertificationUnqualified = "certification_unqualified",
        /// It ended without a certificate: refused.
        CertificationRefused = "certification_refused",
        /// It was taken back.
        CertificationWithdrawn = "certification_withdrawn",
        /// A certificate was granted.
        CertificateGranted = "certificate_granted",
        /// Head office upheld a certificate.
        CertificateUpheld = "certificate_upheld",
        /// Head office overturned a certificate.
        CertificateOverturned = "certificate_overturned",
        /// The grade came with a certificate.
        GradeCertified = "grade_certified",
        /// The grade was lowered.
        GradeDemoted = "grade_demoted",
        /// The grade went with the certificate that head office overturned.
        GradeOverturned = "grade_overturned",
        /// A line of the qualification was stated.
        QualificationStated = "qualification_stated",
        /// A panel's ratings began to count.
        RatingClosed = "rating_closed",
        /// Time in banking elsewhere was recorded.
        EmploymentRecorded = "employment_recorded",
        /// Such a record was revoked.
        EmploymentRevoked = "employment_revoked",
        /// An adverse record was entered.
        AdverseRecorded = "adverse_recorded",
        /// An adverse record was lifted.
        AdverseLifted = "adverse_lifted",
        /// An examination was passed.
        ExamPassed = "exam_passed",
        /// An examination was not passed.
        ExamFailed = "exam_failed",
        /// Is enrolled for a training event.
        TrainingEnrolled = "training_enrolled",
        /// Came to a training event.
        TrainingAttended = "training_attended",
        /// Did not come, with a reason.
        TrainingExcused = "training_excused",
        /// Did not come.
        TrainingAbsent = "training_absent",
        /// Applied for a post.
        PostApplied = "post_applied",
        /// Took the application back.
        PostWithdrawn = "post_withdrawn",
        /// An objection removed the application.
        PostRemoved = "post_removed",
        /// The ranking was announced.
        PostRanked = "post_ranked",
        /// Was appointed.
        PostAppointed = "post_appointed",
        /// A dispatch was proposed.
        DispatchProposed = "dispatch_proposed",
        /// A confirmed dispatch begins.
        DispatchBegun = "dispatch_begun",
        /// A dispatch ends; the day is the first one back.
        DispatchEnded = "dispatch_ended",
        /// Keeps a virtual manager.
        MaintenanceBegun = "maintenance_begun",
        /// Keeps it no more; the day is the first one without.
        MaintenanceEnded = "maintenance_ended",
        /// Leaving the post began.
        LeavingStarted = "leaving_started",
        /// Its day was moved.
        LeavingMoved = "leaving_moved",
        /// A plan of who takes over clients was proposed.
        LeavingHandoverProposed = "leaving_handover_proposed",
        /// Such a plan was decided or ended.
        LeavingHandoverEnded = "leaving_handover_ended",
        /// Was taken out of a round.
        LeavingRoundLeft = "leaving_round_left",
        /// A request was withdrawn.
        LeavingRequestWithdrawn = "leaving_request_withdrawn",
        /// A virtual manager was passed on.
        LeavingMaintenancePassed = "leaving_maintenance_passed",
        /// A seat on a panel was handed over or given up.
        LeavingSeatSettled = "leaving_seat_settled",
        /// What was left to mark went to others.
        LeavingMarkerReleased = "leaving_marker_released",
        /// Leaving the post was finished.
        LeavingFinished = "leaving_finished",
        /// It was called off.
        LeavingCancelled = "leaving_cancelled",
    }
}

text_enum! {
    /// What an entry leads to.
    TimelineTarget {
        /// A request for approval.
        Approval = "approval",
        /// A manager's record.
        Manager = "manager",
        /// A certification file.
        CertificationFile = "certification_file",
        /// An employee's qualification.
        Qualification = "qualification",
        /// An examination.
        Exam = "exam",
        /// A training event.
        Training = "training",
        /// A round of recruitment.
        Recruitment = "recruitment",
        /// A leaving procedure.
        Leaving = "leaving",
    }
}

text_enum! {
    /// What changed of the record as a manager.
    ManagerChange {
        /// Class.
        Class = "class",
        /// Grade.
        Grade = "grade",
        /// Branch.
        Branch = "branch",
        /// State.
        State = "state",
        /// Term.
        Term = "term",
    }
}

/// An entry, before its units have names.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Which source it comes from; a source has one entry of a row.
    pub source: &'static str,
    /// The row.
    pub id: Uuid,
    /// When.
    pub when: When,
    /// What happened.
    pub code: TimelineCode,
    /// What fills the sentence, but for units.
    pub params: TimelineParams,
    /// The unit that it is about.
    pub unit: Option<OrgUnitId>,
    /// The unit before.
    pub from_unit: Option<OrgUnitId>,
    /// Where it leads.
    pub link: Option<(TimelineTarget, Uuid)>,
    /// The clause that decides.
    pub clause: Option<&'static str>,
}

impl Entry {
    /// Something that happened at a moment, or on a day.
    pub fn new(source: &'static str, id: Uuid, when: impl Into<When>, code: TimelineCode) -> Self {
        let params = TimelineParams::default();
        let when = when.into();
        Self { source, id, when, code, params, unit: None, from_unit: None, link: None, clause: None }
    }
    /// By a clause.
    #[must_use]
    pub fn by(self, clause: &'static str) -> Self {
        Self { clause: Some(clause), ..self }
    }
    /// Leads to a thing.
    #[must_use]
    pub fn to(self, target: TimelineTarget, id: Uuid) -> Self {
        Self { link: Some((target, id)), ..self }
    }
    /// About a unit.
    #[must_use]
    pub fn at(self, unit: impl Into<Option<OrgUnitId>>) -> Self {
        Self { unit: unit.into(), ..self }
    }
    /// From a unit.
    #[must_use]
    pub fn from(self, unit: impl Into<Option<OrgUnitId>>) -> Self {
        Self { from_unit: unit.into(), ..self }
    }
    /// With what fills its sentence.
    #[must_use]
    pub fn with(self, params: TimelineParams) -> Self {
        Self { params, ..self }
    }
    /// The day that it stands on, and the moment where there is one.
    pub fn day(&self, date_of: impl Fn(crate::db::Ts) -> NaiveDate) -> (NaiveDate, Option<crate::db::Ts>) {
        match self.when {
            When::Day(day) => (day, None),
            When::At(at) => (date_of(at), Some(at)),
        }
    }
}
