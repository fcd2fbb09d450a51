//! Phases, who may apply, weighted points and the ranking. Everything here is a function of its arguments alone.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::model::*;
use crate::db::Ts;
use crate::error::{AppError, Code};
use crate::org::model::{EmployeeId, HireKind};
use crate::policy::recruitment::{Criterion, TieRule};
use crate::staffing::model::{Manager, ManagerClass};
use crate::staffing::qualification::dto::LineView;
use crate::staffing::qualification::model::{Line, LineOutcome};
use crate::text_enum;

text_enum! {
    /// Where a round stands now.
    RecruitmentPhase {
        /// Being prepared.
        Draft = "draft",
        /// Announced, not open yet.
        Announced = "announced",
        /// Takes applications.
        Open = "open",
        /// The panel scores.
        Scoring = "scoring",
        /// The time to score is over; the ranking waits.
        Scored = "scored",
        /// Ranked.
        Ranked = "ranked",
        /// The notice period runs.
        Notice = "notice",
        /// The notice period is over.
        Noticed = "noticed",
        /// An appointment waits for its decision.
        Proposed = "proposed",
        /// Done.
        Appointed = "appointed",
        /// Called off.
        Cancelled = "cancelled",
    }
}

/// Where a round stands at a moment.
pub fn phase(r: &Recruitment, now: Ts) -> RecruitmentPhase {
    match r.state {
        RecruitmentState::Draft => RecruitmentPhase::Draft,
        RecruitmentState::Published if now < r.opens_at => RecruitmentPhase::Announced,
        RecruitmentState::Published if now < r.closes_at => RecruitmentPhase::Open,
        RecruitmentState::Published if now < r.scoring_ends_at => RecruitmentPhase::Scoring,
        RecruitmentState::Published => RecruitmentPhase::Scored,
        RecruitmentState::Ranked => RecruitmentPhase::Ranked,
        RecruitmentState::Notice if r.notice_ends_at.is_some_and(|end| now >= end) => {
            RecruitmentPhase::Noticed
        }
        RecruitmentState::Notice => RecruitmentPhase::Notice,
        RecruitmentState::Proposed => RecruitmentPhase::Proposed,
        RecruitmentState::Appointed => RecruitmentPhase::Appointed,
        RecruitmentState::Cancelled => RecruitmentPhase::Cancelled,
    }
}

/// Refuses whatever a round does not allow where it stands: `recruitment_state`.
pub fn state_error() -> AppError {
    AppError::new(Code::RecruitmentState).clause("D4")
}

/// Whether a member of a panel who goes is still needed on it: scores to give, or as the chair a tie to decide.
pub fn seat_binds(phase: RecruitmentPhase, chair: bool, missing: usize) -> bool {
    match phase {
        RecruitmentPhase::Announced | RecruitmentPhase::Open => true,
        RecruitmentPhase::Scoring => chair || missing > 0,
        RecruitmentPhase::Scored | RecruitmentPhase::Ranked => chair,
        _ => false,
    }
}

/// Whether applications may still come in, so that nobody's sheets are complete.
pub fn takes_sheets_later(phase: RecruitmentPhase) -> bool {
    matches!(phase, RecruitmentPhase::Announced | RecruitmentPhase::Open)
}

/// A panel after a member's seat was passed on or, to nobody, given up; `stays` where the member's sheets are complete or
/// no more come in. There is never a panel without its chair, nobody sits twice, and complete sheets are not thrown away.
///
/// Errors, for the field that names the receiver: `required` for a chair's seat, `duplicate` for another member,
/// `not_member` where the chair alone passes on.
pub fn panel_after(
    panel: &[PanelMember],
    from: EmployeeId,
    to: Option<EmployeeId>,
    stays: bool,
) -> Result<Vec<PanelMember>, &'static str> {
    let chair = panel.iter().any(|m| m.employee_id == from && m.chair);
    let member = to.is_some_and(|to| panel.iter().any(|m| m.employee_id == to));
    match to {
        None if chair => return Err("required"),
        Some(to) if to == from || (member && !chair) => return Err("duplicate"),
        Some(_) if stays && !member => return Err("not_member"),
        _ => {}
    }
    let mut out: Vec<PanelMember> = panel.to_vec();
    if !(chair && stays) {
        out.retain(|m| m.employee_id != from);
    }
    if chair {
        for m in &mut out {
            m.chair = Some(m.employee_id) == to;
        }
    }
    if let Some(to) = to.filter(|_| !member) {
        let recruitment_id = panel.first().map(|m| m.recruitment_id).unwrap_or_else(RecruitmentId::new);
        out.push(PanelMember { recruitment_id, employee_id: to, chair });
    }
    Ok(out)
}

