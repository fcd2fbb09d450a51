//! Drawing papers, marking, and how long a result counts. Everything here is a function of its arguments alone.

use chrono::{Duration, Months, NaiveDate};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use super::model::*;
use crate::db::Ts;
use crate::error::{AppError, Code, FieldError};
use crate::text_enum;

/// A result counts for so many months (E2.3).
pub const MONTHS: u32 = 24;
/// An option's characters at most.
const OPTION_CHARS: usize = 500;

/// What a draw needs to know of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawable {
    /// The question.
    pub id: QuestionId,
    /// Its code, by which it is drawn.
    pub code: String,
    /// Area.
    pub area: Area,
    /// Kind.
    pub kind: QuestionKind,
    /// The adopted version.
    pub number: i32,
    /// Its difficulty.
    pub difficulty: i32,
    /// Its points.
    pub points: i32,
}

/// A keyed digest: what the draw and the order of a sitting are made of.
fn keyed(seed: &[u8; 32], parts: &[&str]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(seed).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().into()
}

/// Draws a paper: for each rule in turn, of the questions that fit and were not drawn before, those with the smallest
/// HMAC-SHA-256 of their code under the seed. The paper's order is by kind, area and code.
///
/// The order of the bank does not matter, and a question's chance does not depend on its code. Error: the rule's
/// index and how many fit, where they are too few.
pub fn draw(
    seed: &[u8; 32],
    bank: &[Drawable],
    rules: &[PaperRule],
) -> Result<Vec<Drawable>, (usize, usize)> {
    let mut paper: Vec<Drawable> = Vec::new();
    for (i, rule) in rules.iter().enumerate() {
        let mut fitting: Vec<&Drawable> = bank
            .iter()
            .filter(|q| q.area == rule.area && q.kind == rule.kind)
            .filter(|q| rule.difficulty.is_none_or(|d| q.difficulty == d))
            .filter(|q| paper.iter().all(|p| p.id != q.id))
            .collect();
        let count = rule.count as usize;
        if fitting.len() < count {
            return Err((i, fitting.len()));
        }
        fitting.sort_by_cached_key(|q| (keyed(seed, &["kejing/exam-draw/v1", &q.code]), q.code.clone()));
        paper.extend(fitting.into_iter().take(count).cloned());
    }
    paper.sort_by(|a, b| (a.kind, a.area, &a.code).cmp(&(b.kind, b.area, &b.code)));
    Ok(paper)
}

/// What the audit keeps of a seed while nobody may know the paper: its SHA-256, in hexadecimal.
pub fn digest(seed: &[u8; 32]) -> String {
    hex::encode(Sha256::digest(seed))
}

/// The order in which a sitting shows the paper: places by kind, within a kind shuffled for this sitting.
pub fn order(seed: &[u8; 32], sitting: SittingId, paper: &[(i32, QuestionKind)]) -> Vec<i32> {
    let sitting = sitting.to_string();
    let mut out = paper.to_vec();
    out.sort_by_cached_key(|(place, kind)| {
        (*kind, keyed(seed, &["kejing/exam-order/v1", &sitting, &place.to_string()]))
    });
    out.into_iter().map(|(place, _)| place).collect()
}

/// The order in which a sitting shows a question's options: shown index to the paper's.
pub fn option_order(seed: &[u8; 32], sitting: SittingId, place: i32, count: usize) -> Vec<u32> {
    let (sitting, place) = (sitting.to_string(), place.to_string());
    let mut out: Vec<u32> = (0..count as u32).collect();
    out.sort_by_cached_key(|i| keyed(seed, &["kejing/exam-options/v1", &sitting, &place, &i.to_string()]));
    out
}

/// The points of an objective answer: all of them where exactly the right options were chosen; of a question with
/// several right ones half, rounded down, where some were chosen and no wrong one; else none.
pub fn objective_points(kind: QuestionKind, right: &[u32], chosen: &[u32], points: i32) -> i32 {
    let mut chosen = chosen.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() {
        return 0;
    }
    if chosen == right {
        return points;
    }
    let only_right = chosen.iter().all(|c| right.contains(c));
    if kind == QuestionKind::Multiple && only_right { points / 2 } else { 0 }
}

/// What marks of a written answer come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// Another mark is needed.
    Open,
    /// They came to these points.
    Points(i32),
}

/// The mean of two marks; a half counts up.
fn mean(a: i32, b: i32) -> i32 {
    (a + b + 1).div_euclid(2)
}

