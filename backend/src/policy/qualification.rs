//! What a bank decides about qualification (D3, E2.1): which lines apply to whom, and what meets them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::Role;
use crate::error::FieldError;
use crate::staffing::model::{Grade, ManagerClass};
use crate::staffing::qualification::model::{Education, Line, LineKind};
use crate::staffing::qualification::rules::{clause_of, kind_of};
use crate::text_enum;

text_enum! {
    /// How a line's ratings become its points.
    RatingMethod {
        /// The mean of all.
        Mean = "mean",
        /// The mean without the highest and the lowest, where there are five or more.
        TrimmedMean = "trimmed_mean",
    }
}

/// What a bank decides about qualification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct QualificationPolicy {
    /// The checklist's lines; one that is not named applies to nobody.
    #[schema(max_items = 11)]
    pub lines: Vec<LineRule>,
    /// Months in banking; the regulation asks for twelve at least (E2.1).
    #[schema(minimum = 12, maximum = 240)]
    pub months_in_banking: u32,
    /// The lowest education; the regulation asks for junior college at least (E2.1).
    pub education: Education,
    /// Months for which a statement about health counts.
    #[schema(minimum = 1, maximum = 120)]
    pub health_months: u32,
    /// The fewest ratings that a rated line needs.
    #[schema(minimum = 1, maximum = 15)]
    pub raters: u32,
    /// Who may sit on a panel.
    #[schema(min_items = 1, max_items = 16)]
    pub rater_roles: Vec<Role>,
    /// How ratings become points.
    pub rating_method: RatingMethod,
    /// Months for which a panel's ratings count.
    #[schema(minimum = 1, maximum = 120)]
    pub rating_months: u32,
    /// What else the bank asks for, in words (D3.6); absent: nothing.
    #[schema(max_length = 500)]
    pub further: Option<String>,
}

/// To whom a line applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineRule {
    /// The line.
    pub line: Line,
    /// Classes.
    #[schema(min_items = 1, max_items = 2)]
    pub classes: Vec<ManagerClass>,
    /// The lowest grade.
    pub lowest_grade: Grade,
    /// The fewest points of a rated line, of a hundred.
    #[schema(minimum = 1, maximum = 100)]
    pub pass_mark: Option<u32>,
}

impl LineRule {
    /// Whether the line applies to a class and grade.
    pub fn applies(&self, class: ManagerClass, grade: Grade) -> bool {
        self.classes.contains(&class) && self.lowest_grade <= grade
    }
}

/// Whether the regulation asks for a line of everybody who becomes a manager (E2.1).
pub const fn is_entry(line: Line) -> bool {
    matches!(line, Line::Character | Line::Record | Line::Health | Line::Education | Line::Experience)
}

/// The classes for which a line applies at every grade, whatever the bank says.
fn always(line: Line) -> &'static [ManagerClass] {
    match line {
        line if is_entry(line) => &[ManagerClass::A, ManagerClass::B],
        Line::CreditExam => &[ManagerClass::A],
        _ => &[],
    }
}

impl Default for QualificationPolicy {
    fn default() -> Self {
        let both = || vec![ManagerClass::A, ManagerClass::B];
        let rule =
            |line, classes, pass_mark| LineRule { line, classes, lowest_grade: Grade::Trainee, pass_mark };
        Self {
            lines: vec![
                rule(Line::Character, both(), None),
                rule(Line::Innovation, both(), Some(60)),
                rule(Line::Business, both(), Some(60)),
                rule(Line::PublicRelations, both(), Some(60)),
                rule(Line::Image, both(), Some(60)),
                rule(Line::CreditExam, vec![ManagerClass::A], None),
                rule(Line::Record, both(), None),
                rule(Line::Health, both(), None),
                rule(Line::Education, both(), None),
                rule(Line::Experience, both(), None),
            ],
            months_in_banking: 12,
            education: Education::JuniorCollege,
            health_months: 12,
            raters: 3,
            rater_roles: vec![
                Role::Supervisor,
                Role::OutletHead,
                Role::VicePresident,
                Role::PresidentAssistant,
                Role::President,
                Role::GroupMember,
                Role::HqBusiness,
                Role::HqCredit,
                Role::HqProduct,
                Role::HqHr,
                Role::CommitteeMember,
            ],
            rating_method: RatingMethod::Mean,
            rating_months: 24,
            further: None,
        }
    }
}

impl QualificationPolicy {
    /// The rules of the lines that apply to a class and grade, in the checklist's order.
    pub fn rules_for(&self, class: ManagerClass, grade: Grade) -> Vec<&LineRule> {
        let mut out: Vec<&LineRule> = self.lines.iter().filter(|r| r.applies(class, grade)).collect();
        out.sort_by_key(|r| r.line);
        out
    }

