//! Who may do what: one table, read by the server and by the test that walks the whole contract.
//!
//! Permissions follow from positions (DOMAIN 2), never from a switch per user. A position reaches its own
//! things, its branch's or the whole bank's.

use Grant::{Held, Public, SignedIn};
use Reach::{Bank, Branch, Own};
use Role::*;

use crate::text_enum;

text_enum! {
    /// A position's role.
    Role {
        /// Relationship manager.
        Rm = "rm",
        /// Lobby and reception.
        Lobby = "lobby",
        /// Supervisor, department manager.
        Supervisor = "supervisor",
        /// Head of an outlet.
        OutletHead = "outlet_head",
        /// Vice president of a branch.
        VicePresident = "vice_president",
        /// President's assistant.
        PresidentAssistant = "president_assistant",
        /// President of a branch.
        President = "president",
        /// Member of a branch's assessment group.
        GroupMember = "group_member",
        /// Head office, business development.
        HqBusiness = "hq_business",
        /// Head office, credit and risk.
        HqCredit = "hq_credit",
        /// Head office, products.
        HqProduct = "hq_product",
        /// Head office, finance.
        HqFinance = "hq_finance",
        /// Head office, human resources.
        HqHr = "hq_hr",
        /// Member of head office's committee.
        CommitteeMember = "committee_member",
        /// Reads everything but sealed bids.
        Auditor = "auditor",
        /// Logins and settings; sees no client.
        Admin = "admin",
    }
}

text_enum! {
    /// What a machine's token may permit; machines hold scopes in place of positions.
    ApiScope {
        /// Read employees.
        EmployeesRead = "hr.employees:read",
        /// Put employees in and change them.
        EmployeesWrite = "hr.employees:write",
        /// Say what becomes of employees: hired, moved, gone, back.
        EventsWrite = "hr.events:write",
        /// Read appointments, grades and terms.
        StaffingRead = "hr.staffing:read",
    }
}

/// How far a position reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// What the holder's manager owns, bids for or takes part in.
    Own,
    /// The position's branch and its outlets.
    Branch,
    /// The whole bank.
    Bank,
}

/// Who holds an action.
#[derive(Debug, Clone, Copy)]
pub enum Grant {
    /// Anybody, without signing in.
    Public,
    /// Anybody who signed in; the service narrows it to what is theirs.
    SignedIn,
    /// These roles, each within its reach.
    Held(&'static [(Role, Reach)]),
}

macro_rules! actions {
    ($($name:ident = $text:tt => $grant:expr;)+) => {
        /// An operation of the contract, under its operation id.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $(#[doc = $text] $name),+ }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Action] = &[$(Action::$name),+];
            /// The operation id.
            pub fn as_str(self) -> &'static str { match self { $(Action::$name => $text),+ } }
            /// The people who hold it; see [`Self::scope`] for machines.
            pub fn grant(self) -> Grant { match self { $(Action::$name => $grant),+ } }
        }
    };
}

