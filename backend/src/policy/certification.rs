//! What head office decides about grades (E2.2–E2.4, E3.3): the standard of each grade, who certifies, how long it counts.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rules::DecidingBody;
use crate::error::FieldError;
use crate::staffing::model::Grade;
use crate::text_enum;

text_enum! {
    /// How a demotion that an assessment asks for comes about (E3.3).
    DemotionMode {
        /// By itself, as soon as the final assessment is in; one that somebody enters is decided by who certifies.
        Automatic = "automatic",
        /// Who certifies the grade that is lost decides (E2.4).
        Certifier = "certifier",
        /// Head office's committee decides (D11.2).
        Committee = "committee",
    }
}

/// What a grade asks for: how much each part weighs, together 10,000 basis points, and what passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeStandard {
    /// The grade.
    pub grade: Grade,
    /// Performance in business.
    #[schema(minimum = 0, maximum = 10000)]
    pub performance_bps: i32,
    /// Ability and experience.
    #[schema(minimum = 0, maximum = 10000)]
    pub ability_bps: i32,
    /// The written examination.
    #[schema(minimum = 0, maximum = 10000)]
    pub written_bps: i32,
    /// The oral examination.
    #[schema(minimum = 0, maximum = 10000)]
    pub oral_bps: i32,
    /// The design of a case.
    #[schema(minimum = 0, maximum = 10000)]
    pub case_design_bps: i32,
    /// Practice.
    #[schema(minimum = 0, maximum = 10000)]
    pub practice_bps: i32,
    /// The least total that passes.
    #[schema(minimum = 1, maximum = 10000)]
    pub pass_bps: i32,
    /// The least that each part needs, where it weighs anything.
    #[schema(minimum = 0, maximum = 10000)]
    pub part_floor_bps: i32,
}

impl GradeStandard {
    /// The six weights.
    pub fn weights(&self) -> [i32; 6] {
        [
            self.performance_bps,
            self.ability_bps,
            self.written_bps,
            self.oral_bps,
            self.case_design_bps,
            self.practice_bps,
        ]
    }
}

/// What head office decides about grades.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CertificationPolicy {
    /// One standard for each grade.
    #[schema(min_items = 5, max_items = 5)]
    pub standards: Vec<GradeStandard>,
    /// Months for which a certificate counts, to the day (E2.3).
    #[schema(minimum = 1, maximum = 120)]
    pub certificate_months: u32,
    /// Days before it lapses from which its holder is warned.
    #[schema(minimum = 0, maximum = 365)]
    pub warning_days: u32,
    /// Who certifies level 1 and below: the branch stands for the regional one in a bank of two tiers (E2.4).
    pub lower_body: DecidingBody,
    /// Whether head office may overturn what a branch certified (E2.4).
    pub may_overturn: bool,
    /// How demotions come about (E3.3).
    pub demotion: DemotionMode,
    /// Whether a manager whose certificate has lapsed gets no client in a round that needs a grade (E2.3). Whoever has
    /// no certificate on file is not meant.
    pub lapsed_limits_bidding: bool,
    /// Whether a line of the checklist that the regulation asks of everybody (E2.1) and nobody has stated stands in the
    /// way of a certification's decision.
    pub unknown_blocks: bool,
}

