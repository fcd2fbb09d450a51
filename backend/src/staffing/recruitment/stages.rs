//! How far rounds are, in parts that ask for the same work: what lists and the board put together.

use super::model::RecruitmentState;
use crate::text_enum;

text_enum! {
    /// A part of a round's way: phases that ask for the same work.
    RecruitmentStage {
        /// Being prepared.
        Draft = "draft",
        /// Announced or open: candidates apply.
        Applying = "applying",
        /// The panel scores, or the ranking waits.
        Scoring = "scoring",
        /// Ranked, not announced.
        Ranked = "ranked",
        /// Announced: the notice period runs, or is over.
        Notice = "notice",
        /// An appointment waits for its decision.
        Deciding = "deciding",
        /// Done.
        Appointed = "appointed",
        /// Called off.
        Cancelled = "cancelled",
    }
}

impl RecruitmentStage {
    /// Those on which a round still has posts to fill, in order.
    pub const RUNNING: [Self; 5] =
        [Self::Applying, Self::Scoring, Self::Ranked, Self::Notice, Self::Deciding];
}

/// The state of the rounds on a part of their way and, where that does not say it, whether they are closed: the moment of
/// closing has come.
pub fn states_of(stage: RecruitmentStage) -> (RecruitmentState, Option<bool>) {
    match stage {
        RecruitmentStage::Draft => (RecruitmentState::Draft, None),
        RecruitmentStage::Applying => (RecruitmentState::Published, Some(false)),
        RecruitmentStage::Scoring => (RecruitmentState::Published, Some(true)),
        RecruitmentStage::Ranked => (RecruitmentState::Ranked, None),
        RecruitmentStage::Notice => (RecruitmentState::Notice, None),
        RecruitmentStage::Deciding => (RecruitmentState::Proposed, None),
        RecruitmentStage::Appointed => (RecruitmentState::Appointed, None),
        RecruitmentStage::Cancelled => (RecruitmentState::Cancelled, None),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Duration, TimeZone, Utc};
    use proptest::prelude::*;

    use super::super::model::*;
    use super::super::rules::{RecruitmentPhase, phase};
    use super::*;
    use crate::db::{Json, Ts};
    use crate::identity::model::UserId;
    use crate::org::model::OrgUnitId;
    use crate::staffing::model::{Grade, ManagerClass};

    fn round(state: RecruitmentState, start: Ts) -> Recruitment {
        Recruitment {
            id: RecruitmentId::new(),
            title: String::new(),
            branch_id: OrgUnitId::new(),
            class: ManagerClass::A,
            b_kind: None,
            grade: Grade::Level3,
            vacancies: 1,
            requirements: String::new(),
            opens_at: start,
            closes_at: start.plus(Duration::hours(10)),
            scoring_ends_at: start.plus(Duration::hours(20)),
            criteria: Json(serde_json::Value::Null),
            state,
            revision: 0,
            notice_ends_at: Some(start.plus(Duration::hours(30))),
            request_id: None,
            policy_number: 1,
            reason: None,
            version: 1,
            created_by: UserId::new(),
            created_at: start,
        }
    }

    fn stage_of(phase: RecruitmentPhase) -> RecruitmentStage {
        match phase {
            RecruitmentPhase::Draft => RecruitmentStage::Draft,
            RecruitmentPhase::Announced | RecruitmentPhase::Open => RecruitmentStage::Applying,
            RecruitmentPhase::Scoring | RecruitmentPhase::Scored => RecruitmentStage::Scoring,
            RecruitmentPhase::Ranked => RecruitmentStage::Ranked,
            RecruitmentPhase::Notice | RecruitmentPhase::Noticed => RecruitmentStage::Notice,
            RecruitmentPhase::Proposed => RecruitmentStage::Deciding,
            RecruitmentPhase::Appointed => RecruitmentStage::Appointed,
            RecruitmentPhase::Cancelled => RecruitmentStage::Cancelled,
        }
    }

    proptest! {
        #[test]
        fn every_round_is_on_one_part_of_its_way_at_any_moment(at in 0usize..RecruitmentState::ALL.len(), hours in -5i64..40) {
            let start = Ts::new(Utc.with_ymd_and_hms(2026, 11, 24, 9, 0, 0).unwrap());
            let r = round(RecruitmentState::ALL[at], start);
            let now = start.plus(Duration::hours(hours));
            let found: Vec<RecruitmentStage> = RecruitmentStage::ALL
                .iter()
                .copied()
                .filter(|stage| {
                    let (state, closed) = states_of(*stage);
                    r.state == state && closed.is_none_or(|c| c == (r.closes_at <= now))
                })
                .collect();
            prop_assert_eq!(found, vec![stage_of(phase(&r, now))]);
        }
    }
}
