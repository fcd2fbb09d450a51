//! The policy itself, its defaults and its checks.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::certification::CertificationPolicy;
use super::qualification::QualificationPolicy;
use super::recruitment::RecruitmentPolicy;
use crate::error::FieldError;
use crate::staffing::model::Grade;
use crate::text_enum;

text_enum! {
    /// Who decides about a manager's appointment, term or grade.
    DecidingBody {
        /// The branch: its president.
        Branch = "branch",
        /// Head office's committee.
        Committee = "committee",
    }
}

/// Everything a bank decides for itself, as far as the features built so far use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// The currency that worth and exposure are counted in, ISO 4217.
    #[schema(min_length = 3, max_length = 3)]
    pub base_currency: String,
    /// How many clients a grade may hold, and with how much credit (E2.2, E4.2).
    #[schema(max_items = 5)]
    pub capacity: Vec<GradeCapacity>,
    /// The lowest grade that may look after a client, by what the client is (E2.2, E4.2); the highest of the
    /// rules that apply counts.
    #[schema(max_items = 40)]
    pub grade_rules: Vec<GradeRule>,
    /// How a client's worth is counted for allocation.
    pub worth: WorthWeights,
    /// Working days of notice after a result is published.
    #[schema(minimum = 1, maximum = 60)]
    pub notice_working_days: u32,
    /// Whether an upheld objection starts the notice period again.
    pub notice_restarts: bool,
    /// A committed value of one stands for this many fen.
    #[schema(minimum = 1, maximum = 100000000000i64)]
    pub value_unit_fen: i64,
    /// Limits of a clearing.
    pub clearing: ClearingLimits,
    /// Limits of an export.
    pub export: ExportLimits,
    /// Years for which a former client's personal data are kept after the last account was closed; the law against
    /// money laundering asks for ten.
    #[serde(default = "ten")]
    #[schema(minimum = 10, maximum = 100)]
    pub client_data_kept_years: u32,
    /// Training events that head office owes each manager in a year (D8.2).
    #[serde(default = "two")]
    #[schema(minimum = 0, maximum = 100)]
    pub trainings_per_year: u32,
    /// Days before an examination's result lapses from which its holder is warned (E2.3).
    #[serde(default = "ninety")]
    #[schema(minimum = 0, maximum = 365)]
    pub exam_warning_days: u32,
    /// What somebody must meet to be a manager (D3, E2.1).
    pub qualification: QualificationPolicy,
    /// Days before a manager's term ends from which it is warned of (D4).
    #[serde(default = "ninety")]
    #[schema(minimum = 1, maximum = 3660)]
    pub term_warning_days: u32,
    /// Who decides the renewal of a manager's term (D4, D8.1).
    #[serde(default = "branch")]
    pub renewal_body: DecidingBody,
    /// Grades: standards, certification, demotion (E2.2–E2.4, E3.3).
    pub certification: CertificationPolicy,
    /// The lowest grade that may be sent to other branches (E4.2).
    #[serde(default = "senior")]
    pub dispatch_lowest_grade: Grade,
    /// How managers are recruited (D4).
    pub recruitment: RecruitmentPolicy,
    /// A public figure that joins the draw, named at publication and fixed after closing; absent: none.
    #[schema(max_length = 200)]
    pub draw_beacon: Option<String>,
}

/// What a grade may hold; absent limits are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeCapacity {
    /// Grade.
    pub grade: Grade,
    /// Clients in all.
    #[schema(minimum = 0, maximum = 100000)]
    pub clients: Option<u32>,
    /// Core clients among them.
    #[schema(minimum = 0, maximum = 100000)]
    pub core_clients: Option<u32>,
    /// Credit outstanding, in fen.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub exposure_fen: Option<i64>,
}

/// A kind of client and the lowest grade for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeRule {
    /// `standing:core`, `size:large`, or `flag:<flag>`.
    #[schema(min_length = 6, max_length = 60, pattern = "^(standing|size|flag):[a-z_]+$")]
    pub when: String,
    /// The lowest grade.
    pub grade: Grade,
}

/// Basis points of an account's average daily balance that count as worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WorthWeights {
    /// Days that the average runs over, up to the day before.
    #[schema(minimum = 1, maximum = 366)]
    pub days: u32,
    /// Corporate deposits.
    #[schema(minimum = 0, maximum = 100000)]
    pub corporate_deposit_bps: i32,
    /// Personal deposits.
    #[schema(minimum = 0, maximum = 100000)]
    pub personal_deposit_bps: i32,
    /// Loans.
    #[schema(minimum = 0, maximum = 100000)]
    pub loan_bps: i32,
    /// Intermediary products.
    #[schema(minimum = 0, maximum = 100000)]
    pub intermediary_bps: i32,
}

