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
            /// Who holds it.
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
    ListClauses = "list_clauses" => SignedIn;
    GetClause = "get_clause" => SignedIn;
    ListNotices = "list_notices" => SignedIn;
    ReadNotice = "read_notice" => SignedIn;
    Search = "search" => SignedIn;
    GetDashboard = "get_dashboard" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (Lobby, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    ListUsers = "list_users" => Held(&[(Admin, Bank), (Auditor, Bank)]);
    GetUser = "get_user" => Held(&[(Admin, Bank), (Auditor, Bank)]);
    CreateUser = "create_user" => Held(&[(Admin, Bank)]);
    UpdateUser = "update_user" => Held(&[(Admin, Bank)]);
    InviteUser = "invite_user" => Held(&[(Admin, Bank)]);
    ListOrgUnits = "list_org_units" => SignedIn;
    ListEmployees = "list_employees" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    GetEmployee = "get_employee" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    ProposePosition = "propose_position" => Held(&[(HqHr, Bank)]);
    EndPosition = "end_position" => Held(&[(HqHr, Bank)]);
    DecidePosition = "decide_position" => Held(&[(HqHr, Bank)]);
    ListDeputies = "list_deputies" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    CreateDeputy = "create_deputy" => Held(&[(President, Branch), (HqBusiness, Bank), (HqHr, Bank)]);
    ListManagers = "list_managers" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (Lobby, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    GetManager = "get_manager" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (Lobby, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank)]);
    CreateManager = "create_manager" => Held(&[(President, Branch), (HqBusiness, Bank), (HqHr, Bank)]);
    UpdateManager = "update_manager" => Held(&[(HqBusiness, Bank), (HqHr, Bank)]);
    AddMaintainer = "add_maintainer" => Held(&[(President, Branch), (HqBusiness, Bank)]);
    ListClients = "list_clients" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (Lobby, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetClient = "get_client" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (Lobby, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    CreateClient = "create_client" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (Lobby, Branch)]);
    UpdateClient = "update_client" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch)]);
    RateClient = "rate_client" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (HqBusiness, Bank)]);
    RevealClient = "reveal_client" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (HqCredit, Bank)]);
    FindClientByIdentity = "find_client_by_identity" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (Lobby, Branch), (HqCredit, Bank), (HqBusiness, Bank)]);
    GetClientOwnership = "get_client_ownership" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (Lobby, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListClientAccounts = "list_client_accounts" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetAccount = "get_account" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListAccountBalances = "list_account_balances" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ConfirmAccountWon = "confirm_account_won" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch)]);
    CreateExport = "create_export" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (HqBusiness, Bank), (HqCredit, Bank), (Auditor, Bank)]);
    ListExports = "list_exports" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (HqBusiness, Bank), (HqCredit, Bank), (Auditor, Bank)]);
    DownloadExport = "download_export" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (HqBusiness, Bank), (HqCredit, Bank), (Auditor, Bank)]);
    ListImportSchemas = "list_import_schemas" => SignedIn;
    CreateImport = "create_import" => Held(&[(HqBusiness, Bank), (HqHr, Bank)]);
    ListImports = "list_imports" => Held(&[(HqBusiness, Bank), (HqHr, Bank), (Auditor, Bank)]);
    GetImport = "get_import" => Held(&[(HqBusiness, Bank), (HqHr, Bank), (Auditor, Bank)]);
    CancelImport = "cancel_import" => Held(&[(HqBusiness, Bank), (HqHr, Bank)]);
    DownloadImportRejects = "download_import_rejects" => Held(&[(HqBusiness, Bank), (HqHr, Bank)]);
    GetCoverage = "get_coverage" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListUncoveredAccounts = "list_uncovered_accounts" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListAdjustments = "list_adjustments" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetAdjustment = "get_adjustment" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    CreateAdjustment = "create_adjustment" => Held(&[(Rm, Own)]);
    WithdrawAdjustment = "withdraw_adjustment" => Held(&[(Rm, Own)]);
    ListApprovals = "list_approvals" => SignedIn;
    GetApproval = "get_approval" => SignedIn;
    DecideApproval = "decide_approval" => SignedIn;
    WithdrawApproval = "withdraw_approval" => SignedIn;
    ListPolicies = "list_policies" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank), (HqHr, Bank), (Admin, Bank)]);
    GetPolicy = "get_policy" => SignedIn;
    ProposePolicy = "propose_policy" => Held(&[(HqBusiness, Bank)]);
    ListRounds = "list_rounds" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetRound = "get_round" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    CreateRound = "create_round" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch)]);
    UpdateRound = "update_round" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch)]);
    ProposePacks = "propose_packs" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch)]);
    SetRoundLots = "set_round_lots" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch)]);
    ListRoundLots = "list_round_lots" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    SetRoundParticipants = "set_round_participants" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch)]);
    ListRoundParticipants = "list_round_participants" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListRoundCandidates = "list_round_candidates" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch)]);
    DryRunRound = "dry_run_round" => Held(&[(Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank)]);
    PublishRound = "publish_round" => Held(&[(VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch)]);
    CancelRound = "cancel_round" => Held(&[(VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (HqBusiness, Bank)]);
    CloseRound = "close_round" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch)]);
    ListRoundEvents = "list_round_events" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    CreateApplication = "create_application" => Held(&[(Rm, Own)]);
    WithdrawApplication = "withdraw_application" => Held(&[(Rm, Own)]);
    ListApplications = "list_applications" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ResolveApplications = "resolve_applications" => Held(&[(VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch)]);
    AssignLot = "assign_lot" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch)]);
    ListAssignments = "list_assignments" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    CheckBid = "check_bid" => Held(&[(Rm, Own)]);
    PlaceBid = "place_bid" => Held(&[(Rm, Own)]);
    ChangeBid = "change_bid" => Held(&[(Rm, Own)]);
    WithdrawBid = "withdraw_bid" => Held(&[(Rm, Own)]);
    ListMyBids = "list_my_bids" => Held(&[(Rm, Own)]);
    GetBidReceipt = "get_bid_receipt" => Held(&[(Rm, Own)]);
    ListBidDigests = "list_bid_digests" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetRoundBook = "get_round_book" => Held(&[(GroupMember, Branch), (HqBusiness, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    StartClearing = "start_clearing" => Held(&[(VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (HqBusiness, Bank)]);
    InterruptClearing = "interrupt_clearing" => Held(&[(VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (HqBusiness, Bank)]);
    GetJob = "get_job" => SignedIn;
    StreamJob = "stream_job" => SignedIn;
    GetRoundResult = "get_round_result" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    GetRoundAward = "get_round_award" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    PublishResult = "publish_result" => Held(&[(VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch)]);
    CreateObjection = "create_objection" => Held(&[(Rm, Own)]);
    ListObjections = "list_objections" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    WithdrawObjection = "withdraw_objection" => Held(&[(Rm, Own)]);
    DecideObjection = "decide_objection" => Held(&[(GroupMember, Branch), (CommitteeMember, Bank)]);
    RequestConfirmation = "request_confirmation" => Held(&[(Supervisor, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch)]);
    ListCommitments = "list_commitments" => Held(&[(Rm, Own), (Supervisor, Branch), (OutletHead, Branch), (VicePresident, Branch), (PresidentAssistant, Branch), (President, Branch), (GroupMember, Branch), (HqBusiness, Bank), (HqCredit, Bank), (HqProduct, Bank), (HqFinance, Bank), (CommitteeMember, Bank), (Auditor, Bank)]);
    ListAudit = "list_audit" => Held(&[(Auditor, Bank)]);
    GetAuditState = "get_audit_state" => Held(&[(Auditor, Bank), (Admin, Bank)]);
    ListAccessLog = "list_access_log" => Held(&[(Auditor, Bank)]);
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
    fn administration_sees_no_client() {
        for action in [Action::ListClients, Action::GetClient, Action::RevealClient, Action::CreateExport] {
            assert_eq!(reach(action, Admin), None, "{}", action.as_str());
        }
    }

    #[test]
    fn nobody_but_a_manager_reaches_sealed_bids() {
        for action in [
            Action::ListMyBids,
            Action::GetBidReceipt,
            Action::PlaceBid,
            Action::ChangeBid,
            Action::WithdrawBid,
        ] {
            for role in Role::ALL {
                assert_eq!(reach(action, *role).is_some(), *role == Rm, "{} {role}", action.as_str());
            }
        }
    }

    #[test]
    fn administration_audit_and_business_exclude_each_other() {
        assert!(exclude(Admin, Auditor) && exclude(Admin, Rm) && exclude(Auditor, President));
        assert!(!exclude(President, GroupMember) && !exclude(Admin, Admin));
    }

    #[test]
    fn the_auditor_changes_nothing() {
        let reads = ["list_", "get_", "download_", "create_export", "stream_", "search"];
        for action in Action::ALL {
            if let Held(grants) = action.grant()
                && grants.iter().any(|(r, _)| *r == Auditor)
            {
                assert!(reads.iter().any(|p| action.as_str().starts_with(p)), "{}", action.as_str());
            }
        }
    }
}