actions! {
    CreateSession = "create_session" => Public;
    RefreshSession = "refresh_session" => Public;
    AcceptInvite = "accept_invite" => Public;
    ListDemoLogins = "list_demo_logins" => Public;
    DeleteSession = "delete_session" => SignedIn;
    GetMe = "get_me" => SignedIn;
    UpdateMe = "update_me" => SignedIn;
    ChangePassword = "change_password" => SignedIn;
    EnrolTotp = "enrol_totp" => SignedIn;
    ConfirmTotp = "confirm_totp" => SignedIn;
    StepUp = "step_up" => SignedIn;
    ListClauses = "list_clauses" => SignedIn;
    GetClause = "get_clause" => SignedIn;
    ListNotices = "list_notices" => SignedIn;
    ReadNotice = "read_notice" => SignedIn;
    ListUsers = "list_users" => Held(&[(Admin, Bank), (Auditor, Bank)]);
    GetUser = "get_user" => Held(&[(Admin, Bank), (Auditor, Bank)]);
    CreateUser = "create_user" => Held(&[(Admin, Bank)]);
    UpdateUser = "update_user" => Held(&[(Admin, Bank)]);
    ResetTotp = "reset_totp" => Held(&[(Admin, Bank)]);
    InviteUser = "invite_user" => Held(&[(Admin, Bank)]);
    CreateToken = "create_token" => Public;
    ListApiClients = "list_api_clients" => Held(&[(Admin, Bank), (Auditor, Bank)]);
    GetApiClient = "get_api_client" => Held(&[(Admin, Bank), (Auditor, Bank)]);
    CreateApiClient = "create_api_client" => Held(&[(Admin, Bank)]);
    RotateApiClient = "rotate_api_client" => Held(&[(Admin, Bank)]);
    RevokeApiClient = "revoke_api_client" => Held(&[(Admin, Bank)]);
    ListHrEmployees = "list_hr_employees" => Held(&[]);
    GetHrEmployee = "get_hr_employee" => Held(&[]);
    CreateHrEmployee = "create_hr_employee" => Held(&[]);
    UpdateHrEmployee = "update_hr_employee" => Held(&[]);
    CreateHrEvent = "create_hr_event" => Held(&[]);
    ListHrEvents = "list_hr_events" => Held(&[(Admin, Bank), (Auditor, Bank), (HqHr, Bank)]);
    GetHrEvent = "get_hr_event" => Held(&[(Admin, Bank), (Auditor, Bank), (HqHr, Bank)]);
    ListHrAppointments = "list_hr_appointments" => Held(&[]);
    ListHrAppointmentChanges = "list_hr_appointment_changes" => Held(&[]);
    ListClients = "list_clients" => Held(&[(Rm, Reach::Own), (Lobby, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetClient = "get_client" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    CreateClient = "create_client" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (President, Branch)]);
    UpdateClient = "update_client" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (President, Branch)]);
    FindClientByIdentity = "find_client_by_identity" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank)]);
    UnmaskClient = "unmask_client" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (President, Branch)]);
    ProposeErasure = "propose_erasure" => Held(&[(Supervisor, Branch), (President, Branch)]);
    ListClientRatings = "list_client_ratings" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    RateClient = "rate_client" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (President, Branch)]);
    ListClientAccounts = "list_client_accounts" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListBalances = "list_balances" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ConfirmWon = "confirm_won" => Held(&[(Supervisor, Branch), (President, Branch)]);
    CreateClientExport = "create_client_export" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (Auditor, Bank)]);
    GetExport = "get_export" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (Auditor, Bank)]);
    GetExportFile = "get_export_file" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (Auditor, Bank)]);
    ListOrgUnits = "list_org_units" => SignedIn;
    ListEmployees = "list_employees" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank), (Admin, Bank)]);
    GetEmployee = "get_employee" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank), (Admin, Bank)]);
    GetEmployeeTimeline = "get_employee_timeline" => SignedIn;
    ProposePosition = "propose_position" => Held(&[(HqHr, Bank)]);
    ProposePositionEnd = "propose_position_end" => Held(&[(HqHr, Bank)]);
    GetStaffingBoard = "get_staffing_board" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    ListTrainings = "list_trainings" => Held(&[(Rm, Branch), (Lobby, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    GetTraining = "get_training" => Held(&[(Rm, Branch), (Lobby, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    CreateTraining = "create_training" => Held(&[(HqHr, Bank), (HqBusiness, Bank), (Supervisor, Branch), (President, Branch)]);
    UpdateTraining = "update_training" => Held(&[(HqHr, Bank), (HqBusiness, Bank), (Supervisor, Branch), (President, Branch)]);
    CancelTraining = "cancel_training" => Held(&[(HqHr, Bank), (HqBusiness, Bank), (Supervisor, Branch), (President, Branch)]);
    CloseTraining = "close_training" => Held(&[(HqHr, Bank), (HqBusiness, Bank), (Supervisor, Branch), (President, Branch)]);
    EnrolInTraining = "enrol_in_training" => Held(&[(Rm, Reach::Own)]);
    LeaveTraining = "leave_training" => Held(&[(Rm, Reach::Own)]);
    ExcuseFromTraining = "excuse_from_training" => Held(&[(Rm, Reach::Own)]);
    GetTrainingCode = "get_training_code" => Held(&[(HqHr, Bank), (HqBusiness, Bank), (Supervisor, Branch), (President, Branch)]);
    CheckInToTraining = "check_in_to_training" => Held(&[(Rm, Reach::Own)]);
    ListAttendances = "list_attendances" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    EnrolManager = "enrol_manager" => Held(&[(HqHr, Bank), (HqBusiness, Bank), (Supervisor, Branch), (President, Branch)]);
    RemoveEnrolment = "remove_enrolment" => Held(&[(HqHr, Bank), (HqBusiness, Bank), (Supervisor, Branch), (President, Branch)]);
    RecordAttendance = "record_attendance" => Held(&[(HqHr, Bank), (HqBusiness, Bank), (Supervisor, Branch), (President, Branch)]);
    ListTrainingCounts = "list_training_counts" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    ListBankTerms = "list_bank_terms" => SignedIn;
    CreateBankTerm = "create_bank_term" => Held(&[(HqHr, Bank)]);
    UpdateBankTerm = "update_bank_term" => Held(&[(HqHr, Bank)]);
    ListManagerTerms = "list_manager_terms" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    CountManagerTerms = "count_manager_terms" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    GetManagerTerm = "get_manager_term" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    RecordTermResult = "record_term_result" => Held(&[(GroupMember, Branch)]);
    ProposeRenewal = "propose_renewal" => Held(&[(GroupMember, Branch), (HqHr, Bank)]);
    ListCertificationFiles = "list_certification_files" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank), (HqCredit, Bank), (HqProduct, Bank)]);
    GetCertificationFile = "get_certification_file" => SignedIn;
    RegisterForCertification = "register_for_certification" => SignedIn;
    OpenCertificationFile = "open_certification_file" => Held(&[(GroupMember, Branch), (HqHr, Bank)]);
    ReviewQualification = "review_qualification" => Held(&[(GroupMember, Branch), (HqHr, Bank)]);
    EnterCertificationScore = "enter_certification_score" => Held(&[(GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqHr, Bank)]);
    ProposeCertification = "propose_certification" => Held(&[(GroupMember, Branch), (HqHr, Bank)]);
    WithdrawCertification = "withdraw_certification" => SignedIn;
    ListCertificates = "list_certificates" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    CountCertificates = "count_certificates" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    ReviewCertificate = "review_certificate" => Held(&[(HqBusiness, Bank)]);
    ProposeDemotion = "propose_demotion" => Held(&[(GroupMember, Branch), (HqBusiness, Bank)]);
    GetManagerGrade = "get_manager_grade" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    GetMyGrade = "get_my_grade" => SignedIn;
    ListExamQuestions = "list_exam_questions" => Held(&[(HqHr, Bank), (HqBusiness, Bank)]);
    CreateExamQuestion = "create_exam_question" => Held(&[(HqHr, Bank), (HqBusiness, Bank)]);
    CountExamQuestions = "count_exam_questions" => Held(&[(HqHr, Bank), (HqBusiness, Bank)]);
    GetExamQuestion = "get_exam_question" => Held(&[(HqHr, Bank), (HqBusiness, Bank)]);
    ListExamQuestionVersions = "list_exam_question_versions" => Held(&[(HqHr, Bank), (HqBusiness, Bank)]);
    ReviseExamQuestion = "revise_exam_question" => Held(&[(HqHr, Bank), (HqBusiness, Bank)]);
    AdoptExamQuestion = "adopt_exam_question" => Held(&[(HqHr, Bank), (HqBusiness, Bank)]);
    RetireExamQuestion = "retire_exam_question" => Held(&[(HqHr, Bank), (HqBusiness, Bank)]);
    ListExams = "list_exams" => SignedIn;
    CreateExam = "create_exam" => Held(&[(HqHr, Bank)]);
    GetExam = "get_exam" => SignedIn;
    UpdateExam = "update_exam" => Held(&[(HqHr, Bank)]);
    DrawExamPaper = "draw_exam_paper" => Held(&[(HqHr, Bank)]);
    GetExamPaper = "get_exam_paper" => Held(&[(HqHr, Bank), (HqBusiness, Bank)]);
    PublishExam = "publish_exam" => Held(&[(HqHr, Bank)]);
    CancelExam = "cancel_exam" => Held(&[(HqHr, Bank)]);
    ReleaseExam = "release_exam" => Held(&[(HqHr, Bank)]);
    ListExamCandidates = "list_exam_candidates" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    EnrolCandidate = "enrol_candidate" => Held(&[(HqHr, Bank)]);
    RemoveCandidate = "remove_candidate" => Held(&[(HqHr, Bank)]);
    EnrolInExam = "enrol_in_exam" => SignedIn;
    LeaveExam = "leave_exam" => SignedIn;
    GetSitting = "get_sitting" => SignedIn;
    StartSitting = "start_sitting" => SignedIn;
    SaveAnswer = "save_answer" => SignedIn;
    SubmitSitting = "submit_sitting" => SignedIn;
    GetMyExamResult = "get_my_exam_result" => SignedIn;
    ListExamMarking = "list_exam_marking" => Held(&[(HqHr, Bank), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank)]);
    GiveMark = "give_mark" => Held(&[(HqHr, Bank), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank)]);
    ListExamResults = "list_exam_results" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    GetMyQualification = "get_my_qualification" => SignedIn;
    GetQualification = "get_qualification" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    StateQualification = "state_qualification" => Held(&[(Supervisor, Branch), (President, Branch), (HqHr, Bank)]);
    ListQualificationStatements = "list_qualification_statements" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    RecordEmployment = "record_employment" => Held(&[(HqHr, Bank)]);
    RevokeEmployment = "revoke_employment" => Held(&[(HqHr, Bank)]);
    ListAdverseRecords = "list_adverse_records" => Held(&[(CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    RecordAdverse = "record_adverse" => Held(&[(HqHr, Bank)]);
    LiftAdverse = "lift_adverse" => Held(&[(HqHr, Bank)]);
    ConveneRatingPanel = "convene_rating_panel" => Held(&[(President, Branch), (HqHr, Bank)]);
    ListRatingPanels = "list_rating_panels" => SignedIn;
    GetRatingPanel = "get_rating_panel" => SignedIn;
    GiveRatings = "give_ratings" => SignedIn;
    CloseRatingPanel = "close_rating_panel" => Held(&[(President, Branch), (HqHr, Bank)]);
    CancelRatingPanel = "cancel_rating_panel" => Held(&[(President, Branch), (HqHr, Bank)]);
    ListRecruitments = "list_recruitments" => SignedIn;
    CreateRecruitment = "create_recruitment" => Held(&[(Supervisor, Branch), (President, Branch), (HqHr, Bank)]);
    GetRecruitment = "get_recruitment" => SignedIn;
    UpdateRecruitment = "update_recruitment" => Held(&[(Supervisor, Branch), (President, Branch), (HqHr, Bank)]);
    PublishRecruitment = "publish_recruitment" => Held(&[(Supervisor, Branch), (President, Branch), (HqHr, Bank)]);
    WithdrawRecruitment = "withdraw_recruitment" => Held(&[(Supervisor, Branch), (President, Branch), (HqHr, Bank)]);
    CancelRecruitment = "cancel_recruitment" => Held(&[(Supervisor, Branch), (President, Branch), (HqHr, Bank)]);
    GetEligibility = "get_eligibility" => SignedIn;
    ApplyForPost = "apply_for_post" => SignedIn;
    WithdrawPostApplication = "withdraw_post_application" => SignedIn;
    ListPostApplications = "list_post_applications" => SignedIn;
    RecusePanelMember = "recuse_panel_member" => SignedIn;
    GiveScores = "give_scores" => SignedIn;
    RankApplicants = "rank_applicants" => Held(&[(Supervisor, Branch), (President, Branch), (HqHr, Bank)]);
    GetRanking = "get_ranking" => SignedIn;
    DecideTie = "decide_tie" => SignedIn;
    ReopenScoring = "reopen_scoring" => Held(&[(Supervisor, Branch), (President, Branch), (HqHr, Bank)]);
    AnnounceRanking = "announce_ranking" => Held(&[(Supervisor, Branch), (President, Branch), (HqHr, Bank)]);
    WithdrawAnnouncement = "withdraw_announcement" => Held(&[(Supervisor, Branch), (President, Branch), (HqHr, Bank)]);
    ObjectToRanking = "object_to_ranking" => SignedIn;
    ListRankingObjections = "list_ranking_objections" => SignedIn;
    WithdrawRankingObjection = "withdraw_ranking_objection" => SignedIn;
    DecideRankingObjection = "decide_ranking_objection" => Held(&[(President, Branch), (CommitteeMember, Bank), (HqHr, Bank)]);
    ProposeAppointment = "propose_appointment" => Held(&[(Supervisor, Branch), (President, Branch), (HqHr, Bank)]);
    ListRecruitmentEvents = "list_recruitment_events" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    AddPostDocument = "add_post_document" => SignedIn;
    RemovePostDocument = "remove_post_document" => SignedIn;
    GetPostDocumentFile = "get_post_document_file" => SignedIn;
    ListManagers = "list_managers" => Held(&[(Rm, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    GetManager = "get_manager" => Held(&[(Rm, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    ListManagerHistory = "list_manager_history" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    UpdateManager = "update_manager" => Held(&[(HqHr, Bank)]);
    CreateVirtualManager = "create_virtual_manager" => Held(&[(President, Branch)]);
    ListMaintainers = "list_maintainers" => Held(&[(Rm, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    SetMaintainers = "set_maintainers" => Held(&[(President, Branch)]);
    ListDispatches = "list_dispatches" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    ProposeDispatch = "propose_dispatch" => Held(&[(President, Branch), (HqBusiness, Bank)]);
    EndDispatch = "end_dispatch" => Held(&[(President, Branch), (HqBusiness, Bank), (HqHr, Bank)]);
    ListVirtualCredits = "list_virtual_credits" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListCreditManagers = "list_credit_managers" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    NameCreditManager = "name_credit_manager" => Held(&[(Supervisor, Branch), (President, Branch)]);
    ListLeavings = "list_leavings" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    GetLeaving = "get_leaving" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    ListLeavingClients = "list_leaving_clients" => Held(&[(Rm, Reach::Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    StartLeaving = "start_leaving" => Held(&[(President, Branch), (HqHr, Bank)]);
    CancelLeaving = "cancel_leaving" => Held(&[(President, Branch), (HqHr, Bank)]);
    FinishLeaving = "finish_leaving" => Held(&[(HqHr, Bank)]);
    ProposeLeavingHandover = "propose_leaving_handover" => Held(&[(Supervisor, Branch), (President, Branch)]);
    TakeLeaverOutOfRound = "take_leaver_out_of_round" => Held(&[(Supervisor, Branch), (President, Branch)]);
    WithdrawLeaversRequest = "withdraw_leavers_request" => Held(&[(Supervisor, Branch), (President, Branch), (HqHr, Bank)]);
    PassOnMaintenance = "pass_on_maintenance" => Held(&[(Supervisor, Branch), (President, Branch)]);
    SettlePanelSeat = "settle_panel_seat" => Held(&[(Supervisor, Branch), (President, Branch), (HqHr, Bank)]);
    ReleaseMarker = "release_marker" => Held(&[(HqHr, Bank)]);
    ListApprovals = "list_approvals" => SignedIn;
    GetApproval = "get_approval" => SignedIn;
    DecideApproval = "decide_approval" => SignedIn;
    WithdrawApproval = "withdraw_approval" => SignedIn;
    ListDeputies = "list_deputies" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqHr, Bank), (Auditor, Bank)]);
    SetDeputy = "set_deputy" => Held(&[(President, Branch), (HqHr, Bank)]);
    EndDeputy = "end_deputy" => Held(&[(President, Branch), (HqHr, Bank)]);
    ListPolicies = "list_policies" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank), (Admin, Bank)]);
    GetPolicy = "get_policy" => SignedIn;
    ProposePolicy = "propose_policy" => Held(&[(HqBusiness, Bank)]);
    GetJob = "get_job" => SignedIn;
    StreamJob = "stream_job" => SignedIn;
    GetMyTerms = "get_my_terms" => Held(&[(Rm, Own)]);
    ListMyBids = "list_my_bids" => Held(&[(Rm, Own)]);
    PlaceBid = "place_bid" => Held(&[(Rm, Own)]);
    ChangeBid = "change_bid" => Held(&[(Rm, Own)]);
    WithdrawBid = "withdraw_bid" => Held(&[(Rm, Own)]);
    GetReceipt = "get_receipt" => Held(&[(Rm, Own)]);
    ListReceiptKeys = "list_receipt_keys" => Public;
    ListBidDigests = "list_bid_digests" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetBook = "get_book" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetBookInstance = "get_book_instance" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    EnterBeacon = "enter_beacon" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    ListImportSchemas = "list_import_schemas" => Held(&[(HqBusiness, Bank), (HqHr, Bank), (Auditor, Bank)]);
    CreateImport = "create_import" => Held(&[(HqBusiness, Bank), (HqHr, Bank)]);
    ListImports = "list_imports" => Held(&[(HqBusiness, Bank), (HqHr, Bank), (Auditor, Bank)]);
    GetImport = "get_import" => Held(&[(HqBusiness, Bank), (HqHr, Bank), (Auditor, Bank)]);
    ListImportRejects = "list_import_rejects" => Held(&[(HqBusiness, Bank), (HqHr, Bank), (Auditor, Bank)]);
    GetImportRejectsFile = "get_import_rejects_file" => Held(&[(HqBusiness, Bank), (HqHr, Bank), (Auditor, Bank)]);
    CancelImport = "cancel_import" => Held(&[(HqBusiness, Bank), (HqHr, Bank)]);
    ListAudit = "list_audit" => Held(&[(Auditor, Bank)]);
    GetAuditState = "get_audit_state" => Held(&[(Auditor, Bank), (Admin, Bank)]);
    GetClientOwnership = "get_client_ownership" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetAccountOwnership = "get_account_ownership" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListAdjustments = "list_adjustments" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetAdjustment = "get_adjustment" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListWorkload = "list_workload" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetCoverage = "get_coverage" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListUncovered = "list_uncovered" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ApplyForAdjustment = "apply_for_adjustment" => Held(&[(Rm, Own)]);
    ClearRound = "clear_round" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    StopClearing = "stop_clearing" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    GetClearing = "get_clearing" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetAward = "get_award" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetResult = "get_result" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListObjections = "list_objections" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ObjectToResult = "object_to_result" => Held(&[(Rm, Own)]);
    WithdrawObjection = "withdraw_objection" => Held(&[(Rm, Own)]);
    DecideObjection = "decide_objection" => Held(&[(GroupMember, Branch), (President, Branch)]);
    ListAccessLog = "list_access_log" => Held(&[(Auditor, Bank)]);
    ListRounds = "list_rounds" => Held(&[(Rm, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetRound = "get_round" => Held(&[(Rm, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListLots = "list_lots" => Held(&[(Rm, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListParticipants = "list_participants" => Held(&[(Rm, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListRoundEvents = "list_round_events" => Held(&[(Rm, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListCandidates = "list_candidates" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    CreateRound = "create_round" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    UpdateRound = "update_round" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    SetLots = "set_lots" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    SetParticipants = "set_participants" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    PublishRound = "publish_round" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    CancelRound = "cancel_round" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    ListApplications = "list_applications" => Held(&[(Rm, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListAssignments = "list_assignments" => Held(&[(Rm, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListCommitments = "list_commitments" => Held(&[(Rm, Branch), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetDryRun = "get_dry_run" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ApplyForLot = "apply_for_lot" => Held(&[(Rm, Own)]);
    WithdrawApplication = "withdraw_application" => Held(&[(Rm, Own)]);
    ProposePacks = "propose_packs" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    GrantApplications = "grant_applications" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    TenderLots = "tender_lots" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    AssignLot = "assign_lot" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    AnnounceResult = "announce_result" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
    ProposeConfirmation = "propose_confirmation" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (President, Branch)]);
}

/// Operations that ask whoever has an authenticator for a fresh code; confirming a position asks too.
const WEIGHTY: [&str; 6] = [
    "create_client_export",
    "propose_policy",
    "announce_result",
    "create_api_client",
    "rotate_api_client",
    "revoke_api_client",
];

impl Action {
    /// Whether it asks for a fresh code.
    pub fn is_weighty(self) -> bool {
        WEIGHTY.contains(&self.as_str())
    }

    /// The scope by which a machine holds it; machines hold nothing else.
    pub fn scope(self) -> Option<ApiScope> {
        use Action::*;
        match self {
            ListHrEmployees | GetHrEmployee => Some(ApiScope::EmployeesRead),
            CreateHrEmployee | UpdateHrEmployee => Some(ApiScope::EmployeesWrite),
            CreateHrEvent | ListHrEvents | GetHrEvent => Some(ApiScope::EventsWrite),
            ListHrAppointments | ListHrAppointmentChanges => Some(ApiScope::StaffingRead),
            _ => None,
        }
    }
}

/// A pair of roles that nobody holds at once: administration, audit and business exclude each other.
pub fn exclude(a: Role, b: Role) -> bool {
    let group = |r: Role| match r {
        Admin => 0,
        Auditor => 1,
        _ => 2,
    };
    group(a) != group(b)
}

/// How far a role reaches with an action, if it holds it at all.
pub fn reach(action: Action, role: Role) -> Option<Reach> {
    match action.grant() {
        Public | SignedIn => Some(Bank),
        Held(grants) => grants.iter().filter(|(r, _)| *r == role).map(|(_, reach)| *reach).max(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn administration_audit_and_business_exclude_each_other() {
        assert!(exclude(Admin, Auditor) && exclude(Admin, Rm) && exclude(Auditor, President));
        assert!(!exclude(President, GroupMember) && !exclude(Admin, Admin));
    }

    #[test]
    fn the_auditor_changes_nothing() {
        // An export is a read, on record.
        let reads = ["list_", "get_", "count_", "stream_", "search", "create_client_export"];
        for action in Action::ALL {
            if let Held(grants) = action.grant()
                && grants.iter().any(|(r, _)| *r == Auditor)
            {
                assert!(reads.iter().any(|p| action.as_str().starts_with(p)), "{}", action.as_str());
            }
        }
    }
}
