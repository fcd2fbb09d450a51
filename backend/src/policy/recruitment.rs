//! What a bank decides about recruitment (D4).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rules::DecidingBody;
use crate::error::FieldError;
use crate::text_enum;

text_enum! {
    /// How applicants with equal points are put in order.
    TieRule {
        /// The panel's chair decides, with reason.
        Chair = "chair",
        /// By the criteria in their order; what is equal in all of them is the chair's.
        Criteria = "criteria",
    }
}

/// What a panel scores, and how much it weighs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Names it in scores.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$")]
    pub key: String,
    /// What it is called.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    /// Its weight, in basis points; all add up to 10,000.
    #[schema(minimum = 1, maximum = 10000)]
    pub weight_bps: i32,
}

/// What a bank decides about recruitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RecruitmentPolicy {
    /// What a panel scores: ability and past performance.
    #[schema(min_items = 1, max_items = 10)]
    pub criteria: Vec<Criterion>,
    /// The fewest members of a panel.
    #[schema(minimum = 1, maximum = 15)]
    pub panel_size: u32,
    /// The fewest score sheets that rank an applicant.
    #[schema(minimum = 1, maximum = 15)]
    pub sheets: u32,
    /// The fewest points that may be appointed, of a hundred.
    #[schema(minimum = 0, maximum = 100)]
    pub pass_mark: u32,
    /// How equal points are put in order.
    pub tie_rule: TieRule,
    /// Whether lines of the checklist that nobody has stated yet admit to apply; before an appointment every line is met.
    pub unknown_admits: bool,
    /// Who decides an appointment.
    pub appointed_by: DecidingBody,
    /// Working days of notice after a ranking is announced.
    #[schema(minimum = 1, maximum = 60)]
    pub notice_working_days: u32,
    /// Documents that an applicant may hand in.
    #[schema(minimum = 1, maximum = 30)]
    pub documents: u32,
    /// Months for which documents are kept after they were handed in.
    #[schema(minimum = 6, maximum = 120)]
    pub document_months: u32,
}

impl Default for RecruitmentPolicy {
    fn default() -> Self {
        let criterion =
            |key: &str, name: &str, weight_bps| Criterion { key: key.into(), name: name.into(), weight_bps };
        Self {
            criteria: vec![
                criterion("performance", "工作业绩", 4_000),
                criterion("ability", "业务能力", 3_000),
                criterion("plan", "岗位设想与答辩", 2_000),
                criterion("conduct", "作风与协作", 1_000),
            ],
            panel_size: 3,
            sheets: 2,
            pass_mark: 60,
            tie_rule: TieRule::Chair,
            unknown_admits: true,
            appointed_by: DecidingBody::Branch,
            notice_working_days: 5,
            documents: 10,
            document_months: 24,
        }
    }
}

impl RecruitmentPolicy {
    /// Everything that is wrong with it, each at its field under `/body`.
    pub fn faults(&self) -> Vec<FieldError> {
        let mut out = Vec::new();
        let mut wrong = |pointer: String| {
            out.push(FieldError {
                pointer: format!("/body/recruitment{pointer}"),
                code: "invalid",
                params: serde_json::Map::new(),
                clause: Some("D4"),
            });
        };
        for (i, c) in self.criteria.iter().enumerate() {
            let key = c.key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            let lettered = c.key.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
            let again = self.criteria[..i].iter().any(|other| other.key == c.key);
            if !key || !lettered || again || c.key.len() > 40 {
                wrong(format!("/criteria/{i}/key"));
            }
            if c.name.trim().is_empty() || c.name.chars().count() > 60 {
                wrong(format!("/criteria/{i}/name"));
            }
            if !(1..=10_000).contains(&c.weight_bps) {
                wrong(format!("/criteria/{i}/weight_bps"));
            }
        }
        let sum: i64 = self.criteria.iter().map(|c| i64::from(c.weight_bps)).sum();
        if !(1..=10).contains(&self.criteria.len()) || sum != 10_000 {
            wrong("/criteria".into());
        }
        for (name, value, low, high) in [
            ("panel_size", self.panel_size, 1, 15),
            ("sheets", self.sheets, 1, self.panel_size),
            ("pass_mark", self.pass_mark, 0, 100),
            ("notice_working_days", self.notice_working_days, 1, 60),
            ("documents", self.documents, 1, 30),
            ("document_months", self.document_months, 6, 120),
        ] {
            if !(low..=high).contains(&value) {
                wrong(format!("/{name}"));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_valid() {
        assert!(RecruitmentPolicy::default().faults().is_empty());
    }

    #[test]
    fn weights_add_up_and_keys_are_told_apart() {
        let mut p = RecruitmentPolicy::default();
        p.criteria[0].weight_bps = 3_000;
        p.criteria[1].key = "performance".into();
        p.sheets = 4;
        let found: Vec<String> = p.faults().into_iter().map(|f| f.pointer).collect();
        let at = |p: &str| format!("/body/recruitment/{p}");
        assert_eq!(found, [at("criteria/1/key"), at("criteria"), at("sheets")]);
    }
}