text_enum! {
    /// Why somebody may not apply.
    Hindrance {
        /// A line of the checklist is not met.
        LineFailed = "line_failed",
        /// A line of the checklist that nobody has stated; by policy it hinders.
        LineUnknown = "line_unknown",
        /// Is a manager of this class, or of class A, already.
        AlreadyManager = "already_manager",
        /// Class B that was hired from outside does not become A (D4).
        ExternalHire = "external_hire",
        /// Sits on the panel or prepared the round.
        Concerned = "concerned",
        /// Has left the bank.
        Left = "left",
    }
}

/// A hindrance with the line that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hindered {
    /// What hinders.
    pub by: Hindrance,
    /// The line of the checklist.
    pub line: Option<Line>,
}

impl Hindered {
    const fn by(by: Hindrance) -> Self {
        Self { by, line: None }
    }

    /// The clause behind it.
    pub fn clause(&self) -> &'static str {
        self.line.map_or("D4", crate::staffing::qualification::rules::clause_of)
    }
}

/// What hinders a manager, or somebody who is none, from a post of a class.
pub fn hindered_as(held: Option<&Manager>, hire: HireKind, class: ManagerClass) -> Option<Hindered> {
    match held.map(|m| m.class) {
        None => None,
        Some(ManagerClass::B) if class == ManagerClass::A => {
            (hire == HireKind::External).then_some(Hindered::by(Hindrance::ExternalHire))
        }
        Some(_) => Some(Hindered::by(Hindrance::AlreadyManager)),
    }
}

/// What hinders somebody with these lines; lines that nobody has stated do where `unknown_admits` is false.
pub fn hindered_by_lines(lines: &[LineView], unknown_admits: bool) -> Vec<Hindered> {
    let of = |l: &LineView| match l.outcome {
        LineOutcome::Passed => None,
        LineOutcome::Failed => Some(Hindered { by: Hindrance::LineFailed, line: Some(l.line) }),
        LineOutcome::Unknown if unknown_admits => None,
        LineOutcome::Unknown => Some(Hindered { by: Hindrance::LineUnknown, line: Some(l.line) }),
    };
    lines.iter().filter_map(of).collect()
}

/// Concerned with the round: sits on its panel or made it.
pub const CONCERNED: Hindered = Hindered::by(Hindrance::Concerned);
/// Has left.
pub const LEFT: Hindered = Hindered::by(Hindrance::Left);

/// Points times weights; absent where a criterion has no points, or points have no criterion.
pub fn weighted(criteria: &[Criterion], points: &BTreeMap<String, i32>) -> Option<i64> {
    if points.len() != criteria.len() {
        return None;
    }
    criteria.iter().map(|c| points.get(&c.key).map(|p| i64::from(c.weight_bps) * i64::from(*p))).sum()
}

/// An applicant's sheets, for the ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// The application.
    pub id: PostApplicationId,
    /// Sum of weighted points.
    pub total: i64,
    /// Sheets; at least one.
    pub sheets: i64,
    /// Sum of points by criterion, in the criteria's order.
    pub by_criterion: Vec<i64>,
}

/// Means of sums over counts, compared exactly: the higher first.
fn higher((a, n): (i64, i64), (b, m): (i64, i64)) -> Ordering {
    (i128::from(b) * i128::from(n)).cmp(&(i128::from(a) * i128::from(m)))
}