/// What a written answer's marks come to: the mean of two that differ by no more than the limit; where they differ by
/// more, a third is asked for, and the mean of the two that are nearest to each other counts (of the third alone, where
/// it stands in the middle). A half counts up.
pub fn settle(marks: &[i32], limit: i32) -> Settled {
    match *marks {
        [a, b] if (a - b).abs() <= limit => Settled::Points(mean(a, b)),
        [a, b, c] => {
            let (to_a, to_b) = ((a - c).abs(), (b - c).abs());
            Settled::Points(match to_a.cmp(&to_b) {
                std::cmp::Ordering::Less => mean(a, c),
                std::cmp::Ordering::Greater => mean(b, c),
                std::cmp::Ordering::Equal if a == b => a,
                std::cmp::Ordering::Equal => c,
            })
        }
        _ => Settled::Open,
    }
}

/// The fewest points that pass.
pub fn pass_points(full: i32, pass_bps: i32) -> i32 {
    let needed = (i64::from(full) * i64::from(pass_bps) + 9_999).div_euclid(10_000);
    i32::try_from(needed).unwrap_or(i32::MAX)
}

/// The last day on which a result of a day counts: the same day 24 months on, or that month's last where it has no
/// such day (E2.3). The day of the result itself is not counted.
pub fn counts_until(result: NaiveDate) -> NaiveDate {
    result.checked_add_months(Months::new(MONTHS)).unwrap_or(NaiveDate::MAX)
}

text_enum! {
    /// How a result stands on a day.
    ResultStanding {
        /// It counts.
        Counts = "counts",
        /// It counts, and will soon have lapsed.
        Lapsing = "lapsing",
        /// It counts no more.
        Lapsed = "lapsed",
        /// It was not passed.
        Failed = "failed",
    }
}

/// How a result stands on a day: it counts through its last day, and is about to lapse on that many days before.
pub fn standing(
    passed: bool,
    counts_until: Option<NaiveDate>,
    today: NaiveDate,
    warning_days: u32,
) -> ResultStanding {
    match counts_until {
        Some(last) if passed => {
            if today > last {
                ResultStanding::Lapsed
            } else if today >= warning_from(last, warning_days) {
                ResultStanding::Lapsing
            } else {
                ResultStanding::Counts
            }
        }
        _ => ResultStanding::Failed,
    }
}

/// The first day on which a result's lapse is warned of.
pub fn warning_from(last: NaiveDate, warning_days: u32) -> NaiveDate {
    last - Duration::days(i64::from(warning_days))
}

/// When a sitting that starts now must end: after the examination's minutes, and never after it closes.
pub fn deadline(start: Ts, minutes: i32, closes_at: Ts) -> Ts {
    start.plus(Duration::minutes(i64::from(minutes))).min(closes_at)
}

/// Permits starting a sitting: of a published examination, from its opening until it closes. Error: `exam_state`.
pub fn may_start(exam: &Exam, now: Ts) -> Result<(), AppError> {
    let open = exam.state == ExamState::Published && exam.opens_at <= now && now < exam.closes_at;
    if open { Ok(()) } else { Err(exam_state()) }
}

/// Permits enrolling and leaving: of a published examination until it closes. Error: `exam_state`.
pub fn may_enrol(exam: &Exam, now: Ts) -> Result<(), AppError> {
    let open = exam.state == ExamState::Published && now < exam.closes_at;
    if open { Ok(()) } else { Err(exam_state()) }
}

/// Whether the time to sit is over and results are not out: the time to mark.
pub fn is_marked_now(exam: &Exam, now: Ts) -> bool {
    exam.state == ExamState::Published && exam.closes_at <= now
}

/// The examination does not allow this now.
pub fn exam_state() -> AppError {
    AppError::new(Code::ExamState).clause("D8.2")
}

/// What a version of a question says otherwise than the one before it, in the order in which it is read.
pub fn changed(before: &QuestionVersion, after: &QuestionVersion) -> Vec<QuestionPart> {
    [
        (QuestionPart::Text, before.text != after.text),
        (QuestionPart::Options, before.options.0 != after.options.0),
        (QuestionPart::Answer, before.answer.0 != after.answer.0),
        (QuestionPart::Explanation, before.explanation != after.explanation),
        (QuestionPart::Points, before.points != after.points),
        (QuestionPart::Difficulty, before.difficulty != after.difficulty),
    ]
    .into_iter()
    .filter_map(|(part, differs)| differs.then_some(part))
    .collect()
}