/// Limits of a clearing; what ends first stops it with its proven gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClearingLimits {
    /// Seconds.
    #[schema(minimum = 1, maximum = 86400)]
    pub time_limit_s: u32,
    /// Work units (the solver's deterministic count); absent: none.
    #[schema(minimum = 1, maximum = 9007199254740991i64)]
    pub work_limit: Option<u64>,
    /// Threads.
    #[schema(minimum = 1, maximum = 64)]
    pub threads: u32,
}

/// Limits of an export of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportLimits {
    /// At most this many rows; a list with more is not exported.
    #[schema(minimum = 1, maximum = 50000)]
    pub max_rows: u32,
    /// Hours that the file is kept.
    #[schema(minimum = 1, maximum = 168)]
    pub keep_hours: u32,
}

fn ten() -> u32 {
    10
}

fn ninety() -> u32 {
    90
}

fn branch() -> DecidingBody {
    DecidingBody::Branch
}

fn senior() -> Grade {
    Grade::Senior
}

fn two() -> u32 {
    2
}

impl Default for Policy {
    fn default() -> Self {
        let cap = |grade, clients, core, wan: i64| GradeCapacity {
            grade,
            clients: Some(clients),
            core_clients: Some(core),
            exposure_fen: Some(wan * 1_000_000),
        };
        let rule = |when: &str, grade| GradeRule { when: when.to_owned(), grade };
        Self {
            base_currency: "CNY".to_owned(),
            capacity: vec![
                cap(Grade::Trainee, 40, 0, 2_000),
                cap(Grade::Level3, 80, 0, 8_000),
                cap(Grade::Level2, 120, 4, 20_000),
                cap(Grade::Level1, 160, 12, 60_000),
                cap(Grade::Senior, 200, 60, 200_000),
            ],
            grade_rules: vec![
                rule("standing:core", Grade::Senior),
                rule("size:large", Grade::Level1),
                rule("size:medium", Grade::Level3),
                rule("flag:high_value", Grade::Level2),
                rule("flag:complex_need", Grade::Level1),
                rule("flag:risk_business", Grade::Level1),
                rule("flag:risk_present", Grade::Level1),
            ],
            worth: WorthWeights {
                days: 90,
                corporate_deposit_bps: 10_000,
                personal_deposit_bps: 10_000,
                loan_bps: 10_000,
                intermediary_bps: 0,
            },
            notice_working_days: 5,
            notice_restarts: true,
            value_unit_fen: 1_000_000,
            clearing: ClearingLimits { time_limit_s: 60, work_limit: None, threads: 1 },
            export: ExportLimits { max_rows: 20_000, keep_hours: 24 },
            client_data_kept_years: ten(),
            trainings_per_year: two(),
            exam_warning_days: ninety(),
            qualification: QualificationPolicy::default(),
            term_warning_days: ninety(),
            renewal_body: branch(),
            certification: CertificationPolicy::default(),
            dispatch_lowest_grade: senior(),
            recruitment: RecruitmentPolicy::default(),
            draw_beacon: None,
        }
    }
}

impl Policy {
    /// What a grade may hold; a grade without a line has no limit.
    pub fn capacity_of(&self, grade: Grade) -> Option<&GradeCapacity> {
        self.capacity.iter().find(|c| c.grade == grade)
    }

    /// The lowest grade for a client of this standing, size and flags; none where no rule applies.
    pub fn grade_needed(
        &self,
        standing: Option<&str>,
        size: Option<&str>,
        flags: &[String],
    ) -> Option<Grade> {
        self.grade_rules
            .iter()
            .filter(|r| match r.when.split_once(':') {
                Some(("standing", v)) => standing == Some(v),
                Some(("size", v)) => size == Some(v),
                Some(("flag", v)) => flags.iter().any(|f| f == v),
                _ => false,
            })
            .map(|r| r.grade)
            .max()
    }

