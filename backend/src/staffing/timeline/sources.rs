//! Where a timeline comes from, and by which room's permission each source is read.

use diesel::QueryResult;

use super::model::{Entry, TimelineKind};
use super::store::{Ask, entry, person, post, recruitment};
use crate::auth::Action;
use crate::db::Conn;

/// Who reads a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Whoever reaches the person with the action.
    Person(Action),
    /// Whoever reaches the row with the action, by its branch or manager.
    Rows(Action),
    /// Whoever sees requests for positions.
    Requests,
}

/// A source: one query.
pub struct Source {
    /// Its name, which orders what falls on one moment; it stands in cursors.
    pub name: &'static str,
    /// What its entries are about.
    pub kind: TimelineKind,
    /// Who reads it.
    pub gate: Gate,
    /// Finds entries.
    pub find: fn(&mut Conn, &Ask<'_>) -> QueryResult<Vec<Entry>>,
}

macro_rules! sources {
    ($($name:tt: $kind:ident, $gate:expr => $find:expr;)+) => {
        /// Every source.
        pub const SOURCES: &[Source] =
            &[$(Source { name: $name, kind: TimelineKind::$kind, gate: $gate, find: $find }),+];
    };
}

use Gate::{Person, Requests, Rows};

sources! {
    "hr_event": Employment, Person(Action::GetEmployee) => person::hr_events;
    "position": Position, Person(Action::GetEmployee) => person::positions_held;
    "position_end": Position, Person(Action::GetEmployee) => person::positions_ended;
    "position_request": Position, Requests => person::position_requests;
    "manager": Manager, Rows(Action::ListManagerHistory) => post::manager_history;
    "term_result": Term, Rows(Action::GetManagerTerm) => post::term_results;
    "term_renewal": Term, Rows(Action::GetManagerTerm) => post::renewals;
    "certification": Certification, Rows(Action::ListCertificationFiles) => entry::files_opened;
    "certification_end": Certification, Rows(Action::ListCertificationFiles) => entry::files_ended;
    "certification_review": Certification, Rows(Action::ListCertificationFiles) => entry::files_reviewed;
    "certificate": Certification, Rows(Action::ListCertificates) => entry::certificates_granted;
    "certificate_review": Certification, Rows(Action::ListCertificates) => entry::certificates_reviewed;
    "grade": Grade, Rows(Action::GetManagerGrade) => post::grade_changes;
    "statement": Qualification, Person(Action::ListQualificationStatements) => entry::statements;
    "rating": Qualification, Person(Action::GetQualification) => entry::ratings_closed;
    "employment": Qualification, Person(Action::GetQualification) => entry::employments_recorded;
    "employment_revoked": Qualification, Person(Action::GetQualification) => entry::employments_revoked;
    "adverse": Register, Person(Action::ListAdverseRecords) => entry::adverse_recorded;
    "adverse_lifted": Register, Person(Action::ListAdverseRecords) => entry::adverse_lifted;
    "exam": Exam, Person(Action::ListExamResults) => entry::exam_results;
    "training": Training, Rows(Action::ListAttendances) => post::training;
    "application": Recruitment, Rows(Action::ListRecruitmentEvents) => recruitment::applications;
    "application_end": Recruitment, Rows(Action::ListRecruitmentEvents) => recruitment::applications_ended;
    "ranking": Recruitment, Rows(Action::ListRecruitmentEvents) => recruitment::rankings;
    "appointment": Recruitment, Rows(Action::ListRecruitmentEvents) => recruitment::appointments;
    "dispatch_proposal": Dispatch, Rows(Action::ListDispatches) => post::dispatches_proposed;
    "dispatch": Dispatch, Rows(Action::ListDispatches) => post::dispatches_begun;
    "dispatch_end": Dispatch, Rows(Action::ListDispatches) => post::dispatches_ended;
    "maintenance": Maintenance, Rows(Action::ListMaintainers) => person::maintenance_begun;
    "maintenance_end": Maintenance, Rows(Action::ListMaintainers) => person::maintenance_ended;
    "leaving": Leaving, Rows(Action::ListLeavings) => person::leaving_acts;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_source_has_a_name_of_its_own_and_every_kind_a_source() {
        let names: BTreeSet<&str> = SOURCES.iter().map(|s| s.name).collect();
        assert_eq!(names.len(), SOURCES.len());
        let kinds: BTreeSet<TimelineKind> = SOURCES.iter().map(|s| s.kind).collect();
        assert_eq!(kinds.into_iter().collect::<Vec<_>>(), TimelineKind::ALL);
    }
}