/// By mean of weighted points; where the rule says so, then by the mean of each criterion in turn.
fn by_points(a: &Scored, b: &Scored, rule: TieRule) -> Ordering {
    let whole = higher((a.total, a.sheets), (b.total, b.sheets));
    if rule == TieRule::Chair {
        return whole;
    }
    a.by_criterion
        .iter()
        .zip(&b.by_criterion)
        .fold(whole, |so_far, (x, y)| so_far.then_with(|| higher((*x, a.sheets), (*y, b.sheets))))
}

/// A place in the ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The application.
    pub id: PostApplicationId,
    /// Equal points, equal rank; the next one is so many further.
    pub rank: i32,
    /// Shares its rank with another.
    pub tied: bool,
    /// Has the points that may be appointed.
    pub passed: bool,
}

/// The ranking: the order in which applicants come in does not matter. Equals share a rank and stand next to each other,
/// by their application's id, which means nothing.
pub fn rank(scored: &[Scored], rule: TieRule, pass_mark: u32) -> Vec<Ranked> {
    let mut sorted: Vec<&Scored> = scored.iter().collect();
    sorted.sort_by(|a, b| by_points(a, b, rule).then_with(|| a.id.cmp(&b.id)));
    let same = |a: &Scored, b: &Scored| by_points(a, b, rule) == Ordering::Equal;
    let mut out: Vec<Ranked> = Vec::with_capacity(sorted.len());
    for (i, s) in sorted.iter().enumerate() {
        let with_before = i > 0 && same(sorted[i - 1], s);
        let with_next = sorted.get(i + 1).is_some_and(|next| same(s, next));
        let rank = if with_before { out[i - 1].rank } else { i32::try_from(i).unwrap_or(i32::MAX - 1) + 1 };
        out.push(Ranked { id: s.id, rank, tied: with_before || with_next, passed: passes(s, pass_mark) });
    }
    out
}

/// Whether the mean reaches the mark, of a hundred; compared exactly.
fn passes(s: &Scored, pass_mark: u32) -> bool {
    i128::from(s.total) >= i128::from(pass_mark) * 10_000 * i128::from(s.sheets)
}

/// Points in hundredths, rounded down: for showing alone.
pub fn hundredths(total: i64, sheets: i64) -> i64 {
    if sheets == 0 { 0 } else { total / (sheets * 100) }
}

/// The undecided tie that the last vacancy falls into: its members, where there is one.
pub fn open_tie(rows: &[RankRow], vacancies: i32) -> Vec<PostApplicationId> {
    let mut passed: Vec<&RankRow> = rows.iter().filter(|r| r.passed).collect();
    passed.sort_by_key(|r| r.place);
    let vacancies = usize::try_from(vacancies).unwrap_or(0);
    let (Some(last), Some(next)) =
        (vacancies.checked_sub(1).and_then(|i| passed.get(i)), passed.get(vacancies))
    else {
        return Vec::new();
    };
    if last.rank != next.rank || !last.tied || !next.tied {
        return Vec::new();
    }
    passed.iter().filter(|r| r.rank == last.rank && r.tied).map(|r| r.application_id).collect()
}

/// Who is to be appointed: the first places with the points for it, as many as there are vacancies.
pub fn winners(rows: &[RankRow], vacancies: i32) -> Vec<PostApplicationId> {
    let mut passed: Vec<&RankRow> = rows.iter().filter(|r| r.passed).collect();
    passed.sort_by_key(|r| r.place);
    passed.iter().take(usize::try_from(vacancies).unwrap_or(0)).map(|r| r.application_id).collect()
}

/// Rows with some of them put in a given order among the places that these hold; they are decided then.
/// None where the order does not name each of some rows once.
pub fn reordered(rows: &[RankRow], order: &[PostApplicationId], reason: &str) -> Option<Vec<RankRow>> {
    let mut places = Vec::with_capacity(order.len());
    for (i, id) in order.iter().enumerate() {
        if order[..i].contains(id) {
            return None;
        }
        places.push(rows.iter().find(|r| r.application_id == *id)?.place);
    }
    places.sort_unstable();
    let mut out = rows.to_vec();
    for (place, id) in places.into_iter().zip(order) {
        let row = out.iter_mut().find(|r| r.application_id == *id)?;
        row.place = place;
        row.tied = false;
        row.reason = Some(reason.to_owned());
    }
    out.sort_by_key(|r| r.place);
    Some(out)
}