    /// Everything that is wrong with it, each at its field under `/body`.
    pub fn faults(&self) -> Vec<FieldError> {
        let mut out = Vec::new();
        let mut wrong = |pointer: String, code: &'static str| {
            out.push(FieldError {
                pointer: format!("/body{pointer}"),
                code,
                params: serde_json::Map::new(),
                clause: Some("D13"),
            });
        };
        if self.base_currency.len() != 3 || !self.base_currency.bytes().all(|b| b.is_ascii_uppercase()) {
            wrong("/base_currency".into(), "invalid");
        }
        if self.trainings_per_year > 100 {
            wrong("/trainings_per_year".into(), "invalid");
        }
        if self.exam_warning_days > 365 {
            wrong("/exam_warning_days".into(), "invalid");
        }
        if !(1..=3_660).contains(&self.term_warning_days) {
            wrong("/term_warning_days".into(), "invalid");
        }
        if !(10..=100).contains(&self.client_data_kept_years) {
            wrong("/client_data_kept_years".into(), "invalid");
        }
        for (i, c) in self.capacity.iter().enumerate() {
            if self.capacity[..i].iter().any(|other| other.grade == c.grade) {
                wrong(format!("/capacity/{i}/grade"), "duplicate");
            }
            if c.exposure_fen.is_some_and(|e| !(0..=9_007_199_254_740_991).contains(&e)) {
                wrong(format!("/capacity/{i}/exposure_fen"), "invalid");
            }
            if let (Some(all), Some(core)) = (c.clients, c.core_clients)
                && core > all
            {
                wrong(format!("/capacity/{i}/core_clients"), "invalid");
            }
        }
        for (i, r) in self.grade_rules.iter().enumerate() {
            let known = match r.when.split_once(':') {
                Some(("standing", v)) => ["core", "basic", "other"].contains(&v),
                Some(("size", v)) => ["large", "medium", "small"].contains(&v),
                Some(("flag", v)) => FLAGS.contains(&v),
                _ => false,
            };
            if !known {
                wrong(format!("/grade_rules/{i}/when"), "unknown_value");
            }
        }
        let w = &self.worth;
        if !(1..=366).contains(&w.days) {
            wrong("/worth/days".into(), "invalid");
        }
        for (name, bps) in [
            ("corporate_deposit_bps", w.corporate_deposit_bps),
            ("personal_deposit_bps", w.personal_deposit_bps),
            ("loan_bps", w.loan_bps),
            ("intermediary_bps", w.intermediary_bps),
        ] {
            if !(0..=100_000).contains(&bps) {
                wrong(format!("/worth/{name}"), "invalid");
            }
        }
        if !(1..=60).contains(&self.notice_working_days) {
            wrong("/notice_working_days".into(), "invalid");
        }
        if !(1..=100_000_000_000).contains(&self.value_unit_fen) {
            wrong("/value_unit_fen".into(), "invalid");
        }
        if !(1..=86_400).contains(&self.clearing.time_limit_s) {
            wrong("/clearing/time_limit_s".into(), "invalid");
        }
        if !(1..=64).contains(&self.clearing.threads) {
            wrong("/clearing/threads".into(), "invalid");
        }
        if !(1..=50_000).contains(&self.export.max_rows) {
            wrong("/export/max_rows".into(), "invalid");
        }
        if !(1..=168).contains(&self.export.keep_hours) {
            wrong("/export/keep_hours".into(), "invalid");
        }
        if self.draw_beacon.as_ref().is_some_and(|b| b.is_empty() || b.chars().count() > 200) {
            wrong("/draw_beacon".into(), "invalid");
        }
        out.extend(self.qualification.faults());
        out.extend(self.certification.faults());
        out.extend(self.recruitment.faults());
        out
    }
}

/// The flags that a client may carry (E4.2, D7.3).
pub const FLAGS: &[&str] = &[
    "high_value",
    "quality",
    "key",
    "complex_need",
    "risk_business",
    "risk_present",
    "risk_latent",
    "abnormal_present",
    "abnormal_predicted",
    "first_development",
    "new_product",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_valid() {
        assert!(Policy::default().faults().is_empty());
    }

    #[test]
    fn a_document_without_a_field_gets_its_default() {
        let p: Policy = serde_json::from_str(r#"{"notice_working_days": 7}"#).unwrap();
        assert_eq!((p.notice_working_days, p.value_unit_fen), (7, 1_000_000));
    }

    #[test]
    fn the_highest_applicable_rule_decides() {
        let p = Policy::default();
        assert_eq!(p.grade_needed(Some("core"), Some("small"), &[]), Some(Grade::Senior));
        assert_eq!(
            p.grade_needed(Some("basic"), Some("medium"), &["high_value".into()]),
            Some(Grade::Level2)
        );
        assert_eq!(p.grade_needed(None, Some("small"), &[]), None);
    }

    #[test]
    fn each_fault_is_named_at_its_field() {
        let mut p = Policy { notice_working_days: 0, ..Policy::default() };
        p.grade_rules.push(GradeRule { when: "colour:red".into(), grade: Grade::Senior });
        p.capacity.push(p.capacity[0].clone());
        let pointers: Vec<String> = p.faults().into_iter().map(|f| f.pointer).collect();
        assert_eq!(
            pointers,
            ["/body/capacity/5/grade", "/body/grade_rules/7/when", "/body/notice_working_days"]
        );
    }
}