impl Default for CertificationPolicy {
    fn default() -> Self {
        let standard = |grade, w: [i32; 6], pass_bps, part_floor_bps| GradeStandard {
            grade,
            performance_bps: w[0],
            ability_bps: w[1],
            written_bps: w[2],
            oral_bps: w[3],
            case_design_bps: w[4],
            practice_bps: w[5],
            pass_bps,
            part_floor_bps,
        };
        Self {
            standards: vec![
                standard(Grade::Trainee, [0, 2_000, 4_000, 2_000, 1_000, 1_000], 6_000, 5_000),
                standard(Grade::Level3, [2_000, 1_500, 3_000, 1_500, 1_000, 1_000], 6_000, 5_000),
                standard(Grade::Level2, [3_000, 1_500, 2_500, 1_000, 1_000, 1_000], 6_500, 5_000),
                standard(Grade::Level1, [3_500, 1_500, 2_000, 1_000, 1_000, 1_000], 7_000, 6_000),
                standard(Grade::Senior, [4_000, 1_500, 1_500, 1_000, 1_000, 1_000], 7_500, 6_000),
            ],
            certificate_months: 24,
            warning_days: 90,
            lower_body: DecidingBody::Branch,
            may_overturn: true,
            demotion: DemotionMode::Committee,
            lapsed_limits_bidding: true,
            unknown_blocks: true,
        }
    }
}

impl CertificationPolicy {
    /// A grade's standard; checked to be there when the policy is proposed.
    pub fn standard(&self, grade: Grade) -> Option<&GradeStandard> {
        self.standards.iter().find(|s| s.grade == grade)
    }

    /// Who certifies a grade (E2.4); the committee for who belongs to no branch.
    pub fn body(&self, grade: Grade, has_branch: bool) -> DecidingBody {
        if grade == Grade::Senior || !has_branch { DecidingBody::Committee } else { self.lower_body }
    }

    /// Everything that is wrong with it, each at its field under `/body/certification`.
    pub fn faults(&self) -> Vec<FieldError> {
        let mut out = Vec::new();
        let mut wrong = |pointer: String, code: &'static str| {
            out.push(FieldError {
                pointer: format!("/body/certification{pointer}"),
                code,
                params: serde_json::Map::new(),
                clause: Some("E2.4"),
            });
        };
        if Grade::ALL.iter().any(|g| self.standard(*g).is_none()) {
            wrong("/standards".into(), "required");
        }
        for (i, s) in self.standards.iter().enumerate() {
            if self.standards[..i].iter().any(|other| other.grade == s.grade) {
                wrong(format!("/standards/{i}/grade"), "duplicate");
            }
            let parts = s.weights();
            let whole = parts.iter().map(|w| i64::from(*w)).sum::<i64>() == 10_000;
            if !whole || parts.iter().any(|w| !(0..=10_000).contains(w)) {
                wrong(format!("/standards/{i}/performance_bps"), "weights");
            }
            if !(1..=10_000).contains(&s.pass_bps) {
                wrong(format!("/standards/{i}/pass_bps"), "invalid");
            }
            if !(0..=10_000).contains(&s.part_floor_bps) {
                wrong(format!("/standards/{i}/part_floor_bps"), "invalid");
            }
        }
        if !(1..=120).contains(&self.certificate_months) {
            wrong("/certificate_months".into(), "invalid");
        }
        if self.warning_days > 365 {
            wrong("/warning_days".into(), "invalid");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_whole() {
        assert!(CertificationPolicy::default().faults().is_empty());
    }

    #[test]
    fn senior_is_head_offices_whatever_the_tiers() {
        let p = CertificationPolicy::default();
        assert_eq!(p.body(Grade::Senior, true), DecidingBody::Committee);
        assert_eq!(p.body(Grade::Level1, true), DecidingBody::Branch);
        assert_eq!(p.body(Grade::Level1, false), DecidingBody::Committee);
        let head = CertificationPolicy { lower_body: DecidingBody::Committee, ..p };
        assert_eq!(head.body(Grade::Trainee, true), DecidingBody::Committee);
    }

    #[test]
    fn weights_that_do_not_add_up_are_named() {
        let mut p = CertificationPolicy::default();
        p.standards[2].oral_bps += 1;
        p.standards.swap(0, 4);
        p.standards.pop();
        let faults: Vec<String> = p.faults().into_iter().map(|f| f.pointer).collect();
        assert_eq!(
            faults,
            ["/body/certification/standards", "/body/certification/standards/2/performance_bps"]
        );
    }
}