/// Rows without one of them; places and ranks close up, and a tie of which one is left is none.
pub fn without(rows: &[RankRow], gone: PostApplicationId) -> Vec<RankRow> {
    let mut kept: Vec<RankRow> = rows.iter().filter(|r| r.application_id != gone).cloned().collect();
    kept.sort_by_key(|r| r.place);
    let before: Vec<(i32, bool)> = kept.iter().map(|r| (r.rank, r.tied)).collect();
    for i in 0..kept.len() {
        let place = i32::try_from(i).unwrap_or(i32::MAX - 1) + 1;
        kept[i].place = place;
        kept[i].rank = if i > 0 && before[i - 1].0 == before[i].0 { kept[i - 1].rank } else { place };
        kept[i].tied = before[i].1
            && before.iter().enumerate().any(|(j, other)| j != i && other.0 == before[i].0 && other.1);
    }
    kept
}

/// Kinds of files that are taken, told by their first bytes: what a name or a header says is not asked.
pub fn media_type(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"%PDF-") {
        Some("application/pdf")
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Some("image/jpeg")
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scored(n: u128, total: i64, sheets: i64) -> Scored {
        Scored { id: PostApplicationId(uuid::Uuid::from_u128(n)), total, sheets, by_criterion: vec![total] }
    }

    fn rows(ranked: &[Ranked]) -> Vec<RankRow> {
        let id = RecruitmentId::new();
        (1..)
            .zip(ranked)
            .map(|(place, r)| RankRow {
                recruitment_id: id,
                revision: 1,
                application_id: r.id,
                total: 0,
                sheets: 1,
                rank: r.rank,
                place,
                tied: r.tied,
                passed: r.passed,
                reason: None,
            })
            .collect()
    }

    fn panel(chair: usize, people: &[EmployeeId]) -> Vec<PanelMember> {
        let recruitment_id = RecruitmentId(uuid::Uuid::from_u128(7));
        let member =
            |(i, e): (usize, &EmployeeId)| PanelMember { recruitment_id, employee_id: *e, chair: i == chair };
        people.iter().enumerate().map(member).collect()
    }

    fn person(n: u128) -> EmployeeId {
        EmployeeId(uuid::Uuid::from_u128(n))
    }

    #[test]
    fn a_seat_binds_while_there_is_something_to_do_on_it() {
        use RecruitmentPhase::*;
        assert!(seat_binds(Announced, false, 0) && seat_binds(Open, false, 0));
        assert!(seat_binds(Scoring, false, 1) && !seat_binds(Scoring, false, 0));
        for phase in [Scoring, Scored, Ranked] {
            assert!(seat_binds(phase, true, 0));
        }
        assert!(!seat_binds(Scored, false, 3) && !seat_binds(Draft, true, 0) && !seat_binds(Notice, true, 0));
    }

    #[test]
    fn a_chair_is_passed_on_and_complete_sheets_stay() {
        let (a, b, c) = (person(1), person(2), person(3));
        let three = panel(0, &[a, b, c]);
        let fault = |from, to, stays| panel_after(&three, from, to, stays).map(drop).unwrap_err();
        assert_eq!(fault(a, None, false), "required");
        assert_eq!(fault(b, Some(c), false), "duplicate");
        assert_eq!(fault(a, Some(person(4)), true), "not_member");
        let passed = panel_after(&three, a, Some(b), true).unwrap();
        let seats: Vec<(EmployeeId, bool)> = passed.iter().map(|m| (m.employee_id, m.chair)).collect();
        assert_eq!(seats, [(a, false), (b, true), (c, false)]);
        let replaced = panel_after(&three, a, Some(person(4)), false).unwrap();
        let seats: Vec<(EmployeeId, bool)> = replaced.iter().map(|m| (m.employee_id, m.chair)).collect();
        assert_eq!(seats, [(b, false), (c, false), (person(4), true)]);
    }

    #[test]
    fn equal_means_share_a_rank_whoever_scored() {
        // 80 by two members, 80 by three, 79.99 by three.
        let all = [scored(1, 1_600_000, 2), scored(2, 2_400_000, 3), scored(3, 2_399_700, 3)];
        let ranked = rank(&all, TieRule::Chair, 60);
        let seen: Vec<(i32, bool)> = ranked.iter().map(|r| (r.rank, r.tied)).collect();
        assert_eq!(seen, [(1, true), (1, true), (3, false)]);
        assert_eq!(hundredths(2_399_700, 3), 7_999);
    }

    #[test]
    fn criteria_break_a_tie_where_the_policy_says_so() {
        let one = Scored { by_criterion: vec![160, 140], ..scored(1, 1_600_000, 2) };
        let two = Scored { by_criterion: vec![170, 130], ..scored(2, 1_600_000, 2) };
        let by = |rule| {
            rank(&[one.clone(), two.clone()], rule, 0).iter().map(|r| (r.id, r.tied)).collect::<Vec<_>>()
        };
        assert_eq!(by(TieRule::Criteria), [(two.id, false), (one.id, false)]);
        assert_eq!(by(TieRule::Chair), [(one.id, true), (two.id, true)]);
    }

    #[test]
    fn a_tie_across_the_last_vacancy_is_open_until_it_is_decided() {
        let all =
            [scored(1, 900_000, 1), scored(2, 800_000, 1), scored(3, 800_000, 1), scored(4, 100_000, 1)];
        let rows = rows(&rank(&all, TieRule::Chair, 60));
        assert!(
            open_tie(&rows, 1).is_empty() && open_tie(&rows, 3).is_empty() && open_tie(&rows, 9).is_empty()
        );
        assert_eq!(open_tie(&rows, 2), [all[1].id, all[2].id]);
        let decided = reordered(&rows, &[all[2].id, all[1].id], "业绩更稳").unwrap();
        assert!(open_tie(&decided, 2).is_empty());
        assert_eq!(winners(&decided, 2), [all[0].id, all[2].id]);
        assert_eq!(winners(&decided, 9).len(), 3, "nobody without the points for it");
        assert_eq!(decided[1].rank, decided[2].rank, "the shown tie stays shown");
        assert!(reordered(&rows, &[all[1].id, all[1].id], "").is_none());
        assert!(reordered(&rows, &[PostApplicationId::new()], "").is_none());
    }

    #[test]
    fn whoever_is_removed_leaves_no_gap_and_no_tie_alone() {
        let all =
            [scored(1, 900_000, 1), scored(2, 800_000, 1), scored(3, 800_000, 1), scored(4, 700_000, 1)];
        let ranking = rows(&rank(&all, TieRule::Chair, 60));
        let seen = |rows: &[RankRow]| rows.iter().map(|r| (r.place, r.rank, r.tied)).collect::<Vec<_>>();
        assert_eq!(seen(&without(&ranking, all[0].id)), [(1, 1, true), (2, 1, true), (3, 3, false)]);
        assert_eq!(seen(&without(&ranking, all[1].id)), [(1, 1, false), (2, 2, false), (3, 3, false)]);
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(media_type(b"%PDF-1.7\n"), Some("application/pdf"));
        assert_eq!(media_type(&[0xff, 0xd8, 0xff, 0xe0]), Some("image/jpeg"));
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\nIHDR"), Some("image/png"));
        for other in [&b"MZ\x90"[..], b"<html>", b"PK\x03\x04", b"", b"%PD"] {
            assert_eq!(media_type(other), None);
        }
    }

    #[test]
    fn weights_apply_to_every_criterion_or_to_none() {
        let criteria = crate::policy::recruitment::RecruitmentPolicy::default().criteria;
        let full: BTreeMap<String, i32> = criteria.iter().map(|c| (c.key.clone(), 100)).collect();
        assert_eq!(weighted(&criteria, &full), Some(1_000_000));
        let mut less = full.clone();
        less.remove("plan");
        assert_eq!(weighted(&criteria, &less), None);
        less.insert("planning".into(), 100);
        assert_eq!(weighted(&criteria, &less), None);
    }

    fn some_scored() -> impl Strategy<Value = Vec<Scored>> {
        proptest::collection::vec((0_i64..6, 1_i64..4, 0_i64..3), 1..9).prop_map(|all| {
            (1..)
                .zip(all)
                .map(|(n, (mean, sheets, first))| Scored {
                    by_criterion: vec![first * sheets, mean * sheets],
                    ..scored(n, mean * 100_000 * sheets, sheets)
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn a_panel_keeps_one_chair_and_nobody_sits_twice(
            size in 1_u128..6, chair in 0_usize..6, from in 0_u128..6, to in proptest::option::of(0_u128..9), stays: bool,
        ) {
            let people: Vec<EmployeeId> = (0..size).map(person).collect();
            let before = panel(chair % people.len(), &people);
            let (from, to) = (person(from % size), to.map(person));
            if let Ok(after) = panel_after(&before, from, to, stays) {
                prop_assert_eq!(after.iter().filter(|m| m.chair).count(), 1);
                for (i, m) in after.iter().enumerate() {
                    prop_assert!(after[..i].iter().all(|other| other.employee_id != m.employee_id));
                }
                let leaves = after.iter().all(|m| m.employee_id != from);
                let chaired = before.iter().any(|m| m.employee_id == from && m.chair);
                prop_assert!(leaves || (chaired && stays));
                prop_assert!(to.is_none_or(|to| after.iter().any(|m| m.employee_id == to)));
                prop_assert!(after.len() + 1 >= before.len());
            }
        }

        #[test]
        fn the_order_of_arrival_does_not_matter((all, mixed) in some_scored().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())), criteria in any::<bool>()) {
            let rule = if criteria { TieRule::Criteria } else { TieRule::Chair };
            prop_assert_eq!(rank(&all, rule, 60), rank(&mixed, rule, 60));
        }

        #[test]
        fn ranks_say_how_many_are_better(all in some_scored()) {
            let ranked = rank(&all, TieRule::Chair, 60);
            let mean = |id| all.iter().find(|s| s.id == id).map(|s| s.total / s.sheets).unwrap();
            for r in &ranked {
                let better = ranked.iter().filter(|o| mean(o.id) > mean(r.id)).count();
                let equals = ranked.iter().filter(|o| mean(o.id) == mean(r.id)).count();
                prop_assert_eq!(r.rank as usize, better + 1);
                prop_assert_eq!(r.tied, equals > 1);
                prop_assert_eq!(r.passed, mean(r.id) >= 600_000);
            }
        }

        #[test]
        fn winners_are_never_more_than_vacancies_and_never_worse_than_losers(all in some_scored(), vacancies in 1_i32..6) {
            let rows = rows(&rank(&all, TieRule::Chair, 0));
            let won = winners(&rows, vacancies);
            prop_assert!(won.len() <= vacancies as usize);
            let rank_of = |id| rows.iter().find(|r| r.application_id == id).map(|r| r.rank).unwrap();
            let worst = won.iter().map(|id| rank_of(*id)).max().unwrap_or(0);
            for r in rows.iter().filter(|r| !won.contains(&r.application_id)) {
                prop_assert!(r.rank >= worst);
            }
            for id in open_tie(&rows, vacancies) {
                prop_assert_eq!(rank_of(id), worst);
            }
        }

        #[test]
        fn removing_and_reordering_keep_each_place_once(all in some_scored(), gone in 0_usize..9) {
            let ranking = rows(&rank(&all, TieRule::Chair, 0));
            let kept = without(&ranking, all[gone % all.len()].id);
            prop_assert_eq!(kept.len() + 1, ranking.len());
            let places: Vec<i32> = kept.iter().map(|r| r.place).collect();
            prop_assert_eq!(places, (1..=kept.len() as i32).collect::<Vec<_>>());
            let order: Vec<PostApplicationId> = kept.iter().rev().map(|r| r.application_id).collect();
            let turned = reordered(&kept, &order, "x").unwrap();
            let ids: Vec<PostApplicationId> = turned.iter().map(|r| r.application_id).collect();
            prop_assert_eq!(ids, order);
        }
    }
}
