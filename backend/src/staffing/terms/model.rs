//! Rows of terms.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::approvals::RequestId;
use crate::db::Ts;
use crate::db::schema::{bank_terms, term_notices, term_renewals, term_results};
use crate::identity::model::UserId;
use crate::staffing::model::ManagerId;
use crate::{id, text_enum};

id! {
    /// A term of the bank.
    BankTermId
}
id! {
    /// What an assessment at a term's end came to.
    TermResultId
}
id! {
    /// A renewal that was decided.
    RenewalId
}

text_enum! {
    /// How a manager's term stands on a day.
    TermStanding {
        /// It has not begun.
        Coming = "coming",
        /// It runs.
        Running = "running",
        /// It runs, and will soon have ended.
        Ending = "ending",
        /// It has ended: no standing.
        Lapsed = "lapsed",
        /// It runs and has no end.
        Open = "open",
    }
}

text_enum! {
    /// Where a result comes from.
    ResultSource {
        /// Entered by a person.
        Entered = "entered",
        /// A final run of an assessment.
        Assessment = "assessment",
    }
}

text_enum! {
    /// What somebody was told of a term.
    TermNotice {
        /// That it will end.
        Ending = "ending",
        /// That it has ended.
        Lapsed = "lapsed",
    }
}

/// A term of the bank; `valid_to` is the first day after.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = bank_terms)]
pub struct BankTerm {
    pub id: BankTermId,
    pub name: String,
    pub valid_from: NaiveDate,
    pub valid_to: NaiveDate,
    pub version: i64,
    pub created_by: UserId,
    pub created_at: Ts,
}

/// What the assessment of a manager's term came to; never changed: a correction is a newer one.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = term_results)]
pub struct TermResult {
    pub id: TermResultId,
    pub manager_id: ManagerId,
    /// End of the term that it is of.
    pub term_to: NaiveDate,
    pub period_from: NaiveDate,
    /// Last day of the period.
    pub period_to: NaiveDate,
    pub passed: bool,
    pub evidence: String,
    pub assessed_on: NaiveDate,
    pub source: ResultSource,
    pub entered_by: Option<UserId>,
    pub entered_at: Ts,
}

/// A renewal that was decided; never changed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = term_renewals)]
pub struct Renewal {
    pub id: RenewalId,
    pub manager_id: ManagerId,
    pub result_id: TermResultId,
    pub bank_term_id: BankTermId,
    pub request_id: RequestId,
    /// End of the term before.
    pub ended_on: NaiveDate,
    pub valid_from: NaiveDate,
    pub valid_to: NaiveDate,
    pub decided_by: Option<UserId>,
    pub decided_at: Ts,
}

/// That a manager was told of a term's end.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = term_notices)]
pub struct NoticeRow {
    pub manager_id: ManagerId,
    pub term_to: NaiveDate,
    pub kind: TermNotice,
    pub at: Ts,
}