/// What a question says, as far as its form can be checked.
pub struct Content<'a> {
    /// Its kind.
    pub kind: QuestionKind,
    /// The options.
    pub options: &'a [String],
    /// The right ones.
    pub answer: &'a [u32],
}

/// What is wrong with a question's form, each at its field: one right option of four to six, two or more right ones,
/// right or wrong, or no options at all.
pub fn faults(q: &Content<'_>) -> Vec<FieldError> {
    let mut out = Vec::new();
    let mut wrong = |pointer: &str, code: &'static str| {
        let mut params = serde_json::Map::new();
        if code == "too_long" {
            params.insert("max".to_owned(), OPTION_CHARS.into());
        }
        out.push(FieldError { pointer: pointer.to_owned(), code, params, clause: None });
    };
    let choice = matches!(q.kind, QuestionKind::Single | QuestionKind::Multiple);
    if choice != (3..=6).contains(&q.options.len()) || !choice && !q.options.is_empty() {
        wrong("/options", "invalid");
    }
    for (i, option) in q.options.iter().enumerate() {
        if option.trim().is_empty() {
            wrong(&format!("/options/{i}"), "required");
        } else if q.options[..i].iter().any(|o| o.trim() == option.trim()) {
            wrong(&format!("/options/{i}"), "duplicate");
        } else if option.chars().count() > OPTION_CHARS {
            wrong(&format!("/options/{i}"), "too_long");
        }
    }
    let count = q.answer.len();
    let ascending = q.answer.windows(2).all(|w| w[0] < w[1]);
    let within = |n: usize| q.answer.iter().all(|a| (*a as usize) < n);
    let fits = match q.kind {
        QuestionKind::Single => count == 1 && within(q.options.len()),
        QuestionKind::Multiple => count >= 2 && ascending && within(q.options.len()),
        QuestionKind::TrueFalse => count == 1 && within(2),
        QuestionKind::Written => count == 0,
    };
    if !fits {
        wrong("/answer", "invalid");
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    /// Twelve questions in each of three areas, three of each kind, of each difficulty one.
    fn bank() -> Vec<Drawable> {
        let mut out = Vec::new();
        for area in [Area::B1, Area::B2, Area::B11] {
            for (k, kind) in QuestionKind::ALL.iter().enumerate() {
                for difficulty in 1..=3 {
                    out.push(Drawable {
                        id: QuestionId::new(),
                        code: format!("{area}-{k}{difficulty}"),
                        area,
                        kind: *kind,
                        number: 1,
                        difficulty,
                        points: 2,
                    });
                }
            }
        }
        out
    }

    fn rule(area: Area, kind: QuestionKind, difficulty: Option<i32>, count: u32) -> PaperRule {
        PaperRule { area, kind, difficulty, count }
    }

    fn codes(paper: &[Drawable]) -> Vec<&str> {
        paper.iter().map(|q| q.code.as_str()).collect()
    }

    #[test]
    fn a_version_says_what_it_changed() {
        let before = QuestionVersion {
            question_id: QuestionId::new(),
            number: 1,
            difficulty: 1,
            text: "何时报告".into(),
            options: crate::db::Json(serde_json::json!(["当天", "次日", "月底"])),
            answer: crate::db::Json(serde_json::json!([0])),
            points: 2,
            explanation: "当天".into(),
            written_by: None,
            written_at: Ts::new(chrono::DateTime::UNIX_EPOCH),
        };
        assert_eq!(changed(&before, &before), []);
        let after = QuestionVersion {
            answer: crate::db::Json(serde_json::json!([1])),
            points: 3,
            written_at: Ts::new(chrono::DateTime::UNIX_EPOCH + Duration::days(1)),
            ..before.clone()
        };
        assert_eq!(changed(&before, &after), [QuestionPart::Answer, QuestionPart::Points]);
    }

    #[test]
    fn a_draw_says_which_rule_finds_too_few() {
        let rules =
            [rule(Area::B1, QuestionKind::Single, Some(2), 1), rule(Area::B1, QuestionKind::Single, None, 3)];
        assert_eq!(draw(&[7; 32], &bank(), &rules), Err((1, 2)), "the first rule has taken one");
        assert_eq!(draw(&[7; 32], &bank(), &[rule(Area::B16, QuestionKind::Single, None, 1)]), Err((0, 0)));
    }

    #[test]
    fn every_question_is_drawn_about_equally_often() {
        let bank = bank();
        let rules = [rule(Area::B2, QuestionKind::Multiple, None, 1)];
        let mut times = std::collections::BTreeMap::new();
        for n in 0u32..3_000 {
            let mut seed = [0; 32];
            seed[..4].copy_from_slice(&n.to_be_bytes());
            *times.entry(draw(&seed, &bank, &rules).unwrap()[0].difficulty).or_insert(0) += 1;
        }
        assert!(times.len() == 3 && times.values().all(|t| (900..1_100).contains(t)), "{times:?}");
    }

    #[test]
    fn objective_answers_are_marked_by_what_was_chosen() {
        use QuestionKind::{Multiple, Single, TrueFalse};
        assert_eq!(objective_points(Single, &[2], &[2], 2), 2);
        assert_eq!(objective_points(Single, &[2], &[1], 2), 0);
        assert_eq!(objective_points(TrueFalse, &[1], &[1], 1), 1);
        assert_eq!(objective_points(TrueFalse, &[1], &[], 1), 0);
        assert_eq!(objective_points(Multiple, &[0, 2], &[2, 0, 2], 3), 3);
        assert_eq!(objective_points(Multiple, &[0, 2], &[2], 3), 1, "half of three, rounded down");
        assert_eq!(objective_points(Multiple, &[0, 2], &[0, 1], 3), 0, "one wrong spoils it");
        assert_eq!(objective_points(Multiple, &[0, 2], &[0, 1, 2], 3), 0, "so does choosing all");
    }

    #[test]
    fn a_third_mark_decides_between_two_that_differ_too_much() {
        assert_eq!(settle(&[6], 2), Settled::Open);
        assert_eq!(settle(&[6, 8], 2), Settled::Points(7));
        assert_eq!(settle(&[6, 7], 2), Settled::Points(7), "a half counts up");
        assert_eq!(settle(&[4, 8], 2), Settled::Open);
        assert_eq!(settle(&[4, 8, 7], 2), Settled::Points(8));
        assert_eq!(settle(&[4, 8, 5], 2), Settled::Points(5));
        assert_eq!(settle(&[4, 8, 6], 2), Settled::Points(6), "in the middle it stands alone");
        assert_eq!(settle(&[0, 10, 10], 2), Settled::Points(10));
    }

    #[test]
    fn a_result_counts_for_24_months_to_the_day() {
        assert_eq!(counts_until(day(2024, 11, 25)), day(2026, 11, 25));
        assert_eq!(counts_until(day(2024, 2, 29)), day(2026, 2, 28), "no such day: the month's last");
        assert_eq!(counts_until(day(2026, 2, 28)), day(2028, 2, 28), "not the leap day");
        assert_eq!(counts_until(day(2022, 2, 28)), day(2024, 2, 28));
        assert_eq!(counts_until(day(2025, 12, 31)), day(2027, 12, 31));
        let last = day(2026, 11, 25);
        let on = |d| standing(true, Some(last), d, 90);
        assert_eq!(on(day(2026, 8, 26)), ResultStanding::Counts);
        assert_eq!(on(day(2026, 8, 27)), ResultStanding::Lapsing, "90 days before");
        assert_eq!(on(last), ResultStanding::Lapsing, "the last day counts");
        assert_eq!(on(day(2026, 11, 26)), ResultStanding::Lapsed);
        assert_eq!(standing(false, None, last, 90), ResultStanding::Failed);
        assert_eq!(warning_from(day(2024, 5, 29), 90), day(2024, 2, 29), "over a leap day");
        assert_eq!(warning_from(day(2025, 5, 29), 90), day(2025, 2, 28));
    }

    #[test]
    fn points_that_pass_are_the_fewest_that_reach_the_ratio() {
        assert_eq!(pass_points(100, 6_000), 60);
        assert_eq!(pass_points(67, 6_000), 41, "40.2 is not enough at 40");
        assert_eq!(pass_points(0, 6_000), 0);
    }

    #[test]
    fn forms_that_cannot_be_answered_are_refused() {
        let options = ["甲", "乙", "丙", "丁"].map(str::to_owned);
        let bad = |kind, options: &[String], answer: &[u32]| {
            faults(&Content { kind, options, answer }).into_iter().map(|f| f.pointer).collect::<Vec<_>>()
        };
        assert!(bad(QuestionKind::Single, &options, &[3]).is_empty());
        assert_eq!(bad(QuestionKind::Single, &options, &[4]), ["/answer"]);
        assert_eq!(bad(QuestionKind::Single, &options[..2], &[1]), ["/options"]);
        assert_eq!(bad(QuestionKind::Multiple, &options, &[1]), ["/answer"]);
        assert_eq!(bad(QuestionKind::Multiple, &options, &[2, 1]), ["/answer"]);
        assert_eq!(bad(QuestionKind::TrueFalse, &options, &[1]), ["/options"]);
        assert!(bad(QuestionKind::TrueFalse, &[], &[1]).is_empty());
        assert_eq!(bad(QuestionKind::Written, &[], &[0]), ["/answer"]);
        let twice = ["甲", "甲 ", "丙", ""].map(str::to_owned);
        assert_eq!(bad(QuestionKind::Single, &twice, &[0]), ["/options/1", "/options/3"]);
    }

    proptest! {
        #[test]
        fn a_draw_is_the_seeds_alone_and_keeps_its_rules(seed in any::<[u8; 32]>(), easy in 0u32..2, any_of in 1u32..3) {
            let bank = bank();
            let mut rules = vec![rule(Area::B1, QuestionKind::Single, None, any_of), rule(Area::B11, QuestionKind::Written, None, 2)];
            if easy > 0 {
                rules.insert(0, rule(Area::B1, QuestionKind::Single, Some(1), easy));
            }
            let paper = draw(&seed, &bank, &rules).unwrap();
            let mut reversed = bank.clone();
            reversed.reverse();
            let again = draw(&seed, &reversed, &rules).unwrap();
            prop_assert_eq!(codes(&paper), codes(&again));
            prop_assert_eq!(paper.len() as u32, easy + any_of + 2);
            let mut ids: Vec<_> = paper.iter().map(|q| q.id).collect();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), paper.len(), "nothing twice");
            prop_assert!(paper.iter().filter(|q| q.difficulty == 1 && q.area == Area::B1).count() as u32 >= easy);
        }

        #[test]
        fn a_sitting_sees_the_whole_paper_and_all_options(seed in any::<[u8; 32]>(), n in 1i32..40, options in 1usize..7) {
            let sitting = SittingId::new();
            let paper: Vec<_> = (1..=n).map(|p| (p, QuestionKind::ALL[(p % 4) as usize])).collect();
            let mut seen = order(&seed, sitting, &paper);
            let kinds: Vec<_> = seen.iter().map(|p| paper[(*p - 1) as usize].1).collect();
            prop_assert!(kinds.is_sorted());
            seen.sort_unstable();
            prop_assert_eq!(seen, (1..=n).collect::<Vec<_>>());
            let mut shown = option_order(&seed, sitting, 1, options);
            shown.sort_unstable();
            prop_assert_eq!(shown, (0..options as u32).collect::<Vec<_>>());
        }

        #[test]
        fn settled_points_lie_between_the_marks(a in 0i32..=10, b in 0i32..=10, c in 0i32..=10, limit in 0i32..=5) {
            match settle(&[a, b], limit) {
                Settled::Points(p) => prop_assert!(a.min(b) <= p && p <= a.max(b)),
                Settled::Open => {
                    prop_assert!((a - b).abs() > limit);
                    let Settled::Points(p) = settle(&[a, b, c], limit) else { panic!("three marks settle it") };
                    prop_assert!(a.min(b).min(c) <= p && p <= a.max(b).max(c));
                    prop_assert_eq!(Settled::Points(p), settle(&[b, a, c], limit), "whoever came first");
                }
            }
        }

        #[test]
        fn points_never_exceed_the_questions(right in proptest::collection::btree_set(0u32..5, 2..5), chosen in proptest::collection::vec(0u32..5, 0..6), points in 1i32..10) {
            let right: Vec<u32> = right.into_iter().collect();
            let got = objective_points(QuestionKind::Multiple, &right, &chosen, points);
            prop_assert!((0..=points).contains(&got));
            if chosen.iter().any(|c| !right.contains(c)) {
                prop_assert_eq!(got, 0);
            }
        }

        #[test]
        fn a_result_counts_730_or_731_days(days in 0i64..20_000) {
            let result = day(2000, 1, 1) + Duration::days(days);
            let span = (counts_until(result) - result).num_days();
            prop_assert!(span == 730 || span == 731, "{}", span);
        }
    }
}
