//! The one table of error codes. Codes are API: never renamed, never reused.

use actix_web::http::StatusCode;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:tt, $status:ident;)+) => {
        /// What went wrong, as a stable code. The text stands in the catalogue under `error.<code>`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $name),+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];
            /// The text in `code`.
            pub fn as_str(self) -> &'static str { match self { $(Code::$name => $text),+ } }
            /// The HTTP status that goes with it.
            pub fn status(self) -> StatusCode { match self { $(Code::$name => StatusCode::$status),+ } }
        }
    };
}

codes! {
    // Asking.
    BadRequest = "bad_request", BAD_REQUEST;
    InvalidBody = "invalid_body", UNPROCESSABLE_ENTITY;
    InvalidQuery = "invalid_query", UNPROCESSABLE_ENTITY;
    InvalidPath = "invalid_path", NOT_FOUND;
    InvalidCursor = "invalid_cursor", UNPROCESSABLE_ENTITY;
    BodyTooLarge = "body_too_large", PAYLOAD_TOO_LARGE;
    UnsupportedMediaType = "unsupported_media_type", UNSUPPORTED_MEDIA_TYPE;
    MethodNotAllowed = "method_not_allowed", METHOD_NOT_ALLOWED;
    NotFound = "not_found", NOT_FOUND;
    Conflict = "conflict", CONFLICT;
    AlreadyExists = "already_exists", CONFLICT;
    VersionMissing = "version_missing", PRECONDITION_REQUIRED;
    VersionMoved = "version_moved", PRECONDITION_FAILED;
    KeyMissing = "idempotency_key_missing", BAD_REQUEST;
    KeyReused = "idempotency_key_reused", UNPROCESSABLE_ENTITY;
    TooManyRequests = "too_many_requests", TOO_MANY_REQUESTS;
    ClientTooOld = "client_too_old", UPGRADE_REQUIRED;
    Internal = "internal", INTERNAL_SERVER_ERROR;
    Unavailable = "unavailable", SERVICE_UNAVAILABLE;
    // Who asks.
    Unauthenticated = "unauthenticated", UNAUTHORIZED;
    LoginFailed = "login_failed", UNAUTHORIZED;
    LoginBlocked = "login_blocked", TOO_MANY_REQUESTS;
    CodeRequired = "code_required", UNAUTHORIZED;
    StepUpRequired = "step_up_required", FORBIDDEN;
    Forbidden = "forbidden", FORBIDDEN;
    InviteInvalid = "invite_invalid", UNPROCESSABLE_ENTITY;
    PasswordWeak = "password_weak", UNPROCESSABLE_ENTITY;
    PositionsExclude = "positions_exclude", CONFLICT;
    // Approvals.
    SelfApproval = "self_approval", FORBIDDEN;
    GainerApproval = "gainer_approval", FORBIDDEN;
    TwoStepsOnePerson = "two_steps_one_person", FORBIDDEN;
    AlreadyDecided = "already_decided", CONFLICT;
    AlreadyPending = "already_pending", CONFLICT;
    Stale = "stale", CONFLICT;
    // The HR system.
    HrEventRefused = "hr_event_refused", CONFLICT;
    BizIdReused = "biz_id_reused", CONFLICT;
    // Policy.
    PolicyInvalid = "policy_invalid", UNPROCESSABLE_ENTITY;
    PolicyDateTaken = "policy_date_taken", CONFLICT;
    // Import.
    ImportInvalid = "import_invalid", UNPROCESSABLE_ENTITY;
    FileTooLarge = "file_too_large", PAYLOAD_TOO_LARGE;
    // Clients and ownership.
    ClientServed = "client_served", CONFLICT;
    KeptByLaw = "kept_by_law", CONFLICT;
    ExportTooLarge = "export_too_large", UNPROCESSABLE_ENTITY;
    IdentityTaken = "identity_taken", CONFLICT;
    SharesInvalid = "shares_invalid", UNPROCESSABLE_ENTITY;
    OwnershipMoved = "ownership_moved", CONFLICT;
    ClientLocked = "client_locked", CONFLICT;
    ManagerNoStanding = "manager_no_standing", UNPROCESSABLE_ENTITY;
    CreditNeedsClassA = "credit_needs_class_a", UNPROCESSABLE_ENTITY;
    MaintainerGap = "maintainer_gap", CONFLICT;
    RenewalNotDue = "renewal_not_due", CONFLICT;
    RenewalUnassessed = "renewal_unassessed", CONFLICT;
    BankTermMissing = "bank_term_missing", CONFLICT;
    BankTermBegun = "bank_term_begun", CONFLICT;
    BankTermOverlap = "bank_term_overlap", CONFLICT;
    CertificationStage = "certification_stage", CONFLICT;
    QualificationFailed = "qualification_failed", CONFLICT;
    QualificationUnknown = "qualification_unknown", CONFLICT;
    EvaluationFailed = "evaluation_failed", CONFLICT;
    GradeNotHigher = "grade_not_higher", UNPROCESSABLE_ENTITY;
    GradeNotLower = "grade_not_lower", UNPROCESSABLE_ENTITY;
    CertificateReviewed = "certificate_reviewed", CONFLICT;
    OverturnForbidden = "overturn_forbidden", CONFLICT;
    LeavingOpen = "leaving_open", CONFLICT;
    LeavingEnded = "leaving_ended", CONFLICT;
    // Rounds and tender.
    TrainingState = "training_state", CONFLICT;
    TrainingFull = "training_full", CONFLICT;
    QuestionState = "question_state", CONFLICT;
    ExamState = "exam_state", CONFLICT;
    ExamAuthor = "exam_author", FORBIDDEN;
    ExamTimeOver = "exam_time_over", CONFLICT;
    ExamMarked = "exam_marked", CONFLICT;
    ExamMarksMissing = "exam_marks_missing", CONFLICT;
    ExamQuestionsShort = "exam_questions_short", CONFLICT;
    OwnQualification = "own_qualification", FORBIDDEN;
    LineNotStated = "line_not_stated", UNPROCESSABLE_ENTITY;
    RatingPanelState = "rating_panel_state", CONFLICT;
    RatersFew = "raters_few", UNPROCESSABLE_ENTITY;
    RaterUnfit = "rater_unfit", UNPROCESSABLE_ENTITY;
    RatingLate = "rating_late", CONFLICT;
    RatingsMissing = "ratings_missing", CONFLICT;
    RecruitmentState = "recruitment_state", CONFLICT;
    RecruitmentApplied = "recruitment_applied", CONFLICT;
    PanelIncomplete = "panel_incomplete", CONFLICT;
    ApplicantHindered = "applicant_hindered", UNPROCESSABLE_ENTITY;
    AppointeeHindered = "appointee_hindered", CONFLICT;
    AlreadyManager = "already_manager", CONFLICT;
    ExternalHire = "external_hire", CONFLICT;
    DocumentsFull = "documents_full", CONFLICT;
    RecusalFew = "recusal_few", CONFLICT;
    MemberRecused = "member_recused", FORBIDDEN;
    ScoringOver = "scoring_over", CONFLICT;
    ScoresLocked = "scores_locked", CONFLICT;
    SheetsMissing = "sheets_missing", CONFLICT;
    NobodyApplied = "nobody_applied", CONFLICT;
    NotChair = "not_chair", FORBIDDEN;
    TieOpen = "tie_open", CONFLICT;
    NobodyWon = "nobody_won", CONFLICT;
    RoundState = "round_state", CONFLICT;
    RoundIncomplete = "round_incomplete", UNPROCESSABLE_ENTITY;
    RoundUncovered = "round_uncovered", CONFLICT;
    RoundMethod = "round_method", CONFLICT;
    LotTaken = "lot_taken", CONFLICT;
    AssigneeIneligible = "assignee_ineligible", UNPROCESSABLE_ENTITY;
    BiddingClosed = "bidding_closed", CONFLICT;
    BidIneligible = "bid_ineligible", UNPROCESSABLE_ENTITY;
    BidBelowReserve = "bid_below_reserve", UNPROCESSABLE_ENTITY;
    BidWithdrawn = "bid_withdrawn", CONFLICT;
    TooManyBids = "too_many_bids", CONFLICT;
    NotParticipant = "not_participant", FORBIDDEN;
    ObjectionConcerned = "objection_concerned", FORBIDDEN;
    ObjectionLate = "objection_late", CONFLICT;
    ObjectionsOpen = "objections_open", CONFLICT;
    NoticeRunning = "notice_running", CONFLICT;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_are_unique() {
        let texts: HashSet<_> = Code::ALL.iter().map(|c| c.as_str()).collect();
        assert_eq!(texts.len(), Code::ALL.len());
    }
}