    /// Everything that is wrong with it, each at its field under `/body`.
    pub fn faults(&self) -> Vec<FieldError> {
        let mut out = Vec::new();
        let mut wrong = |pointer: String, code: &'static str, clause: &'static str| {
            out.push(FieldError {
                pointer: format!("/body/qualification{pointer}"),
                code,
                params: serde_json::Map::new(),
                clause: Some(clause),
            });
        };
        for (i, r) in self.lines.iter().enumerate() {
            if self.lines[..i].iter().any(|other| other.line == r.line) {
                wrong(format!("/lines/{i}/line"), "duplicate", "D13");
            }
            let fit = |c: &ManagerClass| matches!(c, ManagerClass::A | ManagerClass::B);
            if r.classes.is_empty() || !r.classes.iter().all(fit) {
                wrong(format!("/lines/{i}/classes"), "invalid", "D2");
            }
            let mark = r.pass_mark;
            if (kind_of(r.line) == LineKind::Rated) != mark.is_some()
                || mark.is_some_and(|m| !(1..=100).contains(&m))
            {
                wrong(format!("/lines/{i}/pass_mark"), "invalid", clause_of(r.line));
            }
        }
        for line in Line::ALL {
            for class in always(*line) {
                if !self.lines.iter().any(|r| r.line == *line && r.applies(*class, Grade::Trainee)) {
                    wrong("/lines".into(), "line_required", clause_of(*line));
                }
            }
        }
        let asks_more = self.lines.iter().any(|r| r.line == Line::Further);
        let further = self.further.as_deref().map(str::trim);
        if further.is_some_and(|f| f.is_empty() || f.chars().count() > 500) || asks_more != further.is_some()
        {
            wrong("/further".into(), "invalid", "D3.6");
        }
        if !(12..=240).contains(&self.months_in_banking) {
            wrong("/months_in_banking".into(), "invalid", "E2.1");
        }
        if self.education < Education::JuniorCollege {
            wrong("/education".into(), "invalid", "E2.1");
        }
        for (name, months) in [("health_months", self.health_months), ("rating_months", self.rating_months)] {
            if !(1..=120).contains(&months) {
                wrong(format!("/{name}"), "invalid", "D13");
            }
        }
        if !(1..=15).contains(&self.raters) {
            wrong("/raters".into(), "invalid", "D13");
        }
        if self.rater_roles.is_empty() || self.rater_roles.len() > Role::ALL.len() {
            wrong("/rater_roles".into(), "invalid", "D13");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_valid_and_ask_a_for_the_credit_examination() {
        let p = QualificationPolicy::default();
        assert!(p.faults().is_empty());
        let lines =
            |class| -> Vec<Line> { p.rules_for(class, Grade::Level3).into_iter().map(|r| r.line).collect() };
        assert!(lines(ManagerClass::A).contains(&Line::CreditExam));
        assert!(!lines(ManagerClass::B).contains(&Line::CreditExam));
        assert_eq!(lines(ManagerClass::B).len(), 9);
    }

    #[test]
    fn what_the_regulation_asks_for_cannot_be_dropped_or_lowered() {
        let mut p = QualificationPolicy {
            months_in_banking: 11,
            education: Education::Secondary,
            ..Default::default()
        };
        p.lines.retain(|r| r.line != Line::Record);
        for r in &mut p.lines {
            if r.line == Line::CreditExam {
                r.lowest_grade = Grade::Level1;
            }
        }
        let found: Vec<(String, Option<&str>)> =
            p.faults().into_iter().map(|f| (f.pointer, f.clause)).collect();
        let at = |p: &str, c| (format!("/body/qualification/{p}"), Some(c));
        // The record is missing for either class.
        assert_eq!(
            found,
            [
                at("lines", "D3.6"),
                at("lines", "E2.1"),
                at("lines", "E2.1"),
                at("months_in_banking", "E2.1"),
                at("education", "E2.1")
            ]
        );
    }

    #[test]
    fn a_rated_line_needs_a_mark_and_no_other_has_one() {
        let mut p = QualificationPolicy::default();
        p.lines[1].pass_mark = None;
        p.lines[0].pass_mark = Some(60);
        let found: Vec<String> = p.faults().into_iter().map(|f| f.pointer).collect();
        assert_eq!(found, ["/body/qualification/lines/0/pass_mark", "/body/qualification/lines/1/pass_mark"]);
    }

    #[test]
    fn what_else_is_asked_for_is_said_in_words() {
        let mut p =
            QualificationPolicy { further: Some("持有反洗钱培训证书".into()), ..Default::default() };
        assert_eq!(p.faults().len(), 1);
        p.lines.push(LineRule {
            line: Line::Further,
            classes: vec![ManagerClass::A],
            lowest_grade: Grade::Level2,
            pass_mark: None,
        });
        assert!(p.faults().is_empty());
        assert!(!p.rules_for(ManagerClass::A, Grade::Level3).iter().any(|r| r.line == Line::Further));
    }
}
