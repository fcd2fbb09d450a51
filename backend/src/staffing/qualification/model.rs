//! Rows of qualification.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::Ts;
use crate::db::schema::{
    adverse_records, employments, qualification_statements, rating_panel_raters, rating_panels, ratings,
};
use crate::identity::model::UserId;
use crate::org::model::EmployeeId;
use crate::{id, text_enum};

id! {
    /// A statement about a line.
    StatementId
}
id! {
    /// Somebody's time in banking elsewhere.
    EmploymentId
}
id! {
    /// An adverse record.
    AdverseId
}
id! {
    /// A panel that rates somebody.
    RatingPanelId
}

text_enum! {
    /// A line of the checklist.
    Line {
        /// Lawful, honest, ethical (D3.1, E2.1).
        Character = "character",
        /// Designs solutions (D3.2).
        Innovation = "innovation",
        /// Knows the bank's business (D3.3).
        Business = "business",
        /// Deals with people, inside and outside (D3.4).
        PublicRelations = "public_relations",
        /// Represents the bank (D3.5).
        Image = "image",
        /// Passed the credit officer's examination (D3.6).
        CreditExam = "credit_exam",
        /// What else the bank asks for (D3.6).
        Further = "further",
        /// No adverse record in business (E2.1).
        Record = "record",
        /// Health (E2.1).
        Health = "health",
        /// Education (E2.1).
        Education = "education",
        /// Time in banking (E2.1).
        Experience = "experience",
    }
}

text_enum! {
    /// How a line comes about.
    LineKind {
        /// From what the system knows; nobody types it in.
        Computed = "computed",
        /// Somebody says so, with evidence.
        Stated = "stated",
        /// A panel's ratings.
        Rated = "rated",
    }
}

text_enum! {
    /// How a line stands.
    LineOutcome {
        /// Met.
        Passed = "passed",
        /// Not met.
        Failed = "failed",
        /// Nobody has said, or what was said counts no more.
        Unknown = "unknown",
    }
}

text_enum! {
    /// Education, lowest first.
    Education {
        /// Below a college.
        Secondary = "secondary",
        /// Junior college.
        JuniorCollege = "junior_college",
        /// Bachelor.
        Bachelor = "bachelor",
        /// Master.
        Master = "master",
        /// Doctor.
        Doctorate = "doctorate",
    }
}

text_enum! {
    /// What an adverse record is about.
    AdverseKind {
        /// Fault in business.
        BusinessFault = "business_fault",
        /// Misconduct.
        Misconduct = "misconduct",
        /// A sanction by the bank or an authority.
        Sanction = "sanction",
        /// Dishonesty, bad credit of one's own among it.
        Dishonesty = "dishonesty",
        /// Something else.
        Other = "other",
    }
}

text_enum! {
    /// Where an adverse record comes from.
    AdverseSource {
        /// Entered by head office's human resources.
        Register = "register",
        /// Follows from a decision on conduct.
        Conduct = "conduct",
    }
}

text_enum! {
    /// How far a panel is.
    RatingPanelState {
        /// Its members rate.
        Open = "open",
        /// Its ratings count.
        Closed = "closed",
        /// Called off.
        Cancelled = "cancelled",
    }
}

/// A statement about a line; never changed, and overtaken by the next one of the line.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = qualification_statements)]
pub struct Statement {
    pub id: StatementId,
    pub employee_id: EmployeeId,
    pub line: Line,
    /// Absent where a level of education is stated.
    pub outcome: Option<LineOutcome>,
    pub education: Option<Education>,
    pub evidence: String,
    /// Who or what the evidence comes from.
    pub source: String,
    /// The day that the evidence is of.
    pub stated_on: NaiveDate,
    pub stated_by: UserId,
    pub stated_at: Ts,
}

/// Time in banking elsewhere; `to_on` is the first day after.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = employments)]
pub struct Employment {
    pub id: EmploymentId,
    pub employee_id: EmployeeId,
    pub employer: String,
    pub post: String,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
    pub evidence: String,
    pub recorded_by: UserId,
    pub recorded_at: Ts,
    pub revoked_by: Option<UserId>,
    pub revoked_at: Option<Ts>,
    /// Why it was revoked.
    pub reason: Option<String>,
    pub version: i64,
}

/// An adverse record; it counts from its day until it ends or is lifted.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = adverse_records)]
pub struct Adverse {
    pub id: AdverseId,
    pub employee_id: EmployeeId,
    pub kind: AdverseKind,
    pub description: String,
    pub evidence: String,
    pub occurred_on: NaiveDate,
    pub counts_from: NaiveDate,
    /// The first day on which it counts no more; absent: until it is lifted.
    pub counts_to: Option<NaiveDate>,
    pub source: AdverseSource,
    pub entered_by: Option<UserId>,
    pub entered_at: Ts,
    pub lifted_on: Option<NaiveDate>,
    pub lifted_by: Option<UserId>,
    pub lifted_at: Option<Ts>,
    /// Why it was lifted.
    pub reason: Option<String>,
    pub version: i64,
}

/// A panel.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = rating_panels)]
pub struct RatingPanel {
    pub id: RatingPanelId,
    pub employee_id: EmployeeId,
    pub state: RatingPanelState,
    pub due_on: NaiveDate,
    /// Why it was called off.
    pub reason: Option<String>,
    pub convened_by: UserId,
    pub convened_at: Ts,
    pub ended_at: Option<Ts>,
    pub version: i64,
}

/// A member of a panel.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = rating_panel_raters)]
pub struct Rater {
    pub panel_id: RatingPanelId,
    pub employee_id: EmployeeId,
    pub rated_at: Option<Ts>,
}

/// A member's rating of a line, never changed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = ratings)]
pub struct Rating {
    pub panel_id: RatingPanelId,
    pub employee_id: EmployeeId,
    pub line: Line,
    pub points: i32,
    pub remark: Option<String>,
}
